"""What this program last read from, or wrote to, the files in a study's folder `codings/`."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import sqlalchemy as sa
from sqlmodel import col

from workbench.model import FileSeen
from workbench.study import Study


def sha256_of(content: bytes) -> str:
    """The sha256 of a file's bytes."""
    return hashlib.sha256(content).hexdigest()


def is_as_seen(study: Study, files: Mapping[Path, str]) -> dict[Path, bool]:
    """Whether each of these files, given with its sha256, is as the program last read or wrote it."""
    with study.read() as session:
        query = sa.select(col(FileSeen.file), col(FileSeen.sha256))
        known = dict(session.execute(query).all())
    return {path: known.get(_key(study, path)) == sha256 for path, sha256 in files.items()}


def note(study: Study, files: Mapping[Path, str]) -> None:
    """Remember the files, given with their sha256, that lie in the study's own folder; others are passed over."""
    here = study.codings.resolve()
    own = {path: sha256 for path, sha256 in files.items() if path.resolve().parent == here}
    new = {_key(study, path): own[path] for path, same in is_as_seen(study, own).items() if not same}
    if not new:
        return
    with study.database.write() as session:
        session.execute(sa.delete(FileSeen).where(col(FileSeen.file).in_(new)))
        session.execute(sa.insert(FileSeen), [{"file": file, "sha256": sha256} for file, sha256 in new.items()])


def _key(study: Study, path: Path) -> str:
    return study.seen_key(f"{study.codings.name}/{path.name}")

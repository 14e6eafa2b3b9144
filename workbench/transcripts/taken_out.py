"""Where the files of transcripts lie that were taken out of the study: `.workbench/taken-out/`, one folder a file.

Nothing that was received is deleted. The file leaves `transcripts/`, so that nobody imports it again unawares, and its
row leaves `transcripts.csv`; both come back when the taking out is undone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import col

from workbench.errors import Unavailable
from workbench.model import Revision, Transcript
from workbench.safefile import write_bytes_safely, write_text_safely
from workbench.study import Study
from workbench.transcripts import facts as known_facts
from workbench.transcripts.tables.rows import put_back_row, take_out_row

_FOLDER = "taken-out"
_ROW = "row.json"


class _Kept(NamedTuple):
    """A file that was taken out once: its place here, its name, its sha256, and its row in the table."""

    folder: Path
    file: str
    sha256: str
    row: dict[str, str]

    @property
    def path(self) -> Path:
        return self.folder / self.file


def put_away(study: Study, file: str, source_sha256: str) -> Path | None:
    """Move a transcript's file out of `transcripts/` and its row out of `transcripts.csv`.

    A file that is no longer what was imported is somebody's own work, and stays where it is.

    Returns:
        Where the file lies now; None where it stayed, or was not there.
    """
    kept = _Kept(_folder_of(study) / source_sha256[:12], file, source_sha256, {})
    source = study.transcripts / file
    data = source.read_bytes() if source.is_file() else b""
    is_it = hashlib.sha256(data).hexdigest() == source_sha256
    kept.folder.mkdir(parents=True, exist_ok=True)
    if is_it:
        write_bytes_safely(kept.path, data)
    row = take_out_row(study.transcripts / known_facts.TRANSCRIPTS, file)
    said = {"file": file, "sha256": source_sha256, "row": row}
    write_text_safely(kept.folder / _ROW, json.dumps(said, ensure_ascii=False, indent=1))
    if not is_it:
        return None
    source.unlink()
    return kept.path


def settle(study: Study) -> None:
    """Make files and rows follow the database, after a step was undone or done again.

    Raises:
        Unavailable: A file could not be moved, or another one of its name has taken its place.
    """
    entries = list(_kept(study))
    if not entries:
        return
    with study.read() as session:
        query = sa.select(col(Transcript.file), col(Revision.source_sha256)).join(
            Revision, col(Revision.id) == Transcript.revision_id
        )
        there = {(file, sha256) for file, sha256 in session.execute(query)}
    for kept in entries:
        try:
            if (kept.file, kept.sha256) in there:
                _bring_back(study, kept)
            elif not kept.path.exists() and (study.transcripts / kept.file).is_file():
                put_away(study, kept.file, kept.sha256)
        except OSError as error:
            message = f"The step is done, but the file {kept.file} could not be moved: {error.strerror}."
            raise Unavailable(message, f"It lies in {study.transcripts} or in {kept.folder}.") from error
    known_facts.take_in(study)


def _bring_back(study: Study, kept: _Kept) -> None:
    target, table = study.transcripts / kept.file, study.transcripts / known_facts.TRANSCRIPTS
    if kept.row and known_facts.read_tables(study).transcripts.of_file(kept.file) is None:
        put_back_row(table, kept.row)
    if not kept.path.is_file():
        return
    if target.exists():
        message = f"The step is done, but another file is called {kept.file} in {study.transcripts} now."
        raise Unavailable(message, f"The one that the study has lies in {kept.folder}: put it in the other's place.")
    write_bytes_safely(target, kept.path.read_bytes())
    kept.path.unlink()


def _kept(study: Study) -> Iterator[_Kept]:
    for path in sorted(_folder_of(study).glob(f"*/{_ROW}")):
        said = json.loads(path.read_text(encoding="utf-8"))
        yield _Kept(path.parent, said["file"], said["sha256"], said["row"])


def _folder_of(study: Study) -> Path:
    return study.folder / ".workbench" / _FOLDER

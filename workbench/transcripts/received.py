"""Whether the files in `transcripts/` still say what was imported from them.

The study keeps the text that was imported, whatever becomes of a file. That a file says something else by now is told,
since whoever changed it may take the change for done.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from contextlib import suppress
from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from workbench.errors import BadInput, WorkbenchError
from workbench.model import FileSeen, Revision, Transcript
from workbench.safefile import file_bytes
from workbench.study import Study
from workbench.transcripts import facts, readers, resplitting
from workbench.visible import first_few

_SEEN = "transcripts/files"
WHAT_TO_DO = (
    "Put the old file back; or, where the new one is to hold, take the transcript out of the study and import the file "
    "again, before it is coded. Is it another interview, give it another name."
)


def changed(study: Study) -> list[str]:
    """The files in `transcripts/` that say something else than was imported; one that is not there is none of them.

    A file is read only where its size or its time of change is another than when it was last read.
    """
    with study.read() as session:
        query = sa.select(col(Transcript.file), col(Revision.source_sha256), col(Revision.text_sha256))
        imported = session.execute(query.join(Revision, col(Revision.id) == Transcript.revision_id)).all()
        row = session.get(FileSeen, study.seen_key(_SEEN))
        labels = resplitting.labels_of(study.settings, facts.people(session))
    before: dict[str, list[Any]] = json.loads(row.content) if row is not None and row.content else {}
    now: dict[str, list[Any]] = {}
    for file, source_sha256, text_sha256 in imported:
        with suppress(OSError):
            # What is not there, or cannot be read now, is not known to have changed.
            path = study.transcripts / file
            stat = path.stat()
            state = [stat.st_size, stat.st_mtime_ns, source_sha256]
            if (known := before.get(file)) and known[:3] == state:
                now[file] = known
                continue
            data = file_bytes(path)
            is_it = hashlib.sha256(data).hexdigest() == source_sha256
            now[file] = [*state, is_it or _text_sha256(data, path.suffix, labels) == text_sha256]
    if now != before:
        with suppress(WorkbenchError):
            # Where it cannot be kept, they are read again the next time.
            _keep(study, json.dumps(now))
    return sorted(file for file, (*_, is_same) in now.items() if not is_same)


def _text_sha256(data: bytes, suffix: str, labels: Collection[str]) -> str:
    """Of the text that a file holds now: a Word file that is saved again has other bytes and the same words."""
    try:
        text = readers.read_bytes(data, suffix, name="", known_labels=labels).text
    except BadInput:
        return ""
    return hashlib.sha256(text.encode()).hexdigest()


def _keep(study: Study, content: str) -> None:
    key = study.seen_key(_SEEN)
    with study.database.write() as session:
        session.execute(sa.delete(FileSeen).where(col(FileSeen.file) == key))
        session.add(FileSeen(file=key, sha256="", content=content))


def told(files: Collection[str]) -> list[str]:
    """What the user should know of files that were changed: nothing, or one line."""
    if not files:
        return []
    return [
        f"In transcripts/, no longer as imported: {first_few(sorted(files))}. The study keeps the "
        f"text that was imported, and codings and quotations are of that. {WHAT_TO_DO}"
    ]

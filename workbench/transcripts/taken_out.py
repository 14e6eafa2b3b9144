"""Where the files of transcripts lie that were taken out of the study: `.workbench/taken-out/`, a folder for each.

Nothing that was received is deleted. The file leaves `transcripts/`, so that nobody imports it again unawares, and its
row leaves `transcripts.csv`; both come back when the taking out is undone.

Files are moved inside the step that changes the database, so that either both happen or neither. What is about to be
moved is written down first (`moving.json`, with the row); `settle` closes that once the step is over. Should the
program die in between, the next opening finds it and does what the database says: the file goes or comes back.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench.errors import Refused, Unavailable, WorkbenchError
from workbench.model import Image, Step, Transcript
from workbench.safefile import move_safely, write_bytes_safely, write_text_safely
from workbench.study import Study
from workbench.transcripts import facts as known_facts
from workbench.transcripts.tables.rows import put_back_row, row_of, take_out_row

_FOLDER = "taken-out"
_MOVING, _KEPT = "moving.json", "row.json"


class _Entry(NamedTuple):
    """A transcript that was taken out: its folder here, its file's name and sha256, and its row in the table."""

    folder: Path
    file: str
    sha256: str
    row: dict[str, str]

    @property
    def path(self) -> Path:
        """The file, where it lies here."""
        return self.folder / self.file


def put_away(study: Study, transcript_id: UUID, file: str, source_sha256: str) -> Path | None:
    """Move a transcript's file out of `transcripts/` and its row out of `transcripts.csv`, within the step it goes in.

    A file that is no longer what was imported is somebody's own work, and stays where it is.

    Returns:
        Where the file lies now; None where it stayed, or was not there.

    Raises:
        WorkbenchError: A file or the table cannot be read or written. `settle` puts back what was moved by then.
    """
    entry = _Entry(_folder_of(study) / str(transcript_id), file, source_sha256, {})
    with _in_words(file):
        _put_away(study, entry)
    return entry.path if entry.path.is_file() else None


def follow(session: Session, study: Study, step_id: int) -> list[str]:
    """Move the files of those transcripts that a step of undoing or redoing took out or brought back, within it.

    What an import brought stays in `transcripts/` when it is undone: somebody may want to import it otherwise.

    Args:
        session: The step's session.
        study: The study.
        step_id: The step's number.

    Returns:
        The files' names.

    Raises:
        Refused: Another file has the name of one that is to come back.
        WorkbenchError: As in `put_away`.
    """
    images = session.scalars(
        sa.select(Image).where(col(Image.step_id) == step_id, col(Image.table_name).in_(["transcript", "revision"]))
    ).all()
    rows = {image.row_id: image.after or image.before or {} for image in images}
    moved: list[str] = []
    is_redone = session.get_one(Step, step_id).kind == "redo"
    for image in images:
        if image.table_name != "transcript" or (image.before and image.after):
            continue
        file = rows[image.row_id]["file"]
        revision = rows.get(UUID(rows[image.row_id]["revision_id"]))
        sha256 = revision["source_sha256"] if revision else ""
        if image.after:
            with _in_words(file):
                _bring_back(study, image.row_id, file, sha256)
        elif is_redone:
            put_away(study, image.row_id, file, sha256)
        else:
            continue
        moved.append(file)
    return moved


def settle(study: Study) -> list[str]:
    """Close what was being moved, now that its step is done, or was not done, or the program died over it.

    Returns:
        What the user should be told.
    """
    if not any(_folder_of(study).glob(f"*/{_MOVING}")):
        return []
    notices: list[str] = []
    try:
        # With the right to write: nobody else is moving files now.
        with study.database.write() as session:
            there = {
                str(key): file for key, file in session.execute(sa.select(col(Transcript.id), col(Transcript.file)))
            }
            for entry in _entries(study, _MOVING):
                notices += _settled(study, entry, there)
    except WorkbenchError as error:
        notices.append(f"Files of transcripts that were taken out are still to be moved. {error}")
    return notices


def folders(study: Study) -> list[Path]:
    """The folders of transcripts that were taken out."""
    return list(_folder_of(study).glob("*"))


def _settled(study: Study, entry: _Entry, there: dict[str, str]) -> list[str]:
    """Do with one entry what the database says; `there` is the file of every transcript that it has, by id."""
    try:
        if entry.folder.name not in there:
            # A file that lies here already has gone before, and its row before it: what has its name now is another's.
            if not entry.path.is_file() and entry.file not in there.values():
                _put_away(study, entry)
            _close(entry)
        elif _is_other(study, entry):
            _close(entry)
            return [f"{_other(study, entry)} The one that the study has lies in {entry.folder}."]
        else:
            _return(study, entry)
            _forget(entry)
    except (OSError, WorkbenchError) as error:
        return [f"The file {entry.file} is still to be moved between {study.transcripts} and {entry.folder}. {error}"]
    return []


def _put_away(study: Study, entry: _Entry) -> None:
    """Write down what is to be moved, then take the row out, then move the file: a file that has gone goes last."""
    table, source = study.transcripts / known_facts.TRANSCRIPTS, study.transcripts / entry.file
    said = {"file": entry.file, "sha256": entry.sha256, "row": {**entry.row, **row_of(table, entry.file)}}
    entry.folder.mkdir(parents=True, exist_ok=True)
    write_text_safely(entry.folder / _MOVING, json.dumps(said, ensure_ascii=False, indent=1))
    take_out_row(table, entry.file)
    if _holds(source, entry):
        move_safely(source, entry.path)


def _bring_back(study: Study, transcript_id: UUID, file: str, source_sha256: str) -> None:
    own = _folder_of(study) / str(transcript_id)
    entry = _read(own / _MOVING) or _read(own / _KEPT)
    if entry is not None:
        if _is_other(study, entry):
            raise Refused(
                f"{_other(study, entry)} Nothing was changed.",
                f"Move it away or rename it, then try again. The one to come back lies in {entry.folder}.",
            )
        if (own / _KEPT).exists():
            (own / _KEPT).replace(own / _MOVING)
        _return(study, entry)
        return
    # The same file may have been imported, taken out and imported again, each time as another transcript.
    target, table = study.transcripts / file, study.transcripts / known_facts.TRANSCRIPTS
    same = [one for one in _entries(study, _KEPT) if (one.file, one.sha256) == (file, source_sha256)]
    if target.exists() or not (same := [one for one in same if one.path.is_file()]):
        return
    write_bytes_safely(target, same[-1].path.read_bytes())
    if not row_of(table, file):
        put_back_row(table, same[-1].row)


def _return(study: Study, entry: _Entry) -> None:
    """Move the file back, then put the row back: of a row that is there again only empty cells are filled."""
    target = study.transcripts / entry.file
    if entry.path.is_file() and not target.exists():
        move_safely(entry.path, target)
    if entry.row:
        put_back_row(study.transcripts / known_facts.TRANSCRIPTS, entry.row)


def _is_other(study: Study, entry: _Entry) -> bool:
    """Whether another file has the place to which the one that lies here belongs."""
    target = study.transcripts / entry.file
    return entry.path.is_file() and target.exists() and not _holds(target, entry)


def _holds(path: Path, entry: _Entry) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == entry.sha256


def _other(study: Study, entry: _Entry) -> str:
    return f"Another file is called {entry.file} in {study.transcripts} now."


def _close(entry: _Entry) -> None:
    with suppress(FileNotFoundError):
        # Another program may have closed it just now.
        (entry.folder / _MOVING).replace(entry.folder / _KEPT)


def _forget(entry: _Entry) -> None:
    entry.path.unlink(missing_ok=True)
    (entry.folder / _MOVING).unlink(missing_ok=True)
    with suppress(OSError):
        # Something that is not the program's lies in it.
        entry.folder.rmdir()


def _entries(study: Study, name: str) -> Iterator[_Entry]:
    """The entries in one state, the oldest first."""
    paths = sorted(_folder_of(study).glob(f"*/{name}"), key=lambda path: path.stat().st_mtime_ns)
    return (entry for path in paths if (entry := _read(path)) is not None)


def _read(path: Path) -> _Entry | None:
    """An entry; None where there is none, or somebody has changed it."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return _Entry(path.parent, said["file"], said["sha256"], said["row"])
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _folder_of(study: Study) -> Path:
    return study.folder / ".workbench" / _FOLDER


@contextmanager
def _in_words(file: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = f"The file {file} could not be moved: {error.strerror}. Nothing was changed."
        hint = "Close it in other programs; check who may write in transcripts/ and in .workbench/; then try again."
        raise Unavailable(message, hint) from error

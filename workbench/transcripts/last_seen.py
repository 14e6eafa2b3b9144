"""What a folder's tables said when the program last saw them, kept in the database.

It tells whether anything was changed. Where several folders work on one database it tells more: what was changed in
this folder, and what is other in the database because somebody else changed it there.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import col

from workbench.errors import BadInput
from workbench.model import FileSeen, Participant
from workbench.study import Study
from workbench.transcripts.matching import Named
from workbench.transcripts.tables import ParticipantTable, TranscriptTable, read_participants, read_transcripts
from workbench.transcripts.tables.sheet import read_bytes

PARTICIPANTS, TRANSCRIPTS = "participants.csv", "transcripts.csv"
_SEEN = "transcripts/facts"


class Known(NamedTuple):
    """A wave or role as the settings name it."""

    id: str
    label: str


@dataclass(frozen=True)
class Tables:
    """Both tables at one moment."""

    participants: ParticipantTable
    transcripts: TranscriptTable

    @property
    def faults(self) -> list[str]:
        """What is wrong in either, in words."""
        return [str(fault) for fault in (*self.participants.faults, *self.transcripts.faults)]


@dataclass(frozen=True)
class Look:
    """The bytes of both tables at one moment, and what the settings said that they are read with.

    Attributes:
        participants: The bytes of participants.csv; None where there was none.
        transcripts: The bytes of transcripts.csv; None where there was none.
        waves: The waves.
        roles: The roles.
        interviewers: The interviewers' labels.
        guessed: Ids of those of whom this folder's table brought in a `never` because it could not be read.
    """

    participants: bytes | None
    transcripts: bytes | None
    waves: tuple[Known, ...]
    roles: tuple[Known, ...]
    interviewers: tuple[str, ...]
    guessed: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """The sha256 of everything that says who is who."""
        digest = hashlib.sha256()
        for data in (self.participants, self.transcripts):
            digest.update(hashlib.sha256(data or b"").digest())
        digest.update(json.dumps([self.waves, self.roles, self.interviewers]).encode())
        return digest.hexdigest()

    def tables(self, study: Study, *, waves: Sequence[Named], roles: Sequence[Named]) -> Tables:
        """The tables, read with those waves and roles.

        Raises:
            BadInput: One cannot be read as a table at all.
        """
        folder = study.transcripts
        people = read_participants(folder / PARTICIPANTS, roles=roles, waves=waves, data=self.participants or b"")
        known = people.participants if self.participants is not None else None
        return Tables(
            people,
            read_transcripts(folder / TRANSCRIPTS, participants=known, waves=waves, data=self.transcripts or b""),
        )


class Base(NamedTuple):
    """What a folder was last seen to say, as a change is told from it.

    Attributes:
        look: What was seen.
        then: The tables as they were understood then.
        now: The same tables as the present settings understand them.
        is_new: Whether nothing was seen of this folder before, and it is taken to have changed nothing.
    """

    look: Look
    then: Tables
    now: Tables
    is_new: bool = False


def look(study: Study) -> Look:
    """The tables and settings as they are now."""
    files = [study.transcripts / name for name in (PARTICIPANTS, TRANSCRIPTS)]
    participants, transcripts = (read_bytes(path) if path.exists() else None for path in files)
    settings = study.settings
    return Look(
        participants,
        transcripts,
        tuple(Known(wave.id, wave.label) for wave in settings.waves),
        tuple(Known(role.id, role.label) for role in settings.roles),
        tuple(settings.interviewers),
    )


def is_as_seen(study: Study, now: Look) -> bool:
    """Whether that is what was seen last."""
    with study.read() as session:
        row = session.get(FileSeen, study.seen_key(_SEEN))
    # A database from before the tables were kept knows the sum only.
    return row is not None and row.sha256 == now.fingerprint and not (study.is_shared and row.content is None)


def base(study: Study, now: Look) -> Base | None:
    """What was seen last in this folder, where others may have changed the database since; else None: the files hold.

    A folder that is new to a database that others have filled has changed nothing yet: it is taken as it is now.
    """
    if not study.is_shared:
        return None
    with study.read() as session:
        row = session.get(FileSeen, study.seen_key(_SEEN))
        filled = session.scalar(sa.select(sa.func.count()).select_from(Participant))
    seen = _read(row.content) if row is not None and row.content else None
    if seen is None and not filled:
        seen = Look(None, None, now.waves, now.roles, now.interviewers)
    try:
        return _base(study, seen or now, now, is_new=seen is None)
    except BadInput:
        # What was seen last was no table: of it nothing can be said to have changed.
        return _base(study, now, now, is_new=True)


def _base(study: Study, seen: Look, now: Look, *, is_new: bool) -> Base:
    then = seen.tables(study, waves=seen.waves, roles=seen.roles)
    return Base(seen, then, seen.tables(study, waves=now.waves, roles=now.roles), is_new)


def note(study: Study, now: Look, guessed: Iterable[str] = ()) -> None:
    """Remember what was seen, and whom `Look.guessed` names."""
    _write(study, now.fingerprint, _written(replace(now, guessed=tuple(guessed))) if study.is_shared else None)


def forget(study: Study) -> None:
    """Have the tables looked at again on the next opening, whatever happens until then."""
    with study.database.write() as session:
        session.execute(sa.update(FileSeen).where(col(FileSeen.file) == study.seen_key(_SEEN)).values(sha256=""))


def _write(study: Study, sha256: str, content: str | None) -> None:
    key = study.seen_key(_SEEN)
    with study.database.write() as session:
        session.execute(sa.delete(FileSeen).where(col(FileSeen.file) == key))
        session.add(FileSeen(file=key, sha256=sha256, content=content))


def _written(seen: Look) -> str:
    files = [
        None if data is None else base64.b64encode(data).decode() for data in (seen.participants, seen.transcripts)
    ]
    return json.dumps([*files, seen.waves, seen.roles, seen.interviewers, seen.guessed])


def _read(content: str) -> Look:
    # A database from before does not have whom it guessed.
    participants, transcripts, waves, roles, interviewers, *guessed = json.loads(content)
    files = [None if data is None else base64.b64decode(data) for data in (participants, transcripts)]
    return Look(
        files[0],
        files[1],
        tuple(Known(*wave) for wave in waves),
        tuple(Known(*role) for role in roles),
        tuple(interviewers),
        tuple(guessed[0]) if guessed else (),
    )

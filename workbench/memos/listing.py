"""Memos as plain values: listed, filtered, searched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from workbench import sight, sight_memos
from workbench.errors import Refused
from workbench.memos.kinds import FAMILIARISATION
from workbench.memos.sifting import ALL_MEMOS, Sifting
from workbench.memos.subjects import Subject, Subjects, Where, named
from workbench.model import Memo
from workbench.study import Study


@dataclass(frozen=True)
class MemoFound:
    """A memo in a list.

    Attributes:
        id: Its row; of the note that a coding has in its own row, the coding's.
        kind: One of `KINDS`.
        about: One of `ABOUT`.
        name: What it is about, as people call it: of a passage its transcript and place, of a coding its code too;
            empty for the study.
        coder: Who wrote it.
        text: Markdown.
        made_at: When it was written, in UTC.
        about_id: The id of what it is about: the transcript's, theme's or coding's row, today's id of the code, the
            participant's id; empty for the study and for passages.
        where: Where one goes to see it, for what stands in a transcript; None for the others.
        gone: Why what it is about is not there any more, in words; empty where it is.
        phase: The phase it belongs to, 1 to 6; None where it belongs to none.
        date: The day it tells of, where that is not the day it was written.
        passed_to: To whom a concern was passed on; empty for other kinds, and while it is open.
        passed_on: When it was; None while it is open.
        in_coding: Whether it is the note in a coding's own row.
    """

    id: UUID
    kind: str
    about: str
    name: str
    coder: str
    text: str
    made_at: dt.datetime
    about_id: str = ""
    where: Where | None = None
    gone: str = ""
    phase: int | None = None
    date: dt.date | None = None
    passed_to: str = ""
    passed_on: dt.date | None = None
    in_coding: bool = False

    @property
    def day(self) -> dt.date:
        """The day it tells of, else the day, on this computer's calendar, on which it was written."""
        return self.date or self.made_at.astimezone().date()


def memos(study: Study, sifting: Sifting = ALL_MEMOS, *, newest: bool = False) -> list[MemoFound]:
    """The living memos by their days, notes in codings' own rows among them.

    Memos on safeguarding come only where their kind is asked for. What writes a file asks `printable` instead.

    Args:
        study: The study; its coder is who looks.
        sifting: Which of them.
        newest: The newest first instead of the oldest.

    Raises:
        NotFound: There is nothing of the name given.
    """
    whole, which = _asked(study, sifting)

    def is_wanted(one: MemoFound) -> bool:
        here = whole is None or (one.where is not None and str(one.where.transcript_id) == whole)
        return here and which in (None, one.about_id)

    with study.read() as session:
        found = filter(is_wanted, _found(session, study, sifting, whole))
        return sorted(found, key=lambda one: (one.day, one.made_at, str(one.id)), reverse=newest)


def printable(study: Study, sifting: Sifting = ALL_MEMOS) -> list[MemoFound]:
    """The memos that may stand in a file, oldest first: none on safeguarding, whoever asks. Arguments as for `memos`.

    Raises:
        NotFound: There is nothing of the name given.
        Refused: Those on safeguarding were asked for.
    """
    if sifting.is_of_concerns:
        message = "Memos on safeguarding are in no export, pack or report."
        raise Refused(message, "Read them on the screen.", command="See: workbench memos --kind safeguarding")
    return memos(study, sifting)


def find(study: Study, memo_id: UUID) -> MemoFound | None:
    """The living memo of that id, of any kind, or the note in the row of the coding of that id; None without one."""
    with study.read() as session:
        row = sight_memos.memo(session, study, memo_id)
        if row is None:
            notes = sight.codings(session, study, ids=[memo_id], noted=True)
            return _note(notes[0], Subjects(session, study)) if notes else None
        subject = Subjects(session, study).of([row[0]]).get(memo_id)
        return _plain(*row, subject) if subject is not None else None


def familiarisation(study: Study, transcript: str, *, coder: str | None = None) -> MemoFound | None:
    """A coder's familiarisation note on a transcript; None where there is none yet.

    Args:
        study: The study.
        transcript: The transcript's name.
        coder: Whose; else whoever is coding.

    Raises:
        NotFound: There is no such transcript.
    """
    whose = study.coder if coder is None else coder
    sifting = Sifting(kind=FAMILIARISATION, about="transcript", name=transcript, coder=whose)
    return next(iter(memos(study, sifting, newest=True)), None)


def open_concerns(study: Study) -> int:
    """How many concerns were not passed on yet; no other count in the program holds a memo on safeguarding."""
    with study.read() as session:
        return sight_memos.open_concerns(session)


def _asked(study: Study, sifting: Sifting) -> tuple[str | None, str | None]:
    """The transcript in which what the memos are about stands, and the one thing they are about, where one is asked."""
    about, name, coding_id = sifting.about, sifting.name, sifting.coding_id
    within = sifting.transcript or (name if about in ("passage", "coding") else "")
    whole = named(study, "transcript", within).about_id if within else None
    if about is None or not (coding_id is not None or (name and name != within)):
        return whole, None
    keys = named(study, about, name, coding_id)
    return whole, str(keys.coding_id or keys.about_id)


def _found(session: Session, study: Study, wanted: Sifting, whole: str | None) -> Iterator[MemoFound]:
    asked = (
        sight_memos.concerns(session) if wanted.is_of_concerns else sight_memos.memos(session, study, kind=wanted.kind)
    )
    # What a row tells by itself comes first: to find out what it is about takes longer.
    rows = [
        (row, coder)
        for row, coder in asked
        if wanted.phase in (None, row.phase)
        and wanted.about in (None, row.about)
        and wanted.takes_coder(coder)
        and wanted.takes_text(row.text, row.date, row.made_at)
    ]
    subjects = Subjects(session, study)
    about = subjects.of(row for row, _ in rows)
    for row, coder in rows:
        if row.id in about:
            yield _plain(row, coder, about[row.id])
    if wanted.takes_notes:
        revisions = [subjects.revision_of(whole)] if whole is not None else None
        for note in sight.codings(session, study, revisions=revisions, noted=True):
            if wanted.takes_coder(note.coder) and wanted.takes_text(note.memo, None, note.made_at):
                yield _note(note, subjects)


def _note(note: sight.SeenCoding, subjects: Subjects) -> MemoFound:
    """The note in a coding's own row."""
    name, about_id, where, _ = subjects.coding(note)
    kind, about = "analytic", "coding"
    return MemoFound(note.id, kind, about, name, note.coder, note.memo, note.made_at, about_id, where, in_coding=True)


def _plain(row: Memo, coder: str, subject: Subject) -> MemoFound:
    return MemoFound(
        row.id,
        row.kind,
        row.about,
        subject.name,
        coder,
        row.text,
        row.made_at,
        subject.about_id,
        subject.where,
        subject.gone,
        row.phase,
        row.date,
        row.passed_to,
        row.passed_on,
    )

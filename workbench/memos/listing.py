"""Memos as plain values: listed, filtered, searched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from workbench import sight, sight_memos
from workbench.errors import BadInput, Refused
from workbench.memos.kinds import FAMILIARISATION, KINDS, PHASES
from workbench.memos.subjects import Subject, Subjects, Where, check_about, named
from workbench.model import SAFEGUARDING, Memo
from workbench.study import Study, same_coder
from workbench.words import unaccented


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


def memos(
    study: Study,
    *,
    kind: str | None = None,
    phase: int | None = None,
    coder: str | None = None,
    about: str | None = None,
    name: str = "",
    coding_id: UUID | None = None,
    transcript: str | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
    words: str = "",
    newest: bool = False,
) -> list[MemoFound]:
    """The living memos by their days, notes in codings' own rows among them.

    Memos on safeguarding come only where their kind is asked for. What writes a file asks `printable` instead.

    Args:
        study: The study; its coder is who looks.
        kind: Only of this kind.
        phase: Only of this phase, 1 to 6.
        coder: Only this coder's.
        about: Only about such a thing, one of `ABOUT`.
        name: Only about the one of that name; of passages and codings those in the transcript of that name. Needs
            ``about``.
        coding_id: Only about this coding; needs ``about="coding"``.
        transcript: Only about the transcript of that name, its passages, and the codings on them.
        since: Only of this day and later ones.
        until: Only of this day and earlier ones.
        words: Only where all of these words stand in the text, as parts of others too; case and accents aside.
        newest: The newest first instead of the oldest.

    Raises:
        BadInput: A kind, a phase, or what it is about is none of theirs.
        NotFound: There is nothing of the name given.
    """
    check_kind(kind)
    check_phase(phase)
    check_about(about)
    whole, which = _asked(study, about, name, coding_id, transcript)
    wanted = _Wanted(kind, phase, coder, about, since, until, tuple(unaccented(word) for word in words.split()))

    def is_wanted(one: MemoFound) -> bool:
        here = whole is None or (one.where is not None and str(one.where.transcript_id) == whole)
        return here and which in (None, one.about_id)

    with study.read() as session:
        found = filter(is_wanted, _found(session, study, wanted, whole))
        return sorted(found, key=lambda one: (one.day, one.made_at, str(one.id)), reverse=newest)


def printable(
    study: Study,
    *,
    kind: str | None = None,
    phase: int | None = None,
    coder: str | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> list[MemoFound]:
    """The memos that may stand in a file, oldest first: none on safeguarding, whoever asks. Arguments as for `memos`.

    Raises:
        BadInput: There is no such kind or phase.
        Refused: Those on safeguarding were asked for.
    """
    if kind == SAFEGUARDING:
        message = "Memos on safeguarding are in no export, pack or report."
        raise Refused(message, "Read them on the screen.", command="See: workbench memos --kind safeguarding")
    return memos(study, kind=kind, phase=phase, coder=coder, since=since, until=until)


def find(study: Study, memo_id: UUID) -> MemoFound | None:
    """The living memo of that id, of any kind, or the note in the row of the coding of that id; None without one."""
    with study.read() as session:
        row = sight_memos.memo(session, memo_id)
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
    found = memos(study, kind=FAMILIARISATION, about="transcript", name=transcript, coder=whose, newest=True)
    return next(iter(found), None)


def open_concerns(study: Study) -> int:
    """How many concerns were not passed on yet; no other count in the program holds a memo on safeguarding."""
    with study.read() as session:
        return sight_memos.open_concerns(session)


def check_kind(kind: str | None) -> None:
    """Refuse what is no kind of memo; None is no kind that is asked for.

    Raises:
        BadInput: It is none of `KINDS`.
    """
    if kind is not None and kind not in KINDS:
        raise BadInput(f"{kind!r} is no kind of memo.", f"One of: {', '.join(KINDS)}.")


def check_phase(phase: int | None) -> None:
    """Refuse what is no phase; None is no phase that is asked for.

    Raises:
        BadInput: It is not from 1 to 6.
    """
    if phase is not None and phase not in PHASES:
        raise BadInput(f"There is no phase {phase}.", f"One of: {', '.join(map(str, PHASES))}.")


def _asked(
    study: Study, about: str | None, name: str, coding_id: UUID | None, transcript: str | None
) -> tuple[str | None, str | None]:
    """The transcript in which what the memos are about stands, and the one thing they are about, where one is asked."""
    within = transcript or (name if about in ("passage", "coding") else "")
    whole = named(study, "transcript", within).about_id if within else None
    if about is None or not (coding_id is not None or (name and name != within)):
        return whole, None
    keys = named(study, about, name, coding_id)
    return whole, str(keys.coding_id or keys.about_id)


@dataclass(frozen=True)
class _Wanted:
    """What is asked of memos that can be told before it is known what they are about, which takes longer."""

    kind: str | None = None
    phase: int | None = None
    coder: str | None = None
    about: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    words: tuple[str, ...] = ()

    @property
    def notes(self) -> bool:
        """Whether notes in codings' own rows may be among them."""
        return self.kind in (None, "analytic") and self.about in (None, "coding") and self.phase is None

    def is_by(self, coder: str) -> bool:
        """Whether what that coder wrote is wanted."""
        return self.coder is None or same_coder(self.coder, coder)

    def has(self, text: str, date: dt.date | None, made_at: dt.datetime) -> bool:
        """Whether the words stand in the text, and its day is among those that are wanted."""
        if self.since or self.until:
            day = date or made_at.astimezone().date()
            if not (self.since or day) <= day <= (self.until or day):
                return False
        text = unaccented(text) if self.words else ""
        return all(word in text for word in self.words)


def _found(session: Session, study: Study, wanted: _Wanted, whole: str | None) -> Iterator[MemoFound]:
    if wanted.kind == SAFEGUARDING:
        rows = sight_memos.concerns(session)
    else:
        rows = sight_memos.memos(session, kind=wanted.kind)
    rows = [
        (row, coder)
        for row, coder in rows
        if wanted.phase in (None, row.phase)
        and wanted.about in (None, row.about)
        and wanted.is_by(coder)
        and wanted.has(row.text, row.date, row.made_at)
    ]
    subjects = Subjects(session, study)
    about = subjects.of(row for row, _ in rows)
    for row, coder in rows:
        if row.id in about:
            yield _plain(row, coder, about[row.id])
    if wanted.notes:
        revisions = [subjects.revision_of(whole)] if whole is not None else None
        for note in sight.codings(session, study, revisions=revisions, noted=True):
            if wanted.is_by(note.coder) and wanted.has(note.memo, None, note.made_at):
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

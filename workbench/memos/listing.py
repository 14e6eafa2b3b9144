"""Memos as plain values: listed, filtered, searched."""

from __future__ import annotations

import datetime as dt
import unicodedata
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
    wanted = [folded(word) for word in words.split()]

    def is_wanted(one: MemoFound) -> bool:
        return (
            phase in (None, one.phase)
            and (coder is None or same_coder(coder, one.coder))
            and about in (None, one.about)
            and which in (None, one.about_id)
            and (whole is None or (one.where is not None and str(one.where.transcript_id) == whole))
            and (since or one.day) <= one.day <= (until or one.day)
            and (not wanted or _has(one.text, wanted))
        )

    with study.read() as session:
        found = filter(is_wanted, _found(session, study, kind))
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
            return next(_notes(session, study, Subjects(session, study), [memo_id]), None)
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


def folded(text: str) -> str:
    """The text as words are looked for in it: without capitals and accents.

    >>> folded("Été")
    'ete'
    """
    return "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))


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


def _has(text: str, words: list[str]) -> bool:
    text = folded(text)
    return all(word in text for word in words)


def _found(session: Session, study: Study, kind: str | None) -> Iterator[MemoFound]:
    rows = sight_memos.concerns(session) if kind == SAFEGUARDING else sight_memos.memos(session)
    rows = [row for row in rows if kind in (None, row[0].kind)]
    subjects = Subjects(session, study)
    about = subjects.of(row for row, _ in rows)
    for row, coder in rows:
        if row.id in about:
            yield _plain(row, coder, about[row.id])
    if kind in (None, "analytic"):
        yield from _notes(session, study, subjects)


def _notes(session: Session, study: Study, subjects: Subjects, ids: list[UUID] | None = None) -> Iterator[MemoFound]:
    """The notes in codings' own rows."""
    for one in sight.codings(session, study, ids=ids, noted=True):
        subject = subjects.coding(one)
        yield MemoFound(
            one.id,
            "analytic",
            "coding",
            subject.name,
            one.coder,
            one.memo,
            one.made_at,
            str(one.id),
            subject.where,
            in_coding=True,
        )


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

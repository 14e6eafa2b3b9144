"""Write, change and remove memos. Each change is one step; no step's sentence tells the kind."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import uuid
from typing import Literal
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench import coding, sight, sight_memos
from workbench.coding import checked_span
from workbench.coding.apply import passage_at
from workbench.errors import BadInput, ChangedElsewhere, NotFound, Refused
from workbench.memos.kinds import FAMILIARISATION, PHASE, check_kind, check_phase, kinds_about
from workbench.memos.listing import familiarisation
from workbench.memos.subjects import named
from workbench.model import SAFEGUARDING, Memo, Revision, is_one_line, storable, utc_now
from workbench.spans import Span
from workbench.study import Study, coder_key
from workbench.transcripts import listing

_NAMESPACE = uuid.UUID("9a0c5f0b-3a4e-5d0e-8a55-6a8a0c7f1d42")


def add(
    study: Study,
    text: str,
    *,
    kind: str = "analytic",
    about: str = "study",
    name: str = "",
    span: Span | None = None,
    revision_id: UUID | None = None,
    coding_id: UUID | None = None,
    phase: int | None = None,
    date: dt.date | None = None,
) -> UUID:
    """Write a memo.

    Args:
        study: The study; its coder writes.
        text: Markdown.
        kind: One of `KINDS`. A familiarisation note is about a transcript, an entry of a phase about the study.
        about: One of `ABOUT`.
        name: The transcript's name, the theme's name or id, the code's or participant's id; for a passage its
            transcript's name; empty for the study and for a coding.
        span: The passage, for one, in code points of the transcript's text.
        revision_id: The text in which the passage was chosen, where somebody chose it in one that they saw.
        coding_id: The coding, for one.
        phase: The phase it belongs to, 1 to 6; an entry of a phase needs it.
        date: The day it tells of, where that is not today; an entry of a phase has today's without it.

    Returns:
        The memo.

    Raises:
        BadInput: The text is empty; kind, phase or what it is about is none of theirs; or they do not go together.
        NotFound: There is nothing of that name.
        Refused: The coder has a familiarisation note on the transcript already; or its text is another by now.
    """
    _check(text, kind, phase)
    _check_kind_of(kind, about, phase)
    keys = named(study, about, name, coding_id)
    coder_id = study.coder_id()
    place = _passage(study, name, span, revision_id) if about == "passage" else None
    date = today() if kind == PHASE and date is None else date
    with study.step(_sentence(kind, keys.sentence, phase)) as work:
        memo = Memo(kind=kind, about=about, about_id=keys.about_id, coder_id=coder_id, text=storable(text))
        if kind == FAMILIARISATION:
            memo = _familiarisation_row(work.session, study, memo)
        memo.coding_id, memo.phase, memo.date = keys.coding_id, phase, date
        if place is not None:
            memo.passage_id = passage_at(work.session, *place).id
        work.session.add(memo)
        return memo.id


def edit(
    study: Study,
    memo_id: UUID,
    text: str | None = None,
    *,
    before: str | None = None,
    kind: str | None = None,
    phase: int | None = None,
    date: dt.date | Literal[""] | None = None,
) -> None:
    """Write a memo anew, or a note in a coding's own row; what is None stays as it is.

    Args:
        study: The study.
        memo_id: The memo; of the note in a coding's own row the coding.
        text: Markdown.
        before: The text as the writer had it in front of them when they began; None where they had not.
        kind: Another kind. What is on safeguarding stays so.
        phase: Another phase, 1 to 6; 0 takes it out of any.
        date: The day it tells of; an empty text takes that away: it tells of the day on which it was written.

    Raises:
        BadInput: The text is empty, or kind or phase is none of theirs or does not go with what it is about.
        NotFound: There is no such memo.
        ChangedElsewhere: The text is neither what the writer began with nor what they want it to be; the error has it.
        Refused: It is another coder's; or it is on safeguarding and is to be of another kind.
    """
    _check(text, kind, phase or None)
    if _is_note(study, memo_id):
        if kind is not None or phase is not None or date is not None:
            message = "The note in a coding's own row has neither another kind nor a phase or date."
            raise BadInput(message, "Write a memo on the coding.", command="See: workbench memos add --coding")
        if text is not None:
            coding.set_memo(study, memo_id, text, before=before)
        return
    with study.step("Changed a memo") as work:
        memo = _own(work.session, study, memo_id)
        if text is not None:
            _check_unchanged(memo.text, before, storable(text))
            memo.text = storable(text)
        if kind is not None and kind != memo.kind:
            if memo.kind == SAFEGUARDING:
                raise Refused("What is on safeguarding stays so.", "Remove it, and write another one.")
            memo.kind = kind
        memo.phase = memo.phase if phase is None else phase or None
        memo.date = memo.date if date is None else date or None
        _check_kind_of(memo.kind, memo.about, memo.phase)
        if kind == FAMILIARISATION:
            _refuse_second(work.session, study, memo)
        work.session.add(memo)


def remove(study: Study, memo_id: UUID, *, before: str | None = None) -> None:
    """Remove a memo, or the note in a coding's own row; a memo stays with the moment of its removal.

    Args:
        study: The study.
        memo_id: The memo; of the note in a coding's own row the coding.
        before: The text as whoever removes it saw it; None where they did not.

    Raises:
        NotFound: There is no such memo.
        ChangedElsewhere: The text is another by now; the error has it.
        Refused: It is another coder's.
    """
    if _is_note(study, memo_id):
        coding.set_memo(study, memo_id, "", before=before)
        return
    with study.step("Removed a memo") as work:
        memo = _own(work.session, study, memo_id)
        _check_unchanged(memo.text, before, None)
        memo.removed_at = max(utc_now(), memo.made_at)
        work.session.add(memo)


def pass_on(study: Study, memo_id: UUID, to: str, when: dt.date, *, again: bool = False) -> None:
    """Note that a concern was passed on: to whom and when. Any coder may: it is so, whoever wrote the memo.

    Args:
        study: The study.
        memo_id: A memo on safeguarding.
        to: To whom, in one line.
        when: The day.
        again: Whether what was noted before may be written over.

    Raises:
        BadInput: It is none on safeguarding; nobody is named; or the day is still to come.
        NotFound: There is no such memo.
        ChangedElsewhere: Something else is noted already, and that is not to be written over.
    """
    wanted = storable(to).strip()
    if not is_one_line(wanted):
        raise BadInput("Nobody is named to whom it was passed on.", "Name them in one line.", command="See: --to NAME")
    if when > today():
        raise BadInput(f"{when} is still to come.", "Give the day on which it was passed on.", command="See: --date")
    with study.step("Changed a memo") as work:
        memo = _living(work.session, study, memo_id)
        if memo.kind != SAFEGUARDING:
            raise BadInput(f"The memo {memo_id} is not on safeguarding.", "Only such a concern is passed on.")
        if memo.passed_on is not None and (memo.passed_to, memo.passed_on) != (wanted, when) and not again:
            message = f"It was passed on already, on {memo.passed_on}."
            raise ChangedElsewhere(message, "Look at it first.", command="See: --again", theirs=memo.passed_to)
        memo.passed_to, memo.passed_on = wanted, when
        work.session.add(memo)


def write_familiarisation(study: Study, transcript: str, text: str, *, before: str | None = None) -> None:
    """Write the coder's familiarisation note on a transcript, or change it; an empty text takes it away.

    Args:
        study: The study; its coder writes.
        transcript: The transcript's name.
        text: Markdown.
        before: The note as the writer had it in front of them when they began, empty where there was none; None where
            they had not looked.

    Raises:
        NotFound: There is no such transcript.
        ChangedElsewhere: It is neither what the writer began with nor what they want it to be; the error has it.
    """
    own = familiarisation(study, transcript)
    if own is None:
        _check_unchanged("", before, storable(text))
        if text.strip():
            add(study, text, kind=FAMILIARISATION, about="transcript", name=transcript)
    elif text.strip():
        edit(study, own.id, text, before=before)
    else:
        remove(study, own.id, before=before)


def today() -> dt.date:
    """The day it is on this computer's calendar."""
    return dt.datetime.now().astimezone().date()


def _sentence(kind: str, about: str, phase: int | None) -> str:
    """What history says. It tells of safeguarding what it tells of any other kind."""
    return f"Wrote an entry of phase {phase}" if kind == PHASE else f"Wrote a memo {about}"


def _passage(study: Study, name: str, span: Span | None, revision_id: UUID | None) -> tuple[UUID, Span]:
    if span is None:
        raise BadInput("No passage was named.", "Say where it stands.", command="See: --quote, --start, --end")
    with study.read() as session:
        found = listing.find_text(session, name, revision_id=revision_id)
    return found.revision_id, checked_span(found.text, span.start, span.end)


def _familiarisation_row(session: Session, study: Study, memo: Memo) -> Memo:
    """The row of the one note that a coder has on a transcript: on all machines under the same id."""
    _refuse_second(session, study, memo)
    transcript_id = UUID(memo.about_id)
    name = next(one.name for one in listing.transcripts(session) if one.id == transcript_id)
    found = listing.find_text(session, name)
    sha256 = hashlib.sha256(found.text.encode()).hexdigest()
    have_it = session.scalars(sa.select(col(Revision.transcript_id)).where(col(Revision.text_sha256) == sha256))
    several = bool(set(have_it) - {transcript_id})
    memo_id = uuid.uuid5(_NAMESPACE, json.dumps([coder_key(study.coder), sha256, *([name] if several else [])]))
    gone = sight_memos.removed_memo(session, memo_id)
    if gone is None or gone.kind == SAFEGUARDING:
        memo.id = memo_id if gone is None and sight_memos.memo(session, study, memo_id) is None else memo.id
        return memo
    # What was removed and is written again is the same note, made anew: later, whatever the clock says.
    gone.made_at = max(utc_now(), gone.removed_at or utc_now())
    gone.removed_at, gone.text, gone.kind, gone.about_id = None, memo.text, memo.kind, memo.about_id
    return gone


def _refuse_second(session: Session, study: Study, memo: Memo) -> None:
    coder_id = study.coder_id()
    for other, _ in sight_memos.memos(session, study, kind=FAMILIARISATION):
        is_such = (other.kind, other.about_id, other.coder_id) == (FAMILIARISATION, memo.about_id, coder_id)
        if is_such and other.id != memo.id:
            raise ChangedElsewhere(
                "You have a familiarisation note on this transcript already.",
                f"Change that one: {other.id}.",
                command="See: workbench memos edit",
                theirs=other.text,
            )


def _is_note(study: Study, memo_id: UUID) -> bool:
    """Whether it is no memo's row, but a coding in sight with a note in its own."""
    with study.read() as session:
        return sight_memos.memo(session, study, memo_id) is None and bool(
            sight.codings(session, study, ids=[memo_id], noted=True)
        )


def _check_unchanged(now: str, before: str | None, wanted: str | None) -> None:
    if before is not None and now not in (storable(before), wanted):
        message = "The memo was changed elsewhere while you were writing."
        raise ChangedElsewhere(message, "Look at the other one before you write yours over it.", theirs=now)


def _living(session: Session, study: Study, memo_id: UUID) -> Memo:
    found = sight_memos.memo(session, study, memo_id)
    if found is None:
        raise NotFound(f"There is no memo {memo_id}.", command="See: workbench memos")
    return found[0]


def _own(session: Session, study: Study, memo_id: UUID) -> Memo:
    memo = _living(session, study, memo_id)
    if memo.coder_id != study.coder_id():
        raise Refused(f"The memo {memo_id} is another coder's.", f"You are working as {study.coder}.")
    return memo


def _check(text: str | None, kind: str | None, phase: int | None) -> None:
    check_kind(kind)
    check_phase(phase)
    if text is not None and not text.strip():
        raise BadInput("The memo is empty.", "Give its text.")


def _check_kind_of(kind: str, about: str, phase: int | None) -> None:
    """See that a kind goes with what the memo is about."""
    if kind == FAMILIARISATION and kind not in kinds_about(about):
        raise BadInput("A familiarisation note is about a transcript.", "Name it.", command="See: --transcript NAME")
    if kind == PHASE and kind not in kinds_about(about):
        raise BadInput("An entry of a phase is about the study.", "Choose another kind.")
    if kind == PHASE and phase is None:
        raise BadInput("An entry of a phase needs the phase.", "Give its number.", command="See: --phase N")

"""Deciding what holds where coders differ: each call one step, which can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench import sight_samples
from workbench.agreement.consensus import Agreed, Choice, Settled, agreed_by, standing
from workbench.agreement.differing import Differing, reference
from workbench.codebook.books import Codebooks
from workbench.codebook.changes.change import Edited, editing_code
from workbench.codebook.editing.edit import FieldValue
from workbench.codebook.schema import Change, Code
from workbench.codebook.states import states
from workbench.coding.apply import checked_span, passage_at
from workbench.errors import BadInput, ChangedElsewhere, NotFound, Refused
from workbench.model import CodebookFile, ConsensusCoding, Decision, Passage, storable, utc_now
from workbench.study import Study, find_coder
from workbench.transcripts import listing
from workbench.visible import one_line, plural


def settle(
    study: Study,
    one: Differing,
    choice: Choice,
    *,
    taken_from: str = "",
    new: Sequence[Agreed] = (),
    note: str | None = None,
    shown: Settled | None = None,
) -> UUID:
    """Decide what holds on a passage on which coders differ; see `settle_all`."""
    return settle_all(study, [one], choice, taken_from=taken_from, new=new, note=note, shown=shown)[0]


def settle_all(
    study: Study,
    those: Sequence[Differing],
    choice: Choice,
    *,
    taken_from: str = "",
    new: Sequence[Agreed] = (),
    note: str | None = None,
    shown: Settled | None = None,
) -> list[UUID]:
    """Decide what holds on passages on which coders differ; one step. What was decided before is replaced.

    Args:
        study: The study; its coder decides.
        those: The passages.
        choice: What holds there.
        taken_from: Whose coding, by name, where it is one coder's.
        new: The codings, where they are none of the coders'.
        note: Why; None leaves the note that is there, unless it says why something else was to hold.
        shown: What was settled there as whoever decides saw it; None where that matters not.

    Returns:
        The decisions' ids.

    Raises:
        BadInput: That coder is none of those who differ, or a new coding is nowhere, nothing, or not on the passage.
        NotFound: A coder has gone, or there is no such code.
        Refused: The code of a new coding was retired or split; or a passage is on a sample that is open.
        ChangedElsewhere: Somebody else decided something of one of them meanwhile.
    """
    for one in those:
        if choice == "one" and taken_from not in one.coders:
            raise BadInput(f"{taken_from!r} is none of those who differ here.", "Take the coding of one who does.")
    if choice == "new" and not new:
        raise BadInput("There is no new coding.", "Give a code and the words it belongs on.")
    known = _Known.of(study, those)
    agreed = [
        _checked(study, known.books, one, new) if choice == "new" else agreed_by(one, choice, taken_from)
        for one in those
    ]
    with study.step(_settled_told(those, known.books)) as work:
        _refuse_unseen(work.session, known, those, shown)
        return [
            _settle(work.session, known, one, choice, taken_from, its, note)
            for one, its in zip(those, agreed, strict=True)
        ]


def _settled_told(those: Sequence[Differing], books: Codebooks) -> str:
    names = list(dict.fromkeys(one.transcript for one in those))
    where = names[0] if len(names) == 1 else plural(len(names), "transcript")
    what = "a difference" if len(those) == 1 else plural(len(those), "difference")
    return f"Settled {what} in {where}: {books.called(dict.fromkeys(code for one in those for code in one.codes))}"


def _checked(study: Study, books: Codebooks, one: Differing, new: Sequence[Agreed]) -> list[Agreed]:
    """New codings, with codes that can be put on, on words of the passage."""
    with study.read() as session:
        text = listing.find_text(session, one.transcript, revision_id=one.revision_id).text
    checked = [Agreed(books.to_put_on(code).id, checked_span(text, *span)) for code, span in new]
    for _, span in checked:
        if not span.overlaps(one.span):
            raise BadInput(
                f"{span.start} to {span.end} has nothing of the passage, which goes from {one.span.start} to "
                f"{one.span.end}.",
                "Give words of the passage; code others in the transcript.",
            )
    return checked


def _settle(
    session: Session,
    known: _Known,
    one: Differing,
    choice: Choice,
    taken_from: str,
    agreed: Iterable[Agreed],
    note: str | None,
) -> UUID:
    row = _row(session, known, one)
    before = _said(session, known, row)
    row.choice, row.taken_from = choice, known.ids[taken_from] if choice == "one" else None
    session.flush()
    session.execute(sa.delete(ConsensusCoding).where(col(ConsensusCoding.decision_id) == row.id))
    for code, span in agreed:
        passage = passage_at(session, one.revision_id, span)
        session.add(ConsensusCoding(decision_id=row.id, passage_id=passage.id, code=code))
    session.flush()
    if note is not None:
        row.note = storable(note.strip())
    elif before is not None and before != _said(session, known, row):
        # It said why something else was to hold.
        row.note = ""
    return row.id


def _said(session: Session, known: _Known, row: Decision) -> tuple[object, ...] | None:
    """What was chosen by a decision; None where nothing was."""
    put = sa.select(col(ConsensusCoding.code), col(ConsensusCoding.passage_id)).where(
        col(ConsensusCoding.decision_id) == row.id
    )
    agreed = {(known.books.lineage.today(code), passage_id) for code, passage_id in session.execute(put)}
    return (row.choice, row.taken_from, agreed) if row.choice else None


def set_note(study: Study, one: Differing, note: str, *, shown: str | None = None) -> None:
    """Write why it was decided so; a step.

    Args:
        study: The study.
        one: The passage.
        note: Why.
        shown: The note as its writer saw it before; None where that matters not.

    Raises:
        NotFound: Nothing was decided there yet.
        ChangedElsewhere: It says something else by now.
        Refused: The passage is on a sample that is open.
    """
    known = _Known.of(study, [one])
    with study.step(f"Noted why a difference in {one.transcript} was settled so") as work:
        row = _found(work.session, known, one)
        if row is None:
            raise NotFound("Nothing was settled there yet.", "Settle it first; then say why.")
        _refuse_apart(work.session, known, row)
        if shown is not None and row.note != shown:
            message = "Somebody else wrote why meanwhile."
            raise ChangedElsewhere(message, "Look at what stands there now.", theirs=row.note)
        # Of two machines' decisions the later holds.
        row.note, row.made_at = storable(note.strip()), utc_now()


def change_rule(
    study: Study,
    one: Differing,
    code_id: str,
    fields: Mapping[str, FieldValue],
    *,
    shown: Code | None = None,
    why: Change | None = None,
) -> Edited:
    """Change the rule of a code for the sake of a passage, and keep that with it; one step. What was decided stays.

    Args:
        study: The study.
        one: The passage.
        code_id: The code.
        fields: What is to be written into it; this and the rest as for `codebook.changes.change.edit_code`.
        shown: The code as whoever changes it saw it.
        why: The reason, which is noted in the code.

    Raises:
        WorkbenchError: As for `edit_code`; and the passage may be on a sample that is open.
    """
    known = _Known.of(study, [one])
    with editing_code(study, code_id, fields, shown=shown, why=why) as editing:
        work, file = editing.work, editing.done.file
        if work is not None:
            work.sentence = f"{work.sentence}, for a difference in {one_line(one.transcript)}"
            row = _row(work.session, known, one)
            first = row.rule_before if row.rule == editing.code.id else None
            row.rule, row.rule_before = editing.code.id, first or editing.before
            row.rule_after = work.session.scalars(
                sa.select(col(CodebookFile.state_sha256)).where(col(CodebookFile.file) == file)
            ).one()
        return editing.done


def reason_for(study: Study, one: Differing, code: str) -> str:
    """Why a rule is changed, as a code notes it: the passage, by the id of a coding on it, never by its words.

    Args:
        study: The study; its coder is who looks.
        one: The passage.
        code: Today's id of the code.
    """
    named = reference(study, one, code)
    return f"Coders differed at coding: {named}" if named is not None else ""


def take_back(study: Study, one: Differing, *, shown: Settled | None = None) -> bool:
    """Have a passage be open again; see `take_back_all`. Whether it was settled."""
    return take_back_all(study, [one], shown=shown) == 1


def take_back_all(study: Study, those: Sequence[Differing], *, shown: Settled | None = None) -> int:
    """Have passages be open again, with nothing noted of them; one step. How many were settled.

    That a rule was changed for their sake stays. So do the rows of decisions, as open ones: an older pack does not
    bring back what stood in them.

    Args:
        study: The study.
        those: The passages.
        shown: What was settled there as whoever opens them saw it; None where that matters not.

    Raises:
        Refused: A passage is on a sample that is open.
        ChangedElsewhere: Somebody else decided something of one of them meanwhile.
    """
    known = _Known.of(study, those)
    with study.read() as session:
        settled = [one for one in those if (row := _found(session, known, one)) is not None and row.choice]
    if not settled:
        return 0
    names = list(dict.fromkeys(one.transcript for one in settled))
    where = names[0] if len(names) == 1 else plural(len(names), "transcript")
    what = "a difference" if len(settled) == 1 else plural(len(settled), "difference")
    with study.step(f"Opened {what} in {where} again") as work:
        _refuse_unseen(work.session, known, settled, shown)
        for one in settled:
            _open(work.session, _row(work.session, known, one))
    return len(settled)


def _open(session: Session, row: Decision) -> None:
    row.choice, row.taken_from, row.note = "", None, ""
    session.flush()
    session.execute(sa.delete(ConsensusCoding).where(col(ConsensusCoding.decision_id) == row.id))


class _Known(NamedTuple):
    """What is looked up before a step begins.

    Attributes:
        study: The study.
        books: The codebooks.
        ids: The ids of the coders who differ, by name.
        coder_id: Who decides.
    """

    study: Study
    books: Codebooks
    ids: Mapping[str, UUID]
    coder_id: UUID

    @classmethod
    def of(cls, study: Study, those: Iterable[Differing]) -> _Known:
        names = dict.fromkeys(name for one in those for name in one.coders)
        ids = {name: find_coder(study, name) for name in names}
        gone = next((name for name, coder_id in ids.items() if coder_id is None), None)
        if gone is not None:
            raise NotFound(f"There is no coder called {gone!r} any more.", "Compare the coders anew.")
        return cls(study, states.current(study), {name: one for name, one in ids.items() if one}, study.coder_id())

    def coders(self, one: Differing) -> list[str]:
        """The ids of those who differ on a passage, as they stand in its decision."""
        return sorted(str(self.ids[name]) for name in one.coders)


def _refuse_unseen(session: Session, known: _Known, those: Iterable[Differing], shown: Settled | None) -> None:
    """Refuse to write over what somebody else decided and whoever decides now has not seen."""
    for one in those if shown is not None else ():
        row, seen = _found(session, known, one), shown.last(one) if shown is not None else None
        if row is None or row.coder_id == known.coder_id:
            continue
        stands = row.made_at if row.choice or row.rule else None
        if stands != (seen.made_at if seen is not None else None):
            message = f"Somebody else decided something of a difference in {one.transcript} meanwhile."
            raise ChangedElsewhere(message, "Nothing was changed. Look at what stands there now.")


def _refuse_apart(session: Session, known: _Known, row: Decision) -> None:
    """Refuse to settle what several code apart, though where they differ was read before."""
    if sight_samples.on_open_samples(session, known.study, [row.passage_id]):
        raise Refused(
            "That is on a sample which is open: what coders differ on is settled once it is revealed.",
            "Nothing was changed.",
            command="See: workbench sample list",
        )


def _row(session: Session, known: _Known, one: Differing) -> Decision:
    """The decision on a passage, to be written: who settles it now, and when, stands in it already.

    Of several the one that holds is written, and the others are opened again.
    """
    row, *others = _rows(session, known, one) or [_new(session, known, one)]
    _refuse_apart(session, known, row)
    for other in others:
        if row.rule is None:
            row.rule, row.rule_before, row.rule_after = other.rule, other.rule_before, other.rule_after
        if other.choice:
            other.coder_id, other.made_at = known.coder_id, utc_now()
            _open(session, other)
    row.coder_id, row.made_at, row.codes = known.coder_id, utc_now(), list(one.codes)
    return row


def _new(session: Session, known: _Known, one: Differing) -> Decision:
    passage, coders = passage_at(session, one.revision_id, one.span), known.coders(one)
    # What its codes or its transcript were called then may be what others are called now.
    its_id = one.id if session.get(Decision, one.id) is None else uuid4()
    row = Decision(id=its_id, passage_id=passage.id, codes=list(one.codes), coders=coders, coder_id=known.coder_id)
    session.add(row)
    return row


def _found(session: Session, known: _Known, one: Differing) -> Decision | None:
    """The decision on a passage that holds; None where there is none."""
    return next(iter(_rows(session, known, one)), None)


def _rows(session: Session, known: _Known, one: Differing) -> list[Decision]:
    """The decisions on a passage, the one that holds first; its codes may have had other ids when they were made."""
    at = sa.select(col(Passage.id)).where(
        col(Passage.revision_id) == one.revision_id,
        col(Passage.start) == one.span.start,
        col(Passage.end) == one.span.end,
    )
    today, coders = known.books.lineage.today, set(known.coders(one))
    rows = session.scalars(sa.select(Decision).where(col(Decision.passage_id).in_(at)))
    same = [row for row in rows if set(map(today, row.codes)) == set(one.codes) and set(row.coders) == coders]
    return sorted(same, key=standing, reverse=True)

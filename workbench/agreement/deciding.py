"""Deciding what holds where coders differ: each call one step, which can be undone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench.agreement.consensus import Agreed, Choice
from workbench.agreement.differing import Differing, reference
from workbench.codebook.books import Codebooks
from workbench.codebook.changes.change import Edited, editing_code
from workbench.codebook.editing.edit import FieldValue
from workbench.codebook.schema import Change, Code
from workbench.codebook.states import states
from workbench.coding.apply import checked_span, passage_at
from workbench.errors import BadInput, ChangedElsewhere, NotFound
from workbench.model import CodebookFile, ConsensusCoding, Decision, Passage, storable, utc_now
from workbench.spans import Span, union
from workbench.study import Study, find_coder
from workbench.transcripts import listing
from workbench.visible import one_line, plural


def agreed_by(one: Differing, choice: Choice, taken_from: str = "") -> list[Agreed]:
    """What holds on a passage by a choice that needs no new coding.

    Args:
        one: The passage.
        choice: The choice.
        taken_from: Whose coding is taken, by name, where it is one coder's.
    """
    taken: dict[str, list[Span]] = defaultdict(list)
    for put in one.puts:
        if choice == "both" or (choice == "one" and put.coder == taken_from):
            taken[put.code] += put.spans
    return [Agreed(code, span) for code, spans in taken.items() for span in union(spans)]


def settle(
    study: Study,
    one: Differing,
    choice: Choice,
    *,
    taken_from: str = "",
    new: Sequence[Agreed] = (),
    note: str | None = None,
) -> UUID:
    """Decide what holds on a passage on which coders differ; see `settle_all`."""
    return settle_all(study, [one], choice, taken_from=taken_from, new=new, note=note)[0]


def settle_all(
    study: Study,
    those: Sequence[Differing],
    choice: Choice,
    *,
    taken_from: str = "",
    new: Sequence[Agreed] = (),
    note: str | None = None,
) -> list[UUID]:
    """Decide what holds on passages on which coders differ; one step. What was decided before is replaced.

    Args:
        study: The study; its coder decides.
        those: The passages.
        choice: What holds there.
        taken_from: Whose coding, by name, where it is one coder's.
        new: The codings, where they are none of the coders'.
        note: Why; None leaves the note that is there.

    Returns:
        The decisions' ids.

    Raises:
        BadInput: That coder is none of those who differ, or a new coding is nowhere, nothing, or not on the passage.
        NotFound: A coder has gone, or there is no such code.
        Refused: The code of a new coding was retired or split.
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
    row.choice, row.taken_from = choice, known.ids[taken_from] if choice == "one" else None
    row.note = row.note if note is None else storable(note.strip())
    session.flush()
    session.execute(sa.delete(ConsensusCoding).where(col(ConsensusCoding.decision_id) == row.id))
    for code, span in agreed:
        passage = passage_at(session, one.revision_id, span)
        session.add(ConsensusCoding(decision_id=row.id, passage_id=passage.id, code=code))
    return row.id


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
    """
    known = _Known.of(study, [one])
    with study.step(f"Noted why a difference in {one.transcript} was settled so") as work:
        row = _found(work.session, known, one)
        if row is None:
            raise NotFound("Nothing was settled there yet.", "Settle it first; then say why.")
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
        WorkbenchError: As for `edit_code`.
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


def take_back(study: Study, one: Differing) -> bool:
    """Have a passage be open again; see `take_back_all`. Whether it was settled."""
    return take_back_all(study, [one]) == 1


def take_back_all(study: Study, those: Sequence[Differing]) -> int:
    """Have passages be open again, with nothing noted of them; one step. How many were settled.

    That a rule was changed for their sake stays. So do the rows of decisions, as open ones: an older pack does not
    bring back what stood in them.
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
        for one in settled:
            row = _row(work.session, known, one)
            row.choice, row.taken_from, row.note = "", None, ""
            work.session.flush()
            work.session.execute(sa.delete(ConsensusCoding).where(col(ConsensusCoding.decision_id) == row.id))
    return len(settled)


class _Known(NamedTuple):
    """What is looked up before a step begins.

    Attributes:
        books: The codebooks.
        ids: The ids of the coders who differ, by name.
        coder_id: Who decides.
    """

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
        return cls(states.current(study), {name: one for name, one in ids.items() if one}, study.coder_id())

    def coders(self, one: Differing) -> list[str]:
        """The ids of those who differ on a passage, as they stand in its decision."""
        return sorted(str(self.ids[name]) for name in one.coders)


def _row(session: Session, known: _Known, one: Differing) -> Decision:
    """The decision on a passage, to be written: who settles it now, and when, stands in it already."""
    row = _found(session, known, one)
    if row is None:
        passage, coders = passage_at(session, one.revision_id, one.span), known.coders(one)
        row = Decision(id=one.id, passage_id=passage.id, codes=list(one.codes), coders=coders, coder_id=known.coder_id)
        session.add(row)
    row.coder_id, row.made_at, row.codes = known.coder_id, utc_now(), list(one.codes)
    return row


def _found(session: Session, known: _Known, one: Differing) -> Decision | None:
    """The decision on a passage; its codes may have had other ids when it was made."""
    at = sa.select(col(Passage.id)).where(
        col(Passage.revision_id) == one.revision_id,
        col(Passage.start) == one.span.start,
        col(Passage.end) == one.span.end,
    )
    today, coders = known.books.lineage.today, set(known.coders(one))
    rows = session.scalars(sa.select(Decision).where(col(Decision.passage_id).in_(at)))
    same = (row for row in rows if set(map(today, row.codes)) == set(one.codes) and set(row.coders) == coders)
    return next(same, None)

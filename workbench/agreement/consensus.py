"""What coders settled where they differed: a layer beside their own codings, which stay as they were.

A decision is about a passage, codes and coders. It holds as long as these coders differ just there and in just these
codes: where one of them changed a coding since, it is *outdated*, and counts for nothing until it is made again.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple
from uuid import UUID, uuid5

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench.agreement.differing import Differences, Differing
from workbench.codebook.books import Codebooks
from workbench.codebook.states import states
from workbench.coding.apply import passage_at
from workbench.errors import BadInput, ChangedElsewhere, NotFound
from workbench.in_sight import Blind, blind
from workbench.model import Coder, ConsensusCoding, Decision, Passage, Revision, storable, utc_now
from workbench.spans import Span, union
from workbench.store.database import portions
from workbench.study import Study, coder_key, find_coder

Choice = Literal["one", "both", "neither", "new"]
"""As one coder has it; all that any of them has; nothing of it; as none of them has it."""


class Agreed(NamedTuple):
    """A code on words that coders have agreed on.

    Attributes:
        code: Today's id of the code.
        span: Where, in code points of the transcript's text.
    """

    code: str
    span: Span


class About(NamedTuple):
    """What a decision is about, and a passage on which coders differ: by this the two are brought together.

    Attributes:
        revision_id: The text.
        span: The passage.
        codes: Today's ids of the codes.
        coders: The names of the coders.
    """

    revision_id: UUID
    span: Span
    codes: frozenset[str]
    coders: frozenset[str]


@dataclass(frozen=True)
class Decided:
    """A decision.

    Attributes:
        id: Its id.
        about: What it is about.
        choice: What was chosen; empty where it is not settled yet, and only a rule was changed for its sake.
        taken_from: Whose coding was taken, by name; empty where it was not one coder's.
        note: Why.
        agreed: The codings that came of it.
        rule: Today's id of the code whose rule was changed for its sake; empty where none was.
        rule_before: The state of its codebook before.
        rule_after: The state after.
        coder: Who settled it.
        made_at: When.
    """

    id: UUID
    about: About
    choice: Choice | Literal[""]
    taken_from: str
    note: str
    agreed: tuple[Agreed, ...]
    rule: str
    rule_before: str | None
    rule_after: str | None
    coder: str
    made_at: dt.datetime


def about(one: Differing) -> About:
    """What a decision on a passage is about."""
    return About(one.revision_id, one.span, frozenset(one.codes), frozenset(one.coders))


# Reading


def decisions(study: Study, revisions: Collection[UUID], books: Codebooks) -> list[Decided]:
    """The decisions on passages of some texts, oldest first.

    A decision tells what others coded: those on samples that are open are left out.

    Args:
        study: The study; its coder is who looks.
        revisions: The texts.
        books: The codebooks.
    """
    if not revisions:
        return []
    today = books.lineage.today
    with study.read() as session:
        names = {one.id: one.name for one in session.scalars(sa.select(Coder))}
        unseen = blind(session, study)
        rows = [row for some in portions(set(revisions)) for row in session.execute(_decided_on(some, unseen))]
        agreed: dict[UUID, list[Agreed]] = defaultdict(list)
        for some in portions([row.Decision.id for row in rows]):
            for decision, code, start, end in session.execute(_agreed_by(some)):
                agreed[decision].append(Agreed(today(code), Span(start, end)))
        return sorted(
            (
                _decided(row.Decision, Span(row.start, row.end), row.revision_id, agreed[row.Decision.id], names, books)
                for row in rows
            ),
            key=lambda one: (one.made_at, one.id),
        )


def _decided_on(revisions: Sequence[UUID], unseen: Blind | None) -> sa.Select[*tuple[Any, ...]]:
    query = (
        sa.select(Decision, col(Passage.revision_id), col(Passage.start), col(Passage.end))
        .join(Passage, col(Passage.id) == Decision.passage_id)
        .where(col(Passage.revision_id).in_(revisions))
    )
    return query if unseen is None else query.where(sa.not_(unseen.is_apart(col(Decision.passage_id))))


def _agreed_by(decided: Sequence[UUID]) -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(col(ConsensusCoding.decision_id), col(ConsensusCoding.code), col(Passage.start), col(Passage.end))
        .join(Passage, col(Passage.id) == ConsensusCoding.passage_id)
        .where(col(ConsensusCoding.decision_id).in_(decided))
        .order_by(col(Passage.start), col(Passage.end), col(ConsensusCoding.code))
    )


def _decided(
    row: Decision, span: Span, revision_id: UUID, agreed: Iterable[Agreed], names: Mapping[UUID, str], books: Codebooks
) -> Decided:
    today = books.lineage.today
    coders = frozenset(names.get(UUID(one), one) for one in row.coders)
    choice: Choice | Literal[""] = next((one for one in _CHOICES if one == row.choice), "")
    return Decided(
        row.id,
        About(revision_id, span, frozenset(map(today, row.codes)), coders),
        choice,
        names.get(row.taken_from, "") if row.taken_from is not None else "",
        row.note,
        tuple(agreed),
        today(row.rule) if row.rule is not None else "",
        row.rule_before,
        row.rule_after,
        names.get(row.coder_id, ""),
        row.made_at,
    )


_CHOICES: tuple[Choice, ...] = ("one", "both", "neither", "new")


class Settled(NamedTuple):
    """What was decided of the passages on which coders differ.

    Attributes:
        by_passage: The decision on each passage that has one, by what it is about.
        outdated: The decisions on passages of the same coders' on which they differ otherwise by now, or no more.
    """

    by_passage: Mapping[About, Decided]
    outdated: tuple[Decided, ...]

    def of(self, one: Differing) -> Decided | None:
        """The decision on a passage; None where there is none."""
        return self.by_passage.get(about(one))

    def is_settled(self, one: Differing) -> bool:
        """Whether it was decided what holds there."""
        decided = self.of(one)
        return decided is not None and bool(decided.choice)


def settled(study: Study, found: Differences) -> Settled:
    """What was decided of the passages on which some coders differ.

    Args:
        study: The study; its coder is who looks.
        found: Where they differ.
    """
    passages = {about(one) for one in found.passages}
    compared = set(found.coders)
    those = decisions(study, found.revisions, found.books)
    made = [one for one in those if one.about.coders <= compared and (one.choice or one.rule)]
    by_passage = {one.about: one for one in made if one.about in passages}
    return Settled(by_passage, tuple(one for one in made if one.about not in passages))


# Deciding


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
    """Decide what holds on a passage on which coders differ; a step. What was decided before is replaced.

    Args:
        study: The study; its coder decides.
        one: The passage.
        choice: What holds there.
        taken_from: Whose coding, by name, where it is one coder's.
        new: The codings, where they are none of the coders'.
        note: Why; None leaves the note that is there.

    Returns:
        The decision's id.

    Raises:
        BadInput: That coder is none of those who differ, or a new coding is nowhere or nothing.
        NotFound: A coder has gone.
    """
    if choice == "one" and taken_from not in one.coders:
        raise BadInput(f"{taken_from!r} is none of those who differ here.", "Take the coding of one who does.")
    if choice == "new" and not new:
        raise BadInput("There is no new coding.", "Give a code and the words it belongs on.")
    agreed = new if choice == "new" else agreed_by(one, choice, taken_from)
    known = _Known.of(study, one)
    with study.step(f"Settled a difference in {one.transcript}: {known.books.called(one.codes)}") as work:
        row = _row(work.session, known, one)
        row.choice, row.taken_from = choice, known.ids[taken_from] if choice == "one" else None
        row.note = row.note if note is None else storable(note.strip())
        work.session.flush()
        work.session.execute(sa.delete(ConsensusCoding).where(col(ConsensusCoding.decision_id) == row.id))
        for code, span in agreed:
            passage = passage_at(work.session, one.revision_id, span)
            work.session.add(ConsensusCoding(decision_id=row.id, passage_id=passage.id, code=code))
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
    known = _Known.of(study, one)
    with study.step(f"Noted why a difference in {one.transcript} was settled so") as work:
        row = _found(work.session, known, one)
        if row is None:
            raise NotFound("Nothing was settled there yet.", "Settle it first; then say why.")
        if shown is not None and row.note != shown:
            message = "Somebody else wrote why meanwhile."
            raise ChangedElsewhere(message, "Look at what stands there now.", theirs=row.note)
        # Of two machines' decisions the later holds.
        row.note, row.made_at = storable(note.strip()), utc_now()


def changed_rule(study: Study, one: Differing, code: str, *, before: str | None, after: str | None) -> None:
    """Keep that the rule of a code was changed for the sake of a passage; a step. What was decided there stays.

    Args:
        study: The study.
        one: The passage.
        code: The code.
        before: The state of its codebook before.
        after: The state after.
    """
    known = _Known.of(study, one)
    with study.step(f"Changed the rule of {known.books.called([code])} for a difference in {one.transcript}") as work:
        row = _row(work.session, known, one)
        first = row.rule_before if row.rule == code else None
        row.rule, row.rule_before, row.rule_after = code, first or before, after


def take_back(study: Study, one: Differing) -> bool:
    """Have a passage be open again, with nothing noted of it; a step. Whether it was settled.

    That a rule was changed for its sake stays. So does the decision's row, as an open one: an older pack does not bring
    back what stood in it.
    """
    known = _Known.of(study, one)
    with study.read() as session:
        row = _found(session, known, one)
        if row is None or not row.choice:
            return False
    with study.step(f"Opened a difference in {one.transcript} again") as work:
        row = _row(work.session, known, one)
        row.choice, row.taken_from, row.note = "", None, ""
        work.session.flush()
        work.session.execute(sa.delete(ConsensusCoding).where(col(ConsensusCoding.decision_id) == row.id))
    return True


def decision_id(text_sha256: str, span: Span, codes: Collection[str], coders: Collection[str]) -> UUID:
    """The id of a decision: the same on every machine on which it is made. Pure.

    Args:
        text_sha256: The hash of the transcript's text.
        span: The passage.
        codes: The ids of the codes it is about.
        coders: The names of the coders who differ, in any spelling.
    """
    named = json.dumps([text_sha256, *span, sorted(codes), sorted(map(coder_key, coders))])
    return uuid5(_NAMESPACE, named)


_NAMESPACE = UUID("8a4f2f0e-36a5-5d0e-9a5b-6c1be6c0a7d4")


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
    def of(cls, study: Study, one: Differing) -> _Known:
        ids = {name: find_coder(study, name) for name in one.coders}
        gone = next((name for name, coder_id in ids.items() if coder_id is None), None)
        if gone is not None:
            raise NotFound(f"There is no coder called {gone!r} any more.", "Compare the coders anew.")
        return cls(states.current(study), {name: one for name, one in ids.items() if one}, study.coder_id())


def _row(session: Session, known: _Known, one: Differing) -> Decision:
    """The decision on a passage, to be written: who settles it now, and when, stands in it already."""
    row = _found(session, known, one)
    if row is None:
        passage, coders = passage_at(session, one.revision_id, one.span), sorted(map(str, known.ids.values()))
        text = session.scalars(sa.select(col(Revision.text_sha256)).where(col(Revision.id) == one.revision_id)).one()
        its_id = decision_id(text, one.span, one.codes, one.coders)
        row = Decision(id=its_id, passage_id=passage.id, codes=list(one.codes), coders=coders, coder_id=known.coder_id)
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
    today, coders = known.books.lineage.today, set(map(str, known.ids.values()))
    rows = session.scalars(sa.select(Decision).where(col(Decision.passage_id).in_(at)))
    same = (row for row in rows if set(map(today, row.codes)) == set(one.codes) and set(row.coders) == coders)
    return next(same, None)

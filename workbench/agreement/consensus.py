"""What coders settled where they differed: a layer beside their own codings, which stay as they were.

A decision is about a passage, codes and coders. It holds as long as these coders differ just there and in just these
codes, and what was taken of them is where it was: where one of them changed a coding since, it is *outdated*, and
counts for nothing until it is made again.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col

from workbench.agreement.differing import Differences, Differing
from workbench.codebook.books import Codebooks
from workbench.in_sight import Blind, blind
from workbench.model import Coder, ConsensusCoding, Decision, Passage
from workbench.spans import Span, union
from workbench.store.database import portions
from workbench.study import Study

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
        outdated: The decisions on passages of the same coders' on which they differ otherwise by now, or no more; and
            those by which a coding holds that is elsewhere by now.
    """

    by_passage: Mapping[About, Decided]
    outdated: tuple[Decided, ...]

    def of(self, one: Differing) -> Decided | None:
        """The decision on a passage; None where there is none."""
        return self.by_passage.get(about(one))

    def last(self, one: Differing) -> Decided | None:
        """What was decided of a passage last, though it counts for nothing by now; None where nothing was."""
        what = about(one)
        return self.by_passage.get(what) or next((each for each in self.outdated if each.about == what), None)

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
    passages = {about(one): one for one in found.passages}
    compared = set(found.coders)
    made: dict[About, Decided] = {}
    for decided in sorted(decisions(study, found.revisions, found.books), key=standing):
        if decided.about.coders <= compared and (decided.choice or decided.rule):
            made[decided.about] = _with_rule(decided, made.get(decided.about))
    holding = {what: one for what, one in made.items() if what in passages and holds(passages[what], one)}
    return Settled(holding, tuple(one for what, one in made.items() if what not in holding))


def standing(one: Decision | Decided) -> tuple[bool, bool, dt.datetime, UUID]:
    """By which of several decisions on one passage the greatest holds, on every machine.

    There are several where they were made of several codes that are one by now. What says nothing (it was opened again)
    stands behind what says something.
    """
    return bool(one.choice), bool(one.choice or one.rule), one.made_at, one.id


def _with_rule(one: Decided, before: Decided | None) -> Decided:
    """A decision that holds, with the rule that was changed with the one before it."""
    if before is None or one.rule:
        return one
    return replace(one, rule=before.rule, rule_before=before.rule_before, rule_after=before.rule_after)


def holds(one: Differing, decided: Decided) -> bool:
    """Whether the codings that a decision on a passage took are where they were.

    Args:
        one: The passage, as coders differ there by now.
        decided: The decision.
    """
    if decided.choice not in ("one", "both"):
        return True
    return _by_code(agreed_by(one, decided.choice, decided.taken_from)) == _by_code(decided.agreed)


def _by_code(agreed: Iterable[Agreed]) -> dict[str, list[Span]]:
    spans: dict[str, list[Span]] = defaultdict(list)
    for code, span in agreed:
        spans[code].append(span)
    return {code: list(union(some)) for code, some in spans.items()}

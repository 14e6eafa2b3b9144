"""What coders settled where they differed, in packs: written, read, held against the study, and taken in.

A decision is the coders' common one, whoever wrote it down: of what two machines say of the same passage the later
holds, so that any order of exchange ends the same.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench.exchange import lines
from workbench.exchange.places import Places
from workbench.exchange.planned import DecisionPlanned, Finder, Plan, Where
from workbench.exchange.values import (
    NEVER,
    BadLine,
    choice_of,
    line_of,
    moment_of,
    sha256_of,
    text_of,
    uuid_of,
    written,
)
from workbench.model import CodebookState, Coder, ConsensusCoding, Decision, Image, utc_now
from workbench.store.database import portions

FILE = "consensus.jsonl"
_CHOICES = ("", "one", "both", "neither", "new")


@dataclass(frozen=True)
class DecisionLine:
    """A decision in a pack; attributes as for `workbench.model.Decision`, with coders by name.

    `agreed` are codes with the passages they were put on.
    """

    id: UUID
    place: lines.Place
    codes: tuple[str, ...]
    coders: tuple[str, ...]
    choice: str
    taken_from: str
    note: str
    agreed: tuple[tuple[str, lines.Place], ...]
    rule: str
    rule_before: str
    rule_after: str
    coder: str
    made_at: dt.datetime | None

    @property
    def said(self) -> tuple[object, ...]:
        """What of it somebody decided: what differs where two say different things."""
        agreed = sorted((code, place.start, place.end) for code, place in self.agreed)
        return (self.choice, self.taken_from, self.note, agreed, self.rule)

    @property
    def order(self) -> tuple[object, ...]:
        """By which of two that were made in one moment one holds."""
        return (self.made_at or NEVER, str(self.said))


# As text


def line_of_decision(line: DecisionLine) -> str:
    """One line of JSON."""
    values = {"id": str(line.id), **lines.place_values(line.place)}
    values |= {
        "codes": list(line.codes),
        "coders": list(line.coders),
        "choice": line.choice,
        "taken_from": line.taken_from or None,
        "note": line.note,
        "agreed": [{"code": code, **lines.place_values(place)} for code, place in line.agreed],
    }
    if line.rule:
        values |= {"rule": line.rule, "rule_before": line.rule_before, "rule_after": line.rule_after}
    values |= {"coder": line.coder, "made_at": written(line.made_at)}
    return lines.as_json(values)


def read(values: Mapping[str, Any]) -> DecisionLine:
    """A decision from one line's JSON object.

    Raises:
        BadLine: A needed key is missing or a value is of the wrong kind.
    """
    its_id = uuid_of(values, "id")
    if its_id is None:
        raise BadLine("the key 'id' is missing")
    choice = choice_of(values, "choice", _CHOICES)
    taken_from = line_of(values, "taken_from") if values.get("taken_from") else ""
    if (choice == "one") != bool(taken_from):
        raise BadLine("the key 'taken_from' goes with the choice 'one'")
    codes, coders = _texts(values, "codes"), _texts(values, "coders")
    if taken_from and taken_from not in coders:
        raise BadLine("the value of 'taken_from' is none of 'coders'")
    rows = values.get("agreed") or []
    if not isinstance(rows, list):
        raise BadLine("the value of 'agreed' must be a list")
    agreed = tuple((line_of(one, "code"), lines.read_place(one)) for one in map(lines.as_object, rows))
    return DecisionLine(
        its_id,
        lines.read_place(values),
        codes,
        coders,
        choice,
        taken_from,
        text_of(values, "note"),
        agreed,
        line_of(values, "rule") if values.get("rule") else "",
        sha256_of(values, "rule_before"),
        sha256_of(values, "rule_after"),
        line_of(values, "coder"),
        moment_of(values, "made_at"),
    )


def _texts(values: Mapping[str, Any], key: str) -> tuple[str, ...]:
    found = values.get(key)
    if not isinstance(found, list) or not found:
        raise BadLine(f"the value of {key!r} must be a list that is not empty")
    return tuple(line_of({key: one}, key) for one in found)


# From the study


def here(session: Session, places: Places) -> list[DecisionLine]:
    """The decisions of the study, by transcript and place."""
    names = {one.id: one.name for one in session.scalars(sa.select(Coder))}
    agreed: dict[UUID, list[tuple[str, lines.Place]]] = defaultdict(list)
    for one in session.scalars(sa.select(ConsensusCoding)):
        agreed[one.decision_id].append((one.code, places.of(one.passage_id)))
    found = [
        DecisionLine(
            row.id,
            places.of(row.passage_id),
            tuple(row.codes),
            tuple(sorted(names.get(UUID(coder), coder) for coder in row.coders)),
            row.choice,
            names.get(row.taken_from, "") if row.taken_from else "",
            row.note,
            tuple(sorted(agreed[row.id], key=lambda pair: (pair[1].start, pair[1].end, pair[0]))),
            row.rule or "",
            row.rule_before or "",
            row.rule_after or "",
            names.get(row.coder_id, ""),
            row.made_at,
        )
        for row in session.scalars(sa.select(Decision))
    ]
    return sorted(found, key=lambda one: (one.place.transcript, one.place.start, one.place.end, str(one.id)))


# Held against the study


def plan_decisions(session: Session, packed: Iterable[DecisionLine], finder: Finder, result: Plan) -> None:
    """Plan the decisions: new ones, and those of which a later one is known there.

    Args:
        session: A session for reading.
        packed: What the packs hold.
        finder: The way to the transcripts.
        result: The plan to enter them into.
    """
    packed = list(packed)
    if not packed:
        return
    latest: dict[UUID, DecisionLine] = {}
    for line in sorted(packed, key=lambda one: one.order):
        latest[line.id] = line
    present = {line.id: line for line in here(session, Places(session, words=False))}
    versions = {row.id: row.row_version for row in session.scalars(sa.select(Decision))}
    once = _once_here(session, set(latest) - set(present))
    for line in latest.values():
        wheres = [finder.where(place) for place in (line.place, *(place for _, place in line.agreed))]
        faulty = next((where for where in wheres if isinstance(where, str)), None)
        if faulty is not None:
            # It tells what others coded, whoever wrote it down.
            result.left.append(f"What was settled of a difference: {finder.why(faulty, None)}.")
            result.unplaced.add(line.id)
            continue
        placed = DecisionPlanned(line.id, line, *_split([where for where in wheres if not isinstance(where, str)]))
        own = present.get(line.id)
        if own is None and line.made_at in once.get(line.id, ()):
            result.undone_decisions.append(placed)
        elif own is None:
            result.decisions.append(placed)
        elif own.order >= line.order:
            # Where a later one says the same it is taken all the same: else what comes in between would hold.
            result.same += 1
        else:
            result.versions[line.id] = versions[line.id]
            result.later_decisions.append(placed)


def _once_here(session: Session, ids: Collection[UUID]) -> Mapping[UUID, Collection[dt.datetime | None]]:
    """When decisions were made that were here and are gone.

    Others have decisions of these ids too, since they are the same on all machines: by its moment one knows which it
    is. One without a moment counts as whichever was here.
    """
    moments: dict[UUID, set[dt.datetime | None]] = defaultdict(lambda: {None})
    for some in portions(ids):
        images = sa.select(col(Image.row_id), col(Image.before), col(Image.after)).where(
            col(Image.table_name) == Decision.__tablename__, col(Image.row_id).in_(some)
        )
        for row_id, *states in session.execute(images):
            moments[row_id] |= {dt.datetime.fromisoformat(one["made_at"]).astimezone(dt.UTC) for one in states if one}
    return moments


def _split(wheres: list[Where]) -> tuple[Where, tuple[Where, ...]]:
    return wheres[0], tuple(wheres[1:])


# Taken in


def coders_of(plan: Plan) -> set[str]:
    """The names of all whom the decisions of a plan tell of."""
    those = [one.line for one in (*plan.decisions, *plan.later_decisions)]
    return {name for line in those for name in (*line.coders, line.coder)}


def wheres_of(plan: Plan) -> list[Where]:
    """The passages that the decisions of a plan are about, or put codes on."""
    return [where for one in (*plan.decisions, *plan.later_decisions) for where in (one.where, *one.agreed)]


def take_in(
    session: Session, plan: Plan, coders: Mapping[str, UUID], passages: Mapping[Where, UUID], update: Any
) -> int:
    """Take in the decisions; gives how many were added or changed.

    Args:
        session: The session of the open step.
        plan: What is to be done.
        coders: The ids of coders, by name.
        passages: The ids of passages, by place.
        update: Changes one row in bulk form, if it is in that version still.
    """
    states = set(session.scalars(sa.select(col(CodebookState.sha256))))
    new, later = plan.decisions, plan.later_decisions
    if new:
        rows = [{"id": one.id, "row_version": 1, **_values(one, coders, passages, states)} for one in new]
        session.execute(sa.insert(Decision), rows)
    for one in later:
        update(session, Decision, one.id, plan.versions[one.id], **_values(one, coders, passages, states))
        session.execute(sa.delete(ConsensusCoding).where(col(ConsensusCoding.decision_id) == one.id))
    codings = [
        {"id": uuid4(), "row_version": 1, "decision_id": one.id, "passage_id": passages[where], "code": code}
        for one in (*new, *later)
        for (code, _), where in zip(one.line.agreed, one.agreed, strict=True)
    ]
    if codings:
        session.execute(sa.insert(ConsensusCoding), codings)
    return len(new) + len(later)


def _values(
    one: DecisionPlanned, coders: Mapping[str, UUID], passages: Mapping[Where, UUID], states: set[str]
) -> dict[str, Any]:
    line = one.line
    return {
        "passage_id": passages[one.where],
        "codes": list(line.codes),
        "coders": sorted(str(coders[name]) for name in line.coders),
        "choice": line.choice,
        "taken_from": coders[line.taken_from] if line.taken_from else None,
        "note": line.note,
        "rule": line.rule or None,
        # A state that was never seen here cannot be told of.
        "rule_before": line.rule_before if line.rule_before in states else None,
        "rule_after": line.rule_after if line.rule_after in states else None,
        "coder_id": coders[line.coder],
        "made_at": line.made_at or utc_now(),
    }

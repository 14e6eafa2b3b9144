"""Brings together what two sides made of one field: lists, rules, versions, and what was left open before. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Literal, TypeVar

from workbench.codebook.schema import CODE_FIELDS, STAYS, Change, Code, Conflict

Item = TypeVar("Item")

_REASONS = ("ours_reason", "theirs_reason")

_NUMBERS = re.compile(r"\d+(?:\.\d+)*")


def both_lists(base: Sequence[Item], ours: Sequence[Item], theirs: Sequence[Item]) -> tuple[Item, ...]:
    """Ours, then what theirs added, without what either took out."""
    kept = [item for item in ours if item not in base or item in theirs]
    return (*kept, *(item for item in theirs if item not in base and item not in ours))


def both_rules(base: str, ours: str, theirs: str) -> str | None:
    """A rule that is a list of lines, with the lines of both; None where it is none, or both reworded the same line."""
    lists = [text.split("\n") if text else [] for text in (base, ours, theirs)]
    if all(len(lines) < 2 for lines in lists) or any("" in lines for lines in lists):
        return None
    was, one, other = lists
    lost = [line for line in was if line not in one and line not in other]
    new = [{line for line in side if line not in was} for side in (one, other)]
    if lost and all(new) and new[0] != new[1]:
        return None
    return "\n".join(both_lists(was, one, other))


def higher_version(base: str, ours: str, theirs: str) -> str:
    """The higher of two versions that were counted up differently; empty where they are no such numbers."""
    counts = [_count(text) for text in (base, ours, theirs)]
    before, one, other = counts
    if one is None or other is None or one == other or (base and before is None):
        return ""
    if before is not None and min(one, other) < before:
        return ""
    return ours if one > other else theirs


def _count(text: str) -> list[int] | None:
    if not _NUMBERS.fullmatch(text):
        return None
    numbers = [int(part) for part in text.split(".")]
    while len(numbers) > 1 and not numbers[-1]:
        numbers.pop()
    return numbers


def as_wording(value: Any) -> str:
    """A field's value as the text that a conflict holds."""
    if isinstance(value, tuple):
        return ", ".join(value)
    return str(value or "").strip()


def both_conflicts(
    base: Sequence[Conflict], ours: Sequence[Conflict], theirs: Sequence[Conflict]
) -> tuple[Conflict, ...]:
    """What was left open before and is still open for both, or for the side on which it came up."""
    if ours == theirs or theirs == base:
        return tuple(ours)
    if ours == base:
        return tuple(theirs)
    before = {one.field: one for one in base}
    other = {one.field: one for one in theirs}
    found: tuple[Conflict, ...] = ()
    for one in ours:
        also = other.pop(one.field, None)
        if also is None:
            # Theirs settled it, unless it came up on our side.
            found = found if before.get(one.field) == one else (*found, one)
        elif also in (one, before.get(one.field)):
            found = (*found, one)
        elif before.get(one.field) == one:
            found = (*found, also)
        else:
            found = with_conflict((*found, one), also)
    return (*found, *(one for one in other.values() if before.get(one.field) != one))


def settled_by_both(base: Sequence[Conflict], ours: Sequence[Conflict], theirs: Sequence[Conflict]) -> frozenset[str]:
    """The fields that were open and are so on neither side. What the field held then was nobody's decision."""
    still = {one.field for one in (*ours, *theirs)}
    return frozenset(one.field for one in base if one.field not in still)


def with_conflict(conflicts: Sequence[Conflict], new: Conflict) -> tuple[Conflict, ...]:
    """Conflicts with one more; of a field that is open already, each wording once.

    Args:
        conflicts: At most one a field.
        new: The one that comes; what it says of ours holds.
    """
    old = next((one for one in conflicts if one.field == new.field), None)
    if old is None:
        return (*conflicts, new)
    if new.field == STAYS or (old.ours, old.theirs) == (new.ours, new.theirs):
        return tuple(conflicts)
    theirs = old.theirs
    for wording in (old.ours, new.ours, new.theirs):
        if wording and wording != new.ours and f"\n\n{wording}\n\n" not in f"\n\n{theirs}\n\n":
            theirs = f"{theirs}\n\n{wording}" if theirs else wording
    both = Conflict(new.field, new.ours, theirs)
    return tuple(both if one is old else one for one in conflicts)


def with_reasons(conflicts: Sequence[Conflict], code: Code, base: Code, sides: Sequence[Code]) -> tuple[Conflict, ...]:
    """Conflicts, those that are new among them with the reasons that either side gave for nothing else.

    Args:
        conflicts: What is open of the code.
        code: The code as it is merged.
        base: As both began from it.
        sides: As ours has it, and as theirs has it.
    """
    here = {one.field for one in conflicts}
    known = {one for side in (base, *sides) for one in side.conflicts}
    given = [
        "\n".join(
            change.reason
            for change in side.changes
            if change.reason and change not in other.changes and change in code.changes
        )
        if here.issuperset(_changed(base, side))
        else ""
        for side, other in (sides, sides[::-1])
    ]
    reasons = {"ours_reason": given[0], "theirs_reason": given[1]}
    return tuple(one if one in known else one._replace(**reasons) for one in conflicts)


def _changed(base: Code, side: Code) -> set[str]:
    """The fields that a side changed, without those that only follow."""
    fields = {field for field in CODE_FIELDS if getattr(base, field) != getattr(side, field)}
    return fields - {"was", "changes", "conflicts"}


def without_reasons(
    code: Code, settled: Conflict, choice: Literal["ours", "theirs"] | None
) -> tuple[list[Change], list[Conflict]]:
    """The reasons of a code, and what else is open of it, once one field is settled.

    The reasons of what is turned down go, unless they may be for something else that is open still. Those of what is
    taken stay from then on; where both are put into other words, all do.

    Args:
        code: The code, with what is open.
        settled: What is settled of it.
        choice: Whose wording holds; None for words of its own.
    """
    held = {side: getattr(settled, side) for side in _REASONS}
    turned_down = {"ours": "theirs_reason", "theirs": "ours_reason"}.get(choice or "")
    rest = [
        one._replace(
            **{
                side: "" if side != turned_down and getattr(one, side) == held[side] else getattr(one, side)
                for side in _REASONS
            }
        )
        for one in code.conflicts
        if one is not settled
    ]
    if turned_down is None:
        return list(code.changes), rest
    go = set[int]()
    for reason in {change.reason for change in code.changes if change.reason}:
        times = _times(reason, held[turned_down])
        if times and not any(_times(reason, getattr(one, turned_down)) for one in rest):
            # The same may have been said before, and by the other side: a merge puts theirs last, and ours before it.
            end = -_times(reason, held["theirs_reason"]) if turned_down == "ours_reason" else 0
            at = [number for number, change in enumerate(code.changes) if change.reason == reason]
            go.update(at[: end or None][-times:])
    return [change for number, change in enumerate(code.changes) if number not in go], rest


def _times(reason: str, said: str) -> int:
    """How often a reason is among reasons that stand a line each."""
    # Each between line ends of its own; else of several alike in a row every other one would be counted.
    lines, wanted = ("\n" + one.replace("\n", "\n\n") + "\n" for one in (said, reason))
    return lines.count(wanted)

"""What is other in one state of a codebook than in another, as values. Pure.

Codes are paired by id, and by `was` where an id was changed, so that a code that was renamed is one that changed and
not one that went and one that came.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any

from workbench.codebook.schema import CODE_FIELDS, Code, Codebook

_BOOK_FIELDS = tuple(field.name for field in fields(Codebook) if field.name != "codes")


@dataclass(frozen=True)
class CodeDiff:
    """A code that is other than it was.

    Attributes:
        before: As it was; None where it is new.
        after: As it is; None where it is gone.
    """

    before: Code | None
    after: Code | None

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The fields that say something else, in the order of the file; none where it came or went."""
        if self.before is None or self.after is None:
            return ()
        return tuple(name for name in CODE_FIELDS if getattr(self.before, name) != getattr(self.after, name))


@dataclass(frozen=True)
class Diff:
    """What has to be changed in one state of a codebook to get another.

    Attributes:
        book: What is said at the top and is other: field, as it was, as it is.
        codes: The codes that are other, in the order of the new state; those that are gone behind them.
        order: The ids of all codes in their new order; None where it follows from the old one.
    """

    book: tuple[tuple[str, Any, Any], ...] = ()
    codes: tuple[CodeDiff, ...] = ()
    order: tuple[str, ...] | None = None

    def __bool__(self) -> bool:
        """Whether anything is other."""
        return bool(self.book or self.codes or self.order is not None)

    @property
    def added(self) -> tuple[Code, ...]:
        """The codes that are new."""
        return tuple(one.after for one in self.codes if one.before is None and one.after is not None)

    @property
    def gone(self) -> tuple[Code, ...]:
        """The codes that are not there any more."""
        return tuple(one.before for one in self.codes if one.after is None and one.before is not None)

    @property
    def changed(self) -> tuple[CodeDiff, ...]:
        """The codes that were there and are, and are other."""
        return tuple(one for one in self.codes if one.before is not None and one.after is not None)


def diff(old: Codebook, new: Codebook) -> Diff:
    """What is other in ``new`` than in ``old``; `applied` brings the one to the other."""
    book = tuple(
        (name, getattr(old, name), getattr(new, name))
        for name in _BOOK_FIELDS
        if getattr(old, name) != getattr(new, name)
    )
    before = paired(old, new)
    both = [(before.get(code.id), code) for code in new.codes]
    # Texts of which little is other share most of their codes: those are not compared field by field.
    codes = [CodeDiff(was, code) for was, code in both if was is not code and was != code]
    stayed = {code.id for code in before.values()}
    codes += [CodeDiff(code, None) for code in old.codes if code.id not in stayed]
    found = Diff(book, tuple(codes))
    ids = tuple(code.id for code in new.codes)
    return found if tuple(code.id for code in _changed(old.codes, codes)) == ids else replace(found, order=ids)


def applied(old: Codebook, changes: Diff) -> Codebook:
    """The state that a diff leads to.

    Args:
        old: The state that the diff was made from.
        changes: The diff.
    """
    codes = _changed(old.codes, changes.codes)
    if changes.order is not None:
        by_id = {code.id: code for code in codes}
        codes = [by_id[code_id] for code_id in changes.order]
    top = {name: after for name, _, after in changes.book}
    return replace(old, codes=tuple(codes), **top)


def reordered(old: Codebook, new: Codebook) -> tuple[str, ...]:
    """The ids, in the order of ``new``, of the fewest codes that must have been moved to other places in the file."""
    if [code.id for code in old.codes] == [code.id for code in new.codes]:
        return ()
    before = {after: code.id for after, code in paired(old, new).items()}
    places = {code.id: place for place, code in enumerate(old.codes)}
    common = [code.id for code in new.codes if code.id in before]
    stays = _longest_rising([places[before[code_id]] for code_id in common])
    return tuple(code_id for at, code_id in enumerate(common) if at not in stays)


def moved_in_groups(old: Codebook, new: Codebook, *, but: Collection[str] = ()) -> tuple[str, ...]:
    """The ids, in the order of ``new``, of the fewest codes that must have been moved among those of their group.

    Lines that go along with a group in the file are not moved: the codes under it stand as they stood among each other.

    Args:
        old: The state before.
        new: The state after.
        but: Ids of codes that stand in another group than before.
    """
    if [code.id for code in old.codes] == [code.id for code in new.codes]:
        return ()
    before = {after: code.id for after, code in paired(old, new).items()}
    places = {code.id: place for place, code in enumerate(old.codes)}
    groups: dict[str | None, list[str]] = {}
    for code in new.codes:
        if code.id in before and code.id not in but:
            groups.setdefault(code.parent, []).append(code.id)
    moved: set[str] = set()
    for ids in groups.values():
        stays = _longest_rising([places[before[code_id]] for code_id in ids])
        moved.update(code_id for at, code_id in enumerate(ids) if at not in stays)
    return tuple(code.id for code in new.codes if code.id in moved)


def paired(old: Codebook, new: Codebook) -> dict[str, Code]:
    """The old code behind each new one that had one, by the new id.

    Its id is among what the new one `was`; or the new id is among what the old one was, to which it went back.
    """
    there = {code.id: code for code in old.codes}
    here = {code.id for code in new.codes}
    pairs = {code_id: there[code_id] for code_id in here & there.keys()}
    if len(pairs) in (len(here), len(there)):
        return pairs
    taken = set(pairs)
    for code in new.codes:
        if code.id in pairs:
            continue
        former = next((was for was in reversed(code.was) if was in there and was not in taken), None)
        if former is not None:
            pairs[code.id] = there[former]
            taken.add(former)
    for code in old.codes:
        if code.id in taken:
            continue
        again = next((was for was in reversed(code.was) if was in here and was not in pairs), None)
        if again is not None:
            pairs[again] = code
    return pairs


def _changed(codes: Sequence[Code], changes: Sequence[CodeDiff]) -> list[Code]:
    """Codes with changes made to them, new ones at the end."""
    by_old = {one.before.id: one for one in changes if one.before is not None}
    found: list[Code] = []
    for code in codes:
        after = by_old[code.id].after if code.id in by_old else code
        if after is not None:
            found.append(after)
    return found + [one.after for one in changes if one.before is None and one.after is not None]


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The places of a longest rising series among numbers that differ (patience sorting)."""
    tops: list[int] = []
    at_top: list[int] = []
    below: list[int | None] = []
    for place, number in enumerate(numbers):
        pile = bisect_left(tops, number)
        below.append(at_top[pile - 1] if pile else None)
        if pile == len(tops):
            tops.append(number)
            at_top.append(place)
        else:
            tops[pile], at_top[pile] = number, place
    found: set[int] = set()
    step = at_top[-1] if at_top else None
    while step is not None:
        found.add(step)
        step = below[step]
    return found

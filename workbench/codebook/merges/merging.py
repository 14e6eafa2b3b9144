"""Brings together what two sides made of one codebook, as values. Pure.

Codes are paired by id, and by ``was`` where an id was changed. What one side changed is taken; where both changed a
text differently, the field holds ours and a `Conflict` has both wordings. No code, wording or former id is lost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from workbench.codebook.differences.diff import paired
from workbench.codebook.lineage import Lineage
from workbench.codebook.merges.fields import (
    as_wording,
    both_conflicts,
    both_lists,
    both_rules,
    higher_version,
    settled_by_both,
    with_conflict,
    with_reasons,
)
from workbench.codebook.merges.order import in_order
from workbench.codebook.schema import CODE_FIELDS, STAYS, TAKEN_OUT, Code, Codebook, Conflict

CHANGED, USED = "changed", "used"
"""What the other side of such a conflict did: with the code itself, or by having others refer to it."""

_LISTS = ("examples", "was", "split_into", "changes")
_RULES = ("include", "exclude")
_TOP = ("name", "description")
_BECAME = ("merged_into", "split_into")
_BETWEEN = ("parent", "merged_into")
"""Fields that name one other code."""


@dataclass
class _One:
    """One code, as the three states have it; what none of them has is None."""

    base: Code | None = None
    ours: Code | None = None
    theirs: Code | None = None
    id: str = ""


def merged(base: Codebook | None, ours: Codebook, theirs: Codebook) -> Codebook:
    """One codebook with what both sides changed in a third state, which both began from.

    - **Fields.** What one side changed, or both alike, is taken. Examples, former ids, parts of a split and reasons are
      lists: ours, then what theirs added, without what either took out. So are `include` and `exclude` where they are
      lists of lines, unless both reworded the same line. Of two versions that were counted up the higher holds. Two
      other wordings are a conflict of the field; so are two others of what was open, which both sides decided.
    - **Ids.** References follow a code that the other side gave another id. Where both did, ours holds, theirs is a
      former id, and it is a conflict of ``id``; where one of the two is a former id of the other, the later holds.
    - **Taken out.** A code that one side took out and the other changed stays, with a conflict of the field ``code``;
      so does one that the other side put a code under, merged a code into, or split a code into.
    - **What became of a code.** Merged by one side and given another rule by the other, it is both: its codings count
      as its successor's. Merged by one and split by the other, it is what ours says, and theirs is a conflict. Retired
      by one and merged or split by the other, it is both.
    - **Circles** of parents or of successors that neither side has: what theirs says of one of its codes is a conflict.
    - **Order.** Ours, with what theirs moved; codes that are new come behind the code they were put behind, ours first.

    Args:
        base: The state that both began from; None where both made the codebook.
        ours: Our state. The result has its file's name.
        theirs: The other.
    """
    return brought_together(base, ours, theirs).codebook


class Merging(NamedTuple):
    """Two sides brought together.

    Attributes:
        codebook: The result; see `merged`.
        ids: Of each of its codes, the id it has in base, in ours and in theirs; None where it is not there.
    """

    codebook: Codebook
    ids: dict[str, tuple[str | None, str | None, str | None]]


def brought_together(base: Codebook | None, ours: Codebook, theirs: Codebook) -> Merging:
    """As `merged`, with what became of each code."""
    start = base or Codebook(ours.name if ours.name == theirs.name else "", "", "", (), ours.file)
    work = _Merge(start, ours, theirs)
    codebook = work.done()
    known = {
        one.id: (
            one.base.id if one.base else None,
            one.ours.id if one.ours else None,
            one.theirs.id if one.theirs else None,
        )
        for one in work.ones
    }
    return Merging(codebook, {code.id: known[code.id] for code in codebook.codes})


class _Merge:
    """One merging, from the pairing of codes to the whole codebook."""

    def __init__(self, base: Codebook, ours: Codebook, theirs: Codebook) -> None:
        self.base, self.ours, self.theirs = base, ours, theirs
        self.ones = _paired(base, ours, theirs)
        for one in self.ones:
            one.id = _id_of(one)
        self.by_ours = {one.ours.id: one for one in self.ones if one.ours is not None}
        self.by_theirs = {one.theirs.id: one for one in self.ones if one.theirs is not None}
        self.today = {
            side: {code.id: one.id for one in self.ones if (code := getattr(one, side)) is not None}
            for side in ("base", "ours", "theirs")
        }
        for side, by_id in (("ours", self.by_ours), ("theirs", self.by_theirs)):
            former = {was: by_id[code.id].id for code in reversed(getattr(self, side).codes) for was in code.was}
            self._follow(side, former)

    def _follow(self, side: str, former: Mapping[str, str]) -> None:
        """Have references to a code that a side made a former id of another lead there, wherever they stand."""
        for one in self.ones:
            kept = one.theirs if side == "ours" else one.ours
            # One that the other side changed stays, and is what its name stands for.
            if getattr(one, side) is None and (kept is None or kept == one.base):
                for elsewhere in ("base", "theirs" if side == "ours" else "ours"):
                    code = getattr(one, elsewhere)
                    if code is not None and code.id in former:
                        self.today[elsewhere][code.id] = former[code.id]

    def done(self) -> Codebook:
        found = {one.id: code for one in self.ones if (code := self._code(one)) is not None}
        self._bring_back(found)
        for field in _BETWEEN:
            self._break_circles(found, field)
        self._keep_former_ids(found)
        ids = in_order(
            self.base,
            self.ours,
            self.theirs,
            [(one.id, one.base, one.ours, one.theirs) for one in self.ones if one.id in found],
        )
        return self._top(tuple(found[code_id] for code_id in ids))

    def _top(self, codes: tuple[Code, ...]) -> Codebook:
        base, ours, theirs = self.base, self.ours, self.theirs
        conflicts = both_conflicts(base.conflicts, ours.conflicts, theirs.conflicts)
        decided = settled_by_both(base.conflicts, ours.conflicts, theirs.conflicts)
        values: dict[str, Any] = {}
        for field in (*_TOP, "version"):
            was, one, other = (getattr(book, field) for book in (base, ours, theirs))
            value, is_open = (one, one != other) if field in decided else _either(was, one, other)
            if is_open and field == "version" and (higher := higher_version(was, one, other)):
                value, is_open = higher, False
            if is_open:
                conflicts = with_conflict(conflicts, Conflict(field, one, other))
            values[field] = value
        return Codebook(codes=codes, file=ours.file, conflicts=conflicts, **values)

    def _as_today(self, code: Code, side: str) -> Code:
        """A side's code, with the references in it as the result's ids."""
        today = self.today[side]
        named = {field: _led(getattr(code, field), code.id, today) for field in _BETWEEN}
        parts = tuple(today.get(part, part) for part in code.split_into)
        if len(set(parts)) < len(set(code.split_into)):
            parts = tuple(dict.fromkeys(parts))
        return _with(code, split_into=parts, **named)

    def _code(self, one: _One) -> Code | None:
        """A code as the sides leave it; None where it goes."""
        base, ours, theirs = (
            self._as_today(code, side) if (code := getattr(one, side)) is not None else None
            for side in ("base", "ours", "theirs")
        )
        if ours is None or theirs is None:
            stays = ours or theirs
            if base is None or stays is None:
                return stays
            if stays == base:
                return None
            said = (CHANGED, TAKEN_OUT) if theirs is None else (TAKEN_OUT, CHANGED)
            return _open(stays, *said)
        return _merged_code(one.id, base or Code(one.id, ""), ours, theirs)

    def _bring_back(self, found: dict[str, Code]) -> None:
        """Keep codes that one side took out and that codes of the other, as it left them, need."""
        by_id = {one.id: one for one in self.ones}
        waiting = list(found)
        while waiting:
            at = waiting.pop()
            for target in _named(found[at]):
                one = by_id.get(target)
                if one is None or target in found:
                    continue
                side = "theirs" if one.theirs is None else "ours"
                if target in _named(self._of(by_id[at], side)):
                    continue  # whoever took it out left this as it is
                stays = one.ours or one.theirs
                if stays is None:
                    continue
                kept = self._as_today(stays, "theirs" if one.ours is None else "ours")
                found[target] = _open(kept, *((USED, TAKEN_OUT) if one.theirs is None else (TAKEN_OUT, USED)))
                waiting.append(target)

    def _of(self, one: _One, side: str) -> Code | None:
        code = getattr(one, side)
        return self._as_today(code, side) if code is not None else None

    def _break_circles(self, found: dict[str, Code], field: str) -> None:
        ours = {one.id: getattr(self._of(one, "ours"), field, None) for one in self.ones}
        while circle := _circle({code_id: getattr(code, field) for code_id, code in found.items()}):
            # What ours says of all of them can be no circle; failing that, one is broken up all the same.
            first = next((one for one in circle if getattr(found[one], field) != ours[one]), circle[0])
            code, target = found[first], getattr(found[first], field)
            back = ours[first] if target != ours[first] else None
            conflicts = with_conflict(code.conflicts, Conflict(field, as_wording(back), as_wording(target)))
            found[first] = _with(code, conflicts=conflicts, **{field: back})

    def _keep_former_ids(self, found: dict[str, Code]) -> None:
        """Have every id lead to a code that leads to one for both sides, or for the one that brought it in."""
        ways = {side: Lineage([getattr(self, side)]) for side in ("base", "ours", "theirs")}
        now = Lineage([replace(self.ours, codes=tuple(found.values()))])
        ids = dict.fromkeys(
            named for book in (self.ours, self.theirs) for code in book.codes for named in (code.id, *code.was)
        )
        for former in ids:
            if now.known(former):
                continue
            both = ways["ours"].known(former) and ways["theirs"].known(former)
            if not both and ways["base"].known(former):
                continue  # one side gave it up
            heirs = (self.today[side].get(ways[side].today(former)) for side in ("ours", "theirs"))
            heir = next((one for one in heirs if one in found), None)
            if heir is not None:
                found[heir] = replace(found[heir], was=(former, *found[heir].was))


def _paired(base: Codebook, ours: Codebook, theirs: Codebook) -> list[_One]:
    """The codes of the three states, each once."""
    to_ours, to_theirs = paired(base, ours), paired(base, theirs)
    # An id that is new on both sides is one code, whatever it came from.
    for new in to_ours.keys() | to_theirs.keys():
        if base.code(new) is None and ours.code(new) and theirs.code(new) and to_ours.get(new) != to_theirs.get(new):
            to_ours.pop(new, None)
            to_theirs.pop(new, None)
    by_base = {code.id: _One(base=code) for code in base.codes}
    added: dict[str, _One] = {}
    for code in ours.codes:
        before = to_ours.get(code.id)
        one = by_base[before.id] if before is not None else added.setdefault(code.id, _One())
        one.ours = code
    called: dict[str, list[_One]] = {}
    for one in added.values():
        for was in one.ours.was if one.ours is not None else ():
            called.setdefault(was, []).append(one)
    for code in theirs.codes:
        before = to_theirs.get(code.id)
        if before is not None:
            by_base[before.id].theirs = code
            continue
        # One that is new on both sides may have another id in ours.
        twins = () if code.id in added else (*map(added.get, code.was), *called.get(code.id, ()))
        twin = next((one for one in twins if one is not None and _is_ours_alone(one, theirs)), None)
        (twin or added.setdefault(code.id, _One())).theirs = code
    return [*by_base.values(), *added.values()]


def _is_ours_alone(one: _One, theirs: Codebook) -> bool:
    return one.ours is not None and one.theirs is None and theirs.code(one.ours.id) is None


def _id_of(one: _One) -> str:
    base, ours, theirs = one.base, one.ours, one.theirs
    if ours is None or theirs is None:
        return (ours or theirs or base or Code("", "")).id
    is_later = ours.id in theirs.was and theirs.id not in ours.was
    return theirs.id if is_later or (base is not None and ours.id == base.id) else ours.id


def _merged_code(code_id: str, base: Code, ours: Code, theirs: Code) -> Code:
    values: dict[str, Any] = {}
    conflicts = both_conflicts(base.conflicts, ours.conflicts, theirs.conflicts)
    decided = settled_by_both(base.conflicts, ours.conflicts, theirs.conflicts)
    for field in CODE_FIELDS:
        if field in ("id", "conflicts"):
            continue
        was, one, other = (getattr(code, field) for code in (base, ours, theirs))
        value, is_open = _either(was, one, other)
        if field in decided or (field in _BECAME and decided.intersection(_BECAME)):
            value, is_open = one, field in decided and one != other
        elif is_open and field in _LISTS:
            value, is_open = both_lists(was, one, other), False
            # `paired` takes the last of those that it knows for the id that the code had.
            value = (
                (*(one for one in value if one != base.id), base.id) if field == "was" and base.id in value else value
            )
        elif is_open and field in _RULES and (lines := both_rules(was, one, other)) is not None:
            value, is_open = lines, False
        if is_open:
            conflicts = with_conflict(conflicts, Conflict(field, as_wording(one), as_wording(other)))
        values[field] = value
    if code_id == ours.id and theirs.id not in (ours.id, base.id) and theirs.id not in ours.was:
        conflicts = with_conflict(conflicts, Conflict("id", ours.id, theirs.id))
        values["was"] = (theirs.id, *values["was"])
    values["was"] = tuple(one for one in values["was"] if one != code_id)
    is_both = values["merged_into"] and values["split_into"]
    if is_both and not any(side.merged_into and side.split_into for side in (ours, theirs)):
        field = "split_into" if ours.merged_into else "merged_into"
        conflicts = with_conflict(conflicts, Conflict(field, "", as_wording(values[field])))
        values[field] = () if field == "split_into" else None
    if any(one.field in decided for one in conflicts):
        # Each took out the reason of what it turned down.
        values["changes"] = tuple(dict.fromkeys((*ours.changes, *theirs.changes)))
    done = Code(code_id, **values)
    return _with(done, conflicts=with_reasons(conflicts, done, base, (ours, theirs)))


def _either(base: Any, ours: Any, theirs: Any) -> tuple[Any, bool]:
    """What one side changed, or both alike; where both did, ours, and that it is open."""
    if ours == theirs or theirs == base:
        return ours, False
    return (theirs, False) if ours == base else (ours, True)


def _led(target: str | None, code_id: str, today: Mapping[str, str]) -> str | None:
    """The code that another names, as the result has it; none where that is the other itself by now."""
    led = today.get(target, target) if target is not None else None
    return None if led == today[code_id] and target != code_id else led


def _with(code: Code, **values: Any) -> Code:
    return replace(code, **values)


def _open(code: Code, ours: str, theirs: str) -> Code:
    """A code of which it is open whether it stays."""
    return replace(code, conflicts=with_conflict(code.conflicts, Conflict(STAYS, ours, theirs)))


def _named(code: Code | None) -> set[str]:
    """The ids of other codes that a code names."""
    if code is None:
        return set()
    return {one for one in (code.parent, code.merged_into, *code.split_into) if one is not None}


def _circle(following: Mapping[str, str | None]) -> Sequence[str]:
    """The ids of one circle; nothing where there is none."""
    done: set[str] = set()
    for start in following:
        way: dict[str, None] = {}
        step: str | None = start
        while step is not None and step in following and step not in done and step not in way:
            way[step] = None
            step = following[step]
        if step is not None and step in way:
            ids = list(way)
            return ids[ids.index(step) :]
        done.update(way)
    return ()

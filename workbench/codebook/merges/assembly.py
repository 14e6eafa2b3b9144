"""Puts a merged codebook's text together from the pieces of ours and theirs. Pure; the caller proves what comes of it.

A code's own lines are taken as one side wrote them, or merged line by line, or those of ours changed in place. What
stands between codes, such as the heading of a part, goes with the code below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from workbench.codebook.check import examined
from workbench.codebook.differences.diff import reordered
from workbench.codebook.editing.edit import as_item
from workbench.codebook.merges.lines import merged_lines
from workbench.codebook.merges.merging import Merging
from workbench.codebook.merges.pieces import Pieces, canonical, code_in, edited, shifted, taken_apart
from workbench.codebook.schema import CODEBOOK_FIELDS, Code, Codebook
from workbench.errors import BadInput
from workbench.yamltext import (
    Mapping,
    Sequence,
    Value,
    add_key,
    in_flow,
    read_yaml,
    remove_item,
    remove_key,
    replace_value,
)

_PLACE = "workbench-place-of-the-codes"
_HOLDER: Value = [{"id": _PLACE, "name": "x"}]
_TOP = ("name", "version", "description", "conflicts")
_FILE = "codebook"
_ABOVE = re.compile(r"(?: *#[^\n]*\n)*")
_COMMENT = re.compile(r"#[^\n]*")


def assembled(
    base: str, ours: str, theirs: str, merging: Merging, one: Codebook, other: Codebook, start: Codebook | None
) -> Iterator[tuple[str, bool]]:
    """The texts that may hold the merged codebook, best first, each with whether codes were written anew.

    Args:
        base: The text that both began from, with LF line ends, as the other two.
        ours: Our text.
        theirs: The other.
        merging: What is to come of them.
        one: What ours holds.
        other: What theirs holds.
        start: What base holds; None where there is none.
    """
    texts = {"base": base, "ours": ours, "theirs": theirs}
    for is_rewritten in (False, True):
        try:
            if _is_in_brackets(ours, one.file):
                text = _top(_flow_codes(ours, merging, one), one, merging.codebook)
            else:
                text = _Assembly(texts, merging, (start, one, other), is_rewritten=is_rewritten).text()
        except (BadInput, KeyError):
            continue
        yield text, is_rewritten
    yield _anew(merging.codebook), True


class _Assembly:
    """One putting together."""

    def __init__(
        self,
        texts: dict[str, str],
        merging: Merging,
        books: tuple[Codebook | None, Codebook, Codebook],
        *,
        is_rewritten: bool,
    ) -> None:
        self.merging, self.books, self.is_rewritten = merging, books, is_rewritten
        name = merging.codebook.file
        found = taken_apart(texts["ours"], name=name)
        pieces = found or taken_apart(_with_codes(texts["ours"]), name=name)
        if pieces is None:
            raise BadInput("no list of codes")
        self.ours = pieces
        self.theirs = taken_apart(texts["theirs"], name=name) if texts["theirs"].strip() else None
        self.base = taken_apart(texts["base"], name=name) if texts["base"].strip() else None
        blank = sum("\n\n" in gap for gap in pieces.gaps)
        self.apart = "\n\n" if blank * 2 >= len(pieces.gaps) else "\n"

    def text(self) -> str:
        order = [code.id for code in self.merging.codebook.codes]
        head, tail = self._ends()
        if not order:
            # Nothing but the place of the codes is left; it goes as every last item of a list.
            text = f"{head}{' ' * self.ours.dash}- id: {_PLACE}\n{' ' * (self.ours.dash + 2)}name: x{tail}"
            return remove_item(text, ("codes", 0), name=_FILE)
        first, gaps = self._gaps(order)
        owns = [self._own(code) for code in self.merging.codebook.codes]
        return head + first + owns[0] + "".join(gap + own for gap, own in zip(gaps, owns[1:], strict=True)) + tail

    def _own(self, code: Code) -> str:
        """The own lines of one code of the result."""
        base_id, our_id, their_id = self.merging.ids[code.id]
        start, one, other = self.books
        was = start.code(base_id) if start and base_id else None
        ours, theirs = one.code(our_id) if our_id else None, other.code(their_id) if their_id else None
        here = self.ours.own.get(our_id or "")
        there, before = self._as_ours(self.theirs, their_id), self._as_ours(self.base, base_id)
        if self.is_rewritten:
            return here if here is not None and ours == code else canonical(code, self.ours)
        if here is None:
            return (there and theirs and edited(there, theirs, code, self.ours)) or canonical(code, self.ours)
        has_three = there is not None and theirs is not None and (before is None) == (was is None)
        if there is not None and has_three:
            lines = merged_lines(f"{before}\n" if before else "", f"{here}\n", f"{there}\n", is_proved=True)
            own = lines.text.removesuffix("\n")
            if lines.is_clean and ((own == here and ours == code) or code_in(own, code.id) == code):
                return own
        changed = edited(here, ours, code, self.ours) if ours is not None else None
        if changed is None:
            return canonical(code, self.ours)
        if there is None or theirs is None or not has_three:
            return changed
        # Once all three say the same, what is left to be merged is how each wrote it: its comments.
        said = edited(before, was, code, self.ours) if before and was else ""
        also = edited(there, theirs, code, self.ours)
        return self._with_words_of(changed, said, also, code) or _with_comments(changed, before or "", there)

    def _with_words_of(self, here: str, before: str | None, there: str | None, code: Code) -> str | None:
        """The lines of a code as all three write it, merged; None where that cannot be."""
        if before is None or there is None:
            return None
        lines = merged_lines(f"{before}\n" if before else "", f"{here}\n", f"{there}\n", is_proved=True)
        own = lines.text.removesuffix("\n")
        return own if lines.is_clean and code_in(own, code.id) == code else None

    def _as_ours(self, pieces: Pieces | None, code_id: str | None) -> str | None:
        own = pieces.own.get(code_id or "") if pieces is not None else None
        return shifted(own, pieces, self.ours) if own is not None and pieces is not None else None

    def _gaps(self, order: list[str]) -> tuple[str, list[str]]:
        """What stands between the codes of the result, and what goes before the first besides the head."""
        known = self.merging.ids
        ours_of = {code_id: known[code_id][1] for code_id in order}
        moved = {ours_of[one] for one in reordered(self.books[1], self.merging.codebook)}
        stays = {ours: code_id for code_id, ours in ours_of.items() if ours is not None and ours not in moved}
        before: dict[str, str] = {}
        waiting = ""
        for (_, below), gap in zip(pairwise(self.ours.own), self.ours.gaps, strict=True):
            waiting = _joined(waiting, gap)
            if below in stays:
                before[stays[below]], waiting = waiting, ""
        found = list[str]()
        mine_by_slot = list[str]()
        for above, below in pairwise(order):
            # What ours did not change between two codes is as theirs has it, so that its new codes come where it put
            # them: before or behind the heading of a part.
            theirs = self._gap_of(self.theirs, above, below, 2)
            mine = before.get(below)
            mine_by_slot.append(mine or "")
            if mine is not None and theirs is not None and self._is_as_it_was(known[below]):
                mine = theirs
            found.append(mine or self._gap_of(self.ours, above, below, 1) or theirs or self.apart)
        # A heading that theirs put before a code that is gone stays where ours has it.
        between = "".join(self.theirs.gaps) if self.theirs is not None else ""
        for at, mine in enumerate(mine_by_slot):
            if any(one in between and one not in "".join(found) for one in _COMMENT.findall(mine)):
                found[at] = mine
        if "#" in waiting and found:
            found[-1] = _joined(found[-1], waiting)
        first = before.get(order[0], "")
        return first.lstrip("\n") if "#" in first else "", found

    def _gap_of(self, pieces: Pieces | None, above: str, below: str, side: int) -> str | None:
        known = self.merging.ids
        return pieces.gap(known[above][side], known[below][side]) if pieces is not None else None

    def _is_as_it_was(self, ids: tuple[str | None, str | None, str | None]) -> bool:
        """Whether what stands before a code in ours is what stood there before both began."""
        if self.base is None:
            return False
        return self.ours.above.get(ids[1] or "") == self.base.above.get(ids[0] or "")

    def _ends(self) -> tuple[str, str]:
        """What stands before and behind the codes, with what is said at the top of the codebook."""
        dash = " " * self.ours.dash
        place = f"{dash}- {{id: {_PLACE}, name: x}}"
        ours = self.ours.head + place + self.ours.tail
        wanted = self.merging.codebook
        text = _top(ours, self.books[1], wanted)
        if self.theirs is not None:
            there = self.theirs.head + place + self.theirs.tail
            base = self.base.head + place + self.base.tail if self.base is not None else ""
            said = _top(base, self.books[0], wanted) if base and self.books[0] is not None else ""
            for texts in ((base, ours, there), (said, text, _top(there, self.books[2], wanted))):
                lines = merged_lines(*texts)
                if lines.is_clean and lines.text.count(place) == 1 and _says(lines.text, wanted):
                    text = lines.text
                    break
        head, _, tail = text.partition(place)
        return head, tail


def _with_comments(own: str, before: str, there: str) -> str:
    """A code's own lines with the comments right above it that theirs wrote."""
    one, was, other = (_above(text) for text in (own, before, there))
    lines = merged_lines(was, one, other)
    new = [line for line in other.splitlines(keepends=True) if line not in was and line not in one]
    return (lines.text if lines.is_clean else one + "".join(new)) + own.removeprefix(one)


def _above(own: str) -> str:
    found = _ABOVE.match(own)
    return found[0] if found else ""


def _joined(one: str, other: str) -> str:
    """What stood in two places between codes, in one; of two that hold no comment the first."""
    if "#" not in other:
        return one or other
    return one.rstrip("\n") + other if "#" in one else other


def _says(text: str, wanted: Codebook) -> bool:
    found, faults = examined(text, file=wanted.file)
    return (
        found is not None
        and not any(fault.stops for fault in faults)
        and all(getattr(found, field) == getattr(wanted, field) for field in _TOP)
    )


def _top(text: str, before: Codebook, wanted: Codebook) -> str:
    """A text with what is said at the top of the codebook changed where it differs."""
    for field in _TOP:
        value = getattr(wanted, field)
        if getattr(before, field) == value:
            continue
        root = read_yaml(text, name=_FILE).root
        keys = [entry.key.text for entry in root.entries] if isinstance(root, Mapping) else []
        written = _said(wanted, field)
        if not value:
            text = remove_key(text, (field,), name=_FILE)
        elif field in keys:
            text = replace_value(text, (field,), written, name=_FILE)
        else:
            earlier = CODEBOOK_FIELDS[: CODEBOOK_FIELDS.index(field)]
            after = next((key for key in reversed(earlier) if key in keys), None)
            text = add_key(text, (), field, written, after=after, name=_FILE)
    return text


def _with_codes(text: str) -> str:
    """A codebook's text without codes, with one that holds their place."""
    root = read_yaml(text, name=_FILE).root
    if isinstance(root, Mapping) and root.get("codes") is not None:
        return replace_value(text, ("codes",), _HOLDER, name=_FILE)
    return add_key(text, (), "codes", _HOLDER, name=_FILE)


def _is_in_brackets(text: str, name: str) -> bool:
    root = read_yaml(text, name=name).root
    codes = root.get("codes") if isinstance(root, Mapping) else None
    return isinstance(codes, Sequence) and codes.is_flow and bool(codes.items)


def _flow_codes(text: str, merging: Merging, ours: Codebook) -> str:
    """A text whose codes stand in brackets, with those of the result; what ours did not change is as it was written."""
    items = read_yaml(text, name=_FILE).node(("codes",))
    if not isinstance(items, Sequence):
        raise KeyError("codes")
    written = {code: text[item.start : item.end] for code, item in zip(ours.codes, items.items, strict=True)}
    between = text[items.items[0].end : items.items[1].start] if len(items.items) > 1 else ", "
    codes = [written.get(code) or in_flow(as_item(code)) for code in merging.codebook.codes]
    return text[: items.items[0].start] + between.join(codes) + text[items.items[-1].end :]


def _said(book: Codebook, field: str) -> Value:
    """What is said at the top of a codebook, as it is written."""
    if field == "conflicts":
        return {one.field: one.said for one in book.conflicts}
    value: str = getattr(book, field)
    return value


def _anew(wanted: Codebook) -> str:
    """The whole text in canonical form."""
    text = ""
    for field in (*_TOP, "codes"):
        value = getattr(wanted, field)
        if field == "codes":
            text = add_key(text, (), "codes", [as_item(code) for code in value], name=_FILE)
        elif value:
            text = add_key(text, (), field, _said(wanted, field), name=_FILE)
    return text

"""The comments of both sides of a merge: which the result has lost, and where they are put into it. Pure.

A comment is a code's, or the file's where it stands before or behind the codes. One stands at a field: in its line or
its value, or in a line of its own above it. All texts here have LF line ends and no byte-order mark.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from workbench.yamltext import Document, Entry, Mapping, Scalar, Sequence, item_lines, read_yaml

_COMMENT = re.compile(r"(?<!\S)#[^\n]*")
_FILE, _ABOVE, _BELOW = "", "", "\n"


class _Comment(NamedTuple):
    """One comment.

    Attributes:
        words: Its words, with the sign before them.
        code: The code it is of; `_FILE` for none.
        field: The field it stands at; `_ABOVE` and `_BELOW` all of them.
    """

    words: str
    code: str
    field: str


class _Part(NamedTuple):
    """A code, or what is said at the top of the file: its fields, and where its last line ends, comments included."""

    entries: tuple[Entry, ...]
    end: int


@dataclass(frozen=True)
class _Commented:
    """A text in which comments are found, and put."""

    document: Document

    @cached_property
    def parts(self) -> dict[str, _Part]:
        """The codes by their ids, in the order of the text, as far as they have lines of their own; then the file."""
        root = self.document.root
        codes = root.get("codes") if isinstance(root, Mapping) else None
        found = dict[str, _Part]()
        if isinstance(codes, Sequence) and not codes.is_flow and not codes.is_alias:
            for item, (_, end) in zip(codes.items, item_lines(self.document, ("codes",)), strict=True):
                if isinstance(item, Mapping) and isinstance(code_id := item.get("id"), Scalar):
                    found[code_id.text] = _Part(item.entries, end)
        top = root.entries if isinstance(root, Mapping) else ()
        return {**found, _FILE: _Part(top, len(self.document.text.rstrip("\n")))}

    @cached_property
    def comments(self) -> tuple[_Comment, ...]:
        """All comments, in the order of the text."""
        text, root = self.document.text, self.document.root
        codes = root.entry("codes") if isinstance(root, Mapping) else None
        ids, ends = list(self.parts), [part.end for part in self.parts.values()][:-1]
        found = list[_Comment]()
        for at, words in _places(self.document):
            code = ids[bisect_right(ends, at)] if codes is not None and codes.key.start < at else _FILE
            is_in_line = bool(text[text.rfind("\n", 0, at) + 1 : at].strip())
            found.append(_Comment(words, code, _field_at(self.parts[code].entries, at, is_in_line=is_in_line)))
        return tuple(found)

    def having(self, comments: Iterable[_Comment]) -> str:
        """The text with comments more, each in a line of its own; below those that are there, in their order."""
        lines = self.document.text.split("\n")
        new = [(*self._line_for(one), one.words) for one in reversed(list(comments))]
        # From the last line to the first, so that each finds its line where it was counted. In one place what is
        # deeper, for it belongs to the code above, comes first.
        for place, indent, words in sorted(new, key=lambda line: (line[0], -len(line[1])), reverse=True):
            lines.insert(place, f"{indent}{words}")
        return "\n".join(lines)

    def _line_for(self, one: _Comment) -> tuple[int, str]:
        """Which line is to be a comment's, and its indentation."""
        text, part = self.document.text, self.parts[one.code]
        if one.field == _BELOW or not part.entries:
            first = part.entries[0].key.start if part.entries else 0
            return text.count("\n", 0, part.end) + 1, " " * (first - text.rfind("\n", 0, first) - 1)
        entry = next((entry for entry in part.entries if entry.key.text == one.field), part.entries[0])
        start = text.rfind("\n", 0, entry.key.start) + 1
        return text.count("\n", 0, start), text[start : len(text) - len(text[start:].lstrip(" "))]


class Sides:
    """The comments of the three texts of a merge."""

    def __init__(
        self,
        base: str,
        ours: str,
        theirs: str,
        ids: MappingOf[str, tuple[str | None, str | None, str | None]],
        name: str,
    ) -> None:
        """Take the three texts.

        Args:
            base: The text that both began from; may be empty.
            ours: Our text.
            theirs: The other.
            ids: Of each code of the result, its id in base, in ours and in theirs.
            name: The file's name.
        """
        self._texts = tuple(_Commented(read_yaml(text, name=name)) for text in (base, ours, theirs))
        self._ids, self._name = ids, name

    def are_kept_in(self, result: str) -> bool:
        """Whether a text has the comments of both sides, and none that theirs took out everywhere."""
        read = self._read(result)
        before, _, there, here = ({one.words for one in text.comments} for text in (*self._texts, read))
        return not (before - there) & here and not self._lost_in(read)

    def with_lost(self, result: str, holds: Callable[[str], bool]) -> str | None:
        """The result with the comments it has lost, each in a line of its own; None where they cannot be put in.

        Args:
            result: A text that holds the merged codebook.
            holds: Whether a text still does.
        """
        read = self._read(result)
        lost = self._lost_in(read)
        if not lost:
            return result
        if holds(text := read.having(lost)):
            return text
        for one in lost:
            # In a list in brackets, or a text of several lines, there may be no place beside it.
            places = (one, one._replace(field=_ABOVE), _Comment(one.words, _FILE, _BELOW), one._replace(code=_FILE))
            found = next((text for place in places if holds(text := self._read(result).having([place]))), None)
            if found is None:
                return None
            result = found
        return result

    def _read(self, result: str) -> _Commented:
        return _Commented(read_yaml(result, name=self._name))

    def _lost_in(self, result: _Commented) -> list[_Comment]:
        """The comments that a side wrote, or both kept, and that a text has too seldom: those of ours, then theirs."""
        if not any(text.comments for text in self._texts[1:]):
            return []
        base, ours, theirs = (
            list(_as_in_result(text, {ids[at]: code for code, ids in self._ids.items() if code in result.parts}))
            for at, text in enumerate(self._texts)
        )
        was, one, other, now = (_counted(side) for side in (base, ours, theirs, result.comments))
        lost = list[_Comment]()
        for side, mine in ((ours, one), (theirs, other)):
            for comment in side:
                here, anywhere = (comment.code, comment.words), (None, comment.words)
                # One that a side moved, to a code where the result has none, is not wanted in both places.
                is_moved = mine[anywhere] <= was[anywhere]
                is_there = is_moved and now[anywhere] >= _in_all(was[anywhere], one[anywhere], other[anywhere])
                if not is_there and now[here] < _at_one(was[here], one[here], other[here]):
                    lost.append(comment)
                    now.update((here, anywhere))
        return lost


def _counted(comments: Iterable[_Comment]) -> Counter[tuple[str | None, str]]:
    """How often the words of each comment stand at its code, and, under None, in the whole text."""
    return Counter((code, one.words) for one in comments for code in (one.code, None))


def _at_one(base: int, ours: int, theirs: int) -> int:
    """How often words are to stand at one code: as often as a side that added them has them, else as both kept them."""
    return max(ours, theirs) if max(ours, theirs) > base else min(ours, theirs)


def _in_all(base: int, ours: int, theirs: int) -> int:
    """How often words may stand in a text, wherever each side has them."""
    return min(base, ours, theirs) + max(ours - base, 0) + max(theirs - base, 0)


def _as_in_result(text: _Commented, today: MappingOf[str | None, str]) -> Iterator[_Comment]:
    """A text's comments at the codes of the result; those of a code that is gone stand above the next that is there."""
    places, below = dict[str, str](), _FILE
    for code in reversed(text.parts):
        places[code] = below = today.get(code, below)
    for one in text.comments:
        place = places[one.code]
        if one.code == _FILE or one.code in today:
            yield one._replace(code=place)
        else:
            yield one._replace(code=place, field=_BELOW if place == _FILE else _ABOVE)


def _field_at(entries: Iterable[Entry], at: int, *, is_in_line: bool) -> str:
    """The field that a comment stands at."""
    above = _ABOVE
    for entry in entries:
        if at < entry.key.start:
            return above if is_in_line or above == _ABOVE else entry.key.text
        above = entry.key.text
        if at < entry.value.end:
            return above
    return above if is_in_line else _BELOW


def _places(document: Document) -> Iterator[tuple[int, str]]:
    """Where each comment of a text begins, and its words; a sign within a value begins none."""
    at = 0
    while (found := _COMMENT.search(document.text, at)) is not None:
        end = _end_of_value(document, found.start())
        if end is None:
            yield found.start(), found.group().rstrip()
        at = end or found.end()


def _end_of_value(document: Document, at: int) -> int | None:
    """Where the text ends that a place is within; None where it is in none."""
    node = document.root
    while isinstance(node, Mapping | Sequence):
        if isinstance(node, Mapping):
            here = bisect_right(node.entries, at, key=lambda entry: entry.key.start)
            pair = node.entries[here - 1] if here else ()
            node = next((one for one in reversed(pair) if one.start <= at), None)
        else:
            here = bisect_right(node.items, at, key=lambda item: item.start)
            node = node.items[here - 1] if here else None
    if node is None or at >= node.end:
        return None
    # A comment may follow the sign that opens a text of several lines.
    is_opened = node.style not in ("|", ">") or "\n" in document.text[node.start : at]
    return node.end if is_opened else None

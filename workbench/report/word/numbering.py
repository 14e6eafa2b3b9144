"""Bullets and numbers of lists in Word: two list shapes, and a new count for every ordered list."""

from __future__ import annotations

from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

BULLETS = 1
"""The number id of every unordered list."""

DEEPEST = 8
"""The deepest list level Word knows, from 0."""

_BULLET_MARKS = ("•", "–", "▪")
_STEP = 397


def _levels(kind: str) -> str:
    levels = []
    for level in range(DEEPEST + 1):
        text = _BULLET_MARKS[level % 3] if kind == "bullet" else f"%{level + 1}."
        number_format = kind if kind == "bullet" else ("decimal", "lowerLetter", "lowerRoman")[level % 3]
        levels.append(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>'
            f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{_STEP * (level + 1)}" w:hanging="{_STEP}"/></w:pPr></w:lvl>'
        )
    return "".join(levels)


def _lists(first: int) -> str:
    """Our two shapes of lists, under this number and the next."""
    return "".join(
        f'<w:abstractNum w:abstractNumId="{first + number}"><w:multiLevelType w:val="hybridMultilevel"/>'
        f"{_levels(kind)}</w:abstractNum>"
        for number, kind in enumerate(("bullet", "decimal"))
    )


NUMBERING_BASE = _lists(0) + f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="0"/></w:num>'
"""The inside of an empty document's numbering part."""


class Numbering:
    """Gives every ordered list a number id of its own, so that each begins where it should.

    Args:
        element: The root of the document's numbering part; list definitions are added to it.
        bullets: The number id of unordered lists; 0 where the paragraph's style says it at the first level.
        deep_bullets: The number id of unordered lists at further levels.
        ordered: The shape of ordered lists.
    """

    def __init__(self, element: Any, *, bullets: int = BULLETS, deep_bullets: int = BULLETS, ordered: int = 1) -> None:
        self._element = element
        self._ids: dict[tuple[int, int], int] = {}
        self._bullets, self._deep, self._ordered = bullets, deep_bullets, ordered
        self._last = _highest(element, "w:num", "w:numId")

    @classmethod
    def of_template(cls, element: Any, *, bullets: int | None, numbers: int | None) -> Numbering:
        """Lists in a document made from a template: by its own styles where these are numbered, else as ours are.

        Args:
            element: The root of its numbering part.
            bullets: The number id by which the style of unordered lists is numbered; None where it is not.
            numbers: That of ordered lists.
        """
        first = _highest(element, "w:abstractNum", "w:abstractNumId") + 1
        before = element.find(qn("w:num"))
        for one in parse_xml(f"<w:numbering {nsdecls('w')}>{_lists(first)}</w:numbering>"):
            if before is None:
                _append(element, one)
            else:
                before.addprevious(one)
        ours = cls(element, ordered=first + 1)
        shape = next(
            (one.find(qn("w:abstractNumId")) for one in element.findall(qn("w:num"))
             if one.get(qn("w:numId")) == str(numbers)), None,
        )  # fmt: skip
        if shape is not None:
            ours._ordered = int(shape.get(qn("w:val")))
        ours._bullets = ours._deep = bullets if bullets is not None else ours._add(first)
        if bullets is not None:
            ours._bullets = 0
        return ours

    def bullets_at(self, level: int) -> int:
        """The number id of an unordered list at a level; 0 where the paragraph's style says it."""
        return self._deep if level else self._bullets

    def id_of(self, series: int, level: int, first: int) -> int:
        """The number id of an ordered list, made at its first item."""
        key = (series, level)
        if key not in self._ids:
            override = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{first}"/></w:lvlOverride>'
            self._ids[key] = self._add(self._ordered, override)
        return self._ids[key]

    def _add(self, shape: int, override: str = "") -> int:
        self._last += 1
        number = f'<w:num {nsdecls("w")} w:numId="{self._last}"><w:abstractNumId w:val="{shape}"/>{override}</w:num>'
        _append(self._element, parse_xml(number))
        return self._last


def _append(element: Any, one: Any) -> None:
    """Put a definition behind those of its kind."""
    behind = element.find(qn("w:numIdMacAtCleanup"))
    if behind is None:
        element.append(one)
    else:
        behind.addprevious(one)


def _highest(element: Any, tag: str, name: str) -> int:
    return max((int(one.get(qn(name), "0")) for one in element.findall(qn(tag))), default=0)


def indent_of(level: int) -> int:
    """How far the text of a list's level stands in, in twentieths of a point."""
    return _STEP * (level + 1)

"""Bullets and numbers of lists in Word: two list shapes, and a new count for every ordered list."""

from __future__ import annotations

from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

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


NUMBERING_BASE = (
    f'<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>{_levels("bullet")}'
    f'</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="hybridMultilevel"/>'
    f"{_levels('decimal')}</w:abstractNum>"
    f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="0"/></w:num>'
)
"""The inside of an empty document's numbering part."""


class Numbering:
    """Gives every ordered list a number id of its own, so that each begins where it should.

    Args:
        element: The root of the document's numbering part; list definitions are added to it.
    """

    def __init__(self, element: Any) -> None:
        self._element = element
        self._ids: dict[tuple[int, int], int] = {}

    def id_of(self, series: int, level: int, first: int) -> int:
        """The number id of an ordered list, made at its first item."""
        key = (series, level)
        if key not in self._ids:
            self._ids[key] = BULLETS + len(self._ids) + 1
            number = parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{self._ids[key]}"><w:abstractNumId w:val="1"/>'
                f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{first}"/></w:lvlOverride></w:num>'
            )
            self._element.append(number)
        return self._ids[key]


def indent_of(level: int) -> int:
    """How far the text of a list's level stands in, in twentieths of a point."""
    return _STEP * (level + 1)

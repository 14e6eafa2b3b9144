"""Only ASCII signs on the screens, where somebody wants that: what the program draws, not what the study says.

Some terminals and fonts, and some Braille displays, show nothing for borders, arrows and marks. All of them are
replaced in one place, on the way to the terminal, in as many cells, so that nothing moves.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.widget import Widget as _Widget
else:
    # Style sheets know a widget by the first of its kind that it is made of: this must be none.
    _Widget = object

_SIGNS = {
    "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "‐": "-", "−": "-", "·": "-", "•": "*",
    "×": "x", "√": "*", "✓": "*", "►": ">", "▶": ">", "▸": ">", "▼": "v", "▾": "v", "○": "o", "●": "*", "□": "o",
    "■": "#", "→": ">", "←": "<", "↑": "^", "↓": "v", "≡": "=", "⋮": ":", "¤": "?", "\ufffd": "?", "⌂": "^", "◌": "o",
    "▁": "_", "▔": "-", "▀": "-", "▄": "_", "█": "#", "░": ".", "▒": ":", "▓": "#", "‥": ".", "⟳": "o", "↵": "<",
    "∑": "=",
}  # fmt: skip
_MAGNIFIER = "\U0001f50e"
"""Stands in Textual's palette, and is two cells wide."""

_RANGES = "\u2190-\u21ff\u2400-\u2426\u2500-\u25f9\u2800-\u28ff"
_DRAWN = re.compile(f"…(?:  (?= |$))?|[{re.escape(''.join(_SIGNS))}{_MAGNIFIER}{_RANGES}]")
"""What the program draws. Letters of any script are none of it, whoever wrote them."""


@lru_cache(maxsize=4096)
def in_ascii(text: str) -> str:
    """The text with what the program draws as ASCII signs, in as many cells; letters and emoji stay."""
    return _DRAWN.sub(_replaced, text)


def _replaced(found: re.Match[str]) -> str:
    sign = found[0]
    if sign[0] == "…":
        return "..." if len(sign) > 1 else "~"
    if sign == _MAGNIFIER:
        return "? "
    return _SIGNS.get(sign) or _by_name(sign)


def _by_name(sign: str) -> str:
    """Boxes by the way they run, control pictures as a caret, the rest as a plus."""
    name = unicodedata.name(sign, "")
    if name.startswith("SYMBOL FOR"):
        return "^"
    if name.startswith("BOX DRAWINGS"):
        words = set(name.split())
        runs_on = not words & {"AND", "ARC", "DIAGONAL"}
        if runs_on and words & {"HORIZONTAL", "LEFT", "RIGHT"}:
            return "-"
        if runs_on and words & {"VERTICAL", "UP", "DOWN"}:
            return "|"
        return "+"
    if "LEFT" in name or "RIGHT" in name:
        return "|"
    if "LOWER" in name or "UPPER" in name:
        return "_" if "LOWER" in name else "-"
    return "+"


_BOXES = re.compile("[\u2400-\u2426\u2500-\u259f]")


@lru_cache(maxsize=4096)
def boxes_in_ascii(text: str) -> str:
    """The text with boxes, blocks and pictures of control characters replaced, and no sign that words hold."""
    return _BOXES.sub(_replaced, text)


class AsciiSigns(LineFilter):
    """Replaces what is drawn, line by line, on its way to the terminal.

    Args:
        words_stay: Whether signs that words hold, too (dashes, quotation marks, ellipses), stay: in a transcript, and
            where one types.
    """

    def __init__(self, *, words_stay: bool = False) -> None:
        super().__init__()
        self._replace = boxes_in_ascii if words_stay else in_ascii

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments in ASCII signs."""
        if all(segment.text.isascii() for segment in segments):
            return segments
        return [
            segment if segment.text.isascii() else Segment(self._replace(segment.text), segment.style, segment.control)
            for segment in segments
        ]


def with_words_as_they_are(filters: Iterable[LineFilter]) -> list[LineFilter]:
    """The filters of a widget in which words stand exactly as they are."""
    return [_WORDS_STAY if isinstance(one, AsciiSigns) else one for one in filters]


_WORDS_STAY = AsciiSigns(words_stay=True)


class WordsStay(_Widget):
    """A widget in which words stand exactly as they are."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What lines go through on their way to the terminal."""
        return with_words_as_they_are(super().get_line_filters())

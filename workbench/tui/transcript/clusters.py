"""Characters as readers see them: grapheme clusters, their width in terminal cells, and what is sent for them. Pure.

Widths are Rich's, since Textual measures with them: of what is sent, Textual's measure and ours are always the same.
The borders of clusters are our own, for Rich cuts flags in two and lets a zero-width joiner swallow any character
behind it; terminals join only emoji.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from rich.cells import cell_len, get_character_cell_size

from workbench.visible import OBEYED, picture

_JOINER = "\u200d"
_MOST = 32
"""Code points of one cluster that are sent: no script needs so many, and a heap of accents would cover the screen."""

_UNSEEN = (0x180E, 0x200B, *range(0x2060, 0x2065), 0xFEFF)

SHOWN: dict[int, str] = {
    **{number: picture(number) or "¤" for number in OBEYED},
    **dict.fromkeys(_UNSEEN, ""),
    0x09: "    ",
    0xAD: "¬",  # a soft hyphen, as Word shows it
}
"""What is sent for code points that a terminal would obey, turn the line round for, or show in a way of its own."""

_MARKS_STAND_IN = ((0x300, 0x2100), (0x2C00, 0x3100), (0xA600, 0xAC00), (0xD7B0, 0xD800), (0xFB00, 0xFFF0),
                   (0x10000, 0x12000), (0x13400, 0x13500), (0x16A00, 0x17000), (0x1B000, 0x1BD00), (0x1CF00, 0x1D300),
                   (0x1DA00, 0x1F000), (0x1F3FB, 0x1F400), (0xE0000, 0xE1000))  # fmt: skip
"""Where Unicode has marks; looking through all of it would take a tenth of a second at every start."""
_NO_MARKS_BY_NAME = ((0x1160, 0x1200), (0xD7B0, 0xD7FC), (0x0E33, 0x0E34), (0x0EB3, 0x0EB4), (0x1F3FB, 0x1F400))
"""The rest of Korean syllables, the vowels AM of Thai and Lao (which have a cell of their own), colours of skin."""


def _extends(number: int) -> bool:
    """Whether a code point belongs to the cluster before it."""
    character = chr(number)
    kind = unicodedata.category(character)
    if kind in ("Mn", "Mc", "Me") or number >= 0xE0000:  # beyond are the letters of which some flags are made
        return True
    if kind == "Cf":
        return get_character_cell_size(character) == 0 and not SHOWN.get(number) and character != _JOINER
    return any(first <= number < end for first, end in _NO_MARKS_BY_NAME)


@cache
def _extending() -> list[int]:
    """All code points that belong to the cluster before them; found when the first text needs them."""
    return [number for first, end in _MARKS_STAND_IN for number in range(first, end) if _extends(number)]


def _ranges(numbers: Iterable[int]) -> str:
    """Code points as the inside of a class of a regular expression: as ranges, which are searched fastest."""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in found)


@cache
def joined() -> str:
    """All that never begins a cluster, as the inside of a class of a regular expression."""
    return _ranges(_extending()) + _JOINER


_EMOJI = "[\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff]"
_FLAG_LETTER = "[\U0001f1e6-\U0001f1ff]"


class _Borders:
    """The borders of clusters in texts whose code points go up to a highest one."""

    def __init__(self, highest: int) -> None:
        extender = _ranges(number for number in _extending() if number <= highest)
        each, joined = f"[{extender}]*", f"[{extender}{_JOINER}]*"
        self.cluster = re.compile(
            f"{_EMOJI}{each}(?:{_JOINER}{_EMOJI}{each})*{joined}|{_FLAG_LETTER}{{2}}{joined}|.{joined}", re.DOTALL
        )
        self.joining = re.compile(
            f"[{extender}{_JOINER}]|{_FLAG_LETTER}" if highest > 0xFFFF else f"[{extender}{_JOINER}]"
        )


_borders = cache(_Borders)
_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_LOOSE_JOINER = re.compile(f"{_JOINER}(?!{_EMOJI})")
_IS_EMOJI = re.compile(_EMOJI)
_SIMPLE = re.compile("[ -~\u00a0-\u00ac\u00ae-\u02ff\u0400-\u0482\u2010-\u2027]*")


def is_simple(words: str) -> bool:
    """Whether every code point of it is a cluster of its own, one cell wide and sent as it is."""
    return (words.isascii() and words.isprintable()) or _SIMPLE.fullmatch(words) is not None


def clusters(words: str) -> list[str]:
    """The clusters of a text without line feeds, in order; together they are the text."""
    # Most texts need not be searched for the marks of rare scripts.
    borders = _borders(0x10FFFF if _BEYOND.search(words) else 0xFFFF)
    return borders.cluster.findall(words) if borders.joining.search(words) else list(words)


@lru_cache(maxsize=16_384)
def sent(cluster: str) -> str:
    """What is sent to the terminal for a cluster: at least one cell wide, and nothing that a terminal would obey."""
    if _JOINER in cluster:
        loose = _LOOSE_JOINER if _IS_EMOJI.match(cluster) else _JOINER
        cluster = re.sub(loose, "", cluster)
    shown = cluster[:_MOST].translate(SHOWN).rstrip(_JOINER)
    # A mark with nothing to stand on would move onto whatever is left of it.
    return shown if cell_len(shown) else f"◌{shown}"


@lru_cache(maxsize=16_384)
def cells_of(cluster: str) -> int:
    """How many terminal cells a cluster takes: at least one."""
    return cell_len(sent(cluster))

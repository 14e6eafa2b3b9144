"""How things look: the three looks of the program, and the mark and colour of each code."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from textual.color import Color
from textual.theme import Theme

from workbench.codebook.schema import Code
from workbench.settings import read_user_settings, write_user_settings
from workbench.tui.transcript.colours import readable
from workbench.tui.transcript.page import Look

DARK = Theme(
    name="dark",
    primary="#7FB4CA",
    secondary="#A3B8C2",
    accent="#E0B973",
    foreground="#DCE3E6",
    background="#14191C",
    surface="#1A2125",
    panel="#232C31",
    success="#8FBF8F",
    warning="#E0B973",
    error="#E58A82",
    dark=True,
)
LIGHT = Theme(
    name="light",
    primary="#1F4E5F",
    secondary="#4A6572",
    accent="#8A5A00",
    foreground="#1C2326",
    background="#FBFAF7",
    surface="#F3F1EC",
    panel="#E7E4DC",
    success="#2E6B34",
    warning="#8A5A00",
    error="#A3241B",
    dark=False,
)
HIGH_CONTRAST = Theme(
    name="high contrast",
    primary="#FFFF00",
    secondary="#00FFFF",
    accent="#FFFF00",
    foreground="#FFFFFF",
    background="#000000",
    surface="#000000",
    panel="#1A1A1A",
    success="#00FF00",
    warning="#FFFF00",
    error="#FF8080",
    dark=True,
    text_alpha=1.0,
)
CURSOR, MARKED = "►", "√"
"""What stands before a list's row under the cursor, and before one that is marked: never by colour alone."""

THEMES = (DARK, LIGHT, HIGH_CONTRAST)

_MARKS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZαβγδεζηθλμξπσφψωΓΔΘΛΞΠΣΦΨΩбджилцчшыэюяБДЖИЛЦЧШЫЭЮЯ"
"""Letters that Consolas has and that are not taken for each other; codes after so many have one again."""

_ASCII_MARKS = _MARKS[:52]

_ON_DARK = (
    "#5AB5C5", "#E8BC1D", "#E63F84", "#6574F8", "#C1EFB2", "#DD7F68", "#B49AF7", "#998A0B", "#64F9E7", "#EBE780",
)  # fmt: skip
_ON_LIGHT = (
    "#4E62E4", "#B75101", "#015E4E", "#A2548E", "#660519", "#667546", "#430386", "#8F0000", "#7A49AB", "#590659",
)  # fmt: skip
"""Colours of codes that have none of their own, readable on each background. They were searched for so that the two
that are most alike differ by more than 20 (CIE 1976), also as seen with protanopia, deuteranopia and tritanopia
(Machado, Oliveira and Fernandes 2009, severity 1.0); colours chosen by eye came down to 2."""


def chosen() -> str:
    """The look the user has chosen."""
    return read_user_settings().look


def next_after(name: str) -> str:
    """The look that follows."""
    names = [theme.name for theme in THEMES]
    return names[(names.index(name) + 1) % len(names)] if name in names else names[0]


def keep(name: str) -> None:
    """Remember the look in the user's own file."""
    write_user_settings({"look": name})


def looks_of(codes: Iterable[Code], theme: Theme, *, ascii_only: bool = False) -> dict[str, Look]:
    """The mark and colour of every code: letters in the codebook's order, its own colour where it has one.

    Where a letter comes again, it comes in another colour: only after ten times as many codes do two look the same.

    Args:
        codes: The codes.
        theme: The look of the screen; colours are moved as far as they must be to be read on its background.
        ascii_only: Whether only letters of ASCII may be marks.
    """
    background = theme.background or "#000000"
    colours, marks = _ON_DARK if theme.dark else _ON_LIGHT, _ASCII_MARKS if ascii_only else _MARKS
    found = {}
    for number, code in enumerate(codes):
        times, place = divmod(number, len(marks))
        colour = code.colour or colours[(place + times) % len(colours)]
        found[code.id] = Look(marks[place], _readable(colour, background))
    return found


@lru_cache(maxsize=1024)
def _readable(colour: str, background: str) -> str:
    """Looked up anew after every coding, for hundreds of codes in a dozen colours."""
    return readable(Color.parse(colour), Color.parse(background)).hex


GONE = Look("?", "#8A8A8A")
"""How a code looks that is in no codebook any more."""

SEALED, SEALED_IN_ASCII = Look("×", "#8A8A8A"), Look("#", "#8A8A8A")
"""How a passage looks that is not for quotation."""

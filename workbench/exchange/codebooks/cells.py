"""A code's fields as cells of a table, and back. Pure.

A list stands in one cell, an item a line behind a bullet; what an item has on further lines is set in by two blanks,
so that it comes back as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from workbench.codebook.editing.edit import as_read
from workbench.codebook.schema import CODE_FIELDS, COLOUR, ORIGINS, REFERENCE, Change, Code
from workbench.words import unaccented

COLUMNS = tuple(field for field in CODE_FIELDS if field != "conflicts")
"""The columns of a table that we write: all fields of a code but what a merge left to be decided."""

_BULLET = "• "
_BULLETS = re.compile(r"[•●▪◦‣*–-][ \t]+")
_NUMBERED = re.compile(r"\d{1,2}[.)][ \t]+")
_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})?:(?: |$)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_YES = {"yes", "y", "true", "x", "1", "ja", "oui", "si", "✓", "✔", "wahr"}
_NO = {"", "no", "n", "false", "0", "nein", "non", "falsch", "-", "–"}
_SHORT_COLOUR = re.compile("#?([0-9A-Fa-f])([0-9A-Fa-f])([0-9A-Fa-f])")
_RGB = re.compile(r"(?:rgb)?\(?\s*(\d{1,3})\s*[,;]\s*(\d{1,3})\s*[,;]\s*(\d{1,3})\s*\)?", re.IGNORECASE)
_COLOURS = {
    "red": "#C0392B",
    "green": "#27AE60",
    "blue": "#2E6F9E",
    "yellow": "#F1C40F",
    "orange": "#E67E22",
    "purple": "#8E44AD",
    "pink": "#E91E8F",
    "brown": "#8D5A2B",
    "grey": "#7F8C8D",
    "gray": "#7F8C8D",
    "black": "#000000",
    "white": "#FFFFFF",
}


class NotRead(ValueError):
    """A cell that cannot be a value of its field; the message says why."""


def as_cell(code: Code, column: str) -> str:
    """What stands in a column for a code."""
    value = getattr(code, column)
    if column in ("was", "split_into"):
        return "; ".join(value)
    if column == "examples":
        return bulleted(value)
    if column == "changes":
        return bulleted(_as_line(one) for one in value)
    if isinstance(value, bool):
        return "yes" if value else ""
    return str(value or "")


def from_cell(column: str, cell: str) -> Any:
    """The value of a field that a cell means, in canonical form; the same that `as_cell` was given.

    Raises:
        NotRead: It means none.
    """
    if column in ("was", "split_into"):
        return as_read(column, [*dict.fromkeys(one for one in re.split(r"[;,\s]+", cell) if one)])
    if column == "examples":
        return as_read(column, [_reference(one) for one in items(cell)])
    if column == "changes":
        return as_read(column, [_as_change(one) for one in items(cell)])
    if column in ("retired", "exclusive"):
        return _yes_or_no(cell)
    if column == "colour":
        return as_colour(cell)
    if column == "origin":
        return _as_origin(cell)
    return as_read(column, cell)


def bulleted(texts: Iterable[str]) -> str:
    """Texts as the items of a list; see `items`."""
    return "\n".join(_BULLET + "\n".join(_set_in(text)) for text in texts)


def _set_in(text: str) -> list[str]:
    first, *more = text.split("\n")
    return [first, *(f"  {line}" if line else "" for line in more)]


def items(text: str) -> list[str]:
    """The items of a list as `bulleted` writes it, or as people do: behind dashes, numbered, or simply a line each."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not lines[0].startswith(_BULLET):
        lines = [line.strip() for line in lines if line.strip()]
        for mark in (_BULLETS, _NUMBERED):
            if lines and all(mark.match(line) for line in lines):
                lines = [mark.sub("", line, count=1) for line in lines]
        return lines
    found: list[list[str]] = []
    for line in lines:
        if line.startswith(_BULLET):
            found.append([line.removeprefix(_BULLET)])
        else:
            found[-1].append(line.removeprefix("  "))
    return ["\n".join(one) for one in found]


def _reference(text: str) -> str:
    """An example that names a coding, with its id in small letters."""
    found = REFERENCE.fullmatch(text.casefold())
    return found[0] if found else text


def _as_line(one: Change) -> str:
    if one.date or _DATED.match(one.reason) or _DAY.fullmatch(one.reason):
        return f"{one.date}: {one.reason}" if one.reason else f"{one.date}:"
    return one.reason


def _as_change(text: str) -> Change:
    found = _DATED.match(text)
    if found:
        return Change(found[1] or "", text[found.end() :])
    return Change(text, "") if _DAY.fullmatch(text) else Change("", text)


def _yes_or_no(cell: str) -> bool:
    word = cell.strip().casefold()
    if word in _YES or word in _NO:
        return word in _YES
    message = "this is neither yes nor no"
    raise NotRead(message)


def as_colour(cell: str) -> str | None:
    """A colour as ``#RRGGBB``: written so, with three digits, without #, as three numbers, or by its English name.

    Raises:
        NotRead: It is none.
    """
    text = cell.strip()
    if not text:
        return None
    if COLOUR.fullmatch(text):
        return text
    if COLOUR.fullmatch(f"#{text}"):
        return f"#{text}"
    short = _SHORT_COLOUR.fullmatch(text)
    if short:
        return "#" + "".join(digit * 2 for digit in short.groups())
    if re.fullmatch("#?[0-9A-Fa-f]{8}", text):
        return f"#{text[-6:]}"  # With how far one sees through it, which goes first.
    numbers = _RGB.fullmatch(text)
    if numbers and all(int(one) < 256 for one in numbers.groups()):
        return "#" + "".join(f"{int(one):02X}" for one in numbers.groups())
    if text.casefold() in _COLOURS:
        return _COLOURS[text.casefold()]
    message = "this is no colour; write it as #RRGGBB"
    raise NotRead(message)


def _as_origin(cell: str) -> str | None:
    words = " ".join(unaccented(cell).replace("-", " ").replace("_", " ").split())
    if not words:
        return None
    known = {"a priori": ORIGINS[0], "apriori": ORIGINS[0], "deductive": ORIGINS[0], "theory driven": ORIGINS[0]}
    known |= {"data driven": ORIGINS[1], "inductive": ORIGINS[1], "emergent": ORIGINS[1], "in vivo": ORIGINS[1]}
    if words not in known:
        message = "this origin is not known; write a priori or data-driven"
        raise NotRead(message)
    return known[words]


_CURLY = str.maketrans({"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "…": "...", "\xa0": " "})


def is_same(cell: str, before: str) -> bool:
    """Whether a cell says what stood in it before, but for what spreadsheet programs do to texts by themselves.

    They make quotation marks curly, take blanks from line ends, write 2 as 2.0, put an apostrophe before =, and cut
    what is too long for a cell.
    """
    if cell == before:
        return True
    ours, theirs = _plain(before), _plain(cell)
    return ours == theirs or (len(cell) > _CUT and ours.startswith(theirs))


_CUT = 30_000
"""A cell this long that is the beginning of what stood in it before was cut by a program."""


def _plain(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").translate(_CURLY).split("\n")
    whole = "\n".join(line.rstrip() for line in lines).strip()
    if re.fullmatch(r"-?\d+[.,]0+", whole):
        return re.split("[.,]", whole)[0]
    return whole[1:] if re.match("'[=+@-]", whole) else whole


def row_of(code: Code, columns: Sequence[str] = COLUMNS) -> list[str]:
    """A code as a row."""
    return [as_cell(code, column) for column in columns]

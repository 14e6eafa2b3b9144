"""Text that may be shown: control characters as pictures instead of orders to the terminal, long lists cut. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Turn the reading direction round: where Arabic or Hebrew stands beside other letters or digits they are meant."""

OBEYED = (
    *range(0x20),
    *range(0x7F, 0xA0),
    *map(ord, DIRECTIONS),
    0x2028,
    0x2029,
    *range(0x206A, 0x2070),
    *range(0xFFF9, 0xFFFC),
)
"""Code points that a terminal would obey, or that turn the reading direction round; tab and line feed among them."""

_OBEYED = "".join(chr(one) for one in OBEYED if chr(one) not in "\t\n")
CONTROLS = re.compile(f"[{re.escape(_OBEYED)}\ud800-\udfff]")
"""What is never sent as it is: `OBEYED` but for tabs and line feeds, and halves of characters."""

_EACH = re.compile(f"[\t\n]|{CONTROLS.pattern}")

_INNER = str.maketrans("“”„", "‘’‚")


def visible(text: str) -> str:
    """The text with control characters shown instead of sent: ESC as ␛, others by their number."""
    return CONTROLS.sub(_shown, text)


def one_line(text: str) -> str:
    """The text on one line: white space of any kind as single blanks, control characters shown."""
    return visible(" ".join(text.split()))


def in_quotes(text: str) -> str:
    """The text on one line in quotation marks; those in it become single ones, as in print."""
    return f"“{one_line(text).translate(_INNER)}”"


def signs(text: str) -> str:
    """The text with one sign of one cell for each control character, tab and line feed: places in it stay the same."""
    return _EACH.sub(lambda match: picture(ord(match[0])) or "¤", text)


def _shown(match: re.Match[str]) -> str:
    return picture(ord(match[0])) or f"<U+{ord(match[0]):04X}>"


def picture(number: int) -> str:
    """The picture of an ASCII control character, as ␛ for ESC; empty for all others."""
    if number < 0x20:
        return chr(0x2400 + number)
    return "\u2421" if number == 0x7F else ""


def last_cells(text: str, width: int) -> str:
    """The end of a text in exactly so many terminal cells, blanks in front where it is shorter."""
    from rich.cells import cell_len

    while cell_len(text) > width:
        text = text[1:]
    return " " * (width - cell_len(text)) + text


def beginning(text: str, longest: int) -> str:
    """The text; where it is longer than so many code points, its beginning with a … as the last of them."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def plural(count: int, one: str, many: str = "") -> str:
    """A count with its noun: "1 coding", "2 codings"; ``many`` for a plural that is not made by an s."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def clock(milliseconds: int) -> str:
    """A time from the beginning of a recording: ``04:09``, ``1:04:09``."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def first_few(rows: Iterable[str], *, between: str = ", ") -> str:
    """The first five of what a message names, and how many more there are."""
    found = list(rows)
    more = f" and {len(found) - _FEW} more" if len(found) > _FEW else ""
    return between.join(found[:_FEW]) + more


_FEW = 5

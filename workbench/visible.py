"""Text that may be shown: control characters as pictures instead of orders to the terminal. Pure."""

from __future__ import annotations

import re

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What a terminal would obey, or what turns the reading direction round; tabs and line feeds are left alone."""


def visible(text: str) -> str:
    """The text with control characters shown instead of sent: ESC as ␛, others by their number."""
    return CONTROLS.sub(_shown, text)


def one_line(text: str) -> str:
    """The text on one line: white space of any kind as single blanks, control characters shown."""
    return visible(" ".join(text.split()))


def _shown(match: re.Match[str]) -> str:
    number = ord(match[0])
    if number < 0x20:
        return chr(0x2400 + number)
    return "\u2421" if number == 0x7F else f"<U+{number:04X}>"

"""Attributions as pages show them: so that none leaves a scrap of itself alone on the next line. Pure."""

from __future__ import annotations

import re

NO_BREAK = "\u00a0"
"""The blank at which no line ends."""

_LEAST = 12
"""So many characters stand on either side of a break at the least."""
_MOST = 40
"""Longer stretches may break at any blank: no line could be filled before them."""
_MAY_BREAK = re.compile(r"(?<=[,;]) | (?=(?:and|or) )")


def unbroken(attribution: str) -> str:
    """An attribution with blanks that do not break within its parts; a short one is one part.

    A long one may break behind a comma, and in front of *and* and *or*.

    >>> unbroken("Parent 3, T1") == "Parent 3, T1".replace(" ", NO_BREAK)
    True
    >>> unbroken("Staff member 2 and Staff member 3, T1").split(" ")[1].replace(NO_BREAK, " ")
    'and Staff member 3, T1'
    """
    if len(attribution) <= 2 * _LEAST:
        return attribution.replace(" ", NO_BREAK)
    begin, pieces = 0, []
    for found in _MAY_BREAK.finditer(attribution):
        if found.start() - begin >= _LEAST and len(attribution) - found.end() >= _LEAST:
            pieces.append(attribution[begin : found.start()])
            begin = found.end()
    pieces.append(attribution[begin:])
    return " ".join(one.replace(" ", NO_BREAK) if len(one) <= _MOST else one for one in pieces)


def with_blanks(text: str) -> str:
    """The same with ordinary blanks, as the study has it; no character is moved by it."""
    return text.replace(NO_BREAK, " ")

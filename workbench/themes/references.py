"""Extracts that a narrative refers to by their codings' ids, so that they print there: `[[3f2a91c4]]`. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import takewhile

REFERENCE = re.compile(r"\[\[[ \t]*([0-9A-Fa-f](?:-?[0-9A-Fa-f]){3,31})[ \t]*\]\]")
"""A reference: the id of a coding, or its first four digits or more, between double square brackets."""

SHORT = 8
"""With so many digits a coding is referred to, unless others begin with the same."""

_ESCAPED = re.compile(r"\\.")


def references(narrative: str) -> list[str]:
    r"""The ids that a narrative refers to, as they were typed, in order.

    >>> references("They came. [[3f2a91c4]] Then [[note]] and \\[[3f2a91c4]]")
    ['3f2a91c4']
    """
    return [found[1] for found in REFERENCE.finditer(_ESCAPED.sub("  ", narrative))]


def reference_at(line: str, column: int) -> str:
    """The id in the reference that a place in a line is in or beside; empty where it is at none."""
    for found in REFERENCE.finditer(_ESCAPED.sub("  ", line)):
        if found.start() <= column <= found.end():
            return found[1]
    return ""


class Ids:
    """Ids of codings, found by their beginnings."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._ids = sorted((digits_of(one), one) for one in ids)

    def named(self, typed: str) -> list[str]:
        """The ids that begin with what was typed; only the whole one where there is one."""
        digits = digits_of(typed)
        found = list(self._beginning(digits)) if digits else []
        return [one for one in found if digits_of(one) == digits] or found

    def _beginning(self, digits: str) -> Iterator[str]:
        first = bisect_left(self._ids, (digits, ""))
        behind = (self._ids[place] for place in range(first, len(self._ids)))
        return (one for _, one in takewhile(lambda one: one[0].startswith(digits), behind))


def digits_of(typed: str) -> str:
    """An id, or the beginning of one, as its digits alone."""
    return typed.strip().casefold().replace("-", "")

"""Which code each of the digits stands for. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence

PLACES = 9
"""So many codes have a digit: 1 to 9."""


def at_digits(
    before: Sequence[str | None], recent: Sequence[str], known: Collection[str], *, gone: Collection[str] = ()
) -> tuple[str | None, ...]:
    """The codes at the digits from 1 on; a code keeps its digit as long as it is among those used last.

    A digit that meant another code after each use would put wrong codes on passages without anybody's noticing. So a
    new code takes a free place, or the place of the code that was used longest ago.

    Args:
        before: The codes at the digits until now; None where a place is free, nothing at first.
        recent: The codes used last, latest first.
        known: The codes that may be put on passages; others lose their place.
        gone: Codes that are not there just now; they keep their place until a new code needs one.

    >>> at_digits((), ["trust", "doubt"], {"trust", "doubt", "hope"})[:3]
    ('trust', 'doubt', None)
    >>> at_digits(("trust", "doubt"), ["hope", "doubt", "trust"], {"trust", "doubt", "hope"})[:3]
    ('trust', 'doubt', 'hope')
    >>> at_digits(("trust", "doubt"), ["hope", "doubt"], {"doubt", "hope"}, gone={"trust"})[:3]
    ('hope', 'doubt', None)
    """
    used = [code for code in recent if code in known or code in gone]
    places = [code if code in known or code in gone else None for code in before][:PLACES]
    places += [None] * (PLACES - len(places))
    for code in used[:PLACES]:
        if code in known and code not in places:
            places[_place_for(places, used, gone)] = code
    return tuple(places)


def _place_for(places: Sequence[str | None], used: Sequence[str], gone: Collection[str]) -> int:
    for place, code in enumerate(places):
        if code is None or code in gone:
            return place
    ages = {code: age for age, code in enumerate(used)}
    return max(range(len(places)), key=lambda place: ages.get(places[place] or "", len(used)))

"""Which transcripts a sample takes: drawn by strata, the same whenever it is drawn again. Pure.

Chance is a hash of the seed and a transcript's name, not a generator: the order in which transcripts are listed, the
machine and the version of Python change nothing, and of two draws with one seed the larger holds the smaller as far as
the strata's shares allow.
"""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

Strata = Mapping[str, str]
"""Of each transcript that may be drawn, by its name, the stratum in words."""


class Stratum(NamedTuple):
    """A stratum and what was drawn of it.

    Attributes:
        name: In words; empty where there is one only.
        there: How many transcripts may be drawn.
        drawn: The names of those that were, in order.
    """

    name: str
    there: int
    drawn: tuple[str, ...]


class TooFew(Exception):
    """So many transcripts cannot be drawn.

    Attributes:
        at_least: How many the strata's minimum needs.
        at_most: How many there are.
    """

    def __init__(self, at_least: int, at_most: int) -> None:
        super().__init__(f"from {at_least} to {at_most} can be drawn")
        self.at_least, self.at_most = at_least, at_most


def draw(
    candidates: Strata,
    *,
    share: float | None = None,
    number: int | None = None,
    minimum: int = 1,
    seed: int = 0,
    without: Collection[str] = (),
) -> list[Stratum]:
    """Draw transcripts.

    The strata's shares are rounded by largest remainders; each gives ``minimum`` at least, or all it has.

    Args:
        candidates: The stratum of each transcript, by name.
        share: How much of all, above 0 to 1, rounded up; where the strata's minimum is more, that is drawn.
        number: How many, where no share is given.
        minimum: How many of each stratum at least.
        seed: With what chance begins.
        without: Names that are not drawn; they do not count in a share.

    Returns:
        The strata in order of name; those of which nothing was drawn too.

    Raises:
        TooFew: There are not so many, or the minimum of all strata is more.
        ValueError: Neither or both of share and number are given, or they make no sense.
    """
    if (share is None) == (number is None) or (share is not None and not 0 < share <= 1) or minimum < 0:
        message = "either a share above 0 up to 1, or a number, and a minimum of 0 or more"
        raise ValueError(message)
    members: dict[str, list[str]] = defaultdict(list)
    for name in candidates:
        if name not in without:
            members[candidates[name]].append(name)
    sizes = {stratum: len(members[stratum]) for stratum in sorted(members)}
    needed, there = sum(min(minimum, size) for size in sizes.values()), sum(sizes.values())
    # A share such as 0.07 times 100 is a little more than 7 in binary; no transcript more is meant by that.
    wanted = number if number is not None else max(needed, math.ceil(round((share or 0) * there, 9)))
    if not max(needed, 1) <= wanted <= there:
        raise TooFew(max(needed, 1), there)
    shares = allotted(sizes, wanted, minimum)
    return [
        Stratum(name, sizes[name], tuple(sorted(_by_chance(members[name], seed)[: shares[name]]))) for name in sizes
    ]


def allotted(sizes: Mapping[str, int], number: int, minimum: int) -> dict[str, int]:
    """How many of a number each stratum gives: its share, by largest remainders, but its minimum at least.

    Args:
        sizes: How many each has.
        number: How many in all; between the sum of the minima and the sum of the sizes.
        minimum: How many each gives at least, as far as it has them.
    """
    there = sum(sizes.values())
    ideal = {name: number * size / there for name, size in sizes.items()}
    least = {name: min(minimum, size) for name, size in sizes.items()}
    given = {name: max(least[name], math.floor(ideal[name])) for name in sizes}

    def missing(name: str) -> tuple[float, int, str]:
        return ideal[name] - given[name], sizes[name], name

    while sum(given.values()) < number:
        given[max((name for name in sizes if given[name] < sizes[name]), key=missing)] += 1
    while sum(given.values()) > number:
        given[min((name for name in sizes if given[name] > least[name]), key=missing)] -= 1
    return given


def stretch(turns: int, length: int, *, name: str, seed: int) -> tuple[int, int]:
    """Which turns of a transcript a stretch takes: ``[first, last)``, all places alike; all where there are few.

    Args:
        turns: How many it has.
        length: How many turns are wanted, in one piece.
        name: The transcript's name.
        seed: With what chance begins.
    """
    if turns <= length:
        return 0, turns
    first = _chance(f"stretch:{name}", seed) % (turns - length + 1)
    return first, first + length


def _by_chance(names: Sequence[str], seed: int) -> list[str]:
    return sorted(names, key=lambda name: (_chance(name, seed), name))


def _chance(name: str, seed: int) -> int:
    return int.from_bytes(hashlib.sha256(f"{seed}:{name}".encode()).digest()[:16], "big")

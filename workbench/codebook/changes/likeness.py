"""Which new code is most likely one that is gone, under another id. Pure.

Somebody who changes an id in an editor and leaves out `was` seems to take one code out and to add another. Likeness of
name, id and definition gives it away; whether it is the same code, people say.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, utils

from workbench.codebook.schema import Code

LIKE_ENOUGH = 66.0
"""Below this (of 100) two codes are not like one another; "worry" and "worries" stay above."""

_SHARES = (("name", 1.0), ("id", 0.97), ("definition", 0.95))
"""How much a likeness counts, by what is alike."""

_SOME_WORDS = 0.85
"""What it counts beside that when one has all words of the other and more: "trust" and "trust in the mentor"."""

_SHORT = 12
"""A definition with fewer letters than this is like too many others."""


def likeness(gone: Code, new: Code) -> float:
    """How like two codes are, from 0 to 100: by the name, id or definition that is most alike."""
    best = 0.0
    for field, share in _SHARES:
        one, other = (utils.default_process(getattr(code, field)) for code in (gone, new))
        if not one or not other or (field == "definition" and min(len(one), len(other)) < _SHORT):
            continue
        alike = max(fuzz.token_sort_ratio(one, other), _SOME_WORDS * fuzz.token_set_ratio(one, other))
        best = max(best, share * alike)
    return best


def likely_pairs(gone: Sequence[Code], new: Sequence[Code]) -> list[tuple[Code, Code]]:
    """Codes that are gone, each with the new one that is most like it; each new one is paired once, the likest first.

    Args:
        gone: The codes that are gone, as they were last.
        new: The codes that have come.

    Returns:
        The pairs that are like enough, in the order of those that are gone.
    """
    scored = [(likeness(one, other), at, place) for at, one in enumerate(gone) for place, other in enumerate(new)]
    pairs: dict[int, int] = {}
    for score, at, place in sorted(scored, key=lambda each: (-each[0], each[1], each[2])):
        if score >= LIKE_ENOUGH and at not in pairs and place not in pairs.values():
            pairs[at] = place
    return [(gone[at], new[place]) for at, place in sorted(pairs.items())]

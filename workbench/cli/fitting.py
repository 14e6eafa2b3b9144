"""What is wider than a terminal, made to fit: paragraphs in lines, a table in several below each other. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

BETWEEN = 2
"""How many blanks stand between two columns."""

_LEAST_NAME = 14
"""In so many cells what rows are named by can still be told apart."""


def wrapped(text: str, width: int, *, indent: str = "") -> Iterator[str]:
    """The lines of a paragraph, broken at blanks; a word that is wider than a line has one of its own.

    Args:
        text: The paragraph.
        width: How many cells a line has.
        indent: What stands before all lines but the first.
    """
    from rich.cells import cell_len

    # At blanks alone: others, such as that before a per cent sign, are there to hold together.
    line, *words = text.split(" ")
    for word in words:
        longer = f"{line} {word}"
        if cell_len(longer) <= width:
            line = longer
        else:
            yield line
            line = indent + word
    yield line


def parts(widths: Sequence[int], room: int, breaks: Sequence[int], *, names: int = 1) -> list[list[int]]:
    """Which columns stand in which of several tables below each other; the first, which name the rows, in each.

    One table, if all columns fit into the room; else as much at a time as fits between two breaks, and what fits
    nowhere is broken where it must be.

    Args:
        widths: How wide each column is.
        room: How many cells a line has.
        breaks: The numbers of columns with which a table may begin.
        names: How many columns name a row; the first of them may be shortened.
    """
    name = min(widths[0], _LEAST_NAME) + sum(BETWEEN + width for width in widths[1:names])

    def fits(columns: Sequence[int]) -> bool:
        return name + sum(BETWEEN + widths[one] for one in columns) <= room

    borders = [names, *breaks, len(widths)]
    found: list[list[int]] = [[]]
    for some in (list(range(start, end)) for start, end in pairwise(borders)):
        if found[-1] and not fits([*found[-1], *some]):
            found.append([])
        for one in some:
            if found[-1] and not fits([*found[-1], one]):
                found.append([])
            found[-1].append(one)
    return [[*range(names), *columns] for columns in found]

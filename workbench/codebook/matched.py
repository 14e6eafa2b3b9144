"""What was decided of the codes of two frameworks, as it stands in the codebooks: merged, nested or kept. Pure.

It is written into a code's `changes`, whose reasons people read anyway, in a form that is found again. So it goes where
the codebook goes, and who takes it out of the file has opened it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from workbench.codebook.books import Codebooks
from workbench.codebook.schema import Change, Code

Kind = Literal["merged", "nested", "kept"]

_BEGINNINGS: dict[Kind, str] = {"merged": "Merged into", "nested": "Nested under", "kept": "Kept beside"}
_KINDS = {beginning: kind for kind, beginning in _BEGINNINGS.items()}
_ALONE = "Kept as it is"
_DECIDED = re.compile(rf"(?:({'|'.join(_KINDS)}) (\S+)|{_ALONE}): (.*)", re.DOTALL)


class Matched(NamedTuple):
    """What was decided of a code.

    Attributes:
        kind: It went into another, stands under another, or stays beside another.
        code: The code, by today's id; of one that was merged the id it has in the file.
        other: The other, by today's id; empty where it stays, and no other stands where it does.
        date: When, as the codebook has it.
        why: Why.
    """

    kind: Kind
    code: str
    other: str
    date: str
    why: str


def worded(kind: Kind, other: str, reason: str) -> str:
    """What is written into a code of which something was decided.

    Args:
        kind: What was decided.
        other: The id of the other code; empty where there is none.
        reason: Why.
    """
    return f"{_BEGINNINGS[kind]} {other}: {reason}" if other else f"{_ALONE}: {reason}"


def matched(books: Codebooks) -> list[Matched]:
    """What was decided of any codes, in the order of the codebooks; of a pair that was kept only once."""
    found = [one for code in books.codes() for one in _of(code, books)]
    kept: set[frozenset[str]] = set()
    once = []
    for one in found:
        pair = frozenset((one.code, one.other))
        if one.kind != "kept" or pair not in kept:
            once.append(one)
        if one.kind == "kept":
            kept.add(pair)
    return once


def _of(code: Code, books: Codebooks) -> Iterator[Matched]:
    for change in code.changes:
        read = _read(change)
        if read is None:
            continue
        kind, other, why = read
        holds = {"merged": code.merged_into is not None, "nested": code.parent is not None, "kept": True}
        if holds[kind]:
            today = books.lineage.today(other) if other else ""
            yield Matched(kind, code.id, today, change.date, why)


def _read(change: Change) -> tuple[Kind, str, str] | None:
    found = _DECIDED.fullmatch(change.reason)
    if found is None:
        return None
    beginning, other, why = found.groups()
    return (_KINDS[beginning], other, why) if beginning else ("kept", "", why)


def nested_ids(books: Codebooks) -> set[str]:
    """The ids of codes that were nested under another framework's, and of all that stand under these."""
    below: set[str] = set()
    for book in books.books:
        for code in book.codes:
            if any(one.kind == "nested" for one in _of(code, books)):
                below |= book.below(code.id)
    return below

"""The order of a merged codebook's codes: ours, with what theirs moved and added. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from workbench.codebook.differences.diff import reordered
from workbench.codebook.schema import Code, Codebook

Known = tuple[str, Code | None, Code | None, Code | None]
"""The id of a code in the result, and the code in base, ours and theirs."""


def in_order(base: Codebook, ours: Codebook, theirs: Codebook, known: Sequence[Known]) -> list[str]:
    """The ids of the result's codes in their order.

    Ours stays. What theirs alone moved, or added, comes behind the code behind which it stands in theirs, and behind
    what ours added there.

    Args:
        base: The state that both began from.
        ours: Our state.
        theirs: The other.
        known: The codes of the result.
    """
    by_ours = {one.id: code_id for code_id, _, one, _ in known if one is not None}
    by_theirs = {one.id: code_id for code_id, _, _, one in known if one is not None}
    ours_only = {code_id for code_id, before, _, other in known if before is None and other is None}
    moved = _moved(base, ours, theirs, known)
    coming = {code_id for code_id, _, one, _ in known if one is None} | moved
    order = [by_ours[code.id] for code in ours.codes if by_ours.get(code.id) not in {None, *coming}]
    behind = 0
    for code in theirs.codes:
        code_id = by_theirs.get(code.id)
        if code_id is None:
            continue
        if code_id in coming:
            while behind < len(order) and order[behind] in ours_only:
                behind += 1
            order.insert(behind, code_id)
            behind += 1
        else:
            behind = order.index(code_id) + 1
    return order


def _moved(base: Codebook, ours: Codebook, theirs: Codebook, known: Sequence[Known]) -> set[str]:
    """The ids of the codes that theirs moved and ours did not."""
    in_all = [
        (code_id, before.id, one.id, other.id)
        for code_id, before, one, other in known
        if before is not None and one is not None and other is not None
    ]
    if not in_all:
        return set()
    # One that was moved only past a code that is gone stands where it stood.
    _, *columns = zip(*in_all, strict=True)
    was, here, there = (_only(side, set(ids)) for side, ids in zip((base, ours, theirs), columns, strict=True))
    by_ours, by_theirs = set(reordered(was, here)), set(reordered(was, there))
    return {code_id for code_id, _, one, other in in_all if other in by_theirs and one not in by_ours}


def _only(book: Codebook, ids: Collection[str]) -> Codebook:
    return replace(book, codes=tuple(code for code in book.codes if code.id in ids))

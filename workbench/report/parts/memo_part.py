"""The study's memos as a part of its report, an appendix, and what stands above them in print. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.memos.kinds import PHASE
from workbench.report.content import Block, Heading
from workbench.report.facts import MemoRow
from workbench.report.markdown import blocks_of

TITLE = "Appendix: memos"


def memo_heading(kind: str) -> str:
    """What stands above the memos of a kind."""
    if kind == PHASE:
        return "What was done in each phase"
    also = {"familiarisation": "Familiarisation notes", "code rule": "Code rules", "field note": "Field notes"}
    return also.get(kind, f"{kind.capitalize()} memos")


def memo_blocks(rows: tuple[MemoRow, ...], series: Iterator[int]) -> Iterator[Block]:
    """The appendix.

    Args:
        rows: The memos by kind.
        series: Numbers for ordered lists.
    """
    yield Heading(TITLE, 1, new_page=True)
    kind = ""
    for one in rows:
        if one.kind != kind:
            yield Heading(memo_heading(one.kind), 2)
        kind = one.kind
        yield Heading(one.title, 3)
        yield from blocks_of(one.text, level=3, series=series)

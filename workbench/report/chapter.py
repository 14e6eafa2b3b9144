"""A stretch of a report under one heading, with those inside it: what a part is made of, and what a preview lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.report.content import Block


@dataclass(frozen=True)
class Chapter:
    """A stretch of a report.

    Attributes:
        title: What it is called.
        blocks: What stands in it, with all that stands in the chapters inside.
        notices: What the writer must know of it, those inside included.
        theme: The id of the theme or subtheme that it sets out; empty for others.
        inner: The chapters inside, each of them a stretch of its blocks, in order.
    """

    title: str
    blocks: tuple[Block, ...]
    notices: tuple[str, ...] = ()
    theme: str = ""
    inner: tuple[Chapter, ...] = ()


def in_order(chapters: Sequence[Chapter], depth: int = 0) -> Iterator[tuple[Chapter, int]]:
    """The chapters with those inside them, in the order of print, each with its depth."""
    for chapter in chapters:
        yield chapter, depth
        yield from in_order(chapter.inner, depth + 1)

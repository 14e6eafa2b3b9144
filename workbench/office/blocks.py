"""The visible text of a Word file as plain values: paragraphs and tables in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Paragraph:
    """One paragraph as a reader sees it; tabs are tabs, line and page breaks within it are line ends.

    Args:
        text: Its words; may be empty.
        is_apart: Whether it stands apart from the running text: a title, a heading, or in a text box.
        is_heading: Whether it is a title or a heading.
        is_quoted: Whether its style, or how far it is set in on both sides, says that it is a block quotation.
    """

    text: str
    is_apart: bool = False
    is_heading: bool = False
    is_quoted: bool = False


@dataclass(frozen=True)
class Cell:
    """One cell of a table.

    Args:
        blocks: Its paragraphs and nested tables.
        continues: Whether it is merged with the one above it.
    """

    blocks: tuple[Block, ...]
    continues: bool = False

    @property
    def text(self) -> str:
        """Its paragraphs on lines of their own, without empty ones at either end."""
        return "\n".join(plain(block) for block in self.blocks).strip()


@dataclass(frozen=True)
class Table:
    """One table.

    Args:
        rows: Its rows from top to bottom, each with its cells in reading order. A cell merged over columns stands once;
            one merged over rows holds its words in the first of these and is empty in the others.
    """

    rows: tuple[tuple[Cell, ...], ...]


Block = Paragraph | Table
"""What a Word file's body is made of."""


def plain(block: Block) -> str:
    """A block's words: a table's cells set apart by tabs, its rows by line ends."""
    if isinstance(block, Paragraph):
        return block.text
    return "\n".join("\t".join(cell.text for cell in row) for row in block.rows)


def paragraph_texts(blocks: Iterable[Block]) -> Iterator[str]:
    """The texts of paragraphs, those in cells where their rows stand."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            for row in block.rows:
                for cell in row:
                    yield from paragraph_texts(cell.blocks)


@dataclass(frozen=True)
class VisibleText:
    """What a reader of a Word file sees, and how much was left out.

    Args:
        blocks: The body in reading order; text boxes stand after the paragraph they are anchored in.
        notes: Footnotes and endnotes that the body refers to, in the order of the marks ``[1]``, ``[2]`` … that stand
            in it.
        margins: The lines with words of page headers and footers, each wording once, without page numbers.
        left_out: How many of what kind are not in the above: ``comments``, ``deleted`` and ``moved`` passages,
            ``hidden`` runs, ``drawings`` with words of their own (diagrams, charts), ``embedded`` documents,
            ``symbols`` shown as U+FFFD. Kinds with none are missing.
    """

    blocks: tuple[Block, ...]
    notes: tuple[str, ...]
    margins: tuple[str, ...]
    left_out: Mapping[str, int]

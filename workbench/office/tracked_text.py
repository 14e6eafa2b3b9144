"""The words in a stretch of a Word file as they are with all tracked changes accepted, or rejected, letter by letter.

Each letter is known by the run it stands in, so that what is changed in the words can be changed in the file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from workbench.office.cleaning_trees import local
from workbench.office.symbols import symbol

CHARACTERS: Final = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    "softHyphen": "\N{SOFT HYPHEN}",
}
"""What elements of a run that hold no text show."""

_STRUCK_OUT = frozenset({"del", "moveFrom"})
_PUT_IN = frozenset({"ins", "moveTo"})
_SKIPPED = frozenset({"pPr", "rPr", "sdtPr", "sdtEndPr", "Fallback", "drawing", "pict", "object", "rt"})


@dataclass(frozen=True)
class Piece:
    """What one element of a run shows.

    Attributes:
        start: Where it begins in the words.
        text: What it shows.
        run: Its run; None for the end of a paragraph between two.
        element: The element itself; None likewise.
    """

    start: int
    text: str
    run: etree._Element | None
    element: etree._Element | None

    @property
    def end(self) -> int:
        """Where it ends in the words (exclusive)."""
        return self.start + len(self.text)


def pieces(
    stretch: etree._Element, w: str, *, rejected: bool = False, without: Collection[etree._Element] = ()
) -> list[Piece]:
    """The words of a stretch in reading order.

    Args:
        stretch: What they stand in: a content control, a paragraph.
        w: The file's namespace of WordprocessingML in braces.
        rejected: Whether tracked changes count as rejected, and not as accepted.
        without: Elements whose words are none of it.
    """
    found: list[Piece] = []
    at = 0
    for text, run, element in _walk(stretch, w, _PUT_IN if rejected else _STRUCK_OUT, without):
        if text:
            found.append(Piece(at, text, run, element))
            at += len(text)
    return found


def text_of(row: list[Piece]) -> str:
    """The words of pieces."""
    return "".join(piece.text for piece in row)


def has_changes(stretch: etree._Element, w: str) -> bool:
    """Whether words were put in or struck out there by tracked changes that nobody accepted or rejected yet."""
    return next(stretch.iter(*(w + name for name in (*_STRUCK_OUT, *_PUT_IN))), None) is not None


def _walk(
    parent: etree._Element, w: str, left_out: frozenset[str], without: Collection[etree._Element]
) -> Iterator[tuple[str, etree._Element | None, etree._Element | None]]:
    paragraphs = 0
    for child in parent:
        name = local(child)
        if name in left_out or name in _SKIPPED or child in without:
            continue
        if child.tag == f"{w}r":
            for element in child:
                yield _shown(element, w), child, element
        elif child.tag == f"{w}p":
            if paragraphs:
                yield "\n", None, None
            paragraphs += 1
            yield from _walk(child, w, left_out, without)
        else:
            yield from _walk(child, w, left_out, without)


def _shown(element: etree._Element, w: str) -> str:
    name = local(element)
    if name in ("t", "delText"):
        return (element.text or "").replace("\r", " ").replace("\n", " ")
    if name == "sym":
        try:
            return symbol(element.get(f"{w}font", ""), int(element.get(f"{w}char", ""), 16))
        except ValueError:
            return ""
    return CHARACTERS.get(name, "")

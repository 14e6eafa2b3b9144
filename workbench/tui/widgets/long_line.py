"""Long paragraphs in an editor: cut into rows once for a page, and as plain words where only widths are asked."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from rich.containers import Lines
from rich.style import Style
from rich.text import Span, Text
from textual.document._wrapped_document import WrappedDocument

_KEPT = 8
"""So many paragraphs are kept as they were cut last."""


class LongLine(Text):
    """A paragraph as an editor draws it.

    Textual asks it for all of its rows at each row that it draws: a paragraph of 100,000 characters, which has 1,500,
    took a third of a second at every key.
    """

    def divide(self, offsets: Iterable[int]) -> Lines:
        """The rows between the offsets; the same ones again for the same words, styles and offsets."""
        return _divided(self.plain, self.style, tuple(self.spans), tuple(offsets))


class QuickRows(WrappedDocument):
    """A wrapped text that gives a paragraph's rows as slices of it; Textual cuts it in styled pieces for that."""

    def get_sections(self, line_index: int) -> list[str]:
        """The rows of a paragraph."""
        line = self.document[line_index]
        return [line[start:end] for start, end in pairwise((0, *self.get_offsets(line_index), len(line)))]


@lru_cache(maxsize=_KEPT)
def _divided(plain: str, style: str | Style, spans: tuple[Span, ...], offsets: tuple[int, ...]) -> Lines:
    return Text(plain, style=style, end="", no_wrap=True, spans=list(spans)).divide(offsets)

"""A text as it is beside what it was, word by word, as content for the screen."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from workbench.codebook.differences.word_diff import Piece, word_diff
from workbench.visible import visible


def compared(old: str, new: str) -> Content:
    """Old and new words beside each other: ``[-old-] {+new+}``, coloured as well.

    Args:
        old: The text as it was, with control characters in it or not.
        new: The text as it is.
    """
    return shown(word_diff(visible(old), visible(new)))


def shown(pieces: Iterable[Piece]) -> Content:
    """As `compared`, of words that were compared already: what is gone and what came in its place between signs.

    Args:
        pieces: The words, as they may be shown.
    """
    parts: list[Content | tuple[str, str] | str] = []
    for piece in pieces:
        words = piece.text.strip()
        if piece.kind == "same" or not words:
            parts.append(piece.text)
            continue
        # The white space round the words stays outside of the signs.
        begin = piece.text[: len(piece.text) - len(piece.text.lstrip())] or (" " if parts else "")
        marked = (f"[-{words}-]", "$error") if piece.kind == "old" else (f"{{+{words}+}}", "bold $success")
        parts += [begin, marked, piece.text[len(piece.text.rstrip()) :]]
    return Content.assemble(*parts)

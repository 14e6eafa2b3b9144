"""How words of a codebook are written in a sentence about it: names and texts are data, never markup. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from workbench.codebook.differences.word_diff import Piece
from workbench.visible import one_line


class Voice(Protocol):
    """How words of a codebook are written."""

    def text(self, words: str) -> str:
        """Words as they are, on one line."""

    def identifier(self, code_id: str) -> str:
        """An id, or the name of a file."""

    def compared(self, pieces: Sequence[Piece]) -> str:
        """Old and new words beside each other."""


class Plain:
    """In a terminal, in the history, in a log: white space of any kind as blanks, control characters shown."""

    def text(self, words: str) -> str:
        """Words as they are, on one line."""
        return one_line(words)

    def identifier(self, code_id: str) -> str:
        """An id, or the name of a file."""
        return one_line(code_id)

    def compared(self, pieces: Sequence[Piece]) -> str:
        """Old and new words beside each other: ``[-old-] {+new+}``."""
        return _marked(pieces, self.text, {"old": ("[-", "-]"), "new": ("{+", "+}")})


class Markdown:
    """In Markdown as hosting sites read it: nothing of a codebook is emphasis, HTML, a link, or calls anybody."""

    def text(self, words: str) -> str:
        """Words as they are, on one line."""
        return escaped(one_line(words))

    def identifier(self, code_id: str) -> str:
        """An id, or the name of a file, as code."""
        shown = one_line(code_id)
        return escaped(shown) if "`" in shown or not shown else f"`{shown}`"

    def compared(self, pieces: Sequence[Piece]) -> str:
        """Old and new words beside each other: old ones struck out, new ones bold."""
        return _marked(pieces, self.text, {"old": ("~~", "~~"), "new": ("**", "**")}, apart=True)


_SIGNS = re.compile(r"[\\`*_{}^\[\]|<>&$]|[@#~!%](?=\w)|[#~]|:(?=//|[\w+-]+:)|\bwww\.|\bGH-(?=\d)", re.IGNORECASE)
_UNSEEN = "&#8203;"
"""A character that is not seen, between what would otherwise be read as one."""


def escaped(words: str) -> str:
    """Words as Markdown that is read as exactly these words, anywhere in a line but at its beginning.

    What would mean something gets a backslash or is written as HTML has it. Of what is a link, a picture, a reference
    or a call to somebody for hosting sites only, whatever is escaped, the signs are held apart by one that is not seen.
    """
    return _SIGNS.sub(_escape, words)


def _escape(match: re.Match[str]) -> str:
    sign, following = match[0], match.string[match.end() : match.end() + 1]
    if sign in _HTML:
        return _HTML[sign]
    if sign in "@!%:" or len(sign) > 1:
        return sign + _UNSEEN
    return f"\\{sign}{_UNSEEN if sign in '#~' and (following.isalnum() or following == '_') else ''}"


_HTML = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "$": "&#36;"}


def _marked(
    pieces: Sequence[Piece],
    written: Callable[[str], str],
    marks: Mapping[str, tuple[str, str]],
    *,
    apart: bool = False,
) -> str:
    """Pieces one behind the other, each between the marks of its kind; white space stays outside of the marks.

    Args:
        pieces: What `word_diff` gave.
        written: How words are written.
        marks: What stands before and behind a piece, by its kind.
        apart: Whether marks have white space round them also where the words have none: Markdown would not take
            them for marks beside punctuation.
    """
    told, kind, is_open = "", "", False
    for piece in pieces:
        words = written(piece.text)
        if words:
            changes = {kind, piece.kind} == {"old", "new"} or (apart and bool(kind))
            blank = " " * bool(told and (is_open or piece.text[0].isspace() or changes))
            begin, end = marks.get(piece.kind, ("", ""))
            told, kind = f"{told}{blank}{begin}{words}{end}", piece.kind
        is_open = piece.text[-1:].isspace() or (is_open and not words)
    return told

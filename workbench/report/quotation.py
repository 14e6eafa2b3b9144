"""From an extract to a printed quotation: only what participants said, cut but never altered. Pure.

Left out, because nobody said it to the reader: speaker labels, time stamps and the interviewer's words. Where words
were left out an omission mark stands. Line breaks become spaces; nothing else of the words changes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.report.facts import TurnRow
from workbench.spans import Span, trimmed

OMISSION = "…"
"""What stands where words were left out."""

OMISSION_IN_BRACKETS = "[…]"
"""The same where the transcripts themselves write `…` or dots for a pause."""

_BREAK = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
_BROKEN_SPACE = re.compile(r"\s*[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]\s*")
_FINAL = frozenset(".?!…。！？؟۔।")
_CLOSING = frozenset("\"”’'»)]}」』）")
_OPENING = frozenset("\"“‘'«([{¿¡「『（")


@dataclass(frozen=True)
class Spoken:
    """What one speaker (or one of several) says in a quotation, omission marks included."""

    words: str
    participants: tuple[str, ...]
    one_of: bool


@dataclass(frozen=True)
class _Piece:
    """The part of one turn that the passage takes in."""

    span: Span
    turn: TurnRow | None

    @property
    def speaker(self) -> tuple[object, ...]:
        """What two pieces must share to be one speaker's words."""
        if self.turn is None:
            return ()
        return self.turn.participants or (self.turn.label,), self.turn.one_of


def omission_mark(texts: Iterable[str]) -> str:
    """The omission mark for a report that quotes from ``texts``: in brackets where a pause could be mistaken for it."""
    return OMISSION_IN_BRACKETS if any("…" in text or ".." in text for text in texts) else OMISSION


def printable(words: str) -> str:
    """The words on one line: white space that holds a line break or a tab becomes one space."""
    return _BROKEN_SPACE.sub(" ", words) if _BREAK.search(words) else words


def spoken(text: str, span: Span, turns: Sequence[TurnRow], *, omission: str = OMISSION) -> tuple[Spoken, ...]:
    """What participants say within a passage.

    Args:
        text: The transcript's text.
        span: The passage, in code points of ``text``.
        turns: The transcript's turns in order; none at all means that the whole text is words.
        omission: What to print where words were left out.

    Returns:
        One value for each change of speaker; empty where the passage holds no participant's words.
    """
    touched = _touched(span, turns)
    pieces = _pieces(text, span, touched) if turns else _pieces(text, span, (None,))
    parts: list[list[str]] = []
    speakers: list[_Piece] = []
    for index, piece in enumerate(pieces):
        cut = index > 0 and _words_between(text, pieces[index - 1], piece, touched)
        if not speakers or speakers[-1].speaker != piece.speaker:
            if cut:
                parts[-1].append(omission)
            parts.append([])
            speakers.append(piece)
        elif cut:
            parts[-1].append(omission)
        parts[-1].append(printable(piece.span.of(text)))
    if not parts:
        return ()
    if _begins_inside(text, pieces[0]):
        parts[0].insert(0, omission)
    if _ends_inside(text, pieces[-1]):
        parts[-1].append(omission)
    return tuple(_spoken(piece, words) for piece, words in zip(speakers, parts, strict=True))


def _spoken(piece: _Piece, words: list[str]) -> Spoken:
    turn = piece.turn
    return Spoken(" ".join(words), turn.participants if turn else (), turn.one_of if turn else False)


def _touched(span: Span, turns: Sequence[TurnRow]) -> Sequence[TurnRow]:
    """The turns that share anything with the span; turns stand in order and do not overlap."""
    first = bisect_right(turns, span.start, key=lambda turn: turn.end)
    last = bisect_right(turns, span.end - 1, lo=first, key=lambda turn: turn.start)
    return turns[first:last]


def _pieces(text: str, span: Span, turns: Sequence[TurnRow | None]) -> list[_Piece]:
    """The non-empty parts of participants' turns within the span, in order; None stands for the whole text."""
    found = []
    for turn in turns:
        if turn is not None and turn.interviewer:
            continue
        part = span if turn is None else span.cut_to(Span(turn.start, turn.end))
        if part is not None and (words := trimmed(part, text)).length:
            found.append(_Piece(words, turn))
    return found


def _words_between(text: str, before: _Piece, after: _Piece, turns: Sequence[TurnRow]) -> bool:
    """Whether anything that was said or written, other than the next turn's label, stands between two pieces."""
    gap = Span(before.span.end, after.span.start)
    if any(turn.interviewer and gap.overlaps(Span(turn.start, turn.end)) for turn in turns):
        return True
    between = gap.of(text)
    if after.turn is not None and after.turn.label:
        between = between.replace(after.turn.label, "", 1)
    return any(character.isalpha() for character in between)


def _begins_inside(text: str, piece: _Piece) -> bool:
    """Whether the piece begins in mid-sentence of its turn."""
    start = piece.turn.start if piece.turn else 0
    before = text[start : piece.span.start].rstrip()
    if not before:
        return False
    before = before.rstrip("".join(_OPENING)).rstrip()
    first = next((character for character in piece.span.of(text) if character.isalpha()), "")
    return bool(before) and (first.islower() or not _final(before))


def _ends_inside(text: str, piece: _Piece) -> bool:
    """Whether the piece ends in mid-sentence of its turn. A final stop left just outside it ends the sentence too."""
    end = piece.turn.end if piece.turn else len(text)
    after = text[piece.span.end : end].strip().lstrip("".join(_CLOSING))
    return bool(after) and after[0] not in _FINAL and not _final(piece.span.of(text))


def _final(words: str) -> bool:
    """Whether words end with a sentence's last mark, closing quote marks and brackets apart."""
    return words.rstrip("".join(_CLOSING))[-1:] in _FINAL

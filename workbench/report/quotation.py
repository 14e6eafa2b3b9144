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
_DOTS = frozenset(".…")
_LAST_WORD = re.compile(r"[\w.]+\Z")
_ABBREVIATIONS = frozenset(("mr", "mrs", "ms", "dr", "st", "prof", "rev", "vs", "e.g", "i.e", "eg", "ie"))
_LONGEST_ABBREVIATION = 12
_OPENING = frozenset("\"“‘'«([{¿¡「『（")


@dataclass(frozen=True)
class Spoken:
    """What one speaker (or one of several) says in a quotation, omission marks included."""

    words: str
    participants: tuple[str, ...]
    one_of: bool
    stranger: bool = False
    """Whether nobody of the study is known who speaks: the label is nobody's, or there is none."""
    unlabelled: bool = False
    """Of a stranger: whether there is no label."""
    interviewer: bool = False
    """Whether an interviewer says it: in a dialogue only."""


@dataclass(frozen=True)
class Piece:
    """The part of one turn that is printed, without white space at its ends; no turn: the text has none."""

    span: Span
    turn: TurnRow | None

    @property
    def speaker(self) -> tuple[object, ...]:
        """What two pieces must share to be one speaker's words."""
        if self.turn is None:
            return ()
        if self.turn.interviewer:
            return ("the interviewer",)
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
    touched = turns_in(span, turns)
    pieces = pieces_of(text, span, touched if turns else (None,))
    return put_together(text, pieces, [one.span.of(text) for one in pieces], touched, omission=omission)


def put_together(
    text: str, pieces: Sequence[Piece], words: Sequence[str], turns: Sequence[TurnRow], *, omission: str
) -> tuple[Spoken, ...]:
    """What is said in pieces of a transcript, with an omission mark wherever something was left out.

    Args:
        text: The transcript's text.
        pieces: The pieces, in order.
        words: What is printed of each.
        turns: The turns that lie between the first and the last.
        omission: What to print where words were left out.
    """
    parts: list[list[str]] = []
    speakers: list[Piece] = []
    for index, piece in enumerate(pieces):
        cut = index > 0 and _words_between(text, pieces[index - 1], piece, turns)
        if not speakers or speakers[-1].speaker != piece.speaker:
            if cut:
                parts[-1].append(omission)
            parts.append([])
            speakers.append(piece)
        elif cut:
            parts[-1].append(omission)
        parts[-1].append(printable(words[index]))
    if not parts:
        return ()
    if _begins_inside(text, pieces[0]):
        parts[0].insert(0, omission)
    if _ends_inside(text, pieces[-1]):
        parts[-1].append(omission)
    return tuple(_spoken(piece, printed) for piece, printed in zip(speakers, parts, strict=True))


def _spoken(piece: Piece, words: list[str]) -> Spoken:
    turn = piece.turn
    if turn is None:
        return Spoken(" ".join(words), (), False)
    return Spoken(" ".join(words), turn.participants, turn.one_of, turn.is_strangers, not turn.label, turn.interviewer)


def turns_in(span: Span, turns: Sequence[TurnRow]) -> Sequence[TurnRow]:
    """The turns that share anything with the span; turns stand in order and do not overlap."""
    first = bisect_right(turns, span.start, key=lambda turn: turn.end)
    last = bisect_right(turns, span.end - 1, lo=first, key=lambda turn: turn.start)
    return turns[first:last]


def pieces_of(text: str, span: Span, turns: Sequence[TurnRow | None], *, interviewers: bool = False) -> list[Piece]:
    """The non-empty parts of participants' turns within the span, in order; None stands for the whole text.

    Args:
        text: The transcript's text.
        span: The passage.
        turns: The turns that share anything with it.
        interviewers: Whether interviewers' turns are wanted too.
    """
    found = []
    for turn in turns:
        if turn is not None and turn.interviewer and not interviewers:
            continue
        part = span if turn is None else span.cut_to(Span(turn.start, turn.end))
        if part is not None and (words := trimmed(part, text)).length:
            found.append(Piece(words, turn))
    return found


def _words_between(text: str, before: Piece, after: Piece, turns: Sequence[TurnRow]) -> bool:
    """Whether anything that was said or written, other than the next turn's label, stands between two pieces."""
    gap = Span(before.span.end, after.span.start)
    if any(turn.interviewer and gap.overlaps(Span(turn.start, turn.end)) for turn in turns):
        return True
    between = gap.of(text)
    if before.turn is after.turn:
        return any(map(str.isalnum, between))
    if after.turn is not None and after.turn.label:
        between = between.replace(after.turn.label, "", 1)
    return any(character.isalpha() for character in between)


def _begins_inside(text: str, piece: Piece) -> bool:
    """Whether the piece begins in mid-sentence of its turn."""
    start, stop = (piece.turn.start, piece.turn.end) if piece.turn else (0, len(text))
    before = text[start : piece.span.start].rstrip()
    before = before.rstrip("".join(_OPENING)).rstrip()
    if not before:
        return False
    first = next((character for character in piece.span.of(text) if character.isalpha()), "")
    return first.islower() or not _ends_sentence(text, start + len(before.rstrip("".join(_CLOSING))) - 1, stop)


def _ends_inside(text: str, piece: Piece) -> bool:
    """Whether the piece ends in mid-sentence of its turn. A final stop left just outside it ends the sentence too."""
    stop = piece.turn.end if piece.turn else len(text)
    behind = piece.span.end
    while behind < stop and (text[behind].isspace() or text[behind] in _CLOSING):
        behind += 1
    if behind == stop:
        return False
    last = piece.span.start + len(piece.span.of(text).rstrip("".join(_CLOSING))) - 1
    if last >= piece.span.start and _ends_sentence(text, last, stop):
        return False
    # Dots left outside are more than the sentence's end: somebody trailed off or paused.
    return _dots(text, behind) > 1 or text[behind] == "…" or not _ends_sentence(text, behind, stop)


def _ends_sentence(text: str, at: int, stop: int) -> bool:
    """Whether the character at a place is a sentence's last mark, in a turn that ends before ``stop``."""
    if at < 0 or text[at] not in _FINAL or text[at] not in _DOTS:
        return at >= 0 and text[at] in _FINAL
    following = text[at + 1 : stop]
    if not following:
        return True
    if following[0] in _DOTS:
        return False
    if _dots(text, at) > 1 or text[at] == "…":
        # A pause: the sentence goes on where the next word is a small one.
        return not next((character for character in following if character.isalpha()), "").islower()
    word = _LAST_WORD.search(text, max(0, at - _LONGEST_ABBREVIATION), at)
    is_abbreviated = word is not None and word[0].casefold() in _ABBREVIATIONS
    return (following[0].isspace() or following[0] in _CLOSING) and not is_abbreviated


def _dots(text: str, at: int) -> int:
    """How many dots stand in a row up to a place, and behind it."""
    first = last = at
    while first >= 0 and text[first] in _DOTS:
        first -= 1
    while last < len(text) and text[last] in _DOTS:
        last += 1
    return max(0, last - first - 1)

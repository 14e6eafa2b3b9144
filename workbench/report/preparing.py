"""What is printed of passages as they are prepared: words left out, put in brackets, redacted; nothing else. Pure.

What a passage's edits keep is cut from the transcript like any other quotation (`workbench.report.quotation`), so that
an omission mark stands wherever something was left out, and at the ends only in the middle of a sentence.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from workbench.errors import BadInput
from workbench.prepared import CLARIFY, DIALOGUE, LEAVE_OUT, Edit, Prepared, check_words
from workbench.report.facts import TranscriptRow, TurnRow
from workbench.report.quotation import OMISSION, Piece, Spoken, pieces_of, put_together, spoken, turns_in
from workbench.spans import Span, trimmed

_STRAY = ",;:.!?…、，。؛،"
"""What stood behind words that were left out, and would stand behind an omission mark now."""

_OPENING = frozenset("\"“‘'«([{¿¡「『（")
_CLOSING = frozenset(".,;:!?…%\"”’'»)]}」』）、，。！？")


class Passage(NamedTuple):
    """A passage with its edits, whose places are counted from the text's beginning."""

    span: Span
    edits: tuple[Edit, ...] = ()


def edits_for(prepared: Prepared | None, transcript: TranscriptRow, span: Span) -> tuple[Edit, ...] | None:
    """The edits of a passage, their places counted from the text's beginning; None where they do not fit its words.

    Args:
        prepared: How it is prepared.
        transcript: The transcript as it is now.
        span: The passage.
    """
    if prepared is None or not prepared.edits:
        return ()
    if prepared.text != transcript.sha256:
        return None
    try:
        check_words(prepared, span.of(transcript.text))
    except BadInput:
        return None
    return tuple(one._replace(start=one.start + span.start, end=one.end + span.start) for one in prepared.edits)


def on_printed_words(edits: Iterable[Edit], span: Span, whole: Span) -> tuple[Edit, ...]:
    """Edits of a passage that is printed on whole words: those at its borders go as far as these words do.

    Args:
        edits: The edits; their places, and those of the spans, are counted from the text's beginning.
        span: The passage.
        whole: What is printed of the text for it.
    """
    found = []
    for one in edits:
        start = whole.start if one.start == span.start else min(max(one.start, whole.start), whole.end)
        end = whole.end if one.end == span.end else min(max(one.end, whole.start), whole.end)
        if one.start == one.end:
            end = start = whole.end if one.start == span.end else start
        if start < end or one.start == one.end:
            found.append(one._replace(start=start, end=end))
    return tuple(found)


def with_redactions(span: Span, edits: Sequence[Edit], hidden: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits of a passage with what is redacted of its words elsewhere, where they do not take these words away.

    Args:
        span: The passage.
        edits: Its own edits; their places, and those of the others, are counted from the text's beginning.
        hidden: Redactions elsewhere in the transcript.
    """
    found = list(edits)
    for one in hidden:
        left = one.span.cut_to(span)
        for own in sorted(found):
            if left is None or own.start == own.end or not own.span.overlaps(left):
                continue
            if left.start < own.start:
                found.append(one._replace(start=left.start, end=own.start))
            left = Span(own.end, left.end) if own.end < left.end else None
        if left is not None:
            found.append(one._replace(start=left.start, end=left.end))
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def spoken_as_prepared(
    text: str, passages: Sequence[Passage], turns: Sequence[TurnRow], *, form: str, omission: str = OMISSION
) -> tuple[Spoken, ...]:
    """What is printed of passages of a transcript that are printed as one.

    Args:
        text: The transcript's text.
        passages: The passages, in order.
        turns: The transcript's turns in order; none at all means that the whole text is words.
        form: Joined, without interviewers' words, or dialogue, with those that stand within a passage.
        omission: What to print where words were left out.

    Returns:
        One value for each change of speaker; empty where nothing of a participant's words is left.
    """
    if len(passages) == 1 and not passages[0].edits and form != DIALOGUE:
        # Most are printed as they stand: there are thousands of them.
        return spoken(text, passages[0].span, turns, omission=omission)
    kept: list[Piece] = []
    words: list[str] = []
    for passage in passages:
        touched: Sequence[TurnRow | None] = turns_in(passage.span, turns) if turns else (None,)
        for piece in pieces_of(text, passage.span, touched, interviewers=form == DIALOGUE):
            for part, said in _kept(text, piece, passage.edits):
                kept.append(part)
                words.append(said)
    while kept and kept[-1].turn is not None and kept[-1].turn.interviewer:
        # A question without its answer says nothing of a participant.
        kept.pop()
        words.pop()
    if not kept:
        return ()
    between = turns_in(Span(passages[0].span.start, passages[-1].span.end), turns)
    return put_together(text, kept, words, between, omission=omission)


def _kept(text: str, piece: Piece, edits: Iterable[Edit]) -> Iterator[tuple[Piece, str]]:
    """What is kept of a piece, each stretch with what is printed of it."""
    own = [one for one in edits if one.start <= piece.span.end and piece.span.start <= one.end]
    stretches: list[Span] = []
    at = piece.span.start
    for one in [edit for edit in own if edit.do == LEAVE_OUT]:
        stretches.append(Span(at, max(at, min(one.start, piece.span.end))))
        at = max(at, one.end)
    stretches.append(Span(at, max(at, piece.span.end)))
    found = [_without_stray(text, one, own, is_first=not number) for number, one in enumerate(stretches)]
    # What is left between two cuts may be a comma: that says nothing.
    shown = [one for one in found if len(found) == 1 or not all(map(_is_sign, one.of(text)))]
    others = [one for one in own if one.do != LEAVE_OUT]
    for number, stretch in enumerate(shown):
        behind = shown[number + 1].start if number + 1 < len(shown) else piece.span.end + 1
        within = [one for one in others if _is_in(one, stretch, is_first=not number, behind=behind)]
        yield Piece(stretch, piece.turn), _with_words(text, stretch, within)


def _is_sign(character: str) -> bool:
    return character.isspace() or unicodedata.category(character)[0] == "P"


def _without_stray(text: str, stretch: Span, edits: Sequence[Edit], *, is_first: bool) -> Span:
    """A stretch without white space at its ends, nor what belonged to the words left out before it."""
    start, end = trimmed(stretch, text)
    starts = {one.start for one in edits if one.do != LEAVE_OUT}
    while not is_first and start < end and start not in starts and (text[start] in _STRAY or text[start].isspace()):
        start += 1
    return Span(start, end)


def _is_in(edit: Edit, stretch: Span, *, is_first: bool, behind: int) -> bool:
    """Whether words of an edit are printed in a stretch; what is added between two of them goes with the first."""
    if edit.start < edit.end:
        return edit.span.overlaps(stretch)
    return (is_first or stretch.start <= edit.start) and edit.start < behind


def _with_words(text: str, stretch: Span, edits: Sequence[Edit]) -> str:
    """What is printed of a stretch."""
    printed = ""
    at = stretch.start
    for one in edits:
        start, end = (min(max(place, at), stretch.end) for place in one.span)
        printed += text[at:start]
        said = f"[{one.words}]" if one.do == CLARIFY else one.words
        at = end
        if one.start == one.end:
            # Words that are added have a blank on either side, as words have.
            follows = text[at] if at < stretch.end else " "
            said = f"{'' if not printed or printed[-1].isspace() or printed[-1] in _OPENING else ' '}{said}"
            said = said if follows.isspace() or follows in _CLOSING else f"{said} "
        printed += said
    return printed + text[at : stretch.end]


def is_only_asked_between(text: str, before: Span, after: Span, turns: Sequence[TurnRow]) -> bool:
    """Whether nothing but an interviewer's words, and labels, stands between two passages that follow each other."""
    if after.start < before.end:
        return False
    gap = Span(before.end, after.start)
    spoken = [gap.cut_to(Span(turn.start, turn.end)) for turn in turns_in(gap, turns) if not turn.interviewer]
    return not any(part is not None and any(map(str.isalnum, part.of(text))) for part in (spoken if turns else [gap]))

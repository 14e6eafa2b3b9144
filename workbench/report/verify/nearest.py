"""What is nearest to a quotation that stands nowhere, and in which words it is another. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from workbench.report.verify.letters import Letters, letters_of
from workbench.report.verify.source import Source
from workbench.report.verify.verdicts import Difference
from workbench.report.verify.wording import Wording
from workbench.spans import Span

_SLACK = 40
"""So many letters more are looked at on either side of what is likest."""

_LONG = 1_000
"""More letters, two hundred words, are compared with all of the text: to find what is likest to them takes minutes."""


class Near(NamedTuple):
    """A passage like a quotation.

    Attributes:
        likeness: Which share of the quotation's letters is in words that stand there in the same order.
        span: The passage, in code points of the transcript's text.
        difference: Passage and quotation word by word.
    """

    likeness: float
    span: Span
    difference: tuple[Difference, ...]

    def widened(self, span: Span, text: str) -> Near:
        """With more of the transcript's words on either side, which the quotation does not have."""
        more = list(self.difference)
        for at, words in ((0, Span(span.start, self.span.start)), (-1, Span(self.span.end, span.end))):
            missing = " ".join(words.of(text).split()).strip(",;: ")
            if missing and more[at].kind == "said":
                both = (more[at].text, missing) if at else (missing, more[at].text)
                more[at] = Difference("said", " ".join(both))
            elif missing:
                more.insert(len(more) if at else 0, Difference("said", missing))
        return Near(self.likeness, span, tuple(more))


class _Aligned(NamedTuple):
    same: int
    span: Span
    stretches: list[Difference]


def nearest_in(source: Source, wanted: Wording, *, whole: bool = False) -> Near | None:
    """The passage in a short text that is likest to a quotation; None where no word of it stands there.

    Args:
        source: The text.
        wanted: The quotation.
        whole: Whether so much of it is known to stand in the text that words may be missing anywhere.
    """
    every = (_aligned(source, wanted, number, whole=whole) for number in range(len(wanted.pieces)))
    found = [one for one in every if one is not None]
    if not found or not any(one.same for one in found):
        return None
    spans = [one.span for one in found if one.same] or [one.span for one in found]
    stretches: list[Difference] = []
    for number, one in enumerate(found):
        stretches += [Difference("same", " … ")] * bool(number) + one.stretches
    likeness = sum(one.same for one in found) / wanted.letters
    return Near(likeness, Span(min(one.start for one in spans), max(one.end for one in spans)), tuple(stretches))


def _aligned(source: Source, wanted: Wording, number: int, *, whole: bool) -> _Aligned | None:
    """The words likest to one piece, and how they differ from it."""
    piece, there = wanted.pieces[number], source.letters
    if not there.text:
        return None
    first, last = 0, len(there.text)
    if not whole and len(piece.letters) <= min(_LONG, len(there.text)):
        likest = fuzz.partial_ratio_alignment(piece.letters, there.text)
        if likest is None:
            return None
        first, last = likest.dest_start - _SLACK, likest.dest_end + _SLACK
    own = letters_of(wanted.text[piece.start : piece.end])
    its_words = _in_range(there, max(0, first), min(len(there.text), last))
    said = [there.text[start:end] for start, end in its_words]
    printed_words = own.words()
    printed = [own.text[start:end] for start, end in printed_words]
    blocks = _blocks(said, printed)
    if not any(block.same for block in blocks):
        return None
    stretches, same = [], 0
    for block in blocks:
        old = _text(source.row.text, there, its_words[slice(*block.said)])
        new = _text(wanted.text[piece.start : piece.end], own, printed_words[slice(*block.printed)])
        if block.same:
            stretches.append(Difference("same", new))
            same += sum(len(word) for word in printed[slice(*block.printed)])
        else:
            stretches += [Difference("said", old)] * bool(old) + [Difference("printed", new)] * bool(new)
    start, end = its_words[blocks[0].said[0]][0], its_words[blocks[-1].said[1] - 1][1]
    return _Aligned(same, source.span_of(start, end), stretches)


class _Block(NamedTuple):
    same: bool
    said: tuple[int, int]
    printed: tuple[int, int]


def _blocks(said: Sequence[str], printed: Sequence[str]) -> list[_Block]:
    """Stretches of words that are the same and that are not, in turn.

    What was said before the first word and behind the last is left out, but for as many words as are printed there.
    """
    blocks: list[_Block] = []
    for same, group in groupby(Indel.opcodes(said, printed), lambda step: step.tag == "equal"):
        steps = list(group)
        first, last = steps[0], steps[-1]
        blocks.append(_Block(same, (first.src_start, last.src_end), (first.dest_start, last.dest_end)))
    if blocks and not blocks[0].same:
        (start, end), (first_printed, last_printed) = blocks[0].said, blocks[0].printed
        blocks[0] = _Block(False, (max(start, end - (last_printed - first_printed)), end), blocks[0].printed)
    if blocks and not blocks[-1].same:
        (start, end), (first_printed, last_printed) = blocks[-1].said, blocks[-1].printed
        blocks[-1] = _Block(False, (start, min(end, start + last_printed - first_printed)), blocks[-1].printed)
    kept = [block for block in blocks if block.said[0] < block.said[1] or block.printed[0] < block.printed[1]]
    return _drawn_together(kept, said)


def _drawn_together(blocks: list[_Block], said: Sequence[str]) -> list[_Block]:
    """The same without first or last words that were found far off, where they stand closer by, too."""
    for draw, end in ((_with_first_closer, 0), (_with_last_closer, -1)):
        drawn = None
        # What is drawn to the words that follow it may stand closer by with these.
        while blocks != drawn and len(blocks) > 2 and blocks[end].same:
            drawn, blocks = blocks, draw(blocks, said)
    return [block for block in blocks if block.said[0] < block.said[1] or block.printed[0] < block.printed[1]]


def _with_first_closer(blocks: list[_Block], said: Sequence[str]) -> list[_Block]:
    first, between, following, *rest = blocks
    (start, end), stop = first.said, between.said[1]
    length = end - start
    closer = next((at for at in range(stop - length, end - 1, -1) if said[at : at + length] == said[start:end]), None)
    if closer is None:
        return blocks
    if closer + length == stop and between.printed[0] == between.printed[1]:
        return [_Block(True, (closer, following.said[1]), (first.printed[0], following.printed[1])), *rest]
    moved = _Block(True, (closer, closer + length), first.printed)
    return [moved, between._replace(said=(closer + length, stop)), following, *rest]


def _with_last_closer(blocks: list[_Block], said: Sequence[str]) -> list[_Block]:
    *rest, before, between, last = blocks
    (start, end), begin = last.said, between.said[0]
    length = end - start
    closer = next((at for at in range(begin, start - length + 1) if said[at : at + length] == said[start:end]), None)
    if closer is None:
        return blocks
    if closer == begin and between.printed[0] == between.printed[1]:
        return [*rest, _Block(True, (before.said[0], closer + length), (before.printed[0], last.printed[1]))]
    moved = _Block(True, (closer, closer + length), last.printed)
    return [*rest, before, between._replace(said=(begin, closer)), moved]


def _in_range(there: Letters, first: int, last: int) -> list[tuple[int, int]]:
    """The whole words of a stretch."""
    starts = there.starts
    begin = int(starts[max(0, int(starts.searchsorted(first, "right")) - 1)])
    following = int(starts.searchsorted(last))
    return there.words(begin, int(starts[following]) if following < len(starts) else len(there.text))


def _text(text: str, letters: Letters, words: Sequence[tuple[int, int]]) -> str:
    """What stands from the first of some words to the last, on one line."""
    if not words:
        return ""
    return " ".join(text[int(letters.places[words[0][0]]) : int(letters.places[words[-1][1] - 1]) + 1].split())

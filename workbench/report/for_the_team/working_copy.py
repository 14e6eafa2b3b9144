"""Transcripts as they are printed for reading and writing on: the words, who says them, and codings beside them. Pure.

A working copy is the team's own and no report: it prints what participants asked never to have quoted, and whole
interviews. What is marked not for quotation stands in no document, and so not in this one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from workbench.spans import Span, union
from workbench.transcripts.lines import lines_of
from workbench.visible import plural
from workbench.words import cuts_word


@dataclass(frozen=True)
class SpokenLine:
    """A turn to print: where its words stand, who says them, when.

    Attributes:
        start: Where the words begin, in code points of the transcript's text.
        end: Where they end (exclusive).
        label: The speaker's label as written; empty where there is none.
        interviewer: Whether an interviewer speaks.
        is_speech: False for headings, dates and notes.
        time: Milliseconds from the beginning, where known.
    """

    start: int
    end: int
    label: str = ""
    interviewer: bool = False
    is_speech: bool = True
    time: int | None = None


@dataclass(frozen=True)
class Remark:
    """A coding as it stands in the margin.

    Attributes:
        start: Where its passage begins, in code points of the transcript's text.
        end: Where it ends (exclusive).
        author: The coder.
        title: The code's name.
        text: The memo; empty where there is none.
        made_at: When it was made.
    """

    start: int
    end: int
    author: str
    title: str
    text: str = ""
    made_at: datetime | None = None


class Stretch:
    """Words between two borders of codings, or what stands for words that are left out.

    Attributes:
        text: What is printed.
        left_out: Whether that is a note on words that are left out.
        begins: The numbers of the remarks that begin before it.
        ends: The numbers of those that end behind it.
    """

    __slots__ = ("begins", "end", "ends", "left_out", "start", "text")

    def __init__(self, start: int, end: int, text: str, *, left_out: bool = False) -> None:
        self.start, self.end, self.text, self.left_out = start, end, text, left_out
        self.begins: list[int] = []
        self.ends: list[int] = []


@dataclass(frozen=True)
class Line:
    """A printed paragraph: which line it is, who speaks and when, where that is to be said anew, and the words.

    Attributes:
        is_beside: Whether it is only there to be read with what is to be coded.
    """

    number: int
    stretches: tuple[Stretch, ...]
    label: str = ""
    interviewer: bool = False
    is_speech: bool = True
    time: int | None = None
    is_beside: bool = False


@dataclass(frozen=True)
class CopiedTranscript:
    """A transcript in a working copy.

    Attributes:
        name: What it is called.
        facts: What stands below its name, a line each: what it is, and what is known.
        lines: Its paragraphs.
        remarks: The codings in the margin; stretches name them by their numbers in this.
        left_out: How many passages are left out.
    """

    name: str
    facts: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    remarks: tuple[Remark, ...] = ()
    left_out: int = 0


@dataclass(frozen=True)
class WorkingCopy:
    """Transcripts to be printed in one document."""

    study: str
    transcripts: tuple[CopiedTranscript, ...]
    language: str = "en-GB"
    made_at: datetime | None = None


def left_out_note(words: int) -> str:
    """What stands for words that are not for quotation."""
    return f"[not for quotation: {plural(words, 'word')} left out]"


def copied(
    name: str,
    facts: Sequence[tuple[str, str]],
    text: str,
    turns: Iterable[SpokenLine],
    *,
    sealed: Iterable[Span] = (),
    remarks: Sequence[Remark] = (),
) -> CopiedTranscript:
    """A transcript as it is printed.

    Args:
        name: What it is called.
        facts: What stands below its name.
        text: Its text.
        turns: Its turns in order, none of which overlap.
        sealed: The passages that are not for quotation; whole words go with them.
        remarks: The codings that stand in the margin, in any order.
    """
    hidden = union(whole_words(text, span) for span in sealed)
    borders = sorted({border for one in remarks for border in (one.start, one.end)})
    said = list(turns)
    lines = []
    for number, turn_number, start, end, begins in lines_of(text, said) if said else ():
        stretches = tuple(_stretches(text, Span(start, end), hidden, borders))
        turn = said[turn_number - 1]
        label, time = (turn.label, turn.time) if begins else ("", None)
        lines.append(Line(number, stretches, label, turn.interviewer, turn.is_speech, time))
    row = tuple(remarks) if lines else ()
    _put_beside([stretch for line in lines for stretch in line.stretches], row)
    return CopiedTranscript(name, tuple(facts), tuple(lines), row, len(hidden))


def whole_words(text: str, span: Span) -> Span:
    """The span with all of the words that it cuts through; in scripts without blanks, as it is."""
    start, end = span
    while cuts_word(text, start):
        start -= 1
    while cuts_word(text, end):
        end += 1
    return Span(start, end)


def _stretches(text: str, part: Span, hidden: Sequence[Span], borders: Sequence[int]) -> Iterator[Stretch]:
    at = part.start
    for span in hidden[bisect_right(hidden, part.start, key=lambda one: one.end) :]:
        cut = span.cut_to(part)
        if cut is None:
            break
        yield from _between(text, at, cut.start, borders)
        yield Stretch(cut.start, cut.end, left_out_note(len(cut.of(text).split())), left_out=True)
        at = cut.end
    yield from _between(text, at, part.end, borders)


def _between(text: str, start: int, end: int, borders: Sequence[int]) -> Iterator[Stretch]:
    for border in [*borders[bisect_right(borders, start) : bisect_left(borders, end)], end]:
        if border > start:
            yield Stretch(start, border, text[start:border])
        start = border


def _put_beside(stretches: Sequence[Stretch], remarks: Sequence[Remark]) -> None:
    """Tell the stretches which remarks begin and end at them."""
    starts, ends = [one.start for one in stretches], [one.end for one in stretches]
    for number, remark in enumerate(remarks):
        # What stands on no printed word (a label, a blank line) is put beside the next words, or the last.
        first = min(bisect_right(ends, remark.start), len(stretches) - 1)
        last = max(bisect_left(starts, remark.end) - 1, first)
        stretches[first].begins.append(number)
        stretches[last].ends.append(number)

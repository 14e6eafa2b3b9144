"""Cutting a text into turns, once it is known where its labels stand. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from workbench.spans import Span, trimmed
from workbench.transcripts.dress import Known, begins_with, lines_of
from workbench.transcripts.labels import Head, stamp_at

NOBODY = ""
"""The speaker of what is nobody's speech: a heading, a page header, a note."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's uninterrupted speech.

    Args:
        start: Where its first word begins in the text, in code points.
        end: Where its last word ends (exclusive). The span holds neither label nor time stamp before the words, no line
            end and no white space at its borders.
        speaker: The label as it stands in the text; None where the text names nobody, or does not do so clearly;
            `NOBODY` where it is no speech.
        time: Milliseconds from the beginning of the recording, where known.
    """

    start: int
    end: int
    speaker: str | None
    time: int | None


class Line(NamedTuple):
    """One line of a text.

    Args:
        start: Where it begins in the text.
        text: Its words, without its end.
        after_blank: Whether a blank line or none stands above it.
        is_heading: Whether it is nobody's speech unless it has a label.
        is_table: Whether it is a row of a table that holds no conversation.
    """

    start: int
    text: str
    after_blank: bool
    is_heading: bool = False
    is_table: bool = False

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


class _Cut(NamedTuple):
    """Where a turn's territory begins, and where the words in it do."""

    start: int
    words: int
    speaker: str | None
    time: int | None


def read_lines(text: str, known: Known, headings: Collection[int], tables: Collection[int]) -> Iterator[Line]:
    """The lines of a text; a row of a table whose cells begin with labels is as many lines.

    Args:
        text: A transcript with LF line ends.
        known: Labels known from the study.
        headings: Where lines begin that are headings and the like; those of Markdown are known by themselves.
        tables: Where lines begin that are rows of tables.
    """
    after_blank = True
    for start, line in lines_of(text):
        if start in tables:
            for at, cell in _cells(line, known):
                yield Line(start + at, cell, after_blank, is_table=True)
        else:
            yield Line(start, line, after_blank, start in headings or _is_markdown_heading(line))
        after_blank = not line or line.isspace()


def _cells(line: str, known: Known) -> Iterator[tuple[int, str]]:
    cells = line.split("\t")
    beginnings = [begins_with(cell, known) for cell in cells[1:]]
    at = 0
    for cell in cells if any(one and one.is_clear for one in beginnings) else [line]:
        yield at, cell
        at += len(cell) + 1


def _is_markdown_heading(line: str) -> bool:
    return line.startswith("#") and line.lstrip("#")[:1] == " " and bool(line.strip("# "))


def labelled(text: str, lines: Sequence[Line], labels: Mapping[int, Head]) -> list[Turn]:
    """The turns of a text, or of a part of it, that has labels.

    Args:
        text: The text.
        lines: Its lines.
        labels: By the number of their line. One of form "weak" is no label for sure: whose words stand there, from the
            beginning of its line to the next label, nobody knows.
    """
    first = min(labels)
    if is_stamp(lines, first - 1) and labels[first].time is None:
        first -= 1
    cuts = list(_cuts(lines, labels))
    ends = [cut.start for cut in cuts[1:]] + [len(text)]
    turns = (_turn(text, cut.words, end, cut.speaker, cut.time) for cut, end in zip(cuts, ends, strict=True))
    return [*unlabelled(text, lines[:first]), *(turn for turn in turns if turn is not None)]


def _cuts(lines: Sequence[Line], labels: Mapping[int, Head]) -> Iterator[_Cut]:
    for number in range(min(labels), len(lines)):
        line, head = lines[number], labels.get(number)
        if head is not None:
            start, time = line.start, head.time
            if time is None and is_stamp(lines, number - 1):
                stamp = stamp_at(lines[number - 1].text)
                start, time = lines[number - 1].start, stamp[0] if stamp else None
            if head.form == "weak":
                yield _Cut(start, line.start, None, time)
            else:
                yield _Cut(start, line.start + head.words, head.label, time)
        elif line.is_heading:
            # Whether whoever spoke above it goes on below it, nobody can tell.
            yield _Cut(line.start, line.start, NOBODY, None)
            yield _Cut(line.end, line.end, None, None)
        elif line.is_table != lines[number - 1].is_table:
            yield _Cut(line.start, line.start, None, None)


def is_stamp(lines: Sequence[Line], number: int) -> bool:
    """Whether the line of that number holds a time stamp and nothing else."""
    if number < 0:
        return False
    stamp = stamp_at(lines[number].text)
    return stamp is not None and not lines[number].text[stamp[1] :].strip()


def _turn(text: str, start: int, end: int, speaker: str | None, time: int | None) -> Turn | None:
    span = trimmed(Span(start, end), text)
    return Turn(span.start, span.end, speaker, time) if span.length else None


def unlabelled(text: str, lines: Sequence[Line]) -> list[Turn]:
    """Turns without speaker: blocks between blank lines, or lines where none is blank; stamps give times."""
    blocks = list(_blocks(lines))
    stamped = 2 * sum(stamp_at(block[0].text) is not None for block in blocks) >= len(blocks)
    turns: list[Turn] = []
    pending: int | None = None
    for block in blocks:
        stamp = stamp_at(block[0].text) if stamped else None
        time = stamp[0] if stamp else pending
        start = block[0].start + (stamp[1] if stamp else 0)
        turn = _turn(text, start, block[-1].end, NOBODY if block[0].is_heading else None, time)
        pending = time if turn is None else None
        if turn is not None:
            turns.append(turn)
    return turns


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    filled = [line for line in lines if line.text and not line.text.isspace()]
    one_by_one = not any(line.after_blank for line in filled[1:])
    block: list[Line] = []
    for line in filled:
        if block and (one_by_one or line.after_blank or line.is_heading or block[-1].is_heading):
            yield block
            block = []
        block.append(line)
    if block:
        yield block

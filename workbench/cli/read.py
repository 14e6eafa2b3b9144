"""The command that reads a transcript out line by line, for screen readers and for anybody without a screen: read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from workbench.cli import output
from workbench.cli.common import json_option, opened
from workbench.spans import Span, union
from workbench.visible import clock, one_line

if TYPE_CHECKING:
    from workbench.coding.reading import CodingHere, Opened
    from workbench.transcripts.lines import TranscriptLine
    from workbench.transcripts.listing import SpokenTurn

_SHORT = 10
"""Words of a coding that are read out whole; of longer ones the first and last few are."""


@click.command()
@click.argument("name")
@click.option(
    "--from", "first", default="1", metavar="PLACE", help="Begin at a line (40), a turn (t12), a time (04:09), or 50%."
)
@click.option("--lines", "count", type=click.IntRange(min=1), metavar="N", help="At most so many lines.")
@click.option("--codings", "with_codings", is_flag=True, help="Tell after each line what is coded in it.")
@click.option("--times", "with_times", is_flag=True, help="Say when each turn begins, where that is known.")
@json_option
@click.pass_context
def read(
    context: click.Context,
    name: str,
    first: str,
    count: int | None,
    with_codings: bool,
    with_times: bool,
    as_json: bool,
) -> None:
    """Read the transcript called NAME, one line after the other: its number, who speaks, the words.

    There are no columns, boxes or colours in it, so that a screen reader reads it as it stands.
    """
    from workbench.coding import reading
    from workbench.errors import NotFound
    from workbench.transcripts import listing
    from workbench.transcripts.going import place_of
    from workbench.transcripts.lines import line_from

    with opened(context) as study:
        with study.read() as session:
            found = listing.find_transcript(session, name)
        transcript = reading.open_transcript(study, found.id)
    if transcript is None:
        raise NotFound(f"{found.name!r} was taken out meanwhile.", command="See: workbench transcripts")
    lines = transcript.spoken.lines
    begin = line_from(lines, place_of(first, transcript.spoken)) if lines else 0
    shown = lines[begin : None if count is None else begin + count]
    coded = _codings_by_line(transcript, lines) if with_codings else {}
    marked = _marked_by_line(transcript, lines) if lines else {}
    if as_json:
        rows = [_as_json(transcript, line, marked.get(line.number, [])) for line in shown]
        for row in rows if with_codings else ():
            row["codings"] = [_coding_as_json(one) for one in coded.get(row["line"], [])]
        output.write_json(rows)
        return
    told = _told_by_line(transcript, lines, coded, shown[-1].number) if shown else {}
    for line in shown:
        spoken, kept = (
            _spoken(transcript, line, with_times=with_times),
            _kept(transcript, line, marked.get(line.number, ())),
        )
        for sentence in (spoken, *kept, *told.get(line.number, ())):
            output.say(sentence)
    _tell_the_rest(name, lines, shown)


def _spoken(transcript: Opened, line: TranscriptLine, *, with_times: bool) -> str:
    words = one_line(transcript.spoken.text[line.start : line.end])
    turn = _turn_of(transcript, line) if line.begins_turn else None
    label = one_line(turn.label or "") if turn else ""
    at = f"at {clock(turn.time)}, " if with_times and turn and turn.time is not None else ""
    return f"{line.number}. {at}{f'{label}: ' if label else ''}{words}"


def _turn_of(transcript: Opened, line: TranscriptLine) -> SpokenTurn | None:
    """The turn that a line belongs to; None where the transcript has no turns."""
    turns = transcript.spoken.turns
    return turns[line.turn_number - 1] if turns else None


def _marked_by_line(transcript: Opened, lines: Sequence[TranscriptLine]) -> dict[int, list[Span]]:
    """Where words of lines are marked as not for quotation, in order, by the line's number."""
    from workbench.transcripts.lines import line_at

    found: dict[int, list[Span]] = {}
    for mark in union(transcript.coded.not_for_quotation):
        for line in lines[line_at(lines, mark.start) : line_at(lines, mark.end - 1) + 1]:
            if (part := mark.cut_to(Span(line.start, line.end))) is not None:
                found.setdefault(line.number, []).append(part)
    return found


def _kept(transcript: Opened, line: TranscriptLine, marked: Sequence[Span]) -> list[str]:
    """That words of a line are not for quotation: all of it, or which."""
    if (line.start, line.end) in marked:
        return ["   Not for quotation."]
    return [f"   Not for quotation: “{_shortened(part.of(transcript.spoken.text))}”" for part in marked]


def _codings_by_line(transcript: Opened, lines: Sequence[TranscriptLine]) -> dict[int, list[CodingHere]]:
    """The codings that share a character with each line, by its number; those on none with the next line there is."""
    from workbench.transcripts.lines import line_at, line_from

    found: dict[int, list[CodingHere]] = {}
    here = transcript.here(transcript.coded.codings.values())
    for coding in sorted(here, key=lambda one: (one.start, one.end, one.code, one.coder)):
        near = lines[line_at(lines, coding.start) : line_at(lines, coding.end - 1) + 1] if lines else ()
        touched = [line for line in near if line.start < coding.end and coding.start < line.end]
        # Only on a label, or on what stands between two lines.
        for line in touched or lines[line_from(lines, coding.start) :][:1]:
            found.setdefault(line.number, []).append(coding)
    return found


def _told_by_line(
    transcript: Opened, lines: Sequence[TranscriptLine], coded: Mapping[int, Sequence[CodingHere]], last: int
) -> dict[int, list[str]]:
    """What is coded, in sentences: told where a passage ends, or at the last line that is read."""
    from workbench.transcripts.lines import lines_in

    names = {code.id: code.name for code in transcript.books.codes()}
    told: dict[int, list[str]] = {}
    for number, codings in coded.items():
        for one in codings:
            begins, ends = lines_in(lines, one.start, one.end)
            if number == min(ends, last):
                where = "" if begins == ends else f", lines {begins} to {ends}"
                words = _shortened(transcript.spoken.text[one.start : one.end])
                kept = ", not for quotation" if one.not_for_quotation else ""
                memo = f". Memo: {one_line(one.memo)}" if one.memo.strip() else ""
                code = one_line(names.get(one.code, one.code))
                told.setdefault(number, []).append(f"   Coded {code} by {one.coder}{where}: “{words}”{kept}{memo}")
    return told


def _shortened(text: str) -> str:
    words = one_line(text).split()
    if len(words) <= _SHORT:
        return " ".join(words)
    half = _SHORT // 2
    return f"{' '.join(words[:half])} … {' '.join(words[-half:])}"


def _tell_the_rest(name: str, lines: Sequence[TranscriptLine], shown: Sequence[TranscriptLine]) -> None:
    if not lines:
        output.tell("There are no words in it.")
    elif shown[-1].number < lines[-1].number:
        last, total = shown[-1].number, lines[-1].number
        output.tell(f"Line {last:,} of {total:,}. Go on with: workbench read {name!r} --from {last + 1}")


def _as_json(transcript: Opened, line: TranscriptLine, marked: Sequence[Span]) -> dict[str, Any]:
    turn = _turn_of(transcript, line)
    people = turn.participants if turn else ()
    return {
        "line": line.number,
        "turn": line.turn_number,
        "start": line.start,
        "end": line.end,
        "speaker": (turn.label or None) if turn else None,
        "participant": people[0] if len(people) == 1 else None,
        "one_of": people if len(people) > 1 else [],
        "interviewer": turn is not None and turn.interviewer,
        "time": turn.time / 1000 if turn and turn.time is not None else None,
        "text": transcript.spoken.text[line.start : line.end],
        "not_for_quotation": [{"start": part.start, "end": part.end} for part in marked],
    }


def _coding_as_json(coding: CodingHere) -> dict[str, Any]:
    fields = ("id", "code", "coder", "start", "end", "memo", "not_for_quotation")
    return {name: getattr(coding, name) for name in fields}


COMMANDS = (read,)

"""Where each quotation of a report comes from, as a spreadsheet for the team: never for who gets the report. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from workbench.office.spreadsheet import NewSheet, workbook_bytes
from workbench.prepared import DIALOGUE
from workbench.report.content import Report, Source, quotations_of
from workbench.report.facts import ExtractRow, ReportFacts, ThemeExtractRow
from workbench.transcripts.lines import TranscriptLine, line_at, lines_of

_NOT_FOR_THE_CLIENT = (
    "For the study's team only. Never send this file with the report.",
    "It says where the words of each quotation stand in the transcripts: whoever has both knows who said it.",
    "Turns and lines are counted as on the screens and in working copies; characters from 0, the last one left out.",
    "The mark is that of the quotation in the Word file; the sha256 is that of the transcript's text.",
)
_HEADER = (
    "No.", "Mark", "Theme", "Words as printed", "Attribution", "Transcript", "Turn", "Line", "From character",
    "To character", "Text's sha256", "Coded by", "Codes", "Coding", "Prepared",
)  # fmt: skip
_WIDTHS = (6, 30, 24, 60, 18, 24, 8, 8, 10, 10, 20, 14, 30, 38, 50)


def provenance_bytes(facts: ReportFacts, report: Report) -> bytes:
    """The spreadsheet's bytes: first who must not get it, then a row for each quotation in the order of print.

    Args:
        facts: What the report was composed from.
        report: The report.
    """
    rows = (_HEADER, *provenance_rows(facts, report))
    note = NewSheet("For the team only", [(line,) for line in _NOT_FOR_THE_CLIENT], (110,))
    return workbook_bytes([note, NewSheet("Provenance", rows, _WIDTHS)])


def provenance_rows(facts: ReportFacts, report: Report) -> Iterator[tuple[str, ...]]:
    """A row for each quotation of a report, under the columns of the spreadsheet."""
    themes = {theme.id: theme for theme in facts.themes}
    at: dict[tuple[str, int, int], list[ExtractRow]] = {}
    for one in facts.extracts:
        at.setdefault((one.transcript, one.start, one.end), []).append(one)

    @cache
    def lines(transcript: str) -> tuple[TranscriptLine, ...]:
        row = facts.transcript_of[transcript]
        return lines_of(row.text, row.turns)

    quotations = quotations_of(report.blocks)
    for number, quotation in enumerate(quotations, 1):
        source, theme = quotation.source, themes.get(quotation.source.theme)
        within = [one for one in theme.extracts if _stands_in(one.extract, source)] if theme is not None else []
        places = dict.fromkeys([(source.start, source.end), *((one.extract.start, one.extract.end) for one in within)])
        behind = [one for start, end in places for one in at.get((source.transcript, start, end), [])]
        turn, line = _counted(lines(source.transcript), source.start, source.end)
        yield (
            str(number),
            quotation.mark,
            theme.name if theme is not None else "",
            quotation.words,
            quotation.attribution,
            source.transcript,
            turn,
            line,
            str(source.start),
            str(source.end),
            facts.transcript_of[source.transcript].sha256,
            "; ".join(dict.fromkeys(each.coder for each in behind if each.coder)),
            "; ".join(dict.fromkeys(each.code for each in behind)),
            source.extract,
            "; ".join(dict.fromkeys(said for one in within for said in _prepared(one, facts))),
        )


def _stands_in(extract: ExtractRow, source: Source) -> bool:
    return extract.transcript == source.transcript and source.start <= extract.start and extract.end <= source.end


def _prepared(one: ThemeExtractRow, facts: ReportFacts) -> Iterator[str]:
    """What was done to an extract's words for print, with places in the transcript's text; nothing where none was."""
    prepared, extract = one.prepared, one.extract
    if prepared is None:
        return
    if prepared.edits and prepared.text != facts.transcript_of[extract.transcript].sha256:
        yield "its edits are of another text, and are not printed"
    else:
        for edit in prepared.edits:
            words = f": {edit.words}" if edit.words else ""
            yield f"{edit.do} {edit.start + extract.start}–{edit.end + extract.start}{words}"
    if prepared.form == DIALOGUE:
        yield "as dialogue"
    if prepared.goes_on:
        yield f"goes on behind {extract.end}"
    if prepared.attribution:
        yield f"attribution: {prepared.attribution}"


def _counted(lines: tuple[TranscriptLine, ...], start: int, end: int) -> tuple[str, str]:
    """The turns and the lines that a passage stands in: `12`, or `12–14`."""
    if not lines:
        return "", ""
    first, last = lines[line_at(lines, start)], lines[line_at(lines, end - 1)]
    return _range(first.turn_number, last.turn_number), _range(first.number, last.number)


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"

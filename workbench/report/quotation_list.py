"""The quotations of a report as a table, a row each: for spreadsheet programs and for counting.

What a row says of a speaker is no more than the attribution says, so that the list can go where the report goes.
Transcripts and places are in none: they are for the team, and stand beside the report.
"""

from __future__ import annotations

from workbench.errors import BadInput
from workbench.report.content import Report
from workbench.report.plain_words import Placed, on_one_line, quotations_placed, said
from workbench.report.same_words import words_of
from workbench.transcripts.tables.sheet import written_row

COLUMNS = ("number", "theme", "subtheme", "quotation", "attribution", "words", "label", "role", "wave", "language")
"""The columns: `words` is how many words the quotation has, `number` its place in the report."""

_WIDTHS = (8, 28, 28, 80, 22, 8, 18, 18, 18, 10)


def rows_of(report: Report) -> list[tuple[str, ...]]:
    """The header and a row for each quotation, in the order of print."""
    rows: list[tuple[str, ...]] = [COLUMNS]
    rows += [_row(number, placed) for number, placed in enumerate(quotations_placed(report.blocks), 1)]
    return rows


def to_csv(report: Report) -> bytes:
    """The list as CSV in UTF-8; what a spreadsheet program would take for a formula stands behind an apostrophe."""
    text = "".join(written_row(row, ",") + "\r\n" for row in rows_of(report))
    # The mark at the beginning: without it spreadsheet programs on Windows take it for another encoding.
    return text.encode("utf-8-sig")


def to_xlsx(report: Report) -> bytes:
    """The list as a spreadsheet of texts; the same report gives the same bytes.

    Raises:
        BadInput: A quotation is longer than a cell can be.
    """
    from workbench.office.spreadsheet import LONGEST_CELL, NewSheet, cut, workbook_bytes

    rows = rows_of(report)
    long = [row[0] for row in rows if any(cut(cell) != cell for cell in row)]
    if long:
        raise BadInput(
            f"No cell of a spreadsheet holds more than {LONGEST_CELL:,} characters, and quotation {long[0]} has more.",
            "Write the list as .csv, or shorten that quotation.",
        )
    numbers = tuple(COLUMNS.index(name) for name in ("number", "words"))
    sheet = NewSheet("Quotations", rows, _WIDTHS, numbers=numbers, filters=True)
    return workbook_bytes([sheet], title=on_one_line(report.title_page.title), made_at=report.made_at)


def _row(number: int, placed: Placed) -> tuple[str, ...]:
    quotation, voice = placed.quotation, placed.quotation.voice
    parts = said(quotation)
    words = "\n".join(f"{part.label}: {part.words}" if part.label else part.words for part in parts)
    about = (quotation.attribution, str(_length(placed)), voice.label, voice.role, voice.wave, quotation.language)
    return str(number), placed.theme, placed.subtheme, words, *map(on_one_line, about)


def _length(placed: Placed) -> int:
    return sum(len(words_of(part.words, digits=True)) for part in placed.quotation.parts)

"""The quotations of a report as a table, a row each: for spreadsheet programs and for counting.

What a row says of a speaker is no more than the attribution says, and what the report's table of participants says
under that label: it can go where the report goes. Transcripts and places are for the team, and stand beside the report.
"""

from __future__ import annotations

from collections import Counter

from workbench.errors import BadInput
from workbench.report.content import Report, Table, as_text
from workbench.report.lengths import length_of
from workbench.report.plain_words import Placed, on_one_line, quotations_placed, said
from workbench.transcripts.tables.sheet import written_row

COLUMNS = ("number", "theme", "subtheme", "quotation", "attribution", "words", "label", "role", "wave", "language")
"""The columns before those of the table of participants: `words` is how many words the quotation has, `number` its
place in the report."""

_NOT_AGAIN = ("Role",)
_WIDTHS = (8, 28, 28, 80, 22, 8, 18, 18, 18, 10)


def rows_of(report: Report) -> list[tuple[str, ...]]:
    """The header and a row for each quotation, in the order of print."""
    columns, told_of = _participants(report)
    rows: list[tuple[str, ...]] = [(*COLUMNS, *columns)]
    for number, placed in enumerate(quotations_placed(report.blocks), 1):
        labels = placed.quotation.voice.label.split("; ")
        known = [told_of[label] for label in labels if label in told_of]
        told = (
            ("; ".join(dict.fromkeys(cells)) for cells in zip(*known, strict=True)) if known else ("" for _ in columns)
        )
        rows.append((*_row(number, placed), *told))
    return rows


def _participants(report: Report) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    """What the report's table of participants says under labels that are one person's: its columns, and the rows."""
    for table in report.blocks:
        if isinstance(table, Table) and table.by_label:
            kept = [at for at, name in enumerate(table.header) if at and name not in _NOT_AGAIN]
            rows = [["\n".join(map(as_text, cell)) for cell in row] for row in table.rows]
            named = Counter(row[0] for row in rows)
            told_of = {row[0]: tuple(on_one_line(row[at]) for at in kept) for row in rows if named[row[0]] == 1}
            return tuple(on_one_line(table.header[at]) for at in kept), told_of
    return (), {}


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
    widths = (*_WIDTHS, *(16 for _ in rows[0][len(_WIDTHS) :]))
    sheet = NewSheet("Quotations", rows, widths, numbers=numbers, filters=True)
    return workbook_bytes([sheet], title=on_one_line(report.title_page.title), made_at=report.made_at)


def _row(number: int, placed: Placed) -> tuple[str, ...]:
    quotation, voice = placed.quotation, placed.quotation.voice
    parts = said(quotation)
    words = "\n".join(f"{part.label}: {part.words}" if part.label else part.words for part in parts)
    about = (
        quotation.attribution,
        str(length_of(quotation.parts)),
        voice.label,
        voice.role,
        voice.wave,
        quotation.language,
    )
    return str(number), placed.theme, placed.subtheme, words, *map(on_one_line, about)

"""Codebooks in tables: .csv and .xlsx, in both directions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from workbench.codebook.schema import Codebook
from workbench.errors import BadInput
from workbench.exchange.codebooks.cells import COLUMNS, row_of
from workbench.exchange.codebooks.columns import field_of, folded, mapped
from workbench.exchange.codebooks.entries import NoNames, Source, Told
from workbench.exchange.codebooks.rows import Row, entries_of
from workbench.office.spreadsheet import LONGEST_CELL, NewSheet, SheetRead, SheetRow, cut, read_workbook, workbook_bytes
from workbench.transcripts.tables.sheet import read_sheet, unguarded, written_row
from workbench.visible import first_few

ABOUT = "About"
"""The sheet that says what a workbook of ours was made from."""

_CODES = "Codes"
_STATE = "state"
_WIDTHS = (18, 24, 50, 40, 40, 40, 18, 10, 12, 14, 14, 14, 8, 9, 30)
_LOOKED_THROUGH = 10
"""The header is among so many first rows."""

_ABOUT_ROWS = (
    ("how", "Change, add and reorder rows as you like. Leave the column id as it is: by it the table is joined again. "
            "A new code needs no id. A column that you take out changes nothing; a row that you take out is shown."),
    ("back", "workbench codebook import FILE"),
)  # fmt: skip


class Written(NamedTuple):
    """A codebook as a file of another format.

    Attributes:
        data: The file.
        losses: What the format could not carry.
        left_out: How many of its codes are not in the file.
    """

    data: bytes
    losses: tuple[str, ...]
    left_out: int = 0


def as_csv(book: Codebook) -> Written:
    """A codebook as a table of texts separated by commas, for any program; see `read_csv` for the way back."""
    rows = [list(COLUMNS), *(row_of(code) for code in book.codes)]
    text = "".join(written_row(row, ",") + "\r\n" for row in rows)
    # The mark at the beginning: without it spreadsheet programs on Windows take it for another encoding.
    losses = [*lost_in_tables(book), "A .csv file does not say which state it was made from: .xlsx does."]
    return Written(text.encode("utf-8-sig"), tuple(losses))


def as_xlsx(book: Codebook, state: str, *, today: dt.date) -> Written:
    """A codebook as a spreadsheet that a colleague edits and that comes back: see `read_xlsx`.

    Args:
        book: The codebook.
        state: The sha256 of its state.
        today: The day, for the sheet that says what it was made from.
    """
    rows = [list(COLUMNS), *(row_of(code) for code in book.codes)]
    about = [("what", "says"), ("codebook", book.name), ("version", book.version), ("file", book.file),
             (_STATE, state), ("made on", today.isoformat()), *_ABOUT_ROWS]  # fmt: skip
    sheets = [
        NewSheet(_CODES, rows, _WIDTHS, COLUMNS.index("colour")),
        NewSheet(ABOUT, about, (14, 100)),
    ]
    short = [code.id for code, row in zip(book.codes, rows[1:], strict=True) if any(cut(cell) != cell for cell in row)]
    losses = lost_in_tables(book)
    if short:
        losses.append(
            f"Texts longer than {LONGEST_CELL:,} characters are cut: {', '.join(short)}. They come back whole."
        )
    return Written(workbook_bytes(sheets), tuple(losses))


def lost_in_tables(book: Codebook) -> list[str]:
    """What no table carries."""
    open_ones = [code.id for code in book.codes if code.conflicts]
    found = []
    if open_ones or book.conflicts:
        found.append(f"What a merge left to be decided is not in it: {', '.join(open_ones) or 'at the top'}.")
    if book.description:
        found.append("What the codebook says of itself (description) is not in it.")
    return found


def read_csv(data: bytes, name: str, *, said: Mapping[str, str] | None = None, separator: str | None = None) -> Source:
    """A codebook from a table of texts separated by commas, semicolons or tabs.

    Args:
        data: What the file holds.
        name: The file's name.
        said: The heading of a field, as the user says.
        separator: See `entries_of`.

    Raises:
        BadInput: It is no text, or no column holds the names of codes.
    """
    known = [*COLUMNS, "code", "label", "description", "parent name", "node type", "tag", "category", "theme"]
    sheet = read_sheet(data, name, known)
    rows = [SheetRow(row.number, tuple(unguarded(cell.value.strip()) for cell in row.cells)) for row in sheet.rows]
    broken = [Told(f"row {row.number}", row.fault.rstrip(".")) for row in sheet.rows if row.fault]
    found = _source("CSV table", name, rows, "", said, separator)
    return replace(found, faults=(*broken, *found.faults))


def read_xlsx(
    data: bytes,
    name: str,
    *,
    sheet: str | None = None,
    said: Mapping[str, str] | None = None,
    separator: str | None = None,
) -> Source:
    """A codebook from a spreadsheet: from the sheet that is most like codes, or the one that is named.

    Args:
        data: What the file holds.
        name: The file's name.
        sheet: The sheet's name.
        said: The heading of a field, as the user says.
        separator: See `entries_of`.

    Raises:
        BadInput: It is no spreadsheet, there is no such sheet, or no column holds the names of codes.
    """
    sheets = read_workbook(data, name)
    about = {
        row.cells[0]: row.cells[1] for one in sheets if one.title == ABOUT for row in one.rows if len(row.cells) > 1
    }
    read = _wanted(sheets, sheet, name)
    if read.not_worked_out:
        # Taken for empty cells they would empty fields of ours.
        raise BadInput(
            f"{name}: what these formulas come to is not in the file: {first_few(read.not_worked_out)}.",
            "Open it in a spreadsheet program, save it, and try again.",
        )
    titles = tuple(one.title for one in sheets if one.rows and one.title != ABOUT)
    try:
        found = _source("spreadsheet", name, read.rows, read.title, said, separator, about.get(_STATE, ""))
    except NoNames as error:
        raise NoNames(name, error.columns, error.samples, read.title, titles) from None
    notices = list(found.notices)
    others = [one.title for one in sheets if one is not read and _likeness(one) >= _LIKE_CODES]
    others = others if sheet is None else []
    if others:
        notices.append(Told("", f"other sheets look like codes as well: {', '.join(others)}"))
    if hidden := [one.title for one in sheets if one.is_hidden]:
        notices.append(Told("", f"hidden sheets are not read: {', '.join(hidden)}"))
    if read.is_cut:
        notices.append(Told("", f"the sheet goes on behind row {read.rows[-1].number}, which is not read"))
    return replace(found, notices=tuple(notices), sheets=titles, others=tuple(others))


_LIKE_CODES = 3
"""How much of a codebook a sheet must have to be called one."""


def _likeness(sheet: SheetRead) -> int:
    """How much a sheet is like a codebook: known headings, and its name."""
    if not sheet.rows or sheet.title == ABOUT:
        return -1
    header = sheet.rows[_header_at(sheet.rows)].cells
    fields = {field_of(one) for one in header if one} - {"", "id"}
    columns = mapped(header, [row.cells for row in sheet.rows[:200]], title=sheet.title)
    words = folded(sheet.title).split()
    named = 2 if any(word.startswith(("code", "tag", "theme", "node")) for word in words) else 0
    return len(fields) + named + (2 if columns.has_names and "definition" in columns.fields else 0)


def _wanted(sheets: Sequence[SheetRead], title: str | None, name: str) -> SheetRead:
    if title is not None:
        for one in sheets:
            if folded(one.title) == folded(title):
                if one.is_hidden:
                    raise BadInput(
                        f'{name}: the sheet "{one.title}" is hidden.', "Show it in a spreadsheet program first."
                    )
                return one
        raise BadInput(
            f'{name} has no sheet "{title}".', f"It has: {', '.join(one.title for one in sheets if not one.is_hidden)}."
        )
    full = [one for one in sheets if one.rows and one.title != ABOUT]
    if not full:
        raise BadInput(f"{name} is empty.", "Choose another file.")
    return next((one for one in full if _likeness(one) >= _LIKE_CODES), None) or max(full, key=_likeness)


def _header_at(rows: Sequence[SheetRow]) -> int:
    """The place of the row with the headings: that of the first rows with most known ones."""
    known = [len({field_of(one) for one in row.cells if one} - {""}) for row in rows[:_LOOKED_THROUGH]]
    best = max(known, default=0)
    if not best:
        # None is known: the first row with more than one cell; a title stands alone in its row.
        return next((at for at, row in enumerate(rows[:_LOOKED_THROUGH]) if sum(map(bool, row.cells)) > 1), 0)
    return known.index(best)


def _source(
    kind: str,
    name: str,
    rows: Sequence[SheetRow],
    title: str,
    said: Mapping[str, str] | None,
    separator: str | None,
    state: str = "",
) -> Source:
    if not rows:
        raise BadInput(f"{name} is empty.", "Choose another file.")
    at = _header_at(rows)
    header, below = rows[at].cells, rows[at + 1 :]
    columns = mapped(header, [row.cells for row in below], title=title, said=said)
    samples = [_first_in(below, place) for place, one in enumerate(header) if one]
    if not columns.has_names:
        raise NoNames(name, columns.taken, samples)
    entries, faults, notices = entries_of(
        [Row(f"row {one.number}", one.cells) for one in below], columns, separator=separator
    )
    faults += _beyond(header, below)
    if not said and not any(field_of(one) for one in header):
        notices.append(Told(f"row {rows[at].number}", "no heading is known; it was taken for headings, and is no code"))
    return Source(
        kind,
        re.sub(r"\.[^.]*$", "", name),
        tuple(entries),
        tuple(faults),
        tuple(notices),
        columns.taken,
        tuple(samples),
        title,
        state=state,
        is_whole="id" in columns.fields,
    )


def _first_in(rows: Sequence[SheetRow], place: int) -> str:
    """What stands first in a column."""
    return next((row.cells[place] for row in rows if place < len(row.cells) and row.cells[place]), "")


def _beyond(header: Sequence[str], rows: Sequence[SheetRow]) -> list[Told]:
    """Rows with words behind the last heading: cells may have slipped into wrong columns."""
    return [
        Told(f"row {row.number}", "it has more cells than there are headings; what is behind them was left out")
        for row in rows
        if any(row.cells[len(header) :])
    ]

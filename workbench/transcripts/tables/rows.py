"""Take a whole row out of a table, and put it back as it was: every other byte of the file stays."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from pathlib import Path

from workbench.safefile import write_bytes_safely
from workbench.transcripts.tables.edit import Entry, Layout, put
from workbench.transcripts.tables.sheet import Row, Sheet, column_key, read_bytes, read_sheet
from workbench.transcripts.tables.transcripts import TRANSCRIPT_COLUMNS


def row_of(path: Path, file: str) -> dict[str, str]:
    """What the row of a file in `transcripts.csv` says, by column; empty where there is none.

    Raises:
        BadInput: The table cannot be read as one.
        Unavailable: It cannot be read.
    """
    sheet = read_sheet(read_bytes(path), path.name, TRANSCRIPT_COLUMNS)
    row = _row(sheet, file)
    if row is None:
        return {}
    return {column: row.value(index) for index, column in enumerate(sheet.header) if column and row.value(index)}


def take_out_row(path: Path, file: str) -> None:
    """Take the row of a file out of `transcripts.csv`, where there is one.

    Args:
        path: The table.
        file: The file's name.

    Raises:
        BadInput: The table cannot be read as one.
        Unavailable: It cannot be read or written.
        Refused: Another program changed it meanwhile.
    """
    before = read_bytes(path)
    sheet = read_sheet(before, path.name, TRANSCRIPT_COLUMNS)
    row = _row(sheet, file)
    if row is None:
        return
    start, end = row.cells[0].start, row.end
    # Its own line end goes too; of the last row, the one before it stays as the file's end.
    end += len(sheet.line_end) if sheet.text.startswith(sheet.line_end, end) else 0
    text = sheet.text[:start] + sheet.text[end:]
    write_bytes_safely(path, sheet.bom + text.encode(sheet.encoding), expected=before)


def put_back_row(path: Path, values: Mapping[str, str]) -> None:
    """Put a row back as `row_of` gave it; of one that is there again, only cells that say nothing are filled.

    Raises:
        BadInput: The table has a fault that makes writing to it unsafe.
        Unavailable: It cannot be read or written.
        Refused: Another program kept changing it meanwhile.
    """

    def keys(name: str) -> tuple[str, ...]:
        return (_normal(name),)

    file = next(value for column, value in values.items() if column_key(column) == TRANSCRIPT_COLUMNS[0])
    there = {column_key(column) for column in row_of(path, file)}
    missing = {column: value for column, value in values.items() if column_key(column) not in there}
    put(path, [Entry(file, missing, {})], Layout(TRANSCRIPT_COLUMNS, lambda column, text, name: text, keys, keys))


def _row(sheet: Sheet, file: str) -> Row | None:
    names = sheet.column(TRANSCRIPT_COLUMNS[0])
    if names is None:
        return None
    return next((one for one in sheet.rows[1:] if _normal(one.value(names)) == _normal(file)), None)


def _normal(file: str) -> str:
    """A file's name in one encoding of its accents; macOS and Windows use two."""
    return unicodedata.normalize("NFC", file.strip())

"""Take a whole row out of a table, and put it back as it was: every other byte of the file stays."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from workbench.safefile import write_bytes_safely
from workbench.transcripts.tables.edit import Entry, Layout, put
from workbench.transcripts.tables.sheet import column_key, read_bytes, read_sheet
from workbench.transcripts.tables.transcripts import TRANSCRIPT_COLUMNS


def take_out_row(path: Path, file: str) -> dict[str, str]:
    """Take the row of a file out of `transcripts.csv`.

    Args:
        path: The table.
        file: The file's name.

    Returns:
        What the row said, by column; empty where there was none.

    Raises:
        BadInput: The table cannot be read as one.
        Unavailable: It cannot be read or written.
        Refused: Another program changed it meanwhile.
    """
    before = read_bytes(path)
    sheet = read_sheet(before, path.name, TRANSCRIPT_COLUMNS)
    names = sheet.column(TRANSCRIPT_COLUMNS[0])
    row = next((one for one in sheet.rows[1:] if one.value(names) == file), None)
    if row is None or names is None:
        return {}
    start, end = row.cells[0].start, row.end
    # Its own line end goes too; of the last row, the one before it stays as the file's end.
    end += len(sheet.line_end) if sheet.text.startswith(sheet.line_end, end) else 0
    text = sheet.text[:start] + sheet.text[end:]
    write_bytes_safely(path, sheet.bom + text.encode(sheet.encoding), expected=before)
    return {column: row.value(index) for index, column in enumerate(sheet.header) if column and row.value(index)}


def put_back_row(path: Path, values: Mapping[str, str]) -> None:
    """Put a row back that `take_out_row` gave.

    Raises:
        BadInput: The table has a fault that makes writing to it unsafe.
        Unavailable: It cannot be read or written.
        Refused: Another program kept changing it meanwhile.
    """

    def keys(name: str) -> tuple[str, ...]:
        return (name.strip(),)

    file = next(value for column, value in values.items() if column_key(column) == TRANSCRIPT_COLUMNS[0])
    put(path, [Entry(file, values, {})], Layout(TRANSCRIPT_COLUMNS, lambda column, text, name: text, keys, keys))

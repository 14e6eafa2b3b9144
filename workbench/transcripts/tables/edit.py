"""Changing single cells of a CSV file and adding rows to it, every other byte kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.errors import BadInput, Refused
from workbench.safefile import write_bytes_safely
from workbench.transcripts.tables.sheet import (
    Row,
    Sheet,
    column_key,
    decoded,
    read_bytes,
    read_sheet,
    written_cell,
    written_row,
)

_ATTEMPTS = 5


@dataclass(frozen=True)
class Entry:
    """What a row is to say."""

    name: str
    """Which row: what its first column says."""
    values: Mapping[str, str]
    """By column, as written; the first column included. Columns of the row that are not named here stay as they are."""
    defaults: Mapping[str, str]
    """What a missing column stands for; a column is added only for another value. Empty where not given."""


@dataclass(frozen=True)
class Layout:
    """What one kind of table is like."""

    columns: Sequence[str]
    """Those of a new file; the first names the row."""
    reads: Callable[[str, str, str], object]
    """(column, what a cell says, the row's name) -> its meaning; a cell that means the same already is left alone."""
    row_keys: Callable[[str], Sequence[str]]
    """What a row says in its first column -> the keys under which it is found; the first row of a key holds."""
    asked_keys: Callable[[str], Sequence[str]]
    """The name of an entry -> the keys under which its row is looked for, best first."""


def limited(entry: Entry, only: Collection[str] | None) -> Entry:
    """The entry without the columns that are not to be written; None: as it is."""
    if only is None:
        return entry
    return replace(entry, values={column: value for column, value in entry.values.items() if column in only})


def put(path: Path, entries: Sequence[Entry], layout: Layout) -> None:
    """Make the rows of a table say what `entries` say; all other bytes of the file stay.

    A file that is not there or empty is made, as UTF-8 with commas and LF. Where the file's encoding has no bytes for a
    value, the whole file becomes UTF-8 with byte order mark.

    Raises:
        BadInput: The file cannot be read as a table, or a value cannot be written as text.
        Unavailable: The file cannot be read or written.
        Refused: Another program kept changing the file meanwhile.
    """
    for attempt in range(1, _ATTEMPTS + 1):
        before = read_bytes(path)
        after = changed(before, entries, layout, path.name)
        if after == before:
            return
        try:
            write_bytes_safely(path, after, expected=before)
        except Refused:
            if attempt == _ATTEMPTS:
                raise
        else:
            return


def changed(before: bytes, entries: Sequence[Entry], layout: Layout, name: str) -> bytes:
    """The bytes of a table after `put`. Pure.

    Args:
        before: The file's bytes.
        entries: What its rows are to say; of several of one name the last holds.
        layout: What kind of table it is.
        name: The file's name, for messages.

    Raises:
        BadInput: As in `put`.
    """
    sheet = read_sheet(before, name, layout.columns)
    for row in sheet.rows:
        if row.fault:
            message = f"{name}, row {row.number} (line {row.line}): {row.fault} Nothing was written to it."
            raise BadInput(message, "Correct the row, then try again.")
    text = _changed_text(sheet, entries, layout, name)
    return before if text == sheet.text else _encoded(text, sheet, name)


def _changed_text(sheet: Sheet, entries: Sequence[Entry], layout: Layout, name: str) -> str:
    header = list(sheet.header)
    if not header:
        header = list(layout.columns)
    key_index = next((i for i, column in enumerate(header) if column_key(column) == layout.columns[0]), None)
    if key_index is None:
        message = f'{name} has no column "{layout.columns[0]}".'
        raise BadInput(message, "Its first row must name the columns.")
    width = len(header)
    _extend(header, sheet, entries)
    edits: list[tuple[int, int, str]] = []
    rows = sheet.rows[1:]
    names = [row.value(key_index) for row in rows]
    places: dict[str, int] = {}
    for index, row_name in enumerate(names):
        _remember(places, layout, row_name, index)
    merged: dict[int, dict[str, str]] = {}
    for entry in entries:
        index = next((places[key] for key in layout.asked_keys(entry.name) if key in places), len(names))
        if index == len(names):
            names.append(entry.name)
            _remember(places, layout, entry.name, index)
        merged.setdefault(index, {}).update((column_key(name), value.strip()) for name, value in entry.values.items())
    new: list[list[str]] = []
    for index, values in merged.items():
        if index < len(rows):
            edits += _row_edits(rows[index], values, header, sheet, layout, names[index])
        else:
            new.append([values.get(column_key(column), "") for column in header])
    return _spliced(sheet, edits, header, width, new)


def _remember(places: dict[str, int], layout: Layout, name: str, index: int) -> None:
    for key in layout.row_keys(name) if name else ():
        places.setdefault(key, index)


def _extend(header: list[str], sheet: Sheet, entries: Sequence[Entry]) -> None:
    """Add the columns that are missing and needed, beyond whatever cells the rows have."""
    have = {column_key(column) for column in header}
    needed: list[str] = []
    for entry in entries:
        for column, value in entry.values.items():
            if column_key(column) not in have and value.strip() != entry.defaults.get(column, ""):
                have.add(column_key(column))
                needed.append(column)
    if needed and sheet.rows:
        header += [""] * (max(len(row.cells) for row in sheet.rows) - len(header))
    header += needed


def _row_edits(
    row: Row, values: Mapping[str, str], header: Sequence[str], sheet: Sheet, layout: Layout, name: str
) -> list[tuple[int, int, str]]:
    """What to replace in a row: (start, end, text)."""
    edits: list[tuple[int, int, str]] = []
    tail: list[str] = []
    done: set[str] = set()
    for index, column in enumerate(header):
        known = column_key(column)
        new = values.get(known) if known not in done else None
        done.add(known)
        if new is not None and layout.reads(known, row.value(index), name) == layout.reads(known, new, name):
            new = None
        if index < len(row.cells):
            cell = row.cells[index]
            if new is not None:
                edits.append((cell.start, cell.end, written_cell(new, sheet.delimiter, quote=cell.is_quoted)))
        else:
            tail.append(new or "")
    while tail and not tail[-1]:
        tail.pop()
    if tail:
        edits.append((row.end, row.end, sheet.delimiter + written_row(tail, sheet.delimiter)))
    return edits


def _spliced(
    sheet: Sheet, edits: list[tuple[int, int, str]], header: Sequence[str], width: int, new: Sequence[Sequence[str]]
) -> str:
    """The text with the edits made, the header's new columns added, and new rows after the last row."""
    line_end, delimiter = sheet.line_end, sheet.delimiter
    added = [written_row(row, delimiter) for row in new]
    if not sheet.rows:
        before = sheet.text if not sheet.text or sheet.text.endswith(("\r", "\n")) else sheet.text + line_end
        return before + "".join(row + line_end for row in [written_row(header, delimiter), *added])
    if len(header) > width:
        end = sheet.rows[0].end
        edits.append((end, end, delimiter + written_row(header[width:], delimiter)))
    text, position = [], 0
    for start, end, replacement in sorted(edits, key=lambda edit: edit[:2]):
        text += [sheet.text[position:start], replacement]
        position = end
    last = sheet.rows[-1].end
    text += [sheet.text[position:last], *(line_end + row for row in added)]
    rest = sheet.text[last:]
    return "".join([*text, rest or (line_end if added else "")])


def _encoded(text: str, sheet: Sheet, name: str) -> bytes:
    """The text as bytes that are read as this text again: in the file's encoding, else UTF-8 with byte order mark."""
    for encoding, bom in ((sheet.encoding, sheet.bom), ("utf-8", b"\xef\xbb\xbf")):
        try:
            data = bom + text.encode(encoding)
        except UnicodeEncodeError:
            continue  # The other encoding is tried; where that fails too, the value is refused below.
        if "\0" not in text and decoded(data, name)[0] == text:
            return data
    message = f"{name} was not written: a value holds a character that is no text (a lone surrogate or NUL)."
    raise BadInput(message, "Rename the file it came from.")

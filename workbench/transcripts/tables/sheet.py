"""A CSV file as people and spreadsheets make them, every cell with its place, so that one can be changed alone.

The standard library's reader forgets where a cell stood and how it was written; this one remembers.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from workbench.errors import BadInput, Unavailable
from workbench.safefile import file_bytes

DELIMITERS = ",;\t"
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_FORMULA = re.compile(r"'*[=+\-@]")
"""How a formula begins, behind any apostrophes: of these one is taken off when reading, so all are counted."""
_NO_FORMULA = re.compile(r"[+-]?\d+(?:[.,]\d+)*|-")
_LINE_END = re.compile(r"\r\n|\r|\n")
_SEPARATOR_LINE = re.compile(r"sep=([,;\t])(?:\r\n|\r|\n|\Z)", re.IGNORECASE)
_QUOTED = re.compile(r'"((?:[^"]|"")*+)"', re.DOTALL)


class Cell(NamedTuple):
    """A cell: where it stands in the file's text, quotes included, and what it says."""

    start: int
    end: int
    value: str
    is_quoted: bool


@dataclass(frozen=True)
class Row:
    """A row that says something."""

    cells: tuple[Cell, ...]
    number: int
    """As a spreadsheet counts, from 1."""
    line: int
    """Where it begins, as a text editor counts, from 1."""
    end: int
    """Where its line end begins, or the text ends."""
    fault: str = ""
    """What is wrong with its quotation marks."""

    def value(self, index: int | None) -> str:
        """What a cell says, without outer white space; empty where the row is shorter."""
        return unguarded(self.cells[index].value.strip()) if index is not None and index < len(self.cells) else ""


@dataclass(frozen=True)
class Sheet:
    """A CSV file. Without a header (`rows` empty) it holds nothing."""

    text: str = ""
    encoding: str = "utf-8"
    bom: bytes = b""
    delimiter: str = ","
    rows: tuple[Row, ...] = ()
    """The header and all rows that are not blank."""

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns, as written."""
        return tuple(unguarded(cell.value.strip()) for cell in self.rows[0].cells) if self.rows else ()

    @property
    def line_end(self) -> str:
        """The first line end of the file outside a cell; LF where it has none."""
        match = _LINE_END.match(self.text, self.rows[0].end) if self.rows else None
        return match[0] if match else "\n"

    def column(self, name: str) -> int | None:
        """The first column of that name, without regard to case and spaces."""
        return next((index for index, other in enumerate(self.header) if column_key(other) == column_key(name)), None)


def column_key(name: str) -> str:
    """What spellings of a column's name share."""
    return "".join(name.split()).casefold()


def read_bytes(path: Path) -> bytes:
    """What a table's file holds; nothing where there is none.

    Raises:
        BadInput: It is a folder.
        Unavailable: It cannot be read.
    """
    try:
        return file_bytes(path)
    except FileNotFoundError:
        return b""
    except IsADirectoryError as error:
        raise BadInput(f"{path} is a folder, not a table.", "Move it away, or save the table there as CSV.") from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Unavailable(f"{path} cannot be read: {reason}.", "Close it in other programs and try again.") from error


def read_sheet(data: bytes, name: str, known: Collection[str]) -> Sheet:
    """Take a CSV file apart.

    Args:
        data: What the file holds.
        name: The file's name, for messages.
        known: Columns that the table may have; the delimiter is the one that finds most of them in the header.

    Raises:
        BadInput: It is no text, or in no known encoding.
    """
    text, encoding, bom = decoded(data, name)
    stated = _SEPARATOR_LINE.match(text)
    start = stated.end() if stated else 0
    if stated:
        delimiter = stated[1]
    else:
        wanted = {column_key(column) for column in known}
        delimiter = max(DELIMITERS, key=lambda candidate: _fit(text, candidate, wanted))
    rows = tuple(_rows(text, delimiter, start, 2 if stated else 1))
    return Sheet(text, encoding, bom, delimiter, rows)


def decoded(data: bytes, name: str) -> tuple[str, str, bytes]:
    """The text of a file: by its byte order mark, else strict UTF-8, else Windows-1252; with the encoding and the mark.

    Raises:
        BadInput: It is no text in any of these.
    """
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise BadInput(
            f"{name} is a spreadsheet file, not CSV.", "Open it in the spreadsheet and save it as CSV UTF-8."
        )
    bom, stated = next(((mark, encoding) for mark, encoding in _BOMS if data.startswith(mark)), (b"", ""))
    for encoding in (stated,) if stated else ("utf-8", "cp1252"):
        try:
            text = data[len(bom) :].decode(encoding)
        except UnicodeDecodeError:
            continue  # The next encoding is tried; after the last one the file is refused below.
        if "\0" not in text:
            return text, encoding, bom
    raise BadInput(f"{name} is no text in UTF-8, UTF-16 or Windows-1252.", "Save it as CSV UTF-8.")


def _fit(text: str, delimiter: str, known: set[str]) -> tuple[int, int]:
    """How many known columns a delimiter finds in the header, and how many columns at all."""
    header = next(iter(_rows(text, delimiter, 0, 1)), None)
    names = [column_key(cell.value) for cell in header.cells] if header else []
    return len(known.intersection(names)), len(names)


def _rows(text: str, delimiter: str, position: int, number: int) -> Iterable[Row]:
    """The rows that are not blank, from `position` on, which is row `number`."""
    line = number
    plain = re.compile(rf"[^{delimiter}\r\n]*+")
    while position < len(text):
        start, cells, fault = position, list[Cell](), ""
        while True:
            cell, problem = _cell(text, position, plain)
            fault = fault or problem
            cells.append(cell)
            position = cell.end
            if not text.startswith(delimiter, position):
                break
            position += 1
        if any(cell.value.strip() for cell in cells):
            yield Row(tuple(cells), number, line, position, fault)
        line_end = _LINE_END.match(text, position)
        position = line_end.end() if line_end else position
        line += len(_LINE_END.findall(text[start:position]))
        number += 1


def _cell(text: str, start: int, plain: re.Pattern[str]) -> tuple[Cell, str]:
    """The cell that begins at `start`, and what is wrong with its quotation marks."""
    quoted = _QUOTED.match(text, start)
    rest_at = quoted.end() if quoted else start
    rest_match = plain.match(text, rest_at)
    end = rest_match.end() if rest_match else rest_at
    rest = text[rest_at:end]
    if not quoted:
        unclosed = rest.startswith('"')
        return Cell(start, end, rest, False), "a quotation mark opens here that never closes." if unclosed else ""
    value = quoted[1].replace('""', '"') + rest
    return Cell(start, end, value, True), "words stand after a closing quotation mark." if rest.strip() else ""


def guarded(value: str) -> str:
    """A value as a spreadsheet may see it: one that it would take for a formula stands behind an apostrophe.

    Plain numbers and a lone dash stay as they are.
    """
    return f"'{value}" if _FORMULA.match(value) and not _NO_FORMULA.fullmatch(value) else value


def unguarded(value: str) -> str:
    """The value that `guarded` was given."""
    return value[1:] if value.startswith("'") and _FORMULA.match(value) else value


def written_cell(value: str, delimiter: str, *, quote: bool = False) -> str:
    """A value as it stands in a file, in quotes where it must be (or where `quote` asks for them); see `guarded`."""
    value = guarded(value)
    needed = any(character in value for character in (delimiter, '"', "\r", "\n")) or value != value.strip()
    return '"' + value.replace('"', '""') + '"' if needed or quote else value


def written_row(values: Sequence[str], delimiter: str) -> str:
    """A row as it stands in a file, without line end."""
    return delimiter.join(written_cell(value, delimiter) for value in values)

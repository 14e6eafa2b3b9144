"""Spreadsheets (.xlsx) as rows of texts: read whatever made them, and written so that nothing in them is a formula."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Sequence
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from workbench.errors import BadInput
from workbench.office.package import Kind, Package
from workbench.office.packing import zipped

LONGEST_CELL = 32_767
"""How many UTF-16 units a cell may hold; a spreadsheet program cuts what is longer, or calls the file damaged."""

MOST_ROWS = 20_000
"""How many rows of a sheet are read."""

MOST_COLUMNS = 256
"""How many columns of a sheet are read."""

SPREADSHEET = Kind(
    "a spreadsheet (.xlsx)",
    "Open it in a spreadsheet program and save it again as .xlsx, or ask for the file once more.",
    "Open it in a spreadsheet program and save it without password.",
    ".xls",
    "Open it in a spreadsheet program and save it as .xlsx.",
    "codebook",
)

_WHOLE = re.compile("0|[1-9][0-9]{0,14}")
_MOMENTS = ("created", "modified")
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title>{made}</cp:coreProperties>'
)

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
# What XML cannot hold, and a carriage return, which it would turn into a line feed.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


class SheetRow(NamedTuple):
    """A row that says something.

    Attributes:
        number: As the spreadsheet counts, from 1.
        cells: What the cells say, white space round them dropped.
    """

    number: int
    cells: tuple[str, ...]


class SheetRead(NamedTuple):
    """A sheet of a workbook.

    Attributes:
        title: Its name.
        rows: The rows that say something.
        is_cut: Whether it goes on behind what was read.
        not_worked_out: The cells, as ``B2``, with formulas of which nobody ever asked what they come to: a program
            that is no spreadsheet wrote them, and what they say is not in the file.
        is_hidden: Whether people who look at the workbook do not see it; then no row of it is read.
    """

    title: str
    rows: tuple[SheetRow, ...]
    is_cut: bool
    not_worked_out: tuple[str, ...] = ()
    is_hidden: bool = False


class NewSheet(NamedTuple):
    """A sheet to be written.

    Attributes:
        title: Its name.
        rows: What the cells say; the first row is the header.
        widths: How wide the columns are, in characters.
        colours: The column of which each ``#RRGGBB`` is also painted; None for none.
        numbers: The columns whose whole numbers, below the header, are written as numbers and can be added up.
        filters: Whether the header filters and sorts.
    """

    title: str
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]
    colours: int | None = None
    numbers: Sequence[int] = ()
    filters: bool = False


def read_workbook(data: bytes, name: str) -> list[SheetRead]:
    """The sheets of a workbook, of those that are hidden the names alone; of formulas, what they last came to.

    Args:
        data: The file's bytes.
        name: The file, for messages.

    Raises:
        BadInput: It is no .xlsx file, damaged, protected by a password, or made to exhaust the computer.
    """
    package = Package(data, name, SPREADSHEET)
    is_worked_out = True
    for part in package.parts:
        if part.casefold().endswith((".xml", ".rels")):
            # Read here first, within limits and without entities: what is behind it trusts the file.
            is_worked_out &= not any(_is_not_worked_out(one) for one in package.xml(part).iter("{*}f"))
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # What it does not know of a file's looks is nothing to us.
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            formulas = None if is_worked_out else openpyxl.load_workbook(io.BytesIO(data), read_only=True)
            return [
                _read(sheet, formulas)
                if sheet.sheet_state == "visible"
                else SheetRead(sheet.title, (), False, is_hidden=True)
                for sheet in book.worksheets
            ]
    except Exception as error:  # openpyxl lets out whatever its parts stumble on: KeyError, TypeError, ValueError …
        raise BadInput(f"{name} is a damaged spreadsheet.", SPREADSHEET.again) from error


def _is_not_worked_out(formula: Any) -> bool:
    """Whether beside a formula in the file does not stand what it came to; a text it came to may be empty."""
    cell = formula.getparent()
    return cell is not None and cell.get("t") != "str" and not cell.findtext("{*}v")


def _read(sheet: Any, formulas: Any) -> SheetRead:
    sheet.reset_dimensions()  # What a file says of its own size is often wrong.
    rows = []
    number = 0
    for number, cells in enumerate(sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True), 1):
        if number > MOST_ROWS:
            break
        texts = [as_text(cell) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            rows.append(SheetRow(number, tuple(texts)))
    found: tuple[str, ...] = ()
    if formulas is not None:
        sheet.reset_dimensions()
        written = formulas[sheet.title]
        written.reset_dimensions()
        both = zip(*(one.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS) for one in (sheet, written)), strict=True)
        pairs = (pair for rows_of_both in both for pair in zip(*rows_of_both, strict=True))
        found = tuple(one.coordinate for said, one in pairs if one.data_type == "f" and said.value is None)
    return SheetRead(sheet.title, tuple(rows), number > MOST_ROWS, found)


def as_text(value: object) -> str:
    """What a cell says, as a person reads it: whole numbers without ``.0``, days as ``2026-03-14``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    if isinstance(value, dt.date):
        return value.isoformat()
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value))
    return text.replace("\r\n", "\n").strip()


def cut(text: str) -> str:
    """The text, or as much of it as a cell can hold."""
    stored = len(_stored(text).encode("utf-16-le")) // 2
    if stored <= LONGEST_CELL:
        return text
    kept, size = 0, 0
    for character in text:
        size += 7 if _NOT_IN_XML.match(character) or character == "_" else 1 + (ord(character) > 0xFFFF)
        if size > LONGEST_CELL:
            break
        kept += 1
    return text[:kept]


def _stored(text: str) -> str:
    """A text as the file holds it: what XML cannot hold by its number."""
    text = _LOOKS_ESCAPED.sub("_x005F_", text)
    return _NOT_IN_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def workbook_bytes(sheets: Sequence[NewSheet], *, title: str = "", made_at: dt.datetime | None = None) -> bytes:
    """A workbook of texts: no cell is a formula or a date, whatever it looks like. The same sheets give the same bytes.

    Args:
        sheets: Its sheets, at least one. Cells longer than `LONGEST_CELL` are cut: see `cut`.
        title: The title among its properties, which name nobody.
        made_at: When it was made (aware), for its properties; None leaves that out.
    """
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook()
    for empty in book.worksheets:
        book.remove(empty)
    looks: dict[tuple[bool, bool], Any] = {}
    for one in sheets:
        sheet = book.create_sheet(one.title)
        for number, row in enumerate(one.rows, 1):
            for column, text in enumerate(row, 1):
                if text:
                    is_number = number > 1 and column - 1 in one.numbers and _WHOLE.fullmatch(text) is not None
                    _write(sheet.cell(number, column), text, looks, is_header=number == 1, is_number=is_number)
        for column, width in enumerate(one.widths, 1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.freeze_panes = "A2"
        if one.filters:
            sheet.auto_filter.ref = sheet.dimensions
        if one.colours is not None:
            _paint(sheet, one.colours + 1, len(one.rows))
    written = io.BytesIO()
    book.save(written)
    return _with_properties(written, title, made_at)


def _with_properties(written: io.BytesIO, title: str, made_at: dt.datetime | None) -> bytes:
    """The workbook without what its maker says of itself and of the moment at which it wrote."""
    made = ""
    if made_at is not None:
        moment = made_at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        parts = (f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>' for name in _MOMENTS)
        made = "".join(parts)
    core = _CORE.format(title=escape(_NOT_IN_XML.sub(" ", title)), made=made)
    with zipfile.ZipFile(written) as before:
        return zipped(
            (name, core.encode() if name == "docProps/core.xml" else before.read(name)) for name in before.namelist()
        )


def _write(cell: Any, text: str, looks: dict[tuple[bool, bool], Any], *, is_header: bool, is_number: bool) -> None:
    """Write a cell; the first of each look is given it, and others take it over: that needs a third of the time."""
    from openpyxl.styles import Alignment, Font

    cell.value = int(text) if is_number else _stored(cut(text))
    if not is_number:
        # Else a text that begins with = would be a formula, and one like #N/A an error.
        cell.data_type = "s"
    look = looks.get((is_header, is_number))
    if look is not None:
        cell._style = look  # noqa: SLF001
        return
    cell.alignment = Alignment(wrap_text=not is_number, vertical="top")
    if not is_number:
        cell.number_format = "@"
        cell.quotePrefix = True
    if is_header:
        cell.font = Font(bold=True)
    looks[is_header, is_number] = cell._style  # noqa: SLF001


def _paint(sheet: Any, column: int, rows: int) -> None:
    from openpyxl.styles import PatternFill

    for number in range(2, rows + 1):
        cell = sheet.cell(number, column)
        if isinstance(cell.value, str) and re.fullmatch("#[0-9A-Fa-f]{6}", cell.value):
            cell.fill = PatternFill("solid", fgColor=f"FF{cell.value[1:].upper()}")

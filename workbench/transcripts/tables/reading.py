"""Going through a table row by row, gathering what is wrong with it instead of stopping at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from workbench.transcripts.matching import nearest, shown
from workbench.transcripts.tables.facts import TableFault
from workbench.transcripts.tables.sheet import Row, column_key, read_bytes, read_sheet
from workbench.transcripts.tables.values import CellProblem

T = TypeVar("T")


class TableReader:
    """A table's rows and the faults found so far.

    Args:
        path: The CSV file; one that is not there is a table without rows.
        columns: The columns that the program knows; the first names the row and must be there.
        data: The file's bytes, where they were read before.
        strict: A column of which nothing is passed over: one that stands twice, or whose name is only like it, is read
            by the caller too (`strict_columns`, `alike`).
        is_like: Whether a column's name is like that one.

    Raises:
        BadInput: The file is no text or no CSV.
        Unavailable: The file cannot be read.
    """

    def __init__(
        self,
        path: Path,
        columns: Sequence[str],
        data: bytes | None = None,
        *,
        strict: str = "",
        is_like: Callable[[str], bool] = lambda name: False,
    ) -> None:
        self.name = path.name
        self.faults: list[TableFault] = []
        self.sheet = read_sheet(read_bytes(path) if data is None else data, path.name, columns)
        self._known = [column_key(column) for column in columns]
        self._index = {column: self.sheet.column(column) for column in columns}
        self.other_columns: list[tuple[int, str]] = []
        """Columns that the program does not know: (index, name as written)."""
        names = list(enumerate(self.sheet.header))
        self.strict_columns = [index for index, name in names if strict and column_key(name) == strict]
        """Where the strict column stands: nowhere, once, or more often."""
        self.alike = [index for index, name in names if is_like(name) and index not in self.strict_columns]
        """Columns whose names are like the strict one's."""
        self._strict = strict
        if self.sheet.rows:
            self._check_header(columns)

    def rows(self) -> Iterator[RowReader]:
        """The rows after the header; none where the header does not name the first column."""
        if self.sheet.rows and next(iter(self._index.values())) is not None:
            for row in self.sheet.rows[1:]:
                yield RowReader(self, row)

    def index(self, column: str) -> int | None:
        """Where a known column stands."""
        return self._index[column]

    def fault(self, row: Row, column: str | None, message: str, hint: str = "", *, warning: bool = False) -> None:
        """Note what is wrong."""
        self.faults.append(TableFault(self.name, row.number, row.line, column, message, hint, warning))

    def _check_header(self, columns: Sequence[str]) -> None:
        header, names = self.sheet.rows[0], self.sheet.header
        if header.fault:
            self.fault(header, None, header.fault, "Check the quotation marks in this row.")
        seen: set[str] = set()
        for index, name in enumerate(names):
            folded = column_key(name)
            if folded and folded in seen:
                counts = "of each row the stricter counts" if folded == self._strict else "the second is not read"
                self.fault(header, name, f"this column stands twice; {counts}.", "Rename or remove one.")
            elif folded and folded not in self._known:
                self.other_columns.append((index, name))
            seen.add(folded)
        if self._known[0] not in seen:
            others = ", ".join(shown(name) for name in names[:8])
            message = f'there is no column "{columns[0]}", so no row is read; the first row has {others}.'
            self.fault(header, None, message, "The first row must name the columns.")
        for index, name in self.other_columns:
            if index in self.alike:
                continue
            near = nearest(name, [column for column in columns if column_key(column) not in seen])
            if near and abs(len(near) - len(name)) <= 2:
                message = f"the program knows no such column, only {shown(near)}, which is missing."
                self.fault(header, name, message, f"Rename it to {near} if that is meant.", warning=True)


class RowReader:
    """One row, cell by cell; what cannot be read becomes a fault of the table."""

    def __init__(self, table: TableReader, row: Row) -> None:
        self.table = table
        self.row = row
        names = table.sheet.header
        beyond = [cell for i, cell in enumerate(row.cells) if cell.value.strip() and (i >= len(names) or not names[i])]
        self.is_broken = bool(beyond or row.fault)
        """True where cells may have slipped into the wrong columns."""
        if row.fault:
            self.fault(None, row.fault, "Check the quotation marks in this row.")
        elif beyond:
            message = f"there are {len(row.cells)} cells, but only {sum(map(bool, names))} named columns."
            self.fault(None, message, f'Put a cell that holds a "{table.sheet.delimiter}" in double quotes.')

    def text(self, column: str) -> str:
        """What a cell says; empty where the column or the cell is not there."""
        return self.row.value(self.table.index(column))

    def optional(self, column: str) -> str | None:
        """What a cell says, None where it says nothing."""
        return self.text(column) or None

    def read(self, column: str, reader: Callable[[str], T], otherwise: T) -> T:
        """A cell's meaning; `otherwise`, and a fault, where `reader` raises `CellProblem`."""
        try:
            return reader(self.text(column))
        except CellProblem as problem:
            self.fault(column, str(problem), problem.hint)
            return otherwise

    def fault(self, column: str | None, message: str, hint: str = "", *, warning: bool = False) -> None:
        """Note what is wrong with this row."""
        self.table.fault(self.row, column, message, hint, warning=warning)

"""The map of codes that two coders take for each other: A's down, B's across."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from workbench.agreement.confusion import Confusion
from workbench.tui.commands import bindings_of
from workbench.tui.screens.dialog import Dialog
from workbench.tui.widgets.rows import Column, Row, Rows, Table, table
from workbench.visible import one_line, plural

_NAME, _LEAST, _CELL = 30, 12, 8


def map_of(found: Confusion) -> Table:
    """The map as a table, measured: for many codes that is for a worker. Columns are numbered as the rows are."""
    numbers = range(len(found.codes))
    columns = [Column("code", _NAME, _LEAST, ends=True)]
    columns += [Column(str(number + 1), _CELL, _CELL, right=True) for number in numbers]
    rows = [
        Row(row, (f"{row + 1} {one_line(name)}", *(found.shown(row, column) for column in numbers)))
        for row, name in enumerate(found.names)
    ]
    return table(columns, rows)


class ConfusionBox(Dialog[str | None]):
    """Shows the map; gives the id of the code whose passages are to be shown, or None.

    Args:
        found: Which codes they take for each other.
        shown: The map.
    """

    PLACE = "confusion"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("confusion"))

    def __init__(self, found: Confusion, shown: Table) -> None:
        super().__init__()
        self._found, self._table = found, shown

    def compose(self) -> ComposeResult:
        """What the map is of, the map, and what the cell under the cursor says."""
        found = self._found
        first, second = map(one_line, found.coders)
        with Vertical(classes="dialog", id="confusion") as box:
            box.border_title = Content(f"Codes taken for each other · {plural(found.units, found.unit)}")
            said = (
                f"Down: {first}. Across: {second}, with the same numbers. Beside the diagonal: how often only {first} "
                f"has what is down, and only {second} what is across; on it: how often both have the same."
            )
            yield Static(said, classes="hint", markup=False)
            yield Rows([], by_cell=True, stays=1, empty="Neither coded anything here.", id="confusion-map")
            yield Static("", id="confusion-cell", markup=False)

    def on_mount(self) -> None:
        """The cursor is on the cell with most that was taken for something else, if there is one."""
        rows = self.query_one(Rows)
        rows.fill(self._table)
        rows.focus()
        self._tell()

    @property
    def has_cell(self) -> bool:
        """Whether the cursor is on a code."""
        return bool(self._found.codes)

    @on(Rows.Moved)
    def _tell(self) -> None:
        found, rows = self._found, self.query_one(Rows)
        cell = self.query_one("#confusion-cell", Static)
        if not found.codes:
            cell.update("")
            return
        row, column = int(rows.key), rows.column - 1
        first, second = map(one_line, found.coders)
        if column < 0:
            mixed = [one for one in found.pairs if one.code_a == found.codes[row]]
            names = dict(zip(found.codes, found.names, strict=True))
            told = ", ".join(f"“{one_line(names[one.code_b])}” {one.units:,}" for one in mixed) or "nothing else"
            cell.update(Content(f"Where only {first} has “{one_line(found.names[row])}”, only {second} has: {told}."))
            return
        one, other = one_line(found.names[row]), one_line(found.names[column])
        shared, alike = int(found.shared[row, column]), found.jaccard(row, column)
        of_either = f" (Jaccard {alike:.2f})" if alike is not None else ""
        count = plural(found.cell(row, column), found.unit)
        if row == column:
            cell.update(Content(f"Both gave “{one}” to {count}{of_either}."))
        else:
            both = f"In {plural(shared, found.unit)} they have these, whatever else{of_either}."
            cell.update(Content(f"{first} has “{one}” and {second} “{other}” instead: {count}. {both}"))

    @on(Rows.Clicked)
    def _clicked(self, message: Rows.Clicked) -> None:
        if message.double:
            self.action_passages()

    def action_passages(self) -> None:
        """Go to the passages of A's code."""
        if self._found.codes:
            self.dismiss(self._found.codes[int(self.query_one(Rows).key)])

"""The rounds of a sample side by side: the figures of each, and what became of the codebook in between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workbench.agreement import rounds_told
from workbench.agreement.rounds import Rounds
from workbench.tui.commands import bindings_of
from workbench.tui.screens.dialog import Dialog
from workbench.tui.widgets.rows import Column, Row, Rows, Table, table
from workbench.visible import one_line, plural

_NAME, _LEAST, _CELL = 34, 12, 16


def table_of(rounds: Rounds, *, folded: bool) -> Table:
    """The rounds as a table, measured: for many codes that is for a worker.

    Args:
        rounds: The rounds.
        folded: Whether counts are shown in the place of coefficients.
    """
    headings, rows = rounds_told.by_code(rounds, folded=folded)
    columns = [Column(headings[0], _NAME, _LEAST, ends=True)]
    columns += [Column(heading, _CELL, _CELL, right=True) for heading in headings[1:]]
    return table(columns, [Row(number, tuple(map(one_line, row))) for number, row in enumerate(rows)])


class RoundsBox(Dialog[bool]):
    """Shows them; gives whether a Word file is to be written of them.

    Args:
        found: The rounds.
        shown: Their table.
        said: What is said of them, a line each.
    """

    PLACE = "rounds"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("rounds"))

    def __init__(self, found: Rounds, shown: Table, said: Sequence[Content]) -> None:
        super().__init__()
        self._found, self._table, self._lines = found, shown, said

    def compose(self) -> ComposeResult:
        """The table, and below it what each round was."""
        found = self._found
        who = ", ".join(map(one_line, found.coders))
        with Vertical(classes="dialog", id="rounds") as box:
            box.border_title = Content(f"{plural(len(found.rounds), 'round')} · {who} · by {found.unit}")
            yield Rows([], by_cell=True, stays=1, empty="There are no codes.", id="rounds-table")
            with VerticalScroll(id="rounds-said", can_focus=False):
                yield Static(Content("\n").join(self._lines), markup=False)

    def on_mount(self) -> None:
        """The keyboard is on the table."""
        rows = self.query_one(Rows)
        rows.fill(self._table)
        rows.focus()

    def action_scroll(self, by: int) -> None:
        """Read on, or back, below the table."""
        scroll = self.query_one("#rounds-said", VerticalScroll)
        scroll.scroll_relative(y=by * max(1, scroll.size.height - 1), animate=False)

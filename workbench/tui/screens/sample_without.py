"""What is not to be drawn: a field of a form, and the box in which the transcripts are marked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from workbench.tui.commands import bindings_of, key_of
from workbench.tui.screens.dialog import Dialog
from workbench.tui.widgets.form_fields import Field
from workbench.tui.widgets.line import Line
from workbench.tui.widgets.row_list import RowList, columns
from workbench.visible import first_few, one_line
from workbench.words import unaccented


class NameRows(RowList[str]):
    """A line a name."""

    def key(self, row: str) -> str:
        """The name."""
        return row

    def lines(self, row: str, width: int) -> list[Content]:
        """The name."""
        return [columns(((one_line(row), 0),), width)]

    def words(self) -> Callable[[str], str]:
        """The name."""
        return lambda row: row


class WithoutBox(Dialog[tuple[str, ...] | None]):
    """Gives the names that are marked; None where what was left out stays.

    Args:
        names: All that could be drawn.
        left_out: What is left out now.
    """

    PLACE = "sample-without"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("sample-without"))
    AUTO_FOCUS = "NameRows"

    def __init__(self, names: Sequence[str], left_out: Collection[str]) -> None:
        super().__init__()
        self._names, self._begun = names, frozenset(left_out)
        self._marked = set(left_out)

    def compose(self) -> ComposeResult:
        """A line that narrows the list, the names, and two buttons."""
        with Vertical(classes="dialog", id="sample-without") as box:
            box.border_title = "Not to be drawn"
            yield Line(placeholder=f"{key_of('sample-without.find')} and a few letters: only names that have them")
            yield NameRows()
            yield Static("", id="left-out", classes="hint", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Cancel", id="cancel", compact=True)
                yield Button("Leave these out", variant="primary", id="take", compact=True)

    def on_mount(self) -> None:
        """Those are marked that are left out."""
        super().on_mount()
        self._narrow()

    @on(Input.Changed)
    def _narrow(self) -> None:
        words = unaccented(self.query_one(Line).value).split()
        found = [name for name in self._names if all(word in unaccented(name) for word in words)]
        rows = self.query_one(NameRows)
        rows.marked = set()
        rows.show(found, empty="No transcript is called that.")
        rows.marked = {name for name in found if name in self._marked}
        rows.draw_anew()
        self._tell()

    @on(RowList.Moved)
    def _take_marks(self) -> None:
        """Those that are not listed now keep their marks."""
        rows = self.query_one(NameRows)
        self._marked = self._marked.difference(rows.rows) | {str(name) for name in rows.marked}
        self._tell()

    def _tell(self) -> None:
        self.query_one("#left-out", Static).update(f"{len(self._marked):,} left out")

    @property
    def unsaved(self) -> bool:
        """Whether others are marked than at first."""
        return self._marked != self._begun

    @on(RowList.Chosen)
    def action_mark(self) -> None:
        """Mark the name under the cursor, or take the mark off."""
        self.query_one(NameRows).mark()

    def action_find(self) -> None:
        """Go to the line that narrows the list."""
        self.query_one(Line).focus()

    @on(Input.Submitted)
    def _typed(self) -> None:
        self.query_one(NameRows).focus()

    @on(Button.Pressed, "#take")
    def action_take(self) -> None:
        """Give those that are marked."""
        self.dismiss(tuple(name for name in self._names if name in self._marked))

    @on(Button.Pressed, "#cancel")
    def action_close(self) -> None:
        """Close; what was left out stays."""
        self.dismiss(None)


class WithoutField(Field):
    """The transcripts that are left out; a button chooses them."""

    class Changed(Message):
        """Others are left out."""

    def __init__(self) -> None:
        super().__init__("without", "", label="Left out")
        self._names: Sequence[str] = ()
        self._left_out: tuple[str, ...] = ()
        self._line = Static("none", classes="fixed", markup=False)
        self._shown = ()

    def offer(self, names: Sequence[str]) -> None:
        """Say what there is."""
        self._names = names

    @property
    def value(self) -> Any:
        """The names."""
        return self._left_out

    def show(self, value: Any) -> None:
        """Leave these out."""
        self._shown = value
        self._take(value)

    def _take(self, names: tuple[str, ...]) -> None:
        self._left_out = names
        self._line.update(f"{len(names):,}: {first_few(map(one_line, names))}" if names else "none")

    def editors(self) -> Sequence[Widget]:
        """What is left out, and the button beside it."""
        return [Horizontal(self._line, Button("Choose …", compact=True, classes="choose"), classes="beside")]

    @on(Button.Pressed, ".choose")
    def _choose(self, event: Button.Pressed) -> None:
        event.stop()
        self.app.push_screen(WithoutBox(self._names, self._left_out), self._chosen)

    def _chosen(self, names: tuple[str, ...] | None) -> None:
        if names is not None:
            self._take(names)
            self.post_message(self.Changed())

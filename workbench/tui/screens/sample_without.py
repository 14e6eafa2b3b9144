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
from textual.widgets import Button, Static

from workbench.tui.commands import bindings_of
from workbench.tui.screens.dialog import Dialog
from workbench.tui.widgets.form_fields import Field
from workbench.tui.widgets.row_list import RowList, columns
from workbench.visible import first_few, one_line


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

    def __init__(self, names: Sequence[str], left_out: Collection[str]) -> None:
        super().__init__()
        self._names, self._left_out = names, frozenset(left_out)

    def compose(self) -> ComposeResult:
        """The names, and two buttons."""
        with Vertical(classes="dialog", id="sample-without") as box:
            box.border_title = "Not to be drawn"
            yield NameRows()
            with Horizontal(classes="buttons"):
                yield Button("Cancel", id="cancel")
                yield Button("Leave these out", variant="primary", id="take")

    def on_mount(self) -> None:
        """Those are marked that are left out."""
        rows = self.query_one(NameRows)
        rows.show(self._names, empty="There is no transcript.")
        rows.marked = set(self._left_out)
        rows.draw_anew()
        rows.focus()

    @property
    def _marked(self) -> tuple[str, ...]:
        marked = self.query_one(NameRows).marked
        return tuple(name for name in self._names if name in marked)

    @property
    def unsaved(self) -> bool:
        """Whether others are marked than at first."""
        return frozenset(self._marked) != self._left_out

    @on(RowList.Chosen)
    def action_mark(self) -> None:
        """Mark the name under the cursor, or take the mark off."""
        self.query_one(NameRows).mark()

    @on(Button.Pressed, "#take")
    def action_take(self) -> None:
        """Give those that are marked."""
        self.dismiss(self._marked)

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

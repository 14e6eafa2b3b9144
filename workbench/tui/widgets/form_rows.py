"""A list of things with the same few columns, such as waves and roles: a row each, added, moved and taken away."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, ClassVar

from pydantic import BaseModel
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Button, Static

from workbench.tui.commands import bindings_of
from workbench.tui.faults import Unbroken
from workbench.tui.widgets.form_fields import Field, label_of
from workbench.tui.widgets.line import Line


class Row(Unbroken, Horizontal):
    """One entry: a line for each column, and buttons that move it up and take it away, for which there are keys too.

    Attributes:
        said: The columns of which the file says something, be it what goes without saying.
    """

    class Moved(Message):
        """The row is to go one place up."""

        def __init__(self, row: Row) -> None:
            self.row = row
            super().__init__()

    class Removed(Message):
        """The row is to go."""

        def __init__(self, row: Row) -> None:
            self.row = row
            super().__init__()

    def __init__(self, values: Mapping[str, str], said: Collection[str] = ()) -> None:
        super().__init__(classes="row")
        self.said = said
        self._lines = {name: Line(text, classes=f"column {name}") for name, text in values.items()}

    @property
    def values(self) -> dict[str, str]:
        """What is filled in, by column."""
        return {name: line.value.strip() for name, line in self._lines.items()}

    def compose(self) -> ComposeResult:
        """Lines and buttons."""
        yield from self._lines.values()
        for label, name, tip in (("↑", "up", "Move it one place up."), ("×", "away", "Take it away.")):
            button = Button(Content(label), compact=True, classes=name)
            button.tooltip = Content(tip)
            # Tab goes from line to line: these would make three stops of one.
            button.can_focus = False
            yield button

    @property
    def column(self) -> int:
        """The number of the column in which the keyboard is; 0 where it is in none."""
        return next((number for number, line in enumerate(self._lines.values()) if line.has_focus), 0)

    def enter(self, column: int = 0) -> None:
        """Put the keyboard into a column."""
        list(self._lines.values())[column].focus()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.post_message(self.Moved(self) if event.button.has_class("up") else self.Removed(self))


class RowsField(Field):
    """A list of entries of one kind. Up and Down stay in the column.

    Args:
        key: The setting's name.
        hint: What it means.
        value: The entries.
        kind: What an entry is; its fields are the columns.
    """

    PLACE: ClassVar[str] = "entries"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("entries"))

    def __init__(self, key: str, hint: str, value: Sequence[BaseModel], kind: type[BaseModel], **words: str) -> None:
        columns = [f"{label_of(name)}: {info.description}" for name, info in kind.model_fields.items()]
        super().__init__(key, "\n".join([hint, *columns]), **words)
        self.add_class("-broad")
        self._columns = {
            name: "" if info.is_required() else str(info.default) for name, info in kind.model_fields.items()
        }
        self._rows = [_row(entry) for entry in value]
        self._box = Vertical(*self._rows, classes="rows")
        self._shown = self.value

    @property
    def value(self) -> Any:
        """The entries that hold something, each with the columns that say something of their own."""
        return [said for row in self._rows if (said := self._said(row))]

    def _said(self, row: Row) -> dict[str, str]:
        values = row.values
        if all(text in ("", self._columns[name]) for name, text in values.items()):
            return {}
        first = next(iter(self._columns))
        # What goes without saying stays unsaid, unless the file says it already: its bytes are not to change for it.
        return {
            name: text
            for name, text in values.items()
            if name == first or name in row.said or text != self._columns[name]
        }

    def show(self, value: Any) -> None:
        """Fill in entries."""
        self._rows = [_row(entry) for entry in value]
        self._box.remove_children()
        self._box.mount_all(self._rows)
        self._shown = self.value

    def editors(self) -> Sequence[Widget]:
        """Headings, rows, and a button that adds one."""
        headings = [Static(label_of(name), classes=f"column {name}", markup=False) for name in self._columns]
        one = label_of(self.key).casefold().removesuffix("s")
        add = Button(Content(f"+ Add a {one}"), compact=True, classes="add")
        return [Horizontal(*headings, classes="columns"), self._box, add]

    def place_of(self, entry: int) -> int:
        """The number, counted from 1, of the row on the screen in which an entry of the value stands."""
        filled = [number for number, row in enumerate(self._rows, 1) if self._said(row)]
        return filled[entry] if entry < len(filled) else entry + 1

    @on(Button.Pressed, ".add")
    def _add(self, event: Button.Pressed) -> None:
        event.stop()
        row = Row(self._columns)
        self._rows.append(row)
        self._box.mount(row)
        row.call_after_refresh(row.enter)

    @property
    def _here(self) -> Row | None:
        """The row in which the keyboard is."""
        return next((row for row in self._rows if row.has_focus_within), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A row is moved or taken away where the keyboard is in one."""
        return action not in ("lift", "remove") or self._here is not None

    def action_move(self, by: int) -> None:
        """Go to the row above or below, in the same column; below the last one to the button that adds one."""
        here = self._here
        to = len(self._rows) + by if here is None else self._rows.index(here) + by
        if 0 <= to < len(self._rows):
            self._rows[to].enter(here.column if here is not None else 0)
        elif to >= len(self._rows):
            self.query_one(".add", Button).focus()

    def action_lift(self) -> None:
        """Move the row one place up."""
        if self._here is not None:
            self._move(Row.Moved(self._here))

    def action_remove(self) -> None:
        """Take the row away."""
        if self._here is not None:
            self._remove(Row.Removed(self._here))

    @on(Row.Removed)
    def _remove(self, message: Row.Removed) -> None:
        message.stop()
        place, column = self._rows.index(message.row), message.row.column
        self._rows.remove(message.row)
        message.row.remove()
        if self._rows:
            self._rows[min(place, len(self._rows) - 1)].enter(column)
        else:
            self.query_one(".add", Button).focus()
        self.look_again()

    @on(Row.Moved)
    def _move(self, message: Row.Moved) -> None:
        message.stop()
        place = self._rows.index(message.row)
        if place:
            above = self._rows[place - 1]
            self._rows[place - 1 : place + 1] = [message.row, above]
            self._box.move_child(message.row, before=above)
            self.look_again()


def _row(entry: BaseModel) -> Row:
    return Row({name: str(value) for name, value in entry.model_dump().items()}, entry.model_fields_set)

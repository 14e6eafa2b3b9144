"""A list that drops down from a field: Textual's own, with its key told in our words."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Select
from textual.widgets._select import SelectCurrent, SelectOverlay

from workbench.tui.commands import bindings_of
from workbench.tui.faults import Unbroken

Value = TypeVar("Value")


class Menu(Unbroken, SelectOverlay):
    """The list as it is open."""

    PLACE: ClassVar[str] = "menu"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("menu"))


class DropDown(Unbroken, Select[Value]):
    """One of several."""

    def compose(self) -> ComposeResult:
        """What is chosen, and the list."""
        yield SelectCurrent(self.prompt)
        yield Menu(type_to_search=self._type_to_search).data_bind(compact=Select.compact)

"""Under which code another one stands: a button that says so, and asks for another by a few letters of its name."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.content import Content
from textual.widgets import Button

from workbench.codebook.schema import Code
from workbench.tui.faults import Unbroken
from workbench.tui.screens.choose import ChooseScreen
from workbench.visible import one_line

AT_TOP = "at the top"
"""What it says where the code stands under none."""


class UnderField(Unbroken, Button):
    """A field for the code under which another stands. A list that drops down takes too long for 2,000 codes.

    Args:
        codes: The codes it may stand under.
        chosen: The id of the one it stands under; None for none.
        id: The field's own id.

    Attributes:
        value: The id of the one it stands under; None for none.
    """

    def __init__(self, codes: Iterable[Code], chosen: str | None, *, id: str) -> None:
        self._names = _names({code.id: code.name for code in codes})
        self.value = chosen
        super().__init__(self._said(), id=id, compact=True)

    def _said(self) -> Content:
        named = {code: name for name, code in self._names.items()}
        said = AT_TOP if self.value is None else named.get(self.value, self.value)
        return Content(f"{one_line(said)} …")

    @on(Button.Pressed)
    def _ask(self, event: Button.Pressed) -> None:
        event.stop()
        told = {AT_TOP: "", **self._names}
        self.app.push_screen(ChooseScreen("Under which code?", told), self._take)

    def _take(self, name: str | None) -> None:
        if name is not None:
            self.choose(self._names.get(name))

    def choose(self, code_id: str | None) -> None:
        """Choose a code; None for none."""
        self.value = code_id
        self.label = self._said()


def _names(codes: dict[str, str]) -> dict[str, str]:
    """The ids by what they are chosen by: the name, with the id behind it where several have the same."""
    found: dict[str, str] = {}
    for code, name in codes.items():
        found[f"{name} ({code})" if name in found or name == AT_TOP else name] = code
    return found

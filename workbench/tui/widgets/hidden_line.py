"""The line that tells that not all codings are shown, so that nobody takes what is seen for all there is."""

from __future__ import annotations

from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from workbench.tui.commands import key_of
from workbench.tui.faults import Unbroken
from workbench.visible import plural


class HiddenLine(Unbroken, Static):
    """Above the text, as long as codes are hidden on it; a click shows them again."""

    class Clicked(Message):
        """It was clicked."""

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self.display = False
        self._told = ""
        self.tooltip = Content("A click shows the codings of all codes again.")

    def tell(self, codes: int, codings: int) -> None:
        """Tell how many codes are hidden, and how many codings on the text that is shown."""
        told = ""
        if codes:
            keys = f"{key_of('coding.codebook')} and {key_of('codebook.show-all')}"
            told = f"{plural(codes, 'code')} hidden, {plural(codings, 'coding')} here · a click, or {keys}, shows all"
        if told != self._told:
            self._told, self.display = told, bool(told)
            self.update(told)

    def on_click(self) -> None:
        """Show all."""
        self.post_message(self.Clicked())

"""The line that tells that not all codings are shown, so that nobody takes what is seen for all there is."""

from __future__ import annotations

from rich.cells import cell_len
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
        self._told = self._said = ""
        self._forms: tuple[str, ...] = ()
        self.tooltip = Content("A click shows the codings of all codes again.")

    def tell(self, codes: int, codings: int) -> None:
        """Tell how many codes are hidden, and how many codings on the text that is shown."""
        told = ""
        if codes:
            keys = f"{key_of('coding.codebook')} {key_of('codebook.show-all')}"
            many = f"{plural(codes, 'code')} hidden, {plural(codings, 'coding')} here"
            self._forms = (
                f"{many} · a click, or {keys}, shows all",
                f"{plural(codes, 'code')} hidden ({codings:,} here) · {keys} shows all",
                f"{codes:,} hidden ({codings:,} here): {keys}",
            )
            told = self._forms[0]
        if told != self._told:
            self._told, self.display = told, bool(told)
            self._fit()

    def on_resize(self) -> None:
        """Say it in as few words as there is room for."""
        self._fit()

    def _fit(self) -> None:
        width = self.content_size.width or self.app.size.width
        fits = (form for form in self._forms if self._told and cell_len(form) <= width)
        said = next(fits, self._forms[-1] if self._told else "")
        if said != self._said:
            self._said = said
            self.update(said)

    def on_click(self) -> None:
        """Show all."""
        self.post_message(self.Clicked())

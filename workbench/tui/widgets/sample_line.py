"""The line that tells what is to be coded of a sample that is open; a click goes to the next of it."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from workbench.tui.faults import Unbroken


class SampleLine(Unbroken, Static):
    """Above a list or a text, as long as there is something to tell."""

    DEFAULT_CSS = """
    SampleLine { height: 1; padding: 0 1; background: $accent 20%; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    class Clicked(Message):
        """It was clicked."""

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self.display = False
        self._said = ""
        self._forms: tuple[str, ...] = ()
        self.tooltip = Content("A click goes to the next transcript of the sample.")

    def tell(self, *forms: str) -> None:
        """Tell something in the first of its forms for which there is room, else in the last; none: nothing to tell."""
        self._forms, self.display = forms, bool(forms)
        self._fit()

    def on_resize(self) -> None:
        """Say it in as few words as there is room for."""
        self._fit()

    def _fit(self) -> None:
        width = self.content_size.width or self.app.size.width
        said = next((form for form in self._forms if cell_len(form) <= width), self._forms[-1] if self._forms else "")
        if said != self._said:
            self._said = said
            self.update(said)

    def on_click(self) -> None:
        """Go to the next."""
        self.post_message(self.Clicked())

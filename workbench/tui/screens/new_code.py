"""A new code: its name, where it stands, and what it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, Label, Select, Static, TextArea

from workbench.codebook.finding import named, new_id
from workbench.codebook.states import Codebooks
from workbench.tui.screens.dialog import Dialog
from workbench.visible import one_line


@dataclass(frozen=True)
class NewCode:
    """A code to be made.

    Attributes:
        fields: Id, name and what else was said, as the codebook's file takes them.
        file: The codebook it goes into; None for the only one.
    """

    fields: dict[str, str]
    file: str | None


class NewCodeScreen(Dialog[NewCode | None]):
    """Asks for a new code; None where nothing is to be made."""

    PLACE = "new-code"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Close", tooltip="Close without making a code."),
        Binding("ctrl+s", "make", "Make", tooltip="Make the code."),
    ]

    def __init__(self, books: Codebooks, name: str) -> None:
        super().__init__()
        self._books, self._name = books, name

    def compose(self) -> ComposeResult:
        """Name, parent, definition."""
        choices = [(Content(one_line(code.name)), code.id) for code in self._books.codes() if not code.merged_into]
        files = [(Content(one_line(book.name)), book.file) for book in self._books.books]
        with Vertical(classes="dialog small") as box:
            box.border_title = "New code"
            yield Label("Name")
            yield Input(self._name, id="name")
            yield Static("", id="id", classes="hint", markup=False)
            yield Label("Under (optional)")
            yield Select(choices, prompt="at the top", id="parent")
            if len(files) > 1:
                yield Label("Codebook")
                yield Select(files, value=files[0][1], allow_blank=False, id="file")
            yield Label("Definition (optional)")
            yield TextArea(id="definition", tab_behavior="focus", compact=True)
            with Horizontal(classes="buttons"):
                yield Button("Make and apply", variant="primary", id="make")
                yield Button("Close", id="close")

    @property
    def new_id(self) -> str:
        """The id the code would get."""
        taken = {code.id for code in self._books.codes()} | {was for code in self._books.codes() for was in code.was}
        return new_id(self.query_one("#name", Input).value, taken)

    @on(Input.Changed, "#name")
    def _tell(self) -> None:
        name = self.query_one("#name", Input).value
        known = named(self._books, name)
        said = f"There is a code of that name: {known.id}." if known is not None else f"Its id will be {self.new_id}."
        self.query_one("#id", Static).update(said if name.strip() else "A code needs a name.")
        self.query_one("#make", Button).disabled = known is not None or not name.strip()

    @on(Input.Submitted, "#name")
    @on(Button.Pressed, "#make")
    def action_make(self) -> None:
        """Give the code to whoever asked."""
        if self.query_one("#make", Button).disabled:
            return
        fields = {
            "id": self.new_id,
            "name": " ".join(self.query_one("#name", Input).value.split()),
            "origin": "data-driven",
        }
        if definition := self.query_one("#definition", TextArea).text.strip():
            fields["definition"] = definition
        parent = self.query_one("#parent", Select).value
        file = None
        if isinstance(parent, str):
            fields["parent"] = parent
            file = next(book.file for book in self._books.books if book.code(parent) is not None)
        elif chosen := self.query("#file").results(Select):
            file = next((str(select.value) for select in chosen), None)
        self.dismiss(NewCode(fields, file))

    @on(Button.Pressed, "#close")
    def _close(self) -> None:
        self.dismiss(None)

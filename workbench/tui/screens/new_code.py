"""A new code: its name, where it stands, and what it means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Button, Input, Label, Select, Static

from workbench.codebook.books import Codebooks
from workbench.codebook.finding import told_of_name
from workbench.coding import NewCode
from workbench.tui.aside import Aside, Draft
from workbench.tui.commands import bindings_of
from workbench.tui.screens.writing_dialog import WritingDialog
from workbench.tui.widgets.drop_down import DropDown
from workbench.tui.widgets.line import Line
from workbench.tui.widgets.new_id import NewId
from workbench.tui.widgets.under_field import UnderField
from workbench.tui.widgets.writing import Writing
from workbench.visible import one_line

if TYPE_CHECKING:
    from workbench.tui.app import Workbench


class NewCodeScreen(WritingDialog):
    """Makes a new code; gives what the job that made it answers, or None where none was made.

    Args:
        books: The codebooks.
        name: The name as typed so far.
        job: Makes the code and does with it what it is for; done in a thread.
        aside: Where what is typed is kept if it cannot be saved; None where it is not.
        under: The id of the code under which it stands at first; None for the top.
        file: The codebook it stands in at first, where it stands at the top; None for the first there is.
        done: What the button says that makes it.
    """

    PLACE = "new-code"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("new-code"))

    def __init__(
        self,
        books: Codebooks,
        name: str,
        job: Callable[[NewCode], Message],
        *,
        aside: Aside | None = None,
        under: str | None = None,
        file: str | None = None,
        done: str = "Make and apply",
    ) -> None:
        super().__init__(aside)
        self._above, self._file, self._done = under, file, done
        self._books, self._first, self._job = books, name, job
        self._line, self._under = Line(name, id="name"), UnderField(books.living(), under, id="parent")
        # The footer says of the key what the button says.
        for key, bound in self._bindings.key_to_bindings.items():
            self._bindings.key_to_bindings[key] = [
                replace(one, description=done) if one.action == "make" else one for one in bound
            ]
        self._definition = Writing(id="definition")
        self._definition.compact = True

    def compose(self) -> ComposeResult:
        """Name, parent, definition; what is wrong and the buttons stay in sight below them."""
        # Text, not Content: only in these can be looked for by typing.
        files = [(Text(one_line(book.name)), book.file) for book in self._books.books]
        with Vertical(classes="dialog small", id="new-code") as box:
            box.border_title = "New code"
            with VerticalScroll(can_focus=False):
                yield Label("Name")
                yield self._line
                yield NewId()
                yield Label("Under (optional)")
                yield self._under
                if len(files) > 1:
                    yield Label("Codebook")
                    yield DropDown(files, value=self._file or files[0][1], allow_blank=False, id="file")
                yield Label("Definition (optional)")
                yield self._definition
            yield Static("", id="trouble", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Close", id="close")
                yield Button(self._done, variant="primary", id="make")

    def on_mount(self) -> None:
        """Say at once what is missing."""
        self._tell()

    @property
    def standing(self) -> NewCode:
        """The code as it is filled in."""
        return self._new_code()

    @property
    def unsaved(self) -> bool:
        """Whether more than the name that stood there at first was typed or chosen."""
        new = self._new_code()
        return (new.name, new.parent, new.definition) != (" ".join(self._first.split()), self._above, "")

    @property
    def typed(self) -> dict[str, str]:
        """Name and definition, as in `WritingDialog.typed`."""
        new = self._new_code()
        return {"name": new.name, "definition": new.definition}

    def is_about_this(self, draft: Draft) -> bool:
        """Whether it is of the same name, or none was typed yet: another code's is not put in its place."""
        name, kept = self.standing.name, draft.typed.get("name", "")
        return name.casefold() in ("", kept.casefold())

    @on(Input.Changed, "#name")
    def _tell(self) -> None:
        name = self._line.value
        trouble = told_of_name(self._books, name) if name.strip() else "Give it a name."
        self.query_one(NewId).tell(cast("Workbench", self.app).opened, self._books, name, trouble)
        self.query_one("#make", Button).disabled = bool(trouble)

    def _new_code(self) -> NewCode:
        files = [select.value for select in self.query("#file").results(Select)]
        return NewCode(
            name=" ".join(self._line.value.split()),
            parent=self._under.value,
            definition=self._definition.text.strip(),
            file=next((file for file in files if isinstance(file, str)), None),
        )

    @on(Input.Submitted, "#name")
    @on(Button.Pressed, "#make")
    def action_make(self) -> None:
        """Make the code; the box closes when it is on the disk."""
        if not self.query_one("#make", Button).disabled:
            new, job = self._new_code(), self._job
            self.write("Make the code", lambda: job(new))

    @on(Button.Pressed, "#close")
    def action_close(self) -> None:
        """Close; asks where something was written."""
        self.leave_or_ask(self.action_make, done=self._done)

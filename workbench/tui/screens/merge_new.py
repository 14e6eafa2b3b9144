"""A box in which codes are merged into a new one: what that is called and means, where it stands, what it touches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.widget import Widget
from textual.widgets import Button, Input, Label

from workbench.codebook.books import Codebooks
from workbench.codebook.changes.reshape import group_of_new
from workbench.codebook.finding import told_of_name
from workbench.codebook.schema import Code
from workbench.coding import NewCode
from workbench.study import Study
from workbench.tui import work
from workbench.tui.screens import reshape_jobs as jobs
from workbench.tui.screens.quoting import texts_of_new
from workbench.tui.screens.reshape import ReshapeForm, told_of_merged
from workbench.tui.widgets.line import Line
from workbench.tui.widgets.new_id import NewId
from workbench.tui.widgets.under_field import UnderField
from workbench.tui.widgets.writing import Writing
from workbench.visible import one_line, plural


class MergeNewForm(ReshapeForm):
    """Asks for the code that others are merged into.

    Args:
        study: The study.
        books: The codebooks.
        codes: The codes that go.
        name: The name of the new one as typed so far.
    """

    AUTO_FOCUS: ClassVar[str] = "#name"

    def __init__(self, study: Study, books: Codebooks, codes: Sequence[Code], name: str) -> None:
        several = len(codes) > 1
        title = f"Merge {plural(len(codes), 'code') if several else f'“{one_line(codes[0].name)}”'} into a new code"
        super().__init__(study, codes, title, told_of_merged(codes, "the new code"), done="Merge")
        self._books, self._first = books, " ".join(name.split())
        self._line, self._definition = Line(name, id="name"), Writing(id="definition")
        self._definition.compact = True
        going = {code.id for code in codes}
        self._group = group_of_new(books, [code.id for code in codes])
        self._under = UnderField([code for code in books.living() if code.id not in going], self._group, id="parent")

    def fields(self) -> list[Widget]:
        """The name, where it stands, what it means."""
        return [
            Label("Name of the new code"),
            self._line,
            NewId(),
            Label("Under"),
            self._under,
            Label("What it means (optional)"),
            self._definition,
        ]

    @property
    def new(self) -> NewCode:
        """The new code as it is filled in."""
        name, definition = " ".join(self._line.value.split()), self._definition.text.strip()
        return NewCode(name, parent=self._under.value or "", definition=definition)

    @property
    def standing(self) -> object:
        """What is filled in."""
        return self.reason, self.new

    @property
    def unsaved(self) -> bool:
        """Whether more was typed or chosen than stood there at first."""
        return bool(self.reason) or self.new != NewCode(self._first, parent=self._group or "")

    @property
    def typed(self) -> dict[str, str]:
        """See `WritingDialog.typed`."""
        return super().typed | {"name": self.new.name, "definition": self.new.definition}

    @property
    def texts(self) -> list[tuple[str, str]]:
        """What is said of the new code, and the reason."""
        return [*texts_of_new(self.new), *super().texts]

    def on_mount(self) -> None:
        """Say at once what stands in the way."""
        self._tell()

    def looking(self) -> work.Job:
        """What looks what is touched, and what becomes of codes under them."""
        study, codes, new = self.study, [code.id for code in self.codes], self.new
        return lambda: jobs.touches_of_merge(study, codes, new)

    @on(Input.Changed, "#name")
    def _tell(self) -> None:
        name = self._line.value
        trouble = told_of_name(self._books, name, but=self.code.id) if name.strip() else "Give it a name."
        self.query_one(NewId).tell(self.study, self._books, name, trouble)
        self.query_one("#save", Button).disabled = bool(trouble)

    def write_over(self) -> None:
        """Merge them, once the new one has a name of its own."""
        if not self.query_one("#save", Button).disabled:
            super().write_over()

    def job(self) -> work.Job:
        """To merge them."""
        study, codes, new, reason = self.study, self.codes, self.new, self.reason
        return lambda: jobs.merge(study, codes, new, reason)

"""A box with the rule of a code and its extracts from other transcripts, newest first, read page by page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from workbench.codebook.schema import Code
from workbench.coding import Extract
from workbench.tui import work
from workbench.tui.commands import bindings_of
from workbench.tui.screens.coding_change_jobs import PAGE, ExtractsRead
from workbench.tui.screens.dialog import Dialog
from workbench.tui.widgets.code_rules import rules_of
from workbench.tui.widgets.example_codings import ExampleCodings
from workbench.tui.widgets.extract_lines import ExtractLines
from workbench.tui.widgets.painted import entitle
from workbench.visible import one_line

_READ = "Read the code's extracts"
_AHEAD = 30
"""So many rows before the last one that was read, the next page is."""


class CodeExtractsScreen(Dialog[Extract | None]):
    """Shows extracts; gives the one to go to, or None.

    Args:
        title: What they are of.
        code: The code, whose rule stands above them; None where it is in no codebook.
        read: Reads a page from an offset on; done in a thread.
        coder: Who is coding.
        became: What became of the code where it is put on passages no more; of one that was merged, the extracts are
            those of its successor.
        names: The names of codes by today's id: of a group's extracts it is told which of its codes each has.
    """

    PLACE = "code-extracts"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("code-extracts"))

    def __init__(
        self,
        title: str,
        code: Code | None,
        read: Callable[[int], Message],
        coder: str,
        *,
        became: str = "",
        names: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__()
        self._names = names
        self._code, self._became = code, became
        self._title, self._read, self._coder = title, read, coder
        self._extracts: dict[object, Extract] = {}
        self._total, self._offset, self._is_reading = 0, 0, False

    def compose(self) -> ComposeResult:
        """The list."""
        with Vertical(classes="dialog", id="code-extracts") as box:
            box.border_title = Content(one_line(self._title))
            if self._code is not None:
                with VerticalScroll(id="rule", can_focus=False):
                    yield Static(rules_of(self._code, became=self._became), markup=False)
                    yield ExampleCodings()
            yield ExtractLines(self._coder, note=self._other_code)

    def _other_code(self, one: Extract) -> str:
        """The name of the code that an extract has, where it is another than the one asked about."""
        is_other = self._code is not None and self._code.merged_into is None and one.code != self._code.id
        return one_line(self._names.get(one.code, "")) if is_other else ""

    def on_mount(self) -> None:
        """Read the first page."""
        for examples in self.query(ExampleCodings):
            examples.show(self._code)
        rows = self.query_one(ExtractLines)
        rows.show((), empty="Reading …")
        rows.focus()
        self._read_on()

    def _read_on(self) -> None:
        read, offset, self._is_reading = self._read, self._offset, True
        work.start(self, _READ, lambda: read(offset), only_reads=True)

    @on(ExtractsRead)
    def _show(self, message: ExtractsRead) -> None:
        self._is_reading = False
        # What is coded meanwhile moves the others on by one: what comes twice is shown once.
        self._extracts |= {one.id: one for one in message.page.extracts}
        self._offset, self._total = message.offset + PAGE, message.page.total
        rows = self.query_one(ExtractLines)
        rows.show(tuple(self._extracts.values()), empty="The code stands in no other transcript yet.")
        self._tell()

    @on(work.Failed)
    def _failed(self, message: work.Failed) -> None:
        self._is_reading = False

    @on(ExtractLines.Moved)
    def _tell(self) -> None:
        rows = self.query_one(ExtractLines)
        if self._total:
            at = Content(f"{rows.cursor + 1:,} of {self._total:,}, newest first")
            entitle(self.query_one("#code-extracts"), subtitle=at)
        if not self._is_reading and self._offset < self._total and rows.cursor > len(rows.rows) - _AHEAD:
            self._read_on()

    def action_whole(self) -> None:
        """Show the extract under the cursor whole, or as long as the others."""
        rows = self.query_one(ExtractLines)
        rows.show_whole(not rows.is_whole)

    @on(ExtractLines.Chosen)
    def action_go(self) -> None:
        """Go to it."""
        current = self.query_one(ExtractLines).current
        if current is not None:
            self.dismiss(current)

"""A line for what stands in brackets in a quotation: whether it may be a name is told while it is typed."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from workbench.report.quotation_shown import OpenQuotation, told_of_brackets
from workbench.tui import work
from workbench.tui.screens.question import AskLine


class BracketsLooked(Message):
    """What speaks against words in brackets."""

    def __init__(self, words: str, told: Sequence[str]) -> None:
        self.words, self.told = words, told
        super().__init__()


class BracketLine(AskLine):
    """Asks for what is to stand in brackets, and tells what the export would tell of it.

    Args:
        title: What is asked for.
        opened: The quotation.
        value: What stands there at first.
        hint: What to type.
    """

    def __init__(self, title: str, opened: OpenQuotation, *, value: str, hint: str) -> None:
        super().__init__(title, value=value, hint=hint, done="Put it there")
        self._opened, self._is_asked = opened, False

    def more(self) -> ComposeResult:
        """What speaks against it."""
        yield Static("", id="told", markup=False)

    @on(Input.Changed)
    def _look(self) -> None:
        """Have it looked at; while that is done, only the latest is asked for."""
        if not self._is_asked:
            self._is_asked = True
            opened, words = self._opened, self._typed

            def job() -> Message:
                return BracketsLooked(words, told_of_brackets(opened, words))

            work.start(self, "Look for names", job, only_reads=True)

    @on(BracketsLooked)
    def _looked(self, message: BracketsLooked) -> None:
        self._is_asked = False
        if message.words == self._typed:
            self.query_one("#told", Static).update(Content.styled("\n".join(message.told), "$warning"))
        else:
            self._look()

    @property
    def _typed(self) -> str:
        return self.query_one(Input).value

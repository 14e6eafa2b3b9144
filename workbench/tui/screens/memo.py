"""A note in an editor."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Static

from workbench.errors import WorkbenchError
from workbench.tui import work
from workbench.tui.aside import Aside
from workbench.tui.commands import bindings_of
from workbench.tui.screens.writing_dialog import WritingDialog
from workbench.tui.widgets.writing import Writing
from workbench.visible import one_line


class MemoScreen(WritingDialog):
    """Writes a note; gives what the job that wrote it answers, or None where the note is as it was.

    Args:
        title: What the note is on.
        text: The note as it is.
        job: Writes the note, the first of its arguments, unless it says something else by now than the second: then it
            answers with a `work.Clash`. Done in a thread.
        about: What it is for, above it; empty where that goes without saying.
        aside: Where what is written is kept if it cannot be saved; None where it is not.
    """

    PLACE = "memo"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("memo"))

    def __init__(
        self,
        title: str,
        text: str,
        job: Callable[[str, str], Message],
        *,
        aside: Aside | None = None,
        about: str = "",
    ) -> None:
        super().__init__(aside)
        self._about = about
        self._title, self._job, self._writing = title, job, Writing(text, id="note")
        self._stored = text
        # What the editor makes of the note: opening it changes nothing.
        self._settled = self._writing.text

    def compose(self) -> ComposeResult:
        """The editor, and buttons to keep or leave."""
        with Vertical(classes="dialog", id="memo") as box:
            box.border_title = Content(one_line(self._title))
            if self._about:
                yield Static(self._about, classes="hint", markup=False)
            yield self._writing
            yield Static("", id="trouble", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Leave as it was", id="leave")
                yield Button("Keep", variant="primary", id="keep")

    def on_mount(self) -> None:
        """One writes on where the note ends."""
        self._writing.move_cursor(self._writing.document.end)

    @property
    def unsaved(self) -> bool:
        """Whether something else is written than was shown."""
        return self._writing.text != self._settled

    @property
    def standing(self) -> str:
        """The note as it is written."""
        return self._writing.text

    @property
    def typed(self) -> dict[str, str]:
        """The note, where it is not saved."""
        return {"note": self.standing} if self.unsaved else {}

    def keep(self) -> bool:
        """Keep what is written, unless somebody else wrote the note meanwhile; see `Dialog.keep`."""
        if not self.is_contested:
            self.action_keep()
        return not self.is_contested

    @on(Button.Pressed, "#keep")
    def action_keep(self) -> None:
        """Write the note; the box closes when it is on the disk."""
        if not self.unsaved:
            self.leave()
        elif self.is_contested:
            self.ask_over()
        else:
            self.write_over()

    def write_over(self) -> None:
        """See `WritingDialog.write_over`."""
        text, before, job = self.standing.strip(), self._stored, self._job
        self.write("Write the memo", lambda: job(text, before))

    def answered(self, answer: Message, standing: object) -> None:
        """Show what somebody else wrote meanwhile, and ask; else see `WritingDialog.answered`."""
        if isinstance(answer, work.Clash):
            self._stored = answer.theirs
            self.contest("memo", answer.theirs)
        else:
            self._settled = str(standing)
            self._stored = self._settled.strip()
            super().answered(answer, standing)

    @on(Button.Pressed, "#leave")
    def _leave(self) -> None:
        self.leave()

    def keep_at_the_end(self, aside: Aside) -> None:
        """Write the note, below what somebody else wrote meanwhile; where it cannot be, keep it aside."""
        text = self.standing.strip()
        with suppress(WorkbenchError, OSError, RuntimeError):
            answer = work.Clash(self._stored) if self.is_contested else self._job(text, self._stored)
            if isinstance(answer, work.Clash):
                answer = self._job(f"{answer.theirs}\n\n{text}".strip(), answer.theirs)
            if not isinstance(answer, work.Clash):
                return
        super().keep_at_the_end(aside)

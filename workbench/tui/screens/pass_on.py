"""To whom a concern was passed on, and when."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Label

from workbench.memos import MemoFound, today
from workbench.study import Study
from workbench.transcripts.tables.values import CellProblem, read_date
from workbench.tui import work
from workbench.tui.aside import Aside
from workbench.tui.commands import bindings_of
from workbench.tui.screens import memo_jobs as jobs
from workbench.tui.screens.writing_dialog import WritingForm
from workbench.tui.widgets.line import Line
from workbench.tui.widgets.memo_rows import about
from workbench.visible import one_line


class PassOnForm(WritingForm):
    """Notes to whom a concern was passed on, and when; gives `memo_jobs.Written`, or None.

    Args:
        study: The study.
        memo: A memo on safeguarding.
    """

    PLACE = "pass-on"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("pass-on"))

    def __init__(self, study: Study, memo: MemoFound) -> None:
        super().__init__(Aside(study, f"pass-on-{memo.id}"))
        self._study, self._memo = study, memo
        # What was noted before stands here to be seen: then it may be written over.
        self._again = memo.passed_on is not None
        self._to = Line(memo.passed_to, placeholder="e.g. the safeguarding lead", id="to")
        self._when = Line((memo.passed_on or today()).isoformat(), id="when")
        self._settled = (self._to.value, self._when.value)

    def compose(self) -> ComposeResult:
        """Two lines and two buttons."""
        with Vertical(classes="dialog small", id="pass-on") as box:
            box.border_title = Content(one_line(f"Passed on: the concern about {about(self._memo)}"))
            yield Label("To whom")
            yield self._to
            yield Label("When (year-month-day)")
            yield self._when
            yield from self.below()

    @property
    def standing(self) -> tuple[str, str]:
        """What stands in the two lines."""
        return self._to.value, self._when.value

    @property
    def unsaved(self) -> bool:
        """Whether something else stands there than was shown."""
        return self.standing != self._settled

    @property
    def typed(self) -> dict[str, str]:
        """The lines, where they are not saved."""
        return {"to": self._to.value, "when": self._when.value} if self.unsaved else {}

    def write_over(self) -> None:
        """Note it; the box closes when it is on the disk."""
        try:
            when = read_date(self._when.value.strip())
        except CellProblem as problem:
            self.say_trouble(f"{problem} {problem.hint}")
            self._when.focus()
            return
        study, memo, to, again = self._study, self._memo, self._to.value.strip(), self._again or self.is_contested
        self.write("Note that it was passed on", lambda: jobs.pass_on(study, memo, to, when or today(), again=again))

    def answered(self, answer: Message, standing: object) -> None:
        """Show what somebody else noted meanwhile, and ask; else see `WritingDialog.answered`."""
        if isinstance(answer, work.Clash):
            self.contest("note", answer.theirs)
        else:
            super().answered(answer, standing)

"""The editor of a memo: its kind, its phase, the day it tells of, and its Markdown."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import ClassVar, Literal, NamedTuple

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Label

from workbench.memos import KIND_MEANINGS, SAFEGUARDING, MemoFound, kinds_about
from workbench.study import Study
from workbench.transcripts.tables.values import CellProblem, read_date
from workbench.tui import work
from workbench.tui.aside import Aside
from workbench.tui.commands import bindings_of
from workbench.tui.screens import memo_jobs as jobs
from workbench.tui.screens.room import Room
from workbench.tui.screens.writing_dialog import WritingForm
from workbench.tui.widgets.drop_down import DropDown
from workbench.tui.widgets.line import Line
from workbench.tui.widgets.memo_rows import about
from workbench.tui.widgets.writing import Writing
from workbench.visible import one_line

_NO_PHASE = 0
_SAFE = "What is on safeguarding stays so, and is in no export, pack or report."


class _Filled(NamedTuple):
    """What stands in the form."""

    text: str
    kind: str
    phase: int
    date: str


class MemoForm(WritingForm):
    """Writes a memo, or changes one; gives `memo_jobs.Written`, or None where nothing was written.

    Args:
        study: The study it is written in, whichever is open by then.
        memo: The memo to change; None writes a new one.
        what: What a new one is about.
        kind: The kind that a new one begins with.
        phase: The phase that a new one begins with.
    """

    PLACE = "memo-form"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("memo-form"))

    def __init__(
        self,
        study: Study,
        memo: MemoFound | None = None,
        *,
        what: jobs.OnWhat | None = None,
        kind: str = "analytic",
        phase: int | None = None,
    ) -> None:
        self._study, self._memo, self._what = study, memo, what or jobs.OnWhat()
        super().__init__(Aside(study, _kept_as(memo, self._what)))
        self._stored = memo.text if memo is not None else ""
        self._writing = Writing(self._stored, id="note")
        kind, phase = (memo.kind, memo.phase) if memo is not None else (kind, phase)
        kinds = kinds_about(memo.about if memo is not None else self._what.about)
        phases = [("no phase", _NO_PHASE), *jobs.phase_choices(study)]
        self._kind: DropDown[str] = DropDown(
            [(Text(f"{one}: {KIND_MEANINGS[one]}"), one) for one in kinds], value=kind, allow_blank=False, compact=True
        )
        self._phase: DropDown[int] = DropDown(
            [(Text(shown), number) for shown, number in phases],
            value=phase or _NO_PHASE,
            allow_blank=False,
            compact=True,
        )
        date = memo.date.isoformat() if memo is not None and memo.date is not None else ""
        self._date = Line(date, placeholder="today" if memo is None else "when it was written", id="date")
        self._settled = _Filled(self._writing.text, kind, phase or _NO_PHASE, date)

    def compose(self) -> ComposeResult:
        """Kind, phase and day, the editor, and two buttons."""
        with Vertical(classes="dialog", id="memo-form") as box:
            box.border_title = Content(self._title())
            # The note in a coding's own row has neither kind nor phase nor day.
            with Vertical(id="memo-facts") as facts:
                facts.display = self._memo is None or not self._memo.in_coding
                with Horizontal():
                    yield Label("Kind")
                    yield self._kind
                with Horizontal():
                    yield Label("Phase")
                    yield self._phase
                    yield Label("Day it tells of")
                    yield self._date
            yield self._writing
            yield from self.below()

    def on_mount(self) -> None:
        """One writes on where the text ends."""
        self._kind.disabled = self._memo is not None and self._memo.kind == SAFEGUARDING
        self._kind.tooltip = Content(_SAFE) if self._kind.disabled else None
        self._writing.move_cursor(self._writing.document.end)
        self._writing.focus()

    def _title(self) -> str:
        if self._memo is None:
            return one_line(f"New memo on {self._what.called}")
        return one_line(f"Memo on {about(self._memo)}")

    @property
    def standing(self) -> _Filled:
        """What stands in the form."""
        phase = self._phase.value
        return _Filled(
            self._writing.text,
            str(self._kind.value),
            phase if isinstance(phase, int) else _NO_PHASE,
            self._date.value.strip(),
        )

    @property
    def unsaved(self) -> bool:
        """Whether something else stands in it than was shown; of a new one, whether it says anything."""
        if self._memo is None:
            return bool(self.standing.text.strip())
        return self.standing != self._settled

    @property
    def typed(self) -> dict[str, str]:
        """The text, where it is not saved."""
        return {"note": self.standing.text} if self.standing.text != self._settled.text else {}

    def write_over(self) -> None:
        """Write the memo; the form closes when it is on the disk."""
        filled, before, memo, study, what = self.standing, self._settled, self._memo, self._study, self._what
        if memo is not None and filled == before and not self.is_contested:
            self.leave()
            return
        try:
            date = read_date(filled.date)
        except CellProblem as problem:
            self.say_trouble(f"Day: {problem} {problem.hint}")
            self._date.focus()
            return
        text, stored = filled.text.strip(), self._stored
        if memo is None:
            phase = filled.phase or None
            self.write(
                "Write the memo", lambda: jobs.write(study, what, text, kind=filled.kind, phase=phase, date=date)
            )
            return
        changed = filled.text != before.text or self.is_contested
        kind = filled.kind if filled.kind != before.kind else None
        phase = filled.phase if filled.phase != before.phase else None
        day: dt.date | Literal[""] | None = (date or "") if filled.date != before.date else None
        self.write(
            "Change the memo",
            lambda: jobs.change(study, memo, text if changed else None, stored, kind=kind, phase=phase, date=day),
        )

    def answered(self, answer: Message, standing: object) -> None:
        """Show what somebody else wrote meanwhile, and ask; else see `WritingDialog.answered`."""
        if isinstance(answer, work.Clash):
            if answer.now is not None:
                self._take(answer.now)
            self._stored = answer.theirs
            self.contest("memo", answer.theirs)
            return
        if isinstance(answer, jobs.Written) and isinstance(standing, _Filled):
            self._settled, self._stored = standing, standing.text.strip()
        super().answered(answer, standing)

    def _take(self, now: MemoFound) -> None:
        """It is that memo which is changed from now on; what was filled in stays, and counts as unsaved."""
        self._memo = now
        self._settled = _Filled(now.text, now.kind, now.phase or _NO_PHASE, now.date.isoformat() if now.date else "")


def edit_memo(
    room: Room,
    memo: MemoFound | None = None,
    *,
    what: jobs.OnWhat | None = None,
    kind: str = "analytic",
    phase: int | None = None,
) -> None:
    """Open the editor in a room, and tell there when the memo is written. Arguments as for `MemoForm`."""

    def tell(answer: Message | None) -> None:
        if isinstance(answer, jobs.Written):
            room.notify(f"{answer.sentence}.", timeout=answer.seconds)
            room.workbench.study_changed()

    room.app.push_screen(MemoForm(room.study, memo, what=what, kind=kind, phase=phase), tell)


def _kept_as(memo: MemoFound | None, what: jobs.OnWhat) -> str:
    """The name under which what is typed is kept aside: of a coding's own note the same as in its box."""
    if memo is not None:
        return f"memo-{memo.id}"
    about_it = f"{what.about}\n{what.name}\n{what.span}\n{what.coding_id}"
    return f"new-memo-{hashlib.sha256(about_it.encode()).hexdigest()[:16]}"

"""Bringing a report that was worked on up to date: which file, what would change in it, and writing that."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Label, Static

from workbench.progress import Tell
from workbench.study import Study
from workbench.tui.screens.file_box import FileBox, Wrote
from workbench.tui.screens.lines import LinesScreen
from workbench.tui.screens.verify_jobs import PickReport
from workbench.tui.widgets.change_rows import TOLD, ChangeRows, told_of
from workbench.tui.widgets.line import Line
from workbench.tui.widgets.only_read import OnlyRead
from workbench.tui.widgets.progress import ProgressScreen
from workbench.tui.widgets.row_list import RowList
from workbench.visible import one_line, plural

if TYPE_CHECKING:
    from textual.app import App

    from workbench.report.update.plan import UpdatePlan

COMPARE = "Compare with the study"
WRITE = "Bring the report up to date"
MISSING = "Bring those not in it, too"


class PlanMade(Message):
    """What would be brought into a report."""

    def __init__(self, plan: UpdatePlan) -> None:
        self.plan = plan
        super().__init__()


class PickWorkedOn(PickReport):
    """Picks the report that is brought up to date."""

    TITLE_OF_BOX = "Bring a report up to date: which one?"
    ENDINGS: ClassVar[Collection[str]] = (".docx",)


def begin(app: App[None], study: Study, wrote: Callable[[Wrote | None], None]) -> None:
    """Ask which report, show what would change in it, and write that.

    Args:
        app: The app.
        study: The study.
        wrote: Told what was written; None where nothing was.
    """

    def planned(answer: Message | None) -> None:
        if isinstance(answer, PlanMade):
            app.push_screen(UpdateScreen(study, answer.plan), wrote)

    def picked(paths: list[Path] | None) -> None:
        if paths:
            progress = ProgressScreen(COMPARE, _planning(study, paths[0]), cancelled="nothing was looked at")
            app.push_screen(progress, planned)

    app.push_screen(PickWorkedOn(study.exports if study.exports.is_dir() else study.folder), picked)


def _planning(study: Study, path: Path, *, add_missing: bool = False) -> Callable[[Tell], Message]:
    def job(tell: Tell) -> Message:
        # It loads what reads Word files, and only those who update a report want that.
        from workbench.report.update.update import plan_update

        return PlanMade(plan_update(study, path, add_missing=add_missing, progress=tell))

    return job


class UpdateScreen(FileBox):
    """Shows what would be brought into a report, and writes it as tracked changes.

    Args:
        study: The study.
        plan: What would be brought.
    """

    TITLE_OF_BOX = "Bring a report up to date"

    def __init__(self, study: Study, plan: UpdatePlan) -> None:
        super().__init__(study)
        self._plan = plan

    def wanted(self) -> ComposeResult:
        """What would change: how many of what, the list, and the one under the cursor."""
        yield Static(self._counts(), id="counts", markup=False)
        yield ChangeRows()
        with VerticalScroll(id="change", can_focus=True):
            yield OnlyRead(widget_id="change-told")

    def compose(self) -> ComposeResult:
        """The list, a path, two buttons."""
        self._suggested = self._relative(self.default())
        with Vertical(classes="dialog", id="update") as box:
            box.border_title = Content(f"Bring {one_line(self._plan.path.name)} up to date")
            yield from self.wanted()
            with Vertical(id="target") as target:
                target.display = self.has_anything
                yield Label("Into which file, as tracked changes")
                yield Line(self._suggested, id="path")
                yield Static("", id="where", classes="hint", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Cancel" if self.has_anything else "Close", id="cancel")
                missing = Button(MISSING, id="missing")
                missing.display = bool(self._plan.counts.get("uncertain"))
                yield missing
                write = Button("Write", variant="primary", id="write")
                write.display = self.has_anything
                yield write

    def on_mount(self) -> None:
        """The keyboard is on the list."""
        self._show_plan()
        by_hand = [f"Says otherwise in the study by now; put it right in Word: {one}." for one in self._plan.otherwise]
        if told := [*by_hand, *self._plan.notices]:
            self.app.push_screen(LinesScreen("What you should know", told))

    def _show_plan(self) -> None:
        rows = self.query_one(ChangeRows)
        rows.show_changes(self._plan.changes, empty="Nothing is to be brought: it says what the study prints.")
        self.call_after_refresh(rows.focus)
        self._show_one()

    @on(Button.Pressed, "#missing")
    def _bring_missing(self) -> None:
        """Plan it once more, with the quotations of which nobody knows whether the writer took them out."""

        def planned(answer: Message | None) -> None:
            if isinstance(answer, PlanMade):
                self._plan = answer.plan
                self.query_one("#counts", Static).update(self._counts())
                self.query_one("#missing").display = False
                for name in ("#target", "#write"):
                    self.query_one(name).display = self.has_anything
                self.query_one("#cancel", Button).label = "Cancel"
                self._show_plan()

        job = _planning(self.study, self._plan.path, add_missing=True)
        self.app.push_screen(ProgressScreen(COMPARE, job, cancelled="nothing was looked at"), planned)

    def default(self) -> Path:
        """The report itself."""
        return self._plan.path

    def _relative(self, path: Path) -> str:
        folder = self.study.folder
        return str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)

    @property
    def has_anything(self) -> bool:
        """Whether anything would be brought."""
        return bool(self._plan.brought)

    def _counts(self) -> str:
        counts = self._plan.counts
        said = [f"{counts[what]:,} {told.name}" for what, told in TOLD.items() if counts.get(what)]
        if self._plan.own:
            said.append(f"{self._plan.own:,} changed by its writer alone")
        how = ", ".join(said) or "all as the study prints them"
        return f"{plural(self._plan.quotations, 'quotation')} with marks: {how}."

    @on(RowList.Moved, "#changes")
    def _show_one(self) -> None:
        row = self.query_one(ChangeRows).current
        self.query_one("#change-told", OnlyRead).update(told_of(row[1]) if row is not None else "")
        self.query_one("#change", VerticalScroll).scroll_home(animate=False)

    def action_write(self) -> None:
        """Write it, where there is anything to be written."""
        if self.has_anything:
            super().action_write()
        else:
            self.notify("Nothing is to be brought.", timeout=3)

    def writing(self, path: Path) -> tuple[str, Callable[[Tell], Message]]:
        """Write the report with its tracked changes."""
        study, plan = self.study, self._plan

        def job(tell: Tell) -> Message:
            from workbench.report.update.update import write_update

            done = write_update(study, plan, path, progress=tell)
            many = plural(len(done.plan.brought), "change")
            left = done.plan.left_to_do
            notices = (f"Could not be brought: {len(left)}. See to them in Word.",) if left else ()
            said = f"{many} by “workbench”, to be accepted or rejected in Word."
            return Wrote(done.path, said, (*notices, *done.notices))

        return WRITE, job

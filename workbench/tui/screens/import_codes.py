"""Taking in a codebook from elsewhere: which file, how its columns are taken, into which codebook; shown before."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Label, Select, Static

from workbench.study import Study
from workbench.tui import work
from workbench.tui.commands import bindings_of
from workbench.tui.screens import codes_elsewhere as jobs
from workbench.tui.screens.choose import ChooseScreen
from workbench.tui.screens.codes_elsewhere import NEW, How, Planned
from workbench.tui.screens.pick_files import PickOne
from workbench.tui.screens.writing_dialog import WritingForm
from workbench.tui.widgets.column_rows import ColumnRows
from workbench.tui.widgets.drop_down import DropDown
from workbench.tui.widgets.line import Line
from workbench.visible import one_line, visible

if TYPE_CHECKING:
    from workbench.exchange.codebooks import ImportPlan

_LOOK = "Look what it would change"


class PickCodebook(PickOne):
    """Picks the file of a codebook."""

    TITLE_OF_BOX = "Take in a codebook: which file?"
    ENDINGS: ClassVar[Collection[str]] = jobs.ENDINGS


class ImportCodes(WritingForm):
    """Shows what taking a file in would do, and how it is taken; gives `codes_elsewhere.TakenIn`, or None.

    Args:
        study: The study.
        path: The file.
        files: The codebooks that there are.
    """

    PLACE = "import-codes"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("import-codes"))
    AUTO_FOCUS = "VerticalScroll"
    saves = "Take it in"

    def __init__(self, study: Study, path: Path, files: Sequence[str]) -> None:
        super().__init__()
        self._study, self._how = study, How(path)
        self._files = files
        self._sheets: tuple[str, ...] = ()
        self._planned: Planned | None = None
        self._naming: Timer | None = None
        self._is_wanted = False

    def compose(self) -> ComposeResult:
        """What is read and where it goes, how its columns are taken, what would be other."""
        into = [("into the codebook whose ids it has, else into a new one", ""), ("into a new codebook", NEW)]
        into += [(f"into {one_line(one)}", one) for one in self._files]
        paths = [("names that look like paths are taken apart", ""), ("names are no paths", jobs.NO_PATHS)]
        paths += [(f"names are paths, as in Group{one}Code", one) for one in jobs.SEPARATORS]
        stays = [("codes that it does not have any more stay", ""), ("codes that it does not have are retired", "yes")]
        new = [("codes that are new in it are left out", ""), ("codes that are new in it are made", "yes")]
        with Vertical(classes="dialog", id="import-codes") as box:
            box.border_title = Content(f"Take in {one_line(self._how.path.name)}")
            yield Static("Reading …", id="heading", markup=False)
            yield _choice("into", into)
            with Vertical(id="naming") as naming:
                naming.display = False
                yield Label("What the new codebook is called")
                yield Line(id="name")
                yield Static("", id="name-said", classes="hint", markup=False)
            yield _choice("sheet", [("the sheet that looks most like codes", "")])
            yield _choice("paths", paths)
            yield _choice("take-out", stays)
            yield _choice("add", new)
            yield ColumnRows()
            with VerticalScroll(id="preview"):
                yield Static("", markup=False)
            yield from self.below()

    def on_mount(self) -> None:
        """Read the file."""
        self._look()

    def _look(self) -> None:
        study, how = self._study, self._how
        work.start(self, _LOOK, lambda: jobs.plan(study, how), only_reads=True)

    @property
    def standing(self) -> object:
        """How it is taken."""
        return self._how

    @property
    def at_column(self) -> bool:
        """Whether there is a column of a table."""
        return self.is_mounted and self.query_one(ColumnRows).current is not None

    # What it would do

    @on(Planned)
    def _show(self, message: Planned) -> None:
        if message.how != self._how:
            return
        self._planned, plan = message, message.plan
        self.say_trouble(message.trouble)
        self.query_one("#heading", Static).update(visible(message.lines[0]) if message.lines else "")
        self.query_one("#preview Static", Static).update(visible("\n".join(message.lines[1:]).strip("\n")))
        self.query_one("#save").disabled = plan is None or plan.is_nothing
        rows = self.query_one(ColumnRows)
        rows.display = bool(message.columns)
        rows.styles.height = min(len(message.columns), 3 if self.app.size.height < _TALL else 9)
        rows.show(message.columns)
        self._offer_sheets(message.sheets, message.sheet)
        self.query_one("#paths").display = bool(message.columns)
        if plan is not None:
            self._show_name(plan)
        how = self._how
        self.query_one("#take-out").display = how.take_out or (plan is not None and bool(plan.joined.missing))
        self.query_one("#add").display = how.add or (plan is not None and bool(plan.left_out))
        if message.columns and plan is None:
            rows.focus()
        self.refresh_bindings()
        if self._is_wanted and plan is not None:
            self.write_over()

    def _show_name(self, plan: ImportPlan) -> None:
        """Of a new codebook, what it is called, and whether another is called so."""
        naming, line = self.query_one("#naming"), self.query_one("#name", Line)
        naming.display = plan.is_new
        if plan.is_new and not line.value and not line.has_focus:
            with self.prevent(Input.Changed):
                line.value = one_line(plan.source.name)
        said = f"There is {plan.called_so} already. This one goes to {plan.file}." if plan.called_so else ""
        hint = self.query_one("#name-said", Static)
        hint.update(one_line(said))
        hint.display = bool(said)

    @on(Input.Changed, "#name")
    def _named(self) -> None:
        """Look what it would change once nothing more is typed: the file may be a long one."""
        if self._naming is not None:
            self._naming.stop()
        self._naming = self.set_timer(_REST, self._take_name)

    def _take_name(self) -> None:
        self._naming = None
        self._take(replace(self._how, name=" ".join(self.query_one("#name", Line).value.split())))

    def _offer_sheets(self, sheets: tuple[str, ...], sheet: str) -> None:
        choice = self.query_one("#sheet", DropDown)
        choice.display = len(sheets) > 1
        if sheets != self._sheets:
            self._sheets = sheets
            with self.prevent(Select.Changed):
                choice.set_options([(Text(f"sheet “{one_line(one)}”"), one) for one in sheets])
                choice.value = sheet if sheet in sheets else DropDown.NULL

    @on(work.Failed)
    def _not_read(self, message: work.Failed) -> None:
        if message.what == _LOOK:
            self._planned, self._is_wanted = None, False
            self.query_one("#save").disabled = True
            self.query_one("#heading", Static).update("")

    # How it is taken

    @on(Select.Changed)
    def _chosen(self, event: Select.Changed) -> None:
        value, how = str(event.value) if isinstance(event.value, str) else "", self._how
        match event.select.id:
            case "into":
                how = replace(how, into=value)
            case "sheet":
                how = replace(how, sheet=value, said=())
            case "paths":
                how = replace(how, paths=value)
            case "take-out":
                how = replace(how, take_out=bool(value))
            case "add":
                how = replace(how, add=bool(value))
        self._take(how)

    def _take(self, how: How) -> None:
        if how != self._how:
            self._how = how
            self._look()

    @on(ColumnRows.Chosen)
    def action_choose(self) -> None:
        """Choose what the column under the cursor holds."""
        rows = self.query_one(ColumnRows)
        column, columns = rows.current, tuple(rows.rows)
        if column is None:
            return

        def then(field: str | None) -> None:
            if field is not None:
                self._take(replace(self._how, said=jobs.taken_for(columns, column, field)))

        self.app.push_screen(ChooseScreen(f"What “{one_line(column.heading)}” holds", jobs.FIELDS), then)

    # Taking it in

    def write_over(self) -> None:
        """Take it in, if there is anything to take in."""
        study, planned = self._study, self._planned
        if self._naming is not None:
            self._naming.stop()
            self._take_name()
        if planned is None or planned.plan is None or planned.how != self._how:
            # What is wanted is what is shown by then: it is done when that is known.
            self._is_wanted = self._how.name != (planned.how.name if planned is not None else "")
            return
        plan, self._is_wanted = planned.plan, False
        if plan.is_nothing:
            self.say_trouble("Nothing is other than it is here.")
        else:
            self.write("Take in the codebook", lambda: jobs.take_in(study, plan))


_REST = 0.25
"""Seconds after the last letter of a name until what would be taken in is looked at anew."""

_TALL = 30
"""In fewer lines a table's columns take three, so that there is room for what would be other."""


def _choice(name: str, ways: Sequence[tuple[str, str]]) -> DropDown[str]:
    """A field with a few answers, the first of them chosen."""
    options = [(Text(words), value) for words, value in ways]
    choice: DropDown[str] = DropDown(options, value="", allow_blank=False, id=name, compact=True)
    choice.display = name == "into"
    return choice

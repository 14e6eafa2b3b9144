"""Coders compared: a table of codes and figures, and what the figures mean; of each code the passages are a key away.

In reflexive mode it is called *Discussion*: counts and passages are shown, coefficients only to whom wants them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workbench.agreement.comparison import CodeCompared, Comparison
from workbench.tui.commands import bindings_of, key_of
from workbench.tui.screens import agreement_jobs as jobs
from workbench.tui.screens.agreement_export import AgreementExport, RoundsExport
from workbench.tui.screens.agreement_jobs import Wanted
from workbench.tui.screens.compare_box import CompareBox
from workbench.tui.screens.comparing_room import ComparingRoom
from workbench.tui.screens.confusion_box import ConfusionBox
from workbench.tui.screens.differences import DifferencesScreen
from workbench.tui.screens.file_box import Wrote
from workbench.tui.screens.frameworks import FrameworksScreen
from workbench.tui.screens.rounds_box import RoundsBox
from workbench.tui.screens.written import WrittenScreen
from workbench.tui.widgets.actions import ActionLine
from workbench.tui.widgets.measure_rows import MeasureRows, about_cell, in_full
from workbench.tui.widgets.painted import entitle
from workbench.tui.widgets.rows import Rows
from workbench.visible import one_line, plural

_COMMANDS = (
    ("passages", "passages"),
    ("all-passages", "all passages", "all"),
    ("choose", "compare …", "compare"),
    ("sort", "sort"),
    ("more", "more figures", "more"),
    ("map", "map of codes", "map"),
    ("frameworks", "two frameworks", "frameworks"),
    ("rounds", "rounds"),
    ("as-settled", "as settled"),
    ("export", "export"),
    ("samples", "samples"),
    ("read-on", "read on", "on"),
)


class AgreementScreen(ComparingRoom):
    """Where coders are compared.

    Attributes:
        wanted: What is compared; None before anybody can be.
        comparison: What came of it last.
        is_at_passages: Whether one looks at passages, and not at the table.
    """

    PLACE = "agreement"
    PANE = "#measures-pane"
    STOPS = "agreement.stop"
    AUTO_FOCUS = "#measures"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("agreement"))

    def __init__(self) -> None:
        super().__init__()
        self.wanted: Wanted | None = None
        self.comparison: Comparison | None = None
        self.is_at_passages = False
        self._people: jobs.PeopleRead | None = None
        self._compared: jobs.Compared | None = None
        self._codes: dict[str, CodeCompared] = {}
        self._has_more = False

    def content(self) -> ComposeResult:
        """The table; below it what its figures mean."""
        with Container(id="agreement"):
            with Vertical(classes="pane", id="measures-pane"):
                yield MeasureRows()
                yield ActionLine("agreement", _COMMANDS)
            with Vertical(classes="pane", id="meaning-pane") as pane:
                pane.border_title = "What it means"
                yield Static("", id="about-cell", markup=False)
                with VerticalScroll(id="meaning", can_focus=False):
                    yield Static("", id="in-full", markup=False)

    # What commands need

    @property
    def can_choose(self) -> bool:
        """Whether two have coded at all."""
        return self._people is not None and len(self._people.coded) > 1

    @property
    def are_two(self) -> bool:
        """Whether two are compared."""
        return self.comparison is not None and len(self.comparison.coders) == 2

    @property
    def code(self) -> CodeCompared | None:
        """The code under the cursor."""
        return self._codes.get(self.query_one(MeasureRows).key) if self.is_mounted and self.comparison else None

    @property
    def _folded(self) -> bool:
        """Whether no coefficient is shown."""
        return self.is_reflexive and not self._has_more

    # Reading

    def come_to(self, wanted: Wanted) -> None:
        """Compare these when the room is shown next."""
        self.wanted, self.is_at_passages, self._shown_version = wanted, False, -1

    def load(self) -> None:
        """Read who has coded; then they are compared."""
        self._entitle()
        study = self.study
        self.read("Read who has coded", lambda: jobs.people(study))

    def _entitle(self) -> None:
        name, wanted = "Discussion" if self.is_reflexive else "Agreement", self.wanted
        if wanted is None:
            entitle(self.query_one(self.PANE), Content(name))
            return
        two = len(wanted.coders) == 2
        names = [
            f"{one_line(coder)} ({sign})" if two else one_line(coder)
            for coder, sign in zip(wanted.coders, "AB" if two else wanted.coders, strict=True)
        ]
        parts = [name, ", ".join(names)]
        if self.comparison is not None and self._compared is not None and self._compared.wanted == wanted:
            frame = self.comparison.frame
            parts += [self.comparison.basis.in_short(len(wanted.coders))]
            parts += [plural(frame.continuum.length, frame.unit), plural(len(frame.transcripts), "transcript")]
        else:
            parts += [f"by {wanted.unit}"]
        parts += ["as settled"] if wanted.as_settled else []
        parts += ["interviewers too"] if wanted.include_interviewer else []
        entitle(self.query_one(self.PANE), Content(" · ".join(parts)))

    @on(jobs.PeopleRead)
    def _people_read(self, message: jobs.PeopleRead) -> None:
        self._people = message
        if self.wanted is not None and not set(self.wanted.coders) <= set(message.coded):
            self.wanted = None
        if self.wanted is None and message.offered:
            self.wanted = Wanted(message.offered)
        if self.wanted is None:
            self._show_nothing(message.missing)
        else:
            self._compare()

    def _compare(self) -> None:
        study, wanted, folded = self.study, self.wanted, self.is_reflexive
        if wanted is None:
            return
        if self.comparison is None:
            self.query_one(MeasureRows).say("Comparing …")
        self._entitle()
        self.compare("Compare the coders", lambda tell: jobs.compared(study, wanted, folded=folded, tell=tell))

    def _show_nothing(self, said: str) -> None:
        self.stop()
        self.comparison = self._compared = None
        self._codes = {}
        self.query_one(MeasureRows).say(said)
        self.query_one("#about-cell", Static).update("")
        self.query_one("#in-full", Static).update("")
        self._entitle()
        self.refresh_bindings()

    @on(jobs.NothingToCompare)
    def _nothing(self, message: jobs.NothingToCompare) -> None:
        instead = f"\n{key_of('agreement.choose')} chooses whom to compare, and on what." if self.can_choose else ""
        self._show_nothing(message.said + instead)

    @on(jobs.Compared)
    def _show(self, message: jobs.Compared) -> None:
        self._compared, self.comparison = message, message.comparison
        self._codes = {code.id: code for code in message.comparison.codes}
        self._show_table()

    def _show_table(self) -> None:
        compared = self._compared
        if compared is None:
            return
        self.query_one(MeasureRows).show(compared.all_of_them if self._has_more else compared.few)
        target = self.study.settings.agreement_target
        said = list(compared.said)
        if compared.comparison.own.is_open:
            key = key_of("agreement.frameworks")
            what = f"They coded with codes of their own. {key} brings these together; before that they have no figures."
            said.insert(0, Content.styled(what, "bold $warning"))
        said += in_full(compared.comparison, target=target, folded=self._folded)
        if self._folded:
            key, passages = key_of("agreement.more"), key_of("agreement.all-passages")
            said.insert(0, Content(f"{passages} goes through the passages on which you differ."))
            said.append(Content.styled(f"Coefficients are folded away; {key} shows them.", "$foreground 75%"))
        self.query_one("#in-full", Static).update(Content("\n").join(said))
        self._entitle()
        self._show_cell()

    @on(Rows.Moved, "#measures")
    def _show_cell(self) -> None:
        code = self.code
        about = about_cell(code, self.query_one(MeasureRows).measure, folded=self._folded) if code is not None else ""
        self.query_one("#about-cell", Static).update(about)
        self.refresh_bindings()

    # Commands

    def action_choose(self) -> None:
        """Choose whom to compare."""
        if self._people is not None:
            self.app.push_screen(CompareBox(self._people.coded, self._people.samples, self.wanted), self._chosen)

    def _chosen(self, wanted: Wanted | None) -> None:
        if wanted is not None:
            self.wanted = wanted
            self._compare()

    def action_stop(self) -> None:
        """Stop comparing."""
        if self.is_comparing:
            self.stop()
            if self.comparison is None:
                self._show_nothing(f"Stopped. {key_of('agreement.choose')} compares anew.")
            elif self._compared is not None:
                self.wanted = self._compared.wanted
                self._entitle()
            self.notify("Stopped.", timeout=3)

    def action_sort(self) -> None:
        """Sort by the column under the cursor."""
        rows = self.query_one(MeasureRows)
        rows.sort_by(rows.column)

    @on(Rows.HeadClicked)
    def _sort_by(self, message: Rows.HeadClicked) -> None:
        self.query_one(MeasureRows).sort_by(message.column)

    def action_more(self) -> None:
        """Show every figure, or the first ones again."""
        self._has_more = not self._has_more
        self._show_table()

    def action_as_settled(self) -> None:
        """Compare what was settled, or the coders' own codings again."""
        if self.wanted is not None:
            self.wanted = replace(self.wanted, as_settled=not self.wanted.as_settled)
            self._compare()

    def action_map(self) -> None:
        """Show which codes they take for each other."""
        study, wanted = self.study, self.wanted
        if wanted is not None:
            self.compare("Find which codes are mixed", lambda tell: jobs.confused(study, wanted, tell=tell))

    def action_frameworks(self) -> None:
        """Go to where the codes of two frameworks are brought together."""
        if self.wanted is not None:
            wanted = replace(self.wanted, as_settled=False)
            self.workbench.get_screen("frameworks", FrameworksScreen).come_to(wanted)
            self.workbench.go_to("frameworks")

    @on(jobs.ConfusionRead)
    def _show_map(self, message: jobs.ConfusionRead) -> None:
        def then(code: str | None) -> None:
            if code is not None:
                self._go_to_passages(code)

        self.app.push_screen(ConfusionBox(message.found, message.shown), then)

    def action_rounds(self) -> None:
        """Show the rounds of their sample side by side."""
        study, wanted, folded = self.study, self.wanted, self._folded
        if wanted is not None:
            self.compare("Compare the rounds", lambda tell: jobs.rounds(study, wanted, folded=folded, tell=tell))

    @on(jobs.RoundsRead)
    def _show_rounds(self, message: jobs.RoundsRead) -> None:
        def then(export: bool | None) -> None:
            if export:
                self.app.push_screen(RoundsExport(self.study, message.found), self._wrote)

        self.app.push_screen(RoundsBox(message.found, message.shown, message.said), then)

    @on(jobs.NoRounds)
    def _no_rounds(self, message: jobs.NoRounds) -> None:
        self.notify(message.said, markup=False)

    def action_scroll(self, by: int) -> None:
        """Read on, or back, below the table."""
        scroll = self.query_one("#meaning", VerticalScroll)
        scroll.scroll_relative(y=by * max(1, scroll.size.height - 1), animate=False)

    @on(Rows.Clicked, "#measures")
    def _clicked(self, message: Rows.Clicked) -> None:
        if message.double:
            self.action_passages()

    def action_passages(self) -> None:
        """Show the passages on which they differ in the code under the cursor."""
        if self.code is not None:
            self._go_to_passages(self.code.id)

    def action_all_passages(self) -> None:
        """Show the passages on which they differ in any code."""
        self._go_to_passages("")

    def _go_to_passages(self, code: str) -> None:
        if self._compared is not None:
            self.is_at_passages = True
            wanted = replace(self._compared.wanted, as_settled=False)
            self.workbench.get_screen("differences", DifferencesScreen).come_to(wanted, code)
            self.workbench.go_to("differences")

    def action_export(self) -> None:
        """Ask where to write the comparison."""
        if self._compared is not None:
            settled = self._compared.settled
            own = settled[0].before if settled is not None else self._compared.comparison
            self.app.push_screen(AgreementExport(self.study, own, settled), self._wrote)

    def _wrote(self, done: Wrote | None) -> None:
        if done is not None:
            self.app.push_screen(WrittenScreen(done))

"""The home screen: the six phases with what was done in each, and where things stand; each leads to where one works."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.message import Message

from workbench.memos import PHASE, SAFEGUARDING, Phase, Sifting
from workbench.standing import Standing, standing
from workbench.study import same_coder
from workbench.tui import work
from workbench.tui.commands import bindings_of, key_of
from workbench.tui.screens.coding import CodingScreen
from workbench.tui.screens.library import LibraryScreen
from workbench.tui.screens.memo_form import edit_memo
from workbench.tui.screens.memo_jobs import OnWhat
from workbench.tui.screens.memos import MemosScreen
from workbench.tui.screens.room import Room
from workbench.tui.screens.themes import ThemesScreen
from workbench.tui.widgets.actions import ActionLine
from workbench.tui.widgets.home_rows import Figure, FigureRows, PhaseRows, figures_of
from workbench.tui.widgets.painted import entitle
from workbench.tui.widgets.row_list import RowList

_READ = "Look where things stand"
_FOR_PHASES = (("choose", "Note"), ("change", "Change the latest"), ("entries", "All entries"))


class Stands(Message):
    """Where things stand."""

    def __init__(self, now: Standing, figures: list[Figure]) -> None:
        self.now, self.figures = now, figures
        super().__init__()


class HomeScreen(Room):
    """Where one sees what was done and what is open."""

    PLACE = "home"
    AUTO_FOCUS = "#figures"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("home"))

    def __init__(self) -> None:
        super().__init__()
        self._now: Standing | None = None

    def content(self) -> ComposeResult:
        """Phases and figures, side by side where there is room."""
        with Container(id="home"):
            with Vertical(classes="pane", id="phases-pane") as pane:
                pane.border_title = "The six phases · no phase locks another"
                yield PhaseRows()
                yield ActionLine("home", _FOR_PHASES)
            with Vertical(classes="pane", id="figures-pane") as pane:
                pane.border_title = "Where things stand"
                yield FigureRows()

    @property
    def phase(self) -> Phase | None:
        """The phase under the cursor, where the keyboard is among them."""
        rows = self.query_one(PhaseRows)
        return rows.current if rows.has_focus else None

    @property
    def figure(self) -> Figure | None:
        """The figure under the cursor, where the keyboard is among them."""
        rows = self.query_one(FigureRows)
        return rows.current if rows.has_focus else None

    @property
    def has_something(self) -> bool:
        """Whether the keyboard is on a phase or a figure."""
        return self.is_mounted and (self.phase is not None or self.figure is not None)

    @property
    def has_entries(self) -> bool:
        """Whether the keyboard is on a phase of which something was noted."""
        return self.is_mounted and self.phase is not None and bool(self.phase.entries)

    # Reading

    def try_again(self) -> None:
        """Look again whenever one comes back: that something was read changes nothing in the study."""
        self._shown_version = -1
        super().try_again()

    def load(self) -> None:
        """Look where things stand, when it is noted how far one has read."""
        study, coding = self.study, self.app.get_screen("coding", CodingScreen)
        if coding.is_mounted:
            coding.keep_place()

        def job() -> Message:
            now = standing(study)
            return Stands(now, figures_of(now))

        self.read(_READ, job)

    @on(Stands)
    def _show(self, message: Stands) -> None:
        self._now = message.now
        self.query_one(PhaseRows).show(message.now.phases)
        self.query_one(FigureRows).show(message.figures)
        entitle(
            self.query_one("#figures-pane"), subtitle=Content(f"{key_of('home.choose')} goes where it can be worked on")
        )

    @on(work.Failed)
    def _not_read(self, message: work.Failed) -> None:
        # It goes on to the app, which says what is wrong.
        if message.what == _READ and self._now is None:
            self.query_one(FigureRows).show((), empty="It cannot be read; what is wrong is said below.")

    @on(RowList.Moved)
    def _moved(self) -> None:
        self.refresh_bindings()

    # Done

    @on(RowList.Chosen)
    def action_choose(self) -> None:
        """Note what was done in a phase; from a figure, go where it can be worked on."""
        phase, figure = self.phase, self.figure
        if phase is not None:
            what = OnWhat(called=f"phase {phase.number}, {phase.name}")
            edit_memo(self, what=what, kind=PHASE, phase=phase.number)
        elif figure is not None:
            self._go_from(figure)

    def action_change(self) -> None:
        """Change the coder's latest entry of the phase."""
        entries = self.phase.entries if self.phase is not None else ()
        own = next((one for one in entries if same_coder(one.coder, self.study.coder)), None)
        if own is not None:
            edit_memo(self, own)
        else:
            self.notify(f"You have noted nothing in this phase yet; {key_of('home.choose')} does.", timeout=4)

    def action_entries(self) -> None:
        """List the entries of the phase among the memos."""
        if self.phase is not None:
            self._to_memos(Sifting(kind=PHASE, phase=self.phase.number))

    def _to_memos(self, sifting: Sifting) -> None:
        self.app.get_screen("memos", MemosScreen).come_to(sifting=sifting)
        self.workbench.go_to("memos")

    def _go_from(self, figure: Figure) -> None:
        app, first = self.workbench, next(iter(figure.open), None)
        if figure.key == "open_concerns":
            self._to_memos(Sifting(kind=SAFEGUARDING))
        elif figure.key == "waiting":
            app.open_review()
        elif figure.key == "loose_codes":
            app.get_screen("themes", ThemesScreen).come_to_loose()
            app.go_to("themes")
        elif figure.key == "unopposed_themes":
            if first is not None:
                app.get_screen("themes", ThemesScreen).come_to(UUID(first.id))
            app.go_to("themes")
        else:
            if first is not None:
                app.get_screen("library", LibraryScreen).come_to_transcript(UUID(first.id))
            app.go_to("library")

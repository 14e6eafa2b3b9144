"""History: what was done in the study, latest first, as far as the coder may see it; each step leads to its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from workbench import sight
from workbench.store.journal import StepTaken
from workbench.store.step_places import StepPlace
from workbench.study import Study
from workbench.tui import work
from workbench.tui.commands import bindings_of
from workbench.tui.screens.dialog import Dialog
from workbench.tui.screens.memos import MemosScreen
from workbench.tui.screens.themes import ThemesScreen
from workbench.tui.widgets.line import Line
from workbench.tui.widgets.rows import Column, Row, Rows, Table, table
from workbench.visible import plural
from workbench.words import unaccented

if TYPE_CHECKING:
    from workbench.tui.app import Workbench

_AT_ONCE = 300
"""So many steps are read at once; the next come when one goes to the last."""

_LONGEST = 2_000
"""Cells of a sentence at most. It is not shortened: what the window has no room for is scrolled to."""

_COLUMNS = (
    Column("When", least=_LONGEST),
    # One long name takes nothing from all sentences.
    Column("Who", widest=24, least=12),
    Column("", least=_LONGEST),
    Column("What", widest=_LONGEST, least=_LONGEST),
)


class StepsRead(Message):
    """Steps, latest first.

    Attributes:
        words: What was looked for in them; empty: all there are, as far as they were read.
        steps: The steps.
        table: The same as a table.
        has_older: Whether there may be older ones.
    """

    def __init__(self, words: str, steps: Sequence[StepTaken], *, has_older: bool) -> None:
        self.words, self.steps, self.has_older = words, list(steps), has_older
        self.table: Table = table(_COLUMNS, [_row(step) for step in steps])
        super().__init__()


class PlaceFound(Message):
    """Where a step was at work; None where that is nowhere any more."""

    def __init__(self, place: StepPlace | None) -> None:
        self.place = place
        super().__init__()


class HistoryScreen(Dialog[None]):
    """The steps in a table that goes on as far back as one goes."""

    PLACE = "history"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("history"))

    def __init__(self) -> None:
        super().__init__()
        self._steps: list[StepTaken] = []
        self._has_older = self._is_reading = False

    def compose(self) -> ComposeResult:
        """A line that narrows the list, a row a step, how many there are."""
        with Vertical(classes="dialog", id="history") as box:
            box.border_title = "History"
            yield Line(placeholder="Show only … (what, who, when, undone)", classes="filter")
            yield Rows(_COLUMNS)
            yield Static("", id="count", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Read the latest steps."""
        self.query_one(Rows).focus()
        self._read("")

    @property
    def workbench(self) -> Workbench:
        """The app."""
        return cast("Workbench", self.app)

    def _read(self, words: str, *, older: bool = False) -> None:
        study, known = self.workbench.opened, self._steps if older else []
        self._is_reading = True
        work.start(self, "Read the history", lambda: _steps(study, words, known), only_reads=True)

    @on(StepsRead)
    def _show(self, message: StepsRead) -> None:
        self._is_reading = False
        if message.words != self._words:
            return
        self._steps, self._has_older = message.steps, message.has_older
        rows = self.query_one(Rows)
        rows.fill(message.table)
        more = " so far; the last row leads on to older ones" if message.has_older else ""
        self.query_one("#count", Static).update(f"{plural(len(message.steps), 'step')}{more}")

    @property
    def _words(self) -> str:
        return self.query_one(Line).value.strip()

    @on(Input.Changed)
    def _narrow(self) -> None:
        self._read(self._words)

    @on(Input.Submitted)
    def _to_rows(self) -> None:
        self.query_one(Rows).focus()

    @on(Rows.Moved)
    def _moved(self) -> None:
        at_end = self._steps and self.query_one(Rows).key == self._steps[-1].id
        if at_end and self._has_older and not self._is_reading:
            self._read("", older=True)

    @on(Rows.Clicked)
    def _clicked(self, message: Rows.Clicked) -> None:
        if message.double:
            self.action_go()

    def action_find(self) -> None:
        """Go to the line that narrows the list."""
        self.query_one(Line).focus()

    def action_go(self) -> None:
        """Go to what the step was about."""
        study, step_id = self.workbench.opened, self.query_one(Rows).key
        if step_id is not None:
            wanted = int(step_id)
            look = "Look where the step was"
            work.start(self, look, lambda: PlaceFound(sight.place_of_step(study, wanted)), only_reads=True)

    @on(PlaceFound)
    def _go(self, message: PlaceFound) -> None:
        place, app = message.place, self.workbench
        if place is None:
            self.notify("It was about no passage, transcript, theme or memo that is there now.", timeout=5)
            return
        self.dismiss()
        if place.theme is not None:
            app.get_screen("themes", ThemesScreen).come_to(place.theme)
            app.go_to("themes")
        elif place.memo is not None:
            app.get_screen("memos", MemosScreen).come_to(place.memo)
            app.go_to("memos")
        elif place.span is not None:
            app.open_extract(place.transcript, *place.span)
        else:
            app.open_transcript(place.transcript)


def _steps(study: Study, words: str, known: list[StepTaken]) -> StepsRead:
    """The latest steps, or those after the ones that are known; with words, all that have each of them."""
    if words:
        wanted = unaccented(words).split()
        found = [step for step in sight.history(study) if _has(step, wanted)]
        return StepsRead(words, found, has_older=False)
    more = sight.history(study, limit=_AT_ONCE + 1, before=known[-1].id if known else None)
    return StepsRead("", [*known, *more[:_AT_ONCE]], has_older=len(more) > _AT_ONCE)


def _has(step: StepTaken, wanted: Sequence[str]) -> bool:
    said = unaccented(" ".join(_row(step).cells))
    return all(word in said for word in wanted)


def _row(step: StepTaken) -> Row:
    when = step.made_at.astimezone().strftime("%Y-%m-%d %H:%M")
    cells = when, step.coder or "from files", "undone" if step.undone else "", step.sentence
    return Row(step.id, cells, dim=step.undone)

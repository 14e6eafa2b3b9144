"""The search: words are found in the whole study, as one types, and opened in their transcripts."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Static

from workbench.coding.hits import Hit
from workbench.coding.search import PAGE, Found, bring_up_to_date, search
from workbench.coding.search_filters import NO_FILTERS, Choice, Filters, choices
from workbench.errors import WorkbenchError
from workbench.tui import work
from workbench.tui.commands import bindings_of, key_of
from workbench.tui.screens import coding_jobs as jobs
from workbench.tui.screens.choose import ChooseScreen
from workbench.tui.screens.code_hits import CodeHitsScreen
from workbench.tui.screens.room import AskedAgain, Room
from workbench.tui.widgets.actions import ActionLine
from workbench.tui.widgets.hit_rows import HitRows
from workbench.tui.widgets.line import Line
from workbench.tui.widgets.painted import entitle
from workbench.tui.widgets.row_list import RowList
from workbench.visible import first_few, one_line, plural

_REST = 0.12
"""Seconds after the last letter before it is searched."""
_PAUSE = 0.15
"""Seconds between two portions of texts that are made ready: whoever codes meanwhile writes then."""
_NEAR_END = 30
"""So many rows before the last one the next page is asked for."""

_MOST_CODED = 5_000
"""The hits of so many turns are gone through at once."""

_LIMITS = ("role", "wave", "participant", "speaker", "transcript", "code", "coder")
_COMMANDS = (
    ("open", "open"),
    ("code-all", "code all …"),
    ("words", "words"),
    ("forms", "forms"),
    *((one, one) for one in _LIMITS),
)
_ANY = "any"

_NOTHING_ASKED = f"""What is looked for is typed above: all words must stand in one turn.
“in quotation marks” they follow each other; begin* stands for any ending.
Capitals and accents make no difference. {key_of("search.hits")} or Enter goes to the hits."""


class Asked(NamedTuple):
    """What is looked for, and from which turn on how many; 0: a page."""

    words: str
    filters: Filters
    forms: bool
    offset: int = 0
    limit: int = 0

    @property
    def all_of_it(self) -> Asked:
        """The same, whichever part of what is found is asked for."""
        return self._replace(offset=0, limit=0)


class Searched(Message):
    """What came of it; None where nothing was asked for, or ``trouble`` says why it could not be."""

    def __init__(self, asked: Asked, found: Found | None, trouble: str = "") -> None:
        self.asked, self.found, self.trouble = asked, found, trouble
        super().__init__()


class MadeReady(Message):
    """How many of how many texts, or words, are made ready to be searched."""

    def __init__(self, done: int, total: int) -> None:
        self.done, self.total = done, total
        super().__init__()

    def can_replace(self, message: Message) -> bool:
        """Only the latest counts."""
        return isinstance(message, MadeReady)


class AllFound(Message):
    """All hits there are, or as many as are gone through at once, to be coded."""

    def __init__(self, words: str, found: Found) -> None:
        self.words, self.found = words, found
        super().__init__()


class Choosing(Message):
    """What a limit can be set to."""

    def __init__(self, what: str, found: list[Choice]) -> None:
        self.what, self.found = what, found
        super().__init__()


class SearchScreen(Room):
    """A line for the words, what limits the search, and the hits."""

    PLACE = "search"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("search"))
    AUTO_FOCUS = "#words"

    def __init__(self) -> None:
        super().__init__()
        self._filters, self._forms = NO_FILTERS, False
        self._shown_as: dict[str, str] = {}
        self._number = 0
        self._resting: Timer | None = None
        self._total = self._turns = 0
        self._forms_found = self._lacking = tuple[str, ...]()
        # Reading the texts for the first time takes long: no coding waits for it.
        self._turn = asyncio.Lock()

    def content(self) -> ComposeResult:
        """The line, the limits, the hits and what can be done with them."""
        with Vertical(id="search"):
            yield Line(placeholder="Find in the whole study", id="words")
            yield Static("", id="limits", markup=False)
            with Vertical(classes="pane", id="hits-pane") as pane:
                pane.border_title = "Hits"
                yield HitRows()
                yield ActionLine("search", _COMMANDS)

    def on_mount(self) -> None:
        """Say how it is done."""
        self._rows.show((), empty=_NOTHING_ASKED)
        self._tell_limits()

    @property
    def _rows(self) -> HitRows:
        return self.query_one(HitRows)

    @property
    def hit(self) -> Hit | None:
        """The hit under the cursor."""
        return self._rows.current

    @property
    def is_in_line(self) -> bool:
        """Whether the keyboard is in the line with the words."""
        return self.is_mounted and self.query_one("#words", Line).has_focus

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """See `Room.check_action`; the way to the hits is shown only where there is one."""
        return self.is_in_line if action == "hits" else super().check_action(action, parameters)

    @property
    def is_filtered(self) -> bool:
        """Whether the search is limited."""
        return self._filters != NO_FILTERS

    @property
    def asked(self) -> Asked:
        """What is to be looked for now."""
        return Asked(self.query_one("#words", Line).value.strip(), self._filters, self._forms)

    # Searching

    def load(self) -> None:
        """Search again: the study has changed. As much is shown as was."""
        self._ask(self.asked._replace(limit=max(PAGE, self._turns)))

    @on(Input.Changed, "#words")
    def _typed(self) -> None:
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(_REST, self._begin)

    def _begin(self) -> None:
        """Search for something else: the cursor will be on the first hit."""
        self._total = self._turns = 0
        self._rows.begin_anew()
        self._ask(self.asked)

    def _ask(self, asked: Asked) -> None:
        """Have it searched in a thread; only what was asked for last counts."""
        self._number += 1
        number, study = self._number, self.study

        def tell(done: int, total: int, _what: str) -> None:
            if self._number != number:
                raise work.Cancelled
            self.post_message(MadeReady(done, total))

        def job() -> Message:
            if self._number != number:
                return AskedAgain()
            try:
                bring_up_to_date(study, progress=tell, pause=_PAUSE)
                if not asked.words:
                    return Searched(asked, None)
                found = search(
                    study, asked.words, asked.filters, lemma=asked.forms, limit=asked.limit or PAGE,
                    offset=asked.offset, progress=tell,
                )  # fmt: skip
            except work.Cancelled:
                return AskedAgain()
            except WorkbenchError as error:
                return Searched(asked, None, f"{error.message}\n{error.hint}".strip())
            return Searched(asked, found)

        work.start(self, "Search the study", job, only_reads=True, turn=self._turn)

    @on(MadeReady)
    def _made_ready(self, message: MadeReady) -> None:
        if message.done < message.total:
            said = f"Made ready to be searched: {message.done:,} of {message.total:,}"
            entitle(self.query_one("#hits-pane"), subtitle=Content(said))

    @on(Searched)
    def _searched(self, message: Searched) -> None:
        asked, found = message.asked, message.found
        if asked.all_of_it != self.asked:
            return
        self._forms_found = found.forms if found is not None else ()
        self._lacking = found.lacking if found is not None else ()
        if found is None:
            self._total = self._turns = 0
            self._rows.show((), empty=message.trouble or _NOTHING_ASKED)
        else:
            self._total, self._turns = found.total, asked.offset + found.turns
            before = self._rows.rows if asked.offset else ()
            self._rows.show([*before, *found.hits], empty=self._nowhere)
        self._tell()

    @property
    def _nowhere(self) -> str:
        where = f"It stands nowhere where you look; {key_of('search.everywhere')} looks everywhere."
        return where if self.is_filtered else "It stands nowhere in the study."

    def _tell(self) -> None:
        title, words = "Hits", bool(self.asked.words)
        if words and self._total:
            title = f"{plural(len(self._rows.rows), 'hit')} in {plural(self._total, 'turn')}"
            if self._turns < self._total:
                title = f"{self._total:,} turns; hits of the first {self._turns:,}, more as you go down"
        entitle(self.query_one("#hits-pane"), Content(title), self._said_besides)
        self.refresh_bindings()

    @property
    def _said_besides(self) -> Content:
        told = [f"also {first_few(self._forms_found)}"] if self._forms_found else []
        told += [f"no language model for {', '.join(self._lacking)}"] if self._lacking else []
        return Content(one_line(" · ".join(told)))

    def _tell_limits(self) -> None:
        limits = [
            f"{what}: {one_line(self._shown_as.get(what, value))}"
            for what in _LIMITS
            if (value := getattr(self._filters, what)) is not None
        ]
        forms = "other forms of words too" if self._forms else "words as they are typed"
        off = [f"{key_of('search.everywhere')} looks everywhere"] if limits else []
        said = " · ".join([*(limits or ["everywhere"]), forms, *off])
        self.query_one("#limits", Static).update(said)

    @on(RowList.Moved)
    def _moved(self) -> None:
        rows = self._rows
        asked = self.asked
        if rows.rows and rows.cursor >= len(rows.rows) - _NEAR_END and self._turns < self._total:
            offset, self._turns = self._turns, self._total  # asked for once
            self._ask(asked._replace(offset=offset))
        self.refresh_bindings()

    # Commands

    @on(RowList.Chosen)
    def action_open(self) -> None:
        """Go to the hit in its transcript."""
        if (hit := self.hit) is not None:
            self.workbench.open_extract(hit.transcript, hit.start, hit.end)

    def action_code_all(self) -> None:
        """Look through all hits, and code what is accepted."""
        study, asked = self.study, self.asked

        def job() -> Message:
            found = search(study, asked.words, asked.filters, lemma=asked.forms, limit=_MOST_CODED)
            return AllFound(asked.words, found)

        if asked.words:
            work.start(self, "Find all hits", job, only_reads=True, turn=self._turn)

    @on(AllFound)
    def _go_through(self, message: AllFound) -> None:
        found = message.found
        if not found.hits or not self.is_current:
            return
        told = ""
        if found.turns < found.total:
            told = (
                f"They are of the first {found.turns:,} of {found.total:,} turns: limit the search to reach the rest."
            )
        self.app.push_screen(CodeHitsScreen(self.study, found.hits, message.words, told=told), self._coded)

    def _coded(self, answer: Message | None) -> None:
        if isinstance(answer, jobs.Done):
            self.notify(f"{answer.sentence}.", timeout=5)
            self.workbench.study_changed()

    def action_words(self) -> None:
        """Go to the line; from it, to the hits."""
        line = self.query_one("#words", Line)
        (self._rows if line.has_focus else line).focus()

    def action_find(self) -> None:
        """Go to the line."""
        self.query_one("#words", Line).focus()

    @on(Input.Submitted, "#words")
    def action_hits(self) -> None:
        """Go to the hits."""
        self._rows.focus()

    def action_forms(self) -> None:
        """Find other forms of words too, or not."""
        self._forms = not self._forms
        self._tell_limits()
        self._begin()

    def action_only(self, what: str) -> None:
        """Choose what limits the search."""
        study = self.study
        work.start(self, "Look up what there is", lambda: Choosing(what, choices(study, what)), only_reads=True)

    @on(Choosing)
    def _choose(self, message: Choosing) -> None:
        what, found = message.what, message.found
        if not found:
            self.notify(f"There is no {what} to choose in this study yet.", timeout=3)
            return
        counted = [one.shown for one in found]
        names = {one.shown if counted.count(one.shown) == 1 else f"{one.shown} ({one.value})": one for one in found}

        def then(name: str | None) -> None:
            if name is None:
                return
            chosen = names.get(name)
            self._shown_as[what] = name
            self._filters = replace(self._filters, **{what: chosen.value if chosen is not None else None})
            self._tell_limits()
            self._begin()

        free = {_ANY: "do not limit the search by it"} if getattr(self._filters, what) is not None else {}
        shown = {**free, **{name: one.told for name, one in names.items()}}
        self.app.push_screen(ChooseScreen(f"Search only: {what}", shown), then)

    def action_everywhere(self) -> None:
        """Take all limits off."""
        self._filters = NO_FILTERS
        self._tell_limits()
        self._begin()

"""Finding words in the text that is shown."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static

from workbench.errors import BadInput
from workbench.spans import Span
from workbench.transcripts.finding import AS_IT_STANDS, Places, Switches, find
from workbench.tui import work
from workbench.tui.commands import bindings_of, command_of, key_of
from workbench.tui.faults import Unbroken
from workbench.tui.widgets.find_switches import FindSwitches
from workbench.tui.widgets.line import Line
from workbench.visible import one_line, plural

_SOON = 0.3
"""Seconds after which it is said that the text is still looked through."""

_SAID_BEFORE = "The regular expression "
"""What need not be said of an expression where there is little room."""


class Asked(NamedTuple):
    """What is looked for: in which text, which words, and how."""

    text: str
    words: str
    switches: Switches


class _Looked(Message):
    """What came of looking; ``trouble`` says why nothing could."""

    def __init__(self, asked: Asked, places: Places, trouble: BadInput | None = None) -> None:
        self.asked, self.places, self.trouble = asked, places, trouble
        super().__init__()


class _AskedAgain(Message):
    """Something else was asked for before it was looked for."""


class FindBar(Unbroken, Vertical):
    """A line to type into; it says which of how many places is shown. Below it stands how words are looked for.

    The text is looked through in a thread, for a letter stands forty thousand times in a long interview, and a regular
    expression may take its time; only what was asked for last counts.

    Args:
        where: What is found in, in words: "this transcript".
        codes: Whether all hits can be coded there.

    Attributes:
        can_code: Whether all hits can be coded there.
    """

    PLACE: ClassVar[str] = "find"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("find"))

    class Found(Message):
        """A place to show; None where the words stand nowhere."""

        def __init__(self, place: Span | None) -> None:
            self.place = place
            super().__init__()

    class Lost(Message):
        """What is typed stands nowhere: the place shown last was found for other words."""

    class Closed(Message):
        """The line was closed."""

    def __init__(self, where: str, *, codes: bool = False) -> None:
        super().__init__()
        self.display, self._where, self.can_code = False, where, codes
        self._text, self._from = "", 0
        self._switches = AS_IT_STANDS
        self._asked = Asked("", "", AS_IT_STANDS)
        self._looked: _Looked | None = _Looked(self._asked, Places())
        self._then: list[Callable[[], None]] = []
        self._turn = asyncio.Lock()

    def compose(self) -> ComposeResult:
        """The line, how many places there are, how to close it; the switches."""
        with Horizontal():
            yield Line(placeholder=f"Find in {self._where}")
            yield Static("", id="places", markup=False)
            yield Static(f"{key_of('find.close')} Close", id="close-find", markup=False)
        code_all = command_of(self.PLACE, "code_all") if self.can_code else None
        yield FindSwitches(*filter(None, [code_all]))

    def on_click(self, event: events.Click) -> None:
        """Close the line where that was clicked."""
        if event.widget is not None and event.widget.id == "close-find":
            self.action_close()

    @property
    def words(self) -> str:
        """What is looked for; empty where nothing is."""
        return self.query_one(Input).value.strip()

    @property
    def asked(self) -> Asked:
        """What is looked for just now."""
        return Asked(self._text, self.query_one(Input).value, self._switches)

    @property
    def nowhere(self) -> str:
        """What is to be said where the words stand nowhere."""
        if self._looked is not None and (trouble := self._looked.trouble) is not None:
            return f"{one_line(trouble.message)} {trouble.hint}"
        said = f"“{one_line(self.words)}” does not stand in {self._where}."
        return said if self.words else f"Nothing to find: {key_of('app.find')} asks for words."

    def open(self, text: str, start: int) -> None:
        """Find in a text, from an offset on."""
        self._text, self._from, self.display = text, start, True
        line = self.query_one(Line)
        # Other words take the place of those looked for before.
        line.select_all()
        line.focus()
        self._look_up(lambda: None)

    def take(self, text: str) -> None:
        """Another text is shown, or the same again: from now on it is looked through, without going anywhere."""
        if text != self._text:
            self._text, self._from = text, 0
            self._look_up(self._tell_how_many)

    def go(self, text: str, start: int, by: int) -> None:
        """Go to the next place after an offset (1), or to the one before (-1); round the ends."""
        self._text = text

        def then() -> None:
            if not self._places:
                self.post_message(self.Found(None))
            else:
                self._show(self._places.number_from(start + 1) if by > 0 else self._places.number_from(start) - 1)

        self._look_up(then)

    # Looking

    @property
    def _places(self) -> Places:
        return self._looked.places if self._looked is not None else Places()

    def _look_up(self, then: Callable[[], None]) -> None:
        """Look for what is asked for; and then, at once where it was looked for already."""
        if self.asked != self._asked:
            # Going on from one place to the next, a long text would be looked through anew at every key.
            asked = self._asked = self.asked
            self._looked, self._then = None, []
            if not asked.words.strip():
                self._looked = _Looked(asked, Places())
            else:
                work.start(self, "Find", lambda: self._job(asked), only_reads=True, turn=self._turn)
                self.set_timer(_SOON, lambda: self._tell_that_it_takes_time(asked))
        if self._looked is not None:
            then()
        else:
            self._then.append(then)

    def _job(self, asked: Asked) -> Message:
        if asked is not self._asked:
            return _AskedAgain()
        try:
            return _Looked(asked, find(*asked))
        except BadInput as trouble:
            return _Looked(asked, Places(), trouble)

    @on(_Looked)
    def _have_looked(self, message: _Looked) -> None:
        if message.asked is self._asked:
            self._looked, then = message, self._then
            self._then = []
            for one in then:
                one()

    def _tell_that_it_takes_time(self, asked: Asked) -> None:
        if asked is self._asked and self._looked is None:
            self._tell("looking …")

    # Telling

    def _tell(self, said: str, *, faulty: bool = False) -> None:
        places = self.query_one("#places", Static)
        before = str(places.visual)
        if said != before:
            # While one types, the same number of places is told in other words at most letters: that moves nothing.
            places.update(said, layout=cell_len(said) != cell_len(before))
        places.set_class(faulty, "-faulty")

    def _show(self, number: int) -> None:
        number %= len(self._places)  # round the ends
        self._tell(f"{number + 1:,} of {len(self._places):,}")
        self.post_message(self.Found(self._places.place(number)))

    def _tell_how_many(self) -> None:
        if self._places:
            self._tell(plural(len(self._places), "place"))
        else:
            self._tell_nowhere()

    def _tell_nowhere(self) -> None:
        trouble = self._looked.trouble if self._looked is not None else None
        if trouble is not None:
            self._tell(one_line(trouble.message.removeprefix(_SAID_BEFORE)), faulty=True)
        else:
            self._tell("nowhere here" if self.words else "")

    def _show_first(self) -> None:
        if self._places:
            self._show(self._places.number_from(self._from))
        else:
            self._tell_nowhere()
            self.post_message(self.Lost())

    @on(Input.Changed)
    def _typed(self) -> None:
        self._look_up(self._show_first)

    @on(FindSwitches.Turned)
    def _turned(self, message: FindSwitches.Turned) -> None:
        self._switches = message.switches
        self._look_up(self._show_first)

    def action_turn(self, name: str) -> None:
        """Turn one of the switches."""
        self.query_one(FindSwitches).turn(name)

    async def action_next(self) -> None:
        """Go to the next place."""
        await self.screen.run_action("find_next")

    async def action_previous(self) -> None:
        """Go to the place before."""
        await self.screen.run_action("find_previous")

    async def action_code_all(self) -> None:
        """Code all hits, where that can be done."""
        command = command_of(self.PLACE, "code_all")
        if self.can_code:
            # The screen says what is missing where no words are looked for.
            await self.screen.run_action("code_all")
        elif command is not None:
            self.notify(command.cannot, timeout=3)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        """Go to the text; where the words stand nowhere, that is said, and one goes on typing."""

        def then() -> None:
            if self.words and not self._places:
                self.post_message(self.Found(None))
            else:
                self.action_close()

        self._look_up(then)

    def action_close(self) -> None:
        """Close the line; the place that was found for what is typed stays shown."""
        self.display = False
        self.post_message(self.Closed())

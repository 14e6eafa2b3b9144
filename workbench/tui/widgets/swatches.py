"""A row of colours to choose from."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from workbench.codebook.schema import COLOUR
from workbench.tui.commands import bindings_of
from workbench.tui.faults import Unbroken
from workbench.visible import one_line


class Swatch(NamedTuple):
    """A colour and what it is called."""

    name: str
    colour: str


PALETTE = (
    Swatch("orange", "#E69F00"),
    Swatch("sky blue", "#56B4E9"),
    Swatch("green", "#009E73"),
    Swatch("yellow", "#F0E442"),
    Swatch("blue", "#0072B2"),
    Swatch("vermilion", "#D55E00"),
    Swatch("purple", "#CC79A7"),
    Swatch("grey", "#999999"),
)
"""Colours that people who confuse red and green tell apart: Okabe and Ito, Color Universal Design (2008), grey for
their black, which no dark screen shows."""

NONE = Swatch("none of its own", "")
"""The program gives the code a colour."""

_BOX = "■"
_CELLS = 3
"""A box, and a blank on each side of it."""


def called(colour: str) -> str:
    """The name of a colour; the colour itself where it has none here."""
    known = {one.colour.casefold(): one.name for one in (NONE, *PALETTE)}
    return known.get(colour.strip().casefold(), colour.strip())


class Swatches(Unbroken, Widget, can_focus=True):
    """The colours of the palette in a line, the chosen one in brackets; arrow keys and clicks choose.

    Args:
        colour: The colour that is chosen; empty for none.
    """

    PLACE: ClassVar[str] = "swatches"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("swatches"))
    DEFAULT_CSS = "Swatches { height: 1; } Swatches:focus { background: $primary 20%; }"

    class Chosen(Message):
        """A colour was chosen; empty for none."""

        def __init__(self, colour: str) -> None:
            self.colour = colour
            super().__init__()

    def __init__(self, colour: str = "") -> None:
        super().__init__()
        self._colour = colour.strip()

    @property
    def _place(self) -> int | None:
        colours = [one.colour.casefold() for one in (NONE, *PALETTE)]
        return colours.index(self._colour.casefold()) if self._colour.casefold() in colours else None

    def show(self, colour: str) -> None:
        """Show which colour is chosen; one that is not in the palette is shown behind it."""
        self._colour = colour.strip()
        self.refresh()

    def render(self) -> Content:
        """The boxes, and what the chosen one is called."""
        boxes = [Content("-"), *(Content.styled(_BOX, one.colour) for one in PALETTE)]
        place = self._place
        parts = []
        for number, box in enumerate(boxes):
            before, after = ("[", "]") if number == place else (" ", " ")
            parts += [Content(before), box, Content(after)]
        own = place is None and COLOUR.fullmatch(self._colour)
        sample = Content.styled(f"{_BOX} ", self._colour) if own else Content("")
        return Content.assemble(*parts, " ", sample, (one_line(called(self._colour)), "bold"))

    def on_click(self, event: events.Click) -> None:
        """Choose the colour that was clicked."""
        place = event.x // _CELLS
        if place <= len(PALETTE):
            self._choose(place)

    def action_move(self, by: int) -> None:
        """Choose the next colour, or the one before."""
        place = self._place
        self._choose(0 if place is None else (place + by) % (len(PALETTE) + 1))

    def _choose(self, place: int) -> None:
        self.show((NONE, *PALETTE)[place].colour)
        self.post_message(self.Chosen(self._colour))

"""Whom to compare, by which unit, and whether interviewers' words count."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar, NamedTuple, get_args

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Label, Static

from workbench.agreement.frame import Unit
from workbench.tui.commands import bindings_of, key_of
from workbench.tui.screens.agreement_jobs import Wanted
from workbench.tui.screens.dialog import Dialog
from workbench.tui.widgets.drop_down import DropDown
from workbench.tui.widgets.row_list import RowList, columns
from workbench.visible import one_line, plural

_UNITS: Mapping[Unit, str] = {
    "turn": "turn: what one speaker says until another speaks",
    "sentence": "sentence",
    "token": "token: each word and sign",
    "character": "character: codings exactly as they begin and end",
}
_COUNT = 16


class Person(NamedTuple):
    """A coder, and how many transcripts they have coded."""

    name: str
    transcripts: int


class PersonRows(RowList[Person]):
    """A line a coder."""

    def key(self, row: Person) -> str:
        """The name."""
        return row.name

    def lines(self, row: Person, width: int) -> list[Content]:
        """Name, and how many transcripts."""
        coded = Content.styled(plural(row.transcripts, "transcript"), "dim")
        return [columns(((one_line(row.name), 0), (coded, -_COUNT)), width)]

    def words(self) -> Callable[[Person], str]:
        """The name."""
        return lambda row: row.name


class CompareBox(Dialog[Wanted | None]):
    """Asks whom to compare; gives that, or None where all stays.

    Args:
        coded: How many transcripts each has coded, by name.
        wanted: What is compared now.
    """

    PLACE = "compare"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("compare"))

    def __init__(self, coded: Mapping[str, int], wanted: Wanted | None) -> None:
        super().__init__()
        self._people = [Person(name, count) for name, count in coded.items()]
        self._wanted = wanted or Wanted(())

    def compose(self) -> ComposeResult:
        """The coders, two fields, two buttons."""
        choices = [(_UNITS[unit], unit) for unit in get_args(Unit)]
        whose = [("what participants said", False), ("what participants and interviewers said", True)]
        with Vertical(classes="dialog", id="compare") as box:
            box.border_title = "Whom to compare"
            with VerticalScroll(classes="form", can_focus=False):
                yield Label("Coders, two or more; the first is A")
                yield PersonRows(id="people-coded")
                yield Static("", id="too-few", classes="hint -faulty", markup=False)
                yield Label("Unit: what is counted")
                yield DropDown(choices, value=self._wanted.unit, allow_blank=False, compact=True, id="unit")
                yield Label("Of which words")
                yield DropDown(
                    whose, value=self._wanted.include_interviewer, allow_blank=False, compact=True, id="whose"
                )
            with Horizontal(classes="buttons"):
                yield Button("Cancel", id="cancel")
                yield Button("Compare", variant="primary", id="take")

    def on_mount(self) -> None:
        """Those are marked who are compared now."""
        rows = self.query_one(PersonRows)
        rows.styles.height = max(2, min(8, len(self._people)))
        rows.show(self._people)
        rows.marked = {person.name for person in self._people if person.name in self._wanted.coders}
        rows.draw_anew()
        rows.focus()

    def action_mark(self) -> None:
        """Mark the coder under the cursor, or take the mark off."""
        self.query_one(PersonRows).mark()

    @on(Button.Pressed, "#take")
    def action_take(self) -> None:
        """Give what is chosen."""
        marked = self.query_one(PersonRows).marked
        coders = tuple(person.name for person in self._people if person.name in marked)
        if len(coders) < 2:
            said = f"Mark two or more, with {key_of('compare.mark')} or a click before the name."
            self.query_one("#too-few", Static).update(said)
            self.query_one(PersonRows).focus()
            return
        chosen, whose = (self.query_one(f"#{name}", DropDown).value for name in ("unit", "whose"))
        unit = next(unit for unit in get_args(Unit) if unit == chosen)
        self.dismiss(Wanted(coders, unit, bool(whose)))

    @on(Button.Pressed, "#cancel")
    def action_close(self) -> None:
        """Close; what was compared stays."""
        self.dismiss(None)

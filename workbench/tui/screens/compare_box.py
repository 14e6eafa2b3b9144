"""Whom to compare, on what, by which unit, and whether interviewers' words count."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, NamedTuple, get_args

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Label, Static

from workbench.agreement.frame import Unit
from workbench.agreement.sample_list import SampleFound
from workbench.tui.commands import bindings_of, key_of
from workbench.tui.screens.agreement_jobs import Wanted
from workbench.tui.screens.dialog import Dialog
from workbench.tui.widgets.drop_down import DropDown
from workbench.tui.widgets.row_list import RowList, columns
from workbench.visible import beginning, first_few, one_line, plural

_UNITS: Mapping[Unit, str] = {
    "turn": "turn: what one speaker says until another speaks",
    "sentence": "sentence",
    "token": "token: each word and sign",
    "character": "character: codings exactly as they begin and end",
}
_COUNT, _NAME = 16, 24
_ALL = "every transcript that two of them coded, finished or not"


def on_what(samples: Sequence[SampleFound]) -> list[tuple[str, str | bool | None]]:
    """On what coders can be compared, in words, with what is asked for by it; pure.

    Args:
        samples: The samples; those that are open cannot be compared and are not among these.
    """
    revealed = [(one.revealed_at, one) for one in samples if one.revealed_at is not None]
    usual = "their sample that was revealed last; if there is none, all" if samples else _ALL
    found: list[tuple[str, str | bool | None]] = [(usual, None)]
    for when, one in sorted(revealed, key=lambda pair: pair[0], reverse=True):
        name, early = beginning(one_line(one.name), _NAME), " early" * one.revealed_early
        found.append((f"“{name}” · round {one.round} · revealed{early} {when:%d %b %Y}", one.name))
    return [*found, (_ALL, True)] if samples else found


def still_open(samples: Sequence[SampleFound]) -> str:
    """Which samples cannot be compared yet, in words; empty where all can."""
    names = [f"“{beginning(one_line(one.name), _NAME)}” (round {one.round})" for one in samples if one.is_open]
    return f"Open, and compared once revealed: {first_few(names)}." if names else ""


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
        coded = Content.styled(plural(row.transcripts, "transcript") if row.transcripts else "", "dim")
        return [columns(((one_line(row.name), 0), (coded, -_COUNT)), width)]

    def words(self) -> Callable[[Person], str]:
        """The name."""
        return lambda row: row.name


class CompareBox(Dialog[Wanted | None]):
    """Asks whom to compare; gives that, or None where all stays.

    Args:
        coded: How many transcripts each has coded, by name.
        samples: The samples, in the order in which they were drawn.
        wanted: What is compared now.
    """

    PLACE = "compare"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("compare"))

    def __init__(self, coded: Mapping[str, int], samples: Sequence[SampleFound], wanted: Wanted | None) -> None:
        super().__init__()
        self._on, self._still_open = on_what(samples), still_open(samples)
        self._people = [Person(name, count) for name, count in coded.items()]
        self._wanted = wanted or Wanted(())

    def compose(self) -> ComposeResult:
        """The coders, three fields, two buttons."""
        choices = [(_UNITS[unit], unit) for unit in get_args(Unit)]
        whose = [("what participants said", False), ("what participants and interviewers said", True)]
        with Vertical(classes="dialog", id="compare") as box:
            box.border_title = "Whom to compare"
            with VerticalScroll(classes="form", can_focus=False):
                yield Label("Coders, two or more; the first is A")
                yield PersonRows(id="people-coded")
                yield Static("", id="too-few", classes="hint -faulty", markup=False)
                yield Label("On which transcripts")
                those = [(Content(said), number) for number, (said, _) in enumerate(self._on)]
                on = next((number for number, (_, sample) in enumerate(self._on) if sample == self._wanted.sample), 0)
                yield DropDown(those, value=on, allow_blank=False, compact=True, id="on-what")
                if self._still_open:
                    yield Static(self._still_open, classes="hint", markup=False)
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
        on = self.query_one("#on-what", DropDown).value
        self.dismiss(Wanted(coders, unit, bool(whose), sample=self._on[on][1] if isinstance(on, int) else None))

    @on(Button.Pressed, "#cancel")
    def action_close(self) -> None:
        """Close; what was compared stays."""
        self.dismiss(None)

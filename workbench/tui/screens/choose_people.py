"""Choose people of the study, or name somebody new."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, Static

from workbench.transcripts.correcting import named_with
from workbench.transcripts.tables import ParticipantFacts
from workbench.transcripts.tables.values import joined, split_list
from workbench.tui import looks
from workbench.tui.commands import bindings_of
from workbench.tui.screens.dialog import Dialog
from workbench.tui.screens.question import Question, leave
from workbench.tui.widgets.line import Line
from workbench.tui.widgets.rows import Column, Row, Rows, table
from workbench.visible import one_line

_COLUMNS = (Column(" ", 1), Column("Id", 20, ends=True), Column("Label", 30, ends=True), Column("Role", 16))


class ChoosePeople(Dialog[str | None]):
    """Gives the chosen people's ids as one line; None where all is to stay as it was.

    Args:
        title: Who is asked for.
        people: The study's participants.
        text: Who is chosen already, as a line.
        separator: What stands between two ids in the line.
        others: What may be chosen instead of people: interviewer, nobody.
    """

    PLACE = "people"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("people"))
    AUTO_FOCUS = "Line"

    def __init__(
        self, title: str, people: Sequence[ParticipantFacts], text: str, *, separator: str, others: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self._title, self._separator, self._others = title, separator, list(others)
        self._chosen = dict.fromkeys(split_list(text, separator))
        self._begun = set(self._chosen)
        self._known = [
            *((who, "", "") for who in others),
            *((one.participant, one.label, one.role or "") for one in people),
        ]
        ids = {who.casefold() for who, _, _ in self._known}
        self._known += [(who, "", "not known yet") for who in self._chosen if who.casefold() not in ids]

    @property
    def unsaved(self) -> bool:
        """Whether others are marked than at first."""
        return self._chosen.keys() != self._begun

    def compose(self) -> ComposeResult:
        """A line to type into, the people, and two buttons."""
        with Vertical(classes="dialog", id="people") as box:
            box.border_title = Content(one_line(self._title))
            yield Line(placeholder="A few letters of the name; or the id of somebody new")
            yield Rows(_COLUMNS, empty="Nobody is called that; Enter takes it as somebody new.")
            yield Static("", id="chosen", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Cancel", id="cancel")
                yield Button("Take these", variant="primary", id="take")

    def on_mount(self) -> None:
        """All people."""
        self._show()

    @on(Input.Changed)
    def _show(self) -> None:
        words = self.query_one(Line).value.casefold().split()
        found = [one for one in self._known if all(word in " ".join(one).casefold() for word in words)]
        rows = [Row(one[0], (looks.MARKED if one[0] in self._chosen else "", *one)) for one in found]
        if words:
            self.query_one(Rows).narrow(rows)
        else:
            self.query_one(Rows).fill(table(_COLUMNS, rows))
        chosen = joined(self._chosen, self._separator)
        self.query_one("#chosen", Static).update(one_line(f"Chosen: {chosen}") if chosen else "Nothing chosen yet.")

    @on(Rows.Clicked)
    def action_mark(self) -> None:
        """Mark the one under the cursor, or take the mark off."""
        who = self.query_one(Rows).key
        if who is None:
            return
        if who in self._chosen:
            del self._chosen[who]
        else:
            self._add(who)
        self._show()

    def _add(self, who: str) -> None:
        self._chosen = dict.fromkeys(named_with(self._chosen, who, self._others))

    def action_down(self) -> None:
        """Go from the line to the list, or down in it."""
        people = self.query_one(Rows)
        if people.has_focus:
            people.action_move(1)
        else:
            people.focus()

    @on(Input.Submitted)
    def action_take(self) -> None:
        """Mark the one who is typed, or somebody new of that name; with nothing typed, take those who are marked.

        Where nobody is marked either, the one on whom the keyboard is in the list is taken.
        """
        if not self._take_typed():
            people = self.query_one(Rows)
            if not self._chosen and people.has_focus and people.key is not None:
                self._add(people.key)
            self.dismiss(joined(self._chosen, self._separator))

    @on(Button.Pressed, "#take")
    def action_done(self) -> None:
        """Take those who are marked, and whoever is typed."""
        self._take_typed()
        self.dismiss(joined(self._chosen, self._separator))

    def _take_typed(self) -> bool:
        typed = self.query_one(Line).value.strip()
        if not typed:
            return False
        who = self.query_one(Rows).key
        if who is None:
            self._known.append((typed, "", "not known yet"))
            self._add(typed)
        elif who not in self._chosen:
            self.action_mark()
        self.query_one(Line).value = ""
        self._show()
        return True

    @on(Button.Pressed, "#cancel")
    def action_leave(self) -> None:
        """Leave it as it was; asks where somebody was marked, or is no more."""
        leave(self, Question("Not taken", "Whom you chose here would be lost.", yes="Leave it as it was", no="Go on"))

"""Fields of a form that are filled in by choosing: one of a list, or people of the study."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from rich.text import Text
from textual import on
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button, Select

from workbench.transcripts.tables import ParticipantFacts
from workbench.tui.screens.choose_people import ChoosePeople
from workbench.tui.widgets.drop_down import DropDown
from workbench.tui.widgets.form_fields import Field
from workbench.tui.widgets.line import Line
from workbench.visible import one_line


class SelectField(Field):
    """One of a list, or nothing; with ``new`` also something that is typed beside it and is not in the list yet.

    Args:
        key: What it is called.
        hint: What it means.
        value: What is chosen; None: nothing.
        choices: Of each what is shown and what it stands for.
        nothing: What is shown where nothing is chosen; no words of a study, for Textual reads it as markup.
        new: What the line beside it says where something new may be typed; empty: there is none.
    """

    def __init__(
        self,
        key: str,
        hint: str,
        value: str | None,
        choices: Sequence[tuple[str, str]],
        *,
        nothing: str = "unknown",
        new: str = "",
        **words: str,
    ) -> None:
        super().__init__(key, hint, **words)
        known = {stands_for: shown for shown, stands_for in choices}
        if value is not None and value not in known:
            known[value] = value
        # Text, not Content: only in these can be looked for by typing.
        options = [(Text(one_line(shown)), stands_for) for stands_for, shown in known.items()]
        self._select: DropDown[str] = DropDown(
            options, prompt=nothing, value=Select.NULL if value is None else value, compact=True
        )
        self._line = Line(placeholder=new) if new else None
        self._shown = value

    @property
    def value(self) -> Any:
        """What is typed, else what is chosen; None where that is nothing."""
        typed = self._line.value.strip() if self._line is not None else ""
        chosen = self._select.value
        return typed or (chosen if isinstance(chosen, str) else None)

    def show(self, value: Any) -> None:
        """Choose."""
        self._shown = value
        self._select.value = Select.NULL if value is None else value

    def editors(self) -> Sequence[Widget]:
        """The list, and the line beside it."""
        beside = [self._line] if self._line is not None else []
        return [Horizontal(self._select, *beside, classes="beside")]


class PeopleField(Field):
    """People of the study, as ids in a line; a button chooses them from a list.

    Args:
        key: What it is called.
        hint: What it means.
        value: What the line says.
        people: Gives who can be chosen when it is asked.
        separator: What stands between two of them.
        others: What may stand there besides: interviewer, nobody.
        nothing: What an empty line means.
    """

    def __init__(
        self,
        key: str,
        hint: str,
        value: str,
        people: Callable[[], Sequence[ParticipantFacts]],
        *,
        separator: str,
        others: Sequence[str] = (),
        nothing: str = "",
        **words: str,
    ) -> None:
        super().__init__(key, hint, **words)
        self._line = Line(value, placeholder=nothing)
        self._people, self._separator, self._others = people, separator, others
        self._shown = self._line.value

    @property
    def value(self) -> Any:
        """What the line says."""
        return self._line.value.strip()

    def show(self, value: Any) -> None:
        """Fill in the line."""
        self._line.value = value
        self._shown = self._line.value

    def recognise(self, words: str) -> None:
        """Say what an empty line means now."""
        self._line.placeholder = one_line(words)

    def editors(self) -> Sequence[Widget]:
        """The line, and the button beside it."""
        return [Horizontal(self._line, Button("Choose …", compact=True, classes="choose"), classes="beside")]

    @on(Button.Pressed, ".choose")
    def _choose(self, event: Button.Pressed) -> None:
        event.stop()
        chooser = ChoosePeople(
            self._label, self._people(), self._line.value, separator=self._separator, others=self._others
        )
        self.app.push_screen(chooser, self._chosen)

    def _chosen(self, text: str | None) -> None:
        if text is not None:
            self._line.value = text
        self._line.focus()

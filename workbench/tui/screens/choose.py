"""Choose one of many names by typing a few letters of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from rapidfuzz import process, utils
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from workbench.tui.commands import bindings_of, in_turn
from workbench.tui.screens.dialog import Dialog
from workbench.visible import one_line

_SHOWN = 200
_LIKE_ENOUGH = 55


class _Wanted(Input):
    """Where one types; Enter is about what is found when all that was typed before it is looked up."""

    BINDINGS: ClassVar[list[BindingType]] = in_turn("choose", {"enter": "submit"})


class ChooseScreen(Dialog[str | None]):
    """Gives the name that was chosen; None where none was.

    Args:
        title: What is chosen.
        names: The names, and what else is told of each and searched.
    """

    PLACE = "choose"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("choose"))

    def __init__(self, title: str, names: Mapping[str, str]) -> None:
        super().__init__()
        self._heading, self._names = title, dict(names)
        self._searched = {name: utils.default_process(f"{name} {told}") for name, told in names.items()}
        self._found: list[str] = []

    def compose(self) -> ComposeResult:
        """A line to type into, and the names that are like it."""
        with Vertical(classes="dialog small") as box:
            box.border_title = self._heading
            yield _Wanted(placeholder="A few letters of it")
            yield OptionList(markup=False)

    def on_mount(self) -> None:
        """All names, as far as they fit."""
        self._show("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._show(event.value)

    def _show(self, words: str) -> None:
        wanted = utils.default_process(words)
        inside = [name for name, text in self._searched.items() if wanted in text]
        alike = process.extract(wanted, self._searched, score_cutoff=_LIKE_ENOUGH, limit=_SHOWN) if wanted else []
        self._found = list(dict.fromkeys([*inside, *(str(name) for _, _, name in alike)]))[:_SHOWN]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(self._line(name)) for name in self._found])
        options.highlighted = 0 if self._found else None

    def _line(self, name: str) -> Content:
        return Content.assemble(one_line(name), (f"  {one_line(self._names[name])}", "dim"))

    def action_move(self, by: int) -> None:
        """Move the cursor while the keyboard stays where one types."""
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            options.highlighted = max(0, min(options.option_count - 1, options.highlighted + by))

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def action_take(self) -> None:
        """Take the name under the cursor."""
        place = self.query_one(OptionList).highlighted
        if place is not None and self._found:
            self.dismiss(self._found[place])

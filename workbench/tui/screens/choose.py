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
from textual.widgets import Input

from workbench.tui.commands import bindings_of, in_turn
from workbench.tui.screens.dialog import Dialog
from workbench.tui.widgets.found_rows import FoundRows
from workbench.tui.widgets.line import Line
from workbench.visible import one_line

_ALIKE = 200
_LIKE_ENOUGH = 55


class _Wanted(Line):
    """Where one types; Enter is about what is found when all that was typed before it is looked up."""

    BINDINGS: ClassVar[list[BindingType]] = in_turn("choose", {"enter": "submit"})


class ChooseScreen(Dialog[str | None]):
    """Gives the name that was chosen; None where none was.

    Args:
        title: What is chosen.
        names: The names, and what else is told of each and searched.

    Attributes:
        SHAPE: The classes of the box.
        HEIGHT: The lines of each name.
    """

    PLACE = "choose"
    SHAPE: ClassVar[str] = "dialog small"
    HEIGHT: ClassVar[int] = 1
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("choose"))

    def __init__(self, title: str, names: Mapping[str, str]) -> None:
        super().__init__()
        self._heading = title
        self._take(names)

    def _take(self, names: Mapping[str, str]) -> None:
        self._names = dict(names)
        self._searched = {name: utils.default_process(f"{name} {told}") for name, told in names.items()}

    def offer(self, names: Mapping[str, str]) -> None:
        """Offer other names than before: all of them, once they are read."""
        self._take(names)
        if self.is_mounted:
            self._show(self.query_one(_Wanted).value)

    def compose(self) -> ComposeResult:
        """A line to type into, and the names that are like it."""
        with Vertical(classes=self.SHAPE) as box:
            box.border_title = self._heading
            yield _Wanted(placeholder="A few letters of it")
            yield FoundRows(self._line, height=self.HEIGHT)

    def on_mount(self) -> None:
        """All names."""
        self._show("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._show(event.value)

    def _show(self, words: str) -> None:
        self.query_one(FoundRows).show(self.found(utils.default_process(words)))

    def found(self, wanted: str) -> list[str]:
        """The names that are offered for what is typed: those in which it stands, then those that are like it."""
        inside = [name for name, text in self._searched.items() if wanted in text]
        alike = process.extract(wanted, self._searched, score_cutoff=_LIKE_ENOUGH, limit=_ALIKE) if wanted else []
        return list(dict.fromkeys([*inside, *(str(name) for _, _, name in alike)]))

    def _line(self, name: str) -> Content:
        return Content.assemble(one_line(name), (f"  {one_line(self._names[name])}", "dim"))

    def action_move(self, by: int) -> None:
        """Move the cursor while the keyboard stays where one types."""
        self.query_one(FoundRows).action_move(by)

    @on(Input.Submitted)
    @on(FoundRows.Chosen)
    def action_take(self) -> None:
        """Take the name under the cursor."""
        name = self.query_one(FoundRows).current
        if name is not None:
            self.dismiss(name)

"""Where one types in forms, boxes and bars: one line, or several. What stood there is kept, and so is what is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.filter import LineFilter
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input
from textual.widgets.input import Selection
from textual.widgets.text_area import Edit, EditResult

from workbench.tui.ascii_signs import with_words_as_they_are
from workbench.tui.faults import Unbroken
from workbench.tui.widgets.clicks import WORD, word_at
from workbench.tui.widgets.writing import Writing
from workbench.visible import CONTROLS, DIRECTIONS, one_line, signs

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_NEVER_MEANT = re.compile(f"(?![{DIRECTIONS}]){CONTROLS.pattern}")


class Line(Unbroken, Input):
    """A line to type into. Control characters in it are shown as signs of one cell, and none is sent to the terminal.

    Those that turn the reading direction, which Arabic and Hebrew are written with, are typed and pasted like letters;
    of what else is pasted no control character is taken over. What the program filled in is given back as it was.
    """

    SELECTS: ClassVar[bool] = True
    """Whether coming to it selects what stands there, so that what is typed takes its place."""

    # In an `Input` it lays out the whole screen anew at every letter, which takes too long in a big form; a line's
    # place does not depend on what stands in it.
    virtual_size = Reactive(Size(0, 0))

    def __init__(
        self,
        value: str = "",
        *,
        password: bool = False,
        placeholder: str = "",
        classes: str = "",
        id: str | None = None,
    ) -> None:
        super().__init__(
            value,
            one_line(placeholder),
            password=password,
            compact=True,
            classes=classes,
            id=id,
            select_on_focus=self.SELECTS,
        )
        keys = self._bindings.key_to_bindings
        keys["ctrl+a"] = keys["ctrl+shift+a"]  # as in a `Writing`
        for key in ("up", "down", "pageup", "pagedown"):
            # There is nothing to scroll, and what the keys do where the line stands is told at the bottom.
            keys[key] = [one for one in keys.get(key, ()) if not one.action.startswith(("scroll_", "page_"))]
            if not keys[key]:
                del keys[key]

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What lines go through on their way to the terminal: what is typed stays as it is."""
        return with_words_as_they_are(super().get_line_filters()) if self.value else super().get_line_filters()

    def update_node_styles(self, animate: bool = True) -> None:
        """Style it, when it is there: Textual does so before too, three times, and once more when it is put there."""
        if self.is_attached:
            super().update_node_styles(animate)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put what is typed or pasted in the place of what stands between two places."""
        super().replace(_on_one_line(text), start, end)

    def on_paste(self, event: events.Paste) -> None:
        """Several lines become one; an `Input` would leave all but the first out without a word."""
        event.prevent_default()
        event.stop()
        self.replace(event.text, *self.selection)

    def on_click(self, event: events.Click) -> None:
        """Two clicks select the word, three all; of what is not shown nobody is to see where words end."""
        if event.chain == WORD and not self.password:
            self.selection = Selection(*word_at(self.value, self.cursor_position))
        elif event.chain >= WORD:
            self.action_select_all()

    @property
    def _value(self) -> Text:
        """The line as it is drawn, a sign for each of its characters."""
        drawn = super()._value
        drawn.plain = signs(drawn.plain)
        return drawn

    def _position_to_cell(self, position: int) -> int:
        return cell_len(self._value.plain[:position])

    def _cell_offset_to_index(self, offset: int) -> int:
        drawn, cells = self._value.plain, -self.scroll_offset.x
        for index, sign in enumerate(drawn):
            cells += cell_len(sign)
            if offset < cells:
                return index
        return len(drawn)


class Lines(Writing):
    """Several lines to type into, with control characters as in a `Line`."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.compact, self.highlight_cursor_line = True, False

    def edit(self, edit: Edit) -> EditResult:
        """Take a change in, as it is meant."""
        edit.text = _meant(_LINE_ENDS.sub("\n", edit.text))
        return super().edit(edit)


def _meant(text: str) -> str:
    """The text without the control characters that nobody means. Pure."""
    return _NEVER_MEANT.sub("", text)


def _on_one_line(text: str) -> str:
    """What is typed or pasted as it stands on one line. Pure."""
    lines = text.splitlines()
    if len(lines) > 1:
        lines = [line.strip() for line in lines]
    return _meant(" ".join(filter(None, lines)).replace("\t", " "))

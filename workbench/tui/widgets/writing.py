"""Where longer texts are written: what was loaded stays as it is, and no control character reaches the terminal."""

from __future__ import annotations

import re
from functools import cache

from rich.text import Text
from textual import events
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult, Location, Selection

from workbench.tui.ascii_signs import WordsStay
from workbench.tui.faults import Unbroken
from workbench.tui.widgets.clicks import WORD, word_at
from workbench.tui.widgets.long_line import LongLine, QuickRows
from workbench.visible import CONTROLS, OBEYED, signs

_LINE_ENDS = re.compile("\r\n?")
_FIRST, _BEYOND = 0xD800, 0x10000
"""No text of a study holds lone surrogates: in the editor they stand in for control characters, one for one."""
_SURROGATES = re.compile("[\ud800-\udfff]")


class Writing(WordsStay, Unbroken, TextArea):
    """An editor. Control characters are shown as signs and stay in the text; line ends are one line feed.

    Textual's own takes line separators, form feeds and the like for line ends, so that opening a text would change it,
    and sends the others to the terminal.
    """

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        super().__init__(_stood_in(text), id=id, tab_behavior="focus", soft_wrap=True)
        self._settled = self.text
        # Textual's F6 and F7 select, and lead elsewhere in this program; Ctrl+A selects all, as in most editors.
        keys = self._bindings.key_to_bindings
        keys["ctrl+a"] = keys.pop("f7")
        del keys["f6"]

    @property
    def text(self) -> str:
        """What is written."""
        return _as_meant(self.document.text)

    @text.setter
    def text(self, value: str) -> None:
        self.load_text(value)

    @property
    def changed(self) -> bool:
        """Whether something else is written than was loaded, or stood there when it was settled."""
        return self.text != self._settled

    def settle(self, text: str | None = None) -> None:
        """What is written now, or this text, counts as unchanged from now on."""
        self._settled = self.text if text is None else one_line_end(text)

    def _set_document(self, text: str, language: str | None) -> None:
        super()._set_document(text, language)
        # Textual has made one of its own and wrapped it, which takes long enough once.
        self.wrapped_document.__class__ = QuickRows

    def load_text(self, text: str) -> None:
        """Write another text; it counts as unchanged."""
        super().load_text(_stood_in(text))
        self.settle()

    def on_click(self, event: events.Click) -> None:
        """Two clicks select the word, three the line up to its end, four all."""
        row, column = self.cursor_location
        if event.chain == WORD:
            start, end = word_at(self.document.get_line(row), column)
            self.selection = Selection((row, start), (row, end))
        elif event.chain == WORD + 1:
            self.select_line(row)
        elif event.chain > WORD:
            self.select_all()

    def get_text_range(self, start: Location, end: Location) -> str:
        """What is written between two places."""
        return _as_meant(super().get_text_range(start, end))

    def edit(self, edit: Edit) -> EditResult:
        """Take a change in."""
        edit.text = _stood_in(edit.text)
        return super().edit(edit)

    def get_line(self, line_index: int) -> Text:
        """A line as it is drawn."""
        return LongLine(self.document.get_line(line_index).translate(_tables()[2]), end="", no_wrap=True)


def one_line_end(text: str) -> str:
    """The text with one line feed for each line end. Pure."""
    return _LINE_ENDS.sub("\n", text)


def _stood_in(text: str) -> str:
    """The text with stand-ins for its control characters."""
    return one_line_end(_SURROGATES.sub("\ufffd", text)).translate(_tables()[0])


def _as_meant(text: str) -> str:
    """The text with its control characters in place of their stand-ins."""
    return text.translate(_tables()[1])


@cache
def _tables() -> tuple[dict[int, int], dict[int, int], dict[int, str]]:
    """For each control character its stand-in; for each stand-in the character, and the sign of a cell shown for it."""
    # Not looked for among all characters there are, which takes long enough once to be noticed as a form opens.
    controls = [one for one in sorted(OBEYED) if one < _BEYOND and CONTROLS.fullmatch(chr(one))]
    stand_ins = {number: _FIRST + place for place, number in enumerate(controls)}
    return (
        stand_ins,
        {stand_in: number for number, stand_in in stand_ins.items()},
        {stand_in: signs(chr(number)) for number, stand_in in stand_ins.items()},
    )

"""A narrative as it is written, in Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast
from weakref import WeakSet

from textual.widgets.text_area import Edit, EditResult, Location

from workbench.report import as_markdown_between, reference_between
from workbench.tui.widgets.writing import Writing, one_line_end

if TYPE_CHECKING:
    from workbench.tui.app import Workbench

_OPENING = "([“‘\"'"
"""After these no blank comes before words that are inserted."""


class Mark:
    """A place in a narrative, behind what was selected there; it moves with the words round it."""

    def __init__(self, text: NarrativeText) -> None:
        self.selection = text.selection
        self.place: Location = max(text.selection)

    def follow(self, edit: Edit, end: Location) -> None:
        """Move with what was written, which ends at a place."""
        (top, bottom), (line, column) = (edit.top, edit.bottom), self.place
        if self.place >= bottom > top or self.place > bottom:
            self.place = (line + end[0] - bottom[0], column + (end[1] - bottom[1] if line == bottom[0] else 0))
        else:
            self.place = min(self.place, top)


class NarrativeText(Writing):
    """The editor. Words of interviews are put in so that they are read back as just these words.

    Among them may be signs that mean something in Markdown, and so may be what stands before them. That holds for what
    is inserted and for what was copied in this program; what is copied from elsewhere is taken as it is.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._marks: WeakSet[Mark] = WeakSet()

    def mark(self) -> Mark:
        """The place where something will be inserted, as it is got ready meanwhile."""
        mark = Mark(self)
        self._marks.add(mark)
        return mark

    def insert_words(self, words: str, mark: Mark) -> bool:
        """Insert words at a mark, behind what was inserted there before; who is still there goes on behind them.

        Returns:
            Whether they were inserted; if not, it was said why.
        """
        place = mark.place
        before = self.get_text_range((0, 0), place)
        gap = " " if before and not before[-1].isspace() and before[-1] not in _OPENING else ""
        written = self._as_said([words], before + gap, self.get_text_range(place, self.document.end))
        if written is None:
            return False
        self._put(written if written.startswith("\n") else gap + written, mark)
        return True

    def insert_reference(self, reference: str, mark: Mark) -> bool:
        """Insert a reference to an extract at a mark, like words: alone in an empty line it is a paragraph of its own.

        Returns:
            Whether it was inserted; if not, it was said why.
        """
        place = mark.place
        before, after = self.get_text_range((0, 0), place), self.get_text_range(place, self.document.end)
        written = reference_between(before, reference, after)
        if written is None:
            self._refuse("It would stand there as it is written")
            return False
        self._put(written, mark)
        return True

    def _put(self, written: str, mark: Mark) -> None:
        place, selection = mark.place, self.selection
        others = [one for one in self._marks if one is not mark and one.place == place]
        end = self.insert(written, place).end_location
        for other in others:
            other.place = end
        if selection == mark.selection or max(selection) == place:
            self.move_cursor(end)
        elif max(selection) < place:
            self.selection = selection

    def _refuse(self, what: str) -> None:
        close = "Close it with a line of the same signs, or go elsewhere in the text."
        said = f"{what}, since a ``` or ~~~ above is open. {close}"
        self.app.notify(said, title="Not inserted", severity="warning", markup=False)

    def select_next(self, words: str) -> bool:
        """Select the next place with these words, from the cursor on, else from the beginning, if there is one."""
        text, wanted = self.text.casefold(), words.casefold()
        lines = self.document.lines
        if len(text) != len(self.text):  # letters that fold into two would shift every place
            text, wanted = self.text, words
        line, column = self.selection.end
        start = sum(len(one) + 1 for one in lines[:line]) + column
        place = text.find(wanted, start)
        place = place if place >= 0 else text.find(wanted)
        if place < 0:
            return False
        self.move_cursor(_location(lines, place))
        self.move_cursor(_location(lines, place + len(wanted)), select=True)
        return True

    def edit(self, edit: Edit) -> EditResult:
        """Take a change in."""
        copied = cast("Workbench", self.app).words_copied
        if copied and one_line_end(edit.text) == "\n\n".join(copied):
            before = self.get_text_range((0, 0), edit.top)
            written = self._as_said(copied, before, self.get_text_range(edit.bottom, self.document.end))
            edit = Edit("", edit.bottom, edit.bottom, edit.maintain_selection_offset) if written is None else edit
            edit.text = written or ""
        result = super().edit(edit)
        for mark in self._marks:
            mark.follow(edit, result.end_location)
        return result

    def _as_said(self, words: Sequence[str], before: str, after: str) -> str | None:
        """Words as they are to be written between two parts of the text; None, and said, where nothing helps."""
        written = ""
        for number, one in enumerate(words):
            written += "\n\n" if number else ""
            part = as_markdown_between(before + written, one, after)
            if part is None:
                self._refuse("Here these words would not be read as they were said")
                return None
            written += part
        return written


def _location(lines: Sequence[str], offset: int) -> tuple[int, int]:
    """Line and column of an offset in a text of these lines."""
    for number, line in enumerate(lines):
        if offset <= len(line):
            return number, offset
        offset -= len(line) + 1
    return len(lines) - 1, len(lines[-1])

"""The codebook beside the transcript: the list of codes, and a line that filters it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from workbench.tui.commands import bindings_of, key_of
from workbench.tui.faults import Unbroken
from workbench.tui.widgets.actions import ActionLine
from workbench.tui.widgets.code_rules import OPEN_STILL
from workbench.tui.widgets.codebook_rows import CodebookRows, CodesShown
from workbench.tui.widgets.line import Line
from workbench.tui.widgets.painted import entitle
from workbench.visible import plural


class _Filter(Line):
    """The line above the list."""

    PLACE: ClassVar[str] = "codebook-filter"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("codebook-filter"))

    class Left(Message):
        """One wants to go on to the codes; ``clear``: to all of them."""

        def __init__(self, *, clear: bool) -> None:
            self.clear = clear
            super().__init__()

    def action_codes(self) -> None:
        """Go to the codes that were found."""
        self.post_message(self.Left(clear=False))

    def action_clear(self) -> None:
        """Show all codes again."""
        self.post_message(self.Left(clear=True))


class _Found(Unbroken, Static):
    """Below the filter, as long as codes are left out: how all are shown again."""

    DEFAULT_CSS = """
    _Found { height: 1; background: $warning 20%; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    class Clicked(Message):
        """It was clicked."""

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self.display = False
        self._told = ""

    def tell(self, *, is_filtered: bool, is_here: bool) -> None:
        """Say how all codes are shown again, where some are left out.

        Args:
            is_filtered: Whether some are.
            is_here: Whether the keyboard is in the codebook.
        """
        back = key_of("codebook.back")
        keys = back if is_here else f"{key_of('coding.codebook')} {back}"
        self.display = is_filtered
        told = f"{keys} or a click: all codes"
        if told != self._told:
            # A line stays a line: nothing has to be laid out anew, which costs more than all else that a key does.
            self._told = told
            self.update(told, layout=False)

    def on_click(self) -> None:
        """Say so."""
        self.post_message(self.Clicked())


def _filter_line() -> _Filter:
    return _Filter(placeholder=f"{key_of('codebook.filter')} Filter the codes", id="codebook-filter")


class CodebookPane(Unbroken, Vertical):
    """The codebooks, in a frame.

    What is to be done with a code comes as `CodebookRows.Asked`; what is done with the list alone is done here.
    """

    class Pointed(Message):
        """Another code is under the cursor, or the one that is was clicked: its rule is wanted."""

        def __init__(self, code: str) -> None:
            self.code = code
            super().__init__()

    class Left(Message):
        """One wants to go back to the text."""

    def __init__(self, actions: Sequence[tuple[str, ...]] = ()) -> None:
        super().__init__(classes="pane")
        self._actions = actions
        self.border_title = "Codebook"
        self._filter, self._found, self.rows = _filter_line(), _Found(), CodebookRows()
        self._pointed = self._whose = ""
        self._both = "here/all"

    def compose(self) -> ComposeResult:
        """The line and the list, and what can be done with a code."""
        yield self._filter
        yield self._found
        yield self.rows
        if self._actions:
            yield ActionLine("codebook", self._actions)

    def find(self) -> None:
        """Have the keyboard in the line that filters the codes."""
        self._filter.focus()

    def take(self, shown: CodesShown) -> None:
        """Show the codes of all codebooks."""
        self.rows.take(shown)
        self._pointed = self._key
        self._tell_found()

    def tell_whose(self, whose: str, *, both: str = "here/all") -> None:
        """Say whose codings are counted, and what the two numbers behind a code are where there is room for both."""
        self._whose, self._both = whose, both
        self._tell_counts()

    def _tell_counts(self) -> None:
        """Say what the numbers behind the codes are; where there is room for one alone, both of the one pointed at."""
        both = self._both if self.rows.is_broad else self.rows.counted
        entitle(self, subtitle=Content(": ".join(said for said in (self._whose, both) if said)))

    def on_resize(self) -> None:
        """There may be room for both numbers now, or for one alone."""
        self.call_after_refresh(self._tell_counts)

    @property
    def _key(self) -> str:
        code = self.rows.code
        return code.id if code is not None else ""

    @on(CodebookRows.Moved)
    def _moved(self) -> None:
        self._tell_counts()
        self._tell_found()
        self._point(self._key != self._pointed)

    def on_click(self, event: events.Click) -> None:
        """A click on the code that was under the cursor already wants its rule too."""
        self._point(event.widget is self.rows)

    def _point(self, is_meant: bool) -> None:
        self._pointed = self._key
        if is_meant and self._key:
            self.post_message(self.Pointed(self._key))

    @on(CodebookRows.Asked)
    def _asked(self, event: CodebookRows.Asked) -> None:
        if event.what == "filter":
            self.find()
        elif event.what == "back" and self.rows.sought:
            self.show_all()
        elif event.what == "back" and self.rows.marked:
            self.rows.clear_marks()
        elif event.what in ("back", "text"):
            self.post_message(self.Left())
        else:
            return
        event.stop()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.rows.filter(event.value)
        self._tell_found()

    def _tell_found(self) -> None:
        """Say how many of the codes are shown, which nobody is to take for all, and how many are marked."""
        rows = self.rows
        total = sum(1 for row in rows.outline.rows if row.code is not None)
        title = f"Codebook: {len(rows.found):,} of {total:,}" if rows.found is not None else "Codebook"
        title += f" · {len(rows.marked):,} marked" if rows.marked else ""
        title += f" · {OPEN_STILL} {plural(rows.left_open, 'open conflict')}" if rows.left_open else ""
        if self.border_title != title:
            self.border_title = title
        self.set_class(rows.found is not None, "-filtered")
        self._tell_way_back()

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _tell_way_back(self) -> None:
        self._found.tell(is_filtered=self.rows.found is not None, is_here=self.has_focus_within)

    @on(_Found.Clicked)
    def show_all(self) -> None:
        """Show all codes again."""
        self._filter.value = ""

    @on(_Filter.Left)
    def _leave_filter(self, event: _Filter.Left) -> None:
        event.stop()
        if event.clear:
            self.show_all()
        self.rows.focus()

"""The passages on which coders differ: who coded what there, and by which rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workbench.agreement.differing import Differences, Differing, Passage
from workbench.agreement.differing_told import kind_in_words, kinds_counted, names_of
from workbench.transcripts.listing import natural
from workbench.tui import work
from workbench.tui.commands import bindings_of
from workbench.tui.screens import agreement_jobs as jobs
from workbench.tui.screens.agreement_jobs import Wanted
from workbench.tui.screens.settling_room import SettlingRoom, decided_told
from workbench.tui.widgets.actions import ActionLine
from workbench.tui.widgets.difference_rows import DifferenceRows, Known, known_by, rules_told, words_of
from workbench.tui.widgets.only_read import OnlyRead
from workbench.tui.widgets.painted import entitle
from workbench.tui.widgets.row_list import RowList
from workbench.visible import plural

_PAGE = 24
"""So many passages before and behind the one under the cursor are read with it."""

_ORDERS: tuple[tuple[str, Callable[[Differing, Callable[[str], str]], Any] | None], ...] = (
    ("The largest first", None),
    ("By transcript and place", lambda one, _: (natural(one.transcript), one.span)),
    ("By code", lambda one, called: (" / ".join(map(called, one.codes)).casefold(), -one.size)),
)
"""In which orders they can be listed."""

_COMMANDS = (
    ("open", "open"),
    ("both", "both"),
    ("neither", "neither"),
    ("new", "new …", "new"),
    ("rule", "rule …", "rule"),
    ("why", "why …", "why"),
    ("only-open", "only open", "open ones"),
    ("kind", "one kind", "kind"),
    ("order", "order"),
    ("all-codes", "all codes", "all"),
    ("read-on", "read on", "on"),
    ("back", "back"),
)


class DifferencesScreen(SettlingRoom):
    """Where the passages are gone through.

    Attributes:
        wanted: Whom they are of; None before anybody was compared.
        code: The code they are of; empty for all codes.
    """

    PLACE = "differences"
    PANE = "#differences-pane"
    STOPS = "differences.back"
    AUTO_FOCUS = "#differences-list"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("differences"))

    def __init__(self) -> None:
        super().__init__()
        self.wanted: Wanted | None = None
        self.code = ""
        self._last_code = ""
        self._kind = ""
        self._order = 0
        self._only_open = False
        self._read: dict[Known, Passage] = {}
        self._asked: set[Known] = set()

    def content(self) -> ComposeResult:
        """The passages; beside them the words of one, and its rules."""
        with Container(id="differences"):
            with Vertical(classes="pane", id="differences-pane"):
                yield DifferenceRows()
                yield ActionLine("differences", _COMMANDS)
            with (
                Vertical(classes="pane", id="difference-pane"),
                VerticalScroll(id="difference", can_focus=False),
            ):
                yield Static("", id="difference-settled", markup=False)
                yield OnlyRead(widget_id="difference-words")
                yield Static("", id="difference-rule", markup=False)

    # What commands need

    @property
    def differing(self) -> Differing | None:
        """The passage under the cursor."""
        return self.query_one(DifferenceRows).current if self.is_mounted else None

    @property
    def count(self) -> int:
        """How many passages there are, of whichever kind."""
        return len(self._those)

    @property
    def can_read(self) -> bool:
        """Whether there are other passages than those of one code."""
        return bool(self.found is not None and self.found.passages and self._last_code)

    @property
    def _those(self) -> Sequence[Differing]:
        """The passages of the code, or of all, largest first."""
        if self.found is None:
            return ()
        return self.found.of(self.code) if self.code else self.found.passages

    # Reading

    def come_to(self, wanted: Wanted, code: str) -> None:
        """Show the passages on which some coders differ in a code, or in any where it is empty."""
        if wanted != self.wanted:
            self.found = None
            self._shown_version = -1
        self.wanted, self.code, self._kind = wanted, code, ""
        self._last_code = code
        if self.found is not None and self.is_mounted:
            self._show()
            self.query_one(DifferenceRows).move_to(0)

    def load(self) -> None:
        """Find the passages."""
        study, wanted = self.study, self.wanted
        if wanted is None:
            return
        if self.found is None:
            self.query_one(DifferenceRows).show((), empty="Comparing …")
            self._show_one()
        self.compare("Find where coders differ", lambda tell: jobs.differing(study, wanted, tell=tell))

    @on(jobs.NothingToCompare)
    def _nothing(self, message: jobs.NothingToCompare) -> None:
        self.found = None
        self.query_one(DifferenceRows).show((), empty=message.said)
        self._show_one()

    @on(jobs.DifferencesRead)
    def _take(self, message: jobs.DifferencesRead) -> None:
        self.found, self.settled = message.found, message.settled
        self._read.clear()
        self._asked.clear()
        self._show()

    def _show(self) -> None:
        found = self.found
        if found is None:
            return
        those = [one for one in self._those if not self._kind or kind_in_words(one, found.coders) == self._kind]
        if self._only_open:
            those = [one for one in those if not self.settled.is_settled(one)]
        called = names_of(found.books)
        sort = _ORDERS[self._order][1]
        if sort is not None:
            those.sort(key=lambda one: sort(one, called))
        nowhere = "They differ nowhere in it." if self.code else "They differ nowhere."
        nowhere = "All of these are settled." if self._only_open and self._those else nowhere
        self.query_one(DifferenceRows).show_passages(found, those, self.settled, empty=nowhere)
        what = called(self.code) if self.code else "All codes"
        only = f" · {self._kind}: {len(those):,}" if self._kind else ""
        done = sum(map(self.settled.is_settled, self._those))
        settled = f" · {done:,} settled" if done else ""
        title = Content(f"{what} · {plural(len(self._those), 'passage')}{settled}{only}")
        entitle(self.query_one(self.PANE), title, Content(kinds_counted(self._those, found.coders)))
        self._show_one()

    @on(RowList.Moved)
    def _show_one(self) -> None:
        """Show the words of the passage under the cursor, and those near it have ready."""
        rows, found = self.query_one(DifferenceRows), self.found
        row = rows.current
        words, rule = self.query_one("#difference-words", OnlyRead), self.query_one("#difference-rule", Static)
        self.refresh_bindings()
        told = decided_told(row, self.settled.of(row), found) if row is not None and found is not None else ""
        self.query_one("#difference-settled", Static).update(told)
        place = f"{rows.cursor + 1:,} of {len(rows.rows):,}" if row is not None else ""
        entitle(self.query_one("#difference-pane"), Content(place))
        if row is None or found is None:
            words.update("")
            rule.update("")
            return
        passage = self._read.get(known_by(row))
        words.update(words_of(passage, found) if passage is not None else "…")
        rule.update(rules_told(row, found))
        self.query_one("#difference", VerticalScroll).scroll_home(animate=False)
        self._read_round(rows, found)

    def _read_round(self, rows: DifferenceRows, found: Differences) -> None:
        """Read the words of those near the cursor, a page at a time."""
        row = rows.current
        if row is None or known_by(row) in self._asked:
            return
        near = rows.rows[max(0, rows.cursor - _PAGE) : rows.cursor + _PAGE]
        wanted, study = [one for one in near if known_by(one) not in self._asked], self.study
        self._asked |= {known_by(one) for one in wanted}
        work.start(self, "Read the passages", lambda: jobs.read(study, found, wanted), only_reads=True)

    @on(jobs.PassagesRead)
    def _take_words(self, message: jobs.PassagesRead) -> None:
        rows, found = self.query_one(DifferenceRows), self.found
        if found is None or message.found is not found:
            return
        self._read |= {known_by(one.differing): one for one in message.read}
        rows.take_words(message.read)
        row = rows.current
        if row is not None and (passage := self._read.get(known_by(row))) is not None:
            self.query_one("#difference-words", OnlyRead).update(words_of(passage, found))

    # Commands

    @on(RowList.Chosen)
    def action_open(self) -> None:
        """Go to the passage in its transcript."""
        one = self.differing
        if one is not None:
            self.workbench.open_extract(one.transcript, one.span.start, one.span.end)

    def show_settled(self) -> None:
        """Show what is settled by now."""
        self._show()

    def action_order(self) -> None:
        """List them in the next order: the largest first, by transcript and place, by code."""
        self._order = (self._order + 1) % len(_ORDERS)
        self._show()
        self.notify(f"{_ORDERS[self._order][0]}.", timeout=3)

    def action_only_open(self) -> None:
        """List only what is not settled yet, or all again."""
        self._only_open = not self._only_open
        self._show()

    def action_kind(self) -> None:
        """List only the next kind; after the last one all."""
        if self.found is None:
            return
        kinds = ["", *dict.fromkeys(kind_in_words(one, self.found.coders) for one in self._those)]
        at = kinds.index(self._kind) if self._kind in kinds else 0
        self._kind = kinds[(at + 1) % len(kinds)]
        self._show()

    def action_all_codes(self) -> None:
        """List those of every code, or of the one again."""
        self.code, self._kind = "" if self.code else self._last_code, ""
        self._show()

    def action_scroll(self, by: int) -> None:
        """Read on, or back, in the passage and the rules."""
        scroll = self.query_one("#difference", VerticalScroll)
        scroll.scroll_relative(y=by * max(1, scroll.size.height - 1), animate=False)

    def action_back(self) -> None:
        """Stop comparing, or go back to the table."""
        if self.is_comparing and self.found is None:
            self.stop()
            self._shown_version = -1
        self.workbench.action_agreement()

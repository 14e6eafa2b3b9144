"""A report that was read back: its quotations in the order of the document, each with its verdict."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message

from workbench.tui.commands import bindings_of, key_of
from workbench.tui.screens import verify_jobs as jobs
from workbench.tui.screens.file_box import Wrote
from workbench.tui.screens.lines import LinesScreen
from workbench.tui.screens.list_finding import ListFinding
from workbench.tui.screens.written import WrittenScreen
from workbench.tui.widgets.actions import ActionLine
from workbench.tui.widgets.only_read import OnlyRead
from workbench.tui.widgets.painted import entitle
from workbench.tui.widgets.progress import ProgressScreen
from workbench.tui.widgets.row_list import RowList
from workbench.tui.widgets.verdict_rows import Entry, VerdictRows, entries_of, told_of
from workbench.visible import one_line, plural

if TYPE_CHECKING:
    from workbench.report.verify.verify import Verified

_COMMANDS = (
    ("open", "open"),
    ("narrow", "only to look at", "only"),
    ("next", "next fault", "next"),
    ("again", "look again", "again"),
    ("comments", "commented copy …", "copy"),
    ("another", "another file …", "file"),
    ("read-on", "read on", "on"),
    ("back", "back"),
)
_NOTHING = (
    "No report was read back yet.\n"
    f"{key_of('verify.another')} chooses one: Word, Markdown or plain text, ours or anybody's."
)


class VerifyScreen(ListFinding):
    """Where the quotations of a report are gone through.

    Attributes:
        found: What was found; None before a report was read.
    """

    PLACE = "verify"
    AUTO_FOCUS = "#verdicts"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("verify"))

    def __init__(self) -> None:
        super().__init__()
        self.found: Verified | None = None
        self._entries: list[Entry] = []
        self._is_narrow = False
        self._found_at = -1

    def content(self) -> ComposeResult:
        """The quotations; beside them what is to be known of one."""
        with Container(id="verify"):
            with Vertical(classes="pane", id="verdicts-pane"):
                yield VerdictRows()
                yield ActionLine("verify", _COMMANDS)
            with Vertical(classes="pane", id="verdict-pane"), VerticalScroll(id="verdict", can_focus=False):
                yield OnlyRead(widget_id="verdict-told")

    # What commands need

    @property
    def entry(self) -> Entry | None:
        """What is under the cursor."""
        return self.query_one(VerdictRows).current if self.is_mounted else None

    @property
    def searched(self) -> VerdictRows | None:
        """The quotations, where a report was read back."""
        return self.query_one(VerdictRows) if self.found is not None else None

    @property
    def has_passage(self) -> bool:
        """Whether there is a passage to go to."""
        one = self.entry.quotation if self.entry is not None else None
        return one is not None and one.start is not None

    @property
    def is_word(self) -> bool:
        """Whether the report is a Word file."""
        return self.found is not None and self.found.path.suffix.casefold() == ".docx"

    # Reading

    def load(self) -> None:
        """What was found stays as it was when the report was read; that the study is another by now is said."""
        self._show()

    def read_back(self, path: Path) -> None:
        """Read a report back, and show what was found."""
        self.app.push_screen(
            ProgressScreen(jobs.VERIFY, jobs.reading(self.study, path), cancelled="nothing was looked at"), self._take
        )

    def _take(self, answer: Message | None) -> None:
        if not isinstance(answer, jobs.ReadBack):
            return
        before, is_same = self.found, self.found is not None and self.found.path == answer.found.path
        self.show_found(answer.found)
        if answer.found.notices and (before is None or before.notices != answer.found.notices):
            self.app.push_screen(LinesScreen("What you should know", list(answer.found.notices)))
        elif is_same:
            self.notify(f"Read again: {self._counts()}.", timeout=5)

    def show_found(self, found: Verified) -> None:
        """Show what was found in a report; of the same one as before, with the cursor where it was."""
        is_same = self.found is not None and self.found.path == found.path
        self.found, self._found_at = found, self.workbench.version
        self._entries = entries_of(found)
        self._is_narrow = self._is_narrow and is_same
        self._show()
        if not is_same:
            self.query_one(VerdictRows).move_to(0)

    def _counts(self) -> str:
        """How many of each verdict there are, the worst first."""
        counts = Counter(one.verdict for one in self._entries)
        order = sorted(counts, key=lambda verdict: next(-one.rank for one in self._entries if one.verdict == verdict))
        return ", ".join(f"{counts[verdict]:,} {verdict}" for verdict in order) or "no quotation"

    def _show(self) -> None:
        found = self.found
        rows, pane = self.query_one(VerdictRows), self.query_one("#verdicts-pane")
        if found is None:
            rows.show((), empty=_NOTHING)
            entitle(pane, Content("Verify a report"))
            self._show_one()
            return
        those = [one for one in self._entries if not one.is_good] if self._is_narrow else self._entries
        nothing = "Nothing is to be looked at." if self._entries else f"{one_line(found.path.name)} holds no quotation."
        rows.show(those, empty=nothing)
        only = f" · {len(those):,} to look at" if self._is_narrow else ""
        stale = f" · the study has changed since: {key_of('verify.again')}" if self._is_stale else ""
        many = plural(len(found.quoted), "quotation")
        entitle(pane, Content(f"{one_line(found.path.name)} · {many}{only}{stale}"), Content(self._counts()))
        self._show_one()

    @property
    def _is_stale(self) -> bool:
        return self._found_at != self.workbench.version

    @on(RowList.Moved)
    def _show_one(self) -> None:
        rows, entry = self.query_one(VerdictRows), self.entry
        place = f"{rows.cursor + 1:,} of {len(rows.rows):,}" if entry is not None else ""
        entitle(self.query_one("#verdict-pane"), Content(place))
        self.query_one("#verdict-told", OnlyRead).update(told_of(entry) if entry is not None else "")
        self.query_one("#verdict", VerticalScroll).scroll_home(animate=False)
        self.refresh_bindings()

    # Commands

    def action_another(self) -> None:
        """Choose the report."""
        exports, found = self.study.exports, self.found
        folder = found.path.parent if found is not None else exports if exports.is_dir() else self.study.folder

        def then(paths: list[Path] | None) -> None:
            if paths:
                self.read_back(paths[0])

        self.app.push_screen(jobs.PickReport(folder), then)

    def action_again(self) -> None:
        """Read the same file once more."""
        if self.found is not None:
            self.read_back(self.found.path)

    def action_narrow(self) -> None:
        """List only what should be looked at, or all again."""
        self._is_narrow = not self._is_narrow
        self._show()

    def action_next(self) -> None:
        """Go to the next one that should be looked at."""
        rows = self.query_one(VerdictRows)
        after = range(rows.cursor + 1, len(rows.rows))
        following = next((at for at in after if rows.rows[at].is_doubtful), None)
        if following is None:
            self.notify("No quotation after this one is to be looked at.", timeout=3)
        else:
            rows.move_to(following)

    def action_comments(self) -> None:
        """Write a copy with comments."""
        if self.found is not None and self.is_word:
            self.app.push_screen(jobs.CommentsScreen(self.study, self.found), self._wrote)

    def _wrote(self, done: Wrote | None) -> None:
        if done is not None:
            self.app.push_screen(WrittenScreen(done))

    @on(RowList.Chosen)
    def action_open(self) -> None:
        """Go to the passage in its transcript."""
        one = self.entry.quotation if self.entry is not None else None
        if one is not None and one.start is not None and one.end is not None:
            self.workbench.open_extract(one.transcript, one.start, one.end)

    def action_scroll(self, by: int) -> None:
        """Read on, or back, in what is told."""
        scroll = self.query_one("#verdict", VerticalScroll)
        scroll.scroll_relative(y=by * max(1, scroll.size.height - 1), animate=False)

    def action_back(self) -> None:
        """Go back to the report."""
        self.workbench.go_to("report")

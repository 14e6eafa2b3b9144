"""The memos in a list, and the one under the cursor whole: how they are read, narrowed and shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static

from workbench.memos import ALL_MEMOS, SAFEGUARDING, MemoFound, Sifting
from workbench.study import same_coder
from workbench.tui import work
from workbench.tui.commands import key_of
from workbench.tui.screens import memo_jobs as jobs
from workbench.tui.screens.choose import ChooseScreen
from workbench.tui.screens.room import Room
from workbench.tui.widgets.actions import ActionLine
from workbench.tui.widgets.blocks import BlocksView
from workbench.tui.widgets.line import Line
from workbench.tui.widgets.memo_rows import MemoRows, about
from workbench.tui.widgets.painted import entitle
from workbench.tui.widgets.row_list import RowList
from workbench.visible import one_line, plural

_READ = "Read the memos"
_REST = 0.08
"""Seconds that the cursor rests on a memo before all of it is shown."""

_FOR_LIST = (("new", "New"), ("change", "Change"), ("go", "Go there"), ("remove", "Remove"), ("filter", "Only some"))
_FOR_WHOLE = (("pass-on", "Passed on"), ("copy", "Copy"), ("export", "Export"))
_FOR_CONCERN = (("pass-on", "Passed on"),)
_APART = f"Concerns stand apart: {key_of('memos.filter')}, kind {SAFEGUARDING}"
_NO_MEMOS = (
    f"There are no memos yet. {key_of('memos.new')} writes one: on the study, a transcript, a code, a theme or a "
    f"participant; on the coding screen, {key_of('coding.memo')} writes a note on a coding."
)
_OF_CONCERNS = "Concerns for somebody's safety: they are in no export, pack or report."


class SiftedLine(Static):
    """Tells which memos are listed; a click lists all."""

    def on_click(self) -> None:
        """List all."""
        cast("MemosRoom", self.screen).action_all()


class MemosRoom(Room):
    """A room that shows memos.

    Attributes:
        sifting: Which of them are wanted, but for the words that are typed.
        choices: What a memo can be about, by what it is called: read beforehand, so that keys typed behind the one
            that asks go into its box.
        coders: The study's coders.
        asking: The box that asks what a memo is to be about, while it is open.
    """

    AUTO_FOCUS = "#memo-rows"

    def __init__(self) -> None:
        super().__init__()
        self.sifting: Sifting = ALL_MEMOS
        self.choices: Mapping[str, jobs.OnWhat] = {what.called: what for what in (jobs.OnWhat(),)}
        self.coders: Sequence[str] = ()
        self.asking: ChooseScreen | None = None
        # All that are wanted whatever their words: typing sifts these, and need not read thousands at each letter.
        self._known: jobs.Read | None = None
        self._version = 0
        self._go_to: UUID | None = None
        self._resting: Timer | None = None
        self._shown: MemoFound | None = None
        self._possible = (False, False, False)

    def content(self) -> ComposeResult:
        """A line to type into, what is listed, the list, and the memo under the cursor."""
        with Container(id="tools"):
            yield Line(placeholder="Only memos with all of these words …", classes="filter")
        yield SiftedLine("", id="sifted", markup=False)
        with Container(id="memos"):
            with Vertical(classes="pane", id="memos-pane") as pane:
                pane.border_title = "Memos"
                yield MemoRows()
                yield ActionLine("memos", _FOR_LIST)
            with Vertical(classes="pane", id="whole-pane"):
                yield Static("", id="told", markup=False)
                yield BlocksView()
                yield ActionLine("memos", _FOR_WHOLE)
                of_concern = ActionLine("memos", _FOR_CONCERN)
                of_concern.display = False
                yield of_concern

    def come_to(self, memo_id: UUID | None = None, sifting: Sifting = ALL_MEMOS) -> None:
        """Have a memo under the cursor, or those listed that are like this, when the room is shown next."""
        self._go_to, self._shown_version = memo_id, -1
        self.sifting = sifting
        if self.is_mounted:
            self.query_one(Line).value = ""

    @property
    def memo(self) -> MemoFound | None:
        """The memo under the cursor."""
        return self.query_one(MemoRows).current if self.is_mounted else None

    @property
    def own_memo(self) -> MemoFound | None:
        """The memo under the cursor; where it is another coder's, that is said at once."""
        memo = self.memo
        if memo is not None and not same_coder(memo.coder, self.study.coder):
            self.notify(f"That is another coder's memo, {one_line(memo.coder)}'s; write one of your own.", timeout=5)
            return None
        return memo

    @property
    def concern(self) -> MemoFound | None:
        """The memo under the cursor, where it is on safeguarding."""
        return self.memo if self.memo is not None and self.memo.kind == SAFEGUARDING else None

    @property
    def _wanted(self) -> Sifting:
        """Which memos are wanted, the words that are typed among it."""
        return replace(self.sifting, words=self.query_one(Line).value.strip())

    # Reading

    def load(self) -> None:
        """Read the memos that are wanted, and what others could be about."""
        study = self.study
        self._known, self._version = None, self._version + 1
        self.sift()
        self.read("Look what there is to write about", lambda: jobs.choices(study))

    @on(jobs.Choices)
    def _take_choices(self, message: jobs.Choices) -> None:
        is_new = message.choices.keys() != self.choices.keys()
        self.choices, self.coders = message.choices, message.coders
        if is_new and self.asking is not None:
            self.asking.offer(dict.fromkeys(self.choices, ""))

    @on(Input.Changed)
    def sift(self) -> None:
        """Read the memos that are wanted."""
        if not self.is_current:
            return
        study, wanted, known = self.study, self._wanted, self._known
        found = known.found if known is not None and known.sifting == replace(wanted, words="") else None
        version = self._version
        self.read(_READ, lambda: jobs.read(study, wanted, found, version))

    @on(jobs.Read)
    def _show(self, message: jobs.Read) -> None:
        if message.sifting != self._wanted:
            return
        if not message.sifting.words and message.version == self._version:
            self._known = message
        told = message.sifting.told
        line, rows = self.query_one("#sifted", Static), self.query_one(MemoRows)
        safe = f" {_OF_CONCERNS}" if message.sifting.is_of_concerns else ""
        line.update(f"Only: {told}.{safe} {key_of('memos.all')} lists all memos.")
        line.display = bool(told)
        rows.coder = self.study.coder
        none = f"No memo is like that; {key_of('memos.all')} lists all." if told or message.sifting.words else _NO_MEMOS
        rows.show(message.found, empty=none)
        # Of those on safeguarding no number is told but that of open ones, at home.
        many = "Memos on safeguarding" if message.sifting.is_of_concerns else plural(len(message.found), "memo")
        apart = "" if message.sifting.is_of_concerns else _APART
        entitle(self.query_one("#memos-pane"), Content(many), subtitle=Content(apart))
        self._offer()
        if self._go_to is not None:
            rows.go_to(self._go_to)
            if rows.current is None or rows.current.id != self._go_to:
                self.notify(f"It is not among those listed now; {key_of('memos.filter')} chooses others.", timeout=6)
            self._go_to = None
        self._rest()

    @on(work.Failed)
    def _not_read(self, message: work.Failed) -> None:
        # It goes on to the app, which says what is wrong.
        if message.what == _READ and not self.query_one(MemoRows).rows:
            self.query_one(MemoRows).show((), empty="The memos cannot be read; what is wrong is said below.")

    # The memo under the cursor

    @on(RowList.Moved, "#memo-rows")
    def _moved(self) -> None:
        """Another memo: it is shown once the cursor rests, so that going down the list stays quick."""
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(_REST, self._rest)
        self._offer()

    def _offer(self) -> None:
        """Offer what is possible: concerns are neither copied nor exported."""
        is_of_concerns = self.sifting.is_of_concerns
        # The footer is made anew by this: only where it changes.
        possible = self.memo is not None, self.concern is not None, is_of_concerns
        if possible != self._possible:
            self._possible = possible
            self.refresh_bindings()
            usual, of_concern = self.query("#whole-pane ActionLine")
            usual.display, of_concern.display = not is_of_concerns, is_of_concerns

    def _rest(self) -> None:
        memo = self.memo
        if memo == self._shown:
            return
        self._shown = memo
        self.query_one("#told", Static).update(_told(memo) if memo is not None else "")
        if memo is None:
            self.query_one(BlocksView).show(())
        else:
            self.read("Show the memo", lambda: jobs.whole(memo))

    @on(jobs.Whole)
    def _show_whole(self, message: jobs.Whole) -> None:
        if self.memo is not None and message.memo_id == self.memo.id:
            self.query_one(BlocksView).show(message.blocks)

    # Done

    @on(jobs.Written)
    def _written(self, message: jobs.Written) -> None:
        is_listed = not message.is_concern or self.sifting.is_of_concerns
        self._go_to = message.memo_id if is_listed else None
        self.notify(f"{message.sentence}.", timeout=message.seconds)
        self.workbench.study_changed()

    def action_all(self) -> None:
        """List all memos again."""
        self.sifting = ALL_MEMOS
        self.query_one(Line).value = ""
        self.query_one(MemoRows).focus()
        self.sift()


def _told(memo: MemoFound) -> Content:
    """What is told of a memo above its text."""
    kind = f"{memo.kind}, phase {memo.phase}" if memo.phase is not None else memo.kind
    written = memo.made_at.astimezone().strftime("%Y-%m-%d %H:%M")
    day = f" · tells of {memo.date}" if memo.date is not None else ""
    lines = [
        Content.assemble(("About: ", "dim"), (about(memo), "bold")),
        Content.styled(f"{kind} · {one_line(memo.coder)} · {written}{day}", "dim"),
    ]
    if memo.gone:
        lines.append(Content.styled(f"It is not there any more: {memo.gone}.", "$warning"))
    if memo.where is not None and memo.where.not_for_quotation:
        lines.append(Content.styled("The passage is not for quotation.", "$warning"))
    if memo.passed_on is not None:
        lines.append(Content.styled(f"Passed on to {one_line(memo.passed_to)}, {memo.passed_on}.", "$success"))
    elif memo.kind == SAFEGUARDING:
        said = f"Not passed on yet; {key_of('memos.pass-on')} notes to whom it was, and when."
        lines.append(Content.styled(said, "bold $warning"))
    return Content("\n").join(lines)

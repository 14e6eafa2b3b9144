"""The codings that wait for another look, one after another: kept, given another code, taken off, or left."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.message import Message

from workbench.codebook.schema import Code
from workbench.coding.review import Look, Queue, Waiting
from workbench.tui import looks, work
from workbench.tui.aside import Aside
from workbench.tui.commands import bindings_of
from workbench.tui.screens import review_jobs as jobs
from workbench.tui.screens.picker import Picked, PickerScreen
from workbench.tui.screens.quoting import make_where_quoting
from workbench.tui.screens.room import AskedAgain, Room
from workbench.tui.widgets.actions import ActionLine
from workbench.tui.widgets.look_pane import LookPane
from workbench.tui.widgets.painted import entitle
from workbench.tui.widgets.review_rows import ReviewRows
from workbench.tui.widgets.review_told import Case, case_of, counted
from workbench.tui.widgets.row_list import RowList
from workbench.visible import one_line, plural

_PAGE = 24
"""So many codings before and behind the one under the cursor are read with it."""

_NOTHING = """No coding of yours waits for another look.
A coding waits when its code was split, retired or taken out, or means something else than when it was put on."""

_COMMANDS = (
    ("keep", "keep"),
    ("choose", "another code …", "code"),
    ("remove", "take off", "off"),
    ("next", "leave"),
    ("keep-all", "keep all", "all"),
    ("open", "open"),
)


class ReviewScreen(Room):
    """Where codings are looked at again."""

    PLACE = "review"
    AUTO_FOCUS = "#waiting"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("review"))

    def __init__(self) -> None:
        super().__init__()
        self._queue: Queue | None = None
        self._recent: tuple[str, ...] = ()
        self._digits: dict[str, str] = {}
        self._looks: dict[UUID, Look] = {}
        self._asked: set[UUID] = set()
        self._told_of: dict[Case, Content] = {}
        self._comparing, self._compared_for = asyncio.Lock(), 0
        self._deciding: set[UUID] = set()
        self._decided: set[UUID] = set()
        self._come_to = ""

    def content(self) -> ComposeResult:
        """The codings; beside them the words of one, and what is to be known of its code."""
        with Container(id="review"):
            with Vertical(classes="pane", id="waiting-pane") as pane:
                pane.border_title = "Another look"
                yield ReviewRows()
                yield ActionLine("review", _COMMANDS)
            yield LookPane()

    # What commands need

    @property
    def waiting(self) -> Waiting | None:
        """The coding under the cursor, as long as nothing is being decided about it."""
        row = self.query_one(ReviewRows).current if self.is_mounted else None
        return row if row is not None and row.id not in self._deciding else None

    @property
    def candidates(self) -> Sequence[Code]:
        """Of a code that was split, the codes that may be chosen by their digits."""
        waiting = self.waiting
        return self._queue.code_of(waiting).candidates[:9] if self._queue is not None and waiting is not None else ()

    @property
    def has_rule(self) -> bool:
        """Whether the coding can be kept: its code is in a codebook."""
        waiting = self.waiting
        return waiting is not None and waiting.can_be_kept

    @property
    def keepable(self) -> list[Waiting]:
        """The codings of the code under the cursor that can be kept, and about which nothing is being decided."""
        if (waiting := self.waiting) is None:
            return []
        rows = self.query_one(ReviewRows).rows
        return [one for one in rows if one.code == waiting.code and one.can_be_kept and one.id not in self._deciding]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """See `Room.check_action`; the digits are there for what was split."""
        return bool(self.candidates) or None if action == "part" else super().check_action(action, parameters)

    # Reading

    def come_to_code(self, code: str) -> None:
        """Have the first coding of a code under the cursor when the room is shown next."""
        self._come_to, self._shown_version = code, -1

    def load(self) -> None:
        """Read what waits."""
        study = self.study
        self.read("Read what waits for another look", lambda: jobs.read(study))

    @on(jobs.QueueRead)
    def _show(self, message: jobs.QueueRead) -> None:
        self._queue, self._recent, self._digits = message.queue, message.recent, dict(message.digits)
        self._looks.clear()
        self._asked.clear()
        self._told_of.clear()
        rows, codings = self.query_one(ReviewRows), message.queue.codings
        before = {one.id for one in rows.rows}
        rows.show_queue(codings, message.queue.codes, empty=_NOTHING)
        # What was decided here and taken back is what one wants to see.
        back = next((one for one in codings if one.id in self._decided and one.id not in before), None)
        wanted = next((one for one in codings if one.code == self._come_to), back)
        self._decided -= {one.id for one in codings}
        if self._come_to and codings and wanted is None:
            named = one_line(next((code.name for code in message.queue.books.codes() if code.id == self._come_to), ""))
            self.notify(f"No coding of yours with {named} waits; these do.", timeout=4)
        self._come_to = ""
        if wanted is not None:
            rows.go_to(wanted.id)
        self._show_one()

    @on(work.Failed)
    def _failed(self, message: work.Failed) -> None:
        # It goes on to the app, which says what is wrong; what was not decided waits as before.
        if message.what == jobs.DECIDE:
            self._deciding.clear()
            self.query_one(ReviewRows).decide(())
            self._shown_version = -1
            self.catch_up()

    @on(RowList.Moved)
    def _show_one(self) -> None:
        """Show the words of the coding under the cursor, and those near it have ready."""
        rows, queue = self.query_one(ReviewRows), self._queue
        row = rows.current
        if queue is None:
            return
        entitle(self.query_one("#waiting-pane"), Content(f"Another look · {plural(len(rows.rows), 'coding')}"))
        self.refresh_bindings()
        pane = self.query_one(LookPane)
        if row is None:
            others = ", ".join(f"{one_line(name)} {count:,}" for name, count in sorted(queue.others.items()))
            pane.show_none(f"Of other coders' codings wait: {others}. They decide about their own." if others else "")
            return
        pane.show(self._looks.get(row.id), self._told_of.get(case_of(row)), counted(queue, row))
        self._compare(row, queue)
        self._read_round(rows, queue)

    def _compare(self, row: Waiting, queue: Queue) -> None:
        """Have the rule of a coding compared with what it was: of long ones in a time in which keys would wait."""
        self._compared_for += 1
        number = self._compared_for
        if case_of(row) not in self._told_of:

            def job() -> Message:
                return jobs.tell(queue, row) if number == self._compared_for else AskedAgain()

            work.start(self, "Compare the rules", job, only_reads=True, turn=self._comparing)

    @on(jobs.RuleRead)
    def _tell(self, message: jobs.RuleRead) -> None:
        row = self.query_one(ReviewRows).current
        if message.queue is self._queue:
            self._told_of[message.case] = message.told
            if row is not None and case_of(row) == message.case:
                self.query_one(LookPane).take_told(message.told)

    @on(ReviewRows.Scrolled)
    def _read_in_sight(self) -> None:
        if self._queue is not None:
            self._read_round(self.query_one(ReviewRows), self._queue)

    def _read_round(self, rows: ReviewRows, queue: Queue) -> None:
        """Read the words of those in sight and near the cursor, a page at a time."""
        seen = rows.in_sight
        if all(one.id in self._asked for one in (*rows.rows[seen.start : seen.stop], *filter(None, [rows.current]))):
            return
        near = rows.rows[max(0, rows.cursor - _PAGE) : rows.cursor + _PAGE]
        there = [*near, *rows.rows[max(0, seen.start - _PAGE) : seen.stop + _PAGE]]
        wanted, study = list({one.id: one for one in there if one.id not in self._asked}.values()), self.study
        self._asked |= {one.id for one in wanted}
        work.start(self, "Read the codings", lambda: jobs.look(study, queue, wanted), only_reads=True)

    @on(jobs.LooksRead)
    def _looked(self, message: jobs.LooksRead) -> None:
        row = self.query_one(ReviewRows).current
        if message.queue is not self._queue:
            return
        self._looks |= {one.waiting.id: one for one in message.looks}
        self.query_one(ReviewRows).take_words(message.looks)
        if row is not None and (look := self._looks.get(row.id)) is not None:
            self.query_one(LookPane).take_words(look)

    # Deciding

    def _decide(self, those: Sequence[Waiting], job: Callable[[Queue], Message]) -> None:
        """Have a decision written, and go on to what is next: keys come faster than the disk."""
        queue, rows = self._queue, self.query_one(ReviewRows)
        if queue is None or not those:
            return
        self._deciding |= {one.id for one in those}
        rows.decide(self._deciding)
        following = range(rows.cursor, len(rows.rows))
        free = next((number for number in following if rows.rows[number].id not in self._deciding), None)
        if free is not None:
            rows.move_to(free)
        work.start(self, jobs.DECIDE, lambda: job(queue))

    @on(jobs.Decided)
    def _written(self, message: jobs.Decided) -> None:
        self._deciding -= set(message.ids)
        self._decided |= set(message.ids)
        rows, queue = self.query_one(ReviewRows), self._queue
        rows.decide(self._deciding)
        if queue is not None:
            rows.show([one for one in rows.rows if one.id not in message.ids], empty=_NOTHING)
        done = "" if rows.rows else " That was the last one."
        self.notify(f"{message.said}.{done}", timeout=4)
        self.workbench.study_changed()

    def action_keep(self) -> None:
        """Leave the coding as it is."""
        study, waiting = self.study, self.waiting
        if waiting is not None:
            self._decide([waiting], lambda queue: jobs.keep(study, queue, [waiting]))

    def action_keep_all(self) -> None:
        """Leave all codings of the code as they are."""
        study, those = self.study, self.keepable
        self._decide(those, lambda queue: jobs.keep_all(study, queue, those))

    def action_part(self, number: int) -> None:
        """Give the coding one of the codes that took the place of its own."""
        parts = self.candidates
        if 0 < number <= len(parts):
            self._recode(parts[number - 1].id, parts[number - 1].name)
        elif parts:
            self.notify(f"It was split into {plural(len(parts), 'code')}.", timeout=3)

    def _recode(self, code: str, name: str) -> None:
        study, waiting = self.study, self.waiting
        if waiting is not None:
            self._decide([waiting], lambda queue: jobs.recode(study, queue, [waiting], code, name))

    def action_choose(self) -> None:
        """Choose another code, or make one."""
        study, waiting, queue = self.study, self.waiting, self._queue
        if waiting is None or queue is None:
            return
        names = {code.id: code.name for code in queue.books.codes()}

        def then(answer: Picked | Message | None) -> None:
            if isinstance(answer, Picked):
                self._recode(answer.codes[-1], names.get(answer.codes[-1], answer.codes[-1]))
            else:
                self.take_answer(answer)

        shown = looks.looks_of(queue.books.codes(), self.app.current_theme, ascii_only=self.workbench.ascii_only)
        box = PickerScreen(
            queue.books,
            self._recent,
            self._digits,
            shown,
            f"instead of {queue.code_of(waiting).name}",
            make_where_quoting(study, lambda new, _: jobs.recode_to_new(study, waiting, new)),
            several=False,
            aside=Aside(study, "new-code"),
            but=waiting.code,
        )
        self.app.push_screen(box, then)

    def action_remove(self) -> None:
        """Take the coding off."""
        study, waiting = self.study, self.waiting
        if waiting is not None:
            self._decide([waiting], lambda queue: jobs.remove(study, queue, [waiting]))

    def action_next(self) -> None:
        """Leave it, and go on."""
        rows = self.query_one(ReviewRows)
        if rows.cursor + 1 < len(rows.rows):
            rows.move_to(rows.cursor + 1)
        else:
            self.notify("That is the last one; what was left waits on.", timeout=3)

    def action_scroll(self, by: int) -> None:
        """Read on, or back: in the words to their end, then in the rules below them."""
        self.query_one(LookPane).read_on(by)

    @on(RowList.Chosen)
    def action_open(self) -> None:
        """Go to the passage in its transcript."""
        waiting = self.waiting
        if waiting is not None:
            self.workbench.open_extract(waiting.transcript, waiting.span.start, waiting.span.end)

"""The codebooks in a room of their own: the codes, the rule of the one under the cursor, what it is used for."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.timer import Timer

from workbench.codebook.books import Codebooks
from workbench.codebook.schema import Code, Codebook
from workbench.codebook.versions.life_told import Comparisons, StageTold
from workbench.codebook.versions.lives import Stage
from workbench.tui import looks
from workbench.tui.commands import key_of
from workbench.tui.screens import codes_jobs as jobs
from workbench.tui.screens.code_changing import CodeChanging
from workbench.tui.widgets.code_rules import OPEN_STILL, CodeRules
from workbench.tui.widgets.codebook_pane import CodebookPane
from workbench.tui.widgets.codebook_rows import CodebookRows, CodesShown
from workbench.tui.widgets.life_rows import LifeRows
from workbench.tui.widgets.only_read import OnlyRead
from workbench.tui.widgets.painted import entitle
from workbench.tui.widgets.row_list import RowList
from workbench.visible import first_few, one_line, plural

_REST = 0.15
"""Seconds that the cursor rests on a code before its life is told."""

_COMMANDS = (
    ("retire", "retire"),
    ("mark", "mark"),
    ("merge", "merge"),
    ("split", "split"),
    ("place", "move to"),
    ("id", "id"),
    ("remove", "take out"),
    ("memo", "memo"),
    ("review", "look again", "look"),
    ("codes.take-in", "import"),
    ("codes.write", "export"),
)
"""What stands below the list, as far as there is room for it."""


class CodesRoom(CodeChanging):
    """A room that shows the codebooks.

    Attributes:
        standing: What is shown; None before it was read.
    """

    AUTO_FOCUS = "#codebook-rows"

    def __init__(self) -> None:
        super().__init__()
        self.standing: jobs.Standing | None = None
        self._stages: Sequence[Stage] | None = None
        self._compared = Comparisons()
        self._missing = self._told_of = ""
        self._readings = 0
        self._resting: Timer | None = None

    def content(self) -> ComposeResult:
        """The codes; beside them the rule of one, and what it is used for."""
        with Container(id="codes-desk"):
            pane = CodebookPane(_COMMANDS)
            pane.rows.is_beside_text = False
            yield pane
            with Vertical(id="code-side"):
                yield CodeRules()
                yield OnlyRead(widget_id="code-used")
                with Vertical(classes="pane", id="life-pane") as life:
                    life.border_title = "What became of it"
                    yield LifeRows()

    @property
    def code(self) -> Code | None:
        """The code under the cursor."""
        return self.query_one(CodebookRows).code if self.is_mounted else None

    @property
    def books(self) -> Codebooks | None:
        """The codebooks, as far as they are read."""
        return self.standing.books if self.standing is not None else None

    @property
    def book(self) -> str | None:
        """The file of the codebook under the cursor, or of the only one; None where there is none."""
        if self.standing is None or not self.is_mounted:
            return None
        books, row = self.standing.books.books, self.query_one(CodebookRows).current
        if row is not None:
            key = row.key
            found = (book.file for book in books if key == f" {book.file}" or book.code(key) is not None)
            return next(found, None)
        return books[0].file if books else None

    @property
    def version(self) -> StageTold | None:
        """The version under the cursor among what became of the code."""
        return self.query_one(LifeRows).current if self.is_mounted else None

    def have_ready(self, standing: jobs.Standing) -> None:
        """Take what was read ahead, to be shown until it is read anew."""
        if self.standing is None:
            self.standing = standing

    def on_mount(self) -> None:
        """Show what was read ahead; codes look otherwise in another look of the screen."""
        self._show()
        self.app.theme_changed_signal.subscribe(self, lambda _: self._show())

    def load(self) -> None:
        """Read the codes and what they are used for."""
        study = self.study
        self.read("Read the codebook", lambda: jobs.read(study))

    @on(jobs.Read)
    def _read(self, message: jobs.Read) -> None:
        self.standing = message.standing
        # There may be a version more; what is still told of those before is not shown.
        self._stages, self._told_of = None, ""
        self._readings += 1
        self._show()

    def _show(self) -> None:
        standing = self.standing
        if standing is None:
            return
        books, pane = standing.books, self.query_one(CodebookPane)
        look = looks.looks_of(books.codes(), self.app.current_theme, ascii_only=self.workbench.ascii_only)
        pane.take(CodesShown(books.books, look, standing.own, standing.everybody, lineage=books.lineage))
        pane.tell_whose("codings", both="yours/all")
        self.point_at_code()
        self._show_code()

    # What the list is made to tell by the line above it goes no further than the pane, which tells it itself.
    @on(CodebookPane.Pointed)
    @on(RowList.Moved, "#codebook-rows")
    def _moved(self) -> None:
        self._show_code()
        self.refresh_bindings()

    def _show_code(self) -> None:
        standing, code = self.standing, self.code
        if standing is None:
            return
        rows, rules, used = self.query_one(CodebookRows), self.query_one(CodeRules), Content("")
        row = rows.current
        if code is not None:
            became, merged = standing.books.lineage.became(code), standing.books.lineage.merged_into(code)
            rules.show(code, became=became, merged_into=merged)
            used = _used(standing, code)
        elif row is not None and row.book is not None:
            rules.show_book(row.book)
            used = _used_of_book(standing, row.book)
        else:
            rules.show(None)
        within = rows.open_in(row) - row.is_open if row is not None and row.code is not None else 0
        if within:
            said = f"{OPEN_STILL} Of {plural(within, 'code')} under it a merge left something to be decided. "
            used = Content.assemble((said, "bold $error"), used)
        self.query_one("#code-used", OnlyRead).update(used)
        self._rest()

    def _rest(self) -> None:
        """Tell what became of the code once the cursor rests on it."""
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(_REST, self._ask_life)

    def _ask_life(self) -> None:
        row = self.query_one(CodebookRows).current
        key = row.key if row is not None else ""
        if key and key != self._told_of:
            study, stages, missing, self._told_of = self.study, self._stages, self._missing, key
            known, after = self._compared, self._readings
            self.read(
                "Look what became of it", lambda: jobs.life(study, key, stages, missing, known=known, after=after)
            )

    @on(jobs.LifeRead)
    def _show_life(self, message: jobs.LifeRead) -> None:
        if message.after != self._readings:
            return
        self._stages, self._missing = message.stages, message.missing
        row = self.query_one(CodebookRows).current
        if row is None or row.key != message.key:
            # The cursor may come back to it: then it is asked for again.
            self._told_of = "" if self._told_of == message.key else self._told_of
            return
        rows = self.query_one(LifeRows)
        rows.show((), empty="")
        rows.show(message.told, empty="No version of it is known yet.")
        rows.show_whole(True)
        entitle(self.query_one("#life-pane"), subtitle=Content(one_line(message.missing)))


def _used(standing: jobs.Standing, code: Code) -> Content:
    """What a code is used for, in words; what waits first."""
    everybody, own = standing.everybody.get(code.id, 0), standing.own.get(code.id, 0)
    behind = standing.themes.get(code.id, ())
    codings = f"{plural(everybody, 'coding')}, {own:,} of them yours" if everybody else "Not used yet"
    if code.merged_into is not None:
        codings = f"Its codings count for “{one_line(standing.books.lineage.merged_into(code))}”"
    themes = f"; in {plural(len(behind), 'theme')}: {first_few(map(one_line, behind))}" if behind else ""
    return Content.assemble(_waits(standing.waiting.get(code.id, 0)), f"{codings}{themes}.")


def _used_of_book(standing: jobs.Standing, book: Codebook) -> Content:
    """The same of all codes of a codebook."""
    # Those of a merged code count for its successor, which may stand in another one.
    counted = [code.id for code in book.codes if code.merged_into is None]
    everybody, own, waiting = (
        sum(counts.get(code, 0) for code in counted) for counts in (standing.everybody, standing.own, standing.waiting)
    )
    codings = f"{plural(everybody, 'coding')} with its codes, {own:,} of them yours" if everybody else "Not used yet"
    return Content.assemble(_waits(waiting), f"{codings}.")


def _waits(waiting: int) -> tuple[str, str]:
    said = f"{waiting:,} of yours to be looked at again: {key_of('codebook.review')}. " if waiting else ""
    return said, "bold $warning"

"""The codebook's room: codes are made and changed, and one sees what each means and is used for."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from workbench.coding import Extract
from workbench.tui.commands import bindings_of, key_of
from workbench.tui.screens import codes_elsewhere as elsewhere
from workbench.tui.screens import codes_jobs as jobs
from workbench.tui.screens.code_extracts import CodeExtractsScreen
from workbench.tui.screens.codes_room import CodesRoom
from workbench.tui.screens.file_box import Wrote
from workbench.tui.screens.import_codes import ImportCodes, PickCodebook
from workbench.tui.screens.lines import LinesScreen
from workbench.tui.screens.written import WrittenScreen
from workbench.tui.widgets.codebook_pane import CodebookPane
from workbench.tui.widgets.codebook_rows import CodebookRows
from workbench.tui.widgets.life_rows import LifeRows
from workbench.visible import one_line


class CodesScreen(CodesRoom):
    """What can be done with codes."""

    PLACE = "codes"
    FINDS: ClassVar[bool] = True
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("codes"))
    _took_from: Path | None = None

    def action_extracts(self) -> None:
        """Show where the code under the cursor was put; Enter goes there."""
        standing, code = self.standing, self.code
        if standing is None or code is None:
            return
        study, app = self.study, self.workbench

        def then(chosen: Extract | None) -> None:
            if chosen is not None:
                app.open_extract(chosen.transcript, chosen.start, chosen.end)

        became = standing.books.lineage.became(code)
        title = f"{code.name}, and where it was put"
        read = partial(jobs.extracts, study, code.id)
        names = {one.id: one.name for one in standing.books.codes()}
        app.push_screen(CodeExtractsScreen(title, code, read, study.coder, became=became, names=names), then)

    def action_find(self) -> None:
        """Go to the line that filters the codes."""
        self.query_one(CodebookPane).find()

    def action_compare(self) -> None:
        """Tell all that is other between the version under the cursor in the lower list and the marked one, or now."""
        standing, version = self.standing, self.version
        if standing is not None and version is not None:
            study, books, rows = self.study, standing.books, self.query_one(LifeRows)
            marked = [row for row in rows.meant if row is not version]
            if len(marked) > 1:
                self.notify("More than one other version is marked: two are compared.", timeout=4)
                return
            other = marked[0].stage if marked else None
            self.read("Compare the codebook", lambda: jobs.compare(study, version.stage, books, other))

    def action_mark_version(self) -> None:
        """Mark the version under the cursor in the lower list, or take its mark off, and go on."""
        self.query_one(LifeRows).mark()

    @on(jobs.Compared)
    def _show_compared(self, message: jobs.Compared) -> None:
        self.app.push_screen(LinesScreen("What is other", message.lines))

    def action_take_in(self) -> None:
        """Pick a file, and show what taking it in would do."""
        files = [book.file for book in self.books.books] if self.books is not None else []

        def then(paths: list[Path] | None) -> None:
            if paths:
                self._took_from = paths[0].parent
                self.app.push_screen(ImportCodes(self.study, paths[0], files), self.take_answer)

        self.app.push_screen(PickCodebook(self._took_from or self.study.folder), then)

    @on(elsewhere.TakenIn)
    def _taken_in(self, message: elsewhere.TakenIn) -> None:
        if message.first:
            self.come_to_code(message.first)
        told = f"Taken in to codebooks/{one_line(message.file)}; {key_of('app.undo')} takes it back."
        self.notify(told, timeout=5)
        self.workbench.study_changed()

    def action_write(self) -> None:
        """Write the codebook under the cursor to a file."""
        if self.book is not None:
            self.app.push_screen(elsewhere.CodebookExport(self.study, self.book), self._tell_written)

    def _tell_written(self, done: Wrote | None) -> None:
        if done is not None:
            self.app.push_screen(WrittenScreen(done))

    def action_choose(self) -> None:
        """Change the code under the cursor."""
        self.change_code(self.query_one(CodebookRows).current)

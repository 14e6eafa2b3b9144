"""The codebook's room: codes are made and changed, and one sees what each means and is used for."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from workbench.coding import Extract
from workbench.tui.commands import bindings_of
from workbench.tui.screens import codes_jobs as jobs
from workbench.tui.screens.code_extracts import CodeExtractsScreen
from workbench.tui.screens.codes_room import CodesRoom
from workbench.tui.screens.lines import LinesScreen
from workbench.tui.widgets.codebook_rows import CodebookRows


class CodesScreen(CodesRoom):
    """What can be done with codes."""

    PLACE = "codes"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("codes"))

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
        app.push_screen(CodeExtractsScreen(title, code, read, study.coder, became=became), then)

    def action_review(self) -> None:
        """Go to the codings of the code under the cursor that wait for another look."""
        if self.code is not None:
            self.workbench.open_review(self.code.id)

    def action_compare(self) -> None:
        """Tell all that is other between the version under the cursor in the lower list and now."""
        standing, version = self.standing, self.version
        if standing is not None and version is not None:
            books = standing.books
            self.read("Compare the codebook", lambda: jobs.compare(version.stage, books))

    @on(jobs.Compared)
    def _show_compared(self, message: jobs.Compared) -> None:
        self.app.push_screen(LinesScreen("What is other now", message.lines))

    def action_choose(self) -> None:
        """Change the code under the cursor."""
        self.change_code(self.query_one(CodebookRows).current)

"""The memos screen: memos are written, changed, removed, passed on, and one goes to what they are about."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from textual import on
from textual.binding import BindingType
from textual.widgets import Input

from workbench.memos import PHASE, MemoFound, Sifting
from workbench.tui.commands import bindings_of, key_of
from workbench.tui.screens import memo_jobs as jobs
from workbench.tui.screens.choose import ChooseScreen
from workbench.tui.screens.coding import CodingScreen
from workbench.tui.screens.file_box import Wrote
from workbench.tui.screens.library import LibraryScreen
from workbench.tui.screens.memo_export import MemoExport
from workbench.tui.screens.memo_filter import MemoFilter
from workbench.tui.screens.memo_form import MemoForm
from workbench.tui.screens.memos_room import MemosRoom
from workbench.tui.screens.pass_on import PassOnForm
from workbench.tui.screens.themes import ThemesScreen
from workbench.tui.screens.written import WrittenScreen
from workbench.tui.widgets.line import Line
from workbench.tui.widgets.memo_rows import MemoRows
from workbench.tui.widgets.row_list import RowList


class MemosScreen(MemosRoom):
    """What can be done with memos."""

    PLACE = "memos"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("memos"))

    def action_find(self) -> None:
        """Go to the line that narrows the list."""
        self.query_one(Line).focus()

    @on(Input.Submitted)
    def _typed(self) -> None:
        self.query_one(MemoRows).focus()

    def action_filter(self) -> None:
        """Choose which memos are listed."""
        self.app.push_screen(MemoFilter(self.study, self.sifting, self.coders), self._take_sifting)

    def _take_sifting(self, sifting: Sifting | None) -> None:
        if sifting is not None:
            self.sifting = sifting
            self.sift()

    # Writing

    def action_new(self) -> None:
        """Ask what the memo is to be about, then write it."""
        study = self.study

        def then(called: str | None) -> None:
            self.asking = None
            if called is not None:
                self.app.push_screen(MemoForm(study, what=self.choices[called]), self.take_answer)

        self.asking = ChooseScreen("What is the memo about?", dict.fromkeys(self.choices, ""))
        self.app.push_screen(self.asking, then)

    @on(RowList.Chosen)
    def action_change(self) -> None:
        """Change the memo under the cursor."""
        if (memo := self.own_memo) is not None:
            self.app.push_screen(MemoForm(self.study, memo), self.take_answer)

    def action_remove(self) -> None:
        """Remove the memo under the cursor."""
        if (memo := self.own_memo) is not None:
            study = self.study
            self.start("Remove the memo", lambda: jobs.remove(study, memo))

    def action_pass_on(self) -> None:
        """Note that the concern was passed on."""
        if (memo := self.concern) is not None:
            self.app.push_screen(PassOnForm(self.study, memo), self.take_answer)

    def action_export(self) -> None:
        """Write the memos that are listed, whatever words are typed; those on safeguarding are never written."""
        if self.sifting.is_of_concerns:
            self.notify(f"Memos on safeguarding are in no export; {key_of('memos.all')} lists the others.", timeout=5)
            return
        self.app.push_screen(MemoExport(self.study, self.sifting), self._tell_written)

    def _tell_written(self, done: Wrote | None) -> None:
        if done is not None:
            self.app.push_screen(WrittenScreen(done))

    def action_copy(self) -> None:
        """Copy the memo under the cursor, where a file may hold it."""
        if (memo := self.memo) is not None:
            study = self.study
            self.start("Copy the memo", lambda: jobs.copy(study, memo))

    @on(jobs.Copied)
    def _copy(self, message: jobs.Copied) -> None:
        # A memo may hold words of an interview.
        self.workbench.copy_words([message.text])

    # Going about

    def action_go(self) -> None:
        """Go to what the memo is about."""
        memo = self.memo
        if memo is None:
            return
        if memo.gone:
            self.notify(f"It is not there any more: {memo.gone}.", timeout=5)
        elif memo.kind == PHASE:
            self.workbench.go_to("home")
        elif memo.about == "study":
            self.notify("It is about the study as a whole.", timeout=3)
        else:
            self._go_to_subject(memo)

    def _go_to_subject(self, memo: MemoFound) -> None:
        app, where = self.workbench, memo.where
        if where is not None and where.span is not None:
            app.open_extract(where.transcript, where.span.start, where.span.end)
        elif where is not None:
            app.open_transcript(where.transcript)
        elif memo.about == "theme":
            app.get_screen("themes", ThemesScreen).come_to(UUID(memo.about_id))
            app.go_to("themes")
        elif memo.about == "code":
            app.get_screen("coding", CodingScreen).come_to_code(memo.about_id)
            app.go_to("coding")
        else:
            app.get_screen("library", LibraryScreen).come_to(memo.about_id)
            app.go_to("library")

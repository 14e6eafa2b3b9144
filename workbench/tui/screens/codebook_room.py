"""What is done with the codes themselves beside the transcript: hidden and shown on the text."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on

from workbench.codebook.books import Codebooks
from workbench.coding.place import PutAside
from workbench.tui import work
from workbench.tui.commands import key_of
from workbench.tui.screens import coding_jobs as jobs
from workbench.tui.screens.code_changing import CodeChanging
from workbench.tui.screens.coding_room import CodingRoom
from workbench.tui.widgets.codebook_pane import CodebookPane
from workbench.tui.widgets.codebook_rows import CodebookRows
from workbench.tui.widgets.hidden_line import HiddenLine
from workbench.visible import one_line, plural


class CodebookRoom(CodeChanging, CodingRoom):
    """A room with a transcript and the codebook, in which codes are hidden, made and changed."""

    @on(CodebookRows.Asked)
    def _asked_of_codebook(self, event: CodebookRows.Asked) -> None:
        if self.opened is None:
            return
        if event.what == "hide" and event.row is not None:
            self._turn_hidden(event.row.key, event.row.name)
        elif event.what == "show_all":
            self._show_all()

    def come_to_code(self, code: str) -> None:
        """Have a code under the cursor of the codebook, and the keyboard there, when the room is shown next."""
        super().come_to_code(code)
        if self.opened is not None:
            self._show_codebook()
            self.query_one(CodebookRows).focus()

    @on(CodebookPane.Left)
    def _back_to_text(self) -> None:
        self.view.focus()

    # Hiding

    def _turn_hidden(self, key: str, name: str) -> None:
        """Hide what a row stands for on the text; where all of it is hidden, show it."""
        codes = frozenset(self.query_one(CodebookRows).outline.codes_at(key))
        is_hidden = codes <= self.hidden
        self._hide(self._hidden - codes if is_hidden else self._hidden | codes)
        several = f" and {plural(len(codes) - 1, 'code')} under it" if len(codes) > 1 else ""
        self.notify(f"{'Shown again' if is_hidden else 'Hidden on the text'}: {one_line(name)}{several}.", timeout=3)

    @on(HiddenLine.Clicked)
    def _show_all(self) -> None:
        if self.hidden:
            self._hide(frozenset())
            self.notify("The codings of all codes are shown.", timeout=3)
        else:
            self.notify(f"No code is hidden; {key_of('codebook.hide')} hides the one under the cursor.", timeout=3)

    def said_of_hidden(self, codes: Sequence[str]) -> str:
        """What is to be told when codes were put on words: that a coding is there, and not to be seen."""
        return "; it is hidden on the text" if self.hidden.intersection(codes) else ""

    def _hide(self, codes: frozenset[str]) -> None:
        self._hidden = codes
        self._show_codings()
        self._note_aside()

    @on(CodebookRows.Folded)
    def _note_aside(self) -> None:
        """Note what is hidden and folded, for the next time."""
        study, aside = self.study, PutAside(self._hidden, frozenset(self.query_one(CodebookRows).folded))
        work.start(self, "Note what is put aside", lambda: jobs.put_away(study, aside), only_reads=True)

    @property
    def books(self) -> Codebooks | None:
        """The codebooks, as far as they are read."""
        return self.opened.books if self.opened is not None else None

    def _show_codebook(self) -> None:
        super()._show_codebook()
        self.point_at_code()

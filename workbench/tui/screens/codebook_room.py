"""What is done with the codes themselves beside the transcript: hidden and shown on the text, made, changed."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on

from workbench.codebook.outline import OutlineRow
from workbench.codebook.schema import Code
from workbench.coding.place import PutAside
from workbench.tui import work
from workbench.tui.aside import Aside
from workbench.tui.commands import key_of
from workbench.tui.screens import coding_jobs as jobs
from workbench.tui.screens.code_form import CodeForm, CodeSaved
from workbench.tui.screens.coding_room import CodingRoom
from workbench.tui.screens.new_code import NewCodeScreen
from workbench.tui.widgets.codebook_pane import CodebookPane
from workbench.tui.widgets.codebook_rows import CodebookRows
from workbench.tui.widgets.hidden_line import HiddenLine
from workbench.visible import one_line, plural


class CodebookRoom(CodingRoom):
    """A room with a transcript and the codebook, in which codes are hidden, made and changed."""

    def __init__(self) -> None:
        super().__init__()
        self._come_to = ""

    @on(CodebookRows.Asked)
    def _asked_of_codebook(self, event: CodebookRows.Asked) -> None:
        if self.opened is None:
            return
        if event.what == "hide" and event.row is not None:
            self._turn_hidden(event.row.key, event.row.name)
        elif event.what == "show_all":
            self._show_all()
        elif event.what == "new":
            self._make(event.row)
        elif event.what == "change":
            self._change(event.row)
        elif event.what in ("move_up", "move_down") and event.row is not None and event.row.code is not None:
            self._move(event.row.code, -1 if event.what == "move_up" else 1)

    def come_to_code(self, code: str) -> None:
        """Have a code under the cursor of the codebook, and the keyboard there, when the room is shown next."""
        self._come_to, self._shown_version = code, -1
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

    # Making and changing

    def _make(self, row: OutlineRow | None) -> None:
        """Make a code: in the group of a row; beside it, where it is none; at the top of a codebook."""
        if self.opened is None:
            return
        study, books, outline = self.study, self.opened.books, self.query_one(CodebookRows).outline
        above = outline.rows[row.above] if row is not None and row.above is not None else None
        place = row if row is not None and (row.is_group or row.code is None) else above
        under = place.code.id if place is not None and place.code is not None else None
        file = place.key.strip() if place is not None and place.code is None else None
        box = NewCodeScreen(
            books,
            "",
            lambda new: jobs.make_code(study, new),
            aside=Aside(study, "new-code"),
            under=under,
            file=file,
            done="Make",
        )
        self.app.push_screen(box, self.take_answer)

    @on(jobs.CodeMade)
    def _made(self, message: jobs.CodeMade) -> None:
        self._come_to = message.code
        self.notify(f"Made the code {one_line(message.name)}; {key_of('app.undo')} takes it away again.", timeout=4)
        self.workbench.study_changed()

    def _move(self, code: Code, by: int) -> None:
        """Have a code change places with the one above it in its group (-1), or below it (1)."""
        if self.query_one(CodebookRows).found is not None:
            back = key_of("codebook.back")
            self.notify(f"Codes are left out just now: {back} shows all, then it can be moved.", timeout=4)
            return
        study = self.study
        self.start("Move the code", lambda: jobs.move_code(study, code, by))

    @on(jobs.CodeMoved)
    def _moved(self, message: jobs.CodeMoved) -> None:
        if message.said:
            self._come_to = message.code
            self.notify(f"{message.said}; {key_of('app.undo')} takes it back.", timeout=4)
            self.workbench.study_changed()
        else:
            self.notify("It stands at the end of its group; to another group it goes with its form.", timeout=3)

    def _change(self, row: OutlineRow | None) -> None:
        if self.opened is None or row is None:
            return
        if row.code is None:
            self.notify("That is a whole codebook; go to one of its codes.", timeout=3)
            return
        self.app.push_screen(CodeForm(self.study, self.opened.books, row.code), self.take_answer)

    @on(CodeSaved)
    def _changed(self, message: CodeSaved) -> None:
        self._come_to = message.code.id
        self.notify(f"Changed the code {one_line(message.code.name)}; {key_of('app.undo')} takes it back.", timeout=4)
        self.workbench.study_changed()

    def _show_codebook(self) -> None:
        super()._show_codebook()
        rows = self.query_one(CodebookRows)
        if self._come_to in rows.outline.places:
            rows.point_at(self._come_to)
            self._come_to = ""

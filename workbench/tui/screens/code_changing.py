"""What is done to the codes of a codebook, wherever they are listed: made, changed, moved."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from functools import partial

from textual import on
from textual.message import Message

from workbench.codebook.books import Codebooks
from workbench.codebook.outline import OutlineRow
from workbench.codebook.schema import Code
from workbench.tui import looks
from workbench.tui.aside import Aside
from workbench.tui.commands import key_of
from workbench.tui.screens import coding_jobs as jobs
from workbench.tui.screens import reshape_jobs
from workbench.tui.screens.code_form import CodeForm, CodeSaved
from workbench.tui.screens.merge_new import MergeNewForm
from workbench.tui.screens.new_code import NewCodeScreen
from workbench.tui.screens.picker import Picked, PickerScreen
from workbench.tui.screens.place_code import IdForm, PlaceForm
from workbench.tui.screens.quoting import ask_where_quoting, texts_of_new
from workbench.tui.screens.reshape import MergeForm, RetireForm, SplitForm
from workbench.tui.screens.room import Room
from workbench.tui.screens.settle import SettleForm
from workbench.tui.widgets.codebook_rows import CodebookRows, open_in
from workbench.visible import one_line, plural


class CodeChanging(Room):
    """A room with a list of the codes, in which codes are made and changed."""

    def __init__(self) -> None:
        super().__init__()
        self._come_to = ""

    @property
    @abstractmethod
    def books(self) -> Codebooks | None:
        """The codebooks; None before they are read."""

    @on(CodebookRows.Asked)
    def _asked_to_change(self, event: CodebookRows.Asked) -> None:
        if self.books is None:
            return
        if event.what == "new":
            self._make(self.books, event.row)
        elif event.what == "change":
            self.change_code(event.row)
        elif event.what in ("move_up", "move_down") and event.row is not None and event.row.code is not None:
            self._move(event.row.code, -1 if event.what == "move_up" else 1)
        elif event.what == "settle":
            self._settle(self.books, event.row)
        elif event.what == "review":
            self.workbench.open_review(
                event.row.code.id if event.row is not None and event.row.code is not None else ""
            )
        elif event.what in ("place", "id") and event.row is not None and event.row.code is not None:
            self._put(event.what, self.books, event.row.code)
        elif event.what == "merge" and (marked := self.query_one(CodebookRows).marked_codes):
            self._merge(self.books, marked)
        elif event.what in ("retire", "merge", "split", "remove") and event.row is not None:
            self._reshape(event.what, self.books, event.row)

    def come_to_code(self, code: str) -> None:
        """Have a code under the cursor of the list when the room is shown next."""
        self._come_to, self._shown_version = code, -1

    def point_at_code(self) -> None:
        """Put the cursor on the code that is to be under it, once the list has it."""
        rows = self.query_one(CodebookRows)
        if self._come_to in rows.outline.places:
            rows.point_at(self._come_to)
            self._come_to = ""

    def _make(self, books: Codebooks, row: OutlineRow | None) -> None:
        """Make a code: in the group of a row; beside it, where it is none; at the top of a codebook."""
        study, outline = self.study, self.query_one(CodebookRows).outline
        above = outline.rows[row.above] if row is not None and row.above is not None else None
        place = row if row is not None and (row.is_group or row.code is None) else above
        under = place.code.id if place is not None and place.code is not None else None
        file = place.key.strip() if place is not None and place.code is None else None
        box = NewCodeScreen(
            books,
            "",
            lambda new: ask_where_quoting(study, new.name, texts_of_new(new), partial(jobs.make_code, study, new)),
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
    def _moved_code(self, message: jobs.CodeMoved) -> None:
        if message.said:
            self._come_to = message.code
            self.notify(f"{message.said}; {key_of('app.undo')} takes it back.", timeout=4)
            self.workbench.study_changed()
        else:
            place = key_of("codebook.place")
            self.notify(f"It goes no further in its group; {place} puts it at another place.", timeout=3)

    # Whole codes

    def _reshape(self, what: str, books: Codebooks, row: OutlineRow) -> None:
        """Retire a code, merge or split it, or take it out."""
        code = row.code
        if code is None:
            self.notify("That is a whole codebook; go to one of its codes.", timeout=3)
        elif (became := books.lineage.became(code)) and not (what == "remove" or (what == "retire" and code.retired)):
            self.notify(f"“{one_line(code.name)}” is {one_line(became)} already.", timeout=4)
        elif what == "retire":
            self.app.push_screen(RetireForm(self.study, code), self.take_answer)
        elif what == "merge":
            self._merge(books, [code])
        elif what == "split":
            self.app.push_screen(SplitForm(self.study, code), self.take_answer)
        else:
            study, above = self.study, self.query_one(CodebookRows).beside_current
            self.start("Take out the code", lambda: reshape_jobs.remove(study, code, above))

    def _put(self, what: str, books: Codebooks, code: Code) -> None:
        """Give a code another id, or choose another code, beside or under which it is put."""
        if what == "id":
            self.app.push_screen(IdForm(self.study, books, code), self.take_answer)
            return

        def then(answer: Picked | Message | None) -> None:
            if isinstance(answer, Picked):
                self.app.push_screen(PlaceForm(self.study, code, books.as_it_stands(answer.codes[0])), self.take_answer)

        title = f"beside or under which “{one_line(code.name)}” goes"
        self.app.push_screen(self._picker(books, title, but=code.id), then)

    def _merge(self, books: Codebooks, codes: Sequence[Code]) -> None:
        """Choose the code that others are merged into, which may be one of several; then ask."""
        gone = next((code for code in codes if books.lineage.became(code) and not code.retired), None)
        if gone is not None:
            self.notify(f"“{one_line(gone.name)}” is {one_line(books.lineage.became(gone))} already.", timeout=4)
            return

        def then(answer: Picked | Message | None) -> None:
            if isinstance(answer, Picked) and answer.codes:
                into = books.as_it_stands(answer.codes[0])
                going = [code for code in codes if code.id != into.id]
                self.app.push_screen(MergeForm(self.study, going, into), self.take_answer)
            elif isinstance(answer, Picked):
                self.app.push_screen(MergeNewForm(self.study, books, codes, answer.new), self.take_answer)

        several = len(codes) > 1
        title = f"what “{one_line(codes[0].name)}” is merged into"
        if several:
            title = f"what {plural(len(codes), 'code')} are merged into"
        # Of several that are marked one may be what the others go into: they are offered first.
        marked = [code.id for code in codes] if several else []
        but = None if several else codes[0].id
        self.app.push_screen(self._picker(books, title, or_new=True, but=but, first=marked), then)

    def _picker(
        self, books: Codebooks, title: str, *, but: str | None, or_new: bool = False, first: Sequence[str] = ()
    ) -> PickerScreen:
        """A box in which one code is chosen."""
        look = looks.looks_of(books.codes(), self.app.current_theme, ascii_only=self.workbench.ascii_only)
        return PickerScreen(books, first, {}, look, title, None, or_new=or_new, several=False, but=but)

    def _settle(self, books: Codebooks, row: OutlineRow | None) -> None:
        """Settle what a merge left open: of the code under the cursor, or at the top of a codebook."""
        owner = next(open_in(books.books, row), None)
        if owner is not None:
            self.app.push_screen(SettleForm(self.study, owner, owner.conflicts[0]), self.take_answer)
        else:
            self.notify("No merge left anything to be decided here.", timeout=3)

    @on(reshape_jobs.Reshaped)
    def _reshaped(self, message: reshape_jobs.Reshaped) -> None:
        self._come_to = message.code
        self.query_one(CodebookRows).clear_marks()
        waits = f"; {key_of('app.review')} shows what waits" if message.waits else ""
        self.notify(f"{message.said}; {key_of('app.undo')} takes it back{waits}.", timeout=5)
        self.workbench.study_changed()

    @on(reshape_jobs.NothingReshaped)
    def _nothing_reshaped(self, message: reshape_jobs.NothingReshaped) -> None:
        self.notify(f"{message.said}; nothing was done.", timeout=4)

    def change_code(self, row: OutlineRow | None) -> None:
        """Open the form of a row's code."""
        if self.books is None or row is None:
            return
        if row.code is None:
            self.notify("That is a whole codebook; go to one of its codes.", timeout=3)
            return
        self.app.push_screen(CodeForm(self.study, self.books, row.code), self.take_answer)

    @on(CodeSaved)
    def _changed_code(self, message: CodeSaved) -> None:
        self._come_to = message.code.id
        name = one_line(message.code.name)
        told = f"Changed the code {name}; {key_of('app.undo')} takes it back."
        self.notify(told if message.is_other else f"Nothing was changed: {name} says so already.", timeout=4)
        self.workbench.study_changed()

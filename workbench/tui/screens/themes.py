"""The themes screen: codes are grouped into themes, extracts judged, narratives written."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.binding import BindingType
from textual.message import Message

from workbench.themes import CodeInThemes, Theme, ThemeExtract, goes_with, theme_for_subtheme
from workbench.tui.commands import bindings_of, key_of
from workbench.tui.screens import copying
from workbench.tui.screens import theme_jobs as jobs
from workbench.tui.screens.memo_form import edit_memo
from workbench.tui.screens.memo_jobs import OnWhat
from workbench.tui.screens.narrative import NarrativeScreen
from workbench.tui.screens.question import Question
from workbench.tui.screens.quotation import QuotationScreen
from workbench.tui.screens.quotation_jobs import QuotationOpened, QuotationSaved, open_to_prepare
from workbench.tui.screens.theme_evidence import EvidenceForm
from workbench.tui.screens.theme_form import Saved, StatusForm, ThemeForm
from workbench.tui.screens.theme_room import ThemeRoom
from workbench.tui.widgets.row_list import RowList
from workbench.tui.widgets.theme_rows import CodeRows, ExtractRows
from workbench.visible import one_line

_NO_THEME = f"There is no theme yet: {key_of('themes.add')} makes one."


class ThemesScreen(ThemeRoom):
    """What can be done with codes, themes and extracts."""

    PLACE = "themes"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("themes"))

    # Commands: going about

    @on(RowList.Chosen)
    def action_choose(self) -> None:
        """Go to an extract in its transcript; from a theme to its extracts; move a code in or out."""
        extract, codes = self.query_one(ExtractRows).current, self.query_one(CodeRows)
        if self.at == "extracts" and extract is not None:
            one = extract.extract
            self.workbench.open_extract(one.transcript, one.start, one.end)
        elif self.at == "themes":
            self.query_one(ExtractRows).focus()
        elif self.at == "codes" and self.theme is not None and codes.current is not None:
            is_in = self.theme.id in codes.current.moved_in
            self.action_take_out() if is_in else self.action_take_in()

    def action_mark(self) -> None:
        """Mark the row under the cursor."""
        if (rows := self._rows_to_mark()) is not None:
            rows.mark()

    def action_mark_all(self) -> None:
        """Mark all rows, or none."""
        if (rows := self._rows_to_mark()) is not None:
            rows.mark_all()

    def _rows_to_mark(self) -> RowList[Any] | None:
        """The list in which rows are marked; where the keyboard is in none, that is said."""
        if isinstance(self.focused, CodeRows | ExtractRows):
            return self.focused
        self.notify("Only codes and extracts are marked: go to them first, with Tab.", timeout=3)
        return None

    def action_whole(self) -> None:
        """Show the extract under the cursor whole."""
        rows = self.query_one(ExtractRows)
        if rows.current is None:
            self._say_no_extracts()
        rows.show_whole(not rows.is_whole)

    def action_loose(self) -> None:
        """Show only the codes without a theme, or all."""
        self.only_loose = not self.only_loose
        self.show_codes()

    # Commands: themes

    def action_add(self) -> None:
        """Make a theme."""
        self.app.push_screen(ThemeForm(self.study, None), self._written)

    def action_add_below(self) -> None:
        """Make a subtheme of the theme under the cursor."""
        standing, theme = self.standing, self.theme
        if standing is not None and theme is not None:
            parent = theme_for_subtheme(theme, standing.themes)
            self.app.push_screen(ThemeForm(self.study, None, parent=parent), self._written)

    def action_describe(self) -> None:
        """Name and describe the theme."""
        if self.theme is not None:
            self.app.push_screen(ThemeForm(self.study, self.theme), self._written)

    def action_status(self) -> None:
        """Say how far the theme is."""
        if self.theme is not None:
            self.app.push_screen(StatusForm(self.study, self.theme), self._written)

    def action_evidence(self) -> None:
        """Say which questions the theme answers, and its other evidence."""
        if self.theme is not None:
            self.app.push_screen(EvidenceForm(self.study, self.theme), self._written)

    def _written(self, answer: Message | None) -> None:
        if isinstance(answer, Saved):
            self.go_to_theme = answer.theme.id
        if isinstance(answer, Saved | QuotationSaved):
            self.workbench.study_changed()

    def action_narrative(self) -> None:
        """Write the theme's narrative."""
        standing, theme = self.standing, self.theme
        if standing is not None and theme is not None:
            under_cursor = self.query_one(ExtractRows).current
            extracts = standing.extracts.get(theme.id, ())
            screen = NarrativeScreen(self.study, theme, extracts, standing.names, at=under_cursor)
            self.app.push_screen(screen, lambda written: self.workbench.study_changed() if written else None)

    def action_remove(self) -> None:
        """Remove the theme under the cursor."""
        standing, theme = self.standing, self.theme
        if standing is None or theme is None:
            return
        held = goes_with(theme, standing.extracts.get(theme.id, ()))
        if held:
            self._ask_to_remove(theme, held)
        else:
            self._remove(theme, held)

    @on(jobs.Holds)
    def _holds(self, message: jobs.Holds) -> None:
        self._ask_to_remove(message.theme, message.held)

    def _ask_to_remove(self, theme: Theme, held: Sequence[str]) -> None:
        name, goes = one_line(theme.name), ", ".join(held)
        said = f"With “{name}” goes: {goes}. Codes and codings stay. {key_of('app.undo')} brings it back."
        question = Question("Remove the theme", said, yes="Remove")
        self.app.push_screen(question, lambda sure: self._remove(theme, held) if sure else None)

    def _remove(self, theme: Theme, held: Sequence[str]) -> None:
        study = self.study
        self.removed.add(theme.id)
        self.start("Remove the theme", lambda: jobs.remove(study, theme, held))

    # Commands: the order of themes

    def action_earlier(self) -> None:
        """Move the theme before the one above it."""
        self._move("earlier")

    def action_later(self) -> None:
        """Move the theme after the one below it."""
        self._move("later")

    def action_below(self) -> None:
        """Make the theme a subtheme of the one above it."""
        self._move("below")

    def action_beside(self) -> None:
        """Make the subtheme a theme of its own, after the one it belonged to."""
        self._move("beside")

    def _move(self, way: str) -> None:
        study, theme = self.study, self.theme
        if theme is not None:
            self.start("Move the theme", lambda: jobs.move(study, theme, way))

    # Commands: codes and extracts

    def action_take_in(self) -> None:
        """Move the codes into the theme."""
        study, theme, codes = self.study, self.theme, self._codes_meant()
        if not self.has_codes_meant:
            self._say_no_codes()
        elif theme is not None and codes:
            self.start("Move codes into the theme", lambda: jobs.move_in(study, theme, codes))

    def action_take_out(self) -> None:
        """Move the codes out of the theme."""
        study, theme = self.study, self.theme
        if theme is None or not self.has_codes_meant:
            self._say_no_codes()
            return
        codes = [code for code in self._codes_meant() if theme.id in code.moved_in]
        if codes:
            self.start("Move codes out of the theme", lambda: jobs.move_out(study, theme, codes))
        else:
            said = "None of these was moved into the theme itself; what is in it through its group goes with that."
            self.notify(said, markup=False, timeout=5)

    def _say_no_codes(self) -> None:
        said = _NO_THEME if self.theme is None else "There is no code yet."
        self.notify(said, markup=False, timeout=3)

    def _codes_meant(self) -> Sequence[CodeInThemes]:
        return self.query_one(CodeRows).meant

    def action_supports(self) -> None:
        """The extracts support the theme."""
        self._judge(stance="supports")

    def action_complicates(self) -> None:
        """The extracts complicate the theme."""
        self._judge(stance="complicates")

    def action_contradicts(self) -> None:
        """The extracts contradict the theme."""
        self._judge(stance="contradicts")

    def action_key(self) -> None:
        """The extracts are key."""
        self._judge(use="key")

    def action_useful(self) -> None:
        """The extracts are useful."""
        self._judge(use="useful")

    def action_not_useful(self) -> None:
        """The extracts are not useful."""
        self._judge(use="not useful")

    def _judge(self, *, stance: str | None = None, use: str | None = None) -> None:
        study, theme, meant = self.study, self.theme, self._extracts_meant()
        if theme is None or not meant:
            self._say_no_extracts()
        else:
            self.start("Judge extracts", lambda: jobs.judge(study, theme, meant, stance=stance, use=use))

    def action_clear(self) -> None:
        """Take back what was said of the extracts."""
        study, theme = self.study, self.theme
        meant = [one for one in self._extracts_meant() if one.is_judged]
        if theme is not None and meant:
            self.start("Take back judgements", lambda: jobs.forget(study, theme, meant))
        elif self._extracts_meant():
            self.notify("Nothing was said of this extract yet.", markup=False, timeout=3)
        else:
            self._say_no_extracts()

    def action_quotation(self) -> None:
        """Prepare the extract under the cursor for print."""
        study, theme, extract = self.study, self.theme, self.query_one(ExtractRows).current
        if theme is None or extract is None:
            self._say_no_extracts()
        else:
            job = partial(open_to_prepare, study, str(theme.id), extract.extract.id)
            self.start("Open the quotation", job)

    @on(QuotationOpened)
    def _prepare(self, message: QuotationOpened) -> None:
        self.app.push_screen(QuotationScreen(self.study, message.opened), self._written)

    def _say_no_extracts(self) -> None:
        said = _NO_THEME if self.theme is None else "The theme has no extracts yet."
        come = f"Extracts come with the codes that are moved into it: {key_of('themes.take-in')}."
        self.notify(f"{said} {come}", markup=False, timeout=5)

    def _extracts_meant(self) -> Sequence[ThemeExtract]:
        return self.query_one(ExtractRows).meant

    def action_memo(self) -> None:
        """Write a memo on what is under the cursor: theme, code, or the coding behind an extract."""
        theme, code = self.theme, self.query_one(CodeRows).current
        extract = self.query_one(ExtractRows).current
        what = None
        if self.at == "themes" and theme is not None:
            what = OnWhat("theme", str(theme.id), f"the theme {theme.name}")
        elif self.at == "codes" and code is not None and code.is_known:
            what = OnWhat("code", code.id, f"the code {code.name}")
        elif self.at == "extracts" and extract is not None:
            one = extract.extract
            what = OnWhat("coding", called=f"a coding in {one.transcript}", coding_id=one.id)
        if what is None:
            self.notify("There is nothing here to write a memo on.", timeout=3)
        else:
            edit_memo(self, what=what)

    def action_copy(self) -> None:
        """Copy the extracts, each with its attribution."""
        study, codings = self.study, [one.extract.id for one in self._extracts_meant()]
        theme = self.theme.id if self.theme is not None else None
        if self.has_extracts_meant and codings:
            self.start("Copy extracts", lambda: jobs.attribute(study, codings, theme))
        else:
            self.notify("Nothing to copy: go to an extract first.", markup=False, timeout=3)

    @on(jobs.Attributed)
    def _copy(self, message: jobs.Attributed) -> None:
        copying.copy_attributed(self.workbench, message.extracts)

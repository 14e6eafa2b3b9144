"""The coding screen: the transcript, the codebook, and what is coded where the caret is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import ClassVar
from uuid import uuid5

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static, Tree

from workbench.codebook.schema import Code
from workbench.coding import Extract
from workbench.coding.reading import Opened
from workbench.coding.recent import at_digits
from workbench.spans import Span
from workbench.tui import looks
from workbench.tui.commands import bindings_of
from workbench.tui.screens import coding_jobs as jobs
from workbench.tui.screens.memo import MemoScreen
from workbench.tui.screens.picker import Picked, PickerScreen
from workbench.tui.screens.question import Question
from workbench.tui.screens.reading_room import ReadingRoom
from workbench.tui.transcript.page import Look, Marked, page_of
from workbench.tui.transcript.view import TranscriptView
from workbench.tui.widgets.code_rules import CodeRules
from workbench.tui.widgets.codebook_tree import CodebookTree
from workbench.tui.widgets.codings_here import CodingsHere
from workbench.tui.widgets.find_bar import FindBar
from workbench.tui.widgets.place_line import PlaceLine

_SEALED = ""
"""Stands for a code where a passage is not for quotation: that is shown like a coding."""

_WORDS_SHOWN = 60


class CodingScreen(ReadingRoom):
    """Where an analyst reads and codes.

    Attributes:
        last_codes: The codes put on a passage last.
    """

    PLACE = "coding"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("coding"))

    def __init__(self) -> None:
        super().__init__()
        self.last_codes: tuple[str, ...] = ()
        self._looks: dict[str, Look] = {}
        self._names: dict[str, str] = {}
        self._at_digits: tuple[str | None, ...] = ()
        self._only_mine = False
        self._said = ""
        self._nothing_meant = True

    def content(self) -> ComposeResult:
        """Text on the left; codebook, rules and codings on the right."""
        with Horizontal(id="desk"):
            with Vertical(id="reading"):
                yield Static("", id="title", markup=False)
                yield TranscriptView(id="text")
                yield FindBar()
                yield PlaceLine()
            with Vertical(id="side"):
                yield CodingsHere()
                tree = CodebookTree()
                tree.border_title = "Codebook (here/all)"
                yield tree
                yield CodeRules()

    # Reading

    def load(self) -> None:
        """Read the transcript that was chosen."""
        study, asked = self.study, self.asked
        self.read("Open the transcript", lambda: jobs.read(study, asked))

    @on(jobs.Read)
    def _show(self, message: jobs.Read) -> None:
        if self.wanted is not None and message.asked != self.wanted.name:
            # Read before that was wanted: what is shown would go and come under the coder's hands.
            return
        wanted, self.wanted = self.wanted, None
        before, self.opened = self.opened, message.opened
        self.query_one("#desk").set_class(message.opened is None, "-empty")
        if message.opened is None:
            self.query_one("#title", Static).update(
                "No transcript yet. F2 goes to the library, where they are imported."
            )
            return
        opened, view = message.opened, self.view
        self._looks = looks.looks_of(opened.books.codes(), self.app.current_theme) | {_SEALED: looks.SEALED}
        self._names = {code.id: code.name for code in opened.books.codes()}
        living = {code.id for code in opened.books.codes() if not code.merged_into}
        self._at_digits = at_digits(self._at_digits, opened.coded.recent, living)
        if before is None or before.spoken != opened.spoken:
            view.show(page_of(opened.spoken))
        if before is None or before.transcript.id != opened.transcript.id:
            view.focus()
        self.query_one(FindBar).take(opened.spoken.text)
        self._show_codings()
        self.query_one("#title", Static).update(jobs.title_of(opened))
        if wanted is not None and wanted.place is not None and wanted.name == opened.transcript.name:
            view.select(wanted.place)
        if self._said or before is None or before.coded != opened.coded:
            self.query_one(PlaceLine).say(self._said)
            self._said = ""
        self._tell_place()
        # With a text, and with a code chosen last, more can be done than before.
        self.refresh_bindings()

    @property
    def codings(self) -> list[Extract]:
        """The codings that are shown: everybody's, or only the coder's own."""
        return [one for one in super().codings if not self._only_mine or one.coder == self.study.coder]

    @property
    def _digits(self) -> dict[str, str]:
        return {code: str(digit) for digit, code in enumerate(self._at_digits, start=1) if code is not None}

    def _show_codings(self) -> None:
        if self.opened is None:
            return
        coded = self.opened.coded
        for code in {one.code for one in self.codings} - self._looks.keys():
            self._looks[code] = looks.GONE
        marked = [Marked(one.id, one.start, one.end, one.code) for one in self.codings]
        revision = self.opened.spoken.revision_id
        marked += [
            Marked(uuid5(revision, f"{one.start}–{one.end}"), one.start, one.end, _SEALED)
            for one in coded.not_for_quotation
        ]
        self.view.mark(marked, self._looks)
        here = Counter(one.code for one in self.codings)
        self.query_one(CodebookTree).show(self.opened.books, self._looks, here, coded.counts, self._digits)
        self._show_here()

    @on(TranscriptView.Moved)
    def _show_here(self) -> None:
        if self.opened is None:
            return
        view = self.view
        chosen = view.selection or Span(view.caret, view.caret + 1)
        here = [one for one in self.codings if one.start < chosen.end and one.end > chosen.start]
        self.query_one(CodingsHere).show(here, self._names, self._looks, self.study.coder)
        self._tell_place()

    def _tell_place(self) -> None:
        if self.opened is not None:
            self.query_one(PlaceLine).show(self.opened.spoken, self.view.caret, self.view.selection)

    @property
    def coding_meant(self) -> Extract | None:
        """The coding that remove, recode and memo are about."""
        return self.query_one(CodingsHere).meant if self.is_mounted else None

    @on(CodingsHere.Meant)
    def _mean(self, message: CodingsHere.Meant) -> None:
        self.view.emphasise(message.coding)
        if self.coding_meant is not None and self.opened is not None:
            self.query_one(CodeRules).show(_code(self.opened, self.coding_meant.code))
        # The footer is made anew by this, which takes longer than a move of the caret: only where it changes.
        if (message.coding is None) != self._nothing_meant:
            self._nothing_meant = message.coding is None
            self.refresh_bindings()

    @on(Tree.NodeHighlighted)
    def _show_rules(self, event: Tree.NodeHighlighted[str]) -> None:
        if self.opened is not None and event.node.data:
            self.query_one(CodeRules).show(_code(self.opened, event.node.data))

    @on(Tree.NodeSelected)
    def _code_from_tree(self, event: Tree.NodeSelected[str]) -> None:
        if event.node.data and self.view.selection is not None:
            self._apply(Picked((event.node.data,)))

    # Coding

    def _passage(self) -> Span | None:
        """What is selected; where nothing is, the sentence at the caret, which is then selected."""
        view = self.view
        if view.selection is None and self.opened is not None:
            sentence = view.ground.units.sentence(view.caret)
            if sentence is not None:
                view.select(sentence)
        return view.selection

    def action_apply(self) -> None:
        """Choose codes for the passage."""
        place = self._passage()
        if place is None or self.opened is None:
            self.notify("There are no words here to code.", markup=False)
            return
        name, words = self.opened.transcript.name, self.opened.spoken.text[place.start : place.end]

        def then(picked: Picked | None) -> None:
            # On the words that the picker named, whatever is shown by now.
            if picked is not None:
                self._apply_to(name, place, picked)

        self._pick(" ".join(words.split()), then)

    def _pick(self, words: str, then: Callable[[Picked | None], None], *, several: bool = True) -> None:
        if self.opened is not None:
            shown = words if len(words) <= _WORDS_SHOWN else f"{words[: _WORDS_SHOWN - 1]}…"
            coded = self.opened.coded
            screen = PickerScreen(self.opened.books, coded.recent, self._digits, self._looks, shown, several=several)
            self.app.push_screen(screen, then)

    def _apply(self, picked: Picked) -> None:
        place = self._passage()
        if place is not None and self.opened is not None:
            self._apply_to(self.opened.transcript.name, place, picked)

    def _apply_to(self, name: str, place: Span, picked: Picked) -> None:
        study = self.study
        self.start("Code the passage", lambda: jobs.apply(study, name, place, picked))

    @on(jobs.Done)
    def _done(self, message: jobs.Done) -> None:
        self.last_codes = message.codes or self.last_codes
        self._said = f"{message.sentence}."
        self.workbench.study_changed()

    def action_repeat(self) -> None:
        """Put the codes chosen last on the passage."""
        if self.last_codes:
            self._apply(Picked(self.last_codes))

    def action_recent(self, number: int) -> None:
        """Put the code that has that digit on the passage."""
        code = self._at_digits[number - 1] if number <= len(self._at_digits) else None
        if code is not None:
            self._apply(Picked((code,)))
        else:
            self.notify(f"No code has the {number} yet: codes get their digits as they are used.", markup=False)

    def action_next_here(self) -> None:
        """Mean the next of the overlapping codings."""
        self.query_one(CodingsHere).mean_next()

    def action_remove(self) -> None:
        """Take the coding that is meant off."""
        if (meant := self.coding_meant) is not None:
            study = self.study
            self.start("Take the coding off", lambda: jobs.remove(study, [meant.id], meant.code))

    def action_recode(self) -> None:
        """Give the coding that is meant another code."""
        if (meant := self.coding_meant) is not None:
            study = self.study

            def then(picked: Picked | None) -> None:
                if picked is not None:
                    self.start("Recode", lambda: jobs.recode(study, meant.id, picked))

            self._pick(f"instead of {self._names.get(meant.code, meant.code)}", then, several=False)

    def action_memo(self) -> None:
        """Write a note on the coding that is meant."""
        if (meant := self.coding_meant) is not None:
            study = self.study

            def then(text: str | None) -> None:
                if text is not None and text != meant.memo:
                    self.start("Write the memo", lambda: jobs.write_memo(study, meant.id, text))

            self.app.push_screen(MemoScreen(f"Memo on {self._names.get(meant.code, meant.code)}", meant.memo), then)

    def action_not_for_quotation(self) -> None:
        """Mark the passage as not for quotation; where all of it is marked, open it again."""
        if self.opened is not None and (place := self._passage()) is not None:
            study, name = self.study, self.opened.transcript.name
            self.start("Mark the passage", lambda: jobs.turn_mark(study, name, place))

    @on(jobs.MarkOfOthers)
    def _ask_to_open(self, message: jobs.MarkOfOthers) -> None:
        study, name, mark = self.study, message.transcript, message.mark

        def then(sure: bool | None) -> None:
            if sure:
                self.start("Open for quotation", lambda: jobs.turn_mark(study, name, mark.span, with_others=True))

        asked = f"{', '.join(mark.others)} marked these words as not for quotation. Opened, reports may print them."
        self.app.push_screen(Question("Open for quotation", asked, yes="Open"), then)

    def action_copy(self) -> None:
        """Copy the selected words, or those of the coding that is meant, with their attribution."""
        meant = Span(self.coding_meant.start, self.coding_meant.end) if self.coding_meant is not None else None
        place = self.view.selection or meant
        if place is None or self.opened is None:
            self.notify("Select the words to copy first.", markup=False, timeout=3)
            return
        study, name, span = self.study, self.opened.transcript.name, place
        self.start("Copy the words", lambda: jobs.attribute(study, name, span))

    @on(jobs.Copied)
    def _copy(self, message: jobs.Copied) -> None:
        if message.found.withheld:
            self.notify(f"Not copied: {message.found.withheld}.", severity="warning", markup=False)
        else:
            self.app.copy_to_clipboard(message.found.text)

    # Moving

    def action_select_coding(self) -> None:
        """Select the words of the coding that is meant."""
        if (meant := self.coding_meant) is not None:
            self.view.select(Span(meant.start, meant.end))

    def action_only_mine(self) -> None:
        """Show only the coder's own codings, or everybody's."""
        self._only_mine = not self._only_mine
        said = "Only your own codings are shown." if self._only_mine else "Everybody's codings are shown."
        self.query_one(PlaceLine).say(said)
        self._show_codings()

    def action_codebook(self) -> None:
        """Put the keyboard into the codebook."""
        self.query_one(CodebookTree).focus()


def _code(opened: Opened, code_id: str) -> Code | None:
    return next((code for code in opened.books.codes() if code.id == code_id), None)

"""The coding screen: what is done there with codes, passages and codings."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from workbench.spans import Span
from workbench.tui.aside import Aside
from workbench.tui.commands import bindings_of, key_of
from workbench.tui.screens import coding_jobs as jobs
from workbench.tui.screens.beside_room import BesideRoom
from workbench.tui.screens.coding_changes import CodingChanges
from workbench.tui.screens.coding_room import NO_CODES
from workbench.tui.screens.memo import MemoScreen
from workbench.tui.screens.noted_room import NotedRoom
from workbench.tui.screens.picker import Picked
from workbench.tui.screens.question import Question
from workbench.tui.screens.sampled_room import SampledText
from workbench.tui.widgets.codebook_pane import CodebookPane
from workbench.tui.widgets.codebook_rows import CodebookRows
from workbench.tui.widgets.codings_here import CodingsHere
from workbench.tui.widgets.place_line import PlaceLine
from workbench.visible import one_line

_NO_WORDS = "There are no words here."
_SELECT = f"Select words first: drag over them, or {key_of('view.grow')} (word, sentence, turn)."


class CodingScreen(CodingChanges, NotedRoom, BesideRoom, SampledText):
    """Where an analyst reads and codes.

    Attributes:
        last_codes: The codes put on a passage last.
    """

    PLACE = "coding"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("coding"))

    def __init__(self) -> None:
        super().__init__()
        self.last_codes: tuple[str, ...] = ()

    @on(CodebookRows.Asked)
    def _code_from_codebook(self, event: CodebookRows.Asked) -> None:
        if event.what == "apply" and event.row is not None and self.opened is not None:
            # Where it was merged into another, that one is put on the words: the line below the text names it.
            self._apply(Picked((self.opened.books.lineage.today(event.row.key),)))

    # Coding

    def _passage(self) -> Span | None:
        """What is selected; where nothing is, the sentence at the caret, which is then selected."""
        view = self.view
        if view.selection is None and self.opened is not None:
            sentence = view.ground.units.sentence(view.caret)
            if sentence is not None:
                view.select(sentence)
        return self._words_selected()

    def action_apply(self) -> None:
        """Choose codes for the passage."""
        if self.taken_over(self.action_apply):
            return
        place = self._passage()
        if place is None or self.opened is None:
            self.notify(_NO_WORDS)
            return
        study, asked = self.study, self._asked(self.opened, place)

        def then(picked: Picked) -> None:
            # On the words that the picker named, whatever is shown by now.
            self._apply_to(asked, picked)

        words = " ".join(place.of(self.opened.spoken.text).split())
        self._pick(words, then, lambda new, codes: jobs.apply_new(study, asked, new, codes))

    def _apply(self, picked: Picked) -> None:
        """Put codes on what is selected: a key hit by mistake must not code what nobody looked at."""
        place = self._words_selected()
        if place is None:
            self.notify(_NO_WORDS if self.view.selection else _SELECT)
        elif self.opened is not None:
            self._apply_to(self._asked(self.opened, place), picked)

    def _apply_to(self, asked: jobs.Asked, picked: Picked) -> None:
        study = self.study
        self.start("Code the passage", lambda: jobs.apply(study, asked, picked))

    @on(jobs.Done)
    def _done(self, message: jobs.Done) -> None:
        self.last_codes = message.codes or self.last_codes
        self._said = f"{message.sentence}{self.said_of_hidden(message.codes)}{message.back}."
        self.workbench.study_changed()

    def action_repeat(self) -> None:
        """Put the codes chosen last on the passage."""
        if self.last_codes and not self.taken_over(self.action_repeat):
            self._apply(Picked(self.last_codes))

    def action_recent(self, number: int) -> None:
        """Put the code that has that digit on the passage."""
        if self.taken_over(partial(self.action_recent, number)):
            return
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
        if (meant := self._own_coding_meant()) is not None:
            study, name = self.study, one_line(self._names.get(meant.code, meant.code))
            self.start("Take the coding off", lambda: jobs.remove(study, meant.id, name, seen=meant.code))

    def action_recode(self) -> None:
        """Give the coding that is meant another code."""
        if (meant := self._own_coding_meant()) is not None:
            study, names = self.study, self._names

            def then(picked: Picked) -> None:
                self.start("Recode", lambda: jobs.recode(study, meant.id, picked, names, seen=meant.code))

            words = f"instead of {self._names.get(meant.code, meant.code)}"
            make = partial(jobs.recode_new, study, meant.id, seen=meant.code)
            self._pick(words, then, lambda new, _: make(new), instead_of=meant.code)

    @on(jobs.Recoded)
    def _ask_anyway(self, message: jobs.Recoded) -> None:
        self.workbench.study_changed()

        def then(sure: bool | None) -> None:
            if sure:
                self.start(message.what, message.anyway)

        said = f"{message.said} Another program, or you in another window, did that while this one showed it as it was."
        self.app.push_screen(Question(message.what, said, yes="Do it all the same"), then)

    def action_memo(self) -> None:
        """Write a note on the coding that is meant; one that was only just asked for is waited for."""
        if self.taken_over(self.action_memo):
            return
        if self.is_up_to_date:
            self._write_note()
        else:
            wait = "Still being written; no memo was begun."
            self.workbench.keep_keys(
                lambda: self.is_up_to_date, self._write_note, lambda: self.notify(wait, severity="warning")
            )

    def _write_note(self) -> None:
        """Open the note on the coding that is meant.

        Whoever presses the key types on: where there is no coding of theirs they get an editor all the same, for what
        they type would be commands.
        """
        meant, study = self.coding_meant, self.study
        if meant is None or not self._is_own(meant):
            self.write_beside(f"{meant.coder}'s" if meant is not None else "")
            return
        title = f"Memo on {self._names.get(meant.code, meant.code)}"
        aside = Aside(study, f"memo-{meant.id}")
        box = MemoScreen(
            title, meant.memo, lambda text, before: jobs.write_memo(study, meant.id, text, before), aside=aside
        )
        self.app.push_screen(box, self.take_answer)

    def action_not_for_quotation(self) -> None:
        """Mark the passage as not for quotation; where all of it is marked, open it again."""
        if self.taken_over(self.action_not_for_quotation):
            return
        place = self._passage()
        if place is None or self.opened is None:
            self.notify(_NO_WORDS)
            return
        study, asked = self.study, self._asked(self.opened, place)
        self.start("Mark the passage", lambda: jobs.turn_mark(study, asked))

    @on(jobs.MarkOfOthers)
    def _ask_to_open(self, message: jobs.MarkOfOthers) -> None:
        study, asked = self.study, message.asked

        def then(sure: bool | None) -> None:
            if sure:
                self.start("Open for quotation", lambda: jobs.turn_mark(study, asked, with_others=True))

        others = ", ".join(message.mark.others)
        said = f"{others} marked these words as not for quotation. Opened, reports may print them."
        self.app.push_screen(Question("Open for quotation", said, yes="Open"), then)

    def action_copy(self) -> None:
        """Copy the selected words, or those of the coding that is meant, with their attribution."""
        meant = Span(self.coding_meant.start, self.coding_meant.end) if self.coding_meant is not None else None
        place = self.view.selection or meant
        if place is None or self.opened is None:
            self.notify("Select the words to copy first.", markup=False, timeout=3)
            return
        study, asked = self.study, self._asked(self.opened, place)
        self.start("Copy the words", lambda: jobs.attribute(study, asked))

    @on(jobs.Copied)
    def _copy(self, message: jobs.Copied) -> None:
        if message.found.withheld:
            self.notify(f"Not copied: {message.found.withheld}.", severity="warning", markup=False)
        else:
            self.workbench.copy_words([message.found.text])

    # Moving

    def action_select_coding(self) -> None:
        """Select the words of the coding that is meant."""
        if (meant := self.coding_meant) is not None:
            self.view.select(Span(meant.start, meant.end))

    def action_only_mine(self) -> None:
        """Show only the coder's own codings, or everybody's."""
        self._only_mine = not self._only_mine
        said = "Only your own codings are shown." if self._only_mine else "Everybody's codings are shown."
        self._show_codings()
        self.query_one(PlaceLine).say(said)
        self._tell_place()

    def action_codebook(self) -> None:
        """Put the keyboard into the codebook, where there is room for it."""
        if not self.query_one("#side").display:
            self.notify(
                f"The window is too small for the codebook; {key_of('coding.apply')} chooses a code.", markup=False
            )
            return
        self.query_one(CodebookRows).focus()
        if not self.query_one(CodebookPane).display:
            self.notify(NO_CODES, markup=False)

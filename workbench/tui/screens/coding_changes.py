"""Codings there are, changed where they stand: borders moved, cut in two, all of a code given another."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from textual import on
from textual.message import Message
from textual.timer import Timer

from workbench.coding import Extract
from workbench.coding.borders import halves
from workbench.coding.reading import CodingHere, Opened
from workbench.coding.uncoded import is_interviewers
from workbench.errors import BadInput
from workbench.spans import Span, trimmed
from workbench.tui import work
from workbench.tui.aside import Aside
from workbench.tui.screens import coding_change_jobs as changes
from workbench.tui.screens import coding_jobs as jobs
from workbench.tui.screens.code_extracts import CodeExtractsScreen
from workbench.tui.screens.codebook_room import CodebookRoom
from workbench.tui.screens.coding_room import rule_of
from workbench.tui.screens.picker import Make, Picked, PickerScreen
from workbench.tui.screens.quoting import make_where_quoting
from workbench.tui.screens.transfer import TransferScreen
from workbench.tui.transcript.borders import Edge, moved
from workbench.tui.transcript.units import Unit
from workbench.tui.widgets.code_rules import CodeRules
from workbench.tui.widgets.codings_here import CodingsHere
from workbench.tui.widgets.place_line import PlaceLine
from workbench.visible import beginning, one_line

_WORDS_SHOWN = 60
_WORDS_TOLD = 21
"""So many characters of a passage tell which was coded: the place stands beside them, on 80 columns too."""

_BORDERS = "Move the borders"
_REST = 0.25
"""Seconds that a code is looked at before its extracts are read: going through the codebook reads none."""


class CodingChanges(CodebookRoom):
    """A room in which codings are changed where they stand."""

    def __init__(self) -> None:
        super().__init__()
        self._asked_last: changes.Borders | None = None
        self._asked_for = 0
        self._to_come: changes.Borders | None = None
        self._held: tuple[UUID, int] | None = None
        self._rest: Timer | None = None
        self._extracts_of: tuple[str, UUID, int] | None = None

    # What it is done with

    def _own_coding_meant(self) -> CodingHere | None:
        """The coding that is meant; where it is another coder's, that is said at once."""
        meant = self.coding_meant
        if meant is not None and not self._is_own(meant):
            said = f"That is another coder's coding, {meant.coder}'s; put a code of your own beside it."
            self.notify(one_line(said), markup=False)
            return None
        return meant

    def _words_selected(self) -> Span | None:
        """What is selected; None where that is white space alone, which nobody can mean."""
        place = self.view.selection
        has_words = place is not None and self.opened is not None and place.of(self.opened.spoken.text).strip()
        return place if has_words else None

    def _asked(self, opened: Opened, place: Span) -> jobs.Asked:
        """Words with which something is to be done."""
        words = " ".join(place.of(opened.spoken.text).split())
        begins, spoken = beginning(words, _WORDS_TOLD), opened.spoken
        theirs = is_interviewers(spoken, place)
        return jobs.Asked(opened.transcript.name, spoken.revision_id, place, begins, self._names, theirs)

    def _pick(self, words: str, then: Callable[[Picked], None], make: Make, *, instead_of: str | None = None) -> None:
        """Choose codes, or one instead of another; or make one with which it is then done at once."""
        if self.opened is not None:
            books, recent, digits = self.opened.books, self._counted.recent, self._digits

            def chosen(answer: Picked | Message | None) -> None:
                if isinstance(answer, Picked):
                    then(answer)
                else:
                    self.take_answer(answer)

            aside, shown = Aside(self.study, "new-code"), beginning(words, _WORDS_SHOWN)
            several, but, new = instead_of is None, instead_of, make_where_quoting(self.study, make)
            box = PickerScreen(books, recent, digits, self._looks, shown, new, several=several, aside=aside, but=but)
            self.app.push_screen(box, chosen)

    # Borders

    def action_border(self, edge: Edge, unit: Unit, by: int) -> None:
        """Move a border of the coding that is meant by a word or a sentence."""
        meant = self._own_coding_meant()
        if meant is None:
            return
        now = self._standing(meant)
        span = moved(self.view.ground.units, now, edge, unit, by)
        if span is None:
            self._tell_unmoved(f"There is no {unit} further to the {'right' if by > 0 else 'left'}.")
        elif span.start >= span.end:
            self._tell_unmoved("Nothing would be left of the coding.")
        else:
            self._set_borders(meant, now, span, edge)

    def action_borders_to_selection(self) -> None:
        """Have the coding that is meant stand on just the words selected."""
        meant, place = self._own_coding_meant(), self._words_selected()
        if meant is None or self.opened is None:
            return
        if place is None:
            self.notify("Select the words that it is to stand on first.", timeout=3)
            return
        now, span = self._standing(meant), trimmed(place, self.opened.spoken.text)
        if span == now:
            self._tell_unmoved("It stands on just these words.")
        else:
            self._set_borders(meant, now, span, "")

    def _tell_unmoved(self, said: str) -> None:
        """Say why a border stays; what is still told of the move before would read as if it had gone."""
        if not self._asked_for and self._to_come is None:
            self.query_one(PlaceLine).say("")
            self._tell_place()
        self.notify(said, timeout=4)

    def _standing(self, meant: CodingHere) -> Span:
        """Where a coding stands once all is done that was asked for: keys may come faster than what they do."""
        shown, last = self._shown_at(meant.id) or Span(meant.start, meant.end), self._asked_last
        if last is not None and last.coding == meant.id and (self._asked_for or self._to_come is not None):
            return last.span
        self._asked_last = None
        return shown

    def _shown_at(self, coding: UUID) -> Span | None:
        placed = self.opened.coded.codings.get(coding) if self.opened is not None else None
        return Span(placed.start, placed.end) if placed is not None else None

    def _set_borders(self, meant: CodingHere, now: Span, span: Span, edge: str) -> None:
        if self.opened is None:
            return
        study, spoken, name = self.study, self.opened.spoken, self._names.get(meant.code, meant.code)
        words = (Span(max(span.start, span.end - 40), span.end) if edge == "end" else span).of(spoken.text)[:40]
        asked = changes.Borders(meant.id, spoken.revision_id, now, span, words, edge, name)
        follows, self._asked_last = self._asked_last is not None, asked
        self._asked_for += 1
        work.start(self, _BORDERS, lambda: changes.move(study, asked), follows=follows)

    @on(changes.Moved)
    def _borders_moved(self, message: changes.Moved) -> None:
        self._asked_for -= 1
        self._to_come = message.asked

    @on(work.Failed)
    def _borders_not_moved(self, message: work.Failed) -> None:
        if message.what == _BORDERS:
            self._asked_for -= 1
            self._asked_last = self._to_come = None

    def _come_to_border(self) -> None:
        """Go to the border that was moved, once it is shown: the next key is likely to be about this coding too."""
        asked = self._to_come
        if asked is None:
            return
        if self._shown_at(asked.coding) == asked.span:
            if asked.edge:
                self.view.go_to(asked.span.end - 1 if asked.edge == "end" else asked.span.start)
            self._to_come, self._held = None, (asked.coding, self.view.caret)
        elif not work.running(self.app):
            self._to_come = None

    def _show_beside(self, *, is_news: bool) -> None:
        self._come_to_border()
        super()._show_beside(is_news=is_news)

    def _show_codings(self) -> None:
        self._come_to_border()
        super()._show_codings()

    @property
    def held(self) -> UUID | None:
        """The coding that stays the one meant, whatever else stands where its border was moved to."""
        return self._held[0] if self._held is not None and self._held[1] == self.view.caret else None

    @on(CodingsHere.Meant)
    def _let_go(self) -> None:
        """Whoever chooses another one means that."""
        meant, held = self.coding_meant, self.held
        if held is not None and meant is not None and meant.id != held and self.query_one(CodingsHere).has(held):
            self._held = None

    # Cutting, naming by words

    def action_split(self) -> None:
        """Cut the coding that is meant in two at the caret."""
        meant = self._own_coding_meant()
        if meant is None or self.opened is None:
            return
        spoken, now, at = self.opened.spoken, self._standing(meant), self.view.caret
        try:
            first, _ = halves(spoken.text, now, at)
        except BadInput:
            self.notify("Put the caret where the second one is to begin, between words of the coding.", timeout=3)
            return
        study, name = self.study, self._names.get(meant.code, meant.code)
        asked = changes.Borders(meant.id, spoken.revision_id, now, first, "", "end", name)
        self.start("Cut the coding in two", lambda: changes.split(study, asked, at))

    def action_in_vivo(self) -> None:
        """Make a code of the words selected, and put it on them."""
        if self.taken_over(self.action_in_vivo):
            return
        place = self._words_selected()
        if place is None or self.opened is None:
            self.notify("Select the words that are to be the code first.", timeout=3)
            return
        study, asked = self.study, self._asked(self.opened, place)
        self.start("Code in vivo", lambda: changes.apply_in_vivo(study, asked))

    # All of a code

    def action_transfer(self) -> None:
        """Choose a code for all codings here that have the code of the one that is meant."""
        meant = self._own_coding_meant()
        if meant is None or self.opened is None:
            return
        study, opened = self.study, self.opened
        asked = changes.ToTransfer(opened.transcript.name, opened.spoken.revision_id, meant.code, self._names)

        def then(picked: Picked) -> None:
            to = picked.codes[-1]
            work.start(self, "See what would change", lambda: changes.plan_transfer(study, asked, to), only_reads=True)

        words = f"instead of {self._names.get(meant.code, meant.code)}, all of yours here"
        self._pick(words, then, lambda new, _: changes.plan_transfer_to_new(study, asked, new), instead_of=meant.code)

    @on(changes.Planned)
    def _ask_to_transfer(self, message: changes.Planned) -> None:
        study, plan, to = self.study, message.plan, message.to

        def then(sure: bool | None) -> None:
            if sure:
                self.start("Transfer the codings", lambda: changes.transfer(study, plan, to))

        self.app.push_screen(TransferScreen(plan, self._names | {plan.to: to}), then)

    def action_use_as_example(self) -> None:
        """Have the coding that is meant be an example of its code."""
        meant = self.coding_meant
        if meant is not None:
            study, coding_id = self.study, meant.id
            self.start("Use as example", lambda: changes.use_as_example(study, coding_id))

    # What a code was put on elsewhere

    def _show_rule(self, code_id: str) -> None:
        super()._show_rule(code_id)
        if self.opened is None:
            return
        wanted = code_id, self.opened.spoken.revision_id, self.workbench.version
        if wanted == self._extracts_of:
            return
        self._extracts_of = wanted
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(_REST, self.read_extracts)

    def read_extracts(self) -> None:
        """Read the newest extracts of the code whose rule is shown."""
        # A room that is taken down as the program ends has no side any more.
        is_shown = any(side.display for side in self.query("#side"))
        if self._extracts_of is not None and self.opened is not None and is_shown:
            study, (code, revision_id, _) = self.study, self._extracts_of
            self.read("Read the code's extracts", lambda: changes.few_extracts(study, code, revision_id))

    @on(changes.FewRead)
    def _show_few(self, message: changes.FewRead) -> None:
        if message.code == self._rule_of:
            for rules in self.query(CodeRules):
                rules.show_extracts(message.code, message.page)

    @property
    def code_meant(self) -> str:
        """The code whose rule is shown; empty where none is."""
        return self._rule_of

    @on(CodeRules.Clicked)
    def action_code_extracts(self) -> None:
        """Show the whole rule of the code, and all extracts it has in other transcripts."""
        if self.opened is None or not self._rule_of:
            return
        study, code, revision_id = self.study, self._rule_of, self.opened.spoken.revision_id

        def read(offset: int) -> Message:
            return changes.more_extracts(study, code, revision_id, offset)

        def then(chosen: Extract | None) -> None:
            if chosen is not None:
                self.come_to(chosen.transcript, Span(chosen.start, chosen.end))

        name, (rule, became, merged) = self._names.get(code, code), rule_of(self.opened, code)
        title = f"{name}, and where it was put in other transcripts"
        if merged:
            title = f"{name}. Merged into {merged}, and where that was put in other transcripts"
        box = CodeExtractsScreen(title, rule, read, study.coder, became=became, names=self._names)
        self.app.push_screen(box, then)

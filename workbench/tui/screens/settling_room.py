"""Settling the passages on which coders differ, one after the other, by keys."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping
from typing import Any

from textual import on
from textual.content import Content
from textual.message import Message

from workbench.agreement.consensus import About, Agreed, Choice, Decided, Settled, about
from workbench.agreement.consensus_told import choice_in_words
from workbench.agreement.deciding import change_rule
from workbench.agreement.differing import Differences, Differing
from workbench.agreement.differing_told import names_of
from workbench.codebook.changes.change import Edited
from workbench.spans import Span
from workbench.study import Study
from workbench.tui import looks, work
from workbench.tui.aside import Aside
from workbench.tui.commands import key_of
from workbench.tui.screens import settling_jobs as jobs
from workbench.tui.screens.choose import ChooseScreen
from workbench.tui.screens.code_form import CodeForm, CodeSaved
from workbench.tui.screens.comparing_room import ComparingRoom
from workbench.tui.screens.memo import MemoScreen
from workbench.tui.screens.picker import Picked, PickerScreen
from workbench.tui.widgets.difference_rows import DifferenceRows
from workbench.visible import one_line, visible

_NOTHING = Settled({}, ())


class SettlingRoom(ComparingRoom):
    """A list of passages on which coders differ, each of which can be settled.

    Attributes:
        found: Where they differ; None before that was read.
        settled: What was decided of it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.found: Differences | None = None
        self.settled = _NOTHING
        self._deciding: set[About] = set()
        self._last: Differing | None = None

    @property
    @abstractmethod
    def differing(self) -> Differing | None:
        """The passage under the cursor."""

    @abstractmethod
    def show_settled(self) -> None:
        """Show what is settled by now."""

    @property
    def decided(self) -> Decided | None:
        """What was decided of the passage under the cursor."""
        return self.settled.of(self.differing) if self.differing is not None else None

    @property
    def meant(self) -> Differing | None:
        """The passage of which it is to be said why: that under the cursor, or else the one that was settled last."""
        those = [one for one in (self.differing, self._last) if one is not None and self.settled.of(one) is not None]
        return those[0] if those else None

    def is_done(self, one: Differing) -> bool:
        """Whether a passage is settled, or a decision on it is on its way to the disk."""
        return about(one) in self._deciding or self.settled.is_settled(one)

    # Deciding

    def _decide(self, one: Differing, job: Callable[[Differences], Message]) -> None:
        """Have a decision written, and go on to the next passage that is open: keys come faster than the disk."""
        found, rows = self.found, self.query_one(DifferenceRows)
        if found is None:
            return
        self._deciding.add(about(one))
        self._last = one
        following = range(rows.cursor + 1, len(rows.rows))
        free = next((number for number in following if not self.is_done(rows.rows[number])), None)
        work.start(self, jobs.SETTLE, lambda: job(found))
        if free is not None:
            rows.move_to(free)

    def _settle(self, choice: Choice, *, taken_from: str = "", new: tuple[Agreed, ...] = ()) -> None:
        one, study, shown = self.differing, self.study, self.settled
        if one is not None:
            self._decide(
                one,
                lambda found: jobs.settle(study, found, one, choice, taken_from=taken_from, new=new, shown=shown),
            )

    def action_take(self, number: int) -> None:
        """Take what the coder of that number has there."""
        coders = self.found.coders if self.found is not None else ()
        if number > len(coders):
            self.notify(f"Only {len(coders)} coders are compared.", timeout=3)
        elif self.differing is not None and coders[number - 1] not in self.differing.coders:
            self.notify(f"{one_line(coders[number - 1])} has not coded this transcript.", timeout=3)
        else:
            self._settle("one", taken_from=coders[number - 1])

    def action_both(self) -> None:
        """Take all that any of them has there."""
        self._settle("both")

    def action_neither(self) -> None:
        """Leave the passage without the codes it is about."""
        self._settle("neither")

    @on(jobs.SettledRead)
    def _take_settled(self, message: jobs.SettledRead) -> None:
        self._deciding.discard(about(message.one))
        if message.found is self.found:
            self.settled = message.settled
            self.show_settled()
        self.notify(f"{message.said}; {key_of('app.undo')} takes it back.", timeout=4)
        # Where coders differ is as it was: that is not looked for anew.
        if self._shown_version == self.workbench.version and not message.is_rule:
            self._shown_version += 1
        self.workbench.study_changed()

    @on(work.Failed)
    def _not_settled(self, message: work.Failed) -> None:
        if message.what == jobs.SETTLE:
            self._deciding.clear()

    def action_reopen(self) -> None:
        """Take what was decided away again."""
        one, study, found, shown = self.differing, self.study, self.found, self.settled
        if one is not None and found is not None:
            self.start(jobs.SETTLE, lambda: jobs.reopen(study, found, one, shown))

    # A new coding

    def action_new(self) -> None:
        """Choose a code that none of them has there, or other words; first the code."""
        one, found = self.differing, self.found
        if one is None or found is None:
            return

        def then(answer: Picked | Message | None) -> None:
            if isinstance(answer, Picked) and answer.codes:
                self._ask_words(one, found, answer.codes[-1])

        shown = looks.looks_of(found.books.codes(), self.app.current_theme, ascii_only=self.workbench.ascii_only)
        box = PickerScreen(found.books, one.codes, {}, shown, "what holds here", None, several=False)
        self.app.push_screen(box, then)

    def _ask_words(self, one: Differing, found: Differences, code: str) -> None:
        """Ask on which words it is to be."""
        kept: dict[str, tuple[Span, ...]] = {}
        for name, spans in (
            *((f"as {name} has it", _words_of(one, name)) for name in one.by),
            ("all of it", (one.span,)),
        ):
            if spans not in kept.values():
                kept[name] = spans

        def then(answer: str | None) -> None:
            if answer is not None:
                self._settle("new", new=tuple(Agreed(code, span) for span in kept[answer]))

        if len(kept) == 1:
            then(next(iter(kept)))
            return
        called = names_of(found.books)
        told = {name: ", ".join(f"{span.start}–{span.end}" for span in spans) for name, spans in kept.items()}
        self.app.push_screen(ChooseScreen(f"{called(code)}: on which words", told), then)

    # Why

    def action_why(self) -> None:
        """Write why it was settled so."""
        one, found, study = self.meant, self.found, self.study
        decided = self.settled.of(one) if one is not None else None
        if one is None or found is None or decided is None:
            return
        codes = " / ".join(map(names_of(found.books), one.codes))
        title = f"Why {choice_in_words(decided)}: {codes}, {one.place}"

        def job(text: str, before: str) -> Message:
            return jobs.note(study, found, one, text, before)

        aside = Aside(study, f"decision-{decided.id}")
        self.app.push_screen(MemoScreen(title, decided.note, job, aside=aside), self.take_answer)

    # The rule

    def action_rule(self) -> None:
        """Change the rule of a code for the sake of the passage."""
        one, found = self.differing, self.found
        if one is None or found is None:
            return
        known = {code.id for code in found.books.codes()}
        codes = [code for code in one.codes if code in known]
        if not codes:
            self.notify("Its code is in no codebook any more.", timeout=4)
        elif len(codes) == 1:
            self._open_rule(one, codes[0])
        else:
            called = names_of(found.books)
            by_name = {f"{called(code)} ({code})": code for code in codes}

            def then(answer: str | None) -> None:
                if answer is not None:
                    self._open_rule(one, by_name[answer])

            self.app.push_screen(ChooseScreen("Whose rule", dict.fromkeys(by_name, "")), then)

    def _open_rule(self, one: Differing, code: str) -> None:
        study = self.study
        self.start("Read the code", lambda: jobs.rule_of(study, one, code))

    @on(jobs.RuleRead)
    def _show_rule(self, message: jobs.RuleRead) -> None:
        study, one, found = self.study, message.one, self.found

        def then(answer: Message | None) -> None:
            if isinstance(answer, CodeSaved) and answer.is_other and found is not None:
                self.start(jobs.SETTLE, lambda: jobs.changed_rule(study, found, one))
            elif isinstance(answer, CodeSaved):
                self.notify("Nothing was changed: it says so already.", timeout=4)

        def edits(study: Study, code_id: str, fields: Mapping[str, Any], **more: Any) -> Edited:
            return change_rule(study, one, code_id, fields, **more)

        box = CodeForm(study, message.books, message.code, reason=message.reason, edits=edits)
        self.app.push_screen(box, then)


def _words_of(one: Differing, coder: str) -> tuple[Span, ...]:
    """The words that a coder put any of the codes on."""
    return tuple(dict.fromkeys(span for put in one.puts if put.coder == coder for span in put.spans))


def decided_told(one: Differing, decided: Decided | None, found: Differences) -> Content:
    """What was decided of a passage, or by which keys it can be."""
    if decided is None or not decided.choice:
        keys = [f"{number} {one_line(name)}'s" for number, name in enumerate(found.coders, 1) if name in one.coders]
        keys += [
            f"{key_of('differences.both')} {'both' if len(one.coders) == 2 else 'all'}",
            f"{key_of('differences.neither')} neither",
            f"{key_of('differences.new')} a new coding",
            f"{key_of('differences.rule')} change the rule",
        ]
        parts = [Content.styled(f"Open: {' · '.join(keys)}", "$foreground 75%")]
    else:
        what = choice_in_words(decided, names_of(found.books))
        settled = f"√ Settled: {what}  "
        parts = [Content.assemble((settled, "bold $success"), (f"by {one_line(decided.coder)}", "$foreground 75%"))]
    if decided is not None and decided.rule:
        parts.append(Content(f"The rule of {names_of(found.books)(decided.rule)} was changed for it."))
    if decided is not None and decided.note:
        parts.append(Content.assemble(("Why: ", "bold"), visible(decided.note)))
    return Content("\n").join(parts)

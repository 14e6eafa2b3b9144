"""The box in which a quotation is prepared: its words can be left out, clarified and redacted, and nothing else."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import ClassVar
from uuid import UUID

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from workbench.errors import BadInput
from workbench.prepared import (
    ATTRIBUTIONS,
    CLARIFY,
    DIALOGUE,
    JOINED,
    LEAVE_OUT,
    REDACT,
    Doing,
    Edit,
    Prepared,
    check_words,
    checked,
    is_done_at,
    on_whole_words,
    prepared_from,
    with_edit,
)
from workbench.report.quotation_shown import OpenQuotation, ShownQuotation
from workbench.sight import PlacedCoding
from workbench.spans import Span, trimmed
from workbench.study import Study
from workbench.tui import work
from workbench.tui.aside import Aside, Draft
from workbench.tui.commands import bindings_of, command_of, commands_of, key_of
from workbench.tui.screens import quotation_jobs as jobs
from workbench.tui.screens.bracket_line import BracketLine
from workbench.tui.screens.writing_dialog import WritingDialog
from workbench.tui.transcript.page import Look, Page, PageTurn
from workbench.tui.transcript.view import TranscriptView
from workbench.tui.widgets.only_read import OnlyRead
from workbench.visible import one_line, plural, visible

_LOOKS: dict[str, Look] = {LEAVE_OUT: Look("x", "#C62828"), CLARIFY: Look("[", "#1565C0"), REDACT: Look("X", "#757575")}
_ATTRIBUTED = {
    "": "in full",
    "role": "by role",
    "no number": "without number",
    "no wave": "without wave",
    "role, no wave": "by role, without wave",
    "no number, no wave": "without number and wave",
}
_EMPTY = (
    "These words print as they stand. Select some, with Shift and the arrow keys or the mouse: "
    f"{key_of('quotation.leave-out')} leaves them out, {key_of('quotation.clarify')} puts yours in brackets there, "
    f"{key_of('quotation.redact')} redacts them."
)


class QuotationScreen(WritingDialog):
    """Prepares an extract of a theme for print; gives `QuotationSaved`, or None where nothing was written.

    Args:
        study: The study.
        opened: The extract.
    """

    PLACE = "quotation"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("quotation"))

    def __init__(self, study: Study, opened: OpenQuotation) -> None:
        super().__init__(Aside(study, f"quotation-{opened.theme_id}-{opened.coding}"))
        self._study, self._opened = study, opened
        before = opened.prepared or Prepared(opened.sha256)
        # The places of edits that were made in another text are none of this one.
        self._states = [before if before.text == opened.sha256 else replace(before, text=opened.sha256, edits=())]
        self._at, self._saved = 0, before
        self._turn, self._is_asked = asyncio.Lock(), False
        self.shown: ShownQuotation | None = None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether something can be done just now; what cannot is greyed."""
        command = command_of(self.PLACE, action)
        return True if command is None or not self.is_mounted or command.check(self) else None

    def on_key(self, event: events.Key) -> None:
        """The key of what cannot be done just now says why."""
        command = next((one for one in commands_of(self.PLACE) if event.key in one.keys), None)
        if command is not None and not command.check(self):
            self.notify(command.why_not(self), markup=False, timeout=3)

    # What is shown

    def compose(self) -> ComposeResult:
        """The words with what is done to them; below, how they will print, and what is to be said of that."""
        with Vertical(classes="dialog", id="quotation") as box:
            where = f"{one_line(self._opened.transcript)} · {one_line(self._opened.theme)}"
            box.border_title = Content(f"Quotation · {where}")
            yield TranscriptView(id="quotation-words")
            yield Static("", id="quotation-done", classes="hint", markup=False)
            with VerticalScroll(id="quotation-printed", can_focus=False):
                yield OnlyRead(widget_id="printed")
            yield Static("", id="quotation-told", markup=False)
            yield Static("", id="trouble", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Close", id="close", compact=True)
                yield Button("Save", variant="primary", id="save", compact=True)

    def on_mount(self) -> None:
        """Show the words; the keyboard is on them."""
        opened = self._opened
        view = self.query_one(TranscriptView)
        view.show(Page(opened.transcript, opened.words, tuple(_turns(opened))))
        view.focus()
        if self.unsaved:
            self.notify("It was prepared in another text of the transcript: its edits are gone here.", markup=False)
        self._show_state()

    @property
    def now(self) -> Prepared:
        """How it is prepared in the box."""
        return self._states[self._at]

    @property
    def is_printable(self) -> bool:
        """Whether anything done to the words could be printed."""
        return not self._opened.withheld

    @property
    def can_go_back(self) -> bool:
        """Whether something was done in the box."""
        return self._at > 0

    @property
    def can_go_on(self) -> bool:
        """Whether something was taken back in it."""
        return self._at + 1 < len(self._states)

    @property
    def has_edit_here(self) -> bool:
        """Whether something is done to the words that are selected, or at the caret."""
        return any(is_done_at(one, self._place) for one in self.now.edits)

    @property
    def standing(self) -> Prepared:
        """See `WritingDialog.standing`."""
        return self.now

    @property
    def typed(self) -> dict[str, str]:
        """See `WritingDialog.typed`; it holds no words of the interview."""
        return {"prepared": json.dumps(self.now.as_value())}

    def is_about_this(self, draft: Draft) -> bool:
        """Whether it was prepared in this text of the transcript."""
        kept = _kept(draft.typed)
        return kept is not None and kept.text == self._opened.sha256

    def not_here(self, typed: Mapping[str, str]) -> str:
        """What was done to it, where that is something else."""
        kept = _kept(typed)
        return (_in_a_line(kept) or "As it stands.") if kept is not None and kept != self.now else ""

    def put_in(self, typed: Mapping[str, str]) -> None:
        """Have it prepared so, which can be taken back."""
        if (kept := _kept(typed)) is not None:
            self._change(kept)

    @property
    def unsaved(self) -> bool:
        """Whether it is prepared otherwise than it was."""
        return self.now != self._saved

    def _show_state(self) -> None:
        view, now = self.query_one(TranscriptView), self.now
        view.mark([_as_mark(number, one, self._opened.words) for number, one in enumerate(now.edits, 1)], _LOOKS)
        self.query_one("#quotation-done", Static).update(self._done())
        self._ask()
        self.refresh_bindings()

    def _done(self) -> str:
        """What is done to it, in a line."""
        return _in_a_line(self.now) or (_EMPTY if self.is_printable else "")

    def _ask(self) -> None:
        """Have it looked at how it prints; while that is done, only the latest is asked for."""
        if not self._is_asked:
            self._is_asked = True
            job = partial(jobs.look, self._opened, self.now)
            work.start(self, "Look how it prints", job, only_reads=True, turn=self._turn)

    @on(jobs.QuotationShown)
    def _looked(self, message: jobs.QuotationShown) -> None:
        self._is_asked = False
        if message.prepared != self.now:
            self._ask()
            return
        self.shown = shown = message.shown
        printed, told = self.query_one("#printed", OnlyRead), self.query_one("#quotation-told", Static)
        if shown.withheld:
            why = "" if self.is_printable else " Nothing can be done to it here."
            printed.update(Content(f"Not printed: {shown.withheld}.{why}"))
            told.update("")
            return
        words = visible(shown.words)
        printed.update(Content.assemble(words, " ", (f"({one_line(shown.attribution)})", "dim")))
        told.update(Content.assemble(*_told(shown)))

    @on(TranscriptView.Moved)
    def _moved(self, event: TranscriptView.Moved) -> None:
        event.stop()
        self.refresh_bindings()

    # What can be done

    @property
    def _place(self) -> Span:
        """The words that are selected, whole; empty at the caret where none are."""
        view, words = self.query_one(TranscriptView), self._opened.words
        if view.selection is None:
            return Span(view.caret, view.caret)
        return trimmed(on_whole_words(words, *trimmed(view.selection, words)), words)

    def _word_or_selected(self) -> Span:
        """The words that are selected, or the one at the caret."""
        place, words = self._place, self._opened.words
        if place.length:
            return place
        return trimmed(on_whole_words(words, place.start, min(place.start + 1, len(words))), words)

    def _edit(self, do: Doing, place: Span, said: str = "") -> None:
        if do != CLARIFY and not place.length:
            self.notify("There is no word here: select some first.", markup=False, timeout=3)
            return
        self._change(replace(self.now, edits=with_edit(self.now.edits, Edit(*place, do, said))))

    def _change(self, prepared: Prepared) -> None:
        """Have it prepared so, where it may be; what was taken back before is forgotten."""
        try:
            prepared = checked(prepared)
            check_words(prepared, self._opened.words)
        except BadInput as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        if prepared != self.now:
            self._states[self._at + 1 :] = [prepared]
            self._at += 1
            self._show_state()

    def action_leave_out(self) -> None:
        """Leave the words out."""
        self._edit(LEAVE_OUT, self._word_or_selected())

    def action_clarify(self) -> None:
        """Ask what is to stand in brackets in the place of the words, or at the caret."""
        place = self._place
        if not place.length:
            behind = on_whole_words(self._opened.words, place.start, place.start).end
            place = Span(behind, behind)
        self._ask_words("In brackets, in place of the words" if place.length else "In brackets, here", CLARIFY, place)

    def action_redact(self) -> None:
        """Ask what is to stand for the words."""
        place = self._word_or_selected()
        if place.length:
            self._ask_words("Printed in place of the words", REDACT, place, value="(name)")
        else:
            self._edit(REDACT, place)

    def _ask_words(self, title: str, do: Doing, place: Span, value: str = "") -> None:
        def take(said: str | None) -> None:
            if said is not None:
                self._edit(do, place, said)

        hint = (
            "(name), [names city], XX, or an initial" if do == REDACT else "What is meant, e.g. the programme: no name"
        )
        self.app.push_screen(BracketLine(title, self._opened, value=value, hint=hint), take)

    def action_take_back(self) -> None:
        """Print the words as they stand."""
        left = tuple(one for one in self.now.edits if not is_done_at(one, self._place))
        self._change(replace(self.now, edits=left))

    def action_form(self) -> None:
        """Print it as a dialogue, or joined."""
        self._change(replace(self.now, form=JOINED if self.now.form == DIALOGUE else DIALOGUE))

    def action_goes_on(self) -> None:
        """Print it as one with the next extract, or by itself."""
        if not self.now.goes_on and not self._opened.may_go_on:
            why = "no extract of the theme follows with nothing but an interviewer's words between"
            self.notify(f"It cannot go on: {why}.", markup=False, timeout=6)
            return
        self._change(replace(self.now, goes_on=not self.now.goes_on))

    def action_attribution(self) -> None:
        """Have the attribution tell less, in the next way there is; after the last, in full again."""
        following = (ATTRIBUTIONS.index(self.now.attribution) + 1) % len(ATTRIBUTIONS)
        self._change(replace(self.now, attribution=ATTRIBUTIONS[following]))

    def action_reset(self) -> None:
        """Print it as it stands."""
        self._change(Prepared(self._opened.sha256))

    def action_undo(self) -> None:
        """Take back what was done last in the box."""
        self._at -= 1
        self._show_state()

    def action_redo(self) -> None:
        """Do it again."""
        self._at += 1
        self._show_state()

    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Write it; the box closes when it is on the disk."""
        if self.unsaved:
            self.write("Prepare the quotation", partial(jobs.save, self._study, self._opened, self.now))
        else:
            self.leave()

    @on(Button.Pressed, "#close")
    def action_close(self) -> None:
        """Close; asks where something was changed."""
        self.leave_or_ask(self.action_save)


def _kept(typed: Mapping[str, str]) -> Prepared | None:
    """What was kept aside; None where it cannot be read."""
    try:
        return prepared_from(json.loads(typed["prepared"]))
    except (BadInput, KeyError, ValueError):
        return None


def _in_a_line(prepared: Prepared) -> str:
    """What is done to a quotation; empty where nothing is."""
    if not prepared.says_something:
        return ""
    counts = [(sum(one.do == do for one in prepared.edits), what) for do, what in _WORDS.items()]
    said = [f"{what} {count}×" for count, what in counts if count]
    said += ["as a dialogue"] if prepared.form == DIALOGUE else []
    said += ["goes on with the theme's next extract"] if prepared.goes_on else []
    said += [f"attributed {_ATTRIBUTED[prepared.attribution]}"] if prepared.attribution else []
    return f"{'; '.join(said)[:1].upper()}{'; '.join(said)[1:]}."


_WORDS = {LEAVE_OUT: "left out", CLARIFY: "clarified", REDACT: "redacted"}


def _turns(opened: OpenQuotation) -> Iterator[PageTurn]:
    before = 0
    for turn in opened.turns:
        begin = max(before, opened.words.rfind("\n", 0, turn.start) + 1)
        who = turn.speaker or ""
        yield PageTurn(begin, turn.start, turn.end, None, turn.interviewer, turn.speaker, who)
        before = turn.end


def _as_mark(number: int, edit: Edit, words: str) -> PlacedCoding:
    """What is done to words, as the view shows it: what is only added stands at the character before it."""
    start, end = edit.start, edit.end
    if start == end:
        start, end = (start - 1, start) if start else (0, min(1, len(words)))
    return PlacedCoding(UUID(int=number), start, end, edit.do, "", edit.words)


def _told(shown: ShownQuotation) -> Iterator[Content | str]:
    """How long it is, what reading it back says, and what speaks against it."""
    following = f", with {plural(shown.following, 'extract')} more" if shown.following else ""
    yield f"{plural(shown.length, 'word')}{following}"
    if shown.verdict:
        yield Content.assemble(" · read back: ", (shown.verdict, "bold $warning" if shown.is_doubtful else "bold"))
    for one in (*shown.reasons, *shown.told):
        yield f"\n• {one}"

"""A theme's narrative in an editor, with the theme's extracts beside it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar, cast
from uuid import UUID

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import TextArea

from workbench import report, themes
from workbench.errors import ChangedElsewhere, WorkbenchError
from workbench.study import Study
from workbench.themes import Theme, ThemeExtract
from workbench.tui import work
from workbench.tui.commands import bindings_of, key_of
from workbench.tui.screens import copying
from workbench.tui.screens import theme_jobs as jobs
from workbench.tui.screens.dialog import Dialog
from workbench.tui.screens.narrative_placed import PlacedExtracts
from workbench.tui.screens.question import AskLine, ElsewhereQuestion, KeptQuestion, Question
from workbench.tui.widgets.narrative_text import Mark, NarrativeText
from workbench.tui.widgets.painted import entitle
from workbench.tui.widgets.theme_rows import ExtractRows, Names
from workbench.visible import one_line, plural, visible

if TYPE_CHECKING:
    from workbench.tui.app import Workbench

_SAVE_EVERY = 5.0
"""Seconds after which what was typed is saved without being asked: a closed terminal must not cost an hour's work."""

_SAVE = "Save the narrative"

_PLACED = "Placed: it prints there as it is prepared."


class Written(Message):
    """The narrative is on the disk: as it was written, and as it stands there."""

    def __init__(self, text: str, stored: str) -> None:
        self.text, self.stored = text, stored
        super().__init__()


class KeptAside(Message):
    """What could not be saved the last time; empty where all was."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__()


class LaidAside(Message):
    """What is written and cannot be saved is in a file."""


class ToInsert(Message):
    """An extract in the words that may stand in print, for a place in the text; the reference to it, or none."""

    def __init__(self, extracts: Sequence[report.Attributed], place: Mark, reference: str) -> None:
        self.extracts, self.place, self.reference = extracts, place, reference
        super().__init__()


class NarrativeScreen(Dialog[bool]):
    """The editor; gives whether anything was written.

    Args:
        study: The study it is written in, whichever is open when it is saved.
        theme: The theme as it is.
        extracts: The extracts behind it.
        names: What these are labelled with.
        at: The extract that the list's cursor is on first; the uppermost unless set.
    """

    PLACE = "narrative"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("narrative"))

    def __init__(
        self,
        study: Study,
        theme: Theme,
        extracts: Sequence[ThemeExtract],
        names: Names,
        *,
        at: ThemeExtract | None = None,
    ) -> None:
        super().__init__()
        self._study, self._at = study, at
        self._theme, self._extracts, self._names = theme, extracts, names
        self._stored = theme.narrative
        self._area = NarrativeText(theme.narrative)
        self._is_saving = self._is_leaving = self._was_written = False
        self._is_contested = self._has_taken_aside = False
        self._sought = self._told = ""
        self._placed = PlacedExtracts(extracts, names)

    def compose(self) -> ComposeResult:
        """The editor; the extracts beside it, or below where there is no room."""
        with Horizontal(id="narrative"):
            with Vertical(classes="pane", id="writing") as box:
                box.border_title = Content(f"Narrative of “{one_line(self._theme.name)}” (Markdown)")
                yield self._area
            with Vertical(classes="pane", id="beside") as side:
                side.border_title = "Extracts of the theme"
                yield ExtractRows(can_mark=False)

    def on_mount(self) -> None:
        """The keyboard is where one writes, at the end of what is written."""
        rows = self.query_one(ExtractRows)
        rows.names = self._names
        offered = [one for one in self._extracts if one.is_offered]
        rows.show(offered, empty="No extract that may be quoted stands behind this theme yet.")
        if left_out := len(self._extracts) - len(offered):
            entitle(self.query_one("#beside"), subtitle=Content(f"{left_out:,} not for quotation left out"))
        if self._at is not None:
            rows.go_to(rows.key(self._at))
        self._area.move_cursor(self._area.document.end)
        self._area.focus()
        self.set_interval(_SAVE_EVERY, self.keep)
        theme = self._theme
        work.start(self, "Look for what was not saved", lambda: KeptAside(themes.kept_aside(theme)), only_reads=True)
        self._show_placed()
        self._tell()

    @property
    def unsaved(self) -> bool:
        """Whether something is written that is not on the disk."""
        return self._area.changed

    def keep(self) -> bool:
        """Save what is written, unless that would put it in the place of what somebody else wrote."""
        if not self._is_contested:
            self._save()
        return not self._is_contested

    @on(TextArea.Changed)
    def _show_placed(self) -> None:
        rows, placed = self.query_one(ExtractRows), self._placed.placed(self._area.text)
        if placed != rows.placed:
            rows.placed = placed
            rows.draw_anew()

    @on(TextArea.Changed)
    @on(TextArea.SelectionChanged)
    def _tell(self) -> None:
        line, column = self._area.cursor_location
        here = self._placed.told_at(self._area.document.get_line(line), column)
        words = plural(len(self._area.text.split()), "word")
        told = " · ".join(filter(None, (words, "not saved yet" if self.unsaved else "saved", here)))
        entitle(self.query_one("#writing"), subtitle=Content(told))

    # Saving

    def action_save(self) -> None:
        """Save what is written."""
        self._told = ""
        if self.unsaved:
            self._save_if_seen()
        else:
            self.notify("All of it is saved.", markup=False, timeout=2)

    def action_leave(self) -> None:
        """Save and go back to the themes."""
        if self.unsaved or self._is_saving:
            self._is_leaving = True
            self._save_if_seen()
        else:
            self.dismiss(self._was_written)

    def _save_if_seen(self) -> None:
        """Save; where somebody else wrote meanwhile, show that first and ask."""
        if not self._is_contested:
            self._save()
            return
        self.app.push_screen(ElsewhereQuestion("narrative", self._stored), self._put_in_its_place)

    def _put_in_its_place(self, sure: bool | None) -> None:
        if sure:
            self._save()
        else:
            self._is_leaving = False

    def _save(self) -> None:
        if self._is_saving or not self.unsaved:
            return
        self._is_saving = True
        study, theme, text, before = self._study, self._theme, self._area.text, self._stored
        has_taken_aside = self._has_taken_aside

        def job() -> Message:
            answer = _write(study, theme, text, before)
            if has_taken_aside and isinstance(answer, Written):
                themes.forget_aside(theme)
            return answer

        work.start(self, _SAVE, job)

    @on(Written)
    def _written(self, message: Written) -> None:
        self._is_saving = self._is_contested = False
        self._was_written, self._stored, self._told = True, message.stored, ""
        self._area.settle(message.text)
        self._tell()
        if self._is_leaving:
            self.action_leave()

    @on(work.Clash)
    def _clash(self, message: work.Clash) -> None:
        self._is_saving = self._is_leaving = False
        # From now on nothing is saved but by the writer's own wish.
        self._is_contested, self._stored = True, message.theirs
        said = (
            f"Somebody else changed this narrative meanwhile. Saving again ({key_of('narrative.save')}) shows what it "
            "says now, and asks whether yours is to stand in its place."
        )
        self.notify(said, title="Not saved yet", severity="warning", markup=False, timeout=15)
        self._tell()

    @on(work.Failed)
    def _failed(self, message: work.Failed) -> None:
        if message.what != _SAVE:
            return
        self._is_saving = False
        if message.message == self._told:
            # It is tried every few seconds, and said once.
            message.stop()
        self._told = message.message
        if self._is_leaving:
            self._is_leaving = False
            message.stop()
            said = (
                f"{message.message} {message.hint}\n\nWhat you wrote is not saved. If you leave, it is kept in a file "
                "on this computer, and you are asked about it when you open this narrative again."
            )
            question = Question("Leave without saving", visible(said), yes="Leave", no="Stay")
            self.app.push_screen(question, self._leave_if)

    def _leave_if(self, sure: bool | None) -> None:
        if not sure:
            return
        theme, text = self._theme, self._area.text

        def job() -> Message:
            themes.keep_aside(theme, text)
            return LaidAside()

        work.start(self, "Keep what is written in a file", job)

    @on(LaidAside)
    def _laid_aside(self) -> None:
        self._area.settle()
        self.dismiss(self._was_written)

    def on_unmount(self) -> None:
        """The last resort, where the program ends without having asked: what is not saved is saved or kept aside."""
        if not self.unsaved or self.may_be_lost:
            return
        with suppress(WorkbenchError, OSError, RuntimeError):
            theme, text = self._theme, self._area.text
            answer = None
            with suppress(WorkbenchError, OSError, RuntimeError):
                answer = None if self._is_contested else _write(self._study, theme, text, self._stored)
            if not isinstance(answer, Written):
                themes.keep_aside(theme, text)

    # What could not be saved the last time

    @on(KeptAside)
    def _ask_about_aside(self, message: KeptAside) -> None:
        if not message.text:
            return
        words = len(message.text.split())
        said = (
            f"The last time this narrative could not be saved, and its {words:,} words were kept in a file. "
            "Put into the text what is not there yet?"
        )
        question = KeptQuestion(said, message.text, self._throw_away)
        self.app.push_screen(question, lambda sure: self._take_aside(message.text) if sure else None)

    def _throw_away(self) -> None:
        with suppress(OSError):
            themes.forget_aside(self._theme)

    def _take_aside(self, text: str) -> None:
        self._area.insert(themes.to_put_back(self._area.text, text), self._area.document.end)
        self._has_taken_aside = True

    # Extracts, and finding

    def action_extracts(self) -> None:
        """Show the extracts, or hide them."""
        shown = (side := self.query_one("#beside")).display
        side.display = not shown
        (self._area if shown else self.query_one(ExtractRows)).focus()

    @on(ExtractRows.Chosen)
    def action_insert(self) -> None:
        """Place the extract under the list's cursor in the text; show a hidden list first."""
        self._get_ready(refers=True)

    def action_words(self) -> None:
        """Write its words into the text, with its attribution; show a hidden list first."""
        self._get_ready(refers=False)

    def _get_ready(self, *, refers: bool) -> None:
        if not self.query_one("#beside").display:
            self.action_extracts()
            self.notify(f"Go to an extract: {key_of('narrative.insert')} or Enter places it in the text.", timeout=5)
            return
        if (row := self.query_one(ExtractRows).current) is not None:
            study, coding, place, theme = self._study, row.extract.id, self._area.mark(), self._theme.id
            work.start(self, "Insert the extract", lambda: _to_insert(study, coding, place, theme, refers=refers))

    @on(ToInsert)
    def _insert(self, message: ToInsert) -> None:
        for one in message.extracts:
            if one.withheld:
                self.notify(f"Not inserted: {one.withheld}.", severity="warning", markup=False)
                continue
            put = self._area.insert_reference if message.reference else self._area.insert_words
            if put(message.reference or one.text, message.place):
                self._area.focus()
                self.notify(_PLACED if message.reference else "Written into the text.", timeout=2)

    def _write_here(self, text: str) -> None:
        """Write where the cursor of the text is, in place of what is selected, and go on there."""
        self._area.replace(text, *sorted(self._area.selection))
        self._area.focus()

    def on_key(self, event: events.Key) -> None:
        """Letters typed while the list has the keyboard are meant for the text."""
        is_typed = event.character is not None and event.is_printable
        if is_typed and self.query_one(ExtractRows).has_focus and event.key not in self.active_bindings:
            event.stop()
            self._write_here(event.character or "")

    def on_paste(self, event: events.Paste) -> None:
        """So is what is pasted there."""
        if self.query_one(ExtractRows).has_focus:
            self._write_here(event.text)

    def action_copy(self) -> None:
        """Copy the extract under the list's cursor, with its attribution."""
        rows = self.query_one(ExtractRows)
        if rows.has_focus and rows.current is not None:
            study, coding, theme = self._study, rows.current.extract.id, self._theme.id
            work.start(self, "Copy the extract", lambda: jobs.attribute(study, [coding], theme))
        else:
            self.notify("Nothing to copy: select words, or go to an extract.", markup=False, timeout=3)

    @on(jobs.Attributed)
    def _copy(self, message: jobs.Attributed) -> None:
        copying.copy_attributed(cast("Workbench", self.app), message.extracts)

    def action_find(self) -> None:
        """Find words in the narrative, from the cursor on."""
        self.app.push_screen(AskLine("Find in the narrative", value=self._sought, done="Find"), self._find)

    def _find(self, words: str | None) -> None:
        self._sought = words or self._sought
        if words and not self._area.select_next(words):
            self.notify("These words are not in the narrative.", markup=False, timeout=3)


def _to_insert(study: Study, coding: UUID, place: Mark, theme: UUID, *, refers: bool) -> Message:
    reference = themes.reference_to(study, coding) if refers else ""
    return ToInsert(report.attributed(study, [coding], theme=theme), place, reference)


def _write(study: Study, theme: Theme, text: str, before: str) -> Message:
    try:
        stored = themes.write_narrative(study, theme, text, before=before)
    except ChangedElsewhere as error:
        return work.Clash(error.theirs)
    return Written(text, stored)

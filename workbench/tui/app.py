"""The app: what can be done everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.command import CommandPalette
from textual.message import Message
from textual.screen import Screen

from workbench import opening
from workbench.store.journal import StepTaken
from workbench.study import Study
from workbench.tui import clipboard, looks, work
from workbench.tui.closing import close_above
from workbench.tui.commands import bindings_of, command_of
from workbench.tui.leaving import begin_leaving, heading_of, unsaved_in
from workbench.tui.mouse import Menu
from workbench.tui.palette import CommandsHere
from workbench.tui.screens import codes_jobs
from workbench.tui.screens.agreement import AgreementScreen
from workbench.tui.screens.codes import CodesScreen
from workbench.tui.screens.help import HelpScreen
from workbench.tui.screens.question import Question
from workbench.tui.screens.review import ReviewScreen
from workbench.tui.screens.room import Room
from workbench.tui.screens.settings import SettingsScreen
from workbench.tui.study_app import StudyApp
from workbench.tui.widgets.codebook_rows import CodebookRows
from workbench.tui.widgets.command_line import CommandLine
from workbench.visible import DIRECTIONS, one_line

_UNSEEN = "\u200c\u200d" + DIRECTIONS
"""Zero-width joiners, which Persian, Hindi and emoji are written with, and what Arabic and Hebrew are turned with."""


_ABOUT = 60
"""So many characters name what a menu is about."""


class Palette(CommandPalette):
    """The list of commands, shown when whole: one that comes in parts is thrown back to its top under the wheel."""

    _RESULT_BATCH_TIME = 10.0  # type: ignore[misc]  # Textual says "final", and has no other way

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close it, once."""
        return super().dismiss(result) if close_above(self) else AwaitComplete()


class Stepped(Message):
    """A step was taken back (``verb`` is Undone) or brought again (Redone)."""

    def __init__(self, verb: str, step: StepTaken) -> None:
        self.verb, self.step = verb, step
        super().__init__()


class AskedBefore(Message):
    """The step that would be taken back was not taken where one is: ``where`` says where, as the end of a sentence."""

    def __init__(self, step: StepTaken, where: str) -> None:
        self.step, self.where = step, where
        super().__init__()


class Kept(Message):
    """The look stands in the user's file."""


class Workbench(StudyApp):
    """The workbench in a terminal.

    Attributes:
        words_copied: The words of interviews that were copied last.
        menu: What the palette was opened for last.
        may_redo: Whether the last step was taken back or brought again, so that the line at the bottom offers Redo.
    """

    COMMANDS: ClassVar = {CommandsHere}
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("app"))

    words_copied: tuple[str, ...] = ()
    menu = Menu()
    may_redo = False

    def __init__(self, folder: Path | None = None, *, coder: str | None = None, ascii_only: bool = False) -> None:
        super().__init__(folder, coder=coder, ascii_only=ascii_only)
        self._made_in: dict[tuple[Path, int], str] = {}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command can be done just now."""
        command = command_of("app", action)
        return True if command is None or command.check(self) else None

    @property
    def asked_from(self) -> Screen[object]:
        """The screen the user is at; the palette lies over it and is none itself."""
        shown = [screen for screen in self.screen_stack if not isinstance(screen, CommandPalette)]
        return shown[-1]

    @property
    def is_in_study(self) -> bool:
        """Whether a study is shown, and not only open behind the start screen."""
        return isinstance(self.asked_from, Room)

    def action_help(self) -> None:
        """Show what can be done here."""
        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_palette(self) -> None:
        """Find a command by its name."""
        self.show_menu(Menu())

    def show_menu(self, menu: Menu) -> None:
        """Show what can be done with something; all other commands are found there, too."""
        self.menu = menu
        about = one_line(menu.about)
        asked = f"{about[:_ABOUT]} – what to do? …" if about else "Search for commands …"
        self.push_screen(Palette(placeholder=asked))

    def action_library(self) -> None:
        """Go to the library."""
        self.go_to("library")

    def action_review(self) -> None:
        """Go to the codings that wait for another look."""
        self.open_review()

    def open_review(self, code: str = "") -> None:
        """Show the codings that wait for another look; those of a code, where one is named and any of it wait."""
        self.get_screen("review", ReviewScreen).come_to_code(code)
        self.go_to("review")

    def action_agreement(self) -> None:
        """Go to where coders are compared, or back to the passages one came from; from these to the table."""
        table, here = self.get_screen("agreement", AgreementScreen), self._room
        table.is_at_passages = table.is_at_passages and here not in ("agreement", "differences")
        self.go_to("differences" if table.is_at_passages else "agreement")

    def action_samples(self) -> None:
        """Go to the samples that several code apart."""
        self.go_to("samples")

    def action_codes(self) -> None:
        """Go to the codebook; from elsewhere in its room, back to the list."""
        is_there = isinstance(self.screen, CodesScreen)
        self.go_to("codes")
        if is_there:
            self.screen.query_one(CodebookRows).focus()

    def action_coding(self) -> None:
        """Go to the coding screen."""
        self.go_to("coding")

    def action_themes(self) -> None:
        """Go to the themes."""
        self.go_to("themes")

    def action_report(self) -> None:
        """Go to the report."""
        self.go_to("report")

    def action_search(self) -> None:
        """Search the whole study."""
        self.go_to("search")

    def action_home(self) -> None:
        """Go to the phases and to where things stand."""
        self.go_to("home")

    def action_memos(self) -> None:
        """Go to the memos."""
        self.go_to("memos")

    def action_settings(self) -> None:
        """Change settings."""
        self.push_screen(SettingsScreen())

    def action_history(self) -> None:
        """Read what was done."""
        from workbench.tui.screens.history import HistoryScreen

        self.push_screen(HistoryScreen())

    def action_open(self) -> None:
        """Open another study."""
        self._show_start()

    def action_undo(self) -> None:
        """Take back the coder's last step; one that was not taken here, just now, only when that is meant."""
        self._undo(None)

    def _undo(self, meant: int | None) -> None:
        study, here = self.opened, self._room

        def job() -> Message:
            step = opening.to_undo(study)
            if step is not None and step.id != meant and (where := self._taken_elsewhere(study, step, here)):
                return AskedBefore(step, where)
            return Stepped("Undone", opening.undo(study))

        work.start(self, "Undo", job, follows=True)

    @property
    def _room(self) -> str:
        return next((screen.PLACE for screen in reversed(self.screen_stack) if isinstance(screen, Room)), "")

    def _taken_elsewhere(self, study: Study, step: StepTaken, here: str) -> str:
        """Where a step was taken, if not in the room one is in since the study was opened; else nothing."""
        when = step.made_at.astimezone().strftime("%Y-%m-%d %H:%M")
        if step.id not in study.database.own_steps:
            return f"on {when}, before the study was opened here or by another program"
        room = self._made_in.get((study.folder, step.id), here)
        command = command_of("app", room)
        return f"on {when}, in the room {command.label}" if room != here and command is not None else ""

    @on(AskedBefore)
    def _ask_before(self, message: AskedBefore) -> None:
        if isinstance(self.screen, Question):
            return  # the key was pressed several times
        step = message.step
        said = f"What you did last is not from here:\n\n{step.sentence}\n\nThat was {message.where}."

        def then(sure: bool | None) -> None:
            if sure:
                self._undo(step.id)

        self.push_screen(Question("Undo", said, yes="Take it back"), then)

    def action_redo(self) -> None:
        """Bring again what was taken back."""
        study = self.opened
        work.start(self, "Redo", lambda: Stepped("Redone", opening.redo(study)), follows=True)

    async def on_event(self, event: events.Event) -> None:
        """Take a key or the like in; letters unseen, which Textual counts as unprintable, are typed like others."""
        if isinstance(event, events.Key) and event.character and event.character in _UNSEEN:
            event = events.Paste(event.character)
        elif isinstance(event, events.Paste) and isinstance(self.screen, CommandPalette):
            event = events.Paste(one_line(event.text))  # its line is Textual's own, which sends all to the terminal
        await super().on_event(event)

    def action_find(self) -> None:
        """Find in what the screen shows."""
        if hasattr(self.asked_from, "action_find"):
            self.asked_from.call_later(self.asked_from.run_action, "find")
        else:
            self.notify("There is nothing to find words in here.", timeout=3)

    def action_save(self) -> None:
        """Say that nothing waits to be saved, or what does."""
        if isinstance(asks := self.asked_from, Question):
            self.notify(asks.how, timeout=4)
        elif waiting := [heading_of(box) for box in unsaved_in(self)]:
            where = ", ".join(one[0].lower() + one[1:] for one in waiting)
            self.notify(f"What you filled in is not saved yet: {where}.")
        elif any(job.group == work.GROUP for job in work.running(self)):
            self.notify("What is being done is saved as soon as it ends; everything else is.")
        else:
            self.notify("Everything is saved: each step is on the disk as soon as it is shown.")

    def action_look(self) -> None:
        """Go on to the next look, and keep it."""
        look = self.theme = looks.next_after(self.theme)

        def job() -> Message:
            looks.keep(look)
            return Kept()

        self.notify(f"Look: {look}", markup=False, timeout=2)
        work.start(self, "Keep the look", job)
        self.study_changed()

    def action_copy(self) -> None:
        """Copy what is selected on the screen; a screen may know better what that is."""
        text = self.screen.get_selected_text()
        if text:
            self.copy_to_clipboard(text)
        elif hasattr(self.screen, "action_copy"):
            self.screen.call_later(self.screen.run_action, "copy")
        else:
            self.notify("Nothing is selected.", markup=False, timeout=2)

    def copy_words(self, words: Sequence[str]) -> None:
        """Copy words of interviews, a blank line between two extracts."""
        self.words_copied = tuple(words)
        self.copy_to_clipboard("\n\n".join(words))

    def copy_to_clipboard(self, text: str) -> None:
        """Copy a text to the system's clipboard; over ssh through the terminal; failing both, into a file."""
        self._clipboard = text
        # Only this thread may write to the terminal.
        through_terminal = partial(self.call_from_thread, super().copy_to_clipboard)

        def job() -> Message:
            return clipboard.Copied(clipboard.copy(text, through_terminal=through_terminal))

        # A clipboard may take seconds to answer: no coding waits for it.
        work.start(self, "Copy", job, turn=self.copying)

    @on(clipboard.Copied)
    def _copied(self, message: clipboard.Copied) -> None:
        self.notify(message.said, markup=False)

    async def action_quit(self) -> None:
        """Leave the program: what was begun is done first, and what would be lost is asked about."""
        begin_leaving(self)

    @on(codes_jobs.Read)
    def _read_ahead(self, message: codes_jobs.Read) -> None:
        if message.study is self.study:
            self.get_screen("codes", CodesScreen).have_ready(message.standing)

    @on(Stepped)
    def _stepped(self, message: Stepped) -> None:
        said = f"{message.step.told(message.verb)}."
        for line in self.screen.query(CommandLine):
            # A box would lie over the text for seconds; the history has all of it.
            said = line.stepped = line.fitted(said)
        self.notify(said, markup=False)
        self.study_changed()
        self.may_redo = True

    def study_changed(self, *, elsewhere: bool = False) -> None:
        """Something was done to the study; Redo is offered no longer where that was done here."""
        self.may_redo = self.may_redo and elsewhere
        if self.study is not None and not elsewhere:
            for number in set(self.study.database.own_steps):
                self._made_in.setdefault((self.study.folder, number), self._room)
        self.screen.refresh_bindings()
        super().study_changed(elsewhere=elsewhere)

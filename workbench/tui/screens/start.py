"""The start screen: what this is, the studies opened last, and how to begin."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from workbench import opening
from workbench.tui import work
from workbench.tui.commands import bindings_of, command_of, commands_of, key_name
from workbench.tui.faults import Unbroken
from workbench.tui.screens.build_example import ExampleScreen
from workbench.tui.screens.new_study import NewStudyScreen
from workbench.tui.screens.open_folder import FolderScreen
from workbench.tui.widgets.command_line import CommandLine
from workbench.visible import one_line, visible

if TYPE_CHECKING:
    from workbench.tui.app import Workbench

_WHAT = (
    "Read interviews, code passages, group codes into themes, and write a report whose quotations can be trusted. "
    "A study is a folder on this computer: interviews, codebook and work stay in it, and nothing leaves it."
)
_NONE_YET = "No study was opened here yet. Make a new one, or look round in the example first."
_BUTTONS = ("new", "folder", "example")


class RecentRead(Message):
    """The studies opened last."""

    def __init__(self, recent: list[opening.Recent]) -> None:
        self.recent = recent
        super().__init__()


class StartScreen(Unbroken, Screen[None]):
    """Recent studies, a new one, a folder, the example."""

    PLACE = "start"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("start"))

    def __init__(self) -> None:
        super().__init__()
        self._recent: list[opening.Recent] = []
        self._problem = Static("", id="problem", markup=False)
        self._problem.display = False
        self._none_yet = Static(_NONE_YET, classes="hint")
        self._none_yet.display = False

    @property
    def workbench(self) -> Workbench:
        """The app."""
        return cast("Workbench", self.app)

    @property
    def can_go_back(self) -> bool:
        """Whether a study is open below."""
        return self.workbench.study is not None

    @property
    def chosen(self) -> opening.Recent | None:
        """The recent study under the cursor."""
        place = self.query_one(OptionList).highlighted if self.is_mounted else None
        return self._recent[place] if place is not None and place < len(self._recent) else None

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        with Vertical(id="start"):
            yield Static("Workbench", id="name")
            yield Static(_WHAT, classes="hint")
            with Horizontal(id="begin"):
                for command in commands_of("start"):
                    if command.action in _BUTTONS:
                        button = Button(Content(f"{command.label}  {key_name(command.keys[0])}"), id=command.action)
                        button.tooltip = Content(command.help)
                        yield button
            yield self._problem
            yield Static("Opened last", classes="heading")
            yield OptionList(markup=False, id="recent")
            yield self._none_yet
        yield CommandLine()

    def say(self, problem: str) -> None:
        """Show why a study could not be opened, until another is tried."""
        self._problem.update(visible(problem))
        self._problem.display = bool(problem)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command can be done just now; one that cannot is not shown."""
        command = command_of("start", action)
        return command is None or bool(command.check(self))

    def on_key(self, event: events.Key) -> None:
        """The key of a command that needs a study says so: nothing is pressed in vain without a word."""
        command = next((one for one in commands_of("app") if event.key in one.keys), None)
        if command is not None and not command.check(self.app):
            self.notify(command.cannot, timeout=3)

    def on_screen_resume(self) -> None:
        """Read which studies there are; others may have gone meanwhile."""
        work.start(self, "Read which studies were opened last", lambda: RecentRead(opening.recent_studies()))

    @on(RecentRead)
    def _show(self, message: RecentRead) -> None:
        self._recent = message.recent
        options = self.query_one(OptionList)
        place = options.highlighted or 0
        options.clear_options()
        options.add_options(Option(_shown(one)) for one in self._recent)
        options.display = bool(self._recent)
        self._none_yet.display = not self._recent
        if self._recent:
            options.highlighted = min(place, len(self._recent) - 1)
        if self.focused is None:
            (options if self._recent else self.query("#begin Button").first()).focus()
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self._open(self._recent[event.option_index].folder)

    @on(Button.Pressed, "#begin Button")
    async def _pressed(self, event: Button.Pressed) -> None:
        await self.run_action(str(event.button.id))

    def _open(self, folder: Path | None) -> None:
        if folder is not None:
            self.say("")
            self.workbench.open_study(folder)

    def action_new(self) -> None:
        """Make a new study."""
        self.app.push_screen(NewStudyScreen())

    def action_folder(self) -> None:
        """Open a study in a folder."""
        self.app.push_screen(FolderScreen(opening.folder_here()), self._open)

    def action_example(self) -> None:
        """Build the example and open it."""
        self.app.push_screen(ExampleScreen(), self._open)

    def action_forget(self) -> None:
        """Take a study off the list."""
        if (chosen := self.chosen) is not None:

            def job() -> Message:
                opening.forget(chosen.folder)
                return RecentRead(opening.recent_studies())

            work.start(self, "Take the study off the list", job)

    def action_back(self) -> None:
        """Go back to the study that is open."""
        self.dismiss()


def _shown(one: opening.Recent) -> Content:
    trouble = f"{one_line(one.trouble)}: " if one.trouble else ""
    title, folder = one_line(one.title) or "Untitled study", one_line(str(one.folder))
    return Content.assemble((title, "bold"), "\n  ", trouble, (folder, "dim"))

"""Choosing a study's folder: typed, or found by going through folders; those that are studies are marked."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from workbench import opening
from workbench.folder import is_study
from workbench.tui import work
from workbench.tui.commands import bindings_of
from workbench.tui.screens.dialog import Dialog
from workbench.tui.widgets.path_line import PathLine, begun
from workbench.visible import one_line

_SHOWN = 500


class Listed(Message):
    """The folders that fit what is typed.

    Attributes:
        typed: What was typed.
        folder: The folder they lie in.
        names: Their names, each with whether it is a study.
        is_study: Whether what was typed is itself a study's folder.
    """

    def __init__(self, typed: str, folder: Path, names: list[tuple[str, bool]], is_study: bool) -> None:
        self.typed, self.folder, self.names, self.is_study = typed, folder, names, is_study
        super().__init__()


class _Folders(OptionList):
    """The folders; a click opens one."""

    def on_click(self, event: events.Click) -> None:
        """Of a double click, the first has opened it: the second would open what lies there by then.

        The other buttons open nothing.
        """
        if event.chain > 1 or event.button != 1:
            event.prevent_default()


class FolderScreen(Dialog[Path | None]):
    """Gives the folder of a study; None where none was chosen.

    Args:
        begin: The folder that is shown first.
    """

    PLACE = "folder"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("folder"))

    def __init__(self, begin: Path) -> None:
        super().__init__()
        self._begin = begin
        self._listed: Listed | None = None
        self._enters = False

    def compose(self) -> ComposeResult:
        """The path, the folders, and buttons."""
        with Vertical(classes="dialog", id="open-folder") as box:
            box.border_title = "Open a study"
            yield Static("Type a path, or go through the folders: Enter opens one, Backspace goes up.", classes="hint")
            yield PathLine(str(self._begin))
            yield _Folders(markup=False)
            yield Static("", id="problem", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Close", id="close", compact=True)
                yield Button("Open", variant="primary", id="open", compact=True)

    def on_mount(self) -> None:
        """The keyboard begins among the folders."""
        self.query_one(OptionList).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        typed, self._enters = event.value, False
        work.start(self, "Look into the folder", lambda: _listing(typed))

    @on(Listed)
    def _show(self, message: Listed) -> None:
        if message.typed != self.query_one(PathLine).value:
            return
        self._listed = message
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_option(Option(Content.styled("..  the folder above", "dim")))
        options.add_options(Option(_shown(name, is_study)) for name, is_study in message.names[:_SHOWN])
        options.highlighted = 1 if message.names else 0
        more = len(message.names) - _SHOWN
        self._say("This folder is a study: Enter in the line above opens it." if message.is_study else "")
        if more > 0:
            self._say(f"{more} more folders are not shown: type the beginning of the name.")
        if self._enters:
            self._submitted()

    @on(work.Failed)
    def _failed(self, message: work.Failed) -> None:
        message.stop()
        self._say(message.message)

    def _say(self, text: str) -> None:
        self.query_one("#problem", Static).update(one_line(text))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        if self._listed is None:
            return
        if event.option_index == 0:
            self._go(self._listed.folder.parent)
            return
        name, is_study = self._listed.names[event.option_index - 1]
        if is_study:
            self.dismiss(self._listed.folder / name)
        else:
            self._go(self._listed.folder / name)

    def on_key(self, event: events.Key) -> None:
        """What is typed goes into the line wherever the keyboard is: a path, or the beginning of a folder's name."""
        line, typed = self.query_one(PathLine), event.character
        if line.has_focus or not typed or not event.is_printable or event.character in (" ", "?"):
            return
        event.stop()
        beginning = begun(event)
        folder = self._listed.folder if self._listed is not None else self._begin
        line.begin(str(folder / typed) if beginning is None else beginning)

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted is a path, wherever the keyboard is."""
        if not self.query_one(PathLine).has_focus and event.text.strip():
            self.query_one(PathLine).begin(event.text.strip().splitlines()[0])

    @on(PathLine.Pasted)
    def _pasted(self, message: PathLine.Pasted) -> None:
        self.query_one(PathLine).begin(message.text.strip().splitlines()[0])

    def _go(self, folder: Path) -> None:
        line = self.query_one(PathLine)
        line.value = str(folder)
        line.cursor_position = len(line.value)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        listed, typed = self._listed, self.query_one(PathLine).value
        # Enter before the folder was looked into holds when it is.
        self._enters = listed is None or listed.typed != typed
        if listed is None or self._enters:
            return
        if listed.is_study:
            self.dismiss(opening.folder_typed(typed))
        elif len(listed.names) == 1:
            name, is_study = listed.names[0]
            self.dismiss(listed.folder / name) if is_study else self._go(listed.folder / name)
        else:
            self._say("That is no study: a study's folder has a study.yaml in it, and is marked “study” in the list.")

    @on(Button.Pressed, "#open")
    def _open(self) -> None:
        options, listed = self.query_one(OptionList), self._listed
        is_old = listed is None or listed.typed != self.query_one(PathLine).value
        if is_old or (listed is not None and listed.is_study) or not options.highlighted:
            self._submitted()
        else:
            options.action_select()

    @on(Button.Pressed, "#close")
    def action_close(self) -> None:
        """Close without choosing."""
        self.dismiss(None)

    def action_up(self) -> None:
        """Go to the folder above."""
        if self._listed is not None:
            self._go(self._listed.folder.parent)

    def action_list(self) -> None:
        """Go from the line to the folders."""
        self.query_one(OptionList).focus()


def _shown(name: str, is_study: bool) -> Content:
    return (
        Content.assemble((one_line(name), "bold"), "   ", ("study", "$accent")) if is_study else Content(one_line(name))
    )


def _listing(typed: str) -> Listed:
    """What lies in the folder typed; where it is none, what in the folder above it is named like its last part."""
    path = opening.folder_typed(typed)
    folder, like = (path, "") if path.is_dir() else (path.parent, path.name.casefold())
    names = [
        (one.name, is_study(one))
        for one in folder.iterdir()
        if like in one.name.casefold() and (not one.name.startswith(".") or like.startswith(".")) and one.is_dir()
    ]
    names.sort(key=lambda one: one[0].casefold())
    return Listed(typed, folder, names, not like and is_study(path))

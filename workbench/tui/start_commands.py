"""The commands of the screens with which a study begins, and of its settings."""

from __future__ import annotations

from workbench.tui.command import Command

START = (
    Command("start.new", ("n",), "New study", "Make a new study."),
    Command("start.folder", ("o",), "Open a folder", "Open a study that lies in a folder."),
    Command("start.example", ("e",), "The example", "Build the invented example study, and open it."),
    Command(
        "start.forget",
        ("delete",),
        "Take off the list",
        "Take the study off this list (nothing is deleted); the study itself stays as it is.",
        footer=True,
        check=lambda screen: screen.chosen is not None,
    ),
    Command(
        "start.back",
        ("escape",),
        "Back",
        "Go back to the study that is open.",
        footer=True,
        check=lambda screen: bool(screen.can_go_back),
    ),
)

SETTINGS = (
    Command("settings.save", ("ctrl+s",), "Save", "Save what you changed, and go back.", footer=True),
    Command("settings.close", ("escape", "f6"), "Close", "Go back; what is not saved is asked about.", footer=True),
)

NEW = (
    Command("new.save", ("ctrl+s",), "Make the study", "Make the study as it is filled in, and open it.", footer=True),
    Command("new.close", ("escape",), "Close", "Go back; what is filled in is asked about.", footer=True),
)

FOLDER = (
    Command("folder.list", ("down",), "To the folders", "Go from the line that is typed in to the folders."),
    Command("folder.up", ("backspace", "alt+up"), "Folder above", "Go to the folder above.", footer=True),
    Command("folder.close", ("escape",), "Close", "Close without choosing.", footer=True),
)

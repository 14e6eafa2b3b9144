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
    Command("settings.keys", ("alt+k",), "Keys", "Change the keys of commands.", footer=True),
    Command("settings.close", ("escape", "f6"), "Close", "Go back; what is not saved is asked about.", footer=True),
)

OWN_KEYS = (
    Command(
        "own-keys.change", ("enter",), "Change", "Press another key for the command under the cursor.", footer=True
    ),
    Command(
        "own-keys.own", ("delete",), "Its own again", "Give the command the key that it comes with again.", footer=True
    ),
    Command("own-keys.find", ("slash",), "Find", "Type words; only commands that have them are listed.", footer=True),
    Command("own-keys.close", ("escape",), "Close", "Go back to the settings.", footer=True),
)
"""In the list of keys."""

PRESS = (Command("press.close", ("escape",), "Leave it", "Leave the key as it is.", footer=True, does="dismiss('')"),)
"""While a key is waited for."""

NEW = (
    Command("new.save", ("ctrl+s",), "Make the study", "Make the study as it is filled in, and open it.", footer=True),
    Command("new.close", ("escape",), "Close", "Go back; what is filled in is asked about.", footer=True),
)

FOLDER = (
    Command("folder.list", ("down",), "To the folders", "Go from the line that is typed in to the folders."),
    Command("folder.up", ("backspace", "alt+up"), "Folder above", "Go to the folder above.", footer=True),
    Command("folder.close", ("escape",), "Close", "Close without choosing.", footer=True),
)

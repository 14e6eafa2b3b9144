"""Picking files to import: typed, pasted, marked, and where one begins."""

from __future__ import annotations

import pytest
from textual import events
from textual.command import CommandPalette
from textual.widgets import Button

from workbench.tui import looks
from workbench.tui.screens.library import LibraryScreen
from workbench.tui.screens.pick_files import PickFiles
from workbench.tui.widgets.path_line import PathLine, anew
from workbench.tui.widgets.rows import Rows


def files(screen):
    return [row.cells[0] for row in screen.query_one(Rows)._rows]


def test_files_and_folders_are_picked(begin, study, incoming, settle, shown, told):
    async def steps(app, pilot):
        await pilot.press("i")
        await settle(pilot)
        await paths_are_pasted_and_dropped(app, pilot, settle, told, incoming)
        await pick_by_path(app, pilot, settle, shown, incoming)
        await pilot.press("i")
        await settle(pilot)
        await a_folder_that_cannot_be_opened_is_said(app, pilot, settle, told, study.folder)
        await a_folder_is_marked_for_all_in_it(app, pilot, settle, shown, incoming)

    begin(study, steps)


async def paths_are_pasted_and_dropped(app, pilot, settle, told, incoming):
    one, two, pick = incoming / "PM1 T2.txt", incoming / "call 4.srt", app.screen
    pick.query_one(Rows).post_message(events.Paste(f"'{one}' \"{two}\""))
    await settle(pilot)
    assert list(pick._marked) == [one, two]
    await pilot.press("slash")
    pick.query_one(PathLine).post_message(events.Paste(f"{one}\n{incoming / 'Parent 2 T2.md'}\n"))
    await settle(pilot)
    assert [path.name for path in pick._marked] == ["PM1 T2.txt", "call 4.srt", "Parent 2 T2.md"]
    pick.query_one(PathLine).post_message(events.Paste(f"'{incoming}/[bold]none.txt'"))
    await pilot.press("enter")
    await settle(pilot)
    assert "[bold]none.txt" in told(app)
    assert len(pick._marked) == 3
    for words in ("x" * 300, "word " * 9_000 + "y" * 70_000, "nul\0"):
        pick.post_message(events.Paste(words))
        await settle(pilot)
        assert len(pick._marked) == 3


async def pick_by_path(app, pilot, settle, shown, incoming):
    """What is typed or pasted wakes Go on; a path typed is not where one is after going elsewhere."""
    pick, line = app.screen, app.screen.query_one(PathLine)
    app.clear_notifications()
    pick._marked.clear()
    pick._show_marked()
    line.value = ""
    await pilot.pause()
    assert pick.query_one("#done", Button).disabled
    pick.query_one(Rows).focus()
    await pilot.press("slash", *"nowhere")
    assert line.value == "/nowhere"
    pick._open(incoming)
    await settle(pilot)
    assert line.value == ""
    pick.query_one(Rows).focus()
    await pilot.press("slash")
    line.post_message(events.Paste(str(incoming / "call 4.srt")))
    await settle(pilot)
    assert line.value == str(incoming / "call 4.srt")
    await pilot.click("#done")
    await settle(pilot)
    await pilot.pause()
    assert files(app.screen) == ["call 4.srt"]
    await pilot.press("escape")
    await settle(pilot)
    await pilot.press("i")
    await settle(pilot)
    assert app.screen.folder == incoming.resolve()
    assert "Ctrl+S Go on" in shown(app)
    await pilot.press("slash", *"none", "enter")
    await settle(pilot)
    assert "Not there" in shown(app)
    # Over what lies below the box it would only be in the way.
    await pilot.press("escape")
    await settle(pilot)
    assert "Not there" not in shown(app)
    assert isinstance(app.screen, LibraryScreen)


@pytest.mark.parametrize(
    ("typed", "windows", "stands"),
    [(r"C:\study\D:", True, "D:"), ("/study/D:", False, "/study/D:"), (r"C:\study\D", True, r"C:\study\D")],
)
def test_on_windows_a_drive_begins_a_path_anew(typed, windows, stands):
    assert anew(typed, windows=windows) == stands


async def a_folder_that_cannot_be_opened_is_said(app, pilot, settle, told, folder):
    pick = app.screen
    assert "cannot be opened" not in told(app)
    pick._open(folder / "none")
    await settle(pilot)
    assert "cannot be opened" in told(app)
    assert isinstance(pick, PickFiles)
    pick._open(folder)
    await settle(pilot)
    await pilot.press("backspace")
    await settle(pilot)
    assert pick.folder == folder.parent
    assert pick.query_one(Rows).key == folder
    # What was told lies over the buttons for some seconds.
    app.clear_notifications()


async def a_folder_is_marked_for_all_in_it(app, pilot, settle, shown, incoming):
    await pilot.press("slash")
    app.screen.query_one(PathLine).value = str(incoming.parent)
    await pilot.press("enter")
    await settle(pilot)
    app.screen.query_one(Rows).go_to(incoming)
    # The other button neither marks nor opens: it shows what can be done, as in a room.
    await pilot.click(Rows, offset=(3, 1 + app.screen.query_one(Rows)._row), button=3)
    assert isinstance(app.screen, CommandPalette)
    await pilot.press("escape")
    assert (list(app.screen._marked), app.screen.folder) == ([], incoming.parent)
    app.screen.query_one(Rows).go_to(incoming)
    await pilot.press("space")
    assert list(app.screen._marked) == [incoming]
    assert f"{looks.MARKED}  {incoming.name}/" in shown(app)
    # Before the marks are lost one is asked.
    pick = app.screen
    await pilot.press("escape")
    await settle(pilot)
    assert "would be lost: 1 file or folder." in shown(app)
    await pilot.press("enter")
    await settle(pilot)
    assert app.screen is pick
    await pilot.click("#done")
    await settle(pilot)
    await pilot.pause()
    assert len(files(app.screen)) == 5

"""Importing on the screen: files are picked, what was recognised is confirmed or corrected, and taken in."""

from __future__ import annotations

import threading

import pytest
from textual.widgets import Button, Input, Select

from workbench import opening
from workbench.errors import Unavailable
from workbench.transcripts import importing
from workbench.transcripts import library as room
from workbench.tui.screens import confirm_import
from workbench.tui.screens.confirm_import import ConfirmImport
from workbench.tui.screens.library import LibraryScreen
from workbench.tui.screens.lines import LinesScreen
from workbench.tui.screens.pick_files import PickFiles
from workbench.tui.screens.question import Question
from workbench.tui.screens.transcript_form import TranscriptForm
from workbench.tui.widgets.actions import ActionItem
from workbench.tui.widgets.path_line import PathLine
from workbench.tui.widgets.progress import ProgressScreen
from workbench.tui.widgets.rows import Rows


def names(study):
    return [one.name for one in room.library(study).transcripts]


def files(screen):
    return [row.cells[0] for row in screen.query_one(Rows)._rows]


async def go_into(app, pilot, settle, folder):
    """By keyboard: to where files are picked, and there into a folder."""
    await pilot.press("i")
    await settle(pilot)
    assert isinstance(app.screen, PickFiles)
    await pilot.press("slash")
    app.screen.query_one(PathLine).value = str(folder)
    await pilot.press("enter")
    await settle(pilot)


async def pick_all(app, pilot, settle, folder):
    """By keyboard: pick every file of a folder, and look at them."""
    await go_into(app, pilot, settle, folder)
    # The cursor stands on the folder above; after marking all, Enter goes on.
    await pilot.press("a", "enter")
    await settle(pilot)
    await pilot.pause()


BEFORE = ["Parent 1 Early", "Parent 1 Late", "Parent 2 Early", "PM1+PM2 Early", "S1+S2 Early"]
AFTER = [
    "[bold]call 5",
    "Parent 1 Early",
    "Parent 1 Late",
    "Parent 2 Early",
    "Parent 2 Late",
    "Parent 7 Early",
    "PM1 Late",
    "PM1+PM2 Early",
    "S1+S2 Early",
    "Staff 1 Third",
]


@pytest.mark.parametrize("size", [(120, 40)])
def test_five_formats_with_a_correction_by_keyboard(begin, study, incoming, settle, shown, told, size):
    async def steps(app, pilot):
        await pick_all(app, pilot, settle, incoming)
        confirm = app.screen
        assert isinstance(confirm, ConfirmImport)
        assert files(confirm) == ["[bold]call 5.vtt", "call 4.srt", "Parent 2 T2.md", "Parent 7 T1.docx", "PM1 T2.txt"]
        lines = shown(app)
        assert "[red]Bob: nobody knows who “[red]Bob” is" in lines
        assert "New participants, in all: Parent 7 (parent)" in lines
        # A heading has no speaker, and nobody has to say who that is.
        assert confirm.query_one(Rows)._rows[2].cells[6] == "2 known"
        await pilot.press("down", "down")
        await settle(pilot)
        assert "no label: nobody's words" in shown(app)
        await pilot.press("home")
        await pilot.press("down", "e")
        await pilot.pause()
        form = app.screen
        assert isinstance(form, TranscriptForm)
        form._participants.query_one(Input).value = "s1"
        form._wave.query_one(Input).value = "Third"
        form._speakers["Mum"].query_one(Input).value = "S1"
        await pilot.press("ctrl+s")
        await settle(pilot)
        row = confirm.query_one(Rows)._rows[1].cells
        assert row == ("call 4.srt", "Staff 1 Third", "S1", "Third", "individual", "?", "2 known")
        assert names(study) == BEFORE
        # The role that is said of new people holds although their names tell another, and is shown again.
        await pilot.press("end", "up", "e")
        await settle(pilot)
        assert "Parent (recognised)" in shown(app)
        app.screen._role.query_one(Select).value = "staff"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "Parent 7 (staff)" in shown(app)
        await pilot.press("e")
        await settle(pilot)
        assert (app.screen._role.value, app.screen.unsaved) == ("staff", False)
        await pilot.press("escape")
        await settle(pilot)
        # How they were made can be said of several at once.
        await pilot.press("home", "space", "down", "space", "r", "down", "enter")
        await settle(pilot)
        assert [row.cells[5] for row in confirm.query_one(Rows)._rows] == ["tidied", "?", "tidied", "?", "?"]
        await pilot.press("a", "r", "enter")
        await settle(pilot)
        assert [row.cells[5] for row in confirm.query_one(Rows)._rows] == ["verbatim"] * 5
        row = confirm.query_one(Rows)._rows[1].cells
        assert row == ("call 4.srt", "Staff 1 Third", "S1", "Third", "individual", "verbatim", "2 known")
        await pilot.press("i")
        await settle(pilot)
        await pilot.pause()
        assert isinstance(app.screen, LinesScreen)
        lines = shown(app)
        assert "Imported 5 transcripts. Ctrl+Z takes the import back." in lines
        assert "Third is a new wave: it was added to study.yaml." in lines
        await pilot.press("escape")
        await settle(pilot)
        assert names(study) == AFTER
        assert app.study.settings.wave("Third") is not None
        assert len(app.screen.query_one("#list", Rows)._rows) == 10
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert "Undone: Imported 5 transcripts." in told(app)
        assert names(study) == BEFORE
        assert app.screen.query_one("#list", Rows).row_count == 5

    begin(study, steps, size=size)


@pytest.mark.parametrize("size", [(80, 24)])
def test_five_formats_by_mouse(begin, study, incoming, settle, shown, size):
    """Every step is a click; only the folder is where the program is pointed at."""
    for path in list(incoming.iterdir()):
        path.rename(study.folder / path.name)
    (study.folder / "transcripts" / "older").mkdir()
    opening.remember_import_folder(study.folder)

    async def click(app, pilot, words):
        item = next(one for one in app.screen.query(ActionItem) if str(one.render()).endswith(words))
        await pilot.click(item)
        await settle(pilot)

    async def steps(app, pilot):
        await pilot.click("#import")
        await settle(pilot)
        pick = app.screen
        assert files(pick)[:2] == ["", ""]
        found = [row.cells[1] for row in pick.query_one(Rows)._rows]
        # A double click opens one folder, not what lies in its place by then; on a file it marks.
        await pilot.click(Rows, offset=(10, 1 + found.index("transcripts/")), times=2)
        await settle(pilot)
        assert pick.folder == study.folder / "transcripts"
        await pilot.click(Rows, offset=(10, 1), times=2)
        await settle(pilot)
        assert pick.folder == study.folder
        await pilot.click(Rows, offset=(10, 1 + found.index("call 4.srt")), times=2)
        await pilot.pause()
        assert "1 marked" in shown(app)
        await pilot.click(Rows, offset=(10, 1 + found.index("call 4.srt")))
        await pilot.pause()
        for name in ("[bold]call 5.vtt", "call 4.srt", "Parent 7 T1.docx", "PM1 T2.txt"):
            await pilot.click(Rows, offset=(10, 1 + found.index(name)))
            await pilot.pause()
        assert "4 marked" in shown(app)
        await click(app, pilot, "all")
        assert "5 marked" in shown(app)
        await pilot.click("#done")
        await settle(pilot)
        await pilot.pause()
        confirm = app.screen
        await pilot.click(Rows, offset=(4, 2))
        await click(app, pilot, "leave out")
        assert "call 4.srt" not in files(confirm)
        await pilot.click(Rows, offset=(4, 1), times=2)
        await pilot.pause()
        form = app.screen
        assert isinstance(form, TranscriptForm)
        await pilot.click(form._participants.query_one(".choose"))
        await pilot.pause()
        await pilot.click(Rows, offset=(9, 2))
        await pilot.click("#take")
        await pilot.pause()
        await pilot.click("#done")
        await settle(pilot)
        assert confirm.query_one(Rows)._rows[0].cells[2] == "PM2"
        await pilot.click("#import")
        await settle(pilot)
        await pilot.pause()
        await pilot.click(Button)
        await settle(pilot)
        assert len(names(study)) == 9
        assert isinstance(app.screen, LibraryScreen)

    begin(study, steps, size=size)


def test_nothing_is_taken_in_of_what_is_cancelled_or_left_out(
    begin, study, incoming, settle, told, rows_of, monkeypatch
):
    reading, waits = importing.Recogniser.read, []

    def read(self, path):
        if waits:
            waits.pop().wait(10)
        return reading(self, path)

    monkeypatch.setattr(importing.Recogniser, "read", read)

    def stands():
        return rows_of(study), sorted(study.folder.rglob("*.*"))

    async def cancelled(app, pilot, what, *keys):
        waits.append(go_on := threading.Event())
        await pilot.press(*keys)
        await pilot.pause()
        assert isinstance(app.screen, ProgressScreen)
        await pilot.press("escape")
        go_on.set()
        await settle(pilot)
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)
        assert f"{what}: cancelled; nothing was changed." in told(app)

    async def steps(app, pilot):
        before = stands()
        await go_into(app, pilot, settle, incoming)
        await cancelled(app, pilot, "Look at the files", "a", "enter")
        assert stands() == before
        await pick_all(app, pilot, settle, incoming)
        await cancelled(app, pilot, "Import", "i")
        assert stands() == before
        # Whoever leaves everything out imports nothing.
        await pick_all(app, pilot, settle, incoming)
        for _ in range(5):
            assert isinstance(app.screen, ConfirmImport)
            await pilot.press("delete")
            await settle(pilot)
        assert isinstance(app.screen, LibraryScreen)
        assert stands() == before
        assert names(study) == BEFORE
        await before_it_was_looked_at_again(app, pilot)

    async def before_it_was_looked_at_again(app, pilot):
        """What was left out stays out, and what was said holds, however fast the keys are."""
        await pick_all(app, pilot, settle, incoming)
        waits.append(go_on := threading.Event())
        await pilot.press("down", "d", "d")
        assert files(app.screen) == ["[bold]call 5.vtt", "Parent 7 T1.docx", "PM1 T2.txt"]
        assert str(app.screen.query_one("#import", Button).label) == "Import 3 transcripts"
        await pilot.press("end", "r", "enter", "e")
        assert app.screen._record.value == "verbatim"
        await pilot.press("escape", "i")
        go_on.set()
        await settle(pilot)
        await pilot.pause()
        await pilot.press("escape")
        assert sorted(names(study)) == sorted([*BEFORE, "[bold]call 5", "Parent 7 Early", "PM1 Late"])
        assert {one.name: one.record for one in room.library(study).transcripts}["PM1 Late"] == "verbatim"

    begin(study, steps)


def test_what_is_faulty_or_known_already_can_be_put_right(begin, study, incoming, settle, shown, monkeypatch, tmp_path):
    words = (study.transcripts / "Parent 1 T1.txt").read_bytes()
    (tmp_path / "known").mkdir()
    (tmp_path / "known" / "answers.txt").write_bytes(words)
    (incoming / "broken.docx").write_bytes(b"PK\x03\x04 nothing")
    (incoming / "empty.txt").write_bytes(b"")
    (incoming / "zz copy.srt").write_bytes((incoming / "call 4.srt").read_bytes())
    (incoming / "Parent 1 T1.txt").write_bytes(words)

    def fail(*_):
        raise Unavailable("The drive is away.", "Bring it back.")

    async def corrected(app, pilot):
        """In the form of the file under the cursor, somebody else is said to take part."""
        await pilot.press("e")
        await settle(pilot)
        form = app.screen
        form._participants.query_one(Input).value = "P2"
        await pilot.press("ctrl+s")
        await settle(pilot)
        return form

    async def known_words_can_be_somebody_elses(app, pilot):
        await pick_all(app, pilot, settle, tmp_path / "known")
        confirm = app.screen
        assert confirm.query_one("#import", Button).disabled
        await pilot.press("i")
        assert isinstance(confirm, ConfirmImport)
        assert app.screen is confirm
        assert not confirm.unsaved
        await corrected(app, pilot)
        assert confirm.query_one(Rows)._rows[0].cells[1:3] == ("Parent 2", "P2")
        assert confirm.unsaved
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, Question)
        await pilot.press("escape", "escape")
        await settle(pilot)
        await pilot.click("#yes")
        await settle(pilot)
        assert isinstance(app.screen, LibraryScreen)

    async def a_correction_that_cannot_be_taken_stays_in_its_form(app, pilot, confirm):
        with monkeypatch.context() as patch:
            patch.setattr(confirm_import, "look", fail)
            form = await corrected(app, pilot)
        assert app.screen is form
        assert "The drive is away. Bring it back." in shown(app)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert app.screen is confirm
        assert confirm.query_one(Rows)._rows[0].cells[2] == "P2"
        await pilot.press("delete")
        await settle(pilot)
        assert len(files(confirm)) == 8
        assert confirm.unsaved

    async def bad_files_and_the_same_words_twice(app, pilot, confirm):
        states = {row.cells[0]: row.cells[1] for row in confirm.query_one(Rows)._rows}
        assert states["broken.docx"] == states["empty.txt"] == "cannot be read"
        assert states["zz copy.srt"] == states["Parent 1 T1.txt"] == "already there"
        await pilot.press("end")
        await pilot.pause()
        assert "is empty" in str(confirm.query_one("#one").render())
        await pilot.press("i")
        await settle(pilot)
        await pilot.pause()
        lines = shown(app)
        assert "Imported 4 transcripts" in lines
        assert "broken.docx: " in lines
        assert "zz copy.srt  (call 4)" in lines
        assert "Parent 1 T1.txt  (Parent 1 Early)" in lines
        assert len(names(study)) == 9

    async def steps(app, pilot):
        await known_words_can_be_somebody_elses(app, pilot)
        await pick_all(app, pilot, settle, incoming)
        confirm = app.screen
        await a_correction_that_cannot_be_taken_stays_in_its_form(app, pilot, confirm)
        await bad_files_and_the_same_words_twice(app, pilot, confirm)

    begin(study, steps)

"""What is typed in boxes when the window closes, and what is written in no study because its writer said so."""

from __future__ import annotations

import shutil

import psutil
import pytest
from textual.message import Message
from textual.widgets import Button, Input

from workbench import coding, opening, themes
from workbench.errors import Unavailable
from workbench.tui import aside, work
from workbench.tui.aside import Aside
from workbench.tui.leaving import LosingQuestion
from workbench.tui.screens.memo import MemoScreen
from workbench.tui.screens.narrative import NarrativeScreen
from workbench.tui.screens.new_code import NewCodeScreen
from workbench.tui.screens.question import KeptQuestion, Question
from workbench.tui.screens.theme_form import StatusForm, ThemeForm
from workbench.tui.widgets.theme_rows import Names
from workbench.tui.widgets.writing import Writing


def _locked(*_):
    raise Unavailable("The database is locked.", "Try again.")


class MemoWritten(Message):
    """A memo was written."""


def boxes(app, theme):
    """One of every box that writes and cannot save just now, each with a field and what is typed there."""
    study, books = app.opened, app.get_screen("coding").opened.books
    return [
        (ThemeForm(study, theme), "definition", "It says.\n\nMore\x0b of it"),
        (ThemeForm(study, None), "concept", "The idea of a new one"),
        (StatusForm(study, theme), "note", "in all interviews"),
        (NewCodeScreen(books, "Post", lambda new: None, aside=Aside(study, "new-code")), "definition", "What came"),
        (MemoScreen("Memo", "stood", _locked, aside=Aside(study, "memo-1")), "note", "stood and typed"),
        (MemoScreen("Memo", "", lambda *_: work.Clash("theirs"), aside=Aside(study, "memo-2")), "note", "mine"),
    ]


@pytest.fixture
def each_box(drive, workbench_in, settle, study):
    """``each_box(theme, *steps)``: start the app and open each box that writes; ``steps`` may leave it open."""

    def run(theme, *steps):
        async def go(pilot):
            await pilot.press("f3")
            await settle(pilot)
            for box, name, text in boxes(pilot.app, theme):
                pilot.app.push_screen(box)
                await settle(pilot)
                for step in steps:
                    step(pilot.app, box, box.query(f"#{name}").first(), text)
                    await settle(pilot)

        drive(workbench_in(study.folder), go)

    return run


def test_what_is_typed_when_the_window_closes_is_asked_about_when_the_box_is_opened_again(each_box, study):
    theme = themes.add(study, "Help", fields={"definition": "It says."})

    def it_is_typed(app, box, field, text):
        assert app.screen is box
        if isinstance(field, Writing):
            field.clear()
            field.insert(text)
        else:
            field.value = text

    def it_is_put_off(app, box, field, text):
        assert isinstance(app.screen, Question), box
        app.screen.dismiss(False)
        box.dismiss(None)

    def it_is_put_in(app, box, field, text):
        app.screen.query_one("#yes", Button).press()

    def it_stands_there(app, box, field, text):
        assert (field.text if isinstance(field, Writing) else field.value) == text
        assert box.unsaved
        if isinstance(box, NewCodeScreen):
            assert box.query_one("#name", Input).value == "Post"
        box.leave()

    def it_is_not_asked_about(app, box, field, text):
        assert app.screen is box
        box.dismiss(None)

    each_box(theme, it_is_typed)  # one box over the other, and the program ends without a question
    each_box(theme, it_is_put_off)
    each_box(theme, it_is_put_in, it_stands_there)
    each_box(theme, it_is_not_asked_about)
    aside = Aside(study, "memo-1")
    for text in ("one", "other", "one", " "):
        aside.keep({"note": text})
    assert [one.typed["note"] for one in aside.kept()] == ["one", "other"]
    # What cannot be read is left as it is.
    broken = aside.kept()[0].path
    broken.write_text('{"note": "half')
    aside.keep({"note": "third"})
    assert [one.typed["note"] for one in aside.kept()] == ["third", "other"]
    assert broken.read_text() == '{"note": "half'
    assert Aside(study, "memo-2").kept() == []
    # What a box is about may be called as no file can be: ids of codes may hold nearly any sign.
    ids = ("1", "1.2", "1/2", "../1", "**", "[1]", "1?", "é" * 80, "é" * 79 + "e")
    boxes_of_codes = [Aside(study, f"code-{code}") for code in ids]
    for box, code in zip(boxes_of_codes, ids, strict=True):
        box.keep({"definition": code})
    assert [[draft.typed["definition"] for draft in box.kept()] for box in boxes_of_codes] == [[code] for code in ids]


def test_what_is_typed_is_kept_while_the_box_is_open_in_case_the_computer_stops(each_box, study, monkeypatch):
    memo, left = Aside(study, "memo-1"), []

    def it_is_typed(app, box, field, text):
        if isinstance(box, MemoScreen) and not left:
            field.clear()
            field.insert(text)
            box.keep_meanwhile()

    def the_program_would_die(app, box, field, text):
        if isinstance(box, MemoScreen) and not left:
            # What is typed in an open box is offered nowhere else, but to whoever comes after its program.
            assert memo.kept() == []
            with monkeypatch.context() as patch:
                patch.setattr(aside.psutil, "Process", _none)
                left[:] = [(one.path, one.typed["note"]) for one in memo.kept()]
            assert [words for _, words in left] == ["stood and typed"]
            field.insert(" on")
            box.keep_meanwhile()

    def it_is_closed(app, box, field, text):
        (path, _) = left[0] if left else (None, "")
        assert path is None or not path.exists()
        box.dismiss(None)

    each_box(themes.add(study, "Help"), it_is_typed, the_program_would_die, it_is_closed)
    assert left
    assert not [path for path in left[0][0].parent.iterdir() if "-of-" in path.name]


def _none(number):
    raise psutil.NoSuchProcess(number)


def test_what_was_kept_goes_where_it_belongs_and_may_be_thrown_away(drive, workbench_in, settle, shown, study):
    aside, memo = Aside(study, "new-code"), Aside(study, "memo-1")
    aside.keep({"name": "Trust", "definition": "They rely"})
    aside.keep({"name": "Doubt", "definition": "They waver"})
    memo.keep({"note": "kept"})
    theme = themes.add(study, "Help", fields={"narrative": "First."})
    themes.keep_aside(theme, "Second.")

    async def steps(pilot):
        app = pilot.app
        await pilot.press("f3")
        await settle(pilot)
        books = app.get_screen("coding").opened.books

        async def opened(box):
            app.push_screen(box)
            await settle(pilot)
            return box

        async def answer(button):
            assert isinstance(app.screen, KeptQuestion)
            app.screen.query_one(button, Button).press()
            await settle(pilot)

        # Another code's is not offered to one whose name is typed; the one of that name is.
        box = await opened(NewCodeScreen(books, "Post", lambda new: None, aside=aside))
        assert app.screen is box
        box.leave()
        box = await opened(NewCodeScreen(books, "trust", lambda new: None, aside=aside))
        assert "They rely" in shown(app)
        await answer("#yes")
        assert (box.standing.definition, aside.kept()[0].typed["name"]) == ("They rely", "Doubt")
        box.leave()
        assert len(aside.kept()) == 1
        # What is put off is asked about again, until it is thrown away or written again.
        box = await opened(NewCodeScreen(books, "", lambda new: None, aside=aside))
        await answer("#no")
        box.leave()
        box = await opened(NewCodeScreen(books, "", lambda new: None, aside=aside))
        await answer("#away")
        assert (aside.kept(), app.screen, box.standing.name) == ([], box, "")
        box.leave()
        box = await opened(MemoScreen("Memo", "", lambda *_: MemoWritten(), aside=memo))
        await answer("#no")
        box.query_one("#note", Writing).insert("kept anew")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert memo.kept() == []
        await opened(NarrativeScreen(study, theme, (), Names({}, {}, {}, "Ruth")))
        await answer("#away")
        assert themes.kept_aside(theme) == ""

    drive(workbench_in(study.folder), steps)


def test_a_box_writes_into_its_own_study_and_what_its_writer_gave_up_nowhere(drive, workbench_in, settle, study, code):
    (made,) = code(study, "Parent 1 Early", "She sat with me", "trust", memo="stood")
    theme = themes.add(study, "Help", codes=["trust"], fields={"narrative": "First."})
    study.close()
    copy = study.folder.parent / "copy"
    shutil.copytree(study.folder, copy)

    async def steps(pilot):
        app = pilot.app
        app.open_transcript("Parent 1 Early")
        await settle(pilot)
        app.screen.view.go_to(app.screen.view.page.text.index("sat with"))
        # A late study: what is unsaved in a box is agreed to be lost.
        await pilot.press("m", *"draft")
        await settle(pilot)
        assert isinstance(app.screen, MemoScreen)
        app.open_study(study.folder)
        await settle(pilot)
        app.screen.query_one("#yes", Button).press()
        await settle(pilot)
        # A narrative is saved by itself, but never in the study that is open when it closes: ids are the same there.
        await pilot.press("f4")
        await settle(pilot)
        await pilot.press("w", *" typed")
        assert isinstance(app.screen, NarrativeScreen)
        app.open_study(copy)
        await settle(pilot)
        app.screen.query_one("#yes", Button).press()
        await settle(pilot)
        assert app.opened.folder == copy
        # Whoever leaves though they are told what would be lost does not find it written.
        app.open_transcript("Parent 1 Early")
        await settle(pilot)
        app.screen.view.go_to(app.screen.view.page.text.index("sat with"))
        await pilot.press("m", *"draft")
        await settle(pilot)
        coding.set_memo(app.opened, made.id, "theirs")
        await pilot.press("ctrl+q")
        while not isinstance(app.screen, LosingQuestion):
            await pilot.pause(0.02)
        app.screen.query_one("#yes", Button).press()
        await settle(pilot)

    drive(workbench_in(study.folder), steps)
    for folder, memo in ((study.folder, "stood"), (copy, "theirs")):
        again, _ = opening.open_study(folder, coder="Ruth")
        assert [one.memo for one in coding.extracts(again)] == [memo]
        assert themes.find_theme(again, "Help").narrative == "First."
        again.close()
    assert themes.kept_aside(theme) == ""

"""Settings: a form for every one of them, written in place, taken up at once; nothing that was filled in is lost."""

from __future__ import annotations

import re
from threading import Event

import pytest
from textual.widgets import TabbedContent, TabPane

from workbench import opening, safefile, study
from workbench.settings import (
    Asked,
    StudySettings,
    UserSettings,
    UserStudy,
    read_study_settings,
    read_user_settings,
    user_file,
    write_user_study,
)
from workbench.store.database import open_sqlite
from workbench.tui.app import Workbench
from workbench.tui.screens.question import Question
from workbench.tui.screens.settings import SettingsScreen
from workbench.tui.widgets.bar import RoomBar
from workbench.tui.widgets.form import field_for
from workbench.tui.widgets.form_fields import FixedField, TextField
from workbench.tui.widgets.line import Line

SMALL = (80, 24)
TEXT = """\
# ours: every byte of this stays
id: 6f1c5f0e-6f0b-4c5e-9a6d-0d1a5b1c2d3e
title: "[/bold] Kitchens"   # invented
waves: [T1, T2]
roles:
  - id: cook
    label: Cook
    attribution: "{label}, {wave}"
  - id: guest
"""


@pytest.fixture
def folder(tmp_path):
    """A study whose study.yaml people have written by hand."""
    opening.make_study(tmp_path / "study")
    (tmp_path / "study" / "study.yaml").write_text(TEXT)
    write_user_study(read_study_settings(tmp_path / "study" / "study.yaml").id, {"coder": "Ruth"})
    return tmp_path / "study"


@pytest.fixture
def opened(settle):
    """Opens the settings by key and gives their screen."""

    async def open_them(pilot) -> SettingsScreen:
        await pilot.press("f6")
        await settle(pilot)
        assert isinstance(pilot.app.screen, SettingsScreen)
        return pilot.app.screen

    return open_them


@pytest.fixture
def yours(settle):
    """Goes to the tab with what is the user's own."""

    async def go(pilot):
        pilot.app.screen.query_one(TabbedContent).active = "you"
        await settle(pilot)

    return go


@pytest.fixture
def saved(settle):
    """Saves by key, and sees whether the settings close."""

    async def save(pilot, *, closes=True):
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(pilot.app.screen, SettingsScreen) != closes

    return save


def test_what_is_filled_in_is_written_and_taken_up(drive, settle, opened, saved, told, folder):
    path = folder / "study.yaml"
    changed = TEXT.replace('"[/bold] Kitchens"', '"[/bold] Kitchens!"') + "mode: reflexive\n"

    async def by_keyboard_only(pilot):
        await opened(pilot)
        await pilot.press("end", *"!", "tab", "up")
        await saved(pilot)
        assert "Saved: title, mode." in told(pilot.app)
        assert (pilot.app.study.settings.title, pilot.app.study.settings.mode) == ("[/bold] Kitchens!", "reflexive")
        assert path.read_text() == changed

    async def every_kind_of_field(pilot):
        form = (await opened(pilot))._study_form
        form.field("approach").editors()[0].text = "Ours:\n[/bold] # careful"
        form.field("words_in_text_files").editors()[0].chosen = "yes"
        form.field("agreement_target").editors()[0].value = "0,8"
        form.field("authors").editors()[0].text = "Ruth Ellery\n\n  Owen Prakash \n"
        form.field("state").editors()[0].chosen = "final"
        form.field("lead_coder").editors()[0].value = "Ruth"
        roles = form.field("roles")
        roles.query(Line)[5].value = "Guest"
        roles.query(".add").first().press()
        await settle(pilot)
        roles.query(Line)[8].value = "director"
        questions = form.field("questions")
        for _ in "ab":
            questions.query(".add").first().press()
            await settle(pilot)
        for line, words in zip(questions.query(Line), ("What?", "", "How: well?", "how"), strict=True):
            line.value = words
        await saved(pilot)
        text, found = path.read_text(), read_study_settings(path)
        assert text.startswith(changed.partition("  - id: guest")[0])
        assert found.approach == "Ours:\n[/bold] # careful"
        assert (found.words_in_text_files, found.agreement_target, found.state) == (True, 0.8, "final")
        assert (found.authors, found.lead_coder) == (["Ruth Ellery", "Owen Prakash"], "Ruth")
        ids = [(role.id, role.label) for role in found.roles]
        assert ids == [("cook", "Cook"), ("guest", "Guest"), ("director", "")]
        assert "attribution" not in text.partition("director")[2]
        assert found.question_of == {"1": "What?", "how": "How: well?"}
        # A question without an id is its text alone.
        assert "- What?" in text

    async def changed_in_the_file_while_the_study_is_open(pilot):
        pilot.app._look_around()
        await settle(pilot)
        path.write_text(TEXT.replace("Kitchens", "Kettles"))
        pilot.app._look_around()
        await settle(pilot)
        assert pilot.app.study.settings.title == "[/bold] Kettles"
        assert "study.yaml, line 1" not in told(pilot.app)
        path.write_text("mode: free\n")
        pilot.app._look_around()
        await settle(pilot)
        assert "study.yaml, line 1" in told(pilot.app)
        assert pilot.app.study.settings.title == "[/bold] Kettles"

    async def steps(pilot):
        await by_keyboard_only(pilot)
        await every_kind_of_field(pilot)
        # Whoever was named on the command line codes until another is set.
        assert pilot.app.study.coder == "Ann"
        await changed_in_the_file_while_the_study_is_open(pilot)

    drive(Workbench(folder, coder="Ann"), steps, size=SMALL)


def test_what_is_filled_in_is_not_lost(drive, settle, opened, saved, shown, told, folder, monkeypatch):
    path = folder / "study.yaml"
    others = TEXT.replace('"[/bold] Kitchens"', "Theirs").replace("Cook\n", "Chef\n")

    def page(pilot):
        return " ".join(shown(pilot.app).split())

    def refuse(*arguments, **options):
        raise PermissionError(13, "Permission denied", "study.yaml")

    async def faults_stand_at_their_fields(pilot, form):
        filled = {
            "{name}": form.field("roles").query(Line)[6],
            "much": form.field("agreement_target").editors()[0],
            "postgresql://ruth:kettle@host/study": form.field("database").editors()[0],
        }
        tabs = pilot.app.screen.query_one(TabbedContent)
        before = {line: line.value for line in filled.values()}
        for text, line in filled.items():
            line.value = text
        title = form.field("title").editors()[0]
        named, title.value = title.value, ""
        tabs.active = "you"
        await settle(pilot)
        await saved(pilot, closes=False)
        assert tabs.active == "this-study"
        assert "A title is needed; it can be changed later." in shown(pilot.app)
        title.value = named
        await settle(pilot)
        assert "A title is needed" not in shown(pilot.app)
        form.field("roles").scroll_visible(animate=False)
        await settle(pilot)
        assert "Row 2, attribution: an attribution may hold {label}, {role} and {wave}" in shown(pilot.app)
        for key, words in (("agreement_target", "should be a valid number"), ("database", "a password must not stand")):
            form.field(key).scroll_visible(animate=False)
            await settle(pilot)
            assert words.casefold() in shown(pilot.app).casefold()
        assert "Another database holds other work" in shown(pilot.app)
        for line, text in before.items():
            line.value = text
        assert not pilot.app.screen.unsaved

    async def leaving_asks(pilot, screen):
        for leave in ("escape", "ctrl+q"):
            await pilot.press(leave)
            assert isinstance(pilot.app.screen, Question)
            await pilot.press("escape")
            assert pilot.app.screen is screen
            assert pilot.app.is_running

    async def the_file_cannot_be_written(pilot, title):
        with monkeypatch.context() as patch:
            patch.setattr("workbench.safefile._write_through", refuse)
            await saved(pilot, closes=False)
        assert "writing to it is not permitted now" in page(pilot)
        assert title.value == "Ours"
        # What was wrong before is not said any more.
        assert "password must not" not in page(pilot)

    async def another_program_changed_it(pilot, form, title):
        path.write_text(others)
        await saved(pilot, closes=False)
        title.scroll_visible(animate=False)
        await settle(pilot)
        assert "Not saved: study.yaml: title was changed by another program meanwhile" in page(pilot)
        assert "Another program changed it meanwhile, to: Theirs" in page(pilot)
        assert title.value == "Ours"
        assert form.field("roles").value[0]["label"] == "Chef"
        assert path.read_text() == others
        await saved(pilot)
        assert pilot.app.study.settings.title == "Ours"
        assert path.read_text() == others.replace("Theirs", "Ours")

    async def what_is_filled_in_while_it_is_saved_stays(pilot, form, title):
        line, go_on, write = title.editors()[0], Event(), safefile._write_through
        with monkeypatch.context() as patch:
            patch.setattr(safefile, "_write_through", lambda *asked: (go_on.wait(20), write(*asked))[1])
            line.value = "Half"
            await pilot.press("ctrl+s")
            # Back to what it was before, too: that is not what was saved.
            line.value = "Theirs"
            form.field("lead_coder").editors()[0].value = "Ruth"
            go_on.set()
            await settle(pilot)
        assert "Saved: title." in told(pilot.app)
        assert isinstance(pilot.app.screen, SettingsScreen)
        assert pilot.app.study.settings.title == "Half"
        assert "Another program changed" not in page(pilot)
        assert form.changes() == {"title": "Theirs", "lead_coder": "Ruth"}
        await saved(pilot)
        assert pilot.app.study.settings.title == "Theirs"

    async def steps(pilot):
        assert pilot.app.study.coder == "Ruth"
        screen = await opened(pilot)
        form, title = screen._study_form, screen._study_form.field("title")
        await faults_stand_at_their_fields(pilot, form)
        title.editors()[0].value = "Ours"
        await leaving_asks(pilot, screen)
        await the_file_cannot_be_written(pilot, title)
        assert path.read_text() == TEXT
        await another_program_changed_it(pilot, form, title)
        path.write_text(others)
        pilot.app._look_around()
        await settle(pilot)
        form = (await opened(pilot))._study_form
        await what_is_filled_in_while_it_is_saved_stays(pilot, form, form.field("title"))

    drive(Workbench(folder), steps, size=(120, 50))


def test_who_is_coding_is_changed_and_said(drive, settle, opened, yours, saved, shown, told, folder, monkeypatch):
    all_the_same = "Saved: coder. You code as [red]O all the same: your settings for this study say so."

    async def by_mouse(pilot):
        screen = await opened(pilot)
        await pilot.click("#--content-tab-you")
        await settle(pilot)
        assert "you code as Ann now" in shown(pilot.app)
        assert screen._here_form.field("coder").value == "Ruth"
        await pilot.click(screen._here_form.field("coder").query_one(Line))
        await pilot.press("home", "shift+end", *"[red]O")
        await pilot.click("#save")
        await settle(pilot)
        assert pilot.app.study.coder == "[red]O"
        assert "[red]O" in shown(pilot.app).splitlines()[0]
        assert pilot.app.screen.query(RoomBar)
        again, _ = opening.open_study(folder)
        again.close()
        assert again.coder == "[red]O"
        assert (folder / "study.yaml").read_text() == TEXT

    async def another_codes_all_the_same(pilot):
        screen = await opened(pilot)
        await yours(pilot)
        screen._user_form.field("coder").editors()[0].value = "Ann"
        # Leaving asks, and saving is one of the answers.
        await pilot.press("escape")
        await settle(pilot)
        await pilot.click("#save")
        await settle(pilot)
        assert all_the_same in told(pilot.app)
        monkeypatch.setenv("WORKBENCH_CODER", "Zoe \x1b")
        screen = await opened(pilot)
        await yours(pilot)
        screen._here_form.field("coder").editors()[0].value = "Owen"
        await saved(pilot)
        assert "all the same: the environment variable WORKBENCH_CODER says so." in told(pilot.app)
        assert pilot.app.study.coder == "Zoe \x1b"

    async def steps(pilot):
        await by_mouse(pilot)
        await another_codes_all_the_same(pilot)

    drive(Workbench(folder, coder="Ann"), steps)


def test_what_must_not_be_seen_is_not_shown(drive, opened, yours, saved, shown, folder, monkeypatch):
    (folder / "study.yaml").write_text(TEXT.replace("[/bold] Kitchens", "\\e[31mred \\u202e end"))
    own = read_study_settings(folder / "study.yaml").id
    write_user_study(own, {"database": "postgresql://r:kettle@h/s"})

    async def control_characters(screen):
        page = shown(screen.app)
        assert "␛[31mred ¤ end" in page
        assert not {"\x1b", "\u202e"} & set(page)
        assert not screen.unsaved
        line = screen.query(Line).first()
        line.insert("\x1b]0;x\x07", 0)
        # Of what is typed no order to the terminal is taken over; what stood there stays.
        assert line.value == "]0;x\x1b[31mred \u202e end"
        assert screen.unsaved
        line.delete(0, 4)
        assert not screen.unsaved

    async def a_password(pilot, screen):
        await yours(pilot)
        assert "kettle" not in shown(pilot.app)
        field = screen._here_form.field("database")
        assert isinstance(field, TextField)
        field.editors()[0].value = "postgresql://r:cup@h/s"
        write_user_study(own, {"database": "postgresql://r:saucer@h/s"})
        await saved(pilot, closes=False)
        assert "Another program changed it meanwhile." in shown(pilot.app)
        assert not {"cup", "saucer"} & set(re.findall("[a-z]+", shown(pilot.app)))

    async def steps(pilot):
        screen = await opened(pilot)
        await control_characters(screen)
        await a_password(pilot, screen)

    monkeypatch.setattr(study, "open_postgresql", lambda url: open_sqlite(folder / ".workbench" / "study.db"))
    drive(Workbench(folder), steps)


def test_without_a_study_only_the_users_own_are_there(drive, settle, opened, saved, shown, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def every_setting_has_a_field_to_fill_in():
        for kind, dictionaries in ((StudySettings, set()), (UserStudy, set()), (UserSettings, {"studies", "keys"})):
            for name, info in kind.model_fields.items():
                field = field_for(name, info, getattr(kind(), name))
                fixed = Asked(fixed=True) in info.metadata
                assert isinstance(field, FixedField) == (fixed or name in dictionaries), name

    async def the_file_is_made_only_when_something_is_saved(pilot):
        screen = await opened(pilot)
        await saved(pilot)
        screen = await opened(pilot)
        coder = screen._user_form.field("coder").editors()[0]
        coder.value = "Ruth"
        assert screen.unsaved
        # What was put back is not asked about.
        coder.value = ""
        await pilot.press("escape")
        await settle(pilot)
        assert not isinstance(pilot.app.screen, (Question, SettingsScreen))
        assert not user_file().exists()

    async def steps(pilot):
        every_setting_has_a_field_to_fill_in()
        await the_file_is_made_only_when_something_is_saved(pilot)
        screen = await opened(pilot)
        assert [str(pane.id) for pane in screen.query(TabPane)] == ["you"]
        assert "This study" not in shown(pilot.app)
        screen._user_form.field("coder").editors()[0].value = "Ruth"
        screen._user_form.field("look").editors()[0].chosen = "high contrast"
        await saved(pilot)
        assert pilot.app.theme == "high contrast"

    drive(Workbench(), steps, size=SMALL)
    assert (read_user_settings().coder, read_user_settings().look) == ("Ruth", "high contrast")

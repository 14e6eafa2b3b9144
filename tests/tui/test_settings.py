"""Settings: a form for every one of them, written in place, taken up at once; nothing that was filled in is lost."""

from __future__ import annotations

import re

import pytest
from textual.widgets import TabbedContent, TabPane

from workbench import opening, study
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
from workbench.tui.widgets.form_fields import FixedField, Line, TextField

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


def test_every_setting_has_a_field_to_fill_in(drive):
    async def steps(pilot):
        for kind, dictionaries in ((StudySettings, set()), (UserStudy, set()), (UserSettings, {"studies"})):
            for name, info in kind.model_fields.items():
                field = field_for(name, info, getattr(kind(), name))
                fixed = Asked(fixed=True) in info.metadata
                assert isinstance(field, FixedField) == (fixed or name in dictionaries), name

    drive(Workbench(), steps)


def test_by_keyboard_only_what_was_changed_is_written_and_taken_up(drive, settle, opened, told, folder):
    async def steps(pilot):
        await opened(pilot)
        await pilot.press("end", *"!", "tab", "up", "ctrl+s")
        await settle(pilot)
        assert not isinstance(pilot.app.screen, SettingsScreen)
        assert "Saved: title, mode." in told(pilot.app)
        assert (pilot.app.study.settings.title, pilot.app.study.settings.mode) == ("[/bold] Kitchens!", "reflexive")
        assert pilot.app.study.coder == "Ruth"

    drive(Workbench(folder), steps, size=SMALL)
    changed = TEXT.replace('"[/bold] Kitchens"', '"[/bold] Kitchens!"') + "mode: reflexive\n"
    assert (folder / "study.yaml").read_text() == changed


def test_who_is_coding_is_changed_by_mouse_and_shown_in_the_bar(drive, settle, opened, shown, folder):
    async def steps(pilot):
        screen = await opened(pilot)
        await pilot.click("#--content-tab-you")
        await settle(pilot)
        assert "you code as Ruth now" in shown(pilot.app)
        field = screen._here_form.field("coder")
        await pilot.click(field.query_one(Line))
        await pilot.press("end", *["backspace"] * 9, *"Owen [red]")
        await pilot.click("#save")
        await settle(pilot)
        assert pilot.app.study.coder == "Owen [red]"
        assert "Owen [red]" in shown(pilot.app).splitlines()[0]
        assert pilot.app.screen.query(RoomBar)

    drive(Workbench(folder), steps)
    again, _ = opening.open_study(folder)
    again.close()
    assert again.coder == "Owen [red]"
    assert (folder / "study.yaml").read_text() == TEXT


def test_somebody_named_on_the_command_line_codes_until_another_is_set(drive, settle, opened, yours, folder):
    async def steps(pilot):
        screen = await opened(pilot)
        screen._study_form.field("lead_coder").editors()[0].value = "Ruth"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert pilot.app.study.coder == "Ann"
        screen = await opened(pilot)
        await yours(pilot)
        screen._here_form.field("coder").editors()[0].value = "Owen"
        # Leaving asks, and saving is one of the answers.
        await pilot.press("escape")
        await settle(pilot)
        await pilot.click("#save")
        await settle(pilot)
        assert pilot.app.study.coder == "Owen"

    drive(Workbench(folder, coder="Ann"), steps)


def test_every_kind_of_field_writes_what_it_shows(drive, settle, opened, folder):
    async def steps(pilot):
        form = (await opened(pilot))._study_form
        form.field("approach").editors()[0].text = "Ours:\n[/bold] # careful"
        form.field("words_in_text_files").editors()[0].chosen = "yes"
        form.field("agreement_target").editors()[0].value = "0,8"
        form.field("authors").editors()[0].text = "Ruth Ellery\n\n  Owen Prakash \n"
        form.field("state").editors()[0].chosen = "final"
        roles = form.field("roles")
        roles.query(Line)[4].value = "Guest"
        roles.query(".add").first().press()
        await settle(pilot)
        roles.query(Line)[6].value = "director"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert not isinstance(pilot.app.screen, SettingsScreen)

    drive(Workbench(folder), steps)
    text = (folder / "study.yaml").read_text()
    assert text.startswith(TEXT.partition("  - id: guest")[0])
    found = read_study_settings(folder / "study.yaml")
    assert found.approach == "Ours:\n[/bold] # careful"
    assert (found.words_in_text_files, found.agreement_target, found.state) == (True, 0.8, "final")
    assert found.authors == ["Ruth Ellery", "Owen Prakash"]
    assert [(role.id, role.label) for role in found.roles] == [("cook", "Cook"), ("guest", "Guest"), ("director", "")]
    assert "attribution" not in text.partition("director")[2]


def test_faults_stand_at_their_fields_and_nothing_is_written(drive, settle, opened, shown, folder):
    async def steps(pilot):
        screen = await opened(pilot)
        form = screen._study_form
        form.field("roles").query(Line)[5].value = "{name}"
        form.field("agreement_target").editors()[0].value = "much"
        form.field("database").editors()[0].value = "postgresql://ruth:kettle@host/study"
        screen.query_one(TabbedContent).active = "you"
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert screen.query_one(TabbedContent).active == "this-study"
        assert "Row 2, attribution: an attribution may hold {label}, {role} and {wave}" in shown(pilot.app)
        for key, words in (("agreement_target", "should be a valid number"), ("database", "a password must not stand")):
            form.field(key).scroll_visible(animate=False)
            await settle(pilot)
            assert words.casefold() in shown(pilot.app).casefold()
        assert "Another database holds other work" in shown(pilot.app)

    drive(Workbench(folder), steps, size=(120, 50))
    assert (folder / "study.yaml").read_text() == TEXT


def test_another_programs_change_is_not_overwritten_unseen(drive, settle, opened, shown, folder):
    others = TEXT.replace('"[/bold] Kitchens"', "Theirs").replace("Cook\n", "Chef\n")

    async def steps(pilot):
        form = (await opened(pilot))._study_form
        form.field("title").editors()[0].value = "Ours"
        (folder / "study.yaml").write_text(others)
        await pilot.press("ctrl+s")
        await settle(pilot)
        page = " ".join(shown(pilot.app).split())
        assert "Not saved: study.yaml: title was changed by another program meanwhile" in page
        assert "Another program changed it meanwhile, to: Theirs" in page
        assert form.field("title").value == "Ours"
        assert form.field("roles").value[0]["label"] == "Chef"
        assert (folder / "study.yaml").read_text() == others
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert pilot.app.study.settings.title == "Ours"

    drive(Workbench(folder), steps)
    assert (folder / "study.yaml").read_text() == others.replace("Theirs", "Ours")


def test_a_file_that_cannot_be_written_keeps_what_was_filled_in(drive, settle, opened, shown, folder, monkeypatch):
    async def steps(pilot):
        form = (await opened(pilot))._study_form
        form.field("title").editors()[0].value = "Ours"

        def refuse(*arguments, **options):
            raise PermissionError(13, "Permission denied", "study.yaml")

        monkeypatch.setattr("workbench.safefile._write_through", refuse)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "writing to it is not permitted now" in " ".join(shown(pilot.app).split())
        assert form.field("title").value == "Ours"

    drive(Workbench(folder), steps, size=SMALL)
    assert (folder / "study.yaml").read_text() == TEXT


def test_leaving_with_something_unsaved_asks(drive, settle, opened, folder):
    async def steps(pilot):
        screen = await opened(pilot)
        screen._study_form.field("title").editors()[0].value = "Ours"
        for leave in ("escape", "ctrl+q"):
            await pilot.press(leave)
            assert isinstance(pilot.app.screen, Question)
            await pilot.press("escape")
            assert pilot.app.screen is screen
            assert pilot.app.is_running
        screen._study_form.field("title").editors()[0].value = "[/bold] Kitchens"
        await pilot.press("escape")
        await settle(pilot)
        assert not isinstance(pilot.app.screen, SettingsScreen)

    drive(Workbench(folder), steps, size=SMALL)
    assert (folder / "study.yaml").read_text() == TEXT


def test_without_a_study_only_the_users_own_are_there(drive, settle, opened, shown, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    async def steps(pilot):
        screen = await opened(pilot)
        assert [str(pane.id) for pane in screen.query(TabPane)] == ["you"]
        assert "This study" not in shown(pilot.app)
        screen._user_form.field("coder").editors()[0].value = "Ruth"
        screen._user_form.field("look").editors()[0].chosen = "high contrast"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert pilot.app.theme == "high contrast"

    drive(Workbench(), steps, size=SMALL)
    assert (read_user_settings().coder, read_user_settings().look) == ("Ruth", "high contrast")


def test_control_characters_of_a_file_are_shown_and_not_sent(drive, opened, settle, shown, folder):
    (folder / "study.yaml").write_text(TEXT.replace("[/bold] Kitchens", "\\e[31mred \\u202e end"))

    async def steps(pilot):
        screen = await opened(pilot)
        page = shown(pilot.app)
        assert "␛[31mred <U+202E> end" in page
        assert not {"\x1b", "\u202e"} & set(page)
        line = screen.query(Line).first()
        line.value += "\x1b]0;x\x07"
        assert "\x1b" not in line.value
        line.value = "␛[31mred <U+202E> end"
        assert not screen.unsaved

    drive(Workbench(folder), steps)


def test_a_password_is_not_shown(drive, opened, yours, settle, shown, folder, monkeypatch):
    write_user_study(read_study_settings(folder / "study.yaml").id, {"database": "postgresql://r:kettle@h/s"})

    async def steps(pilot):
        screen = await opened(pilot)
        await yours(pilot)
        assert "kettle" not in shown(pilot.app)
        field = screen._here_form.field("database")
        assert isinstance(field, TextField)
        field.editors()[0].value = "postgresql://r:cup@h/s"
        write_user_study(read_study_settings(folder / "study.yaml").id, {"database": "postgresql://r:saucer@h/s"})
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "Another program changed it meanwhile." in shown(pilot.app)
        assert not {"cup", "saucer"} & set(re.findall("[a-z]+", shown(pilot.app)))

    monkeypatch.setattr(study, "open_postgresql", lambda url: open_sqlite(folder / ".workbench" / "study.db"))
    drive(Workbench(folder), steps)


def test_whoever_codes_all_the_same_is_said(drive, settle, opened, yours, told, folder, monkeypatch):
    async def steps(pilot):
        screen = await opened(pilot)
        await yours(pilot)
        screen._user_form.field("coder").editors()[0].value = "Ann"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "Saved: coder. You code as Ruth all the same: your settings for this study say so." in told(pilot.app)
        monkeypatch.setenv("WORKBENCH_CODER", "Zoe \x1b")
        screen = await opened(pilot)
        await yours(pilot)
        screen._here_form.field("coder").editors()[0].value = "Owen"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "all the same: the environment variable WORKBENCH_CODER says so." in told(pilot.app)
        assert pilot.app.study.coder == "Zoe \x1b"

    drive(Workbench(folder), steps)


def test_settings_changed_in_the_file_are_taken_up_while_the_study_is_open(drive, settle, told, folder):
    async def steps(pilot):
        pilot.app._look_around()
        await settle(pilot)
        (folder / "study.yaml").write_text(TEXT.replace("Kitchens", "Kettles"))
        pilot.app._look_around()
        await settle(pilot)
        assert pilot.app.study.settings.title == "[/bold] Kettles"
        (folder / "study.yaml").write_text("mode: free\n")
        pilot.app._look_around()
        await settle(pilot)
        assert "study.yaml, line 1" in told(pilot.app)
        assert pilot.app.study.settings.title == "[/bold] Kettles"

    drive(Workbench(folder), steps)


def test_the_users_file_is_made_only_when_something_is_saved(drive, opened, settle, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    async def steps(pilot):
        await opened(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)

    drive(Workbench(), steps, size=SMALL)
    assert not user_file().exists()

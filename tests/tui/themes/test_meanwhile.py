"""What somebody else does while a form or a narrative is open, and a study that cannot be written."""

from __future__ import annotations

import re
from dataclasses import replace
from threading import Event

import pytest
from textual.widgets import Button

from workbench import themes
from workbench.errors import Unavailable
from workbench.tui.leaving import LosingQuestion
from workbench.tui.screens.narrative import NarrativeScreen
from workbench.tui.screens.question import ElsewhereQuestion, Question
from workbench.tui.screens.theme_form import ThemeForm
from workbench.tui.screens.themes import ThemesScreen
from workbench.tui.widgets.writing import Writing

ODD = "They\u2028came\x0b\x1b[31m\n\x0cand went\n"


@pytest.fixture
def copied(app, monkeypatch):
    """``copied()``: what was copied last."""
    texts = []
    monkeypatch.setattr(app, "copy_to_clipboard", texts.append)
    return lambda: texts[-1]


def _locked(*_, **__):
    raise Unavailable("The database is locked.", "Try again.")


async def a_theme_form_writes_over_nothing_unseen_and_stays_open(hand, study, shown):
    (theme,) = await hand.only(study, ("Form", {"fields": {"definition": "first", "concept": ODD}}))
    await hand.press("e")
    form = hand.app.screen
    assert isinstance(form, ThemeForm)
    assert not form.unsaved
    screen = shown(hand.app)
    assert "\x1b" not in screen
    assert "␛[31m" in screen
    form.query_one("#definition", Writing).text = ""
    form.query_one("#definition", Writing).insert("Ruth's")
    assert form.unsaved
    owen = replace(study, coder="Owen")
    owens = "What Owen wrote. " * 200 + "OWEN'S END"
    themes.edit(owen, theme, fields={"definition": owens, "excludes": "Owen's too"})
    for _ in range(2):
        await hand.press("ctrl+s")
        assert isinstance(hand.app.screen, ElsewhereQuestion)
        # All of it can be read before it is written over.
        assert "OWEN'S END" not in shown(hand.app)
        await hand.press("end")
        assert "OWEN'S END" in shown(hand.app)
        await hand.press("escape")
        assert hand.app.screen is form
        assert "somebody else changed this theme" in shown(hand.app)
    assert form.query_one("#excludes", Writing).text == "Owen's too"
    assert themes.find_theme(study, "Form").definition == owens
    await hand.press("ctrl+s")
    hand.app.screen.query_one("#yes", Button).press()
    await hand.press("f11")
    assert isinstance(hand.app.screen, ThemesScreen)
    now = themes.find_theme(study, "Form")
    assert (now.definition, now.excludes, now.concept) == ("Ruth's", "Owen's too", ODD)
    await hand.press("e")
    hand.app.screen.query_one("#definition", Writing).insert("more ")
    themes.remove(owen, theme)
    await hand.press("ctrl+s")
    assert isinstance(hand.app.screen, ThemeForm)
    assert "“Form” was removed meanwhile" in " ".join(shown(hand.app).split())
    await hand.press("escape")
    hand.app.screen.query_one("#yes", Button).press()
    await hand.press("f11")
    assert isinstance(hand.app.screen, ThemesScreen)


async def a_theme_that_somebody_else_just_wrote_is_removed_only_if_that_may_go(hand, study, shown, slowly):
    (theme,) = await hand.only(study, ("Bare", {}))
    themes.write_narrative(replace(study, coder="Owen"), theme, "An hour of Owen's work", before="")
    slow = Event()
    slowly(hand.app, slow)
    await hand.pilot.press("delete", "ctrl+z")
    slow.set()
    await hand.press("f11")
    assert isinstance(hand.app.screen, Question)
    assert "With “Bare” goes: its narrative." in shown(hand.app)
    # Nothing was removed yet: what stood before that is not taken back.
    assert "What was asked for before it was not done." in hand.app.said[-1]
    await hand.press("escape")
    assert themes.find_theme(study, "Bare").narrative


async def of_two_who_write_a_narrative_neither_loses_it_unseen(hand, study, told, shown):
    (theme,) = await hand.only(study, ("Two", {"fields": {"narrative": "first"}}))
    await hand.press("w")
    await hand.type(" mine")
    themes.write_narrative(replace(study, coder="Owen"), theme, "theirs", before="first")
    assert "Somebody else changed this narrative" not in told(hand.app)
    await hand.press("escape")
    assert isinstance(hand.app.screen, NarrativeScreen)
    assert "Somebody else changed this narrative" in told(hand.app)
    assert themes.find_theme(study, "Two").narrative == "theirs"
    await hand.press("escape")
    assert "By now it says: theirs" in " ".join(re.sub("[│╭╮╰╯]", " ", shown(hand.app)).split())
    await hand.press("escape")
    assert isinstance(hand.app.screen, NarrativeScreen)
    assert hand.app.screen.unsaved
    await hand.press("escape")
    hand.app.screen.query_one("#yes", Button).press()
    await hand.press("f11")
    assert isinstance(hand.app.screen, ThemesScreen)
    assert themes.find_theme(study, "Two").narrative == "first mine"


async def after_a_clash_only_the_writers_own_wish_writes(hand, study, told, copied):
    (theme,) = await hand.only(study, ("Help", {"codes": ["practical"], "fields": {"narrative": "first"}}))
    await hand.press("w")
    screen = hand.app.screen
    await hand.press("f9", "f9")
    screen.query_one("#extracts").focus()
    await hand.press("ctrl+c")
    assert copied() == "“I do the forms  myself now” (Parent 1, Late)"
    screen.query_one(Writing).focus()
    await hand.type(" mine")
    themes.write_narrative(replace(study, coder="Owen"), theme, "theirs", before="first")
    assert "Somebody else changed this narrative" not in told(hand.app)
    for _ in range(3):
        screen.keep()  # as the timer does, and the app before it ends
        await hand.press("end")
    assert "Somebody else changed this narrative" in told(hand.app)
    assert themes.find_theme(study, "Help").narrative == "theirs"
    assert screen.unsaved


def test_what_somebody_else_wrote_meanwhile_is_written_over_by_nothing_unseen(
    at_themes, coded, shown, told, copied, slowly
):
    async def steps(hand):
        await a_theme_form_writes_over_nothing_unseen_and_stays_open(hand, coded, shown)
        await a_theme_that_somebody_else_just_wrote_is_removed_only_if_that_may_go(hand, coded, shown, slowly)
        await of_two_who_write_a_narrative_neither_loses_it_unseen(hand, coded, told, shown)
        await after_a_clash_only_the_writers_own_wish_writes(hand, coded, told, copied)

    at_themes(steps)
    theme = themes.find_theme(coded, "Help")
    assert theme.narrative == "theirs"
    assert themes.kept_aside(theme) == "first mine"


async def leaving_it_asks_and_keeps_what_was_written(hand, study, theme, shown, monkeypatch):
    await hand.press("w")
    await hand.type(" mine")
    with monkeypatch.context() as broken:
        broken.setattr(themes, "write_narrative", _locked)
        for _ in range(3):
            hand.app.screen.keep()  # as the timer does: what is wrong is said once
            await hand.press("end")
        assert hand.app.said.count("The database is locked.\nTry again.") == 1
        await hand.press("ctrl+s")
        assert hand.app.said.count("The database is locked.\nTry again.") == 2
        await hand.press("escape")
        assert isinstance(hand.app.screen, Question)
        assert "The database is locked" in shown(hand.app)
        await hand.press("escape")
        assert isinstance(hand.app.screen, NarrativeScreen)
        await hand.press("escape")
        hand.app.screen.query_one("#yes", Button).press()
        await hand.press("f11")
        assert isinstance(hand.app.screen, ThemesScreen)
    assert themes.kept_aside(theme) == "first mine"
    await hand.press("w")
    assert "could not be saved" in " ".join(shown(hand.app).split())
    hand.app.screen.query_one("#yes", Button).press()
    await hand.press("f11")
    assert hand.app.screen.query_one(Writing).text == "first mine"
    await hand.press("escape")
    assert (themes.find_theme(study, "Help").narrative, themes.kept_aside(theme)) == ("first mine", "")


async def quitting_asks_too(hand, shown):
    await hand.press("w")
    await hand.type(" more")
    await hand.pilot.press("ctrl+q")
    for _ in range(200):
        if isinstance(hand.app.screen, LosingQuestion) and shown(hand.app):
            break
        await hand.pilot.pause(0.02)
    assert "In a narrative" in shown(hand.app)
    await hand.press("escape")
    assert isinstance(hand.app.screen, NarrativeScreen)
    assert hand.app.screen.unsaved


def test_a_narrative_that_cannot_be_written_is_asked_about_and_kept_to_the_end(at_themes, coded, shown, monkeypatch):
    theme = themes.add(coded, "Help", fields={"narrative": "first"})

    async def steps(hand):
        await leaving_it_asks_and_keeps_what_was_written(hand, coded, theme, shown, monkeypatch)
        monkeypatch.setattr(themes, "write_narrative", _locked)
        await quitting_asks_too(hand, shown)

    at_themes(steps)
    assert themes.kept_aside(theme) == "first mine more"

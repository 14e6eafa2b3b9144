"""What somebody else does while a form or a narrative is open, and a study that cannot be written."""

from __future__ import annotations

import pytest
from textual.widgets import Button

from workbench import themes
from workbench.errors import Unavailable
from workbench.tui.leaving import LosingQuestion
from workbench.tui.screens.narrative import NarrativeScreen
from workbench.tui.screens.question import Question
from workbench.tui.screens.theme_form import ThemeForm
from workbench.tui.screens.themes import ThemesScreen
from workbench.tui.widgets.writing import Writing

ODD = "They\u2028came\x0b\x1b[31m\n\x0cand went\n"


@pytest.fixture
def unwritable(monkeypatch):
    """``unwritable()``: from then on no narrative can be written."""

    def fail(*_, **__):
        raise Unavailable("The database is locked.", "Try again.")

    return lambda: monkeypatch.setattr(themes, "write_narrative", fail)


@pytest.fixture
def copied(app, monkeypatch):
    """``copied()``: what was copied last."""
    texts = []
    monkeypatch.setattr(app, "copy_to_clipboard", texts.append)
    return lambda: texts[-1]


def test_a_theme_form_writes_over_nothing_unseen_and_stays_open(at_themes, coded, shown):
    theme = themes.add(coded, "Help", fields={"definition": "first", "concept": ODD})

    async def steps(hand):
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
        owen = coded.as_coder("Owen")
        themes.edit(owen, theme, fields={"definition": "Owen's", "excludes": "Owen's too"})
        await hand.press("ctrl+s")
        assert hand.app.screen is form
        assert "By now it says definition: “Owen's”" in " ".join(shown(hand.app).split())
        assert form.query_one("#excludes", Writing).text == "Owen's too"
        assert themes.find_theme(coded, "Help").definition == "Owen's"
        await hand.press("ctrl+s")
        assert isinstance(hand.app.screen, ThemesScreen)
        now = themes.find_theme(coded, "Help")
        assert (now.definition, now.excludes, now.concept) == ("Ruth's", "Owen's too", ODD)
        await hand.press("e")
        hand.app.screen.query_one("#definition", Writing).insert("more ")
        themes.remove(owen, theme)
        await hand.press("ctrl+s")
        assert isinstance(hand.app.screen, ThemeForm)
        assert "“Help” was removed meanwhile" in " ".join(shown(hand.app).split())

    at_themes(steps)


def test_opening_a_narrative_changes_nothing_and_sends_nothing_raw(at_themes, coded, shown):
    themes.add(coded, "Help", fields={"narrative": ODD + "windows\r\n"})

    async def steps(hand):
        await hand.press("w")
        assert "· saved" in shown(hand.app)
        assert "\x1b" not in shown(hand.app)
        assert not hand.app.screen.unsaved
        await hand.press("escape", "ctrl+z")
        assert isinstance(hand.app.screen, ThemesScreen)

    at_themes(steps)
    assert [theme.name for theme in themes.themes(coded)] == []  # the last step was the making of the theme


def test_after_a_clash_only_the_writers_own_wish_writes(at_themes, coded, told, copied):
    theme = themes.add(coded, "Help", codes=["practical"], fields={"narrative": "first"})

    async def steps(hand):
        await hand.press("w")
        screen = hand.app.screen
        await hand.press("f9", "f9")
        screen.query_one("#extracts").focus()
        await hand.press("ctrl+c")
        assert copied() == "“I do the forms  myself now” (Parent 1, Late)"
        screen.query_one(Writing).focus()
        await hand.type(" mine")
        themes.write_narrative(coded.as_coder("Owen"), theme, "theirs", before="first")
        for _ in range(3):
            screen.keep()  # as the timer does, and the app before it ends
            await hand.press("end")
        assert "Somebody else changed this narrative" in told(hand.app)
        assert themes.find_theme(coded, "Help").narrative == "theirs"
        assert screen.unsaved

    at_themes(steps)
    assert themes.find_theme(coded, "Help").narrative == "theirs"
    assert themes.kept_aside(theme) == "first mine"


def test_a_narrative_that_cannot_be_written_is_kept_and_asked_about(at_themes, coded, shown, unwritable, monkeypatch):
    theme = themes.add(coded, "Help", fields={"narrative": "first"})

    async def steps(hand):
        await hand.press("w")
        await hand.type(" mine")
        with monkeypatch.context() as broken:
            broken.setattr(themes, "write_narrative", _locked)
            await hand.press("escape")
            assert isinstance(hand.app.screen, Question)
            assert "The database is locked" in shown(hand.app)
            await hand.press("escape")
            assert isinstance(hand.app.screen, NarrativeScreen)
            await hand.press("escape")
            hand.app.screen.query_one("#yes", Button).press()
            await hand.press("f12")
            assert isinstance(hand.app.screen, ThemesScreen)
        assert themes.kept_aside(theme) == "first mine"
        await hand.press("w")
        assert "could not be saved" in " ".join(shown(hand.app).split())
        hand.app.screen.query_one("#yes", Button).press()
        await hand.press("f12")
        assert hand.app.screen.query_one(Writing).text == "first mine"
        await hand.press("escape")
        assert (themes.find_theme(coded, "Help").narrative, themes.kept_aside(theme)) == ("first mine", "")
        await hand.press("w")
        await hand.type(" more")
        unwritable()

    at_themes(steps)
    assert themes.kept_aside(theme) == "first mine more"


def test_quitting_asks_about_a_narrative_that_cannot_be_written_and_keeps_it(at_themes, coded, shown, unwritable):
    theme = themes.add(coded, "Help")

    async def steps(hand):
        await hand.press("w")
        await hand.type("mine")
        unwritable()
        await hand.pilot.press("ctrl+q")
        for _ in range(200):
            if isinstance(hand.app.screen, LosingQuestion) and shown(hand.app):
                break
            await hand.pilot.pause(0.02)
        assert "In a narrative" in shown(hand.app)
        await hand.press("escape")
        assert isinstance(hand.app.screen, NarrativeScreen)
        assert hand.app.screen.unsaved

    at_themes(steps)
    assert themes.kept_aside(theme) == "mine"


def _locked(*_, **__):
    raise Unavailable("The database is locked.", "Try again.")

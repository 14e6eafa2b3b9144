"""A theme's narrative: never lost, whoever else writes it."""

from __future__ import annotations

import re

from textual.events import Key
from textual.widgets import Button, TextArea

from workbench import themes
from workbench.tui.screens.narrative import NarrativeScreen
from workbench.tui.screens.themes import ThemesScreen
from workbench.tui.widgets.theme_rows import ExtractRows

SMALL = (80, 24)


def test_a_narrative_is_saved_on_leaving_and_takes_extracts_in(at_themes, coded, shown):
    themes.add(coded, "Help", codes=["practical"], fields={"narrative": "They did it:"})

    async def steps(hand):
        await hand.press("w")
        assert isinstance(hand.app.screen, NarrativeScreen)
        await hand.press("f8")  # the list is hidden where there is little room: it is shown first
        assert hand.app.screen.query_one(ExtractRows).has_focus
        await hand.press("f8")
        await hand.type(" And")
        await hand.press("f9")
        assert "not saved yet" in shown(hand.app)
        await hand.press("escape")
        assert isinstance(hand.app.screen, ThemesScreen)

    at_themes(steps, size=SMALL)
    wanted = "They did it: “I do the forms  myself now” (Parent 1, Late) And"
    assert themes.find_theme(coded, "Help").narrative == wanted


def test_the_extract_that_one_was_on_is_written(at_themes, coded):
    themes.add(coded, "Help", codes=["practical", "trust"])

    async def steps(hand):
        rows = hand.app.screen.query_one(ExtractRows)
        assert len(rows.rows) > 1
        rows.move_to(len(rows.rows) - 1)
        wanted = rows.current.extract.quote
        await hand.press("w", "f8")
        # As a terminal sends them: Textual's own way to press a key does not know both.
        hand.app.post_message(Key("zero_width_non_joiner", "\u200c"))
        hand.app.post_message(Key("zero_width_joiner", "\u200d"))
        await hand.type("x")
        assert wanted.split()[0] in hand.app.screen.query_one(TextArea).text
        assert hand.app.screen.query_one(TextArea).text.endswith("\u200c\u200dx")

    at_themes(steps)


def test_a_narrative_is_saved_when_the_program_is_left(at_themes, coded):
    themes.add(coded, "Help")

    async def steps(hand):
        await hand.press("w")
        await hand.type("Not lost")
        await hand.pilot.press("ctrl+q")

    at_themes(steps)
    assert themes.find_theme(coded, "Help").narrative == "Not lost"


def test_of_two_who_write_a_narrative_neither_loses_it_unseen(at_themes, coded, told, shown):
    theme = themes.add(coded, "Help", fields={"narrative": "first"})

    async def steps(hand):
        await hand.press("w")
        await hand.type(" mine")
        themes.write_narrative(coded.as_coder("Owen"), theme, "theirs", before="first")
        await hand.press("escape")
        assert isinstance(hand.app.screen, NarrativeScreen)
        assert "Somebody else changed this narrative" in told(hand.app)
        assert themes.find_theme(coded, "Help").narrative == "theirs"
        await hand.press("escape")
        assert "By now it says: theirs" in " ".join(re.sub("[│╭╮╰╯]", " ", shown(hand.app)).split())
        await hand.press("escape")
        assert isinstance(hand.app.screen, NarrativeScreen)
        assert hand.app.screen.unsaved
        await hand.press("escape")
        hand.app.screen.query_one("#yes", Button).press()
        await hand.press("f12")
        assert isinstance(hand.app.screen, ThemesScreen)

    at_themes(steps)
    assert themes.find_theme(coded, "Help").narrative == "first mine"


def test_words_are_found_in_a_narrative(at_themes, coded):
    themes.add(coded, "Help", fields={"narrative": "one two\n\nthree TWO"})

    async def steps(hand):
        await hand.press("w", "ctrl+f")
        await hand.type("two")
        await hand.press("enter")
        assert hand.app.screen.query_one(TextArea).selected_text == "two"
        await hand.press("ctrl+f", "enter")
        assert hand.app.screen.query_one(TextArea).selection.start == (2, 6)

    at_themes(steps)

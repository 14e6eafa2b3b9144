"""The search of the study: as one types, limited, page by page, opened in place; and what is said of nothing."""

from __future__ import annotations

import pytest

from workbench.transcripts.removing import unimport
from workbench.tui.screens import search as screen
from workbench.tui.screens.code_hits import CodeHitsScreen
from workbench.tui.screens.coding import CodingScreen
from workbench.tui.screens.search import SearchScreen
from workbench.tui.transcript.view import TranscriptView
from workbench.tui.widgets.hit_rows import HitRows
from workbench.tui.widgets.line import Line


@pytest.fixture
def at_search(at_text, monkeypatch):
    """Runs steps on the search, with somebody at it."""
    monkeypatch.setattr(screen, "_REST", 0.001)
    monkeypatch.setattr(screen, "_PAUSE", 0)

    def run(steps, **how):
        async def go(hand):
            await hand.press("f9")
            assert isinstance(hand.app.screen, SearchScreen)
            await steps(hand)

        at_text(go, **how)

    return run


def hits(hand):
    return [(hit.transcript, hit.words) for hit in hand.app.screen.query_one(HitRows).rows]


async def rests(hand):
    """Whoever types has rested: it is searched."""
    hand.app.screen._begin()
    await hand.press()


async def type_in(hand, words):
    line = hand.app.screen.query_one("#words", Line)
    line.focus()
    line.value = words
    await hand.press("enter")
    await rests(hand)


def test_words_are_found_as_one_types_and_opened_in_place(at_search):
    async def steps(hand):
        assert "all words must stand in one turn" in hand.shown
        await hand.press(*"listen*")
        await rests(hand)
        assert hits(hand) == [("PM1+PM2 Early", "listened")] * 2
        lines = [line for line in hand.shown.splitlines() if "listened" in line and "Early" in line]
        assert len({line.index("listened") for line in lines}) == 1
        assert "2 hits in 2 turns" in hand.shown
        # What would only be typed is not offered there.
        foot = hand.shown.splitlines()[-1]
        assert "Down To the hits" in foot
        assert "Code all" not in foot
        await hand.press("down", "down", "enter")
        assert isinstance(hand.app.screen, CodingScreen)
        view = hand.app.screen.query_one(TranscriptView)
        assert view.page.text[slice(*view.selection)] == "listened"
        await hand.press("f9")
        assert hits(hand) == [("PM1+PM2 Early", "listened")] * 2
        assert hand.app.screen.query_one(HitRows).has_focus
        foot = hand.shown.splitlines()[-1]
        assert "A Code all hits" in foot
        assert "To the hits" not in foot
        await hand.press("slash")
        assert hand.app.screen.query_one("#words", Line).has_focus
        await hand.press(*"marmalade")
        await rests(hand)
        assert hits(hand) == []
        assert "It stands nowhere in the study." in hand.shown
        await hand.press("escape", "enter")
        assert "there is no hit under the cursor" in hand.told

    at_search(steps)


def test_what_limits_the_search_is_chosen_by_key_and_taken_off(at_search):
    async def steps(hand):
        await type_in(hand, "we")
        assert [name for name, _ in hits(hand)] == ["PM1+PM2 Early", "S1+S2 Early", "S1+S2 Early"]
        await hand.press("r")
        assert "Staff member" in hand.shown
        await hand.press(*"staff", "enter")
        assert [name for name, _ in hits(hand)] == ["S1+S2 Early"] * 2
        assert "role: Staff member · words as they are typed · x looks everywhere" in hand.shown
        await hand.press("w", *"late", "enter")
        assert hits(hand) == []
        assert "x looks everywhere" in hand.shown
        await hand.press("x")
        assert len(hits(hand)) == 3
        assert "everywhere" in hand.shown
        for key in "pstco":
            await hand.press(key)
            assert hand.app.screen is not None
            await hand.press("escape")
        await type_in(hand, "listen")
        assert hits(hand) == []
        await hand.press("l")
        assert [words for _, words in hits(hand)] == ["listened"] * 2
        assert "also listened" in hand.shown
        await hand.press("l")
        assert hits(hand) == []

    at_search(steps)


def test_all_hits_are_gone_through_and_coded_as_one_step(at_search, monkeypatch):
    async def steps(hand):
        await type_in(hand, "we")
        await hand.press("A")
        box = hand.app.screen
        assert isinstance(box, CodeHitsScreen)
        assert "3 hits: 0 accepted" in hand.text("#how-many")
        await hand.press("x", "a", "enter", *"doubt", "enter")
        assert isinstance(hand.app.screen, SearchScreen)
        assert "Coded 1 passage with Doubt" in hand.shown + hand.told
        assert hand.codes == [("doubt", "We found out as we went.")]
        await hand.press("ctrl+z")
        assert hand.codes == []
        monkeypatch.setattr(screen, "_MOST_CODED", 1)
        await hand.press("A")
        assert "the first 1 of 2 turns: limit the search" in hand.text("#how-many")

    at_search(steps)


def test_the_next_page_comes_as_one_goes_down_and_hits_follow_the_study(at_search, monkeypatch):
    monkeypatch.setattr(screen, "PAGE", 2)
    monkeypatch.setattr(screen, "_NEAR_END", 1)

    async def steps(hand):
        await type_in(hand, "i")
        first = hits(hand)
        assert "3 turns; hits of the first 2, more as you go down" in hand.shown
        await hand.press("down", "down", "down", "down", "down", "down", "down")
        assert hits(hand)[: len(first)] == first
        assert "5 hits in 3 turns" in hand.shown
        unimport(hand.app.opened, ["Parent 1 Late"])
        hand.app.study_changed()
        await hand.press()
        assert "Parent 1 Late" not in {name for name, _ in hits(hand)}

    at_search(steps)

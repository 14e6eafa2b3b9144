"""A database that is away: what was to be written is kept, said and tried again, or given up by whoever asked."""

from __future__ import annotations

import pytest

from workbench.tui import waiting
from workbench.tui.leaving import LeavingScreen
from workbench.tui.screens.coding import CodingScreen
from workbench.tui.waiting import WaitingScreen


@pytest.fixture(autouse=True)
def _tried_when_asked(monkeypatch):
    monkeypatch.setattr(waiting, "TRY_EVERY", 3600)


async def waits(hand):
    while not isinstance(hand.app.screen, WaitingScreen):
        await hand.pilot.pause(0.01)


async def is_over(hand):
    while not isinstance(hand.app.screen, CodingScreen):
        await hand.pilot.pause(0.01)
    await hand.press()


def test_what_cannot_be_written_just_now_is_kept_and_written_later_or_given_up(at_text):
    async def steps(hand):
        database = hand.app.opened.database.path
        away = database.with_name("elsewhere.db")
        await hand.press("c", *"tru", "enter")
        before = list(hand.codes)
        words = hand.select("even in the snow")
        database.rename(away)
        await hand.pilot.press("1")
        await waits(hand)
        assert "Not written yet" in hand.shown
        assert "Code the passage: this is kept" in " ".join(hand.shown.replace("│", " ").split())
        # Tried in vain, that is said; nothing is thought to be done.
        screen = hand.app.screen
        await hand.pilot.press("escape")
        while screen._tries < 2:
            await hand.pilot.pause(0.01)
        await hand.pilot.pause()
        assert "(so far: 2)" in " ".join(hand.shown.split())
        away.rename(database)
        await hand.pilot.press("enter")
        await is_over(hand)
        assert hand.codes == [*before, ("trust", "even in the snow")], words
        assert "Written now: Code the passage." in hand.told
        # Given up, it is not done, also when the database is there again.
        hand.select("the letters")
        database.rename(away)
        await hand.pilot.press("1")
        await waits(hand)
        await hand.click("#give-up")
        await hand.pilot.pause()
        while isinstance(hand.app.screen, WaitingScreen):
            await hand.pilot.pause(0.01)
        away.rename(database)
        await hand.press()
        assert "Not done: Code the passage" in hand.shown
        assert hand.codes == [*before, ("trust", "even in the snow")]
        # Whoever leaves twice gives it up as well, and leaves.
        hand.select("the letters")
        database.rename(away)
        await hand.pilot.press("1")
        await waits(hand)
        await hand.pilot.press("ctrl+q")
        while not isinstance(hand.app.screen, LeavingScreen):
            await hand.pilot.pause(0.01)
        await hand.pilot.press("ctrl+q")
        while not hand.app._exit:
            await hand.pilot.pause(0.01)
        away.rename(database)

    at_text(steps)

"""A database that is away: what was to be written is kept, said and tried again, or given up by whoever asked."""

from __future__ import annotations

import pytest

from workbench import coding
from workbench.tui import waiting
from workbench.tui.leaving import LeavingScreen, LosingQuestion
from workbench.tui.screens.coding import CodingScreen
from workbench.tui.screens.question import ElsewhereQuestion
from workbench.tui.waiting import WaitingScreen


@pytest.fixture(autouse=True)
def _tried_when_asked(monkeypatch):
    monkeypatch.setattr(waiting, "TRY_EVERY", 3600)


async def waits(hand):
    # On a busy machine the box may be there before what stands in it.
    while not (isinstance(hand.app.screen, WaitingScreen) and hand.app.screen.query("#try")):
        await hand.pilot.pause(0.01)
    await hand.pilot.pause()


async def leaves(hand):
    await hand.pilot.press("ctrl+q")
    while not isinstance(hand.app.screen, LeavingScreen):
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
        # While it waits one is told how to have the database back, not to begin anew.
        hand.select("the letters")
        database.rename(away)
        await hand.pilot.press("1")
        await waits(hand)
        said = hand.text("#told")
        assert "Bring it back to its place" in said
        assert "anew" not in said
        # Whoever leaves and stays finds it waiting.
        await leaves(hand)
        await hand.pilot.press("escape")
        await waits(hand)
        # Whoever presses on is asked before it is given up.
        await leaves(hand)
        for answer in (("ctrl+q", "ctrl+q", "enter"), ("ctrl+q", "right", "enter")):
            await hand.pilot.press("ctrl+q")
            while not isinstance(hand.app.screen, LosingQuestion):
                await hand.pilot.pause(0.01)
            await hand.pilot.pause()
            assert "Code the passage" in hand.shown
            assert not hand.app._exit
            await hand.pilot.press(*answer)
        while not hand.app._exit:
            await hand.pilot.pause(0.01)
        away.rename(database)

    at_text(steps)


def test_what_waits_when_one_leaves_is_written_before(at_text):
    async def steps(hand):
        database = hand.app.opened.database.path
        away = database.with_name("elsewhere.db")
        hand.select("the letters")
        await hand.press("c", *"tru", "enter")
        hand.select("even in the snow")
        database.rename(away)
        await hand.pilot.press("1")
        await waits(hand)
        waits_for = hand.app.screen
        await leaves(hand)
        away.rename(database)
        waits_for.action_try_now()
        while not hand.app._exit:
            await hand.pilot.pause(0.01)
        assert ("trust", "even in the snow") in hand.codes

    at_text(steps)


def test_what_somebody_else_wrote_while_it_waited_is_shown_and_nothing_is_said_to_be_written(at_text, code, study):
    (made,) = code(study, "Parent 1 Early", "She sat with me", "trust")

    async def steps(hand):
        database = hand.app.opened.database.path
        away = database.with_name("elsewhere.db")
        hand.select("She sat with me")
        await hand.press("m", *"mine")
        coding.set_memo(hand.app.opened, made.id, "theirs")
        database.rename(away)
        await hand.pilot.press("ctrl+s")
        await waits(hand)
        away.rename(database)
        await hand.pilot.press("enter")
        while not isinstance(hand.app.screen, ElsewhereQuestion):
            await hand.pilot.pause(0.01)
        await hand.pilot.pause()
        assert "theirs" in hand.shown
        assert "Written now" not in hand.told
        await hand.press("escape", "escape", "n")

    at_text(steps)

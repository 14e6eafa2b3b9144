"""While a sample is open no screen shows what another coder has done on it, nor tells of it."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import replace

import pytest
from blind_looks import EARLY, LATE, SECRET
from blind_work import with_open_sample, work

from workbench import tui
from workbench.agreement import samples
from workbench.tui.screens.room import Room

ROOMS = {"agreement", "codes", "coding", "differences", "home", "library", "memos", "report", "review", "search"}
ROOMS |= {"frameworks", "samples", "themes", "verify"}
"""The rooms, each visited below but the last: it shows what the command tells, which is looked at with all others."""


def rooms() -> set[str]:
    """The places of all rooms there are."""
    for info in pkgutil.walk_packages(tui.__path__, "workbench.tui."):
        importlib.import_module(info.name)

    def below(one: type) -> set[type]:
        return {one}.union(*map(below, one.__subclasses__()))

    return {place for one in below(Room) if (place := one.__dict__.get("PLACE"))}


@pytest.fixture
def study(studies, code):
    return with_open_sample(studies, code)


def test_no_screen_shows_what_another_coder_has_done_on_an_open_sample(
    drive, workbench_in, settle, shown, told, studies, study, code
):
    assert rooms() == ROOMS
    app = workbench_in(study.folder)
    owen = replace(studies.again(study), coder="Owen")

    async def visited(pilot, only=ROOMS - {"coding", "differences", "frameworks", "verify"}):
        """What each room shows, and the boxes that list what was coded or done."""
        seen = {}
        for room in sorted(only):
            getattr(app, f"action_{room}")()
            await settle(pilot)
            assert room == app.screen.PLACE
            seen[room] = shown(app)
            if room == "agreement":
                await pilot.press("f")
                await settle(pilot)
                assert app.screen.PLACE == "frameworks"
                seen["frameworks"] = shown(app)
                await pilot.press("escape")
                await settle(pilot)
                await pilot.press("a")
                await settle(pilot)
                assert app.screen.PLACE == "differences"
                seen["differences"] = shown(app)
                await pilot.press("escape")
        for name in (EARLY, LATE):
            app.open_transcript(name)
            await settle(pilot)
            seen[f"coding {name}"] = shown(app)
        app.action_history()
        await settle(pilot)
        seen["history"] = shown(app)
        await pilot.press("escape")
        await settle(pilot)
        return seen

    async def steps(pilot):
        await visited(pilot, {"codes"})  # what she has read is told, and she has read it then
        before = await visited(pilot)
        assert "Ruth (A), Owen (B)" in before["agreement"]  # on the sample that was revealed
        work(owen, code)
        app._look_around()
        await settle(pilot)
        after = await visited(pilot)
        # That somebody has begun is told where samples are, and nothing else.
        both = ([" ".join(line.split()) for line in those.pop("samples").split("\n")] for those in (before, after))
        changed = [(one, other) for one, other in zip(*both, strict=True) if one != other]
        assert len(changed) == 2
        assert all(one == other.replace("… in work", "not started", 1) for one, other in changed)
        assert {place for place, text in after.items() if text != before[place]} == set()
        assert SECRET not in told(app)
        assert "Owen" not in told(app)
        samples.reveal(owen, early=True)
        app._look_around()
        await settle(pilot)
        revealed = await visited(pilot, {"codes", "memos"})
        changed = {place for place, text in revealed.items() if text != before[place]}
        assert changed == {"codes", "memos", f"coding {EARLY}", f"coding {LATE}", "history"}
        assert SECRET in revealed["memos"]

    drive(app, steps, size=(150, 50))

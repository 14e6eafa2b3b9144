"""Make the pictures of the screens, and of pages of the report, that the guide shows: `python docs/pictures.py`.

The program itself draws the screens, on a copy of the example study that is built for this and thrown away.
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

import page_pictures

if TYPE_CHECKING:
    from textual.app import App
    from textual.pilot import Pilot

PICTURES = Path(__file__).parent / "pictures"
SIZE = (108, 32)
WIDE = (168, 40)
NAME = "Parent 3 T1"

_FONTS = re.compile(r"@font-face \{.*?\}", re.DOTALL)
"""Fonts that a viewer would fetch from outside; the picture's own list of fonts has one that is there."""


async def settled(pilot: Pilot[None]) -> None:
    """Wait until every job is done and shown."""
    while True:
        await pilot.pause()
        busy = [worker for worker in pilot.app.workers if not worker.is_finished]
        if not busy:
            return
        await pilot.app.workers.wait_for_complete(busy)


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one after the other, each once what came of the one before is shown."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def take(folder: Path) -> None:
    """Go through the screens of a study and take a picture of each."""
    from workbench.codebook.changes import reshape
    from workbench.codebook.changes.new_code import NewCode
    from workbench.tui.app import Workbench
    from workbench.tui.transcript.view import TranscriptView
    from workbench.tui.widgets.codebook_rows import CodebookRows
    from workbench.tui.widgets.hit_rows import HitRows

    app = Workbench(folder, coder="Ruth")
    async with app.run_test(size=SIZE) as pilot:

        async def shown(name: str, *keys: str) -> None:
            await press(pilot, *keys)
            save(app, name)

        await settled(pilot)
        await shown("import", "i", *str(new_files(folder.parent)), "enter", "a", "ctrl+s")
        await shown("library", "escape", "escape")
        app.open_transcript(NAME)
        await settled(pilot)
        view = app.screen.query_one(TranscriptView)
        view.go_to(view.page.text.index("They said failure to"))
        await shown("coding", "space", "space")
        await shown("picker", "c", *"fear")
        await shown("code", "escape", "b", "down", "down", "e")
        await shown("find", "escape", "t", "ctrl+f", *"phone")
        await shown("hits", "escape", "A", "space", "x", "space")
        await press(pilot, "escape", "right", "enter", "f9", *"trust")
        while app.screen.query_one(HitRows).current is None:
            # The program waits a little whether more is typed.
            await settled(pilot)
        await shown("search", "down")
        await shown("memos", "f8", "down", "down")
        await shown("home", "f12")
        await shown("themes", "f4", "down", "down")
        await shown("narrative", "w")
        await shown("report", "escape", "f5", "down", "down", "down")
        await shown("settings", "f6")
        reshape.split_code(
            app.opened,
            "being-there",
            [
                NewCode("Being reachable", definition="She can be reached, by whatever way, and answers."),
                NewCode("Turning up", definition="She comes when she said that she would."),
            ],
        )
        app.study_changed()
        await pilot.press("escape", "f10")
        await settled(pilot)
        app.screen.query_one(CodebookRows).point_at("being-there")
        await pilot.pause(0.3)  # what became of a code is told once the cursor rests on it
        await shown("codes")
        await shown("review", "ctrl+l", "down")


async def take_compared(folder: Path) -> None:
    """Take pictures of comparing coders, of settling, and of a sample; last, for an open one hides others' work."""
    from workbench.agreement import samples
    from workbench.agreement.drawing import Asked
    from workbench.tui.app import Workbench

    app = Workbench(folder, coder="Ruth")
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await press(pilot, "ctrl+g")
        save(app, "agreement")
        await press(pilot, "a", "down", "down", "1", "down")
        save(app, "differences")
        samples.draw(app.opened, "First check", ["Ruth", "Owen"], Asked(number=8), seed=4)
        app.study_changed()
        await press(pilot, "escape", "ctrl+r", "enter")
        save(app, "samples")


async def take_wide(folder: Path) -> None:
    """Take a picture of two transcripts side by side, for which a window has to be wide."""
    from workbench.tui.app import Workbench

    app = Workbench(folder, coder="Ruth")
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        app.open_transcript(NAME)
        await settled(pilot)
        await pilot.press("p")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        save(app, "beside")


async def take_start() -> None:
    """Take pictures of the start screen and the form of a new study, as one sees them who has no study yet."""
    from workbench.tui.app import Workbench

    app = Workbench(None, coder="Ruth")
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        save(app, "start")
        await pilot.press("n")
        await settled(pilot)
        save(app, "new-study")


def save(app: App[None], name: str) -> None:
    """Write what the screen shows as a picture."""
    text = _FONTS.sub("", app.export_screenshot(title="workbench"))
    (PICTURES / f"{name}.svg").write_text(text, encoding="utf-8")


def new_files(place: Path) -> Path:
    """A folder with invented interviews that are to be imported."""
    folder = place / "from the transcriber"
    folder.mkdir()
    for name, who in (("Parent 7 T1.txt", "Parent 7"), ("PM2 T1 again.txt", "PM2"), ("call of 3 May.txt", "Woman")):
        talk = f"Interviewer: How did it begin?\n{who}: With a phone call.\nInterviewer: And then?\n{who}: She came.\n"
        (folder / name).write_text(talk, encoding="utf-8")
    return folder


def main() -> None:
    """Build the example in a folder of its own and take the pictures."""
    from workbench import example

    PICTURES.mkdir(exist_ok=True)
    jobs: list[Callable[[Path], Awaitable[None]]] = [lambda folder: take_start(), take, take_wide, take_compared]
    with tempfile.TemporaryDirectory() as place:
        # Nothing of whoever makes the pictures is to be seen in them.
        own = {"WORKBENCH_CONFIG_DIR": f"{place}/config", "WORKBENCH_DATA_DIR": f"{place}/data"}
        os.environ |= own | {"LOGNAME": "Ruth", "USERNAME": "Ruth"}
        folder = Path(place) / "study"
        example.demo(folder, progress=lambda done, total, what: None)
        # First the report, as the example has it: the jobs change the study.
        page_pictures.take_pages(folder)
        for job in jobs:
            asyncio.run(_run(job, folder))


async def _run(job: Callable[[Path], Awaitable[None]], folder: Path) -> None:
    await job(folder)


if __name__ == "__main__":
    main()

"""The coding screen as a whole, with 20,000 codings on one transcript: opened, coded in, moved about in.

The peer is the least that shows a text and keeps a row: Textual's TextArea, and an insert by sqlite3. Pages and
moves are timed as in `benchmarks.transcript_view`, with all that the room does at each move besides: it says where one
is, and lists what is coded there.
"""

from __future__ import annotations

import asyncio
import gc
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

from textual.geometry import Region
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import TextArea

from benchmarks.jobs import Amounts
from benchmarks.measure import Row, compare, row_of
from benchmarks.studies import CODER
from benchmarks.transcript_view import PEER, SIZE, Stage, moves, page, stored
from workbench import tui
from workbench.spans import Span
from workbench.transcripts import importing
from workbench.tui.app import Workbench
from workbench.tui.screens.coding import CodingScreen
from workbench.tui.transcript.view import TranscriptView

_PEER = "sqlite3, Textual's TextArea, no codings"


def coding_room(amounts: Amounts) -> Iterator[Row]:
    """Opening and coding, each to the moment when the rows of the transcript are painted."""
    shown, codings = page(amounts.words * 75 // 2), 20 * amounts.codings
    with stored(shown, codings) as study:
        other = study.folder.with_name("Another.txt")
        other.write_text("Interviewer: And then?\nParent 1: Then she came back.\n", encoding="utf-8")
        importing.import_files(study, [other])
        folder = study.folder
        study.close()
        name = f"{len(shown.text):,} characters, {codings:,} codings"
        yield from asyncio.run(_measured(folder, shown.name, name, amounts))


async def _measured(folder: Path, transcript: str, name: str, amounts: Amounts) -> list[Row]:
    painted, render = [0.0], TranscriptView.render_lines
    # As the program itself does before its screens are there.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*tui.GARBAGE)

    def noting(view: TranscriptView, crop: Region) -> list[Strip]:
        strips = render(view, crop)
        painted[0] = time.perf_counter()
        return strips

    with patch.object(TranscriptView, "render_lines", noting):
        opened = await _opened(folder, transcript, painted, amounts.runs)
        coded = await _coded(folder, transcript, painted, amounts.many)
    with tempfile.TemporaryDirectory(prefix="workbench-benchmarks-") as place:
        inserted = _inserted(Path(place), amounts.many)
    loaded = [_loaded(folder) for _ in range(amounts.runs)]
    return [
        row_of(f"{name}: a transcript from its choice to the first paint", "s", opened, loaded, _PEER, transcripts=0),
        row_of(f"{name}: a coding from the key to its paint", "s", coded, inserted, "sqlite3 alone", transcripts=0),
        *await _moved(folder, transcript, name, amounts.many),
    ]


async def _until(is_so: Callable[[], bool]) -> None:
    while not is_so():
        await asyncio.sleep(0.0005)


async def _at(app: Workbench, pilot: Pilot[None], transcript: str) -> CodingScreen:
    """The coding screen with that transcript."""
    await _until(lambda: app.is_in_study)
    app.open_transcript(transcript)
    screen = app.get_screen("coding", CodingScreen)
    await _until(lambda: screen.opened is not None and screen.opened.transcript.name == transcript)
    await pilot.pause(0.2)
    return screen


async def _opened(folder: Path, transcript: str, painted: list[float], runs: int) -> list[float]:
    """Seconds from the choice of the transcript, while another is shown, to its first paint with its codings."""
    app = Workbench(folder, coder=CODER)

    async def once(screen: CodingScreen) -> float:
        gc.collect()
        began = time.perf_counter()
        screen.come_to(transcript)
        await _until(lambda: bool(screen.codings))
        shown = time.perf_counter()
        await _until(lambda: painted[0] > shown)
        return painted[0] - began

    async with app.run_test(size=SIZE) as pilot:
        return [await once(await _at(app, pilot, "Another")) for _ in range(runs)]


async def _coded(folder: Path, transcript: str, painted: list[float], runs: int) -> list[float]:
    """Seconds from the key that puts a code on words to the paint of the coding, each time."""
    app = Workbench(folder, coder=CODER)
    async with app.run_test(size=SIZE) as pilot:
        screen = await _at(app, pilot, transcript)

        async def once(number: int) -> float:
            screen.view.select(Span(400 + 61 * number, 481 + 61 * number))
            await pilot.pause(0.2)
            before, began = len(screen.codings), time.perf_counter()
            screen.action_recent(1)
            await _until(lambda: len(screen.codings) > before)
            changed = time.perf_counter()
            await _until(lambda: painted[0] > changed)
            return painted[0] - began

        return [await once(number) for number in range(runs)]


async def _moved(folder: Path, transcript: str, name: str, runs: int) -> list[Row]:
    """A page, and moves of caret and selection, with all that the room does at each."""
    app, stage = Workbench(folder, coder=CODER), Stage()
    async with stage.run_test(size=SIZE), app.run_test(size=SIZE) as pilot:
        screen, area = await _at(app, pilot, transcript), stage.query_one(TextArea)
        await _until(lambda: bool(screen.codings))
        area.load_text(screen.view.page.text)

        def besides() -> None:
            # What answers to the view's message; otherwise it would be done when nobody measures any more.
            screen._show_here()  # noqa: SLF001 (it is the room's answer that is measured)
            screen._tell_noted()  # noqa: SLF001 (likewise)

        return [
            compare(f"{name}: {what} in the coding room", ours, peer, PEER, transcripts=0, runs=runs)
            for what, ours, peer in moves(screen.view, area, besides=besides)
        ]


def _inserted(place: Path, runs: int) -> list[float]:
    """Seconds of an insert that is on the disk when it is confirmed."""
    taken = []
    with closing(sqlite3.connect(place / "bare.db")) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute('CREATE TABLE coding (id INTEGER PRIMARY KEY, start INT, "end" INT, code TEXT)')
        for number in range(runs):
            began = time.perf_counter()
            with connection:
                connection.execute("INSERT INTO coding VALUES (?, ?, ?, ?)", (number, number, number + 80, "code-1"))
            taken.append(time.perf_counter() - began)
    return taken


def _loaded(folder: Path) -> float:
    """Seconds in which sqlite3 reads the text and TextArea takes it, unpainted."""
    began = time.perf_counter()
    with closing(sqlite3.connect(folder / ".workbench" / "study.db")) as connection:
        (text,) = connection.execute("SELECT text FROM text").fetchone()
    TextArea(text, read_only=True, soft_wrap=True)
    return time.perf_counter() - began

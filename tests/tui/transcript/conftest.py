from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from uuid import UUID

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from workbench.sight import PlacedCoding
from workbench.tui.transcript.page import Look, Page, PageTurn
from workbench.tui.transcript.view import TranscriptView

LOOKS = {"trust": Look("t", "#4E9CB5"), "food": Look("f", "#C98B3B"), "bus": Look("b", "#7BA05B")}


class Stage(App[None]):
    """A view alone on a screen, and the messages it sends."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[TranscriptView.Moved] = []

    def compose(self) -> ComposeResult:
        yield TranscriptView()

    def on_mount(self) -> None:
        self.query_one(TranscriptView).focus()

    def on_transcript_view_moved(self, message: TranscriptView.Moved) -> None:
        self.told.append(message)


class Played:
    """What a test of the view works with: the app, its pilot, and the view."""

    def __init__(self, app: Stage, pilot: Pilot[None]) -> None:
        self.app, self.pilot, self.view = app, pilot, app.query_one(TranscriptView)

    @property
    def words(self) -> str | None:
        span = self.view.selection
        return None if span is None else span.of(self.view.page.text)

    def rows(self) -> list[str]:
        """What the view shows, as text, blanks at the ends of rows left out."""
        return [self.view.render_line(y).text.rstrip() for y in range(self.view.size.height)]

    def cell(self, offset: int) -> tuple[int, int]:
        """The cell of the view in which a character stands."""
        layout = self.view.ground.layout
        return (
            self.view.words_left + layout.column_of(offset),
            layout.row_at(offset) - self.view.scroll_offset.y,
        )

    def style(self, offset: int):
        """The style a character is shown in."""
        column, row = self.cell(offset)
        at = 0
        for segment in self.view.render_line(row):
            at += segment.cell_length
            if at > column:
                return segment.style
        raise AssertionError(offset)


@pytest.fixture
def play() -> Callable[..., None]:
    """Play a scene on a stage: an async function that gets a `Played`."""

    def run(
        scene: Callable[[Played], Awaitable[None]],
        page: Page | None = None,
        codings: Iterable[PlacedCoding] = (),
        *,
        size: tuple[int, int] = (80, 24),
    ) -> None:
        async def played() -> None:
            app = Stage()
            async with app.run_test(size=size) as pilot:
                on = Played(app, pilot)
                if page is not None:
                    on.view.show(page)
                on.view.mark(list(codings), LOOKS)
                await pilot.pause()
                app.told.clear()
                await scene(on)

        asyncio.run(played())

    return run


@pytest.fixture
def interview() -> Page:
    """An interview of nine turns by two speakers, times with the first ones."""
    said = [
        ("Interviewer", "How did the visits begin?"),
        ("PM1", "Nobody came at first. I sat there with tea! Then (Rosa) brought her neighbour, and it grew."),
        ("Interviewer", "And then?"),
        (
            "PM1",
            "We moved to [names city]. The walk is forty minutes with a pushchair, so the bus was what we needed most.",
        ),
    ]
    text, turns = "Two mentors, T1\n\n", []
    for number in range(5):
        for who, words in said:
            begin = len(text)
            start = begin + len(who) + 2
            text += f"{who}: {words}\n"
            time = len(turns) * 61_000 if number < 3 else None
            turns.append(PageTurn(begin, start, start + len(words), time, who == "Interviewer"))
    return Page("Mentors T1", text, tuple(turns))


@pytest.fixture
def coding() -> Callable[..., PlacedCoding]:
    """Make a coding on the first place where some words stand."""

    def make(page: Page, words: str, code: str = "trust", number: int = 1) -> PlacedCoding:
        start = page.text.index(words)
        return PlacedCoding(UUID(int=number), start, start + len(words), code, "", "")

    return make

"""The transcript view beside Textual's TextArea with the same text: a page, a move, opening, resizing.

TextArea is a peer and no floor: it shows the text without codings, times or gutter, since it has no such thing.
"""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from functools import partial
from pathlib import Path
from random import Random
from uuid import UUID

from textual.app import App, ComposeResult
from textual.widget import Widget
from textual.widgets import TextArea

from benchmarks import studies
from benchmarks.interviews import INTERVIEWER, interviews
from benchmarks.jobs import Amounts, take_in
from benchmarks.measure import Row, Side, compare
from workbench.coding import reading
from workbench.sight import PlacedCoding
from workbench.study import Study
from workbench.transcripts import importing
from workbench.tui.transcript import colours, layout
from workbench.tui.transcript.page import Look, Page, PageTurn, page_of
from workbench.tui.transcript.view import TranscriptView

SIZE = (120, 50)
"""Of the terminal, in cells."""
_CODES = 24
PEER = "Textual's TextArea, no codings"
"""What the peer is, in words."""


class Stage(App[None]):
    """Both widgets, each as large as the screen; one is shown at a time."""

    def compose(self) -> ComposeResult:
        """The two."""
        yield TranscriptView()
        yield TextArea(read_only=True, soft_wrap=True)

    def on_mount(self) -> None:
        """Give each the whole screen."""
        for widget in self.query("TranscriptView, TextArea"):
            widget.styles.width, widget.styles.height = SIZE
            widget.styles.border = ("none", "black")


def transcript_view(amounts: Amounts) -> Iterator[Row]:
    """A page, moves and opening; with the usual amounts, texts of 120,000 and 300,000 characters, 2,000 codings."""
    yield from asyncio.run(_measured(amounts))


async def _measured(amounts: Amounts) -> list[Row]:
    usual, long = (page(amounts.words * 15), page(amounts.words * 75 // 2))
    one_turn = Page(long.name, long.text.replace("\n", " "), (PageTurn(0, 0, len(long.text)),))
    coded = codings(usual, 2 * amounts.codings)
    timed = partial(compare, transcripts=0, runs=amounts.many)
    rows = []
    app = Stage()
    async with app.run_test(size=SIZE) as pilot:
        view, area = app.query_one(TranscriptView), app.query_one(TextArea)
        await pilot.pause()
        _open(view, usual, coded)
        area.load_text(usual.text)
        name = f"{len(usual.text):,} characters, {len(coded):,} codings"
        for what, ours, peer in (*moves(view, area), *_changes(view, area, coded, len(usual.text))):
            rows.append(timed(f"{name}: {what}", ours, peer, PEER))
        for what, shown in (("", long), (", one turn", one_turn)):
            job = f"{len(shown.text):,} characters{what}: open and paint"
            ours = Side(partial(_open_and_paint, view, shown), partial(_cold, view))
            peer = Side(partial(_load_and_paint, area, shown.text), partial(_cold, area))
            rows.append(compare(job, ours, peer, PEER, transcripts=0, runs=2 * amounts.runs))
        with stored(long, 2 * amounts.codings) as study:
            job = f"{len(long.text):,} characters, {2 * amounts.codings:,} codings: from the database to the paint"
            ours = Side(partial(_read_and_paint, view, study), partial(_cold, view))
            peer = Side(partial(_select_and_paint, area, study.folder), partial(_cold, area))
            rows.append(compare(job, ours, peer, f"sqlite3, {PEER}", transcripts=0, runs=2 * amounts.runs))
    return rows


@contextmanager
def stored(shown: Page, count: int) -> Iterator[Study]:
    """A study with this transcript and so many codings on it."""
    with tempfile.TemporaryDirectory(prefix="workbench-benchmarks-") as name:
        folder = Path(name)
        with studies.Workshop(folder, 1, 10).fresh() as study:
            path = folder / f"{shown.name}.txt"
            path.write_text(shown.text, encoding="utf-8")
            importing.import_files(study, [path])
            take_in(study, studies.write_pack(studies.codings(study, count), folder / "coded.jsonl"))
            yield study


def moves(
    view: TranscriptView, area: TextArea, *, besides: Callable[[], object] = lambda: None
) -> Iterator[tuple[str, Side, Side]]:
    """A page that is open, and small moves on it: a name, ours, the peer's.

    Args:
        view: Ours.
        area: The peer.
        besides: What is done at each move of ours besides, by whatever the view stands in.
    """
    yield "a page, cold", _side(view, lambda: None, setting=_cold), _side(area, lambda: None, setting=_cold)
    yield "a caret move", _side(view, lambda: (view.action_right(), besides())), _side(area, area.action_cursor_right)
    yield (
        "a selection move",
        _side(view, lambda: (view.action_extend_down(), besides())),
        _side(area, lambda: area.action_cursor_down(select=True)),
    )


def _changes(
    view: TranscriptView, area: TextArea, coded: Sequence[PlacedCoding], length: int
) -> Iterator[tuple[str, Side, Side]]:
    """What is done to a page that takes more: a name, ours, the peer's."""
    yield (
        "a page down",
        _side(view, view.action_page_down, setting=_page_below),
        _side(area, area.action_cursor_page_down, setting=_page_below),
    )
    at, turns = iter(range(10**6)), len(coded)
    looks = _looks()

    def one_coding_more() -> None:
        number = next(at)
        start = view.scroll_offset.y * 90 % (length - 80)
        view.mark([*coded, PlacedCoding(UUID(int=turns + number), start, start + 80, "code-1", "", "")], looks)

    yield "a coding made", _side(view, one_coding_more), _side(area, area.action_cursor_right)


def _painted(widget: Widget) -> None:
    """Paint what of the widget is not painted yet, as far as the sequences that the terminal gets."""
    console = widget.app.console
    for strip in widget.render_lines(widget.size.region):
        strip.render(console)


@contextmanager
def _cold(widget: Widget) -> Iterator[None]:
    """Nothing of the widget painted or kept."""
    widget.refresh()
    if isinstance(widget, TranscriptView):
        widget._new_paint()  # noqa: SLF001 (nobody else needs a way to forget what was painted)
        layout.cells.cache_clear()
        colours._style.cache_clear()  # noqa: SLF001 (likewise)
    elif isinstance(widget, TextArea):
        widget._line_cache.clear()  # noqa: SLF001 (a benchmark of Textual; there is no public way)
    yield


@contextmanager
def _warm(widget: Widget) -> Iterator[None]:
    """The page painted."""
    _painted(widget)
    yield


@contextmanager
def _page_below(widget: Widget) -> Iterator[None]:
    """The page painted, and a whole one below it."""
    if widget.max_scroll_y - widget.scroll_offset.y < widget.size.height:
        if isinstance(widget, TranscriptView):
            widget.action_text_start()
        elif isinstance(widget, TextArea):
            widget.move_cursor((0, 0))
    _painted(widget)
    yield


def _side(
    widget: Widget,
    move: Callable[[], object],
    *,
    setting: Callable[[Widget], AbstractContextManager[None]] = _warm,
) -> Side:
    def job(_: None) -> None:
        move()
        _painted(widget)

    return Side(job, partial(setting, widget))


def _open(view: TranscriptView, shown: Page, coded: Sequence[PlacedCoding]) -> TranscriptView:
    view.show(shown)
    view.mark(coded, _looks())
    return view


def _open_and_paint(view: TranscriptView, shown: Page, _: None) -> None:
    _painted(_open(view, shown, []))


def _read_and_paint(view: TranscriptView, study: Study, _: None) -> None:
    opened = reading.open_transcript(study, None)
    if opened is None:
        message = "the transcript is not in the study"
        raise AssertionError(message)
    coded = list(opened.coded.codings.values())
    _painted(_open(view, page_of(opened.spoken), coded))


def _select_and_paint(area: TextArea, folder: Path, _: None) -> None:
    with closing(sqlite3.connect(folder / ".workbench" / "study.db")) as connection:
        (text,) = connection.execute("SELECT text FROM text").fetchone()
    _load_and_paint(area, text, None)


def _load_and_paint(area: TextArea, text: str, _: None) -> None:
    area.load_text(text)
    _painted(area)


def _looks() -> dict[str, Look]:
    random = Random(3)
    return {
        f"code-{number}": Look(chr(ord("a") + number), f"#{random.randrange(0x404040, 0xC0C0C0):06X}")
        for number in range(_CODES)
    }


def page(characters: int) -> Page:
    """An invented interview of about so many characters."""
    (interview,) = interviews(1, words=characters // 4)
    parts: list[str] = []
    turns, at = [], 0
    for turn in interview.turns:
        label = f"{turn.speaker}: "
        start = at + len(label)
        turns.append(
            PageTurn(at, start, start + len(turn.words), round(turn.second * 1000), turn.speaker == INTERVIEWER)
        )
        parts.append(f"{label}{turn.words}\n")
        at += len(parts[-1])
        if at >= characters:
            break
    return Page(interview.name, "".join(parts), tuple(turns))


def codings(shown: Page, count: int) -> list[PlacedCoding]:
    """So many overlapping codings all over a page: 20 to 300 characters, a sentence or three."""
    random = Random(11)
    found = []
    for _ in range(count):
        start = random.randrange(len(shown.text) - 20)
        end = min(len(shown.text), start + random.randint(20, 300))
        found.append(
            PlacedCoding(UUID(int=random.getrandbits(128)), start, end, f"code-{random.randrange(_CODES)}", "", "")
        )
    return found

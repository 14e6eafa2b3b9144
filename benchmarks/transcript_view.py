"""The transcript view beside Textual's TextArea with the same text: a page, a move, opening, resizing.

TextArea is a peer and no floor: it shows the text without codings, times or gutter, since it has no such thing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from random import Random
from uuid import UUID

from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets import TextArea

from benchmarks.interviews import INTERVIEWER, interviews
from benchmarks.jobs import Amounts
from benchmarks.measure import Row, Side, compare
from workbench.tui.transcript import colours, layout
from workbench.tui.transcript.page import Look, Marked, Page, PageTurn
from workbench.tui.transcript.view import TranscriptView

_SIZE = (120, 50)
_CODES = 24
_PEER = "Textual's TextArea, no codings"


class _Stage(App[None]):
    """Both widgets, each as large as the screen; one is shown at a time."""

    def compose(self) -> ComposeResult:
        yield TranscriptView()
        yield TextArea(read_only=True, soft_wrap=True)

    def on_mount(self) -> None:
        for widget in self.query("TranscriptView, TextArea"):
            widget.styles.width, widget.styles.height = _SIZE
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
    app = _Stage()
    async with app.run_test(size=_SIZE) as pilot:
        view, area = app.query_one(TranscriptView), app.query_one(TextArea)
        await pilot.pause()
        _open(view, usual, coded)
        area.load_text(usual.text)
        name = f"{len(usual.text):,} characters, {len(coded):,} codings"
        for what, ours, peer in _moves(view, area, coded, len(usual.text)):
            rows.append(timed(f"{name}: {what}", ours, peer, _PEER))
        for what, shown in (("", long), (", one turn", one_turn)):
            job = f"{len(shown.text):,} characters{what}: open and paint"
            ours = Side(partial(_open_and_paint, view, shown), partial(_cold, view))
            peer = Side(partial(_load_and_paint, area, shown.text), partial(_cold, area))
            rows.append(compare(job, ours, peer, _PEER, transcripts=0, runs=2 * amounts.runs))
    return rows


def _moves(
    view: TranscriptView, area: TextArea, coded: Sequence[Marked], length: int
) -> Iterator[tuple[str, Side, Side]]:
    """What is done to a page that is open: a name, ours, the peer's."""
    yield "a page, cold", _side(view, lambda: None, cold=True), _side(area, lambda: None, cold=True)
    yield "a caret move", _side(view, view.action_right), _side(area, area.action_cursor_right)
    yield (
        "a selection move",
        _side(view, view.action_extend_down),
        _side(area, lambda: area.action_cursor_down(select=True)),
    )
    yield "a page down", _side(view, view.action_page_down), _side(area, area.action_cursor_page_down)
    at, turns = iter(range(10**6)), len(coded)
    looks = _looks()

    def one_coding_more() -> None:
        number = next(at)
        start = view.scroll_offset.y * 90 % (length - 80)
        view.mark([*coded, Marked(UUID(int=turns + number), start, start + 80, "code-1")], looks)

    yield "a coding made", _side(view, one_coding_more), _side(area, area.action_cursor_right)


def _side(widget: Widget, move: Callable[[], object], *, cold: bool = False) -> Side:
    def job(_: None) -> None:
        move()
        _painted(widget)

    setting: Callable[[], AbstractContextManager[None]] = partial(_cold, widget) if cold else partial(_warm, widget)
    return Side(job, setting)


def _painted(widget: Widget) -> None:
    """Paint what of the widget is not painted yet, as far as the sequences that the terminal gets."""
    console = widget.app.console
    for strip in widget.render_lines(Region(0, 0, *_SIZE)):
        strip.render(console)


@contextmanager
def _cold(widget: Widget) -> Iterator[None]:
    """Nothing of the widget painted or kept."""
    widget.refresh()
    if isinstance(widget, TranscriptView):
        widget._new_paint(everywhere=True)  # noqa: SLF001 (nobody else needs a way to forget what was painted)
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


def _open(view: TranscriptView, shown: Page, coded: Sequence[Marked]) -> TranscriptView:
    view.show(shown)
    view.mark(coded, _looks())
    return view


def _open_and_paint(view: TranscriptView, shown: Page, _: None) -> None:
    _painted(_open(view, shown, []))


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


def codings(shown: Page, count: int) -> list[Marked]:
    """So many overlapping codings all over a page: 20 to 300 characters, a sentence or three."""
    random = Random(11)
    found = []
    for _ in range(count):
        start = random.randrange(len(shown.text) - 20)
        end = min(len(shown.text), start + random.randint(20, 300))
        found.append(Marked(UUID(int=random.getrandbits(128)), start, end, f"code-{random.randrange(_CODES)}"))
    return found

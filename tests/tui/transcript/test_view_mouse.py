"""The mouse in the view."""

from __future__ import annotations

from textual import events

from workbench.tui.transcript.page import Page
from workbench.tui.transcript.view import TranscriptView

HARD = "e\u0301té 👨‍👩‍👧‍👦 我们谈了 مرحبا \x1b[31m a\tb 🇬🇧! ❤️ का end"


async def press(on, offset: int, **held: bool) -> None:
    await on.pilot.mouse_down(TranscriptView, offset=on.cell(offset), **held)


async def release(on, offset: int) -> None:
    await on.pilot.mouse_up(TranscriptView, offset=on.cell(offset))


async def drag(on, start: int, *to: int, times: int = 1, **held: bool) -> None:
    for _ in range(times - 1):
        await press(on, start)
        await release(on, start)
    await press(on, start, **held)
    for offset in to:
        await on.pilot.hover(TranscriptView, offset=on.cell(offset))
    await release(on, to[-1] if to else start)


def test_a_click_on_any_cell_of_a_cluster_finds_it(play):
    async def scene(on):
        layout = on.view.ground.layout
        place = 0
        while place < len(HARD):
            cluster = layout.cluster(place)
            column, row = on.cell(place)
            width = layout.cells(0).column(cluster.end) - layout.column_of(place)
            for cell in range(column, column + width):
                await on.pilot.click(TranscriptView, offset=(cell, row))
                assert on.view.caret == place
            place = cluster.end
        await on.pilot.click(TranscriptView, offset=(75, 0))
        assert on.view.caret == len(HARD)

    play(scene, Page("x", HARD))


async def dragging_selects_both_ways_with_both_characters(on, interview):
    start = interview.text.index("Nobody")
    end = interview.text.index("tea!") + 3
    await drag(on, start, start + 3, end)
    assert on.words == "Nobody came at first. I sat there with tea!"
    await drag(on, end, start)
    assert on.words == "Nobody came at first. I sat there with tea!"
    assert on.view.caret == start
    await drag(on, end, start, end)
    assert on.view.selection is None
    assert on.app.told[-1].selection is None


async def shift_click_extends(on, interview):
    start = interview.text.index("Nobody")
    await drag(on, start)
    await drag(on, start + 10, shift=True)
    assert on.words == "Nobody came"
    await drag(on, start + 5, shift=True)
    assert on.words == "Nobody"


async def clicks_in_a_row_take_more(on, interview):
    for times, words in ((2, "there"), (3, "I sat there with tea!"), (4, None)):
        await drag(on, 0)  # elsewhere: the clicks before are not of this row
        assert on.words is None
        await drag(on, interview.text.index("there with") + 2, times=times)
        if words is None:
            assert on.words.startswith("Nobody came")
            assert on.words.endswith("and it grew.")
        else:
            assert on.words == words


async def alt_click_takes_the_turn(on, interview):
    at = interview.text.index("there with")
    column, row = on.cell(at)
    view = on.view
    on.app.post_message(events.MouseDown(view, column, row, 0, 0, 1, False, True, False, column, row, None))
    await on.pilot.pause()
    await release(on, at)
    assert on.words.startswith("Nobody came")


async def dragging_after_a_double_click_goes_by_words(on, interview):
    text = interview.text
    await drag(on, text.index("there with") + 1, text.index("tea!") + 1, times=2)
    assert on.words == "there with tea"
    await drag(on, text.index("there with") + 1, text.index("Nobody") + 3, times=2)
    assert on.words == "Nobody came at first. I sat there"


def test_dragging_beyond_the_edge_scrolls_on_and_selects(play, interview):
    async def scene(on):
        view = on.view
        start = interview.text.index("Nobody")
        await press(on, start)
        column, _ = on.cell(start)

        def at(y: int) -> events.MouseMove:
            return events.MouseMove(view, column, y, 0, 1, 1, False, False, False, column, y, None)

        view.on_mouse_move(at(8))
        timer = view._scrolling
        timer.pause()  # its beats are ours from here on
        assert view.scroll_offset.y == 1
        for _ in range(3):
            view.scroll_on()
        assert view.scroll_offset.y == 4
        assert view.selection.start == start
        assert view.ground.layout.row_at(view.caret) == 4 + 7
        view.on_mouse_move(at(3))
        assert view._scrolling is None
        view.on_mouse_move(at(-20))
        view._scrolling.pause()
        assert view.scroll_offset.y == 0
        assert view.ground.layout.row_at(view.caret) == 0
        view.on_mouse_up(events.MouseUp(view, column, 2, 0, 0, 1, False, False, False, column, 2, None))
        await on.pilot.pause()
        assert view._scrolling is None
        assert on.app.mouse_captured is None

    play(scene, interview, size=(80, 8))


def test_the_wheel_scrolls_and_leaves_the_caret(play, interview):
    async def scene(on):
        view = on.view
        view.post_message(events.MouseScrollDown(view, 5, 5, 0, 1, 0, False, False, False))
        await on.pilot.pause()
        await on.pilot.wait_for_animation()
        assert view.scroll_offset.y > 0
        assert view.caret == 0

    play(scene, interview, size=(80, 8))


async def a_click_left_of_the_words_sets_the_caret_to_the_row(on, interview):
    await on.pilot.click(TranscriptView, offset=(1, 2))
    assert on.view.caret == interview.turns[0].begin


async def a_click_on_a_mark_selects_what_is_coded(on, interview, coding):
    marked = coding(interview, "came at first")
    on.view.mark([marked], on.view._looks)
    await on.pilot.pause()
    column = on.view.words_left - 5
    await on.pilot.click(TranscriptView, offset=(column, on.cell(marked.start)[1]))
    assert on.words == "came at first"
    assert on.app.told[-1].selection == on.view.selection


def test_clicks_and_drags_select_and_set_the_caret(play, interview, coding):
    async def scene(on):
        for part in (
            dragging_selects_both_ways_with_both_characters,
            shift_click_extends,
            clicks_in_a_row_take_more,
            alt_click_takes_the_turn,
            dragging_after_a_double_click_goes_by_words,
            a_click_left_of_the_words_sets_the_caret_to_the_row,
        ):
            await part(on, interview)
            on.view.go_to(0)
        await a_click_on_a_mark_selects_what_is_coded(on, interview, coding)

    play(scene, interview)


def test_word_that_an_earlier_press_ended_leaves_the_next_one_as_it_is(play, interview):
    async def scene(on):
        start = interview.text.index("Nobody")
        await press(on, start)
        # Of clicks soon after one another, as they come where the program has much to do.
        on.view.post_message(events.MouseRelease(on.app.mouse_position))
        await on.pilot.hover(TranscriptView, offset=on.cell(start + 5))
        await release(on, start + 5)
        assert on.words == "Nobody"
        assert on.app.mouse_captured is None, "what is clicked elsewhere would go to the text"

    play(scene, interview)

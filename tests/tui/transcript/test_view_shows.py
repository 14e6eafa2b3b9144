"""What the view shows: exactly the text, the codings, the selection on them, in every look and size."""

from __future__ import annotations

from uuid import UUID

import pytest

from workbench.spans import Span
from workbench.tui.transcript.page import Look, Marked, Page


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[names city] [/bold] [red]x[/red]", "[names city] [/bold] [red]x[/red]"),
        ("a \x1b[31m b \x07", "a ␛[31m b ␇"),
        ("👨‍👩‍👧‍👦 family", "👨‍👩‍👧‍👦 family"),
        ("مرحبا بالعالم", "مرحبا بالعالم"),
        ("我们谈了很多", "我们谈了很多"),
        ("e\u0301te\u0301", "e\u0301te\u0301"),
        ("a\u202eb\u2066c", "a¤b¤c"),
        ("a\tb", "a    b"),
    ],
)
def test_a_text_is_shown_exactly(play, text, shown):
    async def scene(on):
        assert on.rows()[0].strip() == shown

    play(scene, Page("x", text))


def test_turns_have_times_and_gutter_marks(play, interview, coding):
    async def scene(on):
        rows = on.rows()
        assert rows[0] == " " * 12 + "Two mentors, T1"
        assert rows[2] == "  0:00      Interviewer: How did the visits begin?"
        assert rows[3].startswith("  1:01 tf   PM1: Nobody came")
        assert rows[4].startswith("        │   ")

    codings = [
        coding(interview, "came at first"),
        coding(interview, "sat there with tea! Then (Rosa) brought her", "food", 2),
    ]
    play(scene, interview, codings)


def test_codings_at_a_place(play, interview, coding):
    codings = [coding(interview, "came at first"), coding(interview, "at first. I sat", "food", 2)]

    async def scene(on):
        at = interview.text.index("came at first")
        assert on.view.codings_at(at) == (codings[0].id,)
        assert on.view.codings_at(at + 5) == (codings[0].id, codings[1].id)
        assert on.view.codings_at(at - 1) == ()

    play(scene, interview, codings)


def test_a_selection_is_seen_on_coded_and_on_plain_words(play, interview, coding):
    async def scene(on):
        at = interview.text.index("came at first")
        plain, coded = on.style(at - 3), on.style(at + 3)
        assert plain.bgcolor != coded.bgcolor
        on.view.select(Span(at - 5, at + 6))
        await on.pilot.pause()
        assert on.style(at - 3).bgcolor not in (plain.bgcolor, coded.bgcolor)
        assert on.style(at + 3).bgcolor not in (plain.bgcolor, coded.bgcolor)
        assert on.style(at + 3).underline
        assert on.style(at + 7).bgcolor == coded.bgcolor

    play(scene, interview, [coding(interview, "came at first")])


def test_one_of_several_codings_is_emphasised(play, interview, coding):
    codings = [coding(interview, "came at first"), coding(interview, "came at", "food", 2)]

    async def scene(on):
        at = interview.text.index("came at first") + 2
        seen = []
        for chosen in (None, codings[0].id, codings[1].id, None):
            on.view.emphasise(chosen)
            await on.pilot.pause()
            seen.append(on.style(at).bgcolor)
        assert len(set(seen)) == 3
        assert seen[0] == seen[3]

    play(scene, interview, codings)


def test_a_change_of_codings_paints_their_rows_only(play, interview, coding):
    first = coding(interview, "came at first")

    async def scene(on):
        regions = []
        on.view.refresh = lambda *found, **_: regions.extend(found)
        second = coding(interview, "The walk is", "food", 2)
        on.view.mark([first, second], on.view._looks)
        row = on.view.ground.layout.row_at(second.start)
        assert {(region.y, region.height) for region in regions} == {(row, 1)}
        on.view.mark([second], on.view._looks)
        assert on.view.codings_at(first.start) == ()
        assert "f" in on.rows()[row][7:11]

    play(scene, interview, [first])


def test_new_looks_are_shown(play, interview, coding):
    async def scene(on):
        on.view.mark([coding(interview, "came at first")], {"trust": Look("z", "#FF0000")})
        await on.pilot.pause()
        assert on.rows()[3][7] == "z"

    play(scene, interview, [coding(interview, "came at first")])


def test_the_caret_is_seen_with_and_without_focus(play, interview):
    async def scene(on):
        on.view.go_to(interview.text.index("Nobody"))
        await on.pilot.pause()
        with_focus = on.style(on.view.caret)
        on.app.set_focus(None)
        await on.pilot.pause()
        without = on.style(on.view.caret)
        plain = on.style(on.view.caret + 1)
        assert len({with_focus.bgcolor, without.bgcolor, plain.bgcolor}) == 3

    play(scene, interview)


def test_a_theme_change_is_followed(play, interview):
    async def scene(on):
        dark = on.style(20).bgcolor
        on.app.theme = "textual-light"
        await on.pilot.pause()
        assert on.style(20).bgcolor != dark

    play(scene, interview)


def test_without_colours_everything_is_still_told_apart(play, interview, coding, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")

    async def scene(on):
        at = interview.text.index("came at first")
        on.view.select(Span(at - 3, at + 2))
        await on.pilot.pause()
        selected, selected_coded, caret, coded, plain = (on.style(at + step) for step in (-2, 1, 2, 4, -6))
        assert selected.reverse
        assert not selected.underline
        assert selected_coded.reverse
        assert selected_coded.underline
        assert caret.reverse
        assert caret.bold
        assert coded.underline
        assert not coded.reverse
        assert not plain.underline
        assert not plain.reverse

    play(scene, interview, [coding(interview, "came at first")])


def test_a_resize_keeps_what_stood_on_top(play, interview):
    async def scene(on):
        view = on.view
        view.scroll_to(y=9, animate=False)
        await on.pilot.pause()
        top = view.ground.layout.starts[9]
        for width in (40, 100, 33, 61, 80):
            await on.pilot.resize_terminal(width, 8)
            while view.size.width > width or view.ground.layout.width > width:
                await on.pilot.pause()
            await on.pilot.pause()
            layout = view.ground.layout
            assert view.scroll_offset.y == layout.row_at(top)
            assert all(len(row) <= width for row in on.rows())
        assert view.scroll_offset.y == 9

    play(scene, interview, size=(80, 8))


def test_the_smallest_terminals_still_show_words(play, interview):
    async def scene(on):
        for size in ((20, 4), (8, 2), (1, 1), (80, 24)):
            await on.pilot.resize_terminal(*size)
            await on.pilot.press("down", "shift+right", "space", "end")
        assert any("Interviewer" in row for row in on.rows())

    play(scene, interview)


def test_another_page_begins_anew(play, interview, coding):
    async def scene(on):
        on.view.select(Span(40, 60))
        on.view.show(Page("y", "Other words"))
        await on.pilot.pause()
        assert (on.view.caret, on.view.selection, on.view.scroll_offset.y) == (0, None, 0)
        assert on.rows()[0].strip() == "Other words"
        assert on.view.codings_at(3) == ()
        assert (on.app.told[-1].caret, on.app.told[-1].selection) == (0, None)

    play(scene, interview, [coding(interview, "Two")])


def test_go_to_brings_a_far_place_into_the_upper_third(play, interview):
    async def scene(on):
        on.view.go_to(len(interview.text) // 2)
        await on.pilot.pause()
        assert on.cell(on.view.caret)[1] == 8 // 3
        before = on.view.scroll_offset.y
        on.view.go_to(on.view.caret + 60)
        assert on.view.scroll_offset.y == before

    play(scene, interview, size=(80, 8))


def test_many_codings_on_one_row_are_told_by_a_plus(play):
    async def scene(on):
        assert on.rows()[0].split()[0] == "ttt+"

    play(scene, Page("x", "so many codings"), [Marked(UUID(int=number), 0, 7, "trust") for number in range(7)])

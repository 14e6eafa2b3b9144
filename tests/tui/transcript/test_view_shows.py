"""What the view shows: exactly the text, the codings, the selection on them, in every look and size."""

from __future__ import annotations

from uuid import UUID

from textual.geometry import Region

from workbench.sight import PlacedCoding
from workbench.spans import Span
from workbench.tui.transcript.page import Look, Page

EXACT = (
    ("[names city] [/bold] [red]x[/red]", "[names city] [/bold] [red]x[/red]"),
    ("a \x1b[31m b \x07", "a ␛[31m b ␇"),
    ("👨‍👩‍👧‍👦 family", "👨‍👩‍👧‍👦 family"),
    ("مرحبا بالعالم", "مرحبا بالعالم"),
    ("我们谈了很多", "我们谈了很多"),
    ("e\u0301te\u0301", "e\u0301te\u0301"),
    ("a\u202eb\u2066c", "a¤b¤c"),
    ("a\tb", "a    b"),
)
"""Texts, and what is shown of them."""


def test_texts_are_shown_exactly_one_after_another(play, interview, coding):
    async def every_text_is_shown_exactly(on):
        for text, shown in EXACT:
            on.view.show(Page("x", text))
            await on.pilot.pause()
            assert on.rows()[0].strip() == shown

    async def another_page_begins_anew(on):
        on.view.show(interview)
        on.view.mark([coding(interview, "Two")], on.view._looks)
        on.view.select(Span(40, 60))
        on.view.show(Page("y", "Other words"))
        await on.pilot.pause()
        assert (on.view.caret, on.view.selection, on.view.scroll_offset.y) == (0, None, 0)
        assert on.rows()[0].strip() == "Other words"
        assert on.view.codings_in(Span(3, 4)) == ()
        assert (on.app.told[-1].caret, on.app.told[-1].selection) == (0, None)

    async def many_codings_on_one_row_are_told_by_a_plus(on):
        on.view.show(Page("x", "so many codings"))
        on.view.mark([PlacedCoding(UUID(int=number), 0, 7, "trust", "", "") for number in range(7)], on.view._looks)
        await on.pilot.pause()
        assert on.rows()[0].split()[0] == "ttt+"

    async def rows_fill_the_view_and_are_cut_as_asked(on):
        # Without a scrollbar and with one: rows lie below its place too.
        for page in (Page("x", "Other words"), interview):
            on.view.show(page)
            await on.pilot.pause()
            whole = on.view.render_lines(on.view.size.region)
            assert {strip.cell_length for strip in whole} == {on.view.size.width}
            assert [strip.text for strip in on.view.render_lines(Region(3, 1, 20, 2))] == [
                strip.text[3:23] for strip in whole[1:3]
            ]

    async def scene(on):
        await every_text_is_shown_exactly(on)
        await rows_fill_the_view_and_are_cut_as_asked(on)
        await another_page_begins_anew(on)
        await many_codings_on_one_row_are_told_by_a_plus(on)

    play(scene)


def test_turns_have_times_and_gutter_marks(play, interview, coding):
    async def scene(on):
        rows = on.rows()
        assert rows[0] == " " * 12 + "Two mentors, T1"
        assert rows[2] == " 00:00      Interviewer: How did the visits begin?"
        assert rows[3].startswith(" 01:01 tf   PM1: Nobody came")
        assert rows[4].startswith("        │   ")

    codings = [
        coding(interview, "came at first"),
        coding(interview, "sat there with tea! Then (Rosa) brought her", "food", 2),
    ]
    play(scene, interview, codings)


def test_codings_selection_caret_and_theme_are_seen_together(play, interview, coding):
    first = coding(interview, "came at first")
    at = interview.text.index("came at first")

    async def codings_at_a_place(on):
        second = coding(interview, "at first. I sat", "food", 2)
        on.view.mark([first, second], on.view._looks)
        assert on.view.codings_in(Span(at, at + 1)) == (first.id,)
        assert on.view.codings_in(Span(at + 5, at + 6)) == (first.id, second.id)
        assert on.view.codings_in(Span(at - 1, at)) == ()

    async def one_of_several_is_emphasised(on):
        second = coding(interview, "came at", "food", 2)
        on.view.mark([first, second], on.view._looks)
        seen = []
        for chosen in (None, first.id, second.id, None):
            on.view.emphasise(chosen)
            await on.pilot.pause()
            seen.append(on.style(at + 2).bgcolor)
        assert len(set(seen)) == 3
        assert seen[0] == seen[3]

    async def a_selection_is_seen_on_coded_and_on_plain_words(on):
        on.view.mark([first], on.view._looks)
        await on.pilot.pause()
        plain, coded = on.style(at - 3), on.style(at + 3)
        assert plain.bgcolor != coded.bgcolor
        on.view.select(Span(at - 5, at + 6))
        await on.pilot.pause()
        assert on.style(at - 3).bgcolor not in (plain.bgcolor, coded.bgcolor)
        assert on.style(at + 3).bgcolor not in (plain.bgcolor, coded.bgcolor)
        assert on.style(at + 3).underline
        assert on.style(at + 7).bgcolor == coded.bgcolor

    async def new_looks_are_shown(on):
        assert on.rows()[3][7] == "t"
        on.view.mark([first], {"trust": Look("z", "#FF0000")})
        await on.pilot.pause()
        assert on.rows()[3][7] == "z"

    async def the_caret_is_seen_with_and_without_focus(on):
        on.view.mark([], on.view._looks)
        on.view.go_to(interview.text.index("Nobody"))
        await on.pilot.pause()
        with_focus = on.style(on.view.caret)
        on.app.set_focus(None)
        await on.pilot.pause()
        without = on.style(on.view.caret)
        plain = on.style(on.view.caret + 1)
        assert len({with_focus.bgcolor, without.bgcolor, plain.bgcolor}) == 3

    async def a_theme_change_is_followed(on):
        dark = on.style(20).bgcolor
        on.app.theme = "textual-light"
        await on.pilot.pause()
        assert on.style(20).bgcolor != dark

    async def scene(on):
        await codings_at_a_place(on)
        await one_of_several_is_emphasised(on)
        await a_selection_is_seen_on_coded_and_on_plain_words(on)
        await new_looks_are_shown(on)
        await the_caret_is_seen_with_and_without_focus(on)
        await a_theme_change_is_followed(on)

    play(scene, interview)


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
        assert on.view.codings_in(Span(first.start, first.start + 1)) == ()
        assert "f" in on.rows()[row][7:11]

    play(scene, interview, [first])


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
        on.app.theme = "nord"  # whose background is blue
        await on.pilot.pause()
        painted = [part.style for strip in on.view.render_lines(on.view.size.region) for part in strip if part.style]
        colours = {colour.triplet for style in painted for colour in (style.color, style.bgcolor) if colour}
        assert colours
        assert all(one.red == one.green == one.blue for one in colours)

    play(scene, interview, [coding(interview, "came at first")])


def test_a_resize_keeps_what_stood_on_top(play, interview):
    async def scene(on):
        view = on.view
        view.scroll_to(y=9, animate=False)
        await on.pilot.pause()
        top, beside = view.ground.layout.starts[9], 80 - view.size.width
        for width in (40, 100, 33, 61, 80):
            await on.pilot.resize_terminal(width, 8)
            while view.size.width != width - beside or view.ground.layout.width > width:
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


def test_go_to_brings_a_far_place_into_the_upper_third(play, interview):
    async def scene(on):
        on.view.go_to(len(interview.text) // 2)
        await on.pilot.pause()
        assert on.cell(on.view.caret)[1] == 8 // 3
        before = on.view.scroll_offset.y
        on.view.go_to(on.view.caret + 60)
        assert on.view.scroll_offset.y == before

    play(scene, interview, size=(80, 8))

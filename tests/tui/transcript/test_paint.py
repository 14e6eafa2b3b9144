from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.color import Color
from wcag import contrast

from workbench.sight import PlacedCoding
from workbench.spans import Span
from workbench.tui.transcript.colours import READABLE, Palette, Scheme
from workbench.tui.transcript.lanes import Lanes, rows_of
from workbench.tui.transcript.layout import lay_out
from workbench.tui.transcript.marks import Marks
from workbench.tui.transcript.page import Look, Page, PageTurn
from workbench.tui.transcript.paint import LANES, Painter, Shown, frame_of

SCHEMES = {
    "dark": Scheme(Color.parse("#14191C"), Color.parse("#DCE3E6"), Color.parse("#7FB4CA")),
    "light": Scheme(Color.parse("#FBFAF7"), Color.parse("#1C2326"), Color.parse("#1F4E5F")),
    "high contrast": Scheme(Color.parse("#000000"), Color.parse("#FFFFFF"), Color.parse("#FFFF00")),
}
PARTS = ("words", "label", "asked", "asked label", "outside", "beyond", "beyond label", "time")
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")
LENGTH = 1_500


@st.composite
def coding_lists(draw: st.DrawFn) -> list[PlacedCoding]:
    spans = draw(st.lists(st.tuples(st.integers(0, LENGTH), st.integers(1, 700)), max_size=14))
    return [
        PlacedCoding(UUID(int=number), start, min(LENGTH, start + length), f"code-{number % 3}", "", "")
        for number, (start, length) in enumerate(spans)
        if start < LENGTH
    ]


@given(st.lists(coding_lists(), min_size=1, max_size=4), st.integers(0, LENGTH), st.integers(0, 300))
def test_runs_say_of_every_character_which_codings_it_has_after_any_changes(states, start, length):
    marks = Marks()
    for codings in states:
        list(marks.runs(0, LENGTH))  # everything swept once, so that what is kept is what is tested
        gone, new = marks.replace(codings)
        assert not set(gone) & set(new)
        end = min(LENGTH, start + length)
        found = {}
        for run in marks.runs(start, end):
            assert start <= run.start < run.end <= end
            assert run.codings
            for offset in range(run.start, run.end):
                assert offset not in found
                found[offset] = run.codings
        for offset in range(start, end):
            on = {coding for coding in codings if coding.start <= offset < coding.end}
            assert set(found.get(offset, ())) == on
            assert set(marks.touching(offset, offset + 1)) == on
        if start < end:
            touching = {coding for coding in codings if coding.start < end and coding.end > start}
            found_touching = marks.touching(start, end)
            assert set(found_touching) == touching
            assert len(found_touching) == len(touching)


def test_a_change_sweeps_only_the_blocks_it_touches():
    marks = Marks()
    first, second = PlacedCoding(UUID(int=1), 0, 100, "a", "", ""), PlacedCoding(UUID(int=2), 5_000, 5_010, "a", "", "")
    marks.replace([first, second])
    before = next(iter(marks.runs(0, 100))).codings
    marks.replace([first, second._replace(end=5_020)])
    assert next(iter(marks.runs(0, 100))).codings is before
    assert next(iter(marks.runs(5_000, 6_000))).end == 5_020


def test_what_is_given_twice_is_shown_once_and_gone_when_it_is_taken_away():
    """Two coders may have kept the same words from quotation: they are sealed once."""
    marks = Marks()
    seal = PlacedCoding(UUID(int=1), 0, 10, "a", "", "")
    assert marks.replace([seal, seal]) == ([], [seal])
    assert marks.touching(0, 10) == [seal]
    marks.change([seal], [])
    assert marks.touching(0, 10) == []


@given(st.lists(coding_lists(), min_size=1, max_size=4), st.integers(5, 40), st.integers(0, LENGTH))
def test_no_two_codings_share_a_lane_on_a_row(states, width, looked):
    """However far down one has looked when some are changed."""
    layout = lay_out(("word " * LENGTH)[:LENGTH], width)
    marks = Marks()
    lanes = Lanes(layout, marks)
    for number, codings in enumerate(states, start=1):
        lanes.change(*marks.replace(codings))
        taken = set()
        for coding in codings if number == len(states) else [one for one in codings if one.start <= looked]:
            for row in rows_of(coding, layout):
                assert (row, lanes[coding]) not in taken
                taken.add((row, lanes[coding]))


def test_a_new_coding_moves_no_other():
    layout, marks = lay_out("word " * 40, 20), Marks()
    lanes = Lanes(layout, marks)
    old = [PlacedCoding(UUID(int=number), number * 4, number * 4 + 30, "a", "", "") for number in range(6)]
    lanes.change(*marks.replace(old))
    before = [lanes[coding] for coding in old]
    assert not lanes.change(*marks.replace([*old, PlacedCoding(UUID(int=9), 0, 200, "a", "", "")]))
    assert [lanes[coding] for coding in old] == before


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
@given(colours=st.lists(COLOURS, min_size=3, max_size=3), part=st.sampled_from(PARTS), count=st.integers(0, 3))
def test_every_text_is_readable(scheme, colours, part, count):
    palette = Palette(scheme, {str(number): Look("x", colour) for number, colour in enumerate(colours)})
    codes = frozenset(str(number) for number in range(count))
    for strong in (False, True) if codes else (False,):
        for selected in (False, True):
            style = palette.text(part, codes, strong=strong, selected=selected)
            assert contrast_of(style) >= READABLE
            for focused in (False, True):
                assert contrast_of(palette.caret(style, focused=focused)) >= READABLE
    for code in codes:
        assert contrast_of(palette.mark(code, strong=False)) >= 3.0


def contrast_of(style) -> float:
    return contrast(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
def test_what_is_different_looks_different(scheme, plain):
    scheme = Scheme(scheme.background, scheme.text, scheme.accent, plain)
    palette = Palette(scheme, {"a": Look("a", "#4E9CB5"), "b": Look("b", "#C98B3B")})
    stacks = [frozenset[str](), frozenset("a"), frozenset("ab")]
    unselected, selected = (
        [palette.text("words", codes, strong=False, selected=selected) for codes in stacks]
        for selected in (False, True)
    )
    assert len(set(map(look_of, unselected))) == 3
    assert not set(map(look_of, unselected)) & set(map(look_of, selected))
    assert look_of(selected[0]) != look_of(selected[1])  # that it is coded is seen in the selection too
    assert unselected[2].underline
    strong = palette.text("words", stacks[1], strong=True, selected=False)
    assert look_of(strong) not in map(look_of, unselected[:2])
    for under in (*unselected, *selected, strong):
        carets = {look_of(palette.caret(under, focused=focused)) for focused in (True, False)}
        assert len(carets | {look_of(under)}) == 3


def look_of(style):
    return style.color, style.bgcolor, bool(style.underline), bool(style.reverse), bool(style.bold), bool(style.dim)


def painter(page: Page, codings: list[PlacedCoding], width: int = 60) -> Painter:
    frame = frame_of(page, width)
    layout, marks = lay_out(page.text, frame.words), Marks()
    marks.replace(codings)
    palette = Palette(SCHEMES["dark"], {"code-0": Look("a", "#4E9CB5"), "code-1": Look("b", "#C98B3B")})
    return Painter(page, layout, frame, marks, Lanes(layout, marks), palette)


@given(
    st.lists(
        st.sampled_from(["so ", "e\u0301", "👨‍👩‍👧‍👦", "我们", "\n", "P: ", "\t", "\x1b[31m", "مرحبا", "🇬🇧"]),
        max_size=60,
    ),
    coding_lists(),
    st.integers(1, 70),
    st.data(),
)
def test_every_row_is_as_wide_as_the_view_and_holds_its_words(parts, codings, width, data):
    text = "".join(parts)
    half = len(text) // 2
    page = Page(
        "x", text, (PageTurn(0, half // 2, half, 61_000), PageTurn(half, half, len(text), None, interviewer=True))
    )
    codings = [
        coding._replace(start=coding.start % (len(text) + 1), end=min(coding.end, len(text))) for coding in codings
    ]
    codings = [coding for coding in codings if coding.start < coding.end]
    paint = painter(page, codings, width)
    at = data.draw(st.integers(0, len(text)))
    at = paint.layout.cluster(at).start
    for row in range(paint.layout.rows + 1):
        on = row < paint.layout.rows and paint.layout.row_at(at) == row
        selection = (paint.layout.span(row).cut_to(Span(at, half)) if row < paint.layout.rows else None) or Span(0, 0)
        strip = paint.strip(row, Shown(selection, at if on else None))
        assert strip.cell_length == width
        assert sum(cell_len(segment.text) for segment in strip) == width
        if row < paint.layout.rows and width > paint.frame.left + 2:
            cells = paint.layout.cells(row)
            words = cells.text(0, len(cells.words)).rstrip()
            shown = "".join(segment.text for segment in strip).rstrip()
            assert shown.endswith(words) or cells.width > paint.frame.words


def test_the_gutter_has_a_mark_first_lines_after_it_and_plus_for_the_rest():
    page = Page("x", "word " * 60)
    codings = [PlacedCoding(UUID(int=number), number, 150, f"code-{number % 2}", "", "") for number in range(6)]
    paint = painter(page, codings)
    rows = [paint.strip(row, Shown()).text[1 : 1 + LANES] for row in range(5)]
    assert rows == ["aba+", "│││+", "│││+", "    ", "    "]


def test_a_cell_of_the_gutter_knows_its_coding():
    page = Page("x", "word " * 60)
    codings = [PlacedCoding(UUID(int=number), number, 100 + number, "code-0", "", "") for number in range(5)]
    paint = painter(page, codings)
    found = [paint.in_gutter(0, column) for column in range(-7, 1)]
    assert found == [None, None, *codings[:3], codings[3], None, None]
    assert paint.in_gutter(99, -3) is None


def test_times_stand_on_the_first_row_of_their_turns():
    page = Page(
        "x", "P: " + "word " * 30 + "\nQ: yes", (PageTurn(0, 3, 152, 723_000), PageTurn(154, 157, 160, 3_723_000))
    )
    paint = painter(page, [], 70)
    times = [paint.strip(row, Shown()).text[:9].strip() for row in range(paint.layout.rows)]
    assert (times[0], times[-1], set(times[1:-1])) == ("12:03", "1:02:03", {""})


def test_what_is_to_be_coded_has_a_line_beside_it_and_the_rest_is_weaker():
    page = Page(
        "x",
        "P: no\nQ: " + "word " * 30 + "\nP: no",
        (PageTurn(0, 3, 5, 1_000), PageTurn(6, 9, 159, 2_000), PageTurn(160, 163, 165)),
    )
    paint = painter(page, [PlacedCoding(UUID(int=1), 3, 163, "code-0", "", "")], 70)
    before = [paint.strip(row, Shown()) for row in range(paint.layout.rows)]
    for within, edges in (
        (Span(9, 159), " ┌│└ "),
        (Span(0, 159), "┌││└ "),
        (Span(0, 5), "[    "),
        (Span(9, 165), " ┌││└"),
    ):
        paint.within = within
        strips = [paint.strip(row, Shown()) for row in range(paint.layout.rows)]
        assert "".join(strip.text[0] for strip in strips) == edges
        # Nothing else moves, and only what lies outside of it looks other than before.
        assert [strip.text[1:] for strip in strips] == [strip.text[1:] for strip in before]
        left = paint.frame.left
        both = zip(strips, before, strict=True)
        same = [list(one.crop(left, 70)) == list(other.crop(left, 70)) for one, other in both]
        assert same == [edge != " " for edge in edges]


def test_the_caret_shows_on_hanging_blanks_and_at_the_end():
    page = Page("x", "a" * 40 + " " * 60 + "b")
    paint = painter(page, [], 47)
    for at in (39, 40, 41, 99, 101):
        row = paint.layout.row_at(at)
        plain = paint.strip(row, Shown())
        assert [segment.style for segment in paint.strip(row, Shown(caret=at))] != [segment.style for segment in plain]

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from workbench.tui.transcript.clusters import cells_of, clusters, is_simple, sent
from workbench.tui.transcript.layout import _breaks, _simple_breaks, lay_out

PARTS = [
    "so",
    "neighbourhood",
    " ",
    "  ",
    "\t",
    "\n",
    "\n\n",
    "it’s",
    "wéll",
    "e\u0301",
    "\u0301",
    "\u1112\u1161\u11ab",
    "क्षेत्र",
    "क्\u200dष",
    "กำ",
    "مرحبا",
    "می\u200cخواهم",
    "\u200b",
    "\u200d",
    "\ufe0f",
    "我们谈了。",
    "（很多）",
    "👨‍👩‍👧‍👦",
    "🇬🇧",
    "🇫🇷🇩",
    "👍🏽",
    "❤️",
    "❤️‍🔥",
    "1️⃣",
    "\u00ad",
    "\x1b[31m",
    "\x07",
    "\x7f",
    "\x9b",
    "\u202e",
    "\u2028",
    "\ufeff",
    "[names city]",
    "…",
    "🏴\U000e0067\U000e0062\U000e007f",
    "a\u200d👩",
    "\U0010ffff",
]
TEXTS = st.one_of(
    st.lists(st.sampled_from(PARTS), max_size=40).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    st.text("ab \n", max_size=80),
)
WIDTHS = st.integers(1, 30)


@pytest.mark.parametrize(
    ("cluster", "cells"),
    [
        ("👨‍👩‍👧‍👦", 2),
        ("🇬🇧", 2),
        ("👍🏽", 2),
        ("👩🏽‍⚕️", 2),
        ("e\u0301", 1),
        ("\u1112\u1161\u11ab", 2),
        ("का", 1),
        ("❤️", 2),
        ("1️⃣", 2),
        ("กำ", 2),
        ("没", 2),
        ("م", 1),
        ("a\u200b", 1),
        ("🏴\U000e0067\U000e0062\U000e007f", 2),
        ("\t", 4),
        ("\x1b", 1),
        ("\u202e", 1),
        ("\u0301", 1),
        ("\u200d", 1),
        ("\u00ad", 1),
    ],
)
def test_a_cluster_is_one_and_has_its_width(cluster, cells):
    assert clusters(cluster) == [cluster]
    assert cells_of(cluster) == cells
    joined = clusters(f"x{cluster}y") if not cluster.startswith(("\u0301", "\u200d")) else ["x", cluster, "y"]
    assert joined == ["x", cluster, "y"]


def test_flags_stand_side_by_side():
    assert clusters("🇬🇧🇫🇷🇩") == ["🇬🇧", "🇫🇷", "🇩"]


def test_a_joiner_joins_emoji_only():
    assert clusters("a\u200d👩") == ["a\u200d", "👩"]
    assert sent("a\u200d") == "a"
    assert sent("👩\u200d🔥") == "👩\u200d🔥"


def test_control_characters_are_shown_and_never_sent():
    assert [sent(each) for each in "\x1b\x00\x7f\x9b\u202e\u2028"] == ["␛", "␀", "␡", "¤", "¤", "¤"]


def test_a_heap_of_accents_is_cut():
    assert len(sent("e" + "\u0301" * 10_000)) <= 40


@given(TEXTS)
def test_what_is_sent_is_as_wide_as_its_clusters_and_holds_no_order(text):
    line = text.replace("\n", "")
    found = clusters(line)
    assert "".join(found) == line
    shown = "".join(map(sent, found))
    assert cell_len(shown) == sum(map(cells_of, found))
    assert all(cells_of(cluster) > 0 for cluster in found)
    assert not any(ord(each) < 0x20 or 0x7F <= ord(each) < 0xA0 or each in "\u202e\u200e\u2066\u2028" for each in shown)
    if is_simple(line):
        assert shown == line
        assert len(found) == len(line) == cell_len(line)


@given(TEXTS, WIDTHS)
def test_rows_partition_the_text(text, width):
    layout = lay_out(text, width)
    spans = [layout.span(row) for row in range(layout.rows)]
    assert "".join(span.of(text) for span in spans) == text
    assert spans[0].start == 0
    assert spans[-1].end == len(text)
    assert all(span.length for span in spans[:-1])
    assert all("\n" not in span.of(text)[:-1] for span in spans)


@given(TEXTS, WIDTHS)
def test_no_row_is_wider_than_the_width_save_for_blanks_that_hang(text, width):
    layout = lay_out(text, width)
    for row in range(layout.rows):
        found = clusters(layout.words(row).of(text))
        while found and found[-1][0] in " \t":
            found.pop()
        assert sum(map(cells_of, found)) <= width or len(found) == 1


@given(TEXTS, WIDTHS)
def test_offset_to_cell_to_offset_is_the_identity_at_cluster_borders(text, width):
    layout = lay_out(text, width)
    place = 0
    while True:
        row = layout.row_at(place)
        assert layout.offset_at(row, layout.column_of(place)) == place
        cluster = layout.cluster(place)
        assert cluster.start == place
        for inside in range(cluster.start, cluster.end):
            assert layout.cluster(inside) == cluster
            assert layout.offset_at(row, layout.column_of(inside)) == place
            assert layout.row_at(inside) == row
        if place == len(text):
            break
        assert cluster.end > place
        place = cluster.end


@given(TEXTS, WIDTHS, st.integers(-2, 200))
def test_every_cell_belongs_to_a_place_of_its_row(text, width, column):
    layout = lay_out(text, width)
    for row in range(layout.rows):
        offset = layout.offset_at(row, column)
        assert layout.row_at(offset) == row
        assert layout.cluster(offset).start == offset


@given(st.text("ab c", max_size=80), WIDTHS)
def test_the_fast_path_wraps_as_the_slow_one(line, width):
    assert list(_simple_breaks(line, width)) == list(_breaks(line, width))


def test_words_wrap_at_blanks_which_hang():
    layout = lay_out("one two  three-and-more", 7)
    assert [layout.span(row).of(layout.text) for row in range(layout.rows)] == ["one two  ", "three-a", "nd-more"]


def test_chinese_wraps_between_characters_and_not_before_a_stop():
    layout = lay_out("我们谈了。很多", 8)
    assert [layout.span(row).of(layout.text) for row in range(layout.rows)] == ["我们谈", "了。很多"]


def test_an_empty_text_has_one_row():
    layout = lay_out("", 10)
    assert (layout.rows, layout.row_at(0), layout.column_of(0), layout.offset_at(0, 5)) == (1, 0, 0, 0)


def test_a_text_that_ends_with_a_line_feed_has_a_last_empty_row():
    layout = lay_out("a\n", 10)
    assert (layout.rows, layout.row_at(2), layout.column_of(2), layout.offset_at(1, 3)) == (2, 1, 0, 2)

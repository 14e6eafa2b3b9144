"""Borders of a passage go from word to word and from sentence to sentence, over turns, never into a label."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.coding import checked_span
from workbench.spans import Span
from workbench.tui.transcript.borders import moved
from workbench.tui.transcript.page import Page, PageTurn
from workbench.tui.transcript.units import Units

TEXT = "I: How was it?\nMum: She came. “We talked,” she said.\n👩\u200d👧\nI: Oh.\n"


def units_of(text, turns):
    return Units(Page("a talk", text, tuple(turns)))


def talk():
    """The talk above, its labels no part of what is said."""
    turns = []
    at = 0
    for line in TEXT.splitlines(keepends=True):
        label = len(line.partition(": ")[0]) + 2 if ": " in line else 0
        turns.append(PageTurn(at, at + label, at + len(line.rstrip())))
        at += len(line)
    return units_of(TEXT, turns)


def stops(edge, unit, by, span):
    """The words of the passage after each move, until there is no further place or nothing is left."""
    units, found = talk(), []
    while (span := moved(units, span, edge, unit, by)) is not None and span.start < span.end:
        found.append(span.of(TEXT))
    return found


def at(words):
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


@pytest.mark.parametrize(
    ("edge", "unit", "by", "words", "expected"),
    [
        ("start", "word", -1, "talked", ["We talked", "came. “We talked", "She came. “We talked"]),
        ("start", "word", 1, "She came. “We", ["came. “We", "We"]),
        ("end", "word", 1, "talked", ["talked,” she", "talked,” she said", "talked,” she said."]),
        ("end", "word", -1, "She came. “We", ["She came", "She"]),
        ("start", "sentence", -1, "talked", ["“We talked", "She came. “We talked"]),
        ("start", "sentence", 1, "came. “We talked,” she", ["“We talked,” she"]),
        ("end", "sentence", 1, "She", ["She came.", "She came. “We talked,” she said."]),
        ("end", "sentence", -1, "She came. “We", ["She came."]),
        # A word goes with the signs beside it: a key that leaves out a full stop seems to do nothing.
        ("end", "word", -1, "She came.", ["She"]),
        ("end", "word", -1, "“We talked,” she said.", ["“We talked,” she", "“We talked", "“We"]),
        ("start", "word", 1, "“We talked,” she", ["talked,” she", "she"]),
        ("end", "word", -1, "Oh.", ["Oh"]),
        ("end", "word", -1, "👩\u200d👧", []),
        ("start", "word", 1, "👩\u200d👧", []),
    ],
)
def test_where_borders_stop(edge, unit, by, words, expected):
    found = stops(edge, unit, by, at(words))
    assert found[: len(expected)] == expected
    if by == 1 and edge == "start":
        assert found == expected


signs = st.sampled_from([*"abc.?! \n", "e\u0301", "\u0301", "👩\u200d👧", "🇬🇧", "\u200d", "ا", "中。", "’", "-", "“"])


@st.composite
def pages(draw):
    """A text with turns that have labels."""
    text, turns = "", []
    for _ in range(draw(st.integers(0, 4))):
        begin = len(text)
        text += draw(st.sampled_from(["", "I: ", "Mum 1: ", "\n"]))
        start = len(text)
        words = "".join(draw(st.lists(signs, max_size=8)))
        text += words
        lead, end = len(words) - len(words.lstrip()), start + len(words.rstrip())
        if words.strip():
            turns.append(PageTurn(begin, start + lead, end))
        text += "\n"
    return text, turns


@given(
    pages(),
    st.integers(0, 40),
    st.integers(1, 40),
    st.sampled_from(["start", "end"]),
    st.sampled_from(["word", "sentence"]),
    st.sampled_from([-1, 1]),
)
def test_every_move_goes_that_way_and_rests_on_words(page, start, length, edge, unit, by):
    text, turns = page
    units, span = units_of(text, turns), Span(min(start, len(text)), min(start + length, len(text)))
    new = moved(units, span, edge, unit, by)
    if new is None:
        return
    before, after = (span.start, new.start) if edge == "start" else (span.end, new.end)
    assert (after - before) * by > 0
    assert (new.end == span.end) if edge == "start" else (new.start == span.start)
    assert any(one.start <= after <= one.end for one in units.turns)
    other = Span(after, len(text)) if edge == "start" else Span(0, after)
    checked = checked_span(text, *other)
    assert (checked.start if edge == "start" else checked.end) == after


@given(pages(), st.sampled_from(["word", "sentence"]))
def test_over_all_of_a_text_each_border_reaches_both_ends(page, unit):
    text, turns = page
    units = units_of(text, turns)
    if not units.turns:
        assert moved(units, Span(0, len(text)), "start", unit, 1) in (None, Span(len(text), len(text)))
        return
    first, last = units.turns[0].start, units.turns[-1].end
    for edge, by, begin, goal in (("start", -1, last, first), ("end", 1, first, last)):
        place = begin
        while (new := moved(units, Span(place, place), edge, unit, by)) is not None:
            place = new.start if edge == "start" else new.end
        assert place == goal

"""A hit with the words round it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.coding.hits import in_context

TEXT = "I: And then?\nPM1: We walked to the river, slowly, and she told me of it.\nI: Go on."
TURN = (TEXT.index("We"), TEXT.index("\nI: Go"))


def test_whole_words_of_the_same_turn_stand_round_a_hit():
    at = TEXT.index("river")
    assert in_context(TEXT, at, at + 5, TURN) == ("We walked to the ", ", slowly, and she told me of it.")
    assert in_context(TEXT, at, at + 5, TURN, width=9) == (" to the ", ", slowly,")
    assert in_context(TEXT, at, at + 5, TURN, width=2) == ("e ", ", ")
    assert in_context(TEXT, *TURN, TURN) == ("", "")


@given(st.text(alphabet="ab \n\u0301👩", max_size=40), st.data(), st.integers(0, 12))
def test_what_stands_round_a_hit_joins_it_and_stays_in_the_turn(text, data, width):
    first, start, end, last = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    before, after = in_context(text, start, end, (first, last), width=width)
    assert len(before) <= width
    assert len(after) <= width
    assert text[:start].endswith(before)
    assert start - len(before) >= first
    assert text[end:].startswith(after)
    assert end + len(after) <= last

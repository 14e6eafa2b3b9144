"""The codes at the digits: the same ones as long as they are used."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.coding.recent import PLACES, at_digits

CODES = list("abcdefghijklmno")


def test_a_new_code_takes_the_place_of_the_one_used_longest_ago():
    before = at_digits((), CODES[:9], CODES)
    assert before == tuple(CODES[:9])
    after = at_digits(before, ["j", "c", "a", "b", "d", "f", "g", "h", "i", "e"], CODES)
    assert after == ("a", "b", "c", "d", "j", "f", "g", "h", "i")


def test_a_code_that_is_not_there_any_more_loses_its_place():
    assert at_digits(("a", "b", "c"), ["b", "c", "a"], {"a", "c", "d"})[:3] == ("a", None, "c")
    assert at_digits(("a", "b", "c"), ["d", "c", "a"], {"a", "c", "d"})[:3] == ("a", "d", "c")


@given(st.lists(st.permutations(CODES), max_size=5))
def test_what_is_among_the_last_nine_always_has_a_digit_and_keeps_it(uses):
    places = ()
    for recent in uses:
        before, places = places, at_digits(places, recent, CODES)
        assert len(places) == PLACES
        assert set(recent[:PLACES]) <= set(places)
        kept = [code for code in before if code in recent[:PLACES]]
        assert all(places.index(code) == before.index(code) for code in kept)

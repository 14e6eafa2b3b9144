"""The codes at the digits: the same ones as long as they are used."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from workbench.coding.place import Place, PutAside, digits_now, keep_aside, keep_place, last_place, put_aside
from workbench.coding.recent import PLACES, at_digits
from workbench.settings import user_data_folder

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


def test_a_code_has_its_digit_after_a_restart_too(study):
    known = set(CODES)
    assert digits_now(study, ["b", "a"], known)[:3] == ("b", "a", None)
    assert digits_now(study, ["c", "a", "b"], known)[:3] == ("b", "a", "c")
    keep_place(study, Place(uuid4(), 3))
    assert digits_now(study, ["a", "c", "b"], known, shown=("a",))[:3] == ("b", "a", "c")
    assert last_place(study).at == 3
    assert set(digits_now(study, ["a", "c", "b"], set())) == {None}
    assert digits_now(study, ["a", "c", "b"], known)[:3] == ("b", "a", "c")
    other = replace(study, coder="Somebody else")
    assert digits_now(other, ["a"], known)[:2] == ("a", None)
    (kept,) = user_data_folder().rglob("places.json")
    kept.write_text("[")
    assert digits_now(study, ["c", "a"], known, shown=("a", None, "c"))[:3] == ("a", None, "c")


def test_the_digit_of_a_code_that_was_taken_back_is_free_for_the_next(study):
    assert digits_now(study, ["a"], {"a"})[:2] == ("a", None)
    assert digits_now(study, [], set())[:2] == (None, None)
    assert digits_now(study, ["b"], {"b"})[:2] == ("b", None)
    # Codes whose file is away for a while are not driven out by what was used before them.
    many = CODES[:9]
    assert digits_now(study, many, set(CODES))[0] == "b"
    digits = digits_now(study, many, set(CODES))
    assert digits_now(study, [*many, "k", "l"], {"k", "l", "a"}) == tuple("a" if one == "a" else None for one in digits)
    assert digits_now(study, [*many, "k", "l"], set(CODES)) == digits


def test_what_is_hidden_and_folded_is_ones_own_and_kept_beside_the_rest(study):
    assert put_aside(study) == PutAside()
    keep_place(study, Place(uuid4(), 3))
    aside = PutAside(frozenset({"trust", "a b"}), frozenset({" peer.yaml"}))
    keep_aside(study, aside)
    assert put_aside(study) == aside
    assert put_aside(replace(study, coder="Somebody else")) == PutAside()
    assert last_place(study).at == 3
    (kept,) = user_data_folder().rglob("places.json")
    for broken in ('{"hidden": 5, "folded": [7]}', "[1]", "{"):
        kept.write_text(f'{{"ruth": {broken}}}')
        assert put_aside(study) == PutAside()

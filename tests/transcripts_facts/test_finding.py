"""Words are found in a text wherever they stand, in whatever letters, and in order."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.spans import Span
from workbench.transcripts.finding import Places

texts = st.text(alphabet="aAbß. \n\u00a0[(", max_size=60)


def found(places: Places) -> list[Span]:
    return [places.place(number) for number in range(len(places))]


@given(texts, st.text(alphabet="aAb. \n[(", max_size=4))
def test_every_place_is_found_in_order_and_none_overlaps(text, words):
    wanted = words.split()
    pattern = re.compile(r"\s+".join(map(re.escape, wanted)), re.IGNORECASE)
    places = Places(text, words)
    assert found(places) == [Span(*one.span()) for one in pattern.finditer(text) if wanted]
    starts = [place.start for place in found(places)]
    for offset in range(len(text) + 1):
        assert places.number_from(offset) == sum(start < offset for start in starts)


@pytest.mark.parametrize(
    ("text", "words", "there"),
    [
        ("Mum and MUM and mumble", "mum", ["Mum", "MUM", "mum"]),
        ("of the\n  house of\u00a0the", " of  the ", ["of the", "of\u00a0the"]),
        ("[names city] [Names  city]", "[names city]", ["[names city]", "[Names  city]"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("anything", " \n", []),
        ("", "a", []),
    ],
)
def test_letters_and_white_space_are_forgiven_and_no_sign_means_anything(text, words, there):
    assert [place.of(text) for place in found(Places(text, words))] == there

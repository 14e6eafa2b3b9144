"""What is looked for, and where it stands in a turn."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.coding.query import parse, windows
from workbench.errors import BadInput
from workbench.store.full_text import MOST_WORDS, Phrase
from workbench.words import Folder, places

TURN = "She came every week. She came every week, even in the snow; she’d COME, she said, “every day”."


def plain(typed):
    return [(" ".join(phrase.words), phrase.prefix) for (phrase,) in parse(typed)]


def stands(typed, text=TURN):
    return [text[span.start : span.end] for span in windows(places(text, 0, len(text), Folder()), parse(typed))]


@pytest.mark.parametrize(
    ("typed", "sought"),
    [
        ("peer Mentor", [("peer", False), ("mentor", False)]),
        ("“peer mentor” trust*", [("peer mentor", False), ("trust", True)]),
        ('"peer ment*"', [("peer ment", True)]),
        ('"peer ment"*', [("peer ment", True)]),
        ("didn't", [("didn t", False)]),
        ('trust "not closed', [("trust", False), ("not closed", False)]),
        ("«été» – ! été", [("ete", False)]),
        ("中文", [("中 文", False)]),
        ("[names city]", [("names", False), ("city", False)]),
    ],
)
def test_what_is_typed_is_read(typed, sought):
    assert plain(typed) == sought


TOO_MANY = " ".join(f"w{number}" for number in range(MOST_WORDS + 1))


@pytest.mark.parametrize("typed", ["", "  ", "…", "*", '""', "👩", "\u0301", TOO_MANY])
def test_what_holds_no_word_or_too_many_is_refused(typed):
    with pytest.raises(BadInput):
        parse(typed)


def test_other_forms_stand_beside_a_single_word_only():
    assert parse('go* go "go on" didn\'t', same=lambda word: {word, "went"}) == [
        (Phrase(("go",), True),),
        (Phrase(("go",)), Phrase(("went",))),
        (Phrase(("go", "on")),),
        (Phrase(("didn", "t")),),
    ]


def test_hits_are_the_shortest_stretches_that_hold_all_of_it():
    assert stands("came") == ["came", "came"]
    assert stands("com*") == ["COME"]
    assert stands('"came every"') == ["came every", "came every"]
    assert stands("snow every") == ["every week, even in the snow"]
    assert stands("every came") == ["came every", "came every"]
    assert stands("day said") == ["said, “every day"]
    assert stands("she'd") == ["she’d"]
    assert stands("snow rain") == []
    assert stands("cafe", "a cafe\u0301 👩‍👩‍👧 CAFÉ\u200d") == ["cafe\u0301", "CAFÉ\u200d"]
    assert stands("العربية", "in العَرَبِيَّة, she said") == ["العَرَبِيَّة"]


WORDS = st.lists(st.sampled_from(["a", "b", "ab", "B", "abc", "á"]), max_size=12).map(" ".join)
PARTS = st.sampled_from(["a", "b", "a*", '"a b"', '"b a*"', "abc", '"a b a"'])


@given(WORDS, st.lists(PARTS, min_size=1, max_size=3))
def test_stretches_hold_what_is_sought_and_no_part_of_one_does(text, parts):
    sought = parse(" ".join(parts))
    words = places(text, 0, len(text), Folder())

    def holds(first, last):
        some = [one.word for one in words[first:last]]
        return all(any(phrase_in(some, phrase) for phrase in group) for group in sought)

    def phrase_in(some, phrase):
        size = len(phrase.words)
        return any(
            tuple(some[at : at + size - 1]) == phrase.words[:-1]
            and (str.startswith if phrase.prefix else str.__eq__)(some[at + size - 1], phrase.words[-1])
            for at in range(len(some) - size + 1)
        )

    found = windows(words, sought)
    assert bool(found) == holds(0, len(words))
    assert all(before.end <= after.start for before, after in pairwise(found))
    for span in found:
        (first,) = [at for at, one in enumerate(words) if one.start == span.start]
        (last,) = [at for at, one in enumerate(words) if one.end == span.end]
        assert holds(first, last + 1)
        assert not holds(first + 1, last + 1)
        assert not holds(first, last)

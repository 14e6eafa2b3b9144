"""Drawing a sample: each stratum its share, the same whenever it is drawn again."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.agreement.sampling import TooFew, allotted, draw, stretch

STUDIES = st.dictionaries(st.text("PMS 1234567890", min_size=1, max_size=6), st.sampled_from("abcd"), min_size=1)


@given(STUDIES, st.floats(0.01, 1), st.integers(0, 3), st.integers(0, 10**9))
def test_each_stratum_gives_its_share(transcripts, share, minimum, seed):
    drawn = draw(transcripts, share=share, minimum=minimum, seed=seed)
    names = [name for stratum in drawn for name in stratum.drawn]
    least = sum(min(minimum, stratum.there) for stratum in drawn)
    assert len(names) == len(set(names)) == max(least, math.ceil(round(share * len(transcripts), 9)))
    for stratum in drawn:
        assert {transcripts[name] for name in stratum.drawn} <= {stratum.name}
        assert stratum.there == sum(one == stratum.name for one in transcripts.values())
        assert min(minimum, stratum.there) <= len(stratum.drawn) <= stratum.there
        if not minimum:
            assert abs(len(stratum.drawn) - len(names) * stratum.there / len(transcripts)) < 1


@given(STUDIES, st.randoms(use_true_random=False), st.integers(0, 10**9), st.data())
def test_it_is_the_same_in_any_order_and_takes_none_that_is_excluded(transcripts, random, seed, data):
    number = data.draw(st.integers(1, len(transcripts)))
    drawn = draw(transcripts, number=number, minimum=0, seed=seed)
    shuffled = list(transcripts.items())
    random.shuffle(shuffled)
    assert draw(dict(shuffled), number=number, minimum=0, seed=seed) == drawn
    names = {name for stratum in drawn for name in stratum.drawn}
    without = data.draw(st.sets(st.sampled_from(sorted(transcripts)), max_size=len(transcripts) - 1))
    left = len(transcripts) - len(without)
    others = draw(transcripts, number=min(number, left), minimum=0, seed=seed, without=without)
    assert without.isdisjoint(name for stratum in others for name in stratum.drawn)
    assert draw(transcripts, number=number, minimum=0, seed=seed, without=transcripts.keys() - names) == [
        stratum._replace(there=len(stratum.drawn)) for stratum in drawn if stratum.drawn
    ]


def test_every_transcript_is_drawn_alike_often():
    transcripts = {f"P{number}": "ab"[number % 2] for number in range(10)}
    times = dict.fromkeys(transcripts, 0)
    for seed in range(1000):
        for stratum in draw(transcripts, number=4, seed=seed):
            for name in stratum.drawn:
                times[name] += 1
    assert all(330 < count < 470 for count in times.values())


def test_shares_are_rounded_by_largest_remainders():
    assert allotted({"a": 50, "b": 30, "c": 20}, 7, 0) == {"a": 4, "b": 2, "c": 1}
    # The minimum of the small ones is the large one's loss.
    assert allotted({"a": 97, "b": 1, "c": 2}, 5, 1) == {"a": 3, "b": 1, "c": 1}
    assert [len(stratum.drawn) for stratum in draw(dict.fromkeys(map(str, range(100)), ""), share=0.07)] == [7]


@pytest.mark.parametrize(("number", "minimum"), [(0, 0), (1, 1), (4, 0), (5, 2)])
def test_what_cannot_be_drawn_says_how_many_can(number, minimum):
    with pytest.raises(TooFew) as told:
        draw({"x": "a", "y": "a", "z": "b"}, number=number, minimum=minimum)
    assert (told.value.at_least, told.value.at_most) == (max(1, {0: 0, 1: 2, 2: 3}[minimum]), 3)
    with pytest.raises(ValueError, match="either a share"):
        draw({"x": "a"})


@given(st.integers(0, 60), st.integers(1, 20), st.integers(0, 999))
def test_a_stretch_is_so_many_turns_in_one_piece(turns, length, seed):
    first, last = stretch(turns, length, name="P1", seed=seed)
    assert 0 <= first <= last <= turns
    assert last - first == min(turns, length)


def test_a_stretch_begins_anywhere():
    firsts = {stretch(24, 10, name="P1", seed=seed)[0] for seed in range(400)}
    assert firsts == set(range(15))

"""Unitizing alphas against the published example, and what must hold of any units."""

from __future__ import annotations

from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.agreement import coefficients, unitizing
from workbench.agreement.coefficients import Tally, tally
from workbench.agreement.unitizing import coincidences

# Krippendorff 2019, figure 12.11, page 340: three coders on a continuum of 60, seven values.
ALEX = [(2, 9, 0), (11, 17, 1), (24, 30, 4), (32, 36, 5), (36, 44, 5), (44, 60, 6)]
PAUL = [(2, 9, 0), (11, 17, 2), (19, 25, 4), (32, 44, 5)]
SUZAN = [(2, 9, 0), (11, 17, 3), (21, 27, 4), (32, 36, 5), (36, 40, 5), (40, 44, 5)]


def array(units):
    return np.array(units, dtype=np.int64).reshape(-1, 3)


def summed(length, coders, values, borders=()):
    sums = coincidences(length, [array(units) for units in coders], values, borders=borders)
    return type(sums)(sums.observed.sum(0), sums.self_paired.sum(0), sums.shared_squared.sum(0))


def test_the_published_example_comes_out():
    sums = summed(60, [ALEX, PAUL, SUZAN], 7)
    assert float(unitizing.u_alpha(sums)) == pytest.approx(0.510, abs=5e-4)
    assert float(unitizing.bar_u_alpha(sums)) == pytest.approx(0.413, abs=5e-4)
    assert float(unitizing.cu_alpha(sums)) == pytest.approx(0.724, abs=5e-4)
    by_value = unitizing.k_u_alpha(sums)
    assert by_value[:6].tolist() == pytest.approx([1, 0, 0, 0, 1, 1])
    assert isnan(by_value[6])
    assert float(unitizing.coverage(sums)) == pytest.approx(0.4611, abs=5e-5)
    assert unitizing.k_coverage(sums)[[4, 6]].tolist() == pytest.approx([0.444, 0], abs=5e-4)


@st.composite
def lines(draw):
    """Two or three coders' units on a continuum of 40, of three values."""
    coders = []
    for _ in range(draw(st.integers(2, 3))):
        places = sorted(draw(st.sets(st.integers(0, 40), max_size=8)))
        pairs = list(zip(places[::2], places[1::2], strict=False))
        coders.append([(start, end, draw(st.integers(0, 2))) for start, end in pairs])
    return coders


@given(lines(), st.sets(st.integers(0, 40), max_size=3))
def test_what_is_observed_is_what_all_pairs_gave_each_place(coders, borders):
    sums = summed(40, coders, 3, sorted(borders - {40}))
    expected = np.zeros((4, 4))
    for place in range(40):
        given_here = [next((v for s, e, v in units if s <= place < e), 3) for units in coders]
        for one, left in enumerate(given_here):
            for other, right in enumerate(given_here):
                expected[left, right] += (one != other) / (len(coders) - 1)
    assert sums.observed == pytest.approx(expected)
    assert sums.observed.sum() == pytest.approx(40 * len(coders))


@given(lines())
def test_coders_may_stand_in_any_order(coders):
    here, there = summed(40, coders, 3), summed(40, coders[::-1], 3)
    for worked_out in (unitizing.u_alpha, unitizing.bar_u_alpha, unitizing.cu_alpha):
        assert float(worked_out(here)) == pytest.approx(float(worked_out(there)), nan_ok=True)


@given(lines())
def test_with_one_value_where_and_what_are_one_question(coders):
    sums = summed(40, [[(start, end, 0) for start, end, _ in units] for units in coders], 1)
    assert float(unitizing.u_alpha(sums)) == pytest.approx(float(unitizing.bar_u_alpha(sums)), nan_ok=True)
    assert isnan(unitizing.cu_alpha(sums))


@given(lines())
def test_equal_units_are_full_agreement_or_undefined(coders):
    sums = summed(40, [coders[0], coders[0]], 3)
    whole = sum(end - start for start, end, _ in coders[0])
    figure = float(unitizing.u_alpha(sums))
    assert isnan(figure) if whole == 0 or {u[:2] for u in coders[0]} == {(0, 40)} else figure == pytest.approx(1)


def test_short_units_come_to_the_alpha_of_places():
    # Units of one place each cannot be paired with themselves: what remains is alpha of places.
    one, other = [(place, place + 1, 0) for place in (1, 3, 5, 20)], [(place, place + 1, 0) for place in (3, 5, 9)]
    both = np.array([[(p in {3, 5}) + (p in {1, 20}) + (p in {3, 5, 9})] for p in range(40)])[:, 0]
    sums = Tally(*(field.sum(0) for field in tally(np.stack([2 - both, both], -1))))
    assert float(unitizing.u_alpha(summed(40, [one, other], 1))) == pytest.approx(float(coefficients.alpha(sums)))


@pytest.mark.parametrize(
    "units", [[(0, 5, 0), (4, 6, 0)], [(3, 3, 0)], [(-1, 2, 0)], [(38, 41, 0)], [(5, 6, 0), (1, 2, 0)]]
)
def test_what_are_no_units_of_a_coder_is_refused(units):
    with pytest.raises(ValueError, match="must be in order"):
        summed(40, [units, []], 1)


def test_one_coder_alone_agrees_with_nobody():
    with pytest.raises(ValueError, match="two coders"):
        summed(40, [[]], 1)


@given(lines(), st.sets(st.integers(1, 39), max_size=4))
def test_parts_come_to_the_whole_wherever_it_is_cut(coders, borders):
    whole = coincidences(40, [array(units) for units in coders], 3)
    parts = coincidences(40, [array(units) for units in coders], 3, borders=sorted(borders))
    for of_all, each in zip(whole.__dict__.values(), parts.__dict__.values(), strict=True):
        assert len(each) == len(borders) + 1
        assert each.sum(0) == pytest.approx(of_all[0])

"""Coefficients of agreement against published values, and what must hold of any figures."""

from __future__ import annotations

from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.agreement import coefficients
from workbench.agreement.coefficients import Tally, tally

Y, N = 1, 0


def tallied(coders):
    """The tally of coders' values, a list for each, None where one is missing."""
    categories = sorted({value for coder in coders for value in coder if value is not None}) or [0]
    categories += ["none of them"] * (len(categories) < 2)
    given_each = [
        [[coder[unit] for coder in coders].count(one) for one in categories] for unit in range(len(coders[0]))
    ]
    return Tally(*(field.sum(0) for field in tally(np.array(given_each))))


def tabled(one, other):
    categories = sorted({*one, *other})
    table = np.zeros((len(categories), len(categories)), dtype=int)
    for left, right in zip(one, other, strict=True):
        table[categories.index(left), categories.index(right)] += 1
    return table


# Krippendorff 2011, section C: four coders, values missing; the last unit has one value only.
KRIPPENDORFF = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
# Krippendorff 1980, page 139: three coders.
THREE = [[1, 1, 2, 4, 1, 2, 1, 3, 2], [1, 2, 2, 4, 4, 2, 2, 3, 2], [1, 2, 2, 4, 4, 2, 3, 3, 2]]
# Krippendorff 1980, page 133: two coders, two categories.
TWO = [[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [0, 1, 1, 0, 0, 1, 0, 1, 0, 0]]


@pytest.mark.parametrize(
    ("coders", "alpha", "ac1", "fleiss", "brennan_prediger"),
    [
        (KRIPPENDORFF, 0.743421, 0.775444, 0.761169, 0.772727),
        (THREE, 0.641732, 0.662299, 0.627953, 0.654321),
        (TWO, 0.095238, 0.310345, 0.047619, 0.2),
    ],
)
def test_published_examples_of_several_coders_come_out(coders, alpha, ac1, fleiss, brennan_prediger):
    sums = tallied(coders)
    assert float(coefficients.alpha(sums)) == pytest.approx(alpha, abs=5e-7)
    assert float(coefficients.ac1(sums)) == pytest.approx(ac1, abs=5e-7)
    assert float(coefficients.fleiss_kappa(sums)) == pytest.approx(fleiss, abs=5e-7)
    assert float(coefficients.brennan_prediger(sums)) == pytest.approx(brennan_prediger, abs=5e-7)


@pytest.mark.parametrize(
    ("counts", "percent", "kappa"),
    [
        # Cohen 1960, pages 37 and 45, by the cells of the table.
        ([[25, 12, 3], [13, 2, 15], [12, 16, 2]], 0.29, -0.0923),
        ([[88, 14, 18], [10, 40, 10], [2, 6, 12]], 0.70, 0.4915),
        # Gwet's paradox: much agreement, little kappa.
        ([[80, 7], [8, 5]], 0.85, 0.3144),
    ],
)
def test_published_tables_of_two_coders_come_out(counts, percent, kappa):
    observed, _ = coefficients.observed_and_expected(np.array(counts))
    assert float(observed) == pytest.approx(percent)
    assert float(coefficients.cohen_kappa(np.array(counts))) == pytest.approx(kappa, abs=5e-5)


@pytest.mark.parametrize(
    ("table", "percent", "kappa", "alpha", "ac1", "pabak", "jaccard"),
    [
        # Codings of two coders on a thousand characters: of A and B, then what each coefficient is.
        ([[850, 50], [50, 50]], 0.900, 0.4444, 0.4447, 0.8780, 0.800, 0.3333),
        ([[400, 300], [300, 0]], 0.400, -0.4286, -0.4279, -0.0345, -0.200, 0),
        ([[500, 0], [50, 450]], 0.950, 0.9000, 0.8998, 0.9002, 0.900, 0.9000),
        ([[900, 0], [0, 100]], 1, 1, 1, 1, 1, 1),
        ([[900, 0], [100, 0]], 0.900, 0, -0.0521, 0.8895, 0.800, 0),
        ([[1000, 0], [0, 0]], 1, None, None, 1, 1, None),
        ([[0, 0], [0, 1000]], 1, None, None, 1, 1, 1),
        ([[890, 10], [100, 0]], 0.890, -0.0185, -0.0577, 0.8772, 0.780, 0),
    ],
)
def test_the_fields_own_table_comes_out_and_undefined_stays_undefined(
    table, percent, kappa, alpha, ac1, pabak, jaccard
):
    counts = np.array(table)
    units = [(0, 0)] * counts[0, 0] + [(0, 1)] * counts[0, 1] + [(1, 0)] * counts[1, 0] + [(1, 1)] * counts[1, 1]
    sums = Tally(*(field.sum(0) for field in tally(np.array([[2 - sum(unit), sum(unit)] for unit in units]))))
    found = [
        coefficients.percent(sums),
        coefficients.cohen_kappa(counts),
        coefficients.alpha(sums),
        coefficients.ac1(sums),
        coefficients.brennan_prediger(sums),
        coefficients.jaccard(counts),
    ]
    for figure, expected in zip(found, [percent, kappa, alpha, ac1, pabak, jaccard], strict=True):
        assert isnan(figure) if expected is None else float(figure) == pytest.approx(expected, abs=5.1e-5)


def test_what_is_told_of_one_code_beside_kappa():
    table = np.array([[80, 7], [8, 5]])
    assert float(coefficients.positive(table)) == pytest.approx(10 / 25)
    assert float(coefficients.negative(table)) == pytest.approx(160 / 175)
    assert float(coefficients.prevalence(table)) == pytest.approx(25 / 200)
    assert float(coefficients.prevalence_index(table)) == pytest.approx(-0.75)
    assert float(coefficients.bias_index(table)) == pytest.approx(0.01)
    nothing = np.zeros((2, 2), dtype=int)
    assert all(isnan(worked_out(nothing)) for worked_out in coefficients.OF_TABLE.values())


def test_one_category_is_no_ground_for_agreement():
    with pytest.raises(ValueError, match="two categories"):
        tally(np.array([[2], [2]]))


def test_a_code_of_which_nothing_varies_weighs_nothing_in_the_pooled_kappa():
    tables = np.array([[[850, 50], [50, 50]], [[500, 0], [50, 450]]])
    unused = np.array([[[1000, 0], [0, 0]]])
    pooled = float(coefficients.pooled_kappa(tables))
    # By hand: (mean of .9 and .95 − mean of .82 and .5) ÷ (1 − mean of .82 and .5).
    assert pooled == pytest.approx((0.925 - 0.66) / 0.34)
    assert float(coefficients.pooled_kappa(np.concatenate([tables, unused]))) == pytest.approx(pooled)
    assert isnan(coefficients.pooled_kappa(unused))


VALUES = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=40)


@given(VALUES, st.randoms(use_true_random=False))
def test_coefficients_are_symmetric_and_do_not_know_the_order_of_units(values, chance):
    mixed = [(right, left) for left, right in values]
    chance.shuffle(mixed)
    for worked_out in (coefficients.alpha, coefficients.ac1, coefficients.percent, coefficients.brennan_prediger):
        here, there = (worked_out(tallied(list(zip(*pairs, strict=True)))) for pairs in (values, mixed))
        assert float(here) == pytest.approx(float(there), nan_ok=True)
    here, there = (coefficients.cohen_kappa(tabled(*zip(*pairs, strict=True))) for pairs in (values, mixed))
    assert float(here) == pytest.approx(float(there), nan_ok=True)


@given(st.lists(st.integers(0, 3), min_size=2, max_size=40))
def test_equal_values_are_full_agreement_or_undefined(values):
    sums, table = tallied([values, values]), tabled(values, values)
    assert float(coefficients.percent(sums)) == 1
    for figure in (coefficients.alpha(sums), coefficients.cohen_kappa(table)):
        assert isnan(figure) if len(set(values)) < 2 else float(figure) == pytest.approx(1)


@given(st.lists(st.lists(st.sampled_from([0, 1, None]), min_size=6, max_size=6), min_size=2, max_size=4))
def test_alpha_is_one_less_observed_by_expected_disagreement_of_all_pairs(coders):
    units = [[value for value in unit if value is not None] for unit in zip(*coders, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    values = [value for unit in units for value in unit]
    figure = float(coefficients.alpha(tallied(coders)))
    if len(set(values)) < 2:
        assert isnan(figure)
        return
    observed = sum(sum(a != b for a in unit for b in unit) / (len(unit) - 1) for unit in units) / len(values)
    expected = sum(a != b for a in values for b in values) / (len(values) * (len(values) - 1))
    assert figure == pytest.approx(1 - observed / expected)


def test_coders_who_know_nothing_of_each_other_agree_by_chance_alone():
    chance = np.random.default_rng(1)
    one, other = (chance.random(20_000) < 0.3).astype(int), (chance.random(20_000) < 0.6).astype(int)
    assert float(coefficients.cohen_kappa(tabled(one.tolist(), other.tolist()))) == pytest.approx(0, abs=0.02)

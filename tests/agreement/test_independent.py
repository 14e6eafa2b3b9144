"""Our coefficients against independent implementations, on random data.

These take seconds to import, and so are imported by the tests themselves: not by every worker that collects tests.
"""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.agreement import coefficients
from workbench.agreement.coefficients import Tally, tally

SEEDS = st.integers(0, 2**32 - 1)


def coders(seed, number, categories, units=60):
    """Values of coders who often agree, of categories of which some are rare."""
    chance = np.random.default_rng(seed)
    truth = chance.choice(categories, units, p=chance.dirichlet(np.ones(categories)))
    return [np.where(chance.random(units) < 0.7, truth, chance.integers(0, categories, units)) for _ in range(number)]


def tabled(one, other, categories):
    table = np.zeros((categories, categories), dtype=int)
    np.add.at(table, (one, other), 1)
    return table


def tallied(values, categories):
    given_each = np.stack([sum((one == category).astype(int) for one in values) for category in range(categories)], -1)
    return Tally(*(field.sum(0) for field in tally(given_each)))


def triples(values):
    """As nltk wants them: coder, unit, value."""
    return [(who, unit, value) for who, row in enumerate(values) for unit, value in enumerate(row.tolist())]


@given(SEEDS, st.integers(2, 5))
@settings(max_examples=20)
def test_kappa_is_that_of_scikit_learn(seed, categories):
    from sklearn.metrics import cohen_kappa_score

    one, other = coders(seed, 2, categories)
    ours = float(coefficients.cohen_kappa(tabled(one, other, categories)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where it divides by nothing, and gives NaN as we do
        theirs = cohen_kappa_score(one, other)
    assert ours == pytest.approx(theirs, nan_ok=True)


@given(SEEDS)
@settings(max_examples=20)
def test_jaccard_is_that_of_scikit_learn(seed):
    from sklearn.metrics import jaccard_score

    one, other = coders(seed, 2, 2)
    if one.any() or other.any():
        assert float(coefficients.jaccard(tabled(one, other, 2))) == pytest.approx(jaccard_score(one, other))


@given(SEEDS, st.integers(2, 4), st.integers(2, 4))
@settings(max_examples=20)
def test_alpha_and_its_kin_are_those_of_nltk(seed, number, categories):
    from nltk.metrics.agreement import AnnotationTask

    values = coders(seed, number, categories)
    if len(np.unique(values)) < 2:
        return
    task, sums = AnnotationTask(triples(values)), tallied(values, categories)
    assert float(coefficients.alpha(sums)) == pytest.approx(task.alpha())
    # Scott's pi of several coders is Fleiss' kappa.
    assert float(coefficients.fleiss_kappa(sums)) == pytest.approx(task.pi())
    assert float(coefficients.percent(sums)) == pytest.approx(task.avg_Ao())
    if len(np.unique(values)) == categories:
        # Bennett's S; nltk counts the values that were given.
        assert float(coefficients.brennan_prediger(sums)) == pytest.approx(task.S())


@given(SEEDS, st.integers(2, 4))
@settings(max_examples=20)
def test_kappa_of_two_is_that_of_nltk_too(seed, categories):
    from nltk.metrics.agreement import AnnotationTask

    values = coders(seed, 2, categories)
    if len(np.unique(values)) < 2:
        return
    task = AnnotationTask(triples(values))
    ours = float(coefficients.cohen_kappa(tabled(*values, categories)))
    assert ours == pytest.approx(task.kappa())

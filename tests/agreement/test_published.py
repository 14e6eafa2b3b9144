"""Published examples with what irrCAC makes of them; chance alone comes to nothing."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.agreement import coefficients, unitizing
from workbench.agreement.coefficients import Tally, tally

# Fleiss 1971: thirty patients, each given one of five diagnoses by six psychiatrists; how many gave each.
FLEISS_1971 = [
    (0, 0, 0, 6, 0), (0, 3, 0, 0, 3), (0, 1, 4, 0, 1), (0, 0, 0, 0, 6), (0, 3, 0, 3, 0), (2, 0, 4, 0, 0),
    (0, 0, 4, 0, 2), (2, 0, 3, 1, 0), (2, 0, 0, 4, 0), (0, 0, 0, 0, 6), (1, 0, 0, 5, 0), (1, 1, 0, 4, 0),
    (0, 3, 3, 0, 0), (1, 0, 0, 5, 0), (0, 2, 0, 3, 1), (0, 0, 5, 0, 1), (3, 0, 0, 1, 2), (5, 1, 0, 0, 0),
    (0, 2, 0, 4, 0), (1, 0, 2, 0, 3), (0, 0, 0, 0, 6), (0, 1, 0, 5, 0), (0, 2, 0, 1, 3), (2, 0, 0, 4, 0),
    (1, 0, 0, 4, 1), (0, 5, 0, 1, 0), (4, 0, 0, 0, 2), (0, 2, 0, 4, 0), (1, 0, 5, 0, 0), (0, 0, 0, 0, 6),
]  # fmt: skip
# The worked example of Fleiss' kappa on Wikipedia: ten subjects, fourteen raters, five categories.
FOURTEEN = [
    (0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1),
    (7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7),
]  # fmt: skip
# The worked example of alpha on Wikipedia: three coders, most values missing.
MISSING = np.array([
    (None, None, None, None, None, 3, 4, 1, 2, 1, 1, 3, 3, None, 3),
    (1, None, 2, 1, 3, 3, 4, 3, None, None, None, None, None, None, None),
    (None, None, 2, 1, 3, 4, 4, None, 2, 1, 1, 3, 3, None, 4),
])  # fmt: skip


def of(given):
    return Tally(*(field.sum(0) for field in tally(np.array(given))))


def of_table(table):
    """The tally of a table of two coders: for each cell, so many units with its two values."""
    eye = np.eye(len(table), dtype=int)
    return of([
        eye[row] + eye[column] for row, line in enumerate(table) for column, n in enumerate(line) for _ in range(n)
    ])  # fmt: skip


@pytest.mark.parametrize(
    ("sums", "alpha", "ac1", "fleiss", "brennan_prediger"),
    [
        (of(FLEISS_1971), 0.433410, 0.447885, 0.430245, 0.444444),
        (of(FOURTEEN), 0.215574, 0.225614, 0.209931, 0.222527),
        (of([[(unit == n).sum() for n in range(1, 5)] for unit in MISSING.T]), 0.691358, 0.709164, 0.68602, 0.703704),
        # Cohen 1960, pages 37 and 45.
        (of_table([[25, 12, 3], [13, 2, 15], [12, 16, 2]]), -0.095271, -0.047970, -0.100775, -0.065),
        (of_table([[88, 14, 18], [10, 40, 10], [2, 6, 12]]), 0.488462, 0.575972, 0.487179, 0.55),
        # Gwet's paradox, and the example that he works out by hand.
        (of_table([[80, 7], [8, 5]]), 0.317714, 0.808, 0.314286, 0.7),
        (of_table([[8, 1], [0, 1]]), 0.627451, 0.865772, 0.607843, 0.8),
    ],
)  # fmt: skip
def test_what_irrcac_makes_of_published_examples_comes_out(sums, alpha, ac1, fleiss, brennan_prediger):
    assert float(coefficients.alpha(sums)) == pytest.approx(alpha, abs=5.1e-7)
    assert float(coefficients.ac1(sums)) == pytest.approx(ac1, abs=5.1e-7)
    assert float(coefficients.fleiss_kappa(sums)) == pytest.approx(fleiss, abs=5.1e-7)
    assert float(coefficients.brennan_prediger(sums)) == pytest.approx(brennan_prediger, abs=5.1e-7)


def test_each_category_alone_comes_out_as_a_code_does():
    # irr's kappam.fleiss, in detail, of Fleiss 1971.
    alone = [
        float(coefficients.fleiss_kappa(of([(6 - row[one], row[one]) for row in FLEISS_1971]))) for one in range(5)
    ]
    assert alone == pytest.approx([0.245, 0.245, 0.520, 0.471, 0.566], abs=5.1e-4)


def test_sets_of_codes_are_values_of_their_own_for_nominal_alpha():
    # nltk's alpha of three coders who put several codes on a unit, with a distance of 1 between any two sets.
    coders = (("ab", "a", "bc", "c", "a"), ("a", "a", "bc", "bc", "d"), ("ab", "b", "b", "c", "a"))
    units = list(zip(*coders, strict=True))
    values = sorted({value for unit in units for value in unit})
    assert float(coefficients.alpha(of([[unit.count(one) for one in values] for unit in units]))) == pytest.approx(
        0.2134831460674158
    )


def test_the_kappa_of_gwets_example_by_hand():
    assert float(coefficients.cohen_kappa(np.array([[8, 1], [0, 1]]))) == pytest.approx(0.615385, abs=5e-7)


@pytest.mark.parametrize("number", [2, 3])
def test_coders_who_code_by_chance_agree_on_nothing(number):
    chance = np.random.default_rng(number)
    coded = sum((chance.random(20_000) < share).astype(int) for share in (0.3, 0.3, 0.3)[:number])
    sums = of(np.stack([number - coded, coded], -1))
    assert float(coefficients.alpha(sums)) == pytest.approx(0, abs=0.03)
    assert float(coefficients.fleiss_kappa(sums)) == pytest.approx(0, abs=0.03)
    lines = [np.sort(chance.choice(2_000, 600, replace=False)) * 10 for _ in range(number)]
    units = [np.stack([line, line + 10, chance.integers(0, 2, 600)], -1) for line in lines]
    parts = unitizing.coincidences(20_000, units, 2)
    for worked_out in (unitizing.u_alpha, unitizing.bar_u_alpha, unitizing.cu_alpha):
        assert float(worked_out(parts)[0]) == pytest.approx(0, abs=0.1)


def test_specific_agreement_is_the_f1_of_scikit_learn():
    from sklearn.metrics import f1_score  # takes seconds, and not every worker has to

    chance = np.random.default_rng(5)
    one, other = chance.random((2, 200)) < 0.4
    table = np.array([[(~one & ~other).sum(), (~one & other).sum()], [(one & ~other).sum(), (one & other).sum()]])
    assert float(coefficients.positive(table)) == pytest.approx(f1_score(one, other))
    assert float(coefficients.negative(table)) == pytest.approx(f1_score(~one, ~other))

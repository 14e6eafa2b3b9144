"""Coefficients of agreement on categories: percent, Cohen's kappa, Krippendorff's alpha, Gwet's AC1 and kin. Pure.

Everything is worked out from sums over units (`Tally`; for two coders the table of their values too), so that many
codes and many bootstrap draws are worked out at once: leading axes may be what the caller likes. Where a coefficient
is not defined, as where nothing varies, the value is NaN; who shows it says so in words.

Sources: Cohen 1960 (kappa); Krippendorff 2011, "Computing Krippendorff's alpha-reliability", section C (alpha, nominal,
missing values allowed); Gwet 2008 (AC1) and Gwet 2014 for missing values, as in irrCAC; Fleiss 1971; Brennan and
Prediger 1981 (PABAK where there are two categories); de Vries et al. 2008 (pooled kappa).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Figures = NDArray[np.float64]


class Tally(NamedTuple):
    """Sums over units that all coefficients but Cohen's kappa need; tallies of parts add up to that of the whole.

    Attributes:
        units: How many units have a value of at least one coder; shape ``(…)``.
        paired: How many have values of at least two; shape ``(…)``.
        agreeing: Over the paired units, the sum of the shares of pairs of coders that agree; shape ``(…)``.
        shares: By category, over the units, the sum of the shares of coders who gave it; shape ``(…, q)``.
        same: By category, Krippendorff's observed coincidences with itself; shape ``(…, q)``.
        values: By category, the values in paired units; shape ``(…, q)``.
    """

    units: Figures
    paired: Figures
    agreeing: Figures
    shares: Figures
    same: Figures
    values: Figures


def tally(given: NDArray[np.number]) -> Tally:
    """The tally of units, each as a tally of its own: sum over the units' axis for that of them all.

    Args:
        given: How many coders gave each category; shape ``(…, q)``, missing values counted nowhere.

    Raises:
        ValueError: There are fewer than two categories.
    """
    if given.shape[-1] < 2:
        message = "agreement needs at least two categories, such as coded and not coded"
        raise ValueError(message)
    by = given.astype(np.float64)
    coders = by.sum(-1)
    paired = coders >= 2
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = np.where(coders[..., None] > 0, by / coders[..., None], 0.0)
        same = np.where(paired[..., None], by * (by - 1) / (coders[..., None] - 1), 0.0)
        agreeing = np.where(paired, same.sum(-1) / coders, 0.0)
    values = np.where(paired[..., None], by, 0.0)
    return Tally((coders > 0).astype(np.float64), paired.astype(np.float64), agreeing, shares, same, values)


def percent(sums: Tally) -> Figures:
    """Observed agreement, from 0 to 1: the share of pairs of coders that agree, averaged over units."""
    return _ratio(sums.agreeing, sums.paired)


def cohen_kappa(table: NDArray[np.number]) -> Figures:
    """Cohen's kappa of two coders, chance from both coders' own margins.

    Args:
        table: How many units have the first coder's value and the second's; shape ``(…, q, q)``.
    """
    counts = table.astype(np.float64)
    units = counts.sum((-2, -1))
    agreeing = np.trace(counts, axis1=-2, axis2=-1)
    # Of whole numbers, undivided: where nothing varies nothing is left, and no rounding can hide it.
    by_chance = (counts.sum(-1) * counts.sum(-2)).sum(-1)
    return _ratio(units * agreeing - by_chance, units**2 - by_chance)


def observed_and_expected(table: NDArray[np.number]) -> tuple[Figures, Figures]:
    """Observed agreement of two coders, and that expected by chance from both coders' own margins."""
    counts = table.astype(np.float64)
    units = counts.sum((-2, -1))
    observed = _ratio(np.trace(counts, axis1=-2, axis2=-1), units)
    return observed, _ratio((counts.sum(-1) * counts.sum(-2)).sum(-1), units**2)


def pooled_kappa(tables: NDArray[np.number]) -> Figures:
    """Kappa pooled over codes, (mean observed − mean expected) ÷ (1 − mean expected), after de Vries et al. 2008.

    A code of which nothing varies weighs nothing in it: it has 1 for both means.

    Args:
        tables: The codes' tables; shape ``(…, codes, q, q)``.
    """
    observed, expected = observed_and_expected(tables)
    defined = ~np.isnan(cohen_kappa(tables))
    codes = defined.sum(-1)
    mean_observed = _ratio(np.where(defined, observed, 0.0).sum(-1), codes)
    mean_expected = _ratio(np.where(defined, expected, 0.0).sum(-1), codes)
    return _ratio(mean_observed - mean_expected, 1 - mean_expected)


def alpha(sums: Tally) -> Figures:
    """Krippendorff's alpha for nominal values, any number of coders, missing values allowed."""
    total = sums.values.sum(-1)
    disagreeing = total - sums.same.sum(-1)
    expected = _ratio(total**2 - (sums.values**2).sum(-1), total - 1)
    return 1 - _ratio(disagreeing, np.where(_varies(sums.values), expected, 0.0))


def ac1(sums: Tally) -> Figures:
    """Gwet's AC1: chance is Σ π(1 − π) ÷ (q − 1), π a category's share averaged over units."""
    observed = percent(sums)
    shares = _ratio(sums.shares, sums.units[..., None])
    expected = (shares * (1 - shares)).sum(-1) / (shares.shape[-1] - 1)
    return np.asarray((observed - expected) / (1 - expected))


def brennan_prediger(sums: Tally) -> Figures:
    """Brennan and Prediger's kappa, chance 1 ÷ q; with two categories it is PABAK, 2·observed − 1."""
    chance = 1 / sums.values.shape[-1]
    return np.asarray((percent(sums) - chance) / (1 - chance))


def fleiss_kappa(sums: Tally) -> Figures:
    """Fleiss' kappa of three coders or more: chance from the shares of all coders together."""
    shares = _ratio(sums.shares, sums.units[..., None])
    expected = np.where(_varies(sums.shares), (shares**2).sum(-1), 1.0)
    return _ratio(percent(sums) - expected, 1 - expected)


# Of one code: index 0 is "not coded", 1 is "coded"


def positive(table: NDArray[np.number]) -> Figures:
    """Positive specific agreement, 2a ÷ (2a + b + c): of what either coded, how much the other coded too."""
    both, only, _ = _cells(table)
    return _ratio(2 * both, 2 * both + only)


def negative(table: NDArray[np.number]) -> Figures:
    """Negative specific agreement, 2d ÷ (2d + b + c): of what either left, how much the other left too."""
    _, only, neither = _cells(table)
    return _ratio(2 * neither, 2 * neither + only)


def jaccard(table: NDArray[np.number]) -> Figures:
    """What both coded ÷ what either coded, a ÷ (a + b + c)."""
    both, only, _ = _cells(table)
    return _ratio(both, both + only)


def prevalence(table: NDArray[np.number]) -> Figures:
    """The share of units coded, averaged over the two coders, (2a + b + c) ÷ 2n."""
    both, only, neither = _cells(table)
    return _ratio(2 * both + only, 2 * (both + only + neither))


def prevalence_index(table: NDArray[np.number]) -> Figures:
    """(a − d) ÷ n: from −1, both left everything, to 1, both coded everything (Byrt et al. 1993)."""
    both, only, neither = _cells(table)
    return _ratio(both - neither, both + only + neither)


def bias_index(table: NDArray[np.number]) -> Figures:
    """(b − c) ÷ n: how much more the first coder codes than the second (Byrt et al. 1993)."""
    counts = table.astype(np.float64)
    return _ratio(counts[..., 1, 0] - counts[..., 0, 1], counts.sum((-2, -1)))


OF_TABLE: dict[str, Callable[[NDArray[np.number]], Figures]] = {
    "kappa": cohen_kappa,
    "jaccard": jaccard,
    "positive": positive,
    "negative": negative,
    "prevalence": prevalence,
    "prevalence_index": prevalence_index,
    "bias_index": bias_index,
}
"""What is worked out from the table of two coders for one code."""

OF_TALLY: dict[str, Callable[[Tally], Figures]] = {
    "percent": percent,
    "alpha": alpha,
    "ac1": ac1,
    "pabak": brennan_prediger,
}
"""What is worked out from a tally, whatever the number of coders."""


def _cells(table: NDArray[np.number]) -> tuple[Figures, Figures, Figures]:
    """Coded by both, by one only, and by neither."""
    counts = table.astype(np.float64)
    return counts[..., 1, 1], counts[..., 1, 0] + counts[..., 0, 1], counts[..., 0, 0]


def _varies(by_category: Figures) -> NDArray[np.bool_]:
    """Whether more than one category was given at all; asked of what is there, so that no rounding can hide it."""
    return np.asarray((by_category > 0).sum(-1) > 1)


def _ratio(above: Figures, below: Figures | NDArray[np.number]) -> Figures:
    """A quotient, NaN where it would be divided by nothing."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(np.asarray(below) != 0, np.asarray(above, dtype=np.float64) / below, np.nan)

"""Krippendorff's unitizing alphas: whether coders find the same stretches, and give them the same values. Pure.

Source: Krippendorff, Mathet, Bouvry and Widlöcher 2016 (doi 10.1007/s11135-015-0266-1, with its erratum); Krippendorff
2019, section 12.6. Coders partition a continuum into units with values; a gap between units has the value φ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Figures = NDArray[np.float64]


Units = NDArray[np.int64]
"""A coder's units in order, a row each: start, end (exclusive), and value from 0 on. φ is no unit."""


@dataclass(frozen=True)
class Coincidences:
    """What coders' units come to, for each part of a continuum; sums over all parts are what the whole comes to.

    Attributes:
        observed: Lengths on which pairs of coders gave two values, the last of which is φ; shape ``(…, q + 1, q + 1)``.
        self_paired: By value the sum of squared lengths of units, for φ the sum of lengths; shape ``(…, q + 1)``.
        shared_squared: By value the sum of squares of what units share with the other coders' units; shape ``(…, q)``.
    """

    observed: Figures
    self_paired: Figures
    shared_squared: Figures


def coincidences(
    length: int, coders: Sequence[Units], values: int, *, borders: Sequence[int] | NDArray[np.int64] = ()
) -> Coincidences:
    """What the units of at least two coders come to, for each part of the continuum.

    A unit that reaches into several parts stays one: each has its share of what is squared of it. So sums over parts,
    drawn at random or all of them, mean what they mean of the whole.

    Args:
        length: The length of the continuum.
        coders: Each coder's units, which do not overlap within one coder; touching ones count as they are given.
        values: How many values there are, φ not counted.
        borders: Where the continuum is cut into parts; without any it is one part.

    Returns:
        The sums, with the parts as first axis.

    Raises:
        ValueError: There are fewer than two coders, or units of one coder overlap or leave the continuum.
    """
    if len(coders) < 2:
        message = "unitizing needs at least two coders"
        raise ValueError(message)
    starts = np.unique(np.array([0, *borders], dtype=np.int64))
    for units in coders:
        _check(units, length)
    edges = np.unique(np.concatenate([starts, np.array([length]), *(units[:, :2].ravel() for units in coders)]))
    lengths = np.diff(edges).astype(np.float64)
    part = np.searchsorted(starts, edges[:-1], side="right") - 1
    at = [_unit_at(edges[:-1], units) for units in coders]
    given = [np.append(units[:, 2], values)[found] for units, found in zip(coders, at, strict=True)]
    observed = np.zeros((len(starts), values + 1, values + 1))
    self_paired = np.zeros((len(starts), values + 1))
    shared_squared = np.zeros((len(starts), values + 1))
    for one, found in enumerate(at):
        first = np.flatnonzero(np.diff(found, prepend=-2) | np.diff(part, prepend=-1))
        place, unit = (part[first], given[one][first]), found[first]
        self_paired += _summed(place, _shared(_over(lengths, first), unit), self_paired.shape)
        self_paired[:, values] = 0
        for other in range(len(at)):
            if other != one:
                observed += _summed((part, given[one], given[other]), lengths, observed.shape)
                met = np.where(given[other] < values, lengths, 0.0)
                shared_squared += _summed(place, _shared(_over(met, first), unit), shared_squared.shape)
    for values_given in given:
        self_paired[:, values] += np.bincount(part, np.where(values_given == values, lengths, 0.0), len(starts))
    pairs = len(coders) - 1
    return Coincidences(observed / pairs, self_paired, shared_squared[:, :values] / pairs)


def u_alpha(sums: Coincidences) -> Figures:
    """uα: agreement on where units are and on their values together. NaN where nothing varies."""
    return _alpha(sums.observed, sums.self_paired)


def bar_u_alpha(sums: Coincidences) -> Figures:
    """|uα: agreement on what is relevant, all values taken as one against φ. NaN where nothing varies."""
    expected = _expected(sums.observed, sums.self_paired)
    return 1 - _ratio(_off_diagonal(_joined(sums.observed)), _off_diagonal(_joined(expected)))


def cu_alpha(sums: Coincidences) -> Figures:
    """cuα: agreement on values, where both found something. NaN where nothing varies, or no units meet."""
    observed = sums.observed[..., :-1, :-1]
    return _alpha(observed, sums.shared_squared)


def k_u_alpha(sums: Coincidences) -> Figures:
    """(k)uα of every value: where both found something, how far one who gave the value is followed; shape ``(…, q)``.

    It is chance-corrected within the value's own row. NaN where no unit of the value meets another coder's unit, or no
    other value could have been met.
    """
    observed = sums.observed[..., :-1, :-1]
    expected = _expected(observed, sums.shared_squared)
    return 1 - _ratio(_elsewhere(observed), _elsewhere(expected))


def coverage(sums: Coincidences) -> Figures:
    """The share of the continuum on which two coders found something, whatever they called it."""
    return _ratio(sums.observed[..., :-1, :-1].sum((-2, -1)), sums.observed.sum((-2, -1)))


def k_coverage(sums: Coincidences) -> Figures:
    """By value, the share of its lengths on which another coder found something; shape ``(…, q)``."""
    return _ratio(sums.observed[..., :-1, :-1].sum(-1), sums.observed[..., :-1, :].sum(-1))


def _alpha(observed: Figures, self_paired: Figures) -> Figures:
    """One minus observed over expected disagreement."""
    expected = _expected(observed, self_paired)
    return 1 - _ratio(_off_diagonal(observed), _off_diagonal(expected))


def _expected(observed: Figures, self_paired: Figures) -> Figures:
    """The coincidences to be expected by chance; a unit is not paired with itself."""
    margins = observed.sum(-1)
    total = margins.sum(-1)
    products = margins[..., :, None] * margins[..., None, :]
    own = self_paired[..., :, None] * np.eye(self_paired.shape[-1])
    return _ratio(products - own, (total - _ratio(self_paired.sum(-1), total))[..., None, None])


def _joined(table: Figures) -> Figures:
    """A table of relevant and φ: all values but φ taken as one."""
    return np.stack(
        [
            np.stack([table[..., :-1, :-1].sum((-2, -1)), table[..., :-1, -1].sum(-1)], -1),
            np.stack([table[..., -1, :-1].sum(-1), table[..., -1, -1]], -1),
        ],
        -2,
    )


def _off_diagonal(table: Figures) -> Figures:
    """What stands beside the diagonal, summed from the cells themselves, so that nothing there is exactly nothing."""
    beside: Figures = np.where(np.eye(table.shape[-1], dtype=bool), 0.0, table)
    return np.asarray(beside.sum((-2, -1)))


def _elsewhere(table: Figures) -> Figures:
    """By row, the share of it that stands beside the diagonal."""
    return _ratio(np.where(np.eye(table.shape[-1], dtype=bool), 0.0, table).sum(-1), table.sum(-1))


def _check(units: Units, length: int) -> None:
    """Refuse what are no units of one coder."""
    inside = (units[:, 0] >= 0) & (units[:, 1] <= length) & (units[:, 0] < units[:, 1])
    if not inside.all() or (units[1:, 0] < units[:-1, 1]).any():
        message = "a coder's units must be in order and not overlap, be empty, or leave the continuum"
        raise ValueError(message)


def _unit_at(places: NDArray[np.int64], units: Units) -> NDArray[np.int64]:
    """The number of the unit at each place; -1 in a gap."""
    number = np.searchsorted(units[:, 0], places, side="right") - 1
    ends = np.append(units[:, 1], 0)
    return np.where(places < ends[number], number, -1)


def _over(lengths: Figures, first: NDArray[np.int64]) -> Figures:
    """Sums over runs, each from its first piece up to the next run's."""
    return np.add.reduceat(lengths, first) if len(first) else np.zeros(0)


def _shared(amounts: Figures, unit: NDArray[np.int64]) -> Figures:
    """Each run's share of the square of what all runs of its unit come to; the numbers of units begin with -1."""
    return amounts * np.bincount(unit + 1, amounts)[unit + 1]


def _summed(place: tuple[NDArray[np.int64], ...], weights: Figures, shape: tuple[int, ...]) -> Figures:
    """Weights added up in the cells of a table."""
    cells = np.ravel_multi_index(place, shape)
    return np.bincount(cells, weights, int(np.prod(shape))).astype(np.float64).reshape(shape)


def _ratio(above: Figures, below: Figures) -> Figures:
    """A quotient, NaN where it would be divided by nothing."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(np.asarray(below) != 0, np.asarray(above) / below, np.nan)

"""Krippendorff's unitizing alphas: whether coders find the same stretches, and give them the same values. Pure.

Source: Krippendorff, Mathet, Bouvry and Widlöcher 2016 (doi 10.1007/s11135-015-0266-1, with its erratum); Krippendorff
2019, section 12.6. Coders partition a continuum into units with values; a gap between units has the value φ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Figures = NDArray[np.float64]


class Unit(NamedTuple):
    """A stretch of the continuum, half-open, to which a coder gave a value (from 0 on; φ is no unit)."""

    start: int
    end: int
    value: int


@dataclass(frozen=True)
class Coincidences:
    """What coders' units come to; sums over parts of a continuum whose units do not cross from part to part add up.

    Attributes:
        observed: Lengths on which pairs of coders gave two values, the last of which is φ; shape ``(…, q + 1, q + 1)``.
        self_paired: By value the sum of squared lengths of units, for φ the sum of lengths; shape ``(…, q + 1)``.
        shared_squared: By value the sum of squares of what units share with the other coders' units; shape ``(…, q)``.
    """

    observed: Figures
    self_paired: Figures
    shared_squared: Figures


def coincidences(length: int, coders: Sequence[Sequence[Unit]], values: int) -> Coincidences:
    """What the units of at least two coders come to.

    Args:
        length: The length of the continuum.
        coders: Each coder's units, which do not overlap within one coder; touching ones count as they are given.
        values: How many values there are, φ not counted.

    Raises:
        ValueError: There are fewer than two coders, or units of one coder overlap or leave the continuum.
    """
    if len(coders) < 2:
        message = "unitizing needs at least two coders"
        raise ValueError(message)
    arrays = [_checked(units, length) for units in coders]
    edges = np.unique(np.concatenate([np.array([0, length]), *(units[:, :2].ravel() for units in arrays)]))
    lengths = np.diff(edges).astype(np.float64)
    given = np.stack([_values_on(edges, units, values) for units in arrays])
    observed = np.zeros((values + 1, values + 1))
    shared_squared = np.zeros(values)
    for one, other in permutations(range(len(arrays)), 2):
        np.add.at(observed, (given[one], given[other]), lengths)
        found = np.concatenate([[0.0], np.cumsum(np.where(given[other] < values, lengths, 0.0))])
        places = np.searchsorted(edges, arrays[one][:, :2])
        shared = found[places[:, 1]] - found[places[:, 0]]
        np.add.at(shared_squared, arrays[one][:, 2], shared**2)
    self_paired = np.zeros(values + 1)
    for units, value in zip(arrays, given, strict=True):
        np.add.at(self_paired, units[:, 2], (units[:, 1] - units[:, 0]).astype(np.float64) ** 2)
        self_paired[values] += lengths[value == values].sum()
    pairs = len(coders) - 1
    return Coincidences(observed / pairs, self_paired, shared_squared / pairs)


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
    return np.where(np.eye(table.shape[-1], dtype=bool), 0.0, table).sum((-2, -1))


def _elsewhere(table: Figures) -> Figures:
    """By row, the share of it that stands beside the diagonal."""
    return _ratio(np.where(np.eye(table.shape[-1], dtype=bool), 0.0, table).sum(-1), table.sum(-1))


def _checked(units: Sequence[Unit], length: int) -> NDArray[np.int64]:
    """A coder's units in order, as an array of starts, ends and values."""
    array = np.array(sorted(units), dtype=np.int64).reshape(-1, 3)
    inside = (array[:, 0] >= 0) & (array[:, 1] <= length) & (array[:, 0] < array[:, 1])
    if not inside.all() or (array[1:, 0] < array[:-1, 1]).any():
        message = "a coder's units must not overlap, be empty, or leave the continuum"
        raise ValueError(message)
    return array


def _values_on(edges: NDArray[np.int64], units: NDArray[np.int64], values: int) -> NDArray[np.int64]:
    """The value a coder gave to each piece between two edges; φ is `values`."""
    given = np.full(len(edges) - 1, values, dtype=np.int64)
    places = np.searchsorted(edges, units[:, :2])
    for (first, last), value in zip(places, units[:, 2], strict=True):
        given[first:last] = value
    return given


def _ratio(above: Figures, below: Figures) -> Figures:
    """A quotient, NaN where it would be divided by nothing."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(np.asarray(below) != 0, np.asarray(above) / below, np.nan)

"""The figures of a comparison: for a code, for a group of codes that exclude each other, and pooled. Pure.

All that is needed of a cluster (a transcript, or a turn where there are few transcripts) are sums. So an interval is
worked out for all draws at once: each draw takes as many clusters as there are, some of them several times, and the
sums of what was drawn are one product of matrices.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from workbench.agreement import coefficients, unitizing
from workbench.agreement.coefficients import OF_TABLE, OF_TALLY, Tally
from workbench.agreement.continuum import Continuum, Pieces, units_of
from workbench.agreement.unitizing import Coincidences

Figures = NDArray[np.float64]
Present = NDArray[np.bool_]

SURE = 0.95
"""The share of the draws that an interval holds."""

NO_UNITS = "there are no units to compare"
UNUSED = "nobody used it"
EVERYWHERE = "everybody put it on every unit"
NOTHING_VARIES = "everybody gave every unit the same"
NO_CODE = "of no code anything varies"
SEVERAL = "a coder put several of these codes on the same words"
NOT_ALL = "not every coder has coded every transcript"
NEVER_MET = "nowhere did two coders both find something"
ONE_CODE = "where two coders found something it was always one and the same code"


@dataclass(frozen=True)
class Measured:
    """What was worked out of one thing.

    Attributes:
        counts: By name, numbers of units.
        figures: By name, the figure, 1 at most; None where it is not defined.
        why: By name, why a figure is not defined.
        intervals: By name, between what 95 in 100 bootstrap draws are; of what is defined only.
    """

    counts: Mapping[str, int]
    figures: Mapping[str, float | None]
    why: Mapping[str, str]
    intervals: Mapping[str, tuple[float, float]]


class Draws:
    """Bootstrap draws of clusters, the same for every figure of a comparison.

    Args:
        clusters: How many clusters there are; of one there are no draws.
        draws: How many draws are made; 0 for no intervals.
        seed: From which chance begins, so that the same intervals can be had again.
    """

    def __init__(self, clusters: int, *, draws: int, seed: int) -> None:
        self._taken = np.zeros((0, clusters))
        if clusters > 1:
            chance = np.random.default_rng(seed)
            self._taken = chance.multinomial(clusters, np.full(clusters, 1 / clusters), draws).astype(np.float64)

    def __len__(self) -> int:
        """How many draws there are."""
        return len(self._taken)

    def sums(self, parts: Sequence[Figures]) -> list[Figures]:
        """The sums of each draw: what is given has the clusters as first axis, what comes has the draws."""
        # One product for all: the draws are by far the largest of what is multiplied.
        columns = [part.reshape(len(part), -1) for part in parts]
        drawn = np.split(self._taken @ np.hstack(columns), np.cumsum([one.shape[1] for one in columns])[:-1], axis=1)
        return [one.reshape(len(self), *part.shape[1:]) for one, part in zip(drawn, parts, strict=True)]


@dataclass(frozen=True)
class Cut:
    """A continuum and the same cut by codings."""

    continuum: Continuum
    pieces: Pieces


class _Sums(NamedTuple):
    """Sums, and what is worked out of them.

    Attributes:
        of: By name, what takes the sums; leading axes may be those of draws.
        parts: The sums of each cluster.
        whole: The sums of everything, where they are more than those of the clusters together.
    """

    of: Mapping[str, Callable[..., Figures]]
    parts: Sequence[Figures]
    whole: Sequence[Figures] | None = None


def of_code(units: Cut, characters: Cut, present: Present, draws: Draws) -> Measured:
    """The figures of one code.

    Args:
        units: The units, cut by the codings of that code alone.
        characters: The same for every character, in the same clusters: what begins and ends where is asked of it.
        present: Which coder has coded which cluster; shape ``(coders, clusters)``.
        draws: The bootstrap draws.
    """
    continuum, pieces = units.continuum, units.pieces
    there = present[:, pieces.clusters]
    coded = pieces.coded[:, 0] & there
    by_number = np.bincount(coded.sum(0), pieces.lengths, len(coded) + 1).astype(int).tolist()
    counts = {"n": continuum.length}
    sums = [_tallies(continuum, pieces, [(there & ~coded).sum(0), coded.sum(0)], several=len(coded) > 2)]
    if len(coded) == 2:
        tables = _tables(continuum, pieces, coded.astype(np.int64), 2)
        (neither, only_b), (only_a, both) = tables.sum(0).astype(int).tolist()
        counts |= {"both": both, "only_a": only_a, "only_b": only_b, "neither": neither}
        sums.append(_Sums(OF_TABLE, [tables]))
    else:
        counts |= {f"by_{number}": found for number, found in enumerate(by_number)}
    if present.all():
        sums.append(_unitized(characters, ["u_alpha"]))
    why = NO_UNITS if not continuum.length else UNUSED if by_number[0] == continuum.length else EVERYWHERE
    return _measured(counts, sums, draws, why, {} if present.all() else {"u_alpha": NOT_ALL})


def of_group(units: Cut, characters: Cut, present: Present, draws: Draws) -> Measured:
    """The figures of codes that exclude each other: which of them, or none, a unit got.

    A unit to which a coder gave several of them counts as if that coder had not coded it; how many there are is told.
    What is told of each code alone has its number after a full stop.

    Args:
        units: The units, cut by the codings of all these codes.
        characters: The same for every character, in the same clusters: what begins and ends where is asked of it.
        present: Which coder has coded which cluster; shape ``(coders, clusters)``.
        draws: The bootstrap draws.
    """
    continuum, pieces = units.continuum, units.pieces
    codes = pieces.coded.shape[1]
    several = pieces.coded.sum(1) > 1
    value = np.where(pieces.coded.any(1), pieces.coded.argmax(1), codes)
    there = present[:, pieces.clusters] & ~several
    counts = {"n": continuum.length, "several": int(pieces.lengths[several.any(0)].sum())}
    given = [((value == one) & there).sum(0) for one in range(codes + 1)]
    sums = [_tallies(continuum, pieces, given, several=len(value) > 2)]
    if len(value) == 2:
        tables = _tables(continuum, pieces, value, codes + 1, counted=there.all(0))
        sums.append(_Sums({"kappa": coefficients.cohen_kappa}, [tables]))
    asked = [*_OF_GROUP, *(f"{name}.{number}" for name in _OF_EACH for number in range(codes))]
    overlapping = (characters.pieces.coded.sum(1) > 1).any()
    missed = SEVERAL if overlapping else None if present.all() else NOT_ALL
    if missed is None:
        sums.append(_unitized(characters, asked))
    why = NOTHING_VARIES if continuum.length else NO_UNITS
    return _measured(counts, sums, draws, why, {} if missed is None else dict.fromkeys(asked, missed))


def pooled(codes: Sequence[Cut], draws: Draws) -> Measured:
    """Cohen's kappa of two coders pooled over codes, and how many were left out since nothing of them varies.

    Args:
        codes: The units, cut by the codings of each code alone; at least one.
        draws: The bootstrap draws.
    """
    tables = [_tables(one.continuum, one.pieces, one.pieces.coded[:, 0].astype(np.int64), 2) for one in codes]
    by_code = np.stack(tables, 1)
    defined = int((~np.isnan(coefficients.cohen_kappa(by_code.sum(0)))).sum())
    counts = {"n": codes[0].continuum.length, "codes": defined, "left_out": len(codes) - defined}
    return _measured(counts, [_Sums({"kappa": coefficients.pooled_kappa}, [by_code])], draws, NO_CODE, {})


def _measured(
    counts: Mapping[str, int], sums: Sequence[_Sums], draws: Draws, why: str, missed: Mapping[str, str]
) -> Measured:
    """Everything that is asked of the sums, of the whole and of all draws."""
    figures: dict[str, float | None] = dict.fromkeys(missed)
    reasons = dict(missed)
    intervals: dict[str, tuple[float, float]] = {}
    for some in sums:
        whole = [part.sum(0) for part in some.parts] if some.whole is None else some.whole
        for name, worked_out in some.of.items():
            figure = float(worked_out(*whole))
            figures[name] = None if np.isnan(figure) else figure
            if np.isnan(figure):
                reasons[name] = why
    if len(draws):
        drawn = iter(draws.sums([part for some in sums for part in some.parts]))
        for some in sums:
            of_draws = [next(drawn) for _ in some.parts]
            for name, worked_out in some.of.items():
                among = worked_out(*of_draws)
                among = among[~np.isnan(among)]
                if len(among) and figures[name] is not None:
                    low, high = np.quantile(among, [(1 - SURE) / 2, (1 + SURE) / 2])
                    intervals[name] = float(low), float(high)
    return Measured(counts, figures, reasons, intervals)


def _tallies(continuum: Continuum, pieces: Pieces, given: Sequence[NDArray[np.int64]], *, several: bool) -> _Sums:
    """What follows from how many coders gave each piece each category; of several coders Fleiss' kappa too."""
    tallied = coefficients.tally(np.stack(given, -1))
    parts = [_by_cluster(continuum, pieces, (field.T * pieces.lengths).T) for field in tallied]
    asked = OF_TALLY | {"fleiss": coefficients.fleiss_kappa} if several else OF_TALLY
    return _Sums({name: _of_tally(worked_out) for name, worked_out in asked.items()}, parts)


def _of_tally(worked_out: Callable[[Tally], Figures]) -> Callable[..., Figures]:
    return lambda *sums: worked_out(Tally(*sums))


def _by_cluster(continuum: Continuum, pieces: Pieces, weights: Figures) -> Figures:
    """Weights of pieces, added up in each cluster."""
    summed: Figures = np.zeros((len(continuum.borders), *weights.shape[1:]))
    np.add.at(summed, pieces.clusters, weights)
    return summed


def _tables(
    continuum: Continuum,
    pieces: Pieces,
    given: NDArray[np.int64],
    values: int,
    *,
    counted: NDArray[np.bool_] | None = None,
) -> Figures:
    """How many units got which two values of two coders, by cluster; shape ``(clusters, values, values)``."""
    weights = pieces.lengths if counted is None else np.where(counted, pieces.lengths, 0)
    shape = (len(continuum.borders), values, values)
    cells = np.ravel_multi_index((pieces.clusters, *given), shape)
    return np.bincount(cells, weights, int(np.prod(shape))).astype(np.float64).reshape(shape)


_OF_GROUP: Mapping[str, Callable[[Coincidences], Figures]] = {
    "u_alpha": unitizing.u_alpha,
    "bar_u_alpha": unitizing.bar_u_alpha,
    "cu_alpha": unitizing.cu_alpha,
    "coverage": unitizing.coverage,
}
_OF_EACH: Mapping[str, Callable[[Coincidences], Figures]] = {
    "k_u_alpha": unitizing.k_u_alpha,
    "k_coverage": unitizing.k_coverage,
}


def _unitized(line: Cut, names: Sequence[str]) -> _Sums:
    """What follows from where the coders' units begin and end; in draws they end where a cluster does."""
    found = [units_of(line.pieces, coder) for coder in range(len(line.pieces.coded))]
    codes, length = line.pieces.coded.shape[1], line.continuum.length
    whole = unitizing.coincidences(length, found, codes)
    parts = unitizing.coincidences(length, found, codes, borders=line.continuum.borders)
    return _Sums({name: _of_units(name) for name in names}, _fields(parts), [part.sum(0) for part in _fields(whole)])


def _fields(sums: Coincidences) -> list[Figures]:
    return [sums.observed, sums.self_paired, sums.shared_squared]


def _of_units(name: str) -> Callable[..., Figures]:
    """What works out a figure, or a code's, whose number stands after a full stop."""
    asked, _, number = name.partition(".")
    if number:
        return lambda *sums: _OF_EACH[asked](Coincidences(*sums))[..., int(number)]
    return lambda *sums: _OF_GROUP[asked](Coincidences(*sums))

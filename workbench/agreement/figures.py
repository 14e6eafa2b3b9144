"""The figures of a comparison: for a code, for a group of codes that exclude each other, and pooled. Pure.

All that is needed of a cluster (a transcript, or a turn where there are few transcripts) are sums. So an interval is
worked out for all draws at once: each draw takes as many clusters as there are, some of them several times, and the
sums of what was drawn are one product of matrices.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
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

_NO_WIDTH = 1e-9
"""What two figures differ by that are the same but for rounding."""

NO_UNITS = "there are no units to compare"
UNUSED = "nobody put it on any unit"
EVERYWHERE = "everybody put it on every unit"
NO_CODE = "of no code anything varies"
NOT_ALL = "not every coder has coded every transcript"
OF_TWO = "it is of two coders"

# Why something has no interval
OFTEN_UNDEFINED = "it rests on so few of what is drawn that more than 5 in 100 draws leave it undefined"
ALWAYS_THE_SAME = "it is the same in nearly every draw, which does not say how sure it is"
ONE_TO_DRAW = "there is only one to draw from"

# Of a group
NOTHING_VARIES = "everybody gave every unit the same"
SEVERAL = "a coder put several of these codes on the same words"
ALL_SEVERAL = "there is no unit that two coders gave one of these codes or none"
NONE_PUT = "nobody put any of these codes anywhere"
ALL_PUT = "everybody put one of these codes everywhere"
NEVER_MET = "nowhere did two coders both find something"
MET_NOBODY = "where one coder put it no other found anything"
ONE_CODE = "where two coders found something it was always one and the same code"


@dataclass(frozen=True)
class Measured:
    """What was worked out of one thing.

    Attributes:
        counts: By name, numbers of units.
        figures: By name, the figure, 1 at most; None where it is not defined.
        why: By name, why a figure is not defined.
        intervals: By name, between what 95 in 100 bootstrap draws are; of what is defined only, and not where draws
            cannot tell it.
        interval_draws: By name, in how many draws a figure that is defined was defined too.
        no_interval: By name, why a figure that is defined has no interval; empty where none was asked for.
    """

    counts: Mapping[str, int]
    figures: Mapping[str, float | None]
    why: Mapping[str, str]
    intervals: Mapping[str, tuple[float, float]]
    interval_draws: Mapping[str, int] = field(default_factory=dict)
    no_interval: Mapping[str, str] = field(default_factory=dict)


class Draws:
    """Bootstrap draws of clusters, the same for every figure of a comparison.

    Args:
        clusters: How many clusters there are; of one there are no draws.
        draws: How many draws are made; 0 for no intervals.
        seed: From which chance begins, so that the same intervals can be had again.

    Attributes:
        of_one: Whether draws were asked for where there is only one cluster.
    """

    def __init__(self, clusters: int, *, draws: int, seed: int) -> None:
        self.of_one = clusters == 1 and draws > 0
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
        why: Why a figure of that name is not defined, from the sums of everything.
    """

    of: Mapping[str, Callable[..., Figures]]
    parts: Sequence[Figures]
    why: Callable[[str, Sequence[Figures]], str]


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
    reason = NO_UNITS if not continuum.length else UNUSED if by_number[0] == continuum.length else EVERYWHERE

    def why(_name: str, _whole: Sequence[Figures]) -> str:
        return reason

    counts = {"n": continuum.length}
    sums = [_tallies(continuum, pieces, [(there & ~coded).sum(0), coded.sum(0)], why, several=len(coded) > 2)]
    if len(coded) == 2:
        tables = _tables(continuum, pieces, coded.astype(np.int64), 2)
        (neither, only_b), (only_a, both) = tables.sum(0).astype(int).tolist()
        counts |= {"both": both, "only_a": only_a, "only_b": only_b, "neither": neither}
        sums.append(_Sums(OF_TABLE, [tables], why))
    else:
        counts |= {f"by_{number}": found for number, found in enumerate(by_number)}
    if present.all():
        sums.append(_unitized(characters, ["u_alpha"], why))
    return _measured(counts, sums, draws, {} if present.all() else {"u_alpha": NOT_ALL})


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
    has_say = present[:, pieces.clusters]
    several = (pieces.coded.sum(1) > 1) & has_say
    value = np.where(pieces.coded.any(1), pieces.coded.argmax(1), codes)
    there = has_say & ~several
    counts = {"n": continuum.length, "several": int(pieces.lengths[several.any(0)].sum())}
    given = [((value == one) & there).sum(0) for one in range(codes + 1)]
    none_left = NO_UNITS if not continuum.length else None if (there.sum(0) > 1).any() else ALL_SEVERAL

    def why(_name: str, _whole: Sequence[Figures]) -> str:
        return none_left or NOTHING_VARIES

    sums = [_tallies(continuum, pieces, given, why, several=len(value) > 2)]
    if len(value) == 2:
        tables = _tables(continuum, pieces, value, codes + 1, counted=there.all(0))
        sums.append(_Sums({"kappa": coefficients.cohen_kappa}, [tables], why))
    asked = [*_OF_GROUP, *(f"{name}.{number}" for name in _OF_EACH for number in range(codes))]
    overlapping = (characters.pieces.coded.sum(1) > 1).any()
    missed = NOT_ALL if not present.all() else SEVERAL if overlapping else None
    if missed is None:
        sums.append(_unitized(characters, asked, _why_of_units))
    return _measured(counts, sums, draws, {} if missed is None else dict.fromkeys(asked, missed))


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
    sums = _Sums({"kappa": coefficients.pooled_kappa}, [by_code], lambda _name, _whole: NO_CODE)
    return _measured(counts, [sums], draws, {})


def _measured(counts: Mapping[str, int], sums: Sequence[_Sums], draws: Draws, missed: Mapping[str, str]) -> Measured:
    """Everything that is asked of the sums, of the whole and of all draws."""
    figures: dict[str, float | None] = dict.fromkeys(missed)
    reasons = dict(missed)
    for some in sums:
        whole = [part.sum(0) for part in some.parts]
        for name, worked_out in some.of.items():
            figure = float(worked_out(*whole))
            figures[name] = None if np.isnan(figure) else figure
            if np.isnan(figure):
                reasons[name] = some.why(name, whole)
    defined = [name for name, value in figures.items() if value is not None]
    if not len(draws):
        return Measured(counts, figures, reasons, {}, {}, dict.fromkeys(defined, ONE_TO_DRAW) if draws.of_one else {})
    intervals: dict[str, tuple[float, float]] = {}
    found: dict[str, int] = {}
    none: dict[str, str] = {}
    drawn = iter(draws.sums([part for some in sums for part in some.parts]))
    for some in sums:
        of_draws = [next(drawn) for _ in some.parts]
        for name in (name for name in some.of if name in defined):
            among = some.of[name](*of_draws)
            among = among[~np.isnan(among)]
            found[name] = len(among)
            interval = _interval(among, len(draws))
            if isinstance(interval, str):
                none[name] = interval
            else:
                intervals[name] = interval
    return Measured(counts, figures, reasons, intervals, found, none)


def _interval(among: Figures, draws: int) -> tuple[float, float] | str:
    """Between what a figure mostly is in draws, or why that would mislead.

    Where it is undefined in more draws than an interval leaves out, nothing holds so many of them. Where it is always
    the same, as where coders agree fully, draws of what is there know nothing of what is not.
    """
    if len(among) < SURE * draws:
        return OFTEN_UNDEFINED
    low, high = np.quantile(among, [(1 - SURE) / 2, (1 + SURE) / 2])
    return (float(low), float(high)) if high - low > _NO_WIDTH else ALWAYS_THE_SAME


def _tallies(
    continuum: Continuum,
    pieces: Pieces,
    given: Sequence[NDArray[np.int64]],
    why: Callable[[str, Sequence[Figures]], str],
    *,
    several: bool,
) -> _Sums:
    """What follows from how many coders gave each piece each category; of several coders Fleiss' kappa too."""
    tallied = coefficients.tally(np.stack(given, -1))
    parts = [_by_cluster(continuum, pieces, (field.T * pieces.lengths).T) for field in tallied]
    asked = OF_TALLY | {"fleiss": coefficients.fleiss_kappa} if several else OF_TALLY
    return _Sums({name: _of_tally(worked_out) for name, worked_out in asked.items()}, parts, why)


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


def _unitized(line: Cut, names: Sequence[str], why: Callable[[str, Sequence[Figures]], str]) -> _Sums:
    """What follows from where the coders' units begin and end; one that reaches over clusters is in each of them."""
    found = [units_of(line.pieces, coder) for coder in range(len(line.pieces.coded))]
    codes, length = line.pieces.coded.shape[1], line.continuum.length
    parts = unitizing.coincidences(length, found, codes, borders=line.continuum.borders)
    return _Sums({name: _of_units(name) for name in names}, _fields(parts), why)


def _why_of_units(name: str, whole: Sequence[Figures]) -> str:
    """Why what is asked of the units of a group's codes is not defined."""
    observed = whole[0]
    asked, _, number = name.partition(".")
    if not observed.any():
        return NO_UNITS
    if asked == "u_alpha":
        return NOTHING_VARIES
    if asked == "bar_u_alpha":
        return ALL_PUT if observed[:-1].any() else NONE_PUT
    if asked == "k_coverage":
        return UNUSED
    valued = observed[:-1, :-1]
    if not valued.any():
        return NEVER_MET
    if asked == "k_u_alpha" and not valued[int(number)].any():
        return MET_NOBODY if observed[int(number)].any() else UNUSED
    return ONE_CODE


def _fields(sums: Coincidences) -> list[Figures]:
    return [sums.observed, sums.self_paired, sums.shared_squared]


def _of_units(name: str) -> Callable[..., Figures]:
    """What works out a figure, or a code's, whose number stands after a full stop."""
    asked, _, number = name.partition(".")
    if number:
        return lambda *sums: _OF_EACH[asked](Coincidences(*sums))[..., int(number)]
    return lambda *sums: _OF_GROUP[asked](Coincidences(*sums))

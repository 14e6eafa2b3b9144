"""Coders compared: every figure of every code, over the words that two of them have coded."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from uuid import UUID

import numpy as np

from workbench.agreement.basis import NO_SAMPLE, Basis
from workbench.agreement.continuum import Continuum, Placed
from workbench.agreement.figures import NO_CODE, Cut, Draws, Measured, of_code, of_group, pooled
from workbench.agreement.frame import Frame, Unit, frame_of
from workbench.agreement.gathering import Codings, Gathered, gathered
from workbench.agreement.own_codes import NO_OWN, UNMATCHED, OwnCodes, own_codes, without_figures
from workbench.codebook.books import Codebooks
from workbench.codebook.schema import Code
from workbench.model import utc_now
from workbench.progress import Tell, silent
from workbench.study import Study
from workbench.transcripts import listing

DRAWS = 1000
"""How many bootstrap draws an interval is made from."""


@dataclass(frozen=True)
class CodeCompared:
    """A code and its figures.

    Attributes:
        id: Its id of today.
        name: What people read; where it is in no codebook, the id and that it is in none.
        measured: Its figures.
    """

    id: str
    name: str
    measured: Measured

    @property
    def is_used(self) -> bool:
        """Whether anybody put it on a unit."""
        counts = self.measured.counts
        return any(count for name, count in counts.items() if name in _USED or (name[:3] == "by_" and name != "by_0"))


_USED = ("both", "only_a", "only_b")


@dataclass(frozen=True)
class GroupCompared:
    """A group of codes that exclude each other, and its figures.

    Attributes:
        id: The group's id.
        name: Its name.
        codes: The ids of its codes, in the order in which figures number them.
        measured: Its figures.
    """

    id: str
    name: str
    codes: tuple[str, ...]
    measured: Measured


@dataclass(frozen=True)
class Comparison:
    """What coders were compared on, and every figure.

    Attributes:
        coders: Their names; the first is A.
        transcripts_coded: How many of the transcripts each of them has coded.
        other_texts: The names of transcripts that are left out since only on different texts of them two have coded.
        frame: The words and units.
        include_interviewer: Whether what interviewers said belongs to it.
        codes: By code, in the order of the codebooks.
        groups: By group of which a passage gets one code only.
        pooled: Over all codes; of two coders only.
        states: The sha256 of each codebook's state, by file.
        versions: What its authors call the version of each codebook, by file; empty where they call it nothing.
        draws: How many bootstrap draws the intervals are made from.
        seed: With what chance began.
        made_at: When.
        basis: On what they were compared: a sample or not, and whether they coded it blind.
        own: Whether they coded with codes of their own; of those that are withheld there are counts and no figures.
    """

    coders: tuple[str, ...]
    transcripts_coded: tuple[int, ...]
    other_texts: tuple[str, ...]
    frame: Frame
    include_interviewer: bool
    codes: tuple[CodeCompared, ...]
    groups: tuple[GroupCompared, ...]
    pooled: Measured | None
    states: Mapping[str, str]
    versions: Mapping[str, str]
    draws: int
    seed: int
    made_at: dt.datetime
    basis: Basis = NO_SAMPLE
    own: OwnCodes = NO_OWN

    @property
    def in_no_codebook(self) -> tuple[str, ...]:
        """The ids of the codes that stand in no codebook."""
        return tuple(one.id for one in self.codes if one.name == Codebooks.outside(one.id))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Rows of hundreds of thousands of codings hold no circles: looking for some again and again took a third more."""
    was_looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_looking:
            gc.enable()


@_uncollected()
def compare(
    study: Study,
    coders: Sequence[str],
    *,
    sample: str | bool | None = None,
    as_revealed: bool = False,
    unit: Unit = "turn",
    include_interviewer: bool = False,
    draws: int = DRAWS,
    seed: int = 0,
    tell: Tell = silent,
    found: Gathered | None = None,
) -> Comparison:
    """Compare coders on what at least two of them have finished of a sample, or have coded where there is none.

    Args:
        study: The study; its coder is who looks.
        coders: Two or more names.
        sample: The name of a sample; True for whatever they coded, but on samples that are open; None for the sample
            of two of them that was revealed last, and where there is none, for whatever they coded.
        as_revealed: Of a sample what they had coded when it was revealed, whatever changed since.
        unit: What is counted.
        include_interviewer: Whether what interviewers said belongs to it too.
        draws: How many bootstrap draws intervals are made from; 0 for none.
        seed: With what chance begins.
        tell: Told how many codes are done.
        found: What they coded, where that was read already, or is to be taken as something else.

    Raises:
        BadInput: Fewer than two coders are named, or one twice.
        NotFound: Somebody has not worked in the study, or coded nothing that another has; or there is no such sample.
        Refused: The sample is open; or none of theirs is revealed, and one is open.
    """
    found = found or gathered(study, coders, sample=sample, as_revealed=as_revealed)
    frame = frame_for(found, unit, language=study.settings.language, include_interviewer=include_interviewer)
    taken = Draws(len(frame.continuum.borders), draws=draws, seed=seed)
    cutting, codes = Cutting(found, frame), codes_compared(found.books, found.codings)
    own = own_codes(found)
    compared, cuts = _by_code(cutting, codes, own.withheld, taken, tell)
    return Comparison(
        tuple(found.people.values()),
        tuple(map(sum, found.coded)),
        found.other_texts,
        frame,
        include_interviewer,
        tuple(compared),
        tuple(_groups(found.books, codes, own.withheld, cutting, taken)),
        _pooled(cuts, frame, len(codes), taken) if len(found.people) == 2 else None,
        found.books.states,
        {book.file: book.version for book in found.books.books},
        draws,
        seed,
        utc_now(),
        found.basis,
        own,
    )


def frame_for(found: Gathered, unit: Unit, *, language: str, include_interviewer: bool) -> Frame:
    """The frame of what coders are compared on."""

    def wanted(_: listing.SpokenText, turn: listing.SpokenTurn) -> bool:
        return include_interviewer or not turn.interviewer

    return frame_of(found.texts, unit, language=language, wanted=wanted)


def _by_code(
    cutting: Cutting, codes: Mapping[str, str], withheld: Collection[str], taken: Draws, tell: Tell
) -> tuple[list[CodeCompared], list[Cut]]:
    """The figures of each code, and the units as each cuts them of which figures are given."""
    compared, cuts = [], []
    for number, (code_id, name) in enumerate(codes.items()):
        tell(number, len(codes), name)
        units, characters = cutting.of([code_id])
        measured = of_code(units, characters, cutting.present, taken)
        if code_id in withheld:
            measured = without_figures(measured)
        else:
            cuts.append(units)
        compared.append(CodeCompared(code_id, name, measured))
    return compared, cuts


def _pooled(cuts: Sequence[Cut], frame: Frame, codes: int, taken: Draws) -> Measured:
    """The kappa pooled over the codes of which figures are given; all others count as left out."""
    if not cuts:
        counts = {"n": frame.continuum.length, "codes": 0, "left_out": codes}
        return Measured(counts, {"kappa": None}, {"kappa": UNMATCHED if codes else NO_CODE}, {})
    found = pooled(cuts, taken)
    return replace(found, counts={**found.counts, "left_out": found.counts["left_out"] + codes - len(cuts)})


class Cutting:
    """A frame's continua, cut by what coders put on them.

    Args:
        found: What they coded.
        frame: The words and units.

    Attributes:
        present: Which coder has coded which cluster; shape ``(coders, clusters)``.
    """

    def __init__(self, found: Gathered, frame: Frame) -> None:
        self._people, self._frame = found.people, frame
        numbers = {text.revision_id: number for number, text in enumerate(found.texts)}
        self._placed = {key: _placed(spans, numbers) for key, spans in found.codings.items()}
        by_text = np.array(found.coded, dtype=bool).reshape(len(found.people), len(found.texts))
        self.present = by_text[:, frame.continuum.text_of_cluster]

    def of(self, codes: Sequence[str]) -> tuple[Cut, Cut]:
        """The units and the characters, each cut by the codings of some codes."""
        units = self.cut(self._frame.continuum, codes)
        return units, units if self._frame.unit == "character" else self.cut(self._frame.characters, codes)

    def cut(self, continuum: Continuum, codes: Sequence[str]) -> Cut:
        """One of the frame's continua, cut by the codings of some codes."""
        where = [[continuum.ranges(self._placed.get((who, code), _NOWHERE)) for code in codes] for who in self._people]
        return Cut(continuum, continuum.cut(where))


def _placed(spans: Mapping[UUID, Sequence[tuple[int, int]]], numbers: Mapping[UUID, int]) -> Placed:
    """Codings by the numbers of their texts; what stands on other texts is left out."""
    here = [(numbers[revision], some) for revision, some in spans.items() if revision in numbers]
    texts = np.repeat(
        np.array([number for number, _ in here], dtype=np.int64), np.array([len(some) for _, some in here], dtype=int)
    )
    places = chain.from_iterable(chain.from_iterable(some for _, some in here))
    return Placed(texts, *np.fromiter(places, np.int64, 2 * len(texts)).reshape(-1, 2).T)


_NOWHERE = _placed({}, {})


def codes_compared(books: Codebooks, codings: Codings) -> dict[str, str]:
    """Names by id: the codes that passages get, in the codebooks' order, then used ones that are in no codebook.

    A group counts where it was put on passages itself; so does a code that is put on none any more.
    """
    used = {code_id for _, code_id in codings}
    codes = {
        code.id: code.name
        for code in books.codes()
        if code.id in used or (code.is_living and not books.lineage.descendants(code.id))
    }
    return codes | {code_id: books.outside(code_id) for code_id in sorted(used) if code_id not in codes}


def _groups(
    books: Codebooks, codes: Collection[str], withheld: frozenset[str], cutting: Cutting, taken: Draws
) -> Iterator[GroupCompared]:
    for group, below in _exclusive(books, codes):
        measured = of_group(*cutting.of(below), cutting.present, taken)
        measured = measured if withheld.isdisjoint(below) else without_figures(measured)
        yield GroupCompared(group.id, group.name, below, measured)


def _exclusive(books: Codebooks, codes: Collection[str]) -> Iterator[tuple[Code, tuple[str, ...]]]:
    """The groups of which a passage gets one code only, each with its codes that are compared."""
    for group in books.codes():
        below = tuple(code for code in books.lineage.descendants(group.id) if code in codes)
        if group.exclusive and len(below) > 1:
            yield group, below

"""Coders compared: which transcripts, which units, and every figure of every code."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session

from workbench import sight
from workbench.agreement.continuum import Continuum, Placed
from workbench.agreement.figures import Cut, Draws, Measured, of_code, of_group, pooled
from workbench.agreement.frame import Frame, Unit, frame_of
from workbench.codebook.books import Codebooks
from workbench.codebook.schema import Code
from workbench.codebook.states import states
from workbench.errors import BadInput, NotFound
from workbench.model import Coder, utc_now
from workbench.progress import Tell, silent
from workbench.study import Study, find_coder
from workbench.transcripts import listing
from workbench.visible import first_few

DRAWS = 1000
"""How many bootstrap draws an interval is made from."""

Codings = Mapping[tuple[UUID, str], Mapping[UUID, Sequence[tuple[int, int]]]]
"""Spans by coder and code, then by revision."""


@dataclass(frozen=True)
class CodeCompared:
    """A code and its figures.

    Attributes:
        id: Its id of today.
        name: What people read; the id, where it is in no codebook.
        measured: Its figures.
    """

    id: str
    name: str
    measured: Measured


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


def compare(
    study: Study,
    coders: Sequence[str],
    *,
    unit: Unit = "turn",
    include_interviewer: bool = False,
    draws: int = DRAWS,
    seed: int = 0,
    tell: Tell = silent,
) -> Comparison:
    """Compare coders on every transcript that at least two of them have coded.

    Args:
        study: The study; its coder is who looks.
        coders: Two or more names.
        unit: What is counted.
        include_interviewer: Whether what interviewers said belongs to it too.
        draws: How many bootstrap draws intervals are made from; 0 for none.
        seed: With what chance begins.
        tell: Told how many codes are done.

    Raises:
        BadInput: Fewer than two coders are named, or one twice.
        NotFound: Somebody of those has not worked in the study, or has coded no transcript that another has coded.
    """
    books = states.current(study)
    with study.read() as session:
        people = _people(study, session, coders)
        codings = _codings(session, study, people, books)
        texts, other_texts = _texts(session, codings)
    by_text = _who_coded(texts, codings, people)
    _check(people, by_text, other_texts)

    def wanted(_: listing.SpokenText, turn: listing.SpokenTurn) -> bool:
        return include_interviewer or not turn.interviewer

    frame = frame_of(texts, unit, language=study.settings.language, wanted=wanted)
    present = by_text[:, frame.continuum.text_of_cluster]
    numbers = {text.revision_id: number for number, text in enumerate(texts)}

    def cut(continuum: Continuum, codes: Sequence[str]) -> Cut:
        """The continuum cut by the codings of some codes."""
        where = [[continuum.ranges(_placed(codings.get((who, code), {}), numbers)) for code in codes] for who in people]
        return Cut(continuum, continuum.cut(where))

    def both(codes: Sequence[str]) -> tuple[Cut, Cut]:
        units = cut(frame.continuum, codes)
        return units, units if frame.unit == "character" else cut(frame.characters, codes)

    taken = Draws(len(frame.continuum.borders), draws=draws, seed=seed)
    compared, cuts = [], []
    codes = _codes(books, codings)
    for number, (code_id, name) in enumerate(codes.items()):
        tell(number, len(codes), name)
        units, characters = both([code_id])
        cuts.append(units)
        compared.append(CodeCompared(code_id, name, of_code(units, characters, present, taken)))
    groups = [
        GroupCompared(group.id, group.name, below, of_group(*both(below), present, taken))
        for group, below in _exclusive(books, codes)
    ]
    return Comparison(
        tuple(people.values()),
        tuple(by_text.sum(1).tolist()),
        other_texts,
        frame,
        include_interviewer,
        tuple(compared),
        tuple(groups),
        pooled(cuts, taken) if len(people) == 2 else None,
        books.states,
        {book.file: book.version for book in books.books},
        draws,
        seed,
        utc_now(),
    )


def _people(study: Study, session: Session, names: Sequence[str]) -> dict[UUID, str]:
    """The coders named, in that order, by their ids."""
    people: dict[UUID, str] = {}
    for name in names:
        coder_id = find_coder(study, name)
        if coder_id is None:
            message = f"Nobody called {name!r} has coded in this study."
            raise NotFound(message, "Give the name as it stands in the history.", command="See: workbench history")
        if coder_id in people:
            raise BadInput(f"{name!r} is named twice.", "Name two coders who worked apart.")
        coder = session.get(Coder, coder_id)
        people[coder_id] = coder.name if coder is not None else name
    if len(people) < 2:
        raise BadInput("Two coders are needed to compare.", "Name both.", command="See: workbench agreement ANN BEN")
    return people


def _codings(session: Session, study: Study, people: Collection[UUID], books: Codebooks) -> Codings:
    """The coders' codings under today's codes."""
    today = books.lineage.today
    found: dict[tuple[UUID, str], dict[UUID, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for one in sight.spans_coded(session, study, people):
        found[one.coder_id, today(one.code)][one.revision_id].append((one.start, one.end))
    return found


def _texts(session: Session, codings: Codings) -> tuple[list[listing.SpokenText], tuple[str, ...]]:
    """The transcripts, by name, whose present text two coders have coded; and those coded by two on different texts."""
    by_revision: dict[UUID, set[UUID]] = defaultdict(set)
    for (coder_id, _), spans in codings.items():
        for revision_id in spans:
            by_revision[revision_id].add(coder_id)
    by_transcript: dict[UUID, set[UUID]] = defaultdict(set)
    for revision_id, transcript_id in listing.transcripts_of(session, by_revision).items():
        by_transcript[transcript_id] |= by_revision[revision_id]
    found, other_texts = [], []
    for one in listing.transcripts(session):
        if len(by_revision.get(one.revision_id, ())) > 1:
            found.append(one.revision_id)
        elif len(by_transcript.get(one.id, ())) > 1:
            other_texts.append(one.name)
    texts = listing.spoken(session, found)
    return [texts[revision_id] for revision_id in found], tuple(other_texts)


def _who_coded(texts: Sequence[listing.SpokenText], codings: Codings, people: Collection[UUID]) -> NDArray[np.bool_]:
    """Which coder has coded which transcript; shape ``(coders, transcripts)``."""
    coded = {(coder_id, revision_id) for (coder_id, _), spans in codings.items() for revision_id in spans}
    rows = [[(who, text.revision_id) in coded for text in texts] for who in people]
    return np.array(rows, dtype=bool).reshape(len(people), len(texts))


def _check(people: Mapping[UUID, str], by_text: NDArray[np.bool_], other_texts: Sequence[str]) -> None:
    """Refuse where there is nothing to compare, or nothing of somebody who is named."""
    alone = [name for name, coded in zip(people.values(), by_text, strict=True) if not coded.any()]
    if not alone:
        return
    if len(alone) < len(people):
        message = f"{' and '.join(alone)} coded no transcript that another of these coded."
        raise NotFound(message, "Compare the others without them.", command="See: workbench library")
    message = f"No transcript was coded by two of these: {', '.join(people.values())}."
    if other_texts:
        message += f" They coded different texts of {first_few(other_texts)}."
    raise NotFound(message, "There is nothing to compare yet.", command="See: workbench library")


def _placed(spans: Mapping[UUID, Sequence[tuple[int, int]]], numbers: Mapping[UUID, int]) -> Placed:
    """Codings by the numbers of their texts; what stands on other texts is left out."""
    rows = [(numbers[revision], *span) for revision, some in spans.items() if revision in numbers for span in some]
    return Placed(*np.array(rows, dtype=np.int64).reshape(-1, 3).T)


def _codes(books: Codebooks, codings: Codings) -> dict[str, str]:
    """Names by id: the codes that passages get, in the codebooks' order, then used ones that are in no codebook.

    A group counts where it was put on passages itself; so does a code that is put on none any more.
    """
    used = {code_id for _, code_id in codings}
    codes = {
        code.id: code.name
        for code in books.codes()
        if code.id in used or (code.is_living and not books.lineage.descendants(code.id))
    }
    return codes | {code_id: code_id for code_id in sorted(used) if code_id not in codes}


def _exclusive(books: Codebooks, codes: Collection[str]) -> Iterator[tuple[Code, tuple[str, ...]]]:
    """The groups of which a passage gets one code only, each with its codes that are compared."""
    for group in books.codes():
        below = tuple(code for code in books.lineage.descendants(group.id) if code in codes)
        if group.exclusive and len(below) > 1:
            yield group, below

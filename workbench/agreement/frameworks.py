"""The codes of two coders who coded with codes of their own: A's by B's, and what both put on the same turns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from workbench.agreement.basis import Basis
from workbench.agreement.comparison import Cutting, frame_for
from workbench.agreement.continuum import Continuum, Whole
from workbench.agreement.frame import Unit, spoken
from workbench.agreement.gathering import Gathered, gathered
from workbench.agreement.own_codes import OwnCodes, own_codes
from workbench.agreement.pairing import Overlap, overlap
from workbench.codebook.books import Codebooks
from workbench.codebook.changes.matching import gather_codes
from workbench.codebook.matched import Kind, Matched, matched
from workbench.coding.extracts import marked_passages
from workbench.errors import BadInput, Refused
from workbench.progress import Tell, silent
from workbench.spans import Span, union
from workbench.study import Study
from workbench.transcripts.lines import InLines, lines_in


class OwnCode(NamedTuple):
    """A code that one of the two put on what they are compared on.

    Attributes:
        id: Its id of today.
        name: What people read; the id, where it is in no codebook.
        file: The codebook in which it stands; empty where it is in none.
        units: How many units have it.
        is_undecided: Whether it is left to decide what becomes of it.
    """

    id: str
    name: str
    file: str
    units: int
    is_undecided: bool


class Pair(NamedTuple):
    """A code of A's and one of B's.

    Attributes:
        a: A's code.
        b: B's code.
        shared: How many units have the one by A and the other by B.
        only_a: How many have A's code, and not B's.
        only_b: How many have B's code, and not A's.
        jaccard: The share of the units with either that have both.
        decided: What was decided of the two; None where nothing was.
    """

    a: OwnCode
    b: OwnCode
    shared: int
    only_a: int
    only_b: int
    jaccard: float
    decided: Kind | None


@dataclass(frozen=True)
class Frameworks:
    """A's codes by B's codes.

    Attributes:
        coders: A and B, by name.
        unit: What is counted.
        units: How many there are.
        include_interviewer: Whether what interviewers said belongs to it.
        transcripts: The names of the transcripts.
        own: Who coded with which codebooks alone; without any where they did not.
        a: A's codes, in the order of the codebooks.
        b: B's codes.
        overlap: How many units they share; rows are A's codes and columns B's.
        decided: What was decided of any codes of the study, in the order of the codebooks.
        gathered: What they coded.
        sealed: What is marked as not for quotation, by text.
    """

    coders: tuple[str, str]
    unit: Unit
    units: int
    include_interviewer: bool
    transcripts: tuple[str, ...]
    own: OwnCodes
    a: tuple[OwnCode, ...]
    b: tuple[OwnCode, ...]
    overlap: Overlap
    decided: tuple[Matched, ...]
    gathered: Gathered
    sealed: Mapping[UUID, Sequence[Span]]

    @property
    def basis(self) -> Basis:
        """On what they are compared, and whether they coded it blind."""
        return self.gathered.basis

    @property
    def books(self) -> Codebooks:
        """The codebooks."""
        return self.gathered.books

    def pair(self, row: int, column: int) -> Pair:
        """A code of A's and one of B's, whether they share a unit or not."""
        a, b, shared = self.a[row], self.b[column], int(self.overlap.shared[row, column])
        either = a.units + b.units - shared
        kind = self._kinds.get(frozenset((a.id, b.id)))
        return Pair(a, b, shared, a.units - shared, b.units - shared, shared / either if either else 0.0, kind)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The pairs that share a unit, those first that share most of what either has."""
        return tuple(self.pair(*cell) for cell in self.overlap.best)

    @cached_property
    def _kinds(self) -> dict[frozenset[str], Kind]:
        return {frozenset((one.code, one.other)): one.kind for one in reversed(self.decided)}

    def side_by_side(self, a: str, b: str) -> Iterator[SharedTurn]:
        """The turns on which A put the one code and B the other, transcript by transcript.

        Args:
            a: Today's id of A's code; empty for all turns that have B's.
            b: That of B's; likewise.
        """
        first, second = self.gathered.people
        none: dict[UUID, Sequence[tuple[int, int]]] = {}
        of_a, of_b = (self.gathered.codings.get(key, none) for key in ((first, a), (second, b)))
        for text in self.gathered.texts:
            put = [[Span(*place) for place in of.get(text.revision_id, ())] for of in (of_a, of_b)]
            for turn in spoken(text) if any(put) else ():
                here = Span(turn.start, turn.end)
                by_a, by_b = (_within(here, spans) for spans in put)
                has_both = (by_a or not a) and (by_b or not b)
                if has_both and (by_a or by_b) and (self.include_interviewer or not turn.interviewer):
                    sealed = any(here.overlaps(mark) for mark in self.sealed.get(text.revision_id, ()))
                    its = (text.name, text.revision_id, turn.label or "", here, here.of(text.text))
                    yield SharedTurn(*its, by_a, by_b, sealed, lines_in(text.lines, *here))


class SharedTurn(NamedTuple):
    """A turn on which A put one code and B another.

    Attributes:
        transcript: The transcript's name.
        revision_id: Its text.
        speaker: Who speaks, as the transcript calls them.
        span: The turn, in code points of the text.
        words: Its words.
        a: What A coded of it, in code points of the text.
        b: What B coded of it.
        not_for_quotation: Whether any part of the turn is marked as not for quotation.
        lines: From which to which line of the transcript it goes.
    """

    transcript: str
    revision_id: UUID
    speaker: str
    span: Span
    words: str
    a: tuple[Span, ...]
    b: tuple[Span, ...]
    not_for_quotation: bool
    lines: InLines


def _within(turn: Span, spans: Sequence[Span]) -> tuple[Span, ...]:
    """What of some codings stands in a turn."""
    cut = (Span(max(one.start, turn.start), min(one.end, turn.end)) for one in spans if one.overlaps(turn))
    return tuple(union(cut))


def frameworks(
    study: Study,
    coders: Sequence[str],
    *,
    sample: str | bool | None = None,
    unit: Unit = "turn",
    include_interviewer: bool = False,
    tell: Tell = silent,
) -> Frameworks:
    """A's codes by B's codes, on what `comparison.compare` compares them on.

    A code that the other used too, as after a merge, is still among them: more can go into it.

    Args:
        study: The study; its coder is who looks.
        coders: Two names.
        sample: As for `gathering.gathered`.
        unit: What is counted.
        include_interviewer: Whether what interviewers said belongs to it too.
        tell: Told how far it is.

    Raises:
        BadInput: Not just two coders are named, or one twice.
        NotFound: Somebody of those has not worked in the study, or no transcript was coded by both.
        Refused: The sample is open.
    """
    if len(coders) != 2:
        raise BadInput("Codes of two coders are set side by side.", "Name two.")
    tell(0, 2, "what they coded")
    found = gathered(study, coders, sample=sample)
    with study.read() as session:
        sealed = marked_passages(session)
    frame = frame_for(found, unit, language=study.settings.language, include_interviewer=include_interviewer)
    tell(1, 2, "codes by codes")
    own, decided = own_codes(found), tuple(matched(found.books))
    of_coder = {one.coder: one for one in own.frameworks}
    first, second = found.people.values()
    ids = [of_coder[name].codes if name in of_coder else () for name in (first, second)]
    counted = _counted(Cutting(found, frame), frame.continuum, *ids)
    a, b = (_told(found.books, own, *those) for those in zip(ids, (counted.of_a, counted.of_b), strict=True))
    return Frameworks(
        (first, second),
        unit,
        frame.continuum.length,
        include_interviewer,
        frame.transcripts,
        own,
        a,
        b,
        counted,
        decided,
        found,
        sealed,
    )


def gather(study: Study, coders: Sequence[str], into: str, *, sample: str | bool | None = None) -> tuple[str, ...]:
    """Bring the codebooks of two frameworks together in one of them, once it is decided what becomes of their codes.

    Args:
        study: The study.
        coders: Whose they are.
        into: The file name of the codebook into which all codes go.
        sample: As for `gathering.gathered`.

    Returns:
        The ids of the codes that went there.

    Raises:
        Refused: There are no two frameworks, something of both is left to decide, or nothing is to be brought; or a
            file was changed meanwhile.
        NotFound: There is no such codebook; or as `frameworks`.
        BadInput: As `frameworks`, or a codebook would have a fault then.
    """
    own = own_codes(gathered(study, coders, sample=sample))
    if not own.frameworks:
        raise Refused("They coded with the same codebooks.", "There are no two frameworks to bring together.")
    if own.is_open:
        raise Refused(
            "It is not decided yet what becomes of their codes.",
            "Merge, nest or keep them first, of one of the two all.",
        )
    return gather_codes(study, [file for one in own.frameworks for file in one.files if file], into)


def _counted(cutting: Cutting, continuum: Continuum, a: Sequence[str], b: Sequence[str]) -> Overlap:
    codes = list(dict.fromkeys((*a, *b)))
    pieces = cutting.cut(continuum, codes).pieces
    rows, columns = ([codes.index(code) for code in some] for some in (a, b))
    return overlap(pieces.coded[0, rows], pieces.coded[1, columns], pieces.lengths)


def _told(books: Codebooks, own: OwnCodes, codes: Sequence[str], units: Whole) -> tuple[OwnCode, ...]:
    known = {code.id: (code.name, book.file) for book in books.books for code in book.codes}
    left = {code for one in own.frameworks for code in one.undecided}
    return tuple(
        OwnCode(code, *known.get(code, (code, "")), count, code in left)
        for code, count in zip(codes, units.tolist(), strict=True)
    )

"""A transcript as somebody codes it: its text with turns, the codings on it, and what is not for quotation."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session

from workbench import sight
from workbench.codebook.books import Codebooks
from workbench.codebook.states import states
from workbench.coding.extracts import marked_passages
from workbench.settings import StudySettings
from workbench.sight import PlacedCoding
from workbench.spans import Span
from workbench.store import journal
from workbench.study import Study
from workbench.transcripts import listing, order
from workbench.transcripts.listing import SpokenText, TranscriptFound

_FOLLOWED = frozenset(
    ("coding", "passage", "mark", "memo", "codebook", "coder", "theme", "theme_code", "theme_extract", "evidence")
)
"""Tables whose changes can be followed without reading the transcript anew; others say who speaks, or what there is."""

_MOST = 300
"""So many changed rows are read one by one; where there are more, all are read at once."""

_COMMITTED_LATE = 50
"""On a server a step may be committed after one with a higher number: so many before the last one are held in mind."""


class CodingHere(NamedTuple):
    """A coding as it is shown where the caret is.

    Attributes:
        id: The coding.
        start: Where it begins, in code points of the transcript's text.
        end: Where it ends (exclusive).
        code: Today's id of the code.
        coder: Whose coding it is.
        memo: What the coder noted.
        speakers: The labels of those whose turns it takes in, wholly or in part, interviewers' included.
        not_for_quotation: Whether any part of it is marked as not for quotation.
    """

    id: UUID
    start: int
    end: int
    code: str
    coder: str
    memo: str
    speakers: tuple[str, ...]
    not_for_quotation: bool


@dataclass(frozen=True)
class Coded:
    """What is coded in a transcript, as far as the coder may see it.

    Attributes:
        codings: The codings on it by id, each under today's id of its code.
        not_for_quotation: The passages marked so, in order.
    """

    codings: Mapping[UUID, PlacedCoding]
    not_for_quotation: tuple[Span, ...]


@dataclass(frozen=True)
class Counted:
    """How often codes were used in the whole study.

    Attributes:
        counts: How many codings each code has, under today's id.
        recent: The codes the coder used last, latest first, as today's ids.
    """

    counts: Mapping[str, int]
    recent: tuple[str, ...]


@dataclass(frozen=True)
class Opened:
    """A transcript opened for coding.

    Attributes:
        transcript: Who, when and what kind it is.
        spoken: Its text and turns.
        coded: What is coded in it.
        books: The codebooks.
        others: All transcripts there are, this one among them, in order.
        settings: The study's settings when it was read.
        steps: The journal's latest steps when it was read.
    """

    transcript: TranscriptFound
    spoken: SpokenText
    coded: Coded
    books: Codebooks
    others: tuple[TranscriptFound, ...]
    settings: StudySettings
    steps: frozenset[int]

    def here(self, codings: Iterable[PlacedCoding]) -> list[CodingHere]:
        """Codings with who speaks in them, and whether they may be quoted."""
        marks = self.coded.not_for_quotation
        return [
            CodingHere(
                *one,
                tuple(dict.fromkeys(turn.label for turn in self.spoken.turns_in(one.start, one.end) if turn.label)),
                any(Span(one.start, one.end).overlaps(mark) for mark in marks),
            )
            for one in codings
        ]


class Followed(NamedTuple):
    """A transcript as it is now, and what is different from how it was opened.

    Attributes:
        opened: The transcript.
        gone: The codings as they stood that stand so no longer.
        new: The codings as they stand now that did not stand so.
    """

    opened: Opened
    gone: tuple[PlacedCoding, ...]
    new: tuple[PlacedCoding, ...]


def open_transcript(study: Study, *wanted: str | UUID | None) -> Opened | None:
    """Everything that coding a transcript needs.

    Args:
        study: The study.
        wanted: The transcript's name, or its id, which stays when it is called otherwise; where that is None, or gone,
            the next one wanted counts, and at last the first there is.

    Returns:
        None where the study has no transcript yet.
    """
    with study.read() as session:
        # First: what is done while the rest is read is followed later.
        steps = _latest_of(journal.steps_after(session, journal.latest(session) - _COMMITTED_LATE))
        found = order.transcripts(session, study.settings)
        if not found:
            return None
        chosen = next((one for want in wanted for one in found if want in (one.name, one.id)), found[0])
        spoken = listing.spoken(session, {chosen.revision_id})[chosen.revision_id]
        books = states.current(study)
        coded = _coded(session, study, books, chosen.revision_id)
    # Cut here, in a thread: a screen asks at every move of the caret which line that is.
    _ = spoken.lines
    return Opened(chosen, spoken, coded, books, tuple(found), study.settings, steps)


def follow(study: Study, before: Opened) -> Followed | None:
    """A transcript that is open as it is now: only what was changed since is read.

    Args:
        study: The study.
        before: The transcript as it was.

    Returns:
        None where more has changed than what is coded: then it has to be opened anew.
    """
    with study.read() as session:
        steps = journal.steps_after(session, max(before.steps, default=0) - _COMMITTED_LATE)
        changed = journal.rows_changed(session, steps - before.steps, most=_MOST)
        if changed is None or changed.keys() - _FOLLOWED or study.settings != before.settings:
            return None
        books = states.current(study)
        if books.states != before.books.states and _moved(before, books):
            return None
        ids = changed.get("coding", set())
        revision_id, standing = before.spoken.revision_id, before.coded.codings
        now = _today(books, sight.placed(session, study, revision_id, ids=ids)) if ids else {}
        marks = _marks(session, revision_id) if "mark" in changed else before.coded.not_for_quotation
    gone = tuple(standing[one] for one in ids if one in standing and standing[one] != now.get(one))
    new = tuple(one for one in now.values() if standing.get(one.id) != one)
    codings = standing
    if gone or new:
        codings = {**standing, **now}
        for one in gone:
            if one.id not in now:
                del codings[one.id]
    coded = Coded(codings, marks)
    return Followed(replace(before, coded=coded, books=books, steps=_latest_of(steps)), gone, new)


def _latest_of(steps: Collection[int]) -> frozenset[int]:
    """Of steps those that are held in mind: what is later than these is new, and what is missing between them."""
    latest = max(steps, default=0)
    return frozenset(one for one in steps if one > latest - _COMMITTED_LATE)


def counted(study: Study) -> Counted:
    """How often codes were used in the whole study, and which ones the coder used last."""
    lineage = states.current(study).lineage
    with study.read() as session:
        counts = lineage.added_up(sight.counts_by_code(session, study))
        recent = dict.fromkeys(lineage.today(code) for code in sight.recent_codes(session, study))
    return Counted(dict(counts), tuple(recent))


def _coded(session: Session, study: Study, books: Codebooks, revision_id: UUID) -> Coded:
    found = _today(books, sight.placed(session, study, revision_id))
    return Coded(found, _marks(session, revision_id))


def _today(books: Codebooks, found: Collection[PlacedCoding]) -> dict[UUID, PlacedCoding]:
    """The codings by id, under today's ids of their codes."""
    today = {code: books.lineage.today(code) for code in {one.code for one in found}}
    return {one.id: one if today[one.code] == one.code else one._replace(code=today[one.code]) for one in found}


def _marks(session: Session, revision_id: UUID) -> tuple[Span, ...]:
    return tuple(sorted(marked_passages(session).get(revision_id, ())))


def _moved(before: Opened, books: Codebooks) -> bool:
    """Whether a code that was put on the transcript is another one in these codebooks."""
    codes = {one.code for one in before.coded.codings.values()}
    now, then = books.lineage, before.books.lineage
    return any(now.today(code) != code or now.known(code) != then.known(code) for code in codes)

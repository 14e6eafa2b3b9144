"""What taking packs into a study would do, as plain values; and the way from a pack's passages to the study's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Literal, NamedTuple, Protocol, TypeVar
from uuid import UUID

from sqlmodel import Session

from workbench.exchange import lines, theme_lines
from workbench.exchange.merge_samples import Coming
from workbench.exchange.state_lines import PackedState
from workbench.exchange.values import NEVER
from workbench.prepared import Prepared
from workbench.spans import Span, trimmed
from workbench.study import same_coder
from workbench.transcripts import listing
from workbench.transcripts.tables import ParticipantFacts

if TYPE_CHECKING:
    from workbench.exchange.decisions import DecisionLine

Where = tuple[UUID, int, int]
"""A passage: revision, start, end."""


class SaidOf(NamedTuple):
    """What is said of a passage in a theme: stance, use, and how it is prepared for print."""

    stance: str
    use: str
    prepared: Prepared | None


Extracts = dict[Where, SaidOf]
"""What is said of which passages."""


class Dated(Protocol):
    """A coding, memo or theme: when it was made last, if that is said, and since when it is removed, if it is."""

    @property
    def made_at(self) -> dt.datetime | None:
        """When it was made last."""

    @property
    def removed_at(self) -> dt.datetime | None:
        """Since when it is removed."""


def outlived(one: Dated, other: Dated) -> bool:
    """Whether one was removed, and the other made anew since: the later holds. Pure."""
    if one.removed_at is None or other.made_at is None:
        return False
    return (one.made_at or NEVER) < other.made_at and one.removed_at <= other.made_at


@dataclass(frozen=True)
class Conflict:
    """The same thing, said differently here and in the pack.

    Attributes:
        what: Which thing, in words that hold none of an interview.
        field: What of it differs.
    """

    what: str
    field: str

    def __str__(self) -> str:
        return f"{self.what}: {self.field} differs"


@dataclass(frozen=True)
class CodingSettled:
    """A coding here as it is to be, after what a pack tells of it.

    Attributes:
        id: The coding.
        line: What it is to be.
        where: Where it is to stand.
        remade: Whether it is to have another code, or another stamp of the codebook's state.
    """

    id: UUID
    line: lines.CodingLine
    where: Where
    remade: bool


@dataclass(frozen=True)
class Kept:
    """What lives here and was removed there: where this side holds it is made anew, so that it holds there too.

    Attributes:
        kind: Which kind of thing.
        id: Its row.
        removed_at: Since when it is removed there.
    """

    kind: Literal["memo", "theme"]
    id: UUID
    removed_at: dt.datetime


@dataclass(frozen=True)
class ThemeMoments:
    """When a theme here was made and removed, after what a pack tells of it."""

    id: UUID
    made_at: dt.datetime
    removed_at: dt.datetime | None


@dataclass(frozen=True)
class ThemeChange:
    """A theme to add, or to make like the pack's: what is said of which passages goes with it."""

    id: UUID
    entry: theme_lines.ThemeEntry
    extracts: Extracts


@dataclass(frozen=True)
class DecisionPlanned:
    """A decision to add, or to make like the pack's.

    Attributes:
        id: Its id.
        line: What it is to be.
        where: The passage it is about.
        agreed: Where each of the codings goes that came of it.
    """

    id: UUID
    line: DecisionLine
    where: Where
    agreed: tuple[Where, ...]


@dataclass
class Plan:
    """What a pack would bring.

    Attributes:
        codings: New codings with where they go.
        removals: Codings here that were removed there.
        revived: Codings that were removed here, and made anew there since.
        moments: Codings here of which the packs know that they were made later or removed earlier.
        joined: Codings that live under several ids, here or in the packs: each that is to go, with the one that stays.
        recodings: Codings that differ, as the pack has them, with the id here.
        marks: Passages to mark as not for quotation.
        themes: Themes to add.
        changed_themes: Themes that differ, as the pack has them.
        revived_themes: Themes that were removed here, and made anew there since.
        theme_moments: Themes here of which the packs know that they were made later or removed earlier.
        memos: Memos to add, each under the id here of the transcript or theme it is about.
        memo_removals: Memos here that were removed there, as they are to be.
        memo_revived: Memos that were removed here, and made anew there since.
        memo_moments: Memos here of which the packs know that they were made later or removed earlier.
        changed_memos: Memos that differ, as they are to be where the packs' side holds.
        memo_places: Where the passage stands here that a memo of the packs is about, by the memo's id.
        kept: What lives here and was removed there, each of it one of the conflicts.
        undone_codings: Codings that were here and were taken back by undo; they come only where the packs' side holds.
        undone_themes: Themes of which the same is so.
        undone_memos: Memos of which the same is so.
        undone_decisions: What was settled of differences, of which the same is so.
        decisions: What was settled of differences, and is not known here.
        later_decisions: Decisions here of which the packs have a later one.
        stricter: Participants whom the packs ask to quote less, as they are to be.
        new_people: Participants not known here who may not be quoted freely.
        states: States of codebooks that the database does not have.
        sampled: What the packs bring of samples.
        same: How many entries are here already.
        conflicts: What differs and cannot be settled without being told.
        left: What cannot be taken in, in words.
        undone: What of that was here and was taken back by undo; it comes where the packs' side holds.
        unread: What of that could not be read, each with file and line.
        notices: What the user should know besides.
        unplaced: What has no place in this study: ids, and marks.
        doubled: Ids that stand in the packs several times with different values; none of them is taken.
        files: The files that the plan takes in whole, each with the sha256 of its bytes as read.
        versions: The `row_version` of each row here that is to change, as the plan saw it.
        behind: What stood behind each theme here that is to change: ids and versions of its codes, extracts and other
            evidence.
    """

    codings: list[tuple[lines.CodingLine, Where]] = field(default_factory=list)
    removals: list[CodingSettled] = field(default_factory=list)
    revived: list[CodingSettled] = field(default_factory=list)
    moments: list[CodingSettled] = field(default_factory=list)
    joined: dict[UUID, UUID] = field(default_factory=dict)
    recodings: list[tuple[UUID, lines.CodingLine, Where]] = field(default_factory=list)
    marks: list[Where] = field(default_factory=list)
    themes: list[ThemeChange] = field(default_factory=list)
    changed_themes: list[ThemeChange] = field(default_factory=list)
    revived_themes: list[ThemeChange] = field(default_factory=list)
    theme_moments: list[ThemeMoments] = field(default_factory=list)
    memos: list[lines.MemoLine] = field(default_factory=list)
    memo_removals: list[lines.MemoLine] = field(default_factory=list)
    memo_revived: list[lines.MemoLine] = field(default_factory=list)
    memo_moments: list[lines.MemoLine] = field(default_factory=list)
    changed_memos: list[lines.MemoLine] = field(default_factory=list)
    memo_places: dict[UUID, Where] = field(default_factory=dict)
    kept: list[Kept] = field(default_factory=list)
    decisions: list[DecisionPlanned] = field(default_factory=list)
    later_decisions: list[DecisionPlanned] = field(default_factory=list)
    stricter: list[ParticipantFacts] = field(default_factory=list)
    new_people: list[ParticipantFacts] = field(default_factory=list)
    sampled: Coming = field(default_factory=Coming)
    undone_codings: list[tuple[lines.CodingLine, Where]] = field(default_factory=list)
    undone_themes: list[ThemeChange] = field(default_factory=list)
    undone_memos: list[lines.MemoLine] = field(default_factory=list)
    undone_decisions: list[DecisionPlanned] = field(default_factory=list)
    states: list[PackedState] = field(default_factory=list)
    same: int = 0
    conflicts: list[Conflict] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    undone: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    unplaced: set[UUID | lines.Place] = field(default_factory=set)
    doubled: set[UUID] = field(default_factory=set)
    files: dict[Path, str] = field(default_factory=dict)
    versions: dict[UUID, int] = field(default_factory=dict)
    behind: dict[UUID, frozenset[tuple[UUID, int]]] = field(default_factory=dict)

    @property
    def new_codings(self) -> int:
        """How many codings come that are not one, from now on, with another."""
        return sum(line.id not in self._joining for line, _ in self.codings)

    @property
    def removed_there(self) -> int:
        """How many codings go because somebody removed them there, and not because they are one with another."""
        return sum(one.id not in self._joining for one in self.removals)

    def left_out(self, take: str | None) -> list[str]:
        """What is not taken in where that side holds, in words."""
        return [one for one in self.left if take != "theirs" or one not in self.undone]

    @property
    def _joining(self) -> set[UUID]:
        return {*self.joined, *self.joined.values()}

    @property
    def brings_something(self) -> bool:
        """Whether there is anything to take in: to add, to change, or to settle."""
        new = self.codings or self.marks or self.themes or self.memos or self.sampled.samples or self.states
        wishes = self.stricter or self.new_people
        codings = self.removals or self.revived or self.moments
        memos = self.memo_removals or self.memo_revived or self.memo_moments
        decisions = self.decisions or self.later_decisions
        themes = self.revived_themes or self.theme_moments
        return bool(new or wishes or codings or memos or decisions or themes or self.conflicts)


class Finder:
    """From a pack's passages to the study's.

    Args:
        session: A session for reading.
        places: The passages that will be asked for.

    Attributes:
        only: Of whose lines alone it is told where they stand, while a sample is open; None: of all.
    """

    def __init__(self, session: Session, places: Iterable[lines.Place]) -> None:
        self.only: str | None = None
        found = listing.transcripts(session)
        self._by_text: dict[str, list[listing.TranscriptFound]] = {}
        for item in found:
            self._by_text.setdefault(item.text_sha256, []).append(item)
        self._by_source = {item.source_sha256: item for item in found}
        self._by_name = {key.casefold(): item for item in found for key in (item.file, item.name)}
        places_found = [self._transcript(place) for place in places]
        wanted = {item.revision_id for item in places_found if item is not None}
        self._texts = listing.texts(session, wanted)
        self._by_revision = {item.revision_id: item for item in found}

    def with_text(self, sha256: str, name: str) -> list[listing.TranscriptFound]:
        """The transcripts with a text. Several may hold the same words: then the name decides, if one has it."""
        same = self._by_text.get(sha256, [])
        return [one for one in same if name.casefold() in (one.name.casefold(), one.file.casefold())] or same

    def names_of(self, where: Where) -> tuple[str, ...]:
        """What names the text of a passage in the ids of codings, see `workbench.coding.ids.coding_id`."""
        found = self._by_revision[where[0]]
        alone = len(self._by_text[found.text_sha256]) == 1
        return (found.text_sha256,) if alone else (found.text_sha256, found.name)

    def _transcript(self, place: lines.Place) -> listing.TranscriptFound | None:
        if place.text_sha256:
            return next(iter(self.with_text(place.text_sha256, place.transcript)), None)
        return self._by_source.get(place.source_sha256) or self._by_name.get(place.transcript.casefold())

    def why(self, reason: str, coder: str | None) -> str:
        """Why a line has no place here, as far as that may be told: while a sample is open, not where others coded.

        Args:
            reason: Why.
            coder: Who coded what the line tells of; None where that may be anybody.
        """
        if self.only is None or (coder is not None and same_coder(self.only, coder)):
            return reason
        return "it has no place here; which is told once the sample that is open is revealed"

    def transcript(self, name: str, text_sha256: str, source_sha256: str) -> listing.TranscriptFound | None:
        """The transcript that packs name so, if it is here with that text."""
        return self._transcript(lines.Place(name, text_sha256, source_sha256, 0, 0))

    def knows_any(self, places: Iterable[lines.Place]) -> bool:
        """Whether any of the transcripts of some places is in the study, with whichever text."""
        return any(self._transcript(one) is not None or one.transcript.casefold() in self._by_name for one in places)

    def where(self, place: lines.Place) -> Where | str:
        """The passage in the study, or why it has none."""
        found = self._transcript(place)
        if found is None:
            known = self._by_name.get(place.transcript.casefold())
            return f"the transcript {place.transcript!r} {'has another text here' if known else 'is not in this study'}"
        text = self._texts[found.revision_id]
        if place.end > len(text):
            return f"{place.start}–{place.end} lies outside the transcript {place.transcript!r}"
        words = Span(place.start, place.end).of(text)
        if not lines.says_the_same(place.quote, words):
            return f"the words at {place.start}–{place.end} of {place.transcript!r} are others here"
        span = trimmed(Span(place.start, place.end), text)
        if not span.length:
            return f"there is only white space at {place.start}–{place.end} of {place.transcript!r}"
        return (found.revision_id, span.start, span.end)


Entry = TypeVar("Entry")


@dataclass(frozen=True)
class Said(Generic[Entry]):
    """One thing as a line of a pack says it.

    Attributes:
        id: Which thing.
        made_at: When it was made last, if that is said.
        removed_at: When it was removed there, if it was.
        meaning: What two lines share that say the same.
        entry: The line.
    """

    id: UUID
    made_at: dt.datetime | None
    removed_at: dt.datetime | None
    meaning: object
    entry: Entry


def settled(said: Iterable[Said[Entry]], is_here: Callable[[Entry], bool], what: str, result: Plan) -> Iterator[Entry]:
    """Of everything the one entry that counts: git's union merge leaves both sides' lines of one thing in a file.

    A removed one counts before a living one, whatever their order, unless that was made anew since. Of several that say
    the same the one that was made last counts. Of two living ones that differ, the one counts that is not what the
    study has anyway; where that does not decide, none is taken, and that is told.
    """
    groups: dict[UUID, list[Said[Entry]]] = {}
    for one in said:
        groups.setdefault(one.id, []).append(one)
    for everything in groups.values():
        everything.sort(key=lambda one: one.made_at or NEVER, reverse=True)
        group = [one for one in everything if not any(outlived(one, other) for other in everything)]
        gone = [(one.removed_at, number) for number, one in enumerate(group) if one.removed_at is not None]
        if gone:
            yield group[min(gone)[1]].entry
            continue
        different: list[Said[Entry]] = []
        for one in group:
            different += [one] if one.meaning not in [other.meaning for other in different] else []
        others = [one for one in different if not is_here(one.entry)] if len(different) > 1 else different
        if len(others) == 1:
            yield others[0].entry
        else:
            both = "stands in the packs more than once, with different values; none was taken"
            result.left.append(f"The {what} {group[0].id} {both}. Delete the lines that do not hold.")
            result.unplaced.add(group[0].id)
            result.doubled.add(group[0].id)

"""What a report is made from: plain values about a study, filled by whoever may query it.

Nothing here knows a database. The texts of the transcripts travel with their turns, so that a quotation can be cut
from the very words it claims to be.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from workbench.prepared import Prepared, on_whole_words
from workbench.settings import Lines, ReportChoices
from workbench.spans import Span
from workbench.themes.references import Ids
from workbench.themes.stances import is_against

if TYPE_CHECKING:
    from workbench.agreement.comparison import Comparison
    from workbench.agreement.rounds import Rounds
    from workbench.themes.preparing import Redaction

UNSPECIFIED = ""
"""The key of a wave or a role that nobody stated."""

INTERVIEWED = frozenset({"interviewed", "jointly", "in a group"})
"""The words of the participants' grid that mean: was interviewed at this wave."""

NOT_INTERVIEWED = "not interviewed"
"""The grid's word for a wave at which nothing is known of a participant."""

BY_ROLE_ONLY = "by role only"
"""Quoting: printed under the role's label, never under the participant's own."""

NEVER = "never"
"""Quoting: the words may not be printed at all."""


@dataclass(frozen=True)
class WaveRow:
    """One time point: its id and its printed label."""

    id: str
    label: str


@dataclass(frozen=True)
class RoleRow:
    """One role: id, printed label, its attribution format (empty: the default), what stands over its words."""

    id: str
    label: str
    attribution: str = ""
    perspective: str = ""


@dataclass(frozen=True)
class ParticipantRow:
    """One participant, with the grid's word for each wave (``waves``: wave id → word; key "" for an unstated wave)."""

    participant: str
    label: str
    role: str | None
    quoting: str = "yes"
    waves: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    """Why somebody declined, was not reached or withdrew, in the study's words."""
    pair: str = ""
    site: str = ""
    status: str = ""
    """As participants.csv has it."""
    attributes: Mapping[str, str] = field(default_factory=dict)
    """What further columns of participants.csv say of them."""


class TurnRow(NamedTuple):
    """One turn: the span of its words in the transcript's text, and who may have spoken them."""

    start: int
    end: int
    label: str = ""
    participants: tuple[str, ...] = ()
    one_of: bool = False
    interviewer: bool = False
    nobodys: bool = False
    """Whether it has no label although the transcript has labels, or names its interviewer in some other way; or is no
    speech: a heading, a page header."""

    @property
    def is_strangers(self) -> bool:
        """Whether nobody of the study speaks in it: a label stands before it that names none of them, or none does."""
        return (bool(self.label) or self.nobodys) and not self.participants and not self.interviewer


@dataclass(frozen=True)
class TranscriptRow:
    """One transcript with its text and its turns in order.

    ``kind`` is individual, joint, group, questionnaire, observation, case file or document; ``record`` is verbatim,
    tidied or notes. Either may be empty: unknown.
    """

    name: str
    kind: str
    record: str
    wave: str | None
    text: str
    turns: tuple[TurnRow, ...]
    participants: tuple[str, ...] = ()
    """The ids of all who take part, whether or not a turn is known to be theirs."""
    language: str = ""
    """The language of the text; empty where nobody says so."""
    translated_from: str = ""
    """The language that was spoken, where the text is a translation; empty where it is none."""

    @cached_property
    def sha256(self) -> str:
        """The sha256 of the text, as the study stores it."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def all_turns(self) -> tuple[TurnRow, ...]:
        """Its turns; a text without any is one."""
        return self.turns or (TurnRow(0, len(self.text)),)

    @property
    def is_somebodys(self) -> bool:
        """Whether anybody of the study is known to take part in it."""
        return bool(self.participants) or any(turn.participants for turn in self.turns)


class PassageRow(NamedTuple):
    """A span of a transcript's text."""

    transcript: str
    start: int
    end: int


@dataclass(frozen=True)
class ExtractRow:
    """A coding's span in its transcript, and what may be said of it. Offsets are code points."""

    id: str
    transcript: str
    start: int
    end: int
    code: str
    participants: tuple[str, ...] = ()
    one_of: bool = False
    wave: str | None = None
    role: str | None = None
    not_for_quotation: bool = False
    coder: str = ""
    memo: str = ""


@dataclass(frozen=True)
class ThemeExtractRow:
    """An extract in a theme: its stance (supports, complicates, contradicts) and its use (key, useful, not useful)."""

    extract: ExtractRow
    stance: str = "supports"
    use: str = ""
    prepared: Prepared | None = None
    """How it is prepared for print; None where it is printed as it stands."""

    @property
    def is_against(self) -> bool:
        """Whether it speaks against the theme."""
        return is_against(self.stance)


class EvidenceRow(NamedTuple):
    """Other evidence of a theme: a sentence, and where it is from. It is counted nowhere."""

    sentence: str
    source: str = ""


@dataclass(frozen=True)
class ThemeRow:
    """A theme or subtheme with every extract of its codes; ``narrative`` is Markdown."""

    id: str
    name: str
    status: str = "candidate"
    concept: str = ""
    definition: str = ""
    includes: str = ""
    excludes: str = ""
    narrative: str = ""
    none_found: str = ""
    """The dated note that complicating and contradicting extracts were searched for and none was found."""
    parent: str | None = None
    position: int = 0
    extracts: tuple[ThemeExtractRow, ...] = ()
    answers: tuple[str, ...] = ()
    """The ids of the evaluation questions that it answers."""
    evidence: tuple[EvidenceRow, ...] = ()


@dataclass(frozen=True)
class CodeRow:
    """A code or a group of codes; ``parent`` is the id of its group, ``became`` what became of one used no more."""

    id: str
    name: str
    definition: str = ""
    include: str = ""
    exclude: str = ""
    examples: tuple[str, ...] = ()
    parent: str | None = None
    became: str = ""


@dataclass(frozen=True)
class CodebookRow:
    """A codebook as it stands now, its codes in the file's order; the name is empty where it has none of its own."""

    name: str
    version: str = ""
    description: str = ""
    codes: tuple[CodeRow, ...] = ()


@dataclass(frozen=True)
class MemoRow:
    """A memo as a report prints it: the heading of its kind, what stands above it, and its text, which is Markdown."""

    kind: str
    title: str
    text: str


@dataclass(frozen=True)
class AgreementRow:
    """How far coders agree: the comparison of the last round, all rounds where there are several, the team's target."""

    comparison: Comparison
    rounds: Rounds | None = None
    target: float | None = None


@dataclass(frozen=True)
class LayerRow:
    """What was settled, where it is printed: with whom, and on how many passages."""

    others: tuple[str, ...]
    settled: int


class CodingRow(NamedTuple):
    """Who coded, as far as whoever prints may know.

    Attributes:
        coders: How many have coded.
        apart: How many transcripts several coded without seeing each other's codings.
        together: How many coded those, at most.
        in_stretches: Whether it were stretches of some of them.
        seen: How many transcripts of a sample several coded who could see each other's codings before all had finished.
    """

    coders: int = 1
    apart: int = 0
    together: int = 0
    in_stretches: bool = False
    seen: int = 0


@dataclass(frozen=True)
class StudyFacts:
    """What the study says of itself, and whose codings are printed."""

    title: str
    id: UUID | None = None
    """Names the study everywhere; without one its quotations carry no marks."""
    mode: str = "codebook"
    approach: str = ""
    language: str = "en-GB"
    authors: tuple[str, ...] = ()
    organisation: str = ""
    commissioner: str = ""
    date: str = ""
    state: str = "draft"
    waves: tuple[WaveRow, ...] = ()
    roles: tuple[RoleRow, ...] = ()
    questions: Mapping[str, str] = field(default_factory=dict)
    """The evaluation questions by their ids, in order."""
    coder: str = ""
    layer: LayerRow | None = None
    """Where what was settled is printed in the place of the coder's own codings there; None where it is not."""
    coding: CodingRow = field(default_factory=CodingRow)
    codings: int = 0
    codes_used: int = 0
    transcripts_coded: int = 0
    made_at: datetime | None = None
    """When the report is made (aware); written as the document's date. None leaves the date out."""


@dataclass(frozen=True)
class ReportFacts:
    """Everything one report or extract book is composed from."""

    study: StudyFacts
    participants: tuple[ParticipantRow, ...] = ()
    transcripts: tuple[TranscriptRow, ...] = ()
    themes: tuple[ThemeRow, ...] = ()
    codebooks: tuple[CodebookRow, ...] = ()
    extracts: tuple[ExtractRow, ...] = ()
    """Every extract of the coder: the extract book prints them, and the list of provenance looks its codes up there."""
    examples: Mapping[str, ExtractRow] = field(default_factory=dict)
    """The codings that are examples of codes, by id; one that is not there any more is not among them."""
    marked: tuple[PassageRow, ...] = ()
    """The passages marked as not for quotation, coded or not."""
    redactions: tuple[Redaction, ...] = ()
    """What is redacted in a quotation of any theme: wherever else these words are printed, it is redacted too."""
    notices: tuple[str, ...] = ()
    """What the writer must know of the study's files before anything is printed from them."""
    agreement: AgreementRow | None = None
    """How far coders agree; None in a report that does not say it."""
    memos: tuple[MemoRow, ...] = ()
    """The study's memos that may be printed, in order; none in a report that has no part for them."""
    choices: ReportChoices = field(default_factory=ReportChoices)
    """What the writers chose for it."""
    refers: Mapping[str, PassageRow | str] = field(default_factory=dict)
    """What references in narratives lead to, by the digits of the ids: the passage, or why they lead nowhere. Those
    that are not here are looked up among the extracts."""
    outline_lines: Lines = field(default_factory=dict)
    """In which line of report.yaml each place of its outline stands; empty where the outline is not that file's."""

    @cached_property
    def participant_of(self) -> Mapping[str, ParticipantRow]:
        """Participants by id."""
        return {row.participant: row for row in self.participants}

    @cached_property
    def called_so(self) -> Mapping[str, int]:
        """How many participants are printed under each label."""
        return Counter(row.label or row.participant for row in self.participants)

    @cached_property
    def extract_at(self) -> Mapping[PassageRow, ExtractRow]:
        """An extract on each passage of which there is one; of several the first."""
        rows = [*self.extracts, *(one.extract for theme in self.themes for one in theme.extracts)]
        return {PassageRow(one.transcript, one.start, one.end): one for one in reversed(rows)}

    @cached_property
    def ids(self) -> Ids:
        """The ids of all extracts, to be found by their beginnings."""
        rows = [*self.extracts, *(one.extract for theme in self.themes for one in theme.extracts)]
        return Ids({one.id for one in rows})

    @cached_property
    def extract_of(self) -> Mapping[str, ExtractRow]:
        """Extracts by id."""
        rows = [*self.extracts, *(one.extract for theme in self.themes for one in theme.extracts)]
        return {one.id: one for one in rows}

    @cached_property
    def transcript_of(self) -> Mapping[str, TranscriptRow]:
        """Transcripts by name."""
        return {row.name: row for row in self.transcripts}

    @cached_property
    def redacted_in(self) -> Mapping[str, tuple[Redaction, ...]]:
        """What is redacted, by the transcript's name, in order; where a passage's border cuts a word, all of it."""
        found: dict[str, list[Redaction]] = {}
        for one in sorted(self.redactions):
            row = self.transcript_of.get(one.transcript)
            start, end = on_whole_words(row.text, one.start, one.end) if row is not None else (one.start, one.end)
            found.setdefault(one.transcript, []).append(one._replace(start=start, end=end))
        return {name: tuple(some) for name, some in found.items()}

    @cached_property
    def marked_in(self) -> Mapping[str, tuple[Span, ...]]:
        """What is not for quotation, by the transcript's name."""
        found: dict[str, list[Span]] = {}
        for name, start, end in self.marked:
            found.setdefault(name, []).append(Span(start, end))
        return {name: tuple(some) for name, some in found.items()}

    @cached_property
    def role_of(self) -> Mapping[str, RoleRow]:
        """Roles by id."""
        return {row.id: row for row in self.study.roles}

    @cached_property
    def wave_of(self) -> Mapping[str, WaveRow]:
        """Waves by id."""
        return {row.id: row for row in self.study.waves}

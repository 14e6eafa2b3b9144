"""What `participants.csv` says of a participant, `transcripts.csv` of a file, and what can be wrong with a row."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from workbench.transcripts.matching import key
from workbench.transcripts.tables.values import statuses


@dataclass(frozen=True)
class ParticipantFacts:
    """One row of `participants.csv`."""

    participant: str
    """The id; unique over the study, also without regard to case."""
    label: str
    """As printed: "Parent 3"."""
    role: str | None = None
    """A role's id."""
    pair: str | None = None
    site: str | None = None
    status: str = ""
    """Empty, one of `STATUSES` for every wave without a transcript, or by wave: `T1: interviewed; T2: declined`."""
    reason: str = ""
    quoting: str = "yes"
    """One of `QUOTING`."""
    attributes: tuple[tuple[str, str], ...] = ()
    """Further columns that have a value in this row, in the file's order: (name, value)."""

    def status_at(self, wave: str | None) -> str:
        """The status at a wave (its id): said of that wave, else said of all; one of `STATUSES` or empty."""
        said = statuses(self.status)
        return said.get(wave) or said.get(None, "")


@dataclass(frozen=True)
class TranscriptFacts:
    """One row of `transcripts.csv`. None: not said."""

    file: str
    """The file's name in `transcripts/`."""
    participants: tuple[str, ...] = ()
    """Ids."""
    wave: str | None = None
    """A wave's id."""
    kind: str | None = None
    """One of `KINDS`."""
    record: str | None = None
    """One of `RECORDS`."""
    date: dt.date | None = None
    """When the interview was."""
    interviewer: str | None = None
    language: str | None = None
    """The language of the text."""
    translated_from: str | None = None
    """The language that was spoken, where the text is a translation."""
    speakers: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    """Who stands behind a label: a participant's id, several where it is one of these, `interviewer`, or nobody."""
    name: str | None = None
    """What the transcript is called."""


@dataclass(frozen=True)
class TableFault:
    """Something wrong in a table: where, what, and what to do."""

    file: str
    row: int
    """As a spreadsheet counts: 1 is the first row of the file."""
    line: int
    """As a text editor counts, from 1; another number than `row` where cells hold line breaks."""
    column: str | None
    message: str
    hint: str = ""
    warning: bool = False
    """True where the row can be used as it is read."""

    def __str__(self) -> str:
        place = f"{self.file}, row {self.row}"
        if self.line != self.row:
            place += f" (line {self.line})"
        if self.column:
            place += f", column {self.column}"
        return f"{place}: {self.message} {self.hint}".strip()


@dataclass(frozen=True)
class ParticipantTable:
    """`participants.csv` as read."""

    participants: tuple[ParticipantFacts, ...] = ()
    faults: tuple[TableFault, ...] = ()
    columns: tuple[str, ...] = ()
    """The names of all columns, as written."""
    encoding: str = "utf-8"
    """How the file was read; `cp1252` was guessed."""
    unsaid: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Of whom the column `quoting` says nothing, by id, with the least that may be gathered all the same.

    Of them holds what was known before, or that least where it is stricter; what their facts say is for somebody new.
    """
    consent_faults: tuple[TableFault, ...] = ()
    """Those among the faults for which it is not sure how somebody may be quoted."""

    @cached_property
    def people(self) -> People:
        """The participants, to be found by id or label."""
        return People(self.participants)


@dataclass(frozen=True)
class TranscriptTable:
    """`transcripts.csv` as read."""

    transcripts: tuple[TranscriptFacts, ...] = ()
    faults: tuple[TableFault, ...] = ()
    columns: tuple[str, ...] = ()
    """The names of all columns, as written."""
    encoding: str = "utf-8"
    """How the file was read; `cp1252` was guessed."""

    def of_file(self, name: str) -> TranscriptFacts | None:
        """What is said of a file; the exact name goes before one that differs in case only."""
        return self._by_name.get(_normal(name)) or self._by_folded_name.get(_normal(name).casefold())

    @cached_property
    def _by_name(self) -> dict[str, TranscriptFacts]:
        return {_normal(facts.file): facts for facts in reversed(self.transcripts)}

    @cached_property
    def _by_folded_name(self) -> dict[str, TranscriptFacts]:
        return {_normal(facts.file).casefold(): facts for facts in reversed(self.transcripts)}


def _normal(file: str) -> str:
    """A file's name in one encoding of its accents; macOS and Windows use two."""
    return unicodedata.normalize("NFC", file)


class People:
    """Participants, to be found by what people call them."""

    def __init__(self, participants: Iterable[ParticipantFacts]) -> None:
        self._by_id: dict[str, ParticipantFacts] = {}
        self._by_key: dict[str, list[ParticipantFacts]] = {}
        self._by_label: dict[str, list[ParticipantFacts]] = {}
        for facts in participants:
            self.add(facts)

    def add(self, facts: ParticipantFacts) -> None:
        """Know one more participant."""
        self._by_id[facts.participant] = facts
        self._by_key.setdefault(key(facts.participant), []).append(facts)
        self._by_label.setdefault(key(facts.label), []).append(facts)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in order."""
        return tuple(self._by_id)

    def all_named(self, name: str) -> list[ParticipantFacts]:
        """Who can be meant: the exact id, else id, else label without regard to case, spaces and punctuation."""
        if name in self._by_id:
            return [self._by_id[name]]
        return self._by_key.get(key(name)) or self._by_label.get(key(name)) or []

    def find(self, name: str) -> ParticipantFacts | None:
        """The one who is meant by `all_named`, None where that is nobody or more than one."""
        found = self.all_named(name)
        return found[0] if len(found) == 1 else None

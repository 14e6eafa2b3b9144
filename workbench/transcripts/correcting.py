"""Correct who, when and what kind a transcript is, and what is known of a participant: in the tables, then taken in.

The tables are the truth: they are changed first, cell by cell, and the database follows. Such a change is a change of a
file, which undo does not take back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import TypeVar

from workbench.errors import BadInput, Refused
from workbench.study import Study
from workbench.transcripts import facts as known_facts
from workbench.transcripts.consent import kept_where_unsaid
from workbench.transcripts.matching import key, named, shown
from workbench.transcripts.naming import NameReader
from workbench.transcripts.tables import (
    INTERVIEWER,
    RECORDS,
    ParticipantFacts,
    People,
    TranscriptFacts,
    put_participants,
    put_transcripts,
)
from workbench.transcripts.tables.values import joined, split_list, written_speakers

NOBODY = "nobody"
"""What a user writes for a label behind which nobody of the study stands."""

ALONE = (INTERVIEWER, NOBODY)
"""What a user writes instead of people: it stands alone."""

Facts = TypeVar("Facts", TranscriptFacts, ParticipantFacts)


def changes(before: Facts, after: Facts) -> list[str]:
    """The columns in which the two differ."""
    return [one.name for one in fields(after) if getattr(before, one.name) != getattr(after, one.name)]


def described(before: Facts, after: Facts) -> list[str]:
    """What changes from the one to the other, a line each: `wave: T1 → T2`."""
    return [
        f"{name}: {_in_words(getattr(before, name))} → {_in_words(getattr(after, name))}"
        for name in changes(before, after)
    ]


def _in_words(value: object) -> str:
    if isinstance(value, dict):
        return written_speakers(value) or "as recognised"
    if isinstance(value, tuple):
        return joined(value) or "nobody"
    return str(value) if value else "nothing said"


def said_of_speaker(text: str) -> tuple[str, ...] | None:
    """Who stands behind a label, as a user writes it: `PM1`, `PM1|PM2` (one of these), `interviewer`, `nobody`.

    Returns:
        Ids or labels of participants, or `interviewer`; empty for nobody of the study; None where nothing is said.

    Raises:
        BadInput: `nobody` stands beside somebody.
    """
    people = tuple(dict.fromkeys(split_list(text, "|")))
    if len(people) > 1 and any(key(who) in ALONE for who in people):
        raise BadInput(f"{shown(text)} names somebody and {NOBODY} or {INTERVIEWER}.", "Name one or the other.")
    if people and key(people[0]) == NOBODY:
        return ()
    return people or None


def written_speaker(people: tuple[str, ...] | None) -> str:
    """The opposite of `said_of_speaker`."""
    return "" if people is None else joined(people, "|") or NOBODY


def named_with(chosen: Iterable[str], who: str, alone: Collection[str] = ALONE) -> tuple[str, ...]:
    """Those who are named once one more is: what stands alone gives way to people, and people to it.

    Args:
        chosen: Who is named already.
        who: Who is named now.
        alone: What stands alone, in small letters.

    >>> named_with(("PM1",), "PM2")
    ('PM1', 'PM2')
    >>> named_with(("PM1", "PM2"), "nobody")
    ('nobody',)
    >>> named_with(("nobody",), "PM1")
    ('PM1',)
    """
    kept = [] if key(who) in alone else [one for one in chosen if key(one) not in alone]
    return tuple(dict.fromkeys([*kept, who]))


def speaker_said(speakers: Mapping[str, tuple[str, ...]], label: str) -> tuple[str, ...] | None:
    """What `speakers` of a transcript says of a label, however it is written there; None where it says nothing."""
    written = _written(speakers, label)
    return speakers.get(written) if written is not None else None


def with_speaker(
    speakers: Mapping[str, tuple[str, ...]], label: str, said: tuple[str, ...] | None
) -> dict[str, tuple[str, ...]]:
    """`speakers` of a transcript when a label is said to be somebody; None takes away what was said.

    A label that means the same stays as it was written.
    """
    written, others = _written(speakers, label) or label, dict(speakers)
    if said is None:
        others.pop(written, None)
    else:
        others[written] = said
    return others


def _written(speakers: Mapping[str, tuple[str, ...]], label: str) -> str | None:
    """How a label is written there; of several that mean the same the last, as where speakers are found."""
    same = [one for one in speakers if key(one) == key(label)]
    return label if label in speakers else (same[-1] if same else None)


def correct_transcript(
    study: Study, before: TranscriptFacts, after: TranscriptFacts, *, role: str | None = None
) -> list[str]:
    """Make `transcripts.csv` say what the user says of a transcript, and take it in.

    Participants whom nobody knows yet are added to `participants.csv`.

    Args:
        study: The study; its settings know the wave.
        before: What the user was shown.
        after: What is to hold.
        role: The role of participants who are new.

    Returns:
        What the user should be told.

    Raises:
        BadInput: The wave is not known, or a table cannot be read or changed safely.
        Refused: Somebody changed the row since it was shown.
        Unavailable: A table cannot be written.
    """
    settings = study.settings
    if after.wave and named(after.wave, settings.waves) is None:
        raise BadInput(f"There is no wave {shown(after.wave)}.", "Add it to study.yaml, or name another.")
    told = known_facts.take_in(study)
    tables = known_facts.read_tables(study)
    row = tables.transcripts.of_file(after.file)
    if row is not None:
        _check_unchanged(known_facts.TRANSCRIPTS, after.file, changes(before, after), row, before)
    with study.read() as session:
        known = known_facts.people(session)
    people = [
        *after.participants,
        *(who for some in after.speakers.values() for who in some if key(who) != INTERVIEWER),
    ]
    new = _new_participants(study, known, people, role)
    if new:
        put_participants(_table(study, known_facts.PARTICIPANTS), new)
        told += [f"New participant, who was added to {known_facts.PARTICIPANTS}: {one.participant}." for one in new]
    # A row that is not there yet says everything; of one that is there, cells that nobody touched stay as they are.
    columns = changes(before, after) if row is not None else None
    put_transcripts(
        _table(study, known_facts.TRANSCRIPTS), [after], only=None if columns is None else ["file", *columns]
    )
    return [*told, *known_facts.take_in(study)]


def correct_records(study: Study, shown_facts: Sequence[TranscriptFacts], record: str) -> list[str]:
    """Make `transcripts.csv` say of several transcripts how they were made, and take it in.

    Args:
        study: The study.
        shown_facts: What the user was shown of them.
        record: One of `RECORDS`.

    Returns:
        What the user should be told.

    Raises:
        BadInput: It is none of these, or the table cannot be read or changed safely; nothing was written.
        Refused: Somebody changed one of them since it was shown; nothing was written.
        Unavailable: The table cannot be written.
    """
    if record not in RECORDS:
        raise BadInput(f"{shown(record)} is no kind of record.", f"One of: {', '.join(RECORDS)}.")
    told = known_facts.take_in(study)
    rows = known_facts.read_tables(study).transcripts
    there, new = list[TranscriptFacts](), list[TranscriptFacts]()
    for before in shown_facts:
        row, after = rows.of_file(before.file), replace(before, record=record)
        if row is not None:
            _check_unchanged(known_facts.TRANSCRIPTS, before.file, changes(before, after), row, before)
        (there if row is not None else new).append(after)
    for facts, columns in ((there, ["file", "record"]), (new, None)):
        if facts:
            put_transcripts(_table(study, known_facts.TRANSCRIPTS), facts, only=columns)
    return [*told, *known_facts.take_in(study)]


def correct_participant(study: Study, before: ParticipantFacts, after: ParticipantFacts) -> list[str]:
    """Make `participants.csv` say what the user says of a participant, and take it in.

    Args:
        study: The study; its settings know the role.
        before: What the user was shown.
        after: What is to hold.

    Returns:
        What the user should be told.

    Raises:
        BadInput: The role is not known, or the table cannot be read or changed safely.
        Refused: Somebody changed the row since it was shown.
        Unavailable: The table cannot be written.
    """
    if after.role and named(after.role, study.settings.roles) is None:
        raise BadInput(f"There is no role {shown(after.role)}.", "Add it to study.yaml, or name another.")
    told = known_facts.take_in(study)
    with study.read() as session:
        # Of whom the table does not say how they may be quoted, that is what the user was shown.
        rows = kept_where_unsaid(known_facts.read_tables(study).participants, known_facts.people(session))
    row = next((one for one in rows if one.participant.casefold() == after.participant.casefold()), None)
    columns = changes(before, after)
    if row is not None:
        _check_unchanged(known_facts.PARTICIPANTS, after.participant, columns, row, before)
    only = None if row is None else ["participant", *columns]
    put_participants(_table(study, known_facts.PARTICIPANTS), [after], only=only)
    return [*told, *known_facts.take_in(study)]


def _table(study: Study, name: str) -> Path:
    study.transcripts.mkdir(exist_ok=True)
    return study.transcripts / name


def _check_unchanged(table: str, name: str, columns: Iterable[str], row: Facts, before: Facts) -> None:
    """What the user changes must still say what they were shown; beside it others may have changed what they like."""
    others = [column for column in columns if getattr(row, column) != getattr(before, column)]
    if others:
        what = f"{', '.join(others)} of {shown(name)} is not what you were shown"
        message = f"{table}: {what}: somebody has changed it, or the file is behind the study."
        raise Refused(message, "Nothing was written. Look at it again; a file that is behind is to be mended first.")


def _new_participants(
    study: Study, known: Sequence[ParticipantFacts], named_people: Iterable[str], role: str | None
) -> list[ParticipantFacts]:
    """Those whom the study does not know yet; a name such as "Parent 7" tells the role where none is said."""
    everybody = People(known)
    names = NameReader(known, study.settings.waves, study.settings.roles)
    new: list[ParticipantFacts] = []
    for who in named_people:
        if everybody.all_named(who):
            continue
        new.append(ParticipantFacts(who, who, role or names.role_of(who)))
        everybody.add(new[-1])
        names.add(new[-1])
    return new

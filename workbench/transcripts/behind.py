"""Between a folder's tables and a database that others change too: whose word counts, cell by cell. Pure.

A cell counts as the folder has it where it was changed there since the folder was last seen, or where nobody else has
changed it. Else the database holds, and the folder is behind. How somebody may be quoted is settled by `consent`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from workbench.transcripts import consent
from workbench.transcripts.last_seen import Base
from workbench.transcripts.matching import key
from workbench.transcripts.speakers import SpeakerAssignment, assign
from workbench.transcripts.tables import INTERVIEWER, ParticipantFacts, People, TranscriptFacts
from workbench.transcripts.tables.participants import PARTICIPANT_COLUMNS
from workbench.transcripts.tables.transcripts import TRANSCRIPT_COLUMNS
from workbench.transcripts.tables.values import QUOTING
from workbench.visible import first_few

Facts = TypeVar("Facts", ParticipantFacts, TranscriptFacts)
_COLUMNS = {*PARTICIPANT_COLUMNS, *TRANSCRIPT_COLUMNS} - {"participant", "file", "speakers", "quoting"}


def merged_people(
    on_disk: Sequence[ParticipantFacts], base: Base, present: Sequence[ParticipantFacts]
) -> tuple[list[ParticipantFacts], dict[str, list[str]], dict[str, tuple[str, str]]]:
    """The participants as they are to be, in order; and where the folder is behind.

    Args:
        on_disk: What the folder's table says.
        base: What it was last seen to say.
        present: What the database says.

    Returns:
        The participants; the columns in which the folder is behind, by id; and whom it would quote more freely than
        holds, by id: what it says, and what holds.
    """
    then, now = _by_id(base.then.participants.participants), _by_id(base.now.participants.participants)
    here, there = _by_id(on_disk), _by_id(present)
    merged: dict[str, ParticipantFacts] = {}
    behind: dict[str, list[str]] = {}
    milder: dict[str, tuple[str, str]] = {}
    for name, one in here.items():
        if name not in there:
            # Somebody else took them out; or they are new here. What a new folder says of consent nobody has seen yet.
            if one != now.get(name) or (base.is_new and one.quoting != QUOTING[0]):
                merged[name] = one
            continue
        row, columns = merged_row(one, then.get(name), now.get(name), there[name])
        seen = _seen_quoting(name, then.get(name), base)
        holds = consent.settled(one.quoting, seen, there[name].quoting)
        merged[name] = replace(row, quoting=holds)
        if one.quoting == seen != holds:
            columns.append("quoting")
        elif one.quoting != holds:
            milder[name] = one.quoting, holds
        if columns:
            behind[one.participant] = columns
    # Whom the folder never knew others have added; whom it knew and does not name any more it has taken out.
    merged |= {name: one for name, one in there.items() if name not in here and name not in now}
    order = list(there) if [name for name in here if name in now] == [name for name in now if name in here] else []
    places = {name: place for place, name in enumerate(dict.fromkeys([*order, *here, *there]))}
    return [merged[name] for name in sorted(merged, key=lambda name: places[name])], behind, milder


def _seen_quoting(name: str, then: ParticipantFacts | None, base: Base) -> str | None:
    """How a participant was to be quoted by what was last seen; None where that said nothing, or nothing was seen."""
    if name in base.look.guessed:
        return QUOTING[-1]
    return None if then is None or base.is_new or name in base.then.participants.unsaid else then.quoting


def merged_row(on_disk: Facts, then: Facts | None, now: Facts | None, present: Facts) -> tuple[Facts, list[str]]:
    """One row as it is to be, and the columns in which the folder is behind; speakers and quoting stay the folder's.

    Args:
        on_disk: What the folder says.
        then: What it was last seen to say, as understood then; None where it had no such row.
        now: The same as it is understood now.
        present: What the database says.
    """
    if then is None or now is None:
        return on_disk, []
    mine: dict[str, Any] = _cells(on_disk)
    theirs: dict[str, Any] = _cells(present)
    before, reread = _cells(then), _cells(now)
    kept = [
        name
        for name in dict.fromkeys([*mine, *theirs])
        if mine.get(name) != theirs.get(name)
        and mine.get(name) == reread.get(name)
        and theirs.get(name) != before.get(name)
    ]
    merged: dict[str, Any] = {name: theirs[name] for name in kept if name in _COLUMNS}
    if len(merged) < len(kept):
        own = {name: (theirs if name in kept else mine).get(name) for name in mine | theirs if name not in _COLUMNS}
        merged["attributes"] = tuple((name, value) for name, value in own.items() if value)
    return replace(on_disk, **merged), kept


def _cells(row: ParticipantFacts | TranscriptFacts) -> dict[str, Any]:
    """A row's cells by column, attributes among them; what names the row, and the speakers, left out."""
    cells: dict[str, Any] = {name: getattr(row, name) for name in (one.name for one in fields(row)) if name in _COLUMNS}
    return cells | (dict(row.attributes) if isinstance(row, ParticipantFacts) else {})


def kept_speakers(
    on_disk: TranscriptFacts,
    base: Base,
    present: TranscriptFacts,
    speakers: Mapping[str | None, SpeakerAssignment],
    labels: Sequence[str | None],
    *,
    is_behind: bool,
) -> tuple[dict[str, tuple[str, ...]], bool]:
    """The labels of a transcript that others have settled, as the column `speakers` would say it.

    Args:
        on_disk: What the folder says of the transcript.
        base: What it was last seen to say.
        present: What the database says.
        speakers: Who is behind each label in the database.
        labels: The labels, one for each turn.
        is_behind: Whether the folder is behind in another column of the row.

    Returns:
        The labels with who is behind each, and whether any differs from what the folder was last seen to say.
    """
    then = base.then.transcripts.of_file(present.file) or present
    now = base.now.transcripts.of_file(present.file) or present
    everybody = People(base.then.participants.participants)
    before = assign(
        labels,
        interviewers=[*base.look.interviewers, *([then.interviewer] if then.interviewer else [])],
        participants_of_transcript=[known for who in then.participants if (known := everybody.find(who))],
        all_participants=everybody,
        roles=base.look.roles,
        kind=then.kind,
        given=then.speakers,
    )
    mine, seen = _folded(on_disk.speakers), _folded(now.speakers)
    kept: dict[str, tuple[str, ...]] = {}
    differs = False
    for label, who in speakers.items():
        if not label or mine.get(key(label)) != seen.get(key(label)):
            continue
        others = (who.participants, who.interviewer) != (before[label].participants, before[label].interviewer)
        if others or is_behind:
            kept[label] = (INTERVIEWER,) if who.interviewer else who.participants
        differs = differs or others
    return kept, differs


def told(table: str, behind: Mapping[str, Iterable[str]], *, is_new: bool) -> list[str]:
    """What the user should know of a table that is behind: nothing, or one line.

    Args:
        table: The table's name.
        behind: In what columns, by row.
        is_new: Whether nothing was seen of the folder before: then nobody is known to have changed anything.
    """
    if not behind:
        return []
    rows = [f"{name} ({', '.join(columns)})" for name, columns in behind.items()]
    named = first_few(rows, between="; ")
    if is_new:
        return [
            f"{table} here differs from the shared database, which has not seen this folder before, in "
            f"{named}; the database holds. Bring the file up to date; what is changed in it "
            "from now on counts."
        ]
    return [
        f"{table} here is behind: others have changed {named} in the shared database, and "
        "that holds. Bring the file up to date; what is changed in it from now on counts."
    ]


def _by_id(people: Iterable[ParticipantFacts]) -> dict[str, ParticipantFacts]:
    return {one.participant: one for one in people}


def _folded(speakers: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {key(label): people for label, people in speakers.items()}

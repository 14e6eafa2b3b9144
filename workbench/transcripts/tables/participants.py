"""`participants.csv`: who was, or was to be, interviewed."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from workbench.errors import BadInput
from workbench.transcripts.matching import Named, key
from workbench.transcripts.tables.edit import Entry, Layout, limited, put
from workbench.transcripts.tables.facts import ParticipantFacts, ParticipantTable
from workbench.transcripts.tables.reading import RowReader, TableReader
from workbench.transcripts.tables.sheet import column_key
from workbench.transcripts.tables.values import (
    QUOTING,
    CellProblem,
    read_choice,
    read_named,
    read_status,
    statuses,
)

PARTICIPANT_COLUMNS = ("participant", "label", "role", "pair", "site", "status", "reason", "quoting")
_DEFAULTS = {"quoting": "yes"}


def read_participants(
    path: Path, *, roles: Sequence[Named], waves: Sequence[Named], data: bytes | None = None
) -> ParticipantTable:
    """Read `participants.csv`. Every fault is listed, and what it leaves readable is returned all the same.

    A row without an id is left out, and so is a second row of one id. A cell that cannot be read counts as empty.
    Only `quoting`, where it cannot be trusted (unreadable, in a row whose cells slipped, stricter in a second row),
    is read as the strictest it can mean: a mistake in a table must never put somebody into print.

    Args:
        path: The file; one that is not there has no participants and no faults.
        roles: The study's roles.
        waves: The study's waves, for statuses such as `T2: declined`.
        data: The file's bytes, where they were read before.

    Raises:
        BadInput: The file is no text or no CSV.
        Unavailable: The file cannot be read.
    """
    table = TableReader(path, PARTICIPANT_COLUMNS, data)
    found: dict[str, ParticipantFacts] = {}
    first_rows: dict[str, int] = {}
    for row in table.rows():
        facts = _participant(row, roles, waves)
        if facts is None:
            continue
        folded = _folded(facts.participant)
        earlier = found.get(folded)
        if earlier is None:
            found[folded], first_rows[folded] = facts, row.row.number
            continue
        only_case = "" if earlier.participant == facts.participant else " but for capitals or blanks"
        message = f"this id stands in row {first_rows[folded]} already{only_case}; this row is not read."
        row.fault("participant", message, "Give each participant one row and an id of their own.")
        stricter = max(earlier.quoting, facts.quoting, key=QUOTING.index)
        found[folded] = replace(earlier, quoting=stricter)
    header = table.sheet.header
    return ParticipantTable(tuple(found.values()), tuple(table.faults), header, table.sheet.encoding)


def _participant(row: RowReader, roles: Sequence[Named], waves: Sequence[Named]) -> ParticipantFacts | None:
    participant = row.text("participant")
    if not participant:
        row.fault("participant", "there is no id; this row is not read.", "Give the participant an id, such as PM1.")
        return None
    quoting = row.read("quoting", lambda text: read_choice(text, QUOTING) or "yes", "never")
    others = ((name, row.row.value(index)) for index, name in row.table.other_columns)
    return ParticipantFacts(
        participant=participant,
        label=row.text("label") or participant,
        role=row.read("role", lambda text: read_named(text, roles, "role"), None),
        pair=row.optional("pair"),
        site=row.optional("site"),
        status=row.read("status", lambda text: read_status(text, waves), ""),
        reason=row.text("reason"),
        quoting="never" if row.is_broken else quoting,
        attributes=tuple((name, value) for name, value in others if value),
    )


def put_participant(path: Path, facts: ParticipantFacts) -> None:
    """Make one row of `participants.csv` say what `facts` says; see `put_participants`."""
    put_participants(path, [facts])


def put_participants(path: Path, facts: Iterable[ParticipantFacts], *, only: Collection[str] | None = None) -> None:
    """Make the rows of `participants.csv` say what `facts` say; every other cell keeps its bytes.

    A row is found by its id without regard to case; a new one is added after the last. An attribute that `facts` does
    not name stays as it is; one named with an empty value is emptied. The file is made where there is none.

    Args:
        path: The file. Its folder must be there.
        facts: One for each row to change or add.
        only: The columns to be written; None: all. A cell that could not be read then stays as it is.

    Raises:
        BadInput: The table has a fault that makes writing to it unsafe, or a value cannot stand in it.
        Unavailable: The file cannot be read or written: read-only, open in Excel, disk full.
        Refused: Another program kept changing the file meanwhile.
    """
    put(path, [limited(_entry(row), only) for row in facts], Layout(PARTICIPANT_COLUMNS, _meaning, _keys, _keys))


def _entry(facts: ParticipantFacts) -> Entry:
    if not facts.participant.strip():
        raise BadInput("A participant needs an id.", "Give one such as PM1.")
    values = {
        "participant": facts.participant,
        "label": facts.label,
        "role": facts.role or "",
        "pair": facts.pair or "",
        "site": facts.site or "",
        "status": facts.status,
        "reason": facts.reason,
        "quoting": facts.quoting,
    }
    for name, value in facts.attributes:
        if not name.strip() or column_key(name) in PARTICIPANT_COLUMNS:
            message = f'An attribute of participant {facts.participant} cannot be named "{name}".'
            raise BadInput(message, "Use a name that is not empty and no column of the table's own.")
        values[name] = value
    return Entry(facts.participant, values, {**_DEFAULTS, "label": facts.participant})


def _keys(participant: str) -> Sequence[str]:
    return (_folded(participant),)


def _meaning(column: str, text: str, name: str) -> object:
    if column == "label":
        return text or name
    if column == "role":
        return key(text)
    if column == "quoting":
        try:
            return read_choice(text, QUOTING) or "yes"
        except CellProblem:
            return "never"
    if column == "status":
        return [(key(wave or ""), key(status)) for wave, status in statuses(text).items()]
    return text


def _folded(participant: str) -> str:
    # Blanks of any kind and number are one: nobody sees how two such ids differ.
    return " ".join(unicodedata.normalize("NFC", participant).split()).casefold()

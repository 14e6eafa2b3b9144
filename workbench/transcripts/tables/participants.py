"""`participants.csv`: who was, or was to be, interviewed."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from workbench.errors import BadInput
from workbench.transcripts.matching import Named, key
from workbench.transcripts.tables.edit import Entry, Layout, limited, put
from workbench.transcripts.tables.facts import ParticipantFacts, ParticipantTable
from workbench.transcripts.tables.reading import RowReader, TableReader
from workbench.transcripts.tables.sheet import column_key, read_sheet
from workbench.transcripts.tables.values import (
    QUOTING,
    CellProblem,
    is_like_quoting,
    read_choice,
    read_named,
    read_status,
    statuses,
    stricter,
)

PARTICIPANT_COLUMNS = ("participant", "label", "role", "pair", "site", "status", "reason", "quoting")
_DEFAULTS = {"quoting": "yes"}
_SAID: dict[str, str] = {}


def read_participants(
    path: Path, *, roles: Sequence[Named], waves: Sequence[Named], data: bytes | None = None
) -> ParticipantTable:
    """Read `participants.csv`. Every fault is listed, and what it leaves readable is returned all the same.

    A row without an id is left out, and so is a second row of one id. A cell that cannot be read counts as empty.
    Only `quoting`, where it cannot be trusted (unreadable, in a row whose cells slipped, stricter in a second row or
    column, under a name that is only like it), is read as the strictest it can mean: a mistake in a table must never
    put somebody into print.

    Args:
        path: The file; one that is not there has no participants and no faults.
        roles: The study's roles.
        waves: The study's waves, for statuses such as `T2: declined`.
        data: The file's bytes, where they were read before.

    Raises:
        BadInput: The file is no text or no CSV.
        Unavailable: The file cannot be read.
    """
    table = TableReader(path, PARTICIPANT_COLUMNS, data, strict="quoting", is_like=is_like_quoting)
    _tell_alike(table)
    found: dict[str, ParticipantFacts] = {}
    unsaid: dict[str, str] = {}
    first_rows: dict[str, int] = {}
    for row in table.rows():
        facts = _participant(row, roles, waves)
        if facts is None:
            continue
        folded = _folded(facts.participant)
        earlier, least = found.get(folded), _least_quoting(row)
        if least is not None and (earlier is None or folded in unsaid):
            unsaid[folded] = stricter(least, unsaid.get(folded, least))
        elif least is None:
            unsaid.pop(folded, None)
        if earlier is None:
            found[folded], first_rows[folded] = facts, row.row.number
            continue
        only_case = "" if earlier.participant == facts.participant else " but for capitals or blanks"
        message = f"this id stands in row {first_rows[folded]} already{only_case}; this row is not read."
        row.fault("participant", message, "Give each participant one row and an id of their own.")
        found[folded] = replace(earlier, quoting=stricter(earlier.quoting, facts.quoting))
    return ParticipantTable(
        tuple(found.values()),
        tuple(table.faults),
        table.sheet.header,
        table.sheet.encoding,
        {found[folded].participant: least for folded, least in unsaid.items()},
        tuple(fault for fault in table.faults if fault.column and is_like_quoting(fault.column)),
    )


@lru_cache(maxsize=1)
def people_are_readable(data: bytes | None) -> bool:
    """Whether rows of `participants.csv` can be read from what it holds; so they can where it holds nothing.

    It is asked whenever words are copied, mostly of the same bytes as before.

    Raises:
        BadInput: It is no text.
    """
    sheet = read_sheet(data or b"", "participants.csv", PARTICIPANT_COLUMNS)
    return not sheet.rows or sheet.column(PARTICIPANT_COLUMNS[0]) is not None


def _tell_alike(table: TableReader) -> None:
    """Say that a column is not read that may hold how people may be quoted, where none is called so."""
    for index in table.alike if not table.strict_columns else ():
        message = (
            'the program knows no such column, only "quoting", which is missing. Nobody is quoted more freely for it: '
            "what is known of them holds, and who is new is never quoted."
        )
        hint = "Rename it to quoting if that is meant; else add a column quoting."
        table.fault(table.sheet.rows[0], table.sheet.header[index], message, hint, warning=True)


def _least_quoting(row: RowReader) -> str | None:
    """What columns whose names are like `quoting` say in its place; None where `quoting` itself says something."""
    table = row.table
    if row.is_broken or any(row.row.value(index) for index in table.strict_columns):
        return None
    found = []
    for index in table.alike:
        with suppress(CellProblem):
            found.append(read_choice(row.row.value(index), QUOTING) or QUOTING[0])
    return stricter(*found)


def _quoting(row: RowReader) -> str:
    """How a participant may be quoted of whom nothing is known but this row."""
    table = row.table
    least = _least_quoting(row)
    if row.is_broken or (table.alike and not table.strict_columns):
        return QUOTING[-1]
    if least is not None:
        return least
    return stricter(*(_said_in(row, index) for index in table.strict_columns if row.row.value(index)))


def _said_in(row: RowReader, index: int) -> str:
    """What a cell says of quoting; the strictest, and a fault, where it cannot be read."""
    try:
        return read_choice(row.row.value(index), QUOTING) or QUOTING[0]
    except CellProblem as problem:
        row.fault("quoting", str(problem), problem.hint)
        return QUOTING[-1]


def _participant(row: RowReader, roles: Sequence[Named], waves: Sequence[Named]) -> ParticipantFacts | None:
    participant = row.text("participant")
    if not participant:
        row.fault("participant", "there is no id; this row is not read.", "Give the participant an id, such as PM1.")
        return None
    quoting = _quoting(row)
    others = ((name, row.row.value(index)) for index, name in row.table.other_columns)
    return ParticipantFacts(
        participant=participant,
        label=row.text("label") or participant,
        role=row.read("role", lambda text: read_named(text, roles, "role"), None),
        pair=row.optional("pair"),
        site=row.optional("site"),
        status=row.read("status", lambda text: read_status(text, waves), ""),
        reason=row.text("reason"),
        quoting=quoting,
        attributes=tuple((name, value) for name, value in others if value),
    )


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
    # An empty cell says nothing of quoting; whoever writes just this means what they write.
    explicit = only is not None and "quoting" in only
    entries = [limited(_entry(row, _SAID if explicit else _DEFAULTS), only) for row in facts]
    put(path, entries, Layout(PARTICIPANT_COLUMNS, _meaning_as_written if explicit else _meaning, _keys, _keys))


def _entry(facts: ParticipantFacts, defaults: Mapping[str, str]) -> Entry:
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
    return Entry(facts.participant, values, {**defaults, "label": facts.participant})


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


def _meaning_as_written(column: str, text: str, name: str) -> object:
    return "" if column == "quoting" and not text else _meaning(column, text, name)


def _folded(participant: str) -> str:
    # Blanks of any kind and number are one: nobody sees how two such ids differ.
    return " ".join(unicodedata.normalize("NFC", participant).split()).casefold()

"""`transcripts.csv`: who, when and what kind each file in `transcripts/` is."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from workbench.errors import BadInput
from workbench.model import is_one_line
from workbench.transcripts.matching import Named, key
from workbench.transcripts.tables.edit import Entry, Layout, limited, put
from workbench.transcripts.tables.facts import (
    ParticipantFacts,
    People,
    TranscriptFacts,
    TranscriptTable,
)
from workbench.transcripts.tables.reading import RowReader, TableReader
from workbench.transcripts.tables.values import (
    INTERVIEWER,
    KINDS,
    RECORDS,
    CellProblem,
    joined,
    read_choice,
    read_date,
    read_named,
    read_speakers,
    split_list,
    unknown,
    written_speakers,
)

TRANSCRIPT_COLUMNS = (
    "file",
    "participants",
    "wave",
    "kind",
    "record",
    "date",
    "interviewer",
    "language",
    "translated_from",
    "speakers",
)
NAME_COLUMN = "transcript"
"""What a transcript is called; the column is there where a name is not what the file's own row makes it."""


def read_transcripts(
    path: Path,
    *,
    participants: Sequence[ParticipantFacts] | None,
    waves: Sequence[Named],
    data: bytes | None = None,
) -> TranscriptTable:
    """Read `transcripts.csv`. Every fault is listed, and what it leaves readable is returned all the same.

    A row without a file is left out, and so is a second row of one file. A cell that cannot be read counts as empty. A
    participant whom `participants.csv` lacks is a fault, but stays in the facts as written: it is for the caller to add
    or to leave out.

    Args:
        path: The file; one that is not there has no rows and no faults.
        participants: Those of `participants.csv`; None where there is no such file: then no id is checked.
        waves: The study's waves.
        data: The file's bytes, where they were read before.

    Raises:
        BadInput: The file is no text or no CSV.
        Unavailable: The file cannot be read.
    """
    table = TableReader(path, (*TRANSCRIPT_COLUMNS, NAME_COLUMN), data)
    people = None if participants is None else People(participants)
    found: dict[str, TranscriptFacts] = {}
    for row in table.rows():
        name = row.text("file")
        if not name:
            row.fault("file", "there is no file's name; this row is not read.", "Name a file in transcripts/.")
        elif _exact(name) in found:
            row.fault("file", "this file stands in an earlier row already; this row is not read.", "Keep one of them.")
        else:
            found[_exact(name)] = _transcript(row, name, people, waves)
    return TranscriptTable(tuple(found.values()), tuple(table.faults), table.sheet.header, table.sheet.encoding)


def _transcript(row: RowReader, name: str, people: People | None, waves: Sequence[Named]) -> TranscriptFacts:
    no_speakers: dict[str, tuple[str, ...]] = {}
    speakers = row.read("speakers", read_speakers, no_speakers)
    return TranscriptFacts(
        file=name,
        participants=_people(row, "participants", split_list(row.text("participants")), people),
        wave=row.read("wave", lambda text: read_named(text, waves, "wave"), None),
        kind=row.read("kind", lambda text: read_choice(text, KINDS), None),
        record=row.read("record", lambda text: read_choice(text, RECORDS), None),
        date=row.read("date", read_date, None),
        interviewer=row.optional("interviewer"),
        language=row.optional("language"),
        translated_from=row.optional("translated_from"),
        speakers={label: _people(row, "speakers", some, people) for label, some in speakers.items()},
        name=row.read(NAME_COLUMN, _name, None),
    )


def _name(text: str) -> str | None:
    if text and not is_one_line(text):
        raise CellProblem("the name has characters that cannot be seen.", "Write it anew.")
    return " ".join(text.split()) or None


def _people(row: RowReader, column: str, entries: Iterable[str], people: People | None) -> tuple[str, ...]:
    """The ids that the entries of a list mean, each once; as written where nobody is known by them."""
    return tuple(dict.fromkeys(person for entry in entries for person in _meant(row, column, entry, people)))


def _meant(row: RowReader, column: str, entry: str, people: People | None) -> list[str]:
    """The ids that one entry means."""
    if people is None or not entry:
        return [entry] if entry else []
    found = people.find(entry)
    if found:
        return [found.participant]
    if column == "speakers" and key(entry) == INTERVIEWER:
        return [INTERVIEWER]
    # "PM1, PM2" is a slip that is easily understood: a list has semicolons.
    parts = [people.find(part) for part in entry.replace("+", ",").split(",")]
    if len(parts) > 1 and all(parts):
        return [part.participant for part in parts if part]
    problem = unknown(entry, people.ids, "no participant of participants.csv")
    row.fault(column, str(problem), problem.hint or "Correct it, or add the participant to participants.csv.")
    return [entry]


def put_transcripts(path: Path, facts: Iterable[TranscriptFacts], *, only: Collection[str] | None = None) -> None:
    """Make the rows of `transcripts.csv` say what `facts` say; every other cell keeps its bytes.

    A row is found by the file's name; a row whose name differs in case only is taken for it where no file of that other
    name lies in the folder. A new row is added after the last. The file is made where there is none.

    Args:
        path: The file. Its folder must be there.
        facts: One for each row to change or add.
        only: The columns to be written; None: all. A cell that could not be read then stays as it is.

    Raises:
        BadInput: The table has a fault that makes writing to it unsafe, or a value cannot stand in it.
        Unavailable: The file cannot be read or written: read-only, open in Excel, disk full.
        Refused: Another program kept changing the file meanwhile.
    """
    try:
        present = {_exact(name) for name in os.listdir(path.parent)}  # noqa: PTH208 (names are wanted, not paths)
    except OSError:
        present = set()  # That the folder cannot be read is for the writing itself to report.

    def row_keys(name: str) -> Sequence[str]:
        return asked_keys(name)[: 1 if _exact(name) in present else 2]

    def asked_keys(name: str) -> Sequence[str]:
        return _exact(name), "any case: " + _exact(name).casefold()

    put(path, [limited(_entry(row), only) for row in facts], Layout(TRANSCRIPT_COLUMNS, _meaning, row_keys, asked_keys))


def _exact(name: str) -> str:
    return unicodedata.normalize("NFC", name.strip())


def _entry(facts: TranscriptFacts) -> Entry:
    if not facts.file.strip():
        raise BadInput("A row of transcripts.csv needs a file's name.", "Name a file in transcripts/.")
    values = {
        "file": facts.file,
        "participants": joined(facts.participants),
        "wave": facts.wave or "",
        "kind": facts.kind or "",
        "record": facts.record or "",
        "date": facts.date.isoformat() if facts.date else "",
        "interviewer": facts.interviewer or "",
        "language": facts.language or "",
        "translated_from": facts.translated_from or "",
        "speakers": written_speakers(facts.speakers),
    }
    # A name that stands there is never taken away: without it a clone would find another one.
    return Entry(facts.file, values | ({NAME_COLUMN: facts.name} if facts.name else {}), {})


def _meaning(column: str, text: str, name: str) -> object:
    try:
        if column in {"wave", "kind", "record"}:
            return key(text)
        if column == "participants":
            return split_list(text)
        if column == "speakers":
            return read_speakers(text)
        if column == "date":
            return read_date(text)
    except CellProblem:
        return None if column == "date" else text
    return text

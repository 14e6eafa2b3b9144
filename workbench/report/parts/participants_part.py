"""The part of a report that says who took part: counts by role and wave, or a row for each participant. Pure.

A table of rows tells a reader who knows the place more than any other part. So those who are to be named by role only,
or never to be quoted, have no row in it; numbers can be printed as ranges; rows can carry numbers that are no
participant's; and the writer is told of rows that are alone in what they print.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.report.chapter import Chapter
from workbench.report.content import Block, Heading, Kind, Table, cell, plain
from workbench.report.counting import NOBODY, interviewed, role_name, roles_shown, wave_name, waves_shown
from workbench.report.facts import (
    BY_ROLE_ONLY,
    INTERVIEWED,
    NEVER,
    NOT_INTERVIEWED,
    UNSPECIFIED,
    ParticipantRow,
    ReportFacts,
)
from workbench.report.parts.method_part import counted, listed
from workbench.report.recognition.reader import Shown
from workbench.visible import first_few, one_line, plural

TITLE = "Who took part"

WANTED = 3
"""So many rows alike are wanted, so that none of them is one person's."""

NOT_STATED = "–"
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_OF_OURS = {"role": "Role", "waves": "Interviewed", "pair": "Pair", "site": "Site", "status": "Status"}


@dataclass(frozen=True)
class ListedRow:
    """A participant's row: whose it is, and what stands in its columns."""

    participant: str
    cells: tuple[str, ...]


def participants_part(facts: ReportFacts) -> Chapter | None:
    """Who took part, with what the writer must know of it; None in a study without participants."""
    if not facts.participants:
        return None
    notices: list[str] = []
    blocks: list[Block] = [Heading(TITLE, 1)]
    if facts.choices.participants.columns:
        rows = listed_rows(facts)
        blocks += [_row_table(facts, rows), *_not_listed(facts)]
        notices += _notices(facts, rows)
    else:
        blocks.append(_count_table(facts))
    if nobody := sum(not row.role for row in facts.participants):
        what = plural(nobody, "participant has", "participants have")
        notices.append(f"Who took part: {what} no role (participants.csv, column role).")
    notes = [note for row in facts.participants if (note := _note(facts, row))]
    return Chapter(TITLE, (*blocks, *([plain(" ".join(notes), Kind.NOTE)] if notes else [])), tuple(notices))


def shown_of_participants(facts: ReportFacts) -> Shown:
    """What the report prints of participants besides attributions, for whoever asks what a reader can tell from it."""
    if "participants" not in facts.choices.parts_for(facts.study.mode):
        return Shown()
    notes = {row.participant: note for row in facts.participants if (note := _missed(facts, row))}
    choices = facts.choices.participants
    if not choices.columns or choices.numbers:
        return Shown(notes=notes)
    waves = waves_shown(facts)
    cells = {row.participant: _cells(facts, row, waves) for row in facts.participants}
    return Shown(frozenset(row.participant for row in listed_rows(facts)), cells, notes)


def listed_rows(facts: ReportFacts) -> list[ListedRow]:
    """The rows of the table, in print order: of those who were interviewed and may be named.

    In the order of participants.csv where they carry labels, else by what they print: then their place tells nothing.
    """
    waves = waves_shown(facts)
    rows = [
        ListedRow(row.participant, _cells(facts, row, waves))
        for row in facts.participants
        if row.quoting not in (BY_ROLE_ONLY, NEVER) and _was_interviewed(row)
    ]
    if facts.choices.participants.numbers:
        order = {role: place for place, role in enumerate(roles_shown(facts))}
        role = {row.participant: order.get(row.role or UNSPECIFIED, len(order)) for row in facts.participants}
        shows_role = "role" in facts.choices.participants.columns
        rows.sort(key=lambda row: (role[row.participant] if shows_role else 0, row.cells))
    return rows


def smallest_groups(rows: Sequence[tuple[str, ...]]) -> Counter[int]:
    """How many rows stand in groups of each size, a group being those that are alike.

    >>> smallest_groups([("a",), ("a",), ("b",)])
    Counter({2: 2, 1: 1})
    """
    alike = Counter(rows)
    return Counter(alike[row] for row in rows)


def in_range(value: str, step: int) -> str:
    """A number as the range of so many that it stands in; what is no number as it is.

    >>> in_range("34", 10)
    '30–39'
    >>> in_range("24 or more", 10)
    '24 or more'
    """
    if not _NUMBER.fullmatch(value.strip()):
        return value
    low = int(float(value.strip().replace(",", ".")) // step) * step
    return f"{low}–{low + step - 1}" if step > 1 else str(low)


def _was_interviewed(row: ParticipantRow) -> bool:
    return any(word in INTERVIEWED for word in row.waves.values())


def _cells(facts: ReportFacts, row: ParticipantRow, waves: Sequence[str]) -> tuple[str, ...]:
    choices = facts.choices.participants
    values = {
        "role": role_name(facts, row.role or UNSPECIFIED),
        "waves": ", ".join(wave_name(facts, wave) for wave in waves if row.waves.get(wave) in INTERVIEWED),
        "pair": row.pair,
        "site": row.site,
        "status": row.status,
    }
    found = ((one, values[one] if one in values else row.attributes.get(one, "")) for one in choices.columns)
    return tuple(
        one_line(in_range(value, choices.ranges[one]) if one in choices.ranges else value) or NOT_STATED
        for one, value in found
    )


def _heading(column: str) -> str:
    return _OF_OURS.get(column) or one_line(column[:1].upper() + column[1:].replace("_", " "))


def _row_table(facts: ReportFacts, rows: Sequence[ListedRow]) -> Table:
    choices = facts.choices.participants
    first = first_number(facts)
    named = [
        str(first + place) if choices.numbers else facts.participant_of[row.participant].label or row.participant
        for place, row in enumerate(rows)
    ]
    return Table(
        "Participants interviewed" + (" (numbered for this table only)" if choices.numbers else ""),
        ("No." if choices.numbers else "Participant", *map(_heading, choices.columns)),
        tuple((cell(name), *map(cell, row.cells)) for name, row in zip(named, rows, strict=True)),
        (1 if choices.numbers else 2, *(2 for _ in choices.columns)),
        by_label=not choices.numbers,
    )


def first_number(facts: ReportFacts) -> int:
    """From where rows are numbered, so that no number is one that a participant's label, or id, ends in."""
    texts = (text for row in facts.participants for text in (row.label, row.participant))
    used = [int(number) for text in texts for number in re.findall(r"\d{1,9}", text)]
    return 10 ** max(2, len(str(max(used)))) + 1 if used else 1


def _not_listed(facts: ReportFacts) -> list[Block]:
    """How many who were interviewed have no row, by role."""
    roles = Counter(
        row.role or UNSPECIFIED
        for row in facts.participants
        if row.quoting in (BY_ROLE_ONLY, NEVER) and _was_interviewed(row)
    )
    if not roles:
        return []
    who = listed(f"{counted(roles[role], 'participant', 'participants')} ({role_name(facts, role)})" for role in roles)
    return [plain(f"Interviewed and not listed: {who}.", Kind.NOTE)]


def _notices(facts: ReportFacts, rows: Sequence[ListedRow]) -> list[str]:
    """What the writer must know of a table of rows before it is sent."""
    choices, notices = facts.choices.participants, []
    known = {*_OF_OURS, *(name for row in facts.participants for name in row.attributes)}
    if unknown := [one for one in dict.fromkeys([*choices.columns, *choices.ranges]) if one not in known]:
        columns = first_few(map(one_line, unknown))
        notices.append(f"Participants' table: participants.csv has no column {columns} (report.yaml, participants).")
    notices += _no_numbers(facts, rows)
    notices += _alone(choices.columns, rows)
    if not choices.numbers:
        notices.append(
            "Participants' table: its rows carry the labels by which participants are quoted, so that every quotation "
            "tells what stands in a row (numbers: true in report.yaml numbers them otherwise)."
        )
    return notices


def _no_numbers(facts: ReportFacts, rows: Sequence[ListedRow]) -> Iterable[str]:
    listed_ones = {row.participant for row in rows}
    for column in facts.choices.participants.columns:
        if column in facts.choices.participants.ranges:
            values = [facts.participant_of[one].attributes.get(column, "") for one in listed_ones]
            if others := sum(bool(value.strip()) and not _NUMBER.fullmatch(value.strip()) for value in values):
                what = plural(others, "value is no number and prints", "values are no numbers and print")
                yield f"Participants' table, {_heading(column)}: {what} as in participants.csv, not as ranges."


def _alone(columns: Sequence[str], rows: Sequence[ListedRow]) -> Iterable[str]:
    """Rows that too few others are like, and the column without which there were fewest of them."""
    all_cells = [row.cells for row in rows]
    alone, twos = _too_few(all_cells)
    if not alone + twos:
        return
    what = ["1 row is like no other" if alone == 1 else f"{alone} rows are like no other"]
    what = [*(what if alone else []), *([f"{twos} stand in pairs"] if twos else [])]
    said = f"Participants' table: {' and '.join(what)}; at least {counted(WANTED, 'row', 'rows')} should be alike."
    without = [
        (*_too_few([(*cells[:place], *cells[place + 1 :]) for cells in all_cells]), column)
        for place, column in enumerate(columns)
    ]
    best = min(without, key=lambda one: (one[0] + one[1], one[0]))
    if best[0] + best[1] < alone + twos:
        said += f" Without {_heading(best[2])}: {best[0]} alone, {best[1]} in pairs."
    yield f"{said} Fewer columns, or ranges in the place of numbers, make more rows alike."


def _too_few(rows: Sequence[tuple[str, ...]]) -> tuple[int, int]:
    sizes = smallest_groups(rows)
    return sizes[1], sum(number for size, number in sizes.items() if 1 < size < WANTED)


def _count_table(facts: ReportFacts) -> Table:
    """Those interviewed by role and wave: n of N, or n alone in reflexive mode."""
    waves = waves_shown(facts)
    of_all = facts.study.mode != "reflexive"
    rows = []
    for role in roles_shown(facts):
        everyone = sum((row.role or UNSPECIFIED) == role for row in facts.participants)
        numbers = [len(interviewed(facts, role, wave)) for wave in waves]
        cells = [(f"{number} of {everyone}" if everyone else NOBODY) if of_all else str(number) for number in numbers]
        rows.append((cell(role_name(facts, role)), *map(cell, cells)))
    return Table(
        f"Participants interviewed, by role and time point{'' if of_all else ' (number of participants)'}",
        ("Role", *(wave_name(facts, wave) for wave in waves)),
        tuple(rows),
        (2, *(1 for _ in waves)),
    )


def _note(facts: ReportFacts, row: ParticipantRow) -> str:
    """When somebody was not interviewed, and why where the study says it; by role where the label may not stand."""
    what = _missed(facts, row)
    return f"{_named(facts, row)} {what}." if what else ""


def _missed(facts: ReportFacts, row: ParticipantRow) -> str:
    missed: dict[str, list[str]] = {}
    for wave, word in row.waves.items():
        if word not in INTERVIEWED and (word != NOT_INTERVIEWED or row.reason):
            verb = f"was {word}" if word.startswith("not ") else word
            missed.setdefault(verb, []).append(wave_name(facts, wave))
    what = listed(f"{word} at {listed(waves)}" for word, waves in missed.items())
    return f"{what}: {row.reason.strip().rstrip('.')}" if what and row.reason.strip() else what


def _named(facts: ReportFacts, row: ParticipantRow) -> str:
    if row.quoting in (BY_ROLE_ONLY, NEVER):
        return f"One participant ({role_name(facts, row.role or UNSPECIFIED)})"
    return row.label or row.participant

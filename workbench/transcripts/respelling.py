"""Rows of `participants.csv` that name somebody known in another spelling. Pure.

Names are compared by `matching.key`, as everywhere: "Parent 1", "parent 1" and "Parent_1" are one name. Only who has no
row of their own any more can be meant by another row.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from workbench.transcripts.matching import key
from workbench.transcripts.tables import ParticipantFacts, People
from workbench.visible import first_few


def known_as(
    rows: Iterable[ParticipantFacts], present: Iterable[ParticipantFacts]
) -> dict[str, tuple[ParticipantFacts, ...]]:
    """Whom of those known each row means: the one with its very id, and those without a row who share a name with it.

    A name is shared where the id of one is the id or the label of the other, or where they have a label alike that no
    other row and nobody else without a row has.

    Args:
        rows: The rows of a table.
        present: What the database says.

    Returns:
        By the id of the row; without rows of somebody new.
    """
    by_id = {row.participant: row for row in rows}
    found: defaultdict[str, list[ParticipantFacts]] = defaultdict(list)
    gone: list[ParticipantFacts] = []
    for one in present:
        if one.participant in by_id:
            found[one.participant].append(one)
        else:
            gone.append(one)
    labels = Counter(key(row.label) for row in by_id.values()) + Counter(key(one.label) for one in gone)
    for row in by_id.values() if gone else ():
        names = {key(row.participant), key(row.label)}
        for one in gone:
            alone = key(one.label) == key(row.label) and labels[key(one.label)] == 2
            if alone or key(one.participant) in names or key(row.participant) == key(one.label):
                found[row.participant].append(one)
    return {name: tuple(known) for name, known in found.items()}


def respelt(
    rows: Iterable[ParticipantFacts], present: Iterable[ParticipantFacts], *, had: Iterable[ParticipantFacts] = ()
) -> dict[str, str]:
    """The new id of everybody known whose row is gone, where another row is now found under their id, and no other.

    Whatever says the old id (`transcripts.csv`, a label) means that row from now on: so it is the same person.

    Args:
        rows: The rows of a table.
        present: What the database says.
        had: Rows that stood in the table before, just so: they spell nobody otherwise.

    Returns:
        The id in the table, by the id in the database.
    """
    before = set(had)
    table, known = People(rows), [one.participant for one in present]
    gone = [name for name in known if name not in table.ids]
    found = {
        name: row.participant
        for name in gone
        if (row := table.find(name)) and row.participant not in known and row not in before
    }
    times = Counter(found.values())
    return {name: new for name, new in found.items() if times[new] == 1}


def told(table: str, new_ids: Mapping[str, str]) -> list[str]:
    """What the user should know of ids that are spelt otherwise: nothing, or one line.

    Args:
        table: The table's name.
        new_ids: From `respelt`.
    """
    if not new_ids:
        return []
    named = first_few(f"{new} ({old} before)" for old, new in new_ids.items())
    return [
        f"{table}: the same person under another id: {named}. Transcripts and codings stay with them. If it is "
        "somebody else, put back the row that is gone, and give the new one an id and a label that nobody else has."
    ]

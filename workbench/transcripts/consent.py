"""How somebody may be quoted, where table, database and folder say different things of it: the stricter holds. Pure.

It is loosened only where a person changes what is written in the column `quoting`, in a folder whose table said the
stricter before: a folder that never knew of a `never` cannot take it back. Who is spelt otherwise is not somebody else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from workbench.transcripts import respelling
from workbench.transcripts.tables import ParticipantFacts, ParticipantTable
from workbench.transcripts.tables.values import QUOTING, stricter
from workbench.visible import first_few


def is_stricter(one: str, other: str) -> bool:
    """Whether the first lets somebody be quoted less than the second."""
    return QUOTING.index(one) > QUOTING.index(other)


def kept_where_unsaid(table: ParticipantTable, present: Iterable[ParticipantFacts]) -> list[ParticipantFacts]:
    """The participants of a table; of whom it does not say how they may be quoted, that stays as it was or stricter.

    Args:
        table: The table.
        present: What the database says.
    """
    held = _held(table.participants, present)
    return [
        replace(one, quoting=stricter(held[one.participant], table.unsaid[one.participant]))
        if one.participant in table.unsaid and one.participant in held
        else one
        for one in table.participants
    ]


def _held(rows: Iterable[ParticipantFacts], present: Iterable[ParticipantFacts]) -> dict[str, str]:
    """How those known may be quoted whom rows name, the strictest, by the id of the row; without rows of others."""
    known = respelling.known_as(rows, present)
    return {name: stricter(*(one.quoting for one in people)) for name, people in known.items()}


def tightened(rows: Iterable[ParticipantFacts], present: Iterable[ParticipantFacts]) -> list[ParticipantFacts]:
    """Those known without a row whom a row that shares a name with them wants quoted less, as they are to be.

    Args:
        rows: The participants of a table, as they are to be.
        present: What the database says.
    """
    rows = list(rows)
    found: dict[str, ParticipantFacts] = {}
    said = {row.participant: row.quoting for row in rows}
    for name, known in respelling.known_as(rows, present).items():
        for one in known:
            before = found.get(one.participant, one).quoting
            if one.participant not in said and is_stricter(said[name], before):
                found[one.participant] = replace(one, quoting=said[name])
    return list(found.values())


def settled(said: str, seen: str | None, present: str) -> str:
    """How somebody may be quoted, where several folders work on one database.

    Args:
        said: What the folder's table says.
        seen: What it was last seen to say; None where it was not seen, or said nothing that could be read.
        present: What the database says.
    """
    if said == seen:
        return present
    if seen is not None and not is_stricter(present, seen):
        return said
    return stricter(said, present)


def told(table: str, milder: Mapping[str, tuple[str, str]]) -> list[str]:
    """What the user should know of those whom a folder would quote more freely than holds: nothing, or one line.

    Args:
        table: The table's name.
        milder: What the table says of somebody, and what holds, by id.
    """
    if not milder:
        return []
    named = first_few(f"{name} ({holds}, not {said})" for name, (said, holds) in milder.items())
    return [
        f"{table}: {named}: the stricter holds, which the shared database has. Write it into the file; whoever may "
        "loosen it changes it after that."
    ]


def loosened(table: str, before: Iterable[ParticipantFacts], after: Iterable[ParticipantFacts]) -> list[str]:
    """What the user should know of those who may be quoted more freely than before: nothing, or one line."""
    after = list(after)
    held = _held(after, before)
    rows = [
        f"{one.participant} ({one.quoting}; {held[one.participant]} before)"
        for one in after
        if one.participant in held and is_stricter(held[one.participant], one.quoting)
    ]
    return [f"Quoted more freely from now on, as {table} says: {first_few(rows)}."] if rows else []


def told_of_tightened(table: str, tighter: Iterable[ParticipantFacts]) -> list[str]:
    """What the user should know of those whom `tightened` names: nothing, or one line."""
    rows = [f"{one.participant} ({one.quoting})" for one in tighter]
    if not rows:
        return []
    return [
        f"Quoted less from now on: {first_few(rows)}. They have no row in {table} any more, and a row that shares a "
        "name with them says so."
    ]


def standing(table: ParticipantTable, name: str, present: Iterable[ParticipantFacts]) -> list[str]:
    """What is to be told at every report, until the table is mended: where what holds is not what it says.

    Args:
        table: The table.
        name: Its name.
        present: What the database says.
    """
    known = _held(table.participants, present)
    notices = [str(fault) for fault in table.consent_faults]
    unsaid = [f"{one} ({known[one]})" for one in table.unsaid if known.get(one, QUOTING[0]) != QUOTING[0]]
    if unsaid:
        notices.append(
            f"{name} does not say in a column quoting how these may be quoted, and they stay as they were: "
            f"{first_few(unsaid)}. Write it there."
        )
    looser = [
        f"{one.participant} ({one.quoting} there, {known[one.participant]} in the database)"
        for one in table.participants
        if one.participant in known
        and one.participant not in table.unsaid
        and is_stricter(one.quoting, known[one.participant])
    ]
    if looser:
        notices.append(
            f"{name} here is stricter than what holds, for somebody has loosened it in another folder: "
            f"{first_few(looser)}. Bring the file up to date; if it must not be, say the stricter again after that."
        )
    return notices

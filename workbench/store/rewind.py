"""Bring rows from one image to another: what undo and redo are made of."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import types
from sqlmodel import Session, col

from workbench.errors import Refused
from workbench.model import Coder, Image, Moment, Row, Step, journalled

Values = dict[str, Any]
"""A row's columns by name, as Python values; ``row_version`` counts writes and is never compared."""

_AT_ONCE = 500


@dataclass(frozen=True)
class Change:
    """One row's way through a step: as it was before and as it was after; None where it was not there."""

    table: str
    row_id: UUID
    before: Values | None
    after: Values | None


def images_of(session: Session, step_id: int) -> list[Change]:
    """What a step changed, one change a row: the first image before and the last one after."""
    tables = {table.name: table for table in journalled()}
    joined: dict[tuple[str, UUID], Change] = {}
    for image in session.scalars(sa.select(Image).where(col(Image.step_id) == step_id).order_by(col(Image.id))):
        table = tables[image.table_name]
        key = (image.table_name, image.row_id)
        before = joined[key].before if key in joined else _values(table, image.before)
        joined[key] = Change(*key, before, _values(table, image.after))
    return list(joined.values())


def apply(session: Session, changes: Sequence[Change], *, after_step: int) -> None:
    """Take every row from its ``before`` to its ``after``.

    Args:
        session: The session of the open step.
        changes: One a row.
        after_step: The step whose rows these are; whoever changed one of them later stands in the way.

    Raises:
        Refused: A row is not as ``before`` says, or a row that would go is referred to by another.
    """
    by_table: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        by_table[change.table].append(change)
    tables = [table for table in journalled() if table.name in by_table]
    kept = {row_class.__tablename__ for row_class in Row.__subclasses__() if row_class.kept_while_used}
    leaving: dict[str, list[Change]] = {}
    for table in tables:
        present = _present(session, table, [change.row_id for change in by_table[table.name]])
        inserts, updates, leaving[table.name] = [], [], []
        for change in by_table[table.name]:
            now = present.get(change.row_id)
            shared = table.name in kept and change.before is None and now is not None and change.after is not None
            if not shared and not _same(now, change.before):
                raise _in_the_way(session, change.row_id, after_step)
            if change.after is None:
                leaving[table.name].append(change)
            elif now is None:
                inserts.append(change.after | {"row_version": change.after["row_version"] + 1})
            elif not _same(now, change.after):
                updates.append(change.after | {"row_version": now["row_version"] + 1, "the_row": change.row_id})
        if inserts:
            own = next((column.name for child, column in _references(table) if child is table), None)
            session.execute(sa.insert(table), sorted(inserts, key=lambda row: own is not None and row[own] is not None))
        if updates:
            names = [column.name for column in table.columns if column.name != "id"]
            statement = sa.update(table).where(table.c.id == sa.bindparam("the_row"))
            session.connection().execute(
                statement.values({name: sa.bindparam(f"new_{name}") for name in names}),
                [{"the_row": row["the_row"]} | {f"new_{name}": row[name] for name in names} for row in updates],
            )
    users: dict[UUID, UUID] = {}
    for table in reversed(tables):
        _delete(session, table, leaving[table.name], kept=table.name in kept, users=users, after_step=after_step)


def _delete(
    session: Session, table: sa.Table, leaving: list[Change], *, kept: bool, users: dict[UUID, UUID], after_step: int
) -> None:
    """Delete rows; `users` gathers, for rows that stay because they are used, who uses them."""
    ids = [change.row_id for change in leaving]
    going = set(ids)
    used = {
        row: by
        for child, column in _references(table)
        for row, by in _users(session, child, column, ids)
        if child is not table or by not in going
    }
    if used and not kept:
        by = next(iter(used.values()))
        raise _in_the_way(session, users.get(by, by), after_step)
    users |= used
    # Rows of one table that refer to each other (subthemes) go before the rows they refer to.
    own = next((column.name for child, column in _references(table) if child is table), None)
    ordered = sorted(leaving, key=lambda change: own is None or (change.before or {})[own] is None)
    for some in _batches([change.row_id for change in ordered if change.row_id not in used]):
        session.execute(sa.delete(table).where(table.c.id.in_(some)))


def _references(table: sa.Table) -> Iterator[tuple[sa.Table, sa.Column[Any]]]:
    """The columns of journalled tables that point at ``table``."""
    for child in journalled():
        for column in child.columns:
            if any(key.column.table is table for key in column.foreign_keys):
                yield child, column


def _users(
    session: Session, child: sa.Table, column: sa.Column[Any], ids: Sequence[UUID]
) -> Iterator[tuple[UUID, UUID]]:
    for some in _batches(ids):
        yield from session.execute(sa.select(column, child.c.id).where(column.in_(some)))


def _present(session: Session, table: sa.Table, ids: Sequence[UUID]) -> dict[UUID, Values]:
    rows: dict[UUID, Values] = {}
    for some in _batches(ids):
        for row in session.execute(sa.select(table).where(table.c.id.in_(some))).mappings():
            rows[row["id"]] = dict(row)
    return rows


def _batches(ids: Sequence[UUID]) -> Iterable[Sequence[UUID]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))


def _same(one: Values | None, other: Values | None) -> bool:
    if one is None or other is None:
        return one is other
    return all(one[name] == other[name] for name in one if name != "row_version")


def _values(table: sa.Table, image: dict[str, Any] | None) -> Values | None:
    """An image's JSON as Python values of the table's types."""
    if image is None:
        return None
    return {column.name: _value(column.type, image[column.name]) for column in table.columns}


def _value(kind: types.TypeEngine[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, types.Uuid):
        return UUID(value)
    if isinstance(kind, Moment):
        return dt.datetime.fromisoformat(value).astimezone(dt.UTC)
    if isinstance(kind, types.Date):
        return dt.date.fromisoformat(value)
    if isinstance(kind, types.Boolean):
        return bool(value)
    return value


def _in_the_way(session: Session, row_id: UUID, after_step: int) -> Refused:
    """Say whose later step changed or made the row."""
    latest = session.execute(
        sa.select(Step, col(Coder.name))
        .join(Image, col(Image.step_id) == Step.id)
        .join(Coder, col(Coder.id) == Step.coder_id, isouter=True)
        .where(col(Image.row_id) == row_id, col(Step.id) > after_step)
        .order_by(col(Step.id).desc())
        .limit(1)
    ).first()
    if latest is None:
        return Refused("A change made meanwhile stands in the way.", "Look at the history: workbench history")
    taken, name = latest
    when = taken.made_at.strftime("%Y-%m-%d %H:%M UTC")
    message = f"A later change stands in the way: {name or 'the program'}, {when}: {taken.sentence}."
    return Refused(message, "Take that one back first, or leave this step as it is.")

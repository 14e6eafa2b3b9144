"""Bring rows from one image to another: what undo and redo are made of."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import exc, types
from sqlmodel import Session, col

from workbench.errors import Refused
from workbench.model import Coder, Image, Moment, Step, journalled, utc_now
from workbench.rows import shared_tables
from workbench.store.database import portions

Values = dict[str, Any]
"""A row's columns by name, as Python values; ``row_version`` counts writes and is never compared."""

_MADE, _REMOVED, _LOOKED = "made_at", "removed_at", "looked_at"


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


Beside = Callable[[Session, Change, Values], Values | None]
"""Told a change and its row as it is by now, where somebody changed that since: how the row is to be so that both hold;
None where that cannot be."""


def apply(
    session: Session, changes: Sequence[Change], *, after_step: int, by: UUID, beside: Beside | None = None
) -> bool:
    """Take every row from its ``before`` to its ``after``.

    A row of a table that is kept while it is used, and is used, stays when it would go. Where such a row is there
    already when it would come, it is left as it is. What comes back from its removal is made anew, see `_since`.

    Args:
        session: The session of the open step.
        changes: One a row.
        after_step: The step whose rows these are; whoever changed one of them later stands in the way.
        by: The coder who undoes or redoes.
        beside: Asked about rows that somebody changed since.

    Returns:
        Whether any row is other now: somebody may have taken away since what the step did.

    Raises:
        Refused: A row is not as ``before`` says, or a row that would go is referred to by another.
    """
    by_table: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        by_table[change.table].append(change)
    tables = [table for table in journalled() if table.name in by_table]
    kept = shared_tables()
    inserts: dict[str, list[Values]] = defaultdict(list)
    updates: dict[str, list[Values]] = defaultdict(list)
    leaving: dict[str, list[Values]] = defaultdict(list)
    for table in tables:
        present = _present(session, table, [change.row_id for change in by_table[table.name]])
        for change in by_table[table.name]:
            now, after = present.get(change.row_id), change.after
            if table.name in kept and change.before is None and now is not None and after is not None:
                continue
            if not _alike(now, change.before):
                both = beside(session, change, now) if beside is not None and now is not None else None
                if now is None or both is None:
                    raise _in_the_way(session, change.row_id, after_step)
                if not _same(now, both):
                    updates[table.name].append(both | {"row_version": now["row_version"]})
            elif now is None:
                if after is not None:
                    inserts[table.name].append(after | {"row_version": after["row_version"] + 1})
            elif after is None:
                leaving[table.name].append(now)
            elif change.before is not None and not _same(now, to_be := _since(now, change.before, after, by)):
                updates[table.name].append(to_be | {"row_version": now["row_version"]})
    _write(session, tables, (inserts, updates, leaving), _Departure(session, kept, after_step))
    return any(rows for those in (inserts, updates, leaving) for rows in those.values())


def _write(
    session: Session,
    tables: Sequence[sa.Table],
    rows_by_table: tuple[Mapping[str, list[Values]], Mapping[str, list[Values]], Mapping[str, list[Values]]],
    departure: _Departure,
) -> None:
    """Write the rows that come, change and leave, by table."""
    inserts, updates, leaving = rows_by_table
    # What goes makes room first: rows that come may have its unique values. What a row refers to that is changed only
    # afterwards waits for that.
    pending = {row["id"] for rows in updates.values() for row in rows}
    waiting = {table.name: departure.delete(table, leaving[table.name], pending) for table in reversed(tables)}
    for table in tables:
        if inserts[table.name]:
            own = _own_reference(table)
            rows = {row["id"]: row for row in inserts[table.name]}
            order = parents_first({row_id: row[own] for row_id, row in rows.items()}) if own else list(rows)
            _insert(session, table, [rows[row_id] for row_id in order])
        _update(session, table, updates[table.name])
    for table in reversed(tables):
        departure.delete(table, waiting[table.name], set())


def _since(now: Values, before: Values, after: Values, by: UUID) -> Values:
    """A row as it is to be: ``after``, but that its removal is taken back, or brought again, at this moment.

    Packs may have told other machines of the removal meanwhile. Of making and removal the later holds there, so that
    whoever takes a removal back makes the thing anew, as by putting a code on again. What is another coder's is only
    as it was: it is not for others to bring it back everywhere. Moments that have moved on since do not go back.
    """
    if _REMOVED not in after:
        return after
    moments = {name: after[name] if now[name] == before[name] else now[name] for name in (_MADE, _REMOVED)}
    if (now[_REMOVED] is None) != (after[_REMOVED] is None):
        moments[_REMOVED] = after[_REMOVED]
        is_own = after.get("coder_id", by) == by
        if is_own and after[_REMOVED] is None:
            moments[_MADE] = max(utc_now(), now[_REMOVED])
        elif is_own:
            moments = {_MADE: now[_MADE], _REMOVED: max(utc_now(), now[_MADE])}
    if _LOOKED in after:
        moments[_LOOKED] = _looked(now, before, after, is_own=after.get("coder_id", by) == by)
    return after | moments


def _looked(now: Values, before: Values, after: Values, *, is_own: bool) -> dt.datetime | None:
    """When a coding was looked at last, by the same rule: whoever takes a look back says so at this moment."""
    looked: dt.datetime | None = now[_LOOKED]
    if after[_LOOKED] == before[_LOOKED]:
        return looked
    if is_own:
        return max(utc_now(), looked or now[_MADE])
    return after[_LOOKED] if looked == before[_LOOKED] else looked


def parents_first(parents: Mapping[UUID, UUID | None]) -> list[UUID]:
    """Ids so that each comes after the one it is below, as far as they do not stand in a circle. Pure.

    Args:
        parents: What each id is below; something that is not among them, or None, counts as nothing.
    """

    def depth(one: UUID) -> int:
        above = [one]
        while (parent := parents.get(above[-1])) in parents and parent is not None and parent not in above:
            above.append(parent)
        return len(above)

    return sorted(parents, key=depth)


class _Departure:
    """Rows that go, children before parents; and, for those that stay because they are used, who uses them."""

    def __init__(self, session: Session, kept: set[str], after_step: int) -> None:
        self._session, self._kept, self._after_step = session, kept, after_step
        self._users: dict[UUID, UUID] = {}

    def delete(self, table: sa.Table, leaving: list[Values], pending: set[UUID]) -> list[Values]:
        """Delete rows of a table, except those that ``pending`` rows refer to: they wait and are pending too."""
        own, going = _own_reference(table), {row["id"] for row in leaving}
        users = [
            (row, by)
            for child, column in _references(table)
            for row, by in _users(self._session, child, column, list(going))
            if child is not table or by not in going
        ]
        held = {row for row, by in users if by in pending}
        if held and own is not None:
            held = going
        pending |= held
        used = {row: by for row, by in users if row not in held}
        if used and table.name not in self._kept:
            by = next(iter(used.values()))
            raise _in_the_way(self._session, self._users.get(by, by), self._after_step)
        self._users |= used
        # Rows of one table that refer to each other (subthemes) go before the rows they refer to.
        ordered = parents_first({row["id"]: row[own] if own else None for row in leaving})[::-1]
        for some in portions([row_id for row_id in ordered if row_id not in used and row_id not in held]):
            self._session.execute(sa.delete(table).where(table.c.id.in_(some)))
        return [row for row in leaving if row["id"] in held]


def _insert(session: Session, table: sa.Table, rows: list[Values]) -> None:
    try:
        session.execute(sa.insert(table), rows)
    except exc.IntegrityError as error:
        message = "What this step had made was made again by somebody meanwhile; it cannot be there twice."
        raise Refused(
            message, "Go on with what is there; the history says who made it.", command="See: workbench history"
        ) from error


def _update(session: Session, table: sa.Table, rows: list[Values]) -> None:
    """Write rows that are there in the version that ``row_version`` says, and count it up."""
    if not rows:
        return
    names = [column.name for column in table.columns if column.name not in {"id", "row_version"}]
    the_row = sa.and_(table.c.id == sa.bindparam("the_row"), table.c.row_version == sa.bindparam("the_version"))
    values: Values = {name: sa.bindparam(f"new_{name}") for name in names}
    written = session.connection().execute(
        sa.update(table).where(the_row).values(values | {"row_version": table.c.row_version + 1}),
        [
            {"the_row": row["id"], "the_version": row["row_version"]} | {f"new_{name}": row[name] for name in names}
            for row in rows
        ],
    )
    if written.rowcount != len(rows):
        message = "Another program changed the same thing meanwhile; nothing was written."
        raise Refused(message, "Look at it as it is now and do it again if it is still wanted.")


def _own_reference(table: sa.Table) -> str | None:
    """The column in which rows of a table refer to others of it."""
    return next((column.name for child, column in _references(table) if child is table), None)


@cache
def _references(table: sa.Table) -> tuple[tuple[sa.Table, sa.Column[Any]], ...]:
    """The columns of journalled tables that point at ``table``."""
    return tuple(
        (child, column)
        for child in journalled()
        for column in child.columns
        if any(key.column.table is table for key in column.foreign_keys)
    )


def _users(
    session: Session, child: sa.Table, column: sa.Column[Any], ids: Sequence[UUID]
) -> Iterator[tuple[UUID, UUID]]:
    for some in portions(ids):
        yield from session.execute(sa.select(column, child.c.id).where(column.in_(some)))


def _present(session: Session, table: sa.Table, ids: Sequence[UUID]) -> dict[UUID, Values]:
    rows: dict[UUID, Values] = {}
    for some in portions(ids):
        # PostgreSQL locks the rows, so that nobody changes or refers to them before they are written; SQLite has one
        # writer anyway.
        query = sa.select(table).where(table.c.id.in_(some)).order_by(table.c.id).with_for_update()
        for row in session.execute(query).mappings():
            rows[row["id"]] = dict(row)
    return rows


def _same(one: Values | None, other: Values | None) -> bool:
    if one is None or other is None:
        return one is other
    return all(one[name] == other[name] for name in one if name != "row_version")


def _alike(one: Values | None, other: Values | None) -> bool:
    """Whether a row is as an image says; of something that can be removed the moments may be others by now."""
    if one is None or other is None or _REMOVED not in one:
        return _same(one, other)
    return all(
        (one[name] is None) == (other[name] is None) if name in (_MADE, _REMOVED) else one[name] == other[name]
        for name in one
        if name not in ("row_version", _LOOKED)
    )


def values_in(table_name: str, image: dict[str, Any] | None) -> Values | None:
    """An image's JSON as Python values: a row of a journalled table as it was."""
    return _values({table.name: table for table in journalled()}[table_name], image)


def _values(table: sa.Table, image: dict[str, Any] | None) -> Values | None:
    """An image's JSON as Python values of the table's types."""
    if image is None:
        return None
    # A column that came since may be empty, and was: see `workbench.store.schema.RESHAPED`.
    return {column.name: _value(column.type, image.get(column.name)) for column in table.columns}


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
    later = (
        sa.select(Step, col(Coder.name))
        .join(Image, col(Image.step_id) == Step.id)
        .join(Coder, col(Coder.id) == Step.coder_id, isouter=True)
        .where(col(Image.row_id) == row_id, col(Step.id) > after_step)
        .order_by(col(Step.id).desc())
        .limit(1)
    )
    # What was taken back, and its taking back, is in nobody's way: a step that stands is, where there is one.
    standing = later.where(col(Step.kind).not_in(("undo", "redo")), col(Step.undone).is_(False))
    latest = session.execute(standing).first() or session.execute(later).first()
    if latest is None:
        return Refused(
            "A change made meanwhile stands in the way.", "Look at the history.", command="See: workbench history"
        )
    taken, name = latest
    when = taken.made_at.strftime("%Y-%m-%d %H:%M UTC")
    message = f"A later change stands in the way: {name or 'the program'}, {when}: {taken.sentence}."
    if taken.kind == "files":
        return Refused(message, "It came in from a file: change it there, or leave this step as it is.")
    return Refused(message, "Take that one back first, or leave this step as it is.")

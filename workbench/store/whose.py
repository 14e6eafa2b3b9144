"""Whose a database is: one on a server is named by a URL, which any study's folder may name by mistake."""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench.errors import BadInput, Unavailable
from workbench.model import Whose
from workbench.store import migrate
from workbench.store.database import Database
from workbench.store.schema import SCHEMA


def refuse_anothers(database: Database, study_id: uuid.UUID | None) -> None:
    """Refuse a server's database that is another study's, as far as its schema can say it; nothing is written.

    Args:
        database: The database; a SQLite file is its folder's own.
        study_id: The study's id; None where `study.yaml` has none.

    Raises:
        BadInput: A study on a server has no id.
        Unavailable: The database is another study's, or cannot be used.
    """
    if database.sqlite or migrate.schema_of(database) != SCHEMA:
        return
    with database.read() as session:
        _own(session, database, study_id)


def claim(database: Database, study_id: uuid.UUID | None) -> None:
    """Note whose a server's database is, where it is nobody's yet.

    Raises:
        BadInput: As `refuse_anothers`.
        Unavailable: As `refuse_anothers`.
    """
    if database.sqlite:
        return
    with database.read() as session:
        study_id, entered = _own(session, database, study_id)
    if entered:
        return
    with database.write() as session:
        # Of two that open it at once one waits here for the other.
        session.execute(sa.text('LOCK TABLE "whose"'))
        study_id, entered = _own(session, database, study_id)
        if not entered:
            session.add(Whose(study_id=study_id))


def _own(session: Session, database: Database, study_id: uuid.UUID | None) -> tuple[uuid.UUID, bool]:
    """The study's id, and whether the database says already that it is that study's; else it is nobody's yet."""
    owner = session.scalar(sa.select(col(Whose.study_id)))
    if study_id is None:
        line = f"id: {owner or uuid.uuid4()}"
        hint = (
            f"Only if the database is this study's: write into it the line {line}"
            if owner
            else f"Write a line into it: {line}"
        )
        raise BadInput(f"study.yaml has no id, by which the database {database.place} is known to be its.", hint)
    if owner not in (None, study_id):
        raise Unavailable(
            f"The database {database.place} holds another study (id {owner}); nothing was changed.",
            "Name this study's own database, or none, in WORKBENCH_DATABASE_URL or in the settings.",
        )
    return study_id, owner is not None

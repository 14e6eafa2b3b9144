"""Bring a database to today's schema: by itself on SQLite, on demand on PostgreSQL.

A new database gets today's tables at once. Alembic takes a third of a second to import, so it is loaded only when a
database that is there has to be brought up to date.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa
from sqlmodel import SQLModel

from workbench.errors import Unavailable
from workbench.store import full_text, sealing, triggers
from workbench.store.database import Database, clear_errors
from workbench.store.schema import KNOWN, SCHEMA
from workbench.store.soundness import BACKUPS, anothers, check_not_gone, latest_copy, way_back

SCRIPTS = Path(__file__).with_name("migrations")
MADE = "made a new database"
"""What `prepare` and `migrate` say where there was none."""
DAYS_KEPT = 7
"""How many of the daily copies of a SQLite database are kept."""

_ADVISORY_LOCK = 0x776F726B  # "work"


def schema_of(database: Database) -> str | None:
    """The migration a database is at; None where it is empty.

    Raises:
        Unavailable: It cannot be read, or was made by a newer program; or its file is gone while there are copies of
            it, or is another program's.
    """
    if database.path is not None:
        check_not_gone(database.path)
    with clear_errors(database.place), database.engine.connect() as connection:
        version = _version(connection)
        if version is None and database.path is not None:
            _refuse_to_fill(connection, database.path)
    if version is not None and version not in KNOWN:
        message = f"The database {database.place} was made by a newer workbench (schema {version})."
        raise Unavailable(message, "Update workbench on this computer; nothing was changed.")
    return version


def prepare(database: Database) -> str | None:
    """Make a database ready for use, or say what stands in the way.

    Returns:
        What was done, in words, where anything was; on SQLite a migration is made after a backup.

    Raises:
        Unavailable: The database is newer than the program, or is on PostgreSQL and waits for `workbench migrate`.
    """
    version = schema_of(database)
    if version == SCHEMA:
        return None
    if not database.sqlite:
        state = "has no tables yet" if version is None else f"is of an older schema ({version})"
        raise Unavailable(f"The database {database.place} {state}.", "Run: workbench migrate")
    return migrate(database)


def migrate(database: Database) -> str | None:
    """Bring the database to today's schema, one program at a time.

    Returns:
        What was done, in words; None where there was nothing to do.

    Raises:
        Unavailable: Another program is migrating it now, or it is newer than this program.
    """
    version = schema_of(database)
    if version == SCHEMA:
        return None
    kept = _back_up_before(database, version) if database.sqlite and version is not None else None
    with clear_errors(database.place):
        connecting = database.engine.execution_options(workbench_writes=True).connect()
        with connecting as connection, connection.begin():
            if not database.sqlite and not connection.scalar(
                sa.select(sa.func.pg_try_advisory_xact_lock(_ADVISORY_LOCK))
            ):
                message = f"The database {database.place} is being migrated by another program."
                raise Unavailable(message, "Wait until it has finished, then try again.")
            # Another program may have been faster while this one waited for the lock.
            there = _version(connection)
            if there == SCHEMA:
                return None
            if there is None:
                _make_tables(connection)
            else:
                _run(connection)
            triggers.install(connection)
    if version is None:
        return MADE
    return f"brought the database from schema {version} to {SCHEMA}" + (f" (backup: {kept})" if kept else "")


def back_up(path: Path, to: Path) -> None:
    """Copy a SQLite database, as it stands at one moment, while it may be in use.

    Raises:
        Unavailable: The copy cannot be written.
    """
    with clear_errors(str(path)):
        to.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(to)) as target:
            source.backup(target)


def back_up_today(database: Database) -> str | None:
    """Keep a copy of a SQLite database for the day, unless there is one; of these copies the latest seven stay.

    While a sample is open it is a sealed one, see `workbench.store.sealing`.

    Returns:
        Why there is none, in words, where it could not be made; a study opens all the same.
    """
    if database.path is None:
        return None
    folder = database.path.parent / BACKUPS
    kept = folder / f"day-{dt.datetime.now(dt.UTC):%Y-%m-%d}.db"
    if kept.exists():
        return None
    # Two windows that are opened at once both make it, each under a name of its own.
    coming = folder / f"{kept.name}.{uuid4().hex}.coming"
    try:
        back_up(database.path, coming)
        with closing(sqlite3.connect(coming)) as copy:
            sound = copy.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        if not sound:
            return f"The database {database.place} is damaged; the copies in {folder} are kept as they are."
        if sealing.is_blind(coming):
            sealing.seal(coming)
        coming.replace(kept)
        cut_off = [one for one in folder.glob("day-*.coming") if not one.name.startswith(kept.name)]
        for old in (*sorted(folder.glob("day-*.db"))[:-DAYS_KEPT], *cut_off):
            old.unlink(missing_ok=True)
    except (Unavailable, OSError, sqlite3.Error) as error:
        return f"Today's copy of the database could not be made in {folder}: {error}"
    finally:
        coming.unlink(missing_ok=True)
    return None


def _back_up_before(database: Database, version: str) -> Path:
    path = database.path
    if path is None:
        message = "only a file can be backed up"
        raise ValueError(message)
    stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%S")
    kept = path.parent / BACKUPS / f"schema-{version}-{stamp}.db"
    back_up(path, kept)
    if sealing.is_blind(kept):
        sealing.seal(kept)
    return kept


def _refuse_to_fill(connection: sa.Connection, path: Path) -> None:
    """Refuse a file that holds no study's tables where that cannot be because it is new."""
    if sa.inspect(connection).get_table_names():
        raise anothers(path)
    if latest_copy(path) is not None:
        raise Unavailable(f"The database {path} holds nothing, and its copies do.", way_back(path))


def _version(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    return version


def _make_tables(connection: sa.Connection) -> None:
    """Make the tables of a new database as they are today; a test holds them against what the migrations make."""
    SQLModel.metadata.create_all(connection)
    full_text.install(connection)
    noted = sa.Table("alembic_version", sa.MetaData(), sa.Column("version_num", sa.String(32), primary_key=True))
    noted.create(connection)
    connection.execute(sa.insert(noted).values(version_num=SCHEMA))


def _run(connection: sa.Connection) -> None:
    """Run the migrations that are due."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    # Alembic's batch mode drops and makes tables again; triggers would fall or fire meanwhile.
    triggers.remove(connection)
    command.upgrade(config, "head")

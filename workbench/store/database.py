"""A study's database: SQLite in a file, or PostgreSQL by URL, through the same code.

Reading is done in `Database.read`; writing only in a step of the journal (`workbench.store.journal`). Nothing is
opened at import.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import exc
from sqlalchemy.engine import Engine, make_url
from sqlmodel import Session, create_engine

from workbench.errors import Away, BadInput, Refused, Unavailable
from workbench.store import sealing, soundness

AT_ONCE = 500
"""So many values may be named in one question: databases limit that."""

PRAGMAS = ("foreign_keys=ON", "busy_timeout=5000", "synchronous=FULL", "recursive_triggers=ON")


@dataclass(frozen=True)
class Database:
    """One open database.

    Attributes:
        engine: SQLAlchemy's engine.
        place: What a user calls it: the file, or the server and name, never a password.
        path: The file on SQLite, None on PostgreSQL.
        own_steps: The numbers of the steps that were taken through it, so that others' can be told apart.
        untold: What is to be told of files that were taken in to print from them; told when somebody looks round.
        inodes: Which file it is on SQLite, once it was connected to; empty before.
    """

    engine: Engine
    place: str
    path: Path | None
    own_steps: set[int] = field(default_factory=set, compare=False, repr=False)
    untold: list[str] = field(default_factory=list, compare=False, repr=False)
    inodes: list[int] = field(default_factory=list, compare=False, repr=False)

    @property
    def sqlite(self) -> bool:
        """Whether it is a SQLite file."""
        return self.path is not None

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session for reading: what it adds or changes is refused by the journal's triggers.

        Raises:
            Unavailable: The database cannot be reached, is locked or damaged, or another file has taken its place.
        """
        self._check_still_there()
        with clear_errors(self.place), Session(self.engine) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session in one transaction that holds the right to write from its beginning; committed at the end.

        Raises:
            Unavailable: The database cannot be written: locked, read-only, damaged, disk full, or another file has
                taken its place.
            Refused: A row was changed by another program since it was read.
        """
        engine = self.engine.execution_options(workbench_writes=True)
        with clear_errors(self.place), Session(engine, expire_on_commit=False) as session, session.begin():
            self._check_still_there()
            yield session
            self._check_still_there()

    def _check_still_there(self) -> None:
        """Refuse to go on with a file that is not the study's database any more: SQLite would, and all would be lost.

        That is so where a copy was put in its place, or a synchroniser brought another state, while it was open.
        """
        if self.path is None or not self.inodes:
            return
        try:
            if self.path.stat().st_ino == self.inodes[0]:
                return
        except OSError as error:
            message = f"The database {self.place} is not where it was when it was opened ({error.strerror})."
            raise Away(message, soundness.way_home(self.path)) from error
        message = f"The database {self.place} was replaced by another file while it was open."
        raise Unavailable(message, "Nothing more is written. Open the study again, and look at what is in that file.")

    def close(self) -> None:
        """Let go of the file or the connections."""
        self.engine.dispose()


def portions(wanted: Collection[Any]) -> Iterator[Sequence[Any]]:
    """Values in portions of `AT_ONCE`: in their own order, sorted where they have none."""
    values = wanted if isinstance(wanted, Sequence) else sorted(wanted)
    for start in range(0, len(values), AT_ONCE):
        yield values[start : start + AT_ONCE]


def open_sqlite(path: Path) -> Database:
    """The SQLite database in ``path``, which is made with its folder where it is absent.

    Raises:
        Unavailable: The folder or the file cannot be made or opened, or the file is empty or cut off.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"The database folder {path.parent} cannot be made: {error.strerror}."
        raise Unavailable(message, "Check who may write there and whether the disk is full.") from error
    sealing.unseal(path)
    soundness.check_whole(path)
    url = sa.URL.create("sqlite+pysqlite", database=str(path))
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": 5, "check_same_thread": False})
    database = Database(engine, str(path), path)

    def note_file(_connection: sqlite3.Connection, _record: Any) -> None:
        if not database.inodes:
            database.inodes.append(path.stat().st_ino)

    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "connect", note_file)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return database


def open_postgresql(url: str) -> Database:
    """The PostgreSQL database at ``url`` (``postgresql://user:password@host/name``).

    Raises:
        BadInput: The URL cannot be read or is for another kind of database, or psycopg is not installed.
    """
    try:
        parsed = make_url(url)
    except (exc.ArgumentError, ValueError) as error:
        message = "The database URL cannot be read."
        raise BadInput(message, "Write it as postgresql://user@host/name.") from error
    if parsed.get_backend_name() not in {"postgresql", "postgres"}:
        message = (
            f"The database URL is for {parsed.get_backend_name()}; workbench keeps a study in SQLite or PostgreSQL."
        )
        raise BadInput(message, "Leave the URL out to use the study's own SQLite file.")
    try:
        engine = create_engine(parsed.set(drivername="postgresql+psycopg"), hide_parameters=True, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        message = "The study's database is on PostgreSQL and the package psycopg is not installed."
        raise BadInput(message, 'Install it: pip install "psycopg[binary]".') from error
    # A query may hold a password too: only server and name are shown.
    return Database(engine, parsed.set(password=None, query={}).render_as_string(), None)


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    # SQLAlchemy's `begin` event opens transactions, so that DDL is part of them and a writer takes its lock first.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    if cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        cursor.execute("PRAGMA journal_mode=WAL")
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get("workbench_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


_SQLITE_FAULTS = {
    "SQLITE_BUSY": ("is locked by another program", "Close the other program, or try again in a moment."),
    "SQLITE_LOCKED": ("is locked by another program", "Close the other program, or try again in a moment."),
    "SQLITE_READONLY": ("cannot be written", "Check who may write to the file and its folder."),
    "SQLITE_PERM": ("cannot be opened", "Check who may read and write the file."),
    "SQLITE_CANTOPEN": ("cannot be opened", "Check that the folder is there and who may read and write it."),
    "SQLITE_CORRUPT": ("is damaged", ""),
    "SQLITE_NOTADB": ("is not a database", ""),
    "SQLITE_FULL": ("cannot be written: the disk is full", "Make room on the disk and try again. Nothing was changed."),
    "SQLITE_IOERR": ("cannot be read or written", "Check that the disk is connected and has room."),
}


@contextmanager
def clear_errors(place: str) -> Iterator[None]:
    """Turn what SQLAlchemy and its drivers raise into words a user can act on.

    Raises:
        Unavailable: The database cannot be used now.
        Refused: Another program changed the same row meanwhile.
    """
    try:
        yield
    except exc.DBAPIError as error:
        raise _in_words(error, place) from error
    except sqlite3.Error as error:
        raise _sqlite_in_words(error, place) from error
    except Exception as error:
        # sqlalchemy.orm.exc is imported late: the class is found by its name in the rare case that it is raised.
        if type(error).__name__ == "StaleDataError":
            message = "Another program changed the same thing meanwhile; nothing was written."
            raise Refused(message, "Look at it as it is now and do it again if it is still wanted.") from error
        raise


def _in_words(error: exc.DBAPIError, place: str) -> Exception:
    original = error.orig
    if isinstance(original, sqlite3.Error):
        return _sqlite_in_words(original, place)
    state = getattr(original, "sqlstate", None) or ""
    if state.startswith("P0001"):
        return AssertionError(str(original))
    if isinstance(error, exc.IntegrityError):
        message = "Another program changed the same thing meanwhile; nothing was written."
        return Refused(message, "Look at it as it is now and do it again if it is still wanted.")
    if state.startswith("42P01"):
        return Unavailable(f"The database {place} has no tables yet.", "Run: workbench migrate")
    reason = str(original).strip().splitlines()[0] if original is not None and not state else f"code {state}"
    # Without a state no server answered; 08 and 57: it went away; 53: it has no room or no place left just now.
    kind = Away if not state or state.startswith(("08", "53", "57")) else Unavailable
    return kind(f"The database {place} cannot be used: {reason}.", "Check that the server runs and its address.")


def _sqlite_in_words(error: sqlite3.Error, place: str) -> Exception:
    name = getattr(error, "sqlite_errorname", "") or ""
    for prefix, (what, hint) in _SQLITE_FAULTS.items():
        if name.startswith(prefix):
            kind = Away if hint else Unavailable  # a damaged one gets no better by waiting
            return kind(f"The database {place} {what}.", hint or soundness.way_back(Path(place)))
    if name.startswith("SQLITE_CONSTRAINT_TRIGGER"):
        return AssertionError(str(error))
    if name.startswith("SQLITE_CONSTRAINT"):
        message = "Another program changed the same thing meanwhile; nothing was written."
        return Refused(message, "Look at it as it is now and do it again if it is still wanted.")
    return Unavailable(f"The database {place} cannot be used: {error}.", "Check the file and try again.")

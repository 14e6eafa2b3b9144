"""Databases that cannot be used: each says what and where, what to do, and none of what people said."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing

import pytest
import sqlalchemy as sa

from workbench import coding, opening
from workbench.errors import BadInput, Refused, Unavailable
from workbench.model import Coder, Theme
from workbench.spans import Span
from workbench.store import database as room
from workbench.store import journal
from workbench.store.database import clear_errors, open_postgresql, open_sqlite

SECRET = "the words somebody said"


def pragma(study, *settings):
    """Give every further connection of a study these settings."""
    study.database.engine.dispose()

    def prepare(connection, _record):
        for setting in settings:
            connection.execute(f"PRAGMA {setting}")

    sa.event.listen(study.database.engine, "connect", prepare)


def said(error):
    """Everything a user could be shown of an error, its causes' words included."""
    words, one = [], error.value
    while one is not None:
        words.append(f"{one} {getattr(one, 'hint', '')}")
        one = one.__cause__
    return "\n".join(words)


def test_locked_by_another_program(study, monkeypatch):
    study.coder_id()
    pragma(study, "busy_timeout=20")
    with closing(sqlite3.connect(study.database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable, match="locked by another program") as caught:
            coding.apply(study, "Parent 1 Early", [Span(41, 56)], ["trust"], memo=SECRET)
        assert str(study.database.path) in caught.value.message
        # Reading goes on meanwhile.
        assert coding.extracts(study) == []
        other.execute("COMMIT")
    assert coding.apply(study, "Parent 1 Early", [Span(41, 56)], ["trust"])
    assert SECRET not in said(caught)


def test_locked_while_opening(study, studies, monkeypatch):
    study.close()
    monkeypatch.setattr(room, "PRAGMAS", (*room.PRAGMAS, "busy_timeout=20"))
    (study.codebooks / "peer.yaml").write_text("name: x\ncodes: []\n")
    with closing(sqlite3.connect(study.database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable, match="locked by another program"):
            studies.open(study.folder)


def test_read_only(study, rows_of):
    study.coder_id()
    before = rows_of(study)
    pragma(study, "query_only=ON")
    with pytest.raises(Unavailable, match="cannot be written") as caught:
        coding.apply(study, "Parent 1 Early", [Span(41, 56)], ["trust"], memo=SECRET)
    assert "who may write" in caught.value.hint
    assert SECRET not in said(caught)
    assert rows_of(study) == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everything")
def test_a_folder_that_may_not_be_written(tmp_path):
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    with pytest.raises(Unavailable, match="cannot be made"):
        open_sqlite(folder / ".workbench" / "study.db")


def test_a_file_where_the_folder_should_be(studies):
    study = studies.new()
    study.close()
    path = study.folder / ".workbench"
    path.rename(study.folder / "elsewhere")
    path.write_text("a file")
    with pytest.raises(Unavailable, match="cannot be made"):
        opening.open_study(study.folder)


def test_a_full_disk_changes_nothing(study, rows_of):
    study.coder_id()
    before = rows_of(study)
    with study.database.engine.connect() as connection:
        pages = connection.scalar(sa.text("PRAGMA page_count"))
    pragma(study, f"max_page_count={pages}")
    with pytest.raises(Unavailable, match="disk is full") as caught:
        coding.apply(study, "Parent 1 Early", [Span(41, 56)], ["trust"], memo=SECRET * 20_000)
    assert "Make room" in caught.value.hint
    assert SECRET not in said(caught)
    assert rows_of(study) == before


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda data: b"These are notes, and no database at all.\n" * 200, "is not a database"),
        (lambda data: data[:4096] + bytes(255 - byte for byte in data[4096:]), "is damaged"),
        (lambda data: data[: len(data) // 2], "is damaged"),
        (lambda data: b"\x00" * len(data), "is not a database"),
    ],
    ids=["text", "overwritten", "truncated", "zeros"],
)
def test_a_file_that_is_no_whole_database(study, studies, spoil, words):
    study.close()
    path = study.database.path
    spoilt = spoil(path.read_bytes())
    path.write_bytes(spoilt)
    with pytest.raises(Unavailable, match=words) as caught:
        _read_everything(studies, study.folder)
    assert str(path) in caught.value.message
    assert "backups" in caught.value.hint
    assert path.read_bytes() == spoilt


def _read_everything(studies, folder):
    opened, _ = studies.open(folder)
    coding.extracts(opened)
    opened.coder_id()


def test_nobody_listens_at_the_address():
    opened = open_postgresql("postgresql://ruth:hunter2@127.0.0.1:1/study")
    with pytest.raises(Unavailable, match="Check that the server runs") as caught, opened.read() as session:
        session.execute(sa.text("SELECT 1"))
    assert "127.0.0.1" in caught.value.message
    assert "hunter2" not in said(caught)
    assert "hunter2" not in opened.place


@pytest.mark.postgres
def test_the_wrong_name_of_a_database(postgresql_server):
    url = sa.engine.make_url(postgresql_server).set(drivername="postgresql", database="nobody_made_it")
    opened = open_postgresql(url.render_as_string(hide_password=False))
    with pytest.raises(Unavailable, match="nobody_made_it"), opened.read() as session:
        session.execute(sa.text("SELECT 1"))


@pytest.mark.postgres
def test_a_postgresql_database_without_tables(postgresql_url, studies, monkeypatch):
    folder = studies.new().folder
    monkeypatch.setenv("WORKBENCH_DATABASE_URL", postgresql_url)
    with pytest.raises(Unavailable, match="no tables yet") as caught:
        opening.open_study(folder)
    assert caught.value.hint == "Run: workbench migrate"


@pytest.mark.parametrize("url", ["mysql://host/x", "not a url", "sqlite:///x.db", ""])
def test_addresses_of_other_databases(url):
    with pytest.raises(BadInput):
        open_postgresql(url)


def test_a_clash_of_rows_says_nothing_of_their_content(database):
    with journal.step(database, "one", coder_id=None, kind="setup") as work:
        work.session.add(Coder(name=SECRET))
    with (
        pytest.raises(Refused, match="Another program") as caught,
        journal.step(database, "two", coder_id=None) as work,
    ):
        work.session.add(Coder(name=SECRET))
    assert SECRET not in caught.value.message + caught.value.hint


def test_values_stay_out_of_every_other_error(database):
    # PostgreSQL tells the whole failing row to whoever reads its error.
    with pytest.raises(Refused) as caught, journal.step(database, "x", coder_id=None) as work:
        work.session.add(Theme(name=None, narrative=SECRET))
    assert SECRET not in caught.value.message + caught.value.hint
    with pytest.raises(Unavailable) as caught, clear_errors("the file"), database.engine.connect() as connection:
        connection.execute(sa.text("SELECT * FROM nothing WHERE x = :x"), {"x": SECRET})
    assert SECRET not in said(caught)

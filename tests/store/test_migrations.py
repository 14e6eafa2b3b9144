"""Migrations: what they make is what the models say, nothing is lost on the way, and nobody is in the way unseen."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel

from workbench.errors import Refused, Unavailable
from workbench.model import Coder, Theme
from workbench.store import full_text, journal, migrate
from workbench.store.database import open_postgresql, open_sqlite

NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{head}"


def upgrade():
    with op.batch_alter_table("theme") as table:
        table.add_column(sa.Column("colour", sa.String(), nullable=True))
    {more}
"""


@pytest.fixture
def coming(tmp_path, monkeypatch):
    """Makes the program one migration newer; ``more`` is done in it besides."""

    def newer(more: str = "pass") -> None:
        scripts = tmp_path / "migrations"
        shutil.copytree(migrate.SCRIPTS, scripts)
        (scripts / "versions" / "next.py").write_text(NEXT.format(head=migrate.SCHEMA, more=more))
        monkeypatch.setattr(migrate, "SCRIPTS", scripts)
        monkeypatch.setattr(migrate, "KNOWN", (*migrate.KNOWN, "next"))
        monkeypatch.setattr(journal, "KNOWN", migrate.KNOWN)
        monkeypatch.setattr(journal, "RESHAPED", "next")
        for module in (migrate, journal):
            monkeypatch.setattr(module, "SCHEMA", "next")

    return newer


def with_a_theme(database):
    with journal.step(database, "Ruth came in", coder_id=None, kind="setup") as work:
        ruth = Coder(name="Ruth")
        work.session.add(ruth)
    with journal.step(database, "made a theme", coder_id=ruth.id) as work:
        work.session.add(Theme(name="Trust"))
    return ruth.id


def columns(database, table="theme"):
    return {column["name"] for column in sa.inspect(database.engine).get_columns(table)}


def names(database):
    with database.read() as session:
        return list(session.scalars(sa.text("SELECT name FROM theme")))


def set_version(database, version):
    with database.engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = :v"), {"v": version})


def test_the_newest_migration_is_the_one_the_program_asks_for():
    config = Config()
    config.set_main_option("script_location", str(migrate.SCRIPTS))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [migrate.SCHEMA]
    assert tuple(one.revision for one in scripts.walk_revisions())[::-1] == migrate.KNOWN


def shape(connection):
    """The tables with their columns, keys, indexes and checks, in an order of their own."""
    seen = sa.inspect(connection)
    asked = (
        seen.get_columns, seen.get_foreign_keys, seen.get_unique_constraints, seen.get_indexes,
        seen.get_check_constraints,
    )  # fmt: skip
    return {
        name: [
            seen.get_pk_constraint(name)["constrained_columns"],
            *(sorted(str({**row, "type": str(row.get("type"))}) for row in ask(name)) for ask in asked),
        ]
        for name in seen.get_table_names()
    }


def test_the_migrations_make_what_the_models_say(database, tmp_path, request):
    """A database that came all the way by migrations is as one that was made today."""
    if database.sqlite:
        old = open_sqlite(tmp_path / "old.db")
    else:
        old = open_postgresql(request.getfixturevalue("new_postgresql")())
    with old.engine.execution_options(workbench_writes=True).begin() as connection:
        migrate._run(connection)
    with old.engine.connect() as connection, database.engine.connect() as new:
        # The index itself is no table that SQLAlchemy knows of, nor are those that FTS5 keeps it in.
        known = {"compare_type": True, "include_name": lambda name, kind, _: not str(name).startswith(full_text.ENTRY)}
        context = MigrationContext.configure(connection, opts=known)
        assert compare_metadata(context, SQLModel.metadata) == []
        assert shape(connection) == shape(new)
    old.close()


def test_a_new_file_is_made_with_its_folder(tmp_path):
    opened = open_sqlite(tmp_path / "a b" / "ü" / "study.db")
    assert migrate.schema_of(opened) is None
    assert migrate.prepare(opened) == "made a new database"
    assert migrate.prepare(opened) is None
    assert migrate.schema_of(opened) == migrate.SCHEMA
    opened.close()


def test_sqlite_is_migrated_on_opening_after_a_backup(tmp_path, coming):
    path = tmp_path / "study.db"
    opened = open_sqlite(path)
    migrate.prepare(opened)
    with_a_theme(opened)
    coming()
    said = migrate.prepare(opened)
    (kept,) = (tmp_path / "backups").iterdir()
    assert str(kept) in said
    assert names(opened) == ["Trust"]
    assert "colour" in columns(opened)
    with closing(sqlite3.connect(kept)) as copy:
        assert copy.execute("SELECT name FROM theme").fetchall() == [("Trust",)]
        assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == (migrate.KNOWN[-2],)
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    opened.close()


def test_the_journal_goes_on_after_a_migration_and_older_steps_are_only_read(database, coming):
    ruth = with_a_theme(database)
    coming()
    migrate.migrate(database)
    with pytest.raises(Refused, match=r"made a theme.*before the database was migrated"):
        journal.undo(database, ruth)
    with pytest.raises((AssertionError, Unavailable)), database.write() as session:
        session.execute(sa.text("UPDATE theme SET name = 'x'"))
    with journal.step(database, "later", coder_id=ruth) as work:
        work.session.add(Theme(name="Doubt"))
    assert journal.undo(database, ruth).sentence == "later"
    assert names(database) == ["Trust"]


def test_a_migration_that_fails_leaves_everything_as_it_was(database, coming):
    with_a_theme(database)
    before = columns(database)
    coming("op.execute('UPDATE there_is_no_such_table SET x = 1')")
    with pytest.raises(Unavailable):
        migrate.migrate(database)
    assert migrate.schema_of(database) == migrate.KNOWN[-2]
    assert (columns(database), names(database)) == (before, ["Trust"])
    with pytest.raises((AssertionError, Unavailable)), database.write() as session:
        session.execute(sa.text("UPDATE theme SET name = 'x'"))


def test_a_newer_database_is_refused_and_left_alone(database):
    with_a_theme(database)
    set_version(database, "9999")
    for use in (migrate.schema_of, migrate.prepare, migrate.migrate):
        with pytest.raises(Unavailable, match="newer workbench") as caught:
            use(database)
        assert "Update" in caught.value.hint
    set_version(database, migrate.SCHEMA)
    assert names(database) == ["Trust"]


@pytest.mark.postgres
def test_postgresql_is_migrated_on_demand_only(postgresql_url, coming):
    opened = open_postgresql(postgresql_url)
    with pytest.raises(Unavailable, match="no tables yet") as caught:
        migrate.prepare(opened)
    assert caught.value.hint == "Run: workbench migrate"
    assert migrate.schema_of(opened) is None
    assert migrate.migrate(opened) == "made a new database"
    assert migrate.prepare(opened) is None
    with_a_theme(opened)
    coming()
    with pytest.raises(Unavailable, match=rf"older schema \({migrate.KNOWN[-2]}\)"):
        migrate.prepare(opened)
    assert "colour" not in columns(opened)
    assert migrate.migrate(opened) == f"brought the database from schema {migrate.KNOWN[-2]} to next"
    assert migrate.migrate(opened) is None
    assert names(opened) == ["Trust"]
    opened.close()


@pytest.mark.postgres
def test_two_programs_do_not_migrate_postgresql_at_once(postgresql_url):
    opened, other = open_postgresql(postgresql_url), open_postgresql(postgresql_url)
    with other.engine.begin() as connection:
        # The other program is in the middle of it.
        assert connection.scalar(sa.select(sa.func.pg_try_advisory_xact_lock(migrate._ADVISORY_LOCK)))
        with pytest.raises(Unavailable, match="being migrated by another program") as caught:
            migrate.migrate(opened)
        assert "Wait" in caught.value.hint
        assert migrate.schema_of(opened) is None
    assert migrate.migrate(opened) == "made a new database"
    for one in (opened, other):
        one.close()


def test_a_program_that_waited_for_the_lock_finds_nothing_left_to_do(tmp_path, monkeypatch):
    opened = open_sqlite(tmp_path / "study.db")
    original = migrate._run
    # The other program finishes after this one has looked and before it may write.
    other = open_sqlite(tmp_path / "study.db")
    looked = migrate.schema_of

    def look_then_lose(database):
        found = looked(database)
        if database is opened:
            monkeypatch.setattr(migrate, "schema_of", looked)
            migrate.migrate(other)
            monkeypatch.setattr(migrate, "_run", lambda connection: pytest.fail("it ran twice"))
        return found

    monkeypatch.setattr(migrate, "schema_of", look_then_lose)
    assert migrate.migrate(opened) is None
    monkeypatch.setattr(migrate, "_run", original)
    assert migrate.schema_of(opened) == migrate.SCHEMA
    for one in (opened, other):
        one.close()

"""A database of schema 0001 with work in it becomes one of today, on both engines; nothing is lost."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from workbench.errors import Refused
from workbench.model import Coder, FileSeen, Mark, Memo, Passage
from workbench.store import journal, migrate, triggers
from workbench.store.database import Database, open_postgresql, open_sqlite

REVISION, MARKED, PLAIN, CODER = (uuid.UUID(int=number) for number in (1, 2, 3, 4))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def old(request: pytest.FixtureRequest, tmp_path) -> Iterator[Database]:
    """As the first program left it: two passages, one of them marked, and a coding on it."""
    if request.param == "sqlite":
        opened = open_sqlite(tmp_path / "study.db")
    else:
        opened = open_postgresql(request.getfixturevalue("postgresql_url"))
    with opened.engine.execution_options(workbench_writes=True).begin() as connection:
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(migrate.SCRIPTS))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    now = "2026-01-02 03:04:05+00:00"
    false, true = ("0", "1") if opened.sqlite else ("false", "true")

    def hexed(row: uuid.UUID) -> str:
        return row.hex if opened.sqlite else str(row)

    revision = hexed(REVISION)
    with opened.engine.execution_options(workbench_writes=True).begin() as connection:
        for statement in (
            "INSERT INTO text VALUES ('a', 'words', 5, 1)",
            f"INSERT INTO coder VALUES ('{hexed(CODER)}', 1, 'Ruth', '{now}')",
            f"INSERT INTO revision VALUES ('{revision}', 1, '{revision}', 1, 'a', 'b', 'txt', 1, '{now}')",
            f"INSERT INTO passage VALUES ('{hexed(MARKED)}', 2, '{revision}', 0, 3, {true})",
            f"INSERT INTO passage VALUES ('{hexed(PLAIN)}', 1, '{revision}', 1, 3, {false})",
            f"INSERT INTO coding VALUES ('{revision}', 1, '{hexed(MARKED)}', 'trust', '{hexed(CODER)}', '', '{now}',"
            " NULL, NULL, '')",
            f"INSERT INTO memo VALUES ('{revision}', 1, 'analytic', 'code', 'trust', '{hexed(CODER)}', 'a thought',"
            f" '{now}', NULL)",
            "INSERT INTO file_seen VALUES ('study.yaml', 'c')",
            f"INSERT INTO step (coder_id, made_at, sentence, kind, undone, schema_version) VALUES"
            f" ('{hexed(CODER)}', '{now}', 'Marked a passage', 'do', {false}, '0001')",
        ):
            connection.exec_driver_sql(statement)
    yield opened
    opened.close()


def test_marks_come_along_and_belong_to_nobody(old: Database) -> None:
    assert migrate.schema_of(old) == "0001"
    assert f"0001 to {migrate.SCHEMA}" in (migrate.migrate(old) or "")
    with old.read() as session:
        (mark,) = session.scalars(sa.select(Mark))
        assert (mark.passage_id, mark.coder_id) == (MARKED, None)
        assert set(session.scalars(sa.select(Passage.id))) == {MARKED, PLAIN}
        assert session.get_one(FileSeen, "study.yaml").content is None
        assert session.scalars(sa.select(Coder.name)).all() == ["Ruth"]
        memo = session.get_one(Memo, REVISION)
        assert (memo.text, memo.about_id, memo.phase, memo.passage_id, memo.passed_to) == (
            "a thought",
            "trust",
            None,
            None,
            "",
        )
    columns = {column["name"] for column in sa.inspect(old.engine).get_columns("passage")}
    assert "not_for_quotation" not in columns


def test_work_goes_on_and_what_was_done_before_is_only_read(old: Database) -> None:
    migrate.migrate(old)
    with pytest.raises(Refused, match="before the database was migrated"):
        journal.undo(old, CODER)
    with journal.step(old, "marked", coder_id=CODER) as work:
        work.session.add(Mark(passage_id=PLAIN, coder_id=CODER))
    assert journal.undo(old, CODER).sentence == "marked"
    with old.engine.connect() as connection:
        names = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        found = set(connection.scalars(sa.text(names if old.sqlite else "SELECT tgname FROM pg_trigger")))
    assert {"journal_mark_insert", "journal_passage_update"} <= found
    assert triggers.OUTSIDE

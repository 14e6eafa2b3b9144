"""A database on a server is one study's; another that names it is refused before anything is written."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from workbench import example, opening
from workbench.errors import BadInput, Unavailable
from workbench.store import migrate, whose
from workbench.store.database import open_postgresql
from workbench.study import connect

pytestmark = pytest.mark.postgres


def test_another_study_s_database_is_left_alone(postgresql_url, tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBENCH_DATABASE_URL", postgresql_url)
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    # As long as it is empty a study is made, and says what to do next.
    assert any("workbench migrate" in line for line in opening.make_study(ours))
    waiting = connect(ours)
    migrate.migrate(waiting.database)
    whose.claim(waiting.database, waiting.settings.id)
    waiting.close()
    opening.open_study(ours)[0].close()
    codebook = (ours / "codebooks" / "codebook.yaml").read_bytes()
    for make in (opening.make_study, lambda folder: example.demo(folder, progress=lambda *_: None)):
        with pytest.raises(Unavailable, match="holds another study"):
            make(theirs)
        assert not theirs.exists()
    with monkeypatch.context() as patch:
        patch.delenv("WORKBENCH_DATABASE_URL")
        opening.make_study(theirs)
    with pytest.raises(Unavailable, match="holds another study"):
        opening.open_study(theirs)
    opening.open_study(ours)[0].close()
    assert (ours / "codebooks" / "codebook.yaml").read_bytes() == codebook


def test_a_new_study_takes_no_database_that_is_in_use(postgresql_url, tmp_path, monkeypatch):
    opened = open_postgresql(postgresql_url)
    migrate.migrate(opened)
    with opened.engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '0002'"))
    opened.close()
    monkeypatch.setenv("WORKBENCH_DATABASE_URL", postgresql_url)
    with pytest.raises(Unavailable, match="in use"):
        opening.make_study(tmp_path / "s")
    assert not (tmp_path / "s").exists()


def test_a_study_on_a_server_needs_its_id(postgresql_url, tmp_path, monkeypatch):
    opening.make_study(tmp_path / "s")
    told = tmp_path / "s" / "study.yaml"
    kept = told.read_text()
    told.write_text("".join(line for line in kept.splitlines(keepends=True) if not line.startswith("id:")))
    monkeypatch.setenv("WORKBENCH_DATABASE_URL", postgresql_url)
    study = connect(tmp_path / "s")
    migrate.migrate(study.database)
    study.close()
    with pytest.raises(BadInput, match="has no id") as caught:
        opening.open_study(tmp_path / "s")
    assert "Only if" not in caught.value.hint
    told.write_text(caught.value.hint.partition("into it: ")[2] + "\n" + told.read_text())
    opening.open_study(tmp_path / "s")[0].close()

"""A database that is gone, cut off or another program's is not taken for a new one, and nothing is written to it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing

import pytest

from workbench import coding, opening
from workbench.errors import Unavailable
from workbench.store import migrate
from workbench.study import open_study
from workbench.whereabouts import local_database

PAGE = 4096


@pytest.fixture
def worked(studies, code):
    """A study with a coding and a copy of its database, closed; its database and the copy."""
    study = studies.new()
    code(study, "Parent 1 Early", "She sat with me", "trust")
    study.close()
    (copy,) = (study.database.path.parent / "backups").glob("*.db")
    copy.unlink()
    studies.again(study).close()
    return study, study.database.path, copy


def foreign(path):
    path.unlink()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE bookmarks (id INTEGER)")


SPOILT = {
    "gone": (lambda path: path.unlink(), "is gone, and there are copies"),
    "nothing": (lambda path: path.write_bytes(b""), "is empty: 0 bytes"),
    "a byte": (lambda path: path.write_bytes(b"S"), "is cut off: 1 byte,"),
    "foreign": (foreign, "another program's"),
    "no tables": (lambda path: path.unlink() or sqlite3.connect(path).execute("PRAGMA journal_mode=WAL"), "copies do"),
    "end missing": (lambda path: os.truncate(path, path.stat().st_size - 100), "its end is missing"),
    "page missing": (lambda path: os.truncate(path, path.stat().st_size - PAGE), "is damaged"),
}


def files(folder):
    return {one.relative_to(folder): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_it_is_refused_and_left_as_it_is_and_a_copy_brings_the_work_back(worked, studies):
    study, path, copy = worked
    whole = path.read_bytes()
    for what, (spoil, words) in SPOILT.items():
        path.write_bytes(whole)
        spoil(path)
        before = files(study.folder)
        for _ in range(2):
            with pytest.raises(Unavailable, match=words) as caught:
                opening.open_study(study.folder)
            assert str(copy) in caught.value.hint, what
        if what not in ("no tables", "foreign", "page missing"):
            assert files(study.folder) == before
        for beside in path.parent.glob("study.db*"):
            beside.unlink()
    shutil.copy(copy, path)
    opened, _ = studies.open(study.folder)
    assert len(coding.extracts(opened)) == 1
    opened.close()
    # Whoever wants an empty one says so by taking the copies away.
    path.unlink()
    copy.parent.rename(path.parent / "old")
    (study.codings).mkdir()
    (study.codings / "Ruth.jsonl").write_text("")
    opened, notices = studies.open(study.folder)
    assert coding.extracts(opened) == []
    assert sum("holds packed work" in notice for notice in notices) == 1


def test_an_older_database_of_the_same_study_elsewhere_does_not_take_its_place(worked):
    study, path, _ = worked
    elsewhere = local_database(study.folder, study.settings)
    elsewhere.parent.mkdir(parents=True)
    path.rename(elsewhere)
    os.utime(elsewhere, (1, 1))
    with pytest.raises(Unavailable, match="is gone"):
        open_study(study.folder)
    assert not path.exists()
    os.utime(elsewhere)
    opened, notices = open_study(study.folder)
    assert any("was copied" in notice for notice in notices)
    opened.close()


def test_a_file_that_is_shorter_than_it_says_while_pages_wait_is_whole(studies, code):
    study = studies.new()
    code(study, "Parent 1 Early", "She sat with me", "trust")
    path = study.database.path
    assert path.with_name("study.db-wal").stat().st_size
    opened, _ = studies.open(study.folder)
    assert len(coding.extracts(opened)) == 1


def test_two_windows_opened_at_once_both_make_the_copy_of_the_day(worked, monkeypatch):
    """Neither takes the other's unfinished copy away, and what a program killed meanwhile left goes with the next."""
    study, _, copy = worked
    copy.unlink()
    left = copy.with_name("day-2020-01-01.db.coming")
    left.touch()
    back_up, told = migrate.back_up, []

    def while_the_other_does(path, to):
        back_up(path, to)
        monkeypatch.setattr(migrate, "back_up", back_up)
        told.append(migrate.back_up_today(study.database))

    monkeypatch.setattr(migrate, "back_up", while_the_other_does)
    told.append(migrate.back_up_today(study.database))
    assert told == [None, None]
    assert list(copy.parent.iterdir()) == [copy]

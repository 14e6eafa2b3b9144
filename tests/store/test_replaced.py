"""The database's file is taken away, or another put in its place, while the study is open."""

from __future__ import annotations

import sqlite3

import pytest

from workbench import coding, opening
from workbench.errors import Unavailable


def _put_in_place(path, other):
    """As whoever restores a copy does: the database's two companions go with it."""
    for end in ("-wal", "-shm"):
        path.with_name(path.name + end).unlink()
    other.replace(path)


def _copy_of(study, to):
    with sqlite3.connect(study.database.path) as source, sqlite3.connect(to) as copy:
        source.backup(copy)
    copy.close()
    source.close()


def test_nothing_is_confirmed_that_would_go_into_a_file_that_was_replaced(study, studies, code):
    code(study, "Parent 1 Early", "She sat with me", "doubt")
    path = study.database.path
    _copy_of(study, other := path.with_name("other.db"))
    coding.remove(study, [coding.extracts(study)[0].id])
    _put_in_place(path, other)
    for work in (
        lambda: code(study, "Parent 1 Early", "Go on", "trust"),
        lambda: coding.extracts(study),
        lambda: opening.undo(study),
    ):
        with pytest.raises(Unavailable, match="was replaced by another file while it was open"):
            work()
    study.close()
    again, _ = studies.open(study.folder)
    assert [one.code for one in coding.extracts(again)] == ["doubt"]
    code(again, "Parent 1 Early", "Go on", "trust")
    assert len(coding.extracts(again)) == 2


def test_one_that_was_replaced_in_the_midst_of_a_step_is_left_as_it_was(study, studies):
    path = study.database.path
    _copy_of(study, other := path.with_name("other.db"))
    with pytest.raises(Unavailable, match="was replaced"), study.step("Something") as work:
        _put_in_place(path, other)
        work.session.flush()
    study.close()
    again, _ = studies.open(study.folder)
    assert again.coder == study.coder


def test_one_that_is_gone_is_said(study, code):
    aside = study.database.path.with_name("aside.db")
    study.database.path.rename(aside)
    with pytest.raises(Unavailable, match="is not where it was when it was opened"):
        code(study, "Parent 1 Early", "She sat with me", "doubt")
    aside.rename(study.database.path)
    code(study, "Parent 1 Early", "She sat with me", "doubt")
    assert len(coding.extracts(study)) == 1

"""Copies of a database made while a sample is open hold no word that can be read, and are whole all the same."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from workbench import coding
from workbench.agreement import samples
from workbench.agreement.drawing import Asked
from workbench.errors import Unavailable
from workbench.store import migrate, sealing

NOTE = "zq-what-owen-noted"


@pytest.fixture
def blind(studies, code):
    """A study with a sample that is open, on which Owen has coded; its database and the day's copy."""
    study = studies.new()
    samples.draw(study, "First", ("Ruth", "Owen"), Asked(share=1), seed=1)
    code(replace(study, coder="Owen"), "Parent 1 Early", "I was scared", "doubt", memo=NOTE)
    study.close()
    (copy,) = (study.database.path.parent / "backups").glob("*.db")
    copy.unlink()
    studies.again(study).close()
    return study, study.database.path, copy


def test_a_copy_is_sealed_as_long_as_a_sample_is_open(studies, blind):
    study, path, copy = blind
    assert NOTE.encode() in path.read_bytes()
    sealed = copy.read_bytes()
    assert sealed.startswith(sealing.MARK)
    for word in (NOTE, "CREATE TABLE", "doubt", "Parent"):
        assert word.encode() not in sealed[len(sealing.MARK) :]
    with pytest.raises(sqlite3.DatabaseError), closing(sqlite3.connect(copy)) as other:
        other.execute("SELECT * FROM coding")
    assert [one.name for one in copy.parent.iterdir()] == [copy.name]
    # As the program says: the copy to the database's place. It is a database again.
    whole = path.read_bytes()
    path.unlink()
    with pytest.raises(Unavailable, match="is gone, and there are copies"):
        studies.again(study)
    path.write_bytes(sealed)
    again = studies.again(study)
    assert [one.memo for one in coding.extracts(replace(again, coder="Owen"))] == [NOTE]
    assert coding.extracts(again) == []
    assert {one.name for one in path.parent.iterdir()} >= {path.name, "backups"}
    assert not list(path.parent.glob("*.unsealing")) + list(path.parent.glob("*.coming"))
    assert len(whole) % 4096 == 0
    # Once it is revealed copies are plain again, and so is one before an update.
    copy.unlink()
    samples.reveal(again, early=True)
    again.close()
    studies.again(study).close()
    assert NOTE.encode() in copy.read_bytes()
    assert not sealing.unseal(path)


def test_a_copy_before_an_update_is_sealed_too(blind):
    study, path, _ = blind
    kept = migrate._back_up_before(study.database, "0006")
    assert kept.read_bytes().startswith(sealing.MARK)
    path.write_bytes(kept.read_bytes())
    assert sealing.unseal(path)
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_sealed_copy_that_is_damaged_is_refused_and_kept(studies, blind):
    study, path, copy = blind
    sealed = copy.read_bytes()
    for damaged in (sealed[: len(sealed) // 2], sealed[:-9], sealing.MARK + b"\0" + sealed[len(sealing.MARK) + 1 :]):
        damaged += b"\n" * (len(damaged) % 4096 == 0)
        path.write_bytes(damaged)
        with pytest.raises(Unavailable, match="cannot be unsealed"):
            studies.again(study)
        assert path.read_bytes() == damaged
    assert not list(path.parent.glob("*.coming"))


def test_until_the_database_is_there_the_sealed_copy_is(blind, monkeypatch):
    _, path, copy = blind
    whole, sealed = path.read_bytes(), copy.read_bytes()
    path.write_bytes(sealed)
    with monkeypatch.context() as meanwhile:

        def killed(source, target):
            # Another program comes while this one is at it.
            with pytest.raises(Unavailable, match="Another program is unsealing"):
                sealing.unseal(path)
            raise KeyboardInterrupt

        meanwhile.setattr(sealing, "_unpack", killed)
        with pytest.raises(KeyboardInterrupt):
            sealing.unseal(path)
    assert path.read_bytes() == sealed
    assert sealing.unseal(path)
    assert len(path.read_bytes()) == len(whole)
    assert sorted(one.name for one in path.parent.iterdir() if one.is_file()) == [path.name]


def test_the_size_of_a_sealed_copy_is_never_one_of_whole_pages(tmp_path):
    # Noise is not made smaller: each file is longer by one than the one before, past a whole page.
    padded = 0
    for size in range(3950, 4010):
        path = tmp_path / "x.db"
        path.write_bytes(random.Random(size).randbytes(size))
        before = path.read_bytes()
        sealing.seal(path)
        assert path.stat().st_size % 4096
        padded += path.stat().st_size % 4096 == 1
        assert sealing.unseal(path)
        assert path.read_bytes() == before
    assert padded

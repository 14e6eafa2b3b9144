"""Two folders on one database: the one that is behind overrules nobody."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from packing import write_lines

from workbench import exchange, opening
from workbench import whereabouts as room
from workbench.codebook.changes import change
from workbench.codebook.file import sha256_of
from workbench.codebook.states import states
from workbench.transcripts import listing


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A study in two synchronised folders that share a database in the user's data folder."""
    monkeypatch.setattr(room, "is_synchronised", lambda folder: True)
    one, other = tmp_path / "one", tmp_path / "other"
    opening.make_study(one)
    (one / "transcripts" / "participants.csv").write_text("participant,label,role,quoting\nP3,Parent 3,parent,yes\n")
    study, _ = opening.open_study(one, coder="Ruth")
    study.close()
    shutil.copytree(one, other)
    return one, other


def quoting(folder: Path) -> str:
    study, _ = opening.open_study(folder, coder="Ruth")
    with study.read() as session:
        (who,) = listing.participants(session)
    study.close()
    return who.quoting


def test_a_folder_that_is_behind_overrules_nobody(two: tuple[Path, Path]) -> None:
    one, other = two
    study, _ = opening.open_study(one, coder="Ruth")
    change.add_code(study, {"id": "trust", "name": "Trust"})
    study.close()
    table = one / "transcripts" / "participants.csv"
    table.write_text(table.read_text().replace("parent,yes", "parent,never"))
    assert quoting(one) == "never"
    study, _ = opening.open_study(other, coder="Sam")
    assert [code.id for code in states.current(study).codes()] == ["trust"]
    study.close()
    assert "trust" in (other / "codebooks" / "codebook.yaml").read_text()
    assert quoting(other) == "never"
    assert quoting(one) == "never"
    # What is changed there from now on counts.
    behind = other / "transcripts" / "participants.csv"
    behind.write_text(behind.read_text().replace("parent,yes", "parent,never"))
    assert quoting(other) == "never"
    behind.write_text(behind.read_text().replace("parent,never", "parent,by role only"))
    assert quoting(other) == "by role only"
    book = other / "codebooks" / "codebook.yaml"
    book.write_text(book.read_text().replace("name: Trust", "name: Trusting"))
    study, notices = opening.open_study(other, coder="Sam")
    assert any("taken in" in notice for notice in notices)
    study.close()
    study, _ = opening.open_study(one, coder="Ruth")
    assert [code.name for code in states.current(study).codes()] == ["Trusting"]
    study.close()


def test_what_two_folders_changed_meets_in_the_database(two: tuple[Path, Path]) -> None:
    one, other = two
    study, _ = opening.open_study(one, coder="Ruth")
    change.add_code(study, {"id": "trust", "name": "Trust"})
    study.close()
    opening.open_study(other, coder="Sam")[0].close()
    books = [folder / "codebooks" / "codebook.yaml" for folder in two]
    books[0].write_text(books[0].read_text().replace("name: Trust", "name: Trusting"))
    books[1].write_text(books[1].read_text() + "    definition: To rely.\n  - id: hope\n    name: Hope\n")
    for folder in (one, other, one):
        study, notices = opening.open_study(folder, coder="Ruth")
        study.close()
    assert books[0].read_bytes() == books[1].read_bytes()
    assert "name: Trusting\n    definition: To rely.\n" in books[0].read_text()
    assert "id: hope" in books[0].read_text()
    # Both give it another name: both stand there, in either folder, until somebody says which.
    for path, name in zip(books, ("Faith", "Reliance"), strict=True):
        path.write_text(path.read_text().replace("name: Trusting", f"name: {name}"))
    for folder in (one, other, one):
        study, notices = opening.open_study(folder, coder="Ruth")
        study.close()
    assert books[0].read_bytes() == books[1].read_bytes()
    assert "ours: Reliance\n        theirs: Faith\n" in books[0].read_text()
    assert notices == ["codebook.yaml: a change that had not reached the file was finished."]


def test_a_state_that_came_with_a_pack_is_no_earlier_one_of_a_folder_s_codebook(two: tuple[Path, Path]) -> None:
    one, other = two
    book = other / "codebooks" / "codebook.yaml"
    newer = 'name: one\nversion: "1"\ncodes:\n  - {id: trust, name: Trust}\n'
    study, _ = opening.open_study(one, coder="Ruth")
    write_lines(study, {"sha256": sha256_of(newer), "text": newer}, name="codebook_states.jsonl")
    assert exchange.unpack(study, exchange.plan(study, exchange.read_packs([study.codings]))) == 0
    study.close()
    book.write_text(newer)
    study, _ = opening.open_study(other, coder="Sam")
    assert [code.id for code in states.current(study).codes()] == ["trust"]
    assert "{id: trust, name: Trust}" in book.read_text()
    study.close()

"""What stands in the way of undo and redo is said so that one can act on it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbench import opening
from workbench.codebook.changes import change
from workbench.errors import BadInput, Refused
from workbench.transcripts import facts, importing


@pytest.mark.both_engines
def test_an_import_that_somebody_made_again_meanwhile_is_not_done_again(study, tmp_path) -> None:
    path = tmp_path / "Parent 1 T3.txt"
    path.write_text("Interviewer: And?\nParent 1: Better.\n")
    bob = replace(study, coder="Bob")
    importing.import_files(study, [path])
    opening.undo(study)
    importing.import_files(bob, [path])
    with pytest.raises(Refused, match="made again by somebody meanwhile"):
        opening.redo(study)


def test_what_came_in_from_a_file_is_not_to_be_taken_back_but_changed_there(study, tmp_path) -> None:
    path = tmp_path / "Parent 1 T3.txt"
    path.write_text("Interviewer: And?\nParent 1: Better.\n")
    importing.import_files(study, [path])
    table = study.transcripts / "transcripts.csv"
    before = table.read_text()
    table.write_text(before.replace("Parent 1 T3.txt,P1", "Parent 1 T3.txt,P2"))
    assert table.read_text() != before
    facts.take_in(study)
    with pytest.raises(Refused, match="the program") as caught:
        opening.undo(study)
    assert "change it there" in caught.value.hint
    assert "Take that one back" not in caught.value.hint


def test_a_code_cannot_be_added_to_a_file_with_faults_and_the_fault_is_said(study) -> None:
    path = study.codebooks / "peer.yaml"
    path.write_text(path.read_text().replace("  - id: trust", "  -\tid: trust"))
    with pytest.raises(BadInput, match="a tab is used as indentation"):
        change.add_code(study, {"id": "new", "name": "New"})
    assert "-\tid" in path.read_text()


@pytest.mark.both_engines
def test_what_was_taken_back_since_is_not_said_to_stand_in_the_way(studies) -> None:
    study = studies.new()
    path = study.codebooks / "peer.yaml"
    change.add_code(study, {"id": "first", "name": "First"})
    path.write_text(path.read_text().replace("name: First", "name: Firsts"))
    study = studies.again(study)
    change.add_code(study, {"id": "second", "name": "Second"})
    opening.undo(study)
    with pytest.raises(Refused, match=r"the program.*Took in peer\.yaml") as caught:
        opening.undo(study)
    assert "change it there" in caught.value.hint

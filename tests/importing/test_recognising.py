"""What is recognised while importing: labels that stand once, participants named by a file or by the user."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench import opening
from workbench.study import Study
from workbench.transcripts import importing, listing


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    opening.make_study(tmp_path / "study")
    opened, _ = opening.open_study(tmp_path / "study", coder="Ruth")
    yield opened
    opened.close()


def spoken(study: Study, name: str) -> list[tuple[str | None, tuple[str, ...]]]:
    with study.read() as session:
        found = listing.find_transcript(session, name)
        text = listing.spoken(session, [found.revision_id])[found.revision_id]
    return [(turn.label, turn.participants) for turn in text.turns]


def test_a_participant_the_file_name_brings_is_known_by_a_label_that_stands_once(study: Study, tmp_path: Path) -> None:
    (tmp_path / "Parent 3 T1.txt").write_text("Interviewer: How was it?\nParent 3: It was fine.\n")
    importing.import_files(study, [tmp_path / "Parent 3 T1.txt"])
    assert spoken(study, "Parent 3 T1") == [("Interviewer", ()), ("Parent 3", ("Parent 3",))]


def test_a_new_participant_of_a_known_file_is_written_down(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "a talk.txt"
    path.write_text("Interviewer: How was it?\nRespondent: Fine.\nInterviewer: Good.\nRespondent: Yes.\n")
    importing.import_files(study, [path])
    assert spoken(study, "a talk")[1] == ("Respondent", ())
    importing.import_files(study, [path], importing.Given(participants=("X1",), role="parent"))
    assert "X1,X1,parent" in (study.transcripts / "participants.csv").read_text()
    assert spoken(study, "a talk")[1] == ("Respondent", ("X1",))

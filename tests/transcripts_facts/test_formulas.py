"""What a spreadsheet would take for a formula is written behind an apostrophe, and read without it."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.transcripts.tables import (
    ParticipantFacts,
    TranscriptFacts,
    put_participants,
    put_transcripts,
    read_participants,
    read_transcripts,
)
from workbench.transcripts.tables.sheet import guarded, unguarded

HOSTILE = ["=cmd|'/c calc'!A1", "+1+1", "-2+3", "@SUM(A1)", "=1", "-x", "--", "'=x", "''-", "'-"]
HARMLESS = ["-", "-5", "+44", "-1.5", "-1,5", "P1", "'tis", "'", "a=b", ""]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_formula_is_written_behind_an_apostrophe(value):
    assert guarded(value) == f"'{value}"


@pytest.mark.parametrize("value", HARMLESS)
def test_anything_else_is_written_as_it_is(value):
    assert guarded(value) == unguarded(value) == value


@given(st.text(alphabet="'=+-@a1. "))
def test_what_is_written_is_read_again(value):
    assert unguarded(guarded(value)) == value


@pytest.mark.parametrize("name", HOSTILE)
def test_names_of_files_and_people_come_back(tmp_path, name):
    path = tmp_path / "transcripts.csv"
    put_transcripts(path, [TranscriptFacts(f"{name}.txt", wave="T1"), TranscriptFacts("P1.txt")])
    put_transcripts(path, [TranscriptFacts(f"{name}.txt", interviewer=name)])
    read = read_transcripts(path, participants=None, waves=[])
    assert [(one.file, one.interviewer) for one in read.transcripts] == [(f"{name}.txt", name), ("P1.txt", None)]
    with path.open(newline="", encoding="utf-8-sig") as file:
        assert all(not cell.startswith(("=", "+", "-", "@")) for row in csv.reader(file) for cell in row)
    people = tmp_path / "participants.csv"
    put_participants(people, [ParticipantFacts(name, name, attributes=(("pets", name),))])
    (who,) = read_participants(people, roles=[], waves=[]).participants
    assert (who.participant, who.label, who.attributes) == (name, name, (("pets", name),))


def test_what_a_person_wrote_stays_until_it_is_changed(tmp_path):
    path = tmp_path / "participants.csv"
    path.write_text("participant,label,note\n-P1,=x,-5\n'P2,'-y,\n")
    put_participants(path, [ParticipantFacts("'P2", "-z")])
    assert path.read_text() == "participant,label,note\n-P1,=x,-5\n'P2,'-z,\n"

"""The library as plain values: what there is, what matches, who speaks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbench.coding.reading import open_transcript
from workbench.settings import StudySettings, Wave
from workbench.transcripts import facts
from workbench.transcripts.grid import NO_WAVE
from workbench.transcripts.library import SpeakerFound, library, speakers_in
from workbench.transcripts.order import in_turn


def named(found):
    return [one.name for one in found]


@pytest.mark.both_engines
def test_what_there_is(study):
    found = library(study)
    assert named(found.transcripts) == [
        "Parent 1 Early",
        "Parent 1 Late",
        "Parent 2 Early",
        "PM1+PM2 Early",
        "S1+S2 Early",
    ]
    assert [one.participant for one in found.participants] == ["PM1", "PM2", "P1", "P2", "S1", "S2"]
    assert found.waves == ("T1", "T2")
    assert found.grid["P2"] == {"T1": "interviewed", "T2": "declined"}
    assert found.grid["S1"] == {"T1": "in a group", "T2": "not interviewed"}
    assert found.faults == ()


def test_participants_stand_by_role_and_number(studies):
    rows = "participant,role,label\nP10,parent,Parent 10\nX,,\nP9,parent,Parent 9\nM,mentor,\n"
    found = library(studies.new(files={"transcripts/participants.csv": rows}))
    there = [one.participant for one in found.participants if one.participant in {"P10", "X", "P9", "M"}]
    assert there == ["M", "P9", "P10", "X"]


def test_one_participants_transcripts_stand_in_the_order_of_the_waves(study):
    waves = [Wave(id="T1", label="Before"), Wave(id="T2", label="After a year"), Wave(id="1")]
    turn = in_turn(StudySettings(waves=waves))
    names = (
        ("Parent 2 Before", "T1"),
        ("Parent 2 After a year", "T2"),
        ("Parent 2 talk", None),
        ("Parent 10 before, again", "T1"),
        ("Parent 10 T2", "T2"),
        ("Parent 10", "1"),
        ("After a year", "T2"),
        ("Staff", "T9"),
    )
    found = sorted(names, key=lambda one: turn(*one))
    assert [name for name, _ in found] == [
        "After a year",
        "Parent 2 Before",
        "Parent 2 After a year",
        "Parent 2 talk",
        "Parent 10 T2",
        "Parent 10",
        "Parent 10 before, again",
        "Staff",
    ]
    # Waves that are numbers: those of the people stay.
    turn = in_turn(StudySettings(waves=[Wave(id="1"), Wave(id="2")]))
    names = [f"Parent {number} {wave}" for number in range(1, 4) for wave in ("1", "2")]
    assert sorted(names, key=lambda name: turn(name, name[-1])) == sorted(names)
    now = replace(study, settings=study.settings.model_copy(update={"waves": study.settings.waves[::-1]}))
    assert named(library(now).transcripts)[:2] == ["Parent 1 Late", "Parent 1 Early"]
    assert named(open_transcript(now, None).others)[:2] == ["Parent 1 Late", "Parent 1 Early"]


def test_words_cells_and_both_narrow_the_list(study):
    found = library(study)
    assert named(found.matching("")) == named(found.transcripts)
    assert named(found.matching("late PARENT")) == ["Parent 1 Late"]
    assert named(found.matching("staff member")) == ["S1+S2 Early"]
    assert named(found.matching("joint")) == ["PM1+PM2 Early"]
    assert named(found.matching("", participant="P1")) == ["Parent 1 Early", "Parent 1 Late"]
    assert named(found.matching("", participant="P1", wave="T2")) == ["Parent 1 Late"]
    assert named(found.matching("early", participant="P1", wave="T2")) == []
    assert named(found.matching("", wave=NO_WAVE)) == []


def test_faults_name_file_and_row_and_an_unreadable_table_hides_nothing(studies):
    rows = "participant,label,role\nP1,Parent 1,paernt\n"
    found = library(studies.new(files={"transcripts/participants.csv": rows}))
    assert any(line.startswith("participants.csv, row 2, column role") for line in found.faults)
    study = studies.new()
    (study.transcripts / "participants.csv").write_bytes(b"PK\x03\x04 a spreadsheet")
    found = library(study)
    assert len(found.transcripts) == 5
    assert len(found.faults) == 1
    assert "spreadsheet" in found.faults[0]
    assert found.facts_of(found.transcripts[0]).participants == ("P1",)


@pytest.mark.both_engines
def test_who_speaks(study):
    rows = "file,participants,wave,kind,speakers\nStaff_T1_group.txt,,T1,group,\nPM1-PM2_T1_joint.txt,PM1,T1,,PM2=\n"
    (study.transcripts / "transcripts.csv").write_text(rows)
    facts.take_in(study)
    found = library(study)
    by_file = {one.file: one for one in found.transcripts}

    def speakers(file):
        return speakers_in(study, by_file[file], found.facts_of(by_file[file]))

    assert speakers("Staff_T1_group.txt") == [
        SpeakerFound("Interviewer", 1, (), True, True),
        SpeakerFound("Staff", 2, (), False, False),
    ]
    assert speakers("PM1-PM2_T1_joint.txt") == [
        SpeakerFound("Interviewer", 2, (), True, True),
        SpeakerFound("PM1", 2, ("PM1",), False, True),
        SpeakerFound("PM2", 1, (), False, True),
    ]
    assert library(study).rows["Staff_T1_group.txt"].kind == "group"

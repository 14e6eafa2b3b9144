"""Correcting what is known of transcripts and participants: in the tables, and from there in the database."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from workbench import opening
from workbench.errors import BadInput, Refused, Unavailable
from workbench.opening import making
from workbench.progress import silent
from workbench.report.gather import told_of_files
from workbench.transcripts import importing
from workbench.transcripts import library as room
from workbench.transcripts.correcting import (
    ALONE,
    correct_participant,
    correct_records,
    correct_transcript,
    named_with,
    said_of_speaker,
    speaker_said,
    with_speaker,
    written_speaker,
)
from workbench.transcripts.tables import TranscriptFacts


def found(study, name):
    library = room.library(study)
    one = next(item for item in library.transcripts if item.name == name)
    return one, library.facts_of(one)


def person(study, name):
    return next(one for one in room.library(study).participants if one.participant == name)


def table(study, name):
    return (study.transcripts / name).read_text(encoding="utf-8")


def test_settings_are_as_before_where_nothing_was_written(study, monkeypatch):
    settings = study.folder / "study.yaml"
    before = settings.read_bytes()
    _, facts = found(study, "Parent 1 Early")
    stale, after = replace(facts, wave="T2"), replace(facts, wave="T3")
    with pytest.raises(Refused):
        opening.correct_transcript(study, stale, after)
    assert settings.read_bytes() == before
    who = person(study, "P1")
    with pytest.raises(Refused):
        opening.correct_participant(study, replace(who, role="staff"), replace(who, role="uncle"))
    assert settings.read_bytes() == before

    def fail(*_):
        raise Unavailable("The disk is full.")

    monkeypatch.setattr("workbench.transcripts.importing.store", fail)
    path = study.folder / "new.txt"
    path.write_text("I: How was it?\nDad: Well.\nI: Go on.\nDad: That is all.\n")
    corrected = {path: importing.Corrected(TranscriptFacts(path.name, ("Q",), "Fourth"), "uncle")}
    with pytest.raises(Unavailable):
        opening.import_confirmed(study, [path], corrected, progress=silent)
    assert settings.read_bytes() == before


def test_anothers_change_of_the_settings_is_not_overwritten(study, monkeypatch):
    settings = study.folder / "study.yaml"
    reading, added = making.read_study_settings, "# another's\n"

    def changed_meanwhile(path):
        found = reading(path)
        settings.write_text(settings.read_text() + added)
        return found

    monkeypatch.setattr(making, "read_study_settings", changed_meanwhile)
    with pytest.raises(Refused):
        opening.take_up(study.folder, wave="T3", role=None)
    assert settings.read_text().endswith(added)


@pytest.mark.both_engines
def test_a_transcript_is_corrected_in_table_and_database(study):
    _, before = found(study, "Parent 1 Early")
    after = replace(before, wave="T2", kind="joint", participants=("P1", "P2"), date=dt.date(2024, 5, 6))
    after = replace(after, speakers={"Parent 1": ("P1", "P2")})
    assert correct_transcript(study, before, after) == []
    one, facts = found(study, "Parent 1 Early")
    assert (one.wave, one.kind, one.participants, one.date) == ("T2", "joint", ("P1", "P2"), dt.date(2024, 5, 6))
    # Its name is written down too: from the row as it is now a clone would make another one.
    assert facts == replace(after, name="Parent 1 Early")
    assert "Parent 1 T1.txt,P1; P2,T2,joint,,2024-05-06,,en,Parent 1=P1|P2,Parent 1 Early" in table(
        study, "transcripts.csv"
    )
    assert [who.participants for who in room.speakers_in(study, one, facts)] == [(), ("P1", "P2")]


def test_new_people_come_into_their_table(study):
    _, before = found(study, "S1+S2 Early")
    after = replace(
        before, participants=("S1", "S2", "Staff member 3", "Q"), speakers={"Staff": ("S1", "Staff member 3")}
    )
    told = correct_transcript(study, before, after, role="parent")
    assert [line.rpartition(" ")[2] for line in told] == ["3.", "Q."]
    assert person(study, "Staff member 3").role == "parent"
    assert person(study, "Q").role == "parent"
    assert found(study, "S1+S2 Early")[0].participants == ("S1", "S2", "Staff member 3", "Q")


def test_cells_that_cannot_be_read_stay_unless_they_are_changed(studies):
    rows = "file,participants,wave,kind,notes\nParent 1 T1.txt,P1,T9,indivdual,ask again\n"
    study = studies.new(files={"transcripts/transcripts.csv": rows})
    _, before = found(study, "Parent 1 Early")
    correct_transcript(study, before, replace(before, kind="joint"))
    assert "Parent 1 T1.txt,P1,T9,joint,ask again," in table(study, "transcripts.csv")


def test_a_transcript_without_a_row_gets_a_whole_one(study):
    (study.transcripts / "transcripts.csv").unlink()
    _, before = found(study, "Parent 1 Early")
    correct_transcript(study, before, replace(before, kind="joint"))
    assert "Parent 1 T1.txt,P1,T1,joint,,,,en," in table(study, "transcripts.csv")
    assert found(study, "Parent 2 Early")[0].participants == ("P2",)


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(study):
    _, before = found(study, "Parent 1 Early")
    path = study.transcripts / "transcripts.csv"
    path.write_text(path.read_text().replace("Parent 1 T1.txt,P1,T1", "Parent 1 T1.txt,P2,T1"))
    with pytest.raises(Refused, match="participants"):
        correct_transcript(study, before, replace(before, participants=("S1",)))
    correct_transcript(study, before, replace(before, kind="joint"))
    assert found(study, "Parent 1 Early")[0].participants == ("P2",)
    path = study.transcripts / "participants.csv"
    who = person(study, "P1")
    path.write_text(path.read_text().replace("P1,Parent 1,", "P1,Parent One,"))
    with pytest.raises(Refused, match="label"):
        correct_participant(study, who, replace(who, label="Mother 1"))


@pytest.mark.both_engines
def test_a_participant_is_corrected_in_table_and_database(study):
    before = person(study, "P2")
    after = replace(before, label="Father 2", role="staff", quoting="never", status="T1: interviewed; T2: withdrawn")
    assert correct_participant(study, before, after) == []
    assert person(study, "P2") == after
    row = "P2,Father 2,staff,2,South,T1: interviewed; T2: withdrawn,moved away,never,1\n"
    assert row in table(study, "participants.csv")


def test_waves_and_roles_must_be_known(study):
    _, before = found(study, "Parent 1 Early")
    with pytest.raises(BadInput, match="T9"):
        correct_transcript(study, before, replace(before, wave="T9"))
    who = person(study, "P2")
    with pytest.raises(BadInput, match="uncle"):
        correct_participant(study, who, replace(who, role="uncle"))


def test_a_wave_or_role_in_use_is_not_lost_by_a_change_of_the_settings(study):
    path = study.folder / "study.yaml"
    shown, before = study.settings, path.read_bytes()
    waves = [wave.model_dump() for wave in shown.waves]
    roles = [role.model_dump() for role in shown.roles]
    renamed = [waves[0], {**waves[1], "id": "T9"}]
    for changes, told in (
        ({"waves": waves[:1]}, r"1 transcript is of T2 \(transcripts.csv\). 1 participant has a status at T2 \(part"),
        ({"waves": renamed}, "1 transcript is of T2"),
        ({"roles": roles[:1]}, r"2 participants have the role parent \(participants.csv\). 2 .* staff"),
    ):
        with pytest.raises(Refused, match=told):
            opening.change_settings(study, changes, shown=shown)
        assert path.read_bytes() == before
    # What is only printed otherwise is free, and so is a name that nothing uses; an id may be written otherwise.
    kept = {"waves": [{"id": "t1", "label": "First"}, {**waves[1], "label": ""}, {"id": "T3"}]}
    opening.change_settings(study, kept, shown=shown)
    now = study.as_its_file_says()
    assert [wave.printed for wave in now.settings.waves] == ["First", "T2", "T3"]
    assert "study.yaml does not know" not in " ".join(told_of_files(now))
    opening.change_settings(now, {"waves": kept["waves"][:2]}, shown=now.settings)
    # By hand it can be lost all the same: every report tells of it.
    path.write_text(path.read_text().replace("id: T2", "id: T9"))
    assert "1 wave that study.yaml does not know (transcripts.csv, row" in " ".join(
        told_of_files(study.as_its_file_says())
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", None),
        ("  ", None),
        ("PM1", ("PM1",)),
        ("PM1 | PM2|PM1", ("PM1", "PM2")),
        ("Interviewer", ("Interviewer",)),
        ("nobody", ()),
        ('"odd | name"', ("odd | name",)),
    ],
)
def test_who_a_speaker_is_in_words(text, said):
    assert said_of_speaker(text) == said
    assert said_of_speaker(written_speaker(said)) == said


@pytest.mark.parametrize(
    ("chosen", "who", "alone", "then"),
    [
        ((), "PM1", ALONE, ("PM1",)),
        (("PM1",), "PM2", ALONE, ("PM1", "PM2")),
        (("PM1",), "PM1", ALONE, ("PM1",)),
        (("PM1", "PM2"), "Nobody", ALONE, ("Nobody",)),
        (("interviewer",), "somebody new", ALONE, ("somebody new",)),
        (("PM1",), "nobody", (), ("PM1", "nobody")),
    ],
)
def test_what_stands_alone_gives_way_to_people_and_people_to_it(chosen, who, alone, then):
    assert named_with(chosen, who, alone) == then


def test_what_is_said_of_a_speaker_is_found_and_changed_as_it_was_written():
    said = {"Mum": ("P1",), "STAFF": ("S1", "S2")}
    assert [speaker_said(said, label) for label in ("mum", "Staff", "Dad")] == [("P1",), ("S1", "S2"), None]
    assert with_speaker(said, "mum", ("P2",)) == {"Mum": ("P2",), "STAFF": ("S1", "S2")}
    assert with_speaker(said, "staff", None) == {"Mum": ("P1",)}
    assert with_speaker(said, "Dad", ()) == {**said, "Dad": ()}
    assert with_speaker(said, "Dad", None) == said


@pytest.mark.parametrize("text", ["nobody|P1", "P1|interviewer"])
def test_a_speaker_is_somebody_or_nobody(text):
    with pytest.raises(BadInput):
        said_of_speaker(text)


def test_how_several_were_made_is_written_at_once_and_nothing_else(study):
    names = ("Parent 1 Early", "Parent 2 Early")
    shown = [found(study, name)[1] for name in names]
    before = table(study, "transcripts.csv")
    with pytest.raises(BadInput):
        correct_records(study, shown, "typed")
    with pytest.raises(Refused):
        correct_records(study, [shown[0], replace(shown[1], record="notes")], "tidied")
    assert table(study, "transcripts.csv") == before
    correct_records(study, shown, "tidied")
    assert [found(study, name)[0].record for name in names] == ["tidied", "tidied"]
    assert [replace(found(study, name)[1], record=None) for name in names] == [
        replace(facts, record=None) for facts in shown
    ]

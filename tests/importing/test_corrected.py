"""Importing what a user has confirmed or corrected, file by file."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from workbench import opening
from workbench.transcripts import importing, listing
from workbench.transcripts.importing import Corrected, Readings
from workbench.transcripts.tables import TranscriptFacts

TEXT = "Interviewer: And?\n{who}: It was {n} times as cold.\nInterviewer: Oh.\n{who}: Yes.\n"


@pytest.fixture
def incoming(tmp_path):
    def put(name, who="Parent 9"):
        path = tmp_path / name
        path.write_text(TEXT.format(who=who, n=name))
        return path

    return put


def found(study):
    with study.read() as session:
        return {item.name: item for item in listing.transcripts(session)}


def test_what_the_user_says_of_a_file_holds_as_a_whole(study, incoming):
    path, other = incoming("Parent 3 T1 2024-05-06.txt", "Mum"), incoming("Parent 4 T2.txt")
    facts = TranscriptFacts("whatever", ("parent 1", "Parent 7", "X5"), "late", "joint", None, dt.date(2024, 6, 7))
    facts = replace(facts, speakers={"Mum": ("Parent 1", "Parent 7")})
    before, earlier = found(study), incoming("Parent 7 T1.txt", "Parent 7")
    looked = importing.recognise(study, [earlier, path, other], corrected={path: Corrected(facts, "staff")})
    assert found(study) == before
    one = looked.summary.imported[1]
    assert one.facts.participants == ("P1", "Parent 7", "X5")
    assert (one.facts.wave, one.facts.kind, one.facts.date) == ("T2", "joint", dt.date(2024, 6, 7))
    assert dict(one.speakers)["Mum"].participants == ("P1", "Parent 7")
    assert {who.participant: who.role for who in looked.summary.new_participants} == {
        "Parent 7": "staff",
        "X5": "staff",
        "Parent 4": "parent",
    }
    importing.store(study, looked)
    stored = found(study)["P1+Parent 7+X5 Late"]
    assert stored.participants == ("P1", "Parent 7", "X5")
    assert stored.file == path.name
    assert "Parent 4 Late" in found(study)


def test_nothing_said_of_a_corrected_file_is_unknown(study, incoming):
    path = incoming("Parent 3 T1.txt")
    one = importing.recognise(study, [path], corrected={path: Corrected(TranscriptFacts(""))}).summary.imported[0]
    assert (one.facts.participants, one.facts.wave, one.facts.kind) == ((), None, None)
    assert one.name == "Parent 3 T1"


def test_the_same_words_of_two_people_are_told_apart(study, incoming, tmp_path):
    one, two = incoming("a.txt", "Mum"), tmp_path / "b.txt"
    two.write_bytes(one.read_bytes())
    first = Corrected(TranscriptFacts("", ("P1",), "T1"))
    looked = importing.recognise(study, [one, two], corrected={one: first})
    assert [path.name for path, _ in looked.summary.known] == ["b.txt"]
    second = Corrected(TranscriptFacts("", ("P2",), "T1"))
    looked = importing.recognise(study, [one, two], corrected={one: first, two: second})
    assert [each.name for each in looked.summary.imported] == ["Parent 1 Early (2)", "Parent 2 Early (2)"]


def test_a_file_is_read_once_as_long_as_it_stays_the_same(study, incoming, monkeypatch):
    read, kept = [], Readings()
    whole = importing.readers.read
    monkeypatch.setattr(importing.readers, "read", lambda path, **more: read.append(path.name) or whole(path, **more))
    path = incoming("Parent 3 T1.txt")
    for _ in range(3):
        looked = importing.recognise(study, [path], readings=kept)
    assert read == ["Parent 3 T1.txt"]
    path.write_text("Parent 3: Something longer than it was before, all of it.\n" * 3)
    looked = importing.recognise(study, [path], readings=kept)
    assert len(read) == 2
    assert looked.summary.imported[0].turns == 3


def test_new_waves_and_roles_are_taken_up(study, incoming):
    path = incoming("x.txt", "R")
    facts = Corrected(TranscriptFacts("", ("R1",), "Follow-up", "individual"), "father")
    study, summary = opening.import_confirmed(study, [path], {path: facts}, progress=lambda *said: None)
    assert [wave.id for wave in study.settings.waves] == ["T1", "T2", "Follow-up"]
    assert study.settings.role("father") is not None
    assert [line for line in summary.notices if "study.yaml" in line] == [
        "Follow-up is a new wave: it was added to study.yaml.",
        "father is a new role: it was added to study.yaml.",
    ]
    assert found(study)["R1 Follow-up"].wave == "Follow-up"
    assert found(study)["R1 Follow-up"].roles == ("father",)
    assert opening.undo(study).sentence == "Imported R1 Follow-up"
    assert "R1 Follow-up" not in found(study)


def test_cancelled_while_reading_nothing_is_changed(study, incoming, rows_of):
    class GivenUp(Exception):
        pass

    def progress(done, total, what):
        if done == 1:
            raise GivenUp

    paths = [incoming("Parent 3 T3.txt"), incoming("Parent 4 T3.txt")]
    corrected = {path: Corrected(TranscriptFacts("", ("Parent 9",), "T3")) for path in paths}
    before = rows_of(study), sorted(study.folder.rglob("*")), (study.folder / "study.yaml").read_bytes()
    with pytest.raises(GivenUp):
        opening.import_confirmed(study, paths, corrected, progress=progress)
    assert (rows_of(study), sorted(study.folder.rglob("*")), (study.folder / "study.yaml").read_bytes()) == before

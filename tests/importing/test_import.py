"""Importing: what comes in, what is left out and why, and what the tables say afterwards."""

from __future__ import annotations

import dataclasses
import datetime as dt
import shutil
import sys
from dataclasses import replace

import pytest

from workbench import coding, opening
from workbench.errors import BadInput, Unavailable
from workbench.spans import Span
from workbench.transcripts import facts, importing, listing
from workbench.transcripts.importing import Given

TEXT = "Interviewer: And?\n{who}: It was {n} times as cold there.\n"


@pytest.fixture
def incoming(tmp_path):
    """Puts files into a folder outside the study."""
    folder = tmp_path / "from the transcriber"
    folder.mkdir()

    def put(name, data=None):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = TEXT.format(who="Parent 9", n=name) if data is None else data
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    return put


def found(study):
    with study.read() as session:
        return {item.name: item for item in listing.transcripts(session)}


def as_plain(study):
    """Everything a study says of its transcripts and participants, without the rows' ids."""
    with study.read() as session:
        items = listing.transcripts(session)
        spoken = listing.spoken(session, {item.revision_id for item in items})
        people = facts.people(session)
    return [
        [dataclasses.replace(item, id=None, revision_id=None) for item in items],
        sorted((one.name, one.text, one.turns) for one in spoken.values()),
        people,
    ]


def table(study, name="transcripts.csv"):
    return (study.transcripts / name).read_text(encoding="utf-8-sig")


@pytest.mark.both_engines
def test_one_bad_file_does_not_stop_the_others(study, incoming):
    good = [incoming("Parent 3 T1.txt"), incoming("Parent 3 T2.txt")]
    bad = {
        incoming("empty.txt", b""): "",
        incoming("not a zip.docx", b"These are no bytes of Word."): "",
        incoming("cut.docx", b"PK\x03\x04" + b"\x00" * 40): "",
        incoming("sound.mp3", b"ID3"): "",
        incoming("broken.vtt", b"\xff\xfe\x00"): "",
        good[0].with_name("nothing there.txt"): "",
    }
    paths = [*bad, *good]
    summary = importing.import_files(study, paths)
    assert [one.name for one in summary.imported] == ["Parent 3 Early", "Parent 3 Late"]
    assert {path for path, _ in summary.left_out} == set(bad)
    assert all(why.strip() for _, why in summary.left_out)
    assert len(found(study)) == 7
    assert not (study.transcripts / "empty.txt").exists()


@pytest.mark.both_engines
def test_import_is_one_step_and_undone_and_redone(study, incoming, rows_of, studies):
    study.coder_id()
    before = rows_of(study)
    importing.import_files(study, [incoming("Parent 3 T1.txt"), incoming("Parent 1 T3.txt")])
    after = rows_of(study)
    study = studies.again(study)
    assert rows_of(study) == after
    opening.undo(study)
    undone = rows_of(study)
    # Participants stand in their table, which undo leaves alone: they stay, and table and database agree.
    assert undone.pop("participant") == after["participant"]
    before.pop("participant")
    assert undone == before
    opening.redo(studies.again(study))
    assert rows_of(study) == after


def test_files_are_kept_as_they_were_received(study, incoming):
    data = b"\xef\xbb\xbfInterviewer: Why?\r\nParent 3: Caf\xc3\xa9.\r\n"
    importing.import_files(study, [incoming("Parent 3 T1.txt", data)])
    assert (study.transcripts / "Parent 3 T1.txt").read_bytes() == data
    item = found(study)["Parent 3 Early"]
    with study.read() as session:
        text = listing.spoken(session, [item.revision_id])[item.revision_id].text
    assert text == "Interviewer: Why?\nParent 3: Café.\n"


def test_the_same_file_again_is_recognised(study, incoming, rows_of):
    one = incoming("Parent 3 T1.txt")
    importing.import_files(study, [one])
    before, files = rows_of(study), sorted(path.name for path in study.transcripts.iterdir())
    again = incoming("copy of it.txt", one.read_bytes())
    summary = importing.import_files(study, [one, again, study.transcripts])
    assert summary.imported == []
    assert {(path.name, name) for path, name in summary.known} >= {
        ("Parent 3 T1.txt", "Parent 3 Early"),
        ("copy of it.txt", "Parent 3 Early"),
    }
    assert rows_of(study) == before
    assert sorted(path.name for path in study.transcripts.iterdir()) == files


def test_the_same_content_twice_in_one_batch_comes_in_once(study, incoming):
    one = incoming("Parent 3 T1.txt")
    two = incoming("Parent 3 T1 copy.txt", one.read_bytes())
    summary = importing.import_files(study, [one, two])
    assert [len(summary.imported), len(summary.known)] == [1, 1]


LONG = "Interviewer: And?\nParent 3: " + " ".join(f"It was so {number} times." for number in range(14)) + "\n"


@pytest.mark.parametrize("name", ["Parent 1 T2 b.txt", "copy of P9.txt", "Parent 3 T2.txt", "PM1.md"])
def test_a_long_file_under_another_name_is_the_same_transcript(study, studies, incoming, name, rows_of):
    importing.import_files(study, [incoming("Parent 3 T1.txt", LONG)])
    before = rows_of(study)
    copy = incoming(f"b/{name}", LONG.replace("\nParent", "\n\nParent").replace("\n", "\r\n"))
    summary = importing.import_files(study, [copy])
    assert (summary.imported, summary.known) == ([], [(copy, "Parent 3 Early")])
    assert summary.notices == [
        f"{name} has the same words as Parent 3 Early (Parent 3 T1.txt) and was taken for a copy of it. Are they two "
        f"interviews all the same, give {name} a row in transcripts.csv and import it again."
    ]
    assert summary.new_participants == []
    assert rows_of(study) == before
    path = study.transcripts / "transcripts.csv"
    path.write_text(table(study) + f"{name},P2,T2\n", encoding="utf-8")
    study = studies.again(study)
    (one,) = importing.import_files(study, [copy]).imported
    assert (one.facts.participants, one.facts.wave) == (("P2",), "T2")


def test_a_long_file_twice_in_one_batch_comes_in_once(study, incoming):
    summary = importing.import_files(study, [incoming("Parent 3 T1.txt", LONG), incoming("b/Parent 4 T2.txt", LONG)])
    assert [one.name for one in summary.imported] == ["Parent 3 Early"]
    assert len(summary.notices) == 1
    assert [who.participant for who in summary.new_participants] == ["Parent 3"]


def test_what_the_user_says_of_a_long_file_tells_it_apart(study, incoming):
    importing.import_files(study, [incoming("Parent 3 T1.txt", LONG)])
    summary = importing.import_files(study, [incoming("b/x.txt", LONG)], Given(participants=("P2",), wave="T2"))
    assert [one.facts.participants for one in summary.imported] == [("P2",)]


def test_short_answers_in_the_same_words_are_two_peoples(study, incoming):
    names = ["Parent 3 T1.txt", "Parent 4 T1.txt"]
    summary = importing.import_files(study, [incoming(name, "Question 1: Well?\nAnswer: Yes.\n") for name in names])
    assert len(summary.imported) == 2


def test_other_content_under_a_name_that_is_taken(study, incoming):
    summary = importing.import_files(
        study,
        [
            incoming("Parent 1 T1.txt", "Interviewer: A?\nParent 1: B.\n"),
            incoming("b/PARENT 1 T1.txt", "I: A?\nP1: C.\n"),
        ],
    )
    assert [(one.name, one.file) for one in summary.imported] == [
        ("Parent 1 Early (2)", "Parent 1 T1 (2).txt"),
        ("Parent 1 Early (3)", "PARENT 1 T1 (3).txt"),
    ]
    files = [one.file.casefold() for one in found(study).values()]
    assert len(set(files)) == len(files)
    assert len({one.source_sha256 for one in found(study).values()}) == len(files)
    assert (study.transcripts / "Parent 1 T1.txt").read_bytes().startswith(b"Interviewer: What was it like?")


def test_a_dry_run_changes_nothing(study, incoming, rows_of):
    before = rows_of(study), {path: path.read_bytes() for path in study.transcripts.iterdir()}
    summary = importing.import_files(study, [incoming("Parent 3 T1.txt")], dry_run=True)
    assert [one.name for one in summary.imported] == ["Parent 3 Early"]
    assert [who.participant for who in summary.new_participants] == ["Parent 3"]
    assert (rows_of(study), {path: path.read_bytes() for path in study.transcripts.iterdir()}) == before


@pytest.mark.both_engines
def test_a_clone_rebuilt_from_the_files_is_the_same_study(study, studies, incoming):
    importing.import_files(
        study,
        [
            incoming("Trainer.txt", "Interviewer: A?\nTrainer: B.\n"),
            incoming("Notes on PM2 T2.txt", "PM2 was tired.\n"),
        ],
        Given(kind="individual", record="notes"),
    )
    importing.import_files(study, [incoming("xyz.txt")], Given(participants=("P7",), wave="T2", role="parent"))
    coding.apply(study, "Parent 1 Early", [Span(41, 56)], ["trust"])
    expected = as_plain(studies.again(study))
    clone = studies.new("Owen")
    opening.undo(replace(clone, coder="the team"))
    assert found(clone) == {}
    shutil.rmtree(clone.transcripts)
    shutil.copytree(study.transcripts, clone.transcripts)
    clone = studies.again(clone)
    importing.import_files(clone, [clone.transcripts])
    assert as_plain(clone) == expected
    assert as_plain(studies.again(clone)) == expected
    assert table(clone) == table(study)
    assert table(clone, "participants.csv") == table(study, "participants.csv")


def test_what_the_user_says_goes_before_names_and_is_written_back(study, incoming):
    given = Given(participants=("P1",), wave="T2", kind="case file", record="notes")
    importing.import_files(study, [incoming("Parent 2 T1 later.txt")], given)
    item = found(study)["Parent 1 Late (2)"]
    assert (item.participants, item.wave, item.kind, item.record) == (("P1",), "T2", "case file", "notes")
    assert "Parent 2 T1 later.txt,P1,T2,case file,notes" in table(study)


def test_what_the_user_says_of_a_known_file_is_taken_up(study, studies):
    path = study.transcripts / "Parent 1 T1.txt"
    importing.import_files(study, [path], Given(record="tidied"))
    assert found(study)["Parent 1 Early"].record == "tidied"
    assert "Parent 1 T1.txt,P1,T1,individual,tidied" in table(study)
    assert found(studies.again(study))["Parent 1 Early"].record == "tidied"


def test_an_unknown_wave_in_the_table_is_told_and_left_unknown(study, studies):
    path = study.transcripts / "transcripts.csv"
    path.write_text(table(study).replace("Parent 1 T1.txt,P1,T1", "Parent 1 T1.txt,P1,T7"))
    study.close()
    opened, notices = studies.open(study.folder)
    assert notices
    (fault,) = facts.read_tables(opened).faults
    assert "row 3" in fault
    assert "T7" in fault
    assert [item.wave for item in found(opened).values() if item.file == "Parent 1 T1.txt"] == [None]


def test_nobody_known_is_listed_as_unknown(study, incoming):
    importing.import_files(study, [incoming("recording 17.txt", "A: Hello?\nB: Hello.\nA: So?\nB: So.\n")])
    item = found(study)["recording 17"]
    assert (item.participants, item.wave, item.kind) == ((), None, None)


def test_speakers_one_of_several(study, studies):
    item = found(study)["S1+S2 Early"]
    with study.read() as session:
        turns = listing.spoken(session, [item.revision_id])[item.revision_id].turns
    assert [(turn.participants, turn.interviewer) for turn in turns] == [
        ((), True),
        (("S1", "S2"), False),
        (("S1", "S2"), False),
    ]
    path = study.transcripts / "transcripts.csv"
    path.write_text(table(study).replace("Staff=S1|S2", "Staff=S2"))
    study = studies.again(study)
    with study.read() as session:
        turns = listing.spoken(session, [item.revision_id])[item.revision_id].turns
    assert [turn.participants for turn in turns] == [(), ("S2",), ("S2",)]


@pytest.mark.both_engines
def test_changed_participants_are_taken_in_on_opening(study, studies):
    path = study.transcripts / "participants.csv"
    text = table(study, "participants.csv").replace(
        "P1,Parent 1,parent,1,North,,,yes,2", "P1,Parent One,staff,1,South,,,never,3"
    )
    path.write_text(
        text.replace("PM2,PM2,mentor,2,North,,,yes,\n", "") + "P9,Parent 9,parent,,,T1: not reached,,yes,\n"
    )
    study = studies.again(study)
    with study.read() as session:
        people = {one.participant: one for one in facts.people(session)}
    first = people["P1"]
    assert (first.label, first.role, first.site, first.quoting, first.attributes) == (
        "Parent One",
        "staff",
        "South",
        "never",
        (("children", "3"),),
    )
    assert people["P9"].status == "T1: not reached"
    # Somebody a transcript has stays, though their row went.
    assert "PM2" in people
    assert found(study)["PM1+PM2 Early"].participants[0] == "PM1"


def test_somebody_without_a_transcript_goes_with_their_row(study, studies):
    path = study.transcripts / "participants.csv"
    text = table(study, "participants.csv")
    path.write_text(text + "P9,Parent 9,parent,,,,,yes,\n")
    study = studies.again(study)
    path.write_text(text)
    study = studies.again(study)
    with study.read() as session:
        assert "P9" not in [one.participant for one in facts.people(session)]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits paths to 260 characters unless told otherwise")
def test_paths_of_250_characters_with_spaces_and_umlauts(study, incoming):
    name = "Gespräch mit Jürgen " + "ü" * 80 + ".txt"
    path = incoming("x" * 60 + "/" + "y" * 60 + "/" + name, "Interviewer: Na?\nJürgen: Schön.\n")
    assert len(str(path)) >= 250
    summary = importing.import_files(study, [path.parent.parent])
    (one,) = summary.imported
    assert one.file == name
    assert (study.transcripts / name).read_text(encoding="utf-8").endswith("Schön.\n")


def test_folders_are_gone_through_without_what_is_no_transcript(study, incoming):
    incoming("a/Parent 3 T1.txt")
    for name in (".hidden.txt", "~$Parent 3.docx", "a/list.csv", ".git/x.txt"):
        incoming(name, "x")
    summary = importing.import_files(study, [incoming("a/Parent 3 T2.txt").parent.parent])
    assert [one.file for one in summary.imported] == ["Parent 3 T1.txt", "Parent 3 T2.txt"]
    assert summary.left_out == []


def test_an_empty_folder_is_an_error(study, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadInput, match="no transcript"):
        importing.import_files(study, [tmp_path / "empty"])


def test_a_full_disk_while_copying_takes_nothing_in(study, incoming, rows_of, monkeypatch):
    def full(path, data, *, expected=None):
        raise Unavailable(f"{path} was not written: the disk is full.")

    before = rows_of(study)
    monkeypatch.setattr(importing, "write_bytes_safely", full)
    with pytest.raises(Unavailable, match="disk is full"):
        importing.import_files(study, [incoming("Parent 3 T1.txt")])
    assert {**rows_of(study), "coder": before["coder"]} == before


def test_progress_is_told_to_the_end(study, incoming):
    told = []
    importing.import_files(study, [incoming("a.txt"), incoming("b.txt")], progress=lambda *said: told.append(said))
    assert [done for done, _, _ in told] == [0, 1, 2]
    assert {total for _, total, _ in told} == {2}


def test_dates_in_tables_are_kept(study):
    assert found(study)["S1+S2 Early"].date == dt.date(2024, 3, 5)

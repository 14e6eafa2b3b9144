"""A label that becomes known after an import: the turns are cut anew, text and codings stay."""

from __future__ import annotations

import csv

import pytest

from workbench import coding
from workbench.spans import Span
from workbench.transcripts import importing, listing
from workbench.transcripts.importing import Given

TALK = "Interviewer: How?\nPM1: We met.\nBaker Street: can I ask about baker and street?\nPM2: Yes.\nPM1: Hm.\n"
ASKED = "can I ask"


def turns(study, name):
    with study.read() as session:
        found = listing.find_transcript(session, name)
        spoken = listing.spoken(session, [found.revision_id])[found.revision_id]
    return [(turn.label, turn.participants, turn.interviewer) for turn in spoken.turns]


@pytest.fixture
def imported(study, tmp_path):
    """A joint interview in which a line was left with the speaker before it."""
    path = tmp_path / "PM1-PM2_T2.txt"
    path.write_text(TALK, encoding="utf-8")
    summary = importing.import_files(study, [path], Given(participants=("PM1", "PM2")))
    (one,) = summary.imported
    assert any(notice.startswith("line 3 begins like a speaker's label") for notice in one.notices)
    assert turns(study, one.name)[1:3] == [("PM1", ("PM1",), False), ("PM2", ("PM2",), False)]
    return one


@pytest.mark.both_engines
@pytest.mark.parametrize(
    ("said", "who"), [("interviewer", ((), True)), ("PM1", (("PM1",), False)), ("", ((), False))], ids=str
)
def test_naming_the_label_in_the_table_cuts_the_turns_anew(study, studies, imported, said, who):
    start = TALK.index(ASKED)
    coding.apply(study, imported.name, [Span(start, start + 9)], ["trust"])
    path = study.transcripts / "transcripts.csv"
    text = path.read_text("utf-8-sig")
    (row,) = (line for line in text.splitlines() if line.startswith(imported.file))
    path.write_text(text.replace(row, f"{row}Baker Street={said}"), "utf-8")
    study.close()
    study, notices = studies.open(study.folder)
    assert any("cut into turns anew (4 before, 5 now)" in notice for notice in notices), notices
    assert turns(study, imported.name)[2] == ("Baker Street", *who)
    (extract,) = coding.extracts(study)
    assert extract.quote == "can I ask"
    study, notices = studies.open(study.folder)
    assert notices == []


def test_a_new_interviewer_in_the_settings_cuts_the_turns_anew(study, studies, imported):
    path = study.folder / "study.yaml"
    path.write_text(path.read_text().replace("[Interviewer, I]", "[Interviewer, I, Baker Street]"))
    study = studies.again(study)
    assert turns(study, imported.name)[2] == ("Baker Street", (), True)


def test_a_file_that_is_not_as_it_was_imported_is_told(study, studies, imported):
    (study.transcripts / imported.file).write_text("PM1: other words\n")
    path = study.folder / "study.yaml"
    path.write_text(path.read_text().replace("[Interviewer, I]", "[Interviewer, I, Baker Street]"))
    study.close()
    study, notices = studies.open(study.folder)
    assert any("is not the one that was imported" in notice for notice in notices), notices
    assert len(turns(study, imported.name)) == 4


def test_a_label_in_any_dress_that_became_known_cuts_the_turns_anew(study, studies, tmp_path):
    talks = {
        "Staff T1 group.txt": "[Interviewer] How?\n[S1] Good.\n[jo] SECRET words.\n[S1] Yes.\n",
        "Parent 1 T1.txt": "Interviewer\tHow?\nParent 1\tGood.\nNext lady\tDid he?\nParent 1\tno\nInterviewer\tok\n",
        "Parent 2 T1.txt": "Interviewer - How?\nParent 2 - Fair.\nNext lady - Did he?\nParent 2 - no\n",
    }
    for name, talk in talks.items():
        (tmp_path / name).write_text(talk, encoding="utf-8")
    summary = importing.import_files(study, [tmp_path / name for name in talks])
    path = study.transcripts / "transcripts.csv"
    with path.open(encoding="utf-8-sig", newline="") as table:
        columns, *rows = csv.reader(table)
    speakers, files = columns.index("speakers"), {one.file: one.source.name for one in summary.imported}
    for row in rows:
        if row[0] in files:
            row[speakers] = "jo=" if files[row[0]].startswith("Staff") else "Next lady=interviewer"
    with path.open("w", encoding="utf-8", newline="") as table:
        csv.writer(table).writerows([columns, *rows])
    study.close()
    study, notices = studies.open(study.folder)
    assert len([notice for notice in notices if "cut into turns anew" in notice]) == 3, notices
    who = {one.source.name: [label for label, *_ in turns(study, one.name)] for one in summary.imported}
    assert [who[name][2] for name in talks] == ["jo", "Next lady", "Next lady"]
    study, notices = studies.open(study.folder)
    assert notices == []

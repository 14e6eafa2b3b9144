"""Labels for which nobody was found are told after an import: one line a transcript, never words spoken."""

from __future__ import annotations

import pytest

from workbench.transcripts import importing
from workbench.transcripts.importing import Given


@pytest.fixture
def told(study, tmp_path):
    """What an import of one file tells besides."""

    def of(name, text, given=None, *, dry_run=False):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return importing.import_files(study, [path], given, dry_run=dry_run).notices

    return of


def test_a_label_that_is_nobodys(told):
    assert told("Parent 1 T2 b.txt", "Interviewer: So?\nParent 1: Yes.\nMum: No.\nMum: Never.\n") == [
        "Parent 1 Late (2): nobody is known who is called “Mum”; "
        "say who in transcripts.csv, column speakers (Mum=P1, or Mum=interviewer)."
    ]


def test_several_labels_make_one_line(told):
    talk = "".join(f"{who}: Yes.\n{who}: No.\n" for who in ("Mum", "Dad", "Nan", "Gran", "Joe", "Jim", "Jo"))
    (notice,) = told("Parent 1 T2 b.txt", talk)
    assert "called “Mum”, “Dad”, “Nan”, “Gran”, “Joe” and 2 more; say" in notice


def test_turns_without_labels_of_several_people(told):
    given = Given(participants=("PM1", "PM2"))
    assert told("talk.txt", "We went there together.\n", given) == ["PM1+PM2: nobody is known who speaks."]


def test_a_transcript_of_nobody_known_has_one_summarising_line(told):
    assert told("recording 17.txt", "A: Hello?\nB: Hello.\nA: So?\nB: So.\n") == [
        "recording 17: who speaks is unknown; say who takes part in transcripts.csv."
    ]


@pytest.mark.parametrize("kind", ["observation", "case file", "document"])
def test_nobody_is_asked_who_speaks_where_nobody_need(told, kind):
    assert told("file 9.txt", "The hall was cold.\n", Given(kind=kind)) == []


def test_nothing_is_told_where_everybody_is_known(told):
    assert told("Parent 1 T2 b.txt", "Interviewer: So?\nParent 1: Yes.\n") == []


def test_a_dry_run_tells_it_too(told, study):
    text = "Interviewer: So?\nParent 1: Yes.\nMum: No.\nMum: Never.\n"
    dry = told("Parent 1 T2 b.txt", text, dry_run=True)
    assert dry == told("Parent 1 T2 b.txt", text)
    assert len(dry) == 1


def test_somebody_else_in_a_joint_interview_is_nobody_known(told):
    text = "Interviewer: How?\nPM1: So so.\nKelly: Can I ask about pay?\nPM2: No.\n"
    assert told("PM1-PM2 T2.txt", text, Given(participants=("PM1", "PM2"))) == [
        "PM1+PM2 Late: nobody is known who is called “Kelly”; "
        "say who in transcripts.csv, column speakers (Kelly=PM1, or Kelly=interviewer)."
    ]

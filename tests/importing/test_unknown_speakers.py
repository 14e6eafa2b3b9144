"""Labels for which nobody was found are told after an import: one line a transcript, never words spoken."""

from __future__ import annotations

import pytest

from workbench.report import rows as report
from workbench.transcripts import facts, importing, listing
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


UNLABELLED = "How was it for you?\nIt was good. I liked the interviewer.\nDid he hit you?\nNo.\n"


def test_an_interview_without_labels_counts_as_the_participants_and_says_so(told):
    expected = [
        "Parent 1 Late (2): no speaker's label was found, so all of it counts as the words of P1, questions too. Does "
        "somebody else speak in it, write labels with a colon into the file and import it again."
    ]
    assert told("Parent 1 T2 b.txt", UNLABELLED, dry_run=True) == expected
    assert told("Parent 1 T2 b.txt", UNLABELLED) == expected
    for number, given in enumerate((Given(kind="questionnaire"), Given(record="notes"), Given(kind="case file"))):
        assert told(f"Parent 1 T2 c{number}.txt", UNLABELLED + str(number), given) == []


@pytest.mark.parametrize(
    "line",
    [
        "{who}  {words}",
        "5 March at 10:15 - {who}: {words}",
        "{who} said: {words}",
        "{who} (10:15 PM): {words}",
        "{words} ({who})",
        "00:01,{who},{words}",
    ],
)
def test_where_lines_name_the_interviewer_in_no_known_way_all_is_nobodys(told, study, line):
    talk = [
        ("Interviewer", "How was it?"),
        ("Parent 1", "Good."),
        ("Interviewer", "Did he hit you?"),
        ("Parent 1", "No."),
    ]
    text = "".join(line.format(who=who, words=words) + "\n" for who, words in talk)
    for kind in ("individual", "document"):
        (notice,) = told(f"Parent 1 T2 {kind}.txt", f"{text}{kind}\n", Given(kind=kind))
        assert "nobody is known who speaks: lines name the interviewer" in notice
    facts.forget_seen(study)
    facts.take_in(study)
    with study.read() as session:
        found = [one for one in listing.transcripts(session) if one.file.startswith("Parent 1 T2 ")]
        spoken = listing.spoken(session, [one.revision_id for one in found])
    _, rows = report.people_and_texts(study, [one.name for one in found if one.kind == "individual"])
    assert all(turn.is_strangers for turn in rows[0].turns)
    assert len(found) == 2
    assert not any(turn.participants for one in spoken.values() for turn in one.turns)

"""`workbench verify`: from a study and a report to its verdicts, its JSON and its exit code."""

from __future__ import annotations

import dataclasses
import json
import re
from uuid import UUID

import pytest
from command_line import in_copy_of as in_copy_of
from command_line import run as run
from command_line import study_by_commands
from docx import Document
from talks import facts

from workbench.report.compose import compose
from workbench.report.facts import ExtractRow, ThemeExtractRow, ThemeRow
from workbench.report.word.document import write_report

TALK = (
    "Interviewer: How was it?\nPM1: It was all couch grass. I did not think I would last the winter.\n"
    "Interviewer: And now?\nPM1: I lend out the fork. Ask Karen Holloway.\n"
)

REPORT = """
One mentor was plain: “It was all couch grass.” (PM1, T1)

> I did think I would last the winter. (PM1)

“I lend out the fork.” (PM1, T2)

‘Nobody of the committee has ever been seen digging there’ (PM1, T1)
"""


VERDICTS = ["verbatim", "differs", "wrong attribution", "not found"]


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    return study_by_commands(tmp_path_factory.mktemp("made") / "study", {"weeds": "Weeds"}, TALK)


@pytest.fixture
def report(made, in_copy_of):
    folder = in_copy_of(made)
    settings = folder / "study.yaml"
    kept = re.sub(r"(?m)^(?:waves|roles):.*\n(?:[ -].*\n)*", "", settings.read_text(encoding="utf-8"))
    settings.write_text(f"{kept}\nwaves: [T1, T2]\nroles: [mentor]\n", encoding="utf-8")
    (folder / "transcripts" / "participants.csv").write_text("participant,label,role\nPM1,PM1,mentor\n")
    path = folder / "report.md"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_a_report_is_read_back(report, run):
    code, out, _ = run("verify", str(report), "--json")
    found = json.loads(out)
    assert code == 1
    assert [one["verdict"] for one in found] == VERDICTS
    first, second, *_ = found
    assert (first["quotation"], first["attribution"]) == ("It was all couch grass.", "PM1, T1")
    assert (first["transcript"], first["nearest"], first["difference"]) == ("PM1 T1", None, [])
    assert TALK.rstrip()[first["start"] : first["end"]] == "It was all couch grass"
    assert {"kind": "said", "text": "not"} in second["difference"]
    assert set(second) >= {"quotation", "attribution", "verdict", "transcript", "start", "end", "nearest", "difference"}
    code, out, _ = run("verify", str(report))
    assert code == 1
    assert "I did [-not-] think" in out
    assert "4 quotations: 1 verbatim, 1 differs, 1 wrong attribution, 1 not found." in out


def test_where_nothing_is_wrong_it_says_so(report, run):
    report.write_text("“It was all couch grass.” (PM1, T1)")
    assert run("verify", str(report))[0] == 0
    report.write_text("No quotation.")
    code, out, told = run("verify", str(report))
    assert (code, out) == (0, "")
    assert "report.md holds no quotation." in told
    assert run("verify", str(report), "--json")[:2] == (0, "[]\n")


def test_words_are_held_against_the_transcripts_before_anybody_has_coded(report, run, monkeypatch):
    assert run("theme", "add", "Weeds", "--status", "reviewed")[0] == 0
    monkeypatch.setenv("WORKBENCH_CODER", "zoe")
    report.write_text(f"# Weeds\n\nAll mentors spoke of it.\n{REPORT}")
    code, out, told = run("verify", str(report), "--json")
    assert (code, [one["verdict"] for one in json.loads(out)]) == (1, VERDICTS)
    assert "1 sentence that may count people could not be held against codings. Nobody called 'zoe' has coded" in told
    assert run("verify", str(report), "--counting", "--json")[1] == "[]\n"
    assert [one["section"] for one in json.loads(out)] == ["Weeds"] * 4
    assert "below “Weeds”" in run("verify", str(report))[1]
    # Marks are found by their words then; and somebody who was named has to be there.
    path = report.with_name("ours.docx")
    write_report(compose(dataclasses.replace(facts(marked=()), themes=(a_theme(facts(marked=())),))), path)
    assert run("verify", str(path))[0] == 1
    code, _, told = run("verify", str(report), "--coder", "nobody")
    assert (code, "nobody" in told) == (2, True)


def test_what_is_no_report_is_bad_input(report, run):
    code, out, told = run("verify", "nowhere.docx")
    assert (code, out) == (2, "")
    assert "There is no file nowhere.docx" in told
    assert run("verify", str(report.with_suffix(".pdf")))[0] == 2


def test_a_commented_copy_is_written(report, run):
    document = Document()
    for line in REPORT.strip().split("\n\n"):
        document.add_paragraph(line.removeprefix("> "), style="Quote" if line.startswith(">") else None)
    path, copy = report.with_suffix(".docx"), report.with_name("commented.docx")
    document.save(str(path))
    before = path.read_bytes()
    code, out, _ = run("verify", str(path), "--comments", str(copy), "--json")
    assert (code, len(json.loads(out))) == (1, 4)
    said = [one.text.split("\n")[0] for one in Document(str(copy)).comments]
    assert [one.split(":")[0] for one in said] == ["Differs", "Wrong attribution", "Not found"]
    assert path.read_bytes() == before
    # What is there is not replaced unasked; the report itself never; and only Word has comments.
    assert run("verify", str(path), "--comments", str(copy))[0] == 2
    assert run("verify", str(path), "--comments", str(copy), "--yes")[0] == 1
    assert run("verify", str(path), "--comments", str(path), "--yes")[0] == 2
    assert run("verify", str(report), "--comments", str(copy), "--yes")[0] == 2
    assert path.read_bytes() == before


def test_a_report_is_read_back_as_it_is_written(report, run):
    said = "“Nobody of the committee was ever seen digging there.” (PM1, T1)"
    assert run("theme", "add", "Alone", "--narrative", said, "--status", "reviewed")[0] == 0
    out = report.with_name("ours.docx")
    code, told, warned = run("report", "-o", str(out))
    assert code == 1
    assert told.startswith(f"Wrote {out}")
    assert "Read back, 1 quotation must not stay so: not found, paragraph " in warned
    assert json.loads(run("report", "-o", str(out), "--yes", "--json")[1])["faults"] == 1


def test_a_report_of_another_study_is_told(report, run):
    path = report.with_name("theirs.docx")
    theirs = facts(marked=())
    named = dataclasses.replace(theirs.study, id=UUID(int=3))
    write_report(compose(dataclasses.replace(theirs, themes=(a_theme(theirs),), study=named)), path)
    code, _, warned = run("verify", str(path))
    assert code == 1
    assert "1 quotation of it came from the program, and none from the themes of this study" in warned


def a_theme(study):
    row = study.transcripts[0]
    turn = row.turns[1]
    extract = ExtractRow("e", row.name, turn.start, turn.end, "x", turn.participants, False, row.wave)
    return ThemeRow("t", "All", "reviewed", extracts=(ThemeExtractRow(extract, use="key"),))


def test_of_another_language_it_is_said_what_is_not_looked_at(report, run):
    settings = report.parent / "study.yaml"
    report.write_text("“It was all couch grass.” (PM1, T1)", encoding="utf-8")
    told = run("verify", str(report))[2]
    assert "known in" not in told
    assert "not known in this" not in told
    kept = re.sub(r"(?m)^language:.*\n", "", settings.read_text(encoding="utf-8"))
    settings.write_text(f"{kept}\nlanguage: tr\n", encoding="utf-8")
    (report.parent / "transcripts" / "transcripts.csv").write_text("file,language\nPM1 T1.txt,tr\n")
    code, _, told = run("verify", str(report))
    assert code == 0
    assert "words that count people, and verbs of saying in the report's own sentences, are known in en, de," in told
    assert "in tr: whether a cut takes away a word that denies or sets a condition is not known in this" in told


def test_its_own_text_must_not_print_what_is_kept_back(report, run):
    assert run("code", "PM1 T1", "--code", "weeds", "--quote", "I lend out the fork. Ask Karen Holloway.")[0] == 0
    assert run("theme", "add", "Weeds", "--code", "weeds")[0] == 0
    (coded,) = json.loads(run("codings", "--json")[1])
    which = ("Weeds", coded["id"][:8], "--quote", "Karen Holloway", "--as", "(name)")
    assert run("quotation", "redact", *which)[0] == 0
    assert run("mark", "PM1 T1", "--quote", "I did not think I would last the winter.")[0] == 0
    document = Document()
    for line in (
        "When Karen Holloway left, the mentors stayed.",
        "“It was all couch grass.” (PM1, T1)",
        "Nobody thought to last: I did not think I would last the winter.",
    ):
        document.add_paragraph(line)
    path, copy = report.with_suffix(".docx"), report.with_name("commented.docx")
    document.save(str(path))
    code, out, _ = run("verify", str(path), "--comments", str(copy), "--json")
    found = json.loads(out)
    assert (code, [one["verdict"] for one in found]) == (1, ["not for quotation", "verbatim", "not for quotation"])
    assert [one["own_text"] for one in found] == [True, False, True]
    name, _, marked = found
    assert (name["quotation"], name["where"], name["nearest"]) == ("Karen Holloway", "paragraph 1", None)
    assert TALK[name["start"] : name["end"]] == "Karen Holloway"
    assert "marked not for quotation" in marked["reasons"]
    said = [one.text.split("\n")[0] for one in Document(str(copy)).comments]
    assert [one.split(":")[0] for one in said] == ["Not for quotation"] * 2
    out = run("verify", str(path))[1]
    assert "1 quotation: 1 verbatim." in out
    assert "2 paragraphs with words of the report's own text that must not be printed." in out
    # It is told before the copy to send is made, too.
    code, out, told = run("report", "--clean", str(path), "-o", str(report.with_name("sent.docx")), "--yes")
    assert (code, "Its own text must not stay so in 2 paragraphs: not for quotation, paragraph 1" in told) == (1, True)

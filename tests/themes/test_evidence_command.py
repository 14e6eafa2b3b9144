"""The questions that a theme answers and its other evidence: at the command line, and in print."""

from __future__ import annotations

import json

import pytest

from workbench import report, themes
from workbench.report.content import Paragraph, Run, as_text
from workbench.settings import write_report_choices, write_study_settings


@pytest.fixture
def engine():
    return "sqlite"


@pytest.fixture
def study(studies, monkeypatch):
    made = studies.new()
    themes.add(made, "Presence", fields={"status": "reviewed", "narrative": "They came."})
    write_study_settings(made.folder / "study.yaml", {"questions": [{"text": "What kept it going?"}, {"text": "How?"}]})
    monkeypatch.chdir(made.folder)
    monkeypatch.setenv("WORKBENCH_CODER", "Ruth")
    return made.as_its_file_says()


def listed(run, *words):
    code, out, _ = run("theme", *words, "--json")
    assert code == 0
    return json.loads(out)


def test_questions_and_evidence_are_set_shown_and_undone(study, run):
    assert [one["answered"] for one in listed(run, "answers", "presence")] == [False, False]
    assert [one["answered"] for one in listed(run, "answers", "presence", "2")] == [False, True]
    assert run("theme", "answers", "Presence", "7")[0] == 2
    assert "answered  How?" in " ".join(run("theme", "answers", "Presence")[1].split("\n")[1:])
    sentence = "Nine of the 22 who resigned said so [bold]."
    made = listed(run, "evidence", "add", "Presence", sentence, "--source", "postal questionnaire")
    assert run("theme", "evidence", "add", "Presence", "=cmd() 二 ‏שלום‏")[0] == 0
    first, second = listed(run, "evidence", "list", "Presence")
    assert (first["id"], first["sentence"], first["source"]) == (made["id"], sentence, "postal questionnaire")
    short = second["id"][:8]
    assert run("theme", "evidence", "move", "Presence", short, "1")[0] == 0
    assert run("theme", "evidence", "change", "Presence", short, "--source", "case files")[0] == 0
    assert run("theme", "evidence", "change", "Presence", short)[0] == 2
    assert [one["source"] for one in listed(run, "evidence", "list", "Presence")] == ["case files", first["source"]]
    assert run("theme", "evidence", "remove", "Presence", short)[0] == 0
    assert len(listed(run, "evidence", "list", "Presence")) == 1
    assert run("undo")[0] == 0
    assert len(listed(run, "evidence", "list", "Presence")) == 2
    assert run("theme", "evidence", "remove", "Presence", "ffff")[0] == 2
    code, out, _ = run("themes", "Presence")
    assert code == 0
    assert "answers: 2" in out
    assert f"other evidence: {sentence} (postal questionnaire)" in out
    shown = json.loads(run("themes", "Presence", "--json")[1])
    assert (shown["answers"], [one["source"] for one in shown["evidence"]]) == (["2"], ["case files", first["source"]])
    assert run("theme", "answers", "Presence", "--none")[0] == 0
    assert not any(one["answered"] for one in listed(run, "answers", "Presence"))


def test_other_evidence_is_printed_behind_the_narrative_with_its_source(study):
    theme = themes.find_theme(study, "Presence")
    themes.add_evidence(study, theme, "Nine of 22 said so.", "postal questionnaire")
    themes.add_evidence(study, theme, "Nobody asked", "")

    def printed():
        (part,) = [one for one in report.preview(study).parts if one.theme]
        texts = [one for one in part.blocks if isinstance(one, Paragraph)]
        at = next(at for at, one in enumerate(texts) if as_text(one) == "They came.")
        return texts[at + 1 : at + 3]

    assert [as_text(one) for one in printed()] == ["Nine of 22 said so (postal questionnaire).", "Nobody asked"]
    write_report_choices(study.folder / "report.yaml", {"evidence": "in footnotes"})
    first, second = printed()
    assert first.runs == (Run("Nine of 22 said so.", footnote="postal questionnaire"),)
    assert as_text(first) == "Nine of 22 said so. (postal questionnaire)"
    assert second.runs == (Run("Nobody asked"),)


def test_a_report_by_question_follows_what_themes_answer(study):
    write_report_choices(study.folder / "report.yaml", {"order": "question", "parts": ["themes"]})
    assert [one.title for one in report.preview(study).parts][-2:] == ["Themes beyond these questions", "Presence"]
    themes.set_answers(study, themes.find_theme(study, "Presence"), ["2"])
    assert [(one.title, one.depth) for one in report.preview(study).parts] == [
        ("What kept it going?", 0),
        ("How?", 0),
        ("Presence", 1),
    ]

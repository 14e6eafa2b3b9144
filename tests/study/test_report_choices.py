"""report.yaml: what the writers chose, read anew each time, changed in place."""

from __future__ import annotations

import pytest

from workbench import opening, report
from workbench.errors import BadInput, Refused
from workbench.settings import ReportChoices, read_report_choices, read_study_settings, write_report_choices


@pytest.fixture
def path(tmp_path):
    return tmp_path / "report.yaml"


def test_without_a_file_all_is_as_unset(path):
    assert read_report_choices(path) == ReportChoices()
    assert ReportChoices().parts_for("codebook") == ("method", "participants", "themes", "definitions", "codebook")
    assert ReportChoices().parts_for("reliability") == (
        "method",
        "participants",
        "agreement",
        "themes",
        "definitions",
        "codebook",
    )
    assert ReportChoices(parts=["agreement", "themes"]).parts_for("reflexive") == ("themes",)


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("# ours\nlayr: consensus\n", "line 2, column 1", "the nearest known one is 'layer'"),
        ("parts: [method, themes, method]\n", "line 1", "the part 'method' stands twice"),
        ("parts:\n  - method\n  - prologue\n", "line 3", "parts.1"),
        ("parts: []\n", "line 1", "one part at least"),
        ("layer: all\n", "line 1", "'lead coder' or 'consensus'"),
    ],
)
def test_what_cannot_be_is_named_with_its_place(path, text, place, words):
    path.write_text(text)
    with pytest.raises(BadInput) as caught:
        read_report_choices(path)
    assert caught.value.message.startswith("report.yaml, ")
    assert place in caught.value.message
    assert words in caught.value.message


def test_it_is_changed_in_place(path):
    write_report_choices(path, {"layer": "consensus"})
    assert path.read_text() == "layer: consensus\n"
    path.write_text("# How we print\nlayer: consensus # as agreed\nparts: [themes] # short\n")
    found = write_report_choices(path, {"layer": "lead coder", "parts": ["themes", "codebook"]})
    assert path.read_text() == "# How we print\nlayer: lead coder # as agreed\nparts: [themes, codebook] # short\n"
    assert found.parts == ["themes", "codebook"]
    assert write_report_choices(path, {"parts": None}) == ReportChoices()
    with pytest.raises(Refused, match="layer was changed by another program meanwhile"):
        write_report_choices(path, {"layer": "consensus"}, shown=ReportChoices(layer="consensus"))


def test_keys_that_were_study_yamls_are_told_where_they_belong(tmp_path):
    path = tmp_path / "study.yaml"
    path.write_text("title: A\nreport_layer: consensus\nreport_agreement: printed\nagreement_unit: token\n")
    with pytest.raises(BadInput) as caught:
        read_study_settings(path)
    lines = caught.value.message.splitlines()
    assert lines[0] == (
        "study.yaml, line 2, column 1: report_layer: it belongs into report.yaml now, "
        "as `layer: consensus` or `layer: lead coder`."
    )
    assert ["line 3" in lines[1], "line 4" in lines[2]] == [True, True]
    assert all("report.yaml" in line for line in lines)


def test_a_study_has_them_as_the_file_says_now_and_a_faulty_one_keeps_nobody_from_coding(study):
    path = study.folder / "report.yaml"
    assert study.choices == ReportChoices()
    assert report.turn_layer(study).layer == "consensus"
    assert study.choices.layer == "consensus"
    assert report.turn_agreement(study).parts == [
        "method",
        "participants",
        "agreement",
        "themes",
        "definitions",
        "codebook",
    ]
    assert report.turn_agreement(study).parts is None
    assert path.read_text() == "layer: consensus\n"
    path.write_text("layer: [\n")
    assert study.as_its_file_says().settings == study.settings
    with pytest.raises(BadInput, match=r"report\.yaml, line 2"):
        report.preview(study)


def test_a_report_follows_an_outline_that_is_written_and_the_usual_order_when_it_is_emptied(study):
    outline = [{"heading": "Before"}]
    assert report.change_choices(study, {"outline": outline}).order == "outline"
    assert report.change_choices(study, {"outline": None}).order == "theme"
    report.change_choices(study, {"outline": outline, "order": "question"})
    assert report.change_choices(study, {"outline": None}).order == "question"


def test_what_somebody_else_chose_is_seen_when_one_looks_round(study):
    _, before, _ = opening.look_around(study, opening.Standing((), 0))
    (study.folder / "report.yaml").write_text("order: theme then role\n")
    _, after, notices = opening.look_around(study, before)
    assert (after != before, notices) == (True, [])
    assert opening.look_around(study, after)[1] == after

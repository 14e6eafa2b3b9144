"""`workbench agreement`: the table, every figure, JSON, CSV, and what it refuses."""

from __future__ import annotations

import csv
import json
from dataclasses import replace

import pytest

EARLY, LATE = "Parent 1 Early", "Parent 1 Late"


@pytest.fixture
def run(run, study, code, monkeypatch):
    owen = replace(study, coder="Owen")
    code(study, EARLY, "She sat with me", "trust")
    code(owen, EARLY, "sat with me when", "trust")
    code(study, EARLY, "in the snow", "doubt")
    code(study, LATE, "I doubt it", "doubt")
    code(owen, LATE, "I doubt", "doubt")
    monkeypatch.chdir(study.folder)
    return lambda *arguments: run("agreement", *arguments)


PER_CODE = {
    "code", "name", "n", "both", "only_a", "only_b", "neither", "percent", "kappa", "alpha", "ac1", "pabak", "jaccard",
    "positive", "negative", "prevalence", "prevalence_index", "bias_index", "u_alpha", "intervals",
    "interval_draws", "no_interval", "why",
}  # fmt: skip


def test_the_table_says_what_it_is_of_and_what_its_figures_mean(run):
    code, out, err = run("Ruth", "Owen")
    assert (code, err) == (0, "")
    assert "Ruth (A) and Owen (B), by turn: 3 turns (participants' turns) of 2 transcripts" in out
    assert "Codebook: peer.yaml 2 (state " in out
    header = next(line for line in out.splitlines() if line.startswith("code "))
    assert header.split() == ["code", "both", "only", "A", "only", "B", "agree", "kappa", "interval"]
    trust, doubt = (
        next(line.split() for line in out.splitlines() if line.startswith(name)) for name in ("Trust", "Doubt")
    )
    assert trust[1:6] == ["1", "0", "0", "100", "%"]
    assert doubt[1:7] == ["1", "1", "0", "67", "%", "0.40"]
    assert "Kappa pooled over 2 codes: 0.67" in out
    assert "2 left out as undefined" in out
    assert "No kappa, since nobody put it on any unit: “Listening” and “Practical help”." in out
    more = run("Ruth", "Owen", "--more", "--unit", "character", "--include-interviewer")[1]
    assert "(turns of participants and interviewers)" in more
    for heading in ("neither", "alpha", "AC1", "PABAK", "uα", "Jaccard", "positive", "prev. index", "bias index"):
        assert f"\n{heading}: " in more
    plain = run("Ruth", "Owen", "--plain")[1]
    assert "code: Doubt\nboth: 1\nonly A: 1\nonly B: 0\n" in plain


def test_json_has_every_figure_unrounded_under_the_names_it_is_promised_under(run):
    code, out, err = run("Ruth", "Owen", "--json", "--seed", "7", "--draws", "30")
    assert (code, err) == (0, "")
    told = json.loads(out)
    assert {"unit", "frame", "coders", "transcripts", "codes", "groups", "pooled"} <= set(told)
    assert (told["unit"], told["coders"], told["transcripts"]) == ("turn", ["Ruth", "Owen"], [EARLY, LATE])
    assert told["frame"]["units"] == 3
    assert told["bootstrap"] == {"of": "turn", "draws": 30, "seed": 7}
    assert [one["sha256"][:2].isalnum() for one in told["codebooks"]] == [True]
    assert [one["code"] for one in told["codes"]] == ["listening", "practical", "trust", "doubt"]
    assert all(set(one) == PER_CODE for one in told["codes"])
    doubt = told["codes"][-1]
    counts = ("n", "both", "only_a", "only_b", "neither")
    assert [doubt[name] for name in counts] == [3, 1, 1, 0, 1]
    assert (doubt["percent"], doubt["kappa"]) == pytest.approx((2 / 3, 0.4))
    assert set(doubt["intervals"]) <= PER_CODE
    assert all(len(pair) == 2 for pair in doubt["intervals"].values())
    unused = told["codes"][0]
    assert unused["kappa"] is None
    assert {name for name, value in unused.items() if value is None} == set(unused["why"])
    assert (told["pooled"]["codes"], told["pooled"]["left_out"]) == (2, 2)
    again = json.loads(run("Ruth", "Owen", "--json", "--seed", "7", "--draws", "30")[1])
    assert again | {"date": told["date"]} == told


def test_csv_is_a_row_for_each_code(run):
    code, out, err = run("Ruth", "Owen", "--csv")
    assert (code, err) == (0, "")
    rows = list(csv.DictReader(out.splitlines()))
    assert [(row["code"], row["both"], row["kappa"]) for row in rows[::3]] == [
        ("listening", "0", "undefined"),
        ("doubt", "1", "0.4"),
    ]
    assert (rows[0]["unit"], rows[0]["coders"], rows[0]["interviewer"]) == ("turn", "Ruth; Owen", "no")
    assert rows[0]["why_undefined"] == "nobody put it on any unit"


def test_in_a_reflexive_study_figures_come_with_a_remark_and_stay(run, study):
    figures = json.loads(run("Ruth", "Owen", "--json")[1])["codes"]
    path = study.folder / "study.yaml"
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("mode:")]
    path.write_text("\n".join([*lines, "mode: reflexive", ""]), "utf-8")
    code, out, err = run("Ruth", "Owen", "--json")
    assert (code, json.loads(out)["codes"]) == (0, figures)
    assert "coefficients of agreement are no mark of quality there." in err
    assert "workbench agreement Ruth Owen --differences" in err
    assert "no mark of quality" in run("Ruth", "Owen", "--consensus", "--draws", "0")[2]
    for quiet in (["--differences"], ["--quiet"]):
        assert run("Ruth", "Owen", *quiet)[2] == ""


def test_what_cannot_be_compared_says_so(run, study, code):
    code(replace(study, coder="Cara"), "Parent 2 Early", "red", "doubt")
    for arguments, said in (
        (["Ruth"], "Two coders are needed"),
        (["Ruth", "ruth"], "named twice"),
        (["Ruth", "Edna"], "Nobody called 'Edna' has coded"),
        (["Ruth", "Cara"], "No transcript was coded by two of these: Ruth, Cara."),
        (["Ruth", "Owen", "Cara"], "Cara coded no transcript that another of these coded."),
        (["Ruth", "Owen", "--unit", "word"], "'word' is not one of"),
        (["Ruth", "Owen", "--csv", "--json"], "Give --csv alone"),
        (["Ruth", "Owen", "--draws", "-1"], "--draws"),
    ):
        exit_code, out, err = run(*arguments)
        assert (exit_code, out) == (2, ""), arguments
        assert said in err, arguments
        assert "Traceback" not in err
    assert "Traceback" not in run("Ruth", "Owen", "--draws", "0")[1]

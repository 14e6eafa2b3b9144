"""`workbench code-hits`: the hits are listed with numbers, and only those that are accepted are coded."""

from __future__ import annotations

import json

import pytest

from workbench import coding, opening
from workbench.spans import Span

PARENT = "Parent 1 Early"


@pytest.fixture
def run(run, study, monkeypatch):
    monkeypatch.chdir(study.folder)
    return lambda *arguments: run("code-hits", *arguments, "--coder", "Ruth")


def test_hits_are_listed_accepted_by_number_and_coded_in_one_step(run, study):
    coding.mark_not_for_quotation(study, PARENT, Span(41, 45))
    code, out, err = run(PARENT, "she", "--json")
    hits = json.loads(out)
    assert code == 0
    assert [(one["number"], one["words"], one["not_for_quotation"]) for one in hits] == [
        (1, "She", True),
        (2, "She", False),
        (3, "She", False),
    ]
    text = hits[0]["revision_id"]
    _, out, err = run(PARENT, "she", "--plain")
    assert "not for quotation" in out
    assert f"--accept 1,3-5 --code ID --text {text[:8]}" in err
    accepted = (PARENT, "she", "--text", text[:8], "--code", "trust", "--accept")
    assert run(*accepted, "1, 3-3", "--passage", "turn")[:2] == (0, "Coded 2 passages: 2 new codings.\n")
    assert run(*accepted, "all", "--passage", "turn")[1] == (
        "Coded 2 passages: 0 new codings. 2 codings stood there already.\n"
    )
    code, out, _ = run(*accepted, "2", "--json")
    assert [(one["start"], one["end"], one["new"]) for one in json.loads(out)] == [(134, 154, True)]
    assert len(coding.extracts(study)) == 3
    opening.undo(study)
    assert len(coding.extracts(study)) == 2


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((PARENT, "she", "--accept", "1"), 2, "need a code"),
        ((PARENT, "she", "--code", "trust"), 2, "need a code"),
        ((PARENT, "she", "--accept", "4", "--code", "trust"), 2, "'4' names no hits. There are hits 1 to 3."),
        ((PARENT, "she", "--accept", "3-1", "--code", "trust"), 2, "names no hits"),
        ((PARENT, "zzz", "--accept", "1", "--code", "trust"), 2, "There are no hits."),
        ((PARENT, "zzz", "--accept", "all", "--code", "trust"), 2, "nothing to code"),
        ((PARENT, "she", "--accept", "1", "--code", "trust", "--text", "00000000"), 1, "another text by now"),
        ((PARENT, "she", "--accept", "1", "--code", "nonsense"), 2, "nonsense"),
        ((PARENT, "sh(e", "--regex"), 2, "wrong at character 5"),
        ((PARENT, "zzz"), 0, "said nowhere"),
        ((PARENT, " "), 2, "nothing in what is looked for"),
        ((PARENT, "parent"), 0, "Left out: 2 places in labels"),
        (("Nobody", "she"), 2, "no transcript"),
    ],
)
def test_nothing_is_coded_where_it_is_not_said_what(run, study, arguments, code, said):
    left, out, err = run(*arguments)
    assert left == code
    assert said in err.replace("\n  ", " ")
    assert out == ""
    assert coding.extracts(study) == []

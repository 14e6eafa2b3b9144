"""`workbench codebook review`: what waits is listed with its words and rules, and decided about."""

from __future__ import annotations

import json

import pytest
from waiting_study import rewrite

from workbench import coding


@pytest.fixture
def run(run, waiting, monkeypatch):
    monkeypatch.chdir(waiting.folder)
    return lambda *arguments: run("codebook", "review", *arguments, "--coder", "Ruth")


def test_what_waits_is_listed_and_decided_about(run, waiting):
    coding.mark_not_for_quotation(
        waiting, "Parent 1 Early", coding.find_place(waiting, "Parent 1 Early", quote="I was", start=None, end=None)
    )
    code, out, err = run()
    assert (code, "listening" in out, "another definition (2)" in out, "Owen 1" in out) == (0, True, True, True)
    assert "split into Fear and Doubt (2)" in out
    assert "in no codebook any more (1)" in out
    assert "--all" in err
    by_code = json.loads(run("--json")[1])
    assert by_code[0] == {
        "code": "listening",
        "name": "Listening",
        "in_codebook": True,
        "waiting": 2,
        "reasons": {"definition": 2},
        "others": {"Owen": 1},
        "candidates": [],
    }
    code, out, _ = run("listening")
    assert "She sat with me" in out
    assert "definition then: Being heard.\n    definition now:  Being heard without being judged.\n" in out
    assert "may be now: fear: Fear. Afraid." in run("Doubt", "--plain")[1]
    every = json.loads(run("--all", "--json")[1])
    assert [(one["code"], one["not_for_quotation"], one["reasons"]) for one in every] == [
        ("listening", False, ["definition"]),
        ("listening", False, ["definition"]),
        ("doubt", True, ["split"]),
        ("doubt", False, ["split"]),
        ("trust", False, ["gone"]),
    ]
    assert (every[0]["then"]["definition"], every[4]["now"]) == ("Being heard.", None)
    assert [one["id"] for one in every[2]["candidates"]] == ["fear", "doubt"]
    assert [one["code"] for one in json.loads(run("--all", "--json", "--reason", "gone")[1])] == ["trust"]
    first, second, scared, late, gone = (one["id"] for one in every)
    code, _, err = run("--keep", gone)
    assert (code, "in no codebook" in err) == (1, True)
    said = run("--keep", first[:13], "--recode", scared, "--to", "fear")
    assert said[:2] == (0, "1 coding kept; 1 coding recoded to fear. 3 codings of yours wait on.\n")
    code, _, err = run("--keep", first)
    assert (code, "does not wait" in err) == (2, True)
    code, out, _ = run("--keep-all", "--json")
    assert (code, json.loads(out)) == (1, {"kept": 2, "recoded": 0, "removed": 0, "waiting": 1})
    assert json.loads(run("--remove", gone, "--json")[1]) == {"kept": 0, "recoded": 0, "removed": 1, "waiting": 0}
    code, out, err = run()
    assert (code, out) == (0, "No coding of yours waits for another look.\n")
    assert "Of other coders' codings wait: Owen 1." in err
    assert run("--all", "--json")[1].strip() == "[]"
    assert {one.code for one in coding.extracts(waiting, ids=None, coder="Ruth")} == {
        "listening", "fear", "doubt", "practical",
    }  # fmt: skip
    stay = {str(one.id) for one in coding.extracts(waiting, coder="Ruth")}
    assert {first, second, late} <= stay
    assert gone not in stay


def test_wrong_usage_says_what_to_do(run, waiting):
    for arguments in (("--recode", "abcd"), ("--to", "fear"), ("--keep-all", "--keep", "abcd"), ("nothing-like-it",)):
        code, out, err = run(*arguments)
        assert (code, out) == (2, "")
        assert err.strip()
    one = json.loads(run("doubt", "--json")[1])[0]["id"]
    code, _, err = run("--recode", one, "--to", "fear", "--remove", one)
    assert (code, "named for two decisions; nothing was done" in err) == (2, True)
    assert one in [each["id"] for each in json.loads(run("doubt", "--json")[1])]
    rewrite(waiting, ("  - id: fear\n", "  - id: fear\n    retired: true\n"))
    code, _, err = run("--recode", str(coding.extracts(waiting, codes=["doubt"], coder="Ruth")[0].id), "--to", "fear")
    assert (code, "put on passages no more" in err) == (1, True)
    # One that is there and does not wait is told of as that.
    run("--keep", one)
    code, _, err = run("--recode", one[:13], "--to", "fear")
    assert (code, f"The coding {one} does not wait for another look" in err) == (2, True)

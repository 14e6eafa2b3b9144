"""`workbench consensus`: differences have ids, by which they are settled, opened again, and rules are changed."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from compared_study import PARENT

from workbench.agreement import samples
from workbench.agreement.drawing import Asked
from workbench.store import journal


@pytest.fixture
def run(run, compared, monkeypatch):
    monkeypatch.chdir(compared.folder)
    monkeypatch.setenv("WORKBENCH_CODER", "Ruth")
    return run


@pytest.fixture
def ids(run):
    """The ids of the three differences, largest first."""
    return [one["id"] for one in json.loads(run("agreement", "Ruth", "Owen", "--differences", "--json")[1])]


def listed(run, *more):
    return json.loads(run("consensus", "list", "--json", *more)[1])


def test_differences_have_ids_and_are_settled_by_them(run, compared, ids):
    out = run("agreement", "Ruth", "Owen", "--differences")[1]
    assert [line.split()[0] for line in out.splitlines()[4:]] == ids
    assert "settled" not in out
    sat, scared, came = ids
    assert run("consensus", "settle", sat[:8], "--take", "owen", "--why", "shorter")[1] == (
        f"Settled, Owen's holds: Trust, {PARENT}, line 2 ({sat})\n"
    )
    # Several at once are one step.
    assert run("consensus", "settle", scared, came, scared, "--neither")[0] == 0
    found = {one["id"]: one["decision"] for one in listed(run)}
    assert (found[sat]["choice"], found[sat]["taken_from"], found[sat]["note"]) == ("one", "Owen", "shorter")
    assert [one["start"] for one in found[sat]["agreed"]] == [41]
    assert [found[one]["choice"] for one in (scared, came)] == ["neither", "neither"]
    assert (listed(run, "--open"), len(listed(run, "--settled", "--code", "trust"))) == ([], 2)
    out = run("consensus", "list")[1]
    assert "3 of them settled." in out
    assert "A is Ruth, B is Owen." in out
    assert "shorter" in out
    run("undo")
    assert [one["id"] for one in listed(run, "--open")] == [scared, came]
    assert run("consensus", "why", sat, "the shorter says it")[1] == "Written.\n"
    assert run("consensus", "reopen", *ids)[1] == "1 difference open again.\n"
    assert run("consensus", "reopen", *ids)[1] == "Nothing was settled there.\n"
    assert all(one["decision"]["choice"] is None for one in listed(run) if one["decision"])
    json_told = json.loads(run("consensus", "settle", sat, "--both", "--json", "--of", "Owen", "--of", "Ruth")[1])
    assert [(one["id"], one["decision"]["choice"]) for one in json_told] == [(sat, "both")]


def test_a_new_coding_is_given_by_code_and_words(run, ids):
    sat, *_ = ids
    settle = ("consensus", "settle", sat, "--code", "Practical help")
    assert run(*settle)[1].startswith("Settled, new: Practical help: Trust,")
    for place, span in (
        ((), (41, 79)),
        (("--start", "35", "--end", "43"), (35, 43)),
        (("--quote", "the letters"), (62, 73)),
    ):
        assert run(*settle, *place)[0] == 0
        (decision,) = [one["decision"] for one in listed(run) if one["id"] == sat]
        assert [(one["code"], one["start"], one["end"]) for one in decision["agreed"]] == [("practical", *span)]
    assert "new: Practical help" in run("consensus", "list")[1]
    assert "new: Practical help" in run("agreement", "Ruth", "Owen", "--consensus")[1]


def test_a_rule_is_changed_for_a_difference(run, compared, ids):
    code, out, _ = run("consensus", "rule", ids[1], "doubt", "--definition", "Fear of what comes.")
    assert (code, out) == (0, "Changed the rule of doubt in peer.yaml; it is kept with the difference.\n")
    assert "Coders differed at coding: " in (compared.codebooks / "peer.yaml").read_text("utf-8")
    assert [one["decision"]["rule"] for one in listed(run) if one["decision"]] == ["doubt"]
    assert "rule of Doubt changed" in run("consensus", "list")[1]
    assert "rule of Doubt changed" in run("agreement", "Ruth", "Owen", "--consensus")[1]
    assert "says so already" in run("consensus", "rule", ids[1], "doubt", "--definition", "Fear of what comes.")[1]
    assert run("undo")[0] == 0
    assert [one["decision"] for one in listed(run)] == [None, None, None]


def test_what_cannot_be_settled_says_so_and_changes_nothing(run, compared, ids, code):
    sat, scared, _ = ids
    run("consensus", "settle", sat, "--take", "Owen")
    with compared.read() as session:
        steps = len(journal.history(session))
    for arguments, said in (
        (("settle", "abcd", "--both"), "There is no difference whose id begins with 'abcd'."),
        (("settle", "kettle", "--both"), "'kettle' is no id of a difference."),
        (("settle", sat[:3], "--both"), f"'{sat[:3]}' is too short for the id of a difference."),
        (("settle", "", "--both"), "'' is no id of a difference."),
        (("settle", compared.folder.name, "--both"), "is no id"),
        (("settle", "0" * 32, "--both"), "Ruth and Owen do not differ in 00000000-"),
        (("settle", sat), "Say what holds"),
        (("settle", sat, "--both", "--neither"), "Say what holds"),
        (("settle", sat, "--take", "Ada"), "'Ada' is none of those who differ here."),
        (("settle", sat, "--both", "--quote", "me"), "go with --code"),
        (("settle", sat, scared, "--code", "trust"), "one ID at a time"),
        (("settle", sat, "--code", "trist"), "trist"),
        (("settle", sat, "--code", "trust", "--start", "0", "--end", "4"), "has nothing of the passage"),
        (("settle", sat, "--code", "trust", "--start", "40"), "named by its words or by two offsets"),
        (("settle", sat, "--both", "--of", "Ruth"), "Two coders are needed"),
        (("settle", sat, "--both", "--of", "Ruth", "--of", "Ada"), "Nobody called 'Ada'"),
        (("settle", sat, "--both", "--all", "--sample", "First"), "Give --all or --sample."),
        (("settle", sat, "--both", "--sample", "First"), "There is no sample 'First'."),
        (("why", scared, "so"), "Nothing was settled there yet."),
        (("rule", sat, "doubt"), "Say what the rule is to be"),
        (("list", "--code", "trist"), "trist"),
    ):
        exit_code, out, err = run("consensus", *arguments)
        assert (exit_code, out) == (2, ""), arguments
        assert said in err, (arguments, err)
    with compared.read() as session:
        assert len(journal.history(session)) == steps
    # Whoever changes a coding there changes the question.
    code(replace(compared, coder="Owen"), PARENT, "when the letters came. I", "trust")
    err = run("consensus", "settle", sat[:6], "--take", "Ruth")[2]
    assert "do not differ in" in err
    assert "changed after it was settled" in err
    # A third coder: it has to be said who is meant. While a sample is open it is refused.
    code(replace(compared, coder="Cara"), PARENT, "when the letters", "trust")
    assert (
        "Ruth, Cara, Owen have coded the same transcripts, and it is not said who is meant."
        in run("consensus", "list")[2]
    )
    samples.draw(compared, "Blind", ("Ruth", "Owen"), Asked(share=1, by=()))
    assert (
        "The sample “Blind” is open still"
        in run("consensus", "settle", sat, "--both", "--of", "Ruth", "--of", "Owen")[2]
    )
    assert "The sample “Blind” is open still" in run("consensus", "list")[2]

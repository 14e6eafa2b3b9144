"""`workbench find`: lines with the words in their context, JSON, and what is told where nothing is found."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def run(run, study, monkeypatch):
    monkeypatch.chdir(study.folder)
    return lambda *arguments: run("find", *arguments)


def test_words_are_found_with_their_context(run):
    assert run("week", "every") == (
        0,
        f"Parent 1 Early 143  Parent 1  {' ' * 21}She came every week. She came every week, even in the snow.\n"
        "Parent 1 Early 164  Parent 1  She came every week. She came every week, even in the snow.\n",
        "2 hits in 1 turn.\n",
    )  # fmt: skip
    code, out, err = run("every week", "--json")
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert [(one["start"], one["words"], one["speaker"], one["participants"]) for one in found] == [
        (143, "every week", "Parent 1", ["P1"]),
        (164, "every week", "Parent 1", ["P1"]),
    ]
    assert list(found[0]) == [
        "transcript", "transcript_id", "revision_id", "start", "end", "before", "words", "after", "speaker",
        "participants", "wave", "role", "not_for_quotation",
    ]  # fmt: skip
    assert run("the", "--limit", "1", "--offset", "1")[2] == "1 hit in 1 turn: 2–2 of 4. See more: --offset 2\n"
    _, out, _ = run("kettle", "--plain", "--quiet")
    assert out.splitlines()[-4:] == ["place: 163", "speaker: PM1", "words: kettle", "in context: A kettle, mostly."]
    assert run("the", "--offset", "9")[1:] == ("", "It stands in 4 turns: there is nothing from 10 on.\n")
    _, out, err = run("31mred", "--quiet")
    assert "then ␛[31mred␛[0m. My family" in out
    assert err == ""


def test_nothing_found_is_no_fault_and_nothing_asked_is(run):
    assert run("marmalade") == (0, "", "It stands nowhere in the study.\n")
    assert run("marmalade", "--wave", "T1")[2] == "It stands nowhere where you look.\n"
    together = "It stands nowhere in the study. All of the words must stand in one turn.\n"
    assert run("marmalade", "spoon")[2] == together
    assert run("marmalade", "--json") == (0, "[]\n", "")
    assert run("kettle", "--role", "parent")[0] == 0
    for wrong in (["…"], [""], [], ["kettle", "--role", "cook"], ["kettle", "--limit", "0"]):
        code, out, err = run(*wrong)
        assert (code, out) == (2, ""), wrong
        assert err

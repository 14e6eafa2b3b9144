"""Where coders differ in a study: on what they are compared on, with who coded what, and listed by the command."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from compared_study import JOINT, PARENT

from workbench import coding
from workbench.agreement.differing import differences, passages
from workbench.agreement.differing_told import kinds_counted, names_of, who_coded_what
from workbench.errors import NotFound

SCARED = "I was scared of (name)."


def told(study, those, books):
    return [(one.differing.kind, one.differing.codes, one.words) for one in passages(study, those, books)]


def test_passages_on_which_coders_differ(compared):
    seen = []
    found = differences(compared, ["Ruth", "Owen"], tell=lambda *progress: seen.append(progress))
    assert seen == [(0, 2, PARENT), (1, 2, JOINT)]
    assert told(compared, found.passages, found.books) == [
        ("borders", ("trust",), "She sat with me when the letters came."),
        ("another", ("doubt", "trust"), SCARED),
        ("only", ("practical",), "She came every week."),
    ]
    assert [one.size for one in found.passages] == [23, 23, 20]
    assert kinds_counted(found.passages, found.coders) == "another code 1, borders differ 1, only A 1"
    # One of two codes is of both; the interviewer's words only where they are asked for.
    assert found.of("trust") == found.passages[:2]
    wider = differences(compared, ["Owen", "Ruth"], include_interviewer=True)
    assert told(compared, wider.of("doubt"), wider.books) == [
        ("another", ("trust", "doubt"), SCARED),
        ("only", ("doubt",), "What was it like?"),
    ]


def test_what_one_reads_to_settle_one(compared):
    found = differences(compared, ["Ruth", "Owen"])
    _, scared, came = passages(compared, found.passages, found.books, around=9)
    assert (scared.before, scared.after, scared.speakers) == ("rs came. ", "\nIntervie", ("Parent 1",))
    assert came.beside == {"Ruth": ("listening",), "Owen": ("listening",)}
    assert came.memos == (("Ruth", "practical", "because she came"),)
    ((ruth, (put,), also), (owen, none, nothing)) = who_coded_what(came, names_of(found.books))
    assert (ruth, put.spans, also) == ("Ruth", (came.differing.span,), "also here: Listening")
    assert (owen, none, nothing) == ("Owen", (), "nothing of it; also here: Listening")


def test_a_coder_who_coded_nothing_there_differs_from_nobody(compared, code):
    code(replace(compared, coder="Ada"), JOINT, "A kettle", "practical")
    found = differences(compared, ["Ruth", "Owen", "Ada"])
    assert {(one.transcript, one.coders) for one in found.passages} == {
        (JOINT, ("Ruth", "Owen", "Ada")),
        (PARENT, ("Ruth", "Owen")),
    }
    assert "only Ada 1" in kinds_counted(found.passages, found.coders)
    with pytest.raises(NotFound, match="No transcript was coded by two"):
        code(replace(compared, coder="Bea"), "Parent 2 Early", "In [names city]", "trust")
        differences(compared, ["Bea", "Ruth"])


def test_the_command_lists_them(compared, run, monkeypatch):
    place = coding.find_place(compared, PARENT, quote="I was scared", start=None, end=None)
    coding.mark_not_for_quotation(compared, PARENT, place)
    monkeypatch.chdir(compared.folder)
    code, out, _ = run("agreement", "Ruth", "Owen", "--differences")
    assert code == 0
    assert "3 passages: another code 1, borders differ 1, only A 1.\nA is Ruth, B is Owen." in out
    assert "Doubt / Trust" in out
    assert f"{SCARED} (not for quotation)" in out
    every = json.loads(run("agreement", "Ruth", "Owen", "--differences", "--json")[1])
    assert [one["kind"] for one in every] == ["borders", "another", "only"]
    assert every[0]["coded"] == [
        {"coder": "Ruth", "code": "trust", "spans": [[every[0]["start"], every[0]["end"]]]},
        {"coder": "Owen", "code": "trust", "spans": [[every[0]["start"], every[0]["start"] + 15]]},
    ]
    assert (every[1]["not_for_quotation"], every[1]["quote"]) == (True, SCARED)
    named = json.loads(run("agreement", "Ruth", "Owen", "--differences", "--code", "Practical help", "--json")[1])
    assert named == [every[2]]
    assert run("agreement", "Ruth", "Owen", "--differences", "--code", "nonsense")[0] == 2
    assert run("agreement", "Ruth", "Owen", "--differences", "--csv")[0] == 2
    assert run("agreement", "Ruth", "Owen", "--code", "trust")[0] == 2

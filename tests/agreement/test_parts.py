"""Coders compared on each role's words and each wave's apart: the parts are the whole, turn by turn."""

from __future__ import annotations

import csv
import json
from collections import Counter
from dataclasses import replace

import pytest
from compared_study import JOINT, PARENT

from workbench.agreement import parts_told
from workbench.agreement.comparison import compare
from workbench.agreement.parts import compare_parts

LATE, STAFF = "Parent 1 Late", "S1+S2 Early"
COUNTS = ("n", "both", "only_a", "only_b", "neither")


@pytest.fixture
def double(compared, code):
    owen = replace(compared, coder="Owen")
    code(owen, LATE, "I doubt it would", "doubt")
    # One of two staff members, nobody knows which: their role is known.
    code(compared, STAFF, "That was hard.", "doubt")
    code(owen, STAFF, "We found out as we went.", "trust")
    code(owen, STAFF, "What were you told?", "trust")
    return compared


@pytest.mark.both_engines
def test_parts_are_the_whole(double):
    for unit, include_interviewer in (("turn", False), ("turn", True), ("character", True)):
        asked = {"unit": unit, "include_interviewer": include_interviewer, "draws": 0}
        whole = {one.id: one.measured.counts for one in compare(double, ["Ruth", "Owen"], **asked).codes}
        for by in (["role"], ["wave"], ["role", "wave"]):
            found = compare_parts(double, ["Ruth", "Owen"], by, **asked)
            for number, (code, counts) in enumerate(whole.items()):
                summed = Counter()
                for part in found:
                    assert part.comparison.codes[number].id == code
                    summed.update(part.comparison.codes[number].measured.counts)
                assert {name: summed[name] for name in COUNTS} == counts, (by, code)


def test_each_part_is_named_by_role_and_wave_in_the_order_of_the_study(double):
    asked = {"draws": 5, "include_interviewer": True}
    by_role = compare_parts(double, ["Ruth", "Owen"], ["role"], **asked)
    assert [(part.kind, part.name, part.comparison.frame.transcripts) for part in by_role] == [
        (("mentor",), "Mentor", (JOINT,)),
        (("parent",), "Parent", (PARENT, LATE)),
        (("staff",), "Staff member", (STAFF,)),
        (("interviewers",), "Interviewers", (PARENT, LATE, JOINT, STAFF)),
    ]
    staff = {one.id: one.measured.counts for one in by_role[2].comparison.codes}
    assert (staff["doubt"]["only_a"], staff["trust"]["only_b"], staff["trust"]["n"]) == (1, 1, 2)
    by_wave = compare_parts(double, ["Ruth", "Owen"], ["wave"], draws=0)
    assert [part.name for part in by_wave] == ["Early", "Late"]
    assert by_wave[1].comparison.frame.transcripts == (LATE,)
    both = compare_parts(double, ["Ruth", "Owen"], ["wave", "role"], draws=0)
    assert [part.name for part in both] == ["Early, Mentor", "Early, Parent", "Early, Staff member", "Late, Parent"]
    said = parts_told.in_short(by_role[1])
    assert said.startswith(f"Parent: 3 turns of 2 transcripts ({parts_told.OF_FEW}). Kappa pooled over ")
    assert parts_told.in_short(both[0]).startswith("Early, Mentor: 3 turns of 1 transcript. ")


def test_the_command_shows_them_as_table_json_and_csv(run, double, monkeypatch):
    monkeypatch.chdir(double.folder)
    asked = ("agreement", "Ruth", "Owen", "--by", "role")
    code, out, err = run(*asked, "--draws", "9")
    assert (code, err) == (0, "")
    assert out.splitlines()[:2] == [
        "Ruth (A) and Owen (B), by turn.",
        next(line for line in out.splitlines() if line.startswith("Codebook: ")),
    ]
    header = next(line for line in out.splitlines() if line.startswith("code "))
    assert header.split()[:4] == ["code", "role", "turns", "both"]
    assert [line.split()[1:4] for line in out.splitlines() if line.startswith("Trust ")] == [
        ["Mentor", "3", "0"],
        ["Parent", "3", "1"],
        ["Staff", "member", "2"],
    ]
    assert "\nMentor: No kappa, since nobody put it on any unit: " in out
    assert "\nJaccard: of the units that either coded" in run(*asked, "--more", "--draws", "0")[1]
    told = json.loads(run(*asked, "--by", "wave", "--json", "--draws", "0")[1])
    assert told["by"] == ["role", "wave"]
    assert [(one["part"], one["role"], one["wave"]) for one in told["parts"]][:2] == [
        ("Mentor, Early", "mentor", "T1"),
        ("Parent, Early", "parent", "T1"),
    ]
    assert {"frame", "codes", "pooled", "unit", "blind"} <= set(told["parts"][0])
    rows = list(csv.DictReader(run(*asked, "--csv")[1].splitlines()))
    assert Counter(row["part"] for row in rows) == dict.fromkeys(["Mentor", "Parent", "Staff member"], 4)
    assert all(None not in row and None not in row.values() for row in rows)
    for wrong in (["--docx"], ["--confusion"], ["--as-revealed"], ["--by", "site"]):
        assert run(*asked, *wrong)[0] == 2, wrong

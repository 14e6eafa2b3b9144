"""Balance and recognition on the command line."""

from __future__ import annotations

import json

import pytest

from workbench import coding, themes


@pytest.fixture
def engine():
    return "sqlite"


def test_what_writers_should_see_is_listed_and_a_recognisable_quotation_is_a_fault(study, code, run, monkeypatch):
    monkeypatch.setenv("WORKBENCH_CODER", "Ruth")
    at = ("--study", str(study.folder))
    status, _, error = run(*at, "recognition")
    assert status == 2
    assert "no themes yet" in error
    code(study, "Parent 1 Early", "She sat with me when the letters came.", "trust")
    theme = themes.add(study, "Being [/bold] there", codes=["trust"], fields={"status": "reviewed"})
    status, out, error = run(*at, "recognition")
    assert (status, out) == (0, "")
    assert "No quotation is printed yet." in error
    themes.judge(study, theme, [one.id for one in coding.extracts(study)], use="key")
    status, out, error = run(*at, "recognition")
    assert status == 1
    assert "Parent 1, Early" in out
    assert "attributed “role”, as (Parent, Early): 1 of 2 at best" in out
    assert "1 of these are of roles with fewer than 3 people (Parent: 2)" in out
    assert 'quotation attribution THEME CODING CHOICE, with "role" as CHOICE' in error
    assert "Being [/bold] there" in out
    status, out, _ = run(*at, "recognition", "--json")
    (one,) = json.loads(out)
    assert status == 1
    assert (one["attribution"], one["recognisable"]) == ("Parent 1, Early", True)
    assert one["remedies"][-1] == {"do": "left out", "said": "leave it out", "could": None, "attribution": ""}

    status, out, _ = run(*at, "balance")
    assert status == 0
    assert "Look at: Late: no quotation is from this time point" in out
    found = json.loads(run(*at, "balance", "--json")[1])
    assert (found["quotations"], found["words"], found["coded"]) == (1, 8, 8)
    assert {line["kind"] for line in found["participants"]} == {"participant"}
    assert {flag["kind"] for flag in found["flags"]} >= {"unheard", "one voice"}
    assert run(*at, "balance", "--csv")[1].startswith("kind,id,label,quotations,")
    assert run(*at, "balance", "--csv", "--json")[0] == 2

"""What the references in narratives lead to: told by commands, and printed by reports, as it is by then."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from workbench import coding, themes
from workbench.report.compose import compose
from workbench.report.content import as_text, quotations_of
from workbench.report.gather import gather
from workbench.spans import Span
from workbench.themes.referred import MARKED, NOWHERE, TAKEN_OFF

SAT = "She sat with me"


@pytest.fixture
def engine():
    return "sqlite"


@pytest.fixture
def put(study, code, monkeypatch):
    monkeypatch.chdir(study.folder)
    monkeypatch.setenv("WORKBENCH_CODER", study.coder)
    (one,) = code(study, "Parent 1 Early", SAT, "listening")
    return one.id


def told(study, narrative):
    return [one.told for one in themes.referred(study, narrative)]


def test_a_reference_is_told_as_long_as_it_leads_nowhere(study, put, run):
    short = themes.reference_to(study, put)
    assert short == f"[[{str(put)[:8]}]]"
    narrative = f"She was there: {short} And [[ffff0000]]."
    themes.add(study, "Presence", codes=["listening"], fields={"narrative": narrative})
    code, out, err = run("themes", "Presence")
    assert code == 0
    assert "placed" in out
    assert f"prints nothing at [[ffff0000]]: {NOWHERE}" in " ".join(err.split())
    shown = json.loads(run("themes", "presence", "--json")[1])
    assert [(one["as_typed"], one["coding"], one["told"]) for one in shown["placed"]] == [
        (short[2:-2], str(put), ""),
        ("ffff0000", None, NOWHERE),
    ]
    made = compose(gather(study, study.coder))
    assert [one.source.extract for one in quotations_of(made.blocks)] == [str(put)]
    # Its code is taken off: nothing is left of it in print, and it is told until that is undone.
    coding.remove(study, [put])
    assert told(study, narrative) == [TAKEN_OFF, NOWHERE]
    assert f"at {short}: {TAKEN_OFF}" in " ".join(run("themes")[2].split())
    made = compose(gather(study, study.coder))
    assert [*quotations_of(made.blocks)] == []
    assert "She was there: And." in [as_text(one) for one in made.blocks]
    assert [one for one in made.notices if f"{short} is left out: {TAKEN_OFF}" in one]
    assert run("undo")[0] == 0
    assert told(study, narrative) == ["", NOWHERE]
    at = themes.referred(study, short)[0].extract
    coding.mark_not_for_quotation(study, "Parent 1 Early", Span(at.start, at.start + 3))
    assert told(study, narrative) == [MARKED, NOWHERE]
    assert [*quotations_of(compose(gather(study, study.coder)).blocks)] == []


def test_a_coding_of_somebody_else_means_its_passage(study, put, code):
    (theirs,) = code(replace(study, coder="Owen"), "Parent 1 Early", SAT, "trust")
    themes.add(study, "Presence", codes=["listening"], fields={"narrative": f"[[{theirs.id}]]"})
    made = compose(gather(study, study.coder))
    assert [one.source.extract for one in quotations_of(made.blocks)] == [str(put)]

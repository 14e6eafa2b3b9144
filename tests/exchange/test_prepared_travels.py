"""Packs carry how quotations are prepared, the questions a theme answers, and its other evidence."""

from __future__ import annotations

import pytest
import yaml
from packing import folder_bytes, take_in

from workbench import exchange, opening, themes
from workbench.errors import Refused
from workbench.prepared import Edit, Prepared

PARENT = "Parent 1 Early"


def the_theme(study):
    theme = themes.find_theme(study, "Presence")
    return theme, themes.theme_extracts(study)[theme.id][0]


@pytest.fixture
def machines(studies, code):
    """Two machines that know one theme whose extract is prepared."""
    here, there = studies.new(), studies.new()
    code(here, PARENT, "She sat with me", "listening")
    themes.add(here, "Presence", codes=["listening"])
    theme, one = the_theme(here)
    prepared = Prepared(edits=(Edit(0, 3, "redact", "(name)"),), form="dialogue", goes_on=True, attribution="no wave")
    themes.prepare(here, theme, one.extract.id, prepared)
    themes.add_evidence(here, theme, "Nine left.", "letters")
    themes.add_evidence(here, theme, "Two stayed.")
    exchange.pack(here)
    take_in(there, here.codings)
    return here, there


def without_ids(theme):
    return theme.answers, [(one.sentence, one.source) for one in theme.evidence]


@pytest.mark.both_engines
def test_all_of_it_arrives_and_packs_to_the_same_bytes(machines):
    here, there = machines
    (first, one), (second, other) = the_theme(here), the_theme(there)
    assert other.prepared == one.prepared
    assert without_ids(first) == without_ids(second)
    exchange.pack(there)
    assert folder_bytes(there) == folder_bytes(here)
    assert not exchange.plan(there, exchange.read_packs([here.codings])).brings_something
    opening.undo(there)
    assert themes.themes(there) == []


def test_what_differs_is_told_and_either_side_may_hold(machines):
    here, there = machines
    theme, one = the_theme(here)
    themes.prepare(here, theme, one.extract.id, Prepared(edits=(Edit(4, 7, "leave out"),)))
    themes.remove_evidence(here, theme, theme.evidence[0].id)
    exchange.pack(here)
    plan = exchange.plan(there, exchange.read_packs([here.codings]))
    assert [one.field for one in plan.conflicts] == ["how its quotations are prepared", "its other evidence"]
    with pytest.raises(Refused, match="how its quotations are prepared differs"):
        exchange.unpack(there, plan)
    exchange.unpack(there, plan, take="ours")
    assert the_theme(there)[1].prepared.form == "dialogue"
    take_in(there, here.codings, take="theirs")
    assert the_theme(there)[1].prepared == the_theme(here)[1].prepared
    assert without_ids(the_theme(there)[0]) == ((), [("Two stayed.", "")])


@pytest.mark.parametrize(
    ("quotation", "words"),
    [
        ({"edits": [{"at": [0, 3], "do": "replace", "words": "He"}]}, "nothing that can be done"),
        ({"edits": [{"at": [0], "do": "leave out"}]}, "which two places"),
        ({"edits": "all"}, "a list of edits"),
        ({"form": "poem"}, "no form"),
        ({"attribution": "by name"}, "no form of an attribution"),
    ],
)
def test_what_is_no_way_to_prepare_a_quotation_is_a_fault(machines, quotation, words):
    here, _ = machines
    path = here.codings / "themes.yaml"
    value = yaml.safe_load(path.read_text())
    value["themes"][0]["extracts"][0]["quotation"] = quotation
    path.write_text(yaml.safe_dump(value))
    (fault,) = exchange.read_packs([here.codings]).faults
    assert words in fault

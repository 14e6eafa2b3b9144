"""Where a role's attribution leaves the label out, its people are named by role everywhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbench.report.attribution import attribution, filled
from workbench.report.facts import ExtractRow
from workbench.report.printing import quotation_for_the_team
from workbench.report.quotation import Spoken


def with_format(facts, role: str, pattern: str):
    roles = tuple(replace(one, attribution=pattern) if one.id == role else one for one in facts.study.roles)
    return replace(facts, study=replace(facts.study, roles=roles))


@pytest.mark.parametrize("role_of_extract", [None, "parent"])
def test_a_name_that_the_role_leaves_out_stands_nowhere(facts, role_of_extract) -> None:
    facts = with_format(facts, "parent", "{role}")
    extract = ExtractRow("e", "Parent 1 T1", 0, 1, "x", ("P1", "PM1"), False, "T1", role_of_extract)
    parts = [Spoken("a", ("P1",), False), Spoken("b", ("PM1",), False)]
    said = attribution(facts, extract, parts)
    assert "Parent 1" not in said
    assert said.startswith("Parent")
    assert ("PM1" in said) == (role_of_extract is None)


def test_the_labels_of_a_dialogue_obey_each_speakers_role(facts) -> None:
    facts = with_format(facts, "mentor", "{role}, {wave}")
    transcript = facts.transcript_of["PM1 and PM2 T1"]
    extract = ExtractRow("e", transcript.name, 0, len(transcript.text), "x", ("PM1", "PM2"), False, "T1", "mentor")
    made = quotation_for_the_team(facts, extract, omission="…")
    assert made is not None
    assert {part.label for part in made.parts} == {"Peer mentor"}
    assert made.attribution == "Peer mentor, T1"


@pytest.mark.parametrize(
    ("pattern", "printed"),
    [
        ("{label} ({role}, {wave})", "Staff member, T1"),
        ("{label} ({role})", "Staff member"),
        ("{label} [{role}; {wave}]", "Staff member; T1"),
        ("({role}) {wave}", "(Staff member) T1"),
        ("{role} ({wave})", "Staff member (T1)"),
    ],
)
def test_brackets_round_all_that_is_left_go(pattern: str, printed: str) -> None:
    assert filled(pattern, {"label": "", "role": "Staff member", "wave": "T1"}) == printed

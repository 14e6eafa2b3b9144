import dataclasses

import pytest

from workbench.report.attribution import attribution, filled
from workbench.report.facts import ExtractRow
from workbench.report.quotation import Spoken


def said_by(facts, *people, one_of=False, role=None, wave="T1", transcript="Parent 1 T1"):
    extract = ExtractRow("e", transcript, 0, 1, "x", people, one_of, wave, role)
    parts = [Spoken("w", people, True)] if one_of else [Spoken("w", (each,), False) for each in people]
    return attribution(facts, extract, parts or [Spoken("w", (), False)])


def test_label_and_wave(facts):
    assert said_by(facts, "PM1", wave="T2") == "PM1, T2"


def test_several_speakers(facts):
    assert said_by(facts, "PM1", "PM2") == "PM1 and PM2, T1"
    assert said_by(facts, "PM1", "PM2", "P1") == "PM1, PM2 and Parent 1, T1"


def test_a_format_per_role(facts):
    assert said_by(facts, "TR") == "Trainer"
    assert said_by(facts, "S1") == "Staff member, T1"


def test_by_role_only_never_prints_the_label(facts):
    assert said_by(facts, "P2") == "Parent, T1"


def test_one_by_role_only_hides_the_names_of_all_of_the_role(facts):
    assert said_by(facts, "P1", "P2") == "Parent, T1"
    assert said_by(facts, "P2", "P1", "PM1") == "Parent and PM1, T1"
    assert said_by(facts, "P1", "PM1") == "Parent 1 and PM1, T1"


def test_what_was_noted_by_hand_says_so(facts):
    assert said_by(facts, "P1", wave="T2", transcript="Parent 1 T2") == "Parent 1, T2, from notes"
    assert said_by(facts, "TR", transcript="Parent 1 T2") == "Trainer, from notes"


def test_one_of_several_prints_the_role(facts):
    assert said_by(facts, "P1", "P3", one_of=True) == "Parent, T1"
    assert said_by(facts, "PM1", "P1", one_of=True) == "Peer mentor or Parent, T1"


def test_what_is_unknown_is_left_out_and_something_always_stands(facts):
    assert said_by(facts, "PM1", wave=None) == "PM1"
    assert said_by(facts) == "Participant, T1"
    assert said_by(facts, role="parent", wave=None) == "Parent"
    assert said_by(facts, "nobody known") == "Participant, T1"


def test_the_extracts_own_people_stand_in_where_turns_name_nobody(facts):
    extract = ExtractRow("e", "Parent 1 T1", 0, 1, "x", ("P1",), False, "T1", "parent")
    assert attribution(facts, extract, [Spoken("w", (), False)]) == "Parent 1, T1"


def test_a_source_without_speakers_is_named_by_its_kind(facts, study):
    row = dataclasses.replace(facts.transcripts[0], name="File 9", kind="case file", turns=())
    with_file = study.make_facts(transcripts=(row,))
    assert said_by(with_file, transcript="File 9", wave=None) == "Case file"


@pytest.mark.parametrize(
    ("pattern", "label", "role", "wave", "expected"),
    [
        ("{label}, {wave}", "", "Parent", "T1", "T1"),
        ("{role} ({wave})", "x", "Parent", "", "Parent"),
        ("{role} {label}, {wave}", "", "Parent", "T1", "Parent, T1"),
        ("{label} – {role} – {wave}", "A", "", "T2", "A – T2"),
        ("{label}", "{wave} [b]", "", "", "{wave} [b]"),
    ],
)
def test_a_field_without_a_value_goes_with_its_comma(pattern, label, role, wave, expected):
    assert filled(pattern, {"label": label, "role": role, "wave": wave}) == expected

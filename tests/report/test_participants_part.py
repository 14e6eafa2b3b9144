"""Who took part: counts by role and wave, or a row for each participant, and what the writer is told of the rows."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.report.compose import compose
from workbench.report.content import Table, as_text
from workbench.report.facts import ParticipantRow, ReportFacts, StudyFacts
from workbench.report.parts.participants_part import in_range, listed_rows, participants_part
from workbench.settings import ParticipantsTable, ReportChoices


def chosen(facts, **fields):
    return dataclasses.replace(facts, choices=ReportChoices(participants=ParticipantsTable(**fields)))


def rows_of(facts):
    (table,) = [block for block in participants_part(facts).blocks if isinstance(block, Table)]
    return [table.header, *(tuple(each[0].runs[0].text for each in row) for row in table.rows)]


def text_of(facts):
    return "\n".join(as_text(block) for block in participants_part(facts).blocks)


@pytest.fixture
def aged(study):
    """Six parents and a trainer with ages; one parent is quoted by role only, another never, a third declined."""

    def one(who, label, age, quoting="yes", word="interviewed", role="parent", site=""):
        return ParticipantRow(who, label, role, quoting, {"T1": word}, site=site, attributes={"age": age})

    rows = (
        *(
            one(f"P{number}", f"Parent {number}", age, site="Eastmoor")
            for number, age in ((1, "31"), (2, "34"), (3, "39"))
        ),
        one("P4", "Parent 4", "77", "by role only"),
        one("P5", "Parent 5", "88", "never"),
        one("P6", "Parent 6", "99", word="declined"),
        one("TR", "Trainer", "over 60", role="trainer"),
    )
    return study.make_facts(participants=rows)


def test_unless_it_is_chosen_the_table_counts(facts):
    assert rows_of(facts)[:2] == [("Role", "T1", "T2"), ("Peer mentor", "2 of 2", "1 of 2")]
    assert "One participant (Parent) declined at T2: had moved away." in text_of(facts)
    assert participants_part(facts).notices == ()
    without = dataclasses.replace(facts, choices=ReportChoices(parts=["method", "themes"]))
    assert "Participants interviewed" not in "".join(as_text(block) for block in compose(without).blocks)
    assert participants_part(dataclasses.replace(facts, participants=())) is None


def test_rows_of_those_who_may_be_named_with_ranges(aged):
    found = chosen(aged, columns=["role", "age", "site"], ranges={"age": 10})
    assert rows_of(found) == [
        ("No.", "Role", "Age", "Site"),
        ("101", "Parent", "30–39", "Eastmoor"),
        ("102", "Parent", "30–39", "Eastmoor"),
        ("103", "Parent", "30–39", "Eastmoor"),
        ("104", "Trainer", "over 60", "–"),
    ]
    assert "Interviewed and not listed: two participants (Parent)." in text_of(found)
    for unsaid in ("77", "88", "99", "Parent 4", "Parent 5"):
        assert unsaid not in text_of(found)
    told = " ".join(participants_part(found).notices)
    assert "Age: 1 value is no number and prints as in participants.csv" in told
    assert "1 row is like no other; at least three rows should be alike." in told


def test_rows_by_label_say_so_to_the_writer(aged):
    found = chosen(aged, columns=["age"], numbers=False)
    assert [row[0] for row in rows_of(found)] == ["Participant", "Parent 1", "Parent 2", "Parent 3", "Trainer"]
    told = " ".join(participants_part(found).notices)
    assert "its rows carry the labels by which participants are quoted" in told
    assert "4 rows are like no other; at least three rows should be alike." in told
    assert "Without Age: 0 alone, 0 in pairs." in told


def test_a_column_that_is_not_there_is_told(aged):
    found = chosen(aged, columns=["role", "shoes"], ranges={"hats": 2})
    assert (
        "participants.csv has no column shoes, hats (report.yaml, participants)." in participants_part(found).notices[0]
    )
    assert set(participants_part(found).notices) <= set(compose(found).notices)


labels = st.lists(st.text("AB019 ", max_size=4), min_size=1, max_size=8)


@given(labels, st.lists(st.sampled_from("xyz"), min_size=8, max_size=8))
def test_no_number_is_one_that_a_participant_is_known_by_and_no_place_tells_who(names, values):
    people = tuple(
        ParticipantRow(f"p{number}", name, None, waves={"T1": "interviewed"}, attributes={"a": value})
        for number, (name, value) in enumerate(zip(names, values, strict=False))
    )

    def table(rows):
        return rows_of(chosen(ReportFacts(StudyFacts("S"), rows), columns=["a"]))

    rows = table(people)
    known = "".join(f" {row.label} {row.participant} " for row in people)
    assert not any(row[0] in known for row in rows[1:])
    assert table(people[::-1]) == rows


@given(st.integers(-200, 200), st.integers(1, 50))
def test_a_number_stands_in_its_range(number, step):
    low, _, high = in_range(str(number), step).partition("–")
    assert int(low) <= number <= int(high or low)
    assert int(low) % step == 0


def test_rows_stand_in_the_tables_order_where_they_carry_labels(aged):
    assert [row.participant for row in listed_rows(chosen(aged, columns=["age"], numbers=False))][:2] == ["P1", "P2"]

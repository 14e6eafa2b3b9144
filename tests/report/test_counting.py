from workbench.report.counting import Count, interviewed, roles_heard, speaking
from workbench.report.facts import ExtractRow, ParticipantRow


def by(*people, wave="T1", one_of=False):
    return ExtractRow("e", "x", 0, 1, "c", people, one_of, wave)


def line(facts, role, extracts):
    return [str(count) for each in speaking(facts, extracts) if each.role == role for count in each.counts]


def test_n_of_those_interviewed_at_the_wave_with_zero_rows_kept(facts):
    extracts = [by("PM1"), by("PM1"), by("P1"), by("P1", wave="T2")]
    assert line(facts, "mentor", extracts) == ["1 of 2", "0 of 1"]
    assert line(facts, "parent", extracts) == ["1 of 2", "1 of 1"]
    assert line(facts, "trainer", extracts) == ["0 of 1", "–"]
    assert len(interviewed(facts, "parent", "T1")) == 2


def test_one_of_several_counts_as_at_least_one(facts):
    assert line(facts, "staff", [by("S1", "S2", one_of=True)])[0] == "at least 1 of 2"
    assert line(facts, "staff", [by("S1", "S2", one_of=True), by("S2")])[0] == "at least 1 of 2"
    assert line(facts, "staff", [by("S1"), by("S2"), by("S1", "S2", one_of=True)])[0] == "2 of 2"


def test_sets_that_share_nobody_are_different_people(study):
    people = tuple(ParticipantRow(f"S{n}", f"S{n}", "staff", waves={"T1": "in a group"}) for n in range(1, 6))
    facts = study.make_facts(participants=people)
    extracts = [by("S1", "S2", one_of=True), by("S3", "S4", one_of=True), by("S5")]
    assert line(facts, "staff", extracts)[0] == "at least 3 of 5"


def test_people_without_role_or_wave_have_a_line_of_their_own(study):
    facts = study.make_facts(participants=(ParticipantRow("X", "X", None, waves={"": "interviewed"}),))
    assert [str(count) for count in speaking(facts, [by("X", wave=None)])[-1].counts] == ["–", "–", "1 of 1"]


def test_heard_names_roles_and_waves_without_numbers(facts):
    assert roles_heard(facts, [by("P1", wave="T2"), by("P1"), by("PM1")]) == {"mentor": ["T1"], "parent": ["T1", "T2"]}


def test_a_count_that_is_complete_is_not_at_least():
    assert str(Count(3, 3, at_least=True)) == "3 of 3"

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.transcripts.naming import LONGEST_NAME, NameFacts, NameReader, transcript_name
from workbench.transcripts.tables import ParticipantFacts


class Name(NamedTuple):
    id: str
    label: str = ""


WAVES = [Name("T1"), Name("T2", "Follow-up")]
ROLES = [Name("mentor"), Name("parent"), Name("staff", "NBGM staff member"), Name("trainer"), Name("director")]
PEOPLE = [
    ParticipantFacts("PM1", "PM1", "mentor"),
    ParticipantFacts("PM2", "PM2", "mentor"),
    ParticipantFacts("P3", "Parent 3", "parent"),
    ParticipantFacts("P12", "Parent 12", "parent"),
    ParticipantFacts("S1", "Staff 1", "staff"),
    ParticipantFacts("S2", "Staff 2", "staff"),
    ParticipantFacts("S3", "Staff 3", "staff", status="T2: declined"),
    ParticipantFacts("TR", "Trainer", "trainer"),
]


def read(stem: str, people: list[ParticipantFacts] = PEOPLE, waves: list[Name] = WAVES) -> NameFacts:
    return NameReader(people, waves, ROLES).read(stem)


@pytest.mark.parametrize(
    ("stem", "participants", "wave", "kind"),
    [
        ("PM1-PM2_T1_joint", ("PM1", "PM2"), "T1", "joint"),
        ("pm1 pm2 t1", ("PM1", "PM2"), "T1", "joint"),
        ("Parent 3 T2", ("P3",), "T2", "individual"),
        ("parent_03-follow up", ("P3",), "T2", "individual"),
        ("Staff_T1_group", ("S1", "S2", "S3"), "T1", "group"),
        ("Staff T2 focus group", ("S1", "S2"), "T2", "group"),
        ("Mentors joint T1", ("PM1", "PM2"), "T1", "joint"),
        ("Trainer T1", ("TR",), "T1", "individual"),
        ("Trainer & PM1 (T1)", ("TR", "PM1"), "T1", "joint"),
        ("Mentor PM1 T1", ("PM1",), "T1", "individual"),
        ("2026-03-14 parent3 time 1", ("P3",), "T1", "individual"),
        ("T2_PM2_final_v2", ("PM2",), "T2", "individual"),
        ("T2_PM2final", ("PM2",), "T2", "individual"),
        ("PM1T1", ("PM1",), "T1", "individual"),
        ("Interview_with_PM1_(T1)", ("PM1",), "T1", "individual"),
        ("Parent 12", ("P12",), None, "individual"),
        ("P3 T1 and T2", ("P3",), None, "individual"),
        ("PM1, PM2 + S1", ("PM1", "PM2", "S1"), None, "group"),
        ("Parent 3 questionnaire", ("P3",), None, "questionnaire"),
        ("T3 PM1", ("PM1",), None, "individual"),
        ("P33a_Q1_final2", (), None, None),
        ("GMT20260314-101500_Recording", (), None, None),
        ("Interview 3", (), None, None),
        ("H1N1", (), None, None),
        ("", (), None, None),
    ],
)
def test_names_as_transcribers_make_them(stem: str, participants: tuple[str, ...], wave: str, kind: str) -> None:
    facts = read(stem)
    assert (facts.participants, facts.wave, facts.kind, facts.new_participants) == (participants, wave, kind, ())


@pytest.mark.parametrize(
    ("stem", "new"),
    [
        ("Parent 1 T1", [("Parent 1", "Parent 1", "parent")]),
        ("parent1_T1", [("Parent 1", "Parent 1", "parent")]),
        ("Parents 4 and 5 T1", [("Parent 4", "Parent 4", "parent"), ("Parent 5", "Parent 5", "parent")]),
        ("Parents 3-5", [("Parent 5", "Parent 5", "parent")]),
        ("Parent 3-2026", []),
        ("PM7_t1", [("PM7", "PM7", None)]),
        ("PM7_T1_final_v2.1 (1)", [("PM7", "PM7", None)]),
        ("2026-03-14 Copy of Interview 2 with PM7 notes", [("PM7", "PM7", None)]),
        ("Participant P4 T1", [("P4", "P4", None)]),
        ("PM1 and PM7 joint", [("PM7", "PM7", None)]),
        ("Mentor M5 T1", [("M5", "M5", "mentor")]),
        ("M5-M6 T1", [("M5", "M5", None), ("M6", "M6", None)]),
    ],
)
def test_somebody_new(stem: str, new: list[tuple[str, str, str | None]]) -> None:
    facts = read(stem)
    assert list(facts.new_participants) == new
    assert [entry.id for entry in facts.new_participants if entry.id in facts.participants] == [one[0] for one in new]


@pytest.mark.parametrize(
    "stem",
    [
        "LICENSE_podcastindex_CC0",
        "TX_RTF32_18",
        "checked_drop1",
        "cp437",
        "koi8",
        "pm7_t1",
        "Mentor m5 T1",
        "ABCD1",
        "P1000",
        "Smith P4",
        "P4 and 5",
        "P4-5",
        "P4 (2024)",
        "P4 T3",
        "P4 to P6",
    ],
)
def test_a_file_name_invents_nobody(stem: str) -> None:
    assert (read(stem).participants, read(stem).new_participants) == ((), ())


def test_known_participants_are_found_whatever_else_the_name_holds() -> None:
    assert read("LICENSE PM1 cc0 Smith").participants == ("PM1",)
    assert read("smith_pm1_x7").participants == ("PM1",)
    assert read("PM1 with P4 and Smith").participants == ("PM1",)


def test_participant_and_wave_in_one_token() -> None:
    waves = [Name("R1"), Name("R2"), Name("R3")]
    assert read("P10R3", [], waves).participants == ("P10",)
    assert read("P10R3", [], waves).wave == "R3"
    assert read("P1R1", [ParticipantFacts("P10", "P10"), ParticipantFacts("P1", "P1")], waves).participants == ("P1",)
    assert read("P1R4", [], waves) == NameFacts()
    assert read("R2 round 2", [], waves).wave == "R2"


def test_a_role_alone() -> None:
    assert read("Director T2").role == "director"
    assert read("Mentors T2").role == "mentor"
    assert read("Mentors T2").kind is None
    assert read("Mentors T2").participants == ()
    assert read("Parent 3 T2").role is None


def test_records_and_dates() -> None:
    assert read("14.03.2026 P3 notes").date == dt.date(2026, 3, 14)
    assert read("20260314_P3_tidied").date == dt.date(2026, 3, 14)
    assert read("2026-03-14 2026-03-15").date is None
    assert read("2026-02-31 P3").date is None
    assert read("P3 field notes").record == "notes"
    assert read("P3 verbatim").record == "verbatim"


def test_names_that_mean_two_people_mean_nobody() -> None:
    people = [ParticipantFacts("A1", "Woman"), ParticipantFacts("A2", "Woman"), ParticipantFacts("A", "A")]
    assert read("Woman T1", people).participants == ()
    assert read("interview with a woman", people).participants == ()
    assert read("interview A", people).participants == ("A",)
    both = [ParticipantFacts("P1", "P1"), ParticipantFacts("P01", "P01")]
    assert read("p01", both).participants == ("P01",)
    assert read("p001", both).participants == ()
    sites = [ParticipantFacts("N1", "Parent 1", "parent"), ParticipantFacts("S1", "Parent 1", "parent")]
    assert read("Parent 1", sites).participants == ()
    assert read("Parents 1 and 2", sites).new_participants == ()


def test_a_reader_learns() -> None:
    reader = NameReader(PEOPLE, WAVES, ROLES)
    (new,) = reader.read("Parent 9 T1").new_participants
    reader.add(ParticipantFacts(new.id, new.label, new.role))
    assert reader.read("parent9 T2").participants == ("Parent 9",)
    assert reader.read("parent9 T2").new_participants == ()


@pytest.mark.parametrize(
    ("who", "people", "role"),
    [
        # A role and a number, or a role alone: whatever the role's printed name is.
        ("Staff 9", [], "staff"),
        ("nbgm staff member 9", [], "staff"),
        ("Director", [], "director"),
        ("Anna of staff 9", [], None),
        # The letters before a number begin one role's name alone, or are the first letters of its words.
        ("P7", [], "parent"),
        ("M-03", [], "mentor"),
        ("Dir 2", [], "director"),
        ("NSM1", [], "staff"),
        ("PM7", [], None),
        ("X7", [], None),
        ("P", [], None),
        ("PM", [], None),
        ("7", [], None),
        # Those who are called alike have that role too, if all of them have the same; and they go first.
        ("PM7", PEOPLE, "mentor"),
        ("P 7", [ParticipantFacts("P1", "P1", "director")], "director"),
        ("PM7", [*PEOPLE, ParticipantFacts("PM8", "PM8", "staff")], None),
        ("P7", [ParticipantFacts("P1", "P1", None)], "parent"),
    ],
)
def test_an_id_tells_its_role_where_it_can_be_no_other(who: str, people: list[ParticipantFacts], role: str) -> None:
    assert NameReader(people, WAVES, ROLES).role_of(who) == role
    several = [*ROLES, Name("practitioner")]
    assert NameReader((), WAVES, several).role_of("P7") is None
    assert NameReader((), WAVES, several).role_of("Pr7") == "practitioner"


@given(st.text() | st.text(alphabet="PMpmt12 _-.&+()Staf√é²٣", max_size=300))
def test_any_name_can_be_read(stem: str) -> None:
    facts = read(stem)
    assert len(set(facts.participants)) == len(facts.participants)
    assert {new.id for new in facts.new_participants} <= set(facts.participants)
    assert facts == read(stem)


def test_transcript_names() -> None:
    assert transcript_name(["Parent 3"], ["P3"], "T1", "x", []) == "Parent 3 T1"
    assert transcript_name(["Mentor 1", "Mentor 2"], ["PM1", "PM2"], "T1", "x", []) == "PM1+PM2 T1"
    assert transcript_name(["Parent 3"], ["P3"], None, "x", []) == "Parent 3"
    assert transcript_name([], [], "T1", "my file", []) == "my file"
    assert transcript_name(["x" * LONGEST_NAME], ["x"], "T1", "stem", []) == "stem"
    assert transcript_name(["Parent 3"], ["P3"], "T1", "x", ["PARENT 3 t1", "Parent 3 T1 (2)"]) == "Parent 3 T1 (3)"
    assert transcript_name([], [], None, " \n", []) == "transcript"


@given(
    st.lists(st.tuples(st.lists(st.text(max_size=4), max_size=3), st.none() | st.text(max_size=3), st.text(max_size=4)))
)
def test_transcript_names_are_unique(rows: list[tuple[list[str], str | None, str]]) -> None:
    taken: list[str] = []
    for people, wave, stem in rows:
        name = transcript_name(people, people, wave, stem, taken)
        assert name.strip()
        assert name.casefold() not in {other.casefold() for other in taken}
        taken.append(name)


@pytest.mark.parametrize(
    ("stem", "who"), [("PM1", "PM1"), ("pm2_x", "PM2"), ("Parent3", "Parent 3"), ("pm 4", "Programme manager 4")]
)
def test_an_id_that_begins_with_a_roles_own_is_kept_as_the_files_have_it(stem: str, who: str) -> None:
    roles = [*ROLES, Name("pm", "Programme manager")]
    (new,) = NameReader((), (), roles).read(stem).new_participants
    assert (new.id, new.label, new.role) == (who, who, "parent" if who.startswith("Parent") else "pm")

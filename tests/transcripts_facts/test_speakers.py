from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from workbench.transcripts import in_words
from workbench.transcripts.grid import grid
from workbench.transcripts.speakers import SpeakerAssignment, assign, known_labels, unresolved
from workbench.transcripts.tables import ParticipantFacts


class Name(NamedTuple):
    id: str
    label: str = ""


WAVES = [Name("T1"), Name("T2")]
ROLES = [Name("mentor", "Peer mentor"), Name("parent"), Name("staff", "NBGM staff member")]
PM1, PM2 = ParticipantFacts("PM1", "PM1", "mentor"), ParticipantFacts("PM2", "PM2", "mentor")
P3, P4 = ParticipantFacts("P3", "Parent 3", "parent"), ParticipantFacts("P4", "Parent 4", "parent")
S = [ParticipantFacts(f"S{number}", f"Staff {number}", "staff") for number in (1, 2, 3)]
STUDY = [PM1, PM2, P3, P4, *S]
HERE = True


def who(
    labels: Sequence[str | None],
    here: Sequence[ParticipantFacts],
    kind: str | None = None,
    given: Mapping[str, tuple[str, ...]] | None = None,
    interviewers: Sequence[str] = ("Interviewer", "I"),
) -> dict[str | None, SpeakerAssignment]:
    return assign(
        labels,
        interviewers=interviewers,
        participants_of_transcript=here,
        all_participants=STUDY,
        roles=ROLES,
        kind=kind,
        given=given or {},
    )


def ids(
    labels: Sequence[str | None], here: Sequence[ParticipantFacts], kind: str | None = None
) -> list[tuple[str, ...]]:
    return [assignment.participants for assignment in who(labels, here, kind).values()]


@pytest.mark.parametrize("label", ["Interviewer", "INTERVIEWER", "I", "i", "Interviewer 2", "I2", "Interviewer KL"])
def test_interviewers(label: str) -> None:
    assert who([label], [P3])[label] == SpeakerAssignment(interviewer=True)


@pytest.mark.parametrize("label", ["PM1", "pm1", "PM 1", "PM-01", "PM1."])
def test_ids_and_labels_in_any_spelling(label: str) -> None:
    assert ids([label], [PM1, PM2], "joint") == [("PM1",)]


def test_printed_labels() -> None:
    assert ids(["Parent3", "Staff 2"], [P3, *S], "group") == [("P3",), ("S2",)]


def test_the_transcripts_own_participants_go_first() -> None:
    twins = [ParticipantFacts("A1", "Woman", "parent"), ParticipantFacts("A2", "Woman", "parent")]
    found = assign(
        ["Woman"],
        interviewers=[],
        participants_of_transcript=[twins[1], PM1],
        all_participants=[*twins, PM1],
        roles=ROLES,
        kind="joint",
        given={},
    )
    assert found["Woman"].participants == ("A2",)


@pytest.mark.parametrize("label", ["Staff", "staff member", "All staff", "Staff members", "NBGM staff", "Staff 9"])
def test_a_role_is_one_of_those_who_have_it(label: str) -> None:
    assert ids([label], [*S, PM1], "group") == [("S1", "S2", "S3")]
    assert ids([label], [S[0], PM1], "joint") == [("S1",)]
    assert unresolved(who([label], [PM1, PM2], "joint")) == [label]


def test_numbered_strangers_of_a_role_with_one_participant_stay_unknown() -> None:
    assert unresolved(who(["Staff 8", "Staff 9"], [S[0], PM1], "joint")) == ["Staff 8", "Staff 9"]


@pytest.mark.parametrize("label", ["Both", "ALL", "Everyone", "Group", "PM1 & PM2", "PM1/PM2", "PM1 and PM 2"])
def test_everybody_is_one_of_all(label: str) -> None:
    assert ids([label], [PM1, PM2], "joint") == [("PM1", "PM2")]


@pytest.mark.parametrize(
    "label", ["Participant", "interviewee", "Respondent", "R", "P", "Jane", "Speaker 2", "Interpreter"]
)
def test_the_one_who_is_no_interviewer(label: str) -> None:
    assert who(["I", label], [P3], "individual")[label] == SpeakerAssignment(("P3",))
    assert who(["I", label], [P3])[label] == SpeakerAssignment(("P3",))


def test_two_strangers_stay_unknown() -> None:
    found = who([None, "Speaker 1", "Speaker 2"], [P3], "individual")
    assert unresolved(found) == ["Speaker 1", "Speaker 2"]
    assert found[None].participants == ()


def test_a_stranger_beside_the_participant_is_not_the_participant() -> None:
    assert unresolved(who(["Kelly", "Parent 3"], [P3], "individual")) == ["Kelly"]
    assert ids(["I", "Interpreter", "Jane", "Jane"], [P3], "individual") == [(), ("P3",), ("P3",)]
    assert unresolved(who(["I", "Jane", "Both", "Jane"], [P3], "individual")) == ["Both"]
    assert unresolved(who(["I", "Jane"], [P3, P4], "joint")) == ["Jane"]


@pytest.mark.parametrize("labels", [["I", "Interpreter", "Jane"], ["I", "Both", "Jane"], ["I", "I", "Jane"]])
def test_who_speaks_once_where_others_answer_is_not_the_participant(labels: list[str | None]) -> None:
    assert "Jane" in unresolved(who(labels, [P3], "individual"))


def test_what_is_no_speech_is_nobodys() -> None:
    assert ids([None, ""], [P3]) == [("P3",), ()]
    assert unresolved(who([None, ""], [P3, P4])) == [None]
    assert unresolved(who(["", "I", "Parent 3"], [P3])) == []


@pytest.mark.parametrize(
    ("label", "who", "labels", "said"),
    [
        ("PM1", SpeakerAssignment(("PM1",)), ["PM1"], "PM1"),
        ("Mum", SpeakerAssignment(("P1", "P9")), ["Mum"], "one of [red]␛Parent 1 (P1) or P9"),
        ("I", SpeakerAssignment(interviewer=True), ["I"], "interviewer"),
        ("Child", SpeakerAssignment(), ["Child"], "nobody of the study"),
        ("\x1bX", SpeakerAssignment(is_settled=False), ["\x1bX"], "nobody knows who “␛X” is"),
        (None, SpeakerAssignment(is_settled=False), [None], "nobody knows who speaks"),
        (None, SpeakerAssignment(is_settled=False), [None, ""], "nobody knows who speaks"),
        (None, SpeakerAssignment(is_settled=False), [None, "I"], "nobody's words: a heading, a date"),
        ("", SpeakerAssignment(), [""], "nobody's words: a heading, a date"),
    ],
)
def test_who_speaks_is_said_in_one_way(
    label: str | None, who: SpeakerAssignment, labels: list[str | None], said: str
) -> None:
    people = {"PM1": ParticipantFacts("PM1", "PM1"), "P1": ParticipantFacts("P1", "[red]\x1bParent 1")}
    assert in_words.speaker(label, who, labels, people) == said


@pytest.mark.parametrize("label", ["One of the staff", "A staff member", "Staff 1 and 2", "both staff", "the staff"])
def test_words_round_a_role_leave_it_a_role(label: str) -> None:
    assert ids([label], [*S, PM1], "group") == [("S1", "S2", "S3")]
    assert ids(["Staff 1 and 2"], [S[0], PM1], "joint") == [()]


@pytest.mark.parametrize("label", ["Parents", "Both parents", "All parents", "Two parents", "BOTH PARENTS"])
def test_several_of_a_role_are_not_the_one_who_is_interviewed(label: str) -> None:
    assert unresolved(who(["I", label, label], [P3], "individual")) == [label]
    assert ids(["I", "One of the parents", "Parent"], [P3], "individual") == [(), ("P3",), ("P3",)]
    assert ids(["Staff"], S[:1], "individual") == [("S1",)]


@pytest.mark.parametrize("label", ["PM1 to PM2", "PM1 PM2", "PM1, PM2", "pm1 or PM2"])
def test_two_in_one_label_are_one_of_both(label: str) -> None:
    assert ids([label], [PM1, PM2, P3], "group") == [("PM1", "PM2")]


def test_an_interviewers_label_beside_anothers_is_nobodys() -> None:
    labels = ["I", "Jane / Interviewer", "Jane / Interviewer"]
    assert ids(labels, [P3]) == [(), ()]
    assert who(["The interviewer"], [P3])["The interviewer"].interviewer


def test_turns_without_labels() -> None:
    assert ids([None], [P3], "questionnaire") == [("P3",)]
    assert unresolved(who([None], [P3, P4])) == [None]
    assert unresolved(who([None, "I", "Parent 3"], [P3])) == []
    assert who([], [P3]) == {}


def test_what_a_person_has_said_goes_first() -> None:
    given = {"Mum": ("P3",), "parent 3": ("P4", "S1"), "Kelly": ("interviewer",), "Child": (), "X": ("gone",)}
    found = who(["Mum", "Parent 3", "KELLY", "Child", "X"], [P3, P4], "joint", given)
    assert found == {
        "Mum": SpeakerAssignment(("P3",)),
        "Parent 3": SpeakerAssignment(("P4", "S1")),
        "KELLY": SpeakerAssignment(interviewer=True),
        "Child": SpeakerAssignment(),
        "X": SpeakerAssignment(is_settled=False),
    }
    assert unresolved(found) == ["X"]


def test_labels_that_readers_should_know() -> None:
    labels = known_labels(participants=STUDY, roles=ROLES, interviewers=["Interviewer", "I"])
    assert {
        "Interviewer",
        "Interviewer 2",
        "I",
        "I2",
        "PM1",
        "Parent 3",
        "staff",
        "mentors",
        "Both",
        "Interviewee",
    } <= {*labels}
    assert "P" not in labels
    assert len(labels) == len(set(labels))


@examples(
    st.lists(st.none() | st.text(max_size=8) | st.sampled_from(["I", "Both", "PM1", "Staff", "R", "P3 and P4"])),
    st.lists(st.sampled_from(STUDY), max_size=3, unique_by=lambda facts: facts.participant),
    st.sampled_from([None, "individual", "joint", "group", "document"]),
)
def test_any_labels_are_answered(labels: list[str | None], here: list[ParticipantFacts], kind: str | None) -> None:
    found = who(labels, here, kind)
    assert list(found) == list(dict.fromkeys(labels))
    for assignment in found.values():
        assert set(assignment.participants) <= {facts.participant for facts in STUDY}
        assert not (assignment.interviewer and assignment.participants)
        assert assignment.is_settled or not assignment.participants


def test_the_grid() -> None:
    people = [
        PM1,
        ParticipantFacts("P6", "Parent 6", "parent", status="T2: declined"),
        ParticipantFacts("P7", "P7"),
        ParticipantFacts("P8", "P8", status="declined"),
        ParticipantFacts("P9", "P9", status="interviewed"),
    ]
    rows = grid(
        people,
        [
            (("PM1", "PM2"), "T1", "joint"),
            (("PM1",), "T1", "questionnaire"),
            (("PM1", "S1", "S2"), "T2", "group"),
            (("P6",), "T1", None),
            (("P8",), "T1", "case file"),
            (("P9",), "T2", "individual"),
        ],
        WAVES,
    )
    assert rows == {
        "PM1": {"T1": "jointly", "T2": "in a group"},
        "P6": {"T1": "interviewed", "T2": "declined"},
        "P7": {"T1": "not interviewed", "T2": "not interviewed"},
        "P8": {"T1": "case file", "T2": "declined"},
        "P9": {"T1": "not interviewed", "T2": "interviewed"},
    }


def test_transcripts_of_no_known_wave_have_a_column() -> None:
    assert grid([PM1, PM2], [(("PM1",), None, None)], WAVES) == {
        "PM1": {"T1": "not interviewed", "T2": "not interviewed", "": "interviewed"},
        "PM2": {"T1": "not interviewed", "T2": "not interviewed", "": ""},
    }
    assert grid([PM1], [], []) == {"PM1": {"": "not interviewed"}}

"""A line that begins with a label known from the study is never silently somebody else's words, whatever its dress."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from workbench.transcripts.doubtful import doubtful_lines, nobodys_lines
from workbench.transcripts.dress import begins_with, known_from
from workbench.transcripts.readers import read_bytes
from workbench.transcripts.speakers import assign, known_labels
from workbench.transcripts.tables import ParticipantFacts
from workbench.transcripts.turns import Turn, find_turns


class Role(NamedTuple):
    id: str
    label: str


PEOPLE = [
    ParticipantFacts("P4", "Parent 4", "parent"),
    ParticipantFacts("PM1", "PM1", "mentor"),
    ParticipantFacts("PM2", "PM2", "mentor"),
    ParticipantFacts("S1", "S1", "staff"),
    ParticipantFacts("S2", "S2", "staff"),
]
ROLES = [Role("parent", "Parent"), Role("mentor", "Peer mentor"), Role("staff", "Staff member")]
INTERVIEWERS = ("Interviewer", "I")
KNOWN = known_labels(participants=PEOPLE, roles=ROLES, interviewers=INTERVIEWERS)
BOTH_MENTORS, BOTH_STAFF, ALL = {"PM1", "PM2"}, {"S1", "S2"}, {facts.participant for facts in PEOPLE}

LABELS: dict[str, set[str]] = {
    label: people
    for labels, people in [
        ("Interviewer|INTERVIEWER|I|Interviewer 2|Interviewer 12|The interviewer|PM1 / Interviewer", set()),
        ("PM1|pm 1", {"PM1"}),
        ("Staff member 1|staff 2|One of the staff|A staff member|Staff members 1 and 2", BOTH_STAFF),
        ("Peer mentor 1|Mentors 1 and 2|both mentors|mentors", BOTH_MENTORS),
        ("PM1 and PM2|PM1/PM2|PM1 & PM2|PM1, PM2|PM1 + PM2|PM1 PM2|PM1 to PM2", BOTH_MENTORS),
        ("Both|All|Everyone", ALL),
    ]
    for label in labels.split("|")
}
"""Labels, and who may be behind them; empty: an interviewer, or nobody."""

DRESSES = [
    *("{}", "[{}]", "({})", "<{}>", "{{{}}}", '"{}"', "“{}”", "`{}`", "**{}**", "==`{}`==", "<b>{}</b>", "\u200b{}"),
    *("\ufeff{}", "\u200e{}\u200f", "1. {}", "001 {}", "001\t{}", "12) {}", "• {}", "- {}", "* {}", "> {}", ">> {}"),
    *("| {}", "00:12 | {}", "[1:02] {}", "00h01 {}", "@{}", "🎤 {}", "\u2060  {}", "# {}", "(1) [{}]"),
]
CLEAR = [":", ": ", " : ", "：", "∶ ", "\u200b: ", ", 00:12: ", " (00:12): ", ":\t"]
WEAK = ["; ", ";", " - ", "- ", " – ", "—", " = ", "> ", " | ", "/ ", ". ", "?: ", ") "]
ENDS = ["\n", "\u2028", "\u2029", "\v", "\f", "\x85"]


def behind(turns: list[Turn], at: int) -> tuple[set[str], Turn]:
    """Who may be behind the words at a place of a text, and their turn."""
    found = assign(
        [turn.speaker for turn in turns],
        interviewers=INTERVIEWERS,
        participants_of_transcript=PEOPLE,
        all_participants=PEOPLE,
        roles=ROLES,
        kind="group",
        given={},
    )
    turn = next(turn for turn in turns if turn.start <= at < turn.end)
    return set(found[turn.speaker].participants), turn


@pytest.mark.parametrize("label", LABELS)
def test_the_words_after_a_known_label_are_never_somebody_elses(label: str) -> None:
    number = list(LABELS).index(label)
    for place, dress in enumerate(DRESSES):
        # A third of the signs with each: over all labels every sign stands with every dress.
        for sign in [*CLEAR, *WEAK][(number + place) % 3 :: 3]:
            for end in ENDS if dress == "{}" else "\n":
                line = f"{dress.format(label)}{sign}Did he hit you?"
                text = f"Interviewer: How?\nParent 4: It was fine.{end}{line}{end}More of it."
                turns = find_turns(text, KNOWN)
                people, turn = behind(turns, text.index("Did he"))
                assert people <= LABELS[label], (line, turn)
                assert behind(turns, text.index("It was"))[0] == {"P4"}
                is_cut = turn.speaker is not None
                assert is_cut or 3 in nobodys_lines(text, turns) or end != "\n", (line, turn)
                if sign in CLEAR:
                    assert is_cut, line
                    assert text[turn.start :].startswith("Did he"), line


@pytest.mark.parametrize(
    "dress", ["[{}]:", "[{}]", "<{}>", "({}):", "{};", "{}.", "{} |", "{} =", "1. {}:", "- {}:", "{} -", "@{}:"]
)
@pytest.mark.parametrize("asks", ["Interviewer", "I"])
def test_a_text_may_set_its_labels_apart_in_its_own_way(dress: str, asks: str) -> None:
    lines = [(asks, "How was it?"), ("Parent 4", "Alright."), (asks, "Did he?"), ("Parent 4", "I - I never.\nI went.")]
    text = "\n".join(f"{dress.format(label)} {words}" for label, words in lines)
    turns = find_turns(text, KNOWN)
    assert [(turn.speaker, text[turn.start : turn.end]) for turn in turns] == lines


@pytest.mark.parametrize(
    "line",
    [
        *("I - I don't know.", "I. can't say.", "I went home.", "[I] think so.", "*I* never did.", "<i>Well</i> yes."),
        *("Parent 4 was there.", "Interviewer effects, they said: none.", "Parents' evening was hard.", "1. Money."),
        *(
            "Staff-led groups.",
            "Both of them drank.",
            "Parent-teacher meetings.",
            "2) The staff were kind.",
            "I, well, I.",
        ),
        *(
            "I, well, I.",
            "I think: no.",
            "- We had no money.",
            "All was well.",
            "Everyone else was kind, and the staff too.",
        ),
    ],
)
def test_what_only_begins_with_such_a_word_stays_with_whoever_says_it(line: str) -> None:
    text = f"Interviewer: How?\nParent 4: It was fine,\n{line}\nInterviewer: So?"
    turns = find_turns(text, KNOWN)
    assert [turn.speaker for turn in turns] == ["Interviewer", "Parent 4", "Interviewer"]
    assert doubtful_lines(text, turns, KNOWN) == []


def test_a_text_in_which_one_line_begins_with_a_label_is_not_all_one_persons() -> None:
    text = "It was hard.\nInterviewer; Were you afraid?\nNo."
    assert [turn.speaker for turn in find_turns(text, KNOWN)] == [None, "Interviewer"]


@pytest.mark.parametrize("line", ["PM1 - she was lovely.", "Parent 4 - that one – left.", "Interviewer - that he was."])
def test_a_known_word_with_a_dash_beside_clear_labels_moves_no_words_to_somebody_else(line: str) -> None:
    text = f"Interviewer: Who helped?\nS1: Lots.\n{line}\nI would do it again.\nInterviewer: Hm.\nS1: Bye."
    turns = find_turns(text, KNOWN)
    assert [turn.speaker for turn in turns] == ["Interviewer", "S1", None, "Interviewer", "S1"]
    assert nobodys_lines(text, turns) == [3]


def test_strangers_in_the_dress_of_known_labels_are_cut_off() -> None:
    text = "[Interviewer]: How?\n[PM1]: So so.\n[Kelly]: Can I ask?\n[PM1]: Hm."
    assert [turn.speaker for turn in find_turns(text, KNOWN)] == ["Interviewer", "PM1", "Kelly", "PM1"]
    assert [turn.speaker for turn in find_turns("1. PM1: a\n2. PM2: b\n3. Work: hard.", KNOWN)] == ["PM1", "PM2"]


@pytest.mark.parametrize("suffix", [".srt", ".vtt"])
def test_cues_too(suffix: str) -> None:
    said = [
        "Interviewer: How?",
        "Parent 4: Fine.\n- Interviewer: Did he hit you?",
        ">> PM1: No.",
        "Interviewer; And then?",
    ]
    cues = [f"00:00:0{at},000 --> 00:00:0{at + 1},000\n{words}\n" for at, words in enumerate(said)]
    reading = read_bytes("\n".join(cues).encode(), suffix, name="a", known_labels=KNOWN)
    words = [(turn.speaker, reading.text[turn.start : turn.end]) for turn in reading.turns]
    assert words == [
        ("Interviewer", "How?"),
        ("Parent 4", "Fine."),
        ("Interviewer", "Did he hit you?"),
        ("PM1", "No."),
        (None, "Interviewer; And then?"),
    ]
    assert any(notice.startswith("from line 5 on it is not clear") for notice in reading.notices)


def test_what_is_told_of_nobodys_lines_holds_no_words() -> None:
    reading = read_bytes(b"PM1: a\nSECRET\n\nPM2; hush\nPM1: b", ".txt", name="a.txt", known_labels=KNOWN)
    (notice,) = reading.notices
    assert "from line 4 on" in notice
    assert "hush" not in notice


def test_a_beginning_says_where_its_words_begin() -> None:
    known = known_from(frozenset(KNOWN))
    for line in ("[00:12] <b>PM1:</b> no", "- “PM 1”:  no", "003\tpm1:\u200b no"):
        found = begins_with(line, known)
        assert found is not None
        assert line[found.words :] == "no"

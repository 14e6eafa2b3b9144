import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.transcripts.labels import key_of, looks_like_label, milliseconds
from workbench.transcripts.turns import Turn, find_turns


def seen(text: str, *known: str) -> list[tuple[str | None, str]]:
    return [(turn.speaker, text[turn.start : turn.end]) for turn in find_turns(text, known)]


def times(text: str, *known: str) -> list[int | None]:
    return [turn.time for turn in find_turns(text, known)]


@pytest.mark.parametrize(
    "text",
    [
        "Interviewer: Hello.\n\nMaria: Hi.\n\nInterviewer: So?\n\nMaria: Well.",
        "Interviewer: Hello.\nMaria: Hi.\nInterviewer: So?\nMaria: Well.",
        "Interviewer:Hello.\nMaria: Hi.\nInterviewer:So?\nMaria: Well.",
        "**Interviewer:** Hello.\n\n**Maria:** Hi.\n\n**Interviewer**: So?\n\n**Maria:** Well.",
        "[00:12] Interviewer: Hello.\n[00:13] Maria: Hi.\n[00:14] Interviewer: So?\n[00:15] Maria: Well.",
        "00:12 Interviewer: Hello.\n00:13 Maria: Hi.\n0:14 Interviewer: So?\n00:15 Maria: Well.",
        "Interviewer [00:12]: Hello.\nMaria [00:13]: Hi.\nInterviewer [00:14]: So?\nMaria [00:15]: Well.",
        "Interviewer (00:12:05): Hello.\nMaria (00:13:00): Hi.\nInterviewer (0:14): So?\nMaria (0:15): Well.",
        "Interviewer:\nHello.\n\nMaria:\nHi.\n\nInterviewer:\nSo?\n\nMaria:\nWell.",
        "Interviewer  0:21  \nHello.\n\nMaria  0:25  \nHi.\n\nInterviewer  1:00\nSo?\n\nMaria  1:02:03\nWell.",
        "Interviewer\nHello.\n\nMaria\nHi.\n\nInterviewer\nSo?\n\nMaria\nWell.",
        "## Interviewer\nHello.\n\n## Maria\nHi.\n\n## Interviewer\nSo?\n\n## Maria\nWell.",
        "Interviewer\tHello.\nMaria\tHi.\nInterviewer\tSo?\nMaria\tWell.",
        "Interviewer:\tHello.\nMaria:\tHi.\nInterviewer:\tSo?\nMaria:\tWell.",
        "00:01\nInterviewer: Hello.\n00:02\nMaria: Hi.\n00:03\nInterviewer: So?\n00:04\nMaria: Well.",
        "**Interviewer:** [00:00:00] Hello.\n\n**Maria:** Hi.\n\n**Interviewer:** So?\n\n**Maria:** Well.",
    ],
)
def test_the_forms_in_which_transcribers_write_speakers(text):
    assert seen(text) == [("Interviewer", "Hello."), ("Maria", "Hi."), ("Interviewer", "So?"), ("Maria", "Well.")]


def test_dashes_and_codes():
    text = "I - Hello.\nP3 - Hi.\nI – So?\nP3 – I - I mean, well."
    assert seen(text) == [("I", "Hello."), ("P3", "Hi."), ("I", "So?"), ("P3", "I - I mean, well.")]
    stammer = "R: One.\n\nP: Two.\n\nI - I mean three.\n\nR: Four.\n\nP: Five."
    assert [speaker for speaker, _ in seen(stammer, "I")] == ["R", "P", "R", "P"]


def test_lower_case_and_short_labels():
    text = "interviewer: a b\ninterviewee: c\ninterviewer: d\ninterviewee: e"
    assert [speaker for speaker, _ in seen(text)] == ["interviewer", "interviewee"] * 2
    assert [speaker for speaker, _ in seen("I: a\nR: b\nI: c\nR: d")] == ["I", "R", "I", "R"]


def test_known_labels_count_where_they_stand_once():
    text = "Interviewer: Hello.\n\nNBGM team lead 2: Hi.\n\nmore\n\nPARENT 3: Hm."
    assert [speaker for speaker, _ in seen(text)] == ["Interviewer", "PARENT 3"]
    assert seen(text, "NBGM team lead 2", "parent3") == [
        ("Interviewer", "Hello."),
        ("NBGM team lead 2", "Hi.\n\nmore"),
        ("PARENT 3", "Hm."),
    ]
    assert seen("Parent 3 (mother): Yes.", "Parent 3") == [("Parent 3 (mother)", "Yes.")]


@pytest.mark.parametrize(
    "line",
    [
        "Note: she was tired.",
        "One thing: it rained.",
        "Example: the kitchen.",
        "The point is: nobody came.",
        "http://example.org/page",
        "At 10:30 we left.",
        "Well, he said: go.",
        "Me: what do you mean?",
    ],
)
def test_what_looks_like_a_label_inside_speech_is_none(line):
    text = f"I: Go on.\n\nP3: It was so.\n{line}\n\nand more\n{line}\n\nI: Right?\n\nP3: Yes.\n\nI: Good.\n\nP3: Bye."
    assert [speaker for speaker, _ in seen(text)] == ["I", "P3", "I", "P3", "I", "P3"]


def test_those_who_speak_once_among_others():
    text = "Speaker 1: a\nSpeaker 2: b\nSpeaker 1: c\nSpeaker 2: d\nSpeaker 3: e\nMother: f\nSpeaker 1: g"
    assert [speaker for speaker, _ in seen(text)][-3:] == ["Speaker 3", "Mother", "Speaker 1"]


def test_the_lines_above_an_interview():
    text = "Interview 4\nInterviewer: Jo Beck\nDate: 3 May 2025\n\nInterviewer: Hello.\n\nP3: Hi."
    assert seen(text, "P3") == [
        (None, "Interview 4"),
        (None, "Interviewer: Jo Beck"),
        (None, "Date: 3 May 2025"),
        ("Interviewer", "Hello."),
        ("P3", "Hi."),
    ]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("I: How?\nP3: Fine\nI: Did he?\nP3: No\nDuration: 2 minutes", ["I", "P3", "I", "P3"]),
        ("I: How was it?\nP3: No.\n\nTranscribed by: KL", ["I", "P3"]),
        ("I: Where was that?\nP3: There.\nPlace: the park, always.\nI: And?\nP3: All.", ["I", "P3", "I", "P3"]),
        ("Interviewer: Jo B.\nInterviewer: Ann\nP3: Jane\nPlace: home\n\nI: And?\nP3: All.", ["I", "P3"]),
    ],
)
def test_what_stands_below_talk_is_no_header(text: str, speakers: list[str]) -> None:
    assert [speaker for speaker, _ in seen(text, "I", "P3", "Interviewer") if speaker] == speakers


def test_paragraphs_go_on_and_labels_begin_anew():
    text = "Title\n\nI: One.\n\nTwo.\n\nI: Three.\n\nP3:\n\nI: Four."
    assert seen(text, "I", "P3") == [(None, "Title"), ("I", "One.\n\nTwo."), ("I", "Three."), ("I", "Four.")]


def test_markdown_headings_are_nobodys_speech():
    text = "I: One.\n\nP3: Two.\n\n## Second part\n\nStill two.\n\nI: Three.\n\nP3: Four."
    assert seen(text) == [
        ("I", "One."),
        ("P3", "Two."),
        ("", "## Second part"),
        (None, "Still two."),
        ("I", "Three."),
        ("P3", "Four."),
    ]


def test_without_labels():
    assert seen("one\ntwo\nthree") == [(None, "one"), (None, "two"), (None, "three")]
    assert seen("one\ntwo\n\n \nthree\n") == [(None, "one\ntwo"), (None, "three")]
    stamped = "00:01.500 --> 00:04.000\nHello there.\n\n[00:05]  We go on."
    assert seen(stamped) == [(None, "Hello there."), (None, "We go on.")]
    assert times(stamped) == [1500, 5000]
    assert seen("10:30 we left\n\nand then\n\nwe came\n\nhome") == [
        (None, "10:30 we left"),
        (None, "and then"),
        (None, "we came"),
        (None, "home"),
    ]
    assert seen("") == []
    assert seen(" \n\t\n") == []


def test_times():
    assert [milliseconds(clock) for clock in ("0:21", "01:02:03", "00:01.5", "00:01,250")] == [
        21000,
        3723000,
        1500,
        1250,
    ]
    assert times("[00:12] I: a\nR (1:00:00): b\nI  0:21\nc\nR: d", "I", "R") == [12000, 3600000, 21000, None]


@pytest.mark.parametrize(
    "label", ["I", "P3", "PM1", "Dr. Ann O'Hara", "Maria de la Cruz", "Parent 3", "SPEAKER_00", "采访者"]
)
def test_names_look_like_labels(label):
    assert looks_like_label(label)


@pytest.mark.parametrize(
    "label", ["", "the point", "He said", "Yes", "3. Point", "One, two", "Really?", "Note", "x" * 50]
)
def test_sentences_do_not(label):
    assert not looks_like_label(label)


LABELS = st.sampled_from(["I", "P3", "Interviewer", "Parent 3", "Maria", "Both"])
WORDS = st.text(st.sampled_from("ab é語\t.,:-[]()😀#*"), max_size=30)
SPOKEN = st.builds("{}: {}".format, LABELS, WORDS)
STAMPED = st.builds("[00:{:02}] {}: {}".format, st.integers(0, 59), LABELS, WORDS)
LINES = st.lists(st.one_of(SPOKEN, STAMPED, WORDS, st.just(""), LABELS), max_size=25).map("\n".join)


def check_partition(text: str, turns: list[Turn]) -> None:
    """Turns are ordered and trimmed, and what is outside them is the head of a line, short, or white space."""
    at = 0
    for turn in turns:
        assert at <= turn.start < turn.end <= len(text)
        words = text[turn.start : turn.end]
        assert words == words.strip()
        at = turn.end
    at = 0
    for start, end in [*((turn.start, turn.end) for turn in turns), (len(text), len(text))]:
        outside = text[at:start]
        lines = outside.split("\n")
        for number, line in enumerate(lines):
            if line.strip():
                assert len(line) <= 160
                assert number > 0 or at == 0, "only the head of a line may be outside"
        at = end


@given(st.one_of(st.text(max_size=300), LINES), st.sets(LABELS))
def test_turns_are_a_partition_of_what_is_said(text, known):
    check_partition(text, find_turns(text, known))


@given(
    st.lists(st.tuples(LABELS, st.text("abcdé語 ", min_size=1, max_size=20).map(str.strip).filter(bool)), min_size=1)
)
def test_labelled_turns_come_back_as_they_were_written(spoken):
    text = "\n\n".join(f"{label}: {words}" for label, words in spoken)
    assert seen(text, *(label for label, _ in spoken)) == spoken


@given(st.text(max_size=20))
def test_keys_forget_capitals_and_spaces(label):
    assert key_of(label) == key_of(f" {label} ")


@pytest.mark.parametrize(
    "text",
    [
        "a" * 300_000,
        " " * 300_000,
        "A " * 150_000,
        "A: " * 100_000,
        "[00:" * 75_000,
        "**" * 150_000,
        "00:00 " * 50_000,
        "- " * 150_000,
        "Ab (" * 75_000,
        ("Word " * 30 + "\n") * 2_000,
        ("A" + " " * 140 + "\n") * 2_000,
        ("Interviewer: " + "word " * 20 + "\n\n") * 2_500,
        ("(" * 150 + "\n") * 2_000,
        ("Ab cd ef:" * 16 + "\n") * 2_000,
    ],
)
def test_no_line_makes_it_slow(text):
    begin = time.process_time()
    find_turns(text)
    assert time.process_time() - begin < 2.0  # some tens of milliseconds; what is caught is growth by the square


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("I: Did it help you?\nR: No.\n", ["I", "R"]),
        ("I: one\nP1: two\nI: three", ["I", "P1", "I"]),
        (
            "I: one\n\nP1: two\n\nI: three\n\nPM2: four\n\nI: five\nM3: six\nS 2: seven",
            ["I", "P1", "I", "PM2", "I", "M3", "S\xa02"],
        ),
        ("Interviewer: hello\nP1:\tgood", ["Interviewer", "P1"]),
        ("**Interviewer:** hello\n**P1:**\tgood", ["Interviewer", "P1"]),
        ("Interviewer:Hello.\nP1:Hi.", ["Interviewer", "P1"]),
        ("Interviewer\thello\nP1\tgood", ["Interviewer", "P1"]),
        ("Interviewer - hello\nP1 - good\nInterviewer - so", ["Interviewer", "P1", "Interviewer"]),
        ("Interviewer\nHello.\n\nP1\nHi.\n\nInterviewer\nSo?", ["Interviewer", "P1", "Interviewer"]),
        ("R: Shall I begin?\nI: Yes.", ["R", "I"]),
        ("Interviewer: a\nParticipant: b\n\nInterviewer: c", ["Interviewer", "Participant", "Interviewer"]),
        ("I: a\nR1: b\n\nI: c\nR2: d\n\nI: e\nR3: f", ["I", "R1", "I", "R2", "I", "R3"]),
        ("I: a\nQ: b\nA: c", ["I", "Q", "A"]),
        ("I: a\nParent 3: b", ["I", "Parent 3"]),
        ("I: a\nP1: b\nI: c\nP1: d\nI: e\nMother: f", ["I", "P1", "I", "P1", "I", "Mother"]),
        ("I: a\nMary: b\nI: c", ["I", "Mary", "I"]),
        ("Interviewer: a\n\nMrs Field: b\n\nmore\n\nInterviewer: c", ["Interviewer", "Mrs Field", "Interviewer"]),
        ("Interviewer: a\nDr. Ann Field: b", ["Interviewer", "Dr. Ann Field"]),
        ("Interviewer 2: a\n采访者: b", ["Interviewer 2", "采访者"]),
        ("Jo: a\nMary: b", ["Jo", "Mary"]),
        ("I: a\nMrs Ann Field: b", ["I", "Mrs Ann Field"]),
    ],
)
def test_who_speaks_once_is_not_taken_for_the_interviewer(text: str, speakers: list[str]) -> None:
    known = ["I", "Interviewer", "Interviewer 2", "Jo"]
    assert [speaker for speaker, _ in seen(text, *known)] == [speaker.replace("\xa0", " ") for speaker in speakers]


@pytest.mark.parametrize("line", ["Note: x", "One thing: x", "So: x", "PS: x", "NB: x", "Thank You: x", "Section 2: x"])
def test_what_is_no_name_is_none_after_an_interviewer_either(line: str) -> None:
    assert seen(f"I: Go on.\n{line}\n\nI: So?", "I") == [("I", f"Go on.\n{line}"), ("I", "So?")]
    assert [speaker for speaker, _ in seen(f"I: Go on.\nR: Well.\n{line}\n\nI: So?", "I")] == ["I", "R", "I"]


def test_what_begins_a_sentence_is_none_in_somebody_elses_speech() -> None:
    text = "I: How?\nMary: So so.\nWork: hard.\nI: And?\nMonday: free."
    assert [speaker for speaker, _ in seen(text, "I")] == ["I", "Mary", "I", "Monday"]
    assert [speaker for speaker, _ in seen(text, "I", "Mary")] == ["I", "Mary", "I"]
    assert [speaker for speaker, _ in seen("I: a\nP4: b\nA - a kettle\nI - I mean", "I")] == ["I", "P4"]


@pytest.mark.parametrize(
    "label",
    [
        *(
            "Kelly",
            "Gran",
            "Kelly Marsh",
            "Mrs Marsh",
            "Dr. Marsh",
            "KM",
            "K.M.",
            "Kelly M",
            "J. Marsh",
            "Hope",
            "Will",
        ),
        *("Doctor Brown", "Social worker", "Visitor 2", "GP", "O'Hara", "Anne-Marie", "Zoë", "Old Tom", "Mary (gran)"),
    ],
)
def test_somebody_else_who_speaks_once_is_no_participant(label: str) -> None:
    text = f"Interviewer: How?\nPM1: So so.\n{label}: Can I ask about pay?\nPM2: Not an old one, nor an ant."
    assert seen(text, "PM1", "PM2", "Interviewer")[2] == (label, "Can I ask about pay?")
    apart = text.replace("\n", "\n\n").replace(f"\n\n{label}", f"\n{label}") + "\n\nPM1: Hm."
    assert seen(apart, "PM1", "PM2", "Interviewer")[2] == (label, "Can I ask about pay?")
    assert seen(text.replace(":", " -"), "PM1", "PM2", "Interviewer")[2][0] in (label, "PM2")


@pytest.mark.parametrize(
    "label",
    [
        *(
            "Note",
            "One thing",
            "Question",
            "Answer",
            "Anyway",
            "Two Things",
            "The Point",
            "Step 2",
            "Week 3",
            "NB",
            "TV",
        ),
        *(
            "Parenting",
            "Education",
            "Loneliness",
            "Kindness Matters",
            "First of all",
            "My Mum's View",
            "质疑事项",
            "Me",
        ),
        *("Teabags", "Long Walks"),
    ],
)
def test_what_only_begins_a_sentence_stays_with_who_says_it(label: str) -> None:
    text = f"Interviewer: How?\n\nPM1: So so, teabags and walks.\n{label}: it was hard.\n\nPM2: Hm.\n\nPM1: Hm."
    for laid in (text, text.replace("\n\n", "\n")):
        assert [speaker for speaker, _ in seen(laid, "PM1", "PM2")] == ["Interviewer", "PM1", "PM2", "PM1"]


def test_questions_and_answers_are_labels_where_both_are_there() -> None:
    assert seen("Question: Why?\nAnswer: So.") == [("Question", "Why?"), ("Answer", "So.")]
    assert seen("Question 1: Why?\nAnswer: So.\nQuestion 2: And?\nAnswer: No.")[2] == ("Question 2", "And?")


def test_labels_before_a_text_count_as_in_it() -> None:
    def speakers(text: str, *before: str) -> list[str | None]:
        return [turn.speaker for turn in find_turns(text, ["I"], before=before)]

    assert speakers("P1: Hi there") == [None]
    assert speakers("P1: Hi there", "I") == ["P1"]
    assert speakers("Mary: Hi there", "I") == ["Mary"]
    assert speakers("Mary: Hi there", "I", "P1") == ["Mary"]
    assert speakers("Work: Hi there", "P1", "I") == [None]
    assert speakers("Title", "I") == [None]

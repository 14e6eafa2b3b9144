"""An invented study of allotments, for tests that read reports back: who says what, at two waves."""

from __future__ import annotations

from workbench.report.facts import (
    ParticipantRow,
    PassageRow,
    ReportFacts,
    RoleRow,
    StudyFacts,
    TranscriptRow,
    TurnRow,
    WaveRow,
)

SPEAKERS = {
    "Ines": ("G1",), "Jonah": ("G2",), "Kit": ("G3",), "Lena": ("W1",), "Moss": ("W2",), "Wardens": ("W1", "W2"),
    "Nat": ("N1",),
}  # fmt: skip

TALKS = {
    "Gardener 1 T1": ("individual", "T1", ("G1",), [
        ("Interviewer", "What was it like when you took the plot on?"),
        ("Ines", "It was all couch grass and broken glass. I did not think I would last the winter, if I am honest. "
                 "My neighbour on the next plot lent me a fork and showed me where the water runs."),
        ("Interviewer", "Mm."),
        ("Ines", "She never told me what to do. She just dug beside me, and by March we had a bed of broad beans."),
        ("Interviewer", "And did anybody from the council come by?"),
        ("Ines", "Not once. I wouldn't have known who to ring, and nobody there knew my name."),
    ]),
    "Gardener 1 T2": ("individual", "T2", ("G1",), [
        ("Interviewer", "A year on, what has changed?"),
        ("Ines", "I lend out the fork now. It is, um, it is my turn to stand at the gate and say hello. "
                 "Two of the new ones cried when their beans were eaten, and I told them mine were eaten twice."),
        ("Interviewer", "What would you tell the council?"),
        ("Ines", "Unless they mend the tap by May, half of us will give up. "
                 "You know, a garden without water is a field."),
    ]),
    "Gardeners T1 joint": ("joint", "T1", ("G2", "G3"), [
        ("Interviewer", "How did you two meet?"),
        ("Jonah", "He shouted at me about a hedge. It was the first thing anybody there had said to me in weeks."),
        ("Kit", "I did shout. My hands were cold and I had lost my spectacles in the compost (laughs) "
                "and there he was."),
        ("Jonah", "We have had tea every Sunday since, rain or shine, and he brings the biscuits."),
    ]),
    "Wardens T1": ("group", "T1", ("W1", "W2"), [
        ("Interviewer", "What do you see from the office?"),
        ("Wardens", "We see who pays and who does not. What we miss is who is lonely until they hand the key back."),
        ("Lena", "I keep a list of names now (name of site) and I ring two of them every Friday."),
        ("Moss", "The list was her idea. I thought it was soft, and I was wrong about that."),
    ]),
    "Neighbour T2": ("individual", "T2", ("N1",), [
        ("Interviewer", "You live beside the site?"),
        ("Nat", "I hear them laughing over the wall of an evening. It used to be dogs and motorbikes."),
    ]),
}  # fmt: skip
"""Each talk: kind, wave, who takes part, and who says what."""

TURNING = ("individual", "T1", ("G1",), [
    ("Interviewer", "And the water?"),
    ("Ines", "If they had told us in May, we would have carried it ourselves. I can't say I minded that. "
             "We never spoke of the tap, that's true, we thought somebody would mend it. "
             "It was 3.5 metres down and cost us 1,200 pounds before June. "
             "He is a careful non-smoker, and we weren't un-impressed by that at all. "
             "I would lend them the fork, if they asked. They don't ring in winter, they come in spring."),
])  # fmt: skip
"""What is easily turned into its opposite: words that an apostrophe, a hyphen or a stop joins, and whole clauses."""

MARKED = "I had lost my spectacles in the compost"
"""What is marked not for quotation."""


def transcript(name, kind, wave, people, talk):
    text, turns = "", []
    for speaker, words in talk:
        text += f"{speaker}: "
        who = SPEAKERS.get(speaker, ())
        turns.append(TurnRow(len(text), len(text) + len(words), speaker, who, len(who) > 1, speaker == "Interviewer"))
        text += words + "\n\n"
    return TranscriptRow(name, kind, "verbatim", wave, text, tuple(turns), people)


def facts(**changes):
    rows = tuple(transcript(name, *talk) for name, talk in TALKS.items())
    joint = next(row for row in rows if MARKED in row.text)
    at = joint.text.index(MARKED)
    given = {
        "study": StudyFacts(
            "Common ground", waves=(WaveRow("T1", "First visit"), WaveRow("T2", "T2")),
            roles=(
                RoleRow("gardener", "Gardener"), RoleRow("warden", "Warden", "{label}"),
                RoleRow("neighbour", "Neighbour", "{label}"),
            ),
        ),
        "participants": (
            ParticipantRow("G1", "Gardener 1", "gardener"), ParticipantRow("G2", "Gardener 2", "gardener"),
            ParticipantRow("G3", "Gardener 3", "gardener"), ParticipantRow("W1", "Warden 1", "warden"),
            ParticipantRow("W2", "Warden 2", "warden", "by role only"), ParticipantRow("N1", "Neighbour", "neighbour"),
        ),
        "transcripts": rows,
        "marked": (PassageRow(joint.name, at, at + len(MARKED)),),
    }  # fmt: skip
    return ReportFacts(**(given | changes))

from __future__ import annotations

from uuid import UUID

import pytest

from workbench.transcripts.listing import SpokenText, SpokenTurn
from workbench.tui.transcript.page import clock, page_of


def spoken(text: str, *turns: tuple[str, str | None]) -> SpokenText:
    found, at = [], 0
    for words, label in turns:
        at = text.index(words, at)
        found.append(SpokenTurn(at, at + len(words), label, 5_000, (), label == "I"))
    return SpokenText(UUID(int=1), UUID(int=2), "Parent 1 T1", text, tuple(found))


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("I: Hello.\nPM1: Yes.", ["I: Hello.", "PM1: Yes."]),
        ("Title\n\nI: Hello.\n\nPM1: Yes.\n", ["I: Hello.", "PM1: Yes."]),
        ("I\nHello.\n00:03\nPM1 00:04\nYes.", ["I\nHello.", "PM1 00:04\n"]),
        ("[00:01] I: Hello. PM1: Yes.", ["[00:01] I: Hello.", " PM1: Yes."]),
    ],
)
def test_a_turn_begins_where_the_line_of_its_label_begins(text, begins):
    page = page_of(spoken(text, ("Hello.", "I"), ("Yes.", "PM1")))
    assert [page.text[turn.begin :].startswith(begin) for turn, begin in zip(page.turns, begins, strict=True)] == [
        True,
        True,
    ]
    assert [page.text[turn.start : turn.end] for turn in page.turns] == ["Hello.", "Yes."]
    assert [(turn.time, turn.interviewer) for turn in page.turns] == [(5_000, True), (5_000, False)]
    assert page.name == "Parent 1 T1"


def test_turns_without_labels_begin_with_their_lines():
    page = page_of(spoken("  Hello.\n- Yes.", ("Hello.", None), ("Yes.", None)))
    assert [turn.begin for turn in page.turns] == [0, 9]


def test_times_read_as_on_a_recorder():
    assert [clock(time) for time in (0, 3_999, 723_000, 3_723_000)] == ["00:00", "00:03", "12:03", "1:02:03"]

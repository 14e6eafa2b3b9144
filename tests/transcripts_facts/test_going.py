"""Places of a transcript as people name them."""

from __future__ import annotations

from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import BadInput
from workbench.transcripts.going import place_of, reach
from workbench.transcripts.lines import line_at, line_from, lines_in
from workbench.transcripts.listing import SpokenText, SpokenTurn
from workbench.visible import clock

TEXT = "A talk\n\nI: So?\nP: Well.\n\n And more.\nP: Yes.\n"
TURNS = tuple(
    SpokenTurn(TEXT.index(words), TEXT.index(words) + len(words), "P", time, (), False)
    for words, time in (
        ("A talk", None), ("So?", 1_000), ("Well.\n\n And more.", 723_000), ("Yes.", 3_723_000)
    )
)  # fmt: skip


def spoken(text=TEXT, turns=TURNS):
    return SpokenText(UUID(int=1), UUID(int=2), "P1", text, tuple(turns))


def at(wanted, turns=TURNS):
    return TEXT[place_of(wanted, spoken(turns=turns)) :]


def test_lines_turns_times_and_shares():
    assert at("1") == at("line 1") == at("0%") == at(" L 1 ") == at("t1") == TEXT
    assert at("2") == "So?\nP: Well.\n\n And more.\nP: Yes.\n"
    assert at("4") == "And more.\nP: Yes.\n"
    assert at("5") == at("turn 4") == "Yes.\n"
    assert at("3", ()) == "P: Well.\n\n And more.\nP: Yes.\n"
    assert at("turn 3") == at("T3") == at("12:03") == at("1:00:00") == at("0:12:03") == at("3")
    assert at("0:00") == at("00:01") == at("2")
    assert at("9:59:59") == at("t4") == "Yes.\n"
    assert at("100%") == ""
    assert len(TEXT) - len(at("12,5 %")) == 6


def test_from_which_to_which_line_words_go():
    def place(words):
        start = TEXT.index(words)
        return lines_in(spoken().lines, start, start + len(words)).in_words

    assert place("So?") == "line 2"
    assert place("Well.\n\n And") == "lines 3–4"
    assert place("P: Well.") == "line 3"
    assert place("I:") == "line 2"
    assert lines_in((), 0, 3).numbers == "1"


@pytest.mark.parametrize(
    ("wanted", "turns", "told"),
    [
        ("", TURNS, "Type a place. Possible here: line 1–5, turn t1–t4, a time up to 1:02:03, or 0–100 %."),
        ("[red]x", TURNS, "“[red]x” is no place."),
        ("6", TURNS, "There is no line 6. This transcript has 5 lines."),
        ("0", TURNS, "There is no line 0."),
        ("t5", TURNS, "There is no turn 5. This transcript has 4 turns."),
        ("t1", (), "no turns were recognised"),
        ("101%", TURNS, "101 % lies behind the end."),
        ("-1", (), "Possible here: line 1–5, or 0–100 %."),
        ("12:03", tuple(turn._replace(time=None) for turn in TURNS), "This transcript has no times."),
        ("12:99", TURNS, "is no place"),
        ("9" * 500, TURNS, "is no place"),
        ("x" * 500, TURNS, "“" + "x" * 40 + "”"),
        ("١٢", TURNS, "is no place"),
    ],
)
def test_what_is_no_place_is_told_with_what_is_one(wanted, turns, told):
    with pytest.raises(BadInput) as error:
        place_of(wanted, spoken(turns=turns))
    assert told in str(error.value)


@given(st.text(alphabet="ab\n é\t", max_size=60), st.lists(st.integers(0, 60), max_size=8), st.data())
def test_every_place_that_is_said_to_be_there_is(text, borders, data):
    cut = sorted({0, *(min(border, len(text)) for border in borders), len(text)})
    whole = spoken(text, [SpokenTurn(*pair, "P", None, (), False) for pair in pairwise(cut)])
    found = reach(whole)
    assert found.lines == sum(
        bool(line.strip()) for turn in whole.turns for line in text[turn.start : turn.end].split("\n")
    )
    for line in whole.lines:
        words = text[line.start : line.end]
        assert words == words.strip() != ""
        assert "\n" not in words
        assert place_of(str(line.number), whole) == line.start
        assert line_from(whole.lines, line.start) == line_at(whole.lines, line.end - 1) == line.number - 1
        turn = whole.turns[line.turn_number - 1]
        assert turn.start <= line.start < line.end <= turn.end
        assert line.begins_turn is (not text[turn.start : line.start].strip())
    share = data.draw(st.integers(0, 100))
    place = place_of(f"{share}%", whole)
    # As the line under the transcript tells it.
    assert 0 <= place <= len(text)
    assert not text or 100 * place // len(text) >= share


@given(st.lists(st.integers(0, 9_999_000), min_size=1, max_size=8), st.integers(0, 9_999))
def test_a_time_leads_to_the_turn_that_began_last(times, second):
    turns = [SpokenTurn(3 * at, 3 * at + 2, "P", time, (), False) for at, time in enumerate(times)]
    chosen = next(turn for turn in turns if turn.start == place_of(clock(second * 1000), spoken("x" * 99, turns)))
    earlier = [time for time in times if time <= second * 1000]
    assert chosen.time == (max(earlier) if earlier else times[0])

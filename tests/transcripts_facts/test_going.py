"""Places of a transcript as people name them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import BadInput
from workbench.transcripts.going import place_of, reach
from workbench.transcripts.listing import SpokenTurn
from workbench.visible import clock

TEXT = "A talk\n\nI: So?\nP: Well.\nP: Yes.\n"
TURNS = tuple(
    SpokenTurn(TEXT.index(words), TEXT.index(words) + len(words), "P", time, (), False)
    for words, time in (("So?", 1_000), ("Well.", 723_000), ("Yes.", 3_723_000))
)


def at(wanted, turns=TURNS):
    return TEXT[place_of(wanted, TEXT, turns) :]


def test_lines_turns_times_and_shares():
    assert at("1") == at("line 1") == at("0%") == at(" L 1 ") == TEXT
    assert at("3") == "I: So?\nP: Well.\nP: Yes.\n"
    assert at("5") == "P: Yes.\n"
    assert at("turn 2") == at("T2") == at("12:03") == at("1:00:00") == at("0:12:03") == "Well.\nP: Yes.\n"
    assert at("0:00") == at("00:01") == "So?\nP: Well.\nP: Yes.\n"
    assert at("9:59:59") == at("t3") == "Yes.\n"
    assert at("100%") == ""
    assert len(TEXT) - len(at("12,5 %")) == 4


@pytest.mark.parametrize(
    ("wanted", "turns", "told"),
    [
        ("", TURNS, "Type a place. Possible here: line 1–5, turn t1–t3, a time up to 1:02:03, or 0–100 %."),
        ("[red]x", TURNS, "“[red]x” is no place."),
        ("6", TURNS, "There is no line 6. This transcript has 5 lines."),
        ("0", TURNS, "There is no line 0."),
        ("t4", TURNS, "There is no turn 4. This transcript has 3 turns."),
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
        place_of(wanted, TEXT, turns)
    assert told in str(error.value)


@given(st.text(alphabet="ab\n é", max_size=60), st.data())
def test_every_place_that_is_said_to_be_there_is(text, data):
    found = reach(text, ())
    number = data.draw(st.integers(1, found.lines))
    place = place_of(str(number), text, ())
    assert text[:place].count("\n") == number - 1
    assert place == 0 or text[place - 1] == "\n"
    share = data.draw(st.integers(0, 100))
    place = place_of(f"{share}%", text, ())
    # As the line under the transcript tells it.
    assert 0 <= place <= len(text)
    assert not text or 100 * place // len(text) >= share


@given(st.lists(st.integers(0, 9_999_000), min_size=1, max_size=8), st.integers(0, 9_999))
def test_a_time_leads_to_the_turn_that_began_last(times, second):
    turns = [SpokenTurn(3 * at, 3 * at + 2, "P", time, (), False) for at, time in enumerate(times)]
    chosen = next(turn for turn in turns if turn.start == place_of(clock(second * 1000), "x" * 99, turns))
    earlier = [time for time in times if time <= second * 1000]
    assert chosen.time == (max(earlier) if earlier else times[0])

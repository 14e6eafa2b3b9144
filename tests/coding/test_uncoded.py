"""What is not coded yet of what participants say."""

from __future__ import annotations

from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from workbench.coding.uncoded import counting, uncoded
from workbench.spans import Span, union
from workbench.transcripts.listing import SpokenText, SpokenTurn

TEXT = "Notes.\nI: And then? Go on.\nP1: She came “every” week. I was glad!\nX: It rained, 5 days.\n"


def turn(words, label, *participants, interviewer=False):
    start = TEXT.index(words)
    return SpokenTurn(start, start + len(words), label, None, participants, interviewer)


ASKED = turn("And then? Go on.", "I", interviewer=True)
SAID = turn("She came “every” week. I was glad!", "P1", "P1")
OTHER = turn("It rained, 5 days.", "X")
HEAD = turn("Notes.", "")


def spoken(*turns):
    return SpokenText(uuid4(), uuid4(), "x", TEXT, turns)


def left(turns, *coded):
    spans = [(TEXT.index(words), TEXT.index(words) + len(words)) for words in coded]
    return [span.of(TEXT) for span in uncoded(spoken(*turns), spans)]


def test_participants_words_count_else_all_but_the_interviewers():
    assert counting([HEAD, ASKED, SAID, OTHER]) == [SAID]
    assert counting([HEAD, ASKED, OTHER]) == [OTHER]
    assert left([HEAD, ASKED, SAID, OTHER]) == ["She came “every” week. I was glad!"]


def test_a_passage_begins_and_ends_with_words():
    turns = [ASKED, SAID]
    assert left(turns, "every") == ["She came “", "week. I was glad!"]
    assert left(turns, "She came “every” week") == ["I was glad!"]
    assert left(turns, "She", "week", "I was glad") == ["came “every”"]
    assert left(turns, "And then? Go on.\nP1: She came “every” week. I was glad") == []


PIECES = st.sampled_from(["a", "é1", " ", ".", "”", "“", "’", "\n", "👩", "'tis", "("])


@given(st.data())
def test_what_is_left_shares_nothing_with_codings_and_lacks_no_word(data):
    text = "".join(data.draw(st.lists(PIECES, max_size=40)))
    places = st.integers(0, len(text))
    edges = sorted(data.draw(st.lists(places, max_size=8)))
    turns = [SpokenTurn(*pair, "P", None, ("P",), False) for pair in zip(edges[::2], edges[1::2], strict=False)]
    coded = [Span(*sorted(pair)) for pair in data.draw(st.lists(st.tuples(places, places), max_size=5))]
    found = uncoded(SpokenText(uuid4(), uuid4(), "x", text, tuple(turns)), coded)
    taken = {at for span in union(coded) for at in range(*span)}
    there = {at for span in found for at in range(*span)}
    assert not taken & there
    assert {at for one in turns for at in range(one.start, one.end) if text[at].isalnum()} - taken <= there
    assert all(any(map(str.isalnum, span.of(text))) and span.of(text).strip() == span.of(text) for span in found)
    assert found == sorted(found)

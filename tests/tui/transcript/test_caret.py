from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from walking import walk

from workbench.spans import Span
from workbench.tui.transcript.caret import Caret, Ground, at_place
from workbench.tui.transcript.layout import lay_out
from workbench.tui.transcript.moving import MOVES, moved
from workbench.tui.transcript.page import Page, PageTurn
from workbench.tui.transcript.units import Units

PARTS = [
    "A",
    "b.",
    " ",
    "\n",
    "it’s ",
    "So? ",
    "e\u0301",
    "👨‍👩‍👧‍👦",
    "我们。",
    "“Yes!” ",
    "P: ",
    "\t",
    "\u200d",
    "(x) ",
]


@st.composite
def grounds(draw: st.DrawFn) -> Ground:
    parts = draw(st.lists(st.sampled_from(PARTS), max_size=40))
    text = "".join(parts)
    edges = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    turns = [PageTurn(*edges[at : at + 3]) for at in range(0, len(edges) - 2, 3)]
    return ground_of(Page("x", text, tuple(turns)), draw(st.integers(1, 20)))


def ground_of(page: Page, width: int = 40) -> Ground:
    return Ground(lay_out(page.text, width), Units(page))


def is_place(ground: Ground, offset: int) -> bool:
    return 0 <= offset <= len(ground.layout.text) and ground.layout.cluster(offset).start == offset


@given(grounds(), st.data())
def test_moves_stay_in_the_text_and_on_clusters(ground, data):
    caret = at_place(ground.place(data.draw(st.integers(0, len(ground.layout.text)))))
    for move, extend in data.draw(st.lists(st.tuples(st.sampled_from(MOVES), st.booleans()), max_size=12)):
        before = caret
        caret = moved(move, ground, caret, extend=extend, page=5)
        assert is_place(ground, caret.at)
        assert is_place(ground, caret.anchor)
        assert caret.anchor == (before.anchor if extend else caret.at)


@given(grounds(), st.data())
def test_to_and_fro_comes_back(ground, data):
    start = ground.place(data.draw(st.integers(0, len(ground.layout.text))))
    if start < len(ground.layout.text):
        assert ground.left(ground.right(at_place(start))).at == start
    rows = data.draw(st.integers(1, 4))
    if ground.layout.row_at(start) + rows < ground.layout.rows:
        assert ground.by_rows(-rows, ground.by_rows(rows, at_place(start))).at == start


@given(grounds())
def test_walking_by_any_unit_reaches_both_ends(ground):
    for unit in ("word", "sentence", "turn"):
        walk(ground, unit)


@given(grounds(), st.data())
def test_growing_grows_and_shrinking_goes_back(ground, data):
    ends = [ground.place(data.draw(st.integers(0, len(ground.layout.text)))) for _ in range(2)]
    caret = Caret(*ends)
    steps = [caret]
    for _ in range(5):
        grown = ground.grown(steps[-1])
        if grown is steps[-1]:
            break
        before, after = steps[-1].span, grown.span
        turn = ground.units.turn(before.start)
        if turn is not None and before.end < turn.start:  # on a label: on to what is spoken behind it
            # The blanks before a turn's first words are in no sentence.
            assert before.end <= after.start
            assert turn.start < after.end
        else:
            assert after.start <= before.start
            assert after.end >= before.end
            assert after.length > before.length
        assert is_place(ground, after.start)
        assert is_place(ground, after.end)
        steps.append(grown)
    while steps:
        last = steps.pop()
        assert ground.shrunk(last) == (steps[-1] if steps else last)


@given(grounds(), st.data())
def test_every_unit_at_a_place_is_whole_clusters(ground, data):
    offset = ground.place(data.draw(st.integers(0, len(ground.layout.text))))
    for unit in ("character", "word", "sentence", "turn"):
        span = ground.unit(unit, offset)
        assert is_place(ground, span.start)
        assert is_place(ground, span.end)


@pytest.fixture
def ground(interview: Page) -> Ground:
    return ground_of(interview, 60)


def after(ground: Ground, words: str) -> int:
    return ground.layout.text.index(words) + len(words)


def test_words(ground):
    text = ground.layout.text
    at = text.index("neighbour")
    assert ground.unit("word", at + 3).of(text) == "neighbour"
    assert ground.forward("word", at_place(at)).at == after(ground, "neighbour")
    assert ground.forward("word", at_place(after(ground, "neighbour"))).at == after(ground, "neighbour, and")
    assert ground.backward("word", at_place(at + 3)).at == at
    assert ground.backward("word", at_place(at)).at == text.index("her neighbour")
    assert ground.unit("word", text.index("[names")).of(text) == "["


def test_combined_and_apostrophised_words_are_one():
    page = Page("x", "cafe\u0301s aren’t well-known")
    ground = ground_of(page)
    assert [ground.unit("word", at).of(page.text) for at in (1, 9, 16)] == ["cafe\u0301s", "aren’t", "well-known"]


def test_sentences_stay_inside_the_turn(ground):
    text = ground.layout.text
    first, second = "Nobody came at first.", "I sat there with tea!"
    at = text.index(first)
    assert ground.unit("sentence", at + 5).of(text) == first
    assert ground.unit("sentence", at - 3).of(text) == first  # on the label
    assert ground.unit("sentence", at + len(first)).of(text) == first  # on the blank behind it
    assert ground.forward("sentence", at_place(at)).at == after(ground, first)
    assert ground.forward("sentence", at_place(after(ground, first))).at == after(ground, second)
    assert ground.backward("sentence", at_place(at + 5)).at == at
    assert ground.backward("sentence", at_place(at)).at == text.index("How did")
    last = ground.unit("sentence", text.index("pushchair"))
    assert last.of(text).endswith("needed most.")


def test_sentences_end_with_what_closes_behind_the_stop():
    page = Page("x", "She said “Come in!” (And we did.) Then… nothing 3.5 times? 好。真的吗？是")
    units = Units(page)
    found, at = [], 0
    while at < len(page.text):
        sentence = units.sentence(at)
        found.append(sentence.of(page.text))
        at = sentence.end + 1 if page.text[sentence.end : sentence.end + 1] == " " else sentence.end
    assert found == ["She said “Come in!”", "(And we did.)", "Then…", "nothing 3.5 times?", "好。", "真的吗？", "是"]


def test_turns(ground):
    text = ground.layout.text
    at = text.index("Nobody")
    assert ground.unit("turn", at + 30).of(text).startswith("Nobody came")
    assert ground.forward("turn", at_place(at)).at == text.index("And then?")
    assert ground.forward("turn", at_place(at), extend=True).at == after(ground, "and it grew.")
    assert ground.backward("turn", at_place(at + 4)).at == at
    assert ground.backward("turn", at_place(at)).at == text.index("How did")
    assert ground.unit("turn", 4).of(text) == "Two mentors, T1"


def test_a_turn_one_stands_on_the_label_of_is_the_one_one_is_in(ground):
    text = ground.layout.text
    label = text.index("PM1")
    for at in (label, label + 3, text.index("Nobody")):
        assert ground.forward("turn", at_place(at)).at == text.index("And then?")
    assert ground.backward("turn", at_place(label)).at == text.index("How did")


@given(grounds(), st.data())
def test_a_turn_further_and_back_is_the_turn_one_was_in(ground, data):
    turn = ground.units.turn(at := ground.place(data.draw(st.integers(0, len(ground.layout.text)))))
    on = ground.forward("turn", at_place(at))
    assert on.at == len(ground.layout.text) or ground.units.turn(on.at) != turn
    # A turn that begins amid a cluster is entered behind that.
    if turn is not None and on.at == ground.units.next_turn(at) < len(ground.layout.text):
        assert ground.backward("turn", on).at == ground.place(turn.start)


def test_lines_stand_for_turns_where_there_are_none():
    page = Page("x", "One. Two.\n\n  Three.\n")
    ground = ground_of(page)
    assert ground.unit("turn", 3).of(page.text) == "One. Two."
    assert ground.unit("turn", 12).of(page.text) == "Three."
    assert ground.forward("turn", at_place(0)).at == page.text.index("Three")


def test_growing_from_a_place_takes_word_sentence_and_turn(ground):
    text = ground.layout.text
    caret, taken = at_place(text.index("there with")), []
    for _ in range(4):
        caret = ground.grown(caret)
        taken.append(caret.span.of(text))
    assert taken[:2] == ["there", "I sat there with tea!"]
    assert taken[2].startswith("Nobody")
    assert taken[2] == taken[3]
    assert ground.shrunk(caret).span.of(text) == "I sat there with tea!"


def test_growing_on_a_label_takes_what_is_spoken_behind_it(ground):
    text = ground.layout.text
    caret, taken = at_place(text.index("PM1")), []
    for _ in range(3):
        caret = ground.grown(caret)
        taken.append(caret.span.of(text))
    assert taken[0] == "Nobody came at first."
    assert taken[1].startswith("Nobody came at first. I sat")
    assert taken[1] == taken[2]


def test_growing_a_selection_over_sentences_takes_them_whole(ground):
    text = ground.layout.text
    caret = ground.selected(Span(text.index("came"), text.index("sat") + 3))
    assert ground.grown(caret).span.of(text) == "Nobody came at first. I sat there with tea!"


def test_left_and_right_give_a_selection_up_at_its_ends(ground):
    caret = ground.selected(Span(20, 30))
    assert (ground.left(caret), ground.right(caret)) == (at_place(20), at_place(30))


def test_up_and_down_keep_the_column_over_a_short_row():
    ground = ground_of(Page("x", "long enough\nno\nlong enough"))
    caret = at_place(8)
    down = ground.by_rows(1, caret)
    assert ground.layout.column_of(down.at) == 2
    assert ground.layout.column_of(ground.by_rows(1, down).at) == 8


def test_dragging_takes_both_characters_and_no_line_feed(ground):
    text = "abc\ndef"
    ground = ground_of(Page("x", text))
    began = ground.unit("character", 1)
    assert ground.between("character", began, 1) == at_place(1)
    assert ground.between("character", began, 2) == Caret(3, 1)
    assert ground.between("character", began, 3) == Caret(3, 1)
    assert ground.between("character", began, 0) == Caret(0, 2)
    assert ground.between("word", ground.unit("word", 1), 5) == Caret(7, 0)


def test_selecting_covers_whole_clusters():
    ground = ground_of(Page("x", "ae\u0301b"))
    assert ground.selected(Span(2, 3)).span == Span(1, 3)
    assert ground.selected(Span(0, 2)).span == Span(0, 3)

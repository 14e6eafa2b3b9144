"""Turns that are folded: still a partition of the text, and nothing is selected unseen."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from walking import walk

from workbench.tui.transcript.caret import Caret, Ground, at_place
from workbench.tui.transcript.folding import folds_of, speakers, turn_at
from workbench.tui.transcript.layout import lay_out
from workbench.tui.transcript.moving import MOVES, moved
from workbench.tui.transcript.page import Page, PageTurn
from workbench.tui.transcript.seen import Seen
from workbench.tui.transcript.units import Units

PARTS = ["A b. ", "\n", "\n\n", "e\u0301", "👨‍👩‍👧‍👦", "我们。", "So? ", "\t", "(x) "]
LABELS = ["Mum", "我们", "[b]x\x1b", "مرحبا"]


@st.composite
def pages(draw: st.DrawFn) -> Page:
    text, turns = draw(st.sampled_from(["", "Head\n", "\n"])), []
    for _ in range(draw(st.integers(0, 5))):
        label, begin = draw(st.sampled_from(LABELS)), len(text)
        words = "".join(draw(st.lists(st.sampled_from(PARTS), max_size=6)))
        text += f"{label}: {words}"
        who = draw(st.sampled_from([label, "I", None]))
        turns.append(PageTurn(begin, begin + len(label) + 2, len(text), None, False, label, who))
        text += draw(st.sampled_from(["", "\n", "\n\n", "\nNote: rain\n"]))
    return Page("x", text, tuple(turns))


@st.composite
def grounds(draw: st.DrawFn) -> Ground:
    page = draw(pages())
    begins = [turn.begin for turn in page.turns]
    opened = draw(st.sets(st.sampled_from(begins))) if begins else set()
    folds = folds_of(page, draw(st.sampled_from(["I", "Mum"])), opened)
    return Ground(lay_out(page.text, draw(st.integers(1, 24)), folds), Units(page))


@settings(max_examples=50)
@given(grounds())
def test_rows_partition_the_text_and_a_folded_turn_is_one(ground):
    layout = ground.layout
    spans = [layout.span(row) for row in range(layout.rows)]
    assert "".join(span.of(layout.text) for span in spans) == layout.text
    assert all(span.length for span in spans[:-1])
    assert spans[-1].end == len(layout.text)
    for row in layout.folds:
        assert layout.cluster(spans[row].start) == layout.cluster(spans[row].end - 1) == spans[row]
        shown = layout.cells(row)
        assert cell_len(shown.text(0, spans[row].length)) == shown.width <= max(1, layout.width)
        assert not any(ord(sign) < 0x20 for sign in shown.shown[0])


@settings(max_examples=50)
@given(grounds())
def test_offset_to_cell_to_offset_is_the_identity(ground):
    layout, place = ground.layout, 0
    while True:
        row = layout.row_at(place)
        assert layout.offset_at(row, layout.column_of(place)) == place
        cluster = layout.cluster(place)
        assert cluster.start == place
        assert all(layout.cluster(inside) == cluster for inside in range(*cluster))
        if place == len(layout.text):
            break
        place = cluster.end


@settings(max_examples=50)
@given(grounds(), st.data())
def test_nothing_folded_is_ever_selected(ground, data):
    layout = ground.layout
    folded = {at for row in layout.folds for at in range(*layout.span(row))}
    caret = at_place(ground.place(data.draw(st.integers(0, len(layout.text)))))
    for move, extend in data.draw(st.lists(st.tuples(st.sampled_from(MOVES), st.booleans()), max_size=12)):
        wished = moved(move, ground, caret, extend=extend, page=3)
        caret = ground.in_sight(wished)
        assert not folded & set(range(*caret.span))
        assert layout.cluster(caret.at).start == caret.at
        assert caret.anchor == wished.anchor
        if not folded & set(range(*wished.span)):
            assert caret is wished
    everything = ground.in_sight(Caret(len(layout.text), 0))
    assert everything.at == min([len(layout.text), *folded])
    assert ground.in_sight(Caret(0, len(layout.text))).at == max([0, *(at + 1 for at in folded)])


@settings(max_examples=50)
@given(grounds())
def test_walking_by_any_unit_reaches_both_ends_and_turns_skip_what_is_folded(ground):
    layout = ground.layout
    for unit in ("word", "sentence", "turn"):
        stops = walk(ground, unit)
        assert unit != "turn" or all(at in (0, len(layout.text)) or layout.fold_at(at) is None for at in stops)


@settings(max_examples=50)
@given(pages(), st.data())
def test_others_turns_are_folded_and_nothing_else(page, data):
    who = data.draw(st.sampled_from(["I", "Mum"]))
    folds = folds_of(page, who)
    folded = {at for fold in folds for at in range(*fold.span)}
    assert len(folded) == sum(fold.span.length for fold in folds)
    for turn in page.turns:
        words = set(range(turn.start, turn.end))
        assert words <= folded if turn.who not in (None, who) else not words & folded
    outside = folded - {at for turn in page.turns for at in range(turn.begin, turn.end)}
    assert all(page.text[at].isspace() for at in outside)
    begins = [turn.begin for turn in page.turns]
    assert folds_of(page, who, begins) == []


def test_a_folded_turn_tells_who_and_how_much_and_was_not_seen(interview):
    turns = tuple(turn._replace(label="PM1", who="PM1") for turn in interview.turns)
    asked = [turn._replace(label="I", who="I") if turn.interviewer else turn for turn in turns]
    page = Page("x", interview.text, tuple(asked))
    assert speakers(page) == {"I", "PM1"}
    assert turn_at(page, 0) is None
    assert turn_at(page, turns[1].begin).who == "PM1"
    folds = folds_of(page, "PM1")
    assert folds[0].shown == "I ... (5 words)"
    layout, seen = lay_out(page.text, 40, folds), Seen()
    seen.note(layout, 0, layout.rows)
    folded = {at for fold in folds for at in range(*fold.span)}
    assert folded
    assert {at for span in seen.spans for at in range(*span)} == set(range(len(page.text))) - folded

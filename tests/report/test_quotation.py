from hypothesis import given
from hypothesis import strategies as st

from workbench.report.facts import TurnRow
from workbench.report.quotation import omission_mark, spoken
from workbench.spans import Span

MARK = "⟦⟧"  # in no alphabet below, so that it can be told from what was said


def talk(*rows):
    """Text and turns from (label, words, participants or None for an interviewer)."""
    text, turns = "", []
    for label, words, people in rows:
        text += f"{label}: "
        turns.append(
            TurnRow(len(text), len(text) + len(words), label, people or (), len(people or ()) > 1, people is None)
        )
        text += words + "\n"
    return text, tuple(turns)


def quoted(text, turns, words=None, **more):
    start, end = (text.index(words), text.index(words) + len(words)) if words else (0, len(text))
    return [part.words for part in spoken(text, Span(start, end), turns, **more)]


ONE = talk(("I", "And?", None), ("Ada", "I went home. It was late, and nobody asked.", ("P1",)))


def test_a_whole_sentence_has_no_mark():
    assert quoted(*ONE, "I went home.") == ["I went home."]
    assert quoted(*ONE, "It was late, and nobody asked.") == ["It was late, and nobody asked."]


def test_a_passage_cut_in_mid_sentence_is_marked_on_that_side():
    assert quoted(*ONE, "went home.") == ["… went home."]
    assert quoted(*ONE, "It was late") == ["It was late …"]
    assert quoted(*ONE, "late, and") == ["… late, and …"]


def test_a_final_stop_left_outside_ends_the_sentence_all_the_same():
    assert quoted(*ONE, "I went home") == ["I went home"]


def test_an_end_of_turn_is_no_cut():
    text, turns = talk(("Ada", "well I thought that", ("P1",)), ("I", "Yes?", None))
    assert quoted(text, turns, "well I thought that") == ["well I thought that"]


def test_labels_and_the_interviewers_words_are_left_out_and_the_latter_marked():
    text, turns = talk(("Ada", "First.", ("P1",)), ("I", "Mm.", None), ("Ada", "Second.", ("P1",)))
    assert quoted(text, turns) == ["First. … Second."]
    assert quoted(text, turns, omission="[…]") == ["First. […] Second."]


def test_two_turns_of_one_speaker_in_a_row_join_without_a_mark():
    text, turns = talk(("Ada", "First.", ("P1",)), ("Ada", "Second.", ("P1",)))
    assert quoted(text, turns) == ["First. Second."]


def test_anything_else_that_stands_between_turns_is_marked():
    text = "Ada: One.\nThe tape stops.\nAda: Two."
    turns = (TurnRow(5, 9, "Ada", ("P1",)), TurnRow(31, 35, "Ada", ("P1",)))
    assert quoted(text, turns) == ["One. … Two."]
    stamped = "Ada: One.\n[00:01:02]  Ada: Two."
    assert quoted(stamped, (TurnRow(5, 9, "Ada", ("P1",)), TurnRow(27, 31, "Ada", ("P1",)))) == ["One. Two."]


def test_every_change_of_speaker_begins_a_part():
    text, turns = talk(
        ("Ada", "Yes.", ("P1",)), ("Bea", "No.", ("P2",)), ("I", "Oh?", None), ("All", "Ha.", ("P1", "P2"))
    )
    parts = spoken(text, Span(0, len(text)), turns)
    assert [(part.words, part.participants, part.one_of) for part in parts] == [
        ("Yes.", ("P1",), False),
        ("No. …", ("P2",), False),
        ("Ha.", ("P1", "P2"), True),
    ]


def test_the_interviewers_words_alone_are_no_quotation():
    assert quoted(*ONE, "And?") == []


def test_a_text_without_turns_is_all_words():
    assert quoted("A note. Somebody said so. The end.", (), "Somebody said") == ["Somebody said …"]


def test_line_breaks_and_tabs_become_one_space_and_other_white_space_stays():
    text, turns = talk(("Ada", "one \n\n two\tthree  four\u00a0five\u2028six", ("P1",)))
    assert quoted(text, turns) == ["one two three  four\u00a0five six"]


def test_the_mark_stands_in_brackets_where_a_transcript_writes_pauses_as_dots():
    assert omission_mark(["No pause.", "None."]) == "…"
    assert omission_mark(["No pause.", "Well… yes"]) == "[…]"
    assert omission_mark(["Well .. yes"]) == "[…]"


ALPHABET = ["a", "B", " ", "\n", ".", "…", "?", "”", ",", "[", "ش", "字", "👩\u200d👧", "\x1b"]
words = st.lists(st.sampled_from(ALPHABET), max_size=30).map("".join)
people = st.sampled_from([None, (), ("P1",), ("P2",), ("P1", "P2")])


@given(st.lists(st.tuples(st.sampled_from(["I", "Ada", "a b"]), words, people), max_size=8), st.data())
def test_what_is_printed_is_the_participants_words_in_order_and_nothing_else(rows, data):
    text, turns = talk(*rows)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    parts = spoken(text, Span(start, end), turns, omission=MARK)
    if turns:
        said = "".join(text[max(start, t.start) : min(end, t.end)] for t in turns if not t.interviewer)
    else:
        said = text[start:end]
    shown = "".join(part.words for part in parts).replace(MARK, "")
    assert "".join(shown.split()) == "".join(said.split())
    assert all("\n" not in part.words for part in parts)
    assert all(MARK * 2 not in part.words.replace(" ", "") for part in parts)

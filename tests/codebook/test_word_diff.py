"""Which words of a text are others: joined, the pieces give old and new back."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from workbench.codebook.differences.word_diff import shortened, word_diff

WORDS = st.lists(
    st.sampled_from(["mentor", "mentor,", "and", "the", "parent", "写", "信", "a\u0301", "x"]), max_size=25
)
GAPS = st.sampled_from([" ", "\n", "  ", ""])


@st.composite
def texts(draw):
    return "".join(draw(GAPS) + word for word in draw(WORDS)) + draw(GAPS)


def sides(pieces):
    return (
        "".join(piece.text for piece in pieces if piece.kind != "new"),
        "".join(piece.text for piece in pieces if piece.kind != "old"),
    )


def shown(old, new, *, short=False):
    marks = {"same": "{}", "old": "[-{}-]", "new": "{{+{}+}}"}
    pieces = word_diff(old, new)
    return "".join(marks[piece.kind].format(piece.text) for piece in (shortened(pieces) if short else pieces))


@given(texts(), texts())
def test_joined_they_give_old_and_new_back(old, new):
    pieces = word_diff(old, new)
    assert sides(pieces) == (old, new)
    assert all(piece.text for piece in pieces)
    assert all(piece.kind == "same" for piece in pieces) == (old == new)
    # Never two of one kind behind each other.
    kinds = [piece.kind for piece in pieces]
    assert all(one != other for one, other in pairwise(kinds))
    # Shortened, no change is left out.
    assert [piece for piece in shortened(pieces) if piece.kind != "same"] == [
        piece for piece in pieces if piece.kind != "same"
    ]


def test_words_are_marked_whole_with_what_is_written_on_to_them():
    assert shown("Messages between mentor.", "Messages between mentor and parent.") == (
        "Messages between[- mentor.-]{+ mentor and parent.+}"
    )
    assert shown("", "New.") == "{+New.+}"
    assert shown("a b c", "a c") == "a[- b-] c"
    assert shown("写信给他", "写信") == "写信[-给他-]"
    # A word that only chance left between two longer changes is none to hold on to.
    assert shown("calls on the phone at night", "letters by post the post brings by day") == (
        "[-calls on the phone at night-]{+letters by post the post brings by day+}"
    )


def test_what_stayed_far_from_a_change_is_left_out():
    long = " ".join(f"w{number}" for number in range(30))
    assert shown(f"{long} old {long}", f"{long} new {long}", short=True) == (
        "… w24 w25 w26 w27 w28 w29[- old-]{+ new+} w0 w1 w2 w3 w4 w5 …"
    )
    assert shown(f"a {long} b", f"c {long} d", short=True) == (
        "[-a-]{+c+} w0 w1 w2 w3 w4 w5 … w24 w25 w26 w27 w28 w29[- b-]{+ d+}"
    )
    assert shown("a b c d e f g h", "a b c d e f g x", short=True) == "a b c d e f g[- h-]{+ x+}"


def test_texts_without_end_take_no_longer_than_they_are_read():
    old, new = "the " * 20_000, "the " * 19_000 + "a " * 20_000
    pieces = word_diff(f"first {old}last", f"first {new}last")
    assert sides(pieces) == (f"first {old}last", f"first {new}last")
    assert len(pieces) == 4

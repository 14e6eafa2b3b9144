"""Words are found again whatever was done to them on their way that changes no letter, and other words are not."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.report.same_words import Texts, amount, runs, words_of

SAID = ("my", "café", "officer", "didn't", "file", "Straße", "ÅNGSTRÖM", "naïve", "it's", "Παιδί", "дом", "schön")
OTHER = ("river", "bridge", "lamp", "table", "window", "forest")
AMONG = ("\u00ad", "\u200b", "\ufeff", " ", "-\n", "\n\n", "[1]", "¹", "*", "\u0301", "\u2060")
"""What comes to stand within a word, or where a blank was."""
APOSTROPHES = ("'", "’", "ʼ", "´", "`", "‛", "")
FORMS = ("NFC", "NFD", "NFKC", "NFKD")


def without_accents(text: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFD", text) if not unicodedata.combining(each))


@st.composite
def mangled(draw: st.DrawFn, words: list[str]) -> str:
    """Words as they may look when they were copied, without a letter more or less."""
    text = draw(st.sampled_from([" ", "\u00a0", " … ", "\n"])).join(words)
    text = text.replace("'", draw(st.sampled_from(APOSTROPHES)))
    text = draw(st.sampled_from([str, str.upper, str.casefold, without_accents]))(text)
    text = unicodedata.normalize(draw(st.sampled_from(FORMS)), text)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(1, len(text) - 1))
        text = text[:at] + draw(st.sampled_from(AMONG)) + text[at:]
    if len(words) > 1 and draw(st.booleans()):
        text = text.replace(" ", "", 1)
    return text


def found(run_of: str, text: str, size: float = 6) -> bool:
    words = words_of(run_of, digits=False)
    texts = Texts([text], digits=False)
    return any(texts.find(run) is not None for _, run in runs(words, size=min(size, amount(words))))


@given(st.data())
def test_words_are_found_however_they_are_written(data):
    words = data.draw(st.lists(st.sampled_from(SAID), min_size=6, max_size=10))
    said = data.draw(mangled(words))
    before, behind = (data.draw(st.lists(st.sampled_from(OTHER), max_size=3)) for _ in range(2))
    text = " ".join([*before, f"“{said}”", *behind])
    assert found(" ".join(words), text)


@given(st.data())
def test_fewer_words_in_a_row_are_not_found(data):
    words = data.draw(st.lists(st.sampled_from(SAID), min_size=6, max_size=12))
    most = data.draw(st.integers(1, 5), label="how many of them stand in a row")
    text = " ".join(
        word if (index + 1) % (most + 1) else data.draw(st.sampled_from(OTHER)) for index, word in enumerate(words)
    )
    assert not found(" ".join(words), text)


@given(st.text(max_size=40), st.booleans())
def test_what_is_left_of_a_text_stays_as_it_is(text, digits):
    words = words_of(text, digits=digits)
    assert words_of(" ".join(words), digits=digits) == words
    assert Texts([text], digits=digits).find("".join(words)) == (0 if words else None)


@pytest.mark.parametrize(
    ("said", "text", "size"),
    [
        # Letters in a row do not make up words that begin and end elsewhere.
        ("he is a", "Is she is also there?", 3),
        ("I saw her", "Miss Isawher's", 3),
        ("我的丈夫每天晚上都打我", "我的丈夫每天晚上都很好", 6),
        ("one", "", 1),
        ("", "one", 6),
    ],
)
def test_other_words_are_not_found(said, text, size):
    assert not found(said, text, size)


def test_scripts_without_blanks_count_by_letters_and_the_first_text_is_told():
    said = "我的丈夫每天晚上都打我和孩子，我们非常害怕"
    assert amount(words_of(said, digits=False)) == 10
    assert found(said, f"She said: {said[3:16]}.")
    assert not found(said, f"She said: {said[3:14]}.")
    # Korean has blanks, and Japanese comes with voiced marks in two forms.
    assert amount(words_of("그 사람이 때렸어요", digits=False)) == 3
    assert found("こどもがこわがっています", unicodedata.normalize("NFD", "こどもがこわがっています"))
    (word,) = words_of("file", digits=True)
    assert Texts(["no", "a file", "the file"], digits=True).find(word) == 1


def test_letters_with_a_stroke_are_found_without_it():
    assert words_of("Søren đi Łódź", digits=False) == words_of("Soren di Lodz", digits=False)


def test_the_numbers_of_notes_are_left_out_and_numbers_are_compared():
    assert words_of("file[1] my²", digits=False) == ["file", "my"]
    assert words_of("0131 555 0199", digits=True) == ["0131", "555", "0199"]
    assert words_of("0131 555 0199", digits=False) == []

"""The words of a text and their folding: what is one word to a reader is one word to the search."""

from __future__ import annotations

import sys
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.words import LONGEST, Folder, cuts_word, fold, places, words_of

LIVELY = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=("Cs",)),
        st.sampled_from("aAéÉßæØ '’-_ \n\u0301\u0308\u00ad\u200d\ufe0f👩🏽中か\u3099علىכָּקि½ﬁİıΣς1"),
    ),
    max_size=40,
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She came EVERY week, didn't she?", "she came every week didn t she"),
        ("café CAFE\u0301 cafe", "cafe cafe cafe"),
        ("Straße STRASSE", "strasse strasse"),
        ("Ærø œuvre Łódź", "aero oeuvre lodz"),
        ("İstanbul ISTANBUL ıstanbul", "istanbul istanbul istanbul"),
        ("ΟΔΟΣ οδός οδοσ", "οδοσ οδοσ οδοσ"),
        ("men\u00adtor ﬁnd", "mentor find"),
        ("snake_case 3½ [names city] =cmd()", "snake case 3½ names city cmd"),
        ("👩\u200d👩\u200d👧 family 👍🏽", "family"),
        ("كِتَاب كتاب", "كتاب كتاب"),
        ("कि का", "कि का"),
        ("中文句子", "中 文 句 子"),
        ("が か\u3099 か", "か\u3099 か\u3099 か"),
        ("人々の ㄅㄆ ꆈꌠ", "人 々 の ㄅ ㄆ ꆈ ꌠ"),
        ("", ""),
    ],
)
def test_words_as_a_reader_takes_them(text, words):
    assert words_of(text) == words.split()


@given(LIVELY)
def test_places_are_the_words_and_partition_them(text):
    found = places(text, 0, len(text), Folder())
    assert [one.word for one in found] == words_of(text)
    assert all(before.end <= after.start for before, after in pairwise(found))
    for one in found:
        assert fold(text[one.start : one.end]) == one.word
        assert words_of(text[one.start : one.end]) == [one.word]
    between = text
    for one in reversed(found):
        between = between[: one.start] + " " + between[one.end :]
    assert words_of(between) == []


@given(LIVELY)
def test_a_folded_word_folds_to_itself_and_is_one_word(text):
    for word in words_of(text):
        assert word
        assert len(word) <= LONGEST
        assert fold(word) == word
        assert words_of(word) == [word]
        # FTS5's tokeniser takes letters, digits and all beyond ASCII for parts of a word, and nothing else.
        assert all(one.isalnum() or ord(one) > 127 for one in word)
        assert not any(one.isascii() and one.isupper() for one in word)


@given(LIVELY)
def test_capitals_and_the_form_of_accents_make_no_difference(text):
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert words_of(composed) == words_of(decomposed)
    for word in text.split():
        if word.isalpha() and word.isascii():
            assert words_of(word.upper()) == words_of(word.lower())


def test_every_letter_there_is_folds_to_itself_at_last():
    for point in range(sys.maxunicode + 1):
        character = chr(point)
        if character.isalnum():
            (word,) = words_of(character)
            assert fold(word) == word, hex(point)


def test_of_a_word_without_end_the_beginning_counts():
    assert fold("x" * 5000) == "x" * LONGEST
    assert fold("é" * 5000) == "e" * LONGEST


@pytest.mark.parametrize(
    "word", ["came", "a_b", "Tiếng", "ᾄδω", "საქმე", "한국어", "किताब", "كِتَاب", "e\u0301te\u0301", "men\u00adtor"]
)
def test_a_place_within_a_word_cuts_it_and_one_at_its_ends_does_not(word):
    text = f"“{word}, {word}”"
    cut = [place for place in range(len(text) + 1) if cuts_word(text, place)]
    first, second = 1, len(word) + 3
    assert cut == [*range(first + 1, first + len(word)), *range(second + 1, second + len(word))]


@pytest.mark.parametrize("words", ["中文句子", "ภาษาไทย", "ྦོད་སྐད", "ひらがな", "👩\u200d👧", ", ."])
def test_where_no_blanks_are_written_no_place_is_said_to_cut_a_word(words):
    assert not any(cuts_word(words, place) for place in range(len(words) + 1))

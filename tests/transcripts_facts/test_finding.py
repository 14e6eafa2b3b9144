"""Words are found in a text wherever they stand, in whatever letters, and in order; no expression takes for ever."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import BadInput
from workbench.spans import Span
from workbench.transcripts.finding import Places, Switches, check_expression, find

texts = st.text(alphabet="aAbe\u0301\u0302éÉxßﬁİıi. \n\u00a0[’'\u00ad", max_size=40)
wanted = st.text(alphabet="aAbe\u0301éxsßfiﬁı. [’'", max_size=4)
switches = st.builds(Switches, *[st.booleans()] * 3, st.just(False))
EXPRESSION = Switches(expression=True)


def units(text):
    """Letters with the accents behind them: where each stands."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not unicodedata.combining(text[at]):
            yield Span(start, at)
            start = at


def plainly(letter, how):
    """A letter with its accents as it is compared."""
    if not how.same_accents:
        letter = "".join(one for one in unicodedata.normalize("NFD", letter) if not unicodedata.combining(one))
        letter = letter.replace("ı", "i")
    letter = unicodedata.normalize("NFC", letter).replace("’", "'").replace("\u00ad", "")
    return letter if how.same_case else letter.casefold()


def naively(text, words, how):
    """The places, found by trying every one."""
    letters = [(sign, unit) for unit in units(text) for sign in plainly(unit.of(text), how)]
    folded = "".join(sign for sign, _ in letters)
    sought = "".join(plainly(unit.of(words), how) for unit in units(words)).split()
    found, at = [], 0
    while sought and at < len(folded):
        end = ends_at(folded, sought, at, how)
        if end is None:
            at += 1
            continue
        place = Span(letters[at][1].start, letters[end - 1][1].end)
        if not found or place.start >= found[-1].end:
            found.append(place)
        at = end
    return found


def ends_at(folded, sought, at, how):
    start = at
    for number, word in enumerate(sought):
        if number:
            blanks = len(folded[at:]) - len(folded[at:].lstrip())
            if not blanks:
                return None
            at += blanks
        if not folded.startswith(word, at):
            return None
        at += len(word)
    before, behind = folded[start - 1 : start], folded[at : at + 1]
    if unicodedata.combining(behind or " "):
        return None
    if how.whole_words and is_letter(sought[0][0]) and is_letter(before):
        return None
    return None if how.whole_words and is_letter(sought[-1][-1]) and is_letter(behind) else at


def is_letter(sign):
    return bool(sign) and (re.match(r"\w", sign) is not None or bool(unicodedata.combining(sign)))


@given(texts, wanted, switches)
def test_every_place_is_found_in_order_and_none_overlaps(text, words, how):
    places = find(text, words, how)
    assert places.all() == naively(text, words, how)
    starts = [place.start for place in places.all()]
    for offset in range(len(text) + 1):
        assert places.number_from(offset) == sum(start < offset for start in starts)


@given(texts, st.sampled_from(["[a-c]+", "e", r"\w+", "^a", "x*", "(?r)a.", "a|ab", "[^a]"]), st.booleans())
def test_a_regular_expression_finds_what_the_standard_library_finds(text, pattern, same_case):
    # Nothing is forgiven but capital letters, and there is nothing that folding could change.
    text = unicodedata.normalize("NFC", re.sub("[\u0301\u0302\u00adßﬁİı]", "", text))
    flags = re.MULTILINE | (0 if same_case else re.IGNORECASE)
    found = [Span(*one.span()) for one in re.finditer(pattern.replace("(?r)", ""), text, flags) if one[0]]
    how = Switches(same_case=same_case, same_accents=True, expression=True)
    places = find(text, pattern, how).all()
    assert places == found or "(?r)" in pattern
    assert all(one.end <= other.start for one, other in pairwise(places))


@pytest.mark.parametrize(
    ("text", "words", "there"),
    [
        ("Mum and MUM and mumble", "mum", ["Mum", "MUM", "mum"]),
        ("of the\n  house of\u00a0the", " of  the ", ["of the", "of\u00a0the"]),
        ("[names city] [Names  city]", "[names city]", ["[names city]", "[Names  city]"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("anything", " \n", []),
        ("", "a", []),
        ("cafe\u0301 Café CAFE", "café", ["cafe\u0301", "Café", "CAFE"]),
        ("Straße, STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("a ß", "s", ["ß"]),
        ("oﬃce", "fi", ["ﬃ"]),
        ("İstanbul ıstanbul Istanbul", "istanbul", ["İstanbul", "ıstanbul", "Istanbul"]),
        ("don’t, don't", "don't", ["don’t", "don't"]),
        ("un\u00adsure", "unsure", ["un\u00adsure"]),
        ("👩\u200d👩\u200d👧 e\u0301", "e", ["e\u0301"]),
        ("각 가", "가", ["가"]),
    ],
)
def test_what_differs_for_no_reader_is_forgiven_and_no_sign_means_anything(text, words, there):
    assert [place.of(text) for place in find(text, words).all()] == there


@pytest.mark.parametrize(
    ("text", "words", "how", "there"),
    [
        ("Mum mum", "mum", Switches(same_case=True), ["mum"]),
        ("cafe\u0301 café cafe", "cafe", Switches(same_accents=True), ["cafe"]),
        ("cafe\u0301 café cafe", "café", Switches(same_accents=True), ["cafe\u0301", "café"]),
        ("mum mummy mum’s", "mum", Switches(whole_words=True), ["mum", "mum"]),
        ("mum (mum)", "(mum", Switches(whole_words=True), ["(mum"]),
        ("Straße strasse", "STRASSE", EXPRESSION, ["Straße", "strasse"]),
        ("Café T1", r"cafe \w\d", EXPRESSION, ["Café T1"]),
        ("mum\nmummy", r"^mum", EXPRESSION._replace(whole_words=True), ["mum"]),
    ],
)
def test_each_switch(text, words, how, there):
    assert [place.of(text) for place in find(text, words, how).all()] == there


def test_an_expression_that_never_ends_is_broken_off_and_one_that_is_wrong_is_told_where():
    with pytest.raises(BadInput, match="takes too long") as caught:
        find("a" * 5000 + "!", "(a+)+$", EXPRESSION, seconds=0.05)
    assert "(a+)+" in caught.value.hint
    for pattern, said in {
        "a)": "wrong at character 2: unbalanced parenthesis",
        "[": "wrong at character 2",
        "*": "wrong at character 1: nothing to repeat",
        "((a{1000}){1000}){100}": "repeats too often",
        "x{99999999999}": "repeats too often",
        "(" * 400 + ")" * 400: "nested too deeply",
        "(?R)?e": "calls itself",
        "a" * 2000: "more than 1,000 characters",
    }.items():
        with pytest.raises(BadInput, match=re.escape(said)):
            find("a text", pattern, EXPRESSION)
    check_expression("a{2,3}(b|c)+")
    assert not len(Places())

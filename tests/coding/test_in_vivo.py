"""Codes named by the words they are put on: one step, clean names, nothing named that must not be printed."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workbench import coding, opening, sight
from workbench.codebook.states import states
from workbench.coding.in_vivo import LONGEST, name_of
from workbench.errors import BadInput, Refused
from workbench.spans import Span
from workbench.transcripts import listing
from workbench.visible import one_line

PARENT, HOSTILE = "Parent 1 Early", "Parent 2 Early"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("  She  sat\nwith me. ", "She sat with me"),
        ("“I was scared of (name).”", "I was scared of (name)"),
        ("…(laughs) well –", "(laughs) well"),
        ("(was", "was"),
        ("then \x1b[31mred\x1b[0m", "then [31mred [0m"),
        ("word " * 30, "word " * 11 + "word…"),
        ("中" * 80, "中" * (LONGEST - 1) + "…"),
        ("e\u0301" * 40, "e\u0301" * 29 + "…"),
    ],
)
def test_a_name_is_the_words_cleaned_and_cut_at_a_word(words, name):
    assert name_of(words) == name


@given(st.text(max_size=150))
@example("👩\u200d👩\u200d👧" * 30 + "a")
@example("a" + "🇬🇧" * 60)
@example("a" + "\u0301" * 100)
@example("((((((" * 12 + "a")
def test_any_words_make_one_clean_short_name_or_none(words):
    try:
        name = name_of(words)
    except BadInput:
        return
    assert 0 < len(name) <= LONGEST
    assert name == one_line(name)
    if len(name) < len(one_line(words)) and name.endswith("…"):
        assert name[-2:-1] != "\u200d"


def place(study, name, words):
    with study.read() as session:
        start = listing.find_text(session, name).text.index(words)
    return Span(start, start + len(words))


@pytest.mark.both_engines
def test_the_code_is_made_and_put_on_the_words_in_one_step(study, studies, rows_of):
    study.coder_id()
    before, words = rows_of(study), place(study, PARENT, "She sat with me ")
    done = coding.apply_in_vivo(study, PARENT, words)
    assert (done.name, done.made, done.applied.new) == ("She sat with me", True, True)
    made = states.current(study).find(done.applied.code)
    assert (made.name, made.parent, made.origin) == ("She sat with me", None, "data-driven")
    assert [(one.code, one.quote) for one in coding.extracts(study)] == [(made.id, "She sat with me")]
    told = sight.history(study)[0].sentence
    assert "sat" not in told.replace("-", " ")
    after = rows_of(study)
    opening.undo(study)
    assert rows_of(study) == before
    opening.redo(studies.again(study))
    assert rows_of(study) == after


def test_a_code_of_that_name_is_used(study):
    book = study.codebooks / "peer.yaml"
    book.write_text(book.read_text().replace("name: Doubt", "name: SHE  came every week"))
    opening.open_study(study.folder)[0].close()
    words = place(study, PARENT, "She came every week.")
    done = coding.apply_in_vivo(study, PARENT, words)
    assert (done.made, done.applied.code, done.applied.new) == (False, "doubt", True)
    assert coding.apply_in_vivo(study, PARENT, words).applied.new is False
    hard = coding.apply_in_vivo(study, HOSTILE, place(study, HOSTILE, "[/bold] then \x1b[31mred"))
    assert states.current(study).find(hard.applied.code).name == "[/bold] then [31mred"


def test_nothing_is_made_of_what_must_not_be_printed_or_has_no_word(study, rows_of):
    coding.mark_not_for_quotation(study, PARENT, place(study, PARENT, "the letters"))
    book = study.transcripts / "participants.csv"
    book.write_text(
        book.read_text().replace(
            "P2,Parent 2,parent,2,South,T2: declined,moved away,role only", "P2,Parent 2,parent,2,South,,,never"
        )
    )
    opening.open_study(study.folder)[0].close()
    before = rows_of(study)
    with pytest.raises(Refused, match="not for quotation"):
        coding.apply_in_vivo(study, PARENT, place(study, PARENT, "when the letters came"))
    with pytest.raises(Refused, match="never to be quoted"):
        coding.apply_in_vivo(study, HOSTILE, place(study, HOSTILE, "My family"))
    for nothing in (Span(29, 30), Span(5, 5), Span(0, 9_999)):
        with pytest.raises(BadInput):
            coding.apply_in_vivo(study, PARENT, nothing)
    assert rows_of(study) == before

"""Borders moved and codings cut: one step each, never empty, never beyond the text, nothing lost on the way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workbench import coding, opening, sight, themes
from workbench.coding.borders import halves
from workbench.errors import BadInput, ChangedElsewhere, NotFound, Refused
from workbench.spans import Span
from workbench.transcripts import listing

PARENT, HOSTILE, JOINT = "Parent 1 Early", "Parent 2 Early", "PM1+PM2 Early"

signs = st.sampled_from([*"ab.\n\t ", "e\u0301", "\u0301", "👩", "\u200d", "🇬", "\ufe0f", "ا", "中"])
pieces = st.lists(signs, max_size=12).map("".join)


@given(pieces, st.integers(-2, 14), st.integers(-2, 14), st.integers(-2, 14))
@example("ab", 0, 2, 1)
@example("", 0, 0, 0)
def test_halves_are_the_whole_without_white_space_at_the_cut(text, start, end, at):
    span = Span(max(0, start), min(len(text), end))
    try:
        first, second = halves(text, span, at)
    except BadInput:
        inside = span.start < at < span.end
        assert not (inside and text[span.start : at].strip() and text[at : span.end].strip())
        return
    assert first.of(text) == text[span.start : at].strip()
    assert second.of(text) == text[at : span.end].strip()
    assert span.start <= first.start < first.end <= at <= second.start < second.end <= span.end


def words_of(study, **how):
    return [(one.code, one.quote) for one in coding.extracts(study, **how)]


def text_of(study, name):
    with study.read() as session:
        return listing.find_text(session, name).text


def at(study, name, words):
    start = text_of(study, name).index(words)
    return Span(start, start + len(words))


@pytest.mark.both_engines
def test_borders_are_moved_in_one_step_and_the_coding_stays_the_same(study, studies, code, rows_of):
    (made,) = code(study, PARENT, "sat with me", "listening", memo="why")
    before, (was,) = rows_of(study), coding.extracts(study)
    moved = coding.move_borders(study, made.id, Span(was.start - 4, was.end + 1), before=Span(was.start, was.end))
    (now,) = coding.extracts(study)
    assert now.quote == "She sat with me"
    assert (moved.before, moved.span) == (Span(was.start, was.end), Span(now.start, now.end))
    assert (now.id, now.memo, now.made_at, now.code) == (was.id, was.memo, was.made_at, was.code)
    assert sight.history(study)[0].sentence == f"Moved borders in {PARENT}, coded with “Listening” (listening)"
    after = rows_of(study)
    opening.undo(study)
    assert rows_of(study) == before
    opening.redo(studies.again(study))
    assert rows_of(study) == after


def test_over_the_whole_text_over_turns_and_to_both_ends(study, code):
    (made,) = code(study, JOINT, "I listened more than I talked.", "listening")
    text = text_of(study, JOINT)
    coding.move_borders(study, made.id, Span(0, len(text)))
    (one,) = coding.extracts(study)
    assert (one.start, one.quote) == (0, text.strip())
    assert one.speakers == ("Interviewer", "PM1", "PM2")
    for span in (Span(0, 3), Span(len(text) - 8, len(text))):
        coding.move_borders(study, made.id, span)
        assert [one.quote for one in coding.extracts(study)] == [span.of(text).strip()]


@pytest.mark.parametrize("span", [Span(5, 5), Span(9, 5), Span(-1, 5), Span(5, 10_000), Span(30, 31)])
def test_never_empty_never_reversed_never_beyond_the_text(study, code, rows_of, span):
    (made,) = code(study, PARENT, "She sat with me", "listening")
    before = rows_of(study)
    with pytest.raises(BadInput):
        coding.move_borders(study, made.id, span)
    assert rows_of(study) == before


def test_what_is_hard_to_cut_stays_as_the_text_has_it(study, code):
    (made,) = code(study, HOSTILE, "My family 👩\u200d👩\u200d👧 at the cafe\u0301", "support")
    place = at(study, HOSTILE, "👩\u200d👩\u200d👧 at")
    coding.move_borders(study, made.id, place)
    assert words_of(study) == [("support", "👩\u200d👩\u200d👧 at")]
    done = coding.split(study, made.id, place.start + 5)
    assert [one.quote for one in coding.extracts(study)] == ["👩\u200d👩\u200d👧", "at"]
    assert done.first == made.id


def test_what_stands_elsewhere_by_now_is_not_moved(study, code, rows_of):
    (made,) = code(study, PARENT, "She sat with me", "listening")
    there = Span(*made.span)
    coding.move_borders(study, made.id, Span(there.start, there.end + 5))
    before = rows_of(study)
    with pytest.raises(ChangedElsewhere):
        coding.move_borders(study, made.id, Span(there.start, there.end + 10), before=there)
    with pytest.raises(ChangedElsewhere):
        coding.split(study, made.id, there.start + 4, before=there)
    # What is there already is no news, and no step.
    assert coding.move_borders(study, made.id, Span(there.start, there.end + 5), before=there).before.length == 20
    assert rows_of(study) == before
    assert sight.history(study)[0].sentence.startswith("Moved")


def test_the_same_code_twice_on_the_same_words_is_refused_and_said(study, code, rows_of):
    (one,) = code(study, PARENT, "She sat with me", "forms")
    code(study, PARENT, "She sat", "practical")
    code(study, PARENT, "with me", "trust")
    place, before = at(study, PARENT, "She sat"), rows_of(study)
    with pytest.raises(Refused, match="already"):
        coding.move_borders(study, one.id, place)
    with pytest.raises(Refused, match="already"):
        coding.split(study, one.id, place.end)
    assert rows_of(study) == before
    # Another code, or another coder's, is in nobody's way.
    coding.move_borders(study, one.id, at(study, PARENT, "with me"))
    owen = replace(study, coder="Owen")
    (theirs,) = code(owen, PARENT, "me when", "practical")
    coding.move_borders(owen, theirs.id, place)
    assert len(words_of(study)) == 4


def test_others_removed_and_missing_codings_are_left_alone(study, code, rows_of):
    (made,) = code(study, PARENT, "She sat with me", "listening")
    owen = replace(study, coder="Owen")
    owen.coder_id()
    before, span = rows_of(study), Span(*made.span)
    for touch in (
        lambda: coding.move_borders(owen, made.id, Span(span.start, span.end + 5)),
        lambda: coding.split(owen, made.id, span.start + 4),
    ):
        with pytest.raises(Refused, match="another coder's"):
            touch()
    assert rows_of(study) == before
    coding.remove(study, [made.id])
    with pytest.raises(Refused, match="was removed"):
        coding.move_borders(study, made.id, span)
    with pytest.raises(NotFound):
        coding.split(study, study.coder_id(), 5)


@pytest.mark.both_engines
def test_a_coding_is_cut_in_two_in_one_step(study, studies, code, rows_of):
    (made,) = code(study, PARENT, "She sat with me when the letters came", "listening", memo="why")
    before, place = rows_of(study), at(study, PARENT, " when")
    done = coding.split(study, made.id, place.start, before=Span(*made.span))
    assert words_of(study) == [("listening", "She sat with me"), ("listening", "when the letters came")]
    assert [(one.id, one.memo) for one in coding.extracts(study)] == [(made.id, "why"), (done.second, "")]
    after = rows_of(study)
    opening.undo(study)
    assert rows_of(study) == before
    opening.redo(study)
    assert rows_of(study) == after
    # Taken off and cut again it is the same coding.
    opening.undo(study)
    assert coding.split(studies.again(study), made.id, place.start).second == done.second


def test_what_themes_say_goes_with_the_words(study, code, rows_of):
    (made,) = code(study, PARENT, "She sat with me when the letters came", "listening")
    theme = themes.add(study, "Being there", codes=["listening"])
    themes.judge(study, theme, [made.id], stance="contradicts", use="useful")

    def said():
        behind = themes.theme_extracts(study)[theme.id]
        return [(one.extract.quote, one.stance, one.use) for one in behind if one.is_judged]

    before, place = rows_of(study), at(study, PARENT, "sat with me when the letters came")
    coding.move_borders(study, made.id, place)
    assert said() == [("sat with me when the letters came", "contradicts", "useful")]
    coding.split(study, made.id, at(study, PARENT, " when").start)
    assert [words for words, *_ in said()] == ["sat with me", "when the letters came"]
    opening.undo(study)
    opening.undo(study)
    assert rows_of(study) == before
    # Where somebody else has coded the passage too, it holds there.
    code(replace(study, coder="Owen"), PARENT, "She sat with me when the letters came", "trust")
    coding.move_borders(study, made.id, place)
    assert [words for words, *_ in said()] == ["She sat with me when the letters came"]

"""A transcript opened for coding: text, turns, codings, marks, counts and recent codes."""

from __future__ import annotations

import dataclasses
from dataclasses import replace

import pytest

from workbench import coding, opening
from workbench.coding.reading import Counted, counted, follow, open_transcript
from workbench.spans import Span

PARENT, JOINT = "Parent 1 Early", "PM1+PM2 Early"


@pytest.mark.both_engines
def test_opening_gives_text_turns_and_the_names_of_all(study):
    opened = open_transcript(study, PARENT)
    assert opened.transcript.participants == ("P1",)
    assert opened.spoken.text.startswith("Interviewer: What was it like?")
    assert [turn.interviewer for turn in opened.spoken.turns] == [True, False, True, False]
    assert PARENT in [one.name for one in opened.others]
    assert len(opened.others) == 5
    assert opened.coded.codings == {}
    assert counted(study).recent == ()


def test_a_name_that_is_gone_opens_the_next_one_wanted_or_the_first(study):
    assert open_transcript(study, "No such one").transcript.name == open_transcript(study, None).others[0].name
    joint = open_transcript(study, JOINT).transcript
    assert open_transcript(study, "No such one", None, joint.id, PARENT).transcript == joint


def test_what_is_coded_counts_everywhere_and_recent_is_the_coders_own(study, studies, code):
    code(study, PARENT, "She sat with me", "listening")
    code(study, JOINT, "A kettle", "practical")
    code(study, PARENT, "I was scared", "lifts")
    other = replace(study, coder="Owen")
    code(other, PARENT, "the letters", "doubt")
    found = open_transcript(study, PARENT).coded.codings.values()
    assert [one.code for one in sorted(found, key=lambda one: one.start)] == ["listening", "doubt", "practical"]
    assert counted(study) == Counted({"listening": 1, "practical": 2, "doubt": 1}, ("practical", "listening"))
    assert counted(other).recent == ("doubt",)


def test_marked_passages_of_this_transcript_come_with_it(study):
    coding.mark_not_for_quotation(study, PARENT, Span(41, 50))
    assert open_transcript(study, PARENT).coded.not_for_quotation == (Span(41, 50),)
    assert open_transcript(study, JOINT).coded.not_for_quotation == ()


@pytest.mark.both_engines
def test_what_is_followed_is_what_would_be_read_anew(study, code):
    other, shown = replace(study, coder="Owen"), open_transcript(study, PARENT)
    code(study, PARENT, "She sat with me", "listening")
    first = next(iter(follow(study, shown).new)).id
    changes = [
        lambda: code(study, PARENT, "I was scared", "practical"),
        lambda: code(other, PARENT, "the letters", "doubt"),
        lambda: code(study, JOINT, "A kettle", "practical"),
        lambda: coding.recode(study, [first], "doubt"),
        lambda: coding.set_memo(study, first, "Why here?"),
        lambda: coding.mark_not_for_quotation(study, PARENT, Span(41, 50)),
        lambda: coding.remove(study, [first]),
        lambda: opening.undo(study),
        lambda: opening.undo(study),
        lambda: opening.redo(study),
        lambda: coding.apply_new(study, PARENT, [Span(0, 11)], coding.NewCode("Asked first")),
    ]
    for change in changes:
        change()
        followed, anew = follow(study, shown), open_transcript(study, PARENT)
        assert followed.opened == anew
        standing = {one.id: one for one in shown.coded.codings.values()}
        assert all(standing.pop(one.id) == one for one in followed.gone)
        assert standing | {one.id: one for one in followed.new} == anew.coded.codings
        shown = followed.opened
    assert follow(study, shown).new == follow(study, shown).gone == ()


@pytest.mark.both_engines
def test_other_speakers_other_settings_and_very_many_changes_are_read_anew(study):
    shown = open_transcript(study, PARENT)
    others = dataclasses.replace(study, settings=study.settings.model_copy(update={"title": "Another title"}))
    assert follow(others, shown) is None
    text = shown.spoken.text
    words = [Span(start, start + 3) for start in range(len(text) - 3) if text[start : start + 3].strip()]
    coding.apply(study, PARENT, words, ["doubt", "listening", "practical"])
    assert follow(study, shown) is None
    shown = open_transcript(study, PARENT)
    coding.mark_not_for_quotation(study, PARENT, Span(41, 50))
    shown = follow(study, shown).opened  # so many changes, but seen before
    book = next(study.codebooks.glob("*.yaml"))
    text = book.read_text(encoding="utf-8")
    book.write_text(text.replace("id: doubt", "id: unsure\n    was: [doubt]"), encoding="utf-8")
    opening.look_around(study, opening.Standing((), 0))
    assert follow(study, shown) is None

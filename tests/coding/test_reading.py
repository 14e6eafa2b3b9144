"""A transcript opened for coding: text, turns, codings, marks, counts and recent codes."""

from __future__ import annotations

import pytest

from workbench import coding
from workbench.coding.reading import coded, open_transcript
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
    assert opened.coded.codings == ()
    assert opened.coded.recent == ()


def test_a_name_that_is_gone_opens_the_next_one_wanted_or_the_first(study):
    assert open_transcript(study, "No such one").transcript.name == open_transcript(study, None).others[0].name
    joint = open_transcript(study, JOINT).transcript
    assert open_transcript(study, "No such one", None, joint.id, PARENT).transcript == joint


def test_what_is_coded_counts_everywhere_and_recent_is_the_coders_own(study, studies, code):
    code(study, PARENT, "She sat with me", "listening")
    code(study, JOINT, "A kettle", "practical")
    code(study, PARENT, "I was scared", "lifts")
    other = study.as_coder("Owen")
    code(other, PARENT, "the letters", "doubt")
    found = coded(study, PARENT)
    assert [one.code for one in found.codings] == ["listening", "doubt", "practical"]
    assert found.counts == {"listening": 1, "practical": 2, "doubt": 1}
    assert found.recent == ("practical", "listening")
    assert coded(other, PARENT).recent == ("doubt",)


def test_marked_passages_of_this_transcript_come_with_it(study):
    coding.mark_not_for_quotation(study, PARENT, Span(41, 50))
    assert coded(study, PARENT).not_for_quotation == (Span(41, 50),)
    assert coded(study, JOINT).not_for_quotation == ()

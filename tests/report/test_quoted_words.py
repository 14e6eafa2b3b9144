"""Quotations in a narrative are held against the transcripts, and the writer is told what is not as it was said."""

from __future__ import annotations

import dataclasses

import pytest

from workbench.report.compose import compose

WORDS = "“You can't learn that from a book.” (Parent 1, T1)"


@pytest.fixture
def told(study):
    """What the writer is told of the quotations in a theme's narrative."""

    def of(narrative):
        facts = study.make_facts()
        theme = dataclasses.replace(facts.themes[0], narrative=narrative)
        extracts = tuple(one.extract for each in facts.themes for one in each.extracts)
        notices = compose(study.make_facts(themes=(theme,), extracts=extracts)).notices
        return [one.split("narrative: ")[1] for one in notices if "in its narrative: " in one]

    return of


@pytest.mark.parametrize(
    "narrative",
    [
        f"She says it: {WORDS} and there it is.",
        "- you CAN’T learn *that* … a book” (see below)\n- “… learn that from [any] book” (Parent 1, T1)",
        "„She has been where I am […] from a book.“ (Parent 1, T1)",
        # No extract, and nothing that claims to be anybody's words.
        "“I wanted a childminder, if I'm honest” (Parent, T1), “being looked after by someone” (a phrase)",
        "“a bloc” (Parent 1)",
        "‘You can’t learn that from a bóok’ (Parent 1, T1), »she never« and ‘so on’",
    ],
)
def test_nothing_is_told_of_words_as_they_were_said(told, narrative):
    assert told(narrative) == []


def test_words_that_were_changed_are_told(told):
    assert told(WORDS.replace("can't", "can easily")) == [
        "“You can easily learn that from a…” (Parent 1, T1) is not what the transcript says: compare it with the "
        "extract."
    ]
    assert told("“My aunt has a blue parrot that sings” (Parent 1, T1)") == [
        "“My aunt has a blue parrot that s…” (Parent 1, T1) stands in no transcript in these words."
    ]
    assert len(told("‘You can’t buy that in a shop’ (Parent 1, T1) and »She is where he was« (Parent 1, T1)")) == 2
    (said,) = told("“From a book … you can't learn that, she has been where I am” (Parent 1, T1)")
    assert said.startswith("“From a book … you can't learn th…” (Parent 1, T1)")


def test_an_attribution_that_would_be_another_by_now_is_told(told):
    assert told(WORDS.replace("Parent 1, T1", "Parent 1, Before")) == [
        "“You can't learn that from a book…” has (Parent 1, Before) behind it, and would be attributed "
        "(Parent 1, T1) now."
    ]
    assert told("“They asked harder questions than any group” (Trainer (T1))")[0].endswith("(Trainer) now.")

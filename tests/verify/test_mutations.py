"""Hundreds of alterations of what was said: every misquotation is found, and nothing right is accused."""

from __future__ import annotations

import dataclasses
import re

import pytest
from misquoting import DOUBTFUL, MISQUOTED, RIGHT, Maker, whole
from talks import TURNING, transcript

from workbench.report.verify.assessing import Quoted
from workbench.report.verify.matching import judged
from workbench.report.verify.rules import Rules
from workbench.report.verify.verdicts import Verdict
from workbench.report.verify.wording import wording

PASSED = (Verdict.VERBATIM, Verdict.TIDIED, Verdict.SHORTENED)
_ALTERATIONS = 60
"""Of each kind."""


def found_of(known, kind, *, tidied=False):
    make = Maker(known, kind.__name__)
    cases = [kind(make) for _ in range(_ALTERATIONS)]
    rules = Rules.of(known.participants[:4], (), tidied=tidied, language="en")
    quoted = [Quoted(wording(words), claim) for words, claim in cases]
    return list(zip([words for words, _ in cases], judged(quoted, known.transcripts, rules), strict=True))


@pytest.mark.parametrize("tidied", [False, True])
@pytest.mark.parametrize("kind", MISQUOTED)
def test_every_misquotation_is_found(known, kind, tidied):
    found = found_of(known, kind, tidied=tidied)
    assert not [words for words, one in found if one.verdict in PASSED]
    assert not [words for words, one in found if not one.verdict.is_fault]


@pytest.mark.parametrize("tidied", [False, True])
@pytest.mark.parametrize("kind", RIGHT)
def test_nothing_right_is_accused(known, kind, tidied):
    accused = [(words, one.verdict) for words, one in found_of(known, kind, tidied=tidied) if one.verdict.is_fault]
    assert not accused


@pytest.mark.parametrize("kind", DOUBTFUL)
def test_nothing_that_may_mean_something_else_is_called_good(known, kind):
    turning = dataclasses.replace(known, transcripts=(transcript("Turning", *TURNING), *known.transcripts))
    good = [(words, one.reasons) for words, one in found_of(turning, kind) if one.verdict in PASSED]
    assert not good
    # What is cut where nothing turns is right.
    assert not [words for words, one in found_of(turning, whole) if one.verdict.is_fault]


def test_what_was_tidied_is_not_accused(known):
    cases = found_of(known, without_a_filler, tidied=True)
    assert {one.verdict for _, one in cases} <= {Verdict.TIDIED, Verdict.VERBATIM, Verdict.CHECK}
    assert any(one.verdict is Verdict.TIDIED for _, one in cases)


def without_a_filler(make):
    while True:
        row, turn, words = make.said(8)
        said = " ".join(words)
        if "um, " in said or "You know, " in said:
            return re.sub(r"it is, um, |You know, ", "", said, flags=re.IGNORECASE), make.claim(row, turn)

"""Words that must not be printed, whatever else is wrong with how a report has them."""

from __future__ import annotations

import dataclasses

import pytest
from talks import transcript

from workbench.report.verify.assessing import Quoted
from workbench.report.verify.claims import Claim
from workbench.report.verify.matching import judged
from workbench.report.verify.verdicts import Verdict
from workbench.report.verify.wording import wording


def by(*people, waves=(), named=True):
    return Claim("", frozenset(people), named, frozenset(waves))


@pytest.fixture
def never(rules):
    return dataclasses.replace(rules, quoting={"N1": "never"})


SAID = "It used to be dogs and motorbikes."


@pytest.mark.parametrize(
    "claim",
    [
        by("G2"),
        by("N1", waves=["T1"]),
        by("G1", "G2", named=False),
        Claim("Neighbor 7", unknown="Neighbor 7"),
        Claim("Interviewer", interviewer=True),
    ],
)
@pytest.mark.parametrize("words", [SAID, "the wall of an evening. … dogs and motorbikes"])
def test_what_must_not_be_printed_is_told_first_whoever_it_is_attributed_to(known, never, words, claim):
    (found,) = judged([Quoted(wording(words), claim)], known.transcripts, never)
    # Whose it is, is not told: to put that right would name who is not to be quoted.
    reasons = ("spoken by someone who is never to be quoted",)
    assert (found.verdict, found.reasons) == (Verdict.NOT_FOR_QUOTATION, reasons)


@pytest.mark.parametrize("said", [SAID, "It used to be, um, dogs and motorbikes."])
def test_what_is_said_by_somebody_who_may_be_quoted_as_well_is_theirs(known, never, said):
    its = dataclasses.replace(never, tidied=True)
    rows = (*known.transcripts, transcript("Calls", "individual", "T1", ("G1",), [("Ines", said)]))

    def verdict(claim):
        return judged([Quoted(wording(SAID), claim)], rows, its)[0].verdict

    assert verdict(by("G1")) in (Verdict.VERBATIM, Verdict.TIDIED)
    assert verdict(by("G2")) is Verdict.NOT_FOR_QUOTATION
    assert verdict(by("N1")) is Verdict.NOT_FOR_QUOTATION


def test_of_what_must_not_be_printed_nobody_is_told_that_a_mark_is_missing(never):
    talk = [("Nat", "I hear them laughing,"), ("Interviewer", "Do you mind?"), ("Nat", "over the wall of an evening.")]
    rows = (transcript("Calls", "individual", "T1", ("N1",), talk),)
    (found,) = judged([Quoted(wording("I hear them laughing, over the wall of an evening."))], rows, never)
    assert found.verdict is Verdict.NOT_FOR_QUOTATION

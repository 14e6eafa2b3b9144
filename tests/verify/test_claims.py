"""Attributions that say more than the study knows, name several, or name somebody as the transcripts do."""

from __future__ import annotations

import dataclasses

import pytest

from workbench.report.verify.assessing import Place
from workbench.report.verify.attributions import Names
from workbench.report.verify.checking import check
from workbench.report.verify.literal import literal
from workbench.report.verify.paragraphs import FoundQuotation, ReportParagraph
from workbench.report.verify.rules import Rules

LENA = "I keep a list of names now (name of site) and I ring two of them every Friday."
MOSS = "I thought it was soft, and I was wrong about that."
INES = "It was all couch grass and broken glass."


def found(known, text):
    (one,) = check(known, [ReportParagraph(text, "")])
    return one.verdict, *one.reasons


@pytest.mark.parametrize("text", ["“{}” (Moss, T1)", "Moss: “{}”", "“{},” said Moss.", "As Moss put it, “{}”."])
def test_the_name_that_a_transcript_gives_somebody_named_by_role_only(known, text):
    text = text.format(MOSS.rstrip(".")).replace(",,", ",")
    assert found(known, text) == ("not for quotation", "names someone who is to be named by role only")


def test_the_name_that_a_transcript_gives_anybody_is_looked_at(known):
    why = "names a speaker as the transcript does, not as the study does"
    assert found(known, f"“{LENA}” (Lena, T1)") == ("check", why)
    assert found(known, f"“{LENA}” (LENA)") == ("check", why)
    assert found(known, f"Lena told us that “{LENA}”.")[0] == "check"
    assert found(known, f"“{LENA}” (Ines, T1)")[0] == "wrong attribution"
    assert found(known, f"“{LENA}” (Warden 1, T1)") == ("verbatim",)


def test_what_is_several_people_s_label_or_nobody_s_is_no_name(known):
    names = Names(known)
    assert names.read("Wardens").called is False
    assert (names.read("Interviewer").interviewer, names.read("Interviewer").called) == (True, False)
    rows = tuple(
        dataclasses.replace(row, turns=tuple(turn._replace(label="Me") for turn in row.turns))
        for row in known.transcripts
    )
    assert Names(dataclasses.replace(known, transcripts=rows)).read("Me") is None


STRANGE = [
    "Gardener 1, T3", "Gardener 1, Third visit", "Gardener 1, T1, follow-up", "Anna, T1", "Mr Smith, T2",
    "Gardener 1, wave 3", "Gardener 1, T1, Mrs Jones", "Gardener 1, 6 months later",
    "Social worker", "Grandmother", "fifth mother, T1", "Health visitor",
]  # fmt: skip


@pytest.mark.parametrize("attribution", STRANGE)
def test_what_the_study_does_not_know_is_looked_at(known, attribution):
    said = "I lend out the fork now." if "T2" in attribution else INES
    verdict, why = found(known, f"“{said}” ({attribution})")
    assert verdict == "check"
    assert why.startswith("the attribution says “")
    assert why.endswith("”, which the study does not know")


HARMLESS = [
    "Gardener 1, T1, p. 12",
    "Gardener 1, T1, emphasis added",
    "Gardener 1, aged 60",
    "Gardener 1, Leeds, T1",
    "Gardener 1, mother of two, T1",
    "Participant, T1",
    "Joint interview, T1",
    "Gardener 1; T1; line 4",
]


@pytest.mark.parametrize("attribution", HARMLESS)
def test_what_else_an_attribution_may_say(known, attribution):
    assert found(known, f"“{INES}” ({attribution})") == ("verbatim",)


def test_a_wave_at_which_somebody_was_not_heard_is_a_wrong_one(known):
    assert found(known, "“He brings the biscuits” (Gardener 2, T2)")[0] == "wrong attribution"


def test_where_several_are_named_each_must_speak(known):
    for attribution in (
        "Gardener 1 and Warden",
        "Gardener 1 and Gardener 2",
        "Gardener and Warden",
        "Gardener 1, Gardener 2",
    ):
        assert found(known, f"“{INES}” ({attribution})")[0] == "wrong attribution", attribution
    for attribution in ("Gardener 1", "Gardener", "Gardeners", "Gardener 1 or Gardener 2", "Gardener, Gardener 1"):
        assert found(known, f"“{INES}” ({attribution})") == ("verbatim",), attribution
    both = "“I keep a list of names now … The list was her idea.” ({})"
    assert found(known, both.format("Warden 1 and Warden"))[0] == "check"


def test_who_of_several_is_named_by_name_may_have_to_be_named_by_role(known):
    both = "“I keep a list of names now … The list was her idea.” (Warden 2 and Warden 1, T1)"
    assert found(known, both)[0] == "not for quotation"


def test_nothing_of_it_passes_unseen_where_the_words_stand_in_their_own_place(known):
    names, rules = Names(known), Rules()
    row = known.transcript_of["Gardener 1 T1"]
    at = row.text.index(INES)
    place = Place(row.name, at, at + len(INES))

    def as_it_stands(attribution):
        one = FoundQuotation(0, 0, INES, claim=names.read(attribution), mark="x")
        return literal(one, place, row, rules)

    assert as_it_stands("Gardener 1, T1").verdict.value == "verbatim"
    for attribution in ("Gardener 1, T3", "Gardener 1, T1, follow-up", "Anna, T1", "Ines, T1", "Gardener 1 and Warden"):
        assert as_it_stands(attribution) is None, attribution

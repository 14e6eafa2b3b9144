"""Quotations that the report's own words part, and several of several people in one sentence: whose each one is."""

from __future__ import annotations

import dataclasses

import pytest
from talks import transcript

from workbench.report.verify.checking import check
from workbench.report.verify.document import plain_paragraphs
from workbench.report.verify.paragraphs import ReportParagraph

SAID = "It was all couch grass and broken glass"
"""Gardener 1 at T1."""


def verdicts(known, text):
    return [one.verdict for one in check(known, plain_paragraphs(text))]


PARTED = [
    "“…,” said {}, “…”",
    "“…,” {} told us, “…”",
    "“…,” as {} put it, “…”",
    "“…” – {} said – “…”",
    "“…,” said {} (T1), “…”",
    "“…,” she said ({}, T1), “…”",
    "“…,” she ({}, T1) said, “…”",
    "“…,” said {}, “…” (T1)",
    "‘…’, {} said at T1, ‘…’",
    "“…,” {} explained. “…”",
    "“…,” {} explained, adding: “…”",
]


@pytest.mark.parametrize("text", PARTED)
def test_who_is_named_between_the_halves_of_a_quotation(known, text):
    halves = ("My neighbour on the next plot lent me a fork", "and showed me where the water runs")
    for half in halves:
        text = text.replace("…", half, 1)
    assert set(verdicts(known, text.format("Gardener 1"))) == {"verbatim"}
    for another in ("Gardener 2", "a warden"):
        assert verdicts(known, text.format(another))[0] == "wrong attribution"
    if "(T1)" not in text and "T1" not in text:
        assert verdicts(known, text.format("Gardener 1 (T2)"))[0] == "wrong attribution"


def test_a_stop_or_a_colon_ends_what_is_parted(known):
    for between in ("explained. “", "explained, adding: “"):
        text = f"“She never told me what to do,” Gardener 1 {between}I wouldn't have known who to ring.”"
        assert verdicts(known, text) == ["verbatim", "verbatim"]


def test_when_it_was_said_stands_between_the_halves(known):
    text = "“My neighbour on the next plot lent me a fork,” she said at {}, “and showed me where the water runs.”"
    assert [verdicts(known, text.format(wave)) for wave in ("T1", "T2")] == [["verbatim"], ["wrong attribution"]]


def test_a_french_she_said_within_the_marks_is_nobody_s_words(known):
    assert verdicts(known, "« It was all couch grass, dit-elle, and broken glass » (Gardener 1, T1)") == ["verbatim"]
    assert verdicts(known, "« It was all couch grass, dit-elle, and glass » (Gardener 1, T1)") == ["differs"]


def test_the_first_of_two_short_ones_is_held_against_the_attribution_they_share(known):
    for first, verdict in (("a bed", "verbatim"), ("a pond", "not found")):
        text = f"They had “{first}” and “nobody there knew” (Gardener 1, T1)."
        assert verdicts(known, text) == [verdict, "verbatim"]
    assert verdicts(known, "The theme “A pond” and “nobody there knew” (Gardener 1, T1).") == ["verbatim"]


def test_several_may_each_have_said_it_on_their_own(known):
    row = transcript("Gardener 2 T1", "individual", "T1", ("G2",), [("Jonah", f"{SAID}, for me too.")])
    both = dataclasses.replace(known, transcripts=(*known.transcripts, row))
    for names in ("Gardeners 1 and 2, T1", "Gardener 1, T1; Gardener 2, T1", "Gardener 1 and Gardener 2"):
        assert verdicts(both, f"“{SAID}” ({names})") == ["verbatim"]
        assert verdicts(known, f"“{SAID}” ({names})") == ["wrong attribution"]
    assert verdicts(both, f"“{SAID}” (Gardeners 1 and 3, T1)") == ["wrong attribution"]


def test_of_two_waves_both_have_to_have_it(known):
    row = transcript("Gardener 1 T2 again", "individual", "T2", ("G1",), [("Ines", f"{SAID}, for me too.")])
    both = dataclasses.replace(known, transcripts=(*known.transcripts, row))
    for waves in ("T1 and T2", "T1/T2", "T1, T2"):
        assert verdicts(both, f"“{SAID}” (Gardener 1, {waves})") == ["verbatim"]
        assert verdicts(known, f"“{SAID}” (Gardener 1, {waves})") == ["wrong attribution"]


@pytest.mark.parametrize("is_quotation", [False, True])
def test_two_quotations_in_one_paragraph_without_marks(known, is_quotation):
    two = f"{SAID}. ({{}}, T1) He shouted at me about a hedge. (Gardener 2, T1)"
    for who, verdict in (("Gardener 1", "verbatim"), ("Gardener 3", "wrong attribution")):
        row = ReportParagraph(two.format(who), "", is_quotation=is_quotation)
        found = check(known, [row])
        assert [one.verdict for one in found] == [verdict, "verbatim"]
        assert found[0].quotation.startswith(SAID)


def test_a_sentence_in_marks_that_is_a_paragraph_is_a_quotation_however_short(known):
    assert verdicts(known, "The gardens.\n\n“By March we had a bed of peas.”\n\nThey grew.") == ["differs"]
    assert verdicts(known, "The gardens.\n\n“A garden for all.”\n\nThey grew.") == []


SIGNS = ["{}. ({})6.", "{}. ({})⁶.", "{}. ({})*", "{}. ({})†", "{}. ({})6,7", "{}.7 ({})", "“{}.7” ({})", "a) {} ({})"]
SIGNS += ["Quote 3: {}. ({})", "3. {}. ({})", "{}.7 It was so. ({})"]


@pytest.mark.parametrize("text", SIGNS)
def test_figures_of_notes_and_numbers_of_quotations_are_no_words(known, text):
    text = text.replace("It was so", "I did not think I would last the winter, if I am honest")
    assert verdicts(known, text.format(SAID, "Gardener 1, T1")) == ["verbatim"]
    assert verdicts(known, text.format(SAID, "Gardener 2, T1")) == ["wrong attribution"]


def test_quoted_pieces_of_a_sentence_are_its_quotations_and_it_is_none(known):
    text = "The gardeners had asked for “two days of couch grass” and got “a bed of broad beans” (Gardener 1)."
    assert [one.quotation for one in check(known, plain_paragraphs(text))][-1] == "a bed of broad beans"
    text = "She had “lent me a fork” (Gardener 1, T1) and “showed me where the water runs” (Gardener 1, T1)."
    assert verdicts(known, text) == ["verbatim", "verbatim"]


def test_two_who_speak_in_one_sentence_each_have_their_own(known):
    first, other = "She never told me what to do", "my hands were cold"
    for between in (
        "Gardener 1 said, and {} agreed: ",
        "said Gardener 1, and {} said: ",
        "Gardener 1 said; {} agreed, ",
        "Gardener 1 said, while {} said ",
    ):
        text = f"“{first},” {between}“{other}”."
        assert verdicts(known, text.format("Gardener 3")) == ["verbatim", "verbatim"]
        assert verdicts(known, text.format("Gardener 2")) in (["verbatim", "check"], ["verbatim", "wrong attribution"])
    said_by = f"“{first},” Gardener 1 told us, but “{other}” was how Gardener 3 put it."
    assert verdicts(known, said_by) == ["verbatim", "verbatim"]
    later = f"“{first},” Gardener 1 said at T1, and at T2, “I lend out the fork now”."
    assert verdicts(known, later) == ["verbatim", "verbatim"]


def test_who_is_named_by_way_of_another_is_looked_at(known):
    text = "“My neighbour on the next plot lent me a fork,” the mother of Gardener 1 said, “and showed me.”"
    assert verdicts(known, text) == ["check"]


def test_a_quotation_that_goes_on_in_the_next_line_may_be_closed_by_an_opening_mark(known):
    text = f'„{SAID}.“ — Gardener 1, at T1\n\nGardener 1 (T2): "I lend out the fork now"'
    assert verdicts(known, text) == ["verbatim", "verbatim"]


def test_a_short_one_in_a_paragraph_of_several_is_one(known):
    text = f"{SAID}. (Gardener 1, T1) I did not shout. (Gardener 3, T1)"
    assert verdicts(known, text) == ["verbatim", "differs"]


@pytest.mark.parametrize(
    "text",
    [
        "“{}” (Gardener 1, T1) and {who} said: “my hands were cold”.",
        "“{}” (Gardener 1, T1), and {who} said at T1: “my hands were cold”.",
        "“{}” (Gardener 1, T1), whereas {who} (T1) said: “my hands were cold”.",
        "“{}” (Gardener 1, T1), and {who} (T1): “my hands were cold”.",
        "It was hard for her (Gardener 1, T2), and {who} (T1) recalled: “my hands were cold”.",
    ],
)
def test_the_attribution_of_another_quotation_is_no_part_of_the_next_one_s(known, text):
    assert set(verdicts(known, text.format(SAID, who="Gardener 3"))) == {"verbatim"}
    assert verdicts(known, text.format(SAID, who="Gardener 2"))[-1] == "wrong attribution"


def test_an_s_before_a_straight_mark_closes_where_another_one_opens(known):
    text = "They dug 'all couch grass' and 'a bed of broad beans' and 'the next plot lent me' and 'told me mine'."
    assert set(verdicts(known, text)) == {"verbatim"}
    text = "They had 'two of them every Friday and who pays' and 'the council come by' (Warden 1)."
    assert [one.quotation for one in check(known, plain_paragraphs(text))][-1] == "the council come by"
    assert verdicts(known, "She had 'lent me my neighbours' fork' (Gardener 1).") == ["not found"]


LED = [
    "While Gardener 1 (T1) said “{}”, {} (T1) said “{}”.",
    "According to Gardener 1 (T1), “{}”; according to {}, “{}”.",
    "“{}”, said Gardener 1; “{2}”, said {1}.",
    "“{}”, said Gardener 1, “{2}”, said {1}.",
    "When Gardener 1 said “{}”, {} said “{}”.",
    "Gardener 1 said “{}”, {} replied, “{}”.",
    "“{},” Gardener 1 said, {} adding, “{}.”",
    "“{},” Gardener 1 told us, to which {} said: “{}.”",
]


@pytest.mark.parametrize("text", LED)
def test_two_quotations_of_two_people_in_one_sentence_are_two(known, text):
    text = text if "{1}" not in text else text.replace("{}", "{0}")
    first, other = "She never told me what to do", "my hands were cold"
    assert set(verdicts(known, text.format(first, "Gardener 3", other))) <= {"verbatim", "check"}
    assert verdicts(known, text.format(first, "Gardener 3", other))[0] == "verbatim"
    assert verdicts(known, text.format(first, "Gardener 2", other))[1] in ("check", "wrong attribution")
    assert verdicts(known, text.format(first.replace("told", "asked"), "Gardener 3", other))[0] == "differs"


def test_at_another_wave_the_same_one_says_something_else(known):
    text = "Although Gardener 1 said at T1 “{}”, at T2 she said “I lend out the fork now”."
    assert verdicts(known, text.format("She never told me what to do"))[0] == "verbatim"
    assert len(verdicts(known, text.format("She never told me what to do"))) == 2


def test_what_is_joined_on_by_or_is_another_quotation(known):
    text = "They say “yes” – or, as Gardener 1 said, “she never told me what to do”."
    assert verdicts(known, text) == ["verbatim"]


@pytest.mark.parametrize("lead", ["When asked the neighbour said", "When asked about the wall, the neighbour said"])
def test_who_speaks_is_named_behind_another_verb(known, lead):
    assert verdicts(known, f"{lead}: “It used to be dogs and motorbikes.”") == ["verbatim"]
    assert verdicts(known, f"{lead}: “It used to be dogs and cars.”") == ["differs"]
    assert verdicts(known, f"{lead}: “She just dug beside me.”") == ["wrong attribution"]


def test_a_role_of_one_is_one_who_may_speak(known):
    assert verdicts(known, "The neighbour found it “to be dogs and motorbikes”.") == ["verbatim"]
    assert verdicts(known, "The neighbour found it “all couch grass and broken glass”.") == ["check"]
    assert verdicts(known, "A picture was enough for Gardener 2: “all couch grass and broken glass”.") == ["check"]


def test_two_in_the_brackets_of_a_sentence(known):
    text = "They knew (“{}”, {}, T1; “He shouted at me about a hedge”, Gardener 2, T1) it."
    assert verdicts(known, text.format(SAID, "Gardener 1")) == ["verbatim", "verbatim"]
    assert verdicts(known, text.format(SAID, "Gardener 2")) == ["wrong attribution", "verbatim"]


def test_with_whom_somebody_was_interviewed_did_not_say_it(known):
    assert verdicts(known, f"“{SAID}” (Gardener 1, joint interview with Gardener 2, T1)") == ["verbatim"]
    assert verdicts(known, f"“{SAID}” (Gardener 2, interviewed with Gardener 1, T1)") == ["wrong attribution"]
    assert verdicts(known, f"“{SAID}” (T1, interview with Gardener 1)") == ["verbatim"]


@pytest.mark.parametrize("behind", ["", "More prose."])
def test_names_below_each_block_of_a_row(known, behind):
    def read(first, other):
        rows = [(SAID, True), (first, False), ("He shouted at me about a hedge", True), (other, False), (behind, False)]
        return [one.verdict for one in check(known, [ReportParagraph(text, "", is_it) for text, is_it in rows])]

    for first, other in (("Gardener 1, T1", "Gardener 2, T1"), ("Gardener 1 (T1)", "(Gardener 2, T1)")):
        assert read(first, other) == ["verbatim", "verbatim"]
    assert read("Gardener 2, T1", "Gardener 2, T1") == ["wrong attribution", "verbatim"]
    assert read("Gardener 1, T1", "Gardener 1, T1") == ["verbatim", "wrong attribution"]

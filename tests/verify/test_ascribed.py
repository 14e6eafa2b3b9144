"""Quotations within a sentence of the report's own: which are listed though nothing like them was ever said."""

from __future__ import annotations

import dataclasses

import pytest

from workbench.report.facts import CodebookRow, CodeRow
from workbench.report.verify.attributions import Names
from workbench.report.verify.checking import check
from workbench.report.verify.finding import find_quotations
from workbench.report.verify.paragraphs import ReportParagraph


def listed(known, *paragraphs):
    return [
        (one.quotation, one.attribution, one.verdict)
        for one in check(known, [ReportParagraph(text, "") for text in paragraphs])
    ]


INVENTED = [
    "In the second interview (March 2019), one of the gardeners said that “the plot was a nightmare of weeds”.",
    "Some gardeners told us (in 2019) that “the plot was a nightmare of weeds and rubbish”, and left.",
    "Gardener 1 told us that “the training was more than enough for the whole of the work” and left.",
    "Gardener 1 said that “everybody had told us all about that at once”.",
    "Gardener 2 described how “she came every day to see me and my children at home”.",
    "A gardener explained that “the council sent a lorry every other week”.",
    "For one gardener it was “the best thing that ever happened to me”.",
    "A warden said: “Everybody told us.”",
    "Wardens said: “Everybody told us about that.”",
    "One said it was “a place where nobody asks you”.",
    "It was, one of the wardens explained, “like a second kitchen for everybody”.",
    "It was “like a second kitchen for everybody”, as one warden put it.",
    "“Like a second kitchen for everybody” is what Gardener 3 called it.",
    "Gardener 1 said that the handbook says “no fork shall be lent after eight in the evening”.",
    "Gardener 1 had heard\nthat “the council sent a lorry every other week”.",
    "Some liked the “second kitchen of everybody in the whole street” that Gardener 1 spoke of.",
]


@pytest.mark.parametrize("text", INVENTED)
def test_invented_words_of_somebody_are_not_found(known, text):
    ((_, _, verdict),) = listed(known, text)
    assert verdict == "not found"


NONE = [
    "The gardeners were asked “How did you meet each other?” at T1.",
    "Gardener 1 called them ‘the lonely ones’.",
    "Wardens described a “ready when you are” approach.",
    "One gardener had a “ready when you are” arrangement with the wardens.",
    "Gardener 1 had read the leaflet “Growing beans in a cold spring”.",
    "Gardener 3 had filled in the form “How do you feel on the site”.",
    "One gardener had joined “Growing Together in the North East”.",
    "What gardeners said about it is told in the theme “Nobody is lonely beside a bean”.",
    "The wardens said much that is under the code “who is lonely and who is not”.",
    "Wardens told us of the “nobody is lonely at all” theme.",
    "Young (1998) told gardeners that “gardens mend those who dig them”.",
    "Gardener 1 agreed with the idea that “gardens mend those who dig them” (Young, 1998).",
    "Gardens “mend whoever digs in them for long enough” (Young & Old, 1998, p. 3).",
    "It is said that “gardens mend whoever digs in them” (National Garden Office, 1998, p. 1).",
    "Young argues that “gardens mend whoever digs in them” (1998, pp. 3–4).",
    "Young (1998) says: “Gardens mend whoever digs in them.”",
    "As Young (1998) argues, “gardens mend whoever digs in them and has the patience to dig for a very long time”.",
    "The wardens’ handbook states that “no fork shall be lent after eight in the evening”.",
    "According to the council’s guidance, a warden is “a volunteer who keeps the keys”.",
    "Gardeners were asked to rate the statement “my neighbours know what I need”.",
    "Beds are “the smallest unit there is”.",
]


@pytest.mark.parametrize("text", NONE)
def test_terms_titles_and_literature_are_none(known, text):
    assert listed(known, text) == []


NOBODYS = [
    "Beds are “the smallest unit of a site that is let”.",
    "She felt that it was “a world of its own in there”.",
    "Some felt “dropped in it without any help at all”.",
    "The gardeners’ own words, “we were dropped in it without any help”, sum it up.",
    "“We were dropped in it without any help” was how it was put.",
    "“The whole of it was a complete waste of money.”",
]


@pytest.mark.parametrize("text", NOBODYS)
def test_a_sentence_that_nobody_said_and_nobody_is_named_for_is_to_be_looked_at(known, text):
    (one,) = check(known, [ReportParagraph(text, "")])
    assert (one.verdict, one.is_fault, one.transcript) == ("check", False, "")
    assert "nobody is named" in one.reasons[0]


def test_what_is_nearest_is_told(known):
    (one,) = check(known, [ReportParagraph("A gardener said that “by June we had a bed of red onions”.", "")])
    assert (one.verdict, one.transcript) == ("not found", "Gardener 1 T1")
    assert "bed of broad beans" in one.nearest


def test_the_name_of_a_theme_is_no_quotation_in_a_sentence_about_somebody(known):
    heading = ReportParagraph("Nobody is lonely beside a bean", "", is_heading=True)
    text = ReportParagraph("Gardener 1 said that “nobody is lonely beside a bean”.", "")
    assert check(known, [heading, text]) == []


def test_what_a_definition_has_in_quotation_marks_is_no_quotation(known):
    code = CodeRow("asked", "Asked", "When a gardener says “nobody ever asked me what I need”.")
    study = dataclasses.replace(known, codebooks=(CodebookRow("c", codes=(code,)),))
    assert check(study, [ReportParagraph(code.definition, "")]) == []
    assert len(check(known, [ReportParagraph(code.definition, "")])) == 1


def test_what_the_next_paragraph_begins_with_is_of_that_paragraph(known):
    said = "My neighbour on the next plot lent me a spade."
    ((_, who, verdict),) = listed(known, f"Gardener 1 said: “{said}”", "(Young, 1998) calls this the lending of forks.")
    assert (who, verdict) == ("Gardener 1", "differs")
    ((_, who, _),) = listed(known, f"It was a start. “{said}”", "(Gardener 2, T1) had none.")
    assert who == ""
    ((_, who, _),) = listed(known, f"It was a start. “{said}”", "(Gardener 2, T1)")
    assert who == "Gardener 2, T1"
    cited = "“Gardens mend those who dig them and all else that grows in and around them, for a while.”"
    assert listed(known, cited, "(Young, 1998)") == []
    assert listed(known, cited, "(Young, 1998) calls this mending.") == [(cited[1:-1], "", "not found")]


def test_each_quotation_of_a_sentence_has_its_own_speaker(known):
    one, other = "It was all couch grass", "He shouted at me about a hedge."
    sentence = f"As Gardener 1 put it, “{one}”, and Gardener 2 agreed: “{other}”"
    assert listed(known, sentence) == [(one, "Gardener 1", "verbatim"), (other, "Gardener 2", "verbatim")]
    sentence = f"As Gardener 1 put it, “{one}”, and Gardener 2 said, “{other}”"
    assert listed(known, sentence) == [(one, "Gardener 1", "verbatim"), (other, "Gardener 2", "verbatim")]
    assert listed(known, f"“{one},” Gardener 1 told us. Gardener 2: “{other}”") == [
        (f"{one},", "Gardener 1", "verbatim"), (other, "Gardener 2", "verbatim"),
    ]  # fmt: skip
    ((_, who, verdict),) = listed(known, f"“{one},” said Gardener 2.")
    assert (who, verdict) == ("Gardener 2", "wrong attribution")
    # Whoever speaks first may go on.
    assert [who for _, who, _ in listed(known, f"Gardener 1 said: “{one}” and “broken glass and then some”.")] == [
        "Gardener 1", "Gardener 1",
    ]  # fmt: skip


def test_somebody_s_sister_is_somebody_else(known):
    ((_, who, _),) = listed(known, "The sister of Gardener 1 said: “It was all couch grass and broken glass.”")
    assert who == ""


OTHERS = [
    "Gardener 1 erzählte, dass „jede Woche ein Lastwagen von der Stadt kam“.",
    "Selon Gardener 1, « la ville a envoyé un camion chaque semaine ».",
    "Gardener 1 explicó que «el ayuntamiento mandó un camión cada semana».",
    "Gardener 1 spiegava che «il comune mandava un camion ogni settimana».",
    "Gardener 1 vertelde dat “de gemeente elke week een vrachtwagen stuurde”.",
    "Gardener 1 contou que “a câmara mandou um camião todas as semanas”.",
]


@pytest.mark.parametrize("text", OTHERS)
def test_verbs_of_saying_of_other_languages(known, text):
    ((_, who, verdict),) = listed(known, text)
    assert (who, verdict) == ("Gardener 1", "not found")


@pytest.mark.parametrize(
    "behind", ["and Gardener 1 said she agreed", "which Gardener 1 said was so", "but Gardener 1 said no"]
)
def test_who_is_named_behind_a_joining_word_did_not_say_it(known, behind):
    one = next(
        iter(find_quotations([ReportParagraph(f"“It was a very good day for us,” {behind}.", "")], Names(known)))
    )
    assert one.claim is None or one.claim.loose


def test_a_line_may_end_behind_a_name(known):
    text = "“It was all couch grass and broken glass,” said Gardener 1\nand went on."
    one = next(iter(find_quotations([ReportParagraph(text, "")], Names(known))))
    assert one.attribution.endswith("Gardener 1")


def test_names_are_found_where_they_stand_behind_letters_that_fold_into_two(known):
    text = "Die große Straße, aß Gardener 1 dort"
    (one,) = Names(known).mentioned(text)
    assert text[one.start : one.end] == "Gardener 1"

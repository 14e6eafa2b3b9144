"""Brackets in a quotation that stand in place of what was said."""

from __future__ import annotations

import dataclasses

import pytest
from talks import facts, transcript

from workbench.report.verify.assessing import Quoted
from workbench.report.verify.attributions import Names
from workbench.report.verify.claims import Claim
from workbench.report.verify.finding import find_quotations
from workbench.report.verify.matching import judged
from workbench.report.verify.paragraphs import ReportParagraph
from workbench.report.verify.rules import Rules
from workbench.report.verify.verdicts import Verdict
from workbench.report.verify.wording import wording
from workbench.spans import Span

TRAINED = (
    "The training was good. I was scared to open the door. He showed me the library, and I met Anna there. My mum's"
    " friend Rhian came. We go there every week, which was help and money for us. My mentor is kind and I will, um,"
    " ask her about the school in Leeds when I try it again."
)
TURNED = [
    ("The training was [bad].", "[bad]", "good"),
    ("I was [glad] to open the door.", "[glad]", "scared"),
    ("[I was glad] to open the door", "[I was glad]", "scared"),
    ("The training was […] [bad]", "[bad]", "good"),
    ("which was help (which was trouble) for us", "(which was trouble)", "and money"),
    ("[Nothing about the work] was good", "[Nothing about the work]", "The training"),
    ("I was scared to open [the letter].", "[the letter]", "the door"),
]
CLARIFIED = [
    ("[The mentor] showed me the library", Verdict.SHORTENED),
    ("and I met [my sister] there", Verdict.SHORTENED),
    ("and I met [name] there. My mum's friend R came", Verdict.SHORTENED),
    ("We [went] there every week", Verdict.SHORTENED),
    ("We go [to the library] every week", Verdict.SHORTENED),
    ("My mentor [was] kind and I [would] ask her", Verdict.SHORTENED),
    ("my mentor is kind and I will [soon] ask her about the school in [a city] when I [tried] it", Verdict.SHORTENED),
    ("I was scared to open the [front] door", Verdict.VERBATIM),
    ("I was scared to open the door [of the library].", Verdict.VERBATIM),
    ("[One day] he showed me the library", Verdict.VERBATIM),
]


def trained(words, language="en-GB", **redacted):
    study = facts(transcripts=(transcript("T", "individual", "T1", ("G1",), [("Ines", TRAINED)]),), marked=())
    rules = Rules.of(study.participants, (), tidied=False, language=language)
    return judged([Quoted(wording(words))], study.transcripts, dataclasses.replace(rules, **redacted))[0]


@pytest.mark.parametrize(("words", "brackets", "said"), TURNED)
def test_brackets_in_place_of_words_of_weight_are_to_be_looked_at(words, brackets, said):
    found = trained(words)
    assert found.verdict is Verdict.CHECK
    assert f"“{brackets}” stands for “{said}”" in found.reasons


@pytest.mark.parametrize(("words", "verdict"), CLARIFIED)
def test_who_says_in_brackets_what_is_meant_is_not_accused(words, verdict):
    found = trained(words)
    assert (found.verdict, found.reasons[:1]) == (verdict, ())


def test_what_adds_a_sentence_in_brackets_of_a_script_without_blanks_is_to_be_looked_at(rules):
    row = transcript("Talk", "individual", "T1", ("G1",), [("Ines", "我去图书馆，见了我的朋友。")])
    quoted = Quoted(wording("我去图书馆[因为我讨厌他们对我们做的所有事情]，见了我的朋友"))
    assert judged([quoted], [row], rules)[0].reasons == ("what stands in brackets adds 8 words",)


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("I love my kids (all four of them).", Verdict.CHECK),
        ("I love my kids (all four of them). It's them", Verdict.CHECK),
        ("[laughing] I love my kids", Verdict.CHECK),
        ("[crying] I love my kids (all three of them). It's them", Verdict.VERBATIM),
        ("[school] is far", Verdict.VERBATIM),
        ("is far [from us]", Verdict.VERBATIM),
    ],
)
def test_brackets_where_the_transcript_has_others(rules, words, verdict):
    said = "[crying] I love my kids (all three of them). It's them or us. (name of school) is far."
    row = transcript("Talk", "individual", "T1", ("G1",), [("Ines", said)])
    assert judged([Quoted(wording(words))], [row], rules)[0].verdict is verdict


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("[My mentor]'s got a car, they're all kind", Verdict.SHORTENED),
        ("she's got a car, [the wardens]’re all kind", Verdict.SHORTENED),
        ("[She]'s got a car, they're all kind", Verdict.SHORTENED),
        ("She [my mentor]'s got a car, they (the wardens)’re all kind", Verdict.VERBATIM),
        ("She [my mentor]'d got a car, they're all kind", Verdict.DIFFERS),
        ("He [my mentor]'s got a car, they're all kind", Verdict.DIFFERS),
        ("[The wardens]'ve all kind", Verdict.DIFFERS),
        ("she's got a car, [the wardens]'d all kind", Verdict.DIFFERS),
        ("every day (town) and that [she]'s got a car", Verdict.DIFFERS),
        ("on. [She]'s got a car", Verdict.SHORTENED),
        ("She's go[es] a car", Verdict.CHECK),
        ("She's g[ot] a car", Verdict.CHECK),
        ("(name) rang me every day", Verdict.VERBATIM),
        ("(name) me every day", Verdict.DIFFERS),
        ("every day (town)", Verdict.VERBATIM),
        ("rang me (town)", Verdict.DIFFERS),
    ],
)
def test_what_is_drawn_to_a_bracket_or_cut_beside_it(rules, words, verdict):
    said = "(name) rang me every day (town) and on. She's got a car, they're all kind."
    row = transcript("Talk", "individual", "T1", ("G1",), [("Ines", said)])
    assert judged([Quoted(wording(words))], [row], rules)[0].verdict is verdict


def test_what_adds_a_sentence_in_brackets_is_to_be_looked_at():
    added = "[She told us that she hated every day of it and]"
    for words in (f"{added} I was scared to open the door.", f"He showed me the library {added}, and I met Anna there"):
        assert trained(words).reasons == ("what stands in brackets adds 11 words",)
    assert trained("He showed me the library [in the town where she now lives], and I met").reasons == ()


def test_what_brackets_stand_for_is_not_shown_where_it_must_not_be_printed():
    at = TRAINED.index("good") + len("Ines: ")
    span = {"T": (Span(at, at + 4),)}
    words = "The training was [bad]. I was scared"
    assert trained(words).reasons == ("“[bad]” stands for “good”",)
    assert trained(words, marked=span).reasons == ("“[bad]” stands for words that are not for quotation",)
    assert trained(words, redacted=span).verdict is Verdict.SHORTENED


def test_brackets_where_no_list_of_words_is_known():
    assert trained("[The mentor] showed me", "cy").verdict is Verdict.SHORTENED
    assert trained("ask [the mentor] about the [schools] in [a city]", "cy").verdict is Verdict.SHORTENED
    assert trained("The training was [bad].", "cy").verdict is Verdict.CHECK


def test_what_was_left_out_without_a_mark_is_said_so(known, rules):
    """Two places of one person, the interviewer between them."""
    words = "She just dug beside me, and by March we had a bed of broad beans. I wouldn't have known who to ring"
    claim = Claim("", frozenset({"G1"}), True)
    (found,) = judged([Quoted(wording(words), claim)], known.transcripts, rules)
    assert (found.verdict, found.reasons) == (Verdict.DIFFERS, ("words were left out, and no mark says so",))
    (found,) = judged([Quoted(wording(words), Claim("", frozenset({"G2"}), True))], known.transcripts, rules)
    assert found.reasons[1:] == ("and by another than it is attributed to",)


def test_where_words_are_redacted_it_is_told_that_a_difference_is_not_shown():
    at = TRAINED.index("Anna") + len("Ines: ")
    found = trained("He showed me the kitchen, and I met Anna there", redacted={"T": (Span(at, at + 4),)})
    assert (found.verdict, found.difference) == (Verdict.DIFFERS, ())
    assert found.reasons == ("other words than were said", "the difference is not shown, as words there are redacted")
    assert "Anna" not in found.nearest


def test_of_a_sentence_that_names_somebody_the_name_alone_is_shown(known):
    for between, shown in (
        ("at first, and Gardener 1", "Gardener 1"),
        ("and later Gardener 1 at T2", "Gardener 1 at T2"),
    ):
        text = f"“She just dug beside me” {between} told us that “by March we had a bed of broad beans”."
        found = find_quotations([ReportParagraph(text, "")], Names(known))
        assert found[-1].attribution == shown


def test_what_stands_for_a_sign_is_no_name():
    study = facts(
        transcripts=(transcript("T", "individual", "T1", ("G1",), [("Ines", "My mum & dad came.")]),), marked=()
    )
    rules = Rules.of(study.participants, (), tidied=False, language="en-GB")
    found = judged(
        [Quoted(wording(words)) for words in ("My mum XX dad came", "My mum B dad came")], study.transcripts, rules
    )
    assert [one.verdict for one in found] == [Verdict.SHORTENED] * 2

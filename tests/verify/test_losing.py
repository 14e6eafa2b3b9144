"""What is lost where a quotation is cut: words that deny or set a condition, in the language of its transcript."""

from __future__ import annotations

import dataclasses

import pytest
from talks import facts, transcript

from workbench.report.verify.assessing import Quoted
from workbench.report.verify.denying import is_known
from workbench.report.verify.losing import added, lost, lost_before, lost_behind
from workbench.report.verify.matching import judged
from workbench.report.verify.rules import Rules
from workbench.report.verify.wording import wording
from workbench.spans import Span

NEGATION, CONDITION = ("a negation",), ("a condition",)


def before(cut, said="", language="en"):
    text = f"Ines: {cut}{said}"
    return lost_before(text, Span(6 + len(cut), len(text)), Span(6, len(text)), language=language)


def behind(said, cut, language="en"):
    return lost_behind(said + cut, Span(0, len(said)), Span(0, len(said + cut)), language=language)


def within(said, language="en"):
    """What is lost of what stands between two strokes."""
    one, cut, other = said.split("|")
    return lost(one + cut + other, Span(len(one), len(one + cut)), language=language)


def test_what_joins_in_one_language_joins_nothing_in_another():
    assert before("I never, y'know, ", "liked it") == NEGATION
    assert before("I never got the e-mail that said ", "it was off") == NEGATION
    assert before("Je n'ai jamais pensé en classe que ", "c'était bon", language="fr") == NEGATION
    assert before("I never went 'cause ", "they rang me") == ()
    assert before("I never asked, ", "and she came") == ()


@pytest.mark.parametrize(
    ("language", "cut", "said", "kinds"),
    [
        ("de", "Hätte man uns gefragt, wenn es Nacht war, ", "kamen sie.", CONDITION),
        ("fr", "Si nous avions su, ", "oui.", CONDITION),
        ("fr-FR", "S’il avait dit cela, ", "oui.", CONDITION),
        ("fr", "Ce n’est ", "plus bon.", NEGATION),
        ("pt", "Se tivéssemos sabido, ", "sim.", CONDITION),
        ("pt", "Ela lembra-se de tudo, ela ", "sabe.", ()),
        ("es", "No, ", "fuimos.", ()),
        ("es", "No fuimos, ", "sabes.", NEGATION),
        ("es", "No ", "confiaba en la oficina.", NEGATION),
        ("it", "Non ", "mi fidavo.", NEGATION),
        ("it", "Nessun ", "assistente è venuto.", NEGATION),
        ("pt", "Não ", "confiava.", NEGATION),
        ("nl", "Niks ", "hebben we gehoord.", NEGATION),
        ("de", "Niemanden ", "kannte ich.", NEGATION),
        ("pl", "Nie ", "ufałam im.", NEGATION),
        ("ru", "Никто ", "мне не говорил.", NEGATION),
        ("cy", "Nid oedd ", "neb yn gwrando.", NEGATION),
        ("nb", "Ingen ", "sa noe.", NEGATION),
        ("ar", "لا ", "أحد يقول لي", NEGATION),
        ("zh", "没", "有人告诉我应该怎么做。", NEGATION),
        ("zh-CN", "特别是", "她们", ()),
        ("en", "No social worker ", "had told us.", NEGATION),
        ("en", "No, ", "she told us.", ()),
        ("en", "I dinnae ", "trust them.", NEGATION),
        ("en", "We didnt ", "trust them.", NEGATION),
        ("en", "They provided for us, and ", "we liked it.", ()),
        ("en", "That was fine provided ", "we knew.", ()),
        ("en", "That was fine provided that ", "we knew.", CONDITION),
        ("en", "As I say, don't you ", "go there again.", NEGATION),
        ("en", "It's hard, isn't it, ", "and long.", ()),
    ],
)
def test_what_is_lost_in_front(language, cut, said, kinds):
    assert before(cut, said, language) == kinds


@pytest.mark.parametrize(
    ("said", "cut", "kinds"),
    [
        ("They trusted us", " no longer.", NEGATION),
        ("We trust them", " no more.", NEGATION),
        ("They trusted us", ", no, they did.", ()),
        ("I like it", ", not that.", ()),
        ("I like it", ", not all of it.", NEGATION),
        ("I like it", ", er, not that much.", NEGATION),
        ("I would have her back", ". But only if it were her.", CONDITION),
        ("I would have her back", ". Unless the solicitor came.", CONDITION),
        ("I would have her back", ". Not at night, mind.", NEGATION),
        ("I would have her back", ". If she came, I was glad.", ()),
        ("I would have her back", ". She would not come.", ()),
    ],
)
def test_what_is_lost_behind(said, cut, kinds):
    assert behind(said, cut) == kinds


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("There was |no |support for us.", NEGATION),
        ("He was |no |longer allowed.", NEGATION),
        ("We had meetings, |no |help at all.", NEGATION),
        ("She asked, |no, wait, |he asked.", ()),
        ("We liked the support |they provided |for us.", ()),
        ("I would have her| as I am. But only if it were her. |You cannot just send anybody.", CONDITION),
        ("I would have her| as I am. She did not want it. |You cannot just send anybody.", ()),
    ],
)
def test_what_is_lost_within(said, kinds):
    assert within(said) == kinds


def test_what_brackets_add_denies_whatever_they_are():
    assert added("(no)") == added("[no]") == added(" [not] ") == NEGATION
    assert added("[no]", "no help") == ()


def test_a_transcript_has_a_language_of_its_own():
    talk = [("Ines", "Niemand hat mir gesagt, was ich tun soll. Ich habe dem Amt nicht vertraut.")]
    row = dataclasses.replace(transcript("Talk", "individual", "T1", ("G1",), talk), language="de")
    rules = Rules.of(facts().participants, (), tidied=False, language="en")

    def verdict(words, one):
        return judged([Quoted(wording(words))], [one], rules)[0].verdict.value

    for words in ("hat mir gesagt, was ich tun soll.", "Ich habe dem Amt … vertraut."):
        assert verdict(words, row) == "check"
        assert verdict(words, dataclasses.replace(row, language="")) != "check"


def test_which_languages_are_known():
    assert all(map(is_known, ("en-GB", "de", "nb-NO", "zh_CN", "ar")))
    assert not any(map(is_known, ("tr", "ja", "")))


@pytest.mark.parametrize(
    ("said", "printed", "language", "told"),
    [
        ("لم أكن أثق بأحد في البداية، وكنت أخاف من كل رسالة.", "كنت أثق بأحد في البداية، وكنت أخاف من كل رسالة.", "ar",
         "[-لم أكن-] {+كنت+} أثق بأحد في البداية، وكنت أخاف من كل رسالة"),
        ("I never really trusted them with the children.", "Trusted them with the boys.", "en",
         "[-never really-] Trusted them with the [-children-] {+boys+}"),
        ("It was late. I didn't in the end trust them with the children.", "trust them with the boys", "en",
         "[-didn't in the end-] trust them with the [-children-] {+boys+}"),
        ("I trusted them with the children, but not for long, and so on.", "I trusted you with the children", "en",
         "I trusted [-them-] {+you+} with the children [-but not-]"),
        ("I did not ask. They came with the children.", "They went with the children", "en",
         "They [-came-] {+went+} with the children"),
    ],
)  # fmt: skip
def test_what_turned_the_words_that_are_told_as_others_is_shown_with_them(said, printed, language, told):
    row = transcript("Calls", "individual", "T1", ("G1",), [("Interviewer", "Not bad?"), ("Ines", said)])
    (found,) = judged([Quoted(wording(printed))], (row,), Rules(language=language))
    signs = {"said": "[-{}-]", "printed": "{{+{}+}}", "same": "{}"}
    assert " ".join(signs[one.kind].format(one.text) for one in found.difference) == told
    assert found.nearest == " ".join(row.text[found.start : found.end].split())


def test_a_chinese_sentence_ends_though_no_blank_follows():
    text = "我想去那里。没有人来。"
    assert lost_behind(text, Span(0, 5), Span(0, len(text)), language="zh") == ()

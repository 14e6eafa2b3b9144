"""Paragraphs of plain text with somebody named: a quotation where something like it was said, else prose."""

from __future__ import annotations

import pytest

from workbench.report.verify.attributions import Names
from workbench.report.verify.checking import check
from workbench.report.verify.finding import find_quotations
from workbench.report.verify.paragraphs import ReportParagraph
from workbench.report.verify.plain import with_plain

SAID = "My neighbour on the next plot lent me a fork and showed me where the water runs"
PRINTED = SAID.replace("fork", "spade")


def listed(known, *paragraphs):
    rows = [one if isinstance(one, ReportParagraph) else ReportParagraph(one, "") for one in paragraphs]
    return [(one.quotation, one.attribution, one.verdict) for one in check(known, rows)]


def layouts(words, who="Gardener 1, T1"):
    return [
        (f"{words}.", f"({who})"),
        (f"{words}.", f"– {who}"),
        (f"{words}.", who),
        (f"{words} – {who}",),
        (f"{words}\n— {who}",),
        (f"{words} ({who})",),
        (f"{words} ({who})", "Then the prose goes on."),
        (f"{who}: {words}.",),
        ("It began so.", f"{words} ({who})\nAnd then it went on ({who})"),
        (ReportParagraph(f"{words}.", "", beside=(who,)),),
        (f"({who}) {words}.",),
        (f"[{who}] {words}.",),
        (f"{who} – {words}.",),
        (f"{who}\n{words}.",),
        (f"{words}. {who}",),
        (ReportParagraph(f"({who}) {words}.", "", is_quotation=True),),
        (ReportParagraph(f"{words}. {who}", "", is_quotation=True),),
    ]


@pytest.mark.parametrize("number", range(len(layouts(""))))
def test_what_is_like_what_was_said_is_a_quotation_wherever_its_attribution_stands(known, number):
    assert [one[2] for one in listed(known, *layouts(SAID)[number])] == ["verbatim"]
    assert [one[2] for one in listed(known, *layouts(PRINTED)[number])] == ["differs"]
    wrong = layouts(SAID, "Gardener 2, T1")[number]
    assert [one[2] for one in listed(known, *wrong)] == ["wrong attribution"]


def test_what_is_half_of_it_said_in_a_row_is_a_quotation(known):
    other = "and I keep a list of names now and I ring the council every single day of the week in the winter"
    ((_, _, verdict),) = listed(known, f"{SAID} {other} (Gardener 1, T1)")
    assert verdict in ("differs", "not found")


LABELLED = [
    ("Gardener 2: I did shout.", "wrong attribution"),
    ("Gardener 3: I did shout.", "verbatim"),
    ("Gardener 3: I did not shout.", "differs"),
    ("Gardener 1: By March we had a bed of broad peas.", "differs"),
    ("Gardener 3: I did shout (T2).", "wrong attribution"),
    ("Gardener 1, T1 – By March we had a bed of broad peas.", "differs"),
    ("Gardener 2: We had a bed of broad beans. My hands were cold.", "not found"),
]


@pytest.mark.parametrize(("text", "verdict"), LABELLED)
def test_of_whole_sentences_behind_a_name_few_words_are_a_quotation(known, text, verdict):
    assert [one[2] for one in listed(known, text)] == [verdict]


@pytest.mark.parametrize("bracket", ["(the warden)", "[the warden]"])
def test_what_somebody_is_explains_the_words_where_they_have_a_name_besides(known, bracket):
    words = f"{SAID} {bracket}"
    rows = [
        f"Gardener 1: {words}.",
        f"Gardener 1, T1 – {words}",
        ReportParagraph(words, "", beside=("Gardener 1, T1",)),
        ReportParagraph(f"Gardener 1: {words}.", "", is_quotation=True),
        ReportParagraph(words, "", beside=("Gardener 1, T1",), is_quotation=True),
        (ReportParagraph(f"{words}.", "", is_quotation=True), "(Gardener 1, T1)"),
    ]
    for row in rows:
        ((_, name, verdict),) = listed(known, *(row if isinstance(row, tuple) else (row,)))
        assert (name.split(",")[0], verdict) == ("Gardener 1", "verbatim")


PROSE = [
    ("They were lent forks and shown the water by neighbours, as we heard from both wardens (Warden 1, Warden 2)",),
    ("A neighbour lent one of them a fork, and others were told of the tap by the council (Gardener 1, T1).",),
    ("All of this had changed for many of those who took a plot on – Gardener 1, T2",),
    ("All of this had changed for many of those who took a plot on.", "(Gardener 1, T2)"),
    ("Gardener 1: a woman who took her plot on in the winter and grew beans in the spring of it.",),
    ("Gardener 1 – a woman who took her plot on in the winter – grew beans in the spring of it.",),
    ("(Gardener 1, T1) was asked again a year on, and had by then lent her fork to two others.",),
    ("Gardener 1: Mother of two.",),
    ("Gardener 1 was lent a fork by her neighbour on the next plot and shown where the water runs (Gardener 1, T1).",),
    ("Gardener 1: a bed of broad beans",),
    ("Not once (Gardener 1)",),
    ("It was all couch grass (Gardener 2)",),
]


@pytest.mark.parametrize("paragraphs", PROSE)
def test_prose_of_the_report_s_own_that_names_somebody_is_none(known, paragraphs):
    assert listed(known, *paragraphs) == []


def test_a_paragraph_that_quotes_in_marks_is_prose_around_them(known):
    text = f"As Gardener 1 put it, “{SAID}”, and others had much the same to tell (Gardener 1, T1)"
    assert [one[0] for one in listed(known, text)] == [SAID]


def test_a_few_words_in_marks_are_what_they_are(known):
    rows = [ReportParagraph("“She just dug beside me, and” (Gardener 1, T1)", "")]
    assert [one.is_plain for one in with_plain(rows, Names(known), find_quotations(rows, Names(known)))] == [False]


def test_what_a_speaker_quotes_is_of_what_they_say(known):
    text = f"{PRINTED.replace('showed me where', 'showed me ‘where the water is’, where')} (Gardener 1, T1)"
    ends = f"{PRINTED} and she called it ‘the water’ (Gardener 1, T1)"
    long = PRINTED.replace("lent me a spade and showed me", "‘lent me a spade and showed me’")
    assert [one[2] for one in listed(known, f"{long} (Gardener 1, T1)")] == ["differs"]
    for one in (text, ends):
        ((words, _, verdict),) = listed(known, one)
        assert (words[:12], verdict) == ("My neighbour", "differs")


def test_names_above_the_words_of_each_are_not_taken_for_those_of_the_next(known):
    other = "He shouted at me about a hedge. It was the first thing"
    above = ("Gardener 1, T1", f"{SAID}.", "Gardener 2, T1", f"{other}.")
    assert [one[2] for one in listed(known, *above)] == ["verbatim", "verbatim"]
    assert [one[2] for one in listed(known, *above[:1], f"{PRINTED}.", *above[2:])] == ["differs", "verbatim"]
    assert [one[2] for one in listed(known, *above[:3], f"{SAID}.")] == ["verbatim", "check"]

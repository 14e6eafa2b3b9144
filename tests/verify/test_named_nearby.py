"""Who is named beside a quotation in other ways than behind its closing mark: none of them is passed over."""

from __future__ import annotations

import dataclasses

import pytest
from talks import TALKS

from workbench.report.verify.checking import check
from workbench.report.verify.document import plain_paragraphs
from workbench.report.verify.paragraphs import ReportParagraph

SAID = "It was all couch grass and broken glass"
"""Gardener 1 at T1."""
ASKED = "What was it like when you took the plot on?"


def verdicts(known, text):
    return [one.verdict for one in check(known, plain_paragraphs(text))]


def on_one(known, text):
    (one,) = check(known, plain_paragraphs(text.replace("“…”", f"“{SAID}”").replace("“…,”", f"“{SAID},”")))
    return one.verdict


WRONG = [
    "One of them (“…”, Gardener 2, T1) knew it.",
    "One of them (“…”; Gardener 1, T2) knew it.",
    "One of them (“…” – Gardener 2) knew it.",
    "“…” (Gardeners 1 and 2)",
    "“…” (Gardeners 2–3, T1)",
    "“…” (Gardener 2/3)",
    "“…” (Gardener no. 2, T1)",
    "“…” (Gardener number 2, T1)",
    "“…” (Gardener two, T1)",
    "“…” (interview with Gardener 2, T1)",
    "“…” (from the interview with Gardener 2)",
    "“…” (Interviewer)",
    "“…” (the interviewer)",
    "“…” (Interviewer, T1)",
    "“…” (I, T1)",
    "“…” – Interviewer",
    "Interviewer: “…”",
    "“…,” said the interviewer.",
    "The interviewer asked: “…”",
    "“…,” said Gardener 1 (T2).",
    "“…,” Gardener 1 told us (T2).",
    "“…,” Gardener 1 said at T2.",
    "“…,” as Gardener 1 put it at T2.",
    "“…,” Gardener 2 (T1) told us.",
    "“…,” Gardener 1 (T2) told us.",
    "Gardener 1 said, “…,” at T2.",
    "Gardener 1 said (T2): “…”",
    "Gardener 1 said at T2: “…”",
    "As Gardener 1 said at T2, “…”.",
    "T2 gardener: “…”",
    "At T2 a gardener said: “…”",
    "Gardener 2 said: “…” (T1).",
    "In Gardener 2’s words, “…”.",
    "In Gardener 2’s own words: “…”.",
    "In the words of Gardener 2, “…”.",
    "In the words of a warden, “…”.",
    "To use Gardener 2's words, “…” (T1).",
    "In Gardener 1’s words at T2: “…”.",
    "One of the wardens said: “…”.",
    "“…,” said one of the wardens.",
    "Gardener 2 said: “…” (the warden).",
    "“…” Gardener 2 (T1)",
    "“…”\nGardener 2 (T1)",
    "“…”\n\nGardener 2 (T1)",
    "“…” (Gardener 2⁶, T1)",
]


@pytest.mark.parametrize("text", WRONG)
def test_another_speaker_or_wave(known, text):
    assert on_one(known, text) == "wrong attribution"


UNCLEAR = [
    "Gardener 1 told us (T2) that “…”.",
    "“…” (P1, T1)",
    "“…” (G9)",
    "“…” (M1)",
    "“…” (Gardener 1’s mentor, T1)",
    "“…” (the mentor of Gardener 1, T1)",
    "“…” (Warden 1 about Gardener 1, T1)",
    "“…” (Gardener 1's mentor)",
    "“…” (Ms Hollow)",
    "“…” (Social worker, T1)",
    "“…” (Mother 1, T1)",
    "“…” (Gard. 1, T1)",
    "Gardener 2’s view was that “…”.",
    "For Gardener 2, “…” (T1).",
    "One of the wardens: “…”",
    "A warden (“…”) knew it.",
    "At T2, it had been “…” for Gardener 1.",
    "It had been “…”, and Gardener 2 laughed.",
    "P1 had found that it was “…”.",
]


@pytest.mark.parametrize("text", UNCLEAR)
def test_what_fits_nobody_named_is_looked_at(known, text):
    assert on_one(known, text) in ("check", "wrong attribution")


RIGHT = [
    "One of them (“…”, Gardener 1, T1) knew it.",
    "“…” (Gardener no. 1, T1)",
    "“…” (interview with Gardener 1, T1)",
    "“…” (Gardener one)",
    "“…,” said Gardener 1 (T1).",
    "“…,” Gardener 1 said at T1.",
    "“…,” Gardener 1 (T1) told us.",
    "Gardener 1 said, “…,” at T1.",
    "Gardener 1 told us (T1) that “…”.",
    "At T1 a gardener said: “…”",
    "Gardener 1 said: “…” (T1).",
    "“…,” said one of the gardeners.",
    "In the words of Gardener 1, “…”.",
    "In Gardener 1’s words, “…”.",
    "In Gardener 1’s words at T1: “…”.",
    "One of the gardeners said: “…”.",
    "Gardener 1 said: “…” (the warden).",
    "“…” Gardener 1 (T1)",
    "“…”\nGardener 1 (T1)",
    "“…”\n\nGardener 1 (T1)",
    "“…” (Gardener 1⁶, T1)",
    "In a gardener’s own words: “…”.",
    "She told it in Gardener 2’s way, and in her own words, “…”.",
    "For Gardener 1, “…” (T1).",
    "A gardener (“…”) knew it.",
    "It was so (“…”, unlike Gardener 2).",
    "“…” (see also Gardener 2)",
    "“…” (Gardener 1, 2)",
    "“…” (Gardener 01, T1)",
    "“…” (Gardener 1, speaking of Warden 1, T1)",
    "“…” (Telephone call, T1)",
    "A warden had lent her a fork: it was “…”.",
    "“…” is what a warden was told.",
    "Between T1 and T2 much changed: “…”.",
    "At T2 Gardener 1 lent forks; at T1 it had been “…”.",
    "Gardener 2 had heard Gardener 1 call it “…”.",
    "She told the warden that “…”.",
    "It was “…”, she said to Gardener 2.",
    "He was shown it by Warden 1, and it was “…”.",
    "The wardens were known to all. “…”, said one.",
    "It was “…”, as on many a site in the A40’s noise.",
    "It was “…”, while Gardener 2 had “had tea every Sunday since”.",
]


@pytest.mark.parametrize("text", RIGHT)
def test_what_fits_is_not_doubted(known, text):
    assert set(check_first(known, text)) == {"verbatim"}


def check_first(known, text):
    return verdicts(known, text.replace("“…”", f"“{SAID}”").replace("“…,”", f"“{SAID},”"))


def test_two_in_one_sentence_each_in_its_brackets(known):
    text = f"Both a newcomer (“{SAID}”, Gardener 1, T1) and another (“he brings the biscuits”, {{}}, T1) knew it."
    assert verdicts(known, text.format("Gardener 2")) == ["verbatim", "verbatim"]
    assert verdicts(known, text.format("Gardener 3")) == ["verbatim", "wrong attribution"]


def test_what_the_interviewer_asked_may_be_the_interviewer_s(known):
    for who in ("(Interviewer)", "(Interviewer, T1)", "– the interviewer"):
        assert verdicts(known, f"“{ASKED}” {who}") == ["verbatim"], who
    assert verdicts(known, f"The interviewer asked: “{ASKED}”") == ["verbatim"]
    assert verdicts(known, f"“{ASKED}” (Gardener 1 and interviewer)") == ["verbatim"]
    assert verdicts(known, f"“{SAID}” (Gardener 1 and interviewer)") == ["verbatim"]
    assert verdicts(known, f"“{ASKED}” (Interviewer, T2)") == ["wrong attribution"]


CELLS = [
    ("Gardener 1, T1, from notes", "check"),
    ("Gardener 2, T1, from notes", "wrong attribution"),
    ("Gardener 1, T2, translated", "wrong attribution"),
    ("Gardener 1 (T2)", "wrong attribution"),
    ("Gardener 1 (T1)", "verbatim"),
    ("Gardener 2, T1, aged 60", "wrong attribution"),
    ("Gardeners 2 and 3", "wrong attribution"),
]


@pytest.mark.parametrize(("who", "verdict"), CELLS)
def test_a_cell_of_a_table_with_a_remark(known, who, verdict):
    (one,) = check(known, [ReportParagraph(SAID, "", is_quotation=True, beside=(who,))])
    assert one.verdict == verdict


@pytest.mark.parametrize("head", ["Quotation", "quotations", "**Quotation**"])
def test_a_table_in_markdown_has_what_stands_below_the_heading_quoted(known, tmp_path, head):
    from workbench.report.verify.document import read_report

    path = tmp_path / "report.md"
    lines = [
        f"| Theme | {head} | Who |", "|---|---|---|",
        f"| Beginning | {SAID}. | Gardener 1, T1 |",
        f"| Beginning | {SAID}. | Gardener 2, T1 |",
        f"| Beginning | {SAID.replace('glass', 'bottles')}. | Gardener 1, T1 |",
        "| Beginning | “He brings the biscuits.” | Gardener 3, T1 |",
    ]  # fmt: skip
    path.write_text("# Report\n\n" + "\n".join(lines) + "\n\nProse.\n", encoding="utf-8")
    found = check(known, read_report(path)[1])
    assert [one.verdict for one in found] == ["verbatim", "wrong attribution", "differs", "wrong attribution"]


def test_every_word_of_a_talk_is_still_right_with_its_own_attribution(known):
    """Whatever its sentence mentions besides."""
    for _, wave, _, talk in TALKS.values():
        for name, words in talk:
            if name == "Ines":
                text = f"Unlike Gardener 2 and the wardens at T2 and T1: “{words}” (Gardener 1, {wave})."
                assert set(verdicts(known, text)) <= {"verbatim"}


def test_two_quotations_that_share_their_brackets(known):
    text = "It was “he brings the biscuits”{}“{}” ({}, T1)."
    for between in (", ", " and ", ", and "):
        both = text.format(between, "My hands were cold", "Gardeners 2 and 3")
        assert verdicts(known, both) == ["verbatim", "verbatim"]
        another = text.format(between, SAID, "Gardener 2 and Gardener 3")
        assert verdicts(known, another) == ["verbatim", "wrong attribution"]
    apart = text.format(" was said, and then ", "My hands were cold", "Gardeners 2 and 3")
    assert verdicts(known, apart) == ["verbatim", "wrong attribution"]


def test_chinese_verbs_of_saying_stand_right_behind_a_name(known):
    people = tuple(
        dataclasses.replace(one, label={"G1": "母亲1", "G2": "母亲2"}.get(one.participant, one.label))
        for one in known.participants
    )
    study = dataclasses.replace(known, participants=people)
    assert verdicts(study, f"母亲1说：“{SAID}。”") == ["verbatim"]
    assert verdicts(study, f"母亲2表示，“{SAID}。”") == ["wrong attribution"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Gardener 1 was rarely seen without “the fork”.", ["verbatim"]),
        ("Gardener 2 was rarely seen without “the fork”.", ["check"]),
        ("Gardener 2 spoke of “couch grass” at length.", ["check"]),
        ("For Gardener 1 it was “a bed of broad beans”, in all.", ["verbatim"]),
        ("Gardener 1 did not think much of “a green lung”.", []),
        ("They were rarely seen without “the fork”.", []),
        ("Gardener 1 joined the project “broad beans”.", []),
        ("Gardener 1 had “broad” beans.", []),
    ],
)
def test_two_or_three_words_are_a_quotation_where_they_were_said_and_somebody_is_named(known, text, verdict):
    assert verdicts(known, text) == verdict

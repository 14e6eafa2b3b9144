"""Who is named, and when, not beside the words: in the paragraph above, in a table's headings, in a heading."""

from __future__ import annotations

import pytest

from workbench.report.verify.checking import check
from workbench.report.verify.document import plain_paragraphs, read_report

SAID = "My neighbour on the next plot lent me a fork and showed me where the water runs"
"""Gardener 1 at T1."""


@pytest.fixture
def verdicts(known, tmp_path):
    def of(text):
        path = tmp_path / "report.md"
        path.write_text(text.replace("…", SAID), encoding="utf-8")
        return [one.verdict for one in check(known, read_report(path)[1])]

    return of


NAMED = [
    "{who} said at {when}:\n\n> …",
    "As {who} put it at {when}:\n\n> …",
    "{who} said at {when}:\n\n….\n\nMore prose.",
    "Much was said of it. {who} said at {when}:\n\n“…”",
    "{who}: … ({when}).",
    "{who} said at {when}: ….",
    "| Theme | {when} |\n|---|---|\n| Water | “…” ({who}) |",
    "| Theme | {when} |\n|---|---|\n| {who} | “…” |",
    "| Theme | {when} |\n|---|---|\n| {who} | … |",
    "| Theme | {who} |\n|---|---|\n| Water | “…” ({when}) |",
    "## “…” ({who}, {when})",
    "    “…” ({who}, {when})",
    "```\n“…” ({who}, {when})\n```",
    "<p>“…” ({who}, {when})</p>\n<!-- “…” (Gardener 3, T2) -->",
]


@pytest.mark.parametrize("text", NAMED)
def test_who_and_when(verdicts, text):
    for who, when, verdict in (
        ("Gardener 1", "T1", "verbatim"),
        ("Gardener 2", "T1", "wrong attribution"),
        ("Gardener 1", "T2", "wrong attribution"),
    ):
        assert verdicts(text.format(who=who, when=when)) == [verdict]


MENTIONED = [
    "{} had this to say:\n\n“…”",
    "{} had this to say.\n\n> …",
    "Here is {}:\n\n> …",
    "As for {}: “…”",
    "It was {} who said “…”.",
    "This is {} on the matter: “…”",
    "{}’s views: “…”",
    "{} said “…” (cf. Young, 1998).",
]


@pytest.mark.parametrize("text", MENTIONED)
def test_who_is_mentioned_is_looked_at_at_least(verdicts, text):
    assert verdicts(text.format("Gardener 1")) == ["verbatim"]
    assert verdicts(text.format("Gardener 2")) in (["check"], ["wrong attribution"])


@pytest.mark.parametrize(
    "text",
    [
        "Gardener 2 had a hedge. What others had to say:\n\n> …",
        "Gardener 2 said that it was hard.\n\n> …",
        "Gardener 2 said at T1:\n\nThis is prose.\n\n> …",
        "Gardener 2 and others had this to say:\n\n> … (Gardener 1, T1)",
    ],
)
def test_who_announces_nothing_is_not_taken_for_who_speaks(verdicts, text):
    assert verdicts(text) == ["verbatim"]


def test_what_is_set_in_below_who_announces_it_is_quoted_in_a_text(known):
    text = "{} said at T1:\n\n    She dug. I never did.\n\nAnd so on it went."
    for who, verdict in (("Gardener 1", "not found"), ("Warden 1", "not found")):
        assert [one.verdict for one in check(known, plain_paragraphs(text.format(who)))] == [verdict]


def test_a_heading_is_a_quotation_where_something_like_it_was_said(verdicts):
    assert verdicts("## “It was all couch grass and broken bottles”") == ["differs"]
    assert verdicts("## Nobody is lonely\n\n## “Nobody at all is lonely” – what they said") == []


def test_an_interview_s_date_is_no_publication(verdicts):
    assert verdicts("“… and glass” (Interview, 2020).") == ["differs"]
    assert verdicts("“… and glass” (Young, 2020).") == []


def test_the_line_of_what_markdown_takes_for_a_program_s_text(known, tmp_path):
    path = tmp_path / "report.md"
    path.write_text(f"One\n\n```\n“{SAID}” (Gardener 1, T1)\n```\n\n    “{SAID}” (Gardener 1, T1)\n", encoding="utf-8")
    assert [one.where for one in check(known, read_report(path)[1])] == ["line 4", "line 7"]

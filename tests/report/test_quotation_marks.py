"""How quotations look: blocks or among the text, between which marks, and what a reader is told of it."""

from __future__ import annotations

import dataclasses

import pytest

from workbench.report.attributed import Attributed
from workbench.report.compose import compose
from workbench.report.content import Paragraph, Part, Quotation, Source, as_text
from workbench.report.quotation_marks import MARKS, set_out
from workbench.settings import MarksName, ReportChoices

SOURCE = Source("c", "t", 0, 1)
SHORT = Quotation((Part("I said “no” and … left."),), "PM1", SOURCE)
LONG = Quotation((Part(" ".join(["word"] * 41)),), "PM1", SOURCE)
CHINESE = Quotation((Part("她一直在那里。" * 60),), "家长 1", SOURCE)
DIALOGUE = Quotation((Part("So was I.", "PM1"), Part("So were we.", "PM2")), "PM1 and PM2", SOURCE)


def looks(**choices):
    found = set_out(ReportChoices(**choices), (SHORT, LONG, CHINESE, DIALOGUE))
    assert [one.words for one in found] == [one.words for one in (SHORT, LONG, CHINESE, DIALOGUE)]
    return [("inline" if one.inline else "block", *one.quote_marks) for one in found]


def reading(facts, **choices):
    report = compose(dataclasses.replace(facts, choices=ReportChoices(**choices)))
    (told,) = [as_text(one) for one in report.blocks if isinstance(one, Paragraph) and "unaltered" in as_text(one)]
    return told


def test_every_kind_of_mark_has_its_signs():
    assert set(MARKS) == set(MarksName.__args__) - {"automatic"}


def test_short_quotations_can_stand_among_the_text():
    block = ("block", "", "")
    assert looks() == [block] * 4
    assert looks(quotations="inline") == [("inline", "“", "”"), block, block, block]
    # Without marks nobody would know where one ends.
    assert looks(quotations="inline", quote_marks="none") == [("inline", "“", "”"), block, block, block]
    low = ("block", "„", "“")
    assert looks(quotations="inline", quote_marks="low-high") == [("inline", "„", "“"), low, low, block]
    assert looks(quote_marks="guillemets") == [("block", "«", "»")] * 3 + [block]


def test_the_reader_is_told_what_is_so(facts):
    plain = reading(facts)
    assert "The mark … shows where words were left out" in plain
    assert "round a quotation" not in plain
    assert "The marks « and » round a quotation are the report’s. The mark" in reading(facts, quote_marks="guillemets")
    inline = reading(facts, quotations="inline")
    assert "Short quotations stand among the text, between “ and ”; long ones and dialogues are set in." in inline
    both = reading(facts, quotations="inline", quote_marks="single")
    assert "between ‘ and ’; long ones, between the same marks, and dialogues are set in." in both


def test_the_omission_mark_can_be_set(facts, study):
    assert "The mark […] shows" in reading(facts, omission="[…]")
    rows = list(facts.transcripts)
    paused = [dataclasses.replace(row, text=row.text.replace("um,", "...")) for row in rows]
    assert "The mark […] shows" in reading(study.make_facts(transcripts=tuple(paused)))
    told = reading(study.make_facts(transcripts=tuple(paused)), omission="…")
    assert "The mark … shows" in told
    assert "It may stand in the transcript itself too, for a pause." in told
    report = compose(dataclasses.replace(facts, choices=ReportChoices(omission="[…]", quotations="inline")))
    first = next(one for one in report.blocks if isinstance(one, Quotation))
    assert (first.words.endswith(" […]"), first.inline, first.quote_marks) == (True, True, ("“", "”"))


@pytest.mark.parametrize(("marks", "text"), [(("„", "“"), "„So.“ (PM1)"), (("“", "”"), "“So.” (PM1)")])
def test_what_is_copied_has_the_marks_of_the_report(marks, text):
    assert Attributed(None, "So.", "PM1", quote_marks=marks).text == text

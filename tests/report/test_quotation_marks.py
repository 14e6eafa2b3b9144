"""How quotations look: blocks or among the text, between which marks, and what a reader is told of it."""

from __future__ import annotations

import dataclasses

import pytest

from workbench.prepared import Edit, Prepared
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
    (told,) = [
        as_text(one) for one in report.blocks if isinstance(one, Paragraph) and "Quotations are printed" in as_text(one)
    ]
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
    assert "quotation marks" not in plain
    assert "The quotation marks « and » were added for this report. The mark" in reading(
        facts, quote_marks="guillemets"
    )
    inline = reading(facts, quotations="inline")
    assert "Short quotations stand in the text between “ and ”; longer ones and dialogues are set apart." in inline
    both = reading(facts, quotations="inline", quote_marks="single")
    assert "between ‘ and ’; longer ones, between the same marks, and dialogues are set apart." in both


def test_the_omission_mark_can_be_set(facts, study):
    assert "The mark […] shows" in reading(facts, omission="[…]")
    rows = list(facts.transcripts)
    paused = [dataclasses.replace(row, text=row.text.replace("um,", "...")) for row in rows]
    assert "The mark […] shows" in reading(study.make_facts(transcripts=tuple(paused)))
    told = reading(study.make_facts(transcripts=tuple(paused)), omission="…")
    assert "The mark … shows" in told
    assert "It may also stand for a pause, as in the transcript." in told
    report = compose(dataclasses.replace(facts, choices=ReportChoices(omission="[…]", quotations="inline")))
    first = next(one for one in report.blocks if isinstance(one, Quotation))
    assert (first.words.endswith(" […]"), first.inline, first.quote_marks) == (True, True, ("“", "”"))


@pytest.mark.parametrize(("marks", "text"), [(("„", "“"), "„So.“ (PM1)"), (("“", "”"), "“So.” (PM1)")])
def test_what_is_copied_has_the_marks_of_the_report(marks, text):
    assert Attributed(None, "So.", "PM1", quote_marks=marks).text == text


def test_the_reader_is_told_what_was_done_to_quotations_and_nothing_else(facts, study):
    def told(*edits, form="joined", use="key", text=None):
        theme = facts.themes[0]
        row = facts.transcript_of[theme.extracts[0].extract.transcript]
        prepared = Prepared(text=text or row.sha256, edits=edits, form=form)
        first = dataclasses.replace(theme.extracts[0], prepared=prepared, use=use)
        themes = (dataclasses.replace(theme, extracts=(first, *theme.extracts[1:])),)
        return reading(dataclasses.replace(facts, themes=themes))

    plain = reading(facts)
    assert plain == (
        "Quotations are printed in the words of the transcripts. The mark … shows where words were left out. "
        "The brackets after a quotation say who spoke and, in most cases, when."
    )
    assert told() == told(Edit(0, 3, "leave out")) == plain
    clear = told(Edit(4, 4, "clarify", "her mentor"))
    assert "Words in square brackets were added to make the meaning clear." in clear
    assert "replaced" not in clear
    both = told(Edit(4, 4, "clarify", "her mentor"), Edit(9, 12, "redact", "XX"))
    assert "Names and other details that could show who somebody is have been replaced." in both
    assert "Where an interviewer’s words are printed too, they are labelled." in told(form="dialogue")
    # Brackets of the transcripts are told where a printed extract has some.
    first = facts.themes[0].extracts[0].extract
    row = facts.transcript_of[first.transcript]
    names = row.text[: first.start] + row.text[first.start :].replace("book", "(b)k", 1)
    rows = tuple(dataclasses.replace(one, text=names) if one is row else one for one in facts.transcripts)
    assert "left out. Round brackets within a quotation were in" in reading(
        dataclasses.replace(facts, transcripts=rows)
    )
    # What is not printed, or was of another text, says nothing of what is.
    assert told(Edit(4, 4, "clarify", "her mentor"), text="another") == plain
    assert told(Edit(4, 4, "clarify", "her mentor"), use="not useful") == plain

"""Wherever an extract is printed, it is printed as it is prepared; what is redacted once is redacted everywhere."""

from __future__ import annotations

import csv
import dataclasses
from uuid import UUID

import pytest

from workbench import coding, report, themes
from workbench.agreement import samples
from workbench.agreement.drawing import Asked
from workbench.errors import NotFound
from workbench.prepared import Edit, Prepared
from workbench.report.attributed import attributed_passage
from workbench.report.gather import gather
from workbench.report.listed_quotations import quotations
from workbench.report.preview import preview_of
from workbench.report.quotation_shown import open_quotation, shown_as
from workbench.report.quoted_words import changed_quotations
from workbench.settings import write_study_settings
from workbench.spans import Span

PARENT, SAT = "Parent 1 Early", "She sat with me"


@pytest.fixture
def prepared(study, code):
    """An extract in two themes, prepared in one of them; and the theme."""
    code(study, PARENT, SAT, "listening")
    theme = themes.add(study, "Presence", codes=["listening"])
    themes.add(study, "Other", codes=["listening"])
    (one,) = themes.theme_extracts(study)[theme.id]
    edits = (Edit(0, 3, "redact", "(name)"), Edit(3, 3, "clarify", "the mentor"), Edit(4, 7, "leave out"))
    themes.prepare(study, theme, one.extract.id, Prepared(edits=edits, attribution="no wave"))
    for each in ("Presence", "Other"):
        themes.judge(study, themes.find_theme(study, each), [one.extract.id], use="key")
    return themes.find_theme(study, "Presence"), one.extract


def test_it_is_printed_and_copied_as_it_is_prepared(study, prepared):
    theme, extract = prepared
    assert themes.redactions(study) == [(PARENT, extract.start, extract.start + 3, "(name)")]
    (one,) = report.attributed(study, [extract.id], theme=theme.id)
    assert one.text == "“(name) [the mentor] … with me …” (Parent 1)"
    # Elsewhere what is redacted here is redacted, and nothing else is done.
    (other,) = report.attributed(study, [extract.id])
    assert other.words == "(name) sat with me …"
    passage = attributed_passage(study, PARENT, Span(extract.start, extract.start + 7))
    assert passage.words == "(name) sat …"
    facts = gather(study, study.coder)
    printed = {
        part.title: [block.words for block in part.blocks if hasattr(block, "parts")]
        for part in preview_of(facts).parts
        if part.theme
    }
    assert printed == {"Presence": ["(name) [the mentor] … with me …"], "Other": ["(name) sat with me …"]}
    assert changed_quotations(facts, [one.text]) == []
    # What was settled with others is no coding: the extract that begins there is meant.
    opened = open_quotation(study, theme.name, UUID(int=1), place=(PARENT, extract.start))
    assert opened.coding == extract.id
    assert shown_as(opened, opened.prepared).words == "(name) [the mentor] … with me …"
    # Its own redaction is not held against it where it is taken back.
    assert shown_as(opened, None).words == "She sat with me …"
    with pytest.raises(NotFound, match="settled with others"):
        open_quotation(study, theme.name, UUID(int=1), place=(PARENT, 0))
    coding.mark_not_for_quotation(study, PARENT, Span(extract.start, extract.end))
    assert report.attributed(study, [extract.id], theme=theme.id)[0].withheld == "marked not for quotation"


def test_what_is_redacted_stays_so_where_the_judgement_or_the_theme_is_gone(study, prepared):
    theme, extract = prepared
    themes.forget(study, theme, [extract.id])
    (kept,) = [one for one in themes.theme_extracts(study)[theme.id] if one.extract.id == extract.id]
    assert (kept.stance, kept.use) == ("supports", "")
    assert kept.prepared is not None
    (other,) = report.attributed(study, [extract.id])
    assert other.words == "(name) sat with me …"
    themes.remove(study, theme)
    (other,) = report.attributed(study, [extract.id])
    assert other.words == "(name) sat with me …"


def test_a_redaction_holds_while_a_sample_is_open_and_nothing_else_of_it_is_told(study, prepared, code):
    theme, _ = prepared
    owen = dataclasses.replace(study, coder="Owen")
    (own,) = code(owen, PARENT, SAT, "listening")
    samples.draw(study, "First", ("Ruth", "Owen"), Asked(share=1))
    assert report.attributed(owen, [own.id])[0].words == "(name) sat with me …"
    (told,) = themes.theme_extracts(owen)[theme.id]
    assert (told.extract.id, told.use, told.prepared) == (own.id, "", None)


def test_words_are_counted_alike_wherever_it_is_told(study, code):
    asked = "I was scared of (name).\nInterviewer: Go on.\nParent 1: She came every week."
    ids = [
        one.id
        for name, words in ((PARENT, asked), ("Parent 2 Early", "and 中文句子"))
        for one in code(study, name, words, "listening")
    ]
    theme = themes.add(study, "Presence", codes=["listening"], fields={"status": "reviewed"})
    themes.judge(study, theme, ids, use="key")
    themes.prepare(study, theme, ids[0], Prepared(form="dialogue"))
    in_box = {str(one): shown_as(opened := open_quotation(study, "Presence", one), opened.prepared) for one in ids}
    # An interviewer's words are not counted, and two Chinese characters are a word.
    assert [in_box[str(one)].length for one in ids] == [9, 3]
    assert "short" in in_box[str(ids[1])].told[0]
    in_list = {one.coding: one.shown.length for one in quotations(study)}
    in_ledger = {one.quotation.source.extract: one.words for one in report.weigh(study).quotations}
    assert in_list == in_ledger == {coding: shown.length for coding, shown in in_box.items()}
    path = study.exports / "list.csv"
    report.write(study, path)
    rows = csv.DictReader(path.read_text("utf-8-sig").splitlines(keepends=True))
    assert sorted(int(row["words"]) for row in rows) == [3, 9]


def test_a_border_that_cuts_a_word_is_told(study, code):
    (half,) = code(study, PARENT, "She sat w", "listening")
    themes.add(study, "Presence", codes=["listening"])
    opened = open_quotation(study, "Presence", half.id)
    shown = shown_as(opened, None)
    assert (shown.words, shown.verdict) == ("She sat with …", "verbatim")
    assert "Its border cuts through a word, which is printed whole." in shown.told
    assert report.attributed(study, [half.id])[0].words == "She sat with …"
    for do, words in (("clarify", "Parent 2"), ("redact", "(Parent 2)")):
        shown = shown_as(opened, Prepared(edits=(Edit(0, 3, do, words),)))
        assert "What stands in brackets names somebody who is to be quoted by role only, or never." in shown.told
    # Where the rest of the word is not for quotation, none of it is.
    end = opened.start + len(opened.words)
    coding.mark_not_for_quotation(study, PARENT, Span(end, end + 3))
    shown = shown_as(open_quotation(study, "Presence", half.id), None)
    assert (shown.words, shown.verdict) == ("She sat …", "verbatim")
    assert "Its border cuts through a word that is not for quotation: that one is left out." in shown.told
    assert report.attributed(study, [half.id])[0].words == "She sat …"


def test_what_may_not_stand_in_brackets_is_told_of_any_transcript_before_it_is_saved(study, code):
    (one,) = code(study, PARENT, SAT, "listening")
    theme = themes.add(study, "Presence", codes=["listening"])
    place = coding.find_place(study, "PM1+PM2 Early", quote="We listened, really", start=None, end=None)
    coding.mark_not_for_quotation(study, "PM1+PM2 Early", place)

    def told(words):
        opened = open_quotation(study, theme.name, one.id)
        return " ".join(shown_as(opened, Prepared(edits=(Edit(3, 3, "clarify", words),))).told)

    assert "What stands in brackets" not in told("the mentor")
    assert "words that must not be printed" in told("as we listened really")
    assert "by role only, or never" in told("to Parent 2")
    # Where nobody has coded whose codings are printed, nothing can be exported that would tell it.
    write_study_settings(study.folder / "study.yaml", {"lead_coder": "Nobody"})
    study = study.as_its_file_says()
    assert "by role only, or never" in told("to Parent 2")

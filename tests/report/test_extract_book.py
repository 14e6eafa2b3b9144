import dataclasses

import pytest

from workbench.errors import NotFound
from workbench.report.for_the_team.extract_book import compose_extract_book
from workbench.report.word.document import to_docx


def test_every_extract_stands_under_its_code_and_of_those_not_for_quotation_only_the_place(study):
    rows = study.transcripts()
    given = (
        study.extract(rows, "PM1 T2", "I listen more than I talk now.", code="x", coder="fay", memo="good\none"),
        study.extract(rows, "Parent 1 T1", "That's all, really.", code="trust-past", not_for_quotation=True),
        study.extract(rows, "PM1 T2", "What has changed?", code="gone"),
    )
    facts = study.make_facts(extracts=given)
    file = study.read_docx(to_docx(compose_extract_book(facts)))
    rows = [(each.style, each.text) for each in file.paragraphs if each.style in ("Heading1", "BlockQuotation")]
    assert rows == [
        ("Heading1", "Same past (trust-past)"),
        ("Heading1", "Loose end (x)"),
        ("BlockQuotation", "I listen more than I talk now. (PM1, T2)"),
        ("Heading1", "gone (not in the codebook)"),
        ("BlockQuotation", "What has changed? (Interviewer)"),
    ]
    sources = [each.text for each in file.paragraphs if each.style == "ExtractSource"]
    assert sources[0].startswith("Not for quotation: Parent 1 T1, characters ")
    assert not any("really" in each.text for each in file.paragraphs)
    assert sources[1].endswith("coded by fay; memo: good one")


def test_the_words_of_those_never_to_be_quoted_are_left_out(facts, study):
    people = tuple(dataclasses.replace(row, quoting="never") for row in facts.participants)
    extracts = (study.extract(study.transcripts(), "PM1 T2", "I listen more than I talk now."),)
    file = study.read_docx(to_docx(compose_extract_book(study.make_facts(participants=people, extracts=extracts))))
    assert any(each.text.startswith("Not for quotation") for each in file.paragraphs)
    assert not any("I listen" in each.text for each in file.paragraphs)


def test_nothing_coded_is_said(facts):
    with pytest.raises(NotFound):
        compose_extract_book(facts)

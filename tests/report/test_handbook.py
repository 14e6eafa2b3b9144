"""The coder's handbook as a Word file: tables that can be read back, and extracts that may be quoted."""

from __future__ import annotations

import zipfile
from dataclasses import replace

import docx
import pytest

from workbench import coding, report, themes
from workbench.codebook.changes import change
from workbench.codebook.handbook_rows import state_said
from workbench.codebook.states import states
from workbench.errors import NotFound, Refused

PAIR, PARENT, OTHER, STAFF = "PM1+PM2 Early", "Parent 1 Early", "Parent 2 Early", "S1+S2 Early"
NOWHERE = "6f1c2d3e-0000-4000-8000-0123456789ab"


def table_of(document, code: str) -> dict[str, str]:
    """The rows of a code's table, by what stands before them."""
    (table,) = [one for one in document.tables if one.cell(0, 1).text == code]
    return {row.cells[0].text: row.cells[1].text for row in table.rows}


def words_of(document) -> str:
    tables = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *tables])


def test_each_code_is_a_table_with_extracts_that_may_be_quoted(studies, code):
    study = studies.new()
    (quoted,) = code(study, PARENT, "She sat with me when the letters came", "trust")
    code(study, PARENT, "She came every week, even in the snow", "trust")
    (sealed,) = code(study, PAIR, "It took months to be trusted", "trust")
    code(study, PAIR, "We listened, really", "trust")
    code(study, OTHER, "In [names city]", "trust")
    code(study, STAFF, "We found out as we went", "trust", "doubt")
    code(replace(study, coder="Owen"), PARENT, "I was scared of (name)", "trust")
    place = coding.find_place(study, PAIR, quote="months to be trusted", start=None, end=None)
    coding.mark_not_for_quotation(study, PAIR, place)
    examples = ("An invented one.", f"coding: {quoted.id}", f"coding: {sealed.id}", f"coding: {NOWHERE}")
    fields = {"definition": "What it is.\n\nAnd isn't.", "include": "One.\nTwo.", "examples": examples}
    change.edit_code(study, "trust", fields | {"parent": "support", "colour": "#112233", "origin": "a priori"})
    done = report.write_handbook(study, study.exports / "handbook.docx")
    assert (done.codes, done.quotations, done.coder) == (5, 3, "Ruth")
    document = docx.Document(done.path)
    said = f"“She sat with me when the letters came” (Parent 1, Early) [coding: {quoted.id}]"
    hidden = "(an extract that is not printed) [coding: {}]"
    rows = table_of(document, "trust")
    assert rows.pop("Examples").split("\n") == [
        "An invented one.",
        said,
        hidden.format(sealed.id),
        hidden.format(NOWHERE),
    ]
    assert rows == {
        "Id": "trust",
        "Name": "Trust",
        "Definition": "What it is.\n\nAnd isn't.",
        "Use": "One.\nTwo.",
        "Not": "",
        "Under": "Support (support)",
        "Colour": "#112233",
        "Origin": "a priori",
        "Former ids": "confidence",
    }
    words = words_of(document)
    # One from each transcript, the newest; nobody who is never to be quoted, and one by role only.
    assert [one in words for one in ("even in the snow", "We listened", "found out", "months")] == [True, True, 0, 0]
    assert "(Parent)" in words.replace("\u00a0", " ").replace(", Early", "")
    assert "I was scared" not in words
    assert "Forms (forms): merged into Practical help" in words
    ((file, state),) = [one for paragraph in document.paragraphs if (one := state_said(paragraph.text))]
    assert (file, state) == ("peer.yaml", states.current(study).states["peer.yaml"])
    assert len(done.notices) == 2
    assert all("The code trust: an example is left out" in one for one in done.notices)
    with zipfile.ZipFile(done.path) as parts:
        xml = parts.read("word/document.xml").decode()
    assert xml.count("<w:tblHeader/>") == len(document.tables) == 5
    assert xml.count("<w:cantSplit/>") == xml.count("<w:tr>")
    assert "SEQ Table" not in xml
    # Without extracts, and by another coder.
    assert report.write_handbook(study, done.path, with_extracts=False).quotations == 0
    assert "even in the snow" not in words_of(docx.Document(done.path))
    assert report.write_handbook(study, done.path, coder="Owen").quotations == 1


def test_what_must_not_be_printed_stands_in_no_text_of_a_handbook(studies):
    study = studies.new()
    place = coding.find_place(study, PAIR, quote="months to be trusted", start=None, end=None)
    coding.mark_not_for_quotation(study, PAIR, place)
    change.edit_code(study, "trust", {"definition": "It took MONTHS to be trusted."})
    with pytest.raises(Refused, match="“Codes that belong to no group” holds words that must not be printed"):
        report.write_handbook(study, study.exports / "handbook.docx")
    assert not (study.exports / "handbook.docx").exists()


def test_a_handbook_of_several_codebooks_and_of_none(studies):
    second = 'name: "Second"\ncodes:\n  - id: hope\n    name: Hope\n'
    study = studies.new(files={"codebooks/more.yaml": second})
    done = report.write_handbook(study, study.exports / "all.docx")
    document = docx.Document(done.path)
    assert (done.codes, done.coder, done.quotations) == (6, "", 0)
    assert [one.text for one in document.paragraphs if state_said(one.text)] == [
        f"State of the codebook {file}: {states.current(study).states[file]}" for file in ("more.yaml", "peer.yaml")
    ]
    # The contents list the codes, whatever stands above them, and the text goes on below where they are short.
    listed = [one.text for one in document.paragraphs if one.style.name.startswith("toc ")]
    assert listed[:4] == ["How this handbook is used", "Second", "Codes", "Hope"]
    first = next(one for one in document.paragraphs if one.style.name == "Heading 1")
    assert (first.text, first.paragraph_format.page_break_before) == ("How this handbook is used", None)
    # It is handed on before anybody has coded, the lead coder among them.
    settings = study.folder / "study.yaml"
    settings.write_text(settings.read_text() + "lead_coder: Mary\n")
    study = studies.again(study)
    assert report.write_handbook(study, done.path, file="more.yaml").codes == 1
    assert docx.Document(done.path).paragraphs[0].text == "Second"
    with pytest.raises(NotFound):
        report.write_handbook(study, done.path, file="none.yaml")
    empty = studies.new(files={"codebooks/peer.yaml": "name: Empty\ncodes: []\n"})
    with pytest.raises(NotFound, match="no codes yet"):
        report.write_handbook(empty, empty.exports / "handbook.docx")


def test_examples_that_are_codings_stand_in_the_report_as_quotations(studies, code):
    study = studies.new()
    (quoted,) = code(study, PARENT, "She came every week, even in the snow", "trust")
    (never,) = code(study, STAFF, "We found out as we went", "doubt")
    change.edit_code(study, "trust", {"examples": (f"coding: {quoted.id}",)})
    change.edit_code(study, "doubt", {"examples": (f"coding: {never.id}", f"coding: {NOWHERE}", "Invented.")})
    themes.add(study, "Warmth", codes=["listening"])
    done = report.write(study, study.exports / "report.docx")
    words = words_of(docx.Document(done.path))
    assert "Example: “She came every week, even in the snow” (Parent 1, Early)" in words
    assert "Example: Invented." in words
    assert "found out" not in words
    assert "coding:" not in words
    told = [one for one in done.notices if "an example is left out" in one]
    assert [str(never.id) in told[0], NOWHERE in told[1]] == [True, True]
    assert "never to be quoted" in told[0]
    book = [part for part in report.preview(study).parts if part.title.startswith("Codebook")]
    assert "even in the snow" in repr(book)


def test_extracts_that_wait_for_another_look_come_behind_the_others(studies, code):
    study = studies.new()
    for words in ("She sat with me when the letters came", "She came every week, even in the snow"):
        code(study, PARENT, words, "trust")
    change.edit_code(study, "trust", {"definition": "What it is."})
    code(study, PAIR, "We listened, really", "trust")
    code(study, PAIR, "It took months to be trusted", "trust")
    text = words_of(docx.Document(report.write_handbook(study, study.exports / "handbook.docx").path))
    assert text.index("It took months") < text.index("We listened") < text.index("She came every week")
    assert "She sat with me" not in text

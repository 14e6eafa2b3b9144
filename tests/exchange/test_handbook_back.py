"""A handbook that comes back from Word: by its ids, tracked changes accepted, what cannot be read told."""

from __future__ import annotations

import re

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench import report
from workbench.codebook.changes import change
from workbench.codebook.file import parse
from workbench.codebook.schema import Code, Codebook
from workbench.codebook.states import states
from workbench.errors import BadInput
from workbench.exchange.codebooks.joining import joined
from workbench.exchange.codebooks.word import read_handbook, told_of_moved
from workbench.report.facts import ReportFacts, StudyFacts
from workbench.report.for_the_team.handbook import HandbookBook, HandbookFacts, compose_handbook
from workbench.report.word.document import to_docx

STATE = "0" * 64
LINES = st.text("ab (:)-,.é中ا\t ", max_size=12).map(str.strip)
TEXTS = st.lists(LINES, max_size=3).map("\n".join).map(str.strip)
CODES = st.builds(
    Code,
    st.sampled_from(["one", "two", "three", "four(4)"]),
    LINES.filter(bool),
    TEXTS,
    TEXTS,
    TEXTS,
    st.lists(TEXTS.filter(bool), max_size=2).map(tuple),
    st.sampled_from([None, "one", "two"]),
    st.sampled_from([None, "#3B7FB0"]),
    st.sampled_from([None, "a priori", "data-driven"]),
)


def handbook_of(*books: Codebook) -> bytes:
    facts = ReportFacts(StudyFacts("A study"))
    given = tuple(HandbookBook(book, STATE, {}) for book in books)
    return to_docx(compose_handbook(HandbookFacts(facts, given, {})))


@settings(max_examples=25)
@given(st.lists(CODES, max_size=4, unique_by=lambda code: code.id))
def test_what_nobody_changed_comes_back_as_it_went_out(codes):
    ids = [code.id for code in codes]
    # A parent stands before its code, so that there is no circle.
    kept = [
        code if code.parent in ids[:at] else Code(**(code.__dict__ | {"parent": None})) for at, code in enumerate(codes)
    ]
    book = Codebook("Book", "1", "", (Code("zero", "Zero"), *kept), "book.yaml")
    source = read_handbook(handbook_of(book), "book.docx")
    found = joined(source, book, {code.id for code in book.codes})
    assert (found.added, found.fields, found.missing, found.faults, found.notices) == ((), {}, (), (), ())
    assert (source.state, source.name, source.faults, source.notices) == (STATE, "Book", (), ())


@pytest.fixture
def handbook(study, code):
    """The handbook of the small study with some texts in it: its path, and what it was made from."""
    code(study, "Parent 1 Early", "She came every week, even in the snow", "trust")
    change.edit_code(study, "trust", {"definition": "That one can lean on somebody.", "include": "Promises kept."})
    done = report.write_handbook(study, study.exports / "handbook.docx")
    return done.path, parse(states.text_of(study, states.current(study), "peer.yaml"), file="peer.yaml")


def cells_of(document, code):
    (table,) = [one for one in document.tables if one.cell(0, 1).text == code]
    return table, {row.cells[0].text: row.cells[1] for row in table.rows}


def read(path, book):
    source = read_handbook(path.read_bytes(), path.name)
    return source, joined(source, book, {code.id for code in book.codes})


def test_a_colleagues_changes_come_back(handbook):
    path, book = handbook
    document = docx.Document(path)
    _, cells = cells_of(document, "trust")
    # Tracked: one word deleted, one inserted, in a run of their own.
    paragraph = cells["Definition"].paragraphs[0]
    for run in list(paragraph.runs):
        paragraph._p.remove(run._r)
    mark = f'{nsdecls("w")} w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"'
    for xml in (
        f"<w:r {nsdecls('w')}><w:t xml:space='preserve'>That one can </w:t></w:r>",
        f"<w:del {mark}><w:r><w:delText>lean</w:delText></w:r></w:del>",
        f"<w:ins {mark}><w:r><w:t>rely</w:t></w:r></w:ins>",
        f"<w:r {nsdecls('w')}><w:t xml:space='preserve'> on somebody.</w:t></w:r>",
    ):
        paragraph._p.append(parse_xml(xml))
    cells["Use"].text = ""
    cells["Examples"].paragraphs[0].text = "One."
    cells["Examples"].add_paragraph("Two.")
    cells["Under"].text = "Support (support)"
    cells["Colour"].text = "bluish"
    cells_of(document, "doubt")[1]["Under"].text = "Trust"
    document.add_paragraph("Ours is to lean on.")
    document.add_comment(document.paragraphs[0].runs, text="Why?", author="A", initials="A")
    document.save(path)
    source, found = read(path, book)
    assert found.fields == {
        "trust": {"definition": "That one can rely on somebody.", "include": "", "examples": ("One.", "Two."),
                  "parent": "support"},
        "doubt": {"parent": "trust"},
    }  # fmt: skip
    assert found.added == found.missing == ()
    told = [str(one) for one in (*source.faults, *source.notices)]
    assert any("(trust): Colour: this is no colour" in one and "it stays" in one for one in told)
    assert "1 comment in it: read them in Word, they are not taken in." in told
    assert "Tracked changes in it are taken as accepted." in told
    assert len(told) == 3


def test_cells_that_were_joined_change_nothing_and_are_told(handbook):
    path, book = handbook
    document = docx.Document(path)
    _, cells = cells_of(document, "trust")
    cells["Not"].text = "Not this."
    cells["Definition"].merge(cells["Use"])
    assert cells["Definition"].text == "That one can lean on somebody.\nPromises kept."
    cells["Colour"].merge(cells["Origin"])
    _, others = cells_of(document, "doubt")
    others["Definition"].text = "That one cannot."
    others["Id"].merge(others["Name"])
    document.save(path)
    source, found = read(path, book)
    assert found.fields == {"trust": {"exclude": "Not this."}, "doubt": {"definition": "That one cannot."}}
    told = [str(one) for one in source.faults]
    assert [one.partition(": ")[2] for one in told] == [
        "the cells of Definition and Use are joined into one; they stay as they are: split the cell in Word again.",
        "the cells of Colour and Origin are joined into one; they stay as they are: split the cell in Word again.",
        "the cells of Id and Name are joined into one; they stay as they are: split the cell in Word again.",
    ]
    assert (found.added, found.missing, found.faults) == ((), (), ())


def test_tables_that_are_torn_without_id_or_new_are_told(handbook):
    path, book = handbook
    document = docx.Document(path)
    # One whose id was emptied, one whose id was changed: both are known by their names.
    cells_of(document, "practical")[1]["Id"].text = ""
    cells_of(document, "support")[1]["Id"].text = "help"
    # A copy whose id was emptied and that was given another name: a new code.
    table, _ = cells_of(document, "doubt")
    table._tbl.addnext(copy := parse_xml(re.sub("(>)(doubt|Doubt)(<)", r"\1NEW\3", table._tbl.xml)))
    (cell,) = [one for one in copy.iter(qn("w:t")) if one.text == "NEW"][:1]
    cell.text = ""
    # One torn in two, one taken out, and one of another kind; a row gone; a text beside the table.
    table, cells = cells_of(document, "trust")
    rest = parse_xml(re.sub(r"<w:tr>.*</w:tr>", "", table._tbl.xml, flags=re.DOTALL))
    rest.extend(row._tr for row in list(table.rows)[3:])
    table._tbl.addnext(rest)
    rest.addprevious(parse_xml(f"<w:p {nsdecls('w')}/>"))
    cells["Definition"].text = ""
    document.add_paragraph("That one can lean on somebody.")
    gone, _ = cells_of(document, "listening")
    gone._tbl.getparent().remove(gone._tbl)
    document.add_table(1, 2).cell(0, 0).text = "Agenda"
    document.save(path)
    source, found = read(path, book)
    assert [(code.id, code.name) for code in found.added] == [("new", "NEW")]
    assert found.fields == {"trust": {"definition": ""}}
    assert found.missing == ("listening",)
    told = [str(one) for one in (*source.faults, *source.notices, *found.faults, *found.notices)]
    for words in (
        "(Practical help): it has no id; it is known by its name alone",
        'there is no id "help"; by its name it is "support"',
        "it has no row with an id: it was torn off another",
        "(trust): without its rows Use, Not, Examples, Under, Colour, Origin: these stay as they are",
        "it is none of a code; it was not read",
    ):
        assert any(words in one for one in told), words
    (moved,) = told_of_moved(source, book)
    assert "its Definition stands outside the table; put it back" in moved.message


def test_handbooks_of_several_codebooks_and_files_that_are_none():
    first = Codebook("One", "", "", (Code("a", "A"),), "one.yaml")
    second = Codebook("Two", "", "", (Code("b", "B"), Code("c", "C", parent="b")), "two.yaml")
    data = handbook_of(first, second)
    with pytest.raises(BadInput, match="several codebooks") as error:
        read_handbook(data, "h.docx")
    assert "one.yaml, two.yaml" in error.value.hint
    assert [one.id for one in read_handbook(data, "h.docx", chapter="two.yaml").entries] == ["b", "c"]
    for said in ("one", "one.yaml", "codebooks/one.yaml"):
        assert [one.id for one in read_handbook(data, "h.docx", chapter=said).entries] == ["a"]
    with pytest.raises(BadInput, match="not a Word file"):
        read_handbook(b"PK", "h.docx")
    empty = to_docx(compose_handbook(HandbookFacts(ReportFacts(StudyFacts("A")), (), {})))
    with pytest.raises(BadInput, match="holds no table of a code"):
        read_handbook(empty, "h.docx")


def test_tables_that_were_joined_into_one_are_two_codes_still(handbook):
    path, book = handbook
    document = docx.Document(path)
    table, _ = cells_of(document, "trust")
    other, others = cells_of(document, "doubt")
    others["Definition"].text = "That one cannot."
    for row in list(other.rows):
        table._tbl.append(row._tr)
    other._tbl.getparent().remove(other._tbl)
    document.save(path)
    source, found = read(path, book)
    assert found.fields == {"doubt": {"definition": "That one cannot."}}
    assert (found.added, found.missing, source.faults) == ((), (), ())
    # Where the second has lost its id it is told, and nothing of it gets into the first.
    (row,) = [one for one in table.rows if one.cells[1].text == "doubt"]
    table._tbl.remove(row._tr)
    document.save(path)
    source, found = read(path, book)
    assert found.fields == {}
    assert "it has no row with an id" in str(source.faults[0])

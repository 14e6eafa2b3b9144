"""The copy of a report with what was found of its quotations in the margin."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime

import pytest
from docx import Document
from word_files import build

from workbench.errors import BadInput
from workbench.office.commenting import with_comments
from workbench.office.comments import commented_text
from workbench.office.visible import visible_text
from workbench.report.verify.checking import check
from workbench.report.verify.commented import lines_of
from workbench.report.verify.document import word_paragraphs

NOW = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)


def p(text, before=""):
    return f'<w:p>{before}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


BOX = (
    "<w:p><w:r><w:t>Anchor.</w:t></w:r><w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
    f"{p('Boxed.')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)
GONE = '<w:p><w:pPr><w:rPr><w:del w:id="9"/></w:rPr></w:pPr><w:r><w:t>One </w:t></w:r></w:p>'
BODY = (
    p("First.", '<w:commentRangeStart w:id="4"/>').replace("</w:p>", '<w:commentRangeEnd w:id="4"/></w:p>')
    + f"<w:tbl><w:tr><w:tc>{p('In a cell.')}</w:tc></w:tr></w:tbl>{BOX}{GONE}{p('paragraph.')}{p('Last.')}"
)
COMMENTS = '<w:comment w:id="4" w:author="Ada"><w:p><w:r><w:t>Is that so?</w:t></w:r></w:p></w:comment>'


def of_parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("comments", [COMMENTS, None])
def test_comments_stand_on_their_paragraphs_beside_those_of_others(comments):
    parts = {"comments": comments} if comments else {}
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    data = build(BODY, **parts)
    with zipfile.ZipFile(file := io.BytesIO(data), "a") as archive:
        archive.writestr("[Content_Types].xml", types)
    data = file.getvalue()
    texts = [one.text for one in word_paragraphs(data, "r.docx")]
    assert texts == ["First.", "In a cell.", "Anchor.", "Boxed.", "One paragraph.", "Last."]
    remarks = {at: [[f"On {text}", "Two lines."]] for at, text in enumerate(texts)}
    made, left = with_comments(data, "r.docx", {**remarks, 99: [["Nowhere."]]}, author="workbench", made_at=NOW)
    assert left == 1
    read = commented_text(made, "r.docx")
    ours = [(one.lines, read.paragraphs[one.start.paragraph]) for one in read.comments if one.author == "workbench"]
    on = {"Boxed.": "Anchor."}
    assert sorted(ours) == sorted(((f"On {text}", "Two lines."), on.get(text, text)) for text in texts)
    assert [one.lines for one in read.comments if one.author == "Ada"] == ([("Is that so?",)] if comments else [])
    # But for the comments it is the same.
    assert visible_text(made, "r.docx").blocks == visible_text(data, "r.docx").blocks
    old, new = of_parts(data), of_parts(made)
    numbers = re.findall(rb'<w:comment [^>]*w:id="(\d+)"', new["word/comments.xml"])
    assert len(set(numbers)) == len(numbers)
    same = {name for name in old if old[name] == new[name]}
    assert set(old) - same <= {
        "word/document.xml",
        "word/comments.xml",
        "[Content_Types].xml",
        "word/_rels/document.xml.rels",
    }


def test_word_s_own_library_opens_it():
    document = Document()
    document.add_paragraph("“It was all couch grass.” (Gardener 1, T1)")
    file = io.BytesIO()
    document.save(file)
    made, left = with_comments(file.getvalue(), "r.docx", {0: [["Not so."]]}, author="workbench", made_at=NOW)
    again = Document(io.BytesIO(made))
    assert [(one.author, one.text) for one in again.comments] == [("workbench", "Not so.")]
    assert left == 0


def test_what_a_comment_says(known):
    data = build(p("“I did think I would last the winter” (Gardener 1, T1)"))
    (one,) = check(known, word_paragraphs(data, "r.docx"))
    assert lines_of(one) == [
        "Differs: words were left out, and no mark says so.",
        "“I did think I would last the winter”",
        f"Gardener 1 T1, characters {one.start}–{one.end}",
        "[-said-] {+printed+}: I did [-not-] think I would last the winter [-if-]",
    ]


def test_what_is_damaged_is_told():
    with pytest.raises(BadInput):
        with_comments(b"PK", "r.docx", {}, author="workbench", made_at=NOW)

"""Attributions on a page do not break within their parts; nothing else is changed by that."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.report.compose import compose
from workbench.report.markdown_file import to_markdown
from workbench.report.unbroken import NO_BREAK, unbroken, with_blanks
from workbench.report.web_page import to_html
from workbench.report.word.document import to_docx


@pytest.mark.parametrize(
    ("attribution", "lines"),
    [
        ("PM2, T1", ["PM2, T1"]),
        ("Mentor 5, Early interview", ["Mentor 5, Early interview"]),
        ("Parent 3, T1, from notes", ["Parent 3, T1, from notes"]),
        ("Staff member 2 and Staff member 3, T1", ["Staff member 2", "and Staff member 3, T1"]),
        ("Parent 1, Parent 2, Parent 3, Parent 4 and Parent 5, First interview, translated",
         ["Parent 1, Parent 2,", "Parent 3, Parent 4", "and Parent 5,", "First interview, translated"]),
        ("Advocate of the regional network for the young people of the whole county", None),
    ],
)  # fmt: skip
def test_a_short_one_is_one_piece_and_a_long_one_breaks_at_commas(attribution, lines):
    shown = unbroken(attribution)
    if lines is None:  # no line could hold it
        assert shown == attribution
    else:
        assert [one.replace(NO_BREAK, " ") for one in shown.split(" ")] == lines


@given(st.text("ab ,1;andor", max_size=60))
def test_nothing_else_is_changed(text):
    assert with_blanks(unbroken(text)) == text
    assert len(unbroken(text)) == len(text)


def test_word_and_the_page_have_it_and_markdown_and_what_is_told_have_not(facts):
    report = compose(facts)
    shown = f"(Parent{NO_BREAK}1,{NO_BREAK}T1)"
    assert shown in zipfile.ZipFile(io.BytesIO(to_docx(report))).read("word/document.xml").decode()
    assert shown in to_html(report).decode()
    assert "(Parent 1, T1)" in (markdown := to_markdown(report).decode())
    assert NO_BREAK not in markdown

"""What Word hides in rarer ways is in no part of a cleaned copy; and what it shows beside it stays."""

from __future__ import annotations

import pytest
from clean_copies import hold_clean, p, run, seen
from laden_word import HIDDEN, laden, parts_of
from rejecting import W

from workbench.errors import BadInput

SPACE = W[1:-1]
VANISH = "<w:rPr><w:vanish/></w:rPr>"
TABLE_STYLE = f'<w:style w:type="table" w:styleId="T">{VANISH}</w:style>'
SHOWING = '<w:style w:type="paragraph" w:styleId="Shown"><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'


def styles(inner: str) -> dict[str, str]:
    """The part of styles that holds these."""
    return {"word/styles.xml": f'<w:styles xmlns:w="{SPACE}">{inner}</w:styles>'}


def table(*paragraphs: str, style: str = "") -> str:
    named = f'<w:tblStyle w:val="{style}"/>' if style else ""
    return f"<w:tbl><w:tblPr>{named}</w:tblPr><w:tr><w:tc>{''.join(paragraphs)}</w:tc></w:tr></w:tbl>{p()}"


BOXED = (
    f"<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:pict><v:textbox><w:txbxContent>{p(run('boxed'))}"
    "</w:txbxContent></v:textbox></w:pict></w:r>"
)
"""A drawing that is shown; what is in it stands in no table."""


@pytest.mark.parametrize(
    ("cells", "lines"),
    [
        ([p(run(HIDDEN)), p(run("b", '<w:vanish w:val="0"/>'))], ["b"]),
        ([p(run(HIDDEN)), p(run("b"), properties='<w:pStyle w:val="Shown"/>')], ["b"]),
        ([p(run(HIDDEN)), table(p(run("within"))), p()], ["within"]),
        (
            [p(BOXED)],
            ["boxed"],
        ),
    ],
)
def test_what_a_tables_style_hides_is_hidden(cells: list[str], lines: list[str]) -> None:
    """Or the copy, whose styles hide nothing, would show it."""
    data = laden(table(*cells, style="T") + p(run("below")), **styles(TABLE_STYLE + SHOWING))
    assert seen(data) == [*lines, "below", "The head"]
    assert seen(hold_clean(data)) == [*lines, "below", "The head"]


def test_a_tables_style_that_hides_some_of_its_cells_is_refused() -> None:
    style = f'<w:style w:type="table" w:styleId="T"><w:tblStylePr w:type="firstRow">{VANISH}</w:tblStylePr></w:style>'
    with pytest.raises(BadInput, match="hides the words of some cells"):
        hold_clean(laden(table(p(run("a")), style="T"), **styles(style)))


MATHS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
SUM = f'<m:oMath xmlns:m="{MATHS}"><m:r>{{}}<m:t>{{}}</m:t></m:r><m:r><m:t>x</m:t></m:r></m:oMath>'


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        (SUM.format(f"<m:rPr/>{VANISH}", HIDDEN), "xa"),
        (SUM.format('<w:rPr><w:vanish w:val="0"/></w:rPr>', "y"), "yxa"),
    ],
)
def test_hidden_pieces_of_a_formula_go(formula: str, shown: str) -> None:
    data = laden(p(formula, run("a")))
    assert seen(data) == [shown, "The head"]
    assert seen(hold_clean(data)) == [shown, "The head"]


def test_formulas_of_a_hidden_paragraph_go() -> None:
    formula = SUM.format("", HIDDEN).replace(">x<", f">{HIDDEN}<")
    assert seen(hold_clean(laden(p(formula, properties='<w:pStyle w:val="Hiding"/>') + p(run("a"))))) == [
        "a",
        "The head",
    ]


def box(text: str, style: str) -> str:
    inner = f"<v:textbox><w:txbxContent>{p(run(text))}</w:txbxContent></v:textbox>"
    return f'<v:shape style="{style}">{inner}</v:shape>'


@pytest.mark.parametrize("style", ["width:1pt; display: none", "visibility:hidden"])
@pytest.mark.parametrize("beside", [[], ["seen"]])
def test_old_drawings_that_are_not_shown_go_and_those_beside_them_stay(style: str, beside: list[str]) -> None:
    group = f"<v:group>{box(HIDDEN, style)}{''.join(box(text, '') for text in beside)}</v:group>"
    data = laden(p(f"<w:r><w:pict>{group}</w:pict></w:r>", run("a")))
    assert seen(hold_clean(data)) == ["a", *beside, "The head"]


def test_of_the_settings_only_those_stay_that_a_reader_sees() -> None:
    inner = (
        f'<w:documentProtection w:edit="forms" w:hash="{HIDDEN}"/><w:clickAndTypeStyle w:val="{HIDDEN}"/>'
        f'<w:hdrShapeDefaults><o:x v="{HIDDEN}"/></w:hdrShapeDefaults><w:later w:val="{HIDDEN}"/><w:evenAndOddHeaders/>'
        '<w:defaultTabStop w:val="709"/>'
    )
    spaces = f'xmlns:w="{SPACE}" xmlns:o="urn:schemas-microsoft-com:office:office"'
    data = laden(p(run("a")), **{"word/settings.xml": f"<w:settings {spaces}>{inner}</w:settings>"})
    settings = parts_of(hold_clean(data))["word/settings.xml"].decode()
    assert "evenAndOddHeaders" in settings
    assert "defaultTabStop" in settings


@pytest.mark.parametrize(
    "xml",
    [
        f'<w:r secret="{HIDDEN}"><w:t>a</w:t></w:r>',
        f'<w:r><w:pict><w:movie r:id="{HIDDEN}"/></w:pict></w:r>{run("a")}',
    ],
)
def test_what_word_does_not_know_and_films_go(xml: str) -> None:
    assert seen(hold_clean(laden(p(xml)))) == ["a", "The head"]


def test_what_word_does_not_know_goes_out_of_the_styles_too() -> None:
    style = f'<w:style w:type="paragraph" w:styleId="T"><q:x xmlns:q="urn:q" v="{HIDDEN}">{HIDDEN}</q:x></w:style>'
    hold_clean(laden(p(run("a")), **styles(style)))


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def field(*instruction: str) -> str:
    """A field with its instruction in pieces, which shows “f”."""
    pieces = "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in instruction)
    return f"{FIELD.format('begin')}{pieces}{FIELD.format('separate')}{run('f')}{FIELD.format('end')}"


MARKED = f'<w:bookmarkStart w:id="1" w:name="{HIDDEN}"/>{run("m")}<w:bookmarkEnd w:id="1"/>'


@pytest.mark.parametrize(
    ("reference", "after"),
    [
        (f'<w:hyperlink w:anchor="{HIDDEN.upper()}">{run("f")}</w:hyperlink>', 'w:anchor="_Ref1"'),
        (f'<w:fldSimple w:instr="PAGEREF {HIDDEN} \\h">{run("f")}</w:fldSimple>', 'w:instr="PAGEREF _Ref1 \\h"'),
        (field(f" REF {HIDDEN[:3]}", f"{HIDDEN[3:]} \\h "), "> REF _Ref1 \\h <"),
        (field(f'NOTEREF "{HIDDEN}"'), ">NOTEREF _Ref1<"),
        (field(f"HYPERLINK \\l &quot;{HIDDEN}&quot; \\o &quot;tip&quot;"), '>HYPERLINK \\l _Ref1 \\o "tip"<'),
        (field(f"TOC \\o \\b {HIDDEN}"), ">TOC \\o \\b _Ref1<"),
        (field(f"SEQ Table {HIDDEN}"), ">SEQ Table _Ref1<"),
    ],
)
def test_bookmarks_that_something_refers_to_stay_under_names_that_tell_nothing(reference: str, after: str) -> None:
    document = parts_of(hold_clean(laden(p(reference) + p(MARKED))))["word/document.xml"].decode()
    assert '<w:bookmarkStart w:id="1" w:name="_Ref1"/>' in document
    assert after in document


@pytest.mark.parametrize(
    "reference",
    [
        f'<w:hyperlink w:anchor="{HIDDEN}">{run("f")}</w:hyperlink>',
        f'<w:fldSimple w:instr="REF {HIDDEN} \\h">{run("f")}</w:fldSimple>',
        field(f" REF {HIDDEN} \\h "),
    ],
)
def test_of_what_refers_to_no_bookmark_only_what_it_shows_stays(reference: str) -> None:
    copy = hold_clean(laden(p(reference)))
    assert seen(copy) == ["f", "The head"]
    for name in ("hyperlink", "fldSimple", "fldChar"):
        assert name not in parts_of(copy)["word/document.xml"].decode()


def test_names_of_bookmarks_that_words_numbers_are_taken_up_by_no_other() -> None:
    names = ("_Ref1", "theirs", "_Toc2")
    marks = "".join(
        f'<w:bookmarkStart w:id="{at}" w:name="{name}"/>{run("m")}<w:bookmarkEnd w:id="{at}"/>'
        for at, name in enumerate(names)
    )
    links = "".join(f'<w:hyperlink w:anchor="{name}">{run(name[-1])}</w:hyperlink>' for name in names)
    document = parts_of(hold_clean(laden(p(marks) + p(links))))["word/document.xml"].decode()
    for name in ("_Ref1", "_Ref2", "_Toc2"):
        assert document.count(f'"{name}"') == 2

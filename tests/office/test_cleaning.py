"""A cleaned copy reads as the file does with all changes accepted, and holds nothing that nobody sees."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from clean_copies import BY, hold_clean, p, run, seen
from hypothesis import given
from hypothesis import strategies as st
from laden_word import AUTHOR, HIDDEN, laden, parts_of
from rejecting import W

from workbench.errors import BadInput
from workbench.office.cleaning import cleaned
from workbench.office.packing import repacked

DEL = f"<w:del {BY}>{{}}</w:del>"
INS = f"<w:ins {BY}>{{}}</w:ins>"
GONE = DEL.format(f"<w:r><w:delText>{HIDDEN}</w:delText></w:r>")
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BOX = (
    (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:docPr id='1' name='{}' descr='C:\\{}'/>"
        f"<wps:txbx><w:txbxContent>{{}}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
        f"<w:txbxContent><w:p><w:r><w:t>{HIDDEN}</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    .replace("'{}'", f"'{HIDDEN}'", 1)
    .replace("\\{}", f"\\{HIDDEN}")
)


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (p(run("one "), GONE, INS.format(run("two"))), ["one two"]),
        (p(run("a "), properties=f"<w:rPr><w:del {BY}/></w:rPr>") + p(run("b")), ["a b"]),
        (p(run("a "), properties=f"<w:rPr><w:moveFrom {BY}/></w:rPr>") + p(run("b")) + p(run("c")), ["a b", "c"]),
        (p(run("a"), properties=f"<w:rPr><w:ins {BY}/></w:rPr>") + p(run("b")), ["a", "b"]),
        (p(f"<w:moveFrom {BY}>{run(HIDDEN)}</w:moveFrom><w:moveTo {BY}>{run('here')}</w:moveTo>"), ["here"]),
        (
            p(run("x", f"<w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange>"), properties=f"<w:jc/><w:pPrChange {BY}/>"),
            ["x"],
        ),
        (
            f"<w:sdt><w:sdtPr><w:tag w:val='{HIDDEN}'/></w:sdtPr><w:sdtContent>{p(run('b'))}</w:sdtContent></w:sdt>",
            ["b"],
        ),
        (p(f"<w:smartTag w:element='{HIDDEN}'><w:smartTagPr/>{run('s')}</w:smartTag>"), ["s"]),
        (p(run("seen"), run(HIDDEN, "<w:vanish/>"), run(HIDDEN, '<w:rStyle w:val="Below"/>')), ["seen"]),
        (p(run(HIDDEN), run("but", '<w:vanish w:val="0"/>'), properties='<w:pStyle w:val="Hiding"/>'), ["but"]),
        (p(run(HIDDEN), properties='<w:pStyle w:val="Hiding"/>') + p(run("b")), ["b"]),
        (p(run("page", "<w:webHidden/>")), ["page"]),
        (p(f'<w:hyperlink r:id="rFile">{run("a file")}</w:hyperlink>'), ["a file"]),
        (p(f'<w:hyperlink r:id="rWeb" w:tooltip="C:\\{HIDDEN}">{run("a page")}</w:hyperlink>'), ["a page"]),
        (
            p(
                FIELD.format("begin"),
                f"<w:r><w:instrText>ADDIN ZOTERO_ITEM {HIDDEN}</w:instrText></w:r>",
                FIELD.format("separate"),
                run("(Ng 2020)"),
                FIELD.format("end"),
            ),
            ["(Ng 2020)"],
        ),
        (
            p(
                FIELD.format("begin"),
                f'<w:r><w:instrText>XE "{HIDDEN}"</w:instrText></w:r>',
                FIELD.format("end"),
                run("x"),
            ),
            ["x"],
        ),
        (
            p(f'<w:fldSimple w:instr="FILENAME \\p {HIDDEN}"><w:fldData>{HIDDEN}</w:fldData>{run("r")}</w:fldSimple>'),
            ["r"],
        ),
        (p(BOX.format(p(run("boxed"), GONE)), run("beside")), ["beside", "boxed"]),
        (
            p(
                f'<w:r><w:object><v:shape o:ole=""/><o:OLEObject r:id="rObject" ProgID="{HIDDEN}"/></w:object></w:r>',
                run("o"),
            ),
            ["o"],
        ),
        (p('<w:r><w:drawing><a:blip r:embed="rPicture"/></w:drawing></w:r>', run("o")), ["o"]),
        (
            p('<w:r><w:footnoteReference w:id="1"/></w:r>', DEL.format('<w:r><w:footnoteReference w:id="2"/></w:r>')),
            ["[1]", "A note. More."],
        ),
        (
            f"<w:tbl><w:tr><w:trPr><w:del {BY}/></w:trPr><w:tc>{p(run(HIDDEN))}</w:tc></w:tr>"
            f"<w:tr><w:trPr><w:ins {BY}/></w:trPr><w:tc>{p(run('kept'))}</w:tc>"
            f"<w:tc><w:tcPr><w:cellDel {BY}/></w:tcPr>{p(run(HIDDEN))}</w:tc></w:tr>"
            f"<w:tr><w:tc><w:tcPr><w:cellMerge {BY} w:vMerge='cont'/></w:tcPr>{p(run('low'))}</w:tc></w:tr>"
            f"</w:tbl>{p()}",
            ["kept", "low"],
        ),
        (
            p(
                f"<w:commentRangeStart w:id='1'/>{run('c')}<w:commentRangeEnd w:id='1'/>",
                "<w:r><w:commentReference w:id='1'/></w:r>",
            ),
            ["c"],
        ),
        (p(f"<w:permStart w:id='1' w:ed='{AUTHOR}'/>{run('c')}<w:permEnd w:id='1'/>"), ["c"]),
        (p(run("a", "<w:rPr/>")) + f"<w:customXml w:element='{HIDDEN}'>{p(run('b'))}</w:customXml>", ["a", "b"]),
    ],
)
def test_what_a_reader_sees_stays_and_all_else_goes(body: str, lines: list[str]) -> None:
    assert seen(hold_clean(laden(body))) == [*lines, "The head"]


def test_bookmarks_that_something_goes_to_stay() -> None:
    def mark(number: int, name: str, text: str) -> str:
        inner = run(text)
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'

    contents = (
        f'{FIELD.format("begin")}<w:r><w:instrText>TOC \\o "1-2"</w:instrText></w:r>{FIELD.format("separate")}'
        f'<w:hyperlink w:anchor="_Toc1">{run("One", "<w:webHidden/>")}</w:hyperlink>{FIELD.format("end")}'
        '<w:fldSimple w:instr="REF there"><w:r><w:t>there</w:t></w:r></w:fldSimple>'
    )
    body = p(contents) + p(mark(1, "_Toc1", "One"), mark(2, "there", "2"), mark(3, HIDDEN, "3"))
    document = parts_of(hold_clean(laden(body)))["word/document.xml"].decode()
    assert 'w:name="_Toc1"' in document
    assert 'w:name="_Ref1"' in document
    assert 'w:instr="REF _Ref1"' in document
    assert document.count("bookmarkEnd") == 2
    assert "TOC" in document


def test_what_was_taken_out_is_told_with_figures() -> None:
    found = cleaned(laden(p(GONE, GONE, INS.format(run("a")))), "f.docx")
    assert found.taken_out["tracked deletions carried out"] == 3  # one in the page's head
    assert found.taken_out["tracked insertions accepted"] == 2  # one in the note
    assert found.taken_out["comments"] == 1
    assert found.taken_out["lists of custom properties"] == 1
    assert found.taken_out["traces of editing that nobody sees"] > 1
    assert any("accepted in the copy: " in told and AUTHOR in told for told in found.told)
    again = cleaned(found.data, "f.docx")
    assert not again.taken_out
    assert not again.told


def headed(*sections: str, even: bool = False) -> bytes:
    """A file of sections, each with what stands in its properties; first pages have a header of their own."""
    pages = "".join(
        p(run(f"page {number}"), properties=f"<w:sectPr>{one}</w:sectPr>") for number, one in enumerate(sections)
    )
    settings = f'<w:settings xmlns:w="{W[1:-1]}">{"<w:evenAndOddHeaders/>" if even else ""}</w:settings>'
    data = laden(pages, **{"word/header2.xml": f'<w:hdr xmlns:w="{W[1:-1]}">{p(run("FIRST"))}</w:hdr>'})
    rels = parts_of(data)["word/_rels/document.xml.rels"].decode()
    link = rels[rels.index("<Relationship ") : rels.index("/>") + 2]
    header = re.sub(r'Id="\w+"', 'Id="rFirst"', re.sub(r'Target="[^"]*"', 'Target="header2.xml"', link))
    header = re.sub(r'relationships/\w+"', 'relationships/header"', header)
    changed = {"word/_rels/document.xml.rels": rels.replace(link, link + header).encode()}
    return repacked(data, changed | {"word/settings.xml": settings.encode()})


FIRST = '<w:headerReference w:type="first" r:id="rFirst"/>'
EVEN = '<w:headerReference w:type="even" r:id="rFirst"/>'


@pytest.mark.parametrize(
    ("sections", "even", "stays"),
    [
        ((FIRST,), False, False),
        ((f"{FIRST}<w:titlePg/>",), False, True),
        ((f'{FIRST}<w:titlePg w:val="0"/>',), False, False),
        ((FIRST, "<w:titlePg/>"), False, True),  # a later section has no other of its own
        ((EVEN,), False, False),
        ((EVEN,), True, True),
    ],
)
def test_headers_that_no_page_shows_stay_behind(sections: tuple[str, ...], even: bool, stays: bool) -> None:
    found = cleaned(headed(*sections, even=even), "f.docx")
    parts = parts_of(found.data)
    assert ("word/header2.xml" in parts) is stays
    assert (b"rFirst" in parts["word/document.xml"]) is stays
    assert found.taken_out.get("headers and footers that no page shows", 0) == (not stays)


STYLES = f'<w:styles xmlns:w="{W[1:-1]}">{{}}</w:styles>'
HIDES = "<w:rPr><w:vanish/></w:rPr>"


@pytest.mark.parametrize(
    "styles",
    [
        f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal">{HIDES}</w:style>',
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:basedOn w:val="Base"/></w:style>'
        f'<w:style w:type="paragraph" w:styleId="Base">{HIDES}</w:style>',
        f"<w:docDefaults><w:rPrDefault>{HIDES}</w:rPrDefault></w:docDefaults>",
    ],
)
def test_what_hides_all_that_names_no_style_hides_it_in_the_copy_too(styles: str) -> None:
    """Or the copy would show what nobody sees in the file."""
    body = p(run(HIDDEN)) + f"<w:p>{run(HIDDEN)}</w:p>" + p(run("seen", '<w:vanish w:val="0"/>'))
    head = f'<w:hdr xmlns:w="{W[1:-1]}"/>'
    data = laden(body, **{"word/styles.xml": STYLES.format(styles), "word/header1.xml": head})
    assert "seen" in seen(data)
    assert HIDDEN not in seen(data)
    assert "seen" in seen(hold_clean(data))


FORM = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{}</w:ffData></w:fldChar></w:r>'
    f"<w:r><w:instrText>{{}}</w:instrText></w:r>{FIELD.format('end')}"
)
CHOICES = f'<w:ddList><w:result w:val="1"/><w:listEntry w:val="{HIDDEN}"/><w:listEntry w:val="kept"/></w:ddList>'


@pytest.mark.parametrize(
    ("xml", "shown"),
    [
        (f'<w:r xmlns:q="urn:q" q:secret="{HIDDEN}"><w:t>a</w:t></w:r>', "a"),
        (f'<q:x xmlns:q="urn:q" v="{HIDDEN}">{HIDDEN}</q:x>{run("a")}', "a"),
        (f'<q:x xmlns:q="urn:q" v="{HIDDEN}">{run("a")}</q:x>', "a"),
        (f"{HIDDEN}{run('a')}{HIDDEN}", "a"),
        (f"<w14:conflictIns {BY}>{run('a')}</w14:conflictIns>", "a"),
        (FORM.format(f'<w:name w:val="{HIDDEN}"/><w:checkBox/>', " FORMCHECKBOX ") + run("a"), "☐a"),
        (FORM.format(CHOICES, " FORMDROPDOWN ") + run("a"), "kepta"),
        (
            FIELD.format("begin")
            + f'<w:r><w:instrText>HYPERLINK "https://example.org" \\o "C:\\{HIDDEN}"</w:instrText></w:r>'
            + f"{FIELD.format('separate')}{run('a')}{FIELD.format('end')}",
            "a",
        ),
        (
            f'<w:r><w:pict><v:shape id="{HIDDEN}" o:gfxdata="{HIDDEN}"><v:imagedata r:id="rPicture" '
            f'o:title="{HIDDEN}"/></v:shape></w:pict></w:r>{run("a")}',
            "a",
        ),
    ],
)
def test_what_word_does_not_know_and_names_of_fields_and_old_drawings_go(xml: str, shown: str) -> None:
    assert seen(hold_clean(laden(p(xml)))) == [shown, "The head"]


def test_the_title_stays_only_where_the_document_says_it_too() -> None:
    core = parts_of(hold_clean(laden(p(run("x")))))["docProps/core.xml"].decode()
    assert "The head" in core
    assert "en-GB" in core


def test_documents_put_in_on_opening_are_refused() -> None:
    with pytest.raises(BadInput, match="holds other documents"):
        cleaned(laden('<w:altChunk r:id="x"/>' + p()), "f.docx")


class Piece(NamedTuple):
    """Some XML, and what a reader sees of it."""

    xml: str
    text: str


_TEXT = st.sampled_from(["one", "two ", "…", "w", "(PM1)"]).map(lambda text: Piece(run(text), text))
_UNSEEN = st.sampled_from(
    [
        GONE,
        run(HIDDEN, "<w:vanish/>"),
        run(HIDDEN, '<w:rStyle w:val="HidingWords"/>'),
        "<w:commentRangeStart w:id='1'/>",
        "<w:r><w:commentReference w:id='1'/></w:r>",
        f"<w:bookmarkStart w:id='4' w:name='{HIDDEN}'/>",
        "<w:bookmarkEnd w:id='4'/>",
        "<w:proofErr w:type='spellStart'/>",
        f"{FIELD.format('begin')}<w:r><w:instrText>TC {HIDDEN}</w:instrText></w:r>{FIELD.format('end')}",
        f"<w:moveFromRangeStart w:id='9' w:name='{HIDDEN}'/>",
    ]
).map(lambda xml: Piece(xml, ""))


def _round(pieces: st.SearchStrategy[list[Piece]]) -> st.SearchStrategy[Piece]:
    shapes = st.sampled_from(
        [
            (INS.format("{}"), True),
            (DEL.format("{}"), False),
            (f"<w:moveTo {BY}>{{}}</w:moveTo>", True),
            (f"<w:moveFrom {BY}>{{}}</w:moveFrom>", False),
            (f"<w:sdt><w:sdtPr><w:alias w:val='{HIDDEN}'/></w:sdtPr><w:sdtContent>{{}}</w:sdtContent></w:sdt>", True),
            ("<w:hyperlink r:id='rFile'>{}</w:hyperlink>", True),
            (f"<w:customXml w:element='{HIDDEN}'>{{}}</w:customXml>", True),
            (f"<w:fldSimple w:instr='DOCPROPERTY {HIDDEN}'>{{}}</w:fldSimple>", True),
        ]
    )

    def made(shape: tuple[str, bool], inner: list[Piece]) -> Piece:
        kept = shape[0].format("".join(one.xml for one in inner))
        if not shape[1]:  # what is struck out is seen by nobody, so it is hidden
            kept = re.sub(r"(<w:t [^>]*>)[^<]*", rf"\g<1>{HIDDEN}", kept)
        return Piece(kept, "".join(one.text for one in inner) if shape[1] else "")

    return st.builds(made, shapes, pieces)


_INLINE = st.lists(
    st.recursive(_TEXT | _UNSEEN, lambda inner: _round(st.lists(inner, max_size=3)), max_leaves=6), max_size=4
)
_MARKS = st.sampled_from(
    [("", False), (f"<w:rPr><w:ins {BY}/></w:rPr>", False), (f"<w:rPr><w:del {BY}/></w:rPr>", True)]
)


@given(st.lists(st.tuples(_INLINE, _MARKS), min_size=1, max_size=5), st.booleans())
def test_whatever_is_in_it_a_copy_reads_as_accepted_and_hides_nothing(
    paragraphs: list[tuple[list[Piece], tuple[str, bool]]], in_cell: bool
) -> None:
    xml, lines, carried = "", [], ""
    for inner, (properties, runs_on) in paragraphs:
        xml += p(*(one.xml for one in inner), properties=properties)
        carried += "".join(one.text for one in inner)
        if not runs_on:
            lines, carried = [*lines, carried], ""
    lines.append(carried)
    if in_cell:
        xml = f"<w:tbl><w:tr><w:tc>{xml}</w:tc></w:tr></w:tbl>{p()}"
    kept = [line.strip() for line in [*lines, "The head"] if line.strip()]
    assert [line.strip() for line in seen(hold_clean(laden(xml)))] == kept

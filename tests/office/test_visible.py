import io
import zipfile

import pytest

from workbench.errors import BadInput
from workbench.office.blocks import Paragraph, Table, plain
from workbench.office.visible import visible_text


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def words(data: bytes) -> str:
    return "\n".join(plain(block) for block in visible_text(data, "f.docx").blocks)


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        (p(r("one "), r("two")), "one two"),
        (p(f"<w:sdt><w:sdtPr/><w:sdtContent>{r('in a control')}</w:sdtContent></w:sdt>"), "in a control"),
        (f"<w:sdt><w:sdtContent>{p(r('block'))}</w:sdtContent></w:sdt>", "block"),
        (p(f"<w:ins>{r('new')}</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"), "new"),
        (p(f"<w:moveFrom>{r('gone')}</w:moveFrom>") + p(f"<w:moveTo>{r('here')}</w:moveTo>"), "\nhere"),
        (p(f"<w:hyperlink>{r('a link')}</w:hyperlink>", f"<w:smartTag>{r(' tag')}</w:smartTag>"), "a link tag"),
        (p(f'<w:fldSimple w:instr="DATE">{r("3 May")}</w:fldSimple>'), "3 May"),
        (p("<w:r><w:instrText>PAGE</w:instrText></w:r>", r("7")), "7"),
        (p("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t></w:r>"), "a\tb\nc\nd"),
        (p("<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t></w:r>"), "co\u2011op"),
        (p('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Symbol" w:char="F061"/></w:r>'), "✓α"),
        (p(r("seen"), r("hidden", "<w:vanish/>"), r("shown", '<w:vanish w:val="0"/>')), "seenshown"),
        (p(r("first "), properties="<w:rPr><w:del/></w:rPr>") + p(r("second")), "first second"),
        (p("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"), "x=1"),
        (p("<w:unknown><w:strange>" + r("kept") + "</w:strange></w:unknown>"), "kept"),
        (p(r("a &lt; b [names city] &amp;amp;")), "a < b [names city] &amp;"),
        (p("<w:ruby><w:rt>" + r("kana") + "</w:rt><w:rubyBase>" + r("base") + "</w:rubyBase></w:ruby>"), "base(kana)"),
    ],
)
def test_what_is_visible_is_read_and_nothing_else(word, body, seen):
    assert words(word(body)) == seen


def test_a_text_box_stands_once_after_its_paragraph(word):
    box = f"<w:txbxContent>{p(r('boxed'))}</w:txbxContent>"
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>{box}</wps:txbx></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    body = p(r("before "), f"<w:r>{both}</w:r>", r("after")) + p(r("next"))
    assert words(word(body)) == "before after\nboxed\nnext"
    old = p(f"<w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r>")
    assert words(word(old)) == "\nboxed"
    empty = both.replace(f"<wps:txbx>{box}</wps:txbx>", "<w:t> </w:t>")
    assert words(word(p(f"<w:r>{empty}</w:r>"))) == "\nboxed"


def test_form_fields_show_what_is_chosen(word):
    box = (
        '<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>'
        "</w:ffData></w:fldChar>"
    )
    choice = (
        '<w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="no"/>'
        '<w:listEntry w:val="yes"/></w:ddList></w:ffData></w:fldChar>'
    )
    assert words(word(p(f"<w:r>{box}</w:r>", f"<w:r>{choice}</w:r>"))) == "☒yes"


def test_notes_are_numbered_where_they_are_referred_to(word):
    body = p(
        r("said"), '<w:r><w:endnoteReference w:id="4"/></w:r>', r(" more"), '<w:r><w:footnoteReference w:id="2"/></w:r>'
    )
    data = word(
        body,
        footnotes=f'<w:footnote w:id="2">{p(r("a foot"))}</w:footnote>'
        f'<w:footnote w:id="3">{p(r("unused"))}</w:footnote>',
        endnotes=f'<w:endnote w:id="4">{p("<w:r><w:endnoteRef/></w:r>", r(" an end"))}</w:endnote>',
    )
    found = visible_text(data, "f.docx")
    assert plain(found.blocks[0]) == "said[1] more[2]"
    assert found.notes == ("an end", "a foot")


def test_what_is_left_out_is_counted(word):
    body = p(
        r("x"),
        '<w:r><w:commentReference w:id="0"/></w:r>',
        "<w:del><w:r><w:delText>a</w:delText></w:r></w:del><w:del><w:r><w:delText>b</w:delText></w:r></w:del>",
        r("secret", "<w:vanish/>"),
        r("styled", '<w:rStyle w:val="Ghost"/>'),
    )
    styles = (
        '<w:style w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="Ghost"><w:basedOn w:val="Base"/></w:style>'
    )
    found = visible_text(word(body, styles=styles), "f.docx")
    assert [plain(block) for block in found.blocks] == ["x"]
    assert found.left_out == {"comments": 1, "deleted": 1, "hidden": 2}


def refer(*parts: str) -> str:
    return "".join(f'<w:{part.rstrip("123")}Reference r:id="rId_{part}"/>' for part in parts)


def field(instruction: str, shown: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        + "".join(f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in (instruction[:2], instruction[2:]))
        + f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_headers_and_footers_are_read_in_the_order_of_the_sections_each_wording_once(word):
    cells = f"<w:tbl><w:tr>{cell('Ward  7')}{cell('left')}</w:tr></w:tbl>"
    data = word(
        p(r("one"), properties=f"<w:sectPr>{refer('header2', 'footer1')}</w:sectPr>")
        + p(r("two"))
        + f"<w:sectPr>{refer('header2', 'header1')}<w:titlePg/></w:sectPr>",
        header1=p(r("first "), f"<w:sdt><w:sdtContent>{r('page')}</w:sdtContent></w:sdt>") + p(r("Ward 7")),
        header2=cells + p(r("left")) + p(r("–")),
        header3=p(r("referred to by nobody")),
        footer1=p(r("a<w:br/>b".replace("<w:br/>", "</w:t><w:br/><w:t>")), r("secret", "<w:vanish/>")),
    )
    found = visible_text(data, "f.docx")
    assert [plain(block) for block in found.blocks] == ["one", "two"]
    assert found.margins == ("Ward  7", "left", "a", "b", "first page")
    assert found.left_out == {"hidden": 1}


def test_page_numbers_are_left_out_of_headers_and_footers(word):
    footer = (
        p(r("Page "), field(" PAGE \\* MERGEFORMAT ", "3"), r(" of "), field("NUMPAGES", "11"), r(", version 2"))
        + p(f'<w:fldSimple w:instr=" PAGE ">{r("3")}</w:fldSimple>', r("–"))
        + p(f'<w:fldSimple w:instr=" PAGEREF x ">{r("4")}</w:fldSimple>', field("DATE", "5 May"))
    )
    found = visible_text(word(p(r("x")) + f"<w:sectPr>{refer('footer1')}</w:sectPr>", footer1=footer), "f.docx")
    assert found.margins == ("Page  of , version 2", "45 May")


def test_a_damaged_header_is_bad_input_and_a_missing_one_is_none(word):
    with pytest.raises(BadInput, match="header1"):
        visible_text(word(f"<w:sectPr>{refer('header1')}</w:sectPr>", header1="<w:p>"), "f.docx")
    assert visible_text(word(p(r("x")) + f"<w:sectPr>{refer('header1')}</w:sectPr>"), "f.docx").margins == ()


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(r(text)) if text else p()}</w:tc>"


def test_merged_and_nested_cells_hold_their_words_once(word):
    table = (
        f"<w:tbl><w:tr>{cell('wide', '<w:gridSpan w:val=' + chr(34) + '2' + chr(34) + '/>')}</w:tr>"
        f"<w:tr>{cell('tall', '<w:vMerge w:val=' + chr(34) + 'restart' + chr(34) + '/>')}{cell('b')}</w:tr>"
        f"<w:tr>{cell('tall', '<w:vMerge/>')}{cell('c')}</w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr>{cell('gone')}</w:tr>"
        f"<w:sdt><w:sdtContent><w:tr><w:tc><w:tbl><w:tr>{cell('inner')}</w:tr></w:tbl>{p()}</w:tc>{cell('d')}</w:tr>"
        "</w:sdtContent></w:sdt></w:tbl>"
    )
    found = visible_text(word(p(r("above")) + table), "f.docx")
    assert found.blocks[0] == Paragraph("above")
    assert isinstance(found.blocks[1], Table)
    assert plain(found.blocks[1]) == "wide\ntall\tb\n\tc\ninner\td"


def test_strict_files_and_renamed_parts(word):
    data = word(p(r("words")), main="odd/Place.XML")
    assert words(data) == "words"
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    assert words(_strict(strict)) == "strict"


def _strict(namespace: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
            'Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/w/d.xml"/>'
            "</Relationships>",
        )
        package.writestr(
            "w\\d.xml",
            f'<x:document xmlns:x="{namespace}"><x:body><x:p><x:r><x:t>strict</x:t></x:r></x:p></x:body></x:document>',
        )
    return buffer.getvalue()


def test_a_missing_note_and_deep_nesting_are_bad_input(word):
    with pytest.raises(BadInput, match="footnote"):
        visible_text(word(p('<w:r><w:footnoteReference w:id="2"/></w:r>')), "f.docx")
    deep = "<w:sdt><w:sdtContent>" * 5000 + p(r("x")) + "</w:sdtContent></w:sdt>" * 5000
    with pytest.raises(BadInput):
        visible_text(word(deep), "f.docx")
    for depth in (100, 250, 900):
        nested = "<w:hyperlink>" * depth + r("x") + "</w:hyperlink>" * depth
        try:
            assert words(word(p(nested))) == "x"
        except BadInput:
            assert depth > 200

"""A report written into a house's template: its looks taken over, what it lacks added, bad files refused."""

import io
from dataclasses import replace

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from house_templates import LIBREOFFICE, TYPES, changed, dotx, everything, house, look
from lxml import etree
from word_files import audited, build

from workbench.errors import BadInput
from workbench.report.content import (
    TitlePage,
)
from workbench.report.word.document import to_docx
from workbench.report.word.style_names import OUR_NAMES
from workbench.report.word.template import read_template
from workbench.settings.report_choices import STYLE_NAMES


def named(data):
    """Of each paragraph of the text: the name of its style, and its words."""
    return [(each.style.name, each.text) for each in docx.Document(io.BytesIO(data)).paragraphs]


def test_styles_page_headers_and_footers_are_the_templates_and_its_text_is_replaced(tmp_path, study):
    path = house(tmp_path, look)
    template = read_template(path, styles={"quotation": "hh quote", "heading 2": "HH Head", "body": ""})
    data = to_docx(everything(), template)
    assert data == to_docx(everything(), template)
    file = study.read_docx(data)
    styles = {each.text: each.style for each in file.paragraphs}
    assert styles["Yes. (PM1, T1)"] == "HHQuote"
    assert (styles["One"], styles["Two"], styles["Text."]) == ("Heading1", "HHHead", "BodyText")
    assert styles["a"] == "ListBullet"
    assert not any("What stood" in each.text for each in file.paragraphs)
    document = docx.Document(io.BytesIO(data))
    assert document.sections[0].header.paragraphs[0].text == "The house"
    assert b"The title" not in b"".join(content for name, content in file.parts.items() if "header" in name)
    assert document.sections[0].page_width == Pt(600)
    # Tables are as wide as the text: 400 points.
    width = file.root.find(f".//{study.W}tblW").get(f"{study.W}w")
    assert int(width) == 8000
    # What stands under a style of no rank is a heading all the same.
    two = next(each for each in file.paragraphs if each.text == "Two" and each.style == "HHHead")
    assert two.xml.find(f"{study.W}pPr/{study.W}outlineLvl").get(f"{study.W}val") == "1"
    assert two.xml.find(f"{study.W}pPr/{study.W}keepNext") is not None


def test_what_the_template_lacks_is_added_and_fits(tmp_path, study):
    data = to_docx(everything(), read_template(house(tmp_path, look)))
    styles = etree.fromstring(study.read_docx(data).parts["word/styles.xml"])
    by_id = {each.get(f"{study.W}styleId"): each for each in styles.findall(f"{study.W}style")}
    note = by_id["LeadIn"]
    assert note.find(f"{study.W}basedOn").get(f"{study.W}val") == "BodyText"
    assert note.find(f".//{study.W}rFonts") is None
    # 9.5 of our 10.5 points are 11 of the house's 12.
    assert note.find(f".//{study.W}sz").get(f"{study.W}val") == "22"
    assert by_id["ThemeConcept"].find(f".//{study.W}color").get(f"{study.W}val") == "801010"
    used = {each.style for each in study.read_docx(data).paragraphs} - {""}
    assert used <= set(by_id)
    assert set(OUR_NAMES) == set(STYLE_NAMES)


def test_a_template_without_styles_has_ours(tmp_path, study):
    bare = tmp_path / "bare.docx"
    bare.write_bytes(build("<w:p/>"))
    with_types = changed(bare, tmp_path / "typed.docx", types=TYPES)
    file = study.read_docx(to_docx(everything(), read_template(with_types)))
    styles = etree.fromstring(next(content for name, content in file.parts.items() if name.endswith("styles.xml")))
    ids = {each.get(f"{study.W}styleId") for each in styles.findall(f"{study.W}style")}
    assert {each.style for each in file.paragraphs} - {""} <= ids
    assert {"Normal", "BodyText", "BlockQuotation", "ReportTable"} <= ids
    assert file.root.find(f".//{study.W}sectPr") is not None


def test_a_style_of_another_thing_with_the_name_of_one_of_ours_is_left_alone(tmp_path, study):
    def change(document):
        document.styles.add_style("LeadIn", WD_STYLE_TYPE.CHARACTER)

    data = to_docx(everything(), read_template(house(tmp_path, change)))
    styles = etree.fromstring(study.read_docx(data).parts["word/styles.xml"])
    ids = [each.get(f"{study.W}styleId") for each in styles.findall(f"{study.W}style")]
    assert len(ids) == len(set(ids))
    assert {"LeadIn", "LeadIn2"} <= set(ids)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"quotation": "HH Qoute"}, r"quotation: the template house\.docx has no .* style 'HH Qoute'; near .*HH"),
        ({"attribution": "HH Quote"}, "attribution: 'HH Quote' is a paragraph style .* a character style is needed"),
    ],
)  # fmt: skip
def test_a_style_that_is_not_there_is_told_with_those_that_are_near(tmp_path, asked, told):
    template = read_template(house(tmp_path, look), styles=asked, place="report.yaml: styles")
    with pytest.raises(BadInput, match=f"^report.yaml: styles: {told}"):
        to_docx(everything(), template)


def test_words_own_styles_are_known_by_the_names_that_users_see(tmp_path, study):
    def german(document):
        """As Word in German writes it: English names, ids of its own."""
        for name, identity in (("Heading 1", "berschrift1"), ("Quote", "Zitat"), ("List Bullet", "Aufzhlungszeichen")):
            document.styles[name].element.set(f"{study.W}styleId", identity)

    template = read_template(house(tmp_path, german), styles={"quotation": "Zitat", "heading 2": "Überschrift 3"})
    styles = {each.text: each.style for each in study.read_docx(to_docx(everything(), template)).paragraphs}
    assert styles["Yes. (PM1, T1)"] == "Zitat"
    assert (styles["One"], styles["Two"], styles["a"]) == ("berschrift1", "Heading3", "Aufzhlungszeichen")


def test_where_the_report_goes_can_be_said_and_the_cover_stays(tmp_path, study):
    def cover(document):
        first = document.add_paragraph("Report: {{ti")
        first.add_run("tle}} for {{commissioner}}").bold = True
        document.add_paragraph("{{authors}}, {{date}}{{state}}")
        document.add_section()
        document.add_paragraph("{{ Report }}")
        document.add_paragraph("Our address")
        document.sections[0].header.paragraphs[0].text = "{{organisation}}"

    data = to_docx(everything(), read_template(house(tmp_path, cover)))
    texts = [text for _, text in named(data)]
    assert texts[:2] == ["Report: The title for A council", "Ann, Ben, MayDraft"]
    assert texts[-1] == "Our address"
    assert texts.index("Contents") < texts.index("Our address")
    # No second title page; the contents follow.
    assert "The title" not in texts
    assert docx.Document(io.BytesIO(data)).sections[0].header.paragraphs[0].text == "An office"
    assert not any("{{" in text for text in texts)


def test_what_fills_a_placeholder_is_data(tmp_path, study):
    title = "{{date}} \x00<w:p/> مرحبا {{report}}"

    def cover(document):
        document.add_paragraph("{{title}}|{{title}}")
        document.add_paragraph("{{report}}")

    report = replace(everything(), title_page=TitlePage(title))
    texts = [text for _, text in named(to_docx(report, read_template(house(tmp_path, cover))))]
    shown = title.replace("\x00", "\ufffd")
    assert texts[0] == f"{shown}|{shown}"
    assert "Text." in texts


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{report}} and more", "where no report can stand"),
        ("{{raport}}\n{{report}}", r"placeholder \{\{raport\}\}, which is not known"),
        ("{{report}}\n{{report}}", "in 2 places"),
    ],
)
def test_a_placeholder_that_cannot_be_followed_is_told(tmp_path, text, told):
    def change(document):
        for line in text.split("\n"):
            document.add_paragraph(line)

    with pytest.raises(BadInput, match=told):
        to_docx(everything(), read_template(house(tmp_path, change)))


def test_nothing_of_where_the_template_came_from_goes_along(tmp_path, study):
    def private(document):
        properties = document.core_properties
        properties.author = properties.last_modified_by = properties.comments = properties.keywords = "Jane Doe"
        document.add_comment(document.add_paragraph("Old").runs, "Old remark", author="Jane Doe")

    path = house(tmp_path, private)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    link = f'<Relationship Id="rId9" Type="{kind}" Target="file:///C:/Users/Jane%20Doe/x.dotx" TargetMode="External"/>'
    names = "http://schemas.openxmlformats.org/package/2006/relationships"
    path = changed(
        path,
        tmp_path / "private.docx",
        settings=lambda data: data.replace(
            b"<w:defaultTabStop", b'<w:attachedTemplate r:id="rId9"/><w:documentProtection w:edit="readOnly" '
            b'w:enforcement="1"/><w:defaultTabStop', 1,
        ),
        **{"word/_rels/settings.xml.rels": f'<Relationships xmlns="{names}">{link}</Relationships>'.encode()},
    )  # fmt: skip
    parts = study.read_docx(to_docx(everything(), read_template(path))).parts
    whole = b"".join(parts.values())
    assert b"Jane" not in whole
    assert b"documentProtection" not in whole
    assert not any("comments" in name or "thumbnail" in name for name in parts)
    properties = docx.Document(io.BytesIO(to_docx(everything(), read_template(path)))).core_properties
    assert (properties.title, properties.author, properties.language) == ("The title", "Ann; Ben", "en-GB")


def test_footnotes_marks_lists_and_language_go_beside_those_of_the_template(tmp_path, study):
    file = study.read_docx(to_docx(everything(), read_template(LIBREOFFICE)))
    notes = etree.fromstring(next(content for name, content in file.parts.items() if "footnotes" in name))
    words = {each.get(f"{study.W}id"): "".join(each.itertext()) for each in notes}
    assert list(words.items())[-2:] == [("1", " Postal questionnaire."), ("2", " Another.")]
    figures = [each.get(f"{study.W}id") for each in file.root.iter(f"{study.W}footnoteReference")]
    assert figures == ["1", "2"]
    numbering = etree.fromstring(file.parts["word/numbering.xml"])
    order = [each.tag.rpartition("}")[2] for each in numbering]
    assert order == sorted(order, key=("abstractNum", "num").index)
    numbers = {each.get(f"{study.W}numId") for each in numbering.findall(f"{study.W}num")}
    assert {each.get(f"{study.W}val") for each in file.root.iter(f"{study.W}numId")} <= numbers
    assert b'<w:lang w:val="en-GB"' in file.parts["word/styles.xml"]
    ignorable = file.root.get("{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable")
    assert "w15" in ignorable.split()
    assert all(prefix in file.root.nsmap for prefix in ignorable.split())


@pytest.mark.parametrize("kind", ["python-docx", "LibreOffice", "none"])
def test_openxml_audit_says_nothing_that_it_does_not_say_of_the_empty_template(tmp_path, kind, facts):
    target = tmp_path / "report.docx"
    if kind == "none":
        target.write_bytes(to_docx(everything()))
        assert audited(target) == []
        return
    empty = house(tmp_path) if kind == "python-docx" else LIBREOFFICE
    path = dotx(empty, tmp_path / "house.dotx")
    target.write_bytes(to_docx(everything(), read_template(path)))
    assert set(audited(target)) <= set(audited(empty))


def test_a_template_with_a_comment_among_its_own_words_keeps_it(tmp_path, study):
    def change(document):
        document.add_comment(document.add_paragraph("Cover {{title}}").runs, "Remark", author="House")
        document.add_paragraph("{{report}}")
        document.element.body.insert(
            0,
            parse_xml(
                f'<w:p {nsdecls("w")}><w:bookmarkStart w:id="7" w:name="_Toc000008"/><w:bookmarkEnd w:id="7"/></w:p>'
            ),
        )

    file = study.read_docx(to_docx(everything(), read_template(house(tmp_path, change))))
    assert any("comments" in name for name in file.parts)
    starts = [each.get(f"{study.W}id") for each in file.root.iter(f"{study.W}bookmarkStart")]
    assert len(set(starts)) == len(starts) > 2


def test_the_reports_choices_name_the_template(studies, code, tmp_path):
    from workbench import report, themes

    open_study = studies.new()
    code(open_study, "Parent 1 Early", "She sat with me", "trust")
    themes.add(open_study, "Trust", codes=["trust"])
    house(open_study.folder, look)
    report.change_choices(open_study, {"template": "house.docx", "styles": {"heading 1": "HH Head"}})
    target = tmp_path / "out.docx"
    report.write(open_study, target)
    assert ("HH Head", "Trust") in named(target.read_bytes())
    before = target.read_bytes()
    with pytest.raises(BadInput, match="'HH Nowhere'"):
        report.write(open_study, target, instead={"styles": {"heading 1": "HH Nowhere"}})
    assert target.read_bytes() == before
    with pytest.raises(BadInput, match="the nearest is 'quotation'"):
        report.change_choices(open_study, {"styles": {"qoutation": "HH Quote"}})
    with pytest.raises(BadInput, match="it is the report's template"):
        report.write(open_study, open_study.folder / "house.docx")

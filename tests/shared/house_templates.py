"""House templates for tests, changed as needed, and a report of every kind of block."""

import zipfile
from pathlib import Path

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt, RGBColor

from workbench.report.content import (
    Heading,
    ListItem,
    Paragraph,
    Part,
    Quotation,
    Report,
    Run,
    Source,
    Table,
    TitlePage,
    cell,
    plain,
)

TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    b'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    b'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.'
    b'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
LIBREOFFICE = Path(__file__).parent.parent / "report" / "templates" / "libreoffice.docx"
PARTS = {"types": "[Content_Types].xml", "text": "word/document.xml", "settings": "word/settings.xml"}
DOCUMENT = b"wordprocessingml.document.main+xml"


def house(tmp_path, change=lambda document: None, name="house.docx"):
    """A template that python-docx made, changed."""
    document = docx.Document()
    change(document)
    path = tmp_path / name
    document.save(path)
    return path


def changed(path, target, **parts):
    """The file with parts replaced: by bytes, or by what a function makes of what they hold; None takes one away."""
    with zipfile.ZipFile(path) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    for key, new in parts.items():
        name = PARTS.get(key, key)
        content[name] = new(content[name]) if callable(new) else new
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            if data is not None:
                archive.writestr(name, data)
    return target


def dotx(path, target):
    return changed(path, target, types=lambda data: data.replace(DOCUMENT, b"wordprocessingml.template.main+xml"))


def everything():
    """A report with a block of each kind."""
    quotation = Quotation((Part("Yes."),), "PM1, T1", Source("e", "t", 0, 1), mark="abcdefghijkl-abcdef-abcdef")
    return Report(
        TitlePage("The title", "Draft", ("Ann", "Ben"), "An office", "A council", "May"),
        (
            Heading("One", 1), plain("Text."), quotation,
            ListItem((Run("a"),)), ListItem((Run("b"),), level=1), ListItem((Run("c"),), ordered=True, series=1),
            Heading("Two", 2), Table("Caption", ("A", "B"), ((cell("x"), cell("y")),), (1, 3)),
            Paragraph((Run("Nine of 22", footnote="Postal questionnaire."), Run(" resigned.", footnote="Another."))),
        ),
        running_note="Draft",
    )  # fmt: skip


def look(document):
    document.styles["Heading 1"].font.color.rgb = RGBColor(0x80, 0x10, 0x10)
    document.styles["Normal"].font.name = "Garamond"
    document.styles["Normal"].font.size = Pt(12)
    quote = document.styles.add_style("HH Quote", WD_STYLE_TYPE.PARAGRAPH)
    quote.base_style = document.styles["Normal"]
    document.styles.add_style("HH Head", WD_STYLE_TYPE.PARAGRAPH)
    section = document.sections[0]
    section.header.paragraphs[0].text = "The house"
    section.left_margin = section.right_margin = Pt(100)
    section.page_width = Pt(600)
    document.add_paragraph("What stood in the template.")

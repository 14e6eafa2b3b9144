"""The empty document that a report is written into, and the finished file's bytes.

The document is our own, not python-docx's template: that one carries a hundred unused styles, a picture of itself, a
maker's name and a date of 2013. The bytes depend on nothing but the content: times inside the archive are fixed.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC
from functools import cache
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as WordDocument

from workbench.office.packing import zipped
from workbench.report.content import Report
from workbench.report.word.marks import W15
from workbench.report.word.numbering import NUMBERING_BASE
from workbench.report.word.styles import FONT, defaults_xml, styles_xml
from workbench.report.word.text import one_line
from workbench.report.word.theme import theme_xml

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_DECLARED = f'xmlns:w="{W}" xmlns:r="{R}"'
_WITH_MARKS = f'{_DECLARED} xmlns:mc="{MC}" xmlns:w15="{W15}" mc:Ignorable="w15"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "application/vnd.openxmlformats-officedocument"
_WORD = f"{_OFFICE}.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

_PARTS = {
    "/word/document.xml": f"{_WORD}.document.main+xml",
    "/word/styles.xml": f"{_WORD}.styles+xml",
    "/word/settings.xml": f"{_WORD}.settings+xml",
    "/word/numbering.xml": f"{_WORD}.numbering+xml",
    "/word/fontTable.xml": f"{_WORD}.fontTable+xml",
    "/word/theme/theme1.xml": f"{_OFFICE}.theme+xml",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "/docProps/app.xml": f"{_OFFICE}.extended-properties+xml",
}
_SETTINGS = f"""<w:settings {_DECLARED}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>
<w:characterSpacingControl w:val="doNotCompress"/><w:compat>
<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
<w:compatSetting w:name="overrideTableStyleFontSizeAndJustification" w:uri="http://schemas.microsoft.com/office/word"
 w:val="1"/></w:compat><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>"""
_FONTS = f"""<w:fonts {_DECLARED}><w:font w:name="{FONT}"><w:altName w:val="Liberation Sans"/>
<w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/>
</w:font></w:fonts>"""
_DOCUMENT = f"""<w:document {_WITH_MARKS}><w:body><w:sectPr><w:pgSz w:w="11906" w:h="16838"/>
<w:pgMar w:top="1531" w:right="1418" w:bottom="1418" w:left="1418" w:header="709" w:footer="624" w:gutter="0"/>
<w:titlePg/></w:sectPr></w:body></w:document>"""
APPLICATION = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Workbench</Application></Properties>"
)
"""What a document says of the program that made it, with its root."""


def empty_document(report: Report) -> WordDocument:
    """A document without content that has the report's styles, language and properties."""
    return Document(io.BytesIO(zipped(base_parts(report).items())))


def finished(document: WordDocument) -> bytes:
    """The document's file, byte for byte the same for the same content."""
    saved = io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as archive:
        return zipped((name, archive.read(name)) for name in archive.namelist())


def language_of(report: Report) -> str:
    """The language a report is checked in: a BCP 47 tag."""
    language = one_line(report.language)
    return "en-GB" if language in ("", "en") else language


def base_parts(report: Report) -> dict[str, bytes]:
    """The parts of a document without content that has the report's styles, language and properties."""
    language = language_of(report)
    texts = {
        "/[Content_Types].xml": _content_types(),
        "/_rels/.rels": _relationships(
            ("officeDocument/2006/relationships/officeDocument", "word/document.xml"),
            ("package/2006/relationships/metadata/core-properties", "docProps/core.xml"),
            ("officeDocument/2006/relationships/extended-properties", "docProps/app.xml"),
        ),
        "/word/_rels/document.xml.rels": _relationships(
            ("officeDocument/2006/relationships/styles", "styles.xml"),
            ("officeDocument/2006/relationships/settings", "settings.xml"),
            ("officeDocument/2006/relationships/numbering", "numbering.xml"),
            ("officeDocument/2006/relationships/fontTable", "fontTable.xml"),
            ("officeDocument/2006/relationships/theme", "theme/theme1.xml"),
        ),
        "/word/document.xml": _DOCUMENT,
        "/word/styles.xml": f"<w:styles {_DECLARED}>{defaults_xml(escape(language, _QUOTE))}{_styles()}</w:styles>",
        "/word/settings.xml": _SETTINGS,
        "/word/numbering.xml": f"<w:numbering {_DECLARED}>{NUMBERING_BASE}</w:numbering>",
        "/word/fontTable.xml": _FONTS,
        "/word/theme/theme1.xml": theme_xml(),
        "/docProps/core.xml": core_properties(report),
        "/docProps/app.xml": APPLICATION,
    }
    return {name.lstrip("/"): (_HEAD + text).encode() for name, text in texts.items()}


_QUOTE = {'"': "&quot;"}


@cache
def _styles() -> str:
    return styles_xml()


def _content_types() -> str:
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in _PARTS.items())
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    return f'<Types xmlns="{_PACKAGE}/content-types">{defaults}{overrides}</Types>'


def _relationships(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="http://schemas.openxmlformats.org/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def core_properties(report: Report) -> str:
    """Title, authors and language as the study states them: never the name of whoever sits at the machine."""
    page, language = report.title_page, language_of(report)
    made = ""
    if report.made_at:
        moment = report.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        made = "".join(
            f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>' for name in ("created", "modified")
        )
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(one_line(page.title))}</dc:title><dc:subject>{escape(one_line(page.subtitle))}</dc:subject>"
        f"<dc:creator>{escape(one_line('; '.join(page.authors)))}</dc:creator>{made}"
        f"<dc:language>{escape(language)}</dc:language></cp:coreProperties>"
    )

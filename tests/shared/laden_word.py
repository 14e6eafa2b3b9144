"""A Word file with something hidden in every place that Word knows, for tests of what a cleaned copy still holds."""

from __future__ import annotations

import io
import zipfile

from word_files import SPACES, R, zipped

HIDDEN = "zqhidden"
"""A word that no reader sees, in whatever place."""

AUTHOR = "zqauthor"
"""Somebody's name, in attributes and lists."""

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_BY = f'w:id="1" w:author="{AUTHOR}" w:date="2026-01-01T00:00:00Z"'
_MORE = (
    f'{SPACES} xmlns:w14="{W14}" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a file, unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def laden(body: str, *, notes: str = "", **more: str | bytes) -> bytes:
    """A Word file with that body, and everything that can hang on it; further parts by name."""
    types = {
        "word/document.xml": "document.main",
        "word/styles.xml": "styles",
        "word/settings.xml": "settings",
        "word/comments.xml": "comments",
        "word/commentsExtended.xml": "commentsExtended",
        "word/people.xml": "people",
        "word/footnotes.xml": "footnotes",
        "word/header1.xml": "header",
        "word/glossary/document.xml": "document.glossary",
    }
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{_WORD}.{kind}+xml"/>' for name, kind in types.items()
    )
    properties = "".join(
        f'<Override PartName="/docProps/{name}.xml" ContentType="application/vnd.{kind}-properties+xml"/>'
        for name, kind in (
            ("core", "openxmlformats-package.core"),
            ("app", "openxmlformats-officedocument.extended"),
        )
    )
    defaults = "".join(
        f'<Default Extension="{ending}" ContentType="{kind}"/>'
        for ending, kind in (
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            ("xml", "application/xml"),
            ("jpeg", "image/jpeg"),
            ("bin", "application/octet-stream"),
        )
    )
    reference = '<w:headerReference w:type="default" r:id="rHeader"/>'
    content: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">{defaults}{overrides}{properties}</Types>',
        "_rels/.rels": _rels(
            ("rDoc", f"{R}/officeDocument", "word/document.xml"),
            ("rCore", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ("rApp", f"{R}/extended-properties", "docProps/app.xml"),
            ("rCustom", f"{R}/custom-properties", "docProps/custom.xml"),
            ("rThumb", f"{_PACKAGE}/relationships/metadata/thumbnail", "docProps/thumbnail.jpeg"),
        ),
        "docProps/core.xml": _CORE,
        "docProps/app.xml": _APP,
        "docProps/custom.xml": f"<Properties><property name='{HIDDEN}'>{HIDDEN}</property></Properties>",
        "docProps/thumbnail.jpeg": HIDDEN.encode(),
        "word/document.xml": f"<w:document {_MORE}><w:body>{body}<w:sectPr w:rsidR='00AB'>{reference}"
        f'<w:printerSettings r:id="rPrint"/><w:sectPrChange {_BY}><w:sectPr/></w:sectPrChange></w:sectPr>'
        "</w:body></w:document>",
        "word/_rels/document.xml.rels": _rels(*_DOCUMENT_LINKS),
        "word/styles.xml": _STYLES,
        "word/settings.xml": _SETTINGS,
        "word/_rels/settings.xml.rels": _rels(
            ("rTemplate", f"{R}/attachedTemplate", f"file:///C:/Users/{AUTHOR}/{HIDDEN}.dotx", True)
        ),
        "word/comments.xml": f"<w:comments {_MORE}><w:comment {_BY}><w:p><w:r><w:t>{HIDDEN}</w:t></w:r></w:p>"
        "</w:comment></w:comments>",
        "word/commentsExtended.xml": f"<w15:commentsEx xmlns:w15='urn:w15'><w15:c n='{HIDDEN}'/></w15:commentsEx>",
        "word/people.xml": f"<w15:people xmlns:w15='urn:w15'><w15:person w15:author='{AUTHOR}'/></w15:people>",
        "word/footnotes.xml": f"<w:footnotes {_MORE}><w:footnote w:type='separator' w:id='-1'><w:p/></w:footnote>"
        f"<w:footnote w:id='1'><w:p><w:r><w:footnoteRef/><w:t>A note.</w:t></w:r><w:ins {_BY}><w:r><w:t> More.</w:t>"
        f"</w:r></w:ins></w:p></w:footnote><w:footnote w:id='2'><w:p><w:r><w:t>{HIDDEN}</w:t></w:r></w:p></w:footnote>"
        f"{notes}</w:footnotes>",
        "word/header1.xml": f"<w:hdr {_MORE}><w:p><w:del {_BY}><w:r><w:delText>{HIDDEN}</w:delText></w:r></w:del>"
        "<w:r><w:t>The head</w:t></w:r></w:p></w:hdr>",
        "word/glossary/document.xml": f"<w:glossaryDocument {_MORE}>{HIDDEN}</w:glossaryDocument>",
        "word/printerSettings1.bin": HIDDEN.encode("utf-16-le"),
        "word/embeddings/oleObject1.bin": HIDDEN.encode("utf-16-le"),
        "word/media/image1.jpeg": b"\xff\xd8\xff\xe1\x00\x18Exif\0\0" + AUTHOR.encode() + b"\0" * 8 + b"\xff\xda\0\2ok",
        "customXml/item1.xml": f"<x>{HIDDEN}</x>",
        "word/nothing.xml": f"<x>{HIDDEN}</x>",
        **more,
    }
    return zipped(content)  # type: ignore[arg-type]


_MODE = ' TargetMode="External"'


def _rels(*links: tuple[str, str, str] | tuple[str, str, str, bool]) -> str:
    rows = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"{_MODE if out else ""}/>'
        for name, kind, target, *out in links
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


_DOCUMENT_LINKS = (
    ("rStyles", f"{R}/styles", "styles.xml"),
    ("rSettings", f"{R}/settings", "settings.xml"),
    ("rComments", f"{R}/comments", "comments.xml"),
    ("rExtended", "http://schemas.microsoft.com/office/2011/relationships/commentsExtended", "commentsExtended.xml"),
    ("rPeople", "http://schemas.microsoft.com/office/2011/relationships/people", "people.xml"),
    ("rNotes", f"{R}/footnotes", "footnotes.xml"),
    ("rHeader", f"{R}/header", "header1.xml"),
    ("rGlossary", f"{R}/glossaryDocument", "glossary/document.xml"),
    ("rPrint", f"{R}/printerSettings", "printerSettings1.bin"),
    ("rObject", f"{R}/oleObject", "embeddings/oleObject1.bin"),
    ("rPicture", f"{R}/image", "media/image1.jpeg"),
    ("rXml", f"{R}/customXml", "../customXml/item1.xml"),
    ("rFile", f"{R}/hyperlink", f"file:///C:/Users/{AUTHOR}/{HIDDEN}.docx", True),
    ("rWeb", f"{R}/hyperlink", "https://example.org/", True),
)
_CORE = (
    f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    f"<dc:title>The head</dc:title><dc:subject>{HIDDEN}</dc:subject><dc:creator>{AUTHOR}</dc:creator>"
    f"<cp:lastModifiedBy>{AUTHOR}</cp:lastModifiedBy><cp:revision>7</cp:revision><dc:language>en-GB</dc:language>"
    "</cp:coreProperties>"
)
_APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    f"<Application>Microsoft Office Word</Application><Manager>{AUTHOR}</Manager><Company>{HIDDEN}</Company>"
    f"<Template>{HIDDEN}.dotx</Template></Properties>"
)
_STYLES = (
    f'<w:styles {_MORE}><w:style w:type="paragraph" w:styleId="Hiding"><w:rsid w:val="00AB"/><w:rPr><w:vanish/></w:rPr>'
    '</w:style><w:style w:type="character" w:styleId="HidingWords"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Below"><w:basedOn w:val="HidingWords"/></w:style></w:styles>'
)
_SETTINGS = (
    f'<w:settings {_MORE}><w:attachedTemplate r:id="rTemplate"/><w:trackRevisions/>'
    f'<w:mailMerge><w:query w:val="{HIDDEN}"/></w:mailMerge>'
    f'<w:docVars><w:docVar w:name="{HIDDEN}" w:val="{HIDDEN}"/></w:docVars>'
    '<w:rsids><w:rsid w:val="00AB"/></w:rsids><w:compat/></w:settings>'
)

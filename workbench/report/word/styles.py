"""The looks of a report in Word: named styles, as data, and their XML.

Headings and contents keep Word's own ids, so that its navigation and contents work; block quotations have a style of
their own and nothing else uses it. Arial stands everywhere, or something of the same width does.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbench.report.content import Kind

QUOTATION = "BlockQuotation"
ATTRIBUTION = "Attribution"
TABLE = "ReportTable"
TITLE_DETAIL = "TitleDetail"
FONT = "Arial"

ACCENT = "1F4E5F"
"""Deep teal: headings, rules and the quotations' bar."""
QUIET = "5A6670"
"""Grey: attributions, notes, headers and footers."""
RULE = "B8C4CA"
SHADE = "E9EFF1"

OF_KIND = {
    Kind.BODY: "BodyText",
    Kind.CONCEPT: "ThemeConcept",
    Kind.LEAD: "LeadIn",
    Kind.NOTE: "Note",
    Kind.INDENTED: "IndentedText",
    Kind.SOURCE: "ExtractSource",
    Kind.CODE_NAME: "CodeName",
    Kind.LISTED: "ListContinue",
}
"""The style id of each kind of paragraph."""


@dataclass(frozen=True)
class Style:
    """One style: id, the name Word shows, and the inside of its ``w:pPr`` and ``w:rPr``."""

    id: str
    name: str
    paragraph: str = ""
    run: str = ""
    based_on: str = "Normal"
    following: str = ""
    kind: str = "paragraph"
    listed: bool = True
    """Whether Word offers it to the writer at once."""
    own: bool = False
    """Whether it is none of Word's own, where it is not among those of a report."""

    def xml(self) -> str:
        """The style's element, in the schema's order."""
        default = ' w:default="1"' if self.id == "Normal" else ""
        custom = ' w:customStyle="1"' if self.own or self.id in _OUR_OWN else ""
        return "".join(
            (
                f'<w:style w:type="{self.kind}"{default}{custom} w:styleId="{self.id}"><w:name w:val="{self.name}"/>',
                f'<w:basedOn w:val="{self.based_on}"/>' if self.based_on and self.id != "Normal" else "",
                f'<w:next w:val="{self.following}"/>' if self.following else "",
                '<w:uiPriority w:val="1"/><w:qFormat/>' if self.listed else '<w:uiPriority w:val="39"/>',
                f"<w:pPr>{self.paragraph}</w:pPr>" if self.paragraph else "",
                f"<w:rPr>{self.run}</w:rPr>" if self.run else "",
                "</w:style>",
            )
        )


def _size(points: float) -> str:
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _colour(value: str) -> str:
    return f'<w:color w:val="{value}"/>'


def _space(before: float, after: float, line: int = 0) -> str:
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"{lines}/>'


_KEEP = "<w:keepNext/><w:keepLines/>"
_BOLD = "<w:b/><w:bCs/>"
_BAR = f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="10" w:color="{ACCENT}"/></w:pBdr>'
_TITLE_BAR = f'<w:pBdr><w:top w:val="single" w:sz="48" w:space="16" w:color="{ACCENT}"/></w:pBdr>'
_TOP_RULE = f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="{RULE}"/></w:pBdr>'
_LOW_RULE = f'<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="6" w:color="{RULE}"/></w:pBdr>'
_RIGHT_TAB = '<w:tabs><w:tab w:val="right" w:pos="9070"/></w:tabs>'
_DOTTED_TAB = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9070"/></w:tabs>'

STYLES = (
    Style("Normal", "Normal", listed=True),
    Style("BodyText", "Body Text"),
    Style(
        "Title",
        "Title",
        f"{_KEEP}{_TITLE_BAR}{_space(150, 14, 252)}",
        _BOLD + _colour(ACCENT) + _size(30),
        following="Subtitle",
    ),
    Style("Subtitle", "Subtitle", f"{_LOW_RULE}{_space(0, 30)}", _colour(QUIET) + _size(15), following="BodyText"),
    Style("Author", "Author", _space(0, 4), _BOLD + _size(12), following=TITLE_DETAIL, listed=False),
    Style(TITLE_DETAIL, "Title Detail", _space(0, 4), _size(11), listed=False),
    Style(
        "Heading1",
        "heading 1",
        f'{_KEEP}{_space(30, 10, 252)}<w:outlineLvl w:val="0"/>',
        _BOLD + _colour(ACCENT) + _size(19),
        following="BodyText",
    ),
    Style(
        "Heading2",
        "heading 2",
        f'{_KEEP}{_space(20, 6, 252)}<w:outlineLvl w:val="1"/>',
        _BOLD + _colour(ACCENT) + _size(13.5),
        following="BodyText",
    ),
    Style(
        "Heading3",
        "heading 3",
        f'{_KEEP}{_space(16, 5)}<w:outlineLvl w:val="2"/>',
        _BOLD + _size(11.5),
        following="BodyText",
    ),
    Style(
        "Heading4",
        "heading 4",
        f'{_KEEP}{_space(12, 4)}<w:outlineLvl w:val="3"/>',
        _BOLD + _colour(QUIET) + _size(10.5),
        following="BodyText",
    ),
    Style(
        "ThemeConcept",
        "Theme Concept",
        f"{_KEEP}{_space(2, 12, 300)}",
        _colour(ACCENT) + _size(12.5),
        following="BodyText",
    ),
    Style("LeadIn", "Lead-in", f"{_KEEP}{_space(14, 4)}", _BOLD + _colour(QUIET) + _size(9.5), following=QUOTATION),
    Style(QUOTATION, "Block Quotation", f'{_BAR}{_space(6, 11, 288)}<w:ind w:left="680" w:right="454"/>', _size(10)),
    Style("IndentedText", "Indented Text", '<w:ind w:left="680" w:right="454"/>'),
    Style("Note", "Note", _space(2, 8), _colour(QUIET) + _size(9)),
    Style("ExtractSource", "Extract Source", f'{_space(0, 12)}<w:ind w:left="680"/>', _colour(QUIET) + _size(8.5)),
    Style("CodeName", "Code Name", _space(0, 2), _BOLD + _colour(ACCENT)),
    Style("ListBullet", "List Bullet", _space(0, 4)),
    Style("ListNumber", "List Number", _space(0, 4)),
    Style("ListContinue", "List Continue", f'{_space(0, 4)}<w:ind w:left="397"/>'),
    Style("Caption", "caption", f"{_KEEP}{_space(14, 5)}", _BOLD + _colour(QUIET) + _size(9), following="BodyText"),
    Style("TableText", "Table Text", _space(2, 2, 264), _size(9.5), listed=False),
    Style(
        "TOCHeading",
        "TOC Heading",
        f"{_KEEP}<w:pageBreakBefore/>{_space(0, 14)}",
        _BOLD + _colour(ACCENT) + _size(19),
        following="BodyText",
        listed=False,
    ),
    Style("TOC1", "toc 1", f"{_DOTTED_TAB}{_space(7, 2)}", _BOLD, listed=False),
    Style("TOC2", "toc 2", f'{_DOTTED_TAB}{_space(0, 2)}<w:ind w:left="284"/>', listed=False),
    Style("TOC3", "toc 3", f'{_DOTTED_TAB}{_space(0, 2)}<w:ind w:left="567"/>', listed=False),
    Style("Header", "header", f"{_LOW_RULE}{_RIGHT_TAB}{_space(0, 0)}", _colour(QUIET) + _size(8.5), listed=False),
    Style("Footer", "footer", f"{_TOP_RULE}{_RIGHT_TAB}{_space(0, 0)}", _colour(QUIET) + _size(8.5), listed=False),
    Style("FootnoteText", "footnote text", _space(0, 2, 252), _size(8.5), listed=False),
    Style(
        "FootnoteReference",
        "footnote reference",
        run='<w:vertAlign w:val="superscript"/>',
        based_on="DefaultParagraphFont",
        kind="character",
        listed=False,
    ),
    Style(ATTRIBUTION, "Attribution", run=_colour(QUIET), based_on="DefaultParagraphFont", kind="character"),
)
"""Every paragraph and character style of a report."""

KEEPING = frozenset(style.id for style in STYLES if style.paragraph.startswith(_KEEP))
"""The styles whose paragraphs stay on the page of what follows."""

_OUR_OWN = {
    TITLE_DETAIL,
    QUOTATION,
    ATTRIBUTION,
    TABLE,
    "Author",
    "ThemeConcept",
    "LeadIn",
    "IndentedText",
    "Note",
    "ExtractSource",
    "CodeName",
    "TableText",
}

TABLE_STYLE = f"""<w:style w:type="table" w:customStyle="1" w:styleId="{TABLE}"><w:name w:val="Report Table"/>
<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:tblPr><w:tblBorders>
<w:top w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/>
<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/></w:tblBorders>
<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="100" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/>
<w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/><w:color w:val="{ACCENT}"/></w:rPr>
<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/></w:tcPr></w:tblStylePr></w:style>"""

_BASE = """<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>
<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>
<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>
</w:tblPr></w:style><w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>
<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>"""


def defaults_xml(language: str) -> str:
    """The document's defaults: font, size, spacing, and the language its text is checked in (a BCP 47 tag)."""
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" w:eastAsia="Microsoft YaHei"/>'
    languages = f'<w:lang w:val="{language}" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}{_size(10.5)}{languages}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr><w:widowControl/>{_space(0, 8, 300)}</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def styles_xml() -> str:
    """All styles, one after the other, without a root."""
    return _BASE + "".join(style.xml() for style in STYLES) + TABLE_STYLE

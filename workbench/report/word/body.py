"""Content blocks as Word's paragraphs and tables.

python-docx looks a style up for every paragraph it adds: 10,000 quotations take it seven seconds. Here each paragraph
is written as XML and read as a whole, or where it is like most others copied from one that was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from workbench.report.content import Block, Heading, Kind, ListItem, Paragraph, Quotation, Run, Table, as_text
from workbench.report.unbroken import unbroken
from workbench.report.word.fields import Entry, field
from workbench.report.word.footnotes import FOOTNOTE, Footnotes
from workbench.report.word.marks import W15, Controls
from workbench.report.word.numbering import DEEPEST, Numbering, indent_of
from workbench.report.word.styles import ATTRIBUTION, KEEPING, OF_KIND, QUOTATION, TABLE
from workbench.report.word.text import is_plain, language_of_run, one_line, pieces, reads_from_the_right

TEXT_WIDTH = 9070
"""The width between the margins of the page, in twentieths of a point."""

_SMALL_TABLE = 10
"""Tables of at most so many rows of one paragraph are kept on one page."""

_LONGEST_CHAIN = 3
"""So many paragraphs in a row ask to stay with the next: LibreOffice gives longer chains up as a whole."""

_ANNOUNCING = (":", "：")
"""So ends a paragraph that announces what follows."""

_LANGUAGE_OF = {"": "val", "rtl": "bidi", "cjk": "eastAsia"}
"""Word keeps a language for each of three kinds of script."""

_EAST_ASIAN_FONT = '<w:rFonts w:hint="eastAsia"/>'


class Body:
    """Writes blocks one after the other and remembers the headings for the contents.

    Args:
        numbering: Numbers for ordered lists.
        controls: Makes the marks round quotations.
        notes: Takes the footnotes.
        width: The width between the margins of the page, in twentieths of a point.
        bookmarks: The highest number that a bookmark of the document has already.
    """

    def __init__(
        self,
        numbering: Numbering,
        controls: Controls,
        notes: Footnotes,
        *,
        width: int = TEXT_WIDTH,
        bookmarks: int = 0,
    ) -> None:
        # Not a list: over 10,000 elements that nothing else holds Python's search for garbage takes as long as writing.
        self.elements: Any = parse_xml(f'<w:body {nsdecls("w")} xmlns:w15="{W15}"/>')
        """Holds the paragraphs and tables written so far, one behind the other."""
        self.headings: list[Entry] = []
        """The headings written so far."""
        self._numbering, self._controls, self._notes = numbering, controls, notes
        self._width, self._bookmarks = width, bookmarks
        self._tables = 0
        self._after_table = self._announces = False

    def add(self, blocks: Iterable[Block]) -> None:
        """Write blocks after those already there."""
        for block in blocks:
            match block:
                case Quotation():
                    element = quotation(block, self._controls)
                case Paragraph():
                    element = self._paragraph(block)
                case Heading():
                    element = self._heading(block)
                case ListItem():
                    element = self._list_item(block)
                case Table():
                    self._table(block)
                    continue
            if self._after_table and not isinstance(block, Heading):
                element.pPr.append(parse_xml(f'<w:spacing {nsdecls("w")} w:before="200"/>'))
            if self._after_table and isinstance(block, Paragraph) and block.kind is Kind.NOTE:
                # A remark on a table that stands on the next page reads as one on what stands there.
                for paragraph in self.elements[-1].findall(qn("w:tr"))[-1].iter(qn("w:p")):
                    _keep_with_next(paragraph)
            self._after_table = False
            if self._announces and not isinstance(block, Heading):
                self._keep_announcement(element)
            self._announces = _announces(block)
            self.elements.append(element)

    def _heading(self, heading: Heading) -> Any:
        number = self._bookmarks + len(self.headings) + 1
        bookmark = f"_Toc{number:06d}"
        text = one_line(heading.text)
        self.headings.append(Entry(text, heading.level, bookmark))
        element = styled(f"Heading{heading.level}", text)
        if heading.new_page:
            element.pPr.extend([page_break(), no_space_before()])
        start = f'<w:bookmarkStart {nsdecls("w")} w:id="{number}" w:name="{bookmark}"/>'
        element.pPr.addnext(parse_xml(start))
        element.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{number}"/>'))
        return element

    def _list_item(self, item: ListItem) -> Any:
        level = min(item.level, DEEPEST)
        lists = self._numbering
        number = lists.id_of(item.series, level, item.first) if item.ordered else lists.bullets_at(level)
        counted = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
        style = "ListNumber" if item.ordered else "ListBullet"
        return _with_runs(style, item.runs, self._notes, self._controls, properties=counted)

    def _paragraph(self, block: Paragraph) -> Any:
        element = _with_runs(OF_KIND[block.kind], block.runs, self._notes, self._controls)
        if block.kind is Kind.LISTED and block.level:
            element.pPr.append(parse_xml(f'<w:ind {nsdecls("w")} w:left="{indent_of(block.level)}"/>'))
        return element

    def _table(self, table: Table) -> None:
        columns = _columns(table.widths, self._width)
        element = parse_xml(_table_frame(columns, self._width))
        element.tblPr.find(qn("w:tblCaption")).set(qn("w:val"), one_line(table.caption))
        rows = f"{len(table.rows)} {'row' if len(table.rows) == 1 else 'rows'}"
        columns_told = one_line("; ".join(table.header))
        element.tblPr.find(qn("w:tblDescription")).set(qn("w:val"), f"{rows}. Columns: {columns_told}.")
        low = all(len(paragraphs) == 1 for cells in table.rows for paragraphs in cells)
        keep = low and len(table.rows) <= _SMALL_TABLE
        head = [(Paragraph((Run(text),)),) for text in table.header]
        element.append(_row(head, columns, self._notes, header=True, keep=True))
        last = len(table.rows) - 1
        for index, cells in enumerate(table.rows):
            element.append(_row(cells, columns, self._notes, header=False, keep=keep and index < last))
        self._keep_introduction()
        self._announces = False
        self.elements.extend([*self._caption(table), element])
        self._after_table = True

    def _caption(self, table: Table) -> list[Any]:
        if not table.numbered:
            return []
        self._tables += 1
        caption = styled("Caption", "Table ")
        caption.extend([*field("SEQ Table \\* ARABIC", str(self._tables)), *runs_of(Run(f": {table.caption}"))])
        return [caption]

    def _keep_announcement(self, announced: Any) -> None:
        """Keep the paragraph that announces what comes now with it, unless that makes the chain too long."""
        announcement, *before = reversed(self.elements[-_LONGEST_CHAIN - 1 :])
        length = 1 + _keeps(announced)
        for element in before:
            if not _keeps(element):
                break
            length += 1
        if length <= _LONGEST_CHAIN:
            _keep_with_next(announcement)

    def _keep_introduction(self) -> None:
        """Keep a lone paragraph between a heading and a table with that table."""
        if len(self.elements) < 2:
            return
        heading, introduction = self.elements[-2:]
        if all(each.tag == qn("w:p") for each in (heading, introduction)) and heading.style.startswith("Heading"):
            _keep_with_next(introduction)


def _announces(block: Block) -> bool:
    """Whether it is running text that ends with a colon."""
    return isinstance(block, Paragraph) and block.kind is Kind.BODY and as_text(block).rstrip().endswith(_ANNOUNCING)


def _keeps(element: Any) -> bool:
    """Whether it is a paragraph that stays on the page of what follows."""
    return element.tag == qn("w:p") and (element.style in KEEPING or element.pPr.find(qn("w:keepNext")) is not None)


def _keep_with_next(element: Any) -> None:
    if element.pPr.find(qn("w:keepNext")) is None:
        element.pPr.find(qn("w:pStyle")).addnext(parse_xml(f"<w:keepNext {nsdecls('w')}/>"))


def page_break() -> Any:
    """The property of a paragraph that begins a page."""
    return parse_xml(f"<w:pageBreakBefore {nsdecls('w')}/>")


def no_space_before() -> Any:
    """The property of a paragraph that stands at the very top of its page."""
    return parse_xml(f'<w:spacing {nsdecls("w")} w:before="0"/>')


def styled(style: str, text: str) -> Any:
    """A paragraph of one text under a style."""
    return _with_runs(style, (Run(text),))


def quotation(block: Quotation, controls: Controls) -> Any:
    """A quotation in one paragraph: its words and then its attribution in brackets, in a content control if marked.

    It is set in as a block, or stands as running text.
    """
    opening, closing = block.quote_marks
    attribution = f" ({unbroken(block.attribution)})"
    parts, style = block.parts, OF_KIND[Kind.BODY] if block.inline else QUOTATION
    if len(parts) == 1 and not parts[0].label and is_plain(words := f"{opening}{parts[0].words}{closing}{attribution}"):
        # Nearly all are such: a copy of the whole takes a third of the time of putting it together.
        element = _plain_quotation(style, block.language, bool(block.mark)).__copy__()
        runs = element
        if block.mark:
            properties, runs = element[1]
            controls.inscribe(properties, block.mark)
        runs[-2][-1].text, runs[-1][-1].text = words[: -len(attribution)], attribution
        return element
    return _paragraph_of(style, _quoted(block, controls), reads_from=[run.text for run in _said(block)])


def _said(block: Quotation) -> Iterator[Run]:
    """The words of a quotation, each speaker's on a line of their own, between its quote marks."""
    opening, closing = block.quote_marks
    for number, part in enumerate(block.parts):
        start = "\n" if number else ""
        words = f"{opening if not number else ''}{part.words}{closing if number == len(block.parts) - 1 else ''}"
        if part.label:
            yield Run(f"{start}{part.label}: ", strong=True)
        yield Run(words if part.label else start + words)


def _quoted(block: Quotation, controls: Controls | None) -> str:
    """A quotation and its attribution as runs, in a content control if marked."""
    said = "".join(_runs(run, language=block.language) for run in _said(block))
    runs = said + _runs(Run(f" ({unbroken(block.attribution)})"), ATTRIBUTION)
    return controls.round(block.mark, runs) if block.mark and controls is not None else runs


def _with_runs(
    style: str,
    runs: Sequence[Run],
    notes: Footnotes | None = None,
    controls: Controls | None = None,
    *,
    properties: str = "",
) -> Any:
    """A paragraph of runs, with their footnotes and the quotations among them."""
    inside = []
    for run in runs:
        if run.quotation is not None:
            inside.append(_quoted(run.quotation, controls))
            continue
        inside.append(_runs(run))
        if run.footnote.strip() and notes is not None:
            inside.append(notes.add(styled(FOOTNOTE, ""), runs_of(Run(" ".join(run.footnote.split())))))
    return _paragraph_of(style, "".join(inside), properties, reads_from=[run.text for run in runs])


def _paragraph_of(style: str, inside: str, properties: str = "", *, reads_from: Sequence[str]) -> Any:
    """A paragraph, which reads from the right where its first letter does."""
    if reads_from_the_right("".join(reads_from)):
        properties += "<w:bidi/>"
    return parse_xml(f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inside}</w:p>')


def runs_of(run: Run, style: str = "") -> list[Any]:
    """A stretch of text as runs of one script each.

    Args:
        run: The text and its appearance.
        style: The character style it stands under; empty for none.
    """
    return list(parse_xml(f"<w:p {nsdecls('w')}>{_runs(run, style)}</w:p>"))


def _runs(run: Run, style: str = "", *, language: str = "") -> str:
    """The same as XML; `language` is what it is said in, as the study has it, where that is not the document's."""
    written = []
    for text, script in pieces(run.text):
        if script in _BETWEEN:
            written.append(_BETWEEN[script])
            continue
        spoken = language_of_run(text, script, language)
        written.append(f"{_run(run.strong, run.emphasis, style, script, spoken)}{escape(text)}{_END}")
    return "".join(written)


_BETWEEN = {"break": "<w:r><w:br/></w:r>", "tab": "<w:r><w:tab/></w:r>"}
_END = "</w:t></w:r>"


@cache
def _run(strong: bool, emphasis: bool, style: str, script: str, language: str) -> str:
    """What a run begins with, before its words."""
    properties = "".join(
        (
            f'<w:rStyle w:val="{style}"/>' if style else "",
            _EAST_ASIAN_FONT if script == "cjk" else "",
            "<w:b/><w:bCs/>" if strong else "",
            "<w:i/><w:iCs/>" if emphasis else "",
            "<w:rtl/>" if script == "rtl" else "",
            f'<w:lang w:{_LANGUAGE_OF[script]}="{language}"/>' if language else "",
        )
    )
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">'


@cache
def _plain_quotation(style: str, language: str, is_marked: bool) -> Any:
    words = _run(False, False, "", "", language_of_run("", "", language)) + _END
    runs = words + _run(False, False, ATTRIBUTION, "", "") + _END
    inside = Controls().round("-", runs) if is_marked else runs
    return _paragraph_of(style, inside, reads_from=())


def _columns(shares: Iterable[int], whole: int) -> list[int]:
    """The columns' widths by their shares of the whole."""
    row = list(shares)
    return [whole * share // sum(row) for share in row]


def _table_frame(columns: Iterable[int], width: int) -> str:
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="{TABLE}"/><w:tblW w:w="{width}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1"'
        f' w:noVBand="1"/><w:tblCaption w:val=""/><w:tblDescription w:val=""/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid></w:tbl>"
    )


def _row(
    cells: Iterable[Iterable[Paragraph]], columns: list[int], notes: Footnotes, *, header: bool, keep: bool
) -> Any:
    """A row that does not break over pages; a header row stands again on every page."""
    again = "<w:tblHeader/>" if header else ""
    row = parse_xml(f"<w:tr {nsdecls('w')}><w:trPr><w:cantSplit/>{again}</w:trPr></w:tr>")
    for width, paragraphs in zip(columns, cells, strict=True):
        cell = parse_xml(f'<w:tc {nsdecls("w")}><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr></w:tc>')
        for paragraph in paragraphs:
            style = "TableText" if paragraph.kind is Kind.BODY else OF_KIND[paragraph.kind]
            cell.append(_with_runs(style, paragraph.runs, notes, properties="<w:keepNext/>" if keep else ""))
        row.append(cell)
    return row

"""A report as a Word file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from workbench import safefile
from workbench.report.content import Kind, Report, TitlePage
from workbench.report.word.body import Body, no_space_before, page_break, styled
from workbench.report.word.fields import contents, field, tab_run, text_run
from workbench.report.word.footnotes import Footnotes
from workbench.report.word.house import house_for
from workbench.report.word.marks import Controls, said_xml
from workbench.report.word.numbering import Numbering
from workbench.report.word.package import base_parts
from workbench.report.word.parts import WordParts
from workbench.report.word.styles import OF_KIND, TITLE_DETAIL
from workbench.report.word.template import Template
from workbench.report.word.text import one_line

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_BEHIND_TITLE = ("w:textDirection", "w:bidi", "w:rtlGutter", "w:docGrid", "w:printerSettings", "w:sectPrChange")
"""What stands behind the mark of a title page among the properties of a section."""


def write_report(report: Report, path: Path) -> None:
    """Write a report as a Word file, wholly or not at all.

    Args:
        report: What stands in it.
        path: The .docx file; one that is there is replaced.

    Raises:
        Unavailable: The file cannot be written: read-only, open in another program, disk full.
    """
    safefile.write_bytes_safely(path, to_docx(report))


def to_docx(report: Report, template: Template | None = None) -> bytes:
    """The bytes of a report's Word file; the same report gives the same bytes.

    Args:
        report: What stands in it.
        template: The house's template; None for our own looks.

    Raises:
        BadInput: The report cannot be written into the template: see `workbench.report.word.house`.
    """
    house = house_for(template, report) if template is not None else None
    parts = house.parts if house is not None else WordParts(base_parts(report))
    notes = Footnotes(parts)
    if house is not None:
        controls = Controls([*house.numbers("w:id")])
        last = max(house.numbers("w:bookmarkStart"), default=0)
        body = Body(house.numbering, controls, notes, width=house.width, bookmarks=last)
    else:
        body = Body(Numbering(parts.one("numbering")), Controls(), notes)
    body.add(report.blocks)
    front = [] if house is not None and house.has_title else _title_page(report.title_page)
    if house is None or not house.has_contents:
        front += _contents(body, report)
    if not report.goes_on and front:
        _start_on_new_page(body.elements)
    for place, one in enumerate(front):
        body.elements.insert(place, one)
    if house is None:
        root = parts.xml(parts.main)[0]
        section = root[-1]
        root.extend(body.elements)
        root.append(section)
        _header_and_footer(parts, section, report)
    else:
        section = house.section
        around = [] if house.has_headers else _header_and_footer(parts, section, report)
        house.styles.dress([body.elements, *notes.written, *around])
        for one in around:
            house.styles.one_tab(one)
        house.place(body.elements)
    if report.said:
        parts.add_data(parse_xml(said_xml(report.said)))
    return parts.zipped()


def _contents(body: Body, report: Report) -> list[Any]:
    heading = styled("TOCHeading", "Contents")
    heading.pPr.append(page_break())
    return [heading, *contents(body.headings, report.contents_levels)]


def _title_page(page: TitlePage) -> list[Any]:
    elements = [styled("Title", one_line(page.title) or "Report")]
    if page.subtitle:
        elements.append(styled("Subtitle", one_line(page.subtitle)))
    commissioned = f"Commissioned by {page.commissioner}" if page.commissioner else ""
    elements += [styled("Author", one_line(author)) for author in page.authors]
    details = (page.organisation, commissioned, page.date)
    elements += [styled(TITLE_DETAIL, one_line(detail)) for detail in details if detail.strip()]
    return elements + ([styled(OF_KIND[Kind.BODY], one_line(page.about))] if page.about.strip() else [])


def _start_on_new_page(elements: Any) -> None:
    """Let what follows the contents begin a page: its first paragraph, which may stand in a table."""
    first = next(elements.iter(qn("w:p")), None)
    if first is None or first.pPr.find(qn("w:pageBreakBefore")) is not None:
        return
    before = [one for tag in ("w:pStyle", "w:keepNext") if (one := first.pPr.find(qn(tag))) is not None]
    before[-1].addnext(page_break())
    indent = first.pPr.find(qn("w:ind"))
    first.pPr.append(no_space_before()) if indent is None else indent.addprevious(no_space_before())


def _header_and_footer(parts: WordParts, section: Any, report: Report) -> list[Any]:
    """The running title and note at the head of every page but the first, the page's number at its foot.

    Returns:
        Their paragraphs.
    """
    head = styled("Header", one_line(report.title_page.title))
    if report.running_note:
        head.extend([tab_run(), text_run(one_line(report.running_note))])
    foot = styled("Footer", one_line(report.title_page.organisation))
    foot.extend([tab_run(), text_run("Page "), *field("PAGE", "1"), text_run(" of "), *field("NUMPAGES", "1")])
    for place, (kind, tag, element) in enumerate((("header", "hdr", head), ("footer", "ftr", foot))):
        root = parse_xml(f"<w:{tag} {nsdecls('w')}/>")
        root.append(element)
        identity = parts.add(kind, f"{_WORD}.{kind}+xml", root)
        reference = parse_xml(f'<w:{kind}Reference {nsdecls("w", "r")} w:type="default" r:id="{identity}"/>')
        section.insert(place, reference)
    if section.find(qn("w:titlePg")) is None:
        behind = next((one for tag in _BEHIND_TITLE if (one := section.find(qn(tag))) is not None), None)
        different = parse_xml(f"<w:titlePg {nsdecls('w')}/>")
        section.append(different) if behind is None else behind.addprevious(different)
    return [head, foot]

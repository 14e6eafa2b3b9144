"""A report as a Word file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from workbench import safefile
from workbench.report.content import Kind, Report, TitlePage
from workbench.report.word_body import Body, no_space_before, page_break, styled
from workbench.report.word_fields import contents, field, tab_run, text_run
from workbench.report.word_numbering import Numbering
from workbench.report.word_package import empty_document, finished
from workbench.report.word_styles import OF_KIND, TITLE_DETAIL
from workbench.report.word_text import one_line


def write_report(report: Report, path: Path, *, beside: Mapping[Path, bytes] | None = None) -> None:
    """Write a report as a Word file, wholly or not at all.

    Args:
        report: What stands in it.
        path: The .docx file; one that is there is replaced.
        beside: Files that are written with it and what they hold: all of them, or none and no report.

    Raises:
        Unavailable: A file cannot be written: read-only, open in another program, disk full.
    """
    safefile.write_all_safely({path: to_docx(report), **(beside or {})})


def to_docx(report: Report) -> bytes:
    """The bytes of a report's Word file; the same report gives the same bytes."""
    document = empty_document(report)
    body = Body(Numbering(document.part.numbering_part.element))
    body.add(report.blocks)
    root = document.element.body
    section = root.sectPr
    root.remove(section)
    root.extend(_title_page(report.title_page))
    root.append(styled("TOCHeading", "Contents"))
    root.extend(contents(body.headings, report.contents_levels))
    if not report.goes_on:
        _start_on_new_page(body.elements)
    root.extend(body.elements)
    root.append(section)
    _header_and_footer(document, report)
    return finished(document)


def _title_page(page: TitlePage) -> list[Any]:
    elements = [styled("Title", one_line(page.title) or "Report")]
    if page.subtitle:
        elements.append(styled("Subtitle", one_line(page.subtitle)))
    commissioned = f"Commissioned by {page.commissioner}" if page.commissioner else ""
    elements += [styled("Author", one_line(author)) for author in page.authors]
    details = (page.organisation, commissioned, page.date)
    elements += [styled(TITLE_DETAIL, one_line(detail)) for detail in details if detail.strip()]
    return elements + ([styled(OF_KIND[Kind.BODY], one_line(page.about))] if page.about.strip() else [])


def _start_on_new_page(elements: list[Any]) -> None:
    """Let what follows the contents begin a page."""
    if not elements:
        return
    properties = elements[0].pPr
    if properties.find(qn("w:pageBreakBefore")) is None:
        properties.find(qn("w:pStyle")).addnext(page_break())
        properties.append(no_space_before())


def _header_and_footer(document: Document, report: Report) -> None:
    """The running title and note at the head of every page but the first, the page's number at its foot."""
    section = document.sections[0]
    section.header.is_linked_to_previous = False
    section.footer.is_linked_to_previous = False
    head = styled("Header", one_line(report.title_page.title))
    if report.running_note:
        head.extend([tab_run(), text_run(one_line(report.running_note))])
    foot = styled("Footer", one_line(report.title_page.organisation))
    foot.extend([tab_run(), text_run("Page "), *field("PAGE", "1"), text_run(" of "), *field("NUMPAGES", "1")])
    for part, element in ((section.header.part, head), (section.footer.part, foot)):
        for child in list(part.element):
            part.element.remove(child)
        part.element.append(element)

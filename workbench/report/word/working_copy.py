"""A working copy as a Word file: wide margin, a section for each transcript, its own header, each line's number.

Word could number lines itself, but as they fall on its page: nobody would find these again on the screen.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from workbench.report.content import Report, Run, TitlePage
from workbench.report.for_the_team.working_copy import CopiedTranscript, Line, WorkingCopy
from workbench.report.word.body import runs_of, styled
from workbench.report.word.comments import comments_xml, reference_run
from workbench.report.word.fields import field, tab_run, text_run
from workbench.report.word.package import empty_document, finished
from workbench.report.word.text import one_line, reads_from_the_right
from workbench.report.word.working_copy_styles import (
    BESIDE,
    COPY_STYLES,
    FACTS,
    LEFT_OUT,
    NO_SPEECH,
    NUMBER,
    TIME,
    TURN,
    WIDTH,
)
from workbench.visible import clock

NOTE = "Working copy for the team, not for publication"
"""What every page says beside the transcript's name."""

_SECTION = (
    f"<w:sectPr {nsdecls('w')}>"
    '<w:type w:val="nextPage"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1418" w:right="{right}" w:bottom="1304" w:left="1304" w:header="680" w:footer="624" w:gutter="0"/>'
    "</w:sectPr>"
)


def copy_to_docx(copy: WorkingCopy) -> bytes:
    """The bytes of a working copy's Word file; the same copy gives the same bytes."""
    title = TitlePage(copy.study, "Transcripts to read and write on")
    document = empty_document(Report(title, (), language=copy.language, made_at=copy.made_at))
    styles = document.styles.element
    for style in COPY_STYLES:
        styles.append(parse_xml(style.xml().replace("<w:style ", f"<w:style {nsdecls('w')} ", 1)))
    root = document.element.body
    root.remove(root.sectPr)
    first = 0
    last = len(copy.transcripts) - 1
    for number, one in enumerate(copy.transcripts):
        elements = [*_head(one), *(_line(line, first) for line in one.lines)]
        first += len(one.remarks)
        root.extend(elements)
        section = parse_xml(_SECTION.format(right=11906 - 1304 - WIDTH))
        if number < last:
            elements[-1].get_or_add_pPr().append(section)
        else:
            root.append(section)
    _add_comments(document, copy)
    _headers_and_footer(document, copy)
    return finished(document)


def _head(one: CopiedTranscript) -> Iterator[Any]:
    yield styled("Heading1", one_line(one.name) or "Transcript")
    for what, said in one.facts:
        element = styled(FACTS, "")
        element.extend([*runs_of(Run(f"{what}: ", strong=True)), *runs_of(Run(one_line(said)))])
        yield element


def _line(line: Line, first: int) -> Any:
    """A paragraph; ``first`` is the number of the transcript's first remark among those of the document."""
    element = deepcopy(_prototype(NO_SPEECH if not line.is_speech else BESIDE if line.is_beside else TURN))
    if reads_from_the_right("".join(stretch.text for stretch in line.stretches)):
        element.pPr.append(parse_xml(f"<w:bidi {nsdecls('w')}/>"))
    element.extend(runs_of(Run(str(line.number)), style=NUMBER))
    element.append(tab_run())
    if line.time is not None:
        element.extend(runs_of(Run(f"{clock(line.time)} "), style=TIME))
    if line.label:
        element.extend(runs_of(Run(f"{one_line(line.label)}: ", strong=True)))
    for stretch in line.stretches:
        for number in stretch.begins:
            element.append(_range("Start", first + number))
        element.extend(runs_of(Run(stretch.text), style=LEFT_OUT if stretch.left_out else ""))
        for number in stretch.ends:
            element.append(_range("End", first + number))
            element.append(reference_run(first + number))
    return element


@cache
def _prototype(style: str) -> Any:
    return parse_xml(f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style}"/></w:pPr></w:p>')


@cache
def _range_prototype(which: str) -> Any:
    return parse_xml(f'<w:commentRange{which} {nsdecls("w")} w:id="0"/>')


def _range(which: str, number: int) -> Any:
    element = deepcopy(_range_prototype(which))
    element.set(qn("w:id"), str(number))
    return element


def _add_comments(document: Document, copy: WorkingCopy) -> None:
    remarks = [remark for one in copy.transcripts for remark in one.remarks]
    if remarks:
        blob = comments_xml(remarks)
        part = Part(PackURI("/word/comments.xml"), CONTENT_TYPE.WML_COMMENTS, blob, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.COMMENTS)


def _headers_and_footer(document: Document, copy: WorkingCopy) -> None:
    """The transcript's name at the head of each of its pages, the page's number at the foot."""
    foot = styled("Footer", "")
    # First the number: behind a long title there would be no room for it.
    foot.extend([text_run("Page "), *field("PAGE", "1"), text_run(" of "), *field("NUMPAGES", "1")])
    foot.append(text_run(f" · {one_line(copy.study)}"))
    for number, (section, one) in enumerate(zip(document.sections, copy.transcripts, strict=True)):
        head = styled("Header", one_line(one.name))
        head.extend([tab_run(), text_run(NOTE)])
        section.header.is_linked_to_previous = False
        parts = [(section.header.part, head)]
        if not number:  # the sections behind it take it over
            section.footer.is_linked_to_previous = False
            parts.append((section.footer.part, foot))
        for part, element in parts:
            for child in list(part.element):
                part.element.remove(child)
            part.element.append(element)

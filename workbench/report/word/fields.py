"""Fields that Word fills: the contents, page numbers, table numbers. Each holds a result to show until it does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls


class Entry(NamedTuple):
    """A heading as the contents list it."""

    text: str
    level: int
    bookmark: str


def field(instruction: str, result: str, *, dirty: bool = False) -> Iterator[Any]:
    """The runs of a field: its instruction, and what it shows until it is filled anew."""
    yield field_mark("begin", dirty=dirty)
    yield instruction_run(instruction)
    yield field_mark("separate")
    yield text_run(result)
    yield field_mark("end")


def field_mark(kind: str, *, dirty: bool = False) -> Any:
    """The run that begins, separates or ends a field; a dirty one is filled when the document is opened."""
    flag = ' w:dirty="true"' if dirty else ""
    return parse_xml(f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="{kind}"{flag}/></w:r>')


def instruction_run(instruction: str) -> Any:
    """The run that says what a field is."""
    run = parse_xml(f'<w:r {nsdecls("w")}><w:instrText xml:space="preserve"/></w:r>')
    run[0].text = f" {instruction} "
    return run


def text_run(text: str) -> Any:
    """A run of text that is known to be printable."""
    run = parse_xml(f'<w:r {nsdecls("w")}><w:t xml:space="preserve"/></w:r>')
    run[0].text = text
    return run


def tab_run() -> Any:
    """A run that jumps to the next tab stop."""
    return parse_xml(f"<w:r {nsdecls('w')}><w:tab/></w:r>")


def contents(entries: Sequence[Entry], levels: int) -> Iterator[Any]:
    """The paragraphs of a table of contents: a field that Word fills, and the headings until it does.

    Until then they stand without page numbers: who has not laid the pages out cannot know them, and LibreOffice
    leaves page references within a table of contents as they are.

    Args:
        entries: The headings.
        levels: How many levels of them are shown.
    """
    shown = [entry for entry in entries if entry.level <= levels]
    opening = [
        field_mark("begin", dirty=True),
        instruction_run(f'TOC \\o "1-{levels}" \\h \\z \\u'),
        field_mark("separate"),
    ]
    for entry in shown:
        paragraph = parse_xml(f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="TOC{entry.level}"/></w:pPr></w:p>')
        paragraph.extend(opening)
        opening = []
        link = parse_xml(f'<w:hyperlink {nsdecls("w")} w:anchor="{entry.bookmark}" w:history="1"/>')
        link.append(text_run(entry.text))
        paragraph.append(link)
        yield paragraph
    # Hardly any height: where the headings just fill a page, an empty line would begin another one.
    low = '<w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr>'
    closing = parse_xml(f"<w:p {nsdecls('w')}>{low}</w:p>")
    closing.extend([*opening, field_mark("end")])
    yield closing

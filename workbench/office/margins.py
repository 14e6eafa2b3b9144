"""The words in a Word file's page headers and footers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from workbench.office.blocks import Block, Paragraph
from workbench.office.package import Package, Relationship
from workbench.office.walk import Walk

_KINDS = ("header", "footer")
_PAGE_FIELD = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTION|SECTIONPAGES)\b", re.IGNORECASE)


@dataclass
class _Field:
    instruction: str = ""
    shows: bool = False  # whether what comes is what the field shows, no longer what it is to show


def margin_lines(
    package: Package, links: Iterable[Relationship], root: etree._Element, walk: Walk, namespace: str
) -> Iterator[str]:
    """The lines with words of all headers and footers that the document refers to, each wording once.

    Those of the first page, of even and of all other pages are read alike, section by section. What page it is and how
    many there are is left out, since a file knows only what these were when it was last printed.

    Args:
        package: The Word file.
        links: Those of its main part.
        root: The main part's XML.
        walk: The walk through the file, which counts what is left out.
        namespace: The file's namespace of WordprocessingML.

    Raises:
        BadInput: A header or footer is damaged.
    """
    parts = {link.id: link.target for link in links if link.kind in _KINDS}
    targets = [parts.get(number, "") for number in _references(root, namespace)]
    seen: set[str] = set()
    for target in dict.fromkeys(targets):
        if not target or not package.has(target):
            continue
        margin = package.xml(target)
        _without_page_numbers(margin, namespace)
        for line in _lines(walk.blocks(margin)):
            wording = " ".join(line.split())
            if wording not in seen and any(character.isalnum() for character in wording):
                seen.add(wording)
                yield line.strip()


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    """The lines of paragraphs, those in tables too: tables only place them on the page."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.text.split("\n")
        else:
            yield from (line for row in block.rows for cell in row for line in _lines(cell.blocks))


def _references(root: etree._Element, namespace: str) -> Iterator[str]:
    """The relationship ids of headers and footers, in the order of the document's sections."""
    for element in root.iter(*(f"{{{namespace}}}{kind}Reference" for kind in _KINDS)):
        yield from (value for name, value in element.attrib.items() if name.endswith("}id"))


def _without_page_numbers(margin: etree._Element, namespace: str) -> None:
    """Empties the words that fields for page numbers show; fields may stand within fields and over several runs."""
    words, wanted = f"{{{namespace}}}t", ("fldSimple", "fldChar", "instrText", "t")
    fields: list[_Field] = []  # those not yet ended, the innermost last
    for element in list(margin.iter(*(f"{{{namespace}}}{name}" for name in wanted))):
        kind = element.get(f"{{{namespace}}}fldCharType")
        if element.tag.endswith("}fldSimple"):
            if _PAGE_FIELD.match(element.get(f"{{{namespace}}}instr", "")):
                for shown in element.iter(words):
                    shown.text = ""
        elif kind == "begin":
            fields.append(_Field())
        elif kind == "separate" and fields:
            fields[-1].shows = True
        elif kind == "end" and fields:
            fields.pop()
        elif element.tag.endswith("}instrText") and fields:
            fields[-1].instruction += element.text or ""
        elif element.tag == words and any(field.shows and _PAGE_FIELD.match(field.instruction) for field in fields):
            element.text = ""

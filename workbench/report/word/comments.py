"""Codings as the comments of a Word file.

The part is written as a whole: python-docx looks through all comments for a free number whenever it adds one, and
twenty thousand would take it a quarter of an hour.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from datetime import UTC
from functools import cache
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from workbench.report.content import Run
from workbench.report.for_the_team.working_copy import Remark
from workbench.report.word.body import runs_of, styled
from workbench.report.word.text import one_line
from workbench.report.word.working_copy_styles import COMMENT, COMMENT_MARK


def comments_xml(remarks: Sequence[Remark]) -> bytes:
    """The part that holds the comments, numbered from 0 in this order."""
    root = parse_xml(f"<w:comments {nsdecls('w')}/>")
    for number, remark in enumerate(remarks):
        root.append(_comment(number, remark))
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return written


def reference_run(number: int) -> Any:
    """The run that shows where a comment hangs."""
    element = deepcopy(_reference())
    element[-1].set(qn("w:id"), str(number))
    return element


def _comment(number: int, remark: Remark) -> Any:
    author = one_line(remark.author) or "Unknown"
    element = parse_xml(f'<w:comment {nsdecls("w")} w:id="{number}"/>')
    element.set(qn("w:author"), author)
    if remark.made_at is not None:
        element.set(qn("w:date"), remark.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    element.set(qn("w:initials"), "".join(word[0] for word in author.split())[:9])
    title = styled(COMMENT, "")
    title.append(deepcopy(_annotation()))
    title.extend(runs_of(Run(one_line(remark.title), strong=True)))
    element.append(title)
    element.extend(styled(COMMENT, line) for line in remark.text.splitlines() if line.strip())
    return element


@cache
def _reference() -> Any:
    mark = f'<w:rPr><w:rStyle w:val="{COMMENT_MARK}"/></w:rPr>'
    return parse_xml(f'<w:r {nsdecls("w")}>{mark}<w:commentReference w:id="0"/></w:r>')


@cache
def _annotation() -> Any:
    mark = f'<w:rPr><w:rStyle w:val="{COMMENT_MARK}"/></w:rPr>'
    return parse_xml(f"<w:r {nsdecls('w')}>{mark}<w:annotationRef/></w:r>")

"""What all that takes things out of Word's XML needs: elements unwrapped and removed, and what must stay behind."""

from __future__ import annotations

import re

from lxml import etree

PATH = re.compile(r"^\s*'?(?:[A-Za-z]:[\\/]|\\\\|/(?:home|Users|tmp|var|private|Volumes|mnt|media)/|file:)")
"""What begins the path of a file on somebody's computer."""

RELATIONSHIPS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
"""The namespaces of attributes that name a relationship, transitional and strict."""

TRACES = "traces of editing that nobody sees"
"""What all that is counted as which only programs know by name: ids, second renderings, unknown parts and the like."""

_CONTAINERS = ("body", "tc", "txbxContent", "hdr", "ftr", "footnote", "endnote", "docPartBody", "comment")
_MARKERS = frozenset({"bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd"})


def words(listed: str) -> frozenset[str]:
    """Names from a list with blanks between them."""
    return frozenset(listed.split())


def local(element: etree._Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def remove(element: etree._Element) -> None:
    """Take an element out with all that is in it; what stands behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail and element.tail.strip():
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    element.tail = None
    parent.remove(element)


def unwrap(element: etree._Element) -> None:
    """Put what is in an element into its place."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    parent[at : at + 1] = list(element)


def is_marker(element: etree._Element) -> bool:
    """Whether an element is only the place where something begins or ends."""
    name = local(element)
    return name in _MARKERS or name.endswith(("RangeStart", "RangeEnd"))


def following_block(element: etree._Element) -> etree._Element | None:
    """The paragraph, table or the like that stands next behind one."""
    following = element.getnext()
    while following is not None and is_marker(following):
        following = following.getnext()
    return following


def may_go(paragraph: etree._Element, w: str) -> bool:
    """Whether a paragraph can be taken out whole: a cell, a note or a text box ends with a paragraph, and needs one."""
    parent = paragraph.getparent()
    if parent is None or local(parent) not in _CONTAINERS:
        return parent is not None
    following = following_block(paragraph)
    if following is not None and following.tag != f"{w}sectPr":
        return True
    before = paragraph.getprevious()
    while before is not None and is_marker(before):
        before = before.getprevious()
    return before is not None and before.tag == f"{w}p"


def content_of(element: etree._Element, w: str) -> list[etree._Element]:
    """What stands in a paragraph or run, without its properties."""
    properties = (f"{w}pPr", f"{w}rPr")
    return [child for child in element if child.tag not in properties]

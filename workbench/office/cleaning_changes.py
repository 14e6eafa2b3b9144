"""Tracked changes of a Word file accepted, as Word does it: what was put in stays, what was struck out goes.

A paragraph whose mark was struck out runs on into the next one, whose form it takes.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from lxml import etree

from workbench.office.cleaning_trees import content_of, following_block, local, may_go, remove, unwrap

INSERTIONS: Final = "tracked insertions accepted"
DELETIONS: Final = "tracked deletions carried out"
FORMATTING: Final = "tracked changes of form accepted"

_PUT_IN = ("ins", "moveTo")
_STRUCK_OUT = ("del", "moveFrom")
_FORMS = (
    "rPrChange",
    "pPrChange",
    "sectPrChange",
    "tblPrChange",
    "tblPrExChange",
    "tblGridChange",
    "trPrChange",
    "tcPrChange",
    "numberingChange",
)
_RANGES = (
    "moveFromRangeStart",
    "moveFromRangeEnd",
    "moveToRangeStart",
    "moveToRangeEnd",
    "customXmlInsRangeStart",
    "customXmlInsRangeEnd",
    "customXmlDelRangeStart",
    "customXmlDelRangeEnd",
    "customXmlMoveFromRangeStart",
    "customXmlMoveFromRangeEnd",
    "customXmlMoveToRangeStart",
    "customXmlMoveToRangeEnd",
)
_PROPERTIES = frozenset({"rPr", "trPr", "tcPr", "ctrlPr", "numPr"})


def accept_changes(root: etree._Element, w: str, taken: Counter[str]) -> None:
    """Accept all tracked changes of a part.

    Args:
        root: The part's XML, which is changed.
        w: Its namespace of WordprocessingML in braces.
        taken: Where it is counted what was found.
    """
    _forms(root, w, taken)
    _rows_and_cells(root, w, taken)
    _struck_out(root, w, taken)
    _put_in(root, w, taken)
    for element in list(root.iter(*(w + name for name in _RANGES))):
        remove(element)
    # What was struck out and stands in no deletion is seen by nobody.
    for element in list(root.iter(f"{w}delText", f"{w}delInstrText")):
        remove(element)
    _marks(root, w, taken)


def changed_by(root: etree._Element, w: str) -> Counter[str]:
    """How many tracked changes of a part are whose, by the name that Word gives them."""
    changes = root.iter(*(w + name for name in (*_PUT_IN, *_STRUCK_OUT, *_FORMS)))
    return Counter(one.get(f"{w}author", "") for one in changes)


def _forms(root: etree._Element, w: str, taken: Counter[str]) -> None:
    for element in list(root.iter(*(w + name for name in _FORMS))):
        taken[FORMATTING] += 1
        remove(element)


def _rows_and_cells(root: etree._Element, w: str, taken: Counter[str]) -> None:
    for mark in list(root.iter(*(w + name for name in ("cellIns", "cellDel", "cellMerge")))):
        cell = next(mark.iterancestors(f"{w}tc"), None)
        if local(mark) == "cellDel" and cell is not None:
            taken[DELETIONS] += 1
            remove(cell)
            continue
        taken[INSERTIONS if local(mark) == "cellIns" else FORMATTING] += 1
        if local(mark) == "cellMerge":
            _merge_cell(mark, w)
        remove(mark)
    for properties in list(root.iter(f"{w}trPr")):
        row = properties.getparent()
        if any(properties.find(w + name) is not None for name in _STRUCK_OUT) and row is not None:
            taken[DELETIONS] += 1
            remove(row)
    for row in list(root.iter(f"{w}tr")):
        if next(row.iter(f"{w}tc"), None) is None:
            remove(row)
    for table in list(root.iter(f"{w}tbl")):
        if next(table.iter(f"{w}tr"), None) is None:
            remove(table)


def _merge_cell(mark: etree._Element, w: str) -> None:
    """Merge a cell with the one above it, or no longer, as was tracked."""
    properties = mark.getparent()
    if properties is None:
        return
    for merged in properties.findall(f"{w}vMerge"):
        remove(merged)
    wanted = mark.get(f"{w}vMerge")
    if wanted in ("cont", "rest"):
        merged = etree.Element(f"{w}vMerge")
        if wanted == "rest":
            merged.set(f"{w}val", "restart")
        mark.addprevious(merged)


def _struck_out(root: etree._Element, w: str, taken: Counter[str]) -> None:
    for element in list(root.iter(*(w + name for name in _STRUCK_OUT))):
        parent = element.getparent()
        if parent is None or local(parent) in _PROPERTIES:
            continue
        taken[DELETIONS] += 1
        # Where something begins or ends that reaches over the deletion, it goes on doing so.
        for marker in list(element.iter(f"{w}bookmarkStart", f"{w}bookmarkEnd")):
            element.addprevious(marker)
        remove(element)
    for mark in list(root.iter(*(w + name for name in _STRUCK_OUT))):
        properties = mark.getparent()
        if properties is not None and local(properties) == "ctrlPr":
            _formula(mark, taken)


def _formula(mark: etree._Element, taken: Counter[str]) -> None:
    """Take a struck out piece of a formula away where nothing in it is left."""
    taken[DELETIONS] += 1
    piece = mark
    while local(piece).endswith("Pr") or piece is mark:
        above = piece.getparent()
        if above is None:
            break
        piece = above
    remove(mark)
    if not any(text.text for text in piece.iter("{*}t")):
        remove(piece)


def _put_in(root: etree._Element, w: str, taken: Counter[str]) -> None:
    for element in list(root.iter(*(w + name for name in _PUT_IN))):
        parent = element.getparent()
        if parent is None:
            continue
        taken[INSERTIONS] += 1
        if local(parent) in _PROPERTIES:
            remove(element)
        else:
            unwrap(element)


def _marks(root: etree._Element, w: str, taken: Counter[str]) -> None:
    """Let paragraphs whose marks were struck out run on into the next one."""
    for paragraph in list(root.iter(f"{w}p")):
        properties = paragraph.find(f"{w}pPr/{w}rPr")
        marks = [] if properties is None else [mark for name in _STRUCK_OUT for mark in properties.findall(w + name)]
        if not marks:
            continue
        taken[DELETIONS] += 1
        for mark in marks:
            remove(mark)
        content = content_of(paragraph, w)
        following = following_block(paragraph)
        if following is not None and following.tag == f"{w}p":
            at = 1 if len(following) and following[0].tag == f"{w}pPr" else 0
            following[at:at] = content
            remove(paragraph)
        elif not content and may_go(paragraph, w):
            remove(paragraph)

"""Somebody's tracked changes in a Word file rejected, in a way of its own that the program is held against."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MARK = re.compile(r"[a-z2-7]{12}-[a-z2-7]{6}-[a-z2-7]{6}")


def rejected(part: bytes, author: str) -> ET.Element:
    """A part's XML with all changes of an author rejected; runs that were parted for them are joined again.

    What stands in marks stands there without them: a quotation that is struck out has none any more.
    """
    (made,) = _without(ET.fromstring(part), author)
    return made


def _without(element: ET.Element, author: str) -> list[ET.Element]:
    """An element as it was; none where it was put in, several where it was only wrapped."""
    theirs = element.get(f"{W}author") == author
    if element.tag == f"{W}ins" and theirs:
        return []
    inner: list[ET.Element] = []
    tag = element.find(f"{W}sdtPr/{W}tag") if element.tag == f"{W}sdt" else None
    if tag is not None and _MARK.fullmatch(tag.get(f"{W}val", "")):
        return [made for child in element.find(f"{W}sdtContent") or () for made in _without(child, author)]
    if element.tag == f"{W}pPr":
        element = _as_it_looked(element, author)
    for child in element:
        inner += _without(child, author)
    if element.tag == f"{W}del" and theirs:
        for words in (one for top in inner for one in top.iter(f"{W}delText")):
            words.tag = f"{W}t"
            words.attrib.pop(_SPACE, None)
        return inner
    made = ET.Element(element.tag, element.attrib)
    made.text = element.text
    put_in_marks = [child for child in inner if child.tag == f"{W}p" and child.get("put in")]
    for paragraph in put_in_marks:
        _run_on(paragraph, inner)
    made.extend(_joined(inner))
    if element.tag == f"{W}p" and any(
        mark.get(f"{W}author") == author for mark in element.findall(f"{W}pPr/{W}rPr/{W}ins")
    ):
        made.set("put in", "1")
    if made.tag in (f"{W}pPr", f"{W}rPr") and not len(made):
        return []
    return [made]


def _as_it_looked(properties: ET.Element, author: str) -> ET.Element:
    """The properties of a paragraph before its form was changed."""
    change = properties.find(f"{W}pPrChange")
    if change is None or change.get(f"{W}author") != author:
        return properties
    made = ET.Element(properties.tag, properties.attrib)
    made.extend(change.find(f"{W}pPr") or [])
    made.extend(one for one in properties if one.tag in (f"{W}rPr", f"{W}sectPr"))
    return made


def _run_on(paragraph: ET.Element, inner: list[ET.Element]) -> None:
    """Let a paragraph whose mark was put in run on into the next one."""
    at = next(number for number, one in enumerate(inner) if one is paragraph)
    content = [child for child in paragraph if child.tag != f"{W}pPr"]
    following = inner[at + 1] if at + 1 < len(inner) else None
    if following is not None and following.tag == f"{W}p":
        begin = 1 if len(following) and following[0].tag == f"{W}pPr" else 0
        following[begin:begin] = content
    else:
        assert not content, "words that were there would be lost"
    del inner[at]


def _joined(inner: list[ET.Element]) -> list[ET.Element]:
    """Runs of one form that stand side by side as one, and words in one element."""
    made: list[ET.Element] = []
    for child in inner:
        last = made[-1] if made else None
        if child.tag == f"{W}t":
            child.attrib.pop(_SPACE, None)
        if last is not None and child.tag == last.tag == f"{W}t":
            last.text = (last.text or "") + (child.text or "")
        elif last is not None and child.tag == last.tag == f"{W}r" and _form(child) == _form(last):
            before, behind = ([one for one in run if one.tag != f"{W}rPr"] for run in (last, child))
            for one in before:
                last.remove(one)
            last.extend(_joined([*before, *behind]))
        else:
            made.append(child)
    return made


def _form(run: ET.Element) -> str:
    properties = run.find(f"{W}rPr")
    return "" if properties is None else ET.tostring(properties, encoding="unicode")


def document_of(data: bytes, name: str = "word/document.xml") -> bytes:
    """A part of a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def canonical(root: ET.Element) -> str:
    """XML in the one form that equal documents share."""
    return ET.canonicalize(ET.tostring(root, encoding="unicode"))

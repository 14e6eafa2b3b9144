"""Comments put into a Word file beside those that are there; nothing else of it changes."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from lxml import etree

from workbench.errors import BadInput
from workbench.office.blocks import paragraph_texts
from workbench.office.package import Package
from workbench.office.packing import xml_bytes, zipped
from workbench.office.visible import OpenedDocument, opened

_BEGINS, _ENDS = "\ufdd0", "\ufdd1"
"""Characters that no text may use, and XML can hold: in the document as it was read they number its paragraphs."""
_SIGN = re.compile(f"{_BEGINS}([0-9]+){_ENDS}")
_FOREIGN = str.maketrans(dict.fromkeys((_BEGINS, _ENDS), "\ufffd"))
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    ),
    "http://purl.oclc.org/ooxml/wordprocessingml/main": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
    ),
}


def with_comments(
    data: bytes, name: str, remarks: Mapping[int, Sequence[Sequence[str]]], *, author: str, made_at: datetime
) -> tuple[bytes, int]:
    """A copy of a Word file with comments on whole paragraphs.

    Args:
        data: The .docx file's bytes.
        name: The file, for messages.
        remarks: For paragraphs, by their numbers in the order in which `visible_text` has those of the body, from 0,
            the comments: each its lines, in characters that XML may hold.
        author: Who makes the comments, as Word shows it.
        made_at: When they are made.

    Returns:
        The copy, and how many comments found no place: their paragraphs are not in the body.

    Raises:
        BadInput: It is no Word file, encrypted, damaged, or hostile.
    """
    document = opened(data, name)
    package = document.package
    main = next(link.target for link in package.relationships() if link.kind == "officeDocument")
    changed: dict[str, bytes] = {}
    elements = _elements(opened(data, name))
    every = list(document.body.iter(f"{{{document.namespace}}}p"))
    part, comments = _comments(document, main, changed)
    w = f"{{{document.namespace}}}"
    number, left = _free_number(document.root, comments, w), 0
    for at, several in sorted(remarks.items()):
        place = elements[at] if at < len(elements) else None
        for lines in several:
            if place is None:
                left += 1
                continue
            _put(_in_body(every[place], w), number, w)
            comments.append(_comment(number, lines, author, made_at, w))
            number += 1
    changed[part] = xml_bytes(comments)
    changed[main] = xml_bytes(document.root)
    return zipped(_parts(package, changed)), left


def _free_number(root: etree._Element, comments: etree._Element, w: str) -> int:
    """A number above those of all comments, and of marks in the text that comments left behind."""
    marks = root.iter(*(f"{w}{name}" for name in ("commentRangeStart", "commentRangeEnd", "commentReference")))
    used = [one.get(f"{w}id", "") for one in (*comments, *marks)]
    return max((int(one) for one in used if one.isdecimal()), default=-1) + 1


def _elements(document: OpenedDocument) -> list[int | None]:
    """For each paragraph as it is read the number of its element among the body's."""
    w = f"{{{document.namespace}}}"
    for words in document.body.iter(f"{w}t"):
        if words.text:
            words.text = words.text.translate(_FOREIGN)
    for number, paragraph in enumerate(document.body.iter(f"{w}p")):
        sign = etree.Element(f"{w}t")
        sign.text = f"{_BEGINS}{number}{_ENDS}"
        paragraph.insert(1 if len(paragraph) and paragraph[0].tag == f"{w}pPr" else 0, sign)
    try:
        texts = list(paragraph_texts(document.walk.blocks(document.body)))
    except RecursionError as error:
        message = f"{document.package.name} is nested too deeply."
        raise BadInput(message, "Save it again in Word as .docx.") from error
    return [int(found[1]) if (found := _SIGN.search(text)) else None for text in texts]


def _in_body(paragraph: etree._Element, w: str) -> etree._Element:
    """The paragraph, or that in which its text box is anchored: Word allows no comments within one."""
    boxes = [one for one in paragraph.iterancestors() if one.tag == f"{w}txbxContent"]
    if not boxes:
        return paragraph
    return next((one for one in boxes[-1].iterancestors() if one.tag == f"{w}p"), paragraph)


def _comments(document: OpenedDocument, main: str, changed: dict[str, bytes]) -> tuple[str, etree._Element]:
    """The part that holds the comments; where there is none it is made and entered in the package."""
    package = document.package
    for link in document.links:
        if link.kind == "comments" and package.has(link.target):
            return link.target, package.xml(link.target)
    folder, _, base = main.rpartition("/")
    names = {one.replace("\\", "/").lstrip("/").casefold() for one in package.parts}
    part = next(
        one
        for number in range(len(names) + 2)
        if (one := posixpath.join(folder, f"comments{number or ''}.xml")).casefold() not in names
    )
    types = package.xml("[Content_Types].xml")
    etree.SubElement(types, f"{{{_TYPES}}}Override", PartName=f"/{part}", ContentType=_KIND)
    changed["[Content_Types].xml"] = xml_bytes(types)
    rels = posixpath.join(folder, "_rels", f"{base}.rels")
    links = package.xml(rels) if package.has(rels) else etree.Element(f"{{{_LINKS}}}Relationships")
    ids = {one.get("Id") for one in links}
    free = next(one for number in range(1, len(ids) + 2) if (one := f"rIdComments{number}") not in ids)
    relation = _RELATION[document.namespace]
    etree.SubElement(links, f"{{{_LINKS}}}Relationship", Id=free, Type=relation, Target=posixpath.basename(part))
    changed[rels] = xml_bytes(links)
    return part, etree.Element(f"{{{document.namespace}}}comments", nsmap={"w": document.namespace})


def _put(paragraph: etree._Element, number: int, w: str) -> None:
    """Put a comment on all of a paragraph's words."""
    first = 1 if len(paragraph) and paragraph[0].tag == f"{w}pPr" else 0
    paragraph.insert(first, _numbered("commentRangeStart", number, w))
    paragraph.append(_numbered("commentRangeEnd", number, w))
    run = etree.SubElement(paragraph, f"{w}r")
    run.append(_numbered("commentReference", number, w))


def _numbered(name: str, number: int, w: str) -> etree._Element:
    return etree.Element(f"{w}{name}", {f"{w}id": str(number)})


def _comment(number: int, lines: Sequence[str], author: str, made_at: datetime, w: str) -> etree._Element:
    comment = _numbered("comment", number, w)
    comment.set(f"{w}author", author)
    comment.set(f"{w}date", made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    comment.set(f"{w}initials", author[:2])
    for line in lines:
        words = etree.SubElement(etree.SubElement(etree.SubElement(comment, f"{w}p"), f"{w}r"), f"{w}t")
        words.text = line
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return comment


def _parts(package: Package, changed: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The package's parts with changed ones in the place of the old ones, and new ones at the end."""
    by_key = {part.casefold(): (part, data) for part, data in changed.items()}
    for part in package.parts:
        _, data = by_key.pop(part.replace("\\", "/").lstrip("/").casefold(), ("", b""))
        yield part, data or package.read(part)
    yield from by_key.values()

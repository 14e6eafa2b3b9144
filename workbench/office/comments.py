"""The comments of a Word file, and on which of its visible words each stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from lxml import etree

from workbench.errors import BadInput
from workbench.office.blocks import paragraph_texts
from workbench.office.visible import OpenedDocument, opened

_BEGINS, _ENDS, _CLOSES = _SIGNS = ("\ufdd0", "\ufdd1", "\ufdd2")
"""Characters that no text may use, and XML can hold: in the document as it was read they are put where comments begin
and end, so that the walk which knows what a reader sees carries them along."""
_SIGN = re.compile(f"([{_BEGINS}{_ENDS}])([0-9]+){_CLOSES}")
_FOREIGN = str.maketrans(dict.fromkeys(_SIGNS, "\ufffd"))


class Point(NamedTuple):
    """A place between two visible characters: the paragraph's number from 0, and the offset in its text."""

    paragraph: int
    offset: int


@dataclass(frozen=True)
class Comment:
    """One comment.

    Attributes:
        author: Who wrote it, as Word calls them; may be empty.
        lines: Its paragraphs with words.
        start: Where the words begin that it stands on; None where it stands on none.
        end: Where they end (exclusive).
        is_reply: Whether it answers another comment.
        is_resolved: Whether it is marked as resolved.
    """

    author: str
    lines: tuple[str, ...]
    start: Point | None
    end: Point | None
    is_reply: bool = False
    is_resolved: bool = False


@dataclass(frozen=True)
class CommentedText:
    """What a reader of a Word file sees in its margin and beside it.

    Attributes:
        paragraphs: The body's paragraphs in reading order, those in tables among them. Tracked changes count as
            accepted.
        comments: In the order in which they begin; those that stand on no words last.
    """

    paragraphs: tuple[str, ...]
    comments: tuple[Comment, ...]


def commented_text(data: bytes, name: str) -> CommentedText:
    """The paragraphs of a Word file and its comments.

    Args:
        data: The .docx file's bytes.
        name: The file, for messages.

    Raises:
        BadInput: It is no Word file, encrypted, damaged, or hostile; says which and what to do.
    """
    document = opened(data, name)
    try:
        written = _written(document)
        _put_signs(document, {one: number for number, one in enumerate(written)})
        paragraphs, points = _without_signs(paragraph_texts(document.walk.blocks(document.body)))
    except RecursionError as error:
        raise BadInput(f"{name} is nested too deeply to be a transcript.", "Save it again in Word as .docx.") from error
    comments = [_placed(one, points.get(number)) for number, one in enumerate(written.values())]
    return CommentedText(tuple(paragraphs), tuple(sorted(comments, key=_in_order)))


def _in_order(one: Comment) -> tuple[bool, Point]:
    return one.start is None, one.start or Point(0, 0)


def _placed(one: Comment, found: dict[str, Point] | None) -> Comment:
    """A comment on its words; none, where one of its ends is missing or they are in the wrong order."""
    if found is None or len(found) < 2 or found[_BEGINS] >= found[_ENDS]:
        return one
    return replace(one, start=found[_BEGINS], end=found[_ENDS])


def _written(document: OpenedDocument) -> dict[str, Comment]:
    """The comments by their ids, as yet without place."""
    w = f"{{{document.namespace}}}"
    replies, resolved = _told_more(document)
    found = {}
    for part in _parts(document, "comments"):
        for element in document.package.xml(part).iter(f"{w}comment"):
            its = [_attribute(paragraph, "paraId") for paragraph in element.iter(f"{w}p")]
            blocks = paragraph_texts(document.walk.blocks(element))
            lines = tuple(line for block in blocks for line in map(str.strip, block.splitlines()) if line)
            author = element.get(f"{w}author", "")
            is_reply, is_resolved = (not known.isdisjoint(its) for known in (replies, resolved))
            found[element.get(f"{w}id", "")] = Comment(author, lines, None, None, is_reply, is_resolved)
    return found


def _told_more(document: OpenedDocument) -> tuple[set[str], set[str]]:
    """The ids of paragraphs of comments that answer others, and of comments that are marked as resolved."""
    replies, resolved = set(), set()
    for one in (one for part in _parts(document, "commentsExtended") for one in document.package.xml(part).iter()):
        if _attribute(one, "paraIdParent"):
            replies.add(_attribute(one, "paraId"))
        if _attribute(one, "done") in ("1", "true", "on"):
            resolved.add(_attribute(one, "paraId"))
    return replies, resolved


def _parts(document: OpenedDocument, kind: str) -> list[str]:
    return [link.target for link in document.links if link.kind == kind and document.package.has(link.target)]


def _attribute(element: etree._Element, name: str) -> str:
    """An attribute's value, in whatever of Word's later namespaces it stands."""
    return next((str(value) for key, value in element.attrib.items() if etree.QName(key).localname == name), "")


def _put_signs(document: OpenedDocument, numbers: Mapping[str, int]) -> None:
    w = f"{{{document.namespace}}}"
    for words in document.body.iter(f"{w}t"):
        if words.text:
            words.text = words.text.translate(_FOREIGN)
    for name, sign in (("commentRangeStart", _BEGINS), ("commentRangeEnd", _ENDS)):
        for element in list(document.body.iter(f"{w}{name}")):
            number = numbers.get(element.get(f"{w}id", ""))
            if number is None:
                continue
            words = etree.Element(f"{w}t")
            words.text = f"{sign}{number}{_CLOSES}"
            _put(words, element, w, is_end=sign == _ENDS)


def _put(words: etree._Element, element: etree._Element, w: str, *, is_end: bool) -> None:
    """Put a sign where a border of a comment stands; between paragraphs it goes to the one within the comment."""
    if any(above.tag == f"{w}p" for above in element.iterancestors()):
        element.addnext(words)
        words.tail, element.tail = element.tail, None
        return
    axis = "preceding" if is_end else "following"
    beside = element.xpath(f"({axis}::w:p)[{'last()' if is_end else '1'}]", namespaces={"w": w[1:-1]})
    if not beside:
        return
    if is_end:
        beside[0].append(words)
    else:
        beside[0].insert(1 if len(beside[0]) and beside[0][0].tag == f"{w}pPr" else 0, words)


def _without_signs(signed: Iterator[str]) -> tuple[list[str], dict[int, dict[str, Point]]]:
    """The paragraphs without signs, and where these stood: of each comment the first beginning and the last end."""
    paragraphs: list[str] = []
    points: dict[int, dict[str, Point]] = {}
    for at, text in enumerate(signed):
        plain, done = "", 0
        for sign in _SIGN.finditer(text):
            plain += text[done : sign.start()]
            done = sign.end()
            its = points.setdefault(int(sign[2]), {})
            if sign[1] == _ENDS or _BEGINS not in its:
                its[sign[1]] = Point(at, len(plain))
        paragraphs.append(plain + text[done:])
    return paragraphs, points

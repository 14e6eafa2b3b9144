"""What stands in the content controls of a Word file, where it stands in the visible text.

Of a control within another, as Word makes one where something is pasted, its words are its own alone: the outer one
holds the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

_BEGINS, _ENDS = "\ufdd2", "\ufdd3"
"""Characters that no text may use, and XML can hold: in the document as it is read they stand round a control's words,
the first twice, with the control's tag in between."""
_SIGN = re.compile(f"{_BEGINS}([^{_BEGINS}{_ENDS}]*){_BEGINS}|{_ENDS}")
_FOREIGN = str.maketrans(dict.fromkeys((_BEGINS, _ENDS), "\ufffd"))


STAND_IN = "\ufdd4"
"""A character of the same kind, which stands for what a control holds."""


class Control(NamedTuple):
    """What a content control holds of a paragraph.

    Attributes:
        start: Where it begins in the paragraph's text.
        end: Where it ends (exclusive).
        tag: The control's tag.
    """

    start: int
    end: int
    tag: str


def tag_of(control: etree._Element, w: str) -> str | None:
    """A control's tag; None where it has none, or shows a placeholder.

    Args:
        control: The control.
        w: The file's namespace of WordprocessingML in braces.
    """
    properties = control.find(f"{w}sdtPr")
    tag = properties.find(f"{w}tag") if properties is not None else None
    if properties is None or tag is None or properties.find(f"{w}showingPlcHdr") is not None:
        return None
    return str(tag.get(f"{w}val", ""))


def others_in(content: etree._Element, w: str, is_wanted: Callable[[str], bool]) -> frozenset[etree._Element]:
    """The controls within what another one holds: what stands in them is not the other's.

    Args:
        content: What the other one holds.
        w: The file's namespace of WordprocessingML in braces.
        is_wanted: Whether controls of a tag are.
    """
    return frozenset(one for one in content.iter(f"{w}sdt") if (tag := tag_of(one, w)) is not None and is_wanted(tag))


def sign_controls(body: etree._Element, namespace: str, is_wanted: Callable[[str], bool]) -> None:
    """Put signs round what content controls hold, which `Controls` takes out of the text as it is read.

    A control that shows a placeholder holds nothing.

    Args:
        body: The document's body; changed.
        namespace: The file's namespace of WordprocessingML.
        is_wanted: Whether controls of a tag are.
    """
    w = f"{{{namespace}}}"
    for words in body.iter(f"{w}t"):
        if words.text and (_BEGINS in words.text or _ENDS in words.text):
            words.text = words.text.translate(_FOREIGN)
    for control in list(body.iter(f"{w}sdt")):
        tag, content = tag_of(control, w), control.find(f"{w}sdtContent")
        if tag is not None and content is not None and is_wanted(tag):
            _sign(content, w, tag)


def _sign(content: etree._Element, w: str, tag: str) -> None:
    """In a control of whole paragraphs the signs stand in the first and the last of them."""
    paragraphs = list(content.iter(f"{w}p"))
    first, last = (paragraphs[0], paragraphs[-1]) if paragraphs else (content, content)
    begins, ends = etree.Element(f"{w}t"), etree.Element(f"{w}t")
    begins.text, ends.text = f"{_BEGINS}{tag.translate(_FOREIGN)}{_BEGINS}", _ENDS
    first.insert(1 if len(first) and first[0].tag == f"{w}pPr" else 0, begins)
    last.append(ends)


def with_stand_ins(body: etree._Element, namespace: str, is_known: Callable[[str, str], bool]) -> None:
    """Put `STAND_IN` in the place of what content controls hold, where that is known already.

    Args:
        body: The document's body; changed.
        namespace: The file's namespace of WordprocessingML.
        is_known: Given a control's tag and its text: whether that need not be read.
    """
    w = f"{{{namespace}}}"
    for words in body.iter(f"{w}t"):
        if words.text and STAND_IN in words.text:
            words.text = words.text.replace(STAND_IN, "\ufffd")
    for control in list(body.iter(f"{w}sdt")):
        tag, content = control.find(f"{w}sdtPr/{w}tag"), control.find(f"{w}sdtContent")
        if tag is None or content is None:
            continue
        text = "".join("\n" if one.tag == f"{w}br" else one.text or "" for one in content.iter(f"{w}t", f"{w}br"))
        if is_known(tag.get(f"{w}val", ""), text):
            for child in list(content):
                content.remove(child)
            etree.SubElement(content, f"{w}t").text = STAND_IN


class Controls:
    """Takes the signs out of paragraphs' texts, which come in the order of the document."""

    def __init__(self) -> None:
        self._open: list[str] = []

    def taken_out(self, text: str) -> tuple[str, tuple[Control, ...]]:
        """A paragraph's text without signs, and what of it stands in controls; of one round another the first words."""
        if not self._open and _BEGINS not in text:
            return text, ()
        found: list[Control] = []
        pieces: list[str] = []
        begins = length = done = 0
        told: set[int] = set()
        for sign in [*_SIGN.finditer(text), None]:
            pieces.append(text[done : sign.start() if sign is not None else len(text)])
            length += len(pieces[-1])
            if self._open and len(self._open) not in told and pieces[-1].strip():
                found.append(Control(begins, length, self._open[-1]))
                told.add(len(self._open))
            if sign is not None and sign[1] is not None:
                self._open.append(sign[1])
                told.discard(len(self._open))
            elif sign is not None and self._open:
                self._open.pop()
            done, begins = sign.end() if sign is not None else len(text), length
        return "".join(pieces), tuple(found)

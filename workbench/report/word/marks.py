"""Marks round quotations in Word: content controls that nobody sees, and that are copied and deleted like text.

A control stands within its paragraph, round words and attribution. It is locked in no way. Word 2013 and later show no
frame round it (`w15:appearance`); programs that do not know that say so to themselves and leave it out.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape

from docx.oxml.ns import qn

W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_LARGEST = 0x7FFFFFFF
_VAL = qn("w:val")
_IN_QUOTES = {'"': "&quot;"}

SAID = "urn:workbench:said"
"""The namespace of the part of a file that tells, by marks, what the export said beside its quotations."""


def said_xml(marks: Iterable[str]) -> str:
    """That part."""
    return f'<said xmlns="{SAID}">{" ".join(marks)}</said>'


class Controls:
    """Makes the content controls of one document, each with a number of its own.

    Args:
        taken: The numbers of controls that the document has already.
    """

    def __init__(self, taken: Iterable[int] = ()) -> None:
        self._taken = {0, *taken}

    def round(self, mark: str, runs: str) -> str:
        """A content control with a mark, round runs; both as XML."""
        own = f'<w:tag w:val="{escape(mark, _IN_QUOTES)}"/><w:id w:val="{self._number(mark)}"/>'
        return (
            f'<w:sdt xmlns:w15="{W15}"><w:sdtPr>{own}'
            f'<w15:appearance w15:val="hidden"/></w:sdtPr><w:sdtContent>{runs}</w:sdtContent></w:sdt>'
        )

    def inscribe(self, properties: Any, mark: str) -> None:
        """Write a mark and a number into the first two properties of a control, which are for them."""
        properties[0].set(_VAL, mark)
        properties[1].set(_VAL, str(self._number(mark)))

    def _number(self, mark: str) -> int:
        """A number made from the mark, so that the same report has the same; where it is taken, the next free one."""
        number = zlib.crc32(mark.encode()) & _LARGEST
        while number in self._taken:
            number = number % _LARGEST + 1
        self._taken.add(number)
        return number

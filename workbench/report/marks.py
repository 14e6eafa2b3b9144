"""The mark that a quotation carries in a Word file, so that it is found again however the report is rewritten. Pure.

A mark has three parts: which extract it is (of which transcript and theme), what was printed of it, and which export it
came from. Each is keyed with the study's id, so that outside the study it means nothing: nobody can try transcripts
against it. Nothing is kept for it: the same quotation of the same study always gets the same mark.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple
from uuid import UUID

from workbench.report.content import Block, Quotation, quotations_of, with_quotations

_WRITTEN = re.compile(r"\A([a-z2-7]{12})-([a-z2-7]{6})-([a-z2-7]{6})\Z")
_EXTRACT, _SHORT = 12, 6


class Mark(NamedTuple):
    """A mark, taken apart.

    Attributes:
        extract: Which extract it is, in which theme.
        printed: What was printed of it.
        export: Which export it came from.
    """

    extract: str
    printed: str
    export: str

    @property
    def text(self) -> str:
        """As it is written into a document."""
        return "-".join(self)


def read_mark(text: str) -> Mark | None:
    """The mark that a text is, or None where it is none of ours."""
    found = _WRITTEN.match(text)
    return Mark(*found.groups()) if found is not None else None


def extract_part(study: UUID, text: str, start: int, end: int, *, theme: str = "") -> str:
    """The part of a mark that says which extract it is.

    Args:
        study: The study's id.
        text: The sha256 of the transcript's text (of its UTF-8), in hexadecimal.
        start: Where the passage begins, in code points.
        end: Where it ends (exclusive).
        theme: The id of the theme it is printed under; empty for none.
    """
    return _keyed(study, "extract", (text, str(start), str(end), theme), _EXTRACT)


def printed_part(study: UUID, words: str, attribution: str) -> str:
    """The part of a mark that says what was printed.

    Args:
        study: The study's id.
        words: All words before the attribution, as `Quotation.words` has them.
        attribution: What stands in the brackets, without them.
    """
    return _keyed(study, "printed", (words, attribution), _SHORT)


def export_part(study: UUID, extracts: Iterable[str]) -> str:
    """The part of a mark that says which export it came from: the same for all exports of the same extracts.

    Args:
        study: The study's id.
        extracts: The first parts of all marks of it, in any order.
    """
    return _keyed(study, "export", sorted(set(extracts)), _SHORT)


def said_part(study: UUID, section: str, table: str, words: str) -> str:
    """The mark of a piece of a report that is no quotation; see `workbench.report.said`.

    Args:
        study: The study's id.
        section: The heading it stands under.
        table: The caption of its table.
        words: What it says.
    """
    return _keyed(study, "said", (section, table, words), _SHORT)


def marked(study: UUID | None, blocks: Sequence[Block], text_of: Callable[[str], str]) -> tuple[Block, ...]:
    """The blocks of a report, each quotation among them with its mark.

    Args:
        study: The study's id; without one there are no marks.
        blocks: What stands in the report.
        text_of: The sha256 of a transcript's text, by the transcript's name.
    """
    if study is None:
        return tuple(blocks)
    parts = [_extract_of(study, one, text_of(one.source.transcript)) for one in quotations_of(blocks)]
    export, of_each = export_part(study, parts), iter(parts)

    def with_mark(one: Quotation) -> Quotation:
        mark = Mark(next(of_each), printed_part(study, one.words, one.attribution), export)
        return replace(one, mark=mark.text)

    return tuple(with_quotations(block, with_mark) for block in blocks)


def _extract_of(study: UUID, quotation: Quotation, text: str) -> str:
    source = quotation.source
    return extract_part(study, text, source.start, source.end, theme=source.theme)


def _keyed(study: UUID, what: str, fields: Iterable[str], length: int) -> str:
    """Fields under a key, as letters and figures that no program takes for anything else."""
    # The length of each field stands before it, so that no two rows of fields are one message.
    message = "".join(f"{len(field)}:{field}" for field in (what, *fields))
    digest = hmac.new(study.bytes, message.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()
    return base64.b32encode(digest).decode("ascii").lower()[:length]

"""Which id a coding gets: the same on every machine on which its coder puts that code on that passage.

Two machines of one coder do not know of each other. A coding made on both is one and the same all the same, and what
becomes of it on one (a memo, another code, its removal) must reach the other.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Collection, Iterable
from itertools import count, product

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench import sight
from workbench.model import Coder, Revision
from workbench.spans import Span
from workbench.study import coder_key
from workbench.transcripts import listing

_NAMESPACE = uuid.UUID("0e6c8a53-9d5f-5f3a-8f0e-3a1d2b7c6e94")


def coding_id(coder: str, text: tuple[str, ...], start: int, end: int, code: str, number: int = 1) -> uuid.UUID:
    """The id of a coding. Pure.

    Args:
        coder: The coder's name, in any spelling.
        text: What names the text: its sha256, and the transcript's name where several have that very text.
        start: Where the passage begins, in code points.
        end: Where it ends (exclusive).
        code: The code's id.
        number: 1, unless a coding that was recoded since has that id.
    """
    named = json.dumps([coder_key(coder), *text, start, end, code, number])
    return uuid.uuid5(_NAMESPACE, named)


class Ids:
    """The ids for codings that one coder is about to make in a transcript.

    Args:
        session: The session of the open step.
        coder_id: Who codes.
        found: The transcript.
        spans: The passages that may be coded.
        codes: The ids of the codes that may be put on them.
    """

    def __init__(
        self,
        session: Session,
        coder_id: uuid.UUID,
        found: listing.TextFound,
        spans: Iterable[Span],
        codes: Iterable[str],
    ) -> None:
        self._session = session
        self._coder = session.get_one(Coder, coder_id).name
        sha256 = hashlib.sha256(found.text.encode()).hexdigest()
        have_it = session.scalars(sa.select(col(Revision.transcript_id)).where(col(Revision.text_sha256) == sha256))
        self._text = (sha256, found.name) if set(have_it) - {found.id} else (sha256,)
        # Asked for all at once: hardly any of them was ever made.
        self._there = sight.there(session, {self._id(span, code, 1) for span, code in product(spans, codes)})

    def of(self, span: Span, code: str, again: Collection[uuid.UUID]) -> uuid.UUID:
        """The id for that code on that passage.

        Args:
            span: The passage.
            code: The code's id.
            again: The ids of those that the coder took off there: putting it on again is to bring it back.
        """
        first = self._id(span, code, 1)
        if first in again or first not in self._there:
            return first
        further = (self._id(span, code, number) for number in count(2))
        return next(one for one in further if one in again or not sight.there(self._session, {one}))

    def _id(self, span: Span, code: str, number: int) -> uuid.UUID:
        return coding_id(self._coder, self._text, *span, code, number)

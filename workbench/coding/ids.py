"""Which id a coding gets: the same on every machine on which its coder puts that code on that passage.

Two machines of one coder do not know of each other. A coding made on both is one and the same all the same, and what
becomes of it on one (a memo, another code, its removal) must reach the other.
"""

from __future__ import annotations

import json
import uuid
from itertools import count
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench.model import Coder, Image, Passage, Revision
from workbench.study import coder_key

_NAMESPACE = uuid.UUID("0e6c8a53-9d5f-5f3a-8f0e-3a1d2b7c6e94")


def coding_id(coder: str, text: tuple[str, ...], start: int, end: int, code: str, time: int) -> uuid.UUID:
    """The id of a coding that is made. Pure.

    Args:
        coder: The coder's name, in any spelling.
        text: What names the text: its sha256, and the transcript's name where several have that very text.
        start: Where the passage begins, in code points.
        end: Where it ends (exclusive).
        code: The code's id.
        time: 1 for the first time that the coder puts this code there; whoever took it off and puts it there again
            makes another coding.
    """
    named = json.dumps([coder_key(coder), *text, start, end, code, time])
    return uuid.uuid5(_NAMESPACE, named)


def free_id(session: Session, coder_id: uuid.UUID, passage: Passage, transcript: str, code: str) -> uuid.UUID:
    """The id for a coding that is about to be made: the first that no row has and that was never taken off here."""
    coder = session.get_one(Coder, coder_id).name
    sha256 = session.get_one(Revision, passage.revision_id).text_sha256
    same = sa.select(sa.func.count(sa.distinct(col(Revision.transcript_id)))).where(col(Revision.text_sha256) == sha256)
    text = (sha256,) if session.scalar(same) == 1 else (sha256, transcript)
    made = (coding_id(coder, text, passage.start, passage.end, code, time) for time in count(1))
    return next(one for one in made if not _is_taken(session, one))


def _is_taken(session: Session, row_id: uuid.UUID) -> bool:
    """Whether a coding of that id is here, or was taken off here and has gone since with its transcript.

    One that was made and undone is not: done again it is the same.
    """
    query = sa.select(col(Image.after)).where(col(Image.row_id) == row_id).order_by(col(Image.id))
    after: list[dict[str, Any] | None] = list(session.scalars(query))
    return bool(after) and (after[-1] is not None or any(values and values["removed_at"] for values in after))

"""Where in the study a step was at work: the passage, theme, transcript or memo it was about, where that still is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench.model import Image, Passage, Revision, Theme, Transcript
from workbench.spans import Span

_LOOKED_AT = 200
"""Of a step that changed more rows, the first so many are looked at."""

# The journal's own names for rows that are asked for elsewhere: only what it says of them is read here.
_CODING, _MEMO = "coding", "memo"


class StepPlace(NamedTuple):
    """Where a step was at work.

    Attributes:
        transcript: The transcript's name; empty where it was about none.
        span: The passage in its present text; None where it was about the whole transcript.
        theme: The theme; None where it was about none.
        memo: The memo, where it was about one on the study, a code or a participant; whether it is there still, and
            to be seen, is asked of those who list memos.
    """

    transcript: str = ""
    span: Span | None = None
    theme: UUID | None = None
    memo: UUID | None = None


def place_of(session: Session, step_id: int) -> StepPlace | None:
    """The first place that a step was about and that is still there; None where there is none.

    A passage comes before a theme, a theme before a transcript as a whole, and a memo on none of them last.

    Args:
        session: A session for reading.
        step_id: The step's number.
    """
    query = sa.select(col(Image.table_name), col(Image.row_id), col(Image.before), col(Image.after))
    images = session.execute(query.where(col(Image.step_id) == step_id).order_by(col(Image.id)).limit(_LOOKED_AT)).all()
    rows = [(name, row_id, after or before or {}) for name, row_id, before, after in images]
    for wanted in (_passages(session, rows), _themes(session, rows), _transcripts(session, rows), _memos(rows)):
        found = next(wanted, None)
        if found is not None:
            return found
    return None


Rows = list[tuple[str, UUID, Mapping[str, Any]]]


def _passages(session: Session, rows: Rows) -> Iterator[StepPlace]:
    present = (
        sa.select(col(Transcript.name), col(Passage.start), col(Passage.end))
        .join(Revision, col(Revision.id) == Passage.revision_id)
        .join(Transcript, col(Transcript.revision_id) == Revision.id)
    )
    for name, row_id, image in rows:
        passage_id = row_id if name == Passage.__tablename__ else _id(image, "passage_id")
        if passage_id is None and (coding_id := _id(image, "coding_id")) is not None:
            passage_id = _passage_of(session, coding_id)
        if passage_id is None:
            continue
        row = session.execute(present.where(col(Passage.id) == passage_id)).first()
        if row is not None:
            yield StepPlace(row[0], Span(row[1], row[2]))


def _themes(session: Session, rows: Rows) -> Iterator[StepPlace]:
    for name, row_id, image in rows:
        theme_id = row_id if name == Theme.__tablename__ else _id(image, "theme_id") or _subject(name, image, "theme")
        theme = session.get(Theme, theme_id) if theme_id is not None else None
        if theme is not None and theme.removed_at is None:
            yield StepPlace(theme=theme.id)


def _transcripts(session: Session, rows: Rows) -> Iterator[StepPlace]:
    for name, row_id, image in rows:
        transcript_id = row_id if name == Transcript.__tablename__ else _id(image, "transcript_id")
        transcript_id = transcript_id or _subject(name, image, "transcript")
        found = session.get(Transcript, transcript_id) if transcript_id is not None else None
        if found is not None:
            yield StepPlace(found.name)


def _memos(rows: Rows) -> Iterator[StepPlace]:
    for name, row_id, image in rows:
        if name == _MEMO and image.get("about") in ("study", "code", "participant"):
            yield StepPlace(memo=row_id)


def _passage_of(session: Session, coding_id: UUID) -> UUID | None:
    """The passage on which a coding stood last, as the journal has it."""
    asked = sa.select(col(Image.before), col(Image.after))
    asked = asked.where(col(Image.table_name) == _CODING, col(Image.row_id) == coding_id)
    image = session.execute(asked.order_by(col(Image.id).desc()).limit(1)).first()
    return _id(image[1] or image[0] or {}, "passage_id") if image is not None else None


def _subject(name: str, image: Mapping[str, Any], about: str) -> UUID | None:
    """What a memo's row is about, where it is such a thing."""
    return _id(image, "about_id") if name == _MEMO and image.get("about") == about else None


def _id(image: Mapping[str, Any], key: str) -> UUID | None:
    value = image.get(key)
    try:
        return UUID(str(value)) if value else None
    except ValueError:
        return None

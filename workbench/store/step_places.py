"""Where in the study a step was at work: the passage, transcript or theme that it was about, where that still is."""

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


class StepPlace(NamedTuple):
    """Where a step was at work.

    Attributes:
        transcript: The transcript's name; empty where it was about a theme.
        span: The passage in its present text; None where it was about the whole transcript.
        theme: The theme; None where it was about a transcript.
    """

    transcript: str = ""
    span: Span | None = None
    theme: UUID | None = None


def place_of(session: Session, step_id: int) -> StepPlace | None:
    """The first place that a step was about and that is still there; None where there is none.

    A passage comes before a theme, and a theme before a transcript as a whole.

    Args:
        session: A session for reading.
        step_id: The step's number.
    """
    query = sa.select(col(Image.table_name), col(Image.row_id), col(Image.before), col(Image.after))
    images = session.execute(query.where(col(Image.step_id) == step_id).order_by(col(Image.id)).limit(_LOOKED_AT)).all()
    rows = [(name, row_id, after or before or {}) for name, row_id, before, after in images]
    for wanted in (_passages(session, rows), _themes(session, rows), _transcripts(session, rows)):
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
        if passage_id is None:
            continue
        row = session.execute(present.where(col(Passage.id) == passage_id)).first()
        if row is not None:
            yield StepPlace(row[0], Span(row[1], row[2]))


def _themes(session: Session, rows: Rows) -> Iterator[StepPlace]:
    for name, row_id, image in rows:
        theme_id = row_id if name == Theme.__tablename__ else _id(image, "theme_id")
        theme = session.get(Theme, theme_id) if theme_id is not None else None
        if theme is not None and theme.removed_at is None:
            yield StepPlace(theme=theme.id)


def _transcripts(session: Session, rows: Rows) -> Iterator[StepPlace]:
    for name, row_id, image in rows:
        transcript_id = row_id if name == Transcript.__tablename__ else _id(image, "transcript_id")
        found = session.get(Transcript, transcript_id) if transcript_id is not None else None
        if found is not None:
            yield StepPlace(found.name)


def _id(image: Mapping[str, Any], key: str) -> UUID | None:
    value = image.get(key)
    try:
        return UUID(str(value)) if value else None
    except ValueError:
        return None

"""What undo and redo must not do to samples: show coders each other's work that they are still at."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench import sight_samples
from workbench.errors import Refused
from workbench.model import Image, Sample, SampleCoder, SampleTranscript

_TABLES = tuple(str(one.__tablename__) for one in (Sample, SampleTranscript, SampleCoder))


def refuse_opening(session: Session, step_id: int) -> None:
    """Refuse a step of undo or redo that would reveal a sample which somebody is at, or change one that is revealed.

    To close one again that was revealed is allowed: it counts as revealed early from then on, see `sample_list`.

    Args:
        session: The session of the open step.
        step_id: The step; only samples that it changed are looked at.

    Raises:
        Refused: It would.
    """
    query = sa.select(Image).where(col(Image.step_id) == step_id, col(Image.table_name).in_(_TABLES))
    images = list(session.scalars(query))
    for image in images:
        if image.table_name == Sample.__tablename__:
            _check_sample(session, image, images)
        elif image.table_name == SampleCoder.__tablename__ and image.after is not None:
            sample = session.get(Sample, UUID(image.after["sample_id"]))
            if sample is not None and sample.revealed_at is not None:
                raise Refused(
                    f"The sample “{sample.name}” is revealed by now: how far its coders were stays as it was then."
                )


def _check_sample(session: Session, image: Image, images: list[Image]) -> None:
    before, after = image.before, image.after
    if after is None and before is not None and _would_tell(session, images, before["made_at"]):
        raise Refused(
            f"The sample “{before['name']}” was begun by several: without it they would see each other's codings.",
            "Reveal it instead; the history mentions that.",
            command="See: workbench sample reveal --early",
        )
    if after is not None and after["revealed_at"] and not after["revealed_early"]:
        unfinished = sa.select(col(SampleCoder.id)).where(
            col(SampleCoder.sample_id) == image.row_id, col(SampleCoder.finished_at).is_(None)
        )
        if session.scalar(unfinished.limit(1)) is not None:
            raise Refused(
                f"Not all have finished the sample “{after['name']}” by now.",
                "Wait for them, or reveal it early; that is mentioned in every later result.",
                command="See: workbench sample reveal",
            )


def _would_tell(session: Session, images: list[Image], made_at: str) -> bool:
    """Whether somebody would see what others made blind, were a sample not there that a step takes away.

    Args:
        session: The session of the open step.
        images: What the step changed.
        made_at: When the sample was drawn, as the journal has it.
    """

    def gone(table: type[SampleTranscript] | type[SampleCoder]) -> list[dict[str, Any]]:
        those = (one for one in images if one.table_name == table.__tablename__ and one.after is None)
        return [one.before for one in those if one.before is not None]

    stretches = [
        sight_samples.Stretch(UUID(one["transcript_id"]), UUID(one["revision_id"]), one["start"], one["end"])
        for one in gone(SampleTranscript)
    ]
    assigned = {UUID(one["coder_id"]) for one in gone(SampleCoder)}
    drawn_at = dt.datetime.fromisoformat(made_at).astimezone(dt.UTC)
    return sight_samples.would_tell(session, stretches, assigned, drawn_at)

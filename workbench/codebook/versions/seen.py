"""The states of the codebooks that the database has seen, with the steps that brought them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench.model import CodebookFile, CodebookState, Coder, Image, Step
from workbench.store.database import portions

_VERSIONS = sa.select(col(CodebookState.sha256), col(CodebookState.version))


@dataclass(frozen=True)
class SeenState:
    """A step that gave a codebook another state.

    Attributes:
        file: The codebook's file name.
        sha256: The state it brought; None where it took the codebook away.
        before: The state that it followed; None where there was none.
        version: The version as the codebook's authors wrote it; empty where they gave none.
        step: The step's number.
        made_at: When, in UTC.
        coder: Whose step it was; None where it was taken in from a file that was changed outside the program.
        sentence: What was done, as history tells it.
        kind: do, undo, redo or files.
        undone: Whether it is taken back at present.
    """

    file: str
    sha256: str | None
    before: str | None
    version: str
    step: int
    made_at: dt.datetime
    coder: str | None
    sentence: str
    kind: str
    undone: bool

    @property
    def holds(self) -> bool:
        """Whether it is neither taken back nor itself the taking back of another: what it did is part of the life."""
        return not self.undone and self.kind not in ("undo", "redo")


def seen_states(session: Session) -> list[SeenState]:
    """Every step that gave a codebook another state, in the order in which they were taken."""
    query = (
        sa.select(Image, Step, col(Coder.name))
        .join(Step, col(Step.id) == Image.step_id)
        .join(Coder, col(Coder.id) == Step.coder_id, isouter=True)
        .where(col(Image.table_name) == CodebookFile.__tablename__)
        .order_by(col(Image.step_id), col(Image.id))
    )
    versions = versions_of(session)
    found: dict[tuple[int, str], SeenState] = {}
    for image, step, coder in session.execute(query):
        row = image.after or image.before or {}
        sha256, before = ((one or {}).get("state_sha256") for one in (image.after, image.before))
        key = (image.step_id, row["file"])
        if key in found:
            # Several images of one row in a step count as one.
            before = found[key].before
        version = versions.get(sha256 or "", "")
        found[key] = SeenState(
            row["file"],
            sha256,
            before,
            version,
            image.step_id,
            step.made_at,
            coder,
            step.sentence,
            step.kind,
            step.undone,
        )
    return [one for one in found.values() if one.sha256 != one.before]


def versions_of(session: Session) -> dict[str, str]:
    """What the authors called each state that the database has, by its sha256; empty where they gave it no version."""
    return dict(session.execute(_VERSIONS).all())


def from_elsewhere(session: Session, seen: Iterable[SeenState]) -> dict[str, str]:
    """The states that the database has and no step brought, by their sha256: they came with packs.

    Args:
        session: A session for reading.
        seen: As `seen_states` gives them.

    Returns:
        For each what its authors called it.
    """
    here = {sha256 for one in seen for sha256 in (one.sha256, one.before)}
    return {sha256: version for sha256, version in sorted(versions_of(session).items()) if sha256 not in here}


def texts_of(session: Session, states: Collection[str]) -> dict[str, str]:
    """The texts of states, by their sha256; one that the database does not have is left out."""
    query = sa.select(col(CodebookState.sha256), col(CodebookState.text))
    wanted = set(states)
    return {
        sha256: text
        for some in portions(wanted)
        for sha256, text in session.execute(query.where(col(CodebookState.sha256).in_(some)))
    }


def beginning_with(session: Session, digits: str) -> list[str]:
    """The states whose sha256 begins so."""
    query = sa.select(col(CodebookState.sha256)).where(col(CodebookState.sha256).startswith(digits, autoescape=True))
    return list(session.scalars(query.order_by(col(CodebookState.sha256))))

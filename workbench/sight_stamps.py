"""A coder's own codings by the state of the codebook each is stamped with: listed, held against, and stamped anew.

Beside `sight`, for thousands at once; what other coders have stamped is counted only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench.errors import ChangedElsewhere
from workbench.in_sight import STATE, in_sight
from workbench.model import Coder, Coding, Passage, Revision, Transcript, utc_now
from workbench.store.database import portions
from workbench.study import Study, find_coder


class StampedCoding(NamedTuple):
    """One of a coder's own living codings, where it stands, and what it is stamped with."""

    id: UUID
    row_version: int
    code: str
    state: str | None
    revision_id: UUID
    start: int
    end: int
    transcript: str
    wave: str | None


def own_stamped(session: Session, study: Study, codes: Collection[str]) -> list[StampedCoding]:
    """The coder's own living codings that were made with one of these ids, in no order."""
    query = (
        sa.select(
            sa.cast(col(Coding.id), sa.String),
            col(Coding.row_version),
            col(Coding.code),
            STATE,
            sa.cast(col(Passage.revision_id), sa.String),
            col(Passage.start),
            col(Passage.end),
        )
        .join(Passage, col(Passage.id) == Coding.passage_id)
        .where(col(Coding.code).in_(set(codes)))
    )
    named = sa.select(col(Revision.id), col(Transcript.name), col(Transcript.wave))
    names = {
        str(revision): (revision, name, wave)
        for revision, name, wave in session.execute(
            named.join(Transcript, col(Transcript.id) == Revision.transcript_id)
        )
    }
    # SQLite gives ids as hexadecimal digits without hyphens.
    names |= {key.replace("-", ""): found for key, found in names.items()}
    found = []
    # Past the machinery for rows that may be changed, as in `sight.placed`: there may be tens of thousands.
    rows = session.connection().execute(in_sight(query, session, study, coder=study.coder, by="passage"))
    for row_id, version, code, state, revision, start, end in rows:
        revision_id, name, wave = names[revision]
        found.append(StampedCoding(UUID(row_id), version, code, state, revision_id, start, end, name, wave))
    return found


def stamps_of_others(session: Session, study: Study) -> dict[tuple[str, str, str | None], int]:
    """How many living codings of others the coder may see: by coder, the id of the code, the state of the codebook."""
    query = (
        sa.select(col(Coder.name), col(Coding.code), STATE, sa.func.count())
        .join(Coder, col(Coder.id) == Coding.coder_id)
        .group_by(col(Coder.name), col(Coding.code), STATE)
    )
    coder_id = find_coder(study, study.coder)
    if coder_id is not None:
        query = query.where(col(Coding.coder_id) != coder_id)
    return {
        (name, code, state): count
        for name, code, state, count in session.execute(in_sight(query, session, study, by="list"))
    }


def refuse_changed(session: Session, coder_id: UUID, seen: Mapping[UUID, int]) -> dt.datetime:
    """Refuse what is to be done with codings that are not as somebody saw them.

    Args:
        session: The session of the open step.
        coder_id: Whose codings they are.
        seen: The codings, each with the `row_version` that was seen.

    Returns:
        A moment that is later than the making, and the last look at, each of them.

    Raises:
        ChangedElsewhere: One of them was changed, taken off, or is gone.
    """
    columns = (Coding.id, Coding.row_version, Coding.made_at, Coding.looked_at)
    query = sa.select(*map(col, columns)).where(col(Coding.coder_id) == coder_id, col(Coding.removed_at).is_(None))
    now, latest = dict[UUID, int](), utc_now()
    for some in portions(seen):
        # PostgreSQL locks the rows until they are written; SQLite has one writer anyway.
        for row_id, version, made, looked in session.execute(query.where(col(Coding.id).in_(some)).with_for_update()):
            now[row_id] = version
            latest = max(latest, made, looked or made)
    changed = sum(now.get(row_id) != version for row_id, version in seen.items())
    if changed:
        which = "It was" if len(seen) == 1 else f"{changed:,} of these {len(seen):,} codings were"
        raise ChangedElsewhere(f"{which} changed meanwhile; nothing was done.", "Look at what stands there now.")
    return latest


def stamp(session: Session, ids: Iterable[UUID], *, state: str | None, version: str, looked_at: dt.datetime) -> None:
    """Stamp codings with the state of the codebook under which somebody looked at them; see `refuse_changed` first."""
    values: dict[str, Any] = {"codebook_state": state, "state_elsewhere": None, "codebook_version": version}
    for some in portions(list(ids)):
        the_rows = sa.update(Coding).where(col(Coding.id).in_(some))
        counted = {"looked_at": looked_at, "row_version": Coding.row_version + 1}
        session.connection().execute(the_rows.values(values | counted))

"""Which memos there are to be seen: every query for memos goes through here, as those for codings go through `sight`.

What is on safeguarding is left out here, once and for all lists, files and counts; it comes only where it is asked for
by a name of its own, and an architecture test holds who may ask.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench.in_sight import in_sight, memos_in_sight
from workbench.model import SAFEGUARDING, Coder, Coding, Memo, Passage
from workbench.store.database import portions
from workbench.study import Study

BEGINS = 80
"""So many characters of a memo's text are read where only its beginning is told."""


def memos(session: Session, study: Study, *, removed: bool = False, kind: str | None = None) -> list[tuple[Memo, str]]:
    """The memos in sight with their coders' names, oldest first; never those on safeguarding.

    Args:
        session: A session; in an open step the rows may be changed.
        study: The study; its coder is who looks.
        removed: Removed ones too.
        kind: Only of this kind; none where that is safeguarding.
    """
    query = _memos().where(col(Memo.kind) != SAFEGUARDING)
    if kind is not None:
        query = query.where(col(Memo.kind) == kind)
    query = query if removed else query.where(col(Memo.removed_at).is_(None))
    return _listed(session, memos_in_sight(query, session, study))


def memos_to_merge(session: Session) -> list[tuple[Memo, str]]:
    """The memos, removed ones too, against which those of packs are held; none on safeguarding.

    Those that are out of sight as well: they would come twice else. None of them may be shown.
    """
    return _listed(session, _memos().where(col(Memo.kind) != SAFEGUARDING))


def concerns(session: Session) -> list[tuple[Memo, str]]:
    """The living memos on safeguarding, oldest first. Nothing that writes a file may ask for them."""
    return _listed(session, _memos().where(col(Memo.kind) == SAFEGUARDING, col(Memo.removed_at).is_(None)))


def open_concerns(session: Session) -> int:
    """How many memos on safeguarding tell of a concern that was not passed on yet: the only count there is of them."""
    living = sa.select(sa.func.count()).where(col(Memo.kind) == SAFEGUARDING, col(Memo.removed_at).is_(None))
    return int(session.execute(living.where(col(Memo.passed_on).is_(None))).scalar_one())


def concerns_among(session: Session, ids: Collection[UUID]) -> set[UUID]:
    """Of these ids, those of memos on safeguarding, removed ones too."""
    query = sa.select(col(Memo.id)).where(col(Memo.kind) == SAFEGUARDING)
    return set(session.scalars(query)).intersection(ids)


def memo(session: Session, study: Study, memo_id: UUID) -> tuple[Memo, str] | None:
    """The living memo in sight of that id, of any kind, and its coder's name; in an open step it may be changed."""
    query = _memos().where(col(Memo.id) == memo_id, col(Memo.removed_at).is_(None))
    return next(iter(_listed(session, memos_in_sight(query, session, study))), None)


def memo_ids(session: Session, study: Study, first: UUID, last: UUID) -> list[UUID]:
    """The ids of living memos in sight, of any kind, from one to another: by them one names what is to be changed."""
    living = sa.select(col(Memo.id)).where(col(Memo.removed_at).is_(None), col(Memo.id).between(first, last))
    return list(session.scalars(memos_in_sight(living, session, study)))


def removed_memo(session: Session, memo_id: UUID) -> Memo | None:
    """The memo of that id, where it was removed."""
    query = sa.select(Memo).where(col(Memo.id) == memo_id, col(Memo.removed_at).is_not(None))
    return session.scalars(query).first()


def memos_on(session: Session, transcript_id: UUID, revisions: Collection[UUID]) -> list[tuple[Memo, str]]:
    """The living memos, of any kind, about a transcript, its passages and the codings on them; they keep it here."""
    passages = sa.select(col(Passage.id)).where(col(Passage.revision_id).in_(revisions)).scalar_subquery()
    on_them = sa.select(col(Coding.id)).where(col(Coding.passage_id).in_(passages)).scalar_subquery()
    itself = sa.and_(col(Memo.about) == "transcript", col(Memo.about_id) == str(transcript_id))
    about = sa.or_(itself, col(Memo.passage_id).in_(passages), col(Memo.coding_id).in_(on_them))
    return _listed(session, _memos().where(about, col(Memo.removed_at).is_(None)))


class PlacedMemo(NamedTuple):
    """A memo on a passage, or on a coding at it."""

    id: UUID
    kind: str
    coder: str
    start: int
    end: int
    coding_id: UUID | None
    begins: str


def placed_memos(session: Session, study: Study, revision_id: UUID) -> list[PlacedMemo]:
    """The living memos on passages of a text and on the codings there that the coder may see, by their places.

    Never those on safeguarding.
    """
    asked = sa.select(
        col(Memo.id),
        col(Memo.kind),
        col(Coder.name),
        col(Passage.start),
        col(Passage.end),
        col(Memo.coding_id),
        sa.func.substr(col(Memo.text), 1, BEGINS),
    ).join(Coder, col(Coder.id) == Memo.coder_id)
    on_passages = asked.join(Passage, col(Passage.id) == Memo.passage_id)
    on_codings = asked.join(Coding, col(Coding.id) == Memo.coding_id).join(
        Passage, col(Passage.id) == Coding.passage_id
    )
    here = (
        col(Passage.revision_id) == revision_id,
        col(Memo.kind) != SAFEGUARDING,
        col(Memo.removed_at).is_(None),
    )
    asked_all = (query.where(*here) for query in (on_passages, in_sight(on_codings, session, study)))
    found = [PlacedMemo(*row) for query in asked_all for row in session.execute(memos_in_sight(query, session, study))]
    return sorted(found, key=lambda one: (one.start, one.end, str(one.id)))


def impressions(session: Session, transcript_id: UUID) -> list[tuple[str, str]]:
    """The living familiarisation notes on a transcript, each with its coder's name before it."""
    asked = sa.select(col(Coder.name), col(Memo.text)).join(Memo, col(Memo.coder_id) == Coder.id)
    such = (col(Memo.kind) == "familiarisation", col(Memo.about_id) == str(transcript_id))
    return [(name, text) for name, text in session.execute(asked.where(*such, col(Memo.removed_at).is_(None)))]


def respell(session: Session, new_ids: Mapping[str, str]) -> None:
    """Have the memos, of any kind, about participants follow these to the ids they have now."""
    about = sa.select(Memo).where(col(Memo.about) == "participant", col(Memo.about_id).in_(new_ids))
    for row in session.scalars(about).all():
        row.about_id = new_ids[row.about_id]


def follow(session: Session, joined: Mapping[UUID, UUID]) -> None:
    """Have the memos, of any kind, on codings that are one with another from now on follow to the one that stays."""
    for some in portions(joined):
        for row in session.scalars(sa.select(Memo).where(col(Memo.coding_id).in_(some))).all():
            row.coding_id = joined[row.coding_id] if row.coding_id is not None else None


def _memos() -> sa.Select[Memo, str]:
    return (
        sa.select(Memo, col(Coder.name))
        .join(Coder, col(Coder.id) == Memo.coder_id)
        .order_by(col(Memo.made_at), col(Memo.id))
    )


def _listed(session: Session, query: sa.Select[Memo, str]) -> list[tuple[Memo, str]]:
    return [(found, name) for found, name in session.execute(query)]

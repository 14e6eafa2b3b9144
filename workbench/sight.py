"""What a coder may see: every query for codings, their counts and the history goes through here.

One room decides it, so that a blind sample cannot leak through a list somebody forgot. An architecture test proves
that no other module selects codings.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench import sight_samples
from workbench.errors import NotFound
from workbench.in_sight import STATE, in_sight
from workbench.model import Coder, Coding, Memo, Passage, Revision, Step, Transcript
from workbench.spans import Span
from workbench.store import journal, step_places
from workbench.store.database import AT_ONCE, portions
from workbench.store.span_lists import span_list, spans_listed
from workbench.store.step_places import StepPlace
from workbench.study import Study, find_coder


class SeenCoding(NamedTuple):
    """A coding with what stands beside it in the tables."""

    id: UUID
    passage_id: UUID
    revision_id: UUID
    transcript_id: UUID
    start: int
    end: int
    code: str
    coder: str
    coder_id: UUID
    memo: str
    made_at: dt.datetime
    removed_at: dt.datetime | None
    codebook_version: str
    transcript: str
    wave: str | None
    row_version: int
    codebook_state: str | None
    looked_at: dt.datetime | None


def codings(
    session: Session,
    study: Study,
    *,
    ids: Sequence[UUID] | None = None,
    codes: Collection[str] | None = None,
    coder: str | None = None,
    revisions: Collection[UUID] | None = None,
    removed: bool = False,
    noted: bool = False,
) -> list[SeenCoding]:
    """The codings that whoever is coding may see, by transcript, place and code.

    Args:
        session: A session for reading.
        study: The study; its coder is who looks.
        ids: Only these.
        codes: Only codings made with one of these ids (past ones too).
        coder: Only this coder's.
        revisions: Only on these revisions.
        removed: Removed ones too.
        noted: Only those with a note in their own row.
    """
    query = in_sight(_with_what_stands_beside(), session, study, coder=coder, removed=removed, by="passage")
    if noted:
        query = query.where(col(Coding.memo) != "")
    wanted: list[tuple[Any, Iterable[object] | None]] = [
        (col(Coding.id), ids),
        (col(Coding.code), codes),
        (col(Passage.revision_id), revisions),
    ]
    chosen = [(column, set(values)) for column, values in wanted if values is not None]
    for column, values in chosen:
        # Databases limit how many values one may ask for; beyond that the rows are sifted here.
        if len(values) <= AT_ONCE:
            query = query.where(column.in_(values))
    found = (SeenCoding(*row) for row in session.execute(query))
    many = [(column.key, values) for column, values in chosen if len(values) > AT_ONCE]
    return [one for one in found if all(getattr(one, name) in values for name, values in many)]


def codings_to_merge(session: Session) -> list[SeenCoding]:
    """All codings, removed ones too, against which those of packs are held.

    Those that are out of sight as well: they would come twice else. None of them may be shown.
    """
    return [SeenCoding(*row) for row in session.execute(_with_what_stands_beside())]


def coding_ids(session: Session, study: Study, first: UUID, last: UUID, *, removed: bool = False) -> list[UUID]:
    """The ids of codings that the coder may see, from one to another, both included.

    Args:
        session: A session for reading.
        study: The study; its coder is who looks.
        first: The first that may be meant.
        last: The last.
        removed: Removed ones too.
    """
    query = sa.select(col(Coding.id)).where(col(Coding.id).between(first, last))
    return list(session.scalars(in_sight(query, session, study, removed=removed)))


def latest_codings(
    session: Session,
    study: Study,
    *,
    codes: Collection[str],
    but: Collection[UUID] = (),
    limit: int,
    offset: int = 0,
) -> tuple[int, list[UUID]]:
    """How many living codings of some codes the coder may see, and the ids of a page of them, newest first.

    Args:
        session: A session for reading.
        study: The study; its coder is who looks.
        codes: The ids with which they were made.
        but: Not on these revisions; only a few may be named.
        limit: At most so many ids.
        offset: So many of the newest are passed over.
    """
    query = in_sight(sa.select(col(Coding.id)), session, study).where(col(Coding.code).in_(set(codes)))
    if but:
        elsewhere = sa.select(col(Passage.id)).where(col(Passage.revision_id).not_in(set(but)))
        query = query.where(col(Coding.passage_id).in_(elsewhere))
    total = query.with_only_columns(sa.func.count(), maintain_column_froms=True)
    page = query.order_by(col(Coding.made_at).desc(), col(Coding.id)).limit(limit).offset(offset)
    return session.execute(total).scalar_one(), list(session.scalars(page))


def _with_what_stands_beside() -> sa.Select[*tuple[Any, ...]]:
    """Codings with the columns of `SeenCoding`."""
    return (
        sa.select(
            col(Coding.id),
            col(Coding.passage_id),
            col(Passage.revision_id),
            col(Revision.transcript_id),
            col(Passage.start),
            col(Passage.end),
            col(Coding.code),
            col(Coder.name),
            col(Coding.coder_id),
            col(Coding.memo),
            col(Coding.made_at),
            col(Coding.removed_at),
            col(Coding.codebook_version),
            col(Transcript.name),
            col(Transcript.wave),
            col(Coding.row_version),
            STATE,
            col(Coding.looked_at),
        )
        .join(Passage, col(Passage.id) == Coding.passage_id)
        .join(Revision, col(Revision.id) == Passage.revision_id)
        .join(Transcript, col(Transcript.id) == Revision.transcript_id)
        .join(Coder, col(Coder.id) == Coding.coder_id)
        .order_by(col(Transcript.name), col(Passage.start), col(Passage.end), col(Coding.code), col(Coding.id))
    )


class PlacedCoding(NamedTuple):
    """A living coding where a text is shown; thousands of them have to be there at once."""

    id: UUID
    start: int
    end: int
    code: str
    coder: str
    memo: str


def placed(
    session: Session, study: Study, revision_id: UUID, *, ids: Collection[UUID] | None = None
) -> list[PlacedCoding]:
    """The living codings on a text that whoever is coding may see, in no order.

    Args:
        session: A session for reading.
        study: The study; its coder is who looks.
        revision_id: The text.
        ids: Only these.
    """
    # Past the machinery for rows that may be changed, which takes three times as long.
    query = (
        sa.select(
            sa.cast(col(Coding.id), sa.String),
            col(Passage.start),
            col(Passage.end),
            col(Coding.code),
            col(Coder.name),
            col(Coding.memo),
        )
        .join(Passage, col(Passage.id) == Coding.passage_id)
        .join(Coder, col(Coder.id) == Coding.coder_id)
        .where(col(Passage.revision_id) == revision_id)
    )
    if ids is not None:
        query = query.where(col(Coding.id).in_(ids))
    found = session.connection().execute(in_sight(query, session, study, by="passage"))
    return [PlacedCoding(UUID(one), start, end, code, coder, memo) for one, start, end, code, coder, memo in found]


def own_codings(session: Session, coder_id: UUID, *, passage_id: UUID, removed: bool = False) -> list[Coding]:
    """A coder's own codings on a passage, as rows that may be changed; the living ones, or with removed ones too."""
    query = sa.select(Coding).where(col(Coding.coder_id) == coder_id, col(Coding.passage_id) == passage_id)
    return list(session.scalars(query if removed else query.where(col(Coding.removed_at).is_(None))))


def is_coded(session: Session, passage_id: UUID) -> bool:
    """Whether any living coding stands on a passage; whose, and with which code, is not told."""
    on_it = sa.select(col(Coding.id)).where(col(Coding.passage_id) == passage_id, col(Coding.removed_at).is_(None))
    return session.execute(on_it.limit(1)).first() is not None


def own_codings_on(session: Session, coder_id: UUID, passages: Collection[UUID]) -> list[Coding]:
    """A coder's own codings on any of many passages, removed ones too, as rows that may be changed."""
    own = sa.select(Coding).where(col(Coding.coder_id) == coder_id)
    return [row for some in portions(passages) for row in session.scalars(own.where(col(Coding.passage_id).in_(some)))]


def there(session: Session, ids: Collection[UUID]) -> set[UUID]:
    """Of these ids, those that codings have, removed ones too; whose they are is not told."""
    return {
        one
        for some in portions(ids)
        for one in session.scalars(sa.select(col(Coding.id)).where(col(Coding.id).in_(some)))
    }


def coder_of(session: Session, coding_id: UUID) -> UUID:
    """Whose coding it is."""
    found: UUID = session.execute(sa.select(col(Coding.coder_id)).where(col(Coding.id) == coding_id)).scalar_one()
    return found


def coding_rows(session: Session, study: Study, ids: Sequence[UUID]) -> list[Coding]:
    """The codings of those ids that the coder may see, removed ones too, as rows that may be changed."""
    seen = [coding.id for coding in codings(session, study, ids=ids, removed=True)]
    return [
        row for some in portions(seen) for row in session.scalars(sa.select(Coding).where(col(Coding.id).in_(some)))
    ]


def forget_removed(session: Session, revisions: Collection[UUID]) -> None:
    """Delete codings and memos that were taken off texts which are about to leave; living ones stay in the way."""
    passages = sa.select(col(Passage.id)).where(col(Passage.revision_id).in_(revisions)).scalar_subquery()
    on_them = sa.select(col(Coding.id)).where(col(Coding.passage_id).in_(passages)).scalar_subquery()
    about = sa.or_(col(Memo.passage_id).in_(passages), col(Memo.coding_id).in_(on_them))
    session.execute(sa.delete(Memo).where(about, col(Memo.removed_at).is_not(None)))
    session.execute(sa.delete(Coding).where(col(Coding.passage_id).in_(passages), col(Coding.removed_at).is_not(None)))


def counts_by_code(session: Session, study: Study, *, coder: str | None = None) -> dict[str, int]:
    """How many living codings the coder may see, under each id they were made with."""
    query = sa.select(col(Coding.code), sa.func.count()).group_by(col(Coding.code))
    return dict(session.execute(in_sight(query, session, study, coder=coder, by="list")).all())


def counts_by_stamp(session: Session, study: Study, *, coder: str | None = None) -> dict[tuple[str, str | None], int]:
    """How many living codings the coder may see, by the id and the state of the codebook they were made with."""
    made_with = (col(Coding.code), STATE)
    query = in_sight(
        sa.select(*made_with, sa.func.count()).group_by(*made_with), session, study, coder=coder, by="list"
    )
    return {(code, state): count for code, state, count in session.execute(query)}


def recent_codes(session: Session, study: Study) -> list[str]:
    """The codes that the coder put on passages last, latest first, each once, under the ids they were made with."""
    latest = sa.func.max(col(Coding.made_at))
    query = sa.select(col(Coding.code)).group_by(col(Coding.code)).order_by(latest.desc(), col(Coding.code))
    return list(session.scalars(in_sight(query, session, study, coder=study.coder)))


def coders_by_transcript(session: Session, study: Study) -> dict[UUID, set[str]]:
    """Who has living codings that the coder may see, by transcript; one without any is not in it."""
    query = (
        sa.select(col(Revision.transcript_id), col(Coder.name))
        .join(Passage, col(Passage.revision_id) == Revision.id)
        .join(Coding, col(Coding.passage_id) == Passage.id)
        .join(Coder, col(Coder.id) == Coding.coder_id)
        .distinct()
    )
    found: dict[UUID, set[str]] = {}
    for transcript_id, name in session.execute(in_sight(query, session, study, by="passage")):
        found.setdefault(transcript_id, set()).add(name)
    return found


def coded_passages(session: Session, study: Study, passages: Collection[UUID]) -> set[UUID]:
    """Of these passages, those on which the coder may see living codings."""
    query = in_sight(sa.select(col(Coding.passage_id)).distinct(), session, study)
    return {
        one for some in portions(passages) for one in session.scalars(query.where(col(Coding.passage_id).in_(some)))
    }


def own_spans(session: Session, study: Study) -> dict[UUID, list[Span]]:
    """Where the coder's own living codings stand: the span of each, by revision, in no order."""
    return coded_spans(session, study, coder=study.coder)


def coded_spans(
    session: Session, study: Study, *, codes: Collection[str] | None = None, coder: str | None = None
) -> dict[UUID, list[Span]]:
    """Where living codings stand that the coder may see: the span of each, by revision, in no order.

    Args:
        session: A session for reading.
        study: The study; its coder is who looks.
        codes: Only codings made with one of these ids.
        coder: Only this coder's.
    """
    query = (
        sa.select(col(Passage.revision_id), span_list(col(Passage.start), col(Passage.end)))
        .join(Coding, col(Coding.passage_id) == Passage.id)
        .group_by(col(Passage.revision_id))
    )
    if codes is not None:
        query = query.where(col(Coding.code).in_(set(codes)))
    listed = session.execute(in_sight(query, session, study, coder=coder, by="passage"))
    return {revision_id: spans_listed(spans) for revision_id, spans in listed}


def history(
    study: Study, *, limit: int | None = None, coder: str | None = None, before: int | None = None
) -> list[journal.StepTaken]:
    """The steps taken in the study, latest first, as far as the coder may see them.

    Args:
        study: The study.
        limit: At most so many.
        coder: Only this coder's.
        before: Only steps taken before the one of this number.

    Raises:
        NotFound: Nobody of that name has worked in the study.
    """
    coder_id = find_coder(study, coder) if coder is not None else None
    if coder is not None and coder_id is None:
        raise NotFound(f"Nobody called {coder!r} has worked in this study.", command="See: workbench history")
    with study.read() as session:
        coder_ids = None if coder is None else [coder_id]
        told = sight_samples.steps_in_sight(session, study)
        return journal.history(session, limit=limit, coder_ids=coder_ids, before=before, told=told)


def tells_every_step(study: Study) -> bool:
    """Whether no step is out of sight; where some are, the numbers of the others would tell how many."""
    with study.read() as session:
        return sight_samples.steps_in_sight(session, study) is None


def place_of_step(study: Study, step_id: int) -> StepPlace | None:
    """Where a step was at work: the first passage, theme, transcript or memo that it was about and that is there.

    None for a step that the coder may not see, or that brought others' work on a sample that is open, as packs do.

    Args:
        study: The study.
        step_id: The step's number.
    """
    with study.read() as session:
        told = sight_samples.steps_in_sight(session, study)
        if told is not None and session.scalar(sa.select(col(Step.id)).where(col(Step.id) == step_id, told)) is None:
            return None
        if sight_samples.brought_others_work(session, study, step_id):
            return None
        return step_places.place_of(session, step_id)

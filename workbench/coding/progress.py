"""How far a coder is with each transcript."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench import sight
from workbench.coding.uncoded import labels_that_count
from workbench.model import Revision, Turn
from workbench.spans import Span, shared, union
from workbench.store.database import portions
from workbench.store.span_lists import span_list, spans_listed
from workbench.study import Study
from workbench.transcripts import listing


class Progress(NamedTuple):
    """How far the coder is with a transcript.

    Attributes:
        codings: How many living codings of the coder's are on it.
        coded: How many of the code points that count are in at least one of them.
        spoken: How many code points count, as `workbench.coding.uncoded` says.
    """

    codings: int
    coded: int
    spoken: int

    @property
    def share(self) -> float:
        """The share that is coded, from 0 to 1; 0 where nothing counts."""
        return self.coded / self.spoken if self.spoken else 0.0


def progress(study: Study) -> dict[UUID, Progress]:
    """How far whoever is coding is, by revision; a revision that they have not coded in is not in it."""
    with study.read() as session:
        coded = sight.own_spans(session, study)
        counting = _counting(session, list(coded))
    found = {}
    for revision_id, spans in coded.items():
        spoken = counting.get(revision_id, [])
        total = sum(span.length for span in union(spoken))
        found[revision_id] = Progress(len(spans), shared(spans, spoken), total)
    return found


def _counting(session: Session, revisions: list[UUID]) -> dict[UUID, list[Span]]:
    """The turns that count, by revision."""
    behind = listing.speakers(session, revisions)
    turns = sa.select(col(Revision.id), col(Turn.label), col(Turn.start), col(Turn.end)).join(
        Turn, col(Turn.text_sha256) == Revision.text_sha256
    )
    said: dict[UUID, dict[str | None, list[Span]]] = defaultdict(dict)
    for few in portions(revisions):
        some = turns.where(col(Revision.id).in_(few)).subquery()
        listed = span_list(some.c.start, some.c.end)
        for revision_id, label, spans in session.execute(
            sa.select(some.c.id, some.c.label, listed).group_by(some.c.id, some.c.label)
        ):
            said[revision_id][label] = spans_listed(spans)
    found = {}
    for revision_id, by_label in said.items():
        known = behind.get(revision_id, {})
        labels = labels_that_count({label: known.get(label, listing.NOBODY) for label in by_label})
        found[revision_id] = [span for label in labels for span in by_label[label]]
    return found

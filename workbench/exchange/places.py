"""From a passage of the study to what a pack says of it."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench.coding import marked_passages
from workbench.exchange import lines
from workbench.model import Passage
from workbench.spans import Span
from workbench.transcripts import facts, listing

_NEVER = "never"


class Places:
    """The study's passages, as a pack names them.

    Args:
        session: A session for reading.
        words: Whether words may stand in a pack. Those not for quotation, and those of people who asked never to be
            quoted, stand there as hashes all the same: what is not printed does not go into text files either.
    """

    def __init__(self, session: Session, *, words: bool) -> None:
        self._found = {item.revision_id: item for item in listing.transcripts(session)}
        self._spoken = listing.spoken(session, self._found)
        self._words = words
        self._sealed = marked_passages(session)
        self._never = {one.participant for one in facts.people(session) if one.quoting == _NEVER}
        rows = session.execute(
            sa.select(col(Passage.id), col(Passage.revision_id), col(Passage.start), col(Passage.end))
        )
        self._passages = {passage_id: (revision_id, Span(start, end)) for passage_id, revision_id, start, end in rows}
        self._with_never = {revision_id for revision_id in self._found if self._has_never(revision_id)}

    def of(self, passage_id: UUID) -> lines.Place:
        """The passage of that row."""
        revision_id, span = self._passages[passage_id]
        found = self._found[revision_id]
        sealed = any(span.overlaps(mark) for mark in self._sealed.get(revision_id, ()))
        sealed = sealed or (revision_id in self._with_never and self._may_be_never(revision_id, span))
        words = span.of(self._spoken[revision_id].text)
        quote = lines.words_or_hash(words, allowed=self._words and not sealed)
        return lines.Place(found.name, found.text_sha256, found.source_sha256, *span, quote)

    def _has_never(self, revision_id: UUID) -> bool:
        """Whether somebody takes part who asked never to be quoted."""
        speaking = (who for turn in self._spoken[revision_id].turns for who in turn.participants)
        return not self._never.isdisjoint([*self._found[revision_id].participants, *speaking])

    def _may_be_never(self, revision_id: UUID, span: Span) -> bool:
        """Whether such a person may have said any of it: where nobody knows who speaks, it may be anybody."""
        turns = list(self._spoken[revision_id].turns_in(*span))
        return not turns or any(
            not turn.interviewer and (not turn.participants or not self._never.isdisjoint(turn.participants))
            for turn in turns
        )

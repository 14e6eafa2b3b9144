"""Hits of a search as keyword in context: what every search gives and every list of hits takes. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple
from uuid import UUID

from workbench.spans import Span
from workbench.transcripts.in_words import shared_role

CONTEXT = 80
"""How many code points are shown before and after a hit, at most."""


class Hit(NamedTuple):
    """A place where what was looked for stands, with the words round it.

    Attributes:
        transcript: The transcript's name.
        transcript_id: The transcript.
        revision_id: The text in which it stands.
        start: Where it begins, in code points of the transcript's text.
        end: Where it ends (exclusive).
        before: What stands before it in the same turn, as far as it is shown.
        words: The words found, exactly as the text has them.
        after: What stands after it in the same turn, as far as it is shown.
        speaker: The label of whose turn it is, as written; None where there is none.
        participants: Who speaks, as participant ids; several: one of these; none: an interviewer or unknown.
        wave: The transcript's wave.
        role: The role of those who may speak, where they share one.
        not_for_quotation: Whether any of what is shown, before and after it too, is marked as not for quotation.
    """

    transcript: str
    transcript_id: UUID
    revision_id: UUID
    start: int
    end: int
    before: str
    words: str
    after: str
    speaker: str | None
    participants: tuple[str, ...]
    wave: str | None
    role: str | None
    not_for_quotation: bool

    @property
    def span(self) -> Span:
        """Where it stands, in code points of the transcript's text."""
        return Span(self.start, self.end)


class Searched(NamedTuple):
    """A transcript in which was looked.

    Attributes:
        transcript: Its name.
        transcript_id: Its row.
        revision_id: The text that was looked through.
        wave: Its wave.
        sealed: What is not for quotation in it.
        roles: Every participant's role.
    """

    transcript: str
    transcript_id: UUID
    revision_id: UUID
    wave: str | None
    sealed: Collection[Span]
    roles: Mapping[str, str | None]

    def hit(
        self,
        text: str,
        place: Span,
        within: tuple[int, int],
        *,
        label: str | None,
        participants: tuple[str, ...],
        begins: int = 0,
    ) -> Hit:
        """A place where what was looked for stands, as a hit.

        Args:
            text: The transcript's text, or a part of it.
            place: Where in ``text`` it stands.
            within: The turn round it, in ``text`` too: what is shown beside it is from there.
            label: The label of whose turn it is.
            participants: Who speaks, as participant ids.
            begins: Where in the transcript's text ``text`` begins.
        """
        before, after = in_context(text, *place, within)
        start, end = begins + place.start, begins + place.end
        shown = Span(start - len(before), end + len(after))
        return Hit(
            self.transcript,
            self.transcript_id,
            self.revision_id,
            start,
            end,
            before,
            place.of(text),
            after,
            label or None,
            participants,
            self.wave,
            shared_role(participants, self.roles),
            any(shown.overlaps(mark) for mark in self.sealed),
        )


def in_context(text: str, start: int, end: int, within: tuple[int, int], *, width: int = CONTEXT) -> tuple[str, str]:
    """What stands before and after a hit: whole words, of the same turn.

    Args:
        text: The transcript's text.
        start: Where the hit begins, in code points.
        end: Where it ends (exclusive).
        within: Where the turn begins and ends.
        width: At most so many code points on either side.
    """
    first, last = within
    from_, to = max(first, start - width), min(last, end + width)
    before, after = text[from_:start], text[end:to]
    # A word that the edge cuts through is left out, unless nothing else is there.
    if from_ > first and not text[from_ - 1].isspace():
        gap = next((at for at, character in enumerate(before) if character.isspace()), len(before))
        before = before[gap:] if before[gap:].strip() else before
    if to < last and not text[to].isspace():
        gap = next((at for at in range(len(after), 0, -1) if after[at - 1].isspace()), 0)
        after = after[:gap] if after[:gap].strip() else after
    return before, after

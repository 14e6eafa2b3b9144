"""Which transcripts one reads side by side: a participant's other interviews, the other half of a pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple
from uuid import UUID

from sqlmodel import Session

from workbench.transcripts import listing
from workbench.transcripts.listing import TranscriptFound

Why = Literal["same", "pair", "other"]
_ORDER: tuple[Why, ...] = ("same", "pair", "other")


class Partner(NamedTuple):
    """A transcript to read beside another: of the same participant, of somebody in the same pair, or any other."""

    transcript: TranscriptFound
    why: Why


def pairs(session: Session) -> dict[str, str]:
    """The pair of each participant who is in one, as participants.csv says."""
    return {one.participant: one.pair for one in listing.participants(session) if one.pair}


def partners(chosen: UUID, transcripts: Sequence[TranscriptFound], in_pairs: Mapping[str, str]) -> list[Partner]:
    """All other transcripts, those first that one compares it with. Pure.

    Args:
        chosen: The transcript that is read.
        transcripts: All there are, it among them, in their order.
        in_pairs: The pair of each participant who is in one.
    """
    own = next((one for one in transcripts if one.id == chosen), None)
    people = set(own.participants) if own is not None else set()
    theirs = {in_pairs[who] for who in people if who in in_pairs}

    def why(one: TranscriptFound) -> Why:
        if people.intersection(one.participants):
            return "same"
        return "pair" if any(in_pairs.get(who) in theirs for who in one.participants if who in in_pairs) else "other"

    found = [Partner(one, why(one)) for one in transcripts if one.id != chosen]
    return sorted(found, key=lambda one: _ORDER.index(one.why))

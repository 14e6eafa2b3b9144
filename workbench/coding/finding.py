"""Words found in transcripts, as hits that may be accepted and coded."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple
from uuid import UUID

from workbench.coding.apply_all import PlacesIn
from workbench.coding.extracts import marked_passages
from workbench.coding.hits import Hit, Searched
from workbench.errors import BadInput, Refused
from workbench.spans import Span
from workbench.study import Study
from workbench.transcripts import listing, order
from workbench.transcripts.finding import AS_IT_STANDS, Switches, find
from workbench.transcripts.listing import SpokenText
from workbench.transcripts.units import MeaningUnits, units_of

PassageKind = Literal["sentence", "turn", "words"]

PASSAGE_KINDS: tuple[PassageKind, ...] = ("sentence", "turn", "words")
"""What may be coded of a hit; codes go on units of meaning, so the sentence stands first."""


class HitsFound(NamedTuple):
    """What came of looking for words.

    Attributes:
        hits: Where they stand, by transcript and place.
        in_labels: How many more stand in labels of speakers, which nobody said: they are no hits.
    """

    hits: tuple[Hit, ...]
    in_labels: int


def find_hits(
    study: Study, words: str, switches: Switches = AS_IT_STANDS, *, transcripts: Collection[str] | None = None
) -> HitsFound:
    """Where words stand in transcripts, in the words spoken or in text that is nobody's.

    Args:
        study: The study.
        words: What is looked for.
        switches: What is forgiven, and whether it is a regular expression.
        transcripts: Only in the transcripts of these names; None looks through all.

    Raises:
        NotFound: There is no such transcript.
        BadInput: Nothing is looked for; or it is no regular expression, or one that takes too long.
    """
    if not words.strip():
        raise BadInput("There is nothing in what is looked for.", "Give words, or a regular expression.")
    hits: list[Hit] = []
    in_labels = 0
    with study.read() as session:
        wanted = None
        if transcripts is not None:
            wanted = {listing.find_text(session, name).id for name in transcripts}
        sealed = marked_passages(session)
        roles = listing.roles_by_participant(session)
        for one in order.transcripts(session, study.settings):
            if wanted is None or one.id in wanted:
                spoken = listing.spoken(session, {one.revision_id})[one.revision_id]
                places = find(spoken.text, words, switches).all()
                marks = sealed.get(one.revision_id, ())
                where = Searched(one.name, one.id, one.revision_id, one.wave, marks, roles)
                found = list(_hits_in(spoken, places, where))
                hits += found
                in_labels += len(places) - len(found)
    return HitsFound(tuple(hits), in_labels)


def _hits_in(spoken: SpokenText, places: Iterable[Span], where: Searched) -> Iterator[Hit]:
    """Places of a transcript, in order, as hits; those that lie in a speaker's label are left out."""
    units = units_of(spoken)
    for place in places:
        turn = units.turn(place.start)
        if turn is None or place.end <= turn.start:
            continue
        who = next(spoken.turns_in(place.start, place.end), None)
        within = min(turn.start, place.start), max(turn.end, place.end)
        label, participants = (who.label, who.participants) if who is not None else (None, ())
        yield where.hit(spoken.text, place, within, label=label, participants=participants)


def texts_of(study: Study, hits: Collection[Hit]) -> dict[UUID, MeaningUnits]:
    """The texts in which hits stand, by revision: sentences and turns of them can be asked.

    Raises:
        Refused: A transcript is not there any more.
    """
    with study.read() as session:
        found = listing.spoken(session, {hit.revision_id for hit in hits})
    gone = next((hit for hit in hits if hit.revision_id not in found), None)
    if gone is not None:
        raise Refused(f"{gone.transcript!r} is not among the transcripts any more.", "Look for the words again.")
    return {revision: units_of(spoken) for revision, spoken in found.items()}


def passage_of(hit: Hit, kind: PassageKind, units: MeaningUnits) -> Span:
    """What is coded of a hit: its words, or the sentences or turns in which they stand. Pure."""
    if kind == "words":
        return hit.span
    whole = units.sentence if kind == "sentence" else units.turn
    touched = [one for offset in (hit.start, hit.end - 1) if (one := whole(offset)) is not None]
    return Span(min(one.start for one in touched), max(one.end for one in touched)) if touched else hit.span


def passages_of(hits: Sequence[Hit], kind: PassageKind, texts: Mapping[UUID, MeaningUnits]) -> list[PlacesIn]:
    """What is coded of hits, by transcript; several hits in one sentence or turn make one passage. Pure."""
    found: dict[tuple[str, UUID], dict[Span, None]] = {}
    for hit in hits:
        spans = found.setdefault((hit.transcript, hit.revision_id), {})
        spans[passage_of(hit, kind, texts[hit.revision_id])] = None
    return [PlacesIn(name, revision, tuple(spans)) for (name, revision), spans in found.items()]

"""A transcript as somebody codes it: its text with turns, the codings on it, and what is not for quotation."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workbench import sight
from workbench.codebook import states
from workbench.coding.extracts import Extract, extracts, marked_passages
from workbench.spans import Span
from workbench.study import Study
from workbench.transcripts import listing, order
from workbench.transcripts.listing import SpokenText, TranscriptFound


@dataclass(frozen=True)
class Coded:
    """What is coded in a transcript, as far as the coder may see it.

    Attributes:
        codings: The codings on it, by place.
        not_for_quotation: The passages marked so.
        counts: How many codings each code has in the whole study, under today's id.
        recent: The codes the coder used last, latest first, as today's ids.
    """

    codings: tuple[Extract, ...]
    not_for_quotation: tuple[Span, ...]
    counts: dict[str, int]
    recent: tuple[str, ...]


@dataclass(frozen=True)
class Opened:
    """A transcript opened for coding.

    Attributes:
        transcript: Who, when and what kind it is.
        spoken: Its text and turns.
        coded: What is coded in it.
        books: The codebooks.
        others: All transcripts there are, this one among them, in order.
    """

    transcript: TranscriptFound
    spoken: SpokenText
    coded: Coded
    books: states.Codebooks
    others: tuple[TranscriptFound, ...]


def open_transcript(study: Study, *wanted: str | UUID | None) -> Opened | None:
    """Everything that coding a transcript needs.

    Args:
        study: The study.
        wanted: The transcript's name, or its id, which stays when it is called otherwise; where that is None, or gone,
            the next one wanted counts, and at last the first there is.

    Returns:
        None where the study has no transcript yet.
    """
    with study.read() as session:
        found = order.transcripts(session, study.settings)
        if not found:
            return None
        chosen = next((one for want in wanted for one in found if want in (one.name, one.id)), found[0])
        spoken = listing.spoken(session, {chosen.revision_id})[chosen.revision_id]
    return Opened(chosen, spoken, coded(study, chosen.name), states.current(study), tuple(found))


def coded(study: Study, name: str) -> Coded:
    """What is coded in the transcript of that name.

    Raises:
        NotFound: There is no such transcript.
    """
    found = extracts(study, transcript=name)
    lineage = states.current(study).lineage
    with study.read() as session:
        revision_id = listing.find_text(session, name).revision_id
        sealed = marked_passages(session).get(revision_id, [])
        counts = lineage.added_up(sight.counts_by_code(session, study))
        recent = dict.fromkeys(lineage.today(code) for code in sight.recent_codes(session, study))
    return Coded(tuple(found), tuple(sorted(sealed)), dict(counts), tuple(recent))

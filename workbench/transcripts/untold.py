"""What the user should be told of who speaks in a transcript that was taken in. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.transcripts.last_seen import TRANSCRIPTS
from workbench.transcripts.speakers import SpeakerAssignment, unresolved
from workbench.transcripts.tables import TranscriptFacts
from workbench.visible import first_few

_WITHOUT_SPEAKERS = ("observation", "case file", "document")


def told(transcript: str, facts: TranscriptFacts, found: Mapping[str | None, SpeakerAssignment]) -> list[str]:
    """What the user should be told of who speaks in a transcript: one line at most, and no words spoken.

    Args:
        transcript: What the transcript is called.
        facts: What is known of it.
        found: Who stands behind each label.
    """
    labels = unresolved(found)
    named = [label for label in labels if label]
    if not labels and None in found and not any(found) and _is_interview(facts):
        return [
            f"{transcript}: no speaker's label was found, so all of it counts as the words of "
            f"{found[None].participants[0]}, questions too. Does somebody else speak in it, write labels with a "
            "colon into the file and import it again."
        ]
    if labels and not named and len(facts.participants) == 1:
        return [
            f"{transcript}: nobody is known who speaks: lines name the interviewer, and none begins with a label as "
            "the program knows them. Write labels with a colon into the file (“Interviewer: …”) and import it again."
        ]
    if not labels or (not named and facts.kind in _WITHOUT_SPEAKERS):
        return []
    if not facts.participants:
        return [f"{transcript}: who speaks is unknown; say who takes part in {TRANSCRIPTS}."]
    if not named:
        return [f"{transcript}: nobody is known who speaks."]
    called = first_few(f"“{label}”" for label in named)
    example = f"{named[0]}={facts.participants[0]}, or {named[0]}=interviewer"
    return [
        f"{transcript}: nobody is known who is called {called}; say who in {TRANSCRIPTS}, column speakers ({example})."
    ]


def _is_interview(facts: TranscriptFacts) -> bool:
    """Whether others than the participant are to be expected in the text: questions."""
    return facts.kind in (None, "individual") and facts.record != "notes"

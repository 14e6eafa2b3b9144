"""Who was interviewed when, and how: participant by wave. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench.transcripts.matching import Named
from workbench.transcripts.tables.facts import ParticipantFacts
from workbench.transcripts.tables.values import KINDS

NOT_INTERVIEWED = "not interviewed"

NO_WAVE = ""
"""The column of transcripts whose wave is unknown, and the only one of a study without waves."""

_WORDS = {"individual": "interviewed", "joint": "jointly", "group": "in a group"}


def grid(
    participants: Iterable[ParticipantFacts],
    transcripts: Iterable[tuple[Sequence[str], str | None, str | None]],
    waves: Sequence[Named],
) -> dict[str, dict[str, str]]:
    """What there is of every participant at every wave.

    Args:
        participants: Those of the study, in order.
        transcripts: Of each transcript its participants' ids, its wave's id and its kind, as far as known.
        waves: The study's waves, in order.

    Returns:
        participant id -> wave id -> "interviewed", "jointly", "in a group"; another kind's own word ("questionnaire",
        "case file" …); of several the most personal. Without a transcript the participant's status at that wave, else
        "not interviewed". There is a column `NO_WAVE` only where a transcript has no wave or the study none; beside
        other columns it is empty for those who have no such transcript.
    """
    kinds: dict[tuple[str, str], set[str]] = {}
    for people, wave, kind in transcripts:
        for participant in people:
            kinds.setdefault((participant, wave or NO_WAVE), set()).add(kind or "individual")
    columns = [wave.id for wave in waves]
    columns += dict.fromkeys(wave for _, wave in kinds if wave not in columns)
    columns = columns or [NO_WAVE]
    is_only = columns == [NO_WAVE]
    return {
        facts.participant: {
            wave: _word(facts, wave, kinds.get((facts.participant, wave), set()), is_only=is_only) for wave in columns
        }
        for facts in participants
    }


def _word(facts: ParticipantFacts, wave: str, kinds: set[str], *, is_only: bool) -> str:
    """What there is of a participant at a wave, in a word."""
    for kind in KINDS:
        if kind in kinds:
            return _WORDS.get(kind, kind)
    if wave == NO_WAVE:
        return (facts.status_at(None) or NOT_INTERVIEWED) if is_only else ""
    said = facts.status_at(wave)
    # "interviewed" without a wave means somewhere, not at every wave.
    return NOT_INTERVIEWED if not said or (said == "interviewed" and facts.status == said) else said

"""People and speakers in words, as every door says them. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from workbench.transcripts.speakers import is_speech
from workbench.transcripts.tables.facts import ParticipantFacts
from workbench.visible import one_line


class Speaking(Protocol):
    """What is known of whoever stands behind a label."""

    @property
    def participants(self) -> tuple[str, ...]:
        """Ids; several: one of these."""

    @property
    def interviewer(self) -> bool:
        """Whether an interviewer speaks."""

    @property
    def is_settled(self) -> bool:
        """False where nobody knows who it is."""


def person(who: str, people: Mapping[str, ParticipantFacts]) -> str:
    """A participant as printed, with the id where that is another.

    Args:
        who: The id.
        people: The study's participants, by id.
    """
    label = people[who].label if who in people else who
    return one_line(label if label == who else f"{label} ({who})")


def one_of(ids: Iterable[str], people: Mapping[str, ParticipantFacts]) -> str:
    """Participants one of whom is meant."""
    return " or ".join(person(who, people) for who in ids)


def speaker(
    label: str | None, who: Speaking, labels: Collection[str | None], people: Mapping[str, ParticipantFacts]
) -> str:
    """Who stands behind a label of a transcript.

    Args:
        label: As written; None: turns without one; empty: what is no speech.
        who: What is known of them.
        labels: All labels of the transcript.
        people: The study's participants, by id.
    """
    if not is_speech(label, labels):
        return "nobody's words: a heading, a date"
    if who.interviewer:
        return "interviewer"
    if who.participants:
        return f"{'one of ' if len(who.participants) > 1 else ''}{one_of(who.participants, people)}"
    if who.is_settled:
        return "nobody of the study"
    return f"nobody knows who “{one_line(label)}” is" if label else "nobody knows who speaks"


def shared_role(people: Iterable[str], roles: Mapping[str, str | None]) -> str | None:
    """The role of those who may speak, where they share one; None where they do not, or nobody is known.

    Args:
        people: Ids of participants.
        roles: Every participant's role.
    """
    found = {roles.get(who) for who in people}
    return found.pop() if len(found) == 1 else None

"""Who is said to have said it: what an attribution claims, held against who speaks. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple

from workbench.report.facts import TranscriptRow, TurnRow


class Fit(Enum):
    """Whether words are those of whom they are attributed to."""

    YES = "yes"
    UNSURE = "unsure"
    NO = "no"


class Who(NamedTuple):
    """Who is named, of whom at least one is said to speak.

    Attributes:
        people: The participants (ids) it may be.
        by_name: Whether they are called by a name, not by what they are.
    """

    people: frozenset[str]
    by_name: bool


@dataclass(frozen=True)
class Claim:
    """What an attribution says, as far as it says it.

    Attributes:
        text: The attribution as printed, without brackets.
        people: The participants (ids) of whom one, or each where they are named, is said to speak; None where it says
            nothing of that.
        named: Whether they are named each, not by what they are.
        waves: The waves (ids) it names.
        kinds: The kinds of transcripts it names, for words of nobody in particular.
        notes: Whether it says that the words are from notes.
        translated: Whether it says that they are a translation.
        stranger: Whether it says that the speaker is not known.
        interviewer: Whether it names the interviewer, alone or as one of those who speak.
        loose: Whether it does not stand right beside the words, so that it may be of others.
        unknown: What in it looks like a participant, and is none of the study's.
        several: Who they are, where it names more than one: each is said to speak. Empty: everybody named, or one of a
            role.
        somebody: Whether it says that a participant speaks, and no more: "Participant", a role that nobody is in.
        called: Whether it names somebody as a transcript does and the study does not: that may be a real name.
        strange: What in it looks like a wave, or a name, and is none of the study's.
    """

    text: str
    people: frozenset[str] | None = None
    named: bool = False
    waves: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    notes: bool = False
    translated: bool = False
    stranger: bool = False
    interviewer: bool = False
    loose: bool = False
    unknown: str = ""
    several: tuple[Who, ...] = ()
    somebody: bool = False
    called: bool = False
    strange: tuple[str, ...] = ()

    @property
    def may_explain(self) -> bool:
        """Whether it says what somebody is and no more, as what explains a word in brackets does: *the mentor*."""
        return self.people is not None and not self.named and not self.waves and self.text[:1].islower()

    @property
    def each(self) -> tuple[Who, ...]:
        """All of whom one is said to speak."""
        if self.several or not self.people:
            return self.several
        return tuple(Who(frozenset((one,)), True) for one in self.people) if self.named else (Who(self.people, False),)


def of_either(claim: Claim) -> Claim:
    """An attribution of several people that stands for more than one quotation: in each one of them speaks."""
    return replace(claim, several=(Who(claim.people or frozenset(), claim.named),)) if len(claim.each) > 1 else claim


class Speaker(NamedTuple):
    """Who speaks in a turn.

    Attributes:
        people: The participants (ids) who may.
        interviewer: Whether it is the interviewer.
        stranger: Whether it is nobody known, where others are known.
    """

    people: tuple[str, ...] = ()
    interviewer: bool = False
    stranger: bool = False


def speaker_of(row: TranscriptRow, turn: TurnRow) -> Speaker:
    """Who speaks in a turn; whose words nobody is named for are those of the one who takes part, if it is one."""
    people = turn.participants
    if not people and not turn.interviewer and not turn.is_strangers and len(row.participants) == 1:
        people = row.participants
    return Speaker(people, turn.interviewer, turn.is_strangers and row.is_somebodys)


def fits(claim: Claim, row: TranscriptRow, voices: Sequence[Speaker]) -> Fit:
    """Whether an attribution is right for words of a transcript, as far as it goes.

    Args:
        claim: The attribution.
        row: The transcript.
        voices: Who speaks in the words, each once.
    """
    if claim.unknown or (claim.waves and row.wave is not None and row.wave not in claim.waves):
        return Fit.NO
    if claim.interviewer and claim.people is None:
        return Fit.YES if all(voice.interviewer for voice in voices) else Fit.NO
    if len(claim.waves) > 1 and len(claim.each) < 2 and not claim.loose and row.wave is not None:
        return Fit.NO  # they cannot have been said at both
    unsure = bool(claim.waves) and row.wave is None
    if claim.kinds and row.kind not in claim.kinds:
        return Fit.NO
    if claim.people is not None:
        found = [_speaks(claim, row, voice) for voice in voices]
        if Fit.NO in found or not _all_speak(claim, voices):
            return Fit.NO
        unsure = unsure or Fit.UNSURE in found
    elif any(voice.interviewer for voice in voices):
        return Fit.NO
    return Fit.UNSURE if unsure else Fit.YES


def _speaks(claim: Claim, row: TranscriptRow, voice: Speaker) -> Fit:
    people = claim.people or frozenset()
    if voice.interviewer:
        return Fit.YES if claim.interviewer else Fit.NO
    if not voice.people:
        may_be = not row.participants or bool(people & set(row.participants))
        return Fit.UNSURE if may_be else Fit.NO
    if people.issuperset(voice.people):
        return Fit.YES
    # One of several speaks, and nobody knows who of them.
    return Fit.UNSURE if len(voice.people) > 1 and people.intersection(voice.people) else Fit.NO


def _all_speak(claim: Claim, voices: Sequence[Speaker]) -> bool:
    """Whether each who is named may speak in the words, where it is known who does."""
    if any(not voice.people for voice in voices):
        return True
    speakers = {one for voice in voices for one in voice.people}
    return all(not speakers.isdisjoint(who.people) for who in claim.each)


def untold(claim: Claim, row: TranscriptRow) -> str:
    """What an attribution says wrongly, or leaves unsaid, of how the words came about; empty where it is right.

    One that names nobody is not asked to say it.
    """
    for is_so, is_said, what in (
        (row.record == "notes", claim.notes, "the words of notes"),
        (bool(row.translated_from), claim.translated, "translated words"),
    ):
        if is_said and not is_so:
            return f"these are not {what}, as the attribution says"
        if is_so and not is_said and claim.people:
            return f"these are {what}, and the attribution does not say so"
    return ""


def unclear(claim: Claim) -> str:
    """What an attribution says that should not stand there, or that nobody of the study knows; empty for nothing."""
    if claim.called:
        return "names a speaker as the transcript does, not as the study does"
    if claim.strange and not claim.loose:
        return f"the attribution says “{'”, “'.join(claim.strange)}”, which the study does not know"
    return ""

"""What holds for quotations of a study: who may be quoted, and how; what is kept back, and what is redacted. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from workbench.report.attribution import whose_wishes
from workbench.report.facts import BY_ROLE_ONLY, NEVER, ParticipantRow, PassageRow, TranscriptRow
from workbench.report.verify.claims import Claim, Speaker
from workbench.report.verify.fillers import USUAL, Fillers
from workbench.spans import Span

if TYPE_CHECKING:
    from workbench.themes.preparing import Redaction


@dataclass(frozen=True)
class Rules:
    """What holds for quotations of a study.

    Attributes:
        tidied: Whether fillers may fall without a mark.
        language: The study's language.
        quoting: Of each participant (id) how they may be quoted.
        marked: Of each transcript the passages that are not for quotation.
        fillers: What are fillers.
        redacted: Of each transcript the words for which something else stands wherever they are printed.
    """

    tidied: bool = False
    language: str = "en"
    quoting: Mapping[str, str] = field(default_factory=dict)
    marked: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    fillers: Fillers = USUAL
    redacted: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        participants: Iterable[ParticipantRow],
        marked: Iterable[PassageRow],
        *,
        tidied: bool,
        language: str,
        fillers: Iterable[str] = (),
        redacted: Mapping[str, Sequence[Redaction]] | None = None,
    ) -> Rules:
        """The rules from a study's rows."""
        passages: dict[str, tuple[Span, ...]] = {}
        for one in marked:
            passages[one.transcript] = (*passages.get(one.transcript, ()), Span(one.start, one.end))
        quoting = {row.participant: row.quoting for row in participants}
        spans = {name: tuple(Span(one.start, one.end) for one in some) for name, some in (redacted or {}).items()}
        return cls(tidied, language, quoting, passages, Fillers(fillers) if fillers else USUAL, spans)

    def language_of(self, row: TranscriptRow) -> str:
        """The language of a transcript's text, as in ``en-GB``; the study's where nobody says."""
        return row.language or self.language


def withheld(rules: Rules, row: TranscriptRow, pieces: Iterable[Span], voices: Sequence[Speaker]) -> str:
    """Why words of a transcript must not be printed; empty where they may be.

    Args:
        rules: What holds in the study.
        row: The transcript.
        pieces: Where the words stand.
        voices: Who speaks in them.
    """
    if any(mark.overlaps(piece) for mark in rules.marked.get(row.name, ()) for piece in pieces):
        return "marked not for quotation"
    people = whose_wishes(row, [voice.people for voice in voices if not voice.interviewer])
    if any(rules.quoting.get(one) == NEVER for one in people):
        return "spoken by someone who is never to be quoted"
    return ""


def redacted_in(rules: Rules, row: TranscriptRow, pieces: Iterable[Span]) -> list[Span]:
    """The words in pieces of a transcript for which something else stands wherever they are printed.

    Args:
        rules: What holds in the study.
        row: The transcript.
        pieces: Where the words stand.
    """
    spans = rules.redacted.get(row.name, ())
    return [one for one in spans if any(one.overlaps(piece) for piece in pieces)] if spans else []


def names_by_role_only(rules: Rules, voices: Iterable[Speaker], claims: Iterable[Claim | None]) -> bool:
    """Whether an attribution names a speaker who is to be named by role only.

    Args:
        rules: What holds in the study.
        voices: Who speaks.
        claims: What the attribution, and labels within the words, say.
    """
    people = {one for voice in voices for one in voice.people}
    naming = (who.people for claim in claims if claim is not None for who in claim.each if who.by_name)
    return any(rules.quoting.get(one) == BY_ROLE_ONLY for one in people.intersection(chain.from_iterable(naming)))


def without(text: str, span: Span, hidden: Iterable[Span]) -> str:
    """What a text has in a span, with a sign in the place of words that are not to be shown.

    Args:
        text: The text.
        span: The span.
        hidden: What is not shown of it, in order.
    """
    pieces, at = [], span.start
    for one in hidden:
        pieces += [text[at : max(at, one.start)], "[redacted]"]
        at = max(at, one.end)
    return "".join([*pieces, text[at : span.end]])

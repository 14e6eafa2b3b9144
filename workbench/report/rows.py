"""From what other rooms tell about a study to the rows that a report is made of."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from workbench.codebook.schema import Code
from workbench.coding import Extract
from workbench.model import utc_now
from workbench.report.facts import (
    CodeRow,
    EvidenceRow,
    ExtractRow,
    LayerRow,
    ParticipantRow,
    RoleRow,
    StudyFacts,
    ThemeExtractRow,
    ThemeRow,
    TranscriptRow,
    TurnRow,
    WaveRow,
)
from workbench.report.parts.method_facts import coding_facts
from workbench.settings import StudySettings
from workbench.study import Study
from workbench.themes import Theme, ThemeExtract
from workbench.transcripts import facts as known_facts
from workbench.transcripts import listing
from workbench.transcripts.cutting import NOBODY
from workbench.transcripts.grid import grid
from workbench.transcripts.speakers import names_an_interviewer

_OF_NOTES = ("observation", "case file", "document")
"""Kinds of transcripts in which what has no label is the words of the notes."""


def people_and_texts(
    study: Study, names: Collection[str] | None = None
) -> tuple[tuple[ParticipantRow, ...], tuple[TranscriptRow, ...]]:
    """All participants, and the transcripts with their texts.

    Args:
        study: The study.
        names: Only the transcripts of these names.
    """
    with study.read() as session:
        found = listing.transcripts(session)
        wanted = [item for item in found if names is None or item.name in names]
        texts = listing.spoken(session, [item.revision_id for item in wanted])
        people = known_facts.people(session)
    waves = grid(people, [(item.participants, item.wave, item.kind) for item in found], study.settings.waves)
    participants = tuple(
        ParticipantRow(
            who.participant,
            who.label,
            who.role,
            who.quoting,
            waves[who.participant],
            who.reason,
            who.pair or "",
            who.site or "",
            who.status,
            dict(who.attributes),
        )
        for who in people
    )
    return participants, tuple(_transcript_row(item, texts.pop(item.revision_id), study.settings) for item in wanted)


def study_facts(study: Study, coder: str, seen: Sequence[Extract], layer: LayerRow | None = None) -> StudyFacts:
    """What the study says of itself, and how much was coded, or agreed on."""
    settings = study.settings
    return StudyFacts(
        title=settings.title,
        id=settings.id,
        mode=settings.mode,
        approach=settings.approach,
        language=settings.language,
        authors=tuple(settings.authors),
        organisation=settings.organisation,
        commissioner=settings.commissioner,
        date=settings.date,
        state=settings.state,
        waves=tuple(WaveRow(wave.id, wave.printed) for wave in settings.waves),
        roles=tuple(RoleRow(role.id, role.printed, role.attribution, role.perspective) for role in settings.roles),
        questions=settings.question_of,
        coder=coder,
        layer=layer,
        coding=coding_facts(study),
        codings=len(seen),
        codes_used=len({extract.code for extract in seen}),
        transcripts_coded=len({extract.transcript_id for extract in seen}),
        made_at=utc_now(),
    )


def _transcript_row(item: listing.TranscriptFound, text: listing.SpokenText, settings: StudySettings) -> TranscriptRow:
    interviewers = [*settings.interviewers, *([item.interviewer] if item.interviewer else [])]
    has_labels = item.kind not in _OF_NOTES and (
        any(turn.label for turn in text.turns)
        or (not any(turn.participants for turn in text.turns) and names_an_interviewer(text.text, interviewers))
    )
    turns = tuple(
        [
            TurnRow(
                start, end, label or "", people, len(people) > 1, asks, label == NOBODY or (has_labels and not label)
            )
            for start, end, label, _, people, asks in text.turns
        ]
    )
    return TranscriptRow(
        item.name,
        item.kind or "",
        item.record or "",
        item.wave,
        text.text,
        turns,
        item.participants,
        item.language or "",
        item.translated_from or "",
    )


def theme_row(theme: Theme, behind: Sequence[ThemeExtract], rows: Mapping[UUID, ExtractRow]) -> ThemeRow:
    """A theme with its extracts; ``rows`` has theirs by coding."""
    return ThemeRow(
        id=str(theme.id),
        name=theme.name,
        status=theme.status,
        concept=theme.concept,
        definition=theme.definition,
        includes=theme.includes,
        excludes=theme.excludes,
        narrative=theme.narrative,
        none_found=theme.none_found,
        parent=str(theme.parent) if theme.parent else None,
        position=theme.position,
        extracts=tuple(ThemeExtractRow(rows[one.extract.id], one.stance, one.use, one.prepared) for one in behind),
        answers=theme.answers,
        evidence=tuple(EvidenceRow(one.sentence, one.source) for one in theme.evidence),
    )


def extract_row(extract: Extract) -> ExtractRow:
    """An extract without its words, which are cut from the transcript's text."""
    return ExtractRow(
        id=str(extract.id),
        transcript=extract.transcript,
        start=extract.start,
        end=extract.end,
        code=extract.code,
        participants=extract.participants,
        one_of=extract.one_of,
        wave=extract.wave,
        role=extract.role,
        not_for_quotation=extract.not_for_quotation,
        coder=extract.coder,
        memo=extract.memo,
    )


def code_row(code: Code, became: str) -> CodeRow:
    """A code, and what became of it."""
    return CodeRow(code.id, code.name, code.definition, code.include, code.exclude, code.examples, code.parent, became)

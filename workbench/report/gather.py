"""From an open study to the plain values a report is made of, and on to a Word file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from workbench import themes
from workbench.codebook import states
from workbench.codebook.schema import Code
from workbench.coding import Extract, extracts
from workbench.errors import BadInput, NotFound
from workbench.model import utc_now
from workbench.report import word
from workbench.report.compose import compose
from workbench.report.content import Quotation, Report
from workbench.report.extract_book import compose_extract_book
from workbench.report.facts import (
    CodebookRow,
    CodeRow,
    ExtractRow,
    ParticipantRow,
    ReportFacts,
    RoleRow,
    StudyFacts,
    ThemeExtractRow,
    ThemeRow,
    TranscriptRow,
    TurnRow,
    WaveRow,
)
from workbench.study import Study, find_coder
from workbench.transcripts import facts as known_facts
from workbench.transcripts import listing
from workbench.transcripts.grid import grid


@dataclass(frozen=True)
class Written:
    """A document that was written.

    Attributes:
        path: The file.
        coder: Whose codings it prints.
        quotations: How many quotations or extracts stand in it.
        themes: How many themes and subthemes the study has.
        notices: What the writer must know and the reader must not see.
    """

    path: Path
    coder: str
    quotations: int
    themes: int
    notices: tuple[str, ...]


def write(study: Study, path: Path, *, coder: str | None = None) -> Written:
    """Write the theme report.

    Args:
        study: The study.
        path: The .docx file; one that is there is replaced.
        coder: Whose codings are printed; else the study's lead coder, else whoever is coding.

    Raises:
        NotFound: There are no themes, or nobody of that name has coded.
        BadInput: The file's name does not end in .docx.
        Unavailable: The file cannot be written.
    """
    return _write(study, path, coder, book=False)


def write_extract_book(study: Study, path: Path, *, coder: str | None = None) -> Written:
    """Write every extract by code, for the team.

    Raises:
        NotFound: Nothing is coded yet, or nobody of that name has coded.
        BadInput: The file's name does not end in .docx.
        Unavailable: The file cannot be written.
    """
    return _write(study, path, coder, book=True)


def printed_coder(study: Study, named: str | None) -> str:
    """Whose codings are printed: as named, else the lead coder's, else those of whoever is coding.

    Raises:
        NotFound: Nobody of the name that was given, or set as lead coder, has coded.
    """
    wanted = named or study.settings.lead_coder
    if not wanted:
        return study.coder
    if find_coder(study, wanted) is None:
        where = "" if named else " (lead_coder in study.yaml)"
        raise NotFound(f"Nobody called {wanted!r}{where} has coded in this study.", "Name another: --coder NAME")
    return wanted


def _write(study: Study, path: Path, coder: str | None, *, book: bool) -> Written:
    if path.suffix.casefold() != ".docx":
        raise BadInput(f"{path}: a Word file ends in .docx.", "Name it so.")
    known = themes.themes(study)
    if not book and not known:
        compose(ReportFacts(StudyFacts(study.settings.title)))
    whose = printed_coder(study, coder)
    facts = gather(study, whose)
    report = compose_extract_book(facts) if book else compose(facts)
    word.write_report(report, path)
    return Written(path, whose, quotations_in(report), len(known), report.notices)


def quotations_in(report: Report) -> int:
    """How many quotations stand in a report."""
    return sum(isinstance(block, Quotation) for block in report.blocks)


def gather(study: Study, coder: str) -> ReportFacts:
    """Everything a report on one coder's codings is composed from."""
    books = states.current(study)
    seen = extracts(study, coder=coder)
    behind = themes.theme_extracts(study, seen=seen)
    rows = {extract.id: _extract(extract) for extract in seen}
    with study.read() as session:
        found = listing.transcripts(session)
        texts = listing.spoken(session, [item.revision_id for item in found])
        people = known_facts.people(session)
    waves = grid(people, [(item.participants, item.wave, item.kind) for item in found], study.settings.waves)
    return ReportFacts(
        study=_study_facts(study, coder, seen),
        participants=tuple(
            ParticipantRow(who.participant, who.label, who.role, who.quoting, waves[who.participant], who.reason)
            for who in people
        ),
        transcripts=tuple(_transcript(item, texts[item.revision_id]) for item in found),
        themes=tuple(_theme(theme, behind[theme.id], rows) for theme in themes.themes(study)),
        codebooks=tuple(
            CodebookRow(book.name, book.version, book.description, tuple(_code(code) for code in book.codes))
            for book in books.books
        ),
        extracts=tuple(rows.values()),
    )


def _study_facts(study: Study, coder: str, seen: list[Extract]) -> StudyFacts:
    settings = study.settings
    return StudyFacts(
        title=settings.title,
        mode=settings.mode,
        approach=settings.approach,
        language=settings.language,
        authors=tuple(settings.authors),
        organisation=settings.organisation,
        commissioner=settings.commissioner,
        date=settings.date,
        state=settings.state,
        waves=tuple(WaveRow(wave.id, wave.printed) for wave in settings.waves),
        roles=tuple(RoleRow(role.id, role.printed, role.attribution) for role in settings.roles),
        coder=coder,
        codings=len(seen),
        codes_used=len({extract.code for extract in seen}),
        transcripts_coded=len({extract.transcript_id for extract in seen}),
        made_at=utc_now(),
    )


def _transcript(item: listing.TranscriptFound, text: listing.SpokenText) -> TranscriptRow:
    turns = tuple(
        TurnRow(turn.start, turn.end, turn.label or "", turn.participants, len(turn.participants) > 1, turn.interviewer)
        for turn in text.turns
    )
    return TranscriptRow(item.name, item.kind or "", item.record or "", item.wave, text.text, turns, item.participants)


def _theme(theme: themes.Theme, behind: list[themes.ThemeExtract], rows: Mapping[UUID, ExtractRow]) -> ThemeRow:
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
        extracts=tuple(ThemeExtractRow(rows[one.extract.id], one.stance, one.use) for one in behind),
    )


def _extract(extract: Extract) -> ExtractRow:
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


def _code(code: Code) -> CodeRow:
    return CodeRow(
        code.id, code.name, code.definition, code.include, code.exclude, code.examples, code.parent, code.merged_into
    )

"""The extract book: every extract under its code, for the team. It is no part of the report. Pure."""

from __future__ import annotations

from workbench.errors import NotFound
from workbench.report.attribution import answerable, by_role_only, may_be_quoted
from workbench.report.content import Block, Heading, Kind, Part, Quotation, Report, TitlePage, plain
from workbench.report.facts import CodeRow, ExtractRow, ReportFacts
from workbench.report.parts.method_part import counted, listed
from workbench.report.printing import omission_for, printed_span, quotation_for_the_team, source_of, spoken_parts
from workbench.report.quotation import printable
from workbench.report.withheld_words import withheld_words


def compose_extract_book(facts: ReportFacts) -> Report:
    """Every extract by code, in the codebook's order; codes that no codebook has come last.

    Of extracts that must not be quoted only their places stand in it.

    Raises:
        NotFound: Nothing is coded yet.
    """
    if not facts.extracts:
        raise NotFound("Nothing is coded yet, so there are no extracts to write.", "Code a passage first.")
    by_code: dict[str, list[ExtractRow]] = {}
    for extract in facts.extracts:
        by_code.setdefault(extract.code, []).append(extract)
    omission = omission_for(facts, facts.extracts)
    codes = {code.id: code for book in facts.codebooks for code in book.codes}
    blocks: list[Block] = [plain(_introduction(facts, len(by_code)))]
    for code in [*(code for code in codes if code in by_code), *sorted(set(by_code) - set(codes))]:
        blocks += _code(facts, code, codes.get(code), by_code[code], omission)
    study, what = facts.study, "Extract book: every extract by code"
    title = TitlePage(study.title, what, study.authors, study.organisation, "", study.date)
    forbidden = withheld_words(facts, title, blocks)
    return Report(
        title,
        tuple(blocks),
        language=study.language,
        running_note="For the team, not for publication",
        made_at=study.made_at,
        notices=(*forbidden, *facts.notices),
        forbidden=forbidden,
    )


def _introduction(facts: ReportFacts, codes: int) -> str:
    settled = f", or as settled with {listed(facts.study.layer.others)}" if facts.study.layer is not None else ""
    whose = f", coded by {facts.study.coder}{settled}" if facts.study.coder else ""
    return (
        f"This book holds {counted(len(facts.extracts), 'extract', 'extracts')} "
        f"under {counted(codes, 'code', 'codes')}{whose}. It is for the team, not for publication."
    )


def _code(facts: ReportFacts, code: str, row: CodeRow | None, extracts: list[ExtractRow], omission: str) -> list[Block]:
    name = f"{row.name} ({code})" if row else f"{code} (not in the codebook)"
    blocks: list[Block] = [Heading(name, 1)]
    if row and row.definition.strip():
        blocks.append(plain(row.definition.strip()))
    blocks.append(plain(f"{counted(len(extracts), 'extract', 'extracts').capitalize()}.", Kind.NOTE))
    for extract in sorted(extracts, key=lambda each: (each.transcript, each.start, each.end, each.coder, each.id)):
        blocks += _extract(facts, extract, omission)
    return blocks


def _extract(facts: ReportFacts, extract: ExtractRow, omission: str) -> list[Block]:
    place = f"{extract.transcript}, characters {extract.start}–{extract.end}"
    people = answerable(facts, extract, spoken_parts(facts, extract, omission))
    if extract.not_for_quotation or not may_be_quoted(facts, people):
        # Nothing that is not for quotation is printed, not even for the team: only where it stands.
        return [plain(f"Not for quotation: {place}", Kind.SOURCE)]
    # The transcript's name would tell who somebody is that is quoted by role only.
    remarks = [f"coding {extract.id}" if by_role_only(facts, people) else place]
    if extract.coder:
        remarks.append(f"coded by {extract.coder}")
    if extract.memo.strip():
        remarks.append(f"memo: {printable(extract.memo.strip())}")
    return [_for_the_team(facts, extract, omission), plain("; ".join(remarks), Kind.SOURCE)]


def _for_the_team(facts: ReportFacts, extract: ExtractRow, omission: str) -> Quotation:
    """The extract as a quotation, whoever spoke it; words that no participant spoke stand as the interviewer's."""
    made = quotation_for_the_team(facts, extract, omission=omission)
    if made:
        return made
    words = printable(printed_span(facts, extract).of(facts.transcript_of[extract.transcript].text)).strip()
    return Quotation((Part(words),), "Interviewer", source_of(extract))

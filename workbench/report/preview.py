"""What a report would hold, before it is written: its parts as content, and why some themes are not among them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from workbench import themes
from workbench.coding import extracts
from workbench.report.agreement_facts import is_told
from workbench.report.agreement_part import TITLE as AGREEMENT
from workbench.report.agreement_part import agreement_in_report
from workbench.report.codebook_part import codebook_part
from workbench.report.compose import compose
from workbench.report.content import Block, Quotation
from workbench.report.facts import ExtractRow, ReportFacts
from workbench.report.gather import LEAD, as_its_files_say, gather, printed_coder, told_of_files
from workbench.report.method_part import coding_part, collection_part
from workbench.report.theme_part import Section, omission_of_report, sections, theme_part
from workbench.study import Study, find_coder


@dataclass(frozen=True)
class PreviewPart:
    """A part of the report.

    Attributes:
        title: What it is called.
        blocks: What stands in it; for a theme its subthemes as well. Empty where it is left out.
        depth: 1 for subthemes, else 0.
        theme: The id of the theme or subtheme that it is; empty for other parts.
        quotations: How many quotations it prints.
        left_out: Why it is not printed; empty where it is.
    """

    title: str
    blocks: tuple[Block, ...]
    depth: int = 0
    theme: str = ""
    quotations: int = 0
    left_out: str = ""


@dataclass(frozen=True)
class Preview:
    """What a report would hold.

    Attributes:
        title: The study's title.
        coder: Whose codings it prints.
        state: draft or final.
        extracts: How many extracts that coder has made: so many stand in the extract book.
        quotations: How many quotations would be printed.
        participants: How many participants the study has.
        quoted: How many of them are known to speak in the quotations.
        parts: The parts in the order of print, then the themes that are left out. Empty without themes.
        notices: What the writer must know and the reader must not see.
        agreement: Whether it is to say how far the coders agree.
        layer: "lead coder", or "consensus" where what that coder settled stands in the place of their own codings.
    """

    title: str
    coder: str
    state: str
    extracts: int
    quotations: int = 0
    participants: int = 0
    quoted: int = 0
    parts: tuple[PreviewPart, ...] = ()
    notices: tuple[str, ...] = ()
    agreement: bool = False
    layer: str = LEAD


def preview(study: Study, *, coder: str | None = None) -> Preview:
    """What the theme report of a study would hold.

    Args:
        study: The study.
        coder: Whose codings are printed; else the study's lead coder, else whoever is coding.

    Raises:
        NotFound: Nobody has coded of the name given, set as lead coder, or coding.
        BadInput: study.yaml or participants.csv is faulty.
    """
    study, told = as_its_files_say(study)
    whose = printed_coder(study, coder)
    settings = study.settings
    if not themes.themes(study):
        made = len(extracts(study, coder=whose)) if find_coder(study, whose) else 0
        return Preview(settings.title, whose, settings.state, made, notices=(*told, *told_of_files(study)))
    seen = preview_of(gather(study, whose, layer=settings.report_layer, agreement=None))
    return replace(seen, notices=(*told, *seen.notices), agreement=is_told(settings), layer=settings.report_layer)


def preview_of(facts: ReportFacts) -> Preview:
    """What the theme report on these facts would hold. Pure.

    Raises:
        NotFound: There are no themes.
    """
    report = compose(facts)
    printed, _ = sections(facts)
    omission = omission_of_report(facts, printed)
    shown = {section.theme.id for section, _ in _all_of(printed)}
    left_out = [theme for theme in facts.themes if theme.id not in shown]
    quotations = [block for block in report.blocks if isinstance(block, Quotation)]
    return Preview(
        facts.study.title,
        facts.study.coder,
        facts.study.state,
        len(facts.extracts),
        len(quotations),
        len(facts.participants),
        len(_quoted(facts, quotations)),
        (
            PreviewPart("How the study was done", (*collection_part(facts), *coding_part(facts, omission=omission))),
            *([PreviewPart(AGREEMENT, agreed)] if (agreed := agreement_in_report(facts.agreement)) else []),
            *(_part(facts, section, depth, omission) for section, depth in _all_of(printed)),
            *(
                PreviewPart(f"Codebook: {book.name}", codebook_part(facts, book, omission=omission)[0])
                for book in facts.codebooks
            ),
            *(PreviewPart(theme.name, (), theme=theme.id, left_out=f"a {theme.status} still") for theme in left_out),
        ),
        report.notices,
    )


def _part(facts: ReportFacts, section: Section, depth: int, omission: str) -> PreviewPart:
    blocks, _ = theme_part(facts, section, omission=omission, series=count(1))
    number = sum(isinstance(block, Quotation) for block in blocks)
    return PreviewPart(section.theme.name, blocks, depth, theme=section.theme.id, quotations=number)


def _all_of(printed: Sequence[Section], depth: int = 0) -> Iterator[tuple[Section, int]]:
    """The sections with those under them, in the order of print, each with its depth."""
    for section in printed:
        yield section, depth
        yield from _all_of(section.children, depth + 1)


def _quoted(facts: ReportFacts, quotations: Sequence[Quotation]) -> set[str]:
    """The participants (ids) who are known to speak in the quotations."""
    rows: dict[str, ExtractRow] = {
        one.extract.id: one.extract for theme in facts.themes for one in theme.extracts if not one.extract.one_of
    }
    return {who for each in quotations if each.source.extract in rows for who in rows[each.source.extract].participants}

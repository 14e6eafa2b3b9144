"""What a report would hold, before it is written: its parts as content, and why some themes are not among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from workbench import themes
from workbench.coding import extracts
from workbench.report.balance.part import TITLE as BALANCE
from workbench.report.balance.weighed import Weighed, balance_blocks, recognition_blocks, weighed_of
from workbench.report.chapter import Chapter, in_order
from workbench.report.choosing import tells_agreement
from workbench.report.compose import chapters, report_of
from workbench.report.content import Block, Quotation, quotations_of
from workbench.report.facts import ReportFacts, ThemeRow
from workbench.report.gather import LEAD, as_its_files_say, gather, printed_coder, told_of_files
from workbench.report.recognition.part import TITLE as RECOGNITION
from workbench.report.shapes import template_fault
from workbench.study import Study, find_coder


@dataclass(frozen=True)
class PreviewPart:
    """A part of the report.

    Attributes:
        title: What it is called.
        blocks: What stands in it; for a theme its subthemes as well. Empty where it is left out.
        depth: How many parts it stands in: 1 for a subtheme of a theme that stands in none.
        theme: The id of the theme or subtheme that it is; empty for other parts.
        quotations: How many quotations stand in it.
        left_out: Why it is not printed; empty where it is.
        key: What no other part has: the theme's id where it is set out first, else made from that or the title.
        leads_to: Of what is for the writers alone: for each block the id of the theme to which it leads, else empty.
        told: What the list of parts says beside its title; empty for how many quotations there are.
    """

    title: str
    blocks: tuple[Block, ...]
    depth: int = 0
    theme: str = ""
    quotations: int = 0
    left_out: str = ""
    key: str = ""
    leads_to: tuple[str, ...] = ()
    told: str = ""


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
        themes: How many themes are printed, subthemes among them.
        subthemes: How many of these are subthemes.
        order: In which order they are printed, as report.yaml calls it.
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
    themes: int = 0
    subthemes: int = 0
    order: str = "theme"
    for_writers: tuple[PreviewPart, ...] = ()


def preview(study: Study, *, coder: str | None = None) -> Preview:
    """What the theme report of a study would hold.

    Args:
        study: The study.
        coder: Whose codings are printed; else the study's lead coder, else whoever is coding.

    Raises:
        NotFound: Nobody has coded of the name given, set as lead coder, or coding.
        BadInput: study.yaml, report.yaml or participants.csv is faulty.
    """
    study, told = as_its_files_say(study)
    choices = study.choices
    whose = printed_coder(study, coder)
    settings = study.settings
    if (unusable := template_fault(study, choices)) is not None:
        told = (f"No Word file can be written: {unusable.message}", *told)
    if not themes.themes(study):
        made = len(extracts(study, coder=whose)) if find_coder(study, whose) else 0
        return Preview(settings.title, whose, settings.state, made, notices=(*told, *told_of_files(study)))
    seen = preview_of(gather(study, whose, choices=choices, agreement=None))
    agreement = tells_agreement(settings, choices)
    return replace(seen, notices=(*told, *seen.notices), agreement=agreement, layer=choices.layer)


def preview_of(facts: ReportFacts) -> Preview:
    """What the theme report on these facts would hold. Pure.

    Raises:
        NotFound: There are no themes.
    """
    made = chapters(facts)
    report = report_of(facts, made)
    seen: Counter[str] = Counter()
    parts = [_part(chapter, depth, seen) for chapter, depth in in_order(made) if chapter.title]
    shown = {part.theme for part in parts}
    left_out = [theme for theme in facts.themes if theme.id not in shown]
    some = any(theme.status != "candidate" for theme in facts.themes)
    quotations = list(quotations_of(report.blocks))
    return Preview(
        facts.study.title,
        facts.study.coder,
        facts.study.state,
        len(facts.extracts),
        len(quotations),
        len(facts.participants),
        len(_quoted(facts, quotations)),
        (*parts, *(_left_out(one, is_ready=not some or one.status != "candidate") for one in left_out)),
        report.notices,
        themes=len(shown - {""}),
        subthemes=sum(one.id in shown and one.parent in shown for one in facts.themes),
        order=facts.choices.order,
        for_writers=tuple(_for_writers(weighed_of(facts, report.blocks))),
    )


def _for_writers(weighed: Weighed) -> Iterator[PreviewPart]:
    """What the writers should see before the report is sent: in it there is nothing of that."""
    blocks, leads_to = balance_blocks(weighed)
    flags = sum(not flag.is_remark for flag in weighed.balance.flags)
    yield PreviewPart(BALANCE, blocks, leads_to=leads_to, told=f"{flags:,} !" if flags else "", key=f" {BALANCE}")
    blocks, leads_to = recognition_blocks(weighed)
    # Of roles that few people have it is told once: nothing can be done about each of their quotations.
    found = sum(one.is_recognisable and not one.is_of_few for one in weighed.recognition)
    told = f"{found:,} !" if found else "!" if weighed.of_few else ""
    yield PreviewPart(RECOGNITION, blocks, leads_to=leads_to, told=told, key=f" {RECOGNITION}")


def _part(chapter: Chapter, depth: int, seen: Counter[str]) -> PreviewPart:
    number = sum(1 for _ in quotations_of(chapter.blocks))
    name = chapter.theme or chapter.title
    seen[name] += 1
    key = name if seen[name] == 1 else f"{name} {seen[name]}"
    return PreviewPart(chapter.title, chapter.blocks, depth, chapter.theme, number, key=key)


def _left_out(theme: ThemeRow, *, is_ready: bool) -> PreviewPart:
    why = "not in the outline" if is_ready else "a candidate still"
    return PreviewPart(theme.name, (), theme=theme.id, left_out=why, key=theme.id)


def _quoted(facts: ReportFacts, quotations: Sequence[Quotation]) -> set[str]:
    """The participants (ids) who are known to speak in the quotations."""
    rows = [facts.extract_of[one.source.extract] for one in quotations if one.source.extract in facts.extract_of]
    return {who for row in rows if not row.one_of for who in row.participants}

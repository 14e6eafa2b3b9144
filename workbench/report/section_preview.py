"""How a theme's section would print under other choices, before anybody saves them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from workbench import themes
from workbench.report.chapter import Chapter, in_order
from workbench.report.choosing import chosen_instead
from workbench.report.compose import chapters
from workbench.report.content import Block, Kind, plain
from workbench.report.facts import ReportFacts
from workbench.report.gather import as_its_files_say, gather, printed_coder
from workbench.report.parts.method_part import coding_part
from workbench.report.parts.theme_part import all_sections, done_to_quotations, omission_of_report, sections
from workbench.report.shapes import template_fault
from workbench.settings import Fault, OutlineSection
from workbench.study import Study


@dataclass(frozen=True)
class SectionPreview:
    """A theme's section as it would print.

    Attributes:
        title: The theme's name.
        blocks: What stands there, and how the report says that quotations are to be read.
        facts: What it was made from: whoever asks again under other choices gives it back, and nothing is read anew.
        fault: Why no Word file could be written so; None where one can.
    """

    title: str
    blocks: tuple[Block, ...]
    facts: ReportFacts | None = None
    fault: Fault | None = None


def preview_section(
    study: Study, instead: Mapping[str, Any], theme: str = "", *, known: ReportFacts | None = None
) -> SectionPreview:
    """How a theme's section would print, with its subthemes and quotations.

    Args:
        study: The study.
        instead: Choices that hold in the place of report.yaml's, as `ReportChoices` takes them.
        theme: The theme's id; where it is empty or not printed, the first that is.
        known: What another such preview was made from, as long as nothing of the study has changed.

    Raises:
        NotFound: Nobody has coded of the name set as lead coder, or they have settled nothing that could be printed.
        BadInput: study.yaml, report.yaml or participants.csv is faulty, or a choice cannot be.
    """
    choices = chosen_instead(study.choices, {**instead, "parts": ["themes"]})
    fault = template_fault(study, choices)
    if known is None or known.choices.layer != choices.layer:
        study, _ = as_its_files_say(study)
        if not themes.themes(study):
            nothing = plain("There is no theme yet whose section could be shown.", Kind.NOTE)
            return SectionPreview("No theme yet", (nothing,), fault=fault)
        known = gather(study, printed_coder(study, None), choices=choices)
    return replace(section_of(replace(known, choices=choices), theme), fault=fault)


def section_of(facts: ReportFacts, theme: str) -> SectionPreview:
    """The same from facts. Pure.

    Raises:
        NotFound: There are no themes.
    """
    printed, _ = sections(facts)
    ready = [one.theme for one in all_sections(printed)]
    meant = next((one for one in ready if one.id == theme), ready[0] if ready else facts.themes[0])
    shown = (replace(meant, parent=None), *(one for one in ready if one.parent == meant.id))
    # The mark is that of the whole report, whatever this section quotes from.
    omission = omission_of_report(facts, printed)
    own = tuple(each.extract.id.casefold() for one in shown for each in one.extracts)
    outline = [_with_quotations(one, own) for one in facts.choices.outline]
    choices = facts.choices.model_copy(update={"omission": omission, "parts": ["themes"], "outline": outline})
    made = chapters(replace(facts, themes=shown, choices=choices))
    # Headings under which nothing of this theme stands say nothing of it.
    blocks = (block for chapter in made if _holds_a_theme(chapter) for block in chapter.blocks)
    read = coding_part(facts, omission=omission, prepared=done_to_quotations(facts, printed))[-2:]
    return SectionPreview(meant.name, (*blocks, *read), facts)


def _with_quotations(section: OutlineSection, own: tuple[str, ...]) -> OutlineSection:
    """A section of the outline, with no other quotations hung into it than those of some extracts (ids)."""
    hung = [name for name in section.quotations if any(one.startswith(name.strip().casefold()) for one in own)]
    inside = [_with_quotations(one, own) for one in section.sections]
    return section.model_copy(update={"quotations": hung, "sections": inside})


def _holds_a_theme(chapter: Chapter) -> bool:
    return any(one.theme for one, _ in in_order([chapter]))

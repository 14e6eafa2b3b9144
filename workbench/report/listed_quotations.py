"""The quotations of a study's themes in a list: what a report prints of each, or why it does not print it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from workbench.prepared import Prepared
from workbench.report.compose import compose
from workbench.report.content import quotations_of
from workbench.report.facts import ExtractRow, ReportFacts, ThemeRow
from workbench.report.gather import as_its_files_say, gather, printed_coder
from workbench.report.parts.narrative_part import placed_extracts
from workbench.report.parts.theme_part import (
    Section,
    all_sections,
    key_extracts,
    omission_of_report,
    opposing_extracts,
    sections,
)
from workbench.report.printing import joined, quotation
from workbench.report.quotation_shown import ShownQuotation, told_of
from workbench.study import Study
from workbench.themes import find_theme, themes

NOT_CHOSEN = "not chosen"
CANDIDATE = "its theme is a candidate still"
WITHOUT_THEMES = "the report has no part for themes"
ELSEWHERE = "the outline hangs its theme nowhere"
BY_ITSELF = "the outline prints it by itself, and not as its theme has it"
WITH_ANOTHER = "it is printed in another place"


@dataclass(frozen=True)
class ListedQuotation:
    """A quotation of a theme.

    Attributes:
        theme: The theme's name.
        coding: The coding behind it.
        transcript: Where it stands.
        start: Where the passage begins, in code points of the transcript's text.
        end: Where it ends (exclusive).
        why_not: Why a report that is written now does not print it; empty where it does.
        prepared: How it is prepared; None where it is printed as it stands.
        shown: How it prints, or would; its verdict is not looked for.
    """

    theme: str
    coding: str
    transcript: str
    start: int
    end: int
    why_not: str
    prepared: Prepared | None
    shown: ShownQuotation

    @property
    def is_printed(self) -> bool:
        """Whether a report that is written now prints it."""
        return not self.why_not


def quotations(study: Study, *, theme: str | None = None, coder: str | None = None) -> list[ListedQuotation]:
    """The quotations of the themes: those that a report prints, that are chosen, or that were prepared.

    Args:
        study: The study.
        theme: Only this theme's, by its name or id.
        coder: Whose codings are printed; else the lead coder's, else those of whoever is coding.

    Raises:
        NotFound: There is no such theme, or nobody of that name has coded.
        BadInput: study.yaml, report.yaml or participants.csv is faulty.
    """
    study, _ = as_its_files_say(study)
    wanted = find_theme(study, theme).id if theme is not None else None
    if not themes(study):
        return []
    facts = gather(study, printed_coder(study, coder), choices=study.choices)
    return [one for row, some in quotations_by_theme(facts) if wanted is None or row.id == str(wanted) for one in some]


def quotations_by_theme(facts: ReportFacts) -> Iterator[tuple[ThemeRow, list[ListedQuotation]]]:
    """Each theme with its quotations, as `quotations` has them. Pure."""
    ready, _ = sections(facts)
    omission = omission_of_report(facts, ready)
    printed: dict[str, set[str]] = {}
    for one in quotations_of(compose(facts).blocks):
        printed.setdefault(one.source.theme, set()).add(one.source.extract)
    for theme in facts.themes:
        here = printed.get(theme.id, set())
        whys = dict.fromkeys(printed.get("", ()), BY_ITSELF)
        yield theme, list(_of_theme(facts, theme, here, whys, _why_no_theme(facts, theme, ready), omission))


def _why_no_theme(facts: ReportFacts, theme: ThemeRow, ready: tuple[Section, ...]) -> str:
    """Why a report prints nothing of a theme, so far as its state and the choices say so."""
    if theme.id not in {one.theme.id for one in all_sections(ready)}:
        return CANDIDATE
    if "themes" not in facts.choices.parts_for(facts.study.mode):
        return WITHOUT_THEMES
    return ELSEWHERE if facts.choices.order == "outline" else WITH_ANOTHER


def _of_theme(
    facts: ReportFacts,
    theme: ThemeRow,
    printed: Collection[str],
    whys: Mapping[str, str],
    why_no_theme: str,
    omission: str,
) -> Iterator[ListedQuotation]:
    chosen = _chosen(facts, theme, printed)
    others = [one.extract for one in theme.extracts if one.prepared is not None and one.extract not in chosen]
    first, _ = joined(facts, chosen, theme, where="")
    taken = {each.extract.id for one in first for each in one.following}
    rest, _ = joined(facts, [one for one in others if one.id not in taken], theme, where="")
    for number, one in enumerate([*first, *rest]):
        whole = one.whole
        made = quotation(facts, one.extract, omission=omission, prepared=one.prepared, following=one.following)
        shown = told_of(facts, one.extract, made, following=len(one.following))
        why_not = ""
        if one.extract.id not in printed:
            why_not = why_no_theme if number < len(first) else NOT_CHOSEN
            why_not = shown.withheld or whys.get(one.extract.id, why_not)
        place = one.extract.transcript, whole.start, whole.end
        yield ListedQuotation(theme.name, one.extract.id, *place, why_not, one.prepared, shown)


def _chosen(facts: ReportFacts, theme: ThemeRow, printed: Collection[str]) -> list[ExtractRow]:
    """The extracts of a theme that are chosen, or placed in its narrative; and what else a report prints of it."""
    found = [*key_extracts(theme), *opposing_extracts(theme)]
    placed = {(one.transcript, one.start, one.end) for one in placed_extracts(facts, theme)}
    for one in (row.extract for row in theme.extracts):
        if one not in found and (one.id in printed or (one.transcript, one.start, one.end) in placed):
            found.append(one)
    return found

"""What can be hung into the outline of a report, and what stands there: for whoever writes one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from workbench.report.compose import ordering_of
from workbench.report.content import Quotation
from workbench.report.facts import ExtractRow, ReportFacts
from workbench.report.gather import as_its_files_say, gather, printed_coder
from workbench.report.outline import Names
from workbench.report.parts.theme_part import all_sections
from workbench.settings import ReportChoices, hung_in
from workbench.study import Study


@dataclass(frozen=True)
class ToHang:
    """A theme or quotation that an outline can name.

    Attributes:
        id: The theme's id, or that of the quotation's coding.
        title: The theme's name, or the quotation's words.
        told: What else tells which it is: how far the theme is, to whom the quotation is attributed.
        theme: The theme that prints a quotation, else one that it speaks to; empty where there is none, and None of a
            theme itself.
        is_printed: Whether a theme prints the quotation already: these are offered first.
    """

    id: str
    title: str
    told: str = ""
    theme: str | None = None
    is_printed: bool = True


@dataclass(frozen=True)
class OutlineStanding:
    """What an outline is written from.

    Attributes:
        choices: What report.yaml says.
        themes: The themes that are printed, subthemes among them.
        quotations: The quotations that may be printed.
        told: For "theme" or "quotation" and a name in the outline: what it stands for, and why it is nothing; one of
            both is empty.
    """

    choices: ReportChoices
    themes: tuple[ToHang, ...]
    quotations: tuple[ToHang, ...]
    told: Mapping[tuple[str, str], tuple[str, str]]


def outline_standing(study: Study) -> OutlineStanding:
    """The outline of a study's report, and what can be hung into it.

    Raises:
        NotFound: Nobody has coded of the name set as lead coder, or they have settled nothing that could be printed.
        BadInput: study.yaml, report.yaml or participants.csv is faulty.
    """
    choices = study.choices
    study, _ = as_its_files_say(study)
    facts = gather(study, printed_coder(study, None), choices=choices.model_copy(update={"parts": ["themes"]}))
    facts = replace(facts, choices=choices)
    made = ordering_of(facts)
    names = Names(made)
    themes = tuple(
        ToHang(one.theme.id, one.theme.name, f"{one.theme.status}{', a subtheme' if one.depth else ''}")
        for one in all_sections(made.sections)
    )
    # Words that several codes stand on are one quotation.
    passages = {_place_of(each): each for each in reversed(facts.extracts)}
    found = [(each, names.quotation(each)) for each in facts.extracts if passages[_place_of(each)] is each]
    theme_of = _themes_by_passage(facts)
    quotations = [
        ToHang(
            each.id,
            said.words,
            said.attribution,
            theme_of.get(said.source.theme) or theme_of.get(_place_of(each), ""),
            names.is_printed(each),
        )
        for each, said in found
        if isinstance(said, Quotation)
    ]
    told = {(kind, name): _told(names, kind, name) for _, kind, name in hung_in(choices.outline)}
    return OutlineStanding(choices, themes, tuple(sorted(quotations, key=lambda one: not one.is_printed)), told)


def _themes_by_passage(facts: ReportFacts) -> dict[object, str]:
    """The names of themes, by their ids and by the passages (transcript, start, end) that speak to them."""
    found: dict[object, str] = {}
    for theme in facts.themes:
        found[theme.id] = theme.name
        for each in theme.extracts:
            found.setdefault(_place_of(each.extract), theme.name)
    return found


def _place_of(extract: ExtractRow) -> tuple[str, int, int]:
    return extract.transcript, extract.start, extract.end


def _told(names: Names, kind: str, name: str) -> tuple[str, str]:
    if kind == "theme":
        theme = names.theme(name)
        return ("", theme) if isinstance(theme, str) else (theme.theme.name, "")
    extract = names.extract(name)
    if isinstance(extract, str):
        return "", extract
    quoted = names.quotation(extract)
    return (f"{quoted.words} ({quoted.attribution})", "") if isinstance(quoted, Quotation) else ("", quoted)

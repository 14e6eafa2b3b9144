"""In which order a report sets out its themes and quotations, as its writers chose. Pure.

Whatever the order, a theme's own text and each of its quotations print once; where they do not, the writer is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from workbench.report.chapter import Chapter
from workbench.report.content import Block, Heading, Kind, Quotation, plain
from workbench.report.facts import ExtractRow, ReportFacts
from workbench.report.markdown import DEEPEST_HEADING
from workbench.report.parts.theme_part import OPPOSING, SUPPORTING, Section, ThemeTold, theme_told
from workbench.report.perspectives import perspective, perspective_heading, perspectives_shown

NO_QUESTION = "Themes beyond these questions"


@dataclass(frozen=True)
class Ordering:
    """What themes are put in order from.

    Attributes:
        facts: The study.
        sections: The themes to print, as a tree.
        omission: The report's omission mark.
        series: Numbers for ordered lists.
        without: The extracts that are printed elsewhere, and so not under their themes.
        stand_alone: The themes that stand elsewhere by themselves, and so not under the theme they belong to.
    """

    facts: ReportFacts
    sections: tuple[Section, ...]
    omission: str
    series: Iterator[int]
    without: frozenset[str] = frozenset()
    stand_alone: frozenset[str] = frozenset()
    extract_of: Mapping[str, ExtractRow] = field(default_factory=dict)

    def told(self, section: Section, level: int) -> ThemeTold:
        """What there is to be printed of a theme."""
        return theme_told(self.facts, section, level=level, omission=self.omission, series=self.series)

    def perspective(self, quotation: Quotation) -> str:
        """From whose perspective a quotation of a theme is said."""
        return perspective(self.facts, self.extract_of[quotation.source.extract], quotation.source.speakers)


def ordering(facts: ReportFacts, printed: tuple[Section, ...], omission: str, series: Iterator[int]) -> Ordering:
    """What themes are put in order from; arguments as in `Ordering`."""
    extracts = (each.extract for theme in facts.themes for each in theme.extracts)
    return Ordering(facts, printed, omission, series, extract_of={each.id: each for each in extracts})


def by_theme(made: Ordering) -> Iterator[Chapter]:
    """Each theme with all its quotations."""
    for section in made.sections:
        yield theme_in_full(made, section, 1)


def by_theme_and_role(made: Ordering) -> Iterator[Chapter]:
    """Each theme, its quotations under the role that speaks in them."""
    for section in made.sections:
        yield _chapter(made, section, 1, partial(_in_roles, made))


def by_role_and_theme(made: Ordering) -> Iterator[Chapter]:
    """What the themes say of themselves, then each role's quotations, theme by theme."""
    told: dict[str, ThemeTold] = {}

    def nothing(one: ThemeTold, level: int) -> Iterator[Block]:
        told[one.section.theme.id] = one
        yield from (*one.no_supporting, *one.no_opposing)

    own = [_chapter(made, section, 2, nothing) for section in made.sections]
    yield chapter_of("The themes", [Heading("The themes", 1)], own)
    found = {made.perspective(quotation) for one in told.values() for quotation in (*one.supporting, *one.opposing)}
    for role in perspectives_shown(made.facts, found):
        title = perspective_heading(made.facts, role)
        within = (_of_role(made, told, section, 2, role) for section in made.sections)
        yield chapter_of(title, [Heading(title, 1)], [chapter for chapter in within if chapter is not None])


def by_question(made: Ordering) -> Iterator[Chapter]:
    """Each evaluation question with the themes that answer it.

    A theme stands under the first of its questions, and its subthemes with it; the others point there. What answers
    none comes last, under a heading that says so.
    """
    questions = made.facts.study.questions
    if not questions:
        told = "The report is to be ordered by evaluation question, and study.yaml asks none: it is ordered by theme."
        yield Chapter("", (), (told,))
        yield from by_theme(made)
        return
    at: dict[str, str | None] = {}
    pointed: dict[str, list[str]] = {one: [] for one in questions}
    for section in made.sections:
        here = next((one for one in questions if one in _answers(section)), None)
        at[section.theme.id] = here
        for theme in (section.theme, *(child.theme for child in section.children)):
            for one in dict.fromkeys(theme.answers):
                if here is not None and one != here and one in pointed:
                    where = f"it is set out under “{questions[here]}”"
                    pointed[one].append(f"“{theme.name}” answers this question too: {where}.")
    for question, text in questions.items():
        within = [theme_in_full(made, one, 2) for one in made.sections if at[one.theme.id] == question]
        pointers = [plain(words, Kind.NOTE) for words in pointed[question]]
        notices = []
        if not within and not pointers:
            pointers = [plain("No theme answers this question.", Kind.NOTE)]
            notices = [f"No theme answers the question “{text}”."]
        yield chapter_of(text, [Heading(text, 1)], within, behind=pointers, notices=notices)
    rest = [theme_in_full(made, one, 2) for one in made.sections if at[one.theme.id] is None]
    if rest:
        names = ", ".join(f"“{one.title}”" for one in rest)
        yield chapter_of(
            NO_QUESTION, [Heading(NO_QUESTION, 1)], rest, notices=[f"Said to answer none of the questions: {names}."]
        )
    yield Chapter("", (), tuple(_asked_no_more(made, questions)))


def _answers(section: Section) -> tuple[str, ...]:
    """The questions of a theme; those of its subthemes where it has none of its own."""
    return section.theme.answers or tuple(one for child in section.children for one in child.theme.answers)


def _asked_no_more(made: Ordering, questions: Mapping[str, str]) -> Iterator[str]:
    for theme in made.facts.themes:
        if gone := [one for one in theme.answers if one not in questions]:
            yield f"Theme “{theme.name}” answers questions that study.yaml asks no more: {', '.join(gone)}."


def theme_in_full(made: Ordering, section: Section, level: int) -> Chapter:
    """A theme with its quotations and its subthemes.

    Args:
        made: What it is made from.
        section: The theme.
        level: The level of its heading.
    """
    return _chapter(made, section, level, _in_one_row)


def chapter_of(
    title: str,
    first: Sequence[Block],
    inner: Sequence[Chapter],
    *,
    behind: Sequence[Block] = (),
    notices: Sequence[str] = (),
    theme: str = "",
) -> Chapter:
    """A chapter from what stands in it first, the chapters inside, and what stands behind these."""
    blocks = (*first, *(block for one in inner for block in one.blocks), *behind)
    told = (*notices, *(notice for one in inner for notice in one.notices))
    return Chapter(title, blocks, told, theme, tuple(inner))


_Quotations = Callable[[ThemeTold, int], Iterable[Block]]
"""From a theme and the level of its heading to how its quotations stand in it."""


def _chapter(made: Ordering, section: Section, level: int, quotations: _Quotations) -> Chapter:
    level = min(level, DEEPEST_HEADING)
    told = _without(made, made.told(section, level))
    first = [Heading(section.theme.name, level, theme=section.theme.id), *told.own, *quotations(told, level)]
    below = [one for one in section.children if one.theme.id not in made.stand_alone]
    inner = [_chapter(made, child, level + 1, quotations) for child in below]
    return chapter_of(section.theme.name, first, inner, notices=told.notices, theme=section.theme.id)


def _without(made: Ordering, told: ThemeTold) -> ThemeTold:
    """What is told of a theme, without the quotations that are printed elsewhere."""
    if not made.without:
        return told
    supporting = tuple(one for one in told.supporting if one.source.extract not in made.without)
    opposing = tuple(one for one in told.opposing if one.source.extract not in made.without)
    return replace(told, supporting=supporting, opposing=opposing)


def _in_one_row(told: ThemeTold, level: int) -> Iterator[Block]:
    """The quotations that support it, then those against it, as every theme has them."""
    if told.supporting:
        yield plain(SUPPORTING, Kind.LEAD)
    yield from told.supporting or told.no_supporting
    if told.opposing:
        yield plain(OPPOSING, Kind.LEAD)
    yield from told.opposing or told.no_opposing


def _in_roles(made: Ordering, told: ThemeTold, level: int) -> Iterator[Block]:
    """The quotations under a heading for each role."""
    yield from told.no_supporting
    found = {made.perspective(one) for one in (*told.supporting, *told.opposing)}
    for role in perspectives_shown(made.facts, found):
        yield Heading(perspective_heading(made.facts, role), min(level + 1, DEEPEST_HEADING))
        yield from _of_one_role(made, told, role)
    yield from told.no_opposing


def _of_one_role(made: Ordering, told: ThemeTold, role: str) -> Iterator[Block]:
    yield from (one for one in told.supporting if made.perspective(one) == role)
    opposing = [one for one in told.opposing if made.perspective(one) == role]
    if opposing:
        yield plain(OPPOSING, Kind.LEAD)
    yield from opposing


def _of_role(made: Ordering, told: Mapping[str, ThemeTold], section: Section, level: int, role: str) -> Chapter | None:
    """A theme's quotations of one role under the theme's name; None where it has none, and its subthemes neither."""
    level = min(level, DEEPEST_HEADING)
    inner = [one for child in section.children if (one := _of_role(made, told, child, level + 1, role)) is not None]
    quotations = list(_of_one_role(made, told[section.theme.id], role))
    if not quotations and not inner:
        return None
    name = section.theme.name
    return chapter_of(name, [Heading(name, level, theme=section.theme.id), *quotations], inner, theme=section.theme.id)

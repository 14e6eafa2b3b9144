"""What a report says of a theme: what it is, who speaks to it, its narrative, its quotations. Pure.

In which order themes and quotations are printed is for `workbench.report.orders` to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from workbench.report.content import (
    Block,
    Kind,
    Paragraph,
    Quotation,
    Run,
    own_words,
    plain,
    quotations_of,
)
from workbench.report.facts import ExtractRow, ReportFacts, ThemeExtractRow, ThemeRow
from workbench.report.parts.definitions_part import definition, who_speaks
from workbench.report.parts.method_part import counted, listed
from workbench.report.parts.narrative_part import narrative_of, placed_extracts
from workbench.report.parts.reading import how_prepared
from workbench.report.printing import Printed, omission_for, printed
from workbench.report.quotation_marks import set_out
from workbench.report.quoted_words import changed_quotations
from workbench.report.same_words import words_of
from workbench.report.withheld_words import RUN
from workbench.settings import hung_in

MOST_UNMARKED = 12
"""So many complicating or contradicting extracts print without having been chosen; more must be chosen from."""

_STOPS = ".!?。！？؟"
"""Where a sentence ends."""

NONE_FOUND = "Voices that complicate or contradict this theme were looked for, and none were found"
OPPOSING = "Voices that complicate or contradict"
SUPPORTING = "In participants’ words"


@dataclass(frozen=True)
class Section:
    """A theme with its subthemes, in print order; ``depth`` is 0 for a theme, 1 for a subtheme that stands in one."""

    theme: ThemeRow
    depth: int
    children: tuple[Section, ...]

    def all_extracts(self) -> list[ExtractRow]:
        """The extracts of the theme and of its subthemes."""
        own = [each.extract for each in self.theme.extracts]
        return own + [extract for child in self.children for extract in child.all_extracts()]

    def own_chosen(self) -> list[ExtractRow]:
        """The extracts that are to be printed in this section."""
        return [*key_extracts(self.theme), *opposing_extracts(self.theme)]

    def chosen(self) -> list[ExtractRow]:
        """Every extract that is to be printed in this section and those under it."""
        return self.own_chosen() + [extract for child in self.children for extract in child.chosen()]


def omission_of_report(facts: ReportFacts, printed: Sequence[Section]) -> str:
    """The omission mark of a report: for the quotations of its sections, and for codings that are examples of codes."""
    if facts.choices.omission != "automatic":
        return facts.choices.omission
    chosen = [extract for section in printed for extract in section.chosen()]
    chosen += [extract for section in all_sections(printed) for extract in placed_extracts(facts, section.theme)]
    if facts.choices.order == "outline":
        hung = {name.strip().casefold() for _, kind, name in hung_in(facts.choices.outline) if kind == "quotation"}
        chosen += [each for each in facts.extracts if any(map(each.id.casefold().startswith, hung))]
    return omission_for(facts, [*chosen, *facts.examples.values()])


def done_to_quotations(facts: ReportFacts, printed: Sequence[Section]) -> frozenset[str]:
    """What a reader finds in the quotations of sections: see `workbench.report.parts.reading.how_prepared`."""
    rows = [
        each
        for section in all_sections(printed)
        for chosen in [{one.id for one in (*section.own_chosen(), *placed_extracts(facts, section.theme))}]
        for each in section.theme.extracts
        if each.extract.id in chosen
    ]
    return how_prepared(facts, rows)


def sections(facts: ReportFacts) -> tuple[tuple[Section, ...], tuple[str, ...]]:
    """The themes to print, as a tree, with notices of those left out.

    Candidates stay out where any theme is reviewed or defined; a subtheme of one left out stands on its own.
    """
    ready = [theme for theme in facts.themes if theme.status != "candidate"]
    themes = ready or list(facts.themes)
    left_out = [theme.name for theme in facts.themes if ready and theme.status == "candidate"]
    notices = []
    if left_out:
        notices.append(f"Not printed, for they are candidates still: {listed(left_out)}.")
    elif not ready:
        notices.append("Every theme is a candidate still: all are printed.")
    known = {theme.id for theme in themes}
    below: dict[str | None, list[ThemeRow]] = {}
    for theme in sorted(themes, key=lambda theme: (theme.position, theme.name, theme.id)):
        below.setdefault(theme.parent if theme.parent in known else None, []).append(theme)

    def under(parent: str | None, depth: int) -> tuple[Section, ...]:
        return tuple(Section(theme, depth, under(theme.id, depth + 1)) for theme in below.get(parent, ()))

    return under(None, 0), tuple(notices)


def all_sections(printed: Sequence[Section]) -> Iterator[Section]:
    """Themes and subthemes in the order of print."""
    for section in printed:
        yield section
        yield from all_sections(section.children)


def key_extracts(theme: ThemeRow) -> list[ExtractRow]:
    """The supporting extracts to print: those marked key, else those marked useful, else none."""
    return _used([each for each in theme.extracts if not each.is_against])


def opposing_extracts(theme: ThemeRow) -> list[ExtractRow]:
    """The extracts that complicate or contradict: the chosen ones, else all of them while they are few."""
    opposing = [each for each in theme.extracts if each.is_against and each.use != "not useful"]
    chosen = _used(opposing)
    return chosen or [each.extract for each in opposing if len(opposing) <= MOST_UNMARKED]


@dataclass(frozen=True)
class ThemeTold:
    """What there is to be printed of a theme, without its subthemes.

    Attributes:
        section: The theme.
        own: What it says of itself, below its heading.
        supporting: The quotations that support it.
        opposing: Those that complicate or contradict it.
        no_supporting: What stands in the place of the former where there are none.
        no_opposing: The same of the latter.
        notices: What the writer must know of it.
        placed: The quotations that stand in its narrative: they are no others than those in `own`.
    """

    section: Section
    own: tuple[Block, ...]
    supporting: tuple[Quotation, ...]
    opposing: tuple[Quotation, ...]
    no_supporting: tuple[Block, ...]
    no_opposing: tuple[Block, ...]
    notices: tuple[str, ...]
    placed: tuple[Quotation, ...] = ()


def theme_told(facts: ReportFacts, section: Section, *, level: int, omission: str, series: Iterator[int]) -> ThemeTold:
    """What there is to be printed of a theme.

    Args:
        facts: The study.
        section: The theme.
        level: The level of its heading: those of its narrative come below.
        omission: The report's omission mark.
        series: Numbers for ordered lists.
    """
    theme, where = section.theme, f"Theme “{section.theme.name}”"
    own = _what_it_is(facts, section)
    narrative = narrative_of(facts, theme, level=level, series=series, omission=omission)
    own += [*narrative.blocks, *_other_evidence(facts, theme)]

    def below(extracts: Sequence[ExtractRow]) -> Printed:
        rest = [one for one in extracts if not narrative.has(one)]
        return printed(facts, rest, omission=omission, where=where, theme=theme, elsewhere=narrative.passages)

    supporting, opposing = below(key_extracts(theme)), below(opposing_extracts(theme))
    written = [words for block in narrative.blocks for words in own_words(block)]
    twice = _told_twice(theme, written, (*supporting.quotations, *opposing.quotations))
    changed = [f"{where}, in its narrative: {told}" for told in changed_quotations(facts, written)]
    is_placed = any(not one.is_against and narrative.has(one.extract) for one in theme.extracts)
    return ThemeTold(
        section,
        tuple(own),
        set_out(facts.choices, supporting.quotations),
        set_out(facts.choices, opposing.quotations),
        () if is_placed else tuple(_no_supporting(theme, supporting)),
        tuple(_no_opposing(theme, opposing)),
        (
            *narrative.notices,
            *supporting.notices,
            *opposing.notices,
            *_unchosen(section, is_placed=is_placed),
            *twice,
            *changed,
        ),
        tuple(quotations_of(narrative.blocks)),
    )


def _other_evidence(facts: ReportFacts, theme: ThemeRow) -> list[Block]:
    """What stands behind a theme beside its extracts, a sentence each with its source. It is counted nowhere."""
    blocks: list[Block] = []
    for one in theme.evidence:
        said, source = one.sentence.strip(), one.source.strip()
        if source and facts.choices.evidence == "in footnotes":
            blocks.append(Paragraph((Run(said, footnote=source),)))
        elif source:
            # The sentence's stop stands behind its source.
            stop = said[-1] if said[-1:] in _STOPS else ""
            blocks.append(plain(f"{said.removesuffix(stop)} ({source}){stop}"))
        else:
            blocks.append(plain(said))
    return blocks


def _no_opposing(theme: ThemeRow, opposing: Printed) -> list[Block]:
    if opposing.quotations or not theme.none_found.strip() or any(each.is_against for each in theme.extracts):
        return []
    searched = " ".join(theme.none_found.split())
    return [plain(f"{NONE_FOUND} ({searched.rstrip('.')}).", Kind.NOTE)]


def _used(extracts: Sequence[ThemeExtractRow]) -> list[ExtractRow]:
    """Those marked key, else those marked useful."""
    for use in ("key", "useful"):
        if found := [each.extract for each in extracts if each.use == use]:
            return found
    return []


def _what_it_is(facts: ReportFacts, section: Section) -> list[Block]:
    """What stands before the narrative: its concept, and what its writers want there and not in the appendix."""
    blocks: list[Block] = []
    if concept := section.theme.concept.strip():
        blocks.append(plain(concept, Kind.CONCEPT))
    if facts.choices.definitions == "with the theme":
        blocks += definition(section)
    if not section.all_extracts():
        blocks.append(plain("No extract is coded to this theme yet.", Kind.NOTE))
    elif facts.choices.who_spoke == "with the theme":
        blocks += who_speaks(facts, section)
    return blocks


def _no_supporting(theme: ThemeRow, supporting: Printed) -> list[Block]:
    if supporting.quotations or not theme.extracts:
        return []
    if key_extracts(theme):
        return [plain("The extracts chosen for this theme may not be quoted.", Kind.NOTE)]
    if any(not each.is_against for each in theme.extracts):
        return [plain("No key quotation has been chosen for this theme.", Kind.NOTE)]
    return []


def _unchosen(section: Section, *, is_placed: bool) -> list[str]:
    """Notices of extracts that wait to be chosen from."""
    theme, notices = section.theme, []
    if not section.all_extracts():
        return [f"Theme “{theme.name}”: no extract is coded to it."]
    supporting = sum(not each.is_against for each in theme.extracts)
    if supporting and not key_extracts(theme) and not is_placed:
        what = counted(supporting, "extract supports", "extracts support")
        notices.append(f"Theme “{theme.name}”: {what} it, none is marked key or useful, so none is printed.")
    opposing = sum(each.is_against and each.use != "not useful" for each in theme.extracts)
    if opposing and not opposing_extracts(theme):
        notices.append(
            f"Theme “{theme.name}”: {opposing} extracts complicate or contradict it, none is marked key or useful, "
            "and they are too many to print unchosen."
        )
    return notices


def _told_twice(theme: ThemeRow, narrative: Sequence[str], quotations: Sequence[Quotation]) -> list[str]:
    """A notice of quotations whose words stand in the narrative as well, `RUN` of them or more: both are printed."""
    if not narrative:
        return []
    written = _in_a_row(word for text in narrative for word in words_of(text, digits=True))
    twice = 0
    for quotation in quotations:
        parts = [words_of(part.words, digits=True) for part in quotation.parts]
        twice += sum(map(len, parts)) >= RUN and all(_in_a_row(words) in written for words in parts)
    if not twice:
        return []
    many = counted(twice, "quotation", "quotations")
    return [f"Theme “{theme.name}”: printed twice, in its narrative and among the quotations below it: {many}."]


def _in_a_row(words: Iterable[str]) -> str:
    """Words with a blank round each, so that one in a row is found only whole."""
    return f" {' '.join(words)} "

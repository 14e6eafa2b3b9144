"""A report in the order of its writers' own outline: sections into which themes and quotations are hung. Pure.

What is hung twice, is not found or may not be printed is told with its line, and what is hung nowhere is told too.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, takewhile
from operator import itemgetter

from workbench.report.chapter import Chapter
from workbench.report.content import Block, Heading, Quotation, as_text
from workbench.report.facts import ExtractRow, ThemeExtractRow, ThemeRow
from workbench.report.markdown import DEEPEST_HEADING, blocks_of
from workbench.report.orders import Ordering, by_theme, chapter_of, theme_in_full
from workbench.report.parts.narrative_part import placed_extracts
from workbench.report.parts.theme_part import Section, ThemeTold, all_sections, key_extracts, opposing_extracts
from workbench.report.printing import fits, quotation
from workbench.report.quotation_marks import set_out
from workbench.report.quoted_words import changed_quotations
from workbench.settings import Lines, OutlineSection, hung_in
from workbench.themes.references import references
from workbench.visible import first_few, one_line

_LEAST = 4
"""So many digits of a coding's id, or more, name it."""

_Place = tuple[str | int, ...]
_Passage = tuple[str, int, int]


@dataclass
class Hung:
    """What an outline's names stand for, by their places in it.

    Attributes:
        themes: The themes that are found.
        quotations: The quotations.
        notices: Why the others are not printed.
    """

    themes: dict[_Place, Section] = field(default_factory=dict)
    quotations: dict[_Place, Quotation] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)


def by_outline(made: Ordering) -> Iterator[Chapter]:
    """The sections of the outline, each with its own words, its themes and its quotations."""
    outline = made.facts.choices.outline
    if not outline:
        told = "The report is to have the order of its outline, and there is none: it is ordered by theme."
        yield Chapter("", (), (told,))
        yield from by_theme(made)
        return
    hung = hang(made)
    alone = frozenset(one.theme.id for one in hung.themes.values())
    passages = {_passage(one) for one in hung.quotations.values()}
    without = frozenset(each.id for each in made.extract_of.values() if _place_of(each) in passages)
    placed = replace(made, without=without, stand_alone=alone)
    for number, one in enumerate(outline):
        yield _section(placed, hung, one, ("outline", number), 1)
    yield Chapter("", (), (*hung.notices, *_nowhere(made.sections, alone)))


def hung_sections(made: Ordering) -> tuple[Section, ...]:
    """The themes that an outline prints, each with its subthemes, in the themes' own order; all where there is none."""
    if not made.facts.choices.outline:
        return made.sections
    alone = {one.theme.id for one in hang(made).themes.values()}

    def hung(sections: Sequence[Section]) -> Iterator[Section]:
        for one in sections:
            if one.theme.id in alone:
                yield one
            else:
                yield from hung(one.children)

    return tuple(hung(made.sections))


def hung_as_prepared(made: Ordering) -> Iterator[ThemeExtractRow]:
    """The quotations that the outline hangs by themselves, each as a theme has it that it is printed from."""
    if made.facts.choices.order == "outline" and made.facts.choices.outline:
        shown = {(one.source.theme, one.source.extract) for one in hang(made).quotations.values()}
        for theme in made.facts.themes:
            yield from (row for row in theme.extracts if (theme.id, row.extract.id) in shown)


def _section(made: Ordering, hung: Hung, section: OutlineSection, at: _Place, level: int) -> Chapter:
    level = min(level, DEEPEST_HEADING)
    text = blocks_of(section.text, level=level, series=made.series)
    changed = changed_quotations(made.facts, map(as_text, text))
    first: list[Block] = [Heading(section.heading, level), *text]
    inner: list[Chapter] = []
    for place in range(len(section.themes)):
        if (theme := hung.themes.get((*at, "themes", place))) is not None:
            inner.append(theme_in_full(made, theme, level + 1))
    places = ((*at, "quotations", place) for place in range(len(section.quotations)))
    quotations = [hung.quotations[place] for place in places if place in hung.quotations]
    inside = enumerate(section.sections)
    inner += (_section(made, hung, one, (*at, "sections", number), level + 1) for number, one in inside)
    told = [f"The section “{section.heading}”, in its text: {one}" for one in changed]
    told += [
        f"The section “{section.heading}”, in its text: [[{one}]] prints as it stands. "
        "Hang the quotation into the section."
        for one in references(section.text)
    ]
    # Quotations that are hung by themselves belong to the section's own words.
    return chapter_of(section.heading, [*first, *quotations], inner, notices=told)


def hang(made: Ordering) -> Hung:
    """Find what the outline names; of what is hung twice the first holds."""
    hung, facts = Hung(), made.facts
    named = Names(made)
    seen: dict[object, _Place] = {}
    placed = {_place_of(one) for each in all_sections(made.sections) for one in placed_extracts(facts, each.theme)}
    for place, kind, name in hung_in(facts.choices.outline):
        found: Section | ExtractRow | str = named.theme(name) if kind == "theme" else named.extract(name)
        if isinstance(found, str):
            hung.notices.append(f"{_where(facts.outline_lines, place)}: {found}")
            continue
        key = found.theme.id if isinstance(found, Section) else _place_of(found)
        if key in seen:
            first = _where(facts.outline_lines, seen[key])
            what = "theme" if kind == "theme" else "quotation"
            told = f"the {what} {one_line(name)!r} stands here twice, and is printed where it stands first ({first})."
            hung.notices.append(f"{_where(facts.outline_lines, place)}: {told}")
        elif isinstance(found, Section):
            hung.themes[place], seen[key] = found, place
        else:
            quoted = named.quotation(found)
            if isinstance(quoted, Quotation):
                hung.quotations[place], seen[key] = quoted, place
                for told in named.told(found):
                    at = _where(facts.outline_lines, place)
                    hung.notices.append(f"{at}: the quotation {one_line(name)!r}: {told}.")
                if _place_of(found) in placed:
                    told = (
                        f"the quotation {one_line(name)!r} is placed in a theme's narrative too, and printed there too."
                    )
                    hung.notices.append(f"{_where(facts.outline_lines, place)}: {told}")
            else:
                told = f"the quotation {one_line(name)!r} is not printed: {quoted}."
                hung.notices.append(f"{_where(facts.outline_lines, place)}: {told}")
    return hung


class Names:
    """Finds themes and quotations by what an outline calls them."""

    def __init__(self, made: Ordering) -> None:
        self._made = made
        self._by_id: dict[str, Section] = {}
        self._by_name: dict[str, list[Section]] = {}
        self._printing: dict[_Passage, Section] = {}
        self._prepared: dict[_Passage, list[tuple[ThemeRow, ThemeExtractRow]]] = {}
        for theme in made.facts.themes:
            for row in theme.extracts:
                if row.prepared is not None and row.prepared.says_something:
                    self._prepared.setdefault(_place_of(row.extract), []).append((theme, row))
        for one in all_sections(made.sections):
            self._by_id[one.theme.id] = one
            self._by_name.setdefault(_folded(one.theme.name), []).append(one)
            for each in (*key_extracts(one.theme), *opposing_extracts(one.theme)):
                self._printing.setdefault(_place_of(each), one)
        self._others = {_folded(each): one.name for one in made.facts.themes for each in (one.name, one.id)}
        known = {each.id: each for each in (*made.facts.extracts, *made.extract_of.values())}
        self._extracts = sorted(((_digits(each.id), each) for each in known.values()), key=itemgetter(0))
        self._told: dict[str, ThemeTold] = {}

    def theme(self, name: str) -> Section | str:
        """The theme, or why there is none."""
        if (found := self._by_id.get(name.strip().casefold())) is not None:
            return found
        several = self._by_name.get(_folded(name), [])
        if len(several) == 1:
            return several[0]
        if several:
            return f"{len(several)} themes are called {one_line(name)!r}: name it by its id."
        if (other := self._others.get(_folded(name))) is not None:
            return f"the theme “{one_line(other)}” is not printed: it is a candidate still."
        return f"there is no theme {one_line(name)!r}."

    def extract(self, name: str) -> ExtractRow | str:
        """The extract of a coding, or why there is none."""
        digits = _digits(name)
        first = bisect_left(self._extracts, digits, key=itemgetter(0))
        behind = takewhile(lambda one: one[0].startswith(digits), islice(self._extracts, first, None))
        found = [each for _, each in islice(behind, 2)] if digits else []
        if found and (_digits(found[0].id) == digits or (len(found) == 1 and len(digits) >= _LEAST)):
            return found[0]
        if found and len(digits) >= _LEAST:
            return f"several codings have an id that begins with {one_line(name)!r}: give more of it."
        return f"there is no coding {one_line(name)!r} among those that are printed."

    def is_printed(self, extract: ExtractRow) -> bool:
        """Whether a theme prints an extract."""
        return _place_of(extract) in self._printing

    def told(self, extract: ExtractRow) -> Iterator[str]:
        """What the writer must know of how an extract prints by itself."""
        if self.is_printed(extract):
            return
        themes = self._prepared.get(_place_of(extract), [])
        if themes and self._alone(extract) is None:
            names = first_few(one_line(theme.name) for theme, _ in themes)
            yield f"it is prepared in {len(themes)} ways ({names}), and printed as it stands: no theme prints it"
        elif not all(fits(self._made.facts, row) for _, row in themes):
            yield "it was prepared in another text of the transcript, and its edits are not applied"
        elif any(row.prepared is not None and row.prepared.goes_on for _, row in themes):
            yield "it is printed by itself, though it is to go on with the theme's next one"

    def _alone(self, extract: ExtractRow) -> tuple[ThemeRow, ThemeExtractRow] | None:
        """How the one theme that has prepared an extract has it; None where none has, or several in several ways."""
        themes = self._prepared.get(_place_of(extract), [])
        return themes[0] if themes and all(row.prepared == themes[0][1].prepared for _, row in themes) else None

    def quotation(self, extract: ExtractRow) -> Quotation | str:
        """An extract as it is printed: as a theme has it, where one prints it or has prepared it; or why it is not."""
        passage, facts = _place_of(extract), self._made.facts
        section = self._printing.get(passage)
        alone = self._alone(extract) if section is None else None
        if alone is not None:
            theme, row = alone
            said = quotation(facts, row.extract, omission=self._made.omission, prepared=row.prepared)
            if isinstance(said, Quotation):
                said = replace(said, source=replace(said.source, theme=theme.id))
        else:
            said = quotation(facts, extract, omission=self._made.omission)
        if section is None:
            return set_out(facts.choices, [said])[0] if isinstance(said, Quotation) else said.value
        told = self._told.get(section.theme.id) or self._made.told(section, 1)
        self._told[section.theme.id] = told
        here = (one for one in (*told.supporting, *told.opposing, *told.placed) if _passage(one) == passage)
        if (one := next(here, None)) is not None:
            return one
        return "it is printed as one with the extract before it" if isinstance(said, Quotation) else said.value


def _nowhere(sections: Sequence[Section], hung: frozenset[str]) -> Iterator[str]:
    """A notice of themes that are hung nowhere; a subtheme hangs with its theme."""
    missing = []
    for section in sections:
        if section.theme.id not in hung:
            missing.append(section.theme.name)
            missing += [one.theme.name for one in section.children if one.theme.id not in hung]
    if missing:
        yield f"Not in the outline, and so not printed: {first_few(map(one_line, missing))}."


def _where(lines: Lines, place: _Place) -> str:
    return f"report.yaml, line {lines[place]}" if place in lines else "The outline"


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _place_of(extract: ExtractRow) -> _Passage:
    return extract.transcript, extract.start, extract.end


def _digits(name: str) -> str:
    return name.strip().casefold().replace("-", "")


def _passage(one: Quotation) -> _Passage:
    return one.source.transcript, one.source.start, one.source.end

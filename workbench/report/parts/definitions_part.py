"""What the themes are by their definitions, and who spoke of each: with each theme, or all in an appendix. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from workbench.report.content import Block, Cell, Heading, Kind, Paragraph, Table, cell, labelled, plain
from workbench.report.counting import NOBODY, Line, role_name, roles_heard, speaking, wave_name, waves_shown
from workbench.report.facts import ReportFacts
from workbench.report.parts.method_part import listed

if TYPE_CHECKING:
    from workbench.report.parts.theme_part import Section

TITLE = "Appendix: the themes"
_SPOKE_OF_IT = (
    "The figures say how many participants spoke of the theme, of those of their role who were interviewed then: "
    "not that all of them said the same."
)
_NOBODY = f"{NOBODY} stands where nobody was interviewed."


def definitions_part(facts: ReportFacts, sections: Sequence[Section]) -> tuple[Block, ...]:
    """The appendix: what of the themes does not stand with each of them.

    Args:
        facts: The study.
        sections: The themes and subthemes that are printed, in order.
    """
    blocks: list[Block] = []
    if facts.choices.definitions == "in the appendix":
        rows = [(_name(one), tuple(definition(one))) for one in sections]
        if told := tuple(row for row in rows if row[1]):
            blocks.append(Table("What the themes are", ("Theme", "What it is"), told, (3, 7)))
    if facts.choices.who_spoke == "in the appendix":
        blocks += _who_spoke(facts, sections)
    return (Heading(TITLE, 1, new_page=True), *blocks) if blocks else ()


def definition(section: Section) -> list[Paragraph]:
    """What a theme is, what it includes and what not, and of which subthemes it is made."""
    theme = section.theme
    texts = (
        ("Definition.", theme.definition.strip()),
        ("Includes.", theme.includes.strip()),
        ("Does not include.", theme.excludes.strip()),
        ("Subthemes.", listed(f"“{child.theme.name}”" for child in section.children)),
    )
    return [labelled(label, text) for label, text in texts if text]


def who_speaks(facts: ReportFacts, section: Section) -> list[Block]:
    """Who speaks to the theme, subthemes included: a table for a theme, a line for a subtheme."""
    extracts = section.all_extracts()
    whole = " and its subthemes" if section.children else ""
    layer = _layer(facts)
    label = f"Who speaks to it{whole}{layer}."
    if facts.study.mode == "reflexive":
        said = _heard(facts, section)
        return [labelled(label, said)] if said else []
    waves = waves_shown(facts)
    lines = speaking(facts, extracts)
    if not extracts or not waves or not lines:
        return []
    if section.depth:
        phrases = [
            f"{role_name(facts, line.role)}: "
            + ", ".join(
                f"{count} at {wave_name(facts, wave)}"
                for count, wave in zip(line.counts, waves, strict=True)
                if count.interviewed or count.speaking
            )
            for line in lines
            if _says_something(line)
        ]
        return [labelled(label, f"{'; '.join(phrases)}.")]
    rows = tuple((cell(role_name(facts, line.role)), *(cell(str(count)) for count in line.counts)) for line in lines)
    caption = f"Who spoke of “{section.theme.name}”{whole} (participants, of those interviewed{layer})"
    header = ("Role", *(wave_name(facts, wave) for wave in waves))
    return [Table(caption, header, rows, (2, *(1 for _ in waves)))]


def _who_spoke(facts: ReportFacts, sections: Sequence[Section]) -> Iterator[Block]:
    """Who speaks to each of the themes, in one table."""
    with_extracts = [one for one in sections if one.all_extracts()]
    if facts.study.mode == "reflexive":
        heard = tuple((_name(one), cell(said)) for one in with_extracts if (said := _heard(facts, one)))
        if heard:
            yield Table(f"Who spoke of each theme{_layer(facts)}", ("Theme", "Who spoke of it"), heard, (3, 7))
        return
    waves = waves_shown(facts)
    lines = {one.theme.id: speaking(facts, one.all_extracts()) for one in with_extracts}
    if not waves or not any(lines.values()):
        return
    rows = tuple((_name(one), *_counts(facts, lines[one.theme.id], len(waves))) for one in with_extracts)
    header = ("Theme", *(wave_name(facts, wave) for wave in waves))
    caption = f"Who spoke of each theme, by role and time point{_layer(facts)}"
    yield Table(caption, header, rows, (3, *(2 for _ in waves)))
    any_empty = any(str(count) == NOBODY for some in lines.values() for line in some for count in line.counts)
    yield plain(f"{_SPOKE_OF_IT} {_NOBODY}" if any_empty else _SPOKE_OF_IT, Kind.NOTE)


def _counts(facts: ReportFacts, lines: Sequence[Line], waves: int) -> Iterator[Cell]:
    """A cell for each wave, with a line for each role."""
    for at in range(waves):
        yield tuple(plain(f"{role_name(facts, line.role)}: {line.counts[at]}") for line in lines)


def _heard(facts: ReportFacts, section: Section) -> str:
    """Which roles speak to a theme, and when: without how many."""
    names = (
        f"{role_name(facts, role)} ({listed(wave_name(facts, wave) for wave in waves)})"
        for role, waves in roles_heard(facts, section.all_extracts()).items()
    )
    said = "; ".join(names)
    return f"{said}." if said else ""


def _layer(facts: ReportFacts) -> str:
    return ", by the consensus layer" if facts.study.layer is not None else ""


def _name(section: Section) -> Cell:
    return (plain(section.theme.name, Kind.CODE_NAME),)


def _says_something(line: Line) -> bool:
    return any(count.interviewed or count.speaking for count in line.counts)

"""A theme's narrative in print: what its writer wrote, with the quotations that are placed in it. Pure.

A reference to an extract (`[[3f2a91c4]]`) prints as the quotation, prepared as the theme has it: alone in its paragraph
set in, within a sentence among the text. Where it may not be printed the place says nothing, and its writer is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from workbench.report.content import Block, Heading, Kind, ListItem, Paragraph, Quotation, Run, placed
from workbench.report.facts import ExtractRow, PassageRow, ReportFacts, ThemeRow
from workbench.report.markdown import blocks_of
from workbench.report.printing import ToPrint, joined, places_of, quotation
from workbench.report.quotation_marks import LONGEST_INLINE, is_long, marks_of
from workbench.themes.references import REFERENCE, digits_of, references

NOWHERE = "no coding that can be printed has an id that begins so"
OTHERS = "nothing that is printed is coded there: it is of another coder, or of another layer"
TOGETHER = "it is printed as one with the extract before it, which is placed too"
_PROSE = (Kind.BODY, Kind.INDENTED)
_NO_BLANK_BEFORE = frozenset(" .,;:!?)…”’»")


@dataclass(frozen=True)
class Narrative:
    """A narrative as it prints.

    Attributes:
        blocks: What is printed.
        passages: Where the quotations stand that are placed in it and printed, with those printed as one with them.
        notices: What the writer must know.
    """

    blocks: tuple[Block, ...] = ()
    passages: frozenset[PassageRow] = frozenset()
    notices: tuple[str, ...] = ()

    def has(self, extract: ExtractRow) -> bool:
        """Whether an extract is printed in it."""
        return passage_of(extract) in self.passages


@dataclass
class _Placing:
    """The references of one narrative.

    Attributes:
        made: The quotation of each, by its digits; or why there is none.
        passages: Where those stand that are printed.
        notices: What the writer must know.
        uses: How often each is referred to.
    """

    made: dict[str, Quotation | str] = field(default_factory=dict)
    passages: set[PassageRow] = field(default_factory=set)
    notices: list[str] = field(default_factory=list)
    uses: Counter[PassageRow] = field(default_factory=Counter)


def passage_of(extract: ExtractRow) -> PassageRow:
    """Where an extract stands."""
    return PassageRow(extract.transcript, extract.start, extract.end)


def placed_extracts(facts: ReportFacts, theme: ThemeRow) -> list[ExtractRow]:
    """The extracts that a theme's narrative refers to, each once, whether or not they may be printed."""
    found = (_meant(facts, typed) for typed in references(theme.narrative))
    return list({passage_of(one): one for one in found if isinstance(one, ExtractRow)}.values())


def narrative_of(facts: ReportFacts, theme: ThemeRow, *, level: int, series: Iterator[int], omission: str) -> Narrative:
    """A theme's narrative as it prints.

    Args:
        facts: The study.
        theme: The theme.
        level: The level of its heading: those of its narrative come below.
        series: Numbers for ordered lists.
        omission: The report's omission mark.
    """
    blocks = blocks_of(theme.narrative, level=level, series=series)
    if not REFERENCE.search(theme.narrative):
        return Narrative(blocks)
    typed = [run.refers for block in blocks if isinstance(block, (Paragraph, ListItem)) for run in block.runs]
    placing = _placing(facts, theme, [one for one in typed if one], omission)
    where = f"Theme “{theme.name}”, in its narrative"
    printed = tuple(new for block in blocks for new in _with_quotations(facts, block, placing, where))
    return Narrative(printed, frozenset(placing.passages), tuple(dict.fromkeys(placing.notices)))


def _placing(facts: ReportFacts, theme: ThemeRow, typed: Sequence[str], omission: str) -> _Placing:
    """Look references up and make their quotations; what is not printed is told."""
    placing, where = _Placing(), f"Theme “{theme.name}”, in its narrative"
    meant = {digits_of(one): _meant(facts, one) for one in typed}
    behind = {passage_of(one.extract): one for one in theme.extracts}
    there = (passage_of(one) for one in meant.values() if isinstance(one, ExtractRow))
    own = {at: behind[at].extract for at in there if at in behind}
    to_print, told = joined(facts, list(own.values()), theme, where=where)
    placing.notices += told
    heads = {passage_of(one.extract): one for one in to_print}
    for one in typed:
        digits = digits_of(one)
        extract = meant[digits]
        if isinstance(extract, ExtractRow):
            placing.uses[passage_of(extract)] += 1
        if digits in placing.made:
            continue
        if isinstance(extract, str):
            placing.made[digits] = extract
            placing.notices.append(f"{where}: [[{one}]] is left out: {extract}.")
            continue
        at = passage_of(extract)
        if at in own:
            wanted = heads.get(at)
        else:
            wanted, said = _elsewhere(facts, extract, where)
            placing.notices += said
        made = TOGETHER if wanted is None else _quotation(facts, wanted, theme, omission)
        placing.made[digits] = made
        if isinstance(made, str) or wanted is None:
            placing.notices.append(f"{where}: placed there and not printed, {made}: {places_of([extract])}.")
        else:
            placing.passages |= {at, *(passage_of(one.extract) for one in wanted.following)}
    twice = [facts.extract_at[at] for at, uses in placing.uses.items() if uses > 1 and at in placing.passages]
    if twice:
        placing.notices.append(f"{where}: placed there more than once, and printed as often: {places_of(twice)}.")
    return placing


def _meant(facts: ReportFacts, typed: str) -> ExtractRow | str:
    """The extract that a reference leads to, or why there is none."""
    at = facts.refers.get(digits_of(typed))
    if at is None:
        found = {passage_of(facts.extract_of[one]) for one in facts.ids.named(typed)}
        at = found.pop() if len(found) == 1 else NOWHERE
    if isinstance(at, str):
        return at
    return facts.extract_at.get(at, OTHERS)


def _elsewhere(facts: ReportFacts, extract: ExtractRow, where: str) -> tuple[ToPrint, list[str]]:
    """An extract of another theme, as that has it prepared, or of none; and what the writer must know of that."""
    at = passage_of(extract)
    for theme in facts.themes:
        own = next((one.extract for one in theme.extracts if passage_of(one.extract) == at), None)
        if own is not None:
            (wanted,), told = joined(facts, [own], theme, where=where)
            said = f"{where}: placed there, and an extract of the theme “{theme.name}”, which may print it as well"
            return wanted, [*told, f"{said}: {places_of([extract])}."]
    return ToPrint(extract), [f"{where}: placed there, and an extract of no theme: {places_of([extract])}."]


def _quotation(facts: ReportFacts, wanted: ToPrint, theme: ThemeRow, omission: str) -> Quotation | str:
    made = quotation(facts, wanted.extract, omission=omission, prepared=wanted.prepared, following=wanted.following)
    return replace(made, source=replace(made.source, theme=theme.id)) if isinstance(made, Quotation) else made.value


def _with_quotations(facts: ReportFacts, block: Block, placing: _Placing, where: str) -> Iterator[Block]:
    """A block with quotations in the place of references."""
    if isinstance(block, Heading):
        if REFERENCE.search(block.text):
            placing.notices.append(f"{where}: no quotation stands in a heading: what is referred to there is left out.")
            block = replace(block, text=" ".join(REFERENCE.sub("", block.text).split()))
        yield block
        return
    if not isinstance(block, (Paragraph, ListItem)) or not any(run.refers for run in block.runs):
        yield block
        return
    said = [run for run in block.runs if run.refers or run.text.strip()]
    if isinstance(block, Paragraph) and block.kind in _PROSE and all(run.refers for run in said):
        made = (placing.made[digits_of(run.refers)] for run in said)
        yield from (_set_in(facts, one) for one in made if isinstance(one, Quotation))
        return
    behind: list[Quotation] = []
    runs = tuple(_runs(facts, block.runs, placing, behind))
    long = [run.quotation for run in runs if run.quotation is not None and is_long(run.quotation.words)]
    if long:
        which = places_of([facts.extract_of[one.source.extract] for one in long])
        told = f"a quotation of more than {LONGEST_INLINE} words stands within a sentence"
        placing.notices.append(f"{where}: {told}; in a paragraph of its own it is set in: {which}.")
    if any(run.text.strip() for run in runs):
        yield replace(block, runs=runs)
    if behind:
        many = "a dialogue cannot stand within a sentence: it is set in behind the paragraph"
        placing.notices.append(f"{where}: {many}.")
    yield from behind


def _runs(facts: ReportFacts, runs: Iterable[Run], placing: _Placing, behind: list[Quotation]) -> Iterator[Run]:
    """Runs with quotations in the place of references; what cannot stand among text is put behind."""
    waiting: Run | None = None
    is_gap = False
    for run in runs:
        if run.refers:
            made = placing.made[digits_of(run.refers)]
            if isinstance(made, Quotation) and not _is_dialogue(made):
                run = placed(replace(made, inline=True, quote_marks=marks_of(facts.choices, inline=True)))
            else:
                behind += [_set_in(facts, made)] if isinstance(made, Quotation) else []
                is_gap = True
                continue
        if waiting is not None:
            if is_gap and run.text[:1] in _NO_BLANK_BEFORE and waiting.quotation is None:
                waiting = replace(waiting, text=waiting.text.rstrip(" "))
            yield waiting
        elif is_gap:
            run = run if run.quotation is not None else replace(run, text=run.text.lstrip(" "))
        waiting, is_gap = run, False
    if waiting is not None:
        is_text = is_gap and waiting.quotation is None
        yield replace(waiting, text=waiting.text.rstrip(" ")) if is_text else waiting


def _set_in(facts: ReportFacts, one: Quotation) -> Quotation:
    marks = ("", "") if _is_dialogue(one) else marks_of(facts.choices, inline=False)
    return replace(one, inline=False, quote_marks=marks)


def _is_dialogue(one: Quotation) -> bool:
    return len(one.parts) > 1 or any(part.label for part in one.parts)

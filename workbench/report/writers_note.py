"""What those who write a report should know of it, as a document beside it: never for who gets the report. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workbench.prepared import CLARIFY, DIALOGUE, LEAVE_OUT, Edit, Prepared
from workbench.report.balance.voices import Quoted
from workbench.report.balance.weighed import Weighed, balance_blocks, recognition_blocks, weighed_of
from workbench.report.content import (
    Block,
    Heading,
    Kind,
    ListItem,
    Report,
    Run,
    Table,
    TitlePage,
    cell,
    plain,
    with_quotations,
)
from workbench.report.facts import ExtractRow, ReportFacts, ThemeExtractRow, ThemeRow
from workbench.report.lengths import how_many_words
from workbench.report.parts.narrative_part import placed_extracts
from workbench.report.parts.theme_part import Section, key_extracts, opposing_extracts, sections
from workbench.report.printing import Withheld, omission_for, quotation
from workbench.visible import plural

NOT_TO_BE_SENT = (
    "For those who write the report. It says who may be recognised, and what was left out and why: it is not to be "
    "sent with the report, nor to stand in it."
)
_ABOVE = "What you should know"


def writers_note(facts: ReportFacts, report: Report) -> Report:
    """The note beside a report.

    Args:
        facts: What the report was composed from.
        report: The report.
    """
    weighed = weighed_of(facts, report.blocks)
    blocks: list[Block] = [Heading(_ABOVE, 1)]
    blocks += [ListItem((Run(told),)) for told in report.notices] or [plain("There is nothing you should know.")]
    blocks += [*balance_blocks(weighed)[0], *recognition_blocks(weighed)[0]]
    blocks += [*_withheld(facts, weighed), *_changed(facts, weighed)]
    return Report(
        TitlePage(f"Writer’s note: {report.title_page.title}", "Not for readers of the report", about=NOT_TO_BE_SENT),
        tuple(with_quotations(block, lambda one: replace(one, mark="")) for block in blocks),
        language=report.language,
        running_note="Not to be sent",
        made_at=report.made_at,
        contents_levels=1,
        goes_on=True,
    )


def _withheld(facts: ReportFacts, weighed: Weighed) -> Iterator[Block]:
    """The extracts that were chosen and are not printed, without a word of them."""
    printed = {(one.theme, *_place(one)) for one in weighed.quotations}
    rows = [
        (theme, extract, why)
        for theme in _printed_themes(sections(facts)[0])
        for extract, prepared in _chosen(facts, theme)
        if not _is_printed(printed, theme, extract) and (why := _why(facts, extract, prepared))
    ]
    yield Heading("Quotations that were withheld", 1)
    if not rows:
        yield plain("None: every extract that was chosen is printed.")
        return
    yield Table(
        "Extracts that were chosen and are not printed",
        ("Theme", "Where", "Why"),
        tuple((cell(theme.name), cell(_where(extract)), cell(why)) for theme, extract, why in rows),
        (3, 3, 4),
    )


def _place(one: Quoted) -> tuple[str, int, int]:
    source = one.quotation.source
    return source.transcript, source.start, source.end


def _is_printed(printed: set[tuple[str, str, int, int]], theme: ThemeRow, extract: ExtractRow) -> bool:
    """Whether it is a quotation, or a part of one that is printed as one with others."""
    if (theme.id, extract.transcript, extract.start, extract.end) in printed:
        return True
    return any(
        (theme.id, extract.transcript) == (of, name) and start <= extract.start and extract.end <= end
        for of, name, start, end in printed
    )


def _printed_themes(printed: tuple[Section, ...]) -> Iterator[ThemeRow]:
    for section in printed:
        yield section.theme
        yield from _printed_themes(section.children)


def _chosen(facts: ReportFacts, theme: ThemeRow) -> Iterator[tuple[ExtractRow, Prepared | None]]:
    prepared = {row.extract.id: row.prepared for row in theme.extracts}
    seen = set()
    for extract in (*key_extracts(theme), *opposing_extracts(theme), *placed_extracts(facts, theme)):
        if (place := (extract.transcript, extract.start, extract.end)) not in seen:
            seen.add(place)
            yield extract, prepared.get(extract.id)


def _why(facts: ReportFacts, extract: ExtractRow, prepared: Prepared | None) -> str:
    made = quotation(facts, extract, omission=omission_for(facts, [extract]), prepared=prepared)
    return made.value if isinstance(made, Withheld) else "it stands elsewhere, or its theme is not printed"


def _where(extract: ExtractRow) -> str:
    return f"{extract.transcript}, characters {extract.start:,}–{extract.end:,}"


def _changed(facts: ReportFacts, weighed: Weighed) -> Iterator[Block]:
    """The quotations that were prepared, and what was done to them, without the words that were taken away."""
    prepared: dict[tuple[str, str], list[tuple[ThemeExtractRow, Prepared]]] = {}
    for theme in facts.themes:
        for row in theme.extracts:
            if row.prepared is not None and row.prepared.says_something:
                prepared.setdefault((theme.id, row.extract.transcript), []).append((row, row.prepared))
    sources = {(one.theme, one.quotation.source.extract) for one in weighed.quotations}
    rows = []
    for one in weighed.quotations:
        name, (transcript, start, end) = weighed.themes.get(one.theme, ""), _place(one)
        for row, value in prepared.get((one.theme, transcript), ()):
            is_own = row.extract.id == one.quotation.source.extract
            # What is printed as one with it was prepared by itself.
            follows = (one.theme, row.extract.id) not in sources and start < row.extract.start
            if is_own or (follows and row.extract.end <= end):
                done = "; ".join(_done(facts, row, value))
                rows.append(tuple(map(cell, (name, one.quotation.attribution, _where(row.extract), done))))
    yield Heading("Quotations that were cut or changed", 1)
    if not rows:
        yield plain("None was prepared: each prints the words of its extract, an interviewer’s left out.")
        return
    header = ("Theme", "Attribution", "Where", "What was done")
    yield Table("What was done to quotations", header, tuple(rows), (3, 2, 3, 4))
    many = plural(len(rows), "quotation")
    yield plain(f"{many} of {len(weighed.quotations):,}; each cut is marked in print.", Kind.NOTE)


def _done(facts: ReportFacts, row: ThemeExtractRow, prepared: Prepared) -> Iterator[str]:
    transcript = facts.transcript_of[row.extract.transcript]
    if prepared.edits and prepared.text != transcript.sha256:
        yield "prepared in another text than the transcript has now: its edits are not applied"
    else:
        words = transcript.text[row.extract.start : row.extract.end]
        yield from (_edit(one, words) for one in prepared.edits)
    if prepared.form == DIALOGUE:
        yield "printed as a dialogue"
    if prepared.goes_on:
        yield "printed as one with the theme’s next extract"
    if prepared.attribution:
        yield f"attributed with less: {prepared.attribution}"


def _edit(edit: Edit, words: str) -> str:
    number = plural(how_many_words(edit.span.of(words)), "word")
    if edit.do == LEAVE_OUT:
        return f"{number} left out"
    if edit.do == CLARIFY:
        return f"[{edit.words}] added" if edit.start == edit.end else f"{number} put as [{edit.words}]"
    return f"{number} redacted as {edit.words}"

"""The coder's handbook: what each code means, when it is used and when not, with extracts it was put on. Pure.

Each code is a table that can be changed and read back (`workbench.codebook.handbook_rows`); what stands outside the
tables is only to be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbench.codebook.handbook_rows import ID, TOLD, WRITTEN, paragraphs, state_line
from workbench.codebook.schema import Code, Codebook
from workbench.report.content import (
    Block,
    Cell,
    Heading,
    Kind,
    ListItem,
    Paragraph,
    Quotation,
    Report,
    Run,
    Table,
    TitlePage,
    plain,
)
from workbench.report.facts import ExtractRow, ReportFacts
from workbench.report.parts.examples import ExamplePrinted, printed_example, told_of_example
from workbench.report.parts.method_part import counted, listed
from workbench.report.printing import omission_for, quotation
from workbench.report.withheld_words import withheld_words

EXTRACTS = 3
"""So many extracts stand under a code."""

_DEEPEST = 4
_WIDTHS = (2, 8)


@dataclass(frozen=True)
class HandbookBook:
    """A codebook as a handbook sets it out.

    Attributes:
        book: The codebook.
        state: The sha256 of its state.
        became: What became of the codes that are put on passages no more, by id.
    """

    book: Codebook
    state: str
    became: Mapping[str, str]


@dataclass(frozen=True)
class HandbookFacts:
    """What a handbook is composed from.

    Attributes:
        facts: The study, for what may be quoted and how.
        books: The codebooks, in order.
        extracts: Of each code the extracts that may illustrate it, the best first.
        wanted: Whether extracts are printed at all.
        waiting: The ids of those that wait for another look; they come behind the others.
    """

    facts: ReportFacts
    books: tuple[HandbookBook, ...]
    extracts: Mapping[str, Sequence[ExtractRow]]
    wanted: bool = True
    waiting: frozenset[str] = frozenset()


def compose_handbook(given: HandbookFacts) -> Report:
    """The handbook of one or several codebooks."""
    chosen = _chosen(given)
    facts = given.facts
    omission = omission_for(facts, [*(one for rows in chosen.values() for one in rows), *facts.examples.values()])
    blocks: list[Block] = [Heading("How this handbook is used", 1), *_instructions(given, any(chosen.values()))]
    notices: list[str] = []
    for one in given.books:
        composed = _Book(facts, one, chosen, omission, base=1 if len(given.books) > 1 else 0)
        if len(given.books) > 1:
            blocks += [Heading(_titled(one.book), 1, new_page=True), *_about(one.book.description)]
        blocks += composed.blocks()
        notices += composed.notices
    title = _title_page(given)
    forbidden = withheld_words(facts, title, blocks)
    study = facts.study
    note = "For the team" if any(chosen.values()) else ""
    notices = [*forbidden, *facts.notices, *notices]
    return Report(
        title,
        tuple(blocks),
        study.language,
        note,
        study.made_at,
        tuple(notices),
        forbidden,
        # Codes stand below groups, and these below codebooks; of a short codebook the contents fill no page.
        contents_levels=3,
        goes_on=True,
    )


def _title_page(given: HandbookFacts) -> TitlePage:
    study, books = given.facts.study, [one.book for one in given.books]
    day = study.made_at.date().isoformat() if study.made_at else ""
    alone = books[0] if len(books) == 1 else None
    version = f"Version {alone.version}" if alone is not None and alone.version else ""
    return TitlePage(
        alone.name if alone is not None else study.title,
        "Coder’s handbook",
        organisation=study.organisation or study.title,
        date=", ".join(filter(None, [version, day])),
        about=" ".join(alone.description.split())
        if alone is not None
        else f"Codebooks: {listed(map(_titled, books))}.",
    )


def _titled(book: Codebook) -> str:
    return f"{book.name}, version {book.version}" if book.version else book.name


def _about(text: str) -> list[Block]:
    return [plain(" ".join(text.split()))] if text.strip() else []


def _instructions(given: HandbookFacts, with_extracts: bool) -> Iterator[Block]:
    living = sum(code.id not in one.became for one in given.books for code in one.book.codes)
    yield plain(
        f"It sets out {counted(living, 'code', 'codes')}, each in a table of its own: what it means, when to use it, "
        "when not, and examples. Groups of codes are headings, and codes of their own as well."
    )
    if with_extracts:
        yield plain(
            f"Below a table stand extracts on which {given.facts.study.coder} put the code, the newest first. They are "
            "no part of the rule: where they say something else, the rule holds."
        )
    yield plain(
        "To propose changes, write into the right-hand column of the tables, best with changes being tracked. Leave "
        "the left-hand column and the ids as they are: by the id a code is found again. For a new code copy a whole "
        "table, leave an empty line between it and the others, and empty the id. What is written outside the tables "
        "is not read back, and neither are the rows "
        f"{listed(TOLD.values())}."
    )
    yield plain(
        "Whoever keeps the codebook imports the file: each change is shown, and asked for, before it is written."
    )


def _chosen(given: HandbookFacts) -> dict[str, list[ExtractRow]]:
    """Of each code the extracts to print: those that may be quoted, from as many transcripts as there are.

    One that is an example of the code stands among its examples.
    """
    found: dict[str, list[ExtractRow]] = {}
    if not given.wanted:
        return found
    examples = {code.id: set(code.examples) for one in given.books for code in one.book.codes}
    for code, rows in given.extracts.items():
        good = [row for row in rows if f"coding: {row.id}" not in examples.get(code, ())]
        found[code] = _best(given, [row for row in good if row.id not in given.waiting], EXTRACTS)
        found[code] += _best(given, [row for row in good if row.id in given.waiting], EXTRACTS - len(found[code]))
    return found


def _best(given: HandbookFacts, rows: Sequence[ExtractRow], most: int) -> list[ExtractRow]:
    """The first that may be quoted, one of each transcript before others of it."""
    first, later, seen = list[ExtractRow](), list[ExtractRow](), set[str]()
    for row in rows:
        if len(first) == most:
            break
        if row.transcript in seen and len(later) == most:
            continue
        if isinstance(quotation(given.facts, row, omission=""), Quotation):
            (later if row.transcript in seen else first).append(row)
            seen.add(row.transcript)
    return [*first, *later][:most]


class _Book:
    """Sets out one codebook.

    Args:
        facts: The study.
        given: The codebook.
        chosen: The extracts of each code.
        omission: The document's omission mark.
        base: How many levels of headings stand above its groups.
    """

    def __init__(
        self,
        facts: ReportFacts,
        given: HandbookBook,
        chosen: Mapping[str, Sequence[ExtractRow]],
        omission: str,
        *,
        base: int,
    ) -> None:
        self._facts, self._given, self._chosen = facts, given, chosen
        self._omission, self._base = omission, base
        self._names = {code.id: code.name for code in given.book.codes}
        living = [code for code in given.book.codes if code.id not in given.became]
        ids = {code.id for code in living}
        self._children: dict[str, list[Code]] = {}
        for code in living:
            self._children.setdefault(code.parent if code.parent in ids and code.parent else "", []).append(code)
        self.notices: list[str] = []
        """What is told of examples that are left out."""

    def blocks(self) -> Iterator[Block]:
        """All of it."""
        roots = self._children.get("", [])
        alone = [code for code in roots if code.id not in self._children]
        groups = [code for code in roots if code.id in self._children]
        if alone:
            yield Heading(
                "Codes that belong to no group" if groups else "Codes", self._base + 1, new_page=not self._base
            )
            for code in alone:
                yield from self._code(code, self._base + 2)
        for group in groups:
            yield from self._group(group, self._base + 1)
        yield from self._no_longer_used()
        yield Heading("The state of the codebook", self._base + 1)
        yield plain("By this line it is known what was changed here, and what meanwhile in the codebook.")
        yield plain(state_line(self._given.book.file, self._given.state), Kind.NOTE)

    def _group(self, group: Code, level: int) -> Iterator[Block]:
        waiting = [(group, level)]
        while waiting:
            code, depth = waiting.pop()
            yield from self._code(code, depth)
            waiting += [(child, depth + 1) for child in reversed(self._children.get(code.id, []))]

    def _code(self, code: Code, level: int) -> Iterator[Block]:
        is_group = code.id in self._children
        new_page = is_group and level == 1
        yield Heading(code.name, min(level, _DEEPEST), new_page=new_page)
        yield Table(code.name, (ID, code.id), tuple(self._rows(code)), _WIDTHS, numbered=False)
        extracts = self._chosen.get(code.id, ())
        if extracts:
            yield plain("From the interviews", Kind.LEAD)
        for row in extracts:
            made = quotation(self._facts, row, omission=self._omission)
            if isinstance(made, Quotation):
                yield made

    def _rows(self, code: Code) -> Iterator[tuple[Cell, ...]]:
        for field, label in (WRITTEN | TOLD).items():
            if field == "examples":
                cell = self._examples(code)
            else:
                cell = tuple(plain(text) for text in paragraphs(code, field, self._names))
            if cell or field in WRITTEN:
                yield (Paragraph((Run(label, strong=True),)),), cell or (plain(""),)

    def _examples(self, code: Code) -> Cell:
        made = [printed_example(self._facts, one, omission=self._omission) for one in code.examples]
        self.notices += [told_of_example(code.id, one) for one in made if one.left_out]
        return tuple(_example(one) for one in made)

    def _no_longer_used(self) -> Iterator[Block]:
        gone = [code for code in self._given.book.codes if code.id in self._given.became]
        if gone:
            yield Heading("No longer used", self._base + 1)
        for code in gone:
            yield ListItem((Run(f"{code.name} ({code.id}): {self._given.became[code.id]}"),))


def _example(example: ExamplePrinted) -> Paragraph:
    """An example; behind one that is a coding stands which, so that it is known when it comes back."""
    if not example.coding:
        return plain(example.text)
    text = example.text or "(an extract that is not printed)"
    return Paragraph((Run(f"{text} "), Run(f"[coding: {example.coding}]", emphasis=True)))

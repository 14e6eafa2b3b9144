"""What stands in a report, apart from how it looks: the one model that Word and any other shape are written from.

Every text in it is data: it prints as it stands, whatever it contains.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum

from workbench.report.unbroken import unbroken

FORBIDDEN_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML file can hold (control characters, lone surrogates): printed as U+FFFD, and said in a notice."""

REPLACEMENT = "\ufffd"
"""What stands for a character that cannot be printed."""


@dataclass(frozen=True)
class Run:
    """A stretch of text in one appearance. A newline is a line break inside the paragraph."""

    text: str
    strong: bool = False
    emphasis: bool = False
    footnote: str = ""
    """What stands in a footnote whose figure comes behind the text; empty for none."""
    quotation: Quotation | None = None
    """The quotation that stands here among the text; the text is then all that is printed of it."""
    refers: str = ""
    """Of a reference to an extract that is not looked up: the id, as it was typed; the text is the whole of it."""


class Kind(Enum):
    """What a paragraph is for; every kind has a style of its own."""

    BODY = "body"
    CONCEPT = "concept"
    """A theme's central organising concept."""
    LEAD = "lead"
    """A short line that announces what follows and stays with it."""
    NOTE = "note"
    """A remark under a table or on what is missing."""
    INDENTED = "indented"
    """A passage the writer set in: never a quotation of ours."""
    SOURCE = "source"
    """Where an extract stands: in the extract book only."""
    CODE_NAME = "code name"
    LISTED = "listed"
    """A further paragraph of a list item."""


@dataclass(frozen=True)
class Heading:
    """A heading that the table of contents knows; level 1 to 4."""

    text: str
    level: int
    new_page: bool = False
    theme: str = field(default="", compare=False)
    """The id of the theme that it heads; empty for none."""


@dataclass(frozen=True)
class Paragraph:
    """Runs of text under one kind."""

    runs: tuple[Run, ...]
    kind: Kind = Kind.BODY
    level: int = 0
    """How deep in a list it stands, from 0 (kind LISTED only)."""


@dataclass(frozen=True)
class ListItem:
    """One item of a list; items of one ordered list share a ``series``, which numbers from ``first``."""

    runs: tuple[Run, ...]
    ordered: bool = False
    level: int = 0
    series: int = 0
    first: int = 1


@dataclass(frozen=True)
class Part:
    """What one speaker says in a quotation; ``label`` is printed in front of it where several speak, else empty."""

    words: str
    label: str = ""
    interviewer: bool = False
    """Whether an interviewer says it: no participant's voice."""


@dataclass(frozen=True)
class Source:
    """Where a quotation comes from. Not printed: for lists of provenance and for reading a report back."""

    extract: str
    transcript: str
    start: int
    end: int
    theme: str = ""
    """The id of the theme it is printed under; empty for none."""
    speakers: tuple[tuple[str, ...], ...] = ()
    """Of each of the quotation's parts the participants (ids) who may have spoken it: one where that is known, none
    where nobody is. Empty where nothing is known of any part."""


@dataclass(frozen=True)
class Voice:
    """Who speaks in a quotation, as printed, and no more of it than its attribution tells: for lists."""

    label: str = ""
    role: str = ""
    wave: str = ""


@dataclass(frozen=True)
class Quotation:
    """A quotation, with its attribution (without brackets) in the same paragraph."""

    parts: tuple[Part, ...]
    attribution: str
    source: Source
    quote_marks: tuple[str, str] = ("", "")
    """What stands before its first word and behind its last; empty for none."""
    inline: bool = False
    """Whether it stands among running text, and not set in as a block."""
    mark: str = ""
    """What is written round it in Word, unseen, so that it is found again; empty for none. Nothing outside the study
    tells what it means."""
    voice: Voice = Voice()
    language: str = ""
    """In what language it is said, where that is another than the report's."""

    @property
    def words(self) -> str:
        """All that is printed before the attribution, speakers on lines of their own."""
        return "\n".join(f"{part.label}: {part.words}" if part.label else part.words for part in self.parts)


Cell = tuple[Paragraph, ...]
"""What stands in one cell of a table."""


@dataclass(frozen=True)
class Table:
    """A table with a caption and one header row; ``widths`` are the columns' shares of the page's width.

    Where it has no number, its caption is not printed, and only tells whoever hears the document what table it is.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    numbered: bool = True
    by_label: bool = False
    """Whether each row tells of a participant, and begins with the label that stands in attributions."""


Block = Heading | Paragraph | ListItem | Quotation | Table


@dataclass(frozen=True)
class TitlePage:
    """What the first page says; empty fields are left out."""

    title: str
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    organisation: str = ""
    commissioner: str = ""
    date: str = ""
    about: str = ""
    """What the document is for."""


@dataclass(frozen=True)
class Report:
    """A document ready to be written in any shape."""

    title_page: TitlePage
    blocks: tuple[Block, ...]
    language: str = "en-GB"
    running_note: str = ""
    """What every page's header says beside the title, such as "Draft"."""
    made_at: datetime | None = None
    notices: tuple[str, ...] = ()
    """What the writer must know and the reader must not see: never words of an interview."""
    forbidden: tuple[str, ...] = ()
    """Why it must not be written as it is, if so; like notices."""
    contents_levels: int = 2
    """How many levels of headings the contents show, at most three."""
    said: tuple[str, ...] = ()
    """The marks of all that it says beside its quotations; see `workbench.report.said`."""
    goes_on: bool = False
    """Whether the text begins below the contents, where these are short, and not on a page of its own."""


def plain(text: str, kind: Kind = Kind.BODY) -> Paragraph:
    """A paragraph of one run."""
    return Paragraph((Run(text),), kind)


def labelled(label: str, text: str, kind: Kind = Kind.BODY) -> Paragraph:
    """A paragraph that begins with a label set off from its text."""
    return Paragraph((Run(f"{label} ", strong=True), Run(text)), kind)


def cell(text: str) -> Cell:
    """A cell of one plain paragraph."""
    return (plain(text),)


def as_text(block: Block) -> str:
    """A block's words: quotations with marks and attribution, footnotes in brackets, cells between tabs."""
    match block:
        case Heading():
            return block.text
        case Quotation():
            opening, closing = block.quote_marks
            return f"{opening}{block.words}{closing} ({block.attribution})"
        case Table():
            rows = [[" ".join(_of_runs(each.runs) for each in one) for one in row] for row in block.rows]
            return "\n".join([block.caption, "\t".join(block.header), *("\t".join(row) for row in rows)])
    return _of_runs(block.runs)


def printed_text(quotation: Quotation, quote_marks: tuple[str, str] | None = None) -> str:
    """All that a quotation prints, in one text.

    Args:
        quotation: The quotation.
        quote_marks: What stands round its words; None for its own.
    """
    said = _between(quotation.parts, *(quotation.quote_marks if quote_marks is None else quote_marks))
    text = f"{said} ({unbroken(quotation.attribution)})"
    return FORBIDDEN_CHARACTER.sub(REPLACEMENT, text.replace("\r\n", "\n").replace("\r", "\n"))


def _between(parts: Sequence[Part], opening: str, closing: str) -> str:
    """The words of a quotation between its marks, as they are printed: the first stands behind a first label."""
    lines = []
    for number, part in enumerate(parts):
        label = f"{part.label}: " if part.label else ""
        before, behind = opening if not number else "", closing if number == len(parts) - 1 else ""
        lines.append(f"{label}{before}{part.words}{behind}")
    return "\n".join(lines)


def placed(quotation: Quotation) -> Run:
    """A quotation as a stretch of running text."""
    return Run(as_text(quotation), quotation=quotation)


def quotations_of(blocks: Iterable[Block]) -> Iterator[Quotation]:
    """The quotations among blocks, in the order of print: set in, or within a sentence."""
    for block in blocks:
        if isinstance(block, Quotation):
            yield block
        elif isinstance(block, (Paragraph, ListItem)):
            yield from (run.quotation for run in block.runs if run.quotation is not None)


def with_quotations(block: Block, change: Callable[[Quotation], Quotation]) -> Block:
    """A block with its quotations changed, each in turn."""
    if isinstance(block, Quotation):
        return change(block)
    if not isinstance(block, (Paragraph, ListItem)) or all(run.quotation is None for run in block.runs):
        return block
    return replace(block, runs=tuple(placed(change(run.quotation)) if run.quotation else run for run in block.runs))


def own_words(block: Block) -> list[str]:
    """What the writer wrote in a block: what stands before, between and behind the quotations in it."""
    if isinstance(block, Quotation):
        return []
    if not isinstance(block, (Paragraph, ListItem)):
        return [as_text(block)]
    pieces: list[list[Run]] = [[]]
    for run in block.runs:
        if run.quotation is None:
            pieces[-1].append(run)
        else:
            pieces.append([])
    return [_of_runs(tuple(one)) for one in pieces]


def _of_runs(runs: tuple[Run, ...]) -> str:
    return "".join(f"{run.text} ({run.footnote})" if run.footnote else run.text for run in runs)

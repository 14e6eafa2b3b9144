"""A report as Markdown that reads back as exactly its words: none of them becomes markup.

CommonMark, with the tables and footnotes that most programs know. The title is a heading and no front matter: not every
program knows that, and where it is not known it stands in the text. A paragraph is one line; a backslash breaks lines.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from workbench.report.content import Block, Cell, Heading, Kind, ListItem, Paragraph, Quotation, Report, Run, Table
from workbench.report.plain_words import clean, on_one_line, said_in_marks

_MEANS_SOMETHING = re.compile(r"[\\`*_<>&\[\]|~^$@#={}]")
_BEGINS_SOMETHING = re.compile(r"^([\x01\x02]*[0-9]*)([+\-.):%])")
_ADDRESS = re.compile(r"(?<=\w):(?=//)|(?<=\b[wW]{3})\.")
"""Where programs that make links of bare addresses would take one for such."""

_BEGIN, _END, _NOTE = "\x01", "\x02", "\x03"
"""Stand for markup while words are escaped, in which no control character is left."""
_SET_OFF = re.compile(f"({_BEGIN}[0-9])([^{_END}]*){_END}")
_STRONG = (Kind.LEAD, Kind.CODE_NAME)
_BETWEEN_PARAGRAPHS = " <br> "
_STEP = 4
"""So far stands in what belongs to a list's item, at least."""


def to_markdown(report: Report) -> bytes:
    """The report as Markdown, in UTF-8; the same report gives the same bytes."""
    page = report.title_page
    commissioned = f"Commissioned by {page.commissioner}" if page.commissioner else ""
    details = (page.subtitle, *page.authors, page.organisation, commissioned, page.date, report.running_note)
    lines = [escaped(on_one_line(detail)) for detail in details if detail.strip()]
    head = [f"# {escaped(on_one_line(page.title)) or 'Report'}", "\\\n".join(lines)]
    head.append(escaped(on_one_line(page.about)))
    body = _Body()
    pieces = [*head, *(piece for block in report.blocks for piece in body.of(block))]
    return ("\n\n".join(piece for piece in (*pieces, *body.notes) if piece) + "\n").encode()


def escaped(text: str) -> str:
    r"""Text as Markdown that reads as exactly this text, on one line or on several.

    >>> escaped("I *never* said [names city]")
    'I \\*never\\* said \\[names city\\]'
    """
    lines = (_MEANS_SOMETHING.sub(r"\\\g<0>", line.strip(" \t")) for line in text.strip().split("\n"))
    return "\\\n".join(_ADDRESS.sub(r"\\\g<0>", _BEGINS_SOMETHING.sub(r"\1\\\2", line)) for line in lines)


class _Body:
    """Blocks as Markdown, one after the other; remembers footnotes, and the lists it is in."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self._tables = 0
        self._items: list[_Item] = []  # the last item of each list that is open, from the outermost in

    def of(self, block: Block) -> Iterator[str]:
        if not isinstance(block, ListItem) and not (isinstance(block, Paragraph) and block.kind is Kind.LISTED):
            self._items.clear()
        match block:
            case Heading():
                yield f"{'#' * (block.level + 1)} {escaped(on_one_line(block.text))}"
            case Quotation():
                yield self._quotation(block)
            case ListItem():
                yield self._item(block)
            case Table():
                yield from self._table(block)
            case Paragraph():
                yield self._paragraph(block)

    def _paragraph(self, block: Paragraph) -> str:
        text = self._runs(_as_its_kind(block))
        if block.kind is Kind.INDENTED:
            return _behind("> ", text)
        if block.kind is Kind.LISTED and self._items:
            return _behind(" " * self._items[min(block.level, len(self._items) - 1)].indent, text)
        return text

    def _quotation(self, block: Quotation) -> str:
        runs: list[Run] = []
        for number, part in enumerate(said_in_marks(block)):
            runs.append(Run("\n" if number else ""))
            runs += [Run(f"{part.label}:", strong=True), Run(" ")] if part.label else []
            runs.append(Run(part.words))
        text = self._runs((*runs, Run(f" ({on_one_line(block.attribution)})")))
        return text if block.inline else _behind("> ", text)

    def _within(self, block: Quotation) -> str:
        """A quotation among other text, on its line."""
        words = " ".join(f"{part.label}: {part.words}" if part.label else part.words for part in said_in_marks(block))
        return f"{on_one_line(words)} ({on_one_line(block.attribution)})"

    def _item(self, item: ListItem) -> str:
        level = min(item.level, len(self._items))
        before = self._items[level] if level < len(self._items) else None
        del self._items[level:]
        outside = self._items[-1].indent if self._items else 0
        sign, number, has_bracket = "-", 0, False
        if item.ordered:
            goes_on = before is not None and before.ordered and before.series == item.series
            number = before.number + 1 if before and goes_on else item.first
            # A list begins anew where another sign stands behind its numbers.
            has_bracket = before.has_bracket == goes_on if before and before.ordered else False
            sign = f"{number}{')' if has_bracket else '.'}"
        width = max(_STEP, len(sign) + 1)
        self._items.append(_Item(item.ordered, item.series, number, has_bracket, outside + width))
        text = _behind(" " * (outside + width), self._runs(item.runs))
        return f"{' ' * outside}{sign.ljust(width)}{text[outside + width :]}".rstrip(" ")

    def _table(self, table: Table) -> Iterator[str]:
        if table.numbered:
            self._tables += 1
            yield f"Table {self._tables}: {escaped(on_one_line(table.caption))}"
        rows = [[escaped(on_one_line(text)) for text in table.header], ["---"] * len(table.header)]
        rows += [[self._cell(cell) for cell in row] for row in table.rows]
        yield "\n".join(f"| {' | '.join(row)} |" for row in rows)

    def _cell(self, cell: Cell) -> str:
        lines = ([replace(run, text=clean(run.text).replace("\n", " ")) for run in _as_its_kind(one)] for one in cell)
        return _BETWEEN_PARAGRAPHS.join(map(self._runs, lines))

    def _runs(self, runs: Iterable[Run]) -> str:
        """Runs of text, set off where their words can be; what they say stays whole in any case."""
        text = escaped("".join(map(self._run, runs)))
        text = _SET_OFF.sub(lambda found: _set_off(found, text), text)
        return re.sub(f"{_NOTE}([0-9]+){_NOTE}", r"[^\1]", text)

    def _run(self, run: Run) -> str:
        text = clean(run.text) if run.quotation is None else self._within(run.quotation)
        words = text.strip()
        if words and (run.strong or run.emphasis):
            begin = len(text) - len(text.lstrip())
            end = begin + len(words)
            stars = run.emphasis + 2 * run.strong
            text = f"{text[:begin]}{_BEGIN}{stars}{words}{_END}{text[end:]}"
        if run.footnote:
            self.notes.append(f"[^{len(self.notes) + 1}]: {escaped(on_one_line(run.footnote))}")
            text += f"{_NOTE}{len(self.notes)}{_NOTE}"
        return text


class _Item:
    """A list's last item.

    Args:
        ordered: Whether the list is numbered.
        series: Which of the numbered ones it is.
        number: The item's number.
        has_bracket: Whether a bracket stands behind its number, not a stop.
        indent: How far what belongs to the item stands in.
    """

    def __init__(self, ordered: bool, series: int, number: int, has_bracket: bool, indent: int) -> None:
        self.ordered, self.series, self.number = ordered, series, number
        self.has_bracket, self.indent = has_bracket, indent


def _as_its_kind(paragraph: Paragraph) -> tuple[Run, ...]:
    """The runs of a paragraph, set off where the whole of it is."""
    strong, emphasis = paragraph.kind in _STRONG, paragraph.kind is Kind.CONCEPT
    if not strong and not emphasis:
        return paragraph.runs
    return tuple(replace(run, strong=run.strong or strong, emphasis=run.emphasis or emphasis) for run in paragraph.runs)


def _behind(sign: str, text: str) -> str:
    """Each line of a text behind a sign."""
    return "\n".join(f"{sign}{line}" for line in text.split("\n"))


def _set_off(found: re.Match[str], text: str) -> str:
    """Words between stars, or without them where they would stand in the text as stars."""
    stars, words = "*" * int(found[1][1]), found[2]
    before, behind = text[: found.start()][-1:], text[found.end() :][:1]
    can_begin = before not in (_END, _NOTE) and (not _may_be_sign(words[0]) or _parts_words(before))
    can_end = behind not in (_BEGIN, _NOTE) and (not _may_be_sign(words[-1]) or _parts_words(behind))
    return f"{stars}{words}{stars}" if can_begin and can_end else words


def _may_be_sign(character: str) -> bool:
    """Whether some program takes it for punctuation."""
    return unicodedata.category(character)[0] in "PS"


def _parts_words(character: str) -> bool:
    """Whether every program takes it for a blank or for punctuation; none at all is the end of a paragraph."""
    return not character or character.isspace() or unicodedata.category(character)[0] == "P"

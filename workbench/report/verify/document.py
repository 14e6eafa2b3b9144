"""A report as paragraphs: of a Word file as if all tracked changes were accepted, of Markdown, of plain text."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import BadInput, NotFound, Unavailable
from workbench.office.figures import raise_figures, raised
from workbench.report.marks import read_mark
from workbench.report.verify import ENDINGS
from workbench.report.verify.paragraphs import Marked, ReportParagraph
from workbench.safefile import file_bytes
from workbench.transcripts.readers.decoding import decoded

if TYPE_CHECKING:
    from lxml import etree
    from markdown_it.token import Token

    from workbench.office.blocks import Block, Table
    from workbench.office.controls import Controls

_KINDS = "Give a Word file (.docx), Markdown (.md) or plain text (.txt)."
_PAGE = re.compile(r"\s*\d{1,4}\s*")
_LONG_LINE = 160
"""Nobody breaks lines that late."""
_RAISED, _LINE_BREAK = re.compile("<sup\\b", re.IGNORECASE), re.compile(r"<br\b", re.IGNORECASE)
_TAG = re.compile(r"<!--[\s\S]*?-->|<[^<>]*>")
_LEAST_WIDTH, _EVEN = 50, 0.8
"""Lines are not broken at fewer signs: what is shorter is a heading, or an item of a list. Two that were broken are
about as wide: the one by so much of the other."""
_NOTE_MARK = re.compile(r"\[\^[^\]\s]{1,30}\]")


def read_report(path: Path) -> tuple[bytes, list[ReportParagraph]]:
    """A report's bytes, and its paragraphs.

    Raises:
        NotFound: There is no such file.
        BadInput: It is of another kind, or damaged.
        Unavailable: It cannot be read.
    """
    read = _READERS.get(path.suffix.casefold())
    if read is None:
        raise BadInput(f"{path.name} is no report that can be read.", _KINDS)
    data = bytes_of(path)
    return data, read(data, path.name)


def bytes_of(path: Path) -> bytes:
    """What a file holds.

    Raises:
        NotFound: There is no such file.
        Unavailable: It cannot be read.
    """
    if not path.is_file():
        raise NotFound(f"There is no file {path}.", "Name the report as it lies in its folder.")
    try:
        return file_bytes(path)
    except OSError as error:
        raise Unavailable(
            f"{path.name} cannot be read: {error.strerror}.", "Close it elsewhere and try again."
        ) from error


def can_be_read(path: Path) -> bool:
    """Whether a file is of a kind that can be read back, by its name."""
    return path.suffix.casefold() in _READERS


def word_paragraphs(data: bytes, name: str) -> list[ReportParagraph]:
    """The paragraphs of a Word file in reading order, those of its tables and notes among them.

    Raises:
        BadInput: It is no Word file, encrypted, damaged, or hostile.
    """
    from workbench.office.controls import Controls, sign_controls
    from workbench.office.visible import visible_text

    def prepare(body: etree._Element, namespace: str) -> None:
        raise_figures(body, namespace)
        sign_controls(body, namespace, lambda tag: read_mark(tag) is not None)

    seen = visible_text(data, name, prepare)
    controls = Controls()
    found = [_with_marks(one, controls) for one in _of_blocks(seen.blocks)]
    for number, note in enumerate(seen.notes, 1):
        found += [ReportParagraph(line, f"note {number}") for line in note.split("\n")]
    return found


def rest_of_word(
    data: bytes, name: str, known: Mapping[str, str]
) -> tuple[list[ReportParagraph], list[tuple[int, str]]]:
    """The paragraphs of a Word file without what stands in marks, where that is what is known of them.

    Args:
        data: The .docx file's bytes.
        name: The file, for messages.
        known: What is to stand in each mark.

    Returns:
        The paragraphs; and of each mark that holds what is known, in order, the number of its paragraph.
    """
    from workbench.office.controls import STAND_IN, with_stand_ins
    from workbench.office.visible import visible_text

    marks: list[str] = []

    def is_known(tag: str, text: str) -> bool:
        if known.get(tag) == text:
            marks.append(tag)
        return known.get(tag) == text

    def prepare(body: etree._Element, namespace: str) -> None:
        with_stand_ins(body, namespace, is_known)
        raise_figures(body, namespace)

    seen = visible_text(data, name, prepare)
    found: list[ReportParagraph] = []
    places: list[tuple[int, str]] = []
    for one in _of_blocks(seen.blocks):
        for _ in range(one.text.count(STAND_IN)):
            places.append((len(found), marks[len(places)]))
        found.append(replace(one, text=one.text.replace(STAND_IN, " ")) if STAND_IN in one.text else one)
    for number, note in enumerate(seen.notes, 1):
        found += [ReportParagraph(line, f"note {number}") for line in note.split("\n")]
    return found, places


def _with_marks(one: ReportParagraph, controls: Controls) -> ReportParagraph:
    """A paragraph without the signs of its content controls, with what these say."""
    from workbench.office.controls import Controls

    text, found = controls.taken_out(one.text)
    beside = tuple(Controls().taken_out(other)[0] for other in one.beside)
    return replace(one, text=text, beside=beside, marked=tuple(map(Marked._make, found))) if text != one.text else one


def _of_blocks(blocks: Iterable[Block]) -> Iterator[ReportParagraph]:
    from workbench.office.blocks import Paragraph

    paragraphs = tables = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            paragraphs += bool(block.text.strip())
            yield ReportParagraph(block.text, f"paragraph {paragraphs}", block.is_quoted, block.is_heading)
        else:
            tables += 1
            for one in _of_rows(block, f"table {tables}"):
                # As `workbench.report.update.document` counts them.
                paragraphs += bool(one.text.strip())
                yield one


def _of_rows(table: Table, where: str) -> Iterator[ReportParagraph]:
    """The paragraphs of a table. What stands below the heading *Quotation* is quoted."""
    from workbench.office.hidden import is_quoting_name

    heads = [cell.text for cell in table.rows[0]] if table.rows else []
    for number, row in enumerate(table.rows, 1):
        columns = heads if number > 1 and len(row) == len(heads) else [""] * len(row)
        for at, (cell, column) in enumerate(zip(row, columns, strict=True)):
            is_quoted = is_quoting_name(column)
            beside = tuple(other.text for other in (*row[:at], *row[at + 1 :]))
            for one in _of_blocks(cell.blocks):
                is_quotation = one.is_quotation or (is_quoted and not one.is_heading)
                place = f"{where}, row {number}"
                yield ReportParagraph(one.text, place, is_quotation, one.is_heading, beside, column.strip())


def _markdown(data: bytes, name: str) -> list[ReportParagraph]:
    from markdown_it import MarkdownIt

    text, _ = decoded(data, name)
    return list(_of_tokens(MarkdownIt("commonmark").enable("table").parse(text)))


def _of_tokens(tokens: Iterable[Token]) -> Iterator[ReportParagraph]:
    quoted, is_heading = 0, False
    row: list[ReportParagraph] | None = None
    heads: list[str] = []
    for token in tokens:
        quoted += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if token.type in ("heading_open", "heading_close"):
            is_heading = token.type == "heading_open"
        elif token.type == "thead_open":
            heads = []
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield from _in_row(row, heads)
            heads, row = heads or [one.text for one in row], None
        elif token.type in ("code_block", "fence", "html_block"):
            # What Markdown takes for a program's text is the report's.
            text = _without_tags(token.content) if token.type == "html_block" else token.content
            before = token.map[0] + (token.type == "fence") if token.map else 0
            for one in plain_paragraphs(text):
                yield replace(one, where=f"line {before + one.line}", line=before + one.line)
        elif token.type == "inline":
            line = token.map[0] + 1 if token.map else 0
            words = _NOTE_MARK.sub("", "".join(_inline(token.children or ())))
            one = ReportParagraph(words, f"line {line}", bool(quoted), is_heading, line=line)
            if row is None:
                yield one
            else:
                row.append(one)


def _in_row(row: Sequence[ReportParagraph], heads: Sequence[str]) -> Iterator[ReportParagraph]:
    """The cells of a row. What stands below the heading *Quotation* is quoted, as in a table in Word."""
    from workbench.office.hidden import is_quoting_name

    for at, one in enumerate(row):
        beside = tuple(other.text for other in (*row[:at], *row[at + 1 :]))
        column = "".join(heads[at : at + 1]).strip()
        yield replace(one, is_quotation=one.is_quotation or is_quoting_name(column), beside=beside, column=column)


def _without_tags(text: str) -> str:
    return html.unescape(_TAG.sub("", re.sub(_LINE_BREAK.pattern + "[^>]*>", "\n", text, flags=re.IGNORECASE)))


def _inline(tokens: Iterable[Token]) -> Iterator[str]:
    """The words of a paragraph; of what is HTML line breaks, and figures that are raised."""
    is_raised = False
    for token in tokens:
        if token.type == "html_inline":
            is_raised = _RAISED.match(token.content) is not None
        words = _words(token)
        yield raised(words) if is_raised else words


def _words(token: Token) -> str:
    is_break = token.type == "html_inline" and _LINE_BREAK.match(token.content)
    if token.type in ("softbreak", "hardbreak") or is_break:
        return "\n"
    return token.content if token.type in ("text", "code_inline") else ""


def plain_paragraphs(text: str) -> list[ReportParagraph]:
    """The paragraphs of a plain text: what stands between empty lines.

    Where none was broken it is each line, but for those that were: what is pasted into such a text often is. A line
    that ends with a colon, the number of a page, and the beginning of a page also part them.
    """
    every = text.replace("\r\n", "\n").split("\n")
    is_unbroken = _is_unbroken(every)
    goes_on = _going_on(every) if is_unbroken else frozenset[int]()
    found: list[ReportParagraph] = []
    lines: list[str] = []
    first = 1

    rows = _rows(every)
    heads: list[str] = []

    def end() -> None:
        if any(line.strip() for line in lines):
            found.append(ReportParagraph("\n".join(lines), f"line {first}", line=first))
        lines.clear()

    for number, words in enumerate(every):
        if number in rows:
            end()
            where = f"line {number + 1}"
            cells = [ReportParagraph(cell.strip(), where, line=number + 1) for cell in words.strip().split("\t")]
            found += _in_row(cells, heads if number - 1 in rows else [])
            heads = heads if number - 1 in rows else [one.text for one in cells]
            continue
        line = words.replace("\f", " ")
        # Programs that take the text out of a PDF file set a blank before the first line of a page.
        if (
            not line.strip()
            or "\f" in words
            or (is_unbroken and number not in goes_on)
            or (lines and line[:1] == " " and line[1:2].strip() and lines[-1].endswith((".", ")", "?")))
        ):
            end()
        if not line.strip():
            continue
        if not lines:
            first = number + 1
        lines.append(line.rstrip())
        if lines[-1].endswith(":") or _PAGE.fullmatch(line):
            end()
    end()
    return found


def _rows(lines: Sequence[str]) -> frozenset[int]:
    """The numbers of the lines that are rows of a table, as it is pasted: cells parted by tabs, two lines or more."""
    found = set[int]()
    for many, group in groupby(range(len(lines)), lambda at: lines[at].strip().count("\t")):
        run = list(group)
        # A tab stands behind labels of speakers and signs of lists, too.
        firsts = [lines[at].strip().split("\t")[0].strip() for at in run]
        if many and len(run) > 1 and all(any(map(str.isalpha, one)) and one[-1] not in ":)." for one in firsts):
            found.update(run)
    return frozenset(found)


def _is_unbroken(lines: Iterable[str]) -> bool:
    """Whether lines are whole paragraphs, as Word and LibreOffice save plain text."""
    lengths = [len(line) for line in lines if line.strip()]
    return sum(length > _LONG_LINE for length in lengths) > len(lengths) / 10


def _going_on(lines: Sequence[str]) -> frozenset[int]:
    """Where lines are whole paragraphs, the numbers of those that the line above goes on in.

    It was broken where it was: its sentence has no end, and what follows no beginning; or the next word had no room.
    """
    found = set[int]()
    for is_short, group in groupby(range(len(lines)), lambda at: 0 < len(lines[at].strip()) <= _LONG_LINE):
        run = list(group) if is_short else []
        # The widest line has no room for any word; two that are about as wide were broken there.
        *_, second, width = sorted([0, 0, *(len(lines[at].rstrip()) for at in run)])
        is_even = width >= _LEAST_WIDTH and second >= _EVEN * width
        for at in run[1:]:
            above, line = lines[at - 1].rstrip(), lines[at].strip()
            is_open = above[-1] not in ".?!:;)" and not line[0].isupper() and (line[0].isalpha() or line[0] in "([")
            had_no_room = is_even and len(above) + 1 + len(line.split()[0]) > width
            if is_open or had_no_room:
                found.add(at)
    return frozenset(found)


def _plain(data: bytes, name: str) -> list[ReportParagraph]:
    return plain_paragraphs(decoded(data, name)[0])


_READERS: Mapping[str, Callable[[bytes, str], list[ReportParagraph]]] = dict(
    zip(ENDINGS, (word_paragraphs, _markdown, _markdown, _plain), strict=True)
)

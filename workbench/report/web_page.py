"""A report as one web page that needs nothing else: no script, no picture, no address that a browser would ask.

Everything in it is escaped, and its policy forbids a browser all but the page's own looks: what a transcript holds can
do nothing there. Quotations stand in block quotations with their attribution, in the language that is spoken in them.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path
from typing import NamedTuple

from workbench.report.content import Block, Cell, Heading, Kind, ListItem, Paragraph, Quotation, Report, Run, Table
from workbench.report.plain_words import clean, on_one_line, said_in_marks
from workbench.report.unbroken import unbroken

_LANGUAGE = re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_WORD = re.compile(r"[^\W_]+")
_LONGEST_ID = 60
_CLASS_OF = {
    Kind.CONCEPT: "concept",
    Kind.LEAD: "lead",
    Kind.NOTE: "note",
    Kind.INDENTED: "set-in",
    Kind.SOURCE: "source",
    Kind.CODE_NAME: "code-name",
}


def to_html(report: Report) -> bytes:
    """The report as a web page, in UTF-8; the same report gives the same bytes."""
    body = _Body()
    for block in report.blocks:
        body.add(block)
    body.end()
    looks = f"{_looks()}{''.join(body.widths)}"
    title = _line(report.title_page.title) or "Report"
    parts = [
        f'<!DOCTYPE html>\n<html lang="{_language(report.language) or "en"}">\n<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(looks)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        *(f'<meta name="author" content="{_line(author)}">' for author in report.title_page.authors),
        f"<title>{title}</title>\n<style>{looks}</style>\n</head>\n<body>",
        *_title_page(report, title),
        *_contents(body.headings, report.contents_levels),
        "<main>",
        *body.written,
        *_notes(body.notes),
        "</main>\n</body>\n</html>\n",
    ]
    return "\n".join(parts).encode()


@cache
def _looks() -> str:
    return Path(__file__).with_name("web_page.css").read_text(encoding="utf-8")


def _policy(looks: str) -> str:
    """What a browser may do with the page: use its own looks, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(looks.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _title_page(report: Report, title: str) -> Iterable[str]:
    page = report.title_page
    yield "<header>"
    if report.running_note:
        yield f'<p class="running">{_line(report.running_note)}</p>'
    yield f'<h1 dir="auto">{title}</h1>'
    if page.subtitle:
        yield f'<p class="subtitle" dir="auto">{_line(page.subtitle)}</p>'
    commissioned = f"Commissioned by {page.commissioner}" if page.commissioner else ""
    details = (*page.authors, page.organisation, commissioned, page.date)
    yield from (f'<p dir="auto">{_line(detail)}</p>' for detail in details if detail.strip())
    if page.about.strip():
        yield f'<p class="about" dir="auto">{_line(page.about)}</p>'
    yield "</header>"


class _Listed(NamedTuple):
    """A heading as the contents list it; its text is escaped."""

    id: str
    text: str
    level: int


def _contents(headings: Iterable[_Listed], levels: int) -> Iterable[str]:
    listed = [one for one in headings if one.level <= levels]
    if not listed:
        return
    yield '<nav aria-labelledby="contents">\n<h2 id="contents">Contents</h2>'
    open_levels: list[int] = []
    for one in listed:
        while open_levels and open_levels[-1] > one.level:
            open_levels.pop()
            yield "</li></ol>"
        if open_levels and open_levels[-1] == one.level:
            yield "</li>"
        else:
            open_levels.append(one.level)
            yield "<ol>"
        yield f'<li><a href="#{one.id}" dir="auto">{one.text}</a>'
    yield from ("</li></ol>" for _ in open_levels)
    yield "</nav>"


def _notes(notes: list[str]) -> Iterable[str]:
    """The footnotes, each with the way back to its figure."""
    if not notes:
        return
    yield '<section class="notes" role="doc-endnotes" aria-labelledby="notes">\n<h2 id="notes">Notes</h2>\n<ol>'
    for number, note in enumerate(notes, 1):
        back = f'<a href="#to-note-{number}" role="doc-backlink" aria-label="Back to the text">↩</a>'
        yield f'<li id="note-{number}" dir="auto">{note} {back}</li>'
    yield "</ol>\n</section>"


class _Body:
    """Writes blocks one after the other, and remembers headings, footnotes and the widths of tables."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.headings: list[_Listed] = []
        self.notes: list[str] = []
        self.widths: list[str] = []
        self._ids: set[str] = set()
        self._tables = self._numbered = 0
        self._lists: list[tuple[bool, int]] = []  # of each list that is open: whether it is ordered, and its series

    def add(self, block: Block) -> None:
        if isinstance(block, ListItem):
            self._item(block)
            return
        if isinstance(block, Paragraph) and block.kind is Kind.LISTED and self._lists:
            self._close_lists(block.level + 1)
            self.written.append(self._paragraph(block))
            return
        self.end()
        match block:
            case Heading():
                self._heading(block)
            case Quotation():
                self.written.append(_quotation(block))
            case Table():
                self._table(block)
            case Paragraph():
                self.written.append(self._paragraph(block))

    def end(self) -> None:
        """Close what is open."""
        self._close_lists(0)

    def _close_lists(self, deepest: int) -> None:
        while len(self._lists) > deepest:
            self.written.append(f"</li></{'ol' if self._lists.pop()[0] else 'ul'}>")

    def _item(self, item: ListItem) -> None:
        self._close_lists(item.level + 1)
        if len(self._lists) == item.level + 1 and self._lists[-1] != (item.ordered, item.series):
            self._close_lists(item.level)
        if len(self._lists) == item.level + 1:
            self.written.append("</li>")
        while len(self._lists) <= item.level:
            start = f' start="{item.first}"' if item.ordered and item.first != 1 else ""
            between = "<li>" if len(self._lists) < item.level else ""
            self.written.append(f"<ol{start}>{between}" if item.ordered else f"<ul>{between}")
            self._lists.append((item.ordered, item.series))
        self.written.append(f'<li><p dir="auto">{self._runs(item.runs)}</p>')

    def _heading(self, heading: Heading) -> None:
        text = on_one_line(heading.text)
        name = self._id(text)
        self.headings.append(_Listed(name, escape(text), heading.level))
        new_page = ' class="new-page"' if heading.new_page else ""
        level = heading.level + 1
        self.written.append(f'<h{level} id="{name}"{new_page} dir="auto">{escape(text)}</h{level}>')

    def _id(self, text: str) -> str:
        """A name for a place in the page, made of words, so that it stays where others come in between."""
        base = f"s-{'-'.join(_WORD.findall(text.casefold()))}"[:_LONGEST_ID].rstrip("-")
        name, number = base, 1
        while name in self._ids:
            number += 1
            name = f"{base}-{number}"
        self._ids.add(name)
        return name

    def _paragraph(self, block: Paragraph) -> str:
        named = f' class="{_CLASS_OF[block.kind]}"' if block.kind in _CLASS_OF else ""
        return f'<p{named} dir="auto">{self._runs(block.runs)}</p>'

    def _table(self, table: Table) -> None:
        self._tables += 1
        caption = _line(table.caption)
        if table.numbered:
            self._numbered += 1
            shown = f"<caption>Table {self._numbered}: {caption}</caption>"
        else:
            shown = f'<caption class="unseen">{caption}</caption>'
        shares = [100 * width / sum(table.widths) for width in table.widths]
        looks = f".t{self._tables} th:nth-child({{}}) {{{{ width: {{:.4g}}%; }}}}\n"
        self.widths += [looks.format(number, share) for number, share in enumerate(shares, 1)]
        header = "".join(f'<th scope="col" dir="auto">{_text(text)}</th>' for text in table.header)
        self.written += [
            f'<div class="wide" role="region" tabindex="0" aria-label="{caption}">',
            f'<table class="t{self._tables}">{shown}',
            f"<thead><tr>{header}</tr></thead>\n<tbody>",
            *(self._row(row) for row in table.rows),
            "</tbody></table></div>",
        ]

    def _row(self, cells: Iterable[Cell]) -> str:
        written = []
        for number, cell in enumerate(cells):
            inside = "".join(map(self._paragraph, cell))
            written.append(f"<td>{inside}</td>" if number else f'<th scope="row">{inside}</th>')
        return f"<tr>{''.join(written)}</tr>"

    def _runs(self, runs: Iterable[Run]) -> str:
        return "".join(map(self._run, runs))

    def _run(self, run: Run) -> str:
        if run.quotation is not None:
            return _within(run.quotation)
        text = _text(run.text)
        text = f"<em>{text}</em>" if run.emphasis and text else text
        text = f"<strong>{text}</strong>" if run.strong and text else text
        if run.footnote:
            self.notes.append(_text(run.footnote))
            number = len(self.notes)
            link = f'<a id="to-note-{number}" href="#note-{number}" role="doc-noteref">{number}</a>'
            text += f"<sup>{link}</sup>"
        return text


def _within(block: Quotation) -> str:
    """A quotation among other text."""
    words, cite = _said(block)
    return f'<span class="quoted">{" ".join(words)} {cite}</span>'


def _said(block: Quotation) -> tuple[list[str], str]:
    """What each speaker says, and the attribution in brackets."""
    language = f' lang="{_language(block.language)}"' if block.language else ""
    parts = said_in_marks(block)
    words = [f"{_speaker(part.label)}<span{language}>{_text(part.words)}</span>" for part in parts]
    return words, f'<cite dir="auto">({escape(unbroken(on_one_line(block.attribution)))})</cite>'


def _quotation(block: Quotation) -> str:
    """The words, speakers on lines of their own, and the attribution in brackets in the last line."""
    words, cite = _said(block)
    if block.inline:
        return f'<p class="quoted" dir="auto">{"<br>".join(words)} {cite}</p>'
    lines = "".join(f'<p dir="auto">{each}</p>' for each in words)
    return f"<blockquote>{lines} <footer>{cite}</footer></blockquote>"


def _speaker(label: str) -> str:
    return f'<b class="speaker">{escape(label)}:</b> ' if label else ""


def _text(text: str) -> str:
    """The text escaped; line breaks stay."""
    return escape(clean(text)).replace("\n", "<br>")


def _line(text: str) -> str:
    return escape(on_one_line(text))


def _language(language: str) -> str:
    """The language as browsers know it; empty, which means unknown, where it is written otherwise."""
    return language.strip() if _LANGUAGE.fullmatch(language.strip()) else ""

"""A report as JSON: what is printed, in the order of print, as one object for other programs.

The form is described in docs/report.md; `VERSION` counts up whenever a program that reads it would have to change.
Nothing that is not printed is in it: no transcript, no place, no mark, no notice.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC
from typing import Any

from workbench.report.content import Block, Heading, ListItem, Paragraph, Quotation, Report, Run, Table
from workbench.report.plain_words import clean, quotations_placed, said

FORMAT = "workbench-report"
VERSION = 1


def to_json(report: Report) -> bytes:
    """The report as one JSON object, in UTF-8; the same report gives the same bytes."""
    return (json.dumps(as_json(report), ensure_ascii=False, indent=1) + "\n").encode()


def as_json(report: Report) -> dict[str, Any]:
    """The report as plain values."""
    page = report.title_page
    made_at = report.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if report.made_at else None
    return {
        "format": FORMAT,
        "version": VERSION,
        "title": clean(page.title),
        "subtitle": clean(page.subtitle),
        "authors": [clean(author) for author in page.authors],
        "organisation": clean(page.organisation),
        "commissioner": clean(page.commissioner),
        "date": clean(page.date),
        "about": clean(page.about),
        "language": clean(report.language),
        "note": clean(report.running_note),
        "made_at": made_at,
        "blocks": list(_blocks(report.blocks)),
    }


def _blocks(blocks: tuple[Block, ...]) -> Iterable[dict[str, Any]]:
    placed = quotations_placed(blocks)
    tables = 0
    for block in blocks:
        match block:
            case Heading():
                yield {"kind": "heading", "level": block.level, "text": clean(block.text), "theme": bool(block.theme)}
            case Paragraph():
                yield {"kind": "paragraph", "style": block.kind.value, "level": block.level, "runs": _runs(block.runs)}
            case ListItem():
                yield {
                    "kind": "list item",
                    "ordered": block.ordered,
                    "level": block.level,
                    "series": block.series,
                    "first": block.first,
                    "runs": _runs(block.runs),
                }
            case Quotation():
                above = next(one for one in placed if one.quotation is block)
                yield {"kind": "quotation", "theme": above.theme, "subtheme": above.subtheme, **_quotation(block)}
            case Table():
                tables += block.numbered
                yield _table(block, tables if block.numbered else None)


def _quotation(block: Quotation) -> dict[str, Any]:
    voice = block.voice
    return {
        "parts": [{"label": part.label, "words": part.words} for part in said(block)],
        "attribution": clean(block.attribution),
        "quote_marks": list(block.quote_marks),
        "inline": block.inline,
        "label": clean(voice.label),
        "role": clean(voice.role),
        "wave": clean(voice.wave),
        "language": clean(block.language),
    }


def _table(block: Table, number: int | None) -> dict[str, Any]:
    rows = [
        [[{"style": one.kind.value, "runs": _runs(one.runs)} for one in cell] for cell in row] for row in block.rows
    ]
    return {
        "kind": "table",
        "number": number,
        "caption": clean(block.caption),
        "header": [clean(text) for text in block.header],
        "widths": list(block.widths),
        "rows": rows,
    }


def _runs(runs: Iterable[Run]) -> list[dict[str, Any]]:
    """Runs of text; what is not so is left out."""
    found = []
    for run in runs:
        one: dict[str, Any] = {"text": clean(run.text)}
        one |= {name: True for name, so in (("strong", run.strong), ("emphasis", run.emphasis)) if so}
        one |= {"quotation": _quotation(run.quotation)} if run.quotation is not None else {}
        found.append(one | ({"footnote": clean(run.footnote)} if run.footnote else {}))
    return found

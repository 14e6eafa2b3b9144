"""The shapes in which a report can be written. The ending of a file's name says which: all go through this one door."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from workbench import safefile
from workbench.report.content import Report
from workbench.settings import Fault, ReportChoices
from workbench.study import Study

if TYPE_CHECKING:
    from workbench.report.word.template import Template


class Shape(NamedTuple):
    """A shape of the report.

    Attributes:
        name: What it is called.
        endings: How the names of its files may end; the first is the one that is suggested.
        is_list: Whether it has the quotations alone, a row each.
    """

    name: str
    endings: tuple[str, ...]
    is_list: bool = False

    @property
    def ending(self) -> str:
        """How a file's name ends."""
        return self.endings[0]


WORD = Shape("Word", (".docx",))
SHAPES = (
    WORD,
    Shape("Web page", (".html", ".htm")),
    Shape("Markdown", (".md",)),
    Shape("Spreadsheet of the quotations", (".xlsx",), is_list=True),
    Shape("Table of the quotations", (".csv",), is_list=True),
    Shape("JSON, for other programs", (".json",)),
)
"""All of them, as they are offered."""

ENDINGS = tuple(ending for shape in SHAPES for ending in shape.endings)
"""How the name of a report's file may end."""


def shape_of(path: Path) -> Shape | None:
    """The shape that a file's name asks for; None where it ends in none of `ENDINGS`."""
    ending = path.suffix.casefold()
    return next((shape for shape in SHAPES if ending in shape.endings), None)


def template_for(study: Study, choices: ReportChoices, path: Path) -> Template | None:
    """The house's template that a report is written into; None where it has its own looks, or is no Word file.

    Raises:
        BadInput: No report can be written into it; see `workbench.report.word.template`.
    """
    if shape_of(path) is not WORD or not choices.template.strip():
        return None
    from workbench.report.word.template import template_of

    return template_of(study, choices, path)


def template_fault(study: Study, choices: ReportChoices) -> Fault | None:
    """Why no Word file can be written as is chosen; see `workbench.report.word.usable`."""
    if not choices.template.strip():
        return None
    from workbench.report.word import usable

    return usable.template_fault(study, choices)


def to_bytes(report: Report, path: Path, *, template: Template | None = None) -> bytes:
    """The bytes of a report's file; the same report gives the same bytes.

    Args:
        report: What stands in it.
        path: The file, whose name ends in one of `ENDINGS`.
        template: The house's template for a Word file.

    Raises:
        BadInput: A quotation is too long for this shape; or the report cannot be written into the template.
    """
    # What writes a shape is loaded for it alone: Word takes long.
    match path.suffix.casefold():
        case ".html" | ".htm":
            from workbench.report.web_page import to_html as written
        case ".md":
            from workbench.report.markdown_file import to_markdown as written
        case ".xlsx":
            from workbench.report.quotation_list import to_xlsx as written
        case ".csv":
            from workbench.report.quotation_list import to_csv as written
        case ".json":
            from workbench.report.as_json import to_json as written
        case _:
            from workbench.report.word.document import to_docx

            return to_docx(report, template)
    return written(report)


def write_report(
    report: Report, path: Path, *, template: Template | None = None, beside: Mapping[Path, bytes] | None = None
) -> None:
    """Write a report in the shape that its file's name asks for, wholly or not at all.

    Args:
        report: What stands in it.
        path: The file, whose name ends in one of `ENDINGS`; one that is there is replaced.
        template: The house's template for a Word file.
        beside: Files that are written with it and what they hold: all of them, or none and no report.

    Raises:
        BadInput: A quotation is too long for this shape; or the report cannot be written into the template.
        Unavailable: A file cannot be written: read-only, open in another program, disk full.
    """
    safefile.write_all_safely({path: to_bytes(report, path, template=template), **(beside or {})})

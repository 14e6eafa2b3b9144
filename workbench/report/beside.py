"""What is written beside a report, for those who wrote it: never for who gets the report."""

from __future__ import annotations

from pathlib import Path

from workbench.report.checklist.checklist import checklist
from workbench.report.checklist.facts import Background
from workbench.report.content import Report
from workbench.report.facts import ReportFacts
from workbench.report.shapes import WORD, shape_of
from workbench.report.writers_note import writers_note

NOTE, CHECKLIST = "-writers-note.docx", "-checklist.docx"
"""How the names go on of what the writers should know, and of the checklist for reporting."""

PROVENANCE = "-provenance.xlsx"
"""How the name of the list goes on that says where each quotation comes from."""


def provenance_path(path: Path) -> Path:
    """The file that says where each quotation of a report comes from."""
    return path.parent / f"{path.stem}{PROVENANCE}"


def paths_beside(path: Path) -> tuple[Path, ...]:
    """The files that are written with a report: with the Word file, which is the one that is worked on.

    Args:
        path: The report.
    """
    if shape_of(path) is not WORD:
        return ()
    return (provenance_path(path), *(path.parent / f"{path.stem}{end}" for end in (NOTE, CHECKLIST)))


def files_beside(path: Path, facts: ReportFacts, report: Report, known: Background) -> dict[Path, bytes]:
    """The files that are written with a report, and what they hold.

    Args:
        path: The report.
        facts: What it was composed from.
        report: The report.
        known: What the study knows of how the work was done.
    """
    if shape_of(path) is not WORD:
        return {}
    # Spreadsheets and Word files take long to load.
    from workbench.report.provenance import provenance_bytes
    from workbench.report.word.document import to_docx

    provenance, note, list_ = paths_beside(path)
    return {
        provenance: provenance_bytes(facts, report),
        note: to_docx(writers_note(facts, report)),
        list_: to_docx(checklist(facts, report, known)),
    }

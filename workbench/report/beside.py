"""What is written beside a report, for those who wrote it: never for who gets the report."""

from __future__ import annotations

from pathlib import Path

from workbench.report.content import Report
from workbench.report.facts import ReportFacts
from workbench.report.shapes import WORD, shape_of

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
    return (provenance_path(path),) if shape_of(path) is WORD else ()


def files_beside(path: Path, facts: ReportFacts, report: Report) -> dict[Path, bytes]:
    """The files that are written with a report, and what they hold.

    Args:
        path: The report.
        facts: What it was composed from.
        report: The report.
    """
    if shape_of(path) is not WORD:
        return {}
    from workbench.report.provenance import provenance_bytes  # spreadsheets take long to load

    return {provenance_path(path): provenance_bytes(facts, report)}

"""Codebooks from and to elsewhere: tables, REFI-QDA, Markdown, YAML of others; one module a format."""

from workbench.exchange.codebooks.entries import Source, Taken, Told
from workbench.exchange.codebooks.exporting import WRITTEN, Exported, check_ending, export_codebook
from workbench.exchange.codebooks.importing import ImportPlan, plan_import, take_in
from workbench.exchange.codebooks.reading import READ, read_source

__all__ = [
    "READ",
    "WRITTEN",
    "Exported",
    "ImportPlan",
    "Source",
    "Taken",
    "Told",
    "check_ending",
    "export_codebook",
    "plan_import",
    "read_source",
    "take_in",
]

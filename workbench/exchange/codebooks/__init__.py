"""Codebooks from and to elsewhere: tables, REFI-QDA, Markdown, YAML of others; one module a format."""

from workbench.exchange.codebooks.columns import MAY_BE, STEPS, said_of
from workbench.exchange.codebooks.entries import NoNames, Source, Taken, Told
from workbench.exchange.codebooks.exporting import WRITTEN, Exported, check_ending, export_codebook
from workbench.exchange.codebooks.importing import ImportPlan, plan_import, take_in
from workbench.exchange.codebooks.paths import NO_PATHS, SEPARATORS
from workbench.exchange.codebooks.reading import READ, read_source

__all__ = [
    "MAY_BE",
    "NO_PATHS",
    "READ",
    "SEPARATORS",
    "STEPS",
    "WRITTEN",
    "Exported",
    "ImportPlan",
    "NoNames",
    "Source",
    "Taken",
    "Told",
    "check_ending",
    "export_codebook",
    "plan_import",
    "read_source",
    "said_of",
    "take_in",
]

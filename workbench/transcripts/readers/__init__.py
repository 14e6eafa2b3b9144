"""Readers: from a transcript file as received to its text and turns."""

from __future__ import annotations

from workbench.transcripts.readers.reading import Reading
from workbench.transcripts.readers.registry import SUFFIXES, read, read_bytes
from workbench.transcripts.turns import Turn

__all__ = ["SUFFIXES", "Reading", "Turn", "read", "read_bytes"]

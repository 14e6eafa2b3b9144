"""A terminal workbench for coding interview transcripts and building themes."""

__version__ = "0.1.0"

"""The theme report: what stands in it (content), and how it is written as a Word file."""

from workbench.report.gather import Written, gather, printed_coder, write, write_extract_book

__all__ = ["Written", "gather", "printed_coder", "write", "write_extract_book"]

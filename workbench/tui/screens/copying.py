"""Copying extracts with their attribution; what must not be quoted is told instead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench import report

if TYPE_CHECKING:
    from workbench.tui.app import Workbench


def copy_attributed(app: Workbench, extracts: Sequence[report.Attributed]) -> None:
    """Copy the extracts that may be quoted, and say of the others why they were not copied."""
    texts = [one.text for one in extracts if not one.withheld]
    if texts:
        app.copy_words(texts)
    for reason in sorted({one.withheld for one in extracts if one.withheld}):
        count = sum(one.withheld == reason for one in extracts)
        many = "An extract was" if count == 1 else f"{count:,} extracts were"
        app.notify(f"{many} not copied: {reason}.", severity="warning", markup=False)

"""An item of a checklist for reporting, and where a report says things. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.report.content import Heading, Report
from workbench.visible import in_quotes

_MOST = 2
"""So many headings are named."""


@dataclass(frozen=True)
class Item:
    """One item of a checklist.

    Attributes:
        domain: The part of the checklist that it stands in.
        number: Its number there; 0 for none.
        topic: What it is about.
        asked: What is asked, in our own words.
        known: What the study knows of it; empty where it knows nothing.
        where: Where the report says it; empty where it does not.
    """

    domain: str
    number: int
    topic: str
    asked: str
    known: str = ""
    where: str = ""


class Places:
    """Where a report says things: the headings that it has.

    Args:
        report: The report.
    """

    def __init__(self, report: Report) -> None:
        self._headings = [block.text for block in report.blocks if isinstance(block, Heading)]

    def under(self, *headings: str) -> str:
        """Those of the headings that the report has, the first few; an ending star stands for any ending."""
        found = dict.fromkeys(text for wanted in headings for text in self._headings if _is(wanted, text))
        shown = [in_quotes(text) for text in found][:_MOST]
        return ", ".join([*shown, *([f"and {len(found) - _MOST} more"] if len(found) > _MOST else [])])


def _is(wanted: str, text: str) -> bool:
    return text.startswith(wanted[:-1]) if wanted.endswith("*") else text == wanted

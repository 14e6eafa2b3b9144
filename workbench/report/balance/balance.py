"""Whose voices are printed, held against whose are coded, and what in that asks for a second look. Pure.

The figures are a help for whoever chooses quotations. They stand in no report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.report.balance.flags import Flag, flags_of
from workbench.report.balance.ledger import Ledger, ledger_of
from workbench.report.balance.voices import Quoted
from workbench.report.facts import ReportFacts


@dataclass(frozen=True)
class Balance:
    """The ledger of what is printed, and its flags."""

    ledger: Ledger
    flags: tuple[Flag, ...]


def balance_of(facts: ReportFacts, quotations: Sequence[Quoted]) -> Balance:
    """Whose voices are printed.

    Args:
        facts: The study.
        quotations: The quotations that are printed.
    """
    ledger = ledger_of(facts, quotations)
    return Balance(ledger, tuple(flags_of(facts, ledger, quotations)))

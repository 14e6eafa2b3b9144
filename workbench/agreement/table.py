"""A comparison as a table: which figures are shown first, which to those who want more, and what each means. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from workbench.agreement import in_words
from workbench.agreement.comparison import Comparison
from workbench.agreement.figures import Measured


class Column(NamedTuple):
    """A column of a table of codes.

    Attributes:
        heading: What stands above it.
        name: The count or figure in it, as it is called in JSON.
        meaning: What that is, in words.
    """

    heading: str
    name: str
    meaning: str


_PERCENT = Column("agree", "percent", "the share of units on which they agree")
_OF_TWO = (
    Column("both", "both", "units that both coded"),
    Column("only A", "only_a", "units that only the first coded"),
    Column("only B", "only_b", "units that only the second coded"),
    _PERCENT,
    Column("kappa", "kappa", "Cohen's kappa: agreement beyond chance, each coder's own shares being chance"),
)
_NEITHER = Column("neither", "neither", "units that neither coded")
_ALPHA = Column("alpha", "alpha", "Krippendorff's alpha: agreement beyond chance, all coders together being chance")
_MORE = (
    Column("AC1", "ac1", "Gwet's AC1: agreement beyond chance, little moved by how rare a code is"),
    Column("PABAK", "pabak", "twice the agreement less one: beyond the chance of tossing a coin"),
    Column("uα", "u_alpha", "Krippendorff's unitizing alpha, by character: whether codings begin and end alike"),
)
_MORE_OF_TWO = (
    Column("Jaccard", "jaccard", "of the units that either coded, the share that both coded"),
    Column("positive", "positive", "twice both, of twice both and what one alone coded"),
    Column("negative", "negative", "the same of units that were left without the code"),
    Column("prevalence", "prevalence", "the share of units coded, averaged over both"),
    Column("prev. index", "prevalence_index", "the share coded by both less the share coded by neither"),
    Column("bias index", "bias_index", "the share coded by A alone less the share coded by B alone"),
)
_FLEISS = Column("Fleiss", "fleiss", "Fleiss' kappa: as alpha, without its correction for few units")
_OF_GROUPS = (
    Column("|uα", "bar_u_alpha", "of a group, by character: whether both find something in the same places"),
    Column("cuα", "cu_alpha", "of a group, where both found something: whether they gave it the same code"),
)
BREAKS = ("neither", "alpha", "Fleiss", "Jaccard", "negative", "prevalence")
"""The headings with which a table of its own may begin where there is no room for all columns beside each other."""


def columns(comparison: Comparison, *, more: bool = False) -> tuple[Column, ...]:
    """The columns of the table of codes: those shown first, and with ``more`` the others.

    Args:
        comparison: The comparison.
        more: Whether every figure is wanted.
    """
    if len(comparison.coders) == 2:
        return (*_OF_TWO, *((_NEITHER, _ALPHA, *_MORE, *_MORE_OF_TWO) if more else ()))
    coders = len(comparison.coders)
    counts = (Column(f"by {n}", f"by_{n}", f"units that {n} of {coders} coded") for n in range(1, coders + 1))
    return (*counts, _PERCENT, _ALPHA, *((_FLEISS, *_MORE) if more else ()))


def cell(measured: Measured, column: Column) -> str:
    """What stands in a column: a number of units, a percentage, or a figure with two digits."""
    if column.name in measured.counts:
        return f"{measured.counts[column.name]:,}"
    return in_words.share(measured, column.name) if column.name == "percent" else in_words.figure(measured, column.name)


def not_in_table(comparison: Comparison, paragraphs: Iterable[str]) -> list[Column]:
    """The figures that paragraphs name and the table has not, so that it can be said what they are."""
    there, said = {column.name for column in columns(comparison)}, " ".join(paragraphs)
    others = [column for column in (*_MORE, *_OF_GROUPS) if column.name not in there]
    return [column for column in others if re.search(rf"(?<![\w|]){re.escape(column.heading)}(?!\w)", said)]


def coefficient(comparison: Comparison) -> str:
    """Which coefficient is shown first: of two coders kappa, of more alpha."""
    return "kappa" if len(comparison.coders) == 2 else "alpha"

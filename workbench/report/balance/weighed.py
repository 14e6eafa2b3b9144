"""Balance and recognition of what is printed, for those who write it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workbench.report.balance.balance import Balance, balance_of
from workbench.report.balance.part import balance_part
from workbench.report.balance.voices import Quoted, quoted
from workbench.report.content import Block
from workbench.report.facts import ReportFacts
from workbench.report.parts.participants_part import shown_of_participants
from workbench.report.recognition.part import recognition_part
from workbench.report.recognition.recognition import Recognition, recognition_of, told_of_few


@dataclass(frozen=True)
class Weighed:
    """What is told of a report's voices to those who write it.

    Attributes:
        quotations: The quotations that are printed, in their order.
        balance: Whose voices are printed, beside whose are coded.
        recognition: How far a reader can tell who says each of the quotations.
        mode: The study's mode.
        themes: The names of the themes by their ids.
        notices: What the writer must know of the report.
        of_few: What is to be said of roles that few people have; empty where nothing is.
    """

    quotations: tuple[Quoted, ...]
    balance: Balance
    recognition: tuple[Recognition, ...]
    mode: str
    themes: Mapping[str, str]
    notices: tuple[str, ...] = ()
    of_few: str = ""


def weighed_of(facts: ReportFacts, blocks: Iterable[Block], notices: tuple[str, ...] = ()) -> Weighed:
    """Balance and recognition of what is printed. Pure.

    Args:
        facts: The study.
        blocks: What is printed: the blocks of a report that was composed from it.
        notices: What the writer must know of it.
    """
    quotations = quoted(facts, blocks)
    recognition = tuple(recognition_of(facts, quotations, shown_of_participants(facts)))
    return Weighed(
        tuple(quotations),
        balance_of(facts, quotations),
        recognition,
        facts.study.mode,
        {theme.id: theme.name for theme in facts.themes},
        notices,
        told_of_few(facts, quotations, recognition),
    )


def balance_blocks(weighed: Weighed, *, level: int = 1) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Balance as content for the writers, and for each block the theme to which it leads; empty for none."""
    return _apart(balance_part(weighed.balance, mode=weighed.mode, level=level))


def recognition_blocks(weighed: Weighed, *, level: int = 1) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Recognition as content for the writers, and for each block the theme to which it leads; empty for none."""
    said = weighed.quotations, weighed.recognition, weighed.themes
    return _apart(recognition_part(*said, of_few=weighed.of_few, level=level))


def _apart(led: Iterable[tuple[Block, str]]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    pairs = list(led)
    return tuple(block for block, _ in pairs), tuple(theme for _, theme in pairs)

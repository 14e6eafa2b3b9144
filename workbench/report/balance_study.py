"""Balance and recognition of a study's report, as it would be written now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workbench.report.balance import Balance, balance_of
from workbench.report.balance_ledger import Ledger
from workbench.report.balance_part import balance_part
from workbench.report.balance_voices import Quoted, quoted
from workbench.report.choosing import chosen_instead
from workbench.report.compose import compose
from workbench.report.content import Block
from workbench.report.facts import ReportFacts
from workbench.report.gather import as_its_files_say, gather, printed_coder
from workbench.report.participants_part import shown_of_participants
from workbench.report.recognition import Recognition, recognition_of
from workbench.report.recognition_part import recognition_part
from workbench.study import Study
from workbench.transcripts.tables.sheet import written_row


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
    """

    quotations: tuple[Quoted, ...]
    balance: Balance
    recognition: tuple[Recognition, ...]
    mode: str
    themes: Mapping[str, str]
    notices: tuple[str, ...] = ()


def weighed_of(facts: ReportFacts, blocks: Iterable[Block], notices: tuple[str, ...] = ()) -> Weighed:
    """Balance and recognition of what is printed. Pure.

    Args:
        facts: The study.
        blocks: What is printed: the blocks of a report that was composed from it.
        notices: What the writer must know of it.
    """
    quotations = quoted(facts, blocks)
    return Weighed(
        tuple(quotations),
        balance_of(facts, quotations),
        tuple(recognition_of(facts, quotations, shown_of_participants(facts))),
        facts.study.mode,
        {theme.id: theme.name for theme in facts.themes},
        notices,
    )


def balance_blocks(weighed: Weighed, *, level: int = 1) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Balance as content for the writers, and for each block the theme to which it leads; empty for none."""
    return _apart(balance_part(weighed.balance, mode=weighed.mode, level=level))


def recognition_blocks(weighed: Weighed, *, level: int = 1) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Recognition as content for the writers, and for each block the theme to which it leads; empty for none."""
    return _apart(recognition_part(weighed.quotations, weighed.recognition, weighed.themes, level=level))


def _apart(led: Iterable[tuple[Block, str]]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    pairs = list(led)
    return tuple(block for block, _ in pairs), tuple(theme for _, theme in pairs)


def weigh(study: Study, *, coder: str | None = None, instead: Mapping[str, Any] | None = None) -> Weighed:
    """Balance and recognition of the report of a study, as it would be written now.

    Args:
        study: The study.
        coder: Whose codings are printed; else the study's lead coder, else whoever is coding.
        instead: Choices that hold in the place of report.yaml's, as for `workbench.report.write`.

    Raises:
        NotFound: There are no themes, or nobody of that name has coded.
        BadInput: study.yaml, report.yaml or participants.csv is faulty; or a choice cannot be.
    """
    study, told = as_its_files_say(study)
    choices = chosen_instead(study.choices, instead or {})
    facts = gather(study, printed_coder(study, coder), choices=choices, agreement=None)
    report = compose(facts)
    return weighed_of(facts, report.blocks, (*told, *report.notices))


def ledger_as_csv(ledger: Ledger) -> str:
    """The ledger as CSV, a row for each participant, role and wave; shares go from 0 to 1.

    No cell can be taken for a formula.
    """
    figures = ["quotations", "quotations_share", "words", "words_share", "coded_words", "coded_share", "people"]
    rows = [["kind", "id", "label", *figures]]
    for line in (*ledger.participants, *ledger.roles, *ledger.waves):
        pairs = (
            (line.quotations, line.quotations_share),
            (line.words, line.words_share),
            (line.coded, line.coded_share),
        )
        told = [cell for number, share in pairs for cell in (str(number), "" if share is None else f"{share:.4f}")]
        rows.append([line.kind, "; ".join(line.ids), line.label, *told, str(line.people)])
    return "".join(written_row(row, ",") + "\n" for row in rows)

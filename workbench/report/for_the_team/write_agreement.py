"""A comparison of coders as a Word file of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.agreement.before_after import BeforeAfter
from workbench.agreement.comparison import Comparison
from workbench.agreement.rounds import Rounds
from workbench.agreement.rule_changes import RuleChange
from workbench.errors import Refused
from workbench.model import utc_now
from workbench.report.codebook_words import codebook_facts
from workbench.report.content import Block, Report, TitlePage
from workbench.report.gather import as_its_files_say
from workbench.report.parts.agreement_part import agreement_part
from workbench.report.parts.consensus_part import consensus_part
from workbench.report.parts.rounds_part import rounds_part
from workbench.report.place import check_place, goes_to_exports
from workbench.report.withheld_words import withheld_words
from workbench.study import Study


@dataclass(frozen=True)
class AgreementWritten:
    """A comparison that was written.

    Attributes:
        path: The file.
        codes: How many codes stand in its table.
        notices: What whoever hands it on should know.
    """

    path: Path
    codes: int
    notices: tuple[str, ...]


def agreement_path(study: Study, *, rounds: bool = False) -> Path:
    """Where a comparison, or the rounds of a sample, are written to unless somebody says otherwise."""
    return study.exports / ("agreement-rounds.docx" if rounds else "agreement.docx")


def write_agreement(
    study: Study,
    path: Path,
    comparison: Comparison,
    *,
    settled: tuple[BeforeAfter, Sequence[RuleChange]] | None = None,
) -> AgreementWritten:
    """Write a comparison of coders as a Word file: what was compared, the figures, and what they mean.

    Args:
        study: The study.
        path: The .docx file; one that is there is replaced.
        comparison: The comparison, of the coders' own codings.
        settled: What was settled, with the rules that were changed for it, where that is to be told as well.

    Raises:
        Refused: A name in it, as a code's, holds words that must not be printed.
        BadInput: The file's name does not end in .docx, or it lies where none should be; or study.yaml or
            participants.csv is faulty.
        Unavailable: The file cannot be written, or one of the study's not read.
    """

    def blocks(study: Study) -> tuple[Block, ...]:
        found = agreement_part(comparison, target=study.settings.agreement_target)
        return found + (consensus_part(*settled) if settled is not None else ())

    return _write(study, path, "Agreement between coders", blocks, codes=len(comparison.codes))


def write_rounds(study: Study, path: Path, rounds: Rounds) -> AgreementWritten:
    """Write the rounds of a sample side by side as a Word file, with what became of the codebook in between.

    Args:
        study: The study.
        path: The .docx file; one that is there is replaced.
        rounds: The rounds.

    Raises:
        Refused, BadInput, Unavailable: As for `write_agreement`.
    """
    return _write(
        study, path, "Agreement between coders, round by round", lambda _: rounds_part(rounds), codes=len(rounds.codes)
    )


def _write(
    study: Study, path: Path, title: str, blocks_of: Callable[[Study], tuple[Block, ...]], *, codes: int
) -> AgreementWritten:
    check_place(study, path)
    study, told = as_its_files_say(study)
    page, blocks = TitlePage(study.settings.title, title, about="For the team."), blocks_of(study)
    forbidden = withheld_words(codebook_facts(study, study.coder, [], ()), page, blocks)
    if forbidden:
        raise Refused(
            f"The comparison was not written. {' '.join(forbidden)}",
            "Give that code another name, or say why in other words.",
        )
    report = Report(page, blocks, language=study.settings.language, made_at=utc_now(), contents_levels=1, goes_on=True)
    if goes_to_exports(study, path):
        study.exports.mkdir(exist_ok=True)
    from workbench.report.word.document import (
        write_report,  # takes long to load, and only those who write a file want it
    )

    write_report(report, path)
    return AgreementWritten(path, codes, (*told, *report.notices))

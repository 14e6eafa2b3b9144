"""A comparison of coders as a Word file of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.agreement.before_after import BeforeAfter
from workbench.agreement.comparison import Comparison
from workbench.agreement.rule_changes import RuleChange
from workbench.errors import Refused
from workbench.report.agreement_part import agreement_part
from workbench.report.codebook_words import codebook_facts
from workbench.report.consensus_part import consensus_part
from workbench.report.content import Report, TitlePage
from workbench.report.gather import as_its_files_say
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


def agreement_path(study: Study) -> Path:
    """Where a comparison is written to unless somebody says otherwise."""
    return study.exports / "agreement.docx"


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
    check_place(study, path)
    study, told = as_its_files_say(study)
    title = TitlePage(study.settings.title, "Agreement between coders", about="For the team.")
    blocks = agreement_part(comparison, target=study.settings.agreement_target)
    blocks += consensus_part(*settled) if settled is not None else ()
    forbidden = withheld_words(codebook_facts(study, study.coder, [], ()), title, blocks)
    if forbidden:
        raise Refused(
            f"The comparison was not written. {' '.join(forbidden)}",
            "Give that code another name, or say why in other words.",
        )
    report = Report(
        title, blocks, language=study.settings.language, made_at=comparison.made_at, contents_levels=1, goes_on=True
    )
    if goes_to_exports(study, path):
        study.exports.mkdir(exist_ok=True)
    from workbench.report import word  # takes long to load, and only those who write a file want it

    word.write_report(report, path)
    return AgreementWritten(path, len(comparison.codes), (*told, *report.notices))

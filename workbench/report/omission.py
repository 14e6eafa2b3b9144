"""The omission mark that a quotation will have in the report."""

from __future__ import annotations

from workbench.errors import NotFound
from workbench.report.facts import ExtractRow, ReportFacts
from workbench.report.gather import gather, printed_coder
from workbench.report.parts.theme_part import omission_of_report, sections
from workbench.report.printing import omission_for
from workbench.report.quotation import OMISSION
from workbench.study import Study


def omission_in(study: Study, facts: ReportFacts, extract: ExtractRow) -> str:
    """The mark of the whole report, which an extract is, or is to be, a quotation of.

    Args:
        study: The study.
        facts: What is known of the extract's transcript.
        extract: The extract.
    """
    if study.choices.omission != "automatic":
        return study.choices.omission
    own = omission_for(facts, [extract])
    if own != OMISSION:
        return own
    try:
        whole = gather(study, printed_coder(study, None), choices=study.choices)
    except NotFound:
        return own  # Nobody has coded yet whose codings are printed.
    return omission_of_report(whole, sections(whole)[0])

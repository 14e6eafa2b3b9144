"""The omission mark that a quotation will have in the report."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import col

from workbench.errors import NotFound
from workbench.model import Revision, Text, Transcript
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
    if own != OMISSION or not _somebody_pauses(study):
        return own
    try:
        whole = gather(study, printed_coder(study, None), choices=study.choices)
    except NotFound:
        return own  # Nobody has coded yet whose codings are printed.
    return omission_of_report(whole, sections(whole)[0])


def _somebody_pauses(study: Study) -> bool:
    """Whether a pause in any transcript could be mistaken for an omission; the study is large to read, this is not."""
    dots = sa.or_(col(Text.text).contains("…"), col(Text.text).contains(".."))
    query = sa.select(col(Transcript.id)).join(Revision, col(Revision.id) == Transcript.revision_id)
    query = query.join(Text, col(Text.sha256) == Revision.text_sha256).where(dots).limit(1)
    with study.read() as session:
        return session.execute(query).first() is not None

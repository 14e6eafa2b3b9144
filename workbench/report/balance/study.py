"""Balance and recognition of a study's report, as it would be written now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench import themes
from workbench.report.balance.ledger import Ledger
from workbench.report.balance.weighed import Weighed, weighed_of
from workbench.report.choosing import chosen_instead
from workbench.report.compose import compose
from workbench.report.facts import ReportFacts, StudyFacts
from workbench.report.gather import as_its_files_say, gather, printed_coder
from workbench.study import Study
from workbench.transcripts.tables.sheet import written_row


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
    if not themes.themes(study):
        compose(ReportFacts(StudyFacts(study.settings.title)))
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

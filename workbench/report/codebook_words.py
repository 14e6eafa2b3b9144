"""What of a codebook that is handed on must not be, in whatever format: words that may be printed in no handbook."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.codebook.schema import Codebook
from workbench.coding import Extract, extracts
from workbench.coding.codebook_words import texts_of_code
from workbench.errors import Refused
from workbench.report.facts import ReportFacts
from workbench.report.gather import as_its_files_say, example_rows, marked_rows
from workbench.report.rows import extract_row, people_and_texts, study_facts
from workbench.report.withheld_words import withheld_in
from workbench.study import Study, find_coder
from workbench.themes import redactions


def refuse_codebook_words(study: Study, book: Codebook) -> None:
    """Refuse to hand on a codebook whose texts hold words that must not be printed, by the rule of the handbook.

    Every text of every code is looked at, those no longer used as well.

    Raises:
        Refused: A text holds words that are marked not for quotation, or of somebody never to be quoted.
        BadInput: study.yaml or participants.csv is faulty.
        Unavailable: One of the study's files cannot be read.
    """
    study, _ = as_its_files_say(study)
    coder = study.settings.lead_coder or study.coder
    seen = extracts(study, coder=coder) if find_coder(study, coder) is not None else []
    texts = [("The head of the codebook", "\n".join((book.name, book.version, book.description)))]
    texts += [
        (f"{code.id}, {field}", text)
        for code in book.codes
        for field, text in [("id", "\n".join((code.id, *code.was))), *texts_of_code(code)]
    ]
    if told := withheld_in(codebook_facts(study, coder, seen, [book]), texts):
        raise Refused(f"The codebook was not written. {' '.join(told)}", "Take them out of the codebook.")


def codebook_facts(study: Study, coder: str, seen: Sequence[Extract], books: Sequence[Codebook]) -> ReportFacts:
    """What of a study is known when codebooks are handed on: who may be quoted, what is marked, and what was coded.

    Args:
        study: The study.
        coder: Whose extracts may be printed.
        seen: These extracts.
        books: The codebooks, for the codings that are examples.
    """
    participants, transcripts = people_and_texts(study)
    return ReportFacts(
        study=study_facts(study, coder, seen),
        participants=participants,
        transcripts=transcripts,
        extracts=tuple(map(extract_row, seen)),
        examples=example_rows(study, (code for book in books for code in book.codes)),
        marked=marked_rows(study, transcripts),
        redactions=tuple(redactions(study)),
    )

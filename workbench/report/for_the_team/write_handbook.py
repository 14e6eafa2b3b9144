"""The coder's handbook of a study as a Word file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from workbench.codebook.states import states
from workbench.coding import Extract, extracts
from workbench.coding.codebook_words import told_of_books
from workbench.coding.review import queue
from workbench.errors import NotFound, Refused
from workbench.progress import Tell, silent
from workbench.report.codebook_words import codebook_facts
from workbench.report.facts import ExtractRow
from workbench.report.for_the_team.handbook import HandbookBook, HandbookFacts, compose_handbook
from workbench.report.gather import as_its_files_say, printed_coder, quotations_in, told_of_files
from workbench.report.place import check_place, goes_to_exports
from workbench.report.rows import extract_row
from workbench.study import Study, find_coder

_LONG = 500
"""Extracts of more characters illustrate less, and come behind the others."""


@dataclass(frozen=True)
class HandbookWritten:
    """A handbook that was written.

    Attributes:
        path: The file.
        codes: How many codes stand in it, those no longer used left out.
        quotations: How many extracts stand below them.
        coder: Whose codings these are; empty where none stand in it.
        notices: What whoever hands it on should know.
    """

    path: Path
    codes: int
    quotations: int
    coder: str
    notices: tuple[str, ...]


def handbook_path(study: Study) -> Path:
    """Where the handbook is written to unless somebody says otherwise."""
    return study.exports / "handbook.docx"


def write_handbook(
    study: Study,
    path: Path,
    *,
    file: str | None = None,
    coder: str | None = None,
    with_extracts: bool = True,
    progress: Tell = silent,
) -> HandbookWritten:
    """Write the coder's handbook: each code as a table that can be changed and read back, with extracts below.

    Args:
        study: The study.
        path: The .docx file; one that is there is replaced.
        file: Which codebook; all of them without one.
        coder: Whose extracts; else the study's lead coder's, else those of whoever is coding.
        with_extracts: Whether extracts stand below the codes.
        progress: Told before each stage; where it raises, no file is written.

    Raises:
        NotFound: There is no such codebook, or none with a code; or nobody of that name has coded.
        Refused: A text of the codebook holds words that must not be printed.
        BadInput: The file's name does not end in .docx, or it lies where none should be; or study.yaml or
            participants.csv is faulty.
        Unavailable: The file cannot be written, or one of the study's not read.
    """
    check_place(study, path)
    study, told = as_its_files_say(study)
    stages = ("Reading the codings", "Composing", f"Writing {path.name}")
    progress(0, len(stages), stages[0])
    given = _given(study, file, coder, with_extracts=with_extracts)
    progress(1, len(stages), stages[1])
    report = compose_handbook(given)
    if report.forbidden:
        message = f"The handbook was not written. {' '.join(report.forbidden)}"
        raise Refused(message, "Take them out of the codebook.")
    progress(2, len(stages), stages[2])
    if goes_to_exports(study, path):
        study.exports.mkdir(exist_ok=True)
    from workbench.report.word.document import (
        write_report,  # takes long to load, and only those who write a file want it
    )

    write_report(report, path)
    progress(3, len(stages), "")
    codes = sum(code.id not in one.became for one in given.books for code in one.book.codes)
    quotations = quotations_in(report)
    whose = given.facts.study.coder if quotations else ""
    quoting = told_of_books(study, [one.book for one in given.books])
    return HandbookWritten(path, codes, quotations, whose, (*told, *report.notices, *quoting))


def _given(study: Study, file: str | None, coder: str | None, *, with_extracts: bool) -> HandbookFacts:
    books = states.current(study)
    chosen = [books.book(file)] if file is not None else list(books.books)
    if not any(book.codes for book in chosen):
        raise NotFound("The study has no codes yet.", "Add one first.", command="See: workbench codebook add")
    lead = study.settings.lead_coder or ""
    # A codebook is handed to coders before anybody has coded.
    has_begun = coder or not lead or find_coder(study, lead) is not None
    whose = printed_coder(study, coder) if has_begun else lead
    seen = extracts(study, coder=whose) if find_coder(study, whose) is not None else []
    # What has still to be held against another rule illustrates it less.
    waiting = {one.id for one in queue(replace(study, coder=whose)).codings} if seen else set()
    rows = {one.id: extract_row(one) for one in seen}
    facts = replace(codebook_facts(study, whose, seen, chosen), notices=told_of_files(study))
    by_code: dict[str, list[ExtractRow]] = {}
    for one in sorted(seen, key=_illustrates):
        by_code.setdefault(one.code, []).append(rows[one.id])
    set_out = (
        HandbookBook(
            book,
            books.states[book.file],
            {code.id: became for code in book.codes if (became := books.lineage.became(code))},
        )
        for book in chosen
    )
    return HandbookFacts(facts, tuple(set_out), by_code, with_extracts, frozenset(map(str, waiting)))


def _illustrates(extract: Extract) -> tuple[bool, float, str]:
    """By what extracts of a code are sorted: long ones last, and then the newest first."""
    return len(extract.quote) > _LONG, -extract.made_at.timestamp(), str(extract.id)

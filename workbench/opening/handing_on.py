"""A codebook handed on, as both doors do it: what must not be printed goes out in no format; what is quoted is told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workbench.codebook.states import states
from workbench.coding.codebook_words import told_of_books
from workbench.exchange.codebooks import Exported, check_ending, export_codebook
from workbench.report.codebook_words import refuse_codebook_words
from workbench.report.place import check_place
from workbench.study import Study

__all__ = ["HandedOn", "hand_on"]


@dataclass(frozen=True)
class HandedOn(Exported):
    """A codebook that was written.

    Attributes:
        quoting: What is to be told of words of transcripts in it.
    """

    quoting: tuple[str, ...]


def hand_on(study: Study, path: Path, *, file: str | None = None) -> HandedOn:
    """Write a codebook for other programs and people; see `workbench.exchange.codebooks.export_codebook`.

    Args:
        study: The study.
        path: The file; its ending says in which format.
        file: Which codebook; the only one without a name.

    Raises:
        Refused: A text of the codebook holds words that must not be printed.
        BadInput: The ending names no format, the file lies where none should be, the format needs a code and there is
            none, or study.yaml or participants.csv is faulty.
        NotFound: There is no such codebook, or several and none is named.
        Unavailable: The file cannot be written, or one of the study's not read.
    """
    check_ending(path)
    check_place(study, path, endings=(path.suffix.casefold(),))
    book = states.current(study).book(file)
    refuse_codebook_words(study, book)
    done = export_codebook(study, path, file=book.file)
    return HandedOn(done.path, done.codebook, done.codes, done.losses, tuple(told_of_books(study, [book])))

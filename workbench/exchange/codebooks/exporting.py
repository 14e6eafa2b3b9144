"""Writes a codebook for other programs and people."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from workbench.codebook.states import states
from workbench.errors import BadInput
from workbench.exchange.codebooks.markdown import as_markdown
from workbench.exchange.codebooks.refi import as_qdc
from workbench.exchange.codebooks.tables import Written, as_csv, as_xlsx
from workbench.safefile import write_bytes_safely
from workbench.study import Study

WRITTEN = (".csv", ".xlsx", ".md", ".qdc")
"""The endings of files that codebooks are written to; the handbook, .docx, is a document and written in `report`."""


@dataclass(frozen=True)
class Exported:
    """A codebook that was written.

    Attributes:
        path: The file.
        codebook: The codebook's own file.
        codes: How many codes stand in the file.
        losses: What the format could not carry.
    """

    path: Path
    codebook: str
    codes: int
    losses: tuple[str, ...]


def check_ending(path: Path) -> None:
    """Refuse a file whose ending names no format.

    Raises:
        BadInput: It names none.
    """
    if path.suffix.casefold() not in WRITTEN:
        hint = f"Name it with one of these endings: .docx (a handbook), {', '.join(WRITTEN)}."
        raise BadInput(f"{path}: a codebook is not written to files of this kind.", hint)


def export_codebook(study: Study, path: Path, *, file: str | None = None) -> Exported:
    """Write a codebook to a file, in the format that its ending names; one that is there is replaced.

    Args:
        study: The study.
        path: The file.
        file: Which codebook; the only one without a name.

    Raises:
        BadInput: The ending names no format, or the format needs a code and there is none.
        NotFound: There is no such codebook, or several and none is named.
        Unavailable: The file cannot be written.
    """
    check_ending(path)
    books = states.current(study)
    book = books.book(file)
    ending = path.suffix.casefold()
    if ending == ".csv":
        written = as_csv(book)
    elif ending == ".xlsx":
        written = as_xlsx(book, books.states[book.file], today=dt.datetime.now(tz=dt.UTC).astimezone().date())
    elif ending == ".md":
        written = as_markdown(book)
    else:
        written = as_qdc(book)
    return _write(study, path, book.file, len(book.codes) - written.left_out, written)


def _write(study: Study, path: Path, file: str, codes: int, written: Written) -> Exported:
    if path.parent.resolve() == study.exports.resolve():
        study.exports.mkdir(exist_ok=True)
    write_bytes_safely(path, written.data)
    return Exported(path, file, codes, written.losses)

"""Which reader reads which kind of file, and reading one.

A new format is one new module with ``NAME``, ``VERSION`` and ``read(Source) -> Laid``, and one line in `_READERS`.
Modules are imported when a file of their kind comes, so that importing this package stays light.
"""

from __future__ import annotations

import hashlib
import importlib
import os
from collections.abc import Collection
from pathlib import Path
from typing import Protocol, cast

from workbench.errors import BadInput
from workbench.safefile import file_bytes
from workbench.transcripts.doubtful import doubtful_lines, doubts, lines_with_labels, nobodys_lines
from workbench.transcripts.readers.reading import Laid, Reading, Source

_READERS = {
    ".txt": "plain",
    ".md": "plain",
    ".docx": "word",
    ".vtt": "subtitles",
    ".srt": "subtitles",
}

SUFFIXES: frozenset[str] = frozenset(_READERS)
"""The endings of files there is a reader for, in small letters, with the dot."""

LARGEST = 200_000_000
"""How many bytes a file may have; a transcript of an hour has about 60,000 as text and 40,000 as a Word file."""

_HINTS = {
    ".doc": "Open it in Word and save it as .docx.",
    ".rtf": "Open it in Word and save it as .docx.",
    ".odt": "Open it in LibreOffice or Word and save it as .docx.",
    ".pdf": "Import the file it was made from; a PDF does not keep its text in order.",
}


class _Reader(Protocol):
    NAME: str
    VERSION: int

    def read(self, source: Source) -> Laid: ...


def read(path: Path, *, known_labels: Collection[str] = ()) -> Reading:
    """Reads a transcript file by its ending (in capitals or not).

    Args:
        path: The file.
        known_labels: Ids and labels of participants, roles and interviewers; such a label counts even if it stands
            once.

    Raises:
        BadInput: The file is missing, unreadable, of a kind without reader, damaged, or holds no words; says which and
        what to do.
    """
    if path.suffix.lower() not in _READERS and not os.path.exists(path):  # noqa: PTH110 (it never raises)
        raise _not_there(path)
    _reader_name(path.suffix, str(path))
    try:
        if path.stat().st_size > LARGEST:
            raise BadInput(
                f"{path} has more than {LARGEST // 1_000_000} MB.", "A transcript is text; is this a recording?"
            )
        data = file_bytes(path)
    except FileNotFoundError as error:
        raise _not_there(path) from error
    except IsADirectoryError as error:
        raise BadInput(f"{path} is a folder, not a file.", "Name the files in it.") from error
    except OSError as error:
        raise BadInput(
            f"{path} cannot be read: {error.strerror}.", "Check who may read it, and whether it is open elsewhere."
        ) from error
    return read_bytes(data, path.suffix, name=str(path), known_labels=known_labels)


def read_bytes(data: bytes, suffix: str, *, name: str, known_labels: Collection[str] = ()) -> Reading:
    """Reads a transcript from its bytes.

    Args:
        data: The file's bytes.
        suffix: Its ending with the dot, in capitals or not.
        name: How messages call it.
        known_labels: As for `read`.

    Raises:
        BadInput: As for `read`.
    """
    module = importlib.import_module(f"{__package__}.{_reader_name(suffix, name)}")
    reader = cast(_Reader, module)
    if not data:
        raise BadInput(f"{name} is empty.", "Check that the file was copied completely.")
    laid = reader.read(Source(data, name, known_labels))
    if not any(character.isalnum() for character in laid.text):
        raise BadInput(f"{name} holds no words.", "Check that it is the right file.")
    digest = hashlib.sha256(data).hexdigest()
    doubtful = doubtful_lines(laid.text, laid.turns, known_labels)
    within = lines_with_labels(laid.text, laid.turns, known_labels)
    notices = (*laid.notices, *doubts(doubtful, nobodys_lines(laid.text, laid.turns), within))
    return Reading(laid.text, tuple(laid.turns), reader.NAME, reader.VERSION, digest, notices)


def _not_there(path: Path) -> BadInput:
    return BadInput(f"{path} is not there.", "Check the name and the folder.")


def _reader_name(suffix: str, name: str) -> str:
    reader = _READERS.get(suffix.lower())
    if reader is None:
        known = ", ".join(sorted(SUFFIXES))
        kind = f"files ending in {suffix}" if suffix else "files without ending"
        raise BadInput(
            f"{name}: there is no reader for {kind}.", _HINTS.get(suffix.lower(), f"There are readers for {known}.")
        )
    return reader

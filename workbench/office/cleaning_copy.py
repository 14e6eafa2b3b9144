"""The copy of a Word file that is sent to somebody outside, from file to file; no study is needed for it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import BadInput, NotFound, Unavailable
from workbench.folder import spare_what_others_made
from workbench.office.cleaning import cleaned
from workbench.progress import Tell, silent
from workbench.safefile import file_bytes, write_bytes_safely

_READ = (".docx", ".docm", ".dotx", ".dotm")


@dataclass(frozen=True)
class CleanCopy:
    """A copy that was written.

    Attributes:
        path: The file.
        source: The file it was made from.
        taken_out: How many of what were taken out or accepted.
        told: What is still in it that whoever sends it may want to look at.
    """

    path: Path
    source: Path
    taken_out: Mapping[str, int]
    told: tuple[str, ...]


def write_clean_copy(source: Path, target: Path, *, progress: Tell = silent) -> CleanCopy:
    """Write a copy of a Word file that holds what a reader sees, and nothing else. See `cleaning.cleaned`.

    Args:
        source: Any Word file.
        target: The .docx file to write; one that is there is replaced, the source itself only where it is named here.
        progress: Told before each stage; where it raises, no file is written.

    Raises:
        NotFound: There is no such file.
        BadInput: It is no Word file, encrypted, damaged, or hostile; or it cannot be written under that name.
        Unavailable: One cannot be read, or the other not written.
    """
    check_target(target)
    made = cleaned(read_word_file(source), source.name, progress=progress)
    write_bytes_safely(target, made.data)
    return CleanCopy(target, source, made.taken_out, made.told)


def read_word_file(path: Path) -> bytes:
    """The bytes of a Word file.

    Raises:
        NotFound: There is no such file.
        BadInput: Its name is not one of a Word file.
        Unavailable: It cannot be read.
    """
    if path.suffix.casefold() not in _READ:
        raise BadInput(f"{path.name} is no Word file by its name.", "Name a file that ends in .docx.")
    if not path.is_file():
        raise NotFound(f"There is no file {path}.", "Name the file as it lies in its folder.")
    try:
        return file_bytes(path)
    except OSError as error:
        hint = "Close it elsewhere and try again."
        raise Unavailable(f"{path.name} cannot be read: {error.strerror}.", hint) from error


def check_target(path: Path) -> None:
    """Refuse a path at which no copy can be written, or none should be.

    Raises:
        BadInput: Its name does not end in .docx, or it lies where files of a study are.
        Unavailable: It is a folder, or its own folder is not there or not to be written in.
    """
    if path.suffix.casefold() != ".docx":
        raise BadInput(f"{path}: a Word file ends in .docx.", "Name it so.")
    spare_what_others_made(path)
    if path.is_dir():
        raise Unavailable(f"{path} was not written: it is a folder.", "Name a file.")
    if not path.parent.is_dir():
        raise Unavailable(f"{path} was not written: its folder is not there.", "Make the folder, or name another.")
    if not os.access(path.parent, os.W_OK):
        raise Unavailable(f"{path} was not written: you may not write in its folder.", "Name another folder.")

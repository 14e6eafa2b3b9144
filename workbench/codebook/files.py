"""Which files of a folder are codebooks, and which of them are read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from workbench.safefile import conflict_copy

SUFFIXES = (".yaml", ".yml")
"""The endings of codebooks' files, in small letters."""


def codebook_files(folder: Path) -> list[Path]:
    """The codebooks in a folder, by name, with a synchroniser's conflict copies; hidden files are none."""
    there = folder.iterdir() if folder.is_dir() else ()
    return sorted(path for path in there if path.suffix.casefold() in SUFFIXES and not path.name.startswith("."))


def read_of(files: Sequence[Path]) -> list[Path]:
    """Of codebooks' files those that are read: a synchroniser's conflict copies are not."""
    names = [path.name for path in files]
    return [path for path in files if conflict_copy(path.name, names) is None]

"""Which files of a folder are codebooks, and which of them are read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path, PurePath

from workbench.safefile import conflict_copy

SUFFIXES = (".yaml", ".yml")
"""The endings of codebooks' files, in small letters."""


def is_codebook(name: str) -> bool:
    """Whether a file of that name is a codebook; hidden files are none."""
    return PurePath(name).suffix.casefold() in SUFFIXES and not name.startswith(".")


def codebook_files(folder: Path) -> list[Path]:
    """The codebooks in a folder, by name, with a synchroniser's conflict copies."""
    there = folder.iterdir() if folder.is_dir() else ()
    return sorted(path for path in there if is_codebook(path.name))


def read_of(files: Sequence[Path]) -> list[Path]:
    """Of codebooks' files those that are read: a synchroniser's conflict copies are not."""
    read = names_read([path.name for path in files])
    return [path for path in files if path.name in read]


def names_read(names: Collection[str]) -> set[str]:
    """Of codebooks' names those of the files that are read."""
    return {name for name in names if conflict_copy(name, names) is None}


def conflict_copies(folder: Path) -> list[str]:
    """The names of a synchroniser's conflict copies among the files of a folder that are YAML as codebooks are."""
    names = [path.name for path in codebook_files(folder)]
    return sorted(set(names) - names_read(names))

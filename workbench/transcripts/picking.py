"""Picking files to import: what a pasted or dropped line of paths names, and what a folder holds."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from workbench.errors import BadInput
from workbench.transcripts.listing import natural
from workbench.transcripts.readers import SUFFIXES

_RUN = re.compile(r"""(?:"[^"]*"|'[^']*'|\\.|[^\s"'\\])+""")
_RUN_ON_WINDOWS = re.compile(r"""(?:"[^"]*"|'[^']*'|[^\s"'])+""")
_PART = re.compile(r"""("[^"]*"|'[^']*'|\\.)""", re.DOTALL)


class Entry(NamedTuple):
    """A folder, or a file that can be imported.

    Attributes:
        path: Where it is.
        is_folder: Whether it is a folder.
        size: Bytes of a file; 0 for a folder.
    """

    path: Path
    is_folder: bool
    size: int


class Shelf(NamedTuple):
    """What a folder holds.

    Attributes:
        folder: The folder.
        entries: Folders, then the files that there is a reader for, each in order of their names.
        others: How many files there are besides.
    """

    folder: Path
    entries: tuple[Entry, ...]
    others: int


class Named(NamedTuple):
    """What a text names of what lies on the disk.

    Attributes:
        there: What there is, in the order in which it is named.
        missing: What is named and not there.
    """

    there: tuple[Entry, ...]
    missing: tuple[Path, ...]


def named_in(text: str, *, relative_to: Path) -> Named:
    """Which files and folders a text names, and which of them there are; the text is read as in `paths_in`."""
    there = {path: _is_there(path) for path in paths_in(text, relative_to=relative_to)}
    entries = tuple(Entry(path, path.is_dir(), 0) for path, is_there in there.items() if is_there)
    return Named(entries, tuple(path for path, is_there in there.items() if not is_there))


def paths_in(text: str, *, relative_to: Path, windows: bool = os.name == "nt") -> list[Path]:
    """The paths that a line typed, pasted, or dropped by a file manager names, each once; they need not be there.

    A line may be one path with blanks in it, or several paths: in quotation marks, with blanks after a backslash (not
    on Windows, where a backslash parts folders), or as ``file://``.

    Args:
        text: One line or several.
        relative_to: The folder that paths begin in where they do not say.
        windows: Whether a backslash is part of a path.
    """
    found: list[Path] = []
    for line in text.splitlines():
        whole = _path(line.strip(), relative_to)
        if line.strip() and _is_there(whole):
            found.append(whole)
            continue
        runs = (_RUN_ON_WINDOWS if windows else _RUN).findall(line)
        found += [_path(_bare(run, windows=windows), relative_to) for run in runs]
    return list(dict.fromkeys(found))


def _path(written: str, relative_to: Path) -> Path:
    if written.startswith("file://"):
        place = unquote(urlsplit(written).path)
        # file:///C:/Users → C:/Users
        written = place[1:] if re.match(r"/[A-Za-z]:", place) else place
    try:
        return relative_to / Path(written).expanduser()
    except RuntimeError:
        # "~name" of nobody: then it is a name like others.
        return relative_to / written


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        # Too long for a path, or holding NUL: it is not there.
        return False


def _bare(run: str, *, windows: bool) -> str:
    """A run without its quotation marks and backslashes."""
    bare = []
    for part in _PART.split(run):
        if len(part) > 1 and part[0] == part[-1] and part[0] in "\"'":
            bare.append(part[1:-1])
        elif len(part) == 2 and part[0] == "\\" and not windows:
            bare.append(part[1])
        else:
            bare.append(part)
    return "".join(bare)


def _is_meant(name: str, endings: Collection[str], without: tuple[str, ...]) -> bool:
    return Path(name).suffix.casefold() in endings and not name.casefold().endswith(without)


def look_into(folder: Path, endings: Collection[str] = SUFFIXES, without: tuple[str, ...] = ()) -> Shelf:
    """What a folder holds for an import; hidden and temporary files and folders are passed over.

    Args:
        folder: The folder.
        endings: Those of the files that can be taken in, in small letters: ``.docx``.
        without: How the names end of those that are not meant all the same.

    Raises:
        BadInput: It cannot be read.
    """
    entries: list[Entry] = []
    others = 0
    try:
        with os.scandir(folder) as inside:
            for one in inside:
                if one.name.startswith((".", "~$")):
                    continue
                if one.is_dir():
                    entries.append(Entry(Path(one.path), True, 0))
                elif _is_meant(one.name, endings, without) and one.is_file():
                    entries.append(Entry(Path(one.path), False, one.stat().st_size))
                else:
                    others += 1
    except OSError as error:
        raise BadInput(
            f"{folder} cannot be opened: {error.strerror}.", "Check the path and who may read it."
        ) from error
    # By what stands before the ending first: "report.docx" before "report to send.docx".
    entries.sort(key=lambda one: (not one.is_folder, natural(one.path.stem), natural(one.path.name)))
    return Shelf(folder, tuple(entries), others)

"""Where a document is written: the path that somebody typed, and what stands in the way of writing there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from workbench.errors import BadInput, Unavailable, WorkbenchError
from workbench.folder import spare_what_others_made
from workbench.safefile import path_typed
from workbench.study import Study


class Place(NamedTuple):
    """A place for a document.

    Attributes:
        path: The file.
        is_there: Whether there is such a file already, which would be replaced.
        trouble: Why nothing can be written there; empty where it can, as far as is known before it is tried.
    """

    path: Path
    is_there: bool
    trouble: str


def place_typed(study: Study, text: str, *, endings: tuple[str, ...] = (".docx",)) -> Place:
    """The file that somebody means who typed this; anything relative lies in the study's folder. See `check_place`."""
    path = path_typed(text, within=study.folder.resolve())
    try:
        if not text.strip():
            raise BadInput("A file is needed.", f"Name one that ends in {_listed(endings)}.")
        check_place(study, path, endings=endings)
    except WorkbenchError as error:
        # Which file is meant is known to whoever typed it, and a long path would hide what is wrong with it.
        why = str(error).removeprefix(str(path)).removeprefix(" was not written").removeprefix(": ")
        return Place(path, False, why[:1].upper() + why[1:])
    return Place(path, path.exists(), "")


def check_place(study: Study, path: Path, *, endings: tuple[str, ...] = (".docx",)) -> None:
    """Refuse a path at which no document can be written, or none should be.

    Args:
        study: The study.
        path: Where it is to be written.
        endings: What the file's name may end in; a Word file's ending is the first.

    Raises:
        BadInput: The name ends in none of them; or the path lies where files are that people gave or wrote, or where
            the program keeps its own; or it leads to the study's settings.
        Unavailable: It is a folder, its own folder is not there or not to be written in, or its name is too long.
    """
    if path.suffix.casefold() not in endings:
        known = f"it ends in {_listed(endings)}" if endings[1:] else f"a Word file ends in {endings[0]}"
        raise BadInput(f"{path}: {known}.", "Name it so.")
    spare_what_others_made(path, [study.folder])
    try:
        is_folder = path.is_dir()
    except OSError as error:
        raise Unavailable(f"{path} was not written: {error.strerror}.", "Name another file.") from error
    if is_folder:
        raise Unavailable(f"{path} was not written: it is a folder.", "Name a file.")
    folder = study.folder if goes_to_exports(study, path) and not study.exports.exists() else path.parent
    if not folder.is_dir():
        raise Unavailable(f"{path} was not written: its folder is not there.", "Make the folder, or name another.")
    if not os.access(folder, os.W_OK):
        raise Unavailable(f"{path} was not written: you may not write in its folder.", "Name another folder.")


def _listed(endings: tuple[str, ...]) -> str:
    *others, last = endings
    return f"{', '.join(others)} or {last}" if others else last


def goes_to_exports(study: Study, path: Path) -> bool:
    """Whether a file lies in the folder for exports, which is made where it is not there."""
    return path.parent.resolve() == study.exports.resolve()

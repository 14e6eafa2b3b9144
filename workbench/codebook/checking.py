"""Check codebook files: those that were named, or all of a study's. Needs no database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from workbench.codebook.check import check, decoded
from workbench.codebook.faults import Fault
from workbench.codebook.file import parse
from workbench.codebook.files import codebook_files, read_of
from workbench.codebook.schema import Codebook
from workbench.errors import BadInput, NotFound, WorkbenchError
from workbench.folder import STUDY_FILE, find_folder
from workbench.safefile import file_bytes


def check_codebooks(files: Sequence[Path], *, study_folder: Path) -> list[Fault]:
    """Every fault of the codebooks named, or of all those of the study in that folder.

    Raises:
        BadInput: A file is not there or cannot be read.
        NotFound: No file was named and there is no study.
    """
    folder, mode = _study_around(study_folder, needed=not files)
    paths = list(files)
    found: list[Fault] = []
    every = codebook_files(folder / "codebooks") if folder is not None else []
    inside = read_of(every)
    if not files:
        paths = inside
        if not paths:
            raise NotFound("The study has no codebook.", "Add a code.", command="See: workbench codebook add")
        found += [
            Fault(
                str(path),
                1,
                1,
                "warning",
                "a synchroniser's conflict copy; it is not read",
                "Compare it, then remove it.",
            )
            for path in every
            if path not in inside
        ]
    texts = {path: _bytes_of(path) for path in paths}
    siblings = {path.resolve() for path in inside}
    named = [path for path in texts if path.resolve() not in siblings]
    for path, data in texts.items():
        # Those of a study are held against all of it; others against what was named with them.
        beside = inside if path.resolve() in siblings else named
        others = [one for one in beside if one.resolve() != path.resolve()]
        found += check(data, file=str(path), mode=mode, others=[book for one in others if (book := _book(one))])
    return found


def files_checked(folder: Path) -> dict[str, bytes]:
    """What the codebook files of the study in a folder hold, by their names in faults.

    Raises:
        BadInput: One cannot be read.
    """
    return {str(path): _bytes_of(path) for path in read_of(codebook_files(folder / "codebooks"))}


def faults_of_study(folder: Path) -> tuple[str, ...]:
    """What is wrong with the codebooks of the study in a folder, for reading: with file and line, and what to do.

    Looked through anew only where a file has changed.
    """
    try:
        files = [folder / STUDY_FILE, *codebook_files(folder / "codebooks")]
        stands = tuple(sorted((path.name, (seen := path.stat()).st_mtime_ns, seen.st_size) for path in files))
        return _faults_as_it_stands(folder, stands)
    except NotFound:
        # A study without a codebook is not faulty.
        return ()
    except OSError as error:
        return (f"{error.filename} cannot be read: {error.strerror}.",)
    except WorkbenchError as error:
        return (str(error),)


@lru_cache(maxsize=2)
def _faults_as_it_stands(folder: Path, stands: tuple[tuple[str, int, int], ...]) -> tuple[str, ...]:
    found = check_codebooks((), study_folder=folder)
    named = [replace(fault, file=f"codebooks/{Path(fault.file).name}") for fault in found]
    return tuple(f"{fault.message} {fault.hint}".strip() for fault in named)


def _study_around(start: Path, *, needed: bool) -> tuple[Path | None, str]:
    """The study's folder and its mode; outside of a study none, and no mode, which asks for no definitions."""
    try:
        folder = find_folder(start)
    except NotFound:
        if needed:
            raise
        return None, ""
    from workbench.settings import read_study_settings  # takes longer to load than a codebook to check

    return folder, read_study_settings(folder / STUDY_FILE).mode


def _bytes_of(path: Path) -> bytes:
    try:
        return file_bytes(path)
    except FileNotFoundError as error:
        raise BadInput(f"{path} is not there.", "Check the path.") from error
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.", "Check the path and who may read it.") from error


def _book(path: Path) -> Codebook | None:
    """A sibling codebook whose ids count too; None where it cannot be used (its own check says why)."""
    text, fault = decoded(_bytes_of(path), file=str(path))
    if fault:
        return None
    try:
        return parse(text, file=str(path))
    except BadInput:
        return None

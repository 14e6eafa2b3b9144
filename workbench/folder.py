"""Which folder is a study's: apart from `study`, so that commands on files load no database to know it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from workbench.errors import BadInput, NotFound

STUDY_FILE = "study.yaml"
REPORT_FILE = "report.yaml"
"""What the writers of the report chose for it; a study may have none."""

NOT_FOR_DOCUMENTS = ("transcripts", "codebooks", "codings", ".workbench")
"""The folders of any study in which no document is written."""


def is_study(folder: Path) -> bool:
    """Whether a folder is a study's: its settings stand in it."""
    return (folder / STUDY_FILE).is_file()


def find_folder(start: Path) -> Path:
    """The study's folder that ``start`` is, or lies in.

    Raises:
        NotFound: There is no study there.
    """
    start = start.resolve()
    if not start.is_dir():
        raise NotFound(f"{start} is not a folder.", "Name a study's folder, or go into one.")
    for folder in (start, *start.parents):
        if is_study(folder):
            return folder
    raise NotFound(
        f"There is no study in {start}.", "Name a study's folder, or make a study.", command="See: workbench init"
    )


def spare_what_others_made(path: Path, studies: Sequence[Path] = ()) -> None:
    """Refuse to write a document where files lie that people gave or wrote, or the program keeps its own.

    Args:
        path: Where it is to be written.
        studies: The folders of studies that are known; those that it lies in are found.

    Raises:
        BadInput: It lies there, or leads to a study's settings.
    """
    target = path.resolve()
    # Asked of the system, which knows whether capitals count in names; of a name too long it says that it is not there.
    above = [folder for folder in (*target.parents, *path.absolute().parents) if os.path.isdir(folder)]  # noqa: PTH112
    studies = [*studies, *(folder for folder in above if is_study(folder))]
    for name in (STUDY_FILE, REPORT_FILE):
        if any(target == (folder / name).resolve() for folder in studies):
            raise BadInput(f"{path} was not written: it leads to {name}.", "Name another file.")
    for folder in (one / name for one in studies for name in NOT_FOR_DOCUMENTS):
        if folder.is_dir() and any(folder.samefile(one) for one in above):
            message = f"{path} was not written: the folder {folder.name} is for what belongs there, not for reports."
            raise BadInput(message, "Write to exports, or to a folder outside the study.")

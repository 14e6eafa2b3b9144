"""Which folder is a study's: apart from `study`, so that commands on files load no database to know it."""

from __future__ import annotations

from pathlib import Path

from workbench.errors import NotFound

STUDY_FILE = "study.yaml"
REPORT_FILE = "report.yaml"
"""What the writers of the report chose for it; a study may have none."""


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

"""Codebooks from and to elsewhere, for the room of the codebook: what is done in threads, and the box that writes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Static

from workbench.progress import Tell
from workbench.safefile import path_typed
from workbench.study import Study
from workbench.tui.screens.file_box import FileBox, Wrote
from workbench.visible import one_line, plural

if TYPE_CHECKING:
    from workbench.exchange.codebooks import ImportPlan


class Planned(Message):
    """What taking a file in would do, and the same in lines."""

    def __init__(self, plan: ImportPlan, lines: Sequence[str]) -> None:
        self.plan, self.lines = plan, lines
        super().__init__()


class TakenIn(Message):
    """A codebook was taken in.

    Attributes:
        file: The codebook that it went into.
        first: The first of its codes that is new or other; empty where none is.
    """

    def __init__(self, file: str, first: str) -> None:
        self.file, self.first = file, first
        super().__init__()


def plan(study: Study, typed: str) -> Message:
    """Read a file and say what taking it in would do.

    Args:
        study: The study.
        typed: The file's path; anything relative lies in the study's folder. Quotes round it are dropped.
    """
    # Only those who take a codebook in want it, and it takes long to load.
    from workbench.exchange import codebooks
    from workbench.exchange.codebooks.shown import as_lines

    path = path_typed(typed.strip().strip("\"'"), within=study.folder.resolve())
    found = codebooks.plan_import(study, codebooks.read_source(path))
    return Planned(found, as_lines(found))


def take_in(study: Study, planned: ImportPlan) -> Message:
    """Do what was planned."""
    from workbench.exchange import codebooks

    codebooks.take_in(study, planned)
    other = [one.after.id for one in planned.changes.codes if one.after is not None]
    return TakenIn(planned.file, other[0] if other else "")


class CodebookExport(FileBox):
    """Asks where to write a codebook; the ending of the name says in which format.

    Args:
        study: The study.
        file: Which codebook.
    """

    TITLE_OF_BOX = "Write the codebook"
    ENDINGS = (".docx", ".xlsx", ".csv", ".md", ".qdc")

    def __init__(self, study: Study, file: str) -> None:
        super().__init__(study)
        self._file = file

    def wanted(self) -> ComposeResult:
        """Which codebook, and what the endings mean."""
        told = (
            f"{self._file}. The name ends in .xlsx for a table that colleagues edit and that comes back, .docx for a "
            "coder's handbook with extracts, which comes back as well, .csv for any program, .qdc for programs for "
            "qualitative data (REFI-QDA), .md to be read."
        )
        yield Static(one_line(told), markup=False)

    def default(self) -> Path:
        """A file in the folder for exports."""
        return self.study.exports / f"{PurePath(self._file).stem}.xlsx"

    def writing(self, path: Path) -> tuple[str, Callable[[Tell], Message]]:
        """Write the codebook."""
        study, file = self.study, self._file

        def handbook(tell: Tell) -> Message:
            from workbench import report

            done = report.write_handbook(study, path, file=file, progress=tell)
            told = f"{plural(done.codes, 'code')} with {plural(done.quotations, 'extract')}."
            return Wrote(done.path, told, done.notices)

        def job(tell: Tell) -> Message:
            from workbench.opening.handing_on import hand_on

            done = hand_on(study, path, file=file)
            told = (*done.losses, *done.quoting)
            return Wrote(done.path, f"{plural(done.codes, 'code')} of {one_line(done.codebook)}.", told)

        return "Write the codebook", handbook if path.suffix.casefold() == ".docx" else job

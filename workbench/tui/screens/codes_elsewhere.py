"""Codebooks from and to elsewhere, for the room of the codebook: what is done in threads, and the box that writes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Static

from workbench.progress import Tell
from workbench.study import Study
from workbench.tui.screens.file_box import FileBox, Wrote
from workbench.tui.widgets.column_rows import Column
from workbench.visible import one_line, plural

if TYPE_CHECKING:
    from workbench.exchange.codebooks import ImportPlan, Taken


ENDINGS = frozenset(
    (".docx", ".csv", ".tsv", ".xlsx", ".xlsm", ".yaml", ".yml", ".qdc", ".qde", ".qdpx", ".odt", ".txt")
)
"""Of the files from which codebooks are read. What reads them takes long to load, and only some want it."""

SEPARATORS, NO_PATHS = ("::", ">", "/", "\\", "|", "."), "none"
"""What may stand between the steps of names that are paths; said where they are none."""

NEW = "+"
"""Said in the place of a codebook's file: a new one."""

FIELDS = {
    "not taken in": "",
    "name": "what people read",
    "definition": "what it means",
    "include": "when to use it",
    "exclude": "when not to",
    "examples": "a list, one a line",
    "group": "what it stands in; of several columns the first is the highest",
    "level": "a step on the way down, where the code stands in the last that is filled",
    "parent": "what it stands under, by name or id",
    "path": "its name with all that it stands under",
    "id": "by which it is joined",
    "colour": "#RRGGBB",
    "origin": "a priori or data-driven",
    "kind": "theme, code: what sort of thing the row is",
    "was": "ids it had before",
    "merged into": "the id of the code that took its place",
    "split into": "the ids of those that did",
    "retired": "whether it is put on passages no more",
    "exclusive": "of a group: a passage gets one of its codes only",
    "changes": "why it was changed",
}
"""What a column may be taken for, and what that is."""


@dataclass(frozen=True)
class How:
    """How a file is taken in.

    Attributes:
        path: The file.
        into: The codebook's file that it goes into, or `NEW`; empty where its ids say.
        name: What a new codebook is called; empty for as the file says.
        sheet: The sheet of a spreadsheet; empty where it is found.
        said: The heading of each field, where it was said.
        paths: What stands between the steps of names; empty where it is found.
        take_out: Whether codes are retired that a table does not have any more.
        add: Whether codes are made that are new in a handbook.
    """

    path: Path
    into: str = ""
    name: str = ""
    sheet: str = ""
    said: tuple[tuple[str, str], ...] = ()
    paths: str = ""
    take_out: bool = False
    add: bool = False


class Planned(Message):
    """What taking a file in would do.

    Attributes:
        how: How it would be taken in.
        plan: What that would do; None where it cannot be said yet.
        lines: The same in lines.
        trouble: What stands in the way.
        columns: The columns of a table.
        sheets: The sheets of a spreadsheet.
        sheet: That which was read.
    """

    def __init__(
        self,
        how: How,
        plan: ImportPlan | None,
        lines: Sequence[str],
        columns: Sequence[Column],
        sheets: tuple[str, ...],
        sheet: str,
        *,
        trouble: str = "",
    ) -> None:
        self.how, self.plan, self.lines, self.trouble = how, plan, lines, trouble
        self.columns, self.sheets, self.sheet = columns, sheets, sheet
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


def plan(study: Study, how: How) -> Message:
    """Read a file and say what taking it in would do."""
    # Only those who take a codebook in want it, and it takes long to load.
    from workbench.exchange import codebooks
    from workbench.exchange.codebooks.shown import as_lines

    into = how.into if how.into not in ("", NEW) else None
    said, separator = dict(how.said) or None, how.paths or None
    try:
        source = codebooks.read_source(how.path, sheet=how.sheet or None, said=said, separator=separator, chapter=into)
    except codebooks.NoNames as error:
        rows = _columns(error.columns, error.samples)
        return Planned(how, None, (), rows, error.sheets, error.sheet, trouble=f"{error.message} {error.hint}")
    ways: dict[str, Any] = {"into": into, "as_new": how.into == NEW, "take_out": how.take_out, "add": how.add}
    found = codebooks.plan_import(study, source, **ways)
    if found.is_new and how.name:
        source = replace(source, name=how.name)
        found = codebooks.plan_import(study, source, **ways | {"as_new": True})
    rows = _columns(source.columns, source.samples)
    return Planned(how, found, as_lines(found, with_columns=False), rows, source.sheets, source.sheet)


def _columns(taken: Sequence[Taken], samples: Sequence[str]) -> list[Column]:
    """The columns of a table, with what each is taken for."""
    rows = enumerate(zip(taken, samples, strict=True))
    return [
        Column(place, one.heading, sample, one.field, one.field.replace("_", " ") or "not taken in")
        for place, (one, sample) in rows
    ]


def taken_for(columns: Sequence[Column], column: Column, chosen: str) -> tuple[tuple[str, str], ...]:
    """What is said of all columns, where one is taken for something else than before: what had that loses it.

    Args:
        columns: The columns, as they are taken.
        column: That which is taken otherwise.
        chosen: What for, as `FIELDS` names it.
    """
    from workbench.exchange.codebooks import STEPS, Taken, said_of

    field = chosen.replace(" ", "_") if FIELDS[chosen] else ""
    now = []
    for one in columns:
        is_it = one.place == column.place
        loses = not is_it and field not in STEPS and one.field == field
        now.append(Taken(one.heading, field if is_it else "" if loses else one.field))
    return tuple(said_of(now).items())


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

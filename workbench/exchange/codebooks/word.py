"""Reads a handbook that came back: the tables of a Word file as its reader sees them, tracked changes accepted.

What each row is, is said by `workbench.codebook.handbook_rows`. Extracts and all else outside the tables is not read;
a table that is torn, a row that is none of ours and what cannot be a value is told, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import PurePath
from typing import Any

from workbench.codebook.handbook_rows import CODING, ID, TOLD, WRITTEN, state_said
from workbench.codebook.schema import REFERENCE, Codebook
from workbench.errors import BadInput
from workbench.exchange.codebooks.cells import NotRead, from_cell
from workbench.exchange.codebooks.entries import Entry, Source, Told
from workbench.office.blocks import Cell, Paragraph, Table, plain
from workbench.office.visible import visible_text
from workbench.visible import plural

_FIELDS = {label.casefold(): name for name, label in WRITTEN.items()}
_ONLY_TOLD = {label.casefold() for label in TOLD.values()}
_LEAST_MOVED = 12
"""Texts of fewer letters stand in many a sentence by themselves."""


@dataclass
class _Chapter:
    """A codebook in a handbook: its tables, and by which line it says which one it is."""

    entries: list[Entry] = field(default_factory=list)
    faults: list[Told] = field(default_factory=list)
    notices: list[Told] = field(default_factory=list)
    file: str = ""
    state: str = ""


@dataclass(frozen=True)
class Handbook(Source):
    """A handbook as it came back.

    Attributes:
        outside: What stands outside its tables, a paragraph each.
    """

    outside: tuple[str, ...] = ()


def read_handbook(data: bytes, name: str, *, chapter: str | None = None) -> Handbook:
    """What a handbook says of codes.

    Args:
        data: The .docx file's bytes.
        name: The file, for messages.
        chapter: The codebook's file, where the handbook has several.

    Raises:
        BadInput: It is no Word file, damaged or hostile, or no handbook of a codebook; or it has several codebooks and
            none of them is named.
    """
    seen = visible_text(data, name)
    chapters, outside = _chapters(seen.blocks)
    chosen = _chosen(chapters, name, chapter)
    if not chosen.entries:
        hint = "Take one that was written here: its codes stand in tables with two columns, the id in the first row."
        raise BadInput(f"{name} holds no table of a code.", hint)
    notices = list(chosen.notices)
    comments, changes = seen.left_out.get("comments", 0), sum(seen.left_out.get(one, 0) for one in ("deleted", "moved"))
    if comments:
        notices.append(Told("", f"{plural(comments, 'comment')} in it: read them in Word, they are not taken in"))
    if changes:
        notices.append(Told("", "tracked changes in it are taken as accepted"))
    if seen.notes:
        notices.append(Told("", "it has footnotes: where they were referred to, [1] stands in the text"))
    return Handbook(
        kind="handbook",
        name=_title(seen.blocks) if len(chapters) == 1 else chosen.file.rpartition(".")[0],
        entries=tuple(chosen.entries),
        faults=tuple(chosen.faults),
        notices=tuple(notices),
        state=chosen.state,
        is_whole=bool(chosen.state),
        asks_for_new=True,
        outside=tuple(outside),
    )


def _title(blocks: Iterable[Paragraph | Table]) -> str:
    """What stands on the title page: the codebook's name."""
    apart = (block.text for block in blocks if isinstance(block, Paragraph) and block.is_apart and block.text.strip())
    return " ".join(next(apart, "").split())


def told_of_moved(source: Source, base: Codebook) -> list[Told]:
    """Where a text of a code stands outside its table now, and not in it any more.

    Args:
        source: The handbook.
        base: The codebook in the state that it was made from.
    """
    if not isinstance(source, Handbook):
        return []
    outside = " \n ".join(map(_folded, source.outside))
    told = []
    for entry in source.entries:
        code = base.code(entry.id)
        for name in ("definition", "include", "exclude") if code is not None else ():
            text = _folded(getattr(code, name))
            is_out = len(text) >= _LEAST_MOVED and not entry.fields.get(name, "") and text in outside
            if is_out:
                message = f"its {WRITTEN[name]} stands outside the table; put it back, or it is taken out of the code"
                told.append(Told(entry.place, message))
    return told


def _chosen(chapters: Sequence[_Chapter], name: str, wanted: str | None) -> _Chapter:
    if len(chapters) == 1:
        return chapters[0]
    files = [one.file for one in chapters]
    # Named as whatever the codebook is joined into may be named: with its folder, or without its ending.
    named = PurePath(wanted).name if wanted is not None else None
    found = [one for one in chapters if named in (one.file, one.file.rpartition(".")[0])]
    if len(found) != 1:
        hint = f"Say which is to be read: {', '.join(files)}."
        raise BadInput(f"{name} is a handbook of several codebooks.", hint, command="See: --into")
    return found[0]


def _chapters(blocks: Iterable[Paragraph | Table]) -> tuple[list[_Chapter], list[str]]:
    """The codebooks of a document, each ended by the line that says which one it is; and what stands outside tables."""
    chapters, outside = [_Chapter()], list[str]()
    heading, number = "", 0
    for block in blocks:
        if isinstance(block, Table):
            number += 1
            if chapters[-1].state:
                chapters.append(_Chapter())
            _table(chapters[-1], block, f"table {number}", heading)
            continue
        said = state_said(block.text)
        if said is not None and not chapters[-1].state:
            chapters[-1].file, chapters[-1].state = said
        elif block.is_apart:
            heading = block.text.strip()
        elif block.text.strip():
            outside.append(block.text)
    if len(chapters) > 1 and not chapters[-1].state:
        # What was put behind the last line belongs to the codebook before.
        last = chapters.pop()
        chapters[-1].entries += last.entries
        chapters[-1].faults += last.faults
        chapters[-1].notices += last.notices
    return chapters, outside


def _table(chapter: _Chapter, table: Table, place: str, heading: str) -> None:
    """Take up a table: its codes, or what it is that is not read."""
    for at, rows in enumerate(_codes_in(table)):
        # The heading above stands for the first of codes that were joined.
        _code(chapter, rows, place, heading if at == 0 else "")


def _codes_in(table: Table) -> list[list[Sequence[Cell]]]:
    """The rows of a table by the codes they are of: two tables without a line between them come back as one.

    A row that came already begins another code; right below itself it goes on, as a row does that was cut in two.
    """
    parts: list[list[Sequence[Cell]]] = [[]]
    labels: list[str] = []
    for cells in table.rows:
        label = _label(cells)
        if label == ID.casefold() or label in _FIELDS or label in _ONLY_TOLD:
            if label in labels and (label == ID.casefold() or label != labels[-1]):
                parts.append([])
                labels.clear()
            labels.append(label)
        parts[-1].append(cells)
    return parts


def _code(chapter: _Chapter, table: Sequence[Sequence[Cell]], place: str, heading: str) -> None:
    """Take up the rows of a code."""
    rows: dict[str, list[Cell]] = {}
    unknown = []
    runs = _joined_rows(table)
    for cells in table:
        label, values = _label(cells), cells[1:]
        if label == ID.casefold() or label in _FIELDS or label in _ONLY_TOLD:
            rows.setdefault(label, []).extend(values)
        elif any(cell.text for cell in cells):
            unknown.append(cells[0].text if cells else "")
    if not rows:
        chapter.notices.append(Told(place, "it is none of a code; it was not read"))
        return
    if ID.casefold() not in rows:
        what = "it has no row with an id: it was torn off another, or the row is gone; nothing of it was read"
        chapter.faults.append(Told(place, what))
        return
    inside = {label for run in runs for label in run}
    ids = " ".join(cell.text for cell in rows[ID.casefold()]).strip()
    # Where it is joined with the rows below, it is what stands first.
    code_id = ids.split("\n")[0].strip() if ID.casefold() in inside else ids
    rows = {label: cells for label, cells in rows.items() if label not in inside}
    named = _text(rows["name"]) if "name" in rows else " ".join(heading.split())
    where = f"{place} ({code_id or named})"
    chapter.faults += [
        Told(where, f"the row “{_shortly(label)}” is none of ours; it was not read") for label in unknown
    ]
    if not code_id:
        chapter.notices.append(Told(where, "it has no id; it is known by its name alone"))
    fields = dict(_fields(chapter, rows, where))
    parent = _parent(rows["under"]) if "under" in rows else None
    shown = {label.casefold(): label for label in (ID, *WRITTEN.values(), *TOLD.values())}
    for run in runs:
        names = " and ".join(shown.get(label, label) for label in run)
        what = f"the cells of {names} are joined into one; they stay as they are: split the cell in Word again"
        chapter.faults.append(Told(where, what))
    missing = [label for name, label in WRITTEN.items() if label.casefold() not in (*rows, *inside)]
    if missing:
        told = f"without its {'row' if len(missing) == 1 else 'rows'} {', '.join(missing)}: these stay as they are"
        chapter.notices.append(Told(where, told))
    chapter.entries.append(Entry(where, named, code_id, fields=fields, parent=parent))


def _joined_rows(table: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """What stands before rows whose cells were merged into one: whose the words in it are cannot be told."""
    runs: list[list[str]] = []
    is_going_on = False
    for above, cells in pairwise(table):
        label, is_joined = _label(cells), any(cell.continues for cell in cells[1:])
        if is_joined and label and label != _label(above):
            if not is_going_on:
                runs.append([_label(above)])
            runs[-1].append(label)
        is_going_on = is_joined
    return runs


def _fields(chapter: _Chapter, rows: dict[str, list[Cell]], where: str) -> Iterator[tuple[str, Any]]:
    """What the rows of a table say, but for id, name and parent."""
    for label, cells in rows.items():
        name = _FIELDS.get(label, "")
        if name in ("definition", "include", "exclude"):
            yield name, _text(cells)
        elif name == "examples":
            yield name, tuple(_example(text) for text in _paragraphs(cells) if text.strip())
        elif name in ("colour", "origin"):
            try:
                yield name, from_cell(name, _text(cells))
            except NotRead as error:
                chapter.faults.append(Told(where, f"{WRITTEN[name]}: {error}; it stays as it is"))


def _label(cells: Sequence[Cell]) -> str:
    return " ".join(cells[0].text.split()).rstrip(":").casefold() if cells else ""


def _paragraphs(cells: Iterable[Cell]) -> list[str]:
    return [plain(block) for cell in cells for block in cell.blocks]


def _text(cells: Iterable[Cell]) -> str:
    """The words of cells as one text, a line for each paragraph; blanks at the ends of lines are nobody's."""
    return "\n".join(line.rstrip() for text in _paragraphs(cells) for line in text.split("\n")).strip()


def _example(text: str) -> str:
    """An example: behind one that is a coding stands which."""
    text = text.strip()
    found = CODING.search(text) or REFERENCE.fullmatch(text.casefold())
    return f"coding: {found[1]}" if found else text


def _parent(cells: Sequence[Cell]) -> str:
    """What a code stands under: the id in brackets behind the name, else what is written."""
    text = " ".join(_text(cells).split())
    if text.endswith(")") and " (" in text:
        code_id = text.rpartition(" (")[2].removesuffix(")")
        return code_id if code_id and " " not in code_id else text
    return text


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _shortly(text: str) -> str:
    return " ".join(text.split())[:40]

"""What the command line writes: lists, JSON, messages and progress. Words of a study are data in all of them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from workbench.cli.fitting import BETWEEN, parts, wrapped
from workbench.progress import Tell, silent
from workbench.visible import CONTROLS, plural, visible

PLAIN = "workbench.plain"
"""Under this key of click's context stands whether lists are written as labelled lines."""

_ID_SHOWN = _SHORTEST = 8
_WIDEST = 100
"""Longer lines of prose are hard to read."""

_DEEPEST = 12
"""How many blanks in front of a cell's words are kept."""


def prepare_streams() -> None:
    """UTF-8 on both streams, whatever the terminal's code page; what cannot be shown is escaped, never an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline=None if stream.isatty() else "\n")


def flush() -> None:
    """Send what is still in the buffers."""
    sys.stdout.flush()


def let_go_of_stdout() -> None:
    """Whoever read our output has gone: nothing more is to be sent there."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(text: str = "") -> None:
    """A line on standard output, control characters shown."""
    click.echo(visible(text))


def paragraph(text: str, *, indent: str = "") -> None:
    """Sentences on standard output: on a terminal in lines that are broken between words, elsewhere as one line.

    Args:
        text: The sentences.
        indent: What stands before all lines but the first.
    """
    if not sys.stdout.isatty() or is_plain():
        say(text)
        return
    for line in wrapped(visible(text), min(shutil.get_terminal_size().columns, _WIDEST), indent=indent):
        click.echo(line)


def tell(text: str) -> None:
    """A line on standard error: what the user should know besides the result."""
    click.echo(visible(text), err=True)


def complain(message: str, hint: str = "") -> None:
    """An error on standard error: what and where, then what to do."""
    tell(f"workbench: {message}")
    if hint:
        tell(f"  {hint}")


def write_text(text: str) -> None:
    """A stored text and nothing else: as UTF-8, or, on a terminal, with control characters shown."""
    if sys.stdout.isatty():
        say(text)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def write_json(value: Any) -> None:
    """A value as JSON and nothing else."""
    text = json.dumps(value, ensure_ascii=False, indent=2, default=_plain)
    # JSON leaves these as they are; a terminal obeys some of them and a reader is misled by others.
    text = CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    click.echo(text)


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, UUID | Path):
        return str(value)
    if isinstance(value, dt.datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, set | frozenset | tuple):
        return list(value)
    message = f"{type(value).__name__} has no JSON form"
    raise TypeError(message)


def table(
    headers: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    empty: str,
    is_counted: bool = True,
    breaks: Sequence[int] | None = None,
    names: int = 1,
) -> None:
    """A list in columns. On a terminal the widest column is shortened to fit; elsewhere nothing is.

    Where the user wants it plain: a line for each fact, with its label, and an empty line between the rows.

    Args:
        headers: One a column.
        rows: One a line; None is shown as a dash.
        empty: What is said, on standard error, when there are no rows.
        is_counted: Whether plain lists say first how many there are.
        breaks: Where columns are figures, which are not to be shortened: with which of them a table of its own may
            begin below, with the first column again, if there is no room for all; empty: with any.
        names: How many columns name a row and stand in each of such tables.
    """
    from rich.cells import cell_len

    rows = [tuple(row) for row in rows]
    if not rows:
        tell(empty)
        return
    if is_plain():
        if is_counted:
            say(plural(len(rows), "entry", "entries") + ".")
        _say_plainly(headers, rows)
        return
    cells = [[_cell(value) for value in row] for row in rows]
    # A column without a heading says something of some rows only; it goes where it says nothing.
    kept = [place for place, header in enumerate(headers) if header or any(row[place] != "–" for row in cells)]
    headers = [headers[place] for place in kept]
    cells = [[row[place] for place in kept] for row in cells]
    widths = [max(cell_len(row[place]) for row in [list(headers), *cells]) for place in range(len(headers))]
    if sys.stdout.isatty():
        # The beginning of an id is enough to name it by; the whole one would take the room of the words.
        for place in (place for place, header in enumerate(headers) if header == "id"):
            cells = [[*row[:place], row[place][:_ID_SHOWN], *row[place + 1 :]] for row in cells]
            widths[place] = _ID_SHOWN
        room = shutil.get_terminal_size().columns
        several = parts(widths, room, breaks, names=names) if breaks is not None else [[*range(len(widths))]]
        for number, columns in enumerate(several):
            if number:
                say()
            some = [widths[place] for place in columns]
            while sum(some) + BETWEEN * (len(some) - 1) > room and max(some) > _SHORTEST:
                some[0 if breaks is not None and some[0] > _SHORTEST else some.index(max(some))] -= 1
            _say_in_columns([[row[place] for place in columns] for row in [list(headers), *cells]], some)
        return
    _say_in_columns([list(headers), *cells], widths)


def _say_in_columns(rows: Iterable[Sequence[str]], widths: Sequence[int]) -> None:
    """A line for each row; what is wider than its column is shortened."""
    from rich.cells import cell_len, set_cell_size

    for row in rows:
        line = []
        for value, width in zip(row, widths, strict=True):
            shown = value if cell_len(value) <= width else set_cell_size(value, width - 1) + "…"
            line.append(shown + " " * (width - cell_len(shown)))
        click.echo((" " * BETWEEN).join(line).rstrip())


def is_plain() -> bool:
    """Whether the user wants lists as labelled lines."""
    context = click.get_current_context(silent=True)
    return context is not None and bool(context.meta.get(PLAIN))


def _say_plainly(headers: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A line for each fact; what says nothing is left out, and ids are short on a terminal, for they are spelt out."""
    for row in rows:
        say()
        for header, value in zip(headers, row, strict=True):
            shown = _cell(value).strip()
            if shown == "–":
                continue
            if header == "id" and sys.stdout.isatty():
                shown = shown[:_ID_SHOWN]
            say(f"{header}: {shown}" if header else shown)


def _cell(value: object) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.datetime):
        return value.astimezone().strftime("%Y-%m-%d %H:%M")
    if isinstance(value, tuple | list):
        value = ", ".join(str(item) for item in value)
    words = " ".join(str(value).split()) or "–"
    # Blanks in front are an outline's, such as a code's under its group.
    return visible(" " * min(len(str(value)) - len(str(value).lstrip(" ")), _DEEPEST) + words)


@contextmanager
def progress(title: str, *, quiet: bool = False) -> Iterator[Tell]:
    """A progress bar on standard error, unless that is no terminal or the user wants quiet."""
    if quiet or not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn(title, markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[what]}", markup=False),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None, what="")

        def show(done: int, total: int, what: str) -> None:
            bar.update(task, completed=done, total=total, what=visible(what))

        yield show

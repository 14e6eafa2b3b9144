"""Commands for codebooks: codebook check, show, add, edit, move, restore."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli import output
from workbench.cli.common import coder_option, json_option, opened, plain_option
from workbench.errors import BadInput
from workbench.visible import plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.codebook.schema import Code, Codebook

FIELDS = ("name", "definition", "include", "exclude", "parent", "colour", "origin")
EXAMPLES = "examples"


@click.group()
def codebook() -> None:
    """Check, show and change the study's codebooks."""


@codebook.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]…")
@json_option
@click.pass_context
def check(context: click.Context, files: tuple[Path, ...], as_json: bool) -> None:
    """Report every fault of the codebooks in FILEs, or of all the study's, with line and column."""
    from workbench.codebook import checking

    faults = checking.check_codebooks(files, study_folder=Path(context.obj) if context.obj else Path.cwd())
    if as_json:
        output.write_json(
            [
                {
                    "file": fault.file,
                    "line": fault.line,
                    "column": fault.column,
                    "severity": fault.severity,
                    "message": fault.message,
                    "hint": fault.hint,
                }
                for fault in faults
            ]
        )
    else:
        for fault in faults:
            output.say(f"{fault.severity}: {fault.message} {fault.hint}".rstrip())
        if not faults:
            output.say("No fault found.")
    if any(fault.severity == "error" for fault in faults):
        context.exit(1)
    if not files:
        _tell_vanished(context)


def _tell_vanished(context: click.Context) -> None:
    """Warn of codes that are in use and stand in no codebook any more; their codings stay.

    The check itself needs no database: where there is none yet, or it cannot be used now, this is left out.
    """
    from workbench import sight
    from workbench.codebook import states
    from workbench.codebook.gone import missed_books
    from workbench.study import find_folder, has_database

    if not has_database(find_folder(Path(context.obj) if context.obj else Path.cwd())):
        return
    with opened(context) as study:
        with study.read() as session:
            counts = sight.counts_by_code(session, study)
        for code in states.not_in_codebook(states.current(study), counts):
            output.tell(f"{code}: not in the codebook, and in use ({plural(counts.get(code, 0), 'coding')}).")
        for one in missed_books(study):
            output.tell(f"{one.message} Bring it back: workbench codebook restore")


@codebook.command()
@click.argument("code", required=False)
@click.option("--find", "words", metavar="WORDS", help="Only codes with these words, and the groups they stand in.")
@plain_option
@json_option
@click.pass_context
def show(context: click.Context, code: str | None, words: str | None, as_json: bool) -> None:
    """Show the study's codes with how often they were applied, or one CODE in full.

    With --find only those in whose name, id or definition the words stand; where none has them, those whose names are
    like them.
    """
    from workbench import sight
    from workbench.codebook import states

    with opened(context) as study:
        books = states.current(study)
        chosen = books.find(code) if code is not None else None
        with study.read() as session:
            made_with = sight.counts_by_code(session, study)
    counts = books.lineage.added_up(made_with)
    if chosen is not None:
        _show_one(chosen, counts[chosen.id], as_json=as_json)
        return
    shown = books.books if words is None else _with_words(books.books, words)
    missing = states.not_in_codebook(books, made_with) if words is None else []
    if as_json:
        output.write_json(
            [
                {
                    "file": book.file,
                    "name": book.name,
                    "version": book.version,
                    "description": book.description,
                    "codes": [_as_json(one, counts[one.id]) for one in book.codes],
                }
                for book in shown
            ]
        )
        return
    _show_books(shown, counts)
    for one in missing:
        output.tell(f"{one}: not in the codebook, {plural(counts[one], 'coding')}.")
    if words is not None and not shown:
        output.tell(f"No code has “{words}” in it.")
    elif not books.books:
        output.tell("The study has no codebook yet. Add a code: workbench codebook add ID NAME")


def _show_books(books: Sequence[Codebook], counts: Mapping[str, int]) -> None:
    for book in books:
        output.say(f"{book.name}{f' (version {book.version})' if book.version else ''}, {book.file}")
        parents = {one.id: one.parent for one in book.codes}
        names = {one.id: one.name for one in book.codes}
        rows = [
            (
                "  " * _depth(one.id, parents) + one.id,
                _named(one, names),
                counts[one.id],
                one.definition,
                # In columns that is told by how far in the code stands, which nobody hears.
                names.get(one.parent, one.parent) if one.parent and output.is_plain() else None,
            )
            for one in book.codes
        ]
        output.table(
            ("code", "name", "codings", "definition", "group" if output.is_plain() else ""),
            rows,
            empty="It has no codes yet. Add one: workbench codebook add ID NAME",
        )


def _with_words(books: Sequence[Codebook], words: str) -> list[Codebook]:
    """The codebooks with those of their codes that have the words, and the groups these stand in; none without any."""
    from workbench.codebook.outline import Outline

    found = {row.key for row in Outline(books).matching(words).rows}
    kept = [replace(book, codes=tuple(one for one in book.codes if one.id in found)) for book in books]
    return [book for book in kept if book.codes]


def _named(code: Code, names: dict[str, str]) -> str:
    """A code's name, and which code it is now where it was merged."""
    merged = code.merged_into
    return code.name if merged is None else f"{code.name} (merged into {names.get(merged, merged)})"


def _depth(code: str, parents: dict[str, str | None]) -> int:
    depth, seen = 0, {code}
    while (parent := parents.get(code)) and parent not in seen:
        seen.add(parent)
        code, depth = parent, depth + 1
    return depth


def _show_one(code: Code, count: int, *, as_json: bool) -> None:
    if as_json:
        output.write_json(_as_json(code, count))
        return
    for name, value in _as_json(code, count).items():
        if value not in (None, "", [], (), False):
            shown = ", ".join(value) if isinstance(value, list | tuple) else value
            output.say(f"{name.replace('_', ' ')}: {shown}")


def _as_json(code: Code, count: int) -> dict[str, Any]:
    fields = (
        "id",
        "name",
        "definition",
        "include",
        "exclude",
        "examples",
        "parent",
        "colour",
        "origin",
        "was",
        "merged_into",
        "exclusive",
    )
    return {name: getattr(code, name) for name in fields} | {"codings": count}


def _field_options(command: click.decorators.FC) -> click.decorators.FC:
    words = {
        "definition": "What it means.",
        "include": "When to use it.",
        "exclude": "When not to.",
        "parent": "The group or code it stands under.",
        "colour": "#RRGGBB.",
        "origin": "a priori or data-driven.",
    }
    for name in reversed(FIELDS[1:]):
        command = click.option(f"--{name}", metavar="TEXT", help=words[name])(command)
    told = "An invented sentence; may be given several times. They take the place of those there were."
    command = click.option("--example", EXAMPLES, metavar="TEXT", multiple=True, help=told)(command)
    return click.option("--file", metavar="FILE", help="Which codebook, where the study has several.")(command)


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields that were named; of examples, an empty one alone takes them all away."""
    return {field: value for field, value in fields.items() if value is not None and value != ()}


@codebook.command()
@click.argument("code_id", metavar="ID")
@click.argument("name")
@_field_options
@coder_option
@click.pass_context
def add(context: click.Context, /, code_id: str, name: str, file: str | None, coder: str | None, **fields: Any) -> None:
    """Add a code with that ID and NAME to the codebook; nothing else in the file changes."""
    from workbench.codebook import change

    given = _given(fields)
    with opened(context, coder) as study:
        where = change.add_code(study, {"id": code_id, "name": name, **given}, file=file)
    output.say(f"Added {code_id} to {where}.")


@codebook.command()
@click.argument("code_id", metavar="ID")
@click.option("--name", metavar="TEXT", help="What it is called.")
@_field_options
@coder_option
@click.pass_context
def edit(context: click.Context, /, code_id: str, file: str | None, coder: str | None, **fields: Any) -> None:
    """Change fields of the code ID; nothing else in the file changes. An empty text takes a field away."""
    from workbench.codebook import change

    given = _given(fields)
    if not given:
        raise BadInput("No field to change was named.", "See: workbench codebook edit --help")
    with opened(context, coder) as study:
        where = change.edit_code(study, code_id, given, file=file)
    output.say(f"Changed {code_id} in {where}.")


@codebook.command()
@click.argument("code_id", metavar="ID")
@click.argument("where", type=click.Choice(["up", "down"]))
@coder_option
@click.pass_context
def move(context: click.Context, /, code_id: str, where: str, coder: str | None) -> None:
    """Move the code ID up or down by one place among those of its group; nothing else in the file changes."""
    from workbench.codebook import change

    with opened(context, coder) as study:
        other = change.move_code(study, code_id, -1 if where == "up" else 1)
    if other is None:
        output.say(f"{code_id} is the {'first' if where == 'up' else 'last'} there already.")
    else:
        output.say(f"{code_id} stands {'before' if where == 'up' else 'behind'} {other.id}.")


@codebook.command()
@click.argument("file", required=False, metavar="[FILE]")
@coder_option
@click.pass_context
def restore(context: click.Context, /, file: str | None, coder: str | None) -> None:
    """Bring back the codebook FILE, or all that are gone, as the study last knew them."""
    from workbench.codebook import gone

    with opened(context, coder) as study:
        for one in gone.bring_back(study, file):
            output.say(f"Brought back {one}.")


COMMANDS = (codebook,)

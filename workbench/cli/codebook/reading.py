"""Look at codebooks: codebook check, show."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli import output
from workbench.cli.common import json_option, lost_codes, opened, plain_option, tell_new
from workbench.errors import WorkbenchError
from workbench.visible import first_few, plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.codebook.faults import Fault
    from workbench.codebook.lineage import Lineage
    from workbench.codebook.schema import Code, Codebook, Conflict
    from workbench.study import Study
    from workbench.themes import Found


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]…")
@json_option
@click.pass_context
def check(context: click.Context, files: tuple[Path, ...], as_json: bool) -> None:
    """Report every fault of the codebooks in FILEs, or of all the study's, with line and column.

    All the study's are held against its transcripts and codings as well, where it has any: words of an interview in a
    codebook, and examples that name a coding which is not there, are warned of. Codes in use that are in no codebook,
    or put on passages no more, are told: with --json as notices, which have no line.
    """
    from workbench.codebook import checking

    faults = checking.check_codebooks(files, study_folder=Path(context.obj) if context.obj else Path.cwd())
    found: list[Found] = []
    trouble = None
    if not files and not any(fault.severity == "error" for fault in faults):
        try:
            more, found = _with_the_study(context, quiet=as_json)
        except WorkbenchError as error:
            # What was found in the files is told all the same.
            more, trouble = [], error
        faults = sorted([*faults, *more], key=lambda fault: (fault.file, fault.line, fault.column))
    if as_json:
        output.write_json(_as_rows(faults, found))
    else:
        for fault in faults:
            output.say(f"{fault.severity}: {fault.message} {fault.hint} {fault.command}".rstrip())
        if not faults:
            output.say("No fault in the files." if found else "No fault found.")
        if not files:
            _tell_of_git(context)
    if trouble is not None:
        raise trouble
    if not as_json:
        tell_new(context, [" ".join(filter(None, one)) for one in found])
    if any(fault.severity == "error" for fault in faults):
        context.exit(1)


def _tell_of_git(context: click.Context) -> None:
    """Tell where git is to merge the codebooks by their codes, and this clone has not been told how."""
    from workbench.codebook.versions.git_setup import is_missed
    from workbench.folder import find_folder

    if is_missed(find_folder(Path(context.obj) if context.obj else Path.cwd())):
        output.tell("This clone is not set up to merge codebooks by their codes: workbench git-setup")


def _as_rows(faults: Sequence[Fault], found: Sequence[Found]) -> list[dict[str, Any]]:
    """What a check found, each with the same keys; what is in no line of a file has no place."""
    keys = ("file", "line", "column", "severity", "message", "hint")
    rows: list[tuple[str | int | None, ...]] = [
        (one.file, one.line, one.column, one.severity, one.message, f"{one.hint} {one.command}".strip())
        for one in faults
    ]
    rows += [(None, None, None, "notice", one.message, one.command) for one in found]
    return [dict(zip(keys, row, strict=True)) for row in rows]


def _with_the_study(context: click.Context, *, quiet: bool) -> tuple[list[Fault], list[Found]]:
    """What is to be warned of in the codebooks of a study where its transcripts and codings are at hand.

    The check itself needs no database: where there is none yet, or nothing in it, this is left out.

    Returns:
        Words of transcripts in a codebook, examples without a coding; and what is found of codes that are in use.
    """
    from workbench.codebook.checking import files_checked
    from workbench.codebook.counterpart import faults_at_a_glance
    from workbench.folder import find_folder

    folder = find_folder(Path(context.obj) if context.obj else Path.cwd())
    found = faults_at_a_glance(folder, files_checked(folder))
    if found is not None:
        return found, []
    from workbench.coding.codebook_words import faults_with_transcripts
    from workbench.themes import codes_in_use_check

    with opened(context) as study, output.progress("Comparing with the transcripts", quiet=quiet) as progress:
        faults = faults_with_transcripts(study, files_checked(folder), progress=progress)
        return faults, codes_in_use_check(study)


@click.command()
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
    from workbench.codebook.states import states

    with opened(context) as study:
        books = states.current(study)
        chosen = books.find(code) if code is not None else None
        with study.read() as session:
            made_with = sight.counts_by_code(session, study)
        examples = _example_codings(study, chosen) if chosen is not None else []
        likely = lost_codes(study) if chosen is None and words is None and not as_json else []
    counts = books.lineage.added_up(made_with)
    if chosen is not None:
        _show_one(chosen, counts[chosen.id], examples, as_json=as_json)
        return
    shown = books.books if words is None else _with_words(books.books, words)
    missing = books.missing(made_with) if words is None else []
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
    _show_books(shown, counts, books.lineage)
    for one in missing:
        output.tell(f"{one}: not in the codebook, {plural(counts[one], 'coding')}.")
    for book in shown:
        _tell_undecided(book)
    tell_new(context, likely)
    if words is not None and not shown:
        output.tell(f"No code has “{words}” in it.")
    elif not books.books:
        output.tell("The study has no codebook yet. Add a code: workbench codebook add ID NAME")


def _show_books(books: Sequence[Codebook], counts: Mapping[str, int], lineage: Lineage) -> None:
    from workbench.codebook.outline import Outline

    for book in books:
        output.say(f"{book.name}{f' (version {book.version})' if book.version else ''}, {book.file}")
        names = {one.id: one.name for one in book.codes}
        rows = [
            (
                "  " * row.depth + one.id,
                _named(one, lineage),
                counts[one.id],
                one.definition,
                # In columns that is told by how far in the code stands, which nobody hears.
                names.get(one.parent, one.parent) if one.parent and output.is_plain() else None,
            )
            for row in Outline([book]).rows
            if (one := row.code) is not None
        ]
        output.table(
            ("code", "name", "codings", "definition", "group" if output.is_plain() else ""),
            rows,
            empty="It has no codes yet. Add one: workbench codebook add ID NAME",
        )


def _tell_undecided(book: Codebook) -> None:
    """Where in a codebook a merge left something to be decided."""
    where = [*(["its top"] if book.conflicts else []), *(code.id for code in book.codes if code.conflicts)]
    if where:
        output.tell(
            f"{book.file}: a merge left something to be decided in {first_few(where)}. See: workbench codebook check"
        )


def _with_words(books: Sequence[Codebook], words: str) -> list[Codebook]:
    """The codebooks with those of their codes that have the words, and the groups these stand in; none without any."""
    from workbench.codebook.outline import Outline

    found = {row.key for row in Outline(books).matching(words).rows}
    kept = [replace(book, codes=tuple(one for one in book.codes if one.id in found)) for book in books]
    return [book for book in kept if book.codes]


def _named(code: Code, lineage: Lineage) -> str:
    """A code's name, and what became of it where it is put on passages no more."""
    became = lineage.became(code)
    return f"{code.name} ({became})" if became else code.name


def _example_codings(study: Study, code: Code) -> list[dict[str, str]]:
    """The examples of a code that are codings, in the words that may stand in print."""
    from workbench.coding import coding_of, examples_in_sight
    from workbench.report import attributed

    known = examples_in_sight(study, [code])
    said = {one.coding: one for one in attributed(study, list(known))} if known else {}
    found = []
    for one in filter(None, map(coding_of, code.examples)):
        printed = said.get(one)
        withheld = printed.withheld if printed is not None else "there is no such coding"
        words, who = (printed.words, printed.attribution) if printed is not None else ("", "")
        found.append({"id": str(one), "words": words, "attribution": who, "withheld": withheld})
    return found


def _show_one(code: Code, count: int, examples: Sequence[dict[str, str]], *, as_json: bool) -> None:
    if as_json:
        output.write_json(_as_json(code, count) | {"example_codings": examples})
        return
    for name, value in _as_json(code, count).items():
        if name == "conflicts":
            for conflict in code.conflicts:
                _say_conflict(code, conflict)
        elif value not in (None, "", [], (), False):
            output.say(f"{name.replace('_', ' ')}: {_shown(value)}")
    for one in examples:
        said = f"“{one['words']}” ({one['attribution']})" if not one["withheld"] else f"not shown, {one['withheld']}"
        output.say(f"example {one['id']}: {said}")


def _say_conflict(code: Code, one: Conflict) -> None:
    """What a merge left to be decided: both wordings, and how it is settled."""
    from workbench.codebook.schema import STAYS

    output.say(f"left to be decided: {'whether the code stays' if one.field == STAYS else one.field}")
    for side in ("ours", "theirs"):
        output.say(f"  {side}: {' '.join(getattr(one, side).split()) or '(nothing)'}")
        if why := " ".join(getattr(one, f"{side}_reason").split()):
            output.say(f"    why: {why}")
    output.say(f"  Settle it: workbench codebook resolve {code.id} {one.field} ours|theirs")


def _shown(value: Any) -> Any:
    """A field's value in one line."""
    if not isinstance(value, list | tuple):
        return value
    return ", ".join(": ".join(filter(None, one.values())) if isinstance(one, dict) else one for one in value)


def _as_json(code: Code, count: int) -> dict[str, Any]:
    from workbench.codebook.schema import CODE_FIELDS

    fields: dict[str, Any] = {name: getattr(code, name) for name in CODE_FIELDS}
    told = {name: [one._asdict() for one in fields[name]] for name in ("changes", "conflicts")}
    return fields | told | {"codings": count}


COMMANDS = (check, show)

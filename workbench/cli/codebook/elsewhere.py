"""Codebooks from and to elsewhere: codebook import, export."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli import output
from workbench.cli.common import (
    coder_option,
    confirmed,
    json_option,
    may_write,
    opened,
    output_option,
    tell_new,
    yes_option,
)
from workbench.errors import BadInput
from workbench.visible import plural

if TYPE_CHECKING:
    from workbench.codebook.schema import Code
    from workbench.exchange.codebooks import ImportPlan

_SHOWN = 20


@click.command("import")
@click.argument("path", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--into", metavar="CODEBOOK", help="Join it into this codebook, by id, then by name.")
@click.option("--as", "new_file", metavar="NAME", help="Make a new codebook of this name, even where ids are known.")
@click.option("--sheet", metavar="NAME", help="The sheet of a spreadsheet; else the first that looks like codes.")
@click.option(
    "--column",
    "columns",
    metavar="FIELD=HEADING",
    multiple=True,
    help="Which column holds a field, where it is not told by its heading; may be given several times.",
)
@click.option(
    "--paths",
    metavar="SIGN",
    help="What stands between the steps of names that are paths, as / in A/B; none where they are no paths.",
)
@click.option("--take-out", is_flag=True, help="Retire the codes that a table with ids does not have any more.")
@click.option("--add", is_flag=True, help="Make the codes that are new in a handbook: tables without a known id.")
@click.option("--preview", is_flag=True, help="Show what would be done, and do nothing.")
@yes_option
@coder_option
@json_option
@click.pass_context
def import_(
    context: click.Context, /, path: Path, *, preview: bool, yes: bool, coder: str | None, as_json: bool, **how: Any
) -> None:
    """Take in the codebook in FILE, shown first: .docx, .csv, .xlsx, .yaml, REFI's .qdc and .qdpx, QualCoder's .odt.

    A handbook or table that was exported from here and edited comes back by its ids, as changes. Any other becomes a
    codebook of its own, unless --into says which it is joined into.
    """
    from workbench.exchange import codebooks
    from workbench.exchange.codebooks import shown

    said = _said(how["columns"])
    source = codebooks.read_source(path, sheet=how["sheet"], said=said, separator=how["paths"], chapter=how["into"])
    with opened(context, coder) as study:
        goes = {name: how[name] for name in ("into", "new_file", "take_out", "add")}
        plan = codebooks.plan_import(study, source, **goes)
        done = False
        if not as_json:
            _show(plan)
        if not plan.is_nothing and not preview:
            confirmed("Take this in?", yes=yes)
            codebooks.take_in(study, plan)
            done = True
    if as_json:
        output.write_json(_as_json(plan, done=done))
    elif done:
        output.say(f"Took it in to codebooks/{plan.file}. workbench undo takes it back.")
    elif plan.is_nothing and plan.as_of is None:
        output.say("Nothing is other than it is here.")
    if plan.faults or shown.to_decide(plan):
        context.exit(1)


def _said(columns: tuple[str, ...]) -> dict[str, str]:
    said = {}
    for one in columns:
        field, sign, heading = one.partition("=")
        if not sign or not field.strip():
            raise BadInput(f"--column {one} names no field.", 'Write the field first: --column name="Code label"')
        said[field.strip()] = heading.strip()
    return said


def _show(plan: ImportPlan) -> None:
    """What was read, how it was taken, and what would be other."""
    from workbench.exchange.codebooks import shown

    output.say(shown.heading(plan))
    if plan.source.columns:
        output.say()
        output.table(("column", "is taken for"), shown.columns(plan), empty="")
    told = shown.changes(plan)
    if told:
        output.say()
        for line in told:
            output.say(line)
    else:
        codes = shown.codes(plan)
        if codes:
            output.say()
            output.table(("code", "id", "colour", "definition"), codes[:_SHOWN], empty="")
        if len(codes) > _SHOWN:
            output.say(f"and {len(codes) - _SHOWN} more")
    for remark in shown.remarks(plan):
        output.tell(remark)
    if plan.source.data and plan.base == "now" and plan.changes.changed:
        output.tell("Was it made from an older one? Bring both together: workbench codebook merge BASE OURS THEIRS")
    if plan.alike:
        output.tell(f"--into {plan.alike} joins it into that one.")
    if plan.source.others:
        output.tell("--sheet names another sheet.")
    if plan.joined.missing and not plan.taken_out:
        output.tell("--take-out retires what is not in the table any more.")
    if plan.left_out:
        output.tell("--add makes the codes that are new.")


def _as_json(plan: ImportPlan, *, done: bool) -> dict[str, Any]:
    from workbench.exchange.codebooks import shown

    return {
        "done": done,
        "kind": plan.source.kind,
        "sheet": plan.source.sheet or None,
        "file": plan.file,
        "is_new": plan.is_new,
        "held_against": plan.base or None,
        "as_of": plan.as_of,
        "alike": plan.alike or None,
        "columns": [one._asdict() for one in plan.source.columns],
        "added": [_code(code) | {"place": plan.joined.places.get(code.id, "")} for code in plan.changes.added],
        "changed": [
            {
                "id": one.after.id,
                "fields": {
                    field: {"before": getattr(one.before, field), "after": getattr(one.after, field)}
                    for field in one.fields
                },
            }
            for one in plan.changes.changed
            if one.after is not None
        ],
        "ids_made": list(plan.joined.made),
        "missing": list(plan.joined.missing),
        "taken_out": list(plan.taken_out),
        "to_decide": [{"code": code, "field": field} for code, field in shown.to_decide(plan)],
        "left_out": [one._asdict() for one in plan.faults],
        "notices": [one._asdict() for one in plan.notices],
    }


def _code(code: Code) -> dict[str, Any]:
    from workbench.codebook.schema import CODE_FIELDS

    return {field: getattr(code, field) for field in CODE_FIELDS if field != "conflicts"}


@click.command()
@output_option("FILE", "The file to write: .docx, .csv, .xlsx, .md or .qdc.")
@click.option("--file", metavar="CODEBOOK", help="Which codebook, where the study has several.")
@click.option("--coder", metavar="NAME", help="In a handbook: whose extracts; else the lead coder's, else your own.")
@click.option("--no-extracts", is_flag=True, help="In a handbook: no extracts below the codes.")
@json_option
@click.pass_context
def export(
    context: click.Context,
    path: Path,
    file: str | None,
    coder: str | None,
    *,
    yes: bool,
    no_extracts: bool,
    as_json: bool,
) -> None:
    """Write a codebook as a handbook for coders in Word, as a table, as Markdown or as REFI-QDA.

    What the format cannot carry is said. Handbook and tables come back with codebook import, by their ids.
    """
    from workbench.exchange import codebooks
    from workbench.opening.handing_on import hand_on

    if path.suffix.casefold() == ".docx":
        _write_handbook(context, path, file, coder, yes=yes, no_extracts=no_extracts, as_json=as_json)
        return
    if coder is not None or no_extracts:
        raise click.UsageError("--coder and --no-extracts are about a handbook: name a file that ends in .docx.")
    codebooks.check_ending(path)
    with opened(context) as study:
        may_write(study, path, yes=yes, endings=(path.suffix.casefold(),))
        done = hand_on(study, path, file=file)
    tell_new(context, done.quoting)
    if as_json:
        output.write_json(replace(done, path=done.path.absolute()))
        return
    for loss in done.losses:
        output.tell(loss)
    output.say(f"Wrote {plural(done.codes, 'code')} of {done.codebook} to {done.path}.")


def _write_handbook(
    context: click.Context,
    path: Path,
    file: str | None,
    coder: str | None,
    *,
    yes: bool,
    no_extracts: bool,
    as_json: bool,
) -> None:
    from workbench import report

    with opened(context) as study:
        may_write(study, path, yes=yes)
        done = report.write_handbook(study, path, file=file, coder=coder, with_extracts=not no_extracts)
    tell_new(context, done.notices)
    if as_json:
        output.write_json(replace(done, path=done.path.absolute()))
        return
    extracts = f", with {plural(done.quotations, 'extract')} of {done.coder}'s" if done.quotations else ""
    output.say(f"Wrote {plural(done.codes, 'code')} to {done.path}{extracts}.")


COMMANDS = (import_, export)

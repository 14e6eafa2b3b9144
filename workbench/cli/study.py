"""Commands for the study as a whole: init, status, undo, redo, history, migrate."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli import output
from workbench.cli.common import coder_option, json_option, opened, plain_option
from workbench.errors import BadInput
from workbench.visible import first_few, one_line

if TYPE_CHECKING:
    from workbench.standing import Named, Standing


@click.command()
@click.argument("directory")
def init(directory: str) -> None:
    """Make an empty study in DIRECTORY. Asks nothing; everything can be changed later in its study.yaml."""
    from workbench.opening import make_study

    if not directory.strip():
        raise BadInput("No folder was named.", "Name one: workbench init DIRECTORY (a dot for the one you are in).")
    for line in make_study(Path(directory)):
        output.say(line)


@click.command()
@coder_option
@json_option
@click.pass_context
def status(context: click.Context, coder: str | None, as_json: bool) -> None:
    """Say where things stand: what was read and coded, what is still open, and the latest entry of each phase."""
    from workbench.standing import standing

    with opened(context, coder) as study:
        now = standing(study)
    if as_json:
        output.write_json(_status_as_json(now))
        return
    output.say(f"Transcripts: {now.transcripts}; read by {now.coder}: {now.read}; coded by {now.coder}: {now.coded}")
    output.say(f"Transcripts coded by anyone: {now.coded_by_anyone}")
    if now.double_coded is not None:
        output.say(f"Transcripts coded by two or more: {now.double_coded}")
    output.say(f"Codes: {now.codes}; in no theme: {_how_many(now.loose_codes)}")
    output.say(f"Themes: {now.themes}; without an extract against them: {_how_many(now.unopposed_themes)}")
    output.say(f"Your codings that wait for another look: {now.waiting}")
    output.say(f"Open safeguarding concerns: {now.open_concerns}")
    for phase in now.phases:
        last = f"{phase.latest.day}, {phase.latest.coder}: {one_line(phase.latest.text)}" if phase.latest else "–"
        output.say(f"Phase {phase.number}, {phase.name}: {last}")


def _how_many(found: tuple[Named, ...]) -> str:
    """How many there are, and the first few of them."""
    names = first_few(one_line(one.name) for one in found)
    return f"{len(found)} ({names})" if found else "0"


def _status_as_json(now: Standing) -> dict[str, Any]:
    shown = {field.name: getattr(now, field.name) for field in dataclasses.fields(now) if field.name != "phases"}
    phases = [
        {
            "number": phase.number,
            "name": phase.name,
            "entries": len(phase.entries),
            "latest": {"date": last.day, "coder": last.coder, "text": last.text} if (last := phase.latest) else None,
        }
        for phase in now.phases
    ]
    return shown | {"read": now.read, "coded": now.coded, "phases": phases}


@click.command()
@coder_option
@click.pass_context
def undo(context: click.Context, coder: str | None) -> None:
    """Take back your own last step."""
    from workbench import opening

    with opened(context, coder) as study:
        output.say(opening.undo(study).told("Undid"))


@click.command()
@coder_option
@click.pass_context
def redo(context: click.Context, coder: str | None) -> None:
    """Bring again the step you took back last."""
    from workbench import opening

    with opened(context, coder) as study:
        output.say(opening.redo(study).told("Did again"))


@click.command()
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the latest N steps.")
@click.option("--coder", metavar="NAME", help="Only this coder's.")
@plain_option
@json_option
@click.pass_context
def history(context: click.Context, limit: int | None, coder: str | None, as_json: bool) -> None:
    """Tell what was done in the study, latest first."""
    from workbench import sight

    with opened(context) as study:
        steps, numbered = sight.history(study, limit=limit, coder=coder), sight.tells_every_step(study)
    if as_json:
        output.write_json([dataclasses.asdict(step) | {"id": step.id if numbered else None} for step in steps])
        return
    nothing = f"{coder} has done nothing in this study yet." if coder else "Nothing has been done in this study yet."
    rows = [
        (step.id if numbered else "", step.made_at, step.coder, step.sentence, "undone" if step.undone else "")
        for step in steps
    ]
    output.table(("step", "when", "who", "what", "state"), rows, empty=nothing)


@click.command()
@click.pass_context
def migrate(context: click.Context) -> None:
    """Bring the study's database to this program's schema (needed on PostgreSQL; SQLite does it by itself)."""
    from workbench.folder import find_folder
    from workbench.store import migrate as migrating
    from workbench.store import whose
    from workbench.study import connect

    study = connect(find_folder(Path(context.obj) if context.obj else Path.cwd()))
    try:
        whose.refuse_anothers(study.database, study.settings.id)
        done = migrating.migrate(study.database)
        whose.claim(study.database, study.settings.id)
    finally:
        study.close()
    output.say(f"The program {done}." if done else "The database is up to date.")


COMMANDS = (init, status, undo, redo, history, migrate)

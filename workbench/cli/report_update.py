"""``report --update``: a report that was worked on brought up to date, by tracked changes."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli import output
from workbench.cli.common import confirmed, may_write, opened, tell_new
from workbench.visible import one_line, plural

if TYPE_CHECKING:
    from workbench.cli.report_options import Asked
    from workbench.report.update.plan import Change, UpdatePlan

_HEADINGS = {
    "redacted": "MUST NOT BE PRINTED SO ANY MORE: redacted, though its writer changed it",
    "withdrawn": "MUST NOT BE PRINTED ANY MORE: struck out",
    "unmarked": "MUST NOT BE PRINTED, and has no mark: take it out yourself",
    "conflict": "Changed in the study and by its writer: left as the writer has it, see to it",
    "no place": "New, and nowhere to be put: put it in yourself",
    "changed": "Changed",
    "joined": "Printed as one with another now: struck out, and the whole comes as new",
    "new": "New",
    "there": "New in the study, and already there, without a mark: left as it is",
    "uncertain": "Not in the report, and nobody knows whether its writer took it out: --add-missing brings it",
    "not printed": "Printed by the study no longer: left as it is",
    "left out": "Taken out by its writer: not brought again",
    "foreign": "Marked by another study: left as it is",
}


def update(
    context: click.Context,
    report: Path,
    target: Path | None,
    asked: Asked,
    *,
    dry_run: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Show what would be brought into a report, and write it where that is wanted."""
    from workbench.report.update.update import plan_update, write_update

    with opened(context) as study:
        if target is not None and not dry_run and target.resolve() != report.resolve():
            may_write(study, target, yes=yes)
        with output.progress("Comparing", quiet=as_json) as progress:
            plan = plan_update(study, report, **asked._asdict(), progress=progress)
        tell_new(context, plan.notices)
        if not as_json:
            show(plan)
        written: Path | None = None
        if plan.brought and not dry_run:
            confirmed(f"Write {plural(len(plan.brought), 'tracked change')} into {target or report}?", yes=yes)
            done = write_update(study, plan, target)
            written = done.path
            tell_new(context, done.notices)
    if as_json:
        output.write_json(as_plain(plan, written))
    elif written is not None:
        output.say(f"Wrote {written}: {_counted(plan)}, by “workbench”, to be accepted or rejected in Word.")
    elif not plan.brought:
        output.say(
            "Nothing is to be brought: the report says what the study prints."
            if not (plan.changes or plan.otherwise)
            else "Nothing was written: none of this can be brought."
        )
    if plan.left_to_do or plan.otherwise:
        context.exit(1)


def show(plan: UpdatePlan) -> None:
    """What would be brought, in words: first what must not be printed any more."""
    last = ""
    for change in plan.changes:
        if change.what != last:
            output.say(f"{_HEADINGS[change.what]}: {plan.counts[change.what]:,}")
            last = change.what
        for line in lines_of(change):
            output.say(f"  {line}")
    if plan.otherwise:
        many = len(plan.otherwise)
        output.say(f"Says otherwise in the study by now than when it was exported, put it right yourself: {many:,}")
        for told in plan.otherwise:
            output.say(f"  {one_line(told)}")
    if plan.own:
        output.say(f"Changed by its writer alone, and left so: {plan.own:,}. See: workbench verify")


def lines_of(change: Change) -> list[str]:
    """What is said of one quotation."""
    section = f"under “{one_line(change.section)}”" if change.section else ""
    source = f"{change.source[0]}, characters {change.source[1]}–{change.source[2]}" if change.source else ""
    place = "; ".join(part for part in (", ".join(filter(None, (change.where, section))), source) if part)
    lines = [f"{place}: {change.why}" if change.why else place]
    if change.before:
        lines.append(f"  - {one_line(change.before)}")
    if change.after:
        lines.append(f"  + {one_line(change.after)}")
    return [line for line in lines if line.strip()]


def as_plain(plan: UpdatePlan, written: Path | None) -> dict[str, Any]:
    """A plan as JSON has it: what was written where, and every quotation of which there is something to be said."""
    return {
        "path": str(plan.path),
        "written": str(written) if written is not None else None,
        "quotations": plan.quotations,
        "own": plan.own,
        "changes": [
            {
                **{name: value for name, value in dataclasses.asdict(change).items() if name != "source"},
                "transcript": change.source[0] if change.source else None,
                "start": change.source[1] if change.source else None,
                "end": change.source[2] if change.source else None,
            }
            for change in plan.changes
        ],
        "otherwise": list(plan.otherwise),
        "notices": list(plan.notices),
    }


def _counted(plan: UpdatePlan) -> str:
    words = {"redacted": "redacted", "withdrawn": "struck out", "joined": "joined", "changed": "changed", "new": "new"}
    return ", ".join(f"{plan.counts[what]:,} {said}" for what, said in words.items() if plan.counts.get(what))

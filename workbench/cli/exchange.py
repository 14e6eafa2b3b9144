"""Commands for exchanging work as text: pack, unpack."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from workbench.cli import output
from workbench.cli.common import coder_option, json_option, opened
from workbench.visible import first_few, plural

if TYPE_CHECKING:
    from workbench.exchange import Plan


@click.command()
@coder_option
@json_option
@click.pass_context
def pack(context: click.Context, coder: str | None, as_json: bool) -> None:
    """Write the study's codings, marks, themes and memos to the folder codings, as text that git merges."""
    from workbench import exchange

    with opened(context, coder) as study:
        done = exchange.pack(study)
    if as_json:
        output.write_json(done)
        return
    output.say(
        f"Packed {plural(done.codings, 'coding')}, {plural(done.themes, 'theme')}, "
        f"{plural(done.passages, 'marked passage')} and {plural(done.memos, 'memo')}:"
    )
    for file in done.files:
        output.say(f"  {file}")
    for notice in done.notices:
        output.tell(notice)
    if done.left:
        output.tell("A sample is open. These were left as they are, since they would tell of others' work on it:")
        for file in done.left:
            output.tell(f"  {file}")


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…|FOLDER")
@click.option(
    "--take", type=click.Choice(["ours", "theirs"]), help="Which side holds where the packs and the study differ."
)
@click.option("--by", metavar="NAME", help="Whose codings the comments of a Word file are, if not their authors'.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@coder_option
@json_option
@click.pass_context
def unpack(
    context: click.Context,
    paths: tuple[Path, ...],
    take: Literal["ours", "theirs"] | None,
    by: str | None,
    yes: bool,
    coder: str | None,
    as_json: bool,
) -> None:
    """Take packs into the study: shown first, then done, as one step.

    A FILE may also be a working copy in Word (.docx) in whose comments somebody has noted codes, by id or name: they
    are that person's codings on the commented words.
    """
    from workbench import exchange
    from workbench.coding import review
    from workbench.opening.taking_back import read_back

    with opened(context, coder) as study:
        plan = exchange.plan(study, read_back(study, paths, by=by))
        count, states, before = 0, 0, review.how_many(study)
        came = first_few(path.resolve().name for path in paths)
        if not as_json:
            _show(plan, take)
        if plan.conflicts and take is None:
            _refuse(plan, before, as_json=as_json)
            context.exit(1)
        if plan.brings_something or take == "theirs":
            if not yes and not as_json and sys.stdin.isatty() and sys.stdout.isatty():
                click.confirm("Take this in?", abort=True)
            count, states = exchange.unpack(study, plan, take=take, came=came), len(plan.states)
        now = review.how_many(study)
    if as_json:
        output.write_json(_as_json(plan, count, take) | {"states": states, "waiting": now, "waiting_before": before})
    else:
        if count or not states:
            output.say(f"Took in {plural(count, 'entry', 'entries')}." if count else "Nothing new.")
        if states:
            earlier = "an earlier state" if states == 1 else f"{states:,} earlier states"
            output.say(f"Took in {earlier} of the codebook; that is kept, and there is nothing in it to undo.")
        if now != before:
            wait = "waits" if now == 1 else "wait"
            output.say(f"{plural(now, 'coding')} of yours {wait} for another look ({before:,} before).")
    if plan.left_out(take):
        context.exit(1)


def _show(plan: Plan, take: str | None) -> None:
    for notice in plan.notices:
        output.tell(notice)
    # The same of many is said once.
    for left, count in Counter(plan.left_out(take)).items():
        output.tell(f"Left out: {left}{f' ({count:,} times)' * (count > 1)}")
    again = len(plan.undone) if take == "theirs" else 0
    for count, one, many in (
        (
            again,
            "entry that was taken back here by undo comes again",
            "entries that were taken back here by undo come again",
        ),
        (plan.new_codings, "new coding", ""),
        (plan.removed_there, "coding removed there", "codings removed there"),
        (len(plan.revived), "coding made again there", "codings made again there"),
        (len(plan.marks), "passage to mark as not for quotation", "passages to mark as not for quotation"),
        (len(plan.themes), "new theme", ""),
        (len(plan.decisions), "new decision on differences", "new decisions on differences"),
        (len(plan.later_decisions), "later decision on a difference", "later decisions on differences"),
        (len(plan.memos), "new memo", ""),
        (len(plan.memo_removals), "memo removed there", "memos removed there"),
        (len(plan.memo_revived), "memo made again there", "memos made again there"),
        (len(plan.revived_themes), "theme made again there", "themes made again there"),
        (len(plan.joined), "coding made twice that is one from now on", "codings made twice that are one from now on"),
        (len(plan.states), "earlier state of the codebook", "earlier states of the codebook"),
        (plan.same, "entry that is here already", "entries that are here already"),
    ):
        if count:
            output.say(plural(count, one, many))


def _refuse(plan: Plan, waiting: int, *, as_json: bool) -> None:
    if as_json:
        output.write_json(_as_json(plan, 0, None) | {"states": 0, "waiting": waiting, "waiting_before": waiting})
    output.complain("The packs and the study differ; nothing was changed.")
    for conflict in plan.conflicts:
        output.tell(f"  {conflict}")
    output.tell("  Say which side holds: --take ours or --take theirs.")


def _as_json(plan: Plan, count: int, take: str | None) -> dict[str, object]:
    return {
        "taken_in": count,
        "same": plan.same,
        "conflicts": [{"what": one.what, "field": one.field} for one in plan.conflicts],
        "left": plan.left_out(take),
        "notices": plan.notices,
    }


COMMANDS = (pack, unpack)

"""Commands that change codings there are: borders, split, transfer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

import click

from workbench.cli import output
from workbench.cli.common import coder_option, coding_ids, json_option, opened
from workbench.visible import plural

if TYPE_CHECKING:
    from workbench.coding import Extract, Moved, TransferPlan
    from workbench.study import Study


@click.command()
@click.argument("coding_id", metavar="ID")
@click.option("--quote", metavar="TEXT", help="The words it is to stand on; they must stand once in the transcript.")
@click.option("--start", type=int, metavar="N", help="Where it is to begin; without it, where it begins.")
@click.option("--end", type=int, metavar="N", help="Where it is to end (exclusive); without it, where it ends.")
@coder_option
@json_option
@click.pass_context
def borders(
    context: click.Context,
    coding_id: str,
    quote: str | None,
    start: int | None,
    end: int | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Have a coding begin or end elsewhere. It keeps its code and its memo, and what themes say of it."""
    from workbench import coding

    with opened(context, coder) as study:
        one = _coding(study, coding_id)
        if quote is None and (start is not None or end is not None):
            start, end = one.start if start is None else start, one.end if end is None else end
        span = coding.find_place(study, one.transcript, quote=quote, start=start, end=end)
        done = coding.move_borders(study, one.id, span, revision_id=one.revision_id)
    if as_json:
        output.write_json(_standing(done.id, done.code, done.transcript, *done.span) | {"moved": _is_moved(done)})
        return
    said = "stands at" if _is_moved(done) else "stood already at"
    output.say(f"The coding {done.id} of {done.code} {said} {done.transcript} {done.span.start}–{done.span.end}.")


@click.command()
@click.argument("coding_id", metavar="ID")
@click.option("--at", type=int, required=True, metavar="N", help="Where the second begins, in characters from 0.")
@coder_option
@json_option
@click.pass_context
def split(context: click.Context, coding_id: str, at: int, coder: str | None, as_json: bool) -> None:
    """Cut a coding in two. The memo stays with the first; what themes say of it holds for both."""
    from workbench import coding

    with opened(context, coder) as study:
        one = _coding(study, coding_id)
        done = coding.split(study, one.id, at, revision_id=one.revision_id)
    both = list(zip((done.first, done.second), done.spans, strict=True))
    if as_json:
        output.write_json([_standing(one, done.code, done.transcript, *span) for one, span in both])
        return
    for one_id, span in both:
        output.say(f"{done.transcript} {span.start}–{span.end} with {done.code} ({one_id})")


@click.command()
@click.argument("transcript")
@click.option("--from", "code", required=True, metavar="CODE", help="The code they have.")
@click.option("--to", required=True, metavar="CODE", help="The code they are to get.")
@click.option("--yes", is_flag=True, help="Do it; without this, it is only shown what would change.")
@coder_option
@json_option
@click.pass_context
def transfer(
    context: click.Context, transcript: str, code: str, to: str, yes: bool, coder: str | None, as_json: bool
) -> None:
    """Give all your codings of a code in TRANSCRIPT another code. Without --yes it is only shown which these are."""
    from workbench import coding

    with opened(context, coder) as study:
        plan = coding.plan_transfer(study, transcript, code, to)
        changed = coding.transfer(study, plan) if yes else 0
    if as_json:
        output.write_json(_plan_as_json(plan, changed, done=yes))
        return
    many = len(plan.extracts)
    if yes:
        output.say(f"Transferred {plural(changed, 'coding')} from {plan.code} to {plan.to}.")
        return
    rows = [(one.id, f"{one.start}–{one.end}", _what(plan, one), one.quote) for one in plan.extracts]
    output.table(("id", "place", "", "quote"), rows, empty="")
    for line in _besides(plan):
        output.tell(line)
    output.tell(f"Nothing was changed. The same command with --yes gives {plural(many, 'coding')} the code {plan.to}.")


def _besides(plan: TransferPlan) -> list[str]:
    said = []
    if plan.meeting:
        meet = plural(len(plan.meeting), "of them stands", "of them stand")
        said.append(f"{meet} where you have {plan.to} already: one coding stays there, with both memos.")
    if plan.others:
        said.append(f"{plural(plan.others, 'coding')} with {plan.code} of other coders would stay.")
    return said


def _what(plan: TransferPlan, one: Extract) -> str:
    said = (
        f"has {plan.to} already" if one.id in plan.meeting else "",
        "not for quotation" if one.not_for_quotation else "",
    )
    return ", ".join(filter(None, said))


def _coding(study: Study, value: str) -> Extract:
    """The living coding that an id, or the beginning of one, means."""
    from workbench import coding
    from workbench.errors import NotFound

    (coding_id,) = coding_ids(study, (value,))
    found = coding.extracts(study, ids=[coding_id])
    if not found:
        raise NotFound(f"There is no coding {coding_id} now.", command="See: workbench codings")
    return found[0]


def _is_moved(done: Moved) -> bool:
    return done.before != done.span


def _standing(coding_id: UUID, code: str, transcript: str, start: int, end: int) -> dict[str, Any]:
    return {"id": coding_id, "code": code, "transcript": transcript, "start": start, "end": end}


def _plan_as_json(plan: TransferPlan, changed: int, *, done: bool) -> dict[str, Any]:
    codings = [
        {"id": one.id, "start": one.start, "end": one.end, "quote": one.quote, "meets": one.id in plan.meeting}
        for one in plan.extracts
    ]
    return {
        "transcript": plan.transcript,
        "from": plan.code,
        "to": plan.to,
        "done": done,
        "changed": changed,
        "of_others": plan.others,
        "codings": codings,
    }


COMMANDS = (borders, split, transfer)

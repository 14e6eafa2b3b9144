"""Commands for memos: memos, memos add, edit, remove, pass-on, export; phases, phases add."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID

import click

from workbench.cli import output
from workbench.cli.common import (
    coder_option,
    coding_ids,
    date_option,
    json_option,
    may_write,
    memo_id_of,
    opened,
    output_option,
    place_options,
    plain_option,
    tell_new,
)
from workbench.visible import plural

if TYPE_CHECKING:
    from workbench.memos import MemoFound
    from workbench.study import Study

_KINDS = (
    "analytic",
    "reflexive",
    "code rule",
    "theoretical",
    "field note",
    "familiarisation",
    "phase",
    "safeguarding",
)
_ABOUT = ("study", "transcript", "passage", "coding", "code", "theme", "participant")
_ONE_THING = "A memo is about one thing: give one of --transcript, --coding, --code, --theme, --participant."
_phase_option = click.option("--phase", type=click.IntRange(1, 6), metavar="N", help="The phase it belongs to, 1 to 6.")


@click.group(name="memos", invoke_without_command=True)
@click.option("--kind", type=click.Choice(_KINDS), help="Only of this kind; those on safeguarding come only so.")
@click.option("--phase", type=click.IntRange(1, 6), metavar="N", help="Only of this phase, 1 to 6.")
@click.option("--coder", metavar="NAME", help="Only this coder's.")
@click.option("--about", type=click.Choice(_ABOUT), help="Only about such a thing.")
@click.option("--transcript", metavar="NAME", help="Only about this transcript, its passages and their codings.")
@click.option("--coding", metavar="ID", help="Only about this coding.")
@click.option("--code", metavar="ID", help="Only about this code.")
@click.option("--theme", metavar="NAME", help="Only about this theme.")
@click.option("--participant", metavar="ID", help="Only about this participant.")
@date_option("--since", "Only of this day and later ones.")
@date_option("--until", "Only of this day and earlier ones.")
@click.option("--find", "words", default="", metavar="WORDS", help="Only with all of these words; case, accents aside.")
@click.option("--newest", is_flag=True, help="The newest first.")
@plain_option
@json_option
@click.pass_context
def memos(
    context: click.Context,
    /,
    transcript: str | None,
    coding: str | None,
    code: str | None,
    theme: str | None,
    participant: str | None,
    newest: bool,
    as_json: bool,
    **which: Any,
) -> None:
    """List the memos; or write, change and remove them.

    The note that a coding has in its own row (`workbench memo`) is among them, under the coding's id.
    """
    if context.invoked_subcommand is not None:
        return
    from workbench import memos as room

    one = _only(coding=coding, code=code, theme=theme, participant=participant)
    if one is not None:
        if which["about"] not in (None, one[0]):
            raise click.UsageError(_ONE_THING)
        which |= {"about": one[0], "name": "" if one[0] == "coding" else one[1]}
    with opened(context) as study:
        if coding is not None:
            which["coding_id"] = coding_ids(study, (coding,))[0]
        found = room.memos(study, room.Sifting(transcript=transcript, **which), newest=newest)
    if as_json:
        output.write_json([_as_json(memo) for memo in found])
        return
    sifted = transcript is not None or any(value for what, value in which.items() if what not in ("kind", "coder"))
    kind, coder = which["kind"], which["coder"]
    wanted = [*(["of that kind"] if kind else []), *([f"by {coder}"] if coder else [])]
    chosen = "There are no such memos." if sifted else f"There are no memos {' '.join(wanted)}."
    nothing = "There are no memos yet. Write one: workbench memos add TEXT"
    headers = ("id", "day", "who", "kind", "phase", "about", "which", "text", "")
    empty = chosen if sifted or wanted else nothing
    # Of memos on safeguarding no number is told but that of open ones.
    output.table(headers, map(_row, found), empty=empty, is_counted=kind != "safeguarding")


@memos.command()
@click.argument("text")
@click.option("--kind", type=click.Choice(_KINDS), default="analytic", show_default=True, help="What kind it is.")
@click.option("--transcript", metavar="NAME", help="It is about this transcript, or a passage of it.")
@place_options
@click.option("--coding", metavar="ID", help="It is about this coding.")
@click.option("--code", metavar="ID", help="It is about this code.")
@click.option("--theme", metavar="NAME", help="It is about this theme.")
@click.option("--participant", metavar="ID", help="It is about this participant.")
@_phase_option
@date_option("--date", "The day it tells of, where that is not today.")
@coder_option
@json_option
@click.pass_context
def add(
    context: click.Context,
    /,
    text: str,
    kind: str,
    quote: str | None,
    start: int | None,
    end: int | None,
    phase: int | None,
    date: dt.date | None,
    coder: str | None,
    as_json: bool,
    **about: str | None,
) -> None:
    """Write a memo; about the study, unless you say what it is about.

    A TEXT of - is read from standard input.
    """
    from workbench import coding, memos

    what, name = _only(**about) or ("study", "")
    is_passage = (quote, start, end) != (None, None, None)
    if is_passage and what != "transcript":
        raise click.UsageError("A passage stands in a transcript: give --transcript too.")
    given: dict[str, Any] = {"kind": kind, "phase": phase, "date": date}
    with opened(context, coder) as study:
        if is_passage:
            given["span"] = coding.find_place(study, name, quote=quote, start=start, end=end)
        elif what == "coding":
            given["coding_id"], name = coding_ids(study, (name,))[0], ""
        memo_id = memos.add(study, _text(text), about="passage" if is_passage else what, name=name, **given)
    _written(memo_id, as_json=as_json)


@memos.command()
@click.argument("memo_id", metavar="ID")
@click.argument("text", required=False)
@click.option("--kind", type=click.Choice(_KINDS), help="Another kind.")
@click.option("--phase", type=click.IntRange(0, 6), metavar="N", help="Another phase, 1 to 6; 0 for none.")
@date_option("--date", "The day it tells of; '' takes it away.", may_be_empty=True)
@coder_option
@click.pass_context
def edit(
    context: click.Context,
    memo_id: str,
    text: str | None,
    kind: str | None,
    phase: int | None,
    date: dt.date | Literal[""] | None,
    coder: str | None,
) -> None:
    """Write the memo ID anew, or give it another kind, phase or day. A TEXT of - is read from standard input."""
    from workbench import memos as room

    if text is None and kind is None and phase is None and date is None:
        raise click.UsageError("Say what to change: TEXT, --kind, --phase or --date.")
    with opened(context, coder) as study:
        words = None if text is None else _text(text)
        room.edit(study, _memo(study, memo_id), words, kind=kind, phase=phase, date=date)
    output.say("Written.")


@memos.command()
@click.argument("memo_id", metavar="ID")
@coder_option
@click.pass_context
def remove(context: click.Context, memo_id: str, coder: str | None) -> None:
    """Remove the memo ID; `workbench undo` brings it back."""
    from workbench import memos as room

    with opened(context, coder) as study:
        room.remove(study, _memo(study, memo_id))
    output.say("Removed.")


@memos.command()
@click.argument("memo_id", metavar="ID")
@click.option("--to", required=True, metavar="NAME", help="To whom the concern was passed on.")
@date_option("--date", "When it was; else today.")
@click.option("--again", is_flag=True, help="Write over what was noted before.")
@coder_option
@click.pass_context
def pass_on(
    context: click.Context, memo_id: str, to: str, date: dt.date | None, again: bool, coder: str | None
) -> None:
    """Note that the concern in the memo ID, one on safeguarding, was passed on: to whom and when."""
    from workbench import memos as room

    with opened(context, coder) as study:
        room.pass_on(study, memo_id_of(study, memo_id), to, date or room.today(), again=again)
    output.say("Written.")


@memos.command()
@output_option("FILE", "The file to write: .docx for Word, .md for Markdown.")
@click.option("--kind", type=click.Choice(_KINDS), help="Only of this kind.")
@click.option("--phase", type=click.IntRange(1, 6), metavar="N", help="Only of this phase, 1 to 6.")
@click.option("--coder", metavar="NAME", help="Only this coder's.")
@date_option("--since", "Only of this day and later ones.")
@date_option("--until", "Only of this day and earlier ones.")
@json_option
@click.pass_context
def export(context: click.Context, /, path: Path, yes: bool, as_json: bool, **which: Any) -> None:
    """Write the memos for the team. None on safeguarding is among them, nor words that must not be printed."""
    from workbench import report
    from workbench.memos import Sifting

    with opened(context) as study:
        may_write(study, path, yes=yes, endings=(".docx", ".md"))
        done = report.write_memos(study, path, Sifting(**which))
    tell_new(context, done.notices)
    if as_json:
        output.write_json(done)
        return
    output.say(f"Wrote {done.path}: {plural(done.memos, 'memo')}.")


@click.group(invoke_without_command=True)
@plain_option
@json_option
@click.pass_context
def phases(context: click.Context, as_json: bool) -> None:
    """List the six phases with what was done in each; or note something done in one. No phase locks another."""
    if context.invoked_subcommand is not None:
        return
    from workbench import memos as room

    with opened(context) as study:
        found = room.phases(study)
    if as_json:
        shown = ("id", "coder", "text", "made_at")
        output.write_json(
            [
                {
                    "number": phase.number,
                    "name": phase.name,
                    "entries": [
                        {"date": one.day, **{name: getattr(one, name) for name in shown}} for one in phase.entries
                    ],
                }
                for phase in found
            ]
        )
        return
    rows = [
        (phase.number, phase.name, *((one.day, one.coder, one.text, one.id) if one else ("", "", "", "")))
        for phase in found
        for one in phase.entries or (None,)
    ]
    output.table(("phase", "name", "day", "who", "what was done", "id"), rows, empty="")


@phases.command(name="add")
@click.argument("phase", type=click.IntRange(1, 6))
@click.argument("text")
@date_option("--date", "The day; else today.")
@coder_option
@json_option
@click.pass_context
def add_entry(
    context: click.Context, phase: int, text: str, date: dt.date | None, coder: str | None, as_json: bool
) -> None:
    """Note what was done in PHASE, 1 to 6. `workbench memos edit` and `memos remove` change it."""
    from workbench import memos as room

    with opened(context, coder) as study:
        memo_id = room.add_entry(study, phase, _text(text), date=date)
    _written(memo_id, as_json=as_json)


def _memo(study: Study, value: str) -> UUID:
    """The memo that an id means; failing that the coding, whose note stands in its own row."""
    from workbench.errors import NotFound

    try:
        return memo_id_of(study, value)
    except NotFound:
        return coding_ids(study, (value,))[0]


def _only(**named: str | None) -> tuple[str, str] | None:
    """The one thing that was named; None where none was."""
    given = [(what, name) for what, name in named.items() if name is not None]
    if len(given) > 1:
        raise click.UsageError(_ONE_THING)
    return given[0] if given else None


def _text(text: str) -> str:
    return sys.stdin.read() if text == "-" else text


def _written(memo_id: UUID, *, as_json: bool) -> None:
    if as_json:
        output.write_json({"id": memo_id})
        return
    output.say(f"Written ({memo_id}).")


def _row(memo: MemoFound) -> tuple[object, ...]:
    passed = f"passed on to {memo.passed_to}, {memo.passed_on}" if memo.passed_on else ""
    said = "; ".join(filter(None, [passed, memo.gone]))
    return (memo.id, memo.day, memo.coder, memo.kind, memo.phase, memo.about, memo.name, memo.text, said)


def _as_json(memo: MemoFound) -> dict[str, Any]:
    fields = ("id", "kind", "phase", "date", "about", "name", "about_id", "coder", "text", "made_at")
    shown = {name: getattr(memo, name) for name in fields}
    where = memo.where
    shown |= {
        "transcript": where.transcript if where else None,
        "start": where.span.start if where and where.span else None,
        "end": where.span.end if where and where.span else None,
        "not_for_quotation": where.not_for_quotation if where else False,
        "gone": memo.gone,
        "in_coding": memo.in_coding,
    }
    concern = {"passed_to": memo.passed_to, "passed_on": memo.passed_on} if memo.kind == "safeguarding" else {}
    return shown | concern


COMMANDS = (memos, phases)

"""Commands for codings: code, uncode, recode, memo, codings, mark, marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workbench.cli import output
from workbench.cli.common import (
    applied_as_json,
    coder_option,
    coding_ids,
    json_option,
    opened,
    place_options,
    plain_option,
)
from workbench.visible import plural

if TYPE_CHECKING:
    from workbench.coding import Extract


@click.command()
@click.argument("transcript")
@place_options
@click.option("--code", "codes", multiple=True, metavar="ID", help="The code; several may be given.")
@click.option("--in-vivo", is_flag=True, help="Make a code of the words themselves; one of that name is used.")
@click.option("--memo", default="", metavar="TEXT", help="A note on the coding.")
@coder_option
@json_option
@click.pass_context
def code(
    context: click.Context,
    transcript: str,
    quote: str | None,
    start: int | None,
    end: int | None,
    codes: tuple[str, ...],
    in_vivo: bool,
    memo: str,
    coder: str | None,
    as_json: bool,
) -> None:
    """Put a code on a passage of TRANSCRIPT."""
    from workbench import coding
    from workbench.agreement.tasks import outside_of

    if bool(codes) == in_vivo or (in_vivo and memo):
        raise click.UsageError("Give --code ID, or --in-vivo without --code and --memo.")
    with opened(context, coder) as study:
        span = coding.find_place(study, transcript, quote=quote, start=start, end=end)
        if in_vivo:
            done = [coding.apply_in_vivo(study, transcript, span).applied]
        else:
            done = coding.apply(study, transcript, [span], codes, memo=memo)
        outside = outside_of(study, transcript, [span])
    if outside:
        output.tell(f"It lies {outside}: it is not compared.")
    if as_json:
        found = applied_as_json(done)
        output.write_json(found if len(codes) > 1 else found[0])
        return
    for one in done:
        said = "Coded" if one.new else "Coded already"
        output.say(f"{said}: {one.transcript} {one.span.start}–{one.span.end} with {one.code} ({one.id})")


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@coder_option
@click.pass_context
def uncode(context: click.Context, ids: tuple[str, ...], coder: str | None) -> None:
    """Take codings off. They stay in the study with the moment of their removal; `workbench undo` brings them back."""
    from workbench import coding

    with opened(context, coder) as study:
        count = coding.remove(study, coding_ids(study, ids))
    output.say(f"Removed {plural(count, 'coding')}." if count else "They were removed before.")


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@click.option("--code", "new_code", required=True, metavar="CODE", help="The code they get.")
@coder_option
@click.pass_context
def recode(context: click.Context, ids: tuple[str, ...], new_code: str, coder: str | None) -> None:
    """Give codings another code."""
    from workbench import coding

    with opened(context, coder) as study:
        count = coding.recode(study, coding_ids(study, ids), new_code)
    output.say(f"Recoded {plural(count, 'coding')}." if count else "They have that code already.")


@click.command()
@click.argument("coding_id", metavar="ID")
@click.argument("text")
@coder_option
@click.pass_context
def memo(context: click.Context, coding_id: str, text: str, coder: str | None) -> None:
    """Write the memo of a coding; an empty TEXT takes it away."""
    from workbench import coding

    with opened(context, coder) as study:
        coding.set_memo(study, coding_ids(study, (coding_id,))[0], text)
    output.say("Written." if text else "Taken away.")


@click.command()
@click.option("--transcript", metavar="NAME", help="Only in this transcript.")
@click.option(
    "--code", "codes", multiple=True, metavar="ID", help="Only this code (a group: all its codes); may be repeated."
)
@click.option("--theme", metavar="NAME", help="Only what stands behind this theme.")
@click.option("--role", metavar="ROLE", help="Only where somebody of this role speaks.")
@click.option("--wave", metavar="WAVE", help="Only of this wave.")
@click.option("--participant", metavar="ID", help="Only where this participant speaks.")
@click.option("--coder", metavar="NAME", help="Only this coder's.")
@plain_option
@json_option
@click.pass_context
def codings(
    context: click.Context,
    transcript: str | None,
    codes: tuple[str, ...],
    theme: str | None,
    role: str | None,
    wave: str | None,
    participant: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """List codings with their words."""
    from workbench import coding, themes
    from workbench.codebook.states import states

    with opened(context) as study:
        found = coding.extracts(
            study,
            codes=codes or None,
            transcript=transcript,
            role=role,
            wave=wave,
            participant=participant,
            coder=coder,
        )
        if theme is not None:
            behind = themes.extracts_behind(study, themes.find_theme(study, theme), found)
            found = [extract for extract in found if extract.id in behind]
        in_themes = themes.themes_by_coding(study, found)
        missing = states.current(study).missing({extract.code for extract in found})
    if as_json:
        output.write_json([_as_json(extract, in_themes[extract.id], missing) for extract in found])
        return
    rows = [_row(extract, missing) for extract in found]
    headers = ("id", "transcript", "place", "code", "coder", "participants", "", "quote")
    output.table(
        headers, rows, empty="There are no such codings. Make one: workbench code TRANSCRIPT --quote “…” --code ID"
    )


def _row(extract: Extract, missing: list[str]) -> tuple[object, ...]:
    return (
        extract.id,
        extract.transcript,
        f"{extract.start}{' to ' if output.is_plain() else '–'}{extract.end}",
        extract.code + (" (not in the codebook)" if extract.code in missing else ""),
        extract.coder,
        extract.participants,
        "not for quotation" if extract.not_for_quotation else "",
        extract.quote,
    )


def _as_json(extract: Extract, in_themes: tuple[str, ...], missing: list[str]) -> dict[str, Any]:
    fields = (
        "id",
        "transcript",
        "start",
        "end",
        "quote",
        "code",
        "coder",
        "participants",
        "one_of",
        "speakers",
        "wave",
        "role",
        "memo",
        "made_at",
        "codebook_version",
        "not_for_quotation",
    )
    shown = {name: getattr(extract, name) for name in fields}
    return shown | {"themes": in_themes, "in_codebook": extract.code not in missing}


@click.command()
@click.argument("transcript")
@place_options
@click.option("--clear", is_flag=True, help="Take the mark away.")
@coder_option
@click.pass_context
def mark(
    context: click.Context,
    transcript: str,
    quote: str | None,
    start: int | None,
    end: int | None,
    clear: bool,
    coder: str | None,
) -> None:
    """Mark a passage as not for quotation: it may be coded and counted, and is never printed."""
    from workbench import coding

    with opened(context, coder) as study:
        place = coding.find_place(study, transcript, quote=quote, start=start, end=end)
        span = coding.mark_not_for_quotation(study, transcript, place, marked=not clear)
    output.say(f"{transcript} {span.start}–{span.end} is {'open' if clear else 'not'} for quotation.")


@click.command()
@plain_option
@json_option
@click.pass_context
def marked(context: click.Context, as_json: bool) -> None:
    """List the passages that are not for quotation (where they stand, without their words)."""
    from workbench import coding

    with opened(context) as study:
        found = coding.marks(study)
    if as_json:
        output.write_json([{"transcript": name, "start": span.start, "end": span.end} for name, span in found])
        return
    rows = [(name, span.start, span.end) for name, span in found]
    output.table(("transcript", "start", "end"), rows, empty="No passage is marked as not for quotation.")


COMMANDS = (code, uncode, recode, memo, codings, mark, marked)

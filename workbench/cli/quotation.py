"""Commands for quotations: how the extracts of themes are prepared for print."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from workbench.cli import output
from workbench.cli.common import coder_option, coding_ids, json_option, opened, plain_option
from workbench.errors import BadInput, Refused
from workbench.visible import plural

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.prepared import Prepared
    from workbench.report.listed_quotations import ListedQuotation
    from workbench.report.quotation_shown import OpenQuotation, ShownQuotation

    Change = Callable[[OpenQuotation, Prepared], Prepared | None]

_ATTRIBUTIONS = ("full", "role", "no number", "no wave", "role, no wave", "no number, no wave")


@click.group()
def quotation() -> None:
    """Prepare extracts of themes for print: leave out, clarify, redact, join, and say how they are attributed.

    Nothing else can be done to their words. Each change is a step: `workbench undo` takes it back.
    """


def _which(command: click.decorators.FC) -> click.decorators.FC:
    """THEME and the CODING behind an extract of it."""
    command = click.argument("coding", metavar="CODING")(command)
    return click.argument("theme", metavar="THEME")(command)


def _where(command: click.decorators.FC) -> click.decorators.FC:
    for name, help_text in (
        ("--end", "Where the words end (exclusive)."),
        ("--start", "Where the words begin, in characters of the transcript from 0."),
    ):
        command = click.option(name, type=int, metavar="N", help=help_text)(command)
    return click.option("--quote", metavar="TEXT", help="The words; they must stand once in the passage.")(command)


@quotation.command(name="list")
@click.option("--theme", metavar="THEME", help="Only this theme's.")
@click.option("--coder", metavar="NAME", help="Whose codings are printed; else the lead coder's.")
@click.option("--prepared", is_flag=True, help="Only those that are prepared.")
@plain_option
@json_option
@click.pass_context
def list_quotations(
    context: click.Context, theme: str | None, coder: str | None, prepared: bool, as_json: bool
) -> None:
    """List the quotations of the themes: those that a report prints, and others that are chosen or prepared.

    Of what a report would not print now it says why.
    """
    from workbench.report.listed_quotations import quotations

    with opened(context) as study:
        found = [one for one in quotations(study, theme=theme, coder=coder) if one.prepared or not prepared]
    if as_json:
        output.write_json([_listed_as_json(one) for one in found])
        return
    rows = [
        (
            one.theme,
            one.coding,
            "yes" if one.is_printed else "no",
            "yes" if one.prepared else "",
            one.shown.length or None,
            one.shown.attribution,
            one.shown.words,
            one.why_not,
        )
        for one in found
    ]
    headers = ("theme", "coding", "printed", "prepared", "words", "attribution", "quotation", "why not printed")
    output.table(headers, rows, empty="No quotations yet. Choose one: workbench theme extract THEME CODING --use key")


@quotation.command()
@_which
@json_option
@click.pass_context
def show(context: click.Context, theme: str, coding: str, as_json: bool) -> None:
    """Show how the extract of CODING prints in THEME, and what is done to its words."""
    from workbench.report.quotation_shown import open_quotation, shown_as

    with opened(context) as study:
        (coding_id,) = coding_ids(study, (coding,))
        found = open_quotation(study, theme, coding_id)
        shown = shown_as(found, found.prepared)
    if as_json:
        output.write_json(_as_json(found, shown, found.prepared))
        return
    _tell(found, shown, found.prepared)


@quotation.command(name="leave-out")
@_which
@_where
@coder_option
@json_option
@click.pass_context
def leave_out(context: click.Context, /, theme: str, coding: str, as_json: bool, **where: Any) -> None:
    """Leave words of the extract of CODING out; an omission mark is printed for them."""
    _edit(context, theme, coding, "leave out", "", where, as_json=as_json)


@quotation.command()
@_which
@_where
@click.option("--as", "words", required=True, metavar="TEXT", help="What stands in brackets, without these.")
@click.option("--add", is_flag=True, help="Add it behind the words, and not in place of them.")
@coder_option
@json_option
@click.pass_context
def clarify(
    context: click.Context, /, theme: str, coding: str, words: str, add: bool, as_json: bool, **where: Any
) -> None:
    """Put TEXT in brackets in the place of words of the extract of CODING, or behind them.

    It says what is meant, as [the programme], and never who somebody is: it is printed, and it is stored as it stands.
    """
    _edit(context, theme, coding, "clarify", words, where, as_json=as_json, add=add)


@quotation.command()
@_which
@_where
@click.option(
    "--as", "words", default="(name)", metavar="TEXT", help="(name) unless said, [names city], XX, an initial."
)
@coder_option
@json_option
@click.pass_context
def redact(context: click.Context, /, theme: str, coding: str, words: str, as_json: bool, **where: Any) -> None:
    """Redact words of the extract of CODING: wherever these words are printed, TEXT stands for them."""
    _edit(context, theme, coding, "redact", words, where, as_json=as_json)


@quotation.command()
@_which
@click.argument("form", type=click.Choice(["joined", "dialogue"]))
@coder_option
@json_option
@click.pass_context
def form(context: click.Context, theme: str, coding: str, form: str, coder: str | None, as_json: bool) -> None:
    """Print the extract of CODING without the interviewer's words, or as a dialogue with them."""
    _change(context, theme, coding, coder, lambda _, now: replace(now, form=form), as_json=as_json)


@quotation.command()
@_which
@click.argument("attribution", type=click.Choice(_ATTRIBUTIONS))
@coder_option
@json_option
@click.pass_context
def attribution(
    context: click.Context, theme: str, coding: str, attribution: str, coder: str | None, as_json: bool
) -> None:
    """Attribute the extract of CODING in full, or so that it tells less; never more than its role's format says."""
    less = "" if attribution == "full" else attribution
    _change(context, theme, coding, coder, lambda _, now: replace(now, attribution=less), as_json=as_json)


@quotation.command(name="goes-on")
@_which
@click.option("--not", "ends", is_flag=True, help="Print it by itself again.")
@coder_option
@json_option
@click.pass_context
def goes_on(context: click.Context, theme: str, coding: str, ends: bool, coder: str | None, as_json: bool) -> None:
    """Print the extract of CODING as one with THEME's next extract of its transcript.

    Only an interviewer's words may stand between the two.
    """

    def changed(found: OpenQuotation, now: Prepared) -> Prepared:
        if not ends and not found.may_go_on:
            raise Refused(
                "No extract of the theme follows this one with nothing but an interviewer's words between.",
                "It must be in the same transcript, and on the same side of the theme.",
            )
        return replace(now, goes_on=not ends)

    _change(context, theme, coding, coder, changed, as_json=as_json)


@quotation.command()
@_which
@_where
@coder_option
@json_option
@click.pass_context
def reset(
    context: click.Context,
    theme: str,
    coding: str,
    quote: str | None,
    start: int | None,
    end: int | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Print the extract of CODING as it stands again; or only take back what is done to some of its words."""

    def changed(found: OpenQuotation, now: Prepared) -> Prepared | None:
        from workbench.prepared import is_done_at
        from workbench.report.quotation_shown import place_in

        if (quote, start, end) == (None, None, None):
            return None
        place = place_in(found, quote=quote, start=start, end=end)
        left = tuple(one for one in now.edits if not is_done_at(one, place))
        if left == now.edits:
            raise BadInput("Nothing is done to these words.", command="See: workbench quotation show")
        return replace(now, edits=left)

    whole = (quote, start, end) == (None, None, None)
    _change(context, theme, coding, coder, changed, as_json=as_json, whatever=whole)


def _edit(
    context: click.Context,
    theme: str,
    coding: str,
    do: Any,
    words: str,
    where: dict[str, Any],
    *,
    as_json: bool,
    add: bool = False,
) -> None:
    coder = where.pop("coder")

    def changed(found: OpenQuotation, now: Prepared) -> Prepared:
        from workbench.prepared import Edit, with_edit
        from workbench.report.quotation_shown import place_in

        start, end = place_in(found, **where)
        return replace(now, edits=with_edit(now.edits, Edit(end if add else start, end, do, words)))

    _change(context, theme, coding, coder, changed, as_json=as_json)


def _change(
    context: click.Context,
    theme: str,
    coding: str,
    coder: str | None,
    change: Change,
    *,
    as_json: bool,
    whatever: bool = False,
) -> None:
    """Change how an extract is prepared; ``whatever`` takes it back of one too that is not printed."""
    from workbench import themes
    from workbench.prepared import Prepared
    from workbench.report.quotation_shown import open_quotation, shown_as

    with opened(context, coder) as study:
        (coding_id,) = coding_ids(study, (coding,))
        found = open_quotation(study, theme, coding_id)
        if found.withheld and not whatever:
            raise Refused(f"That extract is not printed: {found.withheld}.", "Nothing was changed.")
        wanted = change(found, found.prepared if found.prepared is not None else Prepared())
        if wanted is not None and wanted.text not in ("", found.sha256):
            raise Refused(
                "It was prepared in another text of the transcript.",
                "Take that back first.",
                command="See: workbench quotation reset",
            )
        known = themes.find_theme(study, str(found.theme_id))
        done = themes.prepare(study, known, coding_id, wanted, before=found.prepared)
        shown = shown_as(found, done)
    if as_json:
        output.write_json(_as_json(found, shown, done))
        return
    _tell(found, shown, done)


def _tell(found: OpenQuotation, shown: ShownQuotation, prepared: Prepared | None) -> None:
    """Say how a quotation prints, what is done to its words, and what speaks against it."""
    if shown.withheld:
        output.say(f"Not printed: {shown.withheld}.")
    else:
        output.say(f"{shown.words} ({shown.attribution})")
        output.say(f"{plural(shown.length, 'word')}; read back: {shown.verdict or 'nothing to compare'}")
        for one in (*shown.reasons, *shown.told):
            output.say(f"  {one}")
    if shown.following:
        output.say(f"printed as one with the next {plural(shown.following, 'extract')} of the theme")
    if prepared is None:
        return
    rows = [
        (one.do, f"{found.start + one.start}–{found.start + one.end}", one.words, one.span.of(found.words))
        for one in prepared.edits
    ]
    if rows:
        output.table(("done", "place", "printed", "words"), rows, empty="")


def _as_json(found: OpenQuotation, shown: ShownQuotation, prepared: Prepared | None) -> dict[str, Any]:
    return {
        "theme": found.theme,
        "coding": found.coding,
        "transcript": found.transcript,
        "start": found.start,
        "end": found.start + len(found.words) if found.words else None,
        "passage": found.words,
        **_printed_as_json(shown),
        "verdict": shown.verdict,
        "reasons": shown.reasons,
        "may_go_on": found.may_go_on,
        "prepared": _prepared_as_json(prepared, found.start),
    }


def _printed_as_json(shown: ShownQuotation) -> dict[str, Any]:
    return {
        "parts": [{"label": part.label, "words": part.words} for part in shown.parts],
        "words": shown.words,
        "attribution": shown.attribution,
        "withheld": shown.withheld,
        "length": shown.length,
        "told": shown.told,
        "following": shown.following,
    }


def _prepared_as_json(prepared: Prepared | None, start: int) -> dict[str, Any] | None:
    """How it is prepared, places as in all else that is listed: code points of the transcript's text."""
    if prepared is None:
        return None
    return {
        "edits": [
            {"start": start + one.start, "end": start + one.end, "do": one.do, "words": one.words}
            for one in prepared.edits
        ],
        "form": prepared.form,
        "goes_on": prepared.goes_on,
        "attribution": prepared.attribution or "full",
    }


def _listed_as_json(one: ListedQuotation) -> dict[str, Any]:
    return {
        "theme": one.theme,
        "coding": one.coding,
        "transcript": one.transcript,
        "start": one.start,
        "end": one.end,
        "is_printed": one.is_printed,
        "why_not": one.why_not,
        **_printed_as_json(one.shown),
        "prepared": _prepared_as_json(one.prepared, one.start),
    }


COMMANDS = (quotation,)
"""How the extracts of themes are prepared for print."""

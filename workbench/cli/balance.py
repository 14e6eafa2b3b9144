"""What those who write a report should see before it is sent: balance, recognition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workbench.cli import output
from workbench.cli.common import json_option, opened, plain_option, tell_new
from workbench.visible import first_few, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.report import Weighed
    from workbench.report.balance.ledger import Line
    from workbench.report.recognition.recognition import Recognition

_coder_option = click.option(
    "--coder", metavar="NAME", help="Whose codings; else the study's lead coder, else your own."
)
_layer_option = click.option(
    "--layer",
    type=click.Choice(["lead", "consensus"]),
    help="That coder's own codings, or with what they settled with others in their place; else as report.yaml says.",
)
_LAYERS: dict[str | None, str | None] = {None: None, "lead": "lead coder", "consensus": "consensus"}


def _weigh(context: click.Context, coder: str | None, layer: str | None) -> Weighed:
    from workbench import report

    with opened(context) as study:
        found = report.weigh(study, coder=coder, instead={"layer": _LAYERS[layer]})
    tell_new(context, found.notices)
    return found


@click.command()
@_coder_option
@_layer_option
@click.option("--csv", "as_csv", is_flag=True, help="Write the ledger as CSV and nothing else.")
@plain_option
@json_option
@click.pass_context
def balance(context: click.Context, coder: str | None, layer: str | None, as_csv: bool, as_json: bool) -> None:
    """Hold what the report prints of each participant, role and time point against what is coded of them.

    Quotations, their words, and the coded words, each with its share; then what asks for a second look: a voice with
    more than twice its share, roles and time points unheard, very short and very long quotations, themes with one voice
    only, and themes that print nobody who complicates them. For whoever writes the report: it stands in no report.
    """
    from workbench import report

    if as_csv and as_json:
        raise click.UsageError("Give --csv or --json, not both.")
    found = _weigh(context, coder, layer)
    ledger = found.balance.ledger
    if as_json:
        output.write_json({**vars(ledger), "flags": found.balance.flags})
    elif as_csv:
        output.write_text(report.ledger_as_csv(ledger))
    else:
        rows = [_figures(line) for line in (*ledger.participants, *ledger.roles, *ledger.waves)]
        headers = ("", "who", "quotations", "share", "words", "share", "coded words", "share")
        output.table(headers, rows, empty="No participants yet.")
        for flag in found.balance.flags:
            output.paragraph(f"{'Only said' if flag.is_remark else 'Look at'}: {flag.said}", indent="  ")
        if found.mode == "reflexive":
            output.tell("This study is worked on reflexively: the figures help to choose, and are no mark of quality.")


def _figures(line: Line) -> tuple[object, ...]:
    from workbench.report.balance.flags import share

    return (
        line.kind,
        line.label,
        line.quotations,
        share(line.quotations_share),
        line.words,
        share(line.words_share),
        line.coded,
        share(line.coded_share),
    )


@click.command()
@_coder_option
@_layer_option
@plain_option
@json_option
@click.pass_context
def recognition(context: click.Context, coder: str | None, layer: str | None, as_json: bool) -> None:
    """How many participants could have said each quotation, to a reader who has the whole report.

    The reader knows the people, and not who has which label. Listed are quotations that fewer than three could have
    said, with what would help and how far: which attribution to choose, and how many could have said it then; --json
    lists all. Leaves with 1 where any is listed.
    """
    found = _weigh(context, coder, layer)
    listed = [one for one in found.recognition if one.is_recognisable]
    if as_json:
        output.write_json([_as_json(found, one) for one in found.recognition])
    else:
        many = plural(len(found.recognition), "quotation")
        rows = list(_grouped(found))
        headers = ("attribution", "could be", "quotations", "themes", "what would help")
        enough = f"Of {many} each could have been said by three participants or more."
        output.table(headers, rows, empty=enough if found.recognition else "No quotation is printed yet.")
        if listed:
            output.paragraph(f"{len(listed):,} of {many} could have been said by one or two, or name somebody.")
        if found.of_few:
            output.paragraph(found.of_few)
        if ways := dict.fromkeys(each.do for one in listed for each in one.remedies if each.attribution):
            known = " or ".join(f'"{way}"' for way in ways)
            output.tell(
                f"Attribute one so: workbench quotation attribution THEME CODING CHOICE, with {known} as CHOICE."
            )
    if listed:
        context.exit(1)


def _as_json(found: Weighed, one: Recognition) -> dict[str, Any]:
    return {
        "extract": one.extract,
        "theme": found.themes.get(one.theme, ""),
        "attribution": one.attribution,
        "could": one.could,
        "recognisable": one.is_recognisable,
        "names": one.names,
        "remedies": one.remedies,
    }


def _grouped(found: Weighed) -> Iterator[tuple[object, ...]]:
    """A row for all quotations of which the same is told, the most serious first."""
    from workbench.report.recognition.recognition import by_seriousness, could_be, helps

    for numbers in by_seriousness(found.recognition):
        ones = [found.recognition[number] for number in numbers]
        themes = first_few(dict.fromkeys(found.themes.get(one.theme, "") for one in ones))
        yield ones[0].attribution, could_be(ones[0]), len(ones), themes, helps(ones[0])


COMMANDS = (balance, recognition)

"""The command for a report read back: verify."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli import output
from workbench.cli.common import json_option, may_write, opened, plain_option, quiet_option, replace_option, tell_new
from workbench.visible import beginning, plural

if TYPE_CHECKING:
    from workbench.report.verify.checking import Checked
    from workbench.report.verify.verify import Verified
    from workbench.study import Study


@click.command()
@click.argument("path", metavar="REPORT", type=click.Path(path_type=Path))
@click.option("--counting", is_flag=True, help="Only the words that count people beside a theme, with the codings.")
@click.option(
    "--comments",
    type=click.Path(path_type=Path),
    metavar="OUT.docx",
    help="Write a copy of the Word file with what was found as comments beside other people's.",
)
@replace_option
@click.option("--coder", metavar="NAME", help="Whose codings; else the study's lead coder, else your own.")
@quiet_option
@plain_option
@json_option
@click.pass_context
def verify(
    context: click.Context,
    path: Path,
    counting: bool,
    comments: Path | None,
    yes: bool,
    coder: str | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Hold the quotations of a report against the transcripts: a Word file, Markdown or plain text, ours or anybody's.

    Leaves with 1 where a quotation differs from what was said, is another's or another wave's, was found nowhere, or is
    not for quotation, and where the report's own text holds words that are not for quotation or a name that is
    redacted. Words such as "most parents" below the heading of a theme are listed with what the codings say.
    Such words, and verbs of saying ("PM1 told us that …"), are known in English, German, French, Spanish, Italian,
    Dutch and Portuguese; attributions in brackets in any language.
    """
    from workbench.report.verify import verify as reading

    with opened(context) as study:
        if comments is not None:
            may_write(study, comments, yes=yes)
        with output.progress("Verifying", quiet=quiet or as_json) as progress:
            found = reading.verify(study, path, coder=coder, progress=progress)
        told = _write_comments(study, found, comments) if comments is not None else ""
    tell_new(context, [*found.notices, *([told] if told else [])])
    if as_json:
        output.write_json(found.counted if counting else reading.as_json(found))
    else:
        if not counting:
            _tell_verdicts(found)
        _tell_counting(found, asked=counting)
    if found.has_faults and not counting:
        context.exit(1)


def _write_comments(study: Study, found: Verified, path: Path) -> str:
    from workbench.report.verify.commented import write_commented

    return write_commented(study, found, path)


def _tell_counting(found: Verified, *, asked: bool) -> None:
    if not found.counted and not asked:
        return
    if not asked:
        output.say()
    rows = [(one.words, one.where, one.theme, one.codings, one.sentence) for one in found.counted]
    headers = ("words that count", "in the report", "theme", "the codings say", "sentence")
    output.table(headers, rows, empty=f"{found.path.name} has no words that count people below the heading of a theme.")


def _tell_verdicts(found: Verified) -> None:
    from workbench.report.verify.commented import marked
    from workbench.report.verify.verdicts import LONGEST

    rows = [
        (
            one.verdict,
            one.place,
            one.attribution,
            beginning(one.quotation, LONGEST),
            _place(one),
            "; ".join(one.reasons),
        )
        for one in found.quotations
    ]
    headers = ("verdict", "in the report", "attribution", "quotation", "transcript", "why")
    output.table(headers, rows, empty=f"{found.path.name} holds no quotation.")
    for one in found.quotations:
        if one.difference:
            output.say()
            output.say(f"{one.place}, {one.verdict}. [-said-] {{+printed+}}:")
            output.paragraph(" ".join(marked(piece.kind, piece.text) for piece in one.difference), indent="  ")
    if rows:
        quoted, own = found.quoted, len(rows) - len(found.quoted)
        counts = ", ".join(f"{many} {what}" for what, many in Counter(one.verdict for one in quoted).items())
        output.say()
        if quoted:
            output.say(f"{plural(len(quoted), 'quotation')}: {counts}.")
        if own:
            output.say(f"{plural(own, 'paragraph')} with words of the report's own text that must not be printed.")


def _place(one: Checked) -> str:
    to = " to " if output.is_plain() else "–"
    return f"{one.transcript}, {one.start}{to}{one.end}" if one.transcript else ""


COMMANDS = (verify,)

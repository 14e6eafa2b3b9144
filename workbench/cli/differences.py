"""The passages on which coders differ, listed: what `agreement --differences` shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from workbench.cli import output
from workbench.cli.common import Command, opened
from workbench.visible import beginning, one_line, plural

if TYPE_CHECKING:
    from workbench.study import Study

_WORDS = 60
"""So many characters of a passage are shown in the list."""


def instead_options(command: Command) -> Command:
    """The options that show something else of a comparison than its figures."""
    for option in reversed(_INSTEAD):
        command = option(command)
    return command


_INSTEAD = (
    click.option("--differences", is_flag=True, help="List the passages on which they differ, largest first."),
    click.option("--code", metavar="CODE", default="", help="With --differences: only those of this code."),
)


def show_instead(
    context: click.Context,
    coders: Sequence[str],
    asked: dict[str, Any],
    *,
    quiet: bool,
    as_json: bool,
    writes: bool,
) -> bool:
    """Show what was asked for instead of figures, if anything was; whether it was.

    Args:
        context: What click knows of the command.
        coders: Whom to compare.
        asked: The command's options; those of `instead_options` are taken out.
        quiet: Whether no progress is told.
        as_json: Whether it is shown as JSON.
        writes: Whether the figures were asked for as a file.

    Raises:
        UsageError: The options do not go together.
    """
    wanted, code = asked.pop("differences"), asked.pop("code")
    if code and not wanted:
        raise click.UsageError("--code goes with --differences.")
    if wanted and writes:
        raise click.UsageError("--differences is listed here, or as JSON.")
    if wanted:
        with opened(context) as study:
            include = asked["include_interviewer"]
            _list(study, coders, include_interviewer=include, code=code, quiet=quiet, as_json=as_json)
    return bool(wanted)


def _list(
    study: Study, coders: Sequence[str], *, include_interviewer: bool, code: str, quiet: bool, as_json: bool
) -> None:
    """List where coders differ, largest first; with ``code`` only passages of it, by its id or name."""
    from workbench.agreement import differing, differing_told

    with output.progress("Comparing", quiet=quiet or as_json) as tell:
        found = differing.differences(study, coders, include_interviewer=include_interviewer, tell=tell)
    books = found.books
    # What is in no codebook any more is known by its passages.
    those = (found.of(code) or found.of(books.find(code).id)) if code else found.passages
    read = differing.passages(study, those, books)
    if as_json:
        output.write_json([differing_told.as_json(one) for one in read])
        return
    called = differing_told.names_of(books)
    kinds = differing_told.kinds_counted(those, found.coders)
    output.say(f"{plural(len(those), 'passage')}{f': {kinds}' if kinds else ''}.")
    if len(found.coders) == 2:
        output.say(f"A is {one_line(found.coders[0])}, B is {one_line(found.coders[1])}.")
    output.say()
    rows = [
        [
            differing_told.kind_in_words(one.differing, found.coders),
            " / ".join(map(called, one.differing.codes)),
            one.differing.transcript,
            f"{one.differing.span.start}–{one.differing.span.end}",
            one.differing.size,
            beginning(one_line(one.words), _WORDS) + (" (not for quotation)" if one.not_for_quotation else ""),
        ]
        for one in read
    ]
    headings = ["what", "code", "transcript", "place", "size", "words"]
    output.table(headings, rows, empty="They differ nowhere.")

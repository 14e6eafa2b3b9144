"""The command that searches the study: find."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import click

from workbench.cli import output
from workbench.cli.common import json_option, opened, plain_option, quiet_option
from workbench.visible import first_few, last_cells, one_line, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.coding.hits import Hit
    from workbench.coding.search import Found

_QUOTES = '"“”„«»'
_SHOWN = 100
_WIDEST = 40
_NARROWEST = 16
"""So many cells stand on either side of a hit at least."""


_FILTERS = {
    "transcript": ("NAME", "Only in this transcript."),
    "role": ("ROLE", "Only turns of somebody of this role."),
    "wave": ("WAVE", "Only of this wave."),
    "participant": ("ID", "Only turns of this participant."),
    "speaker": ("LABEL", "Only turns under this label, an interviewer's too."),
    "code": ("ID", "Only turns that this code is put on (a group: any of its codes)."),
    "coder": ("NAME", "Only turns on which this coder put a code; with --code, that one."),
}
"""The options that say where to look: what each takes, and its help."""


def _filter_options(command: click.decorators.FC) -> click.decorators.FC:
    for name, (metavar, words) in reversed(_FILTERS.items()):
        command = click.option(f"--{name}", metavar=metavar, help=words)(command)
    return command


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="WORDS…")
@_filter_options
@click.option("--lemma", is_flag=True, help="Find other forms of a word too: support finds supported.")
@click.option(
    "--limit", type=click.IntRange(min=1), default=_SHOWN, show_default=True, metavar="N", help="At most so many turns."
)
@click.option("--offset", type=click.IntRange(min=0), default=0, metavar="N", help="Pass over the first so many turns.")
@quiet_option
@plain_option
@json_option
@click.pass_context
def find(
    context: click.Context,
    /,
    words: tuple[str, ...],
    lemma: bool,
    limit: int,
    offset: int,
    quiet: bool,
    as_json: bool,
    **named: str | None,
) -> None:
    """Find WORDS in the whole study and show what stands round them.

    All of them must stand in one turn; capitals and accents make no difference. Several words in quotation marks are
    found as they follow each other: `workbench find "peer mentor"`. A star stands for any ending: `workbench find
    'mentor*'`.
    """
    from workbench.coding.search import search
    from workbench.coding.search_filters import Filters

    filters, typed = Filters(**named), _as_typed(words)
    with opened(context) as study, output.progress("Making ready to search", quiet=quiet) as progress:
        found = search(study, typed, filters, lemma=lemma, limit=limit, offset=offset, progress=progress)
    if as_json:
        output.write_json([hit._asdict() for hit in found.hits])
        return
    if output.is_plain():
        _list(found.hits)
    else:
        _show(found.hits)
    if quiet:
        return
    if found.forms:
        output.tell(f"Also looked for: {first_few(found.forms)}.")
    if found.lacking:
        output.tell(
            f"No language model is installed for {', '.join(found.lacking)}: its words are found as they are typed."
        )
    if found.total:
        output.tell(_summary(found, offset))
    else:
        together = " All of the words must stand in one turn." if len(typed.split()) > 1 else ""
        where = "where you look" if filters != Filters() else "in the study"
        output.tell(f"It stands nowhere {where}.{together}")


def _as_typed(words: Sequence[str]) -> str:
    """The words in one line; an argument that a shell took out of quotation marks is put back into them."""
    return " ".join(
        word if any(mark in word for mark in _QUOTES) or len(word.split()) < 2 else f'"{word}"' for word in words
    )


def _summary(found: Found, offset: int) -> str:
    if not found.turns:
        return f"It stands in {plural(found.total, 'turn')}: there is nothing from {offset + 1} on."
    said = f"{plural(len(found.hits), 'hit')} in {plural(found.turns, 'turn')}"
    if found.turns == found.total:
        return f"{said}."
    last = offset + found.turns
    more = f" See more: --offset {last}" if last < found.total else ""
    return f"{said}: {offset + 1}–{last} of {found.total:,}.{more}"


def _list(hits: Sequence[Hit]) -> None:
    """Hits one after the other, each fact named."""
    rows = [
        (
            hit.transcript,
            hit.start,
            hit.speaker,
            hit.words,
            f"{hit.before}{hit.words}{hit.after}",
            "not for quotation" if hit.not_for_quotation else "",
        )
        for hit in hits
    ]
    if rows:
        output.table(("transcript", "place", "speaker", "words", "in context", ""), rows, empty="")


def _show(hits: Sequence[Hit]) -> None:
    """Hits below each other; on a terminal one line each, cut to its width."""
    from rich.cells import cell_len, set_cell_size

    where = [f"{one_line(hit.transcript)} {hit.start}" for hit in hits]
    who = [one_line(hit.speaker or "–") for hit in hits]
    # What only white space parts is not to run into the hit.
    before = [one_line(hit.before) + (" " if hit.before[-1:].isspace() else "") for hit in hits]
    after = [(" " if hit.after[:1].isspace() else "") + one_line(hit.after) for hit in hits]
    widths = [max(map(cell_len, column), default=0) for column in (where, who, before)]
    if sys.stdout.isatty():
        words = min(_WIDEST, max((cell_len(one_line(hit.words)) for hit in hits), default=0))
        side = max(_NARROWEST, (shutil.get_terminal_size().columns - widths[0] - widths[1] - 4 - words) // 2)
        widths[2] = min(widths[2], side)
        before = [last_cells(one, widths[2]) for one in before]
        after = [set_cell_size(one, side).rstrip() if cell_len(one) > side else one for one in after]
    for at, hit in enumerate(hits):
        columns = [set_cell_size(where[at], widths[0]), set_cell_size(who[at], widths[1])]
        context = last_cells(before[at], widths[2]) + one_line(hit.words) + after[at]
        output.say("  ".join([*columns, context, *(["(not for quotation)"] if hit.not_for_quotation else [])]))


COMMANDS = (find,)

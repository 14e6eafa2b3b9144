"""Codes of two coders who coded with codebooks of their own: frameworks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workbench.cli import output
from workbench.cli.common import json_option, opened, plain_option, quiet_option
from workbench.visible import one_line, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.agreement.frameworks import Frameworks


@click.command()
@click.argument("coders", nargs=2, metavar="CODER CODER")
@click.option(
    "--extracts",
    nargs=2,
    metavar="CODE CODE",
    help="Show the turns that have this code of the first coder's and this of the second's, side by side.",
)
@click.option(
    "--unit",
    type=click.Choice(["turn", "sentence", "token", "character"]),
    default="turn",
    show_default=True,
    help="What is counted.",
)
@click.option("--include-interviewer", is_flag=True, help="What interviewers said counts too.")
@click.option("--sample", "name", metavar="NAME", help="This sample; without it, theirs that was revealed last.")
@click.option("--all", "everything", is_flag=True, help="Every transcript that both coded, finished or not.")
@plain_option
@quiet_option
@json_option
@click.pass_context
def frameworks(
    context: click.Context,
    /,
    coders: tuple[str, str],
    extracts: tuple[str, str] | None,
    name: str | None,
    everything: bool,
    quiet: bool,
    as_json: bool,
    **words: Any,
) -> None:
    """Set the codes of two coders side by side who coded with codebooks of their own: pairs by what they share.

    The first coder named is A. Listed are the pairs of a code of A's and one of B's that stand on the same turns, those
    first that share most of what either has.
    """
    from workbench.agreement import frameworks as room
    from workbench.agreement import frameworks_told

    if everything and name is not None:
        raise click.UsageError("Give --all or --sample.")
    with opened(context) as study:
        with output.progress("Comparing", quiet=quiet or as_json) as tell:
            found = room.frameworks(study, coders, sample=everything or name, tell=tell, **words)
        # What is in no codebook is known by what it was coded with.
        used = {one.id for one in (*found.a, *found.b)}
        codes = [one if one in used else found.books.find(one).id for one in extracts or ()]
    if codes:
        _show_extracts(found, codes, as_json=as_json)
    elif as_json:
        output.write_json(frameworks_told.as_json(found))
    else:
        _show(found)


def _show(found: Frameworks) -> None:
    from workbench.agreement import frameworks_told
    from workbench.agreement.differing_told import names_of

    for line in frameworks_told.heading(found):
        output.say(line)
    if found.own.frameworks:
        output.say()
        rows = [
            [
                f"{one_line(one.a.name)} ({one.a.id})",
                f"{one_line(one.b.name)} ({one.b.id})",
                one.shared,
                one.only_a,
                one.only_b,
                f"{one.jaccard:.2f}",
                one.decided,
            ]
            for one in found.pairs
        ]
        headings = ["A's code", "B's code", "both", "only A", "only B", "Jaccard", "decided"]
        output.table(headings, rows, empty=f"No code of A's stands on a {found.unit} that has one of B's.")
        for sign, codes in (("A", found.a), ("B", found.b)):
            left = [f"“{one_line(one.name)}” ({one.id})" for one in codes if one.is_undecided]
            if left:
                output.say()
                output.say(f"Left to decide of {sign}'s: {', '.join(left)}.")
    if found.decided:
        output.say()
        called = names_of(found.books)
        for one in found.decided:
            output.say(frameworks_told.in_words(one, called))


def _show_extracts(found: Frameworks, codes: Sequence[str], *, as_json: bool) -> None:
    from workbench.agreement import frameworks_told
    from workbench.agreement.differing_told import names_of

    turns = list(found.side_by_side(*codes))
    if as_json:
        output.write_json([frameworks_told.turn_as_json(one) for one in turns])
        return
    called = names_of(found.books)
    first, second = map(one_line, found.coders)
    said = f"both {first}'s “{called(codes[0])}” (A) and {second}'s “{called(codes[1])}” (B)"
    output.say(f"{plural(len(turns), 'turn')} with {said}; what each coded stands in brackets.")
    for turn in turns:
        by_a, by_b = frameworks_told.with_brackets(turn)
        sealed = " (not for quotation)" if turn.not_for_quotation else ""
        speaker = f", {one_line(turn.speaker)}" if turn.speaker else ""
        output.say()
        output.say(f"{one_line(turn.transcript)} {turn.span.start}–{turn.span.end}{speaker}{sealed}")
        output.say(f"  A: {one_line(by_a)}")
        output.say(f"  B: {one_line(by_b)}")


COMMANDS = (frameworks,)

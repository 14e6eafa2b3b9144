"""Codes of two coders who coded with codebooks of their own: frameworks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import click

from workbench.cli import output
from workbench.cli.codebook import asking
from workbench.cli.common import Command, coder_option, json_option, opened, plain_option, quiet_option, yes_option
from workbench.visible import one_line, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.agreement.frameworks import Frameworks
    from workbench.study import Study


_SHOWS = (
    click.option(
        "--extracts",
        nargs=2,
        metavar="CODE CODE",
        help="Show the turns that have this code of the first coder's and this of the second's, side by side.",
    ),
    click.option(
        "--unit",
        type=click.Choice(["turn", "sentence", "token", "character"]),
        default="turn",
        show_default=True,
        help="What is counted.",
    ),
    click.option("--include-interviewer", is_flag=True, help="What interviewers said counts too."),
    click.option("--sample", "name", metavar="NAME", help="This sample; without it, theirs that was revealed last."),
    click.option("--all", "everything", is_flag=True, help="Every transcript that both coded, finished or not."),
)
_DECIDES = (
    click.option(
        "--merge",
        nargs=2,
        metavar="CODE INTO",
        help="Merge the one code into the other; no coding is rewritten, and all count for INTO.",
    ),
    click.option("--name", "new_name", metavar="TEXT", help="With --merge: both go into a new code of this name."),
    click.option("--nest", nargs=2, metavar="CODE UNDER", help="Put the one code, and all below it, under the other."),
    click.option("--keep", nargs=2, metavar="CODE CODE", help="Note that the two stay, one beside the other."),
    click.option("--alone", metavar="CODE", help="Note that the code stays, and the other coder has none like it."),
    click.option("--reason", metavar="TEXT", help="Why it was decided so; noted in the code, with the date."),
    click.option("--gather", metavar="FILE", help="Once all is decided: bring all their codes into this codebook."),
)


def _with_options(command: Command) -> Command:
    for option in reversed((*_SHOWS, *_DECIDES)):
        command = option(command)
    return command


@click.command()
@click.argument("coders", nargs=2, metavar="CODER CODER")
@_with_options
@yes_option
@plain_option
@quiet_option
@coder_option
@json_option
@click.pass_context
def frameworks(
    context: click.Context,
    /,
    coders: tuple[str, str],
    extracts: tuple[str, str] | None,
    name: str | None,
    everything: bool,
    yes: bool,
    quiet: bool,
    coder: str | None,
    as_json: bool,
    unit: Any,
    include_interviewer: bool,
    **decides: Any,
) -> None:
    """Set the codes of two coders side by side who coded with codebooks of their own, and bring them together.

    The first coder named is A. Listed are the pairs of a code of A's and one of B's that stand on the same turns, those
    first that share most of what either has. Each is merged, nested or kept, with a reason; before that is done no
    figure of agreement is given of these codes.
    """
    from workbench.agreement import frameworks_told

    if everything and name is not None:
        raise click.UsageError("Give --all or --sample.")
    decision = _Decision.of(extracts is not None, **decides)
    words = {"sample": everything or name, "unit": unit, "include_interviewer": include_interviewer}
    with opened(context, coder) as study:
        found = _set_side_by_side(study, coders, words, quiet=quiet or as_json)
        # What is in no codebook is known by what it was coded with.
        used = {one.id for one in (*found.a, *found.b)}
        codes = [one if one in used else found.books.find(one).id for one in extracts or ()]
        said = ""
        if decision is not None:
            said = decision.carry_out(study, coders, yes=yes, sample=words["sample"])
            found = _set_side_by_side(study, coders, words, quiet=True)
    if codes:
        _show_extracts(found, codes, as_json=as_json)
    elif as_json:
        output.write_json(frameworks_told.as_json(found))
    elif said:
        output.say(said)
        for line in frameworks_told.left_to_decide(found):
            output.paragraph(line)
    else:
        _show(found)


def _set_side_by_side(study: Study, coders: Sequence[str], words: dict[str, Any], *, quiet: bool) -> Frameworks:
    from workbench.agreement import frameworks as room

    with output.progress("Comparing", quiet=quiet) as tell:
        return room.frameworks(study, coders, tell=tell, **words)


class _Decision(NamedTuple):
    """What is to become of codes, as it was asked for."""

    kind: Literal["merge", "nest", "keep", "alone", "gather"]
    codes: Sequence[str]
    name: str | None
    reason: str

    @classmethod
    def of(cls, shows: bool, *, new_name: str | None, reason: str | None, **kinds: Any) -> _Decision | None:
        """The one that the options ask for; None where they ask for none.

        Raises:
            UsageError: They ask for several, or leave something out.
        """
        asked: list[Literal["merge", "nest", "keep", "alone", "gather"]] = ["merge", "nest", "keep", "alone", "gather"]
        wanted = [kind for kind in asked if kinds[kind]]
        if len(wanted) + shows > 1:
            raise click.UsageError("Give one of --extracts, --merge, --nest, --keep, --alone and --gather.")
        if new_name is not None and wanted != ["merge"]:
            raise click.UsageError("--name goes with --merge.")
        if not wanted or wanted == ["gather"]:
            if reason is not None:
                raise click.UsageError("--reason goes with --merge, --nest, --keep or --alone.")
            return cls("gather", [kinds["gather"]], None, "") if wanted else None
        if not (reason or "").strip():
            raise click.UsageError(f"--{wanted[0]} needs a reason: give --reason TEXT.")
        codes = [kinds["alone"]] if wanted == ["alone"] else list(kinds[wanted[0]])
        return cls(wanted[0], codes, new_name, reason or "")

    def carry_out(self, study: Study, coders: Sequence[str], *, yes: bool, sample: str | bool | None) -> str:
        """Do it, once the user was told what it touches; what was done, in words."""
        if self.kind == "gather":
            from workbench.agreement.frameworks import gather

            file = _codebook_named(study, self.codes[0])
            gone = gather(study, coders, file, sample=sample)
            return f"Brought {plural(len(gone), 'code')} into {file}."
        from workbench.codebook.changes import matching
        from workbench.codebook.changes.new_code import NewCode
        from workbench.codebook.schema import Change
        from workbench.coding.codebook_words import texts_of
        from workbench.memos import today

        codes = [asking.standing(study, one) for one in self.codes]
        why = Change(today().isoformat(), self.reason)
        written = texts_of({"name": self.name}, reason=self.reason)
        if self.kind == "merge":
            into = NewCode(self.name) if self.name is not None else codes[1].id
            going = codes if self.name is not None else codes[:1]
            called = self.name or codes[1].id
            asks = f"Merge {', '.join(one.id for one in going)} into {called}?"
            ids = [one.id for one in going]
            asking.told_of_merge(study, ids, into, keep_children=False, asks=asks, yes=yes)
            asking.may_hold(study, called, written, yes=yes)
            merged = matching.merge_matched(study, ids, into, why=why)
            return f"Merged {', '.join(merged.codes)} into {merged.into}."
        asking.may_hold(study, codes[0].id, written, yes=yes)
        if self.kind == "nest":
            matching.nest_matched(study, codes[0].id, codes[1].id, why=why)
            return f"Put {codes[0].id} under {codes[1].id}."
        matching.keep_matched(study, [one.id for one in codes], why=why)
        return f"Kept {' beside '.join(one.id for one in codes)}."


def _codebook_named(study: Study, typed: str) -> str:
    """The file name of a codebook, be it typed alone or with its folder, as seen from here or from the study."""
    path = Path(typed)
    places = (path.absolute(), study.folder.absolute() / path)
    is_there = any(place.parent.resolve() == study.codebooks.resolve() for place in places)
    return path.name if is_there else typed


def _show(found: Frameworks) -> None:
    from workbench.agreement import frameworks_told
    from workbench.agreement.differing_told import names_of

    for line in frameworks_told.heading(found):
        output.paragraph(line)
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
        output.say()
        for line in frameworks_told.left_to_decide(found):
            output.paragraph(line)
    if found.decided:
        output.say()
        called = names_of(found.books)
        for one in found.decided:
            output.paragraph(frameworks_told.in_words(one, called))


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
        output.say(f"{one_line(turn.transcript)}, {turn.lines.in_words}{speaker}{sealed}")
        output.paragraph(f"  A: {one_line(by_a)}", indent="     ")
        output.paragraph(f"  B: {one_line(by_b)}", indent="     ")


COMMANDS = (frameworks,)

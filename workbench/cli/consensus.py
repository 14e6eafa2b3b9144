"""What coders settle where they differ: consensus list, settle, why, rule, reopen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from workbench.cli import output
from workbench.cli.codebook import asking
from workbench.cli.common import Command, coder_option, json_option, opened, place_options, plain_option, yes_option
from workbench.cli.differences import Found, look
from workbench.visible import plural

if TYPE_CHECKING:
    from workbench.agreement.consensus import Agreed, Choice
    from workbench.agreement.differing import Differing
    from workbench.study import Study


def _between(command: Command) -> Command:
    """The options that say whose differences are meant, and on which words."""
    for option in reversed(_BETWEEN):
        command = option(command)
    return command


_BETWEEN = (
    click.option("--of", "coders", multiple=True, metavar="CODER", help="Whose; needed where more than two coded."),
    click.option("--sample", "name", metavar="NAME", help="On this sample; without it, theirs that was revealed last."),
    click.option("--all", "everything", is_flag=True, help="On every transcript that two of them coded."),
    click.option("--include-interviewer", is_flag=True, help="What interviewers said counts too."),
)


class Between(NamedTuple):
    """Whose differences are meant, and on which words, as it was typed."""

    coders: tuple[str, ...]
    name: str | None
    everything: bool
    include_interviewer: bool

    def look(self, study: Study, *, quiet: bool) -> Found:
        """Where they differ, and what was settled of it."""
        from workbench.agreement.people import who_is_meant

        if self.everything and self.name is not None:
            raise click.UsageError("Give --all or --sample.")
        words = {"sample": self.everything or self.name, "include_interviewer": self.include_interviewer}
        return look(study, self.coders or who_is_meant(study), words, quiet=quiet)


def _between_of(options: dict[str, Any]) -> Between:
    """Takes out of a command's options those that say whose differences are meant."""
    return Between(**{name: options.pop(name) for name in Between._fields})


@click.group()
def consensus() -> None:
    """Settle where coders differ, one passage after the other or several at once; their own codings stay as they are.

    Differences have ids, which `consensus list` and `agreement … --differences` show. Each command is one step, which
    `workbench undo` takes back. The figures before and after: `workbench agreement … --consensus`.
    """


@consensus.command(name="list")
@_between
@click.option("--code", metavar="CODE", default="", help="Only those of this code.")
@click.option("--open", "only", flag_value="open", help="Only those that are not settled yet.")
@click.option("--settled", "only", flag_value="settled", help="Only those that are settled.")
@plain_option
@coder_option
@json_option
@click.pass_context
def listed(
    context: click.Context, /, code: str, only: str | None, coder: str | None, as_json: bool, **options: Any
) -> None:
    """List the passages on which coders differ, largest first, with what was settled of them."""
    between = _between_of(options)
    with opened(context, coder) as study:
        between.look(study, quiet=as_json).show(study, code=code, only=only or "", as_json=as_json)


@consensus.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@click.option("--take", "taken_from", metavar="CODER", help="What this coder has there holds.")
@click.option("--both", is_flag=True, help="All that any of them has there holds.")
@click.option("--neither", is_flag=True, help="Nothing of it holds.")
@click.option("--code", "codes", multiple=True, metavar="CODE", help="A new coding holds, with this code.")
@place_options
@click.option("--why", metavar="TEXT", help="A note of why; without it, one on the same choice stays.")
@_between
@coder_option
@json_option
@click.pass_context
def settle(
    context: click.Context,
    /,
    ids: tuple[str, ...],
    taken_from: str | None,
    both: bool,
    neither: bool,
    codes: tuple[str, ...],
    why: str | None,
    coder: str | None,
    as_json: bool,
    **options: Any,
) -> None:
    """Decide what holds on passages on which coders differ, by their IDs; what was decided before is replaced.

    A new coding goes on the whole passage; --quote, or --start and --end, give it other words of it.
    """
    from workbench.agreement import deciding

    between, place = _between_of(options), options
    choices: dict[Choice, bool] = {"one": bool(taken_from), "both": both, "neither": neither, "new": bool(codes)}
    chosen = [name for name, is_given in choices.items() if is_given]
    if len(chosen) != 1:
        raise click.UsageError("Say what holds: one of --take CODER, --both, --neither and --code CODE.")
    if any(value is not None for value in place.values()) and (not codes or len(set(ids)) > 1):
        raise click.UsageError("--quote, --start and --end go with --code and one ID.")
    with opened(context, coder) as study:
        found = between.look(study, quiet=as_json)
        those = found.named(ids)
        new = _new(study, those, codes, place)
        taken = next((name for name in found.coders if _is_same(name, taken_from or "")), taken_from or "")
        deciding.settle_all(study, those, chosen[0], taken_from=taken, new=new, note=why, shown=found.settled)
        _tell(study, found, those, as_json=as_json)


def _is_same(one: str, other: str) -> bool:
    from workbench.study import same_coder

    return same_coder(one, other)


def _new(study: Study, those: Sequence[Differing], codes: Sequence[str], place: dict[str, Any]) -> list[Agreed]:
    """The new codings that were asked for."""
    from workbench.agreement.consensus import Agreed
    from workbench.agreement.naming import place_in

    if not codes:
        return []
    if len(those) > 1:
        raise click.UsageError("A new coding is given for one ID at a time.")
    given = any(value is not None for value in place.values())
    span = place_in(study, those[0], **place) if given else those[0].span
    return [Agreed(code, span) for code in codes]


def _tell(study: Study, found: Found, those: Sequence[Differing], *, as_json: bool) -> None:
    """Say what holds on passages now."""
    from workbench.agreement import consensus, consensus_told, differing_told

    settled = consensus.settled(study, found.found)
    if as_json:
        output.write_json(
            [{"id": one.id, "decision": consensus_told.decision_as_json(settled.of(one))} for one in those]
        )
        return
    called = differing_told.names_of(found.found.books)
    for one in those:
        codes = " / ".join(map(called, one.codes))
        output.say(f"{consensus_told.settled_in_words(settled.of(one), called)}: {codes}, {one.place} ({one.id})")


@consensus.command()
@click.argument("difference", metavar="ID")
@click.argument("text")
@_between
@coder_option
@click.pass_context
def why(context: click.Context, /, difference: str, text: str, coder: str | None, **options: Any) -> None:
    """Write why the difference ID was settled so; an empty TEXT takes the note away."""
    from workbench.agreement import deciding

    between = _between_of(options)
    with opened(context, coder) as study:
        (one,) = between.look(study, quiet=False).named([difference])
        deciding.set_note(study, one, text)
    output.say("Written." if text.strip() else "Taken away.")


@consensus.command()
@click.argument("difference", metavar="ID")
@click.argument("code")
@click.option("--definition", metavar="TEXT", help="What it means.")
@click.option("--include", metavar="TEXT", help="When to use it.")
@click.option("--exclude", metavar="TEXT", help="When not to.")
@asking.reason_option
@yes_option
@_between
@coder_option
@click.pass_context
def rule(
    context: click.Context,
    /,
    difference: str,
    code: str,
    definition: str | None,
    include: str | None,
    exclude: str | None,
    reason: str | None,
    yes: bool,
    coder: str | None,
    **options: Any,
) -> None:
    """Change the rule of CODE for the sake of the difference ID; an empty text takes a field away.

    It is one step, and what is settled there stays as it is. Without a reason the code notes the passage, by the id of
    a coding and never by its words.
    """
    from workbench.agreement import deciding
    from workbench.coding.codebook_words import texts_of

    fields = {"definition": definition, "include": include, "exclude": exclude}
    given = {name: value for name, value in fields.items() if value is not None}
    if not given:
        raise click.UsageError("Say what the rule is to be: --definition, --include or --exclude.")
    between = _between_of(options)
    with opened(context, coder) as study:
        found = between.look(study, quiet=False)
        (one,) = found.named([difference])
        changed = asking.told(study, [code])[0]
        said = reason if reason is not None else deciding.reason_for(study, one, changed.id)
        asking.may_hold(study, changed.name, texts_of(given, kept=changed.examples, reason=reason), yes=yes)
        done = deciding.change_rule(study, one, changed.id, given, why=asking.why(said))
    if not done.is_other:
        asking.tell_nothing_changed(changed.id, reason)
        return
    output.say(f"Changed the rule of {changed.id} in {done.file}; it is kept with the difference.")


@consensus.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@_between
@coder_option
@click.pass_context
def reopen(context: click.Context, /, ids: tuple[str, ...], coder: str | None, **options: Any) -> None:
    """Take decisions away: the differences with these IDs are open again, without their notes."""
    from workbench.agreement import deciding

    between = _between_of(options)
    with opened(context, coder) as study:
        found = between.look(study, quiet=False)
        count = deciding.take_back_all(study, found.named(ids), shown=found.settled)
    output.say(f"{plural(count, 'difference')} open again." if count else "Nothing was settled there.")


COMMANDS = (consensus,)

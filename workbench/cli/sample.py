"""Samples that several coders code apart: sample draw, list, show, finish, reopen, reveal, discard, next, hand-out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from workbench.cli import output
from workbench.cli.common import coder_option, confirmed, json_option, opened, plain_option, yes_option
from workbench.cli.hand_out import hand_out
from workbench.visible import first_few, plural

if TYPE_CHECKING:
    from workbench.agreement.drawing import Drawn
    from workbench.agreement.sample_list import SampleFound

_seed_option = click.option(
    "--seed", type=click.IntRange(0, 999_999_999), metavar="N", help="With what chance begins; else one is found."
)
_preview_option = click.option("--preview", is_flag=True, help="Show what would be drawn, and draw nothing.")
_uncoded_option = click.option("--uncoded", is_flag=True, help="Leave out what one of the coders has coded on already.")
_sample_option = click.option("--sample", "name", metavar="NAME", help="The sample; without it, the one that is open.")


@click.group()
def sample() -> None:
    """Draw a sample for several coders to code apart, each blind to the others, and see how far they are.

    While a sample is open everybody sees on it their own codings only, in every list, count, search and file. On a
    database that several use that is a courtesy of the program, no lock.
    """


@click.command()
@click.argument("name")
@click.option("--for", "coders", multiple=True, required=True, metavar="CODER", help="Who is to code it; give two.")
@click.option("--share", type=click.FloatRange(0, 100, min_open=True), metavar="PERCENT", help="So many in 100.")
@click.option("--number", type=click.IntRange(1), metavar="N", help="So many transcripts.")
@click.option(
    "--by",
    type=click.Choice(["role", "wave", "kind", "nothing"]),
    multiple=True,
    default=("role", "wave"),
    show_default=True,
    help="What is to be in it in the shares it has in the study.",
)
@click.option("--minimum", type=click.IntRange(0), default=1, show_default=True, metavar="N", help="Of each at least.")
@click.option("--without", multiple=True, metavar="TRANSCRIPT", help="It is not to be drawn.")
@click.option("--turns", type=click.IntRange(1), metavar="N", help="Of each transcript one stretch of so many turns.")
@_uncoded_option
@_seed_option
@_preview_option
@coder_option
@json_option
@click.pass_context
def draw(
    context: click.Context,
    /,
    name: str,
    coders: tuple[str, ...],
    share: float | None,
    by: tuple[str, ...],
    uncoded: bool,
    seed: int | None,
    preview: bool,
    coder: str | None,
    as_json: bool,
    **rest: Any,
) -> None:
    """Draw a sample called NAME by chance. From then on it is open: each sees on it their own codings only."""
    from workbench.agreement import samples
    from workbench.agreement.drawing import Asked, plan

    if "nothing" in by and len(by) > 1:
        raise click.UsageError("Give --by nothing alone.")
    by = () if by == ("nothing",) else by
    asked = Asked(share=None if share is None else share / 100, by=by, **rest)
    with opened(context, coder) as study:
        drawn = plan(study, coders, asked, seed=seed, uncoded=uncoded)
        found = None if preview else samples.draw_planned(study, name, drawn)
    _show_drawn(drawn, found, as_json=as_json)


@click.command(name="next")
@click.argument("name")
@click.argument("new_name")
@click.option("--same", is_flag=True, help="The very transcripts of that round again, as after a change of a rule.")
@_uncoded_option
@_seed_option
@_preview_option
@coder_option
@json_option
@click.pass_context
def next_round(
    context: click.Context,
    name: str,
    new_name: str,
    same: bool,
    uncoded: bool,
    seed: int | None,
    preview: bool,
    coder: str | None,
    as_json: bool,
) -> None:
    """Draw a next round of the revealed sample NAME, called NEW_NAME: as that one, from what no round has had."""
    from workbench.agreement import samples

    with opened(context, coder) as study:
        drawn = samples.plan_round(study, name, same=same, seed=seed, uncoded=uncoded)
        found = None if preview else samples.draw_round(study, name, new_name, drawn)
    _show_drawn(drawn, found, as_json=as_json)


def _show_drawn(drawn: Drawn, found: SampleFound | None, *, as_json: bool) -> None:
    from workbench.agreement.sample_words import coded_before_in_words

    if as_json:
        output.write_json(_drawn_json(drawn) if found is None else _as_json(found))
        return
    rows = [(one.name or "all", one.there, len(one.drawn), ", ".join(one.drawn)) for one in drawn.strata]
    output.table(("stratum", "there", "drawn", "transcripts"), rows, empty="Nothing is drawn.", is_counted=False)
    how = drawn.asked.in_words(seed=drawn.seed, there=drawn.there, drawn=len(drawn.transcripts))
    if drawn.new_coders:
        output.tell(f"New in the study: {' and '.join(drawn.new_coders)}.")
    if found is None:
        if drawn.coded_before:
            output.tell(f"{coded_before_in_words(drawn)} To leave such transcripts out: --uncoded")
        output.say(f"This would be drawn: {how}. Give --seed {drawn.seed} to draw just that.")
        return
    output.say(f"Drew the sample “{found.name}” for {' and '.join(found.coders)}: {how}.")
    output.say("It is open: on it each sees their own codings only, until it is revealed.")
    if found.coded_before:
        who = " and ".join(found.coded_before)
        output.tell(f"{who} had coded on it already: what they had could be seen until now, and results mention it.")


@click.command(name="list")
@plain_option
@json_option
@click.pass_context
def listed(context: click.Context, as_json: bool) -> None:
    """List the samples, in the order in which they were drawn."""
    from workbench.agreement.sample_list import samples
    from workbench.agreement.sample_words import how_far, standing

    with opened(context) as study:
        found = samples(study)
    if as_json:
        output.write_json([_as_json(one) for one in found])
        return
    rows = [
        (one.name, one.round, one.made_at, len(one.transcripts), how_far(one), standing(one), one.drawn)
        for one in found
    ]
    headers = ("sample", "round", "drawn on", "transcripts", "finished", "state", "drawn")
    output.table(headers, rows, empty="No sample was drawn yet. See: workbench sample draw")


@click.command()
@click.argument("name", required=False)
@plain_option
@json_option
@click.pass_context
def show(context: click.Context, name: str | None, as_json: bool) -> None:
    """Show how far each coder is with each transcript of a sample: not started, in work, or finished."""
    from workbench.agreement.sample_list import find, lines_drawn
    from workbench.agreement.sample_words import standing

    with opened(context) as study:
        found = find(study, name)
        lines = lines_drawn(study, found)
    if as_json:
        output.write_json(_as_json(found))
        return
    output.say(f"{found.name}: {found.drawn}.")
    output.say(f"It is {standing(found)}.")
    if found.coded_before:
        output.say(f"{' and '.join(found.coded_before)} had coded on it before it was drawn, in sight of all.")
    rows = [
        (
            one.name,
            one.stratum,
            lines[one.transcript_id].numbers if one.transcript_id in lines else "all",
            *(one.states.get(who) for who in found.coders),
        )
        for one in found.transcripts
    ]
    output.table(("transcript", "stratum", "lines", *found.coders), rows, empty="There is no transcript in it.")


@click.command()
@click.argument("transcripts", nargs=-1, metavar="[TRANSCRIPT]...")
@_sample_option
@coder_option
@click.pass_context
def finish(context: click.Context, transcripts: tuple[str, ...], name: str | None, coder: str | None) -> None:
    """Say that you have finished transcripts of a sample; without any named, all of yours."""
    from workbench.agreement import samples
    from workbench.agreement.sample_list import find

    with opened(context, coder) as study:
        name = find(study, name).name
        done = samples.finish(study, name, transcripts)
        left, was_handed_out = find(study, name).unfinished(), bool(study.settings.handed_to)
    _say_marked(done, "Finished", "Finished before.")
    if not left and was_handed_out:
        output.say("All of it is finished. To give it back: workbench pack, and then the folder codings")
    elif not left:
        output.say(f"All have finished it. To see everybody's codings: workbench sample reveal {_quoted(name)}")


@click.command()
@click.argument("transcripts", nargs=-1, metavar="[TRANSCRIPT]...")
@_sample_option
@coder_option
@click.pass_context
def reopen(context: click.Context, transcripts: tuple[str, ...], name: str | None, coder: str | None) -> None:
    """Take back that you have finished transcripts of a sample; without any named, all of yours."""
    from workbench.agreement import samples

    with opened(context, coder) as study:
        done = samples.reopen(study, name, transcripts)
    _say_marked(done, "Reopened", "None of them was finished.")


def _say_marked(done: Sequence[str], verb: str, nothing: str) -> None:
    output.say(f"{verb} {plural(len(done), 'transcript')}: {first_few(done)}." if done else nothing)


@click.command()
@click.argument("name", required=False)
@click.option("--early", is_flag=True, help="Also where not all have finished; every later result mentions it.")
@yes_option
@coder_option
@click.pass_context
def reveal(context: click.Context, name: str | None, early: bool, yes: bool, coder: str | None) -> None:
    """Reveal a sample: from then on everybody sees all codings on it, and it can be compared."""
    from workbench.agreement import samples
    from workbench.agreement.sample_list import find

    with opened(context, coder) as study:
        found = find(study, name)
        # One that was handed out is refused below: it is revealed where it was drawn.
        left, is_alone = found.unfinished(), len(found.coders) == 1
        if left and early and found.is_open and not is_alone:
            who = "; ".join(f"{one} ({first_few(names)})" for one, names in left.items())
            output.tell(f"Not finished: {who}. Every later result will mention that it was revealed early.")
        if found.is_open and (early or not left) and not is_alone:
            confirmed(f"Show everybody all codings on “{found.name}”? What was seen cannot be unseen.", yes=yes)
        shown = samples.reveal(study, found.name, early=early)
    output.say(f"Revealed the sample “{shown.name}”{', early' * shown.revealed_early}.")
    output.say(f"To compare: workbench agreement {' '.join(map(_quoted, shown.coders))} --sample {_quoted(shown.name)}")


@click.command()
@click.argument("name", required=False)
@yes_option
@coder_option
@click.pass_context
def discard(context: click.Context, name: str | None, yes: bool, coder: str | None) -> None:
    """Take away an open sample that no two have worked on yet; the codings stay, and all see them again."""
    from workbench.agreement import samples
    from workbench.agreement.sample_list import find

    with opened(context, coder) as study:
        found = find(study, name)
        if found.is_open:
            confirmed(f"Discard the sample “{found.name}”? The codings stay, and all see them again.", yes=yes)
        samples.discard(study, found.name)
    output.say(f"Discarded the sample “{found.name}”.")


def _quoted(name: str) -> str:
    import shlex

    return shlex.quote(name)


def _drawn_json(drawn: Drawn) -> dict[str, Any]:
    return {
        "seed": drawn.seed,
        "there": drawn.there,
        "coders": list(drawn.coders),
        "strata": [{"stratum": one.name, "there": one.there, "drawn": list(one.drawn)} for one in drawn.strata],
        "transcripts": [
            {"transcript": one.name, "stratum": one.stratum, "start": one.start, "end": one.end}
            for one in drawn.transcripts
        ],
        "coded_before": {name: list(who) for name, who in drawn.coded_before.items()},
    }


def _as_json(found: SampleFound) -> dict[str, Any]:
    return {
        "id": found.id,
        "name": found.name,
        "round": found.round,
        "follows": found.follows,
        "seed": found.seed,
        "drawn": found.drawn,
        "asked": found.asked.as_json(),
        "there": found.there,
        "coders": list(found.coders),
        "made_at": found.made_at,
        "open": found.is_open,
        "revealed_at": found.revealed_at,
        "revealed_early": found.revealed_early,
        "coded_before": list(found.coded_before),
        "transcripts": [
            {
                "transcript": one.name,
                "stratum": one.stratum,
                "start": one.start,
                "end": one.end,
                "states": dict(one.states),
            }
            for one in found.transcripts
        ],
    }


for command in (draw, listed, show, finish, reopen, hand_out, reveal, discard, next_round):
    sample.add_command(command)

COMMANDS = (sample,)

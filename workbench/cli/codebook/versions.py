"""Tell how codebooks became what they are: codebook log."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from workbench.cli import output
from workbench.cli.codebook.diff import ground_of
from workbench.cli.common import json_option, plain_option
from workbench.visible import first_few, in_quotes, one_line, plural

if TYPE_CHECKING:
    from workbench.codebook.versions.ground import Ground
    from workbench.codebook.versions.life_told import StageTold
    from workbench.codebook.versions.lives import Stage


@click.command()
@click.argument("code", required=False)
@click.option("--file", metavar="FILE", help="Only this codebook, where the study has several.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the latest N versions.")
@plain_option
@json_option
@click.pass_context
def log(context: click.Context, code: str | None, file: str | None, limit: int | None, as_json: bool) -> None:
    """Tell the life of the codebooks, or of one CODE, latest first: when, who, and what changed in plain words.

    It is put together from the commits of git and from what the study's database has seen. The life of a code goes back
    through former ids, the codes that were merged into it, and the one it was split from.
    """
    from workbench.codebook.file import sha256_of
    from workbench.codebook.versions.life_told import told
    from workbench.codebook.versions.lives import lives

    with ground_of(context) as ground:
        stages = lives(ground, file)
        found = list(islice(told(stages, code), limit))
        told_of = {sha256_of(stage.text) for stage in stages if stage.text is not None}
        in_packs = [one for one in ground.elsewhere.items() if one[0] not in told_of]
        missing = list(_what_is_missing(ground, in_packs))
    if as_json:
        output.write_json([_as_json(one) for one in found])
    else:
        for one in found:
            _say(one, in_full=code is not None)
    for notice in missing:
        output.tell(notice)
    if not found and not as_json:
        output.tell("No version of the codebooks is known yet.")


def _what_is_missing(ground: Ground, in_packs: Collection[tuple[str, str]]) -> Iterator[str]:
    """What the user should know of the history that is not told."""
    if ground.missing:
        rest = "Told is what the study's database has seen." if ground.git is None else "All: git fetch --unshallow"
        yield f"{ground.missing} {rest}"
    came = [f"{state[:8]}{f' (version {one_line(version)})' if version else ''}" for state, version in in_packs]
    if came:
        count = plural(len(came), "state")
        yield f"{count} came with packs and stood in no codebook here: {first_few(came)}. See: codebook diff STATE"


def _say(one: StageTold, *, in_full: bool) -> None:
    stage = one.stage
    who = one_line(stage.who) or "from outside"
    which = [_source(stage), one_line(stage.file), f"version {one_line(stage.version)}" if stage.version else ""]
    output.say(f"{stage.made_at.astimezone():%Y-%m-%d %H:%M}  {who}  {', '.join(filter(None, which))}")
    output.say(f"  {in_quotes(stage.what)}")
    if not in_full or not one.lines:
        output.say(f"  {one.summary}")
        return
    for line in one.lines:
        output.say(f"  {line.text}")
        for below in line.below:
            output.say(f"    {below}")


def _source(stage: Stage) -> str:
    """The commit or the state, as one names it to `codebook diff`."""
    if stage.commit is not None:
        return f"commit {stage.commit.short}"
    return f"state {stage.state[:8]}" if stage.state else ""


def _as_json(one: StageTold) -> dict[str, Any]:
    stage = one.stage
    return {
        "when": stage.made_at,
        "who": stage.who or None,
        "what": stage.what,
        "file": stage.file,
        "version": stage.version,
        "commit": stage.commit.id if stage.commit else None,
        "state": stage.state,
        "readable": one.telling is not None,
        "summary": one.summary,
        "changes": [
            {
                "kind": change.kind,
                "codes": [code.id for code in change.codes],
                "others": [code.id for code in change.others],
            }
            for change in (one.telling.told if one.telling else ())
        ],
        "sentences": [line.text for line in one.lines],
    }


COMMANDS = (log,)

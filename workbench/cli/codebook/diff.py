"""Compare versions of codebooks: codebook diff."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli import output
from workbench.cli.common import json_option, opened
from workbench.errors import BadInput, Unavailable

if TYPE_CHECKING:
    from workbench.codebook.versions.ground import Ground
    from workbench.study import Study


@contextmanager
def ground_of(context: click.Context) -> Iterator[Ground]:
    """Where versions of codebooks are looked for; the study is opened when it is asked for, if it has a database.

    One that cannot be used is told of, and files and git do without.
    """
    from workbench.codebook.versions.ground import Ground

    with ExitStack() as stack:

        def open_study() -> Study | None:
            from workbench.whereabouts import is_kept

            if not is_kept(ground.folder):
                return None
            try:
                return stack.enter_context(opened(context))
            except Unavailable as error:
                output.tell(f"{error} What the study's database knows is left out.")
                return None

        ground = Ground(Path(context.obj) if context.obj else Path.cwd(), open_study, glances=True)
        yield ground


@click.command()
@click.argument("first", required=False, metavar="[A]")
@click.argument("second", required=False, metavar="[B]")
@click.option("--file", metavar="FILE", help="Only this codebook, where there are several.")
@click.option("--markdown", is_flag=True, help="As Markdown, for a pull request.")
@json_option
@click.pass_context
def diff(
    context: click.Context, first: str | None, second: str | None, file: str | None, markdown: bool, as_json: bool
) -> None:
    """Tell in words what is other in version B of the codebooks than in A.

    A version is a file, a revision or tag of git (main, HEAD~3, v1.2), a version as the codebook counts it (1.2), the
    beginning of a state that the study has seen, or now: the files as they are. Without B that is now; without A it is
    what was last committed, or, without git, what stood before the last change. Where one of the two is now it is also
    told how many codings were made under another rule.
    """
    if markdown and as_json:
        raise BadInput("--markdown and --json do not go together.", "Give one of them.")
    from workbench.codebook.differences import told_as
    from workbench.codebook.states.comparing import compared, with_codings
    from workbench.codebook.versions.versions import NOW, two

    with ground_of(context) as ground:
        old, new = two(first, second, ground)
        telling = compared(old, new, file=file)
        if telling and NOW in (first, second or NOW) and ground.known is not None:
            telling = with_codings(telling, old, new, ground.known)
    if as_json:
        output.write_json({"from": old.label, "to": new.label, **told_as.as_json(telling)})
    elif markdown:
        output.write_text(told_as.as_markdown(telling, between=(old.label, new.label)))
    else:
        for line in told_as.as_text(telling, between=(old.label, new.label)):
            output.say(line)


COMMANDS = (diff,)

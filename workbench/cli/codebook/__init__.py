"""Commands for codebooks; each module here has those of one kind."""

from __future__ import annotations

import click

from workbench.cli.codebook import diff, editing, editors, elsewhere, merging, reading, reshaping, review, versions


@click.group()
def codebook() -> None:
    """Check, show and change the study's codebooks."""


for part in (reading, diff, versions, editing, reshaping, editors, elsewhere, merging, review):
    for command in part.COMMANDS:
        codebook.add_command(command)

COMMANDS = (codebook,)

"""What an editor needs for codebooks: codebook schema."""

from __future__ import annotations

import click

from workbench.cli import output


@click.command()
def schema() -> None:
    """Write the JSON Schema of a codebook, with which an editor completes and checks while one writes."""
    from workbench.codebook import json_schema

    output.say(json_schema.as_text().rstrip("\n"))


COMMANDS = (schema,)

"""Commands for the questions that a theme answers, and its other evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workbench.cli import output
from workbench.cli.common import coder_option, json_option, opened, plain_option
from workbench.errors import BadInput

if TYPE_CHECKING:
    from uuid import UUID

    from workbench.themes import Evidence, Theme


@click.command()
@click.argument("name")
@click.argument("questions", nargs=-1, metavar="[QUESTION…]")
@click.option("--none", "is_none", is_flag=True, help="It answers none of them.")
@coder_option
@plain_option
@json_option
@click.pass_context
def answers(
    context: click.Context, name: str, questions: tuple[str, ...], is_none: bool, coder: str | None, as_json: bool
) -> None:
    """Say which evaluation questions the theme called NAME answers: all of those named. Without any: list them."""
    from workbench import themes

    if questions and is_none:
        raise BadInput("--none goes with no question.", "Give one or the other.")
    with opened(context, coder) as study:
        asked = study.settings.question_of
        theme = themes.find_theme(study, name)
        if questions or is_none:
            theme = themes.set_answers(study, theme, questions)
    rows = [{"id": one, "question": text, "answered": one in theme.answers} for one, text in asked.items()]
    rows += [{"id": one, "question": "", "answered": True} for one in theme.answers if one not in asked]
    if as_json:
        output.write_json(rows)
        return
    output.table(
        ("id", "", "question"),
        [(one["id"], "answered" if one["answered"] else "", one["question"] or "(asked no more)") for one in rows],
        empty="The study asks no questions. Write them in study.yaml, under questions.",
    )


@click.group()
def evidence() -> None:
    """Other evidence of a theme: a sentence with its source, printed with its narrative and counted nowhere."""


@evidence.command(name="list")
@click.argument("name")
@plain_option
@json_option
@click.pass_context
def list_(context: click.Context, name: str, as_json: bool) -> None:
    """List the other evidence of the theme called NAME."""
    from workbench import themes

    with opened(context) as study:
        found = themes.find_theme(study, name).evidence
    if as_json:
        output.write_json(list(found))
        return
    rows = [(one.id, one.sentence, one.source) for one in found]
    output.table(
        ("id", "sentence", "source"), rows, empty="No other evidence yet. Add some: workbench theme evidence add"
    )


@evidence.command()
@click.argument("name")
@click.argument("sentence")
@click.option("--source", default="", metavar="TEXT", help="Where it is from, as it is to be printed.")
@coder_option
@json_option
@click.pass_context
def add(context: click.Context, name: str, sentence: str, source: str, coder: str | None, as_json: bool) -> None:
    """Add SENTENCE as other evidence to the theme called NAME."""
    from workbench import themes

    with opened(context, coder) as study:
        theme = themes.find_theme(study, name)
        made = themes.add_evidence(study, theme, sentence, source)
    if as_json:
        output.write_json(made)
        return
    output.say(f"Added other evidence to the theme “{theme.name}” ({made.id}).")


@evidence.command()
@click.argument("name")
@click.argument("evidence_id", metavar="ID")
@click.option("--sentence", metavar="TEXT", help="What it says.")
@click.option("--source", metavar="TEXT", help="Where it is from; '' takes it away.")
@coder_option
@click.pass_context
def change(
    context: click.Context, name: str, evidence_id: str, sentence: str | None, source: str | None, coder: str | None
) -> None:
    """Change the other evidence ID of the theme called NAME."""
    from workbench import themes

    if sentence is None and source is None:
        raise BadInput("Nothing to change was named.", "See: workbench theme evidence change --help")
    with opened(context, coder) as study:
        theme = themes.find_theme(study, name)
        themes.change_evidence(study, theme, _meant(theme, evidence_id), sentence=sentence, source=source)
    output.say(f"Changed other evidence of the theme “{theme.name}”.")


@evidence.command()
@click.argument("name")
@click.argument("evidence_id", metavar="ID")
@click.argument("place", type=click.IntRange(min=1))
@coder_option
@click.pass_context
def move(context: click.Context, name: str, evidence_id: str, place: int, coder: str | None) -> None:
    """Have the other evidence ID of the theme called NAME stand as the PLACE-th."""
    from workbench import themes

    with opened(context, coder) as study:
        theme = themes.find_theme(study, name)
        themes.move_evidence(study, theme, _meant(theme, evidence_id), place - 1)
    output.say(f"Moved other evidence of the theme “{theme.name}”.")


@evidence.command()
@click.argument("name")
@click.argument("evidence_id", metavar="ID")
@coder_option
@click.pass_context
def remove(context: click.Context, name: str, evidence_id: str, coder: str | None) -> None:
    """Take the other evidence ID out of the theme called NAME; `workbench undo` brings it back."""
    from workbench import themes

    with opened(context, coder) as study:
        theme = themes.find_theme(study, name)
        themes.remove_evidence(study, theme, _meant(theme, evidence_id))
    output.say(f"Removed other evidence of the theme “{theme.name}”.")


def _meant(theme: Theme, typed: str) -> UUID:
    """The evidence of a theme that somebody names by its id or the first digits of it."""
    from workbench.typed_ids import find_id

    def between(first: UUID, last: UUID) -> list[UUID]:
        return [one.id for one in theme.evidence if first <= one.id <= last]

    return find_id(typed, between, what="piece of evidence", command="See: workbench theme evidence list")


def evidence_as_json(found: tuple[Evidence, ...]) -> list[dict[str, object]]:
    """Other evidence as `workbench themes --json` gives it."""
    return [{"id": one.id, "sentence": one.sentence, "source": one.source} for one in found]

"""Commands for themes: themes, theme add, edit, remove, extract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workbench.cli import output
from workbench.cli.common import coder_option, coding_ids, json_option, opened, plain_option
from workbench.cli.theme_evidence import answers, evidence, evidence_as_json
from workbench.errors import BadInput
from workbench.visible import plural

if TYPE_CHECKING:
    from workbench.themes import Referred, Theme, ThemeExtract

_STANCES = ("supports", "complicates", "contradicts")
_USES = ("key", "useful", "not useful", "none")


@click.command(name="themes")
@click.argument("name", required=False)
@click.option("--coder", metavar="NAME", help="Only this coder's extracts.")
@plain_option
@json_option
@click.pass_context
def list_themes(context: click.Context, name: str | None, coder: str | None, as_json: bool) -> None:
    """List the themes, or show the one called NAME with its extracts."""
    from workbench import themes

    with opened(context) as study:
        found = themes.themes(study)
        chosen = themes.find_theme(study, name) if name is not None else None
        behind = themes.theme_extracts(study, coder=coder)
        became = {one.code: one.became for one in themes.codes_not_living(study)}
        shown = found if chosen is None else [chosen]
        placed = {theme.id: themes.referred(study, theme.narrative) for theme in shown}
    for theme in shown:
        for one in placed[theme.id]:
            if one.told:
                output.tell(f"The narrative of “{theme.name}” prints nothing at [[{one.typed}]]: {one.told}.")
    names = {theme.id: theme.name for theme in found}
    if chosen is not None:
        _show(chosen, names, behind[chosen.id], became, placed[chosen.id], as_json=as_json)
        return
    if as_json:
        output.write_json([_as_json(theme, names, behind[theme.id], placed[theme.id]) for theme in found])
        return
    rows = [
        (
            ("  " if theme.parent else "") + theme.name,
            theme.status,
            len(theme.codes),
            len(behind[theme.id]),
            sum(evidence.use == "key" for evidence in behind[theme.id]),
            sum(evidence.is_against for evidence in behind[theme.id]),
            # In columns that is told by how far in the name stands, which nobody hears.
            names.get(theme.parent) if theme.parent and output.is_plain() else None,
        )
        for theme in found
    ]
    headers = ("theme", "status", "codes", "extracts", "key", "against", "" if not output.is_plain() else "subtheme of")
    output.table(headers, rows, empty="There are no themes yet. Make one: workbench theme add NAME --code ID")


def _show(
    theme: Theme,
    names: dict[Any, str],
    behind: list[ThemeExtract],
    became: dict[str, str],
    placed: list[Referred],
    *,
    as_json: bool,
) -> None:
    if as_json:
        output.write_json(_as_json(theme, names, behind, placed))
        return
    output.say(f"{theme.name} ({theme.status})" + (f", a subtheme of {names[theme.parent]}" if theme.parent else ""))
    for label in ("concept", "definition", "includes", "excludes", "none_found", "narrative"):
        if value := getattr(theme, label):
            output.say(f"{label.replace('_', ' ')}: {value}")
    codes = [f"{code} ({became[code]})" if code in became else code for code in theme.codes]
    output.say(f"codes: {', '.join(codes) or '–'}")
    if theme.answers:
        output.say(f"answers: {', '.join(theme.answers)}")
    for other in theme.evidence:
        output.say(f"other evidence: {other.sentence}{f' ({other.source})' if other.source else ''}")
    at = {one.extract.passage_id for one in placed if one.extract is not None}
    rows = [
        (
            one.extract.id,
            one.stance,
            one.use,
            one.extract.transcript,
            one.extract.code,
            one.extract.coder,
            "not for quotation" if one.extract.not_for_quotation else "placed" if one.extract.passage_id in at else "",
            one.extract.quote,
        )
        for one in behind
    ]
    headers = ("id", "stance", "use", "transcript", "code", "coder", "", "quote")
    output.table(headers, rows, empty="No extracts yet.")


def _as_json(theme: Theme, names: dict[Any, str], behind: list[ThemeExtract], placed: list[Referred]) -> dict[str, Any]:
    shown = {
        field: getattr(theme, field)
        for field in (
            "id",
            "name",
            "status",
            "concept",
            "definition",
            "includes",
            "excludes",
            "codes",
            "narrative",
            "none_found",
            "answers",
        )
    }
    return shown | {
        "evidence": evidence_as_json(theme.evidence),
        "parent": names.get(theme.parent) if theme.parent else None,
        "placed": [
            {"as_typed": one.typed, "coding": one.extract.id if one.extract is not None else None, "told": one.told}
            for one in placed
        ],
        "extracts": [
            {
                "coding": one.extract.id,
                "transcript": one.extract.transcript,
                "start": one.extract.start,
                "end": one.extract.end,
                "quote": one.extract.quote,
                "code": one.extract.code,
                "coder": one.extract.coder,
                "participants": one.extract.participants,
                "wave": one.extract.wave,
                "stance": one.stance,
                "use": one.use,
                "not_for_quotation": one.extract.not_for_quotation,
                "prepared": one.prepared is not None,
            }
            for one in behind
        ],
    }


@click.group()
def theme() -> None:
    """Make, change and remove themes, and judge their extracts."""


def _fields(command: click.decorators.FC) -> click.decorators.FC:
    words = {
        "concept": "The central organising concept.",
        "definition": "What the theme says.",
        "includes": "What belongs to it.",
        "excludes": "What does not belong to it.",
        "narrative": "The analyst's prose, in Markdown.",
    }
    for field, explained in reversed(words.items()):
        command = click.option(f"--{field}", metavar="TEXT", help=explained)(command)
    return click.option("--status", type=click.Choice(["candidate", "reviewed", "defined"]), help="How far it is.")(
        command
    )


@theme.command()
@click.argument("name")
@click.option("--code", "codes", multiple=True, metavar="ID", help="A code that belongs to it; may be repeated.")
@click.option("--parent", metavar="THEME", help="Make it a subtheme of this theme.")
@click.option(
    "--none-found", metavar="TEXT", help="Where extracts against it were looked for in vain; kept with the date."
)
@_fields
@coder_option
@json_option
@click.pass_context
def add(
    context: click.Context,
    /,
    name: str,
    codes: tuple[str, ...],
    parent: str | None,
    none_found: str | None,
    coder: str | None,
    as_json: bool,
    **fields: str | None,
) -> None:
    """Make a theme called NAME."""
    from workbench import themes

    given = {field: value for field, value in fields.items() if value is not None}
    with opened(context, coder) as study:
        made = themes.add(study, name, fields=given, codes=codes, parent=parent, none_found=none_found or "")
        for one in themes.told_of_codes(study, codes):
            output.tell(one)
    if as_json:
        output.write_json({"id": made.id, "name": made.name})
        return
    output.say(f"Added the theme “{made.name}” ({made.id}).")


@theme.command()
@click.argument("name")
@click.option("--name", "new_name", metavar="TEXT", help="A new name.")
@click.option("--add-code", "add_codes", multiple=True, metavar="ID", help="Move a code in; may be repeated.")
@click.option("--remove-code", "remove_codes", multiple=True, metavar="ID", help="Move a code out; may be repeated.")
@click.option("--parent", metavar="THEME", help="Make it a subtheme of this theme; '' makes it a theme of its own.")
@click.option(
    "--none-found", metavar="TEXT", help="Where extracts against it were looked for in vain; kept with the date."
)
@_fields
@coder_option
@click.pass_context
def edit(
    context: click.Context,
    /,
    name: str,
    new_name: str | None,
    add_codes: tuple[str, ...],
    remove_codes: tuple[str, ...],
    parent: str | None,
    none_found: str | None,
    coder: str | None,
    **fields: str | None,
) -> None:
    """Change the theme called NAME."""
    from workbench import themes

    given = {field: value for field, value in {**fields, "name": new_name}.items() if value is not None}
    if not given and not add_codes and not remove_codes and parent is None and none_found is None:
        raise BadInput("Nothing to change was named.", "See: workbench theme edit --help")
    with opened(context, coder) as study:
        done = themes.edit(
            study,
            themes.find_theme(study, name),
            fields=given,
            add_codes=add_codes,
            remove_codes=remove_codes,
            parent=parent,
            none_found=none_found,
        )
        for one in themes.told_of_codes(study, add_codes):
            output.tell(one)
    output.say(f"Changed the theme “{done.name}”.")


@theme.command()
@click.argument("name")
@coder_option
@click.pass_context
def remove(context: click.Context, name: str, coder: str | None) -> None:
    """Remove the theme called NAME. Its codes and codings stay; `workbench undo` brings it back."""
    from workbench import themes

    with opened(context, coder) as study:
        found = themes.find_theme(study, name)
        themes.remove(study, found)
    output.say(f"Removed the theme “{found.name}”.")


@theme.command()
@click.argument("name")
@click.argument("ids", nargs=-1, required=True, metavar="CODING…")
@click.option("--stance", type=click.Choice(_STANCES), help="What it is to the theme.")
@click.option("--use", type=click.Choice(_USES), help="What it is good for; `none` takes that back.")
@click.option("--clear", is_flag=True, help="Take back what was said of it, and take it out if no code brings it in.")
@coder_option
@click.pass_context
def extract(
    context: click.Context,
    name: str,
    ids: tuple[str, ...],
    stance: str | None,
    use: str | None,
    clear: bool,
    coder: str | None,
) -> None:
    """Bring the passages of CODINGs into the theme called NAME, or judge those that are there."""
    from workbench import themes

    if clear and (stance or use):
        raise BadInput("--clear goes with neither --stance nor --use.", "Give one or the other.")
    with opened(context, coder) as study:
        found = themes.find_theme(study, name)
        codings = coding_ids(study, ids)
        if clear:
            count = themes.forget(study, found, codings)
        else:
            count = themes.judge(study, found, codings, stance=stance, use="" if use == "none" else use)
    output.say(f"{plural(count, 'passage')} of the theme “{found.name}”.")


theme.add_command(answers)
theme.add_command(evidence)

COMMANDS = (list_themes, theme)

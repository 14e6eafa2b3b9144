"""Write commands.md, keys.md, settings.md, codebook.schema.json from the program itself: `python docs/generate.py`.

What a command says in its help and a setting in its description is all there is; only what an argument means is said
here, because click has no place for it.
"""

from __future__ import annotations

import inspect
import re
import runpy
import types
import typing
from collections.abc import Iterator
from pathlib import Path

import click
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from workbench.cli import cli
from workbench.codebook import json_schema
from workbench.settings import (
    ENVIRONMENT,
    OutlineSection,
    ParticipantsTable,
    Question,
    ReportChoices,
    Role,
    StudySettings,
    UserSettings,
    UserStudy,
    Wave,
)
from workbench.tui.commands import COMMANDS, key_name
from workbench.tui.mouse import GESTURES
from workbench.tui.screens.help import HEADINGS

DOCS = Path(__file__).parent

ARGUMENTS: dict[str, str] = runpy.run_path(str(DOCS / "arguments.py"))["ARGUMENTS"]

_COMMANDS_HEAD = """# Commands

<!-- Written by docs/generate.py from the program's own help. Change the help, then run it. -->

Every command works on the study in whose folder, or in a folder below, you are; `--study DIR` before the command names
another. `-h` or `--help` after any command shows what stands here.

- The result goes to standard output, everything else (notices, progress, errors) to standard error.
- With `--json` there is JSON on standard output and nothing else: an array for a list, an object for one thing.
- Lists are shortened to the width of the terminal. Where the output goes to a file or another program, nothing is left
  out.
- It leaves with 0 when all was done, with 1 when only part was done, something was refused or a check found a fault,
  and with 2 when nothing could be done. See [errors.md](errors.md).
"""

_SETTINGS_HEAD = """# Settings

<!-- Written by docs/generate.py from workbench/settings. Change the descriptions there, then run it. -->

What holds for everybody who works on a study stands in the study's `study.yaml`, and what the writers of its report
choose for that in `report.yaml` beside it. What belongs to one person stands in
that person's own settings file and never in a study. Where the same thing can be said in several places, the command
line goes before the environment, the environment before your own file, and your own file before `study.yaml`.

The files are YAML: `key: value`, one a line. A key that is not listed here is an error, and the message names the
nearest one that is. A file may leave out every key.
"""

_EXAMPLE = """## An example

```yaml
title: Peer mentors on a parenting programme
mode: codebook
waves:
  - id: T1
    label: Early interview
  - id: T2
roles:
  - id: mentor
    attribution: "{label}, {wave}"      # (PM2, T2)
  - id: trainer
    label: Trainer
    attribution: "{label}"              # (Trainer)
  - id: parent
    label: Parent
    attribution: "{role}"               # (Parent)
interviewers: [Interviewer, I, Kelly]
lead_coder: Ruth
authors: [Ruth Ellery]
state: draft
```

In an attribution a field without a value falls away together with its comma or brackets. A participant who is to be
quoted by role only is printed under the role's label, whatever the format says.

`agreement_target` is what codes are held against where a report tells how far the coders agree
([agreement.md](agreement.md#in-the-theme-report)).

A question without an id is known by its number. Give questions ids before you put them in another order, so that
themes go on answering the same ones.

`quoting_style: tidied` lets `workbench verify` forgive fillers that are left out, those of
`fillers` where a comma sets them apart; the report itself prints every word.
"""

_REPORT_HEAD = """## report.yaml

It lies beside `study.yaml`, is read anew whenever a report is made or looked at, and need not be there. The room of the
report writes it; what you write into it yourself stays as it is.
"""

_USER_HEAD = """## Your own settings file

It is called `settings.yaml` and lies in

| system | folder |
|---|---|
| Linux | `~/.config/workbench` |
| macOS | `~/Library/Application Support/workbench` |
| Windows | `%LOCALAPPDATA%\\workbench` |

The program writes into it what you set on the screens (F6), the look (Ctrl+T), and which studies you opened last; all
else in it stays as it is. Without it everything has its default, and you code under your user name on the computer.

```yaml
coder: Ruth
studies:
  eaf91497-17d5-41fd-83e0-0c871ab87a72:
    coder: Ruth E
    database: postgresql://ruth:secret@server/ropewalk
```
"""


def commands_page() -> str:
    """The whole of docs/commands.md."""
    parts = [_COMMANDS_HEAD, _command(cli, _root(), "")]
    parts += [_command(command, child, path) for path, command, child in walk()]
    return "\n".join(parts)


def settings_page() -> str:
    """The whole of docs/settings.md."""
    environment = "\n".join(f"| `{name}` | {words} |" for name, words in ENVIRONMENT.items())
    return "\n".join(
        [
            _SETTINGS_HEAD,
            "## study.yaml\n",
            _fields(StudySettings),
            "### A wave\n",
            _fields(Wave),
            "### A role\n",
            _fields(Role),
            "### A question\n",
            _fields(Question),
            _EXAMPLE,
            _REPORT_HEAD,
            _fields(ReportChoices),
            "### The participants\n",
            _fields(ParticipantsTable),
            "### A section of the outline\n",
            _fields(OutlineSection),
            _USER_HEAD,
            _fields(UserSettings),
            "### Under `studies`\n",
            _fields(UserStudy),
            "## Environment variables\n",
            f"| variable | what it says |\n|---|---|\n{environment}\n",
        ]
    )


def walk() -> Iterator[tuple[str, click.Command, click.Context]]:
    """Every command below `workbench`, groups included: (its words, the command, its context)."""
    yield from _below(cli, _root(), "")


def _root() -> click.Context:
    return click.Context(cli, info_name="workbench", **cli.context_settings)


def _below(group: click.Group, context: click.Context, path: str) -> Iterator[tuple[str, click.Command, click.Context]]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None:
            continue
        words = f"{path} {name}".strip()
        child = click.Context(command, info_name=name, parent=context)
        yield words, command, child
        if isinstance(command, click.Group):
            yield from _below(command, child, words)


def _command(command: click.Command, context: click.Context, path: str) -> str:
    usage = " ".join(["workbench", *path.split(), *command.collect_usage_pieces(context)])
    lines = [f"## {f'workbench {path}'.strip()}", "", f"```text\n{usage}\n```", "", _help(command), ""]
    arguments, options = [], []
    for parameter in command.get_params(context):
        if isinstance(parameter, click.Option):
            options.append(_option(parameter, context))
        elif isinstance(parameter, click.Argument):
            shown = parameter.make_metavar(context).replace("[", "").replace("]", "")
            arguments.append(f"| `{_cell(shown)}` | {ARGUMENTS[f'{path} {parameter.name}']} |")
    if arguments:
        lines += ["| argument | what it is |\n|---|---|", *arguments, ""]
    if options:
        lines += ["| option | what it does |\n|---|---|", *options, ""]
    return "\n".join(lines)


def _help(command: click.Command) -> str:
    paragraphs = inspect.cleandoc(command.help or "").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _option(option: click.Option, context: click.Context) -> str:
    names = ", ".join(f"`{name}`" for name in [*option.opts, *option.secondary_opts])
    if not option.is_flag and not option.count:
        shown = option.make_metavar(context)
        names += f" `{_cell(shown)}`"
    words = (option.help or "").strip()
    if option.required:
        words += " Required."
    if option.show_default and option.default is not None:
        words += f" Without it: {option.default}."
    return f"| {names} | {words} |"


def _cell(text: str) -> str:
    """A text in code marks inside a table; a bar would end the cell."""
    return re.sub(r"\|", r"\\|", text)


def _fields(model: type[BaseModel]) -> str:
    rows = ["| key | value | unless set | what it says |", "|---|---|---|---|"]
    rows += [
        f"| `{name}` | {_kind(field.annotation)} | {_default(field)} | {field.description} |"
        for name, field in model.model_fields.items()
    ]
    return "\n".join(rows) + "\n"


def _kind(annotation: object) -> str:
    """A type in words."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _kind(arguments[0])
    if origin is typing.Literal:
        return " or ".join(f"`{value}`" for value in arguments)
    if origin in (typing.Union, types.UnionType):
        return _kind(next(argument for argument in arguments if argument is not type(None)))
    if origin is list and typing.get_origin(arguments[0]) is typing.Literal:
        return f"a list of {_kind(arguments[0])}"
    if origin is list:
        return f"a list of {_many(arguments[0])}"
    if origin is dict:
        return "a mapping"
    words = {"str": "a text", "bool": "`true` or `false`", "float": "a number", "UUID": "a UUID"}
    words["ParticipantsTable"] = "a mapping"
    return words[getattr(annotation, "__name__", "")]


def _many(annotation: object) -> str:
    if typing.get_origin(annotation) is typing.Annotated:
        annotation = typing.get_args(annotation)[0]
    many = {"str": "texts", "Wave": "waves", "Role": "roles", "Question": "questions", "OutlineSection": "sections"}
    return many[getattr(annotation, "__name__", "")]


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "required"
    value = field.get_default(call_default_factory=True)
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, list):
        return ", ".join(f"`{item}`" for item in value) or "none"
    if isinstance(value, BaseModel):
        return "as below"
    return f"`{value}`" if value else "none"


_KEYS_HEAD = """# Keys

<!-- Written by docs/generate.py from the program's own list of commands. Change that, then run it. -->

Every command can also be found by its name with `Ctrl+P`, or with a click on `≡` at the top left or on *Commands* in
the line at the bottom. The same list, for where you are, is what `F1` shows. Moving about in a field or an editor goes
as everywhere: arrows, Home, End; Tab goes to the next field.
"""


def keys_page() -> str:
    """docs/keys.md: every command of the screens, by place."""
    parts = [_KEYS_HEAD]
    for place, commands in COMMANDS.items():
        parts.append(f"\n## {HEADINGS[place]}\n\n| key | command | what it does |\n|---|---|---|\n")
        for command in commands:
            keys = ", ".join(f"`{_cell(key_name(key))}`" for key in command.keys)
            parts.append(f"| {keys} | {command.label} | {_cell(command.help)} |\n")
        gestures = [f"| {how} | {what} |\n" for how, what in GESTURES.get(place, ())]
        parts += ["\n| mouse | what it does |\n|---|---|\n", *gestures] if gestures else []
    return "".join(parts)


PAGES = {
    "codebook.schema.json": json_schema.as_text,
    "commands.md": commands_page,
    "keys.md": keys_page,
    "settings.md": settings_page,
}
"""The pages written here, by file name."""

if __name__ == "__main__":
    for page, text_of in PAGES.items():
        (DOCS / page).write_bytes(text_of().encode())

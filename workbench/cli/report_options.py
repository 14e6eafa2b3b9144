"""What is chosen for one report at the command line, in the place of what report.yaml says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple

import click

_LAYERS = {"lead": "lead coder", "consensus": "consensus"}
_ORDERS = {
    "theme": "theme",
    "role-then-theme": "role then theme",
    "theme-then-role": "theme then role",
    "question": "question",
    "outline": "outline",
}

layer_option = click.option(
    "--layer",
    type=click.Choice(list(_LAYERS)),
    callback=lambda _context, _option, said: _LAYERS.get(said),
    help="That coder's own codings, or with what they settled with others in their place; else as report.yaml says.",
)
_OPTIONS = {
    "layer": layer_option,
    "order": click.option(
        "--order",
        type=click.Choice(list(_ORDERS)),
        callback=lambda _context, _option, said: _ORDERS.get(said),
        help="In which order themes and quotations are printed; else as report.yaml says.",
    ),
    "parts": click.option(
        "--parts",
        metavar="PART,PART…",
        callback=lambda _context, _option, said: said and [one.strip() for one in said.split(",")],
        help="What stands in it, in this order: method, participants, agreement, themes, definitions, codebook, memos; "
        "else as report.yaml says.",
    ),
    "template": click.option(
        "--template",
        type=click.Path(path_type=Path),
        metavar="FILE",
        callback=lambda _context, _option, said: str(said.absolute()) if said is not None else None,
        help="The house's Word template (.docx or .dotx); else as report.yaml says.",
    ),
}
"""The options by the fields of `ReportChoices` that they stand for; each gives None where it is not given."""


def choice_options(command: Callable[..., None]) -> Callable[..., None]:
    """Options for what report.yaml holds; the command is given them as ``instead``, a field and its value each."""

    @wraps(command)
    def chosen(*arguments: Any, **options: Any) -> None:
        instead = {name: options.pop(name) for name in _OPTIONS}
        command(*arguments, instead={name: said for name, said in instead.items() if said is not None}, **options)

    for option in reversed(_OPTIONS.values()):
        chosen = option(chosen)
    return chosen


class Asked(NamedTuple):
    """What was asked for: whose codings, other choices, and whether missing quotations are added."""

    coder: str | None
    instead: Mapping[str, Any]
    add_missing: bool


class Other(NamedTuple):
    """What is to be done with a report that was worked on, in the place of writing one.

    Attributes:
        to_clean: The file of which the copy to send is made.
        to_update: The report that is brought up to date.
        dry_run: Whether it is only shown what would be brought.
        add_missing: Whether quotations are brought of which nobody knows whether the writer took them out.
    """

    to_clean: Path | None
    to_update: Path | None
    dry_run: bool
    add_missing: bool

    @property
    def wanted(self) -> bool:
        """Whether any of it was asked for."""
        return any(self)


_OTHER = (
    click.option(
        "--clean",
        "to_clean",
        type=click.Path(path_type=Path),
        metavar="IN.docx",
        help="Instead: make the copy of a Word file that is sent outside, without all that its reader does not see.",
    ),
    click.option(
        "--update",
        "to_update",
        type=click.Path(path_type=Path),
        metavar="REPORT.docx",
        help="Instead: bring changed and new quotations into a report that was worked on, as tracked changes.",
    ),
    click.option("--dry-run", is_flag=True, help="With --update: only show what would be brought."),
    click.option(
        "--add-missing",
        is_flag=True,
        help="With --update: bring quotations too of which nobody knows whether the writer took them out.",
    ),
)


def other_options(command: Callable[..., None]) -> Callable[..., None]:
    """Options for a report that was worked on; the command is given them as ``other``."""

    @wraps(command)
    def chosen(*arguments: Any, **options: Any) -> None:
        command(*arguments, other=Other(**{name: options.pop(name) for name in Other._fields}), **options)

    for option in reversed(_OTHER):
        chosen = option(chosen)
    return chosen

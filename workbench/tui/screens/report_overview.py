"""The first part of the report screen: what will be in the report, and what its writer should know."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.report import Preview
from workbench.report.content import Block, Heading, Kind, ListItem, Run, plain
from workbench.tui.commands import key_of
from workbench.visible import plural

OVERVIEW = "What will be in it"
REVIEWED = f"{key_of('themes.status')} there says that it is reviewed, and then it is printed"


def nothing_yet(preview: Preview) -> Iterator[Block]:
    """What is said where there are no themes."""
    yield Heading("No themes yet, so no report", 1)
    to_themes, add = key_of("app.themes"), key_of("themes.add")
    yield plain(
        "A theme report prints themes with their quotations. "
        f"Group your codes into themes first: {to_themes}, then {add}."
    )
    if preview.extracts:
        extracts, writes = plural(preview.extracts, "extract"), f"{key_of('report.export')} writes it"
        yield plain(f"The extract book can be written already: {extracts} of {preview.coder}, by code. {writes}.")
    else:
        yield plain(f"Nothing is coded yet either: {key_of('app.coding')} goes to the transcripts.")


def what_is_in(preview: Preview) -> Iterator[Block]:
    """What the report holds, and first what its writer should know of it."""
    below = preview.subthemes
    subthemes = f", {below:,} of them subthemes" if below else ""
    whose = f"{preview.coder}, as settled with others" if preview.layer == "consensus" else preview.coder
    told = "told" if preview.agreement else "not told"
    facts = (
        ("Codings of", f"{whose} ({key_of('report.layer')} changes that)"),
        (
            "State:",
            "final" if preview.state == "final" else f"draft (every page says so; {key_of('app.settings')} changes it)",
        ),
        ("Themes:", f"{preview.themes:,} printed{subthemes}"),
        ("Order:", f"{preview.order} ({key_of('report.choices')} changes it, and all else)"),
        ("Quotations:", f"{preview.quotations:,}"),
        (
            "How far the coders agree:",
            f"{told} ({key_of('report.agreement')} changes it)",
        ),
        ("Participants:", f"{preview.participants:,}; {plural(preview.quoted, 'speaks', 'speak')} in the quotations"),
        ("For the extract book:", plural(preview.extracts, "extract")),
    )
    left_out = [part for part in preview.parts if part.left_out]
    yield Heading(OVERVIEW, 1)
    # First what the writer must not miss: in a small window only the first lines are in sight.
    if preview.notices:
        yield Heading("What you should know", 2)
        yield from (ListItem((Run(notice),)) for notice in preview.notices)
    if left_out:
        yield Heading("Left out", 2)
        yield from (ListItem((Run(part.title, strong=True), Run(f": {part.left_out}"))) for part in left_out)
        yield plain(f"{key_of('app.themes')} goes to the themes; {REVIEWED}.", Kind.NOTE)
    if preview.notices or left_out:
        yield Heading("In figures", 2)
    yield from (ListItem((Run(f"{label} ", strong=True), Run(said))) for label, said in facts)

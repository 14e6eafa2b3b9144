"""The rounds of a sample side by side, for `agreement`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from workbench.cli import output

if TYPE_CHECKING:
    from workbench.cli.differences import File
    from workbench.study import Study


def show_rounds(
    study: Study, coders: Sequence[str], asked: dict[str, Any], *, quiet: bool, as_json: bool, file: File | None
) -> None:
    """Show the rounds of a sample side by side, and what was other in the codebook in between."""
    from workbench.agreement import rounds, rounds_told

    path = file.checked(study, rounds=True) if file is not None else None
    words = {name: asked[name] for name in ("sample", "unit", "include_interviewer", "draws", "seed")}
    with output.progress("Comparing", quiet=quiet or as_json) as tell:
        found = rounds.compare_rounds(study, coders, tell=tell, **words)
    if as_json:
        output.write_json(rounds_told.as_json(found))
        return
    if file is not None and path is not None:
        file.write_rounds(study, path, found)
        return
    headings, rows = rounds_told.by_code(found)
    starts = [place for place, heading in enumerate(headings) if heading.startswith("agree ")]
    output.table(headings, rows, empty="There are no codes.", breaks=starts)
    for line in rounds_told.in_words_of(found):
        output.say()
        output.paragraph(line.text)
        for below in line.below:
            output.paragraph(f"    {below}")

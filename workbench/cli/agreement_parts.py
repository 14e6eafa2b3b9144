"""How far coders agree on each role's words and each wave's apart, for `agreement`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from workbench.cli import output

if TYPE_CHECKING:
    from workbench.agreement.parts import By
    from workbench.cli.differences import Form
    from workbench.study import Study


def show_parts(study: Study, coders: Sequence[str], by: Sequence[By], asked: dict[str, Any], *, form: Form) -> None:
    """Show the figures of every code in every part."""
    from workbench.agreement import parts, parts_told, table

    with output.progress("Comparing", quiet=form.quiet or form.as_json or form.as_csv) as tell:
        found = parts.compare_parts(study, coders, by, tell=tell, **asked)
    if form.as_json:
        output.write_json(parts_told.as_json(found, by))
        return
    if form.as_csv:
        output.write_text(parts_told.as_csv(found))
        return
    for line in parts_told.heading(found):
        output.paragraph(line)
    for part in found:
        output.paragraph(parts_told.in_short(part), indent="  ")
    output.say()
    headings, rows, breaks = parts_told.by_code(found, by, more=form.more)
    output.table(headings, rows, empty="There are no codes.", breaks=breaks, names=2)
    for line in parts_told.explanations(found):
        output.say()
        output.paragraph(line)
    if form.more and found:
        output.say()
        for column in table.columns(found[0].comparison, more=True):
            output.paragraph(f"{column.heading}: {column.meaning}.", indent="  ")

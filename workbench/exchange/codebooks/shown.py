"""What taking a file in would do, in words: for whoever is asked whether it is to be done. Pure."""

from __future__ import annotations

from workbench.codebook.differences.telling import tell
from workbench.codebook.differences.told_as import as_text
from workbench.codebook.outline import Outline
from workbench.exchange.codebooks.columns import folded
from workbench.exchange.codebooks.importing import ImportPlan
from workbench.exchange.codebooks.yaml_file import OURS
from workbench.visible import beginning, one_line, plural

_NAMES = {
    "level": "a step on the way down",
    "kind": "what sort of thing it is",
    "path": "name with all it stands under",
}
_MOST = 200
"""How many lines of codes or changes are shown."""
_LONGEST = 120


def heading(plan: ImportPlan) -> str:
    """What was read, and where it would go."""
    source = plan.source
    where = f"a new codebook, codebooks/{plan.file}" if plan.is_new else f"codebooks/{plan.file}"
    sheet = f", sheet “{one_line(source.sheet)}”" if source.sheet else ""
    return f"{one_line(source.name)} ({one_line(source.kind)}{sheet}): {plural(len(source.entries), 'code')} → {where}"


def columns(plan: ImportPlan) -> list[tuple[str, str]]:
    """The columns of a table, each with what it is taken for; empty where it is not taken in."""
    return [(one.heading, _NAMES.get(one.field, one.field.replace("_", " "))) for one in plan.source.columns]


def codes(plan: ImportPlan) -> list[tuple[str, str, str, str]]:
    """The new codes as they would stand in the codebook: name, set in by depth, id, colour, definition."""
    new = {code.id for code in plan.joined.added}
    return [
        ("  " * row.depth + one_line(row.name), row.key, row.code.colour or "", shortly(row.code.definition))
        for row in Outline((plan.codebook,)).rows
        if row.code is not None and row.code.id in new
    ]


def changes(plan: ImportPlan) -> list[str]:
    """What would be other in a codebook that there is, as a colleague would tell it; nothing where codes only come."""
    return as_text(tell([(plan.old, plan.codebook)])) if plan.changes.changed else []


def to_decide(plan: ImportPlan) -> list[tuple[str, str]]:
    """What would be left to be decided because both sides changed it: code and field."""
    before = {one.before.id: one.before.conflicts for one in plan.changes.changed if one.before is not None}
    return [
        (one.after.id, conflict.field)
        for one in plan.changes.changed
        if one.after is not None
        for conflict in one.after.conflicts
        if conflict not in before.get(one.after.id, ())
    ]


def remarks(plan: ImportPlan) -> list[str]:
    """What one should know: what is left out, what was understood how, what the file does not have any more."""
    found = [str(told) for told in (*plan.faults, *plan.notices)]
    if plan.called_so and plan.called_so != plan.alike:
        found.append(f"There is a codebook of that name already: {plan.called_so}.")
    if plan.alike:
        new = len(plan.joined.added)
        which = f"{plan.alike_names} of the {new} names" if plan.alike_names < new else "All of the names"
        found.append(f"{which} stand in {plan.alike} already: those codes are made once more, with ids of their own.")
    if plan.as_of is not None:
        when = f"{plan.as_of.astimezone():%Y-%m-%d}"
        found.append(f"This is the codebook as it was on {when}: nothing in it is newer, and nothing is taken back.")
    if plan.base == "now" and plan.source.kind == OURS and plan.changes.changed:
        found.append("It is held against the present state: where that differs, the file's wording takes its place.")
    elif plan.base == "now" and plan.source.is_whole and plan.changes.changed:
        why = "is not known here" if plan.source.state else "is not said in it"
        found.append(f"From which state it was made {why}: it is held against the present one.")
    missing = plan.joined.missing
    if missing:
        became = "retired for that" if plan.taken_out else "they stay" if len(missing) > 1 else "it stays"
        found.append(f"Not in the table any more: {', '.join(missing)}; {became}.")
    for code, field in to_decide(plan):
        found.append(f"{code}: {field} was changed here and there. Both stand in the codebook, to be decided.")
    return found


def as_lines(plan: ImportPlan, *, with_columns: bool = True) -> list[str]:
    """All of it as lines to be read.

    Args:
        plan: What would be done.
        with_columns: Whether it is told what the columns of a table are taken for.
    """
    lines = [heading(plan)]
    told_of = columns(plan) if with_columns else []
    taken = [f"{name} → {field}" for name, field in told_of if field and folded(name) != field]
    lines += ["", f"Columns: {'; '.join(taken)}."] if taken else []
    told = changes(plan) or [
        "  ".join(filter(None, (f"{name} ({one_line(code_id)})", words))) for name, code_id, _, words in codes(plan)
    ]
    lines += ["", *told[:_MOST]] if told else []
    lines += [f"and {len(told) - _MOST} more"] if len(told) > _MOST else []
    more = remarks(plan)
    return [*lines, "", *more] if more else lines


def shortly(text: str) -> str:
    """The beginning of a text, on one line."""
    return beginning(one_line(text), _LONGEST)

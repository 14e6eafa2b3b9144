"""Parts side by side: as a table, in words, as JSON and as CSV have them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workbench.agreement import as_json as figures
from workbench.agreement import in_words, table
from workbench.agreement.as_csv import rows_of
from workbench.agreement.parts import By, Part
from workbench.transcripts.tables.sheet import written_row
from workbench.visible import one_line, plural

OF_FEW = "turns were drawn for its intervals, which are too narrow"


def heading(parts: Sequence[Part]) -> list[str]:
    """What all parts are of, and then of each how much it is and its pooled figure."""
    if not parts:
        return []
    of_all = parts[0].comparison
    draws = f"Intervals hold 95 in 100 of {of_all.draws:,} bootstrap draws (seed {of_all.seed})."
    return [
        f"{in_words.who(of_all)}.",
        *in_words.under_what(of_all),
        *in_words.left_out(of_all),
        *([draws] if of_all.draws else []),
    ]


def in_short(part: Part) -> str:
    """How much a part is, and its pooled figure."""
    frame, pooled = part.comparison.frame, part.comparison.pooled
    units = plural(frame.continuum.length, frame.unit)
    few = f" ({OF_FEW})" if part.comparison.draws and frame.clusters == "turn" else ""
    said = [
        f"{one_line(part.name)}: {units} of {plural(len(frame.transcripts), 'transcript')}{few}.",
        *in_words.not_everybody(part.comparison),
        *([] if pooled is None else [in_words.pooled(pooled)]),
    ]
    return " ".join(said)


def by_code(parts: Sequence[Part], by: Sequence[By], *, more: bool) -> tuple[list[str], list[list[str]], list[int]]:
    """Headings and rows of a table, for each code a row each part, and with which columns it may be broken.

    Args:
        parts: The parts.
        by: What they differ in.
        more: Whether every figure is wanted.
    """
    if not parts:
        return [], [], []
    of_all = parts[0].comparison
    columns, first = table.columns(of_all, more=more), table.coefficient(of_all)
    headings = ["code", ", ".join(by), f"{of_all.frame.unit}s"]
    for column in columns:
        headings += [column.heading, "interval"] if column.name == first else [column.heading]
    rows = []
    for number, code in enumerate(of_all.codes):
        for part in parts:
            measured = part.comparison.codes[number].measured
            row = [code.name, part.name, f"{measured.counts['n']:,}"]
            for column in columns:
                row.append(table.cell(measured, column))
                row += [in_words.interval(measured, first)] if column.name == first else []
            rows.append(row)
    return headings, rows, [headings.index(one) for one in table.BREAKS if one in headings]


def explanations(parts: Sequence[Part]) -> list[str]:
    """What the figures of each part mean beside each other, and those of groups of which a passage gets one code."""
    return [
        f"{one_line(part.name)}: {line}"
        for part in parts
        for line in (*in_words.groups(part.comparison), *in_words.explanations(part.comparison))
    ]


def as_json(parts: Sequence[Part], by: Sequence[By]) -> dict[str, Any]:
    """Every part, whole: its role and wave by their ids, its name, and what is told of any comparison."""
    return {
        "by": list(by),
        "parts": [
            {"part": part.name, **dict(zip(by, part.kind, strict=True)), **figures.as_json(part.comparison)}
            for part in parts
        ],
    }


def as_csv(parts: Sequence[Part]) -> str:
    """Every figure of every code in every part, a row each; which part stands in the last column."""
    rows: list[list[str]] = []
    for part in parts:
        first, *others = rows_of([one.comparison for one in parts], part.comparison)
        rows += [[*first, "part"]] if not rows else []
        rows += [[*row, part.name] for row in others]
    return "".join(written_row(row, ",") + "\n" for row in rows)

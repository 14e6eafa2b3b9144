"""A comparison as a table for spreadsheet and statistics programs: a row for each code, and in each what it is of."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.agreement.basis import Basis
from workbench.agreement.comparison import Comparison
from workbench.agreement.figures import Measured
from workbench.agreement.in_words import UNDEFINED
from workbench.agreement.table import columns
from workbench.transcripts.tables.sheet import written_row


def as_csv(comparison: Comparison) -> str:
    """Every figure of every code, unrounded; what is not defined is the word for it, and why stands at the end.

    Each row says of what it is (unit, coders, transcripts, codebook, day), so that rows of several comparisons can
    stand in one table. No cell can be taken for a formula.
    """
    return "".join(written_row(row, ",") + "\n" for row in rows_of([comparison], comparison))


def rows_of(comparisons: Sequence[Comparison], comparison: Comparison) -> list[list[str]]:
    """The heading and the rows of a comparison, with the columns that any of several needs."""
    asked = columns(comparison, more=True)
    frame = comparison.frame
    books = "; ".join(f"{file} {version} {comparison.states[file]}" for file, version in comparison.versions.items())
    of_all = {
        "unit": frame.unit,
        "coders": "; ".join(comparison.coders),
        "transcripts": "; ".join(frame.transcripts),
        "interviewer": "yes" if comparison.include_interviewer else "no",
        "codebook": books,
        **_of_basis(comparison.basis),
        "date": comparison.made_at.date().isoformat(),
    }
    has_one = {name for some in comparisons for code in some.codes for name in code.measured.intervals}
    bounded = [column.name for column in asked if column.name in has_one]
    header = ["code", "name", "n", *(column.name for column in asked)]
    header += [f"{name}_{end}" for name in bounded for end in ("low", "high")]
    rows = [[*header, "why_undefined", "why_no_interval", *of_all]]
    for code in comparison.codes:
        measured = code.measured
        values = [measured.counts.get(column.name, measured.figures.get(column.name)) for column in asked]
        row = [code.id, code.name, str(measured.counts["n"])]
        row += [UNDEFINED if value is None else repr(value) for value in values]
        for name in bounded:
            row += [repr(end) for end in measured.intervals.get(name, ())] or ["", ""]
        why = "; ".join(dict.fromkeys(measured.why.values()))
        rows.append([*row, why, _without_interval(code.measured), *of_all.values()])
    return rows


def _of_basis(basis: Basis) -> dict[str, str]:
    """On what they are compared: of a sample also what was not blind there, and what is other than it was then."""
    sample = basis.sample
    if sample is None:
        of_sample = dict.fromkeys(("coded_before", "changed_since", "as_revealed", "came_since"), "")
    else:
        of_sample = {
            "coded_before": "; ".join(sample.coded_before),
            "changed_since": str(basis.changed_since),
            "as_revealed": "yes" if basis.as_revealed else "no",
            "came_since": str(basis.came_since),
        }
    return {
        "sample": "" if sample is None else sample.name,
        "blind": basis.blindness,
        "one_database": "yes" if basis.one_database else "no",
        **of_sample,
        "left_out_open": "; ".join(basis.apart),
    }


def _without_interval(measured: Measured) -> str:
    """Each reason for which figures have no interval, with those that it is of."""
    by_reason: dict[str, list[str]] = {}
    for name, reason in measured.no_interval.items():
        by_reason.setdefault(reason, []).append(name)
    return "; ".join(f"{', '.join(names)}: {reason}" for reason, names in by_reason.items())

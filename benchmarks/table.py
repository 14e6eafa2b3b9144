"""Figures as a table: as lines for the terminal, and as Markdown for docs/benchmarks.md."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks.measure import Row

HEADERS = ("job", "transcripts", "ours", "floor", "ratio", "own", "spread", "runs", "the floor is")
_WIDTHS = (46, 11, 10, 10, 7, 10, 10, 5)


def cells(row: Row) -> tuple[str, ...]:
    """A row as it is printed."""
    return (
        row.job,
        f"{row.transcripts:,}" if row.transcripts else "",
        *(shown(value, row.unit) for value in (row.ours, row.floor)),
        f"{row.ratio:.1f}",
        shown(row.own, row.unit),
        shown(row.spread, row.unit) if row.runs > 1 else "",
        str(row.runs),
        row.floor_is,
    )


def shown(value: float, unit: str) -> str:
    """A figure with its unit: milliseconds below a second."""
    if unit == "s" and abs(value) < 1:
        return f"{value * 1000:.1f} ms" if abs(value) < 0.1 else f"{value * 1000:.0f} ms"
    return f"{value:.0f} {unit}" if unit != "s" else f"{value:.2f} s"


def line(values: Sequence[str]) -> str:
    """A row of the table in the terminal."""
    fitted = [
        value.ljust(width) if number == 0 else value.rjust(width)
        for number, (value, width) in enumerate(zip(values, _WIDTHS, strict=False))
    ]
    return "  ".join([*fitted, *values[len(_WIDTHS) :]])


def markdown(rows: Iterable[Row]) -> str:
    """The table in Markdown, figures set to the right."""
    marks = ["---", *["---:"] * len(_WIDTHS[1:]), "---"]
    return "".join(f"| {' | '.join(values)} |\n" for values in (HEADERS, marks, *map(cells, rows)))

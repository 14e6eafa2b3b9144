"""Many spans as one text of the database: for tens of thousands, reading a row each takes five times as long."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from workbench.spans import Span


def span_list(start: Any, end: Any) -> sa.ColumnElement[str]:
    """The spans of a group of rows as one text."""
    written = sa.cast(start, sa.String).concat("-").concat(sa.cast(end, sa.String))
    return sa.func.aggregate_strings(written, ",")


def spans_listed(listed: str) -> list[Span]:
    """The spans that `span_list` wrote."""
    return [Span(*map(int, one.split("-"))) for one in listed.split(",")]

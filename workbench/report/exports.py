"""What exports printed, remembered: so that a quotation that is new can be told from one that the writer took out.

An export is remembered by the part of its marks that names it, with the parts that name its extracts: no words, and
nothing that says outside the study which extracts they are. It is book-keeping, and no step.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import sqlalchemy as sa
from sqlmodel import col

from workbench.errors import Unavailable
from workbench.model import Export, utc_now
from workbench.report.content import Block, quotations_of
from workbench.report.marks import read_mark
from workbench.study import Study


def remember(study: Study, export: str, extracts: Collection[str]) -> tuple[str, ...]:
    """Remember an export, once its file is written.

    Args:
        study: The study.
        export: The part of its marks that names it; empty where it has none.
        extracts: The parts that name its extracts.

    Returns:
        What its writer must know: a database that cannot be written to keeps nobody from having a report.
    """
    if not export:
        return ()
    try:
        with study.database.write() as session:
            session.merge(Export(token=export, made_at=utc_now(), extracts=sorted(extracts)))
    except Unavailable as error:
        what = (
            "What was printed could not be noted, so that an update of the report may not know what its writer took out"
        )
        return (f"{what}. {error.message}",)
    return ()


def remember_blocks(study: Study, blocks: Iterable[Block]) -> tuple[str, ...]:
    """Remember a report that was written; see `remember`."""
    marks = [mark for one in quotations_of(blocks) if (mark := read_mark(one.mark)) is not None]
    return remember(study, marks[0].export if marks else "", {mark.extract for mark in marks})


def remembered(study: Study, exports: Collection[str]) -> dict[str, frozenset[str]]:
    """Which extracts these exports printed, as far as this database remembers them."""
    with study.read() as session:
        rows = session.execute(sa.select(Export).where(col(Export.token).in_(list(exports)))).scalars()
        return {row.token: frozenset(row.extracts) for row in rows}

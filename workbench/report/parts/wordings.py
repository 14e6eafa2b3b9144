"""Rules as they were and as they are, as a table of a document: the words that are others stand out. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from workbench.agreement.consensus_told import label_of
from workbench.codebook.differences.things import FieldTold
from workbench.report.content import Block, Cell, Kind, Paragraph, Run, Table, cell, plain
from workbench.visible import one_line

_NOTHING = "–"
_NOTE = "The words that differ are in bold."


class Reworded(NamedTuple):
    """A part of a rule that reads otherwise.

    Attributes:
        code: What the code is called.
        field: The part, as it was and as it is.
        why: What led to it.
    """

    code: str
    field: FieldTold
    why: str


def wordings(reworded: Iterable[Reworded], *, caption: str) -> tuple[Block, ...]:
    """A table of the rules that read otherwise, a row each part; nothing where none does.

    Args:
        reworded: What reads otherwise.
        caption: The table's caption.
    """
    rows = [
        (
            cell(one_line(one.code)),
            cell(label_of(one.field.field)),
            _words(one.field, "old"),
            _words(one.field, "new"),
            cell(one_line(one.why) or _NOTHING),
        )
        for one in reworded
    ]
    if not rows:
        return ()
    header = ("Code", "Part", "Before", "After", "Why")
    return (Table(caption, header, tuple(rows), (5, 4, 9, 9, 7)), plain(_NOTE, Kind.NOTE))


def _words(field: FieldTold, side: Literal["old", "new"]) -> Cell:
    """One of both wordings, with the words that the other has not in bold."""
    runs = tuple(
        Run(" ".join(piece.text.split("\n")), strong=piece.kind == side)
        for piece in field.pieces
        if piece.kind in ("same", side)
    )
    return (Paragraph(runs or (Run(_NOTHING),)),)

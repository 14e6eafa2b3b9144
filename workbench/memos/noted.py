"""Where in a text memos stand, asked quickly: a transcript that is open asks again at every change of the study."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from workbench import sight_memos
from workbench.spans import Span
from workbench.study import Study, same_coder


class Noted(NamedTuple):
    """A memo on a passage or a coding.

    Attributes:
        id: The memo.
        kind: One of `workbench.memos.KINDS`.
        coder: Who wrote it.
        span: Where it stands.
        coding_id: The coding it is about; None where it is about the passage.
        begins: How its text begins.
    """

    id: UUID
    kind: str
    coder: str
    span: Span
    coding_id: UUID | None
    begins: str


def noted_in(study: Study, revision_id: UUID) -> tuple[Noted, ...]:
    """The memos on passages of a text and on the codings there that the coder may see; none on safeguarding.

    Notes in codings' own rows come with the codings.

    Args:
        study: The study; its coder is who looks.
        revision_id: The text.
    """
    with study.read() as session:
        rows = sight_memos.placed_memos(session, study, revision_id)
    return tuple(
        Noted(row.id, row.kind, row.coder, Span(row.start, row.end), row.coding_id, row.begins) for row in rows
    )


def impressions_of(study: Study, transcript_id: UUID) -> str:
    """The coder's familiarisation note on a transcript; empty where there is none. As quick as `noted_in`."""
    with study.read() as session:
        found = sight_memos.impressions(session, transcript_id)
    return next((text for coder, text in found if same_coder(coder, study.coder)), "")

"""What whoever was handed out a sample is to give back beside the packs: the codebook, where codes were made in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import sqlalchemy as sa
from sqlmodel import col

from workbench.codebook.pieces import codebook_of
from workbench.codebook.states import states
from workbench.exchange.lines import CodingLine
from workbench.model import CodebookState, Sample
from workbench.study import Study
from workbench.visible import plural


def told(study: Study, codings: Iterable[CodingLine]) -> list[str]:
    """That codings have codes which the study does not know that handed this one out, and what is to be done.

    Args:
        study: The study.
        codings: The codings that are packed.
    """
    if not study.settings.handed_to:
        return []
    with study.read() as session:
        since = session.scalar(sa.select(sa.func.min(col(Sample.made_at))))
        texts = session.scalars(sa.select(col(CodebookState.text)).where(col(CodebookState.seen_at) <= since)).all()
    books = [codebook_of(text, file="") for text in texts]
    known = {name for book in books for code in book.codes for name in (code.id, *code.was)}
    new = Counter(line.code for line in codings if line.removed_at is None and line.code not in known)
    if not new:
        return []
    return [
        f"Made here, and not known where this was handed out: {states.current(study).called(sorted(new))}, with "
        f"{plural(new.total(), 'coding')}. Give back the folder codebooks as well, and say so: there the codings come "
        "without the codes, which somebody has to add."
    ]

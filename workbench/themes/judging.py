"""Say what extracts are to a theme, and take that back. Each call is one step."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench import sight, sight_samples
from workbench.coding import marked_passages
from workbench.errors import BadInput, NotFound, Refused
from workbench.model import ThemeExtract
from workbench.spans import Span
from workbench.study import Study
from workbench.themes.listing import Theme
from workbench.themes.rows import living
from workbench.themes.stances import STANCES, USES


def judge(
    study: Study, theme: Theme, codings: Sequence[UUID], *, stance: str | None = None, use: str | None = None
) -> int:
    """Say what the passages of those codings are to a theme; they come into it if they were not there.

    Args:
        study: The study.
        theme: The theme.
        codings: Codings in sight.
        stance: supports, complicates or contradicts; None leaves it.
        use: key, useful, not useful, or empty; None leaves it.

    Returns:
        How many passages were judged.

    Raises:
        BadInput: Stance or use is none of theirs.
        NotFound: There is no such coding, or the theme was removed meanwhile.
        Refused: They are to be key, and some of their words are marked as not for quotation; or one is on a sample
            that is open.
    """
    if stance is not None and stance not in STANCES:
        raise BadInput(f"{stance!r} is no stance.", f"One of: {', '.join(STANCES)}.")
    if use is not None and use not in USES:
        raise BadInput(f"{use!r} is no use of an extract.", f"One of: {', '.join(USES[1:])}, or empty.")
    with study.step(f"Judged extracts of the theme “{theme.name}”") as work:
        passages = _passages(work.session, study, codings)
        living(work.session, theme)
        refuse_apart(work.session, study, passages)
        if use == "key":
            refuse_marked(work.session, study, codings)
        present = _judged(work.session, theme.id)
        for passage_id in passages:
            row = present.get(passage_id) or ThemeExtract(theme_id=theme.id, passage_id=passage_id)
            row.stance = stance if stance is not None else row.stance
            row.use = use if use is not None else row.use
            work.session.add(row)
    return len(passages)


def forget(study: Study, theme: Theme, codings: Sequence[UUID]) -> int:
    """Take back what was said of those codings' passages in a theme.

    An extract that is in the theme through its code stays there, unjudged.

    Returns:
        How many were taken back.

    Raises:
        NotFound: There is no such coding, nothing was said of one, or the theme was removed meanwhile.
        Refused: One is on a sample that is open.
    """
    with study.step(f"Took back judgements on extracts of the theme “{theme.name}”") as work:
        living(work.session, theme)
        present = _judged(work.session, theme.id)
        passages = _passages(work.session, study, codings)
        refuse_apart(work.session, study, passages)
        for passage_id in passages:
            if passage_id not in present:
                raise NotFound(f"Nothing was said of that extract in the theme “{theme.name}”.")
            row = present[passage_id]
            if row.quotation is None:
                work.session.delete(row)
            else:  # How it is prepared for print is no judgement, and what is redacted in it holds everywhere.
                row.stance, row.use = "supports", ""
    return len(passages)


def _judged(session: Session, theme_id: UUID) -> dict[UUID, ThemeExtract]:
    rows = session.scalars(sa.select(ThemeExtract).where(col(ThemeExtract.theme_id) == theme_id))
    return {row.passage_id: row for row in rows}


def refuse_apart(session: Session, study: Study, passages: Sequence[UUID]) -> None:
    """Refuse to judge what several code apart: what one of them says would stand in the place of what another did.

    Raises:
        Refused: One of the passages is on a sample that is open.
    """
    if sight_samples.on_open_samples(session, study, passages):
        raise Refused(
            "That is on a sample which is open: themes take it up once the sample is revealed.",
            "Nothing was changed.",
            command="See: workbench sample list",
        )


def refuse_marked(
    session: Session, study: Study, codings: Sequence[UUID], *, doing: str = "a key extract is printed"
) -> None:
    """Refuse to choose for print what must not be printed.

    Raises:
        Refused: Some of the codings' words are marked as not for quotation.
    """
    marks = marked_passages(session)
    found = sight.codings(session, study, ids=codings)
    sealed = [
        one for one in found if any(mark.overlaps(Span(one.start, one.end)) for mark in marks.get(one.revision_id, ()))
    ]
    if sealed:
        is_or_are = "is" if len(sealed) == 1 else "are"
        which = "It is" if len(found) == 1 else f"{len(sealed)} of these {len(found)} extracts {is_or_are}"
        raise Refused(
            f"{which} marked as not for quotation: {doing}.",
            "Choose others; as evidence of the theme they count all the same.",
        )


def _passages(session: Session, study: Study, codings: Sequence[UUID]) -> list[UUID]:
    found = {coding.id: coding.passage_id for coding in sight.codings(session, study, ids=codings)}
    for coding_id in codings:
        if coding_id not in found:
            raise NotFound(f"There is no coding {coding_id}.", command="See: workbench codings")
    return list(dict.fromkeys(found[coding_id] for coding_id in codings))

"""Prepare a theme's extract for print, and take that back. Each call is one step."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench import sight
from workbench.errors import ChangedElsewhere, NotFound
from workbench.model import Passage, Revision, Text, ThemeExtract, Transcript
from workbench.prepared import REDACT, Prepared, check_words, prepared_from
from workbench.spans import Span
from workbench.study import Study
from workbench.themes.judging import refuse_apart, refuse_marked
from workbench.themes.listing import Theme as ThemeFound
from workbench.themes.rows import living

UNKNOWN = Prepared(text="not looked at")
"""What somebody saw who looked at nothing: nothing is held against it."""


def prepare(
    study: Study, theme: ThemeFound, coding_id: UUID, prepared: Prepared | None, *, before: Prepared | None = UNKNOWN
) -> Prepared | None:
    """Say how the extract of a coding is to be printed in a theme.

    Args:
        study: The study.
        theme: The theme.
        coding_id: A coding in sight; what is said holds for its passage in this theme.
        prepared: How; None, or nothing said in it, prints it as it stands again. Its `text` is the sha256 of the text
            in which places were chosen, empty where nobody looked at it for long.
        before: How it was prepared in front of whoever prepares it.

    Returns:
        How it is prepared now.

    Raises:
        BadInput: An edit lies outside the passage, cuts through words, or is none of the three there are.
        NotFound: There is no such coding, or the theme was removed meanwhile.
        ChangedElsewhere: The transcript has another text, or somebody else has prepared it meanwhile.
        Refused: Some of its words are marked as not for quotation; or it is on a sample that is open.
    """
    wanted = prepared if prepared is not None and prepared.says_something else None
    doing = "Prepared a quotation" if wanted else "Took back how a quotation is prepared,"
    with study.step(f"{doing} in the theme “{theme.name}”") as work:
        session = work.session
        living(session, theme)
        found = sight.codings(session, study, ids=[coding_id])
        if not found:
            raise NotFound(f"There is no coding {coding_id}.", command="See: workbench codings")
        passage_id = found[0].passage_id
        refuse_apart(session, study, [passage_id])
        row = session.scalar(
            sa.select(ThemeExtract).where(
                col(ThemeExtract.theme_id) == theme.id, col(ThemeExtract.passage_id) == passage_id
            )
        )
        now = prepared_from(row.quotation) if row is not None else None
        if before is not UNKNOWN and now not in (before, wanted):
            message = f"Somebody else prepared that quotation of the theme “{theme.name}” meanwhile."
            raise ChangedElsewhere(message, "Look at it as it is by now.")
        if wanted is not None:
            refuse_marked(session, study, [coding_id], doing="a quotation is printed")
            wanted = _fitting(session, wanted, passage_id)
        if row is None and wanted is None:
            return None
        row = row or ThemeExtract(theme_id=theme.id, passage_id=passage_id)
        row.quotation = wanted.as_value() if wanted is not None else None
        session.add(row)
    return wanted


class Redaction(NamedTuple):
    """Words that are kept from readers, and what stands in their place; places are code points of the text."""

    transcript: str
    start: int
    end: int
    words: str


def redactions(study: Study, *, but: tuple[UUID, UUID] | None = None) -> list[Redaction]:
    """What is redacted in any theme's quotations, by transcript and place.

    What a reader is not to learn from one quotation must stand in no other either; nor does it where the theme in which
    it was redacted is removed. It holds while the passage is on a sample that is open, too, whoever said so: whose it
    was, and in which theme, is not told.

    Args:
        study: The study.
        but: Without those of one quotation: its theme and its passage.
    """
    query = (
        sa.select(col(ThemeExtract.quotation), col(Passage.start), col(Passage.end))
        .add_columns(col(Transcript.name), col(Revision.text_sha256))
        .join(Passage, col(Passage.id) == ThemeExtract.passage_id)
        .join(Revision, col(Revision.id) == Passage.revision_id)
        .join(Transcript, col(Transcript.revision_id) == Revision.id)
        .where(col(ThemeExtract.quotation).is_not(None))
    )
    if but is not None:
        query = query.where(sa.or_(col(ThemeExtract.theme_id) != but[0], col(Passage.id) != but[1]))
    with study.read() as session:
        rows = session.execute(query).all()
    found = set()
    for quotation, start, end, name, sha256 in rows:
        prepared = prepared_from(quotation)
        if prepared is not None and prepared.text == sha256:
            hidden = [one for one in prepared.edits if one.do == REDACT and start + one.end <= end]
            found |= {Redaction(name, start + one.start, start + one.end, one.words) for one in hidden}
    return sorted(found)


def _fitting(session: Session, prepared: Prepared, passage_id: UUID) -> Prepared:
    """How a passage is prepared, held against its words."""
    query = (
        sa.select(Text, col(Passage.start), col(Passage.end))
        .join(Revision, col(Revision.text_sha256) == Text.sha256)
        .join(Passage, col(Passage.revision_id) == Revision.id)
        .where(col(Passage.id) == passage_id)
    )
    text, start, end = session.execute(query).one()
    if prepared.text not in ("", text.sha256):
        raise ChangedElsewhere("The transcript has another text by now.", "Look at the quotation as it is.")
    check_words(prepared, Span(start, end).of(text.text))
    ordered = tuple(sorted(prepared.edits, key=lambda one: (one.start, one.end)))
    return replace(prepared, text=text.sha256, edits=ordered)

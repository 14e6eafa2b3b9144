"""Other evidence of a theme, and the questions it answers. Each call is one step."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench.errors import BadInput, ChangedElsewhere, NotFound
from workbench.model import Evidence as EvidenceRow
from workbench.model import Theme as ThemeRow
from workbench.model import is_one_line, storable
from workbench.study import Study
from workbench.themes.edit import edit
from workbench.themes.listing import Evidence, Theme, find_theme
from workbench.themes.questions import checked_answers
from workbench.themes.rows import living

Said = tuple[str, str]
"""Sentence and source of other evidence."""


def set_answers(study: Study, theme: Theme, answers: Sequence[str], *, shown: Theme | None = None) -> Theme:
    """Say which evaluation questions a theme answers.

    Args:
        study: The study.
        theme: The theme.
        answers: The ids of the questions: all of them.
        shown: The theme as its writer had it in front of them; None where nobody looked at it for long.

    Raises:
        NotFound: The study asks no such question, or the theme was removed meanwhile.
        ChangedElsewhere: Somebody else said meanwhile what it answers.
    """
    return edit(study, theme, answers=answers, shown=shown)


def add_evidence(study: Study, theme: Theme, sentence: str, source: str = "") -> Evidence:
    """Add other evidence to a theme, as its last.

    Args:
        study: The study.
        theme: The theme.
        sentence: What it says; it is printed with the theme, and counted nowhere.
        source: Where that is from.

    Raises:
        BadInput: The sentence or the source is not one line of words.
        NotFound: The theme was removed meanwhile.
    """
    said = _checked(sentence, source)
    with study.step(f"Added other evidence to the theme “{theme.name}”") as work:
        living(work.session, theme)
        row = EvidenceRow(theme_id=theme.id, sentence=said[0], source=said[1])
        row.position = max((one.position for one in _rows(work.session, theme)), default=0) + 1
        work.session.add(row)
        return Evidence(row.id, *said)


def change_evidence(
    study: Study,
    theme: Theme,
    evidence_id: UUID,
    *,
    sentence: str | None = None,
    source: str | None = None,
    shown: Evidence | None = None,
) -> Evidence:
    """Change what other evidence of a theme says.

    Args:
        study: The study.
        theme: The theme.
        evidence_id: Which.
        sentence: What it says; None leaves it.
        source: Where that is from; None leaves it.
        shown: It as its writer had it in front of them; None where nobody looked at it for long.

    Raises:
        BadInput: The sentence or the source is not one line of words.
        NotFound: There is none such, or the theme was removed meanwhile.
        ChangedElsewhere: It says something else by now.
    """
    new = None if sentence is None else _line(sentence, "What other evidence says")
    origin = None if source is None else _line(source, "Its source", may_be_empty=True)
    with study.step(f"Changed other evidence of the theme “{theme.name}”") as work:
        row = _row(work.session, theme, evidence_id)
        for now, before, wanted in (
            (row.sentence, shown and shown.sentence, new),
            (row.source, shown and shown.source, origin),
        ):
            if before is not None and wanted is not None and now not in (before, wanted):
                message = f"Somebody else changed other evidence of the theme “{theme.name}” meanwhile."
                raise ChangedElsewhere(message, "Look at that before you write yours over it.", theirs=now)
        row.sentence = row.sentence if new is None else new
        row.source = row.source if origin is None else origin
        work.session.add(row)
        return Evidence(row.id, row.sentence, row.source)


def set_behind(
    study: Study,
    theme: Theme,
    *,
    answers: Sequence[str] | None = None,
    evidence: Sequence[Said] | None = None,
    shown: Theme | None = None,
) -> Theme:
    """Say which questions a theme answers, and all of its other evidence: both in one step, or neither.

    Args:
        study: The study.
        theme: The theme.
        answers: The ids of the questions: all of them; None leaves them.
        evidence: Sentence and source of each piece: what is not among them goes, what is new comes, in this order; None
            leaves it.
        shown: The theme as its writer had it in front of them; None where nobody looked at it for long.

    Raises:
        BadInput: A sentence or a source is not one line of words.
        NotFound: The study asks no such question, or the theme was removed meanwhile.
        ChangedElsewhere: Somebody else changed either meanwhile; nothing was written.
    """
    answered = None if answers is None else checked_answers(study, answers, kept=theme.answers)
    said = None if evidence is None else [_checked(sentence, source) for sentence, source in evidence]
    what = "the theme" if answered is not None else "other evidence of the theme"
    with study.step(f"Changed {what} “{theme.name}”") as work:
        row, rows = living(work.session, theme), _rows(work.session, theme)
        if shown is not None:
            _refuse_unseen(row, rows, shown, answered, said)
        if answered is not None:
            row.answers = list(answered) or None
            work.session.add(row)
        if said is not None:
            _write(work.session, theme, rows, said)
    return find_theme(study, str(theme.id))


def _refuse_unseen(
    row: ThemeRow,
    rows: Sequence[EvidenceRow],
    shown: Theme,
    answered: Sequence[str] | None,
    said: Sequence[Said] | None,
) -> None:
    """Refuse to write over what the writer has not seen, all of which is told at once."""
    answers, evidence = tuple(row.answers or ()), [(one.sentence, one.source) for one in rows]
    theirs = []
    if answered is not None and answers not in (shown.answers, tuple(answered)):
        theirs.append(f"Questions it answers: {', '.join(answers) or 'none'}")
    if said is not None and evidence not in ([(one.sentence, one.source) for one in shown.evidence], list(said)):
        lines = "\n".join(f"{sentence} ({source})" if source else sentence for sentence, source in evidence)
        theirs.append(f"Other evidence:\n{lines or 'none'}")
    if theirs:
        message = f"Somebody else changed meanwhile what the theme “{shown.name}” answers or rests on."
        raise ChangedElsewhere(message, "Look at that before you write yours over it.", theirs="\n\n".join(theirs))


def _write(session: Session, theme: Theme, rows: Sequence[EvidenceRow], said: Sequence[Said]) -> None:
    """Have a theme's other evidence be this, in this order; what stays the same keeps its id."""
    taken = _taken(rows, said)
    for row in rows:
        if row not in taken:
            session.delete(row)
    for number, (old, line) in enumerate(zip(taken, said, strict=True), start=1):
        kept = old or EvidenceRow(theme_id=theme.id, sentence=line[0], source=line[1])
        kept.sentence, kept.source, kept.position = (*line, number)
        session.add(kept)


def _taken(rows: Sequence[EvidenceRow], said: Sequence[Said]) -> list[EvidenceRow | None]:
    """The row that each line is of: one that says just that, else the next that nothing says any more; None for new."""
    free = list(rows)
    taken: list[EvidenceRow | None] = []
    for line in said:
        same = next((one for one in free if (one.sentence, one.source) == line), None)
        taken.append(same)
        if same is not None:
            free.remove(same)
    return [one if one is not None else (free.pop(0) if free else None) for one in taken]


def remove_evidence(study: Study, theme: Theme, evidence_id: UUID) -> None:
    """Take other evidence out of a theme; undo brings it back.

    Raises:
        NotFound: There is none such, or the theme was removed meanwhile.
    """
    with study.step(f"Removed other evidence of the theme “{theme.name}”") as work:
        work.session.delete(_row(work.session, theme, evidence_id))


def move_evidence(study: Study, theme: Theme, evidence_id: UUID, at: int) -> None:
    """Have other evidence stand before so many others of its theme; where there are no more, it comes last.

    Raises:
        NotFound: There is none such, or the theme was removed meanwhile.
    """
    with study.step(f"Moved other evidence of the theme “{theme.name}”") as work:
        row = _row(work.session, theme, evidence_id)
        order = [one for one in _rows(work.session, theme) if one.id != row.id]
        order.insert(max(0, at), row)
        for number, one in enumerate(order, start=1):
            one.position = number
            work.session.add(one)


def _rows(session: Session, theme: Theme) -> list[EvidenceRow]:
    """All of a theme's, in order."""
    query = sa.select(EvidenceRow).where(col(EvidenceRow.theme_id) == theme.id)
    return list(session.scalars(query.order_by(col(EvidenceRow.position), col(EvidenceRow.id))))


def _row(session: Session, theme: Theme, evidence_id: UUID) -> EvidenceRow:
    living(session, theme)
    row = session.get(EvidenceRow, evidence_id)
    if row is None or row.theme_id != theme.id:
        raise NotFound(f"The theme “{theme.name}” has no such other evidence.", "Somebody may have removed it.")
    return row


def _checked(sentence: str, source: str) -> Said:
    return _line(sentence, "What other evidence says"), _line(source, "Its source", may_be_empty=True)


def _line(words: str, what: str, *, may_be_empty: bool = False) -> str:
    words = " ".join(storable(words).split())
    if not is_one_line(words) and not (may_be_empty and not words):
        raise BadInput(f"{what} is one line of words, without control characters.")
    return words

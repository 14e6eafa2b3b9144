"""Write, change, remove and list memos. Each change is one step of the coder's own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench import sight
from workbench.codebook import states
from workbench.errors import BadInput, NotFound, Refused
from workbench.model import Memo, Theme, Transcript, storable, utc_now
from workbench.study import Study
from workbench.transcripts import listing

KINDS = ("analytic", "reflexive", "code rule", "theoretical", "field note")
ABOUT = ("study", "transcript", "code", "theme", "participant")


@dataclass(frozen=True)
class MemoFound:
    """A memo in a list.

    Attributes:
        id: Its row.
        kind: One of `KINDS`.
        about: One of `ABOUT`.
        name: What it is about, as people call it; empty for the study.
        coder: Who wrote it.
        text: Markdown.
        made_at: When it was written, in UTC.
    """

    id: UUID
    kind: str
    about: str
    name: str
    coder: str
    text: str
    made_at: dt.datetime


def memos(study: Study, *, kind: str | None = None, coder: str | None = None) -> list[MemoFound]:
    """The living memos, oldest first.

    Args:
        study: The study.
        kind: Only of this kind.
        coder: Only this coder's.
    """
    with study.read() as session:
        names = _names(session)
        return [
            MemoFound(row.id, row.kind, row.about, names.get(row.about_id, row.about_id), who, row.text, row.made_at)
            for row, who in sight.memos(session)
            if kind in (None, row.kind) and (coder is None or coder.casefold() == who.casefold())
        ]


def add(study: Study, text: str, *, kind: str = "analytic", about: str = "study", name: str = "") -> UUID:
    """Write a memo.

    Args:
        study: The study; its coder writes.
        text: Markdown.
        kind: One of `KINDS`.
        about: One of `ABOUT`.
        name: The transcript's or theme's name, the code's or participant's id; empty for the study.

    Returns:
        The memo.

    Raises:
        BadInput: The text is empty, or kind or about is none of theirs.
        NotFound: There is nothing of that name.
    """
    _check(text)
    if kind not in KINDS:
        raise BadInput(f"{kind!r} is no kind of memo.", f"One of: {', '.join(KINDS)}.")
    about_id = _id_of(study, about, name)
    coder_id = study.coder_id()
    which = states.current(study).called([about_id]) if about == "code" else name
    with study.step(f"Wrote a memo on the {about} {which}".rstrip()) as work:
        memo = Memo(kind=kind, about=about, about_id=about_id, coder_id=coder_id, text=storable(text))
        work.session.add(memo)
        return memo.id


def edit(study: Study, memo_id: UUID, text: str) -> None:
    """Write a memo anew.

    Raises:
        BadInput: The text is empty.
        NotFound: There is no such memo.
        Refused: It is another coder's.
    """
    _check(text)
    with study.step("Changed a memo") as work:
        memo = _own(work.session, study, memo_id)
        memo.text = storable(text)
        work.session.add(memo)


def remove(study: Study, memo_id: UUID) -> None:
    """Remove a memo; it stays with the moment of its removal.

    Raises:
        NotFound: There is no such memo.
        Refused: It is another coder's.
    """
    with study.step("Removed a memo") as work:
        memo = _own(work.session, study, memo_id)
        memo.removed_at = utc_now()
        work.session.add(memo)


def _own(session: Session, study: Study, memo_id: UUID) -> Memo:
    memo = next((one for one, _ in sight.memos(session) if one.id == memo_id), None)
    if memo is None:
        raise NotFound(f"There is no memo {memo_id}.", command="See: workbench memos")
    if memo.coder_id != study.coder_id():
        raise Refused(f"The memo {memo_id} is another coder's.", f"You are working as {study.coder}.")
    return memo


def _check(text: str) -> None:
    if not text.strip():
        raise BadInput("The memo is empty.", "Give its text.")


def _id_of(study: Study, about: str, name: str) -> str:
    if about not in ABOUT:
        raise BadInput(f"A memo cannot be about a {about!r}.", f"One of: {', '.join(ABOUT)}.")
    if about == "study":
        return ""
    if about == "code":
        return states.current(study).find(name).id
    with study.read() as session:
        if about == "transcript":
            return str(listing.find_transcript(session, name).id)
        if about == "participant":
            known = [who.participant for who in listing.participants(session)]
        else:
            rows = session.scalars(sa.select(Theme).where(col(Theme.removed_at).is_(None)))
            found = [row for row in rows if name.casefold() in (row.name.casefold(), str(row.id))]
            if len(found) == 1:
                return str(found[0].id)
            known = []
    for one in known:
        if one.casefold() == name.casefold():
            return one
    raise NotFound(f"There is no {about} {name!r}.", command=f"See: workbench {about}s")


def _names(session: Session) -> dict[str, str]:
    """What transcripts and themes are called, by their ids."""
    names = {str(row_id): name for row_id, name in session.execute(sa.select(col(Transcript.id), col(Transcript.name)))}
    return names | {str(row_id): name for row_id, name in session.execute(sa.select(col(Theme.id), col(Theme.name)))}

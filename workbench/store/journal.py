"""Steps of work, and taking them back: the journal that triggers write, read aloud, backwards and forwards.

A step is one thing somebody did (who, when, in what words) with the image of every row it changed, before and after.
Undo takes back a coder's own latest step as a whole. It needs every row as the step left it and nothing later that
refers to it; otherwise it refuses and says whose change stands in the way.

Steps have a kind: ``do`` (somebody's work), ``undo`` and ``redo`` (of another step), ``files`` (taken in from files
that were changed outside the program) and ``setup`` (a coder made at first use). Only ``do`` can be undone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from workbench.errors import NotFound, Refused
from workbench.model import Coder, Image, OpenStep, Step
from workbench.rows import shared_tables
from workbench.store import rewind
from workbench.store.database import Database, portions
from workbench.store.schema import KNOWN, RESHAPED, SCHEMA
from workbench.visible import in_quotes


@dataclass
class Work:
    """An open step.

    Attributes:
        session: Where rows are read and changed; all of it is one transaction.
        sentence: What was done, in the words that history and undo say; may be set until the step closes.
        step_id: The step's number.
    """

    session: Session
    sentence: str
    step_id: int


@dataclass(frozen=True)
class StepTaken:
    """A step as history tells it.

    Attributes:
        id: Its number; later steps have higher ones.
        coder: Whose step it was; None for what the program took in by itself.
        made_at: When, in UTC.
        sentence: What was done.
        kind: do, undo, redo, files or setup.
        undone: Whether it is taken back at present.
        changes: How many rows it changed, but for passages; several images of one row count as one. What was taken back
            or brought again just now has none where nothing of it stood there any more, or all of it did.
    """

    id: int
    coder: str | None
    made_at: dt.datetime
    sentence: str
    kind: str
    undone: bool
    changes: int

    def told(self, verb: str) -> str:
        """What became of it when it was taken back or brought again just now.

        Args:
            verb: What the door says to that: Undid, Undone …
        """
        if self.changes:
            return f"{verb}: {self.sentence}"
        if self.undone:
            return f"Nothing of it stands there any more; nothing was changed, and it counts as undone: {self.sentence}"
        return f"All of it stands there already; nothing was changed, and it counts as done: {self.sentence}"


@contextmanager
def step(
    database: Database, sentence: str, *, coder_id: UUID | None, kind: str = "do", of: int | None = None
) -> Iterator[Work]:
    """Open a step; what is written inside is journalled under it and committed at its end, all or nothing.

    A step in which nothing changed leaves no trace, unless it takes back or brings again another one.

    Args:
        database: Where.
        sentence: What is done; holds no interview text.
        coder_id: Who does it; None for what the program does by itself.
        kind: do, undo, redo, files or setup.
        of: The step that is undone or redone.

    Raises:
        Unavailable: The database cannot be written.
        Refused: Another program changed the same row meanwhile.
    """
    with database.write() as session:
        record = Step(coder_id=coder_id, sentence=sentence, kind=kind, of=of, schema_version=SCHEMA)
        session.add(record)
        session.flush()
        work = Work(session, sentence, _number(record))
        _open(session, work.step_id)
        yield work
        session.flush()
        _close(session)
        changed = session.scalar(select(Image.id).where(Image.step_id == work.step_id).limit(1))
        is_kept = changed is not None or of is not None
        if not is_kept:
            session.delete(record)
        elif work.sentence != record.sentence:
            record.sentence = work.sentence
    if is_kept:
        database.own_steps.add(work.step_id)


Check = Callable[[Session, int], None]
"""Told the session and the number of the step that undoes or redoes, before it is closed; raises where it must not."""


def undo(
    database: Database, coder_id: UUID, *, check: Check | None = None, beside: rewind.Beside | None = None
) -> StepTaken:
    """Take back the coder's own latest step.

    Args:
        database: Where.
        coder_id: Whose.
        check: What must hold afterwards beyond what the tables themselves tell.
        beside: How a row that somebody changed since can be taken there all the same.

    Returns:
        The step that was taken back.

    Raises:
        NotFound: There is nothing to undo.
        Refused: A later change stands in the way; the message says whose.
    """
    with database.read() as session:
        target = _latest_own(session, coder_id)
    if target is None:
        raise NotFound("There is nothing to undo.")
    return _turn(database, target, coder_id, kind="undo", check=check, beside=beside)


def to_undo(database: Database, coder_id: UUID) -> StepTaken | None:
    """The step that `undo` would take back, without how many rows it changed; None where there is none."""
    with database.read() as session:
        target = _latest_own(session, coder_id)
        return _told(target, session.get_one(Coder, coder_id).name, 0) if target is not None else None


def _latest_own(session: Session, coder_id: UUID) -> Step | None:
    query = sa.select(Step).where(*_own_terms(coder_id), col(Step.undone).is_(False)).order_by(col(Step.id).desc())
    return session.scalars(query.limit(1)).first()


def redo(
    database: Database, coder_id: UUID, *, check: Check | None = None, beside: rewind.Beside | None = None
) -> StepTaken:
    """Bring again the step that the coder took back last, unless they have done something else since.

    Args:
        database: Where.
        coder_id: Whose.
        check: What must hold afterwards beyond what the tables themselves tell.
        beside: How a row that somebody changed since can be taken there all the same.

    Returns:
        The step that was brought again.

    Raises:
        NotFound: There is nothing to redo.
        Refused: A later change stands in the way; the message says whose.
    """
    taken_back = aliased(Step)
    with database.read() as session:
        newest = session.scalar(sa.select(sa.func.max(Step.id)).where(*_own_terms(coder_id))) or 0
        query = (
            sa.select(Step)
            .join(taken_back, col(taken_back.of) == Step.id)
            .where(*_own_terms(coder_id), col(Step.undone), col(taken_back.kind) == "undo", col(taken_back.id) > newest)
            .order_by(col(taken_back.id).desc())
            .limit(1)
        )
        target = session.scalars(query).first()
    if target is None:
        raise NotFound("There is nothing to redo.")
    return _turn(database, target, coder_id, kind="redo", check=check, beside=beside)


def history(
    session: Session,
    *,
    coder_ids: list[UUID | None] | None = None,
    limit: int | None = None,
    before: int | None = None,
    told: sa.ColumnElement[bool] | None = None,
) -> list[StepTaken]:
    """The steps taken, latest first.

    Args:
        session: A session for reading.
        coder_ids: Whose steps; None for everybody's.
        limit: At most so many.
        before: Only steps taken before the one of this number.
        told: What must hold of a step; None where all are told.
    """
    changes = (
        sa.select(col(Image.step_id), sa.func.count(sa.distinct(col(Image.row_id))).label("changes"))
        # Whether a passage came with a coding says whether somebody else has coded just these words.
        .where(col(Image.table_name).not_in(shared_tables()))
        .group_by(col(Image.step_id))
        .subquery()
    )
    query = (
        sa.select(Step, col(Coder.name), sa.func.coalesce(changes.c.changes, 0))
        .join(Coder, col(Coder.id) == Step.coder_id, isouter=True)
        .join(changes, changes.c.step_id == Step.id, isouter=True)
        .order_by(col(Step.id).desc())
    )
    if before is not None:
        query = query.where(col(Step.id) < before)
    if told is not None:
        query = query.where(told)
    if coder_ids is not None:
        wanted = sa.or_(col(Step.coder_id).in_([known for known in coder_ids if known is not None]))
        query = query.where(sa.or_(wanted, col(Step.coder_id).is_(None)) if None in coder_ids else wanted)
    return [_told(taken, name, count) for taken, name, count in session.execute(query.limit(limit))]


def latest(session: Session, *, after: int = 0, but: Collection[int] = ()) -> int:
    """The number of the latest step; ``after`` where none was taken since that one.

    Args:
        session: A session for reading.
        after: Only steps later than this one count.
        but: Numbers of steps that do not count.
    """
    query = sa.select(col(Step.id)).where(col(Step.id) > after).order_by(col(Step.id).desc()).limit(len(but) + 1)
    numbers = session.scalars(query)
    return next((number for number in numbers if number is not None and number not in but), after)


def steps_after(session: Session, number: int) -> set[int]:
    """The numbers of the steps later than one."""
    return set(session.scalars(sa.select(col(Step.id)).where(col(Step.id) > number)))


def rows_changed(session: Session, steps: Collection[int], *, most: int) -> dict[str, set[UUID]] | None:
    """The rows that steps changed, by table.

    Args:
        session: A session for reading.
        steps: The steps' numbers.
        most: How many steps and how many images are looked at; no more than databases let one ask for at once.

    Returns:
        None where there are more steps or images than that.
    """
    if len(steps) > most:
        return None
    query = sa.select(col(Image.table_name), col(Image.row_id)).where(col(Image.step_id).in_(steps)).limit(most + 1)
    rows = session.execute(query).all()
    if len(rows) > most:
        return None
    changed: dict[str, set[UUID]] = {}
    for table, row_id in rows:
        changed.setdefault(table, set()).add(row_id)
    return changed


def known_rows(session: Session, ids: Collection[UUID]) -> set[UUID]:
    """Of these ids, those that rows of this database have or had."""
    known: set[UUID] = set()
    for some in portions(ids):
        known |= set(session.scalars(sa.select(col(Image.row_id)).where(col(Image.row_id).in_(some))))
    return known


def _turn(
    database: Database,
    target: Step,
    coder_id: UUID,
    *,
    kind: str,
    check: Check | None,
    beside: rewind.Beside | None,
) -> StepTaken:
    number = _number(target)
    if KNOWN.index(target.schema_version) < KNOWN.index(RESHAPED):
        message = f"{in_quotes(target.sentence)} was done before the database was migrated: it can be read, not undone."
        raise Refused(message)
    word = "Undid" if kind == "undo" else "Did again"
    with step(database, f"{word}: {target.sentence}", coder_id=coder_id, kind=kind, of=number) as work:
        changes = rewind.images_of(work.session, number)
        if kind == "undo":
            changes = [rewind.Change(change.table, change.row_id, change.after, change.before) for change in changes]
        took = rewind.apply(work.session, changes, after_step=number, by=coder_id, beside=beside)
        done = work.session.get_one(Step, number)
        if done.undone == (kind == "undo"):
            raise Refused("Another program has undone or redone this step meanwhile.", "Look at the history.")
        done.undone = kind == "undo"
        work.session.flush()
        if check is not None:
            check(work.session, work.step_id)
        name = work.session.scalar(select(Coder.name).where(Coder.id == coder_id))
        return _told(done, name, len(changes) if took else 0)


def _own_terms(coder_id: UUID) -> list[sa.ColumnElement[bool]]:
    return [col(Step.coder_id) == coder_id, col(Step.kind) == "do"]


def _number(record: Step) -> int:
    if record.id is None:
        message = "the step has no number yet"
        raise ValueError(message)
    return record.id


def _told(taken: Step, coder: str | None, changes: int) -> StepTaken:
    return StepTaken(_number(taken), coder, taken.made_at, taken.sentence, taken.kind, taken.undone, changes)


def _open(session: Session, number: int) -> None:
    if session.get_bind().dialect.name == "sqlite":
        session.execute(sa.insert(OpenStep).values(step_id=number))
    else:
        session.execute(sa.select(sa.func.set_config("workbench.step", str(number), True)))


def _close(session: Session) -> None:
    if session.get_bind().dialect.name == "sqlite":
        session.execute(sa.delete(OpenStep))
    else:
        session.execute(sa.select(sa.func.set_config("workbench.step", "", True)))

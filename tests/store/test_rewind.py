"""Rows that several share when one of them takes a step back, and rows that make room for each other."""

from __future__ import annotations

import threading
import uuid

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from workbench.model import Coder, Coding, Image, Mark, Passage, Revision, Step, Text, Theme, ThemeExtract
from workbench.store import journal, rewind
from workbench.store.database import Database


@pytest.fixture
def coders(database: Database) -> tuple[uuid.UUID, uuid.UUID]:
    with journal.step(database, "Ruth and Sam came in", coder_id=None, kind="setup") as work:
        both = Coder(name="Ruth"), Coder(name="Sam")
        work.session.add_all(both)
        return both[0].id, both[1].id


@pytest.fixture
def revision(database: Database) -> uuid.UUID:
    with journal.step(database, "Imported a transcript", coder_id=None, kind="files") as work:
        work.session.add(Text(sha256="a" * 64, text="words", characters=5, words=1))
        work.session.flush()
        made = Revision(
            transcript_id=uuid.uuid4(), text_sha256="a" * 64, source_sha256="b" * 64, reader="txt", reader_version=1
        )
        work.session.add(made)
        return made.id


def make_passage(session: Session, revision: uuid.UUID) -> uuid.UUID:
    passage = Passage(revision_id=revision, start=1, end=3)
    session.add(passage)
    session.flush()
    return passage.id


def code(database: Database, passage: uuid.UUID, coder: uuid.UUID) -> None:
    with journal.step(database, "coded", coder_id=coder) as work:
        work.session.add(Coding(passage_id=passage, code="trust", coder_id=coder))


def mark(database: Database, passage: uuid.UUID, coder: uuid.UUID) -> None:
    with journal.step(database, "marked", coder_id=coder) as work:
        work.session.add(Mark(passage_id=passage, coder_id=coder))


def clear(database: Database, coder: uuid.UUID) -> None:
    with journal.step(database, "cleared", coder_id=coder) as work:
        for row in work.session.scalars(sa.select(Mark)):
            work.session.delete(row)


def marked_by(database: Database) -> set[uuid.UUID | None]:
    with database.read() as session:
        return set(session.scalars(sa.select(Mark.coder_id)))


def passages(database: Database) -> list[uuid.UUID]:
    with database.read() as session:
        return list(session.scalars(sa.select(Passage.id)))


def test_redo_leaves_the_mark_that_another_put_on_a_shared_passage(database, coders, revision):
    ruth, sam = coders
    with journal.step(database, "coded", coder_id=ruth) as work:
        passage = make_passage(work.session, revision)
        work.session.add(Coding(passage_id=passage, code="trust", coder_id=ruth))
    code(database, passage, sam)
    journal.undo(database, ruth)
    mark(database, passage, sam)
    journal.redo(database, ruth)
    assert (marked_by(database), passages(database)) == ({sam}, [passage])


@pytest.mark.parametrize("others", ["coded", "marked"])
def test_a_passage_stays_as_long_as_others_use_it_and_whoever_marked_it_takes_back_their_own(
    database, coders, revision, others
):
    ruth, sam = coders
    with journal.step(database, "marked", coder_id=ruth) as work:
        passage = make_passage(work.session, revision)
        work.session.add(Mark(passage_id=passage, coder_id=ruth))
    (code if others == "coded" else mark)(database, passage, sam)
    theirs = {sam} if others == "marked" else set()
    for _ in range(2):
        assert marked_by(database) == theirs | {ruth}
        journal.undo(database, ruth)
        assert (marked_by(database), passages(database)) == (theirs, [passage])
        journal.redo(database, ruth)
    journal.undo(database, sam)
    journal.undo(database, ruth)
    assert (marked_by(database), passages(database)) == (set(), [])


def test_clearing_again_leaves_the_mark_that_another_put_there_since(database, coders, revision):
    ruth, sam = coders
    with journal.step(database, "made", coder_id=ruth) as work:
        passage = make_passage(work.session, revision)
    mark(database, passage, ruth)
    clear(database, ruth)
    journal.undo(database, ruth)
    mark(database, passage, sam)
    journal.redo(database, ruth)
    assert marked_by(database) == {sam}


def test_rows_that_take_each_others_unique_place_go_before_the_others_come(database, coders, revision):
    ruth, _ = coders
    with journal.step(database, "judged", coder_id=ruth) as work:
        passage = make_passage(work.session, revision)
        theme = Theme(name="Trust")
        work.session.add(theme)
        work.session.flush()
        work.session.add(ThemeExtract(theme_id=theme.id, passage_id=passage))
    with journal.step(database, "took theirs", coder_id=ruth) as work:
        work.session.execute(sa.delete(ThemeExtract))
        work.session.add(ThemeExtract(theme_id=theme.id, passage_id=passage, stance="contradicts"))

    def stances() -> list[str]:
        with database.read() as session:
            return list(session.scalars(sa.select(ThemeExtract.stance)))

    for _ in range(2):
        assert stances() == ["contradicts"]
        journal.undo(database, ruth)
        assert stances() == ["supports"]
        journal.redo(database, ruth)


def test_a_row_goes_after_the_row_that_the_step_points_elsewhere(database, coders, revision):
    ruth, _ = coders
    with journal.step(database, "made", coder_id=ruth) as work:
        top = Theme(name="Trust")
        work.session.add(top)
        work.session.add(coding := Coding(passage_id=make_passage(work.session, revision), code="x", coder_id=ruth))
    with journal.step(database, "moved", coder_id=ruth) as work:
        above = Theme(name="above")
        work.session.add(above)
        work.session.flush()
        work.session.add(between := Theme(name="between", parent_id=above.id))
        work.session.flush()
        work.session.get_one(Theme, top.id).parent_id = between.id
        other = Passage(revision_id=revision, start=0, end=5)
        work.session.add(other)
        work.session.flush()
        work.session.get_one(Coding, coding.id).passage_id = other.id
    for _ in range(2):
        journal.undo(database, ruth)
        with database.read() as session:
            assert [(theme.name, theme.parent_id) for theme in session.scalars(sa.select(Theme))] == [("Trust", None)]
            assert session.get(Passage, other.id) is None
        journal.redo(database, ruth)
        with database.read() as session:
            assert session.get_one(Theme, top.id).parent_id == between.id
            assert session.get_one(Coding, coding.id).passage_id == other.id


def test_a_row_that_is_made_and_deleted_in_one_step_is_no_change(database, coders):
    ruth, _ = coders
    with journal.step(database, "made one of two", coder_id=ruth) as work:
        work.session.add_all([gone := Theme(name="gone"), Theme(name="stays")])
        work.session.flush()
        work.session.delete(gone)
    journal.undo(database, ruth)
    journal.redo(database, ruth)
    with database.read() as session:
        assert session.scalars(sa.select(Theme.name)).all() == ["stays"]


def test_known_rows_asks_in_batches(database, coders):
    asked = []
    sa.event.listen(database.engine, "before_cursor_execute", lambda *args: asked.append(args[3]))
    with database.read() as session:
        many = {uuid.uuid4() for _ in range(1200)} | {coders[0]}
        assert journal.known_rows(session, many) == {coders[0]}
        assert journal.known_rows(session, set()) == set()
    assert max(len(parameters) for parameters in asked) <= 500


def test_a_row_is_not_changed_by_another_between_the_check_and_the_writing(database, coders, monkeypatch):
    """On PostgreSQL the rows are locked while undo works; SQLite has one writer at a time."""
    ruth, sam = coders
    with journal.step(database, "made", coder_id=ruth) as work:
        work.session.add(theme := Theme(name="a"))
    with journal.step(database, "renamed", coder_id=ruth) as work:
        work.session.get_one(Theme, theme.id).name = "b"
    present, writers = rewind._present, []

    def meanwhile() -> None:
        with journal.step(database, "defined", coder_id=sam) as work:
            work.session.execute(sa.update(Theme).values(definition="Sam's words"))

    def slow(*args):
        found = present(*args)
        writers.append(threading.Thread(target=meanwhile))
        writers[0].start()
        writers[0].join(0.5)
        return found

    monkeypatch.setattr(rewind, "_present", slow)
    journal.undo(database, ruth)
    writers[0].join()
    with database.read() as session:
        row = session.get_one(Theme, theme.id)
        assert (row.name, row.definition) == ("a", "Sam's words")
        last = session.scalars(sa.select(Image).order_by(Image.id.desc())).first()
        assert last.before["name"] == "a"


def test_a_step_from_before_a_coding_could_be_looked_at_again_is_taken_back(database, coders, revision):
    """Its images do not have the columns that came since; a migration that only added these is in nobody's way."""
    ruth, _ = coders
    with journal.step(database, "placed", coder_id=ruth) as work:
        passage = make_passage(work.session, revision)
    code(database, passage, ruth)
    with journal.step(database, "recoded", coder_id=ruth) as work:
        work.session.execute(sa.update(Coding).values(code="doubt"))
    with database.engine.execution_options(workbench_writes=True).begin() as connection:
        for number, *images in connection.execute(sa.select(Image.id, Image.before, Image.after)).all():
            older = [
                one and {k: v for k, v in one.items() if k not in ("looked_at", "state_elsewhere")} for one in images
            ]
            changed = dict(zip(("before", "after"), older, strict=True))
            connection.execute(sa.update(Image).where(Image.id == number).values(changed))
        connection.execute(sa.update(Step).values(schema_version="0005"))
    assert journal.undo(database, ruth).sentence == "recoded"
    with database.read() as session:
        assert session.scalars(sa.select(Coding.code)).all() == ["trust"]

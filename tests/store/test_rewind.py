"""Rows that several share when one of them takes a step back, and rows that make room for each other."""

from __future__ import annotations

import threading
import uuid

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from workbench.model import Coder, Coding, Image, Passage, Revision, Text, Theme, ThemeExtract
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


def make_passage(session: Session, revision: uuid.UUID, *, marked: bool = False) -> uuid.UUID:
    passage = Passage(revision_id=revision, start=1, end=3, not_for_quotation=marked)
    session.add(passage)
    session.flush()
    return passage.id


def code(database: Database, passage: uuid.UUID, coder: uuid.UUID) -> None:
    with journal.step(database, "coded", coder_id=coder) as work:
        work.session.add(Coding(passage_id=passage, code="trust", coder_id=coder))


def mark(database: Database, passage: uuid.UUID, coder: uuid.UUID, *, marked: bool = True) -> None:
    with journal.step(database, "marked", coder_id=coder) as work:
        work.session.get_one(Passage, passage).not_for_quotation = marked


def marked_and_version(database: Database, passage: uuid.UUID) -> tuple[bool, int]:
    with database.read() as session:
        row = session.get_one(Passage, passage)
        return row.not_for_quotation, row.row_version


def test_redo_leaves_the_mark_that_another_put_on_a_shared_passage(database, coders, revision):
    ruth, sam = coders
    with journal.step(database, "coded", coder_id=ruth) as work:
        passage = make_passage(work.session, revision)
        work.session.add(Coding(passage_id=passage, code="trust", coder_id=ruth))
    code(database, passage, sam)
    journal.undo(database, ruth)
    mark(database, passage, sam)
    before = marked_and_version(database, passage)
    journal.redo(database, ruth)
    assert marked_and_version(database, passage) == before == (True, 2)


def test_undoing_a_mark_takes_it_from_a_passage_that_stays(database, coders, revision):
    ruth, sam = coders
    with journal.step(database, "marked", coder_id=ruth) as work:
        passage = make_passage(work.session, revision, marked=True)
    code(database, passage, sam)
    for version in (1, 3):
        assert marked_and_version(database, passage) == (True, version)
        journal.undo(database, ruth)
        assert marked_and_version(database, passage) == (False, version + 1)
        journal.redo(database, ruth)
    assert marked_and_version(database, passage) == (True, 5)


@pytest.mark.parametrize("undone_between", [True, False])
def test_undoing_a_mark_leaves_the_one_that_another_put_there_since(database, coders, revision, undone_between):
    ruth, sam = coders
    with journal.step(database, "marked", coder_id=ruth) as work:
        passage = make_passage(work.session, revision, marked=True)
    if undone_between:
        code(database, passage, sam)
        journal.undo(database, ruth)
        mark(database, passage, sam)
        journal.redo(database, ruth)
    else:
        mark(database, passage, sam, marked=False)
        mark(database, passage, sam)
    before = marked_and_version(database, passage)
    journal.undo(database, ruth)
    assert marked_and_version(database, passage) == before
    journal.redo(database, ruth)
    assert marked_and_version(database, passage) == before
    journal.undo(database, sam)
    assert not marked_and_version(database, passage)[0]


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

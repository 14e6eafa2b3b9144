"""The journal: every change under a step, undo and redo exactly, and refusals that say whose change is in the way."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import select

from workbench.errors import NotFound, Refused, WorkbenchError
from workbench.model import Coder, Coding, Image, Participant, Passage, Revision, Step, Text, Theme, journalled
from workbench.store import journal
from workbench.store.database import Database


def make_coder(database: Database, name: str) -> uuid.UUID:
    with journal.step(database, f"Coder {name} came in", coder_id=None, kind="setup") as work:
        coder = Coder(name=name)
        work.session.add(coder)
        return coder.id


def all_rows(database: Database) -> dict[str, list[dict[str, Any]]]:
    """Every journalled row, without the count of its writes."""
    with database.read() as session:
        return {
            table.name: sorted(
                (
                    {k: v for k, v in row.items() if k != "row_version"}
                    for row in session.execute(sa.select(table)).mappings()
                ),
                key=lambda row: str(row["id"]),
            )
            for table in journalled()
        }


def a_passage(database: Database, coder: uuid.UUID) -> uuid.UUID:
    with journal.step(database, "Imported a transcript", coder_id=coder) as work:
        work.session.add(Text(sha256="a" * 64, text="words", characters=5, words=1))
        work.session.flush()
        revision = Revision(
            transcript_id=uuid.uuid4(), text_sha256="a" * 64, source_sha256="b" * 64, reader="txt", reader_version=1
        )
        work.session.add(revision)
        work.session.flush()
        passage = Passage(revision_id=revision.id, start=0, end=5)
        work.session.add(passage)
        return passage.id


def test_a_write_outside_a_step_fails(database: Database) -> None:
    with pytest.raises((AssertionError, WorkbenchError)), database.write() as session:
        session.add(Theme(name="Trust"))
        session.flush()
    with database.read() as session:
        assert session.scalars(select(Theme)).all() == []


def test_content_is_never_changed(database: Database) -> None:
    coder = make_coder(database, "Ruth")
    a_passage(database, coder)
    with pytest.raises((AssertionError, WorkbenchError)), database.write() as session:
        session.execute(sa.update(Text).values(text="other"))


def test_undo_and_redo_bring_back_every_row(database: Database) -> None:
    coder = make_coder(database, "Ruth")
    states = [all_rows(database)]
    with journal.step(database, "one", coder_id=coder) as work:
        theme = Theme(name="Trust", narrative="été 👩‍👩‍👧 'quote' \\ \" \x1b[1m")
        work.session.add(theme)
        work.session.add(Participant(participant="P1", label="Parent 1", attributes={"children": "2", "ü": "é"}))
    states.append(all_rows(database))
    with journal.step(database, "two", coder_id=coder) as work:
        row = work.session.get_one(Theme, theme.id)
        row.name = "Distrust"
        work.session.flush()
        row.name = "Mistrust"
        work.session.flush()
    states.append(all_rows(database))
    with journal.step(database, "three", coder_id=coder) as work:
        work.session.execute(sa.delete(Theme))
        work.session.execute(sa.update(Participant).values(attributes={"x": "y"}))
    states.append(all_rows(database))
    for state, words in zip(reversed(states[:-1]), ("three", "two", "one"), strict=True):
        assert journal.undo(database, coder).sentence == words
        assert all_rows(database) == state
    with pytest.raises(NotFound):
        journal.undo(database, coder)
    for state, words in zip(states[1:], ("one", "two", "three"), strict=True):
        assert journal.redo(database, coder).sentence == words
        assert all_rows(database) == state
    with pytest.raises(NotFound):
        journal.redo(database, coder)


def test_several_images_of_one_row_count_as_one(database: Database) -> None:
    coder = make_coder(database, "Ruth")
    with journal.step(database, "made and changed", coder_id=coder) as work:
        theme = Theme(name="a")
        work.session.add(theme)
        work.session.flush()
        theme.name = "b"
        work.session.flush()
    with database.read() as session:
        assert journal.history(session)[0].changes == 1
        assert session.scalar(sa.select(sa.func.count()).select_from(Image)) == 3


def test_new_work_ends_redo(database: Database) -> None:
    coder = make_coder(database, "Ruth")
    for name in ("a", "b"):
        with journal.step(database, name, coder_id=coder) as work:
            work.session.add(Theme(name=name))
    journal.undo(database, coder)
    with journal.step(database, "c", coder_id=coder) as work:
        work.session.add(Theme(name="c"))
    with pytest.raises(NotFound):
        journal.redo(database, coder)
    assert journal.undo(database, coder).sentence == "c"
    assert journal.undo(database, coder).sentence == "a"
    assert [journal.redo(database, coder).sentence for _ in range(2)] == ["a", "c"]


def test_undo_is_the_coders_own(database: Database) -> None:
    ruth, sam = make_coder(database, "Ruth"), make_coder(database, "Sam")
    for coder, name in ((ruth, "r"), (sam, "s")):
        with journal.step(database, name, coder_id=coder) as work:
            work.session.add(Theme(name=name))
    assert journal.undo(database, ruth).sentence == "r"
    with database.read() as session:
        assert [theme.name for theme in session.scalars(select(Theme))] == ["s"]


def test_undo_refuses_where_a_row_was_changed_later_and_says_by_whom(database: Database) -> None:
    ruth, sam = make_coder(database, "Ruth"), make_coder(database, "Sam")
    with journal.step(database, "made", coder_id=ruth) as work:
        theme = Theme(name="a")
        work.session.add(theme)
    with journal.step(database, "Renamed the theme", coder_id=sam) as work:
        work.session.get_one(Theme, theme.id).name = "b"
    before = all_rows(database)
    with pytest.raises(Refused, match=r"Sam.*Renamed the theme"):
        journal.undo(database, ruth)
    assert all_rows(database) == before


def test_a_passage_that_others_use_stays_when_its_maker_undoes(database: Database) -> None:
    ruth, sam = make_coder(database, "Ruth"), make_coder(database, "Sam")
    passage = a_passage(database, ruth)
    with journal.step(database, "ruth marks", coder_id=ruth) as work:
        revision = work.session.get_one(Passage, passage).revision_id
        shared = Passage(revision_id=revision, start=1, end=3)
        work.session.add(shared)
        work.session.flush()
        work.session.add(Coding(passage_id=shared.id, code="trust", coder_id=ruth))
    with journal.step(database, "sam codes", coder_id=sam) as work:
        work.session.add(Coding(passage_id=shared.id, code="trust", coder_id=sam))
    journal.undo(database, ruth)
    with database.read() as session:
        assert [coding.coder_id for coding in session.scalars(select(Coding))] == [sam]
        assert session.get(Passage, shared.id) is not None
    journal.redo(database, ruth)
    with database.read() as session:
        assert len(session.scalars(select(Coding)).all()) == 2


def test_undo_refuses_where_others_refer_to_what_would_go(database: Database) -> None:
    ruth, sam = make_coder(database, "Ruth"), make_coder(database, "Sam")
    passage = a_passage(database, ruth)
    with journal.step(database, "Coded a passage", coder_id=sam) as work:
        work.session.add(Coding(passage_id=passage, code="trust", coder_id=sam))
    with pytest.raises(Refused, match=r"Sam.*Coded a passage"):
        journal.undo(database, ruth)


def test_an_empty_step_leaves_no_trace_and_a_failed_one_none_either(database: Database) -> None:
    coder = make_coder(database, "Ruth")
    with journal.step(database, "nothing", coder_id=coder):
        pass
    with pytest.raises(ZeroDivisionError), journal.step(database, "fails", coder_id=coder) as work:
        work.session.add(Theme(name="a"))
        work.session.flush()
        raise ZeroDivisionError
    with database.read() as session:
        assert [step.sentence for step in session.scalars(select(Step))] == ["Coder Ruth came in"]
        assert session.scalars(select(Theme)).all() == []


def test_two_programs_cannot_overwrite_each_other_unseen(database: Database) -> None:
    coder = make_coder(database, "Ruth")
    with journal.step(database, "made", coder_id=coder) as work:
        theme = Theme(name="a")
        work.session.add(theme)
    with database.read() as session:
        stale = session.get_one(Theme, theme.id)
        session.expunge(stale)
    with journal.step(database, "first", coder_id=coder) as work:
        work.session.get_one(Theme, theme.id).name = "b"
    with pytest.raises(Refused), journal.step(database, "second", coder_id=coder) as work:
        stale.name = "c"
        work.session.add(stale)


def test_undo_counts_the_row_up_so_that_a_stale_copy_is_still_refused(database: Database) -> None:
    coder = make_coder(database, "Ruth")
    with journal.step(database, "made", coder_id=coder) as work:
        theme = Theme(name="a")
        work.session.add(theme)
    with journal.step(database, "renamed", coder_id=coder) as work:
        work.session.get_one(Theme, theme.id).name = "b"
    journal.undo(database, coder)
    with database.read() as session:
        assert session.get_one(Theme, theme.id).row_version == 3


def test_a_large_step_is_one_undo(database: Database) -> None:
    coder = make_coder(database, "Ruth")
    with journal.step(database, "many", coder_id=coder) as work:
        rows = [{"id": uuid.uuid4(), "row_version": 1, "name": f"theme {n}"} for n in range(1200)]
        work.session.execute(sa.insert(Theme), rows)
    assert journal.undo(database, coder).changes == 1200
    with database.read() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Theme)) == 0
    journal.redo(database, coder)
    with database.read() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Theme)) == 1200


def test_rows_that_refer_to_each_other_go_and_come_in_order(database: Database) -> None:
    coder = make_coder(database, "Ruth")
    ids = sorted(uuid.uuid4() for _ in range(600))
    with journal.step(database, "themes", coder_id=coder) as work:
        rows = [{"id": one, "row_version": 1, "name": str(one), "parent_id": None} for one in ids[300:]]
        work.session.execute(sa.insert(Theme), rows)
        rows = [
            {"id": one, "row_version": 1, "name": str(one), "parent_id": ids[300 + n]}
            for n, one in enumerate(ids[:300])
        ]
        work.session.execute(sa.insert(Theme), rows)
    after = all_rows(database)
    journal.undo(database, coder)
    assert all_rows(database)["theme"] == []
    journal.redo(database, coder)
    assert all_rows(database) == after

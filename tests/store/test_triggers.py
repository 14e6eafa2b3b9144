"""The triggers: every journalled table has them on both engines, and their images are the rows."""

from __future__ import annotations

import json

import pytest
import sqlalchemy as sa

from workbench import coding, themes
from workbench.model import (
    CONTENT,
    Coding,
    ConsensusCoding,
    Decision,
    Image,
    Memo,
    Sample,
    SampleCoder,
    SampleTranscript,
    Text,
    journalled,
    utc_now,
)
from workbench.spans import Span
from workbench.store import journal
from workbench.store.rewind import images_of
from workbench.transcripts import listing


@pytest.fixture
def full(study):
    """A study with a row in every journalled table."""
    (made,) = coding.apply(study, "Parent 1 Early", [Span(41, 56)], ["trust"], memo="été ' \"")
    theme = themes.add(study, "Trust", codes=["trust"])
    themes.judge(study, theme, [made.id], use="key")
    themes.prepare(study, theme, made.id, themes.Prepared(form="dialogue"))
    themes.add_evidence(study, theme, "Été ' \"", "a letter")
    coding.mark_not_for_quotation(study, "Parent 1 Early", Span(41, 56))
    with study.step("wrote a memo") as work:
        work.session.add(Memo(kind="analytic", about="study", coder_id=study.coder_id(), text="x"))
    with study.read() as session:
        drawn = listing.find_transcript(session, "Parent 1 Late")
    with study.step("drew a sample") as work:
        sample = Sample(name="First", seed=7, drawn={"share": 0.2, "by": ["role"]})
        work.session.add(sample)
        work.session.flush()
        its = {"sample_id": sample.id, "transcript_id": drawn.id}
        work.session.add(SampleTranscript(**its, revision_id=drawn.revision_id, start=0, end=9, stratum="Parent"))
        work.session.add(SampleCoder(**its, coder_id=study.coder_id(), finished_at=utc_now()))
    with study.step("settled a difference") as work:
        decision = Decision(
            passage_id=made_on(work.session), codes=["trust"], coders=["x"], choice="both", coder_id=study.coder_id()
        )
        work.session.add(decision)
        work.session.flush()
        work.session.add(ConsensusCoding(decision_id=decision.id, passage_id=decision.passage_id, code="trust"))
    return study


def made_on(session):
    return session.scalars(sa.select(Coding.passage_id)).first()


def outside(error):
    return "outside a step" in str(error.value) or "outside a step" in str(error.value.__cause__)


def test_every_table_has_its_three_triggers(database):
    with database.engine.connect() as connection:
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if not database.sqlite:
            query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        found = set(connection.scalars(sa.text(query)))
    expected = {f"journal_{table.name}_{event}" for table in journalled() for event in ("insert", "update", "delete")}
    assert found == expected | {f"journal_{table}_update" for table in CONTENT}
    assert {"coding", "passage", "theme", "codebook", "speaker_participant"} <= {table.name for table in journalled()}


@pytest.mark.both_engines
def test_no_table_takes_a_change_outside_a_step(full, rows_of):
    before = rows_of(full)
    for table in journalled():
        assert before[table.name], f"{table.name} has no row to try it on"
        with pytest.raises(AssertionError) as caught, full.database.write() as session:
            session.execute(sa.update(table).values(row_version=table.c.row_version + 1))
        assert outside(caught), table.name
    assert rows_of(full) == before


@pytest.mark.both_engines
def test_rows_cannot_be_added_or_deleted_outside_a_step(full):
    with pytest.raises(AssertionError), full.database.write() as session:
        session.execute(sa.delete(Coding))
    with pytest.raises(AssertionError), full.database.write() as session:
        session.execute(
            sa.insert(Memo).values(row_version=1, kind="", about="", about_id="", coder_id=full.coder_id(), text="")
        )
    assert len(coding.extracts(full)) == 1


@pytest.mark.both_engines
def test_reading_sessions_cannot_change_anything(full):
    with pytest.raises(AssertionError), full.read() as session:
        session.execute(sa.update(Coding).values(memo="x"))


@pytest.mark.both_engines
def test_images_are_the_rows_of_every_table(full):
    """Also where a bulk statement wrote them, and with every type of column."""
    with full.read() as session:
        rows = {table.name: session.execute(sa.select(table)).mappings().first() for table in journalled()}
    with full.step("touched everything") as work:
        for table in journalled():
            work.session.execute(
                sa.update(table).where(table.c.id == rows[table.name]["id"]).values(row_version=table.c.row_version + 1)
            )
        number = work.step_id
    with full.read() as session:
        changes = {change.table: change for change in images_of(session, number)}
    assert set(changes) == set(rows)
    for name, row in rows.items():
        assert changes[name].before == dict(row)
        assert changes[name].after == dict(row) | {"row_version": row["row_version"] + 1}


@pytest.mark.both_engines
def test_content_is_written_once(full):
    for table in CONTENT:
        with pytest.raises(AssertionError, match="never changed"), full.database.write() as session:
            session.execute(sa.text(f"UPDATE {table} SET {'start' if table == 'turn' else 'text'} = '1'"))


@pytest.mark.both_engines
def test_no_step_stays_open(full):
    with pytest.raises(ZeroDivisionError), full.step("fails"):
        raise ZeroDivisionError
    with pytest.raises(AssertionError), full.database.write() as session:
        session.execute(sa.update(Coding).values(memo="x"))


@pytest.mark.both_engines
def test_the_journal_holds_no_words_of_a_transcript(full):
    with full.read() as session:
        words = session.scalars(sa.select(Text.text)).all()
        images = [json.dumps([one.before, one.after]) for one in session.scalars(sa.select(Image))]
        said = [one.sentence for one in journal.history(session)]
    spoken = {line.split(": ", 1)[1] for text in words for line in text.split("\n") if ": " in line}
    assert spoken
    assert not [words for words in spoken for row in [*images, *said] if words in row]

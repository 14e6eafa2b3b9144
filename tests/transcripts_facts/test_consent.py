"""How somebody may be quoted: no slip in a table loosens it, and what is not sure is told until it is mended."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import opening, report
from workbench.study import Study
from workbench.transcripts import consent, facts
from workbench.transcripts.tables import read_participants
from workbench.transcripts.tables.values import QUOTING, is_like_quoting, stricter

SAID = st.sampled_from(QUOTING)


@given(SAID, st.none() | SAID, SAID)
def test_only_a_folder_that_said_the_stricter_loosens(said: str, seen: str | None, present: str) -> None:
    holds = consent.settled(said, seen, present)
    if consent.is_stricter(present, holds):
        assert holds == said != seen
        assert seen is not None
        assert not consent.is_stricter(present, seen)
    if said != seen:
        assert not consent.is_stricter(said, holds)


def test_names_like_the_column() -> None:
    like = ["quoting?", "Quoted", "quote", "qouting", "may be quoted", "Quoting (yes/no)", "quoting\u200b", "Quotable"]
    assert [name for name in like if not is_like_quoting(name)] == []
    assert [name for name in ("rating", "site", "quota group", "children", "") if is_like_quoting(name)] == []
    assert stricter() == "yes"


@pytest.mark.parametrize(
    ("text", "new", "unsaid", "faults"),
    [
        ("participant,quoting?\nP1,never\nP2,yes\nP3,\n", ["never"] * 3, {"P1": "never", "P2": "yes", "P3": "yes"}, 1),
        ("participant,quoting,Quoting\nP1,yes,never\nP2,never,\nP3,,yes\n", ["never", "never", "yes"], {}, 1),
        ("participant,quoting,quoting\nP1,yes,nvr\n", ["never"], {}, 2),
        ("participant,label\nP1,Parent 1\n", ["yes"], {"P1": "yes"}, 0),
        ("participant,quoting,quoted\nP1,,never\nP2,,3\nP3,yes,never\n", ["never", "yes", "yes"],
         {"P1": "never", "P2": "yes"}, 0),
        ("participant,quoting\nP1,\nP1,by role only\nP2,\nP2,\nP3\n", ["by role only", "yes", "yes"],
         {"P2": "yes", "P3": "yes"}, 0),
    ],
)  # fmt: skip
def test_what_a_table_says(tmp_path: Path, text: str, new: list[str], unsaid: dict[str, str], faults: int) -> None:
    (tmp_path / "participants.csv").write_text(text)
    table = read_participants(tmp_path / "participants.csv", roles=[], waves=[])
    assert [one.quoting for one in table.participants] == new
    assert table.unsaid == unsaid
    assert len(table.consent_faults) == faults


def test_no_slip_in_the_header_loosens_and_every_report_tells_until_it_is_mended(study: Study, code) -> None:
    def put(text: str) -> tuple[str, str]:
        (study.transcripts / "participants.csv").write_text(text)
        facts.take_in(study)
        with study.read() as session:
            known = {one.participant: one.quoting for one in facts.people(session)}
            return known["P1"], known["P7" if "P7" in known else "P2"]

    code(study, "Parent 1 Early", "I was scared of (name)", "trust")
    head = "participant,label,role"
    assert put(f"{head},quoting\nP1,Parent 1,parent,never\nP2,Parent 2,parent,by role only\n") == (
        "never",
        "by role only",
    )
    assert facts.consent_notices(study) == []
    for header, rows in [
        (f"{head},quoting?", "P1,Parent 1,parent,never\nP2,Parent 2,parent,yes\n"),
        (f"{head},quote", "P1,Parent 1,parent,yes\nP2,Parent 2,parent,\n"),
        (f"{head},quoting,Quoting", "P1,Parent 1,parent,yes,never\nP2,Parent 2,parent,by role only,yes\n"),
        (head, "P1,Parent 1,parent\nP2,Parent 2,parent\n"),
        (f"{head},quoting", "P1,Parent 1,parent,\nP2,Parent 2,parent\n"),
    ]:
        assert put(f"{header}\n{rows}") == ("never", "by role only"), header
        told = facts.consent_notices(study)
        assert told
        for _ in range(2):
            written = report.write_extract_book(study, study.exports / "book.docx", coder="Ruth")
            assert set(told) <= set(written.notices)
        assert set(told) <= set(report.preview(study).notices)
    # Somebody new of whom nothing can be read is not quoted; what is mended counts again.
    assert put(f"{head},quoted\nP1,Parent 1,parent,yes\nP7,Parent 7,parent,yes\n") == ("never", "never")
    assert put(f"{head},quoting\nP1,Parent 1,parent,yes\nP7,Parent 7,parent,yes\n") == ("yes", "yes")
    assert facts.consent_notices(study) == []


def test_a_participant_is_loosened_on_the_screen_where_the_table_has_no_column(study: Study) -> None:
    table = study.transcripts / "participants.csv"
    table.write_text("participant,label,role\nP1,Parent 1,parent\nS2,Staff 2,staff\n")
    facts.take_in(study)
    with study.read() as session:
        before = next(one for one in facts.people(session) if one.participant == "S2")
    assert before.quoting == "never"
    opening.correct_participant(study, before, replace(before, label="Staff Two"))
    with study.read() as session:
        now = {one.participant: (one.label, one.quoting) for one in facts.people(session)}
    assert now["S2"] == ("Staff Two", "never")
    opening.correct_participant(study, replace(before, label="Staff Two"), replace(before, quoting="yes"))
    with study.read() as session:
        now = {one.participant: (one.label, one.quoting) for one in facts.people(session)}
    assert (now["S2"], now["P1"]) == (("Staff 2", "yes"), ("Parent 1", "yes"))

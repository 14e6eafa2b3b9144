"""Two ids that nobody can tell apart are one participant, told as a fault."""

from __future__ import annotations

import pytest

from workbench.transcripts.tables import read_participants


@pytest.mark.parametrize("other", ["Parent\u00a03", "Parent  3", "parent 3", "Parent\u2003 3"])
def test_ids_that_differ_in_blanks_only_are_one(tmp_path, other: str) -> None:
    path = tmp_path / "participants.csv"
    path.write_text(f"participant,quoting\nParent 3,yes\n{other},never\nParent 33,yes\n", encoding="utf-8")
    table = read_participants(path, roles=(), waves=())
    assert [(one.participant, one.quoting) for one in table.participants] == [
        ("Parent 3", "never"),
        ("Parent 33", "yes"),
    ]
    assert "stands in row 2 already" in str(table.faults[0])

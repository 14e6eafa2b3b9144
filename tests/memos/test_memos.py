"""Memos: written, changed, removed by whoever wrote them; each a step that can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench import memos, opening
from workbench.errors import BadInput, NotFound, Refused


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    opening.make_study(tmp_path / "study")
    return tmp_path / "study"


def test_a_memo_is_written_changed_removed_and_each_undone(folder: Path) -> None:
    study, _ = opening.open_study(folder, coder="Ruth")
    memo_id = memos.add(study, "First [bold] thought\x00", kind="reflexive")
    assert [(one.text, one.kind, one.about, one.coder) for one in memos.memos(study)] == [
        ("First [bold] thought\ufffd", "reflexive", "study", "Ruth")
    ]
    memos.edit(study, memo_id, "Second thought")
    memos.remove(study, memo_id)
    assert memos.memos(study) == []
    for words in ("Second thought", "First [bold] thought\ufffd"):
        opening.undo(study)
        assert memos.memos(study)[0].text == words
    opening.undo(study)
    assert memos.memos(study) == []
    study.close()


def test_what_a_memo_is_about_must_be_there(folder: Path) -> None:
    study, _ = opening.open_study(folder, coder="Ruth")
    for about in ("transcript", "code", "theme", "participant"):
        with pytest.raises(NotFound):
            memos.add(study, "words", about=about, name="nobody")
    with pytest.raises(BadInput):
        memos.add(study, "   ")
    with pytest.raises(BadInput):
        memos.add(study, "words", kind="gossip")
    study.close()


def test_another_coders_memo_is_left_alone(folder: Path) -> None:
    study, _ = opening.open_study(folder, coder="Ruth")
    memo_id = memos.add(study, "mine")
    other = study.as_coder("Sam")
    with pytest.raises(Refused):
        memos.edit(other, memo_id, "yours")
    with pytest.raises(Refused):
        memos.remove(other, memo_id)
    assert memos.memos(study, coder="Sam") == []
    assert [one.text for one in memos.memos(study, coder="ruth")] == ["mine"]
    study.close()

"""Codebook files that are gone: told of, and brought back as they were."""

from __future__ import annotations

import pytest

from workbench import coding, opening
from workbench.codebook.changes import gone
from workbench.codebook.changes.change import add_code, edit_code
from workbench.codebook.states import states
from workbench.errors import NotFound, Refused

FILE = "peer.yaml"


def path_of(study):
    return study.codebooks / FILE


def ids(study):
    return [code.id for code in states.current(study).codes()]


def test_a_file_that_vanished_is_told_and_comes_back(study, studies, code):
    code(study, "Parent 1 Early", "She sat with me", "doubt")
    text = path_of(study).read_bytes()
    path_of(study).unlink()
    study.close()
    opened, notices = studies.open(study.folder)
    assert notices == [f"{FILE} is gone; its codes are not in a codebook any more. It can be brought back."]
    assert ids(opened) == []
    assert [one.code for one in coding.extracts(opened)] == ["doubt"]
    with pytest.raises(Refused, match="is gone, and with it 6 codes, of 1 coding"):
        add_code(opened, {"id": "hope", "name": "Hope"})
    assert not list(opened.codebooks.iterdir())
    opened.close()
    opened, notices = studies.open(study.folder)
    assert notices == []
    path_of(opened).write_bytes(text)
    opened = studies.again(opened)
    assert "doubt" in ids(opened)


@pytest.mark.both_engines
def test_a_file_that_vanished_is_brought_back_as_it_was_last(study, studies, code):
    with pytest.raises(NotFound, match="No codebook is gone"):
        gone.bring_back(study)
    code(study, "Parent 1 Early", "She sat with me", "doubt")
    edit_code(study, "doubt", {"name": "Misgiving"})
    text = path_of(study).read_bytes()
    path_of(study).unlink()
    study = studies.again(study)
    with pytest.raises(NotFound, match="is not gone"):
        gone.bring_back(study, "other.yaml")
    (study.codebooks / "second.yaml").write_text("name: second\ncodes:\n  - id: doubt\n    name: Doubt\n")
    study = studies.again(study)
    with pytest.raises(Refused, match="the code doubt stands in another codebook"):
        gone.bring_back(study)
    (study.codebooks / "second.yaml").unlink()
    study = studies.again(study)
    assert (FILE, 1) in [(one.file, one.codings) for one in gone.missed_books(study)]
    assert gone.bring_back(study, FILE) == [FILE]
    assert path_of(study).read_bytes() == text
    opening.undo(study)
    assert not path_of(study).exists()
    opening.redo(study)
    assert path_of(study).read_bytes() == text
    opening.undo(study)
    with pytest.raises(Refused, match="is gone"):
        add_code(study, {"id": "hope", "name": "Hope"})
    assert gone.bring_back(study) == [FILE]
    assert path_of(study).read_bytes() == text


def test_a_codebook_nobody_uses_may_be_deleted_and_one_begun_anew(study, studies):
    path_of(study).unlink()
    study = studies.again(study)
    assert [one.codings for one in gone.gone_books(study)] == [0]
    # It is told of no more, and comes back where that is wished.
    assert gone.missed_books(study) == []
    assert gone.bring_back(study) == [FILE]
    opening.undo(study)
    assert add_code(study, {"id": "hope", "name": "Hope"}) == "codebook.yaml"

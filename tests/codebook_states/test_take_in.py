"""How codebook files and database come to agree, whatever happened between two commands."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from workbench import coding, opening, sight
from workbench.codebook.changes.change import add_code
from workbench.codebook.states import states
from workbench.errors import BadInput, NotFound, Refused, Unavailable
from workbench.model import CodebookState

FILE = "peer.yaml"


def path_of(study, file=FILE):
    return study.codebooks / file


def ids(study):
    return [code.id for code in states.current(study).codes()]


def states_kept(study):
    with study.read() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(CodebookState))


def replace_text(study, old, new):
    text = path_of(study).read_bytes().decode()
    assert old in text
    path_of(study).write_bytes(text.replace(old, new).encode())


@pytest.fixture
def torn(study, monkeypatch):
    """A study whose codebook change was committed and never reached the file, as after a kill."""
    before = path_of(study).read_bytes()

    def killed(*_args, **_named):
        raise Unavailable("killed between commit and rename")

    with monkeypatch.context() as patch:
        patch.setattr(states, "write_bytes_safely", killed)
        with pytest.raises(Unavailable, match="What you did is kept"):
            add_code(study, {"id": "hope", "name": "Hope"})
    assert path_of(study).read_bytes() == before
    return study


@pytest.mark.both_engines
def test_a_change_from_outside_is_taken_in_and_told_once(study, studies):
    replace_text(study, "name: Doubt", "name: Misgiving")
    study.close()
    opened, notices = studies.open(study.folder)
    assert notices == [
        f"{FILE} was changed outside the program and taken in. What changed: renamed “Doubt” to “Misgiving”."
    ]
    assert sight.history(opened)[0].sentence == f"Took in {FILE} as on disk: renamed “Doubt” to “Misgiving”"
    assert states.current(opened).find("doubt").name == "Misgiving"
    opened.close()
    opened, notices = studies.open(study.folder)
    assert notices == []
    assert states_kept(opened) == 2


def test_what_was_taken_in_is_nobodys_to_undo(study, studies):
    replace_text(study, "name: Doubt", "name: Misgiving")
    study = studies.again(study)
    with pytest.raises(NotFound, match="nothing to undo"):
        opening.undo(study)


@pytest.mark.both_engines
def test_a_change_that_never_reached_the_file_is_finished_on_opening(torn, studies):
    torn.close()
    opened, notices = studies.open(torn.folder)
    assert notices == [f"{FILE}: a change that had not reached the file was finished."]
    assert ids(opened)[-1] == "hope"
    assert path_of(opened).read_bytes().decode() == states.text_of(opened, states.current(opened), FILE)
    assert studies.open(torn.folder)[1] == []
    opening.undo(opened)
    assert "hope" not in path_of(opened).read_text()


def test_a_pending_change_waits_as_long_as_the_file_cannot_be_written(torn, studies, monkeypatch):
    def still(*_args, **_named):
        raise Unavailable("still not")

    torn.close()
    with monkeypatch.context() as patch:
        patch.setattr(states, "write_bytes_safely", still)
        waiting, notices = studies.open(torn.folder)
        assert ["still not" in notice for notice in notices] == [True]
        assert "hope" in ids(waiting)
        assert "hope" not in path_of(waiting).read_text()
        waiting.close()
    assert "hope" in ids(studies.open(torn.folder)[0])


def test_saved_by_an_editor_between_commit_and_rename_is_said_to_be_kept(study, studies, monkeypatch):
    usual = states.write_bytes_safely

    def saved_first(path, *given, **named):
        replace_text(study, "name: Doubt", "name: Misgiving")
        usual(path, *given, **named)

    with monkeypatch.context() as patch:
        patch.setattr(states, "write_bytes_safely", saved_first)
        with pytest.raises(Refused) as raised:
            add_code(study, {"id": "hope", "name": "Hope"})
    said = "peer.yaml was changed by another program just now. What you did is kept, and reaches peer.yaml when the"
    assert str(raised.value) == f"{said} study is opened next."
    study.close()
    opened, _ = studies.open(study.folder)
    assert b"name: Hope" in path_of(opened).read_bytes()
    assert states.current(opened).find("doubt").name == "Misgiving"


def test_killed_after_the_rename_and_before_the_mark_is_cleared(study, studies, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(states, "_note_seen", lambda *_: (_ for _ in ()).throw(Unavailable("killed")))
        with pytest.raises(Unavailable, match="killed"):
            add_code(study, {"id": "hope", "name": "Hope"})
    study.close()
    opened, notices = studies.open(study.folder)
    assert notices == []
    assert ids(opened)[-1] == "hope"
    # Nothing is pending any more: what happens to the file now is a change from outside.
    replace_text(opened, "name: Hope", "name: Hopes")
    opened.close()
    assert "taken in" in studies.open(study.folder)[1][0]


def test_a_change_from_outside_while_one_is_pending_meets_it_and_both_stand(torn, studies, monkeypatch):
    replace_text(torn, "name: Doubt", "name: Misgiving  # typed")
    mine = path_of(torn).read_bytes().decode()
    torn.close()

    def still(*_args, **_named):
        raise Unavailable("killed again")

    with monkeypatch.context() as patch:
        patch.setattr(states, "write_bytes_safely", still)
        waiting, notices = studies.open(torn.folder)
        told = f"{FILE}: changed outside before another change had reached the file; both are in it now. What changed: "
        assert notices[0].startswith(told)
        assert path_of(waiting).read_bytes().decode() == mine
        waiting.close()
    # Whenever the program dies, the next opening brings the file what both made of it.
    opened, notices = studies.open(torn.folder)
    assert notices == [f"{FILE}: a change that had not reached the file was finished."]
    text = path_of(opened).read_bytes().decode()
    assert text == states.text_of(opened, states.current(opened), FILE)
    assert text.startswith(mine.rstrip())
    assert states.current(opened).find("doubt").name == "Misgiving"
    assert "hope" in ids(opened)
    # What stood on the disk is kept as a state.
    assert states_kept(opened) == 4
    assert studies.open(torn.folder)[1] == []


@pytest.mark.parametrize(
    ("spoilt", "words"),
    [
        (b"name: x\ncodes:\n\t- id: a\n", "line 3"),
        (b"name: x\ncodes: [\n", "line"),
        (b"- a\n- b\n", "line 1"),
        (b"name: x\ncodes:\n  - id: caf\xe9\n", "line 3: not UTF-8"),
        (b"a: &a [x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n" * 1 + b"codes: *b\n", ""),
        (b"name: x\ncodes:\n  - name: without id\n", "line 3"),
        (b"name: x\ncodes:\n  - {id: a, name: A}\n  - {id: a, name: B}\n", "line 4"),
    ],
)
def test_a_codebook_that_cannot_be_read_leaves_the_state_before(study, studies, code, spoilt, words):
    code(study, "Parent 1 Early", "She sat with me", "trust")
    known = ids(study)
    path_of(study).write_bytes(spoilt)
    study.close()
    opened, notices = studies.open(study.folder)
    assert ids(opened) == known
    (told,) = notices
    assert told.startswith(FILE)
    assert words in told
    assert "state before is used" in told
    assert path_of(opened).read_bytes() == spoilt
    # Work goes on with the codes as they were, and the file is not written over.
    code(opened, "Parent 1 Early", "Go on", "doubt")
    assert [one.code for one in coding.extracts(opened)] == ["trust", "doubt"]
    with pytest.raises((Refused, BadInput)):
        add_code(opened, {"id": "hope", "name": "Hope"})
    assert path_of(opened).read_bytes() == spoilt


def test_a_mended_codebook_is_taken_in(study, studies):
    good = path_of(study).read_bytes()
    path_of(study).write_bytes(b"- a\n")
    study = studies.again(study)
    path_of(study).write_bytes(good.replace(b"name: Doubt", b"name: Misgiving"))
    study = studies.again(study)
    assert states.current(study).find("doubt").name == "Misgiving"


def test_a_code_that_vanished_keeps_its_codings_and_is_told(study, studies, code):
    code(study, "Parent 1 Early", "She sat with me", "doubt")
    replace_text(study, "  - id: doubt\n    name: Doubt\n", "")
    study = studies.again(study)
    books = states.current(study)
    assert [one.code for one in coding.extracts(study)] == ["doubt"]
    assert books.missing(["doubt", "trust", "lifts"]) == ["doubt"]
    with pytest.raises(NotFound):
        code(study, "Parent 1 Early", "Go on", "doubt")


def test_a_file_that_vanished_while_a_change_was_pending_is_not_made_anew_unseen(torn, studies):
    path_of(torn).unlink()
    torn.close()
    opened, notices = studies.open(torn.folder)
    assert any("gone" in notice for notice in notices)
    assert not path_of(opened).exists()

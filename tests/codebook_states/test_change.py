"""Changing a codebook through the program: one step for file and database, and every other byte stays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbench import opening
from workbench.codebook.changes.change import CodeChanged, add_code, edit_code, move_code
from workbench.codebook.changes.deciding import settle
from workbench.codebook.editing import edit, edit_many
from workbench.codebook.schema import Change, Code, Conflict
from workbench.codebook.states import states
from workbench.errors import BadInput, NotFound, Refused
from workbench.exchange.codebooks import plan_import, read_source, take_in

FILE = "peer.yaml"


def data(study, file=FILE):
    return (study.codebooks / file).read_bytes()


@pytest.mark.both_engines
def test_undo_of_a_new_code_brings_the_files_bytes_back(study, studies, rows_of):
    study.coder_id()
    start, before = rows_of(study), data(study)
    assert add_code(study, {"id": "hope", "name": "Hope: 'yes'", "parent": "support", "definition": "a\nb"}) == FILE
    after, done = data(study), rows_of(study)
    assert after != before
    found = states.current(study).find("hope")
    assert (found.name, found.parent, found.definition) == ("Hope: 'yes'", "support", "a\nb")
    assert opening.undo(studies.again(study)).sentence == "Added the code “Hope: 'yes'” (hope)"
    assert (data(study), rows_of(study)) == (before, start)
    opening.redo(studies.again(study))
    assert (data(study), rows_of(study)) == (after, done)


@pytest.mark.parametrize("what", ["add_code", "change_codes", "move_codes"])
def test_what_another_window_did_while_the_file_was_read_is_brought_along(study, monkeypatch, what):
    room = edit if what == "add_code" else edit_many
    slow = getattr(room, what)

    def meanwhile(*given, **named):
        monkeypatch.setattr(room, what, slow)
        add_code(replace(study, coder="Owen"), {"id": "hope", "name": "Hope"})
        return slow(*given, **named)

    monkeypatch.setattr(room, what, meanwhile)
    doings = {
        "add_code": lambda: add_code(study, {"id": "fear", "name": "Fear"}),
        "change_codes": lambda: edit_code(study, "doubt", {"definition": "Not sure."}),
        "move_codes": lambda: move_code(study, "doubt", -1),
    }
    doings[what]()
    books, text = states.current(study), data(study).decode()
    assert books.find("hope").name == "Hope"
    assert text == states.text_of(study, states.current(study), FILE)
    done = {"add_code": "id: fear", "change_codes": "definition: Not sure.", "move_codes": "name: Doubt"}
    assert done[what] in text
    # Each is a step of its own: undoing the latter leaves what the other window did.
    opening.undo(study)
    assert states.current(study).find("hope").name == "Hope"


def test_the_same_that_another_window_did_is_not_written_over(study, monkeypatch):
    slow = edit_many.change_codes

    def meanwhile(*given, **named):
        monkeypatch.setattr(edit_many, "change_codes", slow)
        edit_code(replace(study, coder="Owen"), "doubt", {"definition": "Hm."})
        return slow(*given, **named)

    monkeypatch.setattr(edit_many, "change_codes", meanwhile)
    with pytest.raises(Refused, match="was changed meanwhile, and the same in it"):
        edit_code(study, "doubt", {"definition": "Not sure."})
    assert b"Hm." in data(study)
    assert b"Not sure." not in data(study)
    # What an editor does meanwhile is taken in as a step of its own, and the change is made to that.
    text = data(study)

    def typed(*given, **named):
        monkeypatch.setattr(edit_many, "change_codes", slow)
        (study.codebooks / FILE).write_bytes(text.replace(b"name: Trust", b"name: Trusting  # typed"))
        return slow(*given, **named)

    monkeypatch.setattr(edit_many, "change_codes", typed)
    edit_code(study, "doubt", {"definition": "Not sure."})
    assert data(study) == text.replace(b"name: Trust", b"name: Trusting  # typed").replace(b"Hm.", b"Not sure.")
    assert any("taken in" in notice for notice in study.database.untold)
    opening.undo(study)
    assert data(study) == text.replace(b"name: Trust", b"name: Trusting  # typed")


def test_what_another_window_did_between_the_codes_and_the_text_is_not_written_over(study, monkeypatch):
    read = states.current

    def and_then(do):
        def reading(study):
            monkeypatch.setattr(states, "current", read)
            books = read(study)
            do(replace(study, coder="Owen"))
            return books

        monkeypatch.setattr(states, "current", reading)

    and_then(lambda owen: move_code(owen, "doubt", -1))
    move_code(study, "doubt", -1)
    assert [code.id for code in states.current(study).codes()][-2:] == ["doubt", "trust"]
    open_name = "    conflicts:\n      name: {ours: Trust, theirs: Faith}\n"
    text = data(study).decode() + open_name
    states.change(study, FILE, text, "Left it open", before=data(study).decode())
    other = text.replace("theirs: Faith", "theirs: Belief")
    and_then(lambda owen: states.change(owen, FILE, other, "Left something else open", before=text))
    settle(study, "trust", "name", "theirs", shown=Conflict("name", "Trust", "Faith"))
    # What was decided holds, and what nobody was shown is open still.
    found = states.current(study).find("trust")
    assert (found.name, found.conflicts) == ("Faith", (Conflict("name", "Trust", "Belief"),))
    table = study.folder / "codes.csv"
    table.write_text("Code,Definition\nDoubt,Mine.\n")
    and_then(lambda owen: edit_code(owen, "doubt", {"definition": "Theirs."}))
    plan = plan_import(study, read_source(table), into="peer")
    with pytest.raises(Refused, match="changed meanwhile"):
        take_in(study, plan)
    assert states.current(study).find("doubt").definition == "Theirs."


def test_a_new_code_is_added_at_the_end_and_nothing_else_changes(study):
    before = data(study)
    add_code(study, {"id": "hope", "name": "Hope"})
    assert data(study).startswith(before)
    assert data(study)[len(before) :].decode().split() == ["-", "id:", "hope", "name:", "Hope"]


@pytest.mark.both_engines
def test_editing_a_field_leaves_every_other_byte(study, rows_of):
    study.coder_id()
    states_seen = [(rows_of(study), data(study))]
    edits = [
        (
            "listening",
            {"name": "Hearing"},
            b"name: 'Listening'   # heard, not told",
            b"name: 'Hearing'   # heard, not told",
        ),
        ("support", {"name": "Backing"}, b"name:   Support", b"name:   Backing"),
        ("listening", {"definition": ""}, b"    definition: Being heard.\n", b""),
        ("doubt", {"definition": "Not sure."}, b"    name: Doubt\n", b"    name: Doubt\n    definition: Not sure.\n"),
    ]
    for code_id, fields, old, new in edits:
        before = data(study)
        assert old in before
        assert edit_code(study, code_id, fields) == (FILE, True)
        assert edit_code(study, code_id, fields, why=Change("2026-03-15", "Again.")) == (FILE, False)
        assert data(study) == before.replace(old, new)
        states_seen.append((rows_of(study), data(study)))
    for state in reversed(states_seen[:-1]):
        opening.undo(study)
        assert (rows_of(study), data(study)) == state
    for state in states_seen[1:]:
        opening.redo(study)
        assert (rows_of(study), data(study)) == state


def test_a_past_id_edits_todays_code(study):
    edit_code(study, "confidence", {"name": "Faith"})
    assert states.current(study).find("trust").name == "Faith"


def test_the_first_code_of_a_study_makes_a_codebook(tmp_path):
    opening.make_study(tmp_path / "s")
    (tmp_path / "s" / "codebooks" / "codebook.yaml").unlink()
    study, _ = opening.open_study(tmp_path / "s", coder="Ruth")
    file = add_code(study, {"id": "hope", "name": "Hope"})
    assert (tmp_path / "s" / "codebooks" / file).is_file()
    assert [code.id for code in states.current(study).codes()] == ["hope"]
    opening.undo(study)
    assert list(states.current(study).codes()) == []
    assert not (study.codebooks / file).exists()
    study.close()
    study, _ = opening.open_study(tmp_path / "s", coder="Ruth")
    assert list(states.current(study).codes()) == []
    opening.redo(study)
    assert [code.id for code in states.current(study).codes()] == ["hope"]
    assert b"hope" in data(study, file)
    study.close()


@pytest.mark.parametrize(
    "fields",
    [
        {"id": "trust", "name": "Again"},
        {"id": "TRUST", "name": "Again"},
        {"id": "lifts", "name": "Was one"},
        {"id": "hope", "name": "Hope", "parent": "nobody"},
        {"id": "hope", "name": ""},
        {"id": "hope", "name": "Hope", "colour": "reddish"},
        {"id": "hope", "name": "Hope", "nonsense": "x"},
    ],
)
def test_a_code_that_would_be_a_fault_changes_nothing(study, rows_of, fields):
    before = rows_of(study)
    with pytest.raises(BadInput):
        add_code(study, fields)
    assert rows_of(study) == before


def test_edits_that_would_be_a_fault_change_nothing(study, rows_of):
    before = rows_of(study)
    for code_id, fields, kind in (
        ("trust", {"parent": "nobody"}, BadInput),
        ("support", {"parent": "listening"}, BadInput),
        ("trust", {"id": "no id"}, BadInput),
        ("trust", {"id": "doubt"}, BadInput),
        ("trust", {"name": ""}, BadInput),
        ("nobody", {"name": "x"}, NotFound),
    ):
        with pytest.raises(kind):
            edit_code(study, code_id, fields)
    assert rows_of(study) == before


def test_a_file_changed_outside_meanwhile_is_not_written_over(study):
    other = data(study).replace(b"Doubt", b"Misgiving")
    (study.codebooks / FILE).write_bytes(other)
    add_code(study, {"id": "hope", "name": "Hope"})
    assert data(study).startswith(other)
    assert [code.id for code in states.current(study).codes()][-2:] == ["doubt", "hope"]
    assert states.current(study).find("doubt").name == "Misgiving"
    (study.codebooks / FILE).write_bytes(data(study).replace(b"Misgiving", b"Uncertainty"))
    with pytest.raises(Refused, match="and the same in it"):
        edit_code(study, "doubt", {"name": "Wavering"})
    assert b"Uncertainty" in data(study)
    # It was taken in by that, so that it can be done again.
    edit_code(study, "doubt", {"name": "Wavering"})


def test_undo_does_not_write_over_a_change_from_outside(study, studies):
    before = data(study)
    add_code(study, {"id": "hope", "name": "Hope"})
    other = data(study).replace(b"Doubt", b"Misgiving")
    (study.codebooks / FILE).write_bytes(other)
    study = studies.again(study)
    opening.undo(study)
    assert data(study) == before.replace(b"Doubt", b"Misgiving")
    opening.redo(study)
    assert data(study) == other


def test_undo_while_the_file_was_changed_just_now(study):
    """Changed between opening and undo: the change from outside stands, and what was undone goes."""
    before = data(study)
    add_code(study, {"id": "hope", "name": "Hope"})
    (study.codebooks / FILE).write_bytes(data(study).replace(b"Doubt", b"Misgiving"))
    opening.undo(study)
    assert data(study) == before.replace(b"Doubt", b"Misgiving")
    assert states.text_of(study, states.current(study), FILE).encode() == data(study)


def test_another_coders_codebook_step_stays_and_stands_in_the_way_where_it_is_about_the_same(study):
    add_code(study, {"id": "hope", "name": "Hope"})
    owen = replace(study, coder="Owen")
    add_code(owen, {"id": "joy", "name": "Joy"})
    opening.undo(study)
    assert [code.id for code in states.current(study).codes()][-2:] == ["doubt", "joy"]
    opening.redo(study)
    edit_code(owen, "hope", {"name": "Hopes"})
    before = data(study)
    with pytest.raises(Refused, match=r"Owen.*hope"):
        opening.undo(study)
    assert data(study) == before


def test_several_fields_are_one_step_all_or_none(study):
    before, wanted = data(study), {"name": "Hearing", "parent": "trust", "examples": ("She sat.", "He asked.")}
    for bad in ({"colour": "red"}, {"parent": "nowhere"}, {"parent": "listening"}, {"name": " "}):
        with pytest.raises(BadInput):
            edit_code(study, "listening", {**wanted, **bad})
        assert data(study) == before
    edit_code(study, "listening", {**wanted, "colour": "#56B4E9"})
    old = b"    name: 'Listening'   # heard, not told\n    definition: Being heard.\n    parent: support\n"
    assert data(study) == before.replace(
        old,
        b"    name: 'Hearing'   # heard, not told\n    definition: Being heard.\n    examples:\n      - She sat.\n"
        b'      - He asked.\n    parent: trust\n    colour: "#56B4E9"\n',
    )
    assert opening.undo(study).sentence == "Changed the code “Listening” (listening): name, parent, examples, colour"
    assert data(study) == before
    # What stands there already is no step.
    edit_code(study, "listening", {"name": "Listening"})
    assert data(study) == before


def test_nothing_is_written_over_that_its_writer_did_not_see(study):
    shown = states.current(study).find("listening")
    path = study.codebooks / FILE
    theirs = data(study).replace(b"Being heard.", b"Theirs.").replace(b"name: Doubt", b"name: Doubts")
    path.write_bytes(theirs)
    with pytest.raises(CodeChanged) as caught:
        edit_code(study, "listening", {"definition": "Mine.", "name": "Hearing"}, shown=shown)
    assert caught.value.theirs == "Definition: Theirs."
    assert data(study) == theirs
    # What they did not touch is written beside it, and what both wrote alike is no quarrel.
    edit_code(study, "listening", {"definition": " Theirs.", "name": "Hearing"}, shown=shown)
    assert data(study) == theirs.replace(b"'Listening'", b"'Hearing'")
    edit_code(study, "listening", {"definition": "Mine."}, shown=caught.value.now)
    assert states.current(study).find("listening").definition == "Mine."
    # A merged code is itself, not the one that took its place; one that is gone is said.
    edit_code(study, "forms", {"name": "Papers"}, shown=states.current(study).books[0].code("forms"))
    assert states.current(study).find("practical").name == "Practical help"
    assert states.current(study).as_it_stands("forms").name == "Papers"
    path.write_bytes(b"name: Peer support\ncodes:\n  - id: other\n    name: trust\n")
    with pytest.raises(NotFound, match="in no codebook any more"):
        edit_code(study, "trust", {"name": "Hope"}, shown=Code("trust", "Trust"))


def test_a_code_goes_past_its_neighbour_whose_lines_stay_where_they_are(study):
    add_code(study, {"id": "kettle", "name": "Kettle", "parent": "support"})
    text = data(study).decode()
    lines = "  - id: kettle\n    name: Kettle\n    parent: support\n"
    # Behind the last of its group.
    assert text.index("id: practical") < text.index(lines) < text.index("id: forms")
    assert move_code(study, "kettle", -1).id == "practical"
    moved = data(study).decode()
    # All other lines stand as they stood.
    assert moved.replace(lines, "").split() == text.replace(lines, "").split()
    below = [one.id for one in states.current(study).book_with("kettle").children("support")]
    assert below[-2:] == ["kettle", "practical"]
    assert move_code(study, "kettle", 1).id == "practical"
    assert move_code(study, "kettle", 1) is None

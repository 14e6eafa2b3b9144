"""A step on a codebook is undone, and done again, where others changed the same file since."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbench import opening
from workbench.codebook.changes.change import add_code as new_code
from workbench.codebook.changes.change import edit_code
from workbench.codebook.states import states
from workbench.errors import Refused

FILE = "peer.yaml"


@pytest.mark.both_engines
def test_what_others_changed_since_stays(study):
    path = study.codebooks / FILE
    edit_code(study, "doubt", {"name": "Misgiving"})
    # From outside, with a comment; and by somebody else in the program.
    path.write_bytes(path.read_bytes().replace(b"name: Trust", b"name: Confidence  # since May"))
    states.take_in(study)
    edit_code(replace(study, coder="Sam"), "listening", {"definition": "To be heard."})

    def stands():
        codes = {code.id: code for code in states.current(study).codes()}
        assert path.read_bytes().decode() == states.text_of(study, states.current(study), FILE)
        assert b"# since May" in path.read_bytes()
        assert (codes["trust"].name, codes["listening"].definition) == ("Confidence", "To be heard.")
        return codes["doubt"].name

    assert opening.undo(study).sentence.startswith("Changed the code")
    assert stands() == "Doubt"
    opening.redo(study)
    assert stands() == "Misgiving"
    opening.undo(study)
    assert stands() == "Doubt"


def test_a_step_of_which_nothing_stands_any_more_counts_as_undone_and_that_is_said(study):
    # As after another branch was checked out, which never had it.
    path = study.codebooks / FILE
    before = path.read_bytes()
    edit_code(study, "doubt", {"name": "Misgiving"})
    new_code(study, {"id": "new", "name": "New"})
    path.write_bytes(before)
    states.take_in(study)
    for sentence in ("Added the code “New” (new)", "Changed the code “Doubt” (doubt): name"):
        done = opening.undo(study)
        assert (done.sentence, done.undone, done.changes) == (sentence, True, 0)
        assert done.told("Undid").startswith("Nothing of it stands there any more; nothing was changed, and it counts")
    assert path.read_bytes() == before
    done = opening.redo(study)
    assert done.told("Did again") == "Did again: Changed the code “Doubt” (doubt): name"
    assert states.current(study).find("doubt").name == "Misgiving"


def test_where_others_changed_the_same_since_it_is_refused(study):
    path = study.codebooks / FILE
    edit_code(study, "doubt", {"name": "Misgiving"})
    path.write_bytes(path.read_bytes().replace(b"name: Misgiving", b"name: Qualms"))
    states.take_in(study)
    with pytest.raises(Refused, match="A later change stands in the way"):
        opening.undo(study)
    assert states.current(study).find("doubt").name == "Qualms"

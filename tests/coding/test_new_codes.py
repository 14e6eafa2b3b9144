"""A code that is found while reading is made and put on the words as one step, or not at all."""

from __future__ import annotations

import pytest

from workbench import coding, opening
from workbench.codebook.changes import change
from workbench.codebook.changes.reshape import split_code
from workbench.codebook.schema import Code
from workbench.codebook.states import states
from workbench.coding import NewCode
from workbench.errors import BadInput, NotFound, Refused
from workbench.spans import Span
from workbench.themes import touched

PARENT, PLACE = "Parent 1 Early", Span(41, 56)


def book(study, file="peer.yaml"):
    return (study.codebooks / file).read_text()


@pytest.mark.both_engines
def test_making_and_applying_is_one_step_and_undone_as_one(study, studies, rows_of):
    study.coder_id()
    start = rows_of(study)
    new = NewCode("Turning  up", parent="support", definition="Being there.")
    applied = coding.apply_new(study, PARENT, [PLACE], new, codes=["trust"])
    assert [(one.code, one.span, one.new) for one in applied] == [("trust", PLACE, True), ("turning-up", PLACE, True)]
    code = states.current(study).find("turning-up")
    assert (code.name, code.parent, code.definition, code.origin) == (
        "Turning up",
        "support",
        "Being there.",
        "data-driven",
    )
    made = next(one for one in coding.extracts(study) if one.code == "turning-up")
    assert made.codebook_version == "2"
    done = rows_of(study)
    assert opening.undo(study).sentence == (
        f"Made the code “Turning up” (turning-up) and coded {PARENT} with “Trust” (trust), “Turning up” (turning-up)"
    )
    assert rows_of(study) == start
    opening.redo(studies.again(study))
    assert rows_of(study) == done


def test_recoding_to_a_new_code_is_one_step(study, rows_of):
    (made,) = coding.apply(study, PARENT, [PLACE], ["trust"])
    start = rows_of(study)
    assert coding.recode_new(study, [made.id], NewCode("Letters")) == "letters"
    assert [one.code for one in coding.extracts(study)] == ["letters"]
    opening.undo(study)
    assert rows_of(study) == start


def test_a_code_that_is_called_as_one_that_is_gone_does_not_get_its_codings(study, studies):
    coding.apply(study, PARENT, [PLACE], ["trust"])
    (study.codebooks / "peer.yaml").write_text("name: Peer\ncodes:\n  - {id: doubt, name: Doubt}\n")
    study = studies.again(study)
    assert [one.code for one in coding.apply_new(study, PARENT, [PLACE], NewCode("Trust"))] == ["trust-2"]
    assert split_code(study, "doubt", [NewCode("Trust!"), NewCode("Trust?")]) == ("trust-3", "trust-4")
    assert [touched.touched(study, [one]).codings for one in ("trust", "trust-2", "trust-3")] == [1, 1, 0]
    # Who gives it that id wants them, and is told.
    found, said = touched.told_of_new(study, Code("trust", "Belief", definition="Another."))
    assert (found.codings, said.startswith("Its id is that of “Trust”, which is gone. It touches 1 coding")) == (
        1,
        True,
    )
    # Who only changes an id is not asked, and does not get them.
    with pytest.raises(Refused, match="is that of a code that is gone") as error:
        change.edit_code(study, "doubt", {"id": "trust"})
    assert "workbench codebook was doubt trust" in error.value.command
    assert change.edit_code(study, "doubt", {"id": "trust"}, takes_lost=True).is_other
    opening.undo(study)
    study = studies.again(study)
    change.add_code(study, {"id": "trust", "name": "Belief"})
    assert [states.current(study).lineage.today(one.code) for one in coding.extracts(study)] == ["trust", "trust-2"]


@pytest.mark.parametrize(
    ("place", "new", "codes", "error"),
    [
        (Span(40, 41), NewCode("Turning up"), (), BadInput),
        (PLACE, NewCode("  "), (), BadInput),
        (PLACE, NewCode("TRUST"), (), Refused),
        (PLACE, NewCode("Turning up", parent="nowhere"), (), BadInput),
        (PLACE, NewCode("Turning up"), ("nowhere",), NotFound),
        (PLACE, NewCode("Turning up", file="nowhere.yaml"), (), NotFound),
    ],
)
def test_what_cannot_be_done_leaves_nothing_behind(study, rows_of, place, new, codes, error):
    study.coder_id()
    start, before = rows_of(study), book(study)
    with pytest.raises(error):
        coding.apply_new(study, PARENT, [place], new, codes=codes)
    assert (rows_of(study), book(study)) == (start, before)


def test_it_goes_where_its_parent_stands_else_where_it_is_told(studies):
    study = studies.new(files={"codebooks/second.yml": "name: Second\ncodes:\n  - id: joy\n    name: Joy\n"})
    coding.apply_new(study, PARENT, [PLACE], NewCode("Glee", parent="joy", file="peer.yaml"))
    coding.apply_new(study, PARENT, [PLACE], NewCode("Mirth", file="second.yml"))
    assert "id: glee" in book(study, "second.yml")
    assert "id: mirth" in book(study, "second.yml")


def test_a_study_without_a_codebook_gets_one(study):
    (study.codebooks / "peer.yaml").unlink()
    states.take_in(study)
    coding.apply_new(study, PARENT, [PLACE], NewCode("First"))
    assert "id: first" in book(study, "codebook.yaml")
    opening.undo(study)
    assert not (study.codebooks / "codebook.yaml").exists()

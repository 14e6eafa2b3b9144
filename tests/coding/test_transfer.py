"""All of one's codings of a code in a transcript get another one: previewed, then done as previewed or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbench import coding, memos, opening, sight
from workbench.errors import BadInput, ChangedElsewhere, NotFound, Refused
from workbench.memos import Sifting

PARENT = "Parent 1 Early"


@pytest.mark.both_engines
def test_a_transfer_does_what_its_preview_says(study, studies, code, rows_of):
    (one,) = code(study, PARENT, "She sat with me", "forms", memo="a note")
    (two,) = code(study, PARENT, "I was scared", "practical")
    code(study, PARENT, "She sat with me", "trust", memo="another")
    code(study, "Parent 1 Late", "I do the forms", "practical")
    code(replace(study, coder="Owen"), PARENT, "Go on", "practical")
    plan = coding.plan_transfer(study, PARENT, "practical", "trust")
    assert [found.id for found in plan.extracts] == [one.id, two.id]
    assert (plan.code, plan.to, plan.meeting, plan.others) == ("practical", "trust", {one.id}, 1)
    before = rows_of(study)
    assert coding.transfer(study, plan) == 2
    here = [(found.code, found.quote, found.memo) for found in coding.extracts(study, transcript=PARENT, coder="Ruth")]
    assert here == [("trust", "She sat with me", "another\n\na note"), ("trust", "I was scared", "")]
    others = coding.extracts(study, codes=["practical"])
    assert {(found.coder, found.transcript) for found in others} == {("Ruth", "Parent 1 Late"), ("Owen", PARENT)}
    told = sight.history(study)[0].sentence
    assert told == f"Transferred 2 codings in {PARENT} from “Practical help” (practical) to “Trust” (trust)"
    after = rows_of(study)
    opening.undo(study)
    assert rows_of(study) == before
    opening.redo(studies.again(study))
    assert rows_of(study) == after


def test_a_code_made_for_a_transfer_is_made_with_it_as_one_step(study, studies, code, rows_of):
    code(study, PARENT, "I was scared", "practical")
    book = study.codebooks / "peer.yaml"
    before, text = rows_of(study), book.read_bytes()
    plan = coding.plan_transfer_to_new(study, PARENT, "practical", coding.NewCode("Being afraid"))
    assert (plan.to, len(plan.extracts), plan.meeting) == ("", 1, frozenset())
    assert (rows_of(study), book.read_bytes()) == (before, text), "a look at it makes nothing"
    assert coding.transfer(study, plan) == 1
    assert [one.code for one in coding.extracts(study, transcript=PARENT)] == ["being-afraid"]
    told = sight.history(study)[0].sentence
    assert told == (
        f"Made the code “Being afraid” (being-afraid) and transferred 1 coding in {PARENT} "
        "from “Practical help” (practical) to it"
    )
    opening.undo(study)
    assert (rows_of(study), book.read_bytes()) == (before, text)
    # Where the codings are others by then, no code is made either.
    code(study, PARENT, "Go on", "practical")
    with pytest.raises(ChangedElsewhere):
        coding.transfer(study, plan)
    assert book.read_bytes() == text


def test_memos_on_a_coding_that_meets_another_go_to_the_one_that_stays(study, code, rows_of):
    (one,) = code(study, PARENT, "She sat with me", "practical")
    (stays,) = code(study, PARENT, "She sat with me", "trust")
    memos.add(study, "why this", about="coding", coding_id=one.id)
    memos.add(replace(study, coder="Owen"), "a concern", kind="safeguarding", about="coding", coding_id=one.id)
    before = rows_of(study)
    coding.transfer(study, coding.plan_transfer(study, PARENT, "practical", "trust"))
    for kind in (None, "safeguarding"):
        (memo,) = memos.memos(study, Sifting(kind=kind))
        assert (memo.about_id, memo.gone) == (str(stays.id), "")
    opening.undo(study)
    assert rows_of(study) == before


def test_two_that_meet_each_other_are_previewed_too(study, code):
    book = study.codebooks / "peer.yaml"
    code(study, PARENT, "She sat with me", "doubt", "trust")
    book.write_text(book.read_text().replace("name: Doubt", "name: Doubt\n    merged_into: trust"))
    opening.open_study(study.folder)[0].close()
    plan = coding.plan_transfer(study, PARENT, "trust", "listening")
    assert (len(plan.extracts), len(plan.meeting)) == (2, 1)
    coding.transfer(study, plan)
    assert [one.code for one in coding.extracts(study)] == ["listening"]


@pytest.mark.parametrize("meanwhile", ["removed", "recoded", "added", "beside", "memo", "moved"])
def test_what_is_not_as_it_was_previewed_is_refused(study, code, rows_of, meanwhile):
    (one,) = code(study, PARENT, "She sat with me", "doubt")
    (two,) = code(study, PARENT, "I was scared", "doubt")
    plan = coding.plan_transfer(study, PARENT, "doubt", "trust")
    match meanwhile:
        case "removed":
            coding.remove(study, [one.id])
        case "recoded":
            coding.recode(study, [two.id], "listening")
        case "added":
            code(study, PARENT, "Go on", "doubt")
        case "beside":
            code(study, PARENT, "She sat with me", "trust")
        case "memo":
            coding.set_memo(study, one.id, "a note")
        case "moved":
            coding.move_borders(study, one.id, two.span._replace(start=two.span.start + 2))
    before = rows_of(study)
    with pytest.raises(ChangedElsewhere):
        coding.transfer(study, plan)
    assert rows_of(study) == before


def test_what_others_do_meanwhile_is_in_nobodys_way(study, code):
    code(study, PARENT, "She sat with me", "doubt")
    plan = coding.plan_transfer(study, PARENT, "doubt", "trust")
    code(replace(study, coder="Owen"), PARENT, "She sat with me", "doubt", "trust")
    code(study, PARENT, "Go on", "listening")
    assert coding.transfer(study, plan) == 1


def test_a_code_that_left_the_codebook_can_be_left_too(study, code):
    code(study, PARENT, "She sat with me", "doubt")
    book = study.codebooks / "peer.yaml"
    book.write_text(book.read_text().replace("  - id: doubt\n    name: Doubt\n", ""))
    opening.open_study(study.folder)[0].close()
    plan = coding.plan_transfer(study, PARENT, "doubt", "trust")
    assert coding.transfer(study, plan) == 1
    assert [one.code for one in coding.extracts(study)] == ["trust"]


@pytest.mark.parametrize(
    ("transcript", "code_id", "to", "error"),
    [
        (PARENT, "trust", "doubt", NotFound),
        (PARENT, "nothing", "doubt", NotFound),
        (PARENT, "doubt", "nothing", NotFound),
        ("nowhere", "doubt", "trust", NotFound),
        (PARENT, "forms", "practical", BadInput),
    ],
)
def test_what_cannot_be_meant_is_said(study, transcript, code_id, to, error):
    with pytest.raises(error):
        coding.plan_transfer(study, transcript, code_id, to)


def test_a_look_at_a_transfer_and_at_what_would_be_undone_makes_nobody_a_coder(study, code, rows_of):
    code(study, PARENT, "I was scared", "practical")
    before, newcomer = rows_of(study), replace(study, coder="Noor")
    with pytest.raises(NotFound, match="1 coding with it there are other coders'"):
        coding.plan_transfer(newcomer, PARENT, "practical", "trust")
    assert opening.to_undo(newcomer) is None
    assert rows_of(study) == before


def test_places_of_another_text_are_not_meant(study):
    with pytest.raises(Refused):
        coding.plan_transfer(study, PARENT, "trust", "doubt", revision_id=study.coder_id())

"""Under which state of the codebook a coding was made, or looked at again, is known on all machines."""

from __future__ import annotations

import json

import pytest
from packing import folder_bytes, line, take_in, write_lines

from workbench import coding, exchange, opening, sight
from workbench.codebook.states import states
from workbench.coding import review

PARENT = "Parent 1 Early"
OTHER = (
    "# changed\nname: Peer support\nversion: 3\ncodes:\n  - {id: trust, name: Trust}\n  - {id: doubt, name: Doubt}\n"
)


def stamps(study):
    with study.read() as session:
        return [(one.codebook_version, one.codebook_state) for one in sight.codings(session, study)]


@pytest.mark.both_engines
def test_a_state_that_is_not_known_here_is_kept_by_its_sha256_and_known_once_it_is_seen(studies, code):
    here, there = studies.new(), studies.new()
    (made,) = code(here, PARENT, "She sat with me", "listening")
    exchange.pack(here)
    take_in(there, here.codings)
    (here.codebooks / "peer.yaml").write_text(OTHER)
    states.take_in(here)
    coding.recode(here, [made.id], "trust")
    exchange.pack(here)
    # What was recoded here, and not looked at there, is recoded there, and brings its stamp along.
    take_in(there, here.codings)
    assert stamps(there) == stamps(here) == [("3", states.current(here).states["peer.yaml"])]
    exchange.pack(there)
    assert folder_bytes(there) == folder_bytes(here)
    assert not exchange.plan(here, exchange.read_packs([there.codings])).brings_something
    (there.codebooks / "peer.yaml").write_text(OTHER)
    states.take_in(there)
    assert stamps(there) == stamps(here)
    opening.undo(there)
    assert stamps(there)[0][0] == "2"


def test_where_a_line_does_not_say_the_state_it_stays_unknown_until_a_line_does(study):
    state = states.current(study).states["peer.yaml"]
    older = write_lines(study, line(codebook_version="2"), line(start=42, codebook_version="1"))
    take_in(study, older)
    assert sorted(stamps(study)) == [("1", None), ("2", None)]
    exchange.pack(study)
    packed = [json.loads(one) for one in folder_bytes(study)["Owen.jsonl"].splitlines()]
    assert {(one["codebook_state"], one["looked_at"]) for one in packed} == {(None, None)}
    # Known goes before unknown, and stays when the older pack comes again, whatever moment either tells.
    first = next(one for one in packed if one["codebook_version"] == "2")
    known = write_lines(study, first | {"codebook_state": state}, name="Known.jsonl")
    take_in(study, known)
    assert ("2", state) in stamps(study)
    later = first | {"made_at": "2099-01-01T00:00:00Z", "codebook_version": "9"}
    take_in(study, write_lines(study, later, name="Later.jsonl"))
    assert ("2", state) in stamps(study)
    assert not exchange.plan(study, exchange.read_packs([known])).brings_something
    faulty = write_lines(study, line(start=43, codebook_state="no sha256"), name="Ruth.jsonl")
    assert "the value of 'codebook_state' is no sha256" in exchange.read_packs([faulty]).faults[0]


def test_what_waits_is_not_decided_by_a_pack_that_does_not_say_under_which_state_a_coding_was_made(studies, code):
    here, there = studies.new(), studies.new()
    code(here, PARENT, "She sat with me", "listening")
    exchange.pack(here)
    (packed,) = map(json.loads, folder_bytes(here)["Ruth.jsonl"].splitlines())
    for study in (here, there):
        book = study.codebooks / "peer.yaml"
        book.write_text(book.read_text().replace("Being heard.", "Being heard out."))
        states.take_in(study)
    assert review.how_many(here) == 1
    unsaid = packed | {"codebook_state": None}
    take_in(there, write_lines(there, unsaid, name="Ruth.jsonl"))
    assert (review.how_many(there), stamps(there)) == (0, [("2", None)])
    take_in(here, write_lines(there, unsaid, name="Ruth.jsonl"))
    assert review.how_many(here) == 1
    take_in(there, write_lines(here, packed, name="Ruth.jsonl"))
    assert stamps(there) == stamps(here)


def test_a_conflict_about_a_note_that_is_settled_with_theirs_leaves_the_stamp_that_is_known(study, code):
    code(study, PARENT, "She sat with me", "listening")
    exchange.pack(study)
    (packed,) = map(json.loads, folder_bytes(study)["Ruth.jsonl"].splitlines())
    unsaid = packed | {"codebook_state": None, "memo": "Another note."}
    before = stamps(study)
    take_in(study, write_lines(study, unsaid, name="Ruth.jsonl"), take="theirs")
    assert stamps(study) == before


@pytest.mark.both_engines
def test_what_was_decided_on_one_machine_is_not_asked_on_the_other_and_undo_asks_again(studies, code):
    machines = here, there = studies.new(), studies.new()
    code(here, PARENT, "She sat with me", "listening")

    def exchanged():
        for study in machines:
            exchange.pack(study)
        for study, other in (machines, machines[::-1]):
            take_in(study, other.codings)
        assert stamps(here) == stamps(there)

    exchanged()
    for study in machines:
        book = study.codebooks / "peer.yaml"
        book.write_text(book.read_text().replace("Being heard.", "Being heard out."))
        states.take_in(study)
    assert [review.how_many(study) for study in machines] == [1, 1]
    seen = review.queue(there)
    review.keep(there, seen, seen.codings)
    exchanged()
    assert [review.how_many(study) for study in machines] == [0, 0]
    opening.undo(there)
    exchanged()
    assert [review.how_many(study) for study in machines] == [1, 1]
    opening.redo(there)
    exchanged()
    exchanged()
    assert [review.how_many(study) for study in machines] == [0, 0]


@pytest.mark.both_engines
def test_what_was_recoded_on_one_machine_is_so_on_the_other_and_undo_too_unless_both_recoded_it(studies, code):
    machines = here, there = studies.new(), studies.new()
    code(here, PARENT, "She sat with me", "listening")
    (made,) = (one.id for one in coding.extracts(here))

    def exchanged():
        for study in machines:
            exchange.pack(study)
        for study, other in (machines, machines[::-1]):
            take_in(study, other.codings)

    def codes():
        return [[one.code for one in coding.extracts(study)] for study in machines]

    exchanged()
    coding.recode(there, [made], "trust")
    exchanged()
    assert codes() == [["trust"], ["trust"]]
    assert not exchange.plan(there, exchange.read_packs([here.codings])).brings_something
    # Looked at on both by now: of two that differ nobody knows which is meant.
    opening.undo(there)
    exchange.pack(there)
    plan = exchange.plan(here, exchange.read_packs([there.codings]))
    assert [one.field for one in plan.conflicts] == ["code"]


@pytest.mark.parametrize("memo", ["", "another note"])
def test_what_is_recoded_to_a_code_that_its_coder_has_there_already_is_one_with_it(studies, code, memo):
    here, there = studies.new(), studies.new()
    (made,) = code(here, PARENT, "She sat with me", "listening")
    exchange.pack(here)
    take_in(there, here.codings)
    coding.recode(there, [made.id], "trust")
    code(here, PARENT, "She sat with me", "trust", memo=memo)
    exchange.pack(there)
    plan = exchange.plan(here, exchange.read_packs([there.codings]))
    assert [one.field for one in plan.conflicts] == ["memo"] * bool(memo)
    exchange.unpack(here, plan, take="theirs" if memo else None)
    take_in(there, here.codings) if not memo else None
    assert [(one.code, one.memo) for one in coding.extracts(here)] == [("trust", "")]

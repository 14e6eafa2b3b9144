"""What coders settled travels in packs: of two machines' decisions the later holds, whichever comes first."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from compared_study import JOINT, PARENT

from workbench import coding, exchange, opening, sight, themes
from workbench.agreement import samples
from workbench.agreement.before_after import before_after
from workbench.agreement.consensus import decisions, settled
from workbench.agreement.deciding import change_rule, settle, take_back
from workbench.agreement.differing import differences
from workbench.agreement.drawing import Asked
from workbench.codebook.states import states
from workbench.errors import Refused
from workbench.exchange.decisions import FILE
from workbench.exchange.lines import THEMES
from workbench.store import journal
from workbench.transcripts import listing

BOTH = ["Ruth", "Owen"]


def taken(study, folder):
    return exchange.unpack(study, exchange.plan(study, exchange.read_packs([folder])))


def said(study):
    """What is settled, without who is whom on which machine."""
    found = differences(study, BOTH)
    made = settled(study, found)
    return [
        (one.transcript, one.codes, d and (d.choice, d.taken_from, d.note, d.agreed, d.rule, d.coder))
        for one in found.passages
        for d in [made.of(one)]
    ]


@pytest.fixture
def settled_here(compared):
    sat, scared, came = differences(compared, BOTH).passages
    settle(compared, sat, "one", taken_from="Owen", note="shorter")
    settle(compared, scared, "both")
    settle(compared, came, "neither")
    return compared


@pytest.mark.both_engines
def test_there_and_back_it_is_the_same(settled_here, studies):
    exchange.pack(settled_here)
    other = studies.new("Ada")
    taken(other, settled_here.codings)
    assert said(other) == said(settled_here)
    assert [choice[0] for *_, choice in said(other)] == ["one", "both", "neither"]
    # Packed there it gives the same bytes; taken in again nothing.
    exchange.pack(other)
    assert (other.codings / FILE).read_bytes() == (settled_here.codings / FILE).read_bytes()
    again = exchange.plan(other, exchange.read_packs([settled_here.codings]))
    assert not again.brings_something
    one, two = (before_after(study, BOTH, unit="character", draws=0) for study in (settled_here, other))
    assert [code.measured for code in one.after.codes] == [code.measured for code in two.after.codes]


def test_the_later_decision_holds_in_either_order(settled_here, studies):
    exchange.pack(settled_here)
    there = studies.new("Owen")
    taken(there, settled_here.codings)
    sat, scared, _ = differences(there, BOTH).passages
    settle(there, sat, "both", note="all of it")
    take_back(there, scared)
    exchange.pack(there)
    plan = exchange.plan(settled_here, exchange.read_packs([there.codings]))
    assert (len(plan.decisions), len(plan.later_decisions), plan.conflicts) == (0, 2, [])
    # What was settled here before does not come back from an old pack.
    old = exchange.plan(there, exchange.read_packs([settled_here.codings]))
    assert not old.brings_something
    exchange.unpack(settled_here, plan)
    assert said(settled_here) == said(there)
    with settled_here.read() as session:
        assert journal.history(session)[0].sentence == "Unpacked 2 other changes"
    opening.undo(settled_here)
    assert [choice and choice[0] for *_, choice in said(settled_here)] == ["one", "both", "neither"]


def test_what_was_taken_back_by_undo_stays_so(settled_here, studies):
    exchange.pack(settled_here)
    other = studies.new("Ada")
    taken(other, settled_here.codings)
    came = differences(other, BOTH).passages[2]
    opening.undo(settled_here)
    plan = exchange.plan(settled_here, exchange.read_packs([settled_here.codings]))
    assert plan.decisions == []
    assert any("taken back by undo" in line for line in plan.left)
    assert settled(other, differences(other, BOTH)).is_settled(came)


@pytest.mark.both_engines
def test_what_was_taken_back_by_undo_is_brought_where_that_is_wished(settled_here):
    exchange.pack(settled_here)
    before = said(settled_here)
    for _ in range(3):
        opening.undo(settled_here)
    plan = exchange.plan(settled_here, exchange.read_packs([settled_here.codings]))
    assert sum("--take theirs brings it" in line for line in plan.left) == 3
    exchange.unpack(settled_here, plan, take="theirs")
    assert said(settled_here) == before


@pytest.mark.parametrize("first", [True, False])
def test_what_another_settled_comes_where_one_took_back_what_oneself_had_settled(compared, studies, first):
    exchange.pack(compared)
    other = studies.new("Owen")
    taken(other, compared.codings)
    sat = differences(compared, BOTH).passages[0]

    def own():
        settle(compared, sat, "neither")
        opening.undo(compared)

    own() if first else None
    settle(other, differences(other, BOTH).passages[0], "both", note="talked over")
    None if first else own()
    exchange.pack(other)
    # As git brings it: what is not in the study yet is not written over.
    (compared.codings / FILE).write_bytes((other.codings / FILE).read_bytes())
    with pytest.raises(Refused, match="not in the study"):
        exchange.pack(compared)
    taken(compared, compared.codings)
    assert said(compared) == said(other)
    exchange.pack(compared)
    assert (compared.codings / FILE).read_bytes() == (other.codings / FILE).read_bytes()


def test_in_whatever_order_packs_come_the_latest_decision_holds(compared, studies, tmp_path):
    exchange.pack(compared)
    other = studies.new("Owen")
    taken(other, compared.codings)
    settle(compared, differences(compared, BOTH).passages[0], "neither")
    exchange.pack(compared)
    taken(other, compared.codings)
    sat = differences(other, BOTH).passages[0]
    packs = []
    for choice in ("both", "neither"):
        settle(other, sat, choice)
        exchange.pack(other)
        packs.append(tmp_path / choice / FILE)
        packs[-1].parent.mkdir()
        packs[-1].write_bytes((other.codings / FILE).read_bytes())
    for pack in reversed(packs):
        taken(compared, pack)
    assert said(compared) == said(other)
    assert said(compared)[0][2][0] == "neither"


def test_work_that_came_into_the_folder_is_not_written_over(settled_here, studies):
    exchange.pack(settled_here)
    other = studies.new("Ada")
    taken(other, settled_here.codings)
    settle(other, differences(other, BOTH).passages[0], "both")
    exchange.pack(other)
    (settled_here.codings / FILE).write_bytes((other.codings / FILE).read_bytes())
    with pytest.raises(Refused, match="not in the study"):
        exchange.pack(settled_here)


def test_a_rule_changed_elsewhere_is_told_of_where_its_states_are_known(compared, studies):
    scared = differences(compared, BOTH).passages[1]
    before = states.current(compared).state_of("doubt")
    change_rule(compared, scared, "doubt", {"definition": "Fear."})
    exchange.pack(compared)
    other = studies.new("Ada")
    taken(other, compared.codings)
    decided = settled(other, differences(other, BOTH)).of(differences(other, BOTH).passages[1])
    # The codebook is handed on beside the packs: the state before is known there, the state after not yet.
    assert (decided.rule, decided.rule_before, decided.rule_after) == ("doubt", before, None)


FAULTY = (
    ({"id": None}, "'id' is missing"),
    ({"choice": "ours"}, "'choice' must be one of"),
    ({"taken_from": "Ada"}, "none of 'coders'"),
    ({"taken_from": None}, "'taken_from' goes with"),
    ({"codes": []}, "'codes' must be a list"),
    ({"coders": ["a\nb", "Owen"]}, "one line"),
    ({"agreed": [3]}, ""),
    ({"agreed": "x"}, "'agreed' must be a list"),
    ({"rule_before": "x"}, "no sha256"),
    ({"made_at": "2026-01-01T10:00:00"}, "no time zone"),
)


def test_faulty_lines_are_told_and_the_rest_is_taken(settled_here):
    exchange.pack(settled_here)
    path = settled_here.codings / FILE
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    number = next(at for at, line in enumerate(lines) if line["choice"] == "one")
    for change, why in FAULTY:
        changed = [line | (change if at == number else {}) for at, line in enumerate(lines)]
        path.write_text("".join(json.dumps(line) + "\n" for line in changed), "utf-8")
        read = exchange.read_packs([path])
        assert len(read.decisions) == 2, change
        (fault,) = read.faults
        assert fault.startswith(f"{FILE}, line {number + 1}")
        assert why in fault
        assert "She sat" not in fault


def test_a_decision_on_a_text_that_is_not_here_is_left(settled_here, studies):
    exchange.pack(settled_here)
    path = settled_here.codings / FILE
    lines = []
    for line in path.read_text("utf-8").splitlines():
        values = json.loads(line)
        values["text_sha256"] = "0" * 64
        lines.append(json.dumps(values))
    path.write_text("\n".join(lines), "utf-8")
    plan = exchange.plan(settled_here, exchange.read_packs([path]))
    assert plan.decisions == plan.later_decisions == []
    assert len(plan.left) == 3
    assert all(PARENT in line for line in plan.left)


def test_while_a_sample_is_open_what_was_settled_is_out_of_sight(settled_here):
    exchange.pack(settled_here)
    before = (settled_here.codings / FILE).read_bytes()
    owen = replace(settled_here, coder="Owen")
    settle(owen, differences(settled_here, BOTH).passages[0], "both", note="x")
    samples.draw(settled_here, "First", ("Ruth", "Owen"), Asked(share=1, by=()))
    # A decision tells what the others coded: neither it nor the step in which it was made is told of.
    with settled_here.read() as session:
        texts = {listing.find_text(session, name).revision_id for name in (PARENT, JOINT)}
    said = [step.sentence for step in sight.history(settled_here)]
    assert decisions(settled_here, texts, states.current(settled_here)) == []
    assert sum(one.startswith("Settled a difference") for one in said) == 3
    exchange.pack(settled_here)
    assert (settled_here.codings / FILE).read_bytes() == before
    samples.reveal(settled_here, early=True)
    assert len(decisions(settled_here, texts, states.current(settled_here))) == 3


def test_while_a_sample_is_open_it_is_not_told_where_something_was_settled(settled_here):
    theme = themes.add(settled_here, "Staying")
    extract = next(one for one in coding.extracts(settled_here) if one.transcript == PARENT)
    themes.judge(settled_here, theme, [extract.id], stance="supports", use="key")
    exchange.pack(settled_here)
    for path in (settled_here.codings / FILE, settled_here.codings / THEMES):
        path.write_text(re.sub(r"(\bend\"?:) \d+", r"\1 999999", path.read_text("utf-8")), "utf-8")
    samples.draw(settled_here, "First", ("Ruth", "Owen"), Asked(share=1, by=()))
    left = exchange.plan(settled_here, exchange.read_packs([settled_here.codings])).left
    assert len(left) == 4
    assert all("it has no place here" in line and "9999" not in line for line in left)
    assert not any(PARENT in line for line in left)

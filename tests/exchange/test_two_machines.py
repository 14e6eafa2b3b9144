"""One coder on several machines: what is made on each is one coding, and what is taken off on one is off on all."""

from __future__ import annotations

import datetime as dt
import itertools
import uuid
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import coding, exchange, memos, opening, themes
from workbench.coding.ids import coding_id
from workbench.exchange.lines import CodingLine, Place
from workbench.exchange.merge_codings import merged

PARENT, WORDS = "Parent 1 Early", "She sat with me"
PLACE = Place(PARENT, "a" * 64, "b" * 64, 41, 56)
moments = st.integers(0, 4).map(lambda hours: dt.datetime(2026, 1, 1, hours, tzinfo=dt.UTC))
told = st.builds(
    lambda memo, code, made, removed, version, start: (
        CodingLine(uuid.UUID(int=1), PLACE, code, "Ruth", memo, made, removed, version),
        (uuid.UUID(int=2), start, 56),
    ),
    st.sampled_from(["", "a", "b", "longer"]),
    st.sampled_from(["trust", "doubt"]),
    moments,
    st.none() | moments,
    st.sampled_from(["1", "2"]),
    st.integers(40, 41),
)


@given(st.lists(told, min_size=1, max_size=3))
def test_whatever_the_order_of_exchange_all_come_to_the_same(several):
    (one,) = {reduce(merged, order) for order in itertools.permutations(several)}
    assert all(merged(one, other) == one for other in several)
    gone = [line.removed_at for line, _ in several if line.removed_at]
    assert one[0].removed_at == min(gone, default=None)
    assert one[0].made_at == min(line.made_at for line, _ in several)


def test_an_id_tells_coder_place_code_and_time_apart():
    one = ("Ruth", ("text",), 1, 2, "trust", 1)
    others = [("Ruth S", *one[1:]), (one[0], ("text", "Parent 1"), *one[2:]), (*one[:4], "doubt", 1), (*one[:5], 2)]
    assert len({coding_id(*values) for values in (one, *others)}) == 5
    assert coding_id(" RUTH", *one[1:]) == coding_id(*one)


def packs(study):
    exchange.pack(study)
    return {path.name: path.read_bytes() for path in sorted(study.codings.iterdir())}


def exchanged(*studies):
    """Pack all, and let each take in what the others have packed."""
    for study in studies:
        exchange.pack(study)
    for study, other in itertools.permutations(studies, 2):
        plan = exchange.plan(study, exchange.read_packs([other.codings]))
        assert (plan.conflicts, plan.left) == ([], [])
        if plan.brings_something:
            exchange.unpack(study, plan)
    assert len({tuple(packs(study).items()) for study in studies}) == 1


def test_a_coding_made_on_several_machines_is_one_and_taken_off_on_all(studies, code):
    machines = [studies.new() for _ in range(3)]
    here, there, _ = machines
    for machine in (here, there):
        code(machine, PARENT, WORDS, "trust")
    exchanged(*machines)
    (made,) = {one.id for machine in machines for one in coding.extracts(machine)}
    coding.remove(there, [made])
    exchanged(*machines)
    assert [coding.extracts(machine) for machine in machines] == [[], [], []]
    # Who puts it on again has made another coding, which stays; also where that happens on two machines.
    ((again,), (same,)) = (code(machine, PARENT, WORDS, "trust") for machine in (here, there))
    assert again.id == same.id != made
    exchanged(*machines)
    assert [[one.id for one in coding.extracts(machine)] for machine in machines] == [[again.id]] * 3
    # What is undone and done again is the same coding.
    opening.undo(here)
    (first,) = code(here, PARENT, "I was scared", "doubt")
    opening.undo(here)
    assert code(here, PARENT, "I was scared", "doubt")[0].id == first.id


def test_what_was_taken_off_before_another_machine_was_seen_is_off(studies, code):
    here, there = studies.new(), studies.new()
    (made,) = code(there, PARENT, WORDS, "trust")
    coding.remove(there, [made.id])
    code(here, PARENT, WORDS, "trust")
    exchanged(here, there)
    assert (coding.extracts(here), coding.extracts(there)) == ([], [])


@pytest.mark.both_engines
def test_what_was_removed_on_both_machines_is_removed_since_the_earlier_moment(studies, code):
    here, there = studies.new(), studies.new()
    (made,) = code(here, PARENT, WORDS, "trust", memo="a note")
    memo = memos.add(here, "a memo")
    themes.add(here, "Trust")
    exchanged(here, there)
    for machine in (there, here):
        coding.set_memo(machine, made.id, "a note" if machine is there else "")
        coding.remove(machine, [made.id])
        memos.remove(machine, memo)
        themes.remove(machine, themes.find_theme(machine, "Trust"))
    before = packs(there)
    exchanged(here, there)
    assert packs(there) == before
    assert opening.undo(here).sentence == "Unpacked 3 other changes"

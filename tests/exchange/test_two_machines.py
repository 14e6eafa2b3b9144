"""One coder on several machines: what is made on each is one coding, and what is taken off on one is off on all."""

from __future__ import annotations

import datetime as dt
import itertools
import uuid
from dataclasses import replace

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
    lambda memo, code, made, lasted, version, start: (
        CodingLine(uuid.UUID(int=1), PLACE, code, "Ruth", memo, made, lasted and made + lasted, version),
        (uuid.UUID(int=2), start, 56),
    ),
    st.sampled_from(["", "a", "b", "longer"]),
    st.sampled_from(["trust", "doubt"]),
    moments,
    st.none() | st.integers(1, 3).map(lambda hours: dt.timedelta(hours=hours)),
    st.sampled_from(["1", "2"]),
    st.integers(40, 41),
)


@given(told, told)
def test_neither_order_nor_repetition_matters_and_no_pack_from_before_brings_back(one, other):
    both = merged(one, other)
    assert both == merged(other, one) == merged(both, one) == merged(other, both) == merged(both, both)
    assert both[0].made_at == max(one[0].made_at, other[0].made_at)
    if both[0].removed_at is not None:
        before = replace(both[0], removed_at=None, made_at=both[0].made_at - dt.timedelta(minutes=1))
        assert merged(both, (before, both[1]))[0].removed_at == both[0].removed_at


@given(st.lists(told, min_size=2, max_size=4), st.randoms())
def test_whatever_the_order_of_exchange_all_machines_come_to_the_same(machines, dice):
    pairs = list(itertools.permutations(range(len(machines)), 2))
    for _ in range(3):
        dice.shuffle(pairs)
        for here, there in pairs:
            machines[here] = merged(machines[here], machines[there])
    assert len(set(machines)) == 1


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
    # Who puts it on again has made it anew, and it stays; also where that happens on two machines.
    ((again,), (same,)) = (code(machine, PARENT, WORDS, "trust") for machine in (here, there))
    assert again.id == same.id == made
    exchanged(*machines)
    assert [[one.id for one in coding.extracts(machine)] for machine in machines] == [[again.id]] * 3
    # What is undone and done again is the same coding.
    opening.undo(here)
    (first,) = code(here, PARENT, "I was scared", "doubt")
    opening.undo(here)
    assert code(here, PARENT, "I was scared", "doubt")[0].id == first.id


def test_of_machines_that_had_not_seen_each_other_the_later_holds(studies, code):
    here, there = studies.new(), studies.new()
    code(here, PARENT, WORDS, "trust")
    for quote in (WORDS, "I was scared"):
        (made,) = code(there, PARENT, quote, "trust")
        coding.remove(there, [made.id])
    code(here, PARENT, "I was scared", "trust")
    exchanged(here, there)
    assert [[one.quote for one in coding.extracts(study)] for study in (here, there)] == [["I was scared"]] * 2


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

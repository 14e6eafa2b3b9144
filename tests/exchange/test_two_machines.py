"""One coder on several machines: what is made on each is one coding, and what is taken off on one is off on all."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import uuid
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import coding, exchange, memos, opening, themes
from workbench.codebook.states import states
from workbench.coding.ids import coding_id
from workbench.exchange.lines import CodingLine, MemoLine, Place
from workbench.exchange.merge_codings import joined, merged
from workbench.exchange.merge_memos import merged_memos
from workbench.transcripts import importing, listing
from workbench.transcripts.importing import Given

PARENT, WORDS = "Parent 1 Early", "She sat with me"
PLACE = Place(PARENT, "a" * 64, "b" * 64, 41, 56)
moments = st.integers(0, 4).map(lambda hours: dt.datetime(2026, 1, 1, hours, tzinfo=dt.UTC))
told = st.builds(
    lambda memo, code, made, lasted, version, state, start, looked: (
        CodingLine(
            uuid.UUID(int=1), PLACE, code, "Ruth", memo, made, lasted and made + lasted, version,
            codebook_state=state, looked_at=None if looked is None else made + looked,
        ),
        (uuid.UUID(int=2), start, 56),
    ),
    st.sampled_from(["", "a", "b", "longer"]),
    st.sampled_from(["trust", "doubt"]),
    moments,
    st.none() | st.integers(1, 3).map(lambda hours: dt.timedelta(hours=hours)),
    st.sampled_from(["", "1", "2"]), st.sampled_from(["", "a" * 64, "b" * 64]),
    st.integers(40, 41),
    st.none() | st.integers(-2, 3).map(lambda hours: dt.timedelta(hours=hours)),
)  # fmt: skip


def stamp(placed):
    line = placed[0]
    return line.codebook_state != "", line.looked_at or line.made_at, line.codebook_version, line.codebook_state


@given(told, told)
def test_neither_order_nor_repetition_matters_and_no_pack_from_before_brings_back(one, other):
    both = merged(one, other)
    assert both == merged(other, one) == merged(both, one) == merged(other, both) == merged(both, both)
    assert both[0].made_at == max(one[0].made_at, other[0].made_at)
    assert stamp(both) == max(stamp(one), stamp(other)), "a known state goes before none, and of two the later"
    if both[0].removed_at is not None:
        before = replace(both[0], removed_at=None, made_at=both[0].made_at - dt.timedelta(minutes=1))
        assert merged(both, (before, both[1]))[0].removed_at == both[0].removed_at


@given(told, told, told)
def test_of_three_stamps_the_same_one_holds_however_they_meet(one, other, third):
    ways = merged(merged(one, other), third), merged(one, merged(other, third)), merged(merged(third, one), other)
    assert {*map(stamp, ways)} == {max(map(stamp, (one, other, third)))}


@given(st.lists(told, min_size=2, max_size=4), st.randoms())
def test_whatever_the_order_of_exchange_all_machines_come_to_the_same(machines, dice):
    pairs = list(itertools.permutations(range(len(machines)), 2))
    for _ in range(3):
        dice.shuffle(pairs)
        for here, there in pairs:
            machines[here] = merged(machines[here], machines[there])
    assert len(set(machines)) == 1


@given(st.lists(st.dictionaries(st.sampled_from([1, 2, 3]), told, min_size=1), min_size=2, max_size=3), st.randoms())
def test_one_coding_under_several_ids_is_one_on_all_machines(machines, dice):
    """Each machine knows the coding under some ids; it takes in what others know, and keeps one of those that live."""
    machines = [
        {number: (replace(line, id=uuid.UUID(int=number), memo="a"), where) for number, (line, where) in some.items()}
        for some in machines
    ]

    def one_lives(known):
        living = [placed for placed in known.values() if placed[0].removed_at is None]
        return known | ({placed[0].id.int: placed for placed in joined(living)} if living else {})

    def take_in(here, there):
        both = {number: merged(here[number], there[number]) for number in here.keys() & there.keys()}
        return one_lives(here | there | both)

    machines = [one_lives(some) for some in machines]
    assert all(take_in(some, some) == some for some in machines)
    pairs = list(itertools.permutations(range(len(machines)), 2))
    for _ in range(4):
        dice.shuffle(pairs)
        for here, there in pairs:
            machines[here] = take_in(machines[here], machines[there])
    assert all(some == machines[0] for some in machines)
    assert sum(placed[0].removed_at is None for placed in machines[0].values()) <= 1


memo_lines = st.builds(
    lambda text, made, lasted: MemoLine(
        uuid.UUID(int=1), "analytic", "study", "", "Ruth", text, made, lasted and made + lasted
    ),
    st.sampled_from(["a", "b", "longer"]),
    moments,
    st.none() | st.integers(1, 3).map(lambda hours: dt.timedelta(hours=hours)),
)


@given(st.lists(memo_lines, min_size=2, max_size=4), st.randoms())
def test_of_memos_the_later_holds_whatever_the_order_of_exchange(machines, dice):
    one, other = machines[:2]
    both = merged_memos(one, other)
    assert both == merged_memos(other, one) == merged_memos(both, one) == merged_memos(both, both)
    pairs = list(itertools.permutations(range(len(machines)), 2))
    for _ in range(3):
        dice.shuffle(pairs)
        for here, there in pairs:
            machines[here] = merged_memos(machines[here], machines[there])
    assert len(set(machines)) == 1


def test_an_id_tells_coder_place_code_and_time_apart():
    one = ("Ruth", ("text",), 1, 2, "trust", 1)
    others = [("Ruth S", *one[1:]), (one[0], ("text", "Parent 1"), *one[2:]), (*one[:4], "doubt", 1), (*one[:5], 2)]
    assert len({coding_id(*values) for values in (one, *others)}) == 5
    assert coding_id(" RUTH", *one[1:]) == coding_id(*one)


def packs(study):
    exchange.pack(study)
    return {path.name: path.read_bytes() for path in sorted(study.codings.iterdir())}


def exchanged(*studies, take=None):
    """Pack all, and let each take in what the others have packed."""
    for study in studies:
        exchange.pack(study)
    for study, other in itertools.permutations(studies, 2):
        plan = exchange.plan(study, exchange.read_packs([other.codings]))
        assert (take is not None or plan.conflicts == [], plan.left) == (True, [])
        if plan.brings_something:
            exchange.unpack(study, plan, take=take)
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


@pytest.mark.both_engines
def test_what_is_taken_back_by_undo_holds_on_all_machines(studies, code):
    here, there = studies.new(), studies.new()
    (made,) = code(here, PARENT, WORDS, "trust", memo="a note")
    memo = memos.add(here, "a memo")
    themes.add(here, "Trust")
    exchanged(here, there)
    first = coding.extracts(here)[0].made_at

    def living(study):
        own = [one for one in memos.memos(study) if not one.in_coding]
        return len(coding.extracts(study)), len(own), len(themes.themes(study))

    coding.remove(here, [made.id])
    memos.remove(here, memo)
    themes.remove(here, themes.find_theme(here, "Trust"))
    exchanged(here, there, take="theirs")
    assert living(there) == (0, 0, 0)
    for _ in range(3):
        opening.undo(here)
    # Neither the own pack of before nor another machine's takes it off again.
    own = exchange.plan(here, exchange.read_packs([here.codings]))
    assert not own.brings_something
    exchanged(there, here)
    assert living(here) == living(there) == (1, 1, 1)
    assert coding.extracts(here)[0].made_at > first
    for _ in range(3):
        opening.redo(here)
    exchanged(there, here, take="theirs")
    assert living(here) == living(there) == (0, 0, 0)


def test_undo_of_an_unpacking_leaves_alone_when_others_did_what(studies, code):
    here, there = studies.new("Owen"), studies.new()
    (made,) = code(there, PARENT, WORDS, "trust")
    exchanged(here, there)
    coding.remove(there, [made.id])
    exchange.pack(there)
    exchange.unpack(here, exchange.plan(here, exchange.read_packs([there.codings])))
    opening.undo(here)
    assert len(coding.extracts(here)) == 1
    # Ruth's own wish comes again, and Owen's undo does not reach her.
    exchanged(here, there)
    assert coding.extracts(here) == coding.extracts(there) == []


MERGED = """\
name: Peer support
version: 3
codes:
  - {id: doubt, name: Doubt, merged_into: trust}
  - {id: trust, name: Trust}
"""


def twice_recoded(here, there, code):
    (made,) = code(here, PARENT, WORDS, "doubt", memo="a note")
    coding.recode(here, [made.id], "trust")
    code(there, PARENT, WORDS, "trust", memo="a note")


def twice_merged(here, there, code):
    code(here, PARENT, WORDS, "doubt")
    code(there, PARENT, WORDS, "trust")
    for study in (here, there):
        (study.codebooks / "peer.yaml").write_text(MERGED)
        states.take_in(study)


def twice_by_hand(here, there, code):
    line = {"transcript": PARENT, "start": 41, "end": 56, "code": "trust", "coder": "Ruth"}
    path = here.folder / "by hand.jsonl"
    path.write_text(json.dumps(line))
    exchange.unpack(here, exchange.plan(here, exchange.read_packs([path])))
    code(there, PARENT, WORDS, "trust")
    # Read again it adds nothing, here or there.
    for study in (here, there):
        plan = exchange.plan(study, exchange.read_packs([path]))
        assert (plan.brings_something, plan.same) == (False, 1)


def twice_beside_the_same_text(here, there, code):
    code(here, PARENT, WORDS, "trust")
    path = there.transcripts / "Parent 9 T1.txt"
    path.write_bytes((there.transcripts / "Parent 1 T1.txt").read_bytes())
    importing.import_files(there, [path], Given(participants=("P9",), wave="T1", role="parent"))
    code(there, PARENT, WORDS, "trust")


@pytest.mark.parametrize("twice", [twice_recoded, twice_merged, twice_by_hand, twice_beside_the_same_text])
def test_a_coding_made_twice_under_two_ids_is_one_from_the_first_exchange_on(studies, code, twice):
    here, there = studies.new(), studies.new()
    twice(here, there, code)
    exchanged(here, there)
    (one,), (other,) = coding.extracts(here), coding.extracts(there)
    assert one.id == other.id
    coding.remove(there, [one.id])
    exchanged(here, there)
    exchanged(there, here)
    assert coding.extracts(here) == coding.extracts(there) == []
    code(there, PARENT, WORDS, "trust")
    exchanged(there, here)
    assert len(coding.extracts(here)) == len(coding.extracts(there)) == 1


def test_notes_that_differ_on_a_coding_made_twice_are_a_conflict_and_undo_keeps_it_living(studies, code):
    here, there = studies.new(), studies.new()
    twice_recoded(here, there, code)
    coding.set_memo(there, coding.extracts(there)[0].id, "another note")
    exchange.pack(there)
    plan = exchange.plan(here, exchange.read_packs([there.codings]))
    assert [conflict.field for conflict in plan.conflicts] == ["memo"]
    exchange.unpack(here, plan, take="theirs")
    exchanged(here, there)
    assert [one.memo for one in coding.extracts(here)] == ["another note"]
    opening.undo(here)
    assert len(coding.extracts(here)) == 1
    exchanged(there, here)
    exchanged(here, there)
    assert len(coding.extracts(here)) == len(coding.extracts(there)) == 1


def test_a_code_taken_off_before_it_became_another_takes_nothing_else_along(studies, code):
    here, there = studies.new(), studies.new()
    code(here, PARENT, WORDS, "trust")
    (made,) = code(there, PARENT, WORDS, "doubt")
    coding.remove(there, [made.id])
    for study in (here, there):
        (study.codebooks / "peer.yaml").write_text(MERGED)
        states.take_in(study)
    exchanged(here, there)
    assert len(coding.extracts(here)) == len(coding.extracts(there)) == 1


def test_what_was_written_anew_here_does_not_go_without_a_word(studies):
    here, there = studies.new(), studies.new()
    memo = memos.add(here, "first")
    themes.add(here, "Trust")
    exchanged(here, there)
    memos.remove(there, memo)
    themes.remove(there, themes.find_theme(there, "Trust"))
    memos.edit(here, memo, "written anew")
    exchange.pack(there)
    plan = exchange.plan(here, exchange.read_packs([there.codings]))
    assert [conflict.field for conflict in plan.conflicts] == ["removed", "removed"]
    # What is kept here is kept on all machines, and the next exchange is at peace.
    exchange.unpack(here, plan, take="ours")
    exchanged(there, here)
    for study in (here, there):
        assert [one.text for one in memos.memos(study)] == ["written anew"]
        assert [theme.name for theme in themes.themes(study)] == ["Trust"]


def test_subthemes_below_subthemes_travel(studies):
    here, there, empty = studies.new(), studies.new(), studies.new()
    for name in ("Y", "Z"):
        themes.add(here, name)
    exchanged(here, there)
    themes.add(here, "X", fields={"narrative": "long prose"}, parent="Y")
    themes.edit(there, themes.find_theme(there, "Y"), parent="Z")
    exchange.pack(there)
    exchange.unpack(here, exchange.plan(here, exchange.read_packs([there.codings])), take="theirs")
    packed = packs(here)
    for study in (there, empty):
        plan = exchange.plan(study, exchange.read_packs([here.codings]))
        assert (plan.conflicts, plan.left) == ([], [])
        exchange.unpack(study, plan)
        assert packs(study) == packed
    opening.undo(empty)
    assert themes.themes(empty) == []
    opening.redo(empty)
    assert packs(empty) == packed


def test_a_memo_stays_with_its_transcript_where_two_have_the_same_words(studies):
    here, there = studies.new(), studies.new()
    for study in (here, there):
        paths = [study.transcripts / f"Parent {number} questionnaire.txt" for number in (7, 8)]
        for path in paths:
            path.write_text("How was it? Alright on the whole.\n")
            importing.import_files(study, [path], Given(participants=(f"P{path.stem[7]}",), wave="T1", role="parent"))
    with here.read() as session:
        found = [one.name for one in listing.transcripts(session) if "questionnaire" in one.file]
    for name in found:
        memos.add(here, f"about {name}", about="transcript", name=name)
    memos.add(here, "about", about="transcript", name=PARENT)
    exchanged(here, there)
    assert [memo.text for memo in memos.memos(there)] == [f"about {name}" for name in found] + ["about"]
    assert [memo.name for memo in memos.memos(there)] == [*found, PARENT]
    # A line from elsewhere that does not say which of them is meant is left out, and told.
    lines_there = [json.loads(line) for line in packs(here)["memos.jsonl"].splitlines()]
    assert sorted("transcript" in line for line in lines_there) == [False, True, True]
    path = there.folder / "memos.jsonl"
    path.write_text(
        "".join(json.dumps(line | {"id": str(uuid.uuid4()), "transcript": ""}) + "\n" for line in lines_there)
    )
    plan = exchange.plan(there, exchange.read_packs([path]))
    assert (len(plan.memos), len(plan.left)) == (1, 2)
    assert "say which" in plan.left[0]

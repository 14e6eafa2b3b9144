"""Samples in packs: blind on every machine, finished on one and known on all."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from waiting_study import rewrite

from workbench import coding, exchange, opening
from workbench.agreement import samples
from workbench.agreement.drawing import Asked
from workbench.agreement.sample_list import find
from workbench.agreement.sample_list import samples as all_samples
from workbench.errors import Refused
from workbench.exchange.sampled import FILE, PackedSample, Progress, Taken, as_line, merged, read
from workbench.exchange.unpack import unpack
from workbench.opening.handing_out import hand_out
from workbench.study import Study

WITHOUT = ("Parent 1 Late", "Parent 2 Early", "S1+S2 Early")
MOMENTS = st.none() | st.integers(1, 5).map(lambda day: dt.datetime(2024, 3, day, tzinfo=dt.UTC))


@st.composite
def told(draw: st.DrawFn) -> PackedSample:
    """One sample as some machine has it."""
    coders = draw(st.lists(st.sampled_from(["ann", "ben"]), unique=True, min_size=1))
    progress = {one: Progress(one, *draw(st.tuples(MOMENTS, MOMENTS))) for one in coders}
    taken = {key: Taken(None, None, "Early", progress) for key in draw(st.sets(st.integers(1, 3), min_size=1))}
    revealed = draw(MOMENTS)
    return PackedSample(
        UUID(int=1), "First", 1, draw(st.integers(1, 2)), {"there": 3},
        dt.datetime(2024, 3, 1, tzinfo=dt.UTC), revealed, draw(st.booleans()), None, taken,
    )  # fmt: skip


@given(told(), told(), told())
def test_neither_order_nor_repetition_matters(one: PackedSample, two: PackedSample, three: PackedSample) -> None:
    assert merged(one, one) == one
    assert merged(one, two) == merged(two, one)
    assert merged(merged(one, two), two) == merged(one, two)
    left, right = merged(merged(one, two), three), merged(one, merged(two, three))
    assert (left.revealed_at, left.transcripts) == (right.revealed_at, right.transcripts)


def test_a_line_is_read_as_it_was_written(study: Study) -> None:
    samples.draw(study, "First", ["Ruth", "Owen"], Asked(number=2, by=(), turns=2), seed=1)
    exchange.pack(study)
    lines = (study.codings / FILE).read_text().splitlines()
    assert [as_line(read(json.loads(line))) for line in lines] == lines


def test_what_was_handed_out_comes_back_finished_and_twice_is_once(study: Study, code, tmp_path: Path) -> None:
    samples.draw(study, "First", ["Ruth", "Owen"], Asked(number=2, by=(), without=WITHOUT), seed=1)
    code(study, "PM1+PM2 Early", "I listened more", "trust")
    samples.finish(study)
    out = hand_out(study, tmp_path / "out", "Owen").folder
    its, _ = opening.open_study(out, coder="Owen")
    with closing(its):
        code(its, "PM1+PM2 Early", "listened more than I", "trust")
        samples.finish(its)
        with pytest.raises(Refused, match="revealed where it was drawn"):
            samples.reveal(its)
        exchange.pack(its)
    with pytest.raises(Refused, match="Not all have finished"):
        samples.reveal(study)
    plan = exchange.plan(study, exchange.read_packs([out / "codings"]))
    assert "The sample “First”: transcripts finished by Owen." in plan.notices
    unpack(study, plan)
    assert find(study).unfinished() == {}
    assert {one.coder for one in coding.extracts(study)} == {"Ruth"}
    assert not exchange.plan(study, exchange.read_packs([out / "codings"])).brings_something
    assert find(study).coders == ("Owen", "Ruth")
    assert not samples.reveal(study).revealed_early
    assert {one.coder for one in coding.extracts(study)} == {"Owen", "Ruth"}


def test_every_clone_is_blind_as_soon_as_it_has_the_packs(studies, code) -> None:
    here, there = studies.new("Ruth"), studies.new("Owen")
    rewrite(here, ("codes:\n", "codes:\n  - id: zqveil\n    name: Veiled\n"))
    code(here, "PM1+PM2 Early", "I listened more", "trust", "zqveil")
    samples.draw(here, "First", ["Ruth", "Owen"], Asked(number=2, by=(), without=WITHOUT), seed=1)
    exchange.pack(here)
    plan = exchange.plan(there, exchange.read_packs([here.codings]))
    assert plan.new_codings == 2
    assert "zqveil" not in "".join([*plan.notices, *plan.left])
    unpack(there, plan)
    assert coding.extracts(there) == []
    assert find(there).made_at == find(here).made_at
    samples.finish(there, transcripts=["Parent 1 Early"])
    samples.finish(there, transcripts=["PM1+PM2 Early"])
    samples.reopen(there, transcripts=["PM1+PM2 Early"])
    exchange.pack(there)
    unpack(here, exchange.plan(here, exchange.read_packs([there.codings])))
    assert find(here).unfinished()["Owen"] == ["PM1+PM2 Early"]
    samples.reveal(here, early=True)
    exchange.pack(here)
    plan = exchange.plan(there, exchange.read_packs([here.codings / FILE]))
    assert plan.notices == ["The sample “First” is revealed."]
    unpack(there, plan)
    assert [one.revealed_early for one in all_samples(there)] == [True]
    assert {one.coder for one in coding.extracts(there)} == {"Ruth"}


def test_a_sample_that_cannot_be_placed_and_lines_that_are_none_are_told(studies, tmp_path: Path) -> None:
    here, there = studies.new("Ruth"), studies.new("Owen")
    samples.draw(here, "First", ["Ruth", "Owen"], Asked(number=1, by=()), seed=1)
    exchange.pack(here)
    line = json.loads((here.codings / FILE).read_text())
    other = json.loads(json.dumps(line))
    other["transcripts"][0]["text_sha256"] = "0" * 64
    faulty = [
        line | {"made_at": None}, line | {"drawn": {}}, line | {"seed": -1}, line | {"transcripts": 1},
        line | {"transcripts": [line["transcripts"][0] | {"start": 5, "end": 2}]},
    ]  # fmt: skip
    rows = [other, *faulty]
    (tmp_path / FILE).write_text("".join(json.dumps(one) + "\n" for one in rows))
    plan = exchange.plan(there, exchange.read_packs([tmp_path / FILE]))
    assert not plan.brings_something
    assert len(plan.left) == len(rows)
    assert plan.left[-1].startswith("The sample “First”: not in this study")


def test_two_samples_of_one_name_keep_apart(studies) -> None:
    here, there = studies.new("Ruth"), studies.new("Owen")
    for study in (here, there):
        samples.draw(study, "First", ["Ruth", "Owen"], Asked(number=1, by=()), seed=1)
        exchange.pack(study)
    unpack(there, exchange.plan(there, exchange.read_packs([here.codings / FILE])))
    assert sorted(one.name for one in all_samples(there)) == ["First", "First (2)"]
    assert not exchange.plan(there, exchange.read_packs([here.codings / FILE])).brings_something
    assert replace(there, coder="Ruth").coder_id()


@pytest.mark.parametrize("finished", [True, False])
def test_what_was_revealed_early_and_closed_again_was_so_on_every_machine(studies, *, finished: bool) -> None:
    here, there = studies.new("Ruth"), studies.new("Owen")
    samples.draw(here, "First", ["Ruth", "Owen"], Asked(number=1, by=()), seed=1)
    samples.reveal(here, early=True)
    opening.undo(here)
    if finished:
        samples.finish(here)
        samples.finish(replace(here, coder="Owen"))
        assert samples.reveal(here).revealed_early
    exchange.pack(here)
    unpack(there, exchange.plan(there, exchange.read_packs([here.codings])))
    assert [(one.is_open, one.revealed_early) for one in all_samples(there)] == [(not finished, True)]
    assert not exchange.plan(there, exchange.read_packs([here.codings])).brings_something


def test_a_coder_whose_name_is_spelled_otherwise_is_no_change(studies, code) -> None:
    here, there = studies.new("Ruth"), studies.new("Owen")
    code(there, "Parent 2 Early", "My family", "trust")
    samples.draw(here, "First", ["Ruth", "owen"], Asked(number=1, by=()), seed=1)
    exchange.pack(here)
    unpack(there, exchange.plan(there, exchange.read_packs([here.codings])))
    assert find(there).coders == ("Owen", "Ruth")
    assert not exchange.plan(there, exchange.read_packs([here.codings])).brings_something
    samples.finish(there)
    exchange.pack(there)
    unpack(here, exchange.plan(here, exchange.read_packs([there.codings])))
    assert find(here).unfinished().keys() == {"Ruth"}
    assert not exchange.plan(here, exchange.read_packs([there.codings])).brings_something


def test_a_sample_that_was_discarded_does_not_come_back_open(studies) -> None:
    here, there = studies.new("Ruth"), studies.new("Owen")
    samples.draw(here, "First", ["Ruth", "Owen"], Asked(number=1, by=()), seed=1)
    exchange.pack(here)
    packs = exchange.read_packs([here.codings])
    # What went with an unpacking that was taken back may come again.
    for _ in range(2):
        unpack(there, exchange.plan(there, packs))
        assert find(there).is_open
        opening.undo(there)
        assert all_samples(there) == []
    unpack(there, exchange.plan(there, packs))
    exchange.pack(there)
    samples.discard(here)
    plan = exchange.plan(here, exchange.read_packs([there.codings]))
    assert plan.left == ["The sample “First” is open there; here it was discarded, or its draw was undone."]
    assert not plan.brings_something
    exchange.pack(here)
    samples.reveal(there, early=True)
    exchange.pack(there)
    unpack(here, exchange.plan(here, exchange.read_packs([there.codings])))
    assert (find(here, "First").is_open, find(here, "First").revealed_early) == (False, True)

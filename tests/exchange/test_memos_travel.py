"""Memos between machines: those on passages and codings, phases and days; never those on safeguarding."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from workbench import coding, exchange, memos, opening
from workbench.memos import Sifting
from workbench.spans import Span

PARENT = "Parent 1 Early"


def told(study):
    return sorted(
        (one.text, one.kind, one.about, one.name, one.coder, one.phase, one.date) for one in memos.memos(study)
    )


def take_in(study, source, take=None):
    plan = exchange.plan(study, exchange.read_packs([source]))
    if plan.brings_something and (take or not plan.conflicts):
        exchange.unpack(study, plan, take=take)
    return plan


@pytest.mark.both_engines
def test_what_memos_are_about_and_when_goes_along_and_once_only(studies, code):
    here, there = studies.new(), studies.new("Owen")
    (made,) = code(here, PARENT, "She sat with me", "trust", memo="in its own row")
    memos.add(here, "on a passage", kind="theoretical", about="passage", name=PARENT, span=Span(60, 80), phase=3)
    memos.add(here, "on a coding", kind="reflexive", about="coding", coding_id=made.id, date=dt.date(2024, 3, 5))
    memos.write_familiarisation(here, PARENT, "first impressions")
    memos.add_entry(here, 2, "coded")
    memos.add(here, "a secret", kind="safeguarding", about="passage", name=PARENT, span=Span(60, 80))
    assert exchange.pack(here).memos == 4
    assert "secret" not in "".join(path.read_text() for path in here.codings.iterdir())
    plan = take_in(there, here.codings)
    assert (plan.left, len(plan.memos)) == ([], 4)
    assert told(there) == told(here)
    assert memos.open_concerns(there) == 0
    assert not take_in(there, here.codings).brings_something
    # What one coder writes on two machines as the note on one transcript is one note.
    other = studies.new()
    memos.write_familiarisation(other, PARENT, "other impressions")
    (conflict,) = take_in(other, here.codings).conflicts
    assert conflict.field == "text"
    take_in(other, here.codings, take="theirs")
    assert [one.text for one in memos.memos(other, Sifting(kind="familiarisation"))] == ["first impressions"]
    # Taken back as one step, and not brought again unasked.
    opening.undo(there)
    assert told(there) == []
    plan = take_in(there, here.codings)
    assert (plan.brings_something, len(plan.undone_memos)) == (False, 4)


@pytest.mark.parametrize("first", [0, 1])
def test_a_memo_that_went_to_the_coding_that_stays_is_one_memo_when_git_keeps_both_lines(studies, code, first):
    here, there, third = studies.new(), studies.new(), studies.new()
    met, stays = code(here, PARENT, "She sat with me", "practical", "trust")
    memos.add(here, "why", about="coding", coding_id=met.id)
    exchange.pack(here)
    take_in(there, here.codings)
    file = here.codings / "memos.jsonl"
    before = file.read_text(encoding="utf-8")
    coding.recode(here, [met.id], "trust")
    exchange.pack(here)
    both = [before, file.read_text(encoding="utf-8")]
    assert both[0] != both[1]
    file.write_text("".join((both[first], both[1 - first])), encoding="utf-8")
    for study in (here, there, third):
        plan = take_in(study, here.codings)
        assert (plan.left, plan.conflicts) == ([], [])
        assert [one.text for one in memos.memos(study)] == ["why"]
        exchange.pack(study)
    (memo,) = memos.memos(third)
    assert (memo.about_id, memo.gone) == (str(stays.id), "")


@pytest.mark.both_engines
def test_a_memo_that_differs_is_a_conflict_and_one_on_safeguarding_is_left_alone(studies):
    here, there = studies.new(), studies.new()
    memo_id = memos.add(here, "one")
    turned = memos.add(here, "it turned out to be one", about="transcript", name=PARENT)
    exchange.pack(here)
    take_in(there, here.codings)
    memos.edit(here, memo_id, phase=4, kind="reflexive")
    memos.edit(there, turned, "a concern", kind="safeguarding")
    exchange.pack(here)
    plan = take_in(there, here.codings)
    assert [str(one) for one in plan.conflicts] == [f"Ruth's memo {memo_id}: kind, phase differs"]
    take_in(there, here.codings, take="theirs")
    assert [(one.kind, one.phase) for one in memos.memos(there)] == [("reflexive", 4)]
    assert [one.text for one in memos.memos(there, Sifting(kind="safeguarding"))] == ["a concern"]
    exchange.pack(there)
    assert "concern" not in "".join(path.read_text() for path in there.codings.iterdir())


def test_what_has_no_place_here_is_left_out_and_told(studies, code, tmp_path):
    here, there = studies.new(), studies.new()
    (made,) = code(here, PARENT, "She sat with me", "trust")
    memos.add(here, "on a coding", about="coding", coding_id=made.id)
    memos.add(here, "on a passage", about="passage", name=PARENT, span=Span(60, 80))
    exchange.pack(here)
    pack = here.codings / "memos.jsonl"
    alone = tmp_path / "memos.jsonl"
    # Without the coding's own file; and an old line, from before there were phases and days.
    lines = [json.loads(line) for line in pack.read_text().splitlines()]
    lines[1] |= {"text_sha256": "0" * 64}
    old = {
        "id": "5c0f6a5e-7d1c-5b7e-9a53-0f5b3f2f8c12",
        "kind": "analytic",
        "about": "study",
        "coder": "R",
        "text": "t",
    }
    secret = old | {"id": "5c0f6a5e-7d1c-5b7e-9a53-0f5b3f2f8c13", "kind": "safeguarding"}
    alone.write_text("\n".join(json.dumps(line) for line in (*lines, old, secret)))
    plan = take_in(there, alone)
    assert len(plan.left) == 3
    assert "line 4: the value of 'kind' must be one of" in plan.left[0]
    assert "safeguarding" not in plan.left[0]
    assert plan.left[1] == "A memo of Ruth's on a coding that is not in this study."
    assert plan.left[2].startswith("A memo of Ruth's on a passage: the transcript")
    assert [one.text for one in memos.memos(there)] == ["t"]
    assert coding.extracts(there) == []


def test_a_memo_on_a_coding_that_becomes_one_with_another_goes_over_to_that(studies, code):
    here, there = studies.new(), studies.new()
    (first,) = code(here, PARENT, "She sat with me", "trust")
    coding.recode(here, [first.id], "doubt")
    (second,) = code(there, PARENT, "She sat with me", "doubt")
    memos.add(here, "from here", about="coding", coding_id=first.id)
    memos.add(there, "from there", about="coding", coding_id=second.id)
    for _ in range(2):
        for study, other in ((here, there), (there, here)):
            exchange.pack(other)
            assert take_in(study, other.codings).left == []
    for study in (here, there):
        (living,) = coding.extracts(study)
        found = [(one.text, one.about_id, one.gone) for one in memos.memos(study)]
        assert sorted(found) == [(text, str(living.id), "") for text in ("from here", "from there")]

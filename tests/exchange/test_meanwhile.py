"""What was planned is taken in only as long as nobody has changed what it was held against."""

from __future__ import annotations

import json

import pytest

from workbench import coding, exchange, memos, sight, themes
from workbench.errors import Refused

PARENT = "Parent 1 Early"


@pytest.fixture
def planned(study, studies, code, rows_of):
    """A plan by which a coding, a memo and a theme become what the packs say; and the study."""
    (one,) = code(study, PARENT, "She sat with me", "trust", memo="ours")
    code(study, PARENT, "I was scared", "doubt")
    memo = memos.add(study, "ours")
    theme = themes.add(study, "Fear", codes=["trust"])
    exchange.pack(study)
    for file in ("Ruth.jsonl", "memos.jsonl", "themes.yaml"):
        path = study.codings / file
        path.write_text(path.read_text().replace("ours", "theirs").replace("name: Fear", "name: Fear of letters"))
    plan = exchange.plan(study, exchange.read_packs([study.codings]))
    assert (len(plan.recodings), len(plan.changed_memos), len(plan.changed_themes)) == (1, 1, 1)
    return study, plan, one.id, memo, theme


def changes():
    return {
        "coding": lambda study, one, memo, theme: coding.recode(study, [one], "doubt"),
        "memo": lambda study, one, memo, theme: memos.edit(study, memo, "meanwhile"),
        "theme": lambda study, one, memo, theme: themes.edit(study, theme, fields={"concept": "Meanwhile."}),
        "judgement": lambda study, one, memo, theme: themes.judge(study, theme, [one], use="key"),
    }


@pytest.mark.both_engines
@pytest.mark.parametrize("what", list(changes()))
def test_a_change_meanwhile_stops_it_and_nothing_is_written(planned, what, rows_of):
    study, plan, *made = planned
    changes()[what](study, *made)
    before = rows_of(study)
    with pytest.raises(Refused, match="changed meanwhile"):
        exchange.unpack(study, plan, take="theirs")
    assert rows_of(study) == before
    exchange.unpack(study, exchange.plan(study, exchange.read_packs([study.codings])), take="theirs")


def test_without_a_change_it_is_taken_in_and_told(planned):
    study, plan, *_ = planned
    exchange.unpack(study, plan, take="theirs")
    assert sight.history(study, limit=1)[0].sentence == "Unpacked 3 other changes"


def test_counts_of_one_are_told_as_such(study, studies, tmp_path):
    row = {"transcript": PARENT, "start": 41, "end": 56, "code": "trust", "coder": "Owen"}
    path = tmp_path / "Owen.jsonl"
    path.write_text(json.dumps(row))
    exchange.unpack(study, exchange.plan(study, exchange.read_packs([path])), came="Owen\n.jsonl")
    assert sight.history(study, limit=1)[0].sentence == "Unpacked 1 coding of Owen from Owen .jsonl"

"""Consent travels with packs: whoever may not be quoted freely is known wherever their codings are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench import exchange, opening
from workbench.errors import Refused
from workbench.transcripts import facts, importing

P2, S2 = (
    {"participant": "P2", "quoting": "by role only", "label": "Parent 2"},
    {
        "participant": "S2",
        "quoting": "never",
        "label": "Staff 2",
    },
)


def packed(study) -> list[dict[str, str]]:
    exchange.pack(study)
    return [json.loads(line) for line in (study.codings / "quoting.jsonl").read_text().splitlines()]


def quoting(study) -> dict[str, str]:
    with study.read() as session:
        return {one.participant: one.quoting for one in facts.people(session) if one.quoting != "yes"}


def take_in(study, *paths: Path):
    plan = exchange.plan(study, exchange.read_packs(paths))
    return exchange.unpack(study, plan), plan


def say(study, *rows) -> Path:
    study.codings.mkdir(exist_ok=True)
    path = study.codings / "quoting.jsonl"
    path.write_text("".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def table(study) -> str:
    return (study.transcripts / "participants.csv").read_text(encoding="utf-8-sig")


def test_a_line_for_each_who_may_not_be_quoted_freely(study):
    assert packed(study) == [P2, S2]


def test_an_empty_study_is_as_strict_and_packs_the_same_bytes(study, tmp_path):
    assert packed(study) == [P2, S2]
    folder = tmp_path / "a colleague's"
    opening.make_study(folder)
    other, _ = opening.open_study(folder, coder="Owen")
    try:
        count, plan = take_in(other, study.codings)
        assert count == 2
        assert plan.notices == [
            "The packs ask to be stricter in quoting; it goes into participants.csv: P2: by role only (not known here "
            "until now); S2: never (not known here until now)."
        ]
        assert quoting(other) == {"P2": "by role only", "S2": "never"}
        exchange.pack(other)
        assert (other.codings / "quoting.jsonl").read_bytes() == (study.codings / "quoting.jsonl").read_bytes()
        count, plan = take_in(other, study.codings)
        assert (count, plan.brings_something, plan.notices) == (0, False, [])
        # Who comes in later under the printed label is the same person.
        importing.import_files(other, [study.transcripts / "Parent 2 T1.txt"])
        assert quoting(other) == {"P2": "by role only", "S2": "never"}
    finally:
        other.close()


def test_the_stricter_holds_and_nothing_loosens(study):
    before = table(study)
    path = say(
        study,
        {"participant": "S2", "quoting": "by role only"},
        {"participant": "p2", "quoting": "never"},
        {"participant": "P2", "quoting": "by role only"},
        {"participant": "parent 1", "quoting": "by role only"},
        {"participant": "PM1", "quoting": "yes"},
    )
    _, plan = take_in(study, path)
    assert plan.notices == [
        "The packs ask to be stricter in quoting; it goes into participants.csv: P2: never; P1: by role only."
    ]
    assert quoting(study) == {"P1": "by role only", "P2": "never", "S2": "never"}
    # No other cell is touched.
    assert table(study) == before.replace("moved away,role only", "moved away,never").replace(
        "P1,Parent 1,parent,1,North,,,yes", "P1,Parent 1,parent,1,North,,,by role only"
    )
    assert quoting(study)["P2"] == "never"


def test_somebody_known_by_another_id_is_found_by_the_label(study):
    take_in(study, say(study, {"participant": "X17", "quoting": "never", "label": "Parent 1"}))
    assert quoting(study)["P1"] == "never"
    assert "X17" not in table(study)


def test_no_file_says_nothing(study, tmp_path):
    (tmp_path / "packs").mkdir()
    before = table(study)
    assert take_in(study, tmp_path / "packs")[0] == 0
    assert table(study) == before


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("{", "not JSON"),
        ("[]", "a JSON object was expected"),
        ({"quoting": "never"}, "the key 'participant' is missing"),
        ({"participant": "P1"}, "the key 'quoting' is missing"),
        ({"participant": "P1", "quoting": "maybe"}, "must be one of: yes, by role only, never"),
        ({"participant": "P1\nP2", "quoting": "never"}, "must be one line"),
        ({"participant": ["P1"], "quoting": "never"}, "must be one line"),
    ],
)
def test_bad_lines_are_faults(study, row, fault):
    _, plan = take_in(study, say(study, row, {"participant": "PM1", "quoting": "never"}))
    assert len(plan.left) == 1
    assert plan.left[0].startswith("quoting.jsonl, line 1")
    assert fault in plan.left[0]
    assert quoting(study)["PM1"] == "never"


def test_pack_refuses_to_write_over_a_stricter_wish_from_elsewhere(study):
    say(study, P2, S2, {"participant": "PM1", "quoting": "never"})
    with pytest.raises(Refused, match="not in the study yet"):
        exchange.pack(study)
    take_in(study, study.codings)
    assert [one["participant"] for one in packed(study)] == ["P2", "PM1", "S2"]

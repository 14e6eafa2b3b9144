"""Packs that are damaged, or are none, or are of another text: told with their place, and the rest is taken."""

from __future__ import annotations

import json

import pytest
from packing import line, take_in, write_lines

from workbench import coding, exchange
from workbench.errors import BadInput


def test_another_coders_line_under_a_coding_of_ours_is_left_out(study, code):
    (made,) = code(study, "Parent 1 Early", "She sat with me", "trust")
    count, plan = take_in(study, write_lines(study, line(id=str(made.id), code="doubt")))
    assert count == 0
    assert "Ruth's coding" in plan.left[0]
    assert coding.extracts(study)[0].code == "trust"


def test_of_a_file_with_conflict_marks_neither_side_is_taken(study):
    path = write_lines(study, "<<<<<<< HEAD", json.dumps(line()), "=======", json.dumps(line(code="fear")), ">>>>>>> b")
    count, plan = take_in(study, path)
    assert count == 0
    assert len(plan.left) == 1
    assert "conflict mark of git" in plan.left[0]


def test_damaged_lines_are_told_with_their_place_and_the_rest_is_taken(study):
    good = json.dumps(line())
    path = write_lines(
        study,
        good[:40],
        good,
        "[]",
        "",
        '{"start": ' + "9" * 5000 + "}",
        line(code="", made_at="0001-01-01T00:00:00+14:00"),
        line(start=5000, end=5001),
        line(transcript="X"),
        "[" * 5000,
    )
    count, plan = take_in(study, path)
    assert count == 1
    faults = [fault for fault in plan.left if fault.startswith("Owen.jsonl, line")]
    assert [fault.split(",")[1].split(":")[0].strip() for fault in faults] == [
        "line 1",
        "line 3",
        "line 5",
        "line 6",
        "line 9",
    ]
    assert any("outside the transcript" in left for left in plan.left)
    assert any("is not in this study" in left for left in plan.left)


def test_a_pack_for_another_text_is_left_out(study):
    rows = [
        line(text_sha256="0" * 64),
        line(quote="He sat with me"),
        line(quote="sha256:" + "0" * 64),
        line(quote="She sat with me"),
    ]
    count, plan = take_in(study, write_lines(study, *rows))
    assert count == 1
    assert ["another text here" in plan.left[0], *("are others here" in left for left in plan.left[1:])] == [True] * 3
    assert not any("sat with me" in left for left in plan.left)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("themes.yaml", "themes:\n  - id: [\n"),
        ("themes.yaml", "- a\n"),
        ("themes.yaml", "themes: {a: b}\n"),
        ("themes.yaml", "themes:\n  - name: without id\n"),
        ("themes.yaml", "themes:\n  - 12\n"),
        ("themes.yaml", "a: &a [x]\nb: !!python/object:os.system {}\n"),
        ("memos.jsonl", '{"id": "x"}\n'),
        ("passages.jsonl", '{"transcript": "a", "start": 2}\n'),
    ],
)
def test_damaged_files_of_every_kind(study, name, text, rows_of):
    study.coder_id()
    study.codings.mkdir()
    (study.codings / name).write_text(text)
    before = rows_of(study)
    count, plan = take_in(study)
    assert count == 0
    assert plan.left
    assert plan.left[0].startswith(name)
    assert rows_of(study) == before


def test_what_is_no_pack(study, tmp_path):
    (tmp_path / "x.txt").write_text("x")
    (tmp_path / "x.jsonl").write_bytes(b"\xff\xfe")
    for path in (tmp_path / "x.txt", tmp_path / "nothing.jsonl", tmp_path / "x.jsonl"):
        with pytest.raises(BadInput):
            exchange.read_packs([path])


def test_conflict_copies_are_named_and_not_read(study):
    write_lines(study, line())
    write_lines(study, line(code="doubt"), name="Owen (1).jsonl")
    _, plan = take_in(study)
    assert [one.code for one in coding.extracts(study)] == ["trust"]
    assert any("Owen (1).jsonl" in notice for notice in plan.notices)

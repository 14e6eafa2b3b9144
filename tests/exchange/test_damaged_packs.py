"""Packs that are damaged, or are none, or are of another text: told with their place, and the rest is taken."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from packing import line, take_in, write_lines

from workbench import coding, exchange, memos, themes
from workbench.agreement import deciding, samples
from workbench.agreement.differing import differences
from workbench.agreement.drawing import Asked
from workbench.errors import BadInput, Refused


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


def test_a_file_that_cannot_be_read_leaves_the_others_and_is_not_packed_over(study):
    write_lines(study, line())
    (study.codings / "Ann.jsonl").write_bytes("coder".encode("utf-16"))
    (study.codings / "Cara.jsonl").write_text("")
    count, plan = take_in(study)
    assert (count, len(plan.left)) == (1, 1)
    assert "Ann.jsonl, line 1: not UTF-8. Packs are UTF-8; save it as that" in plan.left[0]
    assert "Cara.jsonl is empty." in plan.notices
    with pytest.raises(BadInput, match="not UTF-8"):
        exchange.pack(study)


def test_what_a_newer_version_wrote_is_told_and_not_packed_over(study):
    path = write_lines(study, line(rating=3, sure={"a": 1}), line(code="doubt", rating=4, sure=0))
    write_lines(study, {"id": "x", "ratings": [1]}, name="ratings.jsonl")
    memo = {"id": "5c1f5f0e-6f0b-4c5e-9a6d-0d1a5b1c2d3e", "kind": "voice", "about": "study", "coder": "Owen"}
    write_lines(study, memo | {"text": "x"}, name="memos.jsonl")
    count, plan = take_in(study)
    assert count == 2
    newer = "if a newer version of the program wrote it, unpack it with that."
    assert plan.left[:1] == [f"Owen.jsonl, line 1 and the like: 'rating', 'sure' is not known here; {newer}"]
    assert plan.left[-1] == f"ratings.jsonl: no codings, nor anything else this version knows; {newer}"
    assert plan.left[1].endswith("(a newer version may know more).")
    before = path.read_text()
    with pytest.raises(Refused, match="cannot be read whole"):
        exchange.pack(study)
    assert path.read_text() == before


def test_no_line_that_is_packed_has_a_key_that_is_not_read(study, code, tmp_path):
    (made,) = code(study, "Parent 1 Early", "She sat with me", "trust", memo="why")
    place = coding.find_place(study, "Parent 1 Early", quote="in the snow", start=None, end=None)
    coding.mark_not_for_quotation(study, "Parent 1 Early", place)
    for about in (
        {"about": "study"},
        {"about": "transcript", "name": "Parent 1 Early"},
        {"about": "passage", "name": "Parent 1 Early", "span": place},
        {"about": "coding", "coding_id": made.id},
        {"about": "code", "name": "trust"},
        {"about": "participant", "name": "P1"},
    ):
        memos.add(study, "x", **about)
    memos.add_entry(study, 2, "x")
    code(replace(study, coder="Owen"), "Parent 1 Early", "sat with me", "trust")
    deciding.settle(study, differences(study, ["Ruth", "Owen"]).passages[0], "one", taken_from="Owen")
    samples.draw(study, "First", ("Ruth", "Owen"), Asked(number=1, by=()))
    samples.finish(study, "First")
    samples.reveal(study, "First", early=True)
    themes.judge(study, themes.add(study, "Warmth", codes=["trust"]), [made.id], stance="supports", use="key")
    exchange.pack(study)
    read = exchange.read_packs([study.codings])
    assert (read.faults, read.notices) == ([], [])
    assert read.decisions
    assert read.marks
    assert read.themes
    assert read.samples
    assert len(read.memos) > 5


def test_packs_of_another_study_are_told_to_be_that(study):
    _, plan = take_in(study, write_lines(study, line(transcript="Client 7"), line(transcript="Client 8")))
    assert "No transcript that is coded in these packs is in this study: is it of another one?" in plan.notices
    _, plan = take_in(study, write_lines(study, line(transcript="Client 7"), line()))
    assert not [one for one in plan.notices if "another" in one]


def test_folders_and_archives_without_packs_say_where_these_are(study, run, tmp_path):
    write_lines(study, line())

    def unpacked(*arguments):
        code, out, err = run("--study", str(study.folder), "unpack", *map(str, arguments))
        return code, out + err

    code, said = unpacked(study.folder)
    assert (code, "they lie in its folder codings" in said, f"Name that: {study.codings}" in said) == (2, True, True)
    code, said = unpacked(tmp_path)
    assert (code, "holds no packs." in said) == (2, True)
    (tmp_path / "owen.zip").write_bytes(b"PK")
    assert "is an archive" in unpacked(tmp_path / "owen.zip")[1]
    write_lines(study, line(transcript="X"), line(transcript="X", start=2))
    code, said = unpacked(study.codings)
    assert (code, said.count("Left out"), "(2 times)" in said) == (1, 1, True)


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

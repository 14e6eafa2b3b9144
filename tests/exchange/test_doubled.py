"""What git's union merge, two machines and undo make of packs: nothing is taken or lost by the order of lines."""

from __future__ import annotations

import datetime as dt
import errno
import itertools
import json
import unicodedata
import uuid
from dataclasses import replace

import pytest
import yaml

from workbench import coding, exchange, memos, opening, safefile, themes
from workbench.errors import Refused, Unavailable
from workbench.exchange import lines, planned
from workbench.spans import Span
from workbench.study import find_coder
from workbench.transcripts import facts

PARENT = "Parent 1 Early"
WORDS = "She sat with me"


@pytest.mark.parametrize("removed", [(None, None, None), (None, 4, 5), (3, None, 6)])
def test_what_counts_of_several_lines_does_not_depend_on_their_order(removed):
    def at(hour):
        return hour and dt.datetime(2026, 5, 1, hour, tzinfo=dt.UTC)

    made, thing = (1, 2, None), uuid.uuid4()
    said = [
        planned.Said(thing, at(hour), at(gone), "the same", number)
        for number, (hour, gone) in enumerate(zip(made, removed, strict=True))
    ]
    counting = {
        next(planned.settled(order, lambda _entry: False, "memo", planned.Plan()))
        for order in itertools.permutations(said)
    }
    assert len(counting) == 1
    if not any(removed):
        assert counting == {1}


def plan_of(study, *paths):
    return exchange.plan(study, exchange.read_packs(paths or [study.codings]))


def take_in(study, *paths, take=None):
    plan = plan_of(study, *paths)
    return exchange.unpack(study, plan, take=take), plan


def write(path, *rows):
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")
    return path


def rows_of(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def packed(study, code):
    """A study with one packed coding, and the coding's line."""
    code(study, PARENT, WORDS, "trust", memo="ours")
    exchange.pack(study)
    path = study.codings / "Ruth.jsonl"
    (row,) = rows_of(path)
    return study, path, row


@pytest.mark.parametrize("change", [{"memo": "theirs"}, {"code": "doubt"}, {"end": 50, "quote": ""}])
@pytest.mark.parametrize("ours_first", [True, False])
def test_both_sides_lines_of_a_coding_are_a_conflict(packed, change, ours_first) -> None:
    study, path, row = packed
    both = (row, row | change)
    write(path, *(both if ours_first else both[::-1]))
    with pytest.raises(Refused, match="not in the study yet"):
        exchange.pack(study)
    (conflict,) = plan_of(study).conflicts
    assert conflict.field in ("memo", "code", "passage")
    take_in(study, take="theirs")
    (extract,) = coding.extracts(study)
    assert (extract.memo == "theirs", extract.code == "doubt", extract.end == 50) == tuple(
        key in change for key in ("memo", "code", "end")
    )
    exchange.pack(study)


@pytest.mark.parametrize("gone_first", [True, False])
@pytest.mark.parametrize("memo", ["ours", "theirs"])
def test_a_removed_line_goes_before_a_living_one(packed, studies, gone_first, memo) -> None:
    study, path, row = packed
    gone = row | {"removed_at": "2026-01-02T03:04:05Z", "memo": memo}
    write(path, *((gone, row) if gone_first else (row, gone)))
    with pytest.raises(Refused, match="not in the study yet"):
        exchange.pack(study)
    take_in(study)
    assert coding.extracts(study) == []
    exchange.pack(study)
    (line,) = rows_of(path)
    assert line["removed_at"].startswith("2026-01-02T03:04:05")
    other = studies.new("Owen")
    write(study.folder / "in.jsonl", *((gone, row) if gone_first else (row, gone)))
    take_in(other, study.folder / "in.jsonl")
    assert coding.extracts(other) == []


def test_where_neither_line_is_the_studys_none_is_taken_and_the_file_stays(packed) -> None:
    study, path, row = packed
    write(path, row | {"memo": "one"}, row | {"memo": "two"})
    before = path.read_bytes()
    _, plan = take_in(study)
    assert (plan.conflicts, len(plan.left), plan.files) == ([], 1, {})
    assert "more than once" in plan.left[0]
    with pytest.raises(Refused, match="not in the study yet"):
        exchange.pack(study)
    assert path.read_bytes() == before
    write(path, row | {"memo": "two"})
    take_in(study, take="theirs")
    exchange.pack(study)
    assert [one.memo for one in coding.extracts(study)] == ["two"]


@pytest.mark.both_engines
def test_what_was_undone_here_does_not_come_back_from_another_machine(study, studies, code) -> None:
    code(study, PARENT, WORDS, "trust")
    memos.add(study, "a memo")
    themes.add(study, "Trust")
    themes.add(study, "Early", parent="Trust")
    exchange.pack(study)
    there = studies.new("Owen")
    take_in(there, study.codings)
    exchange.pack(there)
    for _ in range(4):
        opening.undo(study)
    exchange.pack(study)
    count, plan = take_in(study, there.codings)
    assert count == 0
    assert sum("undo" in line for line in plan.left) == 4
    assert not plan.brings_something
    assert (coding.extracts(study), memos.memos(study), themes.themes(study)) == ([], [], [])
    assert take_in(study, there.codings, take="theirs")[0] == 4
    assert len(coding.extracts(study)) == 1
    assert [theme.name for theme in themes.themes(study)] == ["Trust", "Early"]


@pytest.mark.parametrize(("here", "there"), [("Ju\u0308rgen", "J\u00fcrgen"), ("Ann", "  Ann "), ("Ann", "ANN")])
def test_one_coder_however_the_name_is_written(studies, code, here, there) -> None:
    study = studies.new(here)
    code(study, PARENT, WORDS, "trust")
    exchange.pack(study)
    others = (
        ".gitattributes",
        "codebook_states.jsonl",
        "memos.jsonl",
        "passages.jsonl",
        "quoting.jsonl",
        "themes.yaml",
    )
    (path,) = [one for one in study.codings.iterdir() if one.name not in others]
    (row,) = rows_of(path)
    own = row | {"id": str(uuid.uuid4()), "coder": there}
    _, plan = take_in(study, write(study.folder / "in.jsonl", own))
    assert len(plan.joined) == len(coding.extracts(study)) == 1
    other = studies.new("Owen")
    _, plan = take_in(other, write(study.folder / "two.jsonl", row, own))
    assert len(plan.joined) == 1
    assert [one.id for one in coding.extracts(other)] == [one.id for one in coding.extracts(study)]
    assert find_coder(other, here) == find_coder(other, there) is not None
    (made,) = coding.extracts(other)
    assert made.coder == unicodedata.normalize("NFC", made.coder.strip())


def test_two_new_themes_of_one_name_are_not_both_taken(study) -> None:
    rows = [{"id": str(uuid.uuid4()), "name": name} for name in ("Same", "same", "Other")]
    path = study.folder / "themes.yaml"
    path.write_text(yaml.safe_dump({"themes": rows}))
    _, plan = take_in(study, path)
    assert [theme.name for theme in themes.themes(study)] == ["Other", "Same"]
    assert "“same”" in plan.left[0]
    assert plan.files == {}
    opening.undo(study)
    themes.add(study, "Trust")
    exchange.pack(study)
    path = study.codings / "themes.yaml"
    value = yaml.safe_load(path.read_text(encoding="utf-8"))
    themes.add(study, "Doubt")
    value["themes"][0]["name"] = "doubt"
    path.write_text(yaml.safe_dump(value))
    _, plan = take_in(study, take="theirs")
    assert "another theme has that name" in plan.left[0]
    assert sorted(theme.name for theme in themes.themes(study)) == ["Doubt", "Trust"]


@pytest.mark.both_engines
def test_redo_and_undo_do_not_make_twins(study) -> None:
    other = replace(study, coder="Owen")
    themes.add(study, "Trust")
    opening.undo(study)
    themes.add(other, "trust")
    with pytest.raises(Refused, match="another theme “trust”"):
        opening.redo(study)
    themes.remove(other, themes.find_theme(study, "trust"))
    opening.redo(study)
    with pytest.raises(Refused, match="another theme “Trust”"):
        opening.undo(other)
    assert [theme.name for theme in themes.themes(study)] == ["Trust"]


@pytest.mark.parametrize(("start", "end", "span"), [(30, 31, None), (40, 57, Span(41, 56)), (41, 56, Span(41, 56))])
def test_white_space_round_a_passage_is_left_out_as_in_coding(study, start, end, span) -> None:
    row = {"transcript": PARENT, "start": start, "end": end, "code": "trust", "coder": "Owen"}
    with study.read() as session:
        from workbench.transcripts import listing

        text = listing.find_text(session, PARENT).text
    assert text[30] == "\n"
    _, plan = take_in(study, write(study.folder / "in.jsonl", row))
    found = [Span(one.start, one.end) for one in coding.extracts(study)]
    assert found == ([span] if span else [])
    assert bool(plan.left) == (span is None)
    assert any("white space" in line for line in plan.notices) == (span is not None and (start, end) != span)


def test_a_name_of_many_bytes_makes_a_file(studies, code) -> None:
    study = studies.new("\U00020000" * 80)
    code(study, PARENT, WORDS, "trust")
    packed = exchange.pack(study)
    assert all(len(path.name.encode()) <= 255 for path in packed.files)


def test_where_one_file_cannot_be_written_none_is(packed, code, monkeypatch) -> None:
    study, _, _ = packed
    before = {path.name: path.read_bytes() for path in study.codings.iterdir()}
    code(study, PARENT, "letters came", "doubt")
    themes.add(study, "Trust")
    memos.add(study, "new")
    write_through, written = safefile._write_through, []

    def full_at_last(temporary, data, mode) -> None:
        written.append(temporary)
        if len(written) == 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        write_through(temporary, data, mode)

    monkeypatch.setattr(safefile, "_write_through", full_at_last)
    with pytest.raises(Unavailable, match="disk is full"):
        exchange.pack(study)
    assert {path.name: path.read_bytes() for path in study.codings.iterdir()} == before
    monkeypatch.undo()
    exchange.pack(study)
    assert {path.name: path.read_bytes() for path in study.codings.iterdir()} != before


@pytest.mark.both_engines
def test_the_words_of_somebody_who_is_never_to_be_quoted_stay_out_of_packs(studies, code) -> None:
    study = studies.new()
    settings = (study.folder / "study.yaml").read_text() + "words_in_text_files: true\n"
    study = studies.new(files={"study.yaml": settings})
    code(study, PARENT, WORDS, "trust")
    code(study, "Staff_T1_group.txt", "We found out as we went.", "trust")
    exchange.pack(study)
    quotes = {row["transcript"]: row["quote"] for row in rows_of(study.codings / "Ruth.jsonl")}
    assert quotes[PARENT] == WORDS
    (other,) = quotes.keys() - {PARENT}
    # One of the two staff members asked never to be quoted, and the label stands for either.
    assert quotes[other] == lines.words_or_hash("We found out as we went.", allowed=False)
    table = study.transcripts / "participants.csv"
    table.write_text(
        table.read_text().replace("P1,Parent 1,parent,1,North,,,yes", "P1,Parent 1,parent,1,North,,,never")
    )
    facts.take_in(study)
    exchange.pack(study)
    assert WORDS not in (study.codings / "Ruth.jsonl").read_text()


def test_lines_without_an_id_keep_their_notes_and_leave_what_was_recoded(study, code, tmp_path):
    (made,) = code(study, "Parent 1 Early", "She sat with me", "doubt")
    coding.recode(study, [made.id], "trust")
    place = {"transcript": "Parent 1 Early", "start": 41, "end": 56, "coder": "Ruth"}
    path = tmp_path / "more.jsonl"
    path.write_text(json.dumps({**place, "code": "doubt"}) + "\n")
    plan = exchange.plan(study, exchange.read_packs([path]))
    assert not plan.conflicts
    exchange.unpack(study, plan)
    assert sorted(one.code for one in coding.extracts(study)) == ["doubt", "trust"]
    path.write_text("".join(json.dumps({**place, "code": "listening", "memo": memo}) + "\n" for memo in "ab"))
    plan = exchange.plan(study, exchange.read_packs([path]))
    assert plan.same == 0
    assert "more than once, with different values" in " ".join([*plan.left, *plan.notices])

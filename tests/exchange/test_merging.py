"""What comes in through git is never written over, and what packs say of known things is understood."""

from __future__ import annotations

import json
import uuid

import pytest
import yaml
from packing import folder_bytes, take_in

from workbench import coding, exchange, memos, opening, themes
from workbench.errors import Refused
from workbench.exchange import lines, theme_lines
from workbench.exchange.values import BadLine
from workbench.model import FileSeen
from workbench.spans import Span

PARENT, LATE = "Parent 1 Early", "Parent 1 Late"


def pull(study, *others):
    """The files of other studies, as git brings them: in place of this study's."""
    study.codings.mkdir(exist_ok=True)
    for path in others:
        (study.codings / path.name).write_bytes(path.read_bytes())


def refuses(study):
    before = folder_bytes(study)
    with pytest.raises(Refused, match="not in the study yet") as caught:
        exchange.pack(study)
    assert folder_bytes(study) == before
    return str(caught.value.command)


def change_themes(study, **fields):
    path = study.codings / "themes.yaml"
    value = yaml.safe_load(path.read_text(encoding="utf-8"))
    value["themes"][0] |= fields
    path.write_text(yaml.safe_dump(value, allow_unicode=True), encoding="utf-8")


def test_a_mark_that_was_pulled_is_not_written_over(study, studies):
    exchange.pack(study)
    other = studies.new("Owen")
    coding.mark_not_for_quotation(other, PARENT, Span(41, 56))
    exchange.pack(other)
    pull(study, other.codings / "passages.jsonl")
    assert "unpack codings" in refuses(study)
    take_in(study)
    exchange.pack(study)
    assert b"not_for_quotation" in (study.codings / "passages.jsonl").read_bytes()


@pytest.mark.parametrize("how", ["cleared", "undone"])
def test_a_mark_that_was_cleared_here_goes(study, how):
    coding.mark_not_for_quotation(study, PARENT, Span(41, 56))
    exchange.pack(study)
    # As if git had written the file: not as this program left it, byte for byte.
    path = study.codings / "passages.jsonl"
    path.write_bytes(path.read_bytes() + b"\n")
    if how == "undone":
        opening.undo(study)
    else:
        coding.mark_not_for_quotation(study, PARENT, Span(41, 56), marked=False)
    exchange.pack(study)
    assert path.read_bytes() == b""


def test_a_mark_on_a_transcript_that_is_not_here_is_not_written_over(study):
    exchange.pack(study)
    row = {"transcript": "Elsewhere", "start": 1, "end": 2, "not_for_quotation": True}
    (study.codings / "passages.jsonl").write_text(json.dumps(row) + "\n")
    refuses(study)
    # Taking in leaves it out, and so it stays in the file.
    take_in(study)
    refuses(study)


@pytest.mark.both_engines
@pytest.mark.parametrize("take", ["ours", "theirs"])
def test_a_colleagues_change_of_a_theme_is_not_written_over(study, take):
    themes.add(study, "Trust", fields={"concept": "ours", "narrative": "ours"})
    exchange.pack(study)
    change_themes(study, concept="theirs")
    assert "--take" in refuses(study)
    _, plan = take_in(study, take=take)
    # The command line takes in only what brings something: to settle a difference is something.
    assert plan.brings_something
    exchange.pack(study)
    assert themes.find_theme(study, "Trust").concept == take
    assert take.encode() in (study.codings / "themes.yaml").read_bytes()


def test_a_colleagues_change_of_a_memo_or_coding_is_not_written_over(study, code):
    code(study, PARENT, "She sat with me", "trust", memo="ours")
    memos.add(study, "ours")
    exchange.pack(study)
    for name in ("Ruth.jsonl", "memos.jsonl"):
        path = study.codings / name
        before = path.read_bytes()
        path.write_bytes(before.replace(b"ours", b"theirs"))
        refuses(study)
        path.write_bytes(before)
        exchange.pack(study)


def test_a_removal_that_was_pulled_is_not_written_over(study, studies, code):
    (made,) = code(study, PARENT, "She sat with me", "trust")
    memo = memos.add(study, "a memo")
    exchange.pack(study)
    other = studies.new("Ruth")
    take_in(other, study.codings)
    coding.remove(other, [made.id])
    memos.remove(other, memo)
    exchange.pack(other)
    for name in ("Ruth.jsonl", "memos.jsonl"):
        before = folder_bytes(study)
        pull(study, other.codings / name)
        refuses(study)
        (study.codings / name).write_bytes(before[name])
    # Whoever took the removal in and thought better of it does lose nothing.
    pull(study, *other.codings.iterdir())
    take_in(study)
    opening.undo(study)
    (study.codings / "Ruth.jsonl").open("ab").write(b"\n")
    exchange.pack(study)
    assert len(coding.extracts(study)) == 1


def test_what_this_program_wrote_last_is_written_over_without_further_looks(study, code):
    (made,) = code(study, PARENT, "She sat with me", "trust", memo="first")
    theme = themes.add(study, "Trust", fields={"concept": "first"})
    memo = memos.add(study, "first")
    exchange.pack(study)
    coding.set_memo(study, made.id, "second")
    themes.edit(study, theme, fields={"concept": "second"})
    memos.edit(study, memo, "second")
    exchange.pack(study)
    assert not any(b"first" in content for content in folder_bytes(study).values())
    with study.read() as session:
        assert session.get(FileSeen, "codings/themes.yaml") is not None


def test_only_files_that_changed_are_held_against_the_study(study, studies, code):
    theme = themes.add(study, "Trust", fields={"concept": "first"})
    exchange.pack(study)
    themes.edit(study, theme, fields={"concept": "second"})
    other = studies.new("Owen")
    code(other, PARENT, "She sat with me", "trust")
    exchange.pack(other)
    pull(study, other.codings / "Owen.jsonl")
    assert "--take" not in refuses(study)
    take_in(study, study.codings / "Owen.jsonl")
    exchange.pack(study)


def test_subthemes_of_a_theme_that_was_found_by_its_name(study, studies):
    top = themes.add(study, "Trust")
    themes.add(study, "Early", parent="Trust")
    other = studies.new("Owen")
    there = themes.add(other, "trust".title())
    themes.add(other, "Early", parent="Trust")
    themes.add(other, "Late", parent="Trust")
    memos.add(other, "on it", about="theme", name="Trust")
    exchange.pack(other)
    count, plan = take_in(study, other.codings)
    assert (count, plan.conflicts, plan.left) == (2, [], [])
    assert there.id != top.id
    assert themes.find_theme(study, "Late").parent == top.id
    assert [(memo.about, memo.name) for memo in memos.memos(study)] == [("theme", "Trust")]
    pull(study, *other.codings.iterdir())
    exchange.pack(study)


@pytest.mark.both_engines
def test_removed_memos_travel_and_stay_removed(study, studies):
    memo = memos.add(study, "a memo")
    exchange.pack(study)
    old = (study.codings / "memos.jsonl").read_bytes()
    other = studies.new("Owen")
    take_in(other, study.codings)
    assert len(memos.memos(other)) == 1
    memos.remove(study, memo)
    exchange.pack(study)
    count, plan = take_in(other, study.codings)
    assert (count, plan.brings_something) == (1, True)
    assert memos.memos(other) == []
    (study.folder / "memos.jsonl").write_bytes(old)
    for one in (study, other):
        assert take_in(one, study.folder / "memos.jsonl")[0] == 0
        assert memos.memos(one) == []
    opening.undo(other)
    assert len(memos.memos(other)) == 1


PLACE = {"transcript": PARENT, "start": 41, "end": 56}
THEME = {"id": str(uuid.UUID(int=7)), "name": "Trust"}
MEMO = {"id": str(uuid.UUID(int=8)), "kind": "analytic", "about": "study", "coder": "Ruth", "text": "a"}


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"status": "done"}, "status"),
        ({"name": "two\nlines"}, "name"),
        ({"name": "a\x1b[31m"}, "name"),
        ({"name": "  "}, "name"),
        ({"extracts": [PLACE | {"stance": "likes"}]}, "stance"),
        ({"extracts": [PLACE | {"use": "very"}]}, "use"),
    ],
)
def test_values_that_a_theme_cannot_have(change, key):
    with pytest.raises(BadLine, match=repr(key)):
        theme_lines.read_theme(THEME | change)


@pytest.mark.parametrize(
    ("change", "key"),
    [({"kind": "musing"}, "kind"), ({"about": "weather"}, "about"), ({"coder": "R\nS"}, "coder")],
)
def test_values_that_a_memo_cannot_have(change, key):
    with pytest.raises(BadLine, match=repr(key)):
        lines.read_memo(MEMO | change)


def test_a_theme_with_a_wrong_status_stops_only_itself(study):
    study.codings.mkdir()
    values = [THEME | {"status": "done"}, THEME | {"id": str(uuid.uuid4()), "name": "Doubt"}]
    (study.codings / "themes.yaml").write_text(yaml.safe_dump({"themes": values}))
    count, plan = take_in(study)
    assert count == 1
    assert plan.left[0].startswith("themes.yaml, theme 1: the value of 'status'")
    assert [theme.status for theme in themes.themes(study)] == ["candidate"]


def test_one_coding_under_an_id_of_today_and_a_former_one_is_one(study):
    study.codings.mkdir()
    rows = [PLACE | {"coder": "Owen", "code": code} for code in ("confidence", "trust")]
    (study.codings / "Owen.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    count, plan = take_in(study)
    assert (count, plan.same) == (1, 1)


@pytest.mark.parametrize("coder", [" ", "a\nb", "\x1b[31m", "a\u2028b", "\u202eb"])
def test_names_that_no_coder_has(coder):
    with pytest.raises(BadLine, match="'coder'"):
        lines.read_coding(PLACE | {"code": "trust", "coder": coder})


@pytest.mark.parametrize("coder", ["../../x", "con", "a/b", "C:\\x", "..", "/etc/x"])
def test_a_coders_name_leads_nowhere_else(study, coder):
    path = study.folder / "in.jsonl"
    path.write_text(json.dumps(PLACE | {"code": "trust", "coder": coder}) + "\n")
    take_in(study, path)
    before = {one for one in study.folder.parent.rglob("*") if one.suffix == ".jsonl"}
    packed = exchange.pack(study)
    new = {one for one in study.folder.parent.rglob("*") if one.suffix == ".jsonl"} - before
    assert new
    assert all(one.parent == study.codings for one in [*new, *packed.files])
    assert "con.jsonl" not in {one.name.casefold() for one in new}

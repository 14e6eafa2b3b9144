"""Packs on real studies: written, carried over, taken in, and what they must never do."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import replace

import pytest
from packing import folder_bytes, line, take_in, write_lines

from workbench import coding, exchange, memos, opening, sight, themes
from workbench.errors import Refused
from workbench.model import Memo
from workbench.spans import Span

PARENT, LATE, HOSTILE = "Parent 1 Early", "Parent 1 Late", "Parent 2 Early"
ODD = [
    "été 👩\u200d👩\u200d👧 e\u0301 العربية 中文",
    "[/bold] {{extract}} \x1b[31m =cmd() <script>",
    "  leading\n\n   and trailing  \n\t- a\n\r\nb\r",
    "no",
    "---\n- 1\n...\n",
    "\u2028\u2029\x85\ufeff",
    "'\"\\|>#: ",
]


@pytest.fixture
def worked(study, code):
    """A study with work of every kind, by two coders, in every odd sort of words."""
    owen = replace(study, coder="Owen, B. / “O”")
    for number, memo in enumerate(ODD):
        code(study, PARENT, "She sat with me"[: 5 + number], "trust", "lifts", memo=memo)
    (gone,) = code(study, HOSTILE, "[names city], [/bold]", "doubt", memo=ODD[0])
    coding.remove(study, [gone.id])
    code(study, HOSTILE, "[names city], [/bold]", "doubt")
    (other,) = code(owen, HOSTILE, "👩\u200d👩\u200d👧 at the cafe\u0301", "listening")
    coding.mark_not_for_quotation(study, HOSTILE, Span(42, 54))
    top = themes.add(study, "Top: 'x'", codes=["support", "doubt"], fields={"narrative": ODD[2], "concept": ODD[0]})
    for number, text in enumerate(ODD):
        below = themes.add(study, f"Below {number}", parent="Top: 'x'", fields={"definition": text, "includes": text})
    themes.judge(study, top, [other.id], stance="contradicts", use="key")
    themes.judge(study, below, [one.id for one in coding.extracts(study)][:3], stance="complicates")
    themes.edit(study, top, none_found=ODD[1])
    themes.remove(study, below)
    for about in (
        {"about": "passage", "name": HOSTILE, "span": Span(42, 54)},
        {"about": "coding", "coding_id": other.id},
    ):
        memos.add(study, ODD[1], kind="theoretical", phase=5, date=dt.date(2024, 2, 29), **about)
        memos.remove(owen, memos.add(owen, ODD[2], kind="reflexive", **about))
    memos.write_familiarisation(owen, PARENT, ODD[0])
    memos.add_entry(study, 2, ODD[2])
    with study.step("wrote memos") as work:
        found = {item.transcript: item.transcript_id for item in coding.extracts(study)}
        for about, about_id in (
            ("study", ""),
            ("transcript", str(found[PARENT])),
            ("code", "trust"),
            ("theme", str(top.id)),
        ):
            for text in ODD:
                work.session.add(
                    Memo(kind="analytic", about=about, about_id=about_id, coder_id=study.coder_id(), text=text)
                )
    return study


@pytest.mark.both_engines
@pytest.mark.parametrize("words", [False, True])
def test_packed_taken_into_an_empty_study_and_packed_again_gives_the_same_bytes(worked, studies, words):
    def allowing(study):
        return dataclasses.replace(study, settings=study.settings.model_copy(update={"words_in_text_files": words}))

    packed = exchange.pack(allowing(worked))
    first = folder_bytes(worked)
    assert set(first) == {
        ".gitattributes",
        "Ruth.jsonl",
        "codebook_states.jsonl",
        "Owen_ B_ _ _O_.jsonl",
        "memos.jsonl",
        "passages.jsonl",
        "quoting.jsonl",
        "themes.yaml",
    }
    other = studies.new("Owen")
    count, plan = take_in(other, worked.codings)
    assert (plan.left, plan.conflicts, plan.same) == ([], [], 0)
    assert count == packed.codings + len(plan.themes) + packed.passages + packed.memos
    exchange.pack(allowing(other))
    assert folder_bytes(other) == first
    # And once more from there, with everything there already.
    exchange.pack(allowing(worked))
    assert folder_bytes(worked) == first
    count, plan = take_in(other, worked.codings)
    assert (count, plan.brings_something, plan.conflicts, plan.left) == (0, False, [], [])


@pytest.mark.both_engines
def test_taking_in_is_one_step(worked, studies, rows_of):
    exchange.pack(worked)
    other = studies.new("Owen")
    other.coder_id()
    take_in(studies.new("x"), worked.codings)
    before = rows_of(other)
    take_in(other, worked.codings)
    after = rows_of(other)
    other = studies.again(other)
    opening.undo(other)
    assert {**rows_of(other), "coder": before["coder"]} == before
    opening.redo(other)
    assert rows_of(other) == after


def test_packs_hold_no_words_unless_the_study_allows(study, code):
    text = (study.transcripts / "Parent 2 T1.txt").read_text(encoding="utf-8")
    quotes = ["Where was that?", text[39:90], text[60:147]]
    for quote in quotes:
        code(study, HOSTILE, quote, "trust")
    coding.mark_not_for_quotation(study, HOSTILE, Span(100, 120))
    theme = themes.add(study, "Place", codes=["trust"])
    themes.judge(study, theme, [one.id for one in coding.extracts(study)], use="useful")
    exchange.pack(study)
    everything = b"".join(folder_bytes(study).values()).decode()
    assert everything.count('"quote": "sha256:') + everything.count(" quote: sha256:") == 7
    spoken = text.replace("Parent 2", "").replace("Interviewer", "").split()
    assert [word for word in spoken if len(word) > 4 and word in everything] == []


def test_what_is_not_for_quotation_stays_out_of_packs_even_where_words_are_allowed(study, code):
    study = dataclasses.replace(study, settings=study.settings.model_copy(update={"words_in_text_files": True}))
    text = (study.transcripts / "Parent 1 T1.txt").read_text()
    secret = Span(text.index("scared"), text.index("scared of (name)") + len("scared of (name)"))
    coding.mark_not_for_quotation(study, PARENT, secret)
    for quote in ("I was scared of (name)", "scared", "of (name).\nInterviewer: Go on.", "She sat with me"):
        code(study, PARENT, quote, "trust")
    theme = themes.add(study, "Fear")
    themes.judge(study, theme, [one.id for one in coding.extracts(study)], use="useful")
    exchange.pack(study)
    everything = b"".join(folder_bytes(study).values()).decode()
    assert "She sat with me" in everything
    assert "scared" not in everything
    assert "(name)" not in everything


def test_five_keys_are_enough_and_twice_is_once(study, studies):
    path = write_lines(study, line())
    count, plan = take_in(study, path)
    assert (count, plan.left) == (1, [])
    (found,) = coding.extracts(study)
    assert (found.quote, found.code, found.coder, found.memo) == ("She sat with me", "trust", "Owen", "")
    assert take_in(study, path)[0] == 0
    other = studies.new()
    take_in(other, path, path)
    assert [one.id for one in coding.extracts(other)] == [found.id]


def test_files_names_find_transcripts_too(study):
    take_in(study, write_lines(study, line(transcript="Parent 1 T1.txt")))
    assert len(coding.extracts(study)) == 1


def test_one_coding_made_on_two_machines_is_one(study, studies, code):
    code(study, PARENT, "She sat with me", "trust")
    other = studies.new("Ruth")
    (there,) = code(other, PARENT, "She sat with me", "confidence")
    exchange.pack(study)
    exchange.pack(other)
    count, plan = take_in(other, study.codings)
    assert (count, plan.same, plan.conflicts) == (0, 1, [])
    # All that is new here is that it was made later.
    count, plan = take_in(study, other.codings)
    assert (count, len(plan.moments), plan.conflicts) == (1, 1, [])
    assert [one.id for one in coding.extracts(other)] == [there.id]
    # Git has put both machines' lines into one file.
    third = studies.new("Owen")
    both = "".join((one.codings / "Ruth.jsonl").read_text() for one in (study, other))
    (third.folder / "both.jsonl").write_text(both)
    take_in(third, third.folder / "both.jsonl")
    assert len(coding.extracts(third)) == 1


def test_what_was_removed_stays_removed_against_an_old_pack(study, studies, code):
    (made,) = code(study, PARENT, "She sat with me", "trust")
    exchange.pack(study)
    old = (study.codings / "Ruth.jsonl").read_bytes()
    other = studies.new("Owen")
    take_in(other, study.codings)
    coding.remove(study, [made.id])
    exchange.pack(study)
    assert b'"removed_at": "2' in (study.codings / "Ruth.jsonl").read_bytes()
    # The removal travels …
    assert take_in(other, study.codings)[0] == 1
    assert coding.extracts(other) == []
    # … and the old pack brings it back nowhere.
    (study.folder / "old.jsonl").write_bytes(old)
    for one in (study, other):
        count, plan = take_in(one, study.folder / "old.jsonl")
        assert (count, plan.brings_something) == (0, False)
        assert coding.extracts(one) == []


@pytest.fixture
def differing(study, studies, code):
    """Two studies that say different things of the same codings and themes."""
    (made,) = code(study, PARENT, "She sat with me", "trust", memo="first")
    code(study, LATE, "myself", "trust")
    themes.add(study, "Trust", codes=["trust"], fields={"concept": "ours"})
    exchange.pack(study)
    other = studies.new("Ruth")
    take_in(other, study.codings)
    coding.set_memo(other, made.id, "second")
    coding.recode(other, [made.id], "doubt")
    themes.edit(other, themes.find_theme(other, "Trust"), fields={"concept": "theirs"}, add_codes=["doubt"])
    code(other, LATE, "I doubt", "doubt")
    exchange.pack(other)
    return study, other


@pytest.mark.both_engines
def test_conflicts_change_nothing_until_a_side_is_taken(differing, rows_of):
    study, other = differing
    before = rows_of(study)
    with pytest.raises(Refused) as caught:
        take_in(study, other.codings)
    assert rows_of(study) == before
    told = str(caught.value)
    for what in ("code differs", "memo differs", "concept differs", "codes differs"):
        assert what in told
    assert "She sat" not in told
    count, _ = take_in(study, other.codings, take="ours")
    assert count == 1
    assert themes.find_theme(study, "Trust").concept == "ours"
    assert next((one.code, one.memo) for one in coding.extracts(study)) == ("trust", "first")
    count, _ = take_in(study, other.codings, take="theirs")
    assert count == 2
    assert (themes.find_theme(study, "Trust").concept, themes.find_theme(study, "Trust").codes) == (
        "theirs",
        ("trust", "doubt"),
    )
    assert next((one.code, one.memo) for one in coding.extracts(study)) == ("doubt", "second")
    # Both sides say the same now.
    exchange.pack(study)
    assert folder_bytes(study) == folder_bytes(other)


def test_packed_work_that_was_not_taken_in_is_not_written_over(studies, worked):
    exchange.pack(worked)
    for name in ("Owen.jsonl", "themes.yaml", "memos.jsonl"):
        other = studies.new("Owen")
        other.codings.mkdir()
        source = next(path for path in worked.codings.iterdir() if path.name[0] == name[0])
        (other.codings / name).write_bytes(source.read_bytes())
        before = folder_bytes(other)
        with pytest.raises(Refused, match="not in the study yet"):
            exchange.pack(other)
        assert folder_bytes(other) == before
        if name == "memos.jsonl":
            # Memos on codings come with these.
            for path in worked.codings.iterdir():
                (other.codings / path.name).write_bytes(path.read_bytes())
        take_in(other)
        exchange.pack(other)


def test_packing_refuses_where_a_file_cannot_be_read_whole(study, code):
    code(study, PARENT, "She sat with me", "trust")
    write_lines(study, "cut off {")
    with pytest.raises(Refused, match="cannot be read whole"):
        exchange.pack(study)


def test_codes_that_are_in_no_codebook_are_taken_in_and_told(study):
    count, plan = take_in(study, write_lines(study, line(code="unheard_of")))
    assert count == 1
    assert any("unheard_of" in notice for notice in plan.notices)
    assert [one.code for one in coding.extracts(study)] == ["unheard_of"]


def test_packing_is_no_step(worked):
    taken = sight.history(worked)
    exchange.pack(worked)
    assert sight.history(worked) == taken

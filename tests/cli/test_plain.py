"""What a screen reader gets: transcripts line by line, and lists as labelled lines. No columns, boxes, colours."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from command_line import study_by_commands

TALK = (
    "[00:04] Interviewer: How was it?\n"
    "[00:09] PM1: I liked her [/bold] a lot. \x1b[31mShe came when the letters came, and she came in the snow too.\n"
    "and she stayed\n"
    "[01:10] Interviewer: And now?\n"
    "[01:12] PM1: مرحبا, not so much.\n"
)
SEEN_ONLY = re.compile("[\u2500-\u259f\x1b\t]|  ")
"""Boxes, escapes, and blanks that line words up: what eyes need and ears do not."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return study_by_commands(tmp_path_factory.mktemp("made") / "study", {"trust": "Trust [/b]"}, TALK)


@pytest.fixture
def in_study(made: Path, in_copy_of) -> Path:
    return in_copy_of(made)


def test_a_transcript_is_read_line_by_line_with_its_codings_in_words(in_study, run):
    long = "She came when the letters came, and she came in the snow too.\nand she stayed"
    assert run("code", "PM1 T1", "--quote", long, "--code", "trust", "--memo", "said  twice")[0] == 0
    assert run("code", "PM1 T1", "--quote", "not so much.", "--code", "trust")[0] == 0
    assert run("mark", "PM1 T1", "--quote", "so much")[0] == 0
    code, out, err = run("read", "PM1 T1", "--codings")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "1. Interviewer: How was it?",
        "2. PM1: I liked her [/bold] a lot. ␛[31mShe came when the letters came, and she came in the snow too.",
        "3. and she stayed",
        "   Coded Trust [/b] by ann, lines 2 to 3: “She came when the letters … snow too. and she stayed”. "
        "Memo: said twice",
        "4. Interviewer: And now?",
        "5. PM1: مرحبا, not so much.",
        "   Not for quotation: “so much”",
        "   Coded Trust [/b] by ann: “not so much.”, not for quotation",
    ]
    code, out, err = run("read", "PM1 T1", "--from", "00:30", "--lines", "1", "--times", "--codings")
    assert out.splitlines()[0].startswith("2. at 00:09, PM1: I liked her")
    # What goes on beyond the last line that is read is told there.
    assert "lines 2 to 3" in out
    assert err == "Line 2 of 5. Go on with: workbench read 'PM1 T1' --from 3\n"
    rows = json.loads(run("read", "PM1 T1", "--from", "turn 4", "--codings", "--json")[1])
    assert [(row["line"], row["turn"], row["speaker"], row["time"]) for row in rows] == [(5, 4, "PM1", 72.0)]
    assert rows[0]["codings"][0]["not_for_quotation"] is True
    (marked,) = rows[0]["not_for_quotation"]
    assert rows[0]["text"][marked["start"] - rows[0]["start"] : marked["end"] - rows[0]["start"]] == "so much"
    assert run("mark", "PM1 T1", "--quote", "And now?")[0] == 0
    assert run("read", "PM1 T1", "--from", "4", "--lines", "1")[1].splitlines()[1] == "   Not for quotation."
    # What stands on a label only is told with the words behind it.
    assert run("code", "PM1 T1", "--quote", "[01:12] PM1", "--code", "trust")[0] == 0
    told = run("read", "PM1 T1", "--from", "5", "--codings")[1].splitlines()
    assert "   Coded Trust [/b] by ann: “[01:12] PM1”" in told
    assert "[01:12]" not in run("read", "PM1 T1", "--lines", "4", "--codings")[1]
    # Who takes the words elsewhere is told too.
    assert re.findall(r"(\w+)  .*, not for quotation", run("transcript", "PM1 T1")[1]) == ["Interviewer", "PM1"]
    code, out, err = run("transcript", "PM1 T1", "--text")
    assert (out, err) == (TALK, "2 passages of it are marked not for quotation: workbench marked\n")


def test_a_place_that_is_none_is_refused_in_words(in_study, run):
    for place in ("6", "0", "turn 5", "there", "-1", "²"):
        code, out, err = run("read", "PM1 T1", f"--from={place}")
        assert (place, code, out) == (place, 2, "")
        assert err.startswith("workbench: ")


def test_lists_are_labelled_lines_where_somebody_listens(in_study, run, monkeypatch):
    run("code", "PM1 T1", "--quote", "I liked her [/bold] a lot.", "--code", "trust")
    run("codebook", "add", "trust-more", "More", "--parent", "trust")
    run("theme", "add", "Whole", "--code", "trust")
    run("theme", "add", "Half", "--parent", "Whole")
    run("mark", "PM1 T1", "--quote", "And now?")
    run("memos", "add", "A memo.")
    lists = (
        ("codings",), ("themes",), ("themes", "Whole"), ("transcripts",), ("participants",), ("memos",), ("history",),
        ("marked",), ("codebook", "show"),
    )  # fmt: skip

    def is_labelled(words, *, before=(), after=()):
        code, out, _ = run(*before, *words, *after)
        assert code == 0
        assert not SEEN_ONLY.search(out), words
        assert re.search(r"^\d+ entr(y|ies)\.$", out, re.MULTILINE), words
        facts = [line for line in out.splitlines() if line]
        assert sum(": " in line for line in facts) >= len(facts) - 2, words

    for words in lists:
        is_labelled(words, after=("--plain",))
    for words in lists[:2]:
        is_labelled(words, before=("--plain",))
        with monkeypatch.context() as patch:
            patch.setenv("WORKBENCH_PLAIN", "1")
            is_labelled(words)
    run("mark", "PM1 T1", "--quote", "liked her")
    assert "\nnot for quotation\nquote: I liked her" in run("themes", "Whole", "--plain")[1]
    said = run("themes", "--plain")[1]
    assert "theme: Half\n" in said
    assert "subtheme of: Whole\n" in said
    assert "group: Trust [/b]\n" in run("codebook", "show", "--plain")[1]
    assert re.search(r"place: \d+ to \d+\n", run("codings", "--plain")[1])

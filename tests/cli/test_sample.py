"""`workbench sample` from the draw to the next round, what it asks before, and `workbench agreement` on it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from workbench.agreement.sample_list import find
from workbench.transcripts import listing

EARLY, LATE, JOINT = "Parent 1 Early", "Parent 1 Late", "PM1+PM2 Early"
DRAW = ("draw", "First round", "--for", "Ruth", "--for", "Owen")


@pytest.fixture
def said(run, study, monkeypatch):
    monkeypatch.chdir(study.folder)
    monkeypatch.setenv("WORKBENCH_CODER", "Ruth")
    return lambda *arguments: run("sample", *arguments)


def test_a_sample_from_its_draw_to_the_next_round(said, run, study, code, monkeypatch):
    assert said("list") == (0, "", "No sample was drawn yet. See: workbench sample draw\n")
    assert said("list", "--json")[1].strip() == "[]"
    code(study, JOINT, "We listened", "listening")
    # A preview draws nothing; with its seed just that is drawn.
    preview = json.loads(said(*DRAW, "--share", "80", "--seed", "3", "--preview", "--json")[1])
    assert (preview["seed"], preview["there"], preview["coders"]) == (3, 5, ["Ruth", "Owen"])
    assert (
        "This would be drawn: 4 of 5 transcripts (80\u00a0% were asked for)"
        in said(*DRAW, "--share", "80", "--seed", "3", "--preview")[1]
    )
    assert preview["coded_before"] == {JOINT: ["Ruth"]}
    err = said(*DRAW, "--share", "80", "--seed", "3", "--preview")[2]
    assert f"Coded on already, in sight of all, so that it would be blind only in part: {JOINT} (Ruth). " in err
    exit_code, out, err = said(*DRAW, "--share", "100", "--uncoded", "--preview")
    assert "4 of 4 transcripts (100\u00a0% were asked for), by role and wave, at least 1 of each, 1 " in out
    assert (JOINT in out, "Coded on already" in err) == (False, False)
    assert said("list", "--json")[1].strip() == "[]"
    exit_code, out, err = said(*DRAW, "--share", "80", "--seed", "3")
    assert (exit_code, err.splitlines()[0]) == (0, "New in the study: Owen.")
    assert "Drew the sample “First round” for Owen and Ruth: 4 of 5 transcripts (80" in out
    told = json.loads(said("show", "--json")[1])
    drawn = [one["transcript"] for one in told["transcripts"]]
    assert (drawn, told["open"], told["seed"]) == ([one["transcript"] for one in preview["transcripts"]], True, 3)
    assert told["transcripts"][drawn.index(JOINT)]["states"] == {"Owen": "not started", "Ruth": "in work"}
    assert told["coded_before"] == ["Ruth"]
    assert "had coded on it" in err
    out = said("show")[1]
    assert "It is open." in out
    assert "Ruth had coded on it before it was drawn" in out
    # Each says what is finished.
    assert said("finish", JOINT)[1] == f"Finished 1 transcript: {JOINT}.\n"
    assert said("reopen", JOINT)[1] == f"Reopened 1 transcript: {JOINT}.\n"
    assert said("reopen")[1] == "None of them was finished.\n"
    assert said("finish", "--sample", "first round")[1].startswith("Finished 4 transcripts: ")
    assert "Owen 0 of 4, Ruth 4 of 4" in said("list")[1]
    # Before all have finished, it is not compared, and not revealed but on purpose.
    exit_code, out, err = run("agreement", "Ruth", "Owen")
    assert (exit_code, out) == (1, "")
    assert "not finished: Owen (" in err
    exit_code, out, err = said("reveal")
    assert (exit_code, out) == (1, "")
    assert "Not all have finished the sample “First round”: Owen (" in err
    exit_code, out, err = said("reveal", "--early")
    assert (exit_code, out) == (2, "")
    assert "Every later result will mention that it was revealed early." in err
    assert "Say the same with --yes." in err
    code(replace(study, coder="Owen"), JOINT, "We listened", "listening")
    out = said("finish", "--coder", "Owen")[1]
    assert out.endswith("All have finished it. To see everybody's codings: workbench sample reveal 'First round'\n")
    assert said("reveal")[0] == 2
    out = said("reveal", "--yes")[1]
    assert out.splitlines() == [
        "Revealed the sample “First round”.",
        "To compare: workbench agreement Owen Ruth --sample 'First round'",
    ]
    assert json.loads(said("list", "--json")[1])[0]["revealed_early"] is False
    out = run("agreement", "Ruth", "Owen", "--draws", "0")[1]
    assert "Sample “First round”: 4 of 5 transcripts" in out
    assert "Blind only in part: what Ruth had coded" in out
    assert "a courtesy and no lock" in out
    assert "Not blind" in run("agreement", "Ruth", "Owen", "--draws", "0", "--all")[1]
    assert run("agreement", "Ruth", "Owen", "--all", "--sample", "x")[0] == 2
    # A next round, discarded again.
    _, out, err = said("next", "First round", "Second", "--same", "--preview")
    assert "This would be drawn" in out
    assert f"{JOINT} (Owen, Ruth)." in err
    assert "transcripts that were coded" in said("next", "First round", "Second", "--same", "--uncoded")[2]
    assert "This would be drawn" in said("next", "First round", "Second", "--uncoded", "--preview")[1]
    assert "the transcripts of the round before again" in said("next", "First round", "Second", "--same")[1]
    assert said("discard")[0] == 2
    assert said("discard", "second", "--yes")[1] == "Discarded the sample “Second”.\n"
    assert run("undo")[1] == "Undid: Discarded the sample “Second”\n"
    assert [one["round"] for one in json.loads(said("list", "--json")[1])] == [1, 2]


def test_who_codes_outside_of_a_stretch_is_told(said, run, study):
    assert said(*DRAW, "--share", "100", "--turns", "1", "--seed", "3")[0] == 0
    one = next(each for each in find(study).transcripts if each.name == JOINT)
    with study.read() as session:
        spoken = listing.spoken(session, {one.revision_id})[one.revision_id]

    def coded(line, *more):
        return run("code", JOINT, "--start", str(line.start), "--end", str(line.end), "--code", "trust", *more)

    for line in spoken.lines:
        inside = one.start <= line.start < one.end
        exit_code, out, err = coded(line, *(["--json"] if line.number % 2 else []))
        assert exit_code == 0
        assert ("outside" in err) == (not inside)
        assert "outside" not in out
    number = next(each.number for each in spoken.lines if each.start == one.start)
    (row,) = [line for line in said("show")[1].splitlines() if line.startswith(JOINT)]
    assert row.split()[-5:-4] == [str(number)]
    outside = next(each for each in spoken.lines if each.start >= one.end or each.end <= one.start)
    where = f"It lies outside of the sample “First round” (line {number}): it is not compared.\n"
    assert coded(outside)[2] == where
    # Whoever is not to code it is not told, and of a sample of whole transcripts nobody is.
    assert coded(outside, "--coder", "Ann")[2].count("outside") == 0
    assert said("draw", "All", "--for", "Ruth", "--for", "Owen", "--share", "100")[0] == 0
    assert "outside" not in coded(outside)[2]


@pytest.mark.parametrize(
    ("arguments", "exit_code", "error"),
    [
        (DRAW, 2, "Say how much is to be drawn"),
        ((*DRAW, "--share", "0"), 2, "--share"),
        ((*DRAW, "--share", "20", "--number", "4"), 2, "Both a share and a number of transcripts are given."),
        ((*DRAW, "--number", "2"), 2, "that takes 4"),
        ((*DRAW[:4], "--number", "4"), 2, "two people at least"),
        ((*DRAW, "--number", "4", "--by", "nothing", "--by", "role"), 2, "Give --by nothing alone."),
        ((*DRAW, "--number", "4", "--without", "Nobody"), 2, "no transcript 'Nobody'"),
        (("show",), 2, "No sample was drawn yet.\n  Draw one: workbench sample draw NAME --for A --for B --share 20"),
        (("next", "None", "More"), 2, "There is no sample 'None'"),
    ],
)
def test_wrong_usage_is_told(said, arguments, exit_code, error):
    found = said(*arguments)
    assert (found[0], found[1]) == (exit_code, "")
    assert error in found[2]


def test_who_was_handed_a_sample_is_told_to_give_it_back(said, run, tmp_path, monkeypatch):
    assert said(*DRAW, "--share", "100")[0] == 0
    # What would be written is named before, and nothing is.
    for more in ([], ["--docx"]):
        out = json.loads(said("hand-out", "--to", "Owen", str(tmp_path / "out"), "--preview", "--json", *more)[1])
        assert (out["coder"], len(out["files"])) == ("Owen", 5 + (2 if more else 6))
    assert (
        "\n  transcripts/Parent 1 Early.txt\n"
        in said("hand-out", "--to", "Owen", str(tmp_path / "out"), "--preview")[1]
    )
    assert said("hand-out", "--to", "Owen", "transcripts", "--preview")[0] == 2
    assert not (tmp_path / "out").exists()
    assert said("hand-out", "--to", "Owen", str(tmp_path / "out"))[0] == 0
    monkeypatch.chdir(tmp_path / "out")
    monkeypatch.delenv("WORKBENCH_CODER", raising=False)
    out = run("sample", "finish")[1]
    assert out.endswith("All of it is finished. To give it back: workbench pack, and then the folder codings\n")
    # It is revealed where it was drawn, and nothing is asked before that is said; nor is another drawn here.
    for more in ([], ["--early"]):
        status, _, err = run("sample", "reveal", *more)
        assert (status, "it is revealed where it was drawn" in err, "--yes" in err) == (1, True, False)
    status, _, err = run("sample", "draw", "Mine", "--for", "Ann", "--for", "Owen", "--share", "100", "--preview")
    assert (status, "was handed out to Owen to code a sample; no other is drawn in it" in err) == (1, True)


def test_neither_numbers_nor_counts_in_the_history_tell_of_others(said, run, study, code):
    assert said(*DRAW, "--share", "100")[0] == 0
    owen = replace(study, coder="Owen")
    code(owen, JOINT, "We listened", "listening")
    code(owen, JOINT, "I listened more", "listening")
    code(study, JOINT, "We listened", "trust")  # where Owen has coded
    code(study, JOINT, "than I talked", "trust")  # and where nobody has
    steps = json.loads(run("history", "--json")[1])
    assert [(one["id"], one["changes"]) for one in steps[:2]] == [(None, 1), (None, 1)]
    assert not any(line.split()[0].isdecimal() for line in run("history")[1].splitlines()[1:])
    assert said("reveal", "--early", "--yes")[0] == 0
    numbers = [one["id"] for one in json.loads(run("history", "--json")[1])]
    assert numbers == sorted(numbers, reverse=True)

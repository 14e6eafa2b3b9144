"""Codes changed at the command line: what is told before, what is asked, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench import opening, themes

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(study, code, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study in which Ruth has coded, and a theme stands on it; the program works in it."""
    code(study, "Parent 1 Late", "I do the forms", "trust", "listening")
    themes.add(study, "Warmth", codes=["doubt", "trust"])
    study.close()
    monkeypatch.chdir(study.folder)
    monkeypatch.setenv("WORKBENCH_CODER", "Ruth")
    return study.folder


def test_each_change_tells_what_it_touches_and_asks_where_something_is(folder: Path, run: Run) -> None:
    book = folder / "codebooks" / "peer.yaml"
    before = book.read_bytes()
    touches = "It touches 1 coding in 1 transcript (Ruth 1) and the theme “Warmth”."
    for asked in (
        ("merge-codes", "trust", "--into", "practical"),
        ("split", "trust", "--into", "a=A", "--into", "b=B"),
        ("retire", "trust"),
        ("edit", "trust", "--id", "faith"),
    ):
        left, out, err = run("codebook", *asked)
        assert (left, out, touches in err, "--yes" in err) == (2, "", True, True)
    left, _, err = run("codebook", "remove", "trust")
    assert (left, "codebook retire trust" in err) == (1, True)
    assert book.read_bytes() == before
    merged = run("codebook", "merge-codes", "Trust", "doubt", "--into", "both", "--name", "Both", "--yes", "--json")
    assert json.loads(merged[1]) == {
        "into": "both",
        "name": "Both",
        "codes": ["trust", "doubt"],
        "moved": [],
        "stayed": [],
    }
    run("codebook", "split", "listening", "--into", "listening", "--into", "=Hearing out", "--yes", "--reason", "Wide.")
    shown = json.loads(run("codebook", "show", "listening", "--json")[1])
    assert (shown["split_into"], shown["changes"][0]["reason"]) == (["listening", "hearing-out"], "Wide.")
    said = run("codebook", "edit", "both", "--id", "trusting", "--yes", "--exclusive")[:2]
    assert said == (0, "Changed both in peer.yaml; its id is trusting now.\n")
    assert "exclusive: true" in book.read_text()
    run("codebook", "rename", "trusting", "Trusting", "--reason", "Shorter.")
    same = "Nothing was changed: trusting says so already."
    again = run("codebook", "rename", "trusting", "Trusting", "--reason", "Again.")[:2]
    assert again == (0, f"{same} The reason was not noted.\n")
    assert run("codebook", "edit", "trusting", "--name", "Trusting", "--exclusive")[1] == f"{same}\n"
    assert "Again." not in book.read_text()
    assert run("codebook", "move", "trusting", "--under", "support")[1] == "trusting stands under support.\n"
    assert run("codebook", "move", "trusting", "--before", "Listening")[1] == "trusting stands before listening.\n"
    assert run("codebook", "move", "trusting", "up", "--under", "support")[0] == 2
    assert run("codebook", "move", "trusting")[0] == 2
    assert run("codebook", "remove", "hearing-out")[0] == 1  # listening went into it
    run("codebook", "add", "slip", "Slip")
    assert run("codebook", "remove", "slip")[1] == "Took out slip.\n"
    # All of it is undone step by step.
    for _ in range(8):
        assert run("undo")[0] == 0
    assert book.read_bytes() == before


def test_names_that_are_taken_and_codes_that_stand_below_are_told(folder: Path, run: Run) -> None:
    left, out, err = run("codebook", "add", "faith", "TRUST", "--parent", "support")
    assert (left, out, "“TRUST” is what another is called too: trust (peer.yaml)." in err) == (
        0, "Added faith to peer.yaml.\n", True,
    )  # fmt: skip
    assert "called too" not in run("codebook", "add", "other", "Other")[2]
    assert run("codebook", "check")[1] == "No fault found.\n"  # They stand in different groups.
    assert (
        "called too: faith (peer.yaml)."
        in run("codebook", "edit", "trust", "--name", "Trust", "--parent", "support")[2]
    )
    left, out, _ = run("codebook", "check")
    assert (left, out.count("warning"), "is called as" in out, "under the same group" in out) == (0, 1, True, True)
    assert "called too: trust" in run("codebook", "rename", "faith", "Trust")[2]
    # What stands under a group is told, though nobody coded with it.
    left, _, err = run("codebook", "retire", "support")
    assert (left, err) == (0, "It touches no coding and no theme. 4 codes stand below, and stay in use.\n")
    assert run("codebook", "retire", "support", "--back")[2] == ""
    book = folder / "codebooks" / "peer.yaml"
    text = book.read_text()
    open_fields = "definition: {ours: 'By one.', theirs: ''}", "code: {ours: taken out, theirs: changed}"
    conflicts = "".join(["    conflicts:\n", *(f"      {one}\n" for one in open_fields)])
    book.write_text(
        text.replace("    parent: support\n  - id: practical", f"    parent: support\n{conflicts}  - id: practical")
    )
    out = run("codebook", "show", "listening")[1]
    assert "left to be decided: definition\n  ours: By one.\n  theirs: (nothing)\n  Settle it: workbench" in out
    assert "left to be decided: whether the code stays\n  ours: taken out\n  theirs: changed\n" in out
    assert "peer.yaml: a merge left something to be decided in listening." in run("codebook", "show")[2]
    # A code stands below its group also where their lines are apart in the file.
    assert run("codebook", "edit", "other", "--parent", "trust")[0] == 0
    ids = [line.split()[0] for line in run("codebook", "show")[1].splitlines()[3:] if line]
    assert ids[ids.index("trust") + 1] == "other"
    assert "It stands in peer.yaml now: take conflicts out and it stays" in run("codebook", "check")[1]


def test_a_retired_code_in_a_theme_and_an_id_that_vanished_are_told(folder: Path, run: Run) -> None:
    assert run("codebook", "retire", "trust", "--yes")[:2] == (0, "Retired trust.\n")
    assert run("codebook", "retire", "trust", "--yes")[1] == "trust is retired already.\n"
    left, out, err = run("codebook", "check")
    assert (left, out, "The theme “Warmth” holds trust, retired." in err) == (0, "No fault in the files.\n", True)
    assert "codes: doubt, trust (retired)" in run("themes", "Warmth")[1]
    # It may stand behind a theme, and that is told; of one that was merged its successor does.
    for wanted in (("add", "Later", "--code", "trust", "--code", "forms"), ("edit", "Warmth", "--add-code", "trust")):
        left, _, err = run("theme", *wanted)
        assert (left, "“Trust” (trust) is put on passages no more: retired." in err) == (0, True)
        merged = "“Forms” (forms) is merged into Practical help: practical stands behind the theme." in err
        assert merged == ("forms" in wanted)
    assert run("theme", "remove", "Later")[0] == 0
    left, _, err = run("code", "Parent 1 Late", "--quote", "I doubt it", "--code", "trust")
    assert (left, "“Trust” (trust) is put on passages no more: retired." in err) == (1, True)
    assert run("codebook", "retire", "trust", "--back")[1] == "Brought back trust.\n"
    book = folder / "codebooks" / "peer.yaml"
    book.write_text(book.read_text().replace("id: trust\n", "id: trusting\n").replace("    was: [confidence]\n", ""))
    said = "“Trust” (1 coding) is gone; “Trust” looks like it. `workbench codebook was trusting trust` says that"
    assert said in run("status")[2]
    for command in ("check", "show"):
        assert run("codebook", command)[2].count(said) == 1
    left, out, err = run("codebook", "check", "--json")
    found = [one for one in json.loads(out) if one["severity"] == "notice"]
    assert (left, {tuple(one) for one in found}, found[0]["line"]) == (
        0, {("file", "line", "column", "severity", "message", "hint")}, None,
    )  # fmt: skip
    assert [one["message"] for one in found][:2] == [
        "trust: not in the codebook, and in use (1 coding).", "“Trust” (1 coding) is gone; “Trust” looks like it.",
    ]  # fmt: skip
    assert found[1]["hint"].startswith("`workbench codebook was trusting trust` says")
    assert run("codebook", "was", "trusting", "trsut")[0] == 2
    left, out, err = run("codebook", "was", "trusting", "trust")
    assert (left, out, "It touches 1 coding in 1 transcript (Ruth 1)" in err, "--yes" in err) == (2, "", True, True)
    assert "rule is another" not in err
    # To give another code its id is a way to the same, and is shown as well.
    left, _, err = run("codebook", "edit", "practical", "--id", "trust")
    assert (left, "It touches 1 coding in 1 transcript (Ruth 1)" in err, "side by side" in err) == (2, True, True)
    # So is to make one of that id anew, whichever way.
    its = "Its id is that of “Trust”, which is gone. It touches 1 coding in 1 transcript (Ruth 1)"
    there = book.read_bytes()
    for asked in (
        ("add", "trust", "Belief", "--definition", "Another matter."),
        ("merge-codes", "listening", "--into", "trust", "--name", "Belief"),
        ("split", "practical", "--into", "practical", "--into", "trust=Belief"),
    ):
        left, out, err = run("codebook", *asked)
        assert (left, out, its in err, "--yes" in err) == (2, "", True, True), err
        assert ("The rule is another (definition): its coding waits for another look." in err) == (asked[0] == "add")
    assert book.read_bytes() == there
    assert run("codebook", "edit", "practical", "--id", "no-one-s")[0] == 0
    assert run("undo")[0] == 0
    assert run("codebook", "was", "trusting", "trust", "--yes")[1] == "trusting had the id trust before.\n"
    assert run("codebook", "was", "trusting", "trust")[2] == "It is noted already.\n"
    assert said not in run("codebook", "check")[2]
    assert json.loads(run("codebook", "show", "confidence", "--json")[1])["codings"] == 1
    study, _ = opening.open_study(folder)
    assert opening.undo(study).sentence == "Noted that the code “Trust” (trusting) had the id trust before"
    study.close()

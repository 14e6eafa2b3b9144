"""workbench quotation: extracts of themes are prepared for print from the command line."""

from __future__ import annotations

import json

import pytest

from workbench import coding, themes

PARENT, SAT = "Parent 1 Early", "She sat with me"


@pytest.fixture
def theme(study, code, monkeypatch):
    code(study, PARENT, SAT, "listening")
    made = themes.add(study, "Presence", codes=["listening"])
    monkeypatch.chdir(study.folder)
    monkeypatch.setenv("WORKBENCH_CODER", "Ruth")
    return made


def test_a_quotation_is_prepared_shown_listed_and_taken_back(study, theme, run):
    def out(*arguments):
        code, said, told = run("quotation", *arguments)
        assert code == 0, told
        return said

    def refused(*arguments, code=2):
        left, said, told = run("quotation", *arguments)
        assert (left, said) == (code, "")
        return told

    (extract,) = coding.extracts(study)
    which = ("Presence", str(extract.id)[:8])
    said = out("redact", *which, "--quote", "She", "--as", "(name)")
    assert said.startswith("(name) sat with me … (Parent 1, ")
    assert "read back: shortened" in said
    assert "It is short" in said
    out("clarify", *which, "--quote", "She", "--as", "her mentor", "--add")
    out("leave-out", *which, "--start", str(extract.start + 4), "--end", str(extract.start + 7))
    out("attribution", *which, "no wave")
    done = json.loads(out("form", *which, "dialogue", "--json"))
    assert done["words"] == "(name) [her mentor] … with me …"
    assert (done["attribution"], done["length"], done["may_go_on"]) == ("Parent 1", 5, False)
    assert [one["do"] for one in done["prepared"]["edits"]] == ["redact", "clarify", "leave out"]
    assert done["prepared"]["edits"][2]["start"] == extract.start + 4
    (one,) = json.loads(out("list", "--json"))
    assert (one["is_printed"], one["why_not"], one["words"]) == (False, "not chosen", done["words"])
    assert refused("goes-on", *which, code=1).startswith("workbench: No extract of the theme follows")
    # Of some words alone: what is added at their borders goes too.
    left = json.loads(out("reset", *which, "--quote", "She", "--json"))
    assert left["words"] == "She … with me …"
    assert "Nothing is done to these words" in refused("reset", *which, "--quote", "with", code=2)
    assert "do not stand in the passage" in refused("redact", *which, "--quote", "Ruth", code=2)
    assert "stays whole" in refused("leave-out", *which, "--quote", "Sh", code=2)
    assert json.loads(out("reset", *which, "--json"))["prepared"] is None
    run("undo")
    assert "leave out" in out("show", *which)
    run("mark", PARENT, "--quote", "sat")
    shown = out("show", *which)
    assert shown.startswith("Not printed: marked not for quotation.")
    assert "sat" not in shown
    assert "not printed" in refused("form", *which, "joined", code=1)
    assert json.loads(out("reset", *which, "--json"))["prepared"] is None

"""workbench codebook diff: two versions of codebooks told in words, as Markdown and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench import coding, opening
from workbench.agreement import samples
from workbench.agreement.drawing import Asked
from workbench.codebook.changes import change
from workbench.codebook.states import states
from workbench.codebook.versions import known
from workbench.spans import Span

OLD = 'name: Codes\nversion: "1"\ncodes:\n  - id: a\n    name: A\n    definition: Old words.\n'
NEW = OLD.replace("Old words", "New words").replace('"1"', '"2"') + "  - id: b\n    name: B*\x1b[31m\n"


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two files of one codebook, in no study."""
    (tmp_path / "old.yaml").write_text(OLD)
    (tmp_path / "new.yaml").write_text(NEW.replace("\x1b", '"\\e').replace("[31m", '[31m"').replace('B*"', '"B*'))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_two_files_need_no_study(files, run):
    assert run("codebook", "diff", "old.yaml", "new.yaml") == (
        0,
        "Codes, version 1 → 2\n\n"
        "The definition of “A” changed; 1 code is new.\n\n"
        "What coders have to know\n"
        "- “A”: the definition changed.\n"
        "    Definition: [-Old-] {+New+} words.\n\n"
        "New codes\n"
        "- “B*␛[31m” (b).\n\n"
        "Compared: old.yaml, version 1 → new.yaml, version 2.\n",
        "",
    )
    code, out, err = run("codebook", "diff", "old.yaml", "new.yaml", "--markdown")
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == "## Codes, version 1 → 2"
    assert "- “B\\*␛\\[31m” (`b`)." in out.splitlines()
    assert "  - Definition: ~~Old~~ **New** words." in out.splitlines()
    code, out, err = run("codebook", "diff", "old.yaml", "new.yaml", "--json")
    told = json.loads(out)
    assert (code, err, told["from"], told["to"]) == (0, "", "old.yaml, version 1", "new.yaml, version 2")
    assert [one["kind"] for one in told["told"]] == ["rule", "new", "version"]
    assert told["codes"][0]["fields"] == [
        {
            "field": "definition",
            "before": "Old words.",
            "after": "New words.",
            "words": [["old", "Old"], ["new", "New"], ["same", " words."]],
            "may_matter": True,
        }
    ]
    assert told["codes"][0]["codings_under_other_rules"] is None
    code, out, err = run("codebook", "diff", "old.yaml", "old.yaml")
    assert (code, out.splitlines()[2], err) == (0, "Nothing changed.", "")


def test_what_cannot_be_compared_is_told(files, run):
    assert run("codebook", "diff", "old.yaml", "new.yaml", "--json", "--markdown")[0] == 2
    code, out, err = run("codebook", "diff", "old.yaml", "new.yaml", "--file", "nwe.yaml")
    assert (code, out) == (2, "")
    assert err == "workbench: There is no codebook nwe.yaml in either version.\n  The nearest is new.yaml.\n"
    assert run("codebook", "diff", "old.yaml", "nwe.yaml") == (
        2,
        "",
        "workbench: nwe.yaml is not there.\n  Check the path.\n",
    )
    (files / "codes.csv").write_text("id,name\na,A\n")
    left, out, err = run("codebook", "diff", "old.yaml", "codes.csv")
    assert (left, out, "codes.csv, line 1" in err) == (2, "", True), "it is no matter of a study that is not there"
    (files / "new.yaml").write_text("codes: [")
    code, out, err = run("codebook", "diff", "old.yaml", "new.yaml")
    assert (code, out) == (2, "")
    assert err.startswith("workbench: new.yaml, line 1")


def test_in_a_study_codings_made_under_another_rule_are_counted(studies, run, monkeypatch):
    study = studies.new()
    monkeypatch.setenv("WORKBENCH_CODER", "Ruth")
    monkeypatch.chdir(study.folder)
    for span in (Span(30, 35), Span(32, 40)):
        coding.apply(study, "Parent 1 Late", [span], ["listening", "trust"])
    path = study.codebooks / "peer.yaml"
    path.write_text(path.read_text().replace("Being heard.", "Being heard out."))
    # Without git: what stood before the last change, though that is not taken in yet.
    code, out, err = run("codebook", "diff", "--file", "peer.yaml")
    assert (code, err) == (0, "")
    assert "The definition of “Listening” changed. 2 codings may have to be looked at again." in out.splitlines()
    assert run("status")[2] == (
        "peer.yaml was changed outside the program and taken in. What changed: changed the rule of “Listening”. "
        "2 codings of yours wait for another look.\n"
    )
    assert run("codebook", "diff", "--file", "peer.yaml")[1].splitlines()[:-1] == out.splitlines()[:-1]
    # The other way round, what codings would be made under another rule.
    text = path.read_text()
    path.write_text(text.replace("name: Trust", "name: Trust\n    definition: Whom they believe."))
    (study.folder / "next.yaml").write_text(path.read_text())
    path.write_text(text)
    told = json.loads(run("codebook", "diff", "now", "next.yaml", "--json")[1])
    assert [(one["id"], one["codings_under_other_rules"]) for one in told["codes"]] == [("trust", 2)]


def test_what_the_database_knows_is_the_same_at_a_glance(studies, engine, run, monkeypatch):
    """Whether the study is opened for it, or its database read past SQLAlchemy."""
    if engine == "postgresql":
        pytest.skip("a server is not looked at past SQLAlchemy")
    study = studies.new()
    monkeypatch.setenv("WORKBENCH_CODER", "Ruth")
    monkeypatch.chdir(study.folder)
    path = study.codebooks / "peer.yaml"
    first = states.current(study).states["peer.yaml"][:8]
    coding.apply(study, "Parent 1 Late", [Span(30, 35)], ["listening"])
    change.edit_code(study, "listening", {"definition": "Being heard out."})
    change.add_code(study, {"id": "later", "name": "Later"}, file="peer.yaml")
    opened = []
    open_study = opening.open_study

    def noting(folder, **how):
        opened.append(folder)
        return open_study(folder, **how)

    monkeypatch.setattr(opening, "open_study", noting)
    asked = [("diff",), ("diff", first), ("diff", first, "now", "--markdown"), ("diff", "0000"), ("log",)]
    asked += [("log", "listening", "--json"), ("diff", first, "--json")]

    def both_ways():
        for one in asked:
            opened.clear()
            at_a_glance = run("codebook", *one)
            assert (one, opened) == (one, [])
            with monkeypatch.context() as elsewhere:
                elsewhere.setattr(known, "AtAGlance", lambda path, files, opened: opened())
                whole_way = run("codebook", *one)
            assert opened
            yield at_a_glance, whole_way

    for at_a_glance, whole_way in both_ways():
        assert at_a_glance == whole_way
    assert "1 coding may have to be looked at again" in run("codebook", "diff", first)[1]
    # What stands on disk and is not taken in yet is told, and left to be.
    text = path.read_text()
    path.write_text(text.replace("name: Later", "name: Much later"))
    (study.codebooks / "second.yaml").write_text("codes: [{id: more, name: More}]\n")
    opened.clear()
    out = run("codebook", "diff")[1]
    assert "“Later” is called “Much later” now." in out
    assert "More" in out
    assert "Changed on disk, and not taken in yet" in run("codebook", "log")[1]
    assert opened == []
    path.write_text("codes: [{id: a}, {id: a}]\n")
    run("codebook", "log")
    assert opened
    path.write_text(text)
    # On a sample that is open it is for the study to say who sees what.
    samples.draw(study, "Check", ["Ruth", "Ben"], Asked(number=1, by=()))
    opened.clear()
    run("codebook", "diff", first)
    assert opened

"""workbench codebook diff: two versions of codebooks told in words, as Markdown and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench import coding
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
    # Without git: what stood before the last change, which is taken in at the same time.
    code, out, err = run("codebook", "diff", "--file", "peer.yaml")
    assert (code, err) == (
        0,
        "peer.yaml was changed outside the program and taken in. What changed: changed the rule of “Listening”. "
        "2 codings of yours wait for another look.\n",
    )
    assert "The definition of “Listening” changed. 2 codings may have to be looked at again." in out.splitlines()
    # The other way round, what codings would be made under another rule.
    text = path.read_text()
    path.write_text(text.replace("name: Trust", "name: Trust\n    definition: Whom they believe."))
    (study.folder / "next.yaml").write_text(path.read_text())
    path.write_text(text)
    told = json.loads(run("codebook", "diff", "now", "next.yaml", "--json")[1])
    assert [(one["id"], one["codings_under_other_rules"]) for one in told["codes"]] == [("trust", 2)]

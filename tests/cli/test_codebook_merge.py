"""`codebook merge` and `codebook resolve` at a command line: on files alone, as git calls them, and in a study."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from workbench.codebook.file import parse

BASE = "name: B\ncodes:\n  - id: a\n    name: A\n    definition: One.\n"


@pytest.fixture
def three(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def made(base, ours, theirs):
        for name, text in zip(("base", "ours", "theirs"), (base, ours, theirs), strict=True):
            (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path

    return made


FILES = ("base", "ours", "theirs")


def test_merging_files(three, run):
    folder = three(BASE, BASE.replace("One.", "Two."), BASE + "  - id: b\n    name: B\n")
    assert run("codebook", "merge", *FILES) == (0, "", "")
    text = (folder / "ours").read_text()
    assert text == BASE.replace("One.", "Two.") + "  - id: b\n    name: B\n"
    # What both changed stands there with both wordings, and the file is named as git names it.
    three(BASE, BASE.replace("One.", "Two."), BASE.replace("One.", "Three."))
    code, said, told = run("codebook", "merge", *FILES, "--path", "codebooks/b.yaml", "-o", "out", "--json")
    assert code == 1
    assert told.startswith("codebooks/b.yaml, line 7: the code a: definition is left to be decided.\n1 field open.")
    assert json.loads(said)["conflicts"] == [
        {"code": "a", "field": "definition", "ours": "Two.", "theirs": "Three.", "line": 7}
    ]
    assert (folder / "ours").read_text() == BASE.replace("One.", "Two.")
    # A file that is none of the three is not written over unasked.
    status, _, told = run("codebook", "merge", *FILES, "-o", "out")
    assert (status, "out is there already" in told) == (2, True)
    code, said, _ = run("codebook", "check", "out")
    assert code == 1
    assert "codebook resolve a definition ours|theirs" in said
    assert run("codebook", "resolve", "a", "definition", "theirs", "--file", "out")[0] == 0
    assert (folder / "out").read_text() == BASE.replace("One.", "Three.")
    assert run("codebook", "resolve", "a", "definition", "--file", "out")[0] == 2
    assert run("codebook", "resolve", "a", "definition", "ours", "--text", "x", "--file", "out")[0] == 2


def test_files_that_are_no_codebooks(three, run):
    # Nothing is lost: lines are merged, and the marks are git's, as long as it wants them.
    folder = three(BASE, BASE.replace("One.", "Two."), BASE.replace("One.", "[Three."))
    code, _, told = run("codebook", "merge", *FILES, "--marker-size", "9")
    assert code == 1
    assert "merged line by line, without regard to codes. In theirs: ours, line 6, column 1: a list" in told
    text = (folder / "ours").read_text()
    assert "<<<<<<<<< ours\n    definition: Two.\n=========\n    definition: [Three.\n>>>>>>>>> theirs\n" in text
    for spoilt in (b"name: caf\xe9\n", b"\xff\xfen\0"):
        three(BASE, BASE, spoilt)
        code, _, told = run("codebook", "merge", *FILES)
        assert code == 2
        assert "UTF-" in told
        assert (folder / "ours").read_text() == BASE
    assert run("codebook", "merge", "base", "gone", "theirs")[0] == 2
    # Both made the file: there is no base, or an empty one.
    for base in ("gone", "/dev/null", "empty"):
        three("", BASE, BASE.replace("id: a", "id: b"))
        (folder / "empty").write_text("")
        assert run("codebook", "merge", base, "ours", "theirs")[0] == 0
        assert [code.id for code in parse((folder / "ours").read_text(), file="b").codes] == ["a", "b"]


def test_it_asks_for_no_database(three):
    three(BASE, BASE.replace("One.", "Two."), BASE.replace("One.", "Three."))
    script = (
        "import sys\nfrom workbench import cli\n"
        "try:\n    cli.main(['codebook', 'merge', 'base', 'ours', 'theirs'])\n"
        "finally:\n    print({'sqlalchemy', 'sqlmodel', 'textual', 'spacy', 'docx', 'rapidfuzz'} & set(sys.modules))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.stdout == "set()\n"
    assert done.returncode == 1


def test_settling_in_a_study_is_a_step(study, run, monkeypatch):
    path = study.codebooks / "peer.yaml"
    clean = path.read_bytes()
    said = b"    name: Doubt\n    conflicts:\n      name:\n        ours: Doubt\n        theirs: Misgiving\n"
    path.write_bytes(clean.replace(b"    name: Doubt\n", said))
    study.close()
    monkeypatch.chdir(study.folder)
    monkeypatch.setenv("WORKBENCH_CODER", "Ruth")
    assert run("codebook", "resolve", "doubt", "name", "theirs")[:2] == (0, "Settled name in peer.yaml.\n")
    assert path.read_bytes() == clean.replace(b"name: Doubt\n", b"name: Misgiving\n")
    assert "Settled name of the code “Doubt” (doubt): as theirs" in run("history")[1]
    assert run("codebook", "resolve", "doubt", "name", "theirs")[0] == 2
    left, _, err = run("codebook", "resolve", "doubtt", "name", "theirs")
    assert (left, "There is no code 'doubtt'." in err, "nearest is 'doubt'" in err, "any more" in err) == (
        2,
        True,
        True,
        False,
    )
    assert run("undo")[0] == 0
    assert path.read_bytes() == clean.replace(b"    name: Doubt\n", said)
    path.write_bytes(
        clean.replace(
            b"    name: Doubt\n",
            b"    name: Doubt\n    conflicts: {code: {ours: taken out, theirs: changed}}\n",
        )
    )
    assert run("codebook", "resolve", "doubt", "code", "theirs")[1] == "Settled whether doubt stays in peer.yaml.\n"
    assert path.read_bytes() == clean


def test_the_top_of_one_of_several_codebooks_is_settled_by_its_name(study, run, monkeypatch):
    top = "name: B\ndescription: One.\nconflicts:\n  description: {ours: One., theirs: Other.}\ncodes:\n"
    for file in ("a.yaml", "b.yaml"):
        (study.codebooks / file).write_text(f"{top}  - {{id: in-{file[0]}, name: In {file[0]}}}\n")
    study.close()
    monkeypatch.chdir(study.folder)
    monkeypatch.setenv("WORKBENCH_CODER", "Ruth")
    settle = ("codebook", "resolve", "-", "description", "theirs")
    quoted = "She said: she sat with me when the letters came."
    told = run("codebook", "resolve", "-", "description", "--text", quoted, "--codebook", "b.yaml")[2]
    assert "\nAt the top of the codebook, description: 8 words in a row" in told
    code, _, told = run(*settle)
    assert (code, "a.yaml, b.yaml" in told, "--codebook" in told) == (2, True, True)
    code, said, _ = run(*settle, "--codebook", "b.yaml")
    assert (code, said) == (0, "Settled description in b.yaml.\n")
    assert "description: One." in (study.codebooks / "a.yaml").read_text()
    assert run("codebook", "resolve", "in-a", "name", "ours", "--codebook", "a.yaml")[0] == 2

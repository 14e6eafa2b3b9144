from __future__ import annotations

import json
import subprocess
import sys

import pytest

from workbench import coding, opening
from workbench.codebook.changes import change
from workbench.spans import Span

HEAVY = ("textual", "spacy", "sqlmodel", "sqlalchemy", "docx", "lxml", "openpyxl", "alembic", "pydantic")

SCRIPT = """
import contextlib, io, json, sys
import click
from workbench.cli import cli, main

def words(command, path):
    yield path
    for name, child in getattr(command, "commands", {}).items():
        yield from words(child, [*path, name])

found = {}
for path in [["--version"], *([*path, "--help"] for path in words(cli, []))]:
    shown = io.StringIO()
    shown.reconfigure = lambda **options: None
    with contextlib.redirect_stdout(shown):
        try:
            main(path)
        except SystemExit as leaving:
            assert not leaving.code, (path, leaving.code)
    assert shown.getvalue(), path
    found[" ".join(path)] = sorted(set(sys.modules) & set(HEAVY))
    if found[" ".join(path)]:
        break
sys.__stdout__.write(json.dumps(found))
"""


def loaded_after_each_help(setup: str = "") -> dict[str, list[str]]:
    script = f"HEAVY = {HEAVY!r}\n{setup}\n{SCRIPT}"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_version_and_help_of_every_command_load_nothing_heavy():
    loaded = loaded_after_each_help()
    assert len(loaded) > 30
    assert {"--version", "--help", "report --help", "codebook check --help"} <= set(loaded)
    assert {command: names for command, names in loaded.items() if names} == {}


def test_a_heavy_import_would_be_found():
    assert loaded_after_each_help("import lxml") == {"--version": ["lxml"]}


FILES_ONLY = {
    "check": (["codes.yaml"], "No fault found."),
    "diff": (["codes.yaml", "codes.yaml"], "Codes\n\nNothing changed.\n\nCompared: codes.yaml → codes.yaml."),
}


def loaded_by(arguments, folder, heavy):
    """What a command that is run in a folder says, what it leaves with, and what of all that is heavy it has loaded."""
    script = (
        f"import sys\nfrom workbench.cli import main\ntry:\n    main({['codebook', *arguments]!r})\n"
        f"except SystemExit as leaving:\n    print(leaving.code, sorted(set(sys.modules) & {heavy!r}))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=folder)
    return done.stdout, done.stderr


@pytest.mark.parametrize("in_study", [False, True])
@pytest.mark.parametrize("command", FILES_ONLY)
def test_what_needs_files_only_loads_no_database(tmp_path, command, in_study):
    """An editor or git asks for it at every file: sqlalchemy alone takes longer to load than 500 codes to check."""
    (tmp_path / "codes.yaml").write_text("name: Codes\ncodes:\n  - {id: a, name: A}\n")
    if in_study:
        (tmp_path / "study.yaml").write_text("title: Mentoring\n")
    heavy = {*HEAVY} - ({"pydantic"} if in_study else set())
    arguments, said = FILES_ONLY[command]
    assert loaded_by([command, *arguments], tmp_path, heavy) == (f"{said}\n0 []\n", "")


def test_a_study_with_nothing_to_compare_with_is_checked_without_its_database(tmp_path):
    opening.make_study(tmp_path)
    (tmp_path / "codebooks" / "codes.yaml").write_text("name: Codes\ncodes:\n  - {id: a, name: A, definition: A.}\n")
    study, _ = opening.open_study(tmp_path)
    study.close()
    heavy = {*HEAVY} - {"pydantic"}
    assert loaded_by(["check"], tmp_path, heavy) == ("No fault found.\n0 []\n", "")


@pytest.mark.parametrize("arguments", [["--version"], ["--help"]])
def test_the_door_opens_with_python_m(arguments):
    done = subprocess.run([sys.executable, "-m", "workbench", *arguments], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "workbench" in done.stdout


def test_the_screens_open_without_what_only_writing_wants():
    late = ("docx", "lxml", "markdown_it", "workbench.exchange", "workbench.example", "workbench.report.word.document")
    # As the door does it, which looks for no garbage while it imports.
    script = f"import gc, sys; gc.disable(); import workbench.tui.app; print(sorted(set(sys.modules) & set({late!r})))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_in_a_study_codebooks_are_checked_and_compared_without_loading_its_database(studies, engine):
    if engine == "postgresql":
        pytest.skip("a server is asked through SQLAlchemy")
    study = studies.new()
    coding.apply(study, "Parent 1 Late", [Span(30, 35)], ["listening"])
    change.edit_code(study, "listening", {"definition": "Being heard out."})
    study.close()
    said = {"check": "No fault found.", "diff": "1 coding may have to be looked at again.", "log": "definition"}
    for command, words in said.items():
        out, err = loaded_by([command], study.folder, {*HEAVY})
        assert words in out, err
        assert out.endswith("0 ['pydantic']\n"), "the settings are read, and nothing else"

"""What the README tells a newcomer to type."""

from __future__ import annotations

import json
import re
import shlex
import tomllib

import pytest

from workbench.cli import main

TOUR = "From an empty folder to a report"


@pytest.fixture(scope="module")
def readme(root) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


def under(readme: str, heading: str, language: str) -> list[str]:
    """The lines of the first block of that language under a heading."""
    section = readme.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return re.findall(rf"^```{language}\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)[0].splitlines()


@pytest.mark.parametrize("heading", ["Try it", "Run the tests"])
@pytest.mark.parametrize("language", ["sh", "powershell"])
def test_each_command_is_one_line_that_stops_where_a_part_fails(readme, root, heading, language):
    (line,) = under(readme, heading, language)
    assert "-m venv .venv" in line
    assert "-m pip install -q -c constraints.txt" in line
    assert (root / "constraints.txt").is_file()
    if language == "sh":
        assert line.count(" && ") == 2
        assert ";" not in line
    else:
        assert "&&" not in line  # Windows' own PowerShell 5.1 has none
        assert line.count("if ($?) {") == line.count("}") == 2
        assert line.endswith(" } }")
    assert ("workbench demo" if heading == "Try it" else "-m pytest -n auto --dist worksteal") in line


def test_the_commands_install_what_pyproject_has(readme, root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["scripts"] == {"workbench": "workbench.cli:main"}
    for language in ("sh", "powershell"):
        assert re.findall(r"\[(\w+)\]", under(readme, "Run the tests", language)[0]) == ["test"]
    assert "workbench[test]" in project["optional-dependencies"]["dev"]


def test_constraints_fit_what_pyproject_asks_for(root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    every = [one for some in (project["dependencies"], *extras.values()) for one in some]
    asked = {re.match(r"[\w.-]+", one)[0] for one in every} - {"workbench"}
    text = (root / "constraints.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []
    normal = {re.sub(r"[-_.]+", "-", line.partition("==")[0]).lower() for line in lines}
    assert {re.sub(r"[-_.]+", "-", name).lower() for name in asked} - normal == set()


def test_ci_runs_the_second_command(root):
    script = (root / ".ci" / "run").read_text(encoding="utf-8")
    assert 'command_under "Run the tests"' in script
    assert '-e ".[dev]"' in script
    for linter in ("ruff check", "ruff format --check", "mypy", "lint-imports"):
        assert linter in script


def test_the_tour_leads_to_a_report(readme, tmp_path, monkeypatch, capsys):
    words = (
        "Interviewer: How did it go?\nParent 3: She rang every week, rain or shine.\n"
        "Interviewer: And you?\nParent 3: I rang back, mostly.\n"
    )
    (tmp_path / "Parent 3 T1.txt").write_text(words, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WORKBENCH_CODER", "Ruth")

    def run(line: str) -> str:
        program, *arguments = shlex.split(line.replace("Parent 3 T1.docx", "Parent 3 T1.txt"))
        if program == "cd":
            monkeypatch.chdir(arguments[0])
            return ""
        assert program == "workbench"
        with pytest.raises(SystemExit) as leaving:
            main(arguments)
        assert leaving.value.code == 0, line
        return capsys.readouterr().out

    lines = under(readme, TOUR, "sh")
    assert len(lines) == 10
    coding = ""
    for line in lines:
        if "CODING" in line:
            (found,) = json.loads(run("workbench codings --json"))
            coding = found["id"]
        out = run(line.replace("CODING", coding))
    assert "1 quotation" in out
    assert (tmp_path / "my-study" / "exports" / "report.docx").stat().st_size > 5_000

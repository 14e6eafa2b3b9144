from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path


def check_contracts(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the package in a folder, with the contracts of its pyproject.toml."""
    script = "import sys; from importlinter.cli import lint_imports_command as run; run(['--no-cache', '--no-logo'])"
    environment = os.environ | {"PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"}
    return subprocess.run(
        [sys.executable, "-c", script], cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8"
    )


def test_the_contracts_are_kept(root):
    done = check_contracts(root)
    assert done.returncode == 0, done.stdout + done.stderr


BREACHES = {
    "spans.py": ("import workbench.study", "workbench.spans is not allowed to import workbench.study"),
    "report/counting.py": ("import workbench.exchange", "workbench.report.counting -> workbench.exchange"),
    "cli/demo.py": ("import textual", "workbench.cli.demo -> textual"),
    "coding/apply.py": ("import spacy", "workbench.coding.apply -> spacy"),
    "study.py": ("from lxml import etree", "workbench.study -> lxml"),
    "transcripts/naming.py": ("import docx", "workbench.transcripts.naming -> docx"),
    "kitchen/__init__.py": ("", "workbench.kitchen"),
}
"""For each file a line that breaks a contract, and what import-linter says of it."""


def test_breaches_would_be_found(root, tmp_path):
    shutil.copy(root / "pyproject.toml", tmp_path)
    shutil.copytree(root / "workbench", tmp_path / "workbench", ignore=shutil.ignore_patterns("__pycache__"))
    for file, (line, _) in BREACHES.items():
        path = tmp_path / "workbench" / file
        path.parent.mkdir(exist_ok=True)
        with path.open("a", encoding="utf-8") as stream:
            stream.write(f"\n{line}\n")
    done = check_contracts(tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    said = " ".join(done.stdout.split())
    assert [expected for _, expected in BREACHES.values() if expected not in said] == []

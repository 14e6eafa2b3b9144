"""Two people add codes in groups of their own: git merges the lines without any driver."""

from __future__ import annotations

import subprocess
from pathlib import Path

from workbench.codebook.editing.edit import add_code
from workbench.codebook.file import parse

BASE = """\
name: Base
version: "1"

codes:
- id: change
  name: Change

- id: hope
  name: Hope
  parent: change

- id: scheme
  name: The scheme

- id: pay
  name: Pay
  parent: scheme
"""


def test_codes_that_are_added_in_different_groups_stand_apart(tmp_path: Path) -> None:
    ours = add_code(BASE, {"id": "doubt", "name": "Doubt", "parent": "change"})
    theirs = add_code(BASE, {"id": "vouchers", "name": "Vouchers", "parent": "scheme"})
    for name, text in (("base", BASE), ("ours", ours), ("theirs", theirs)):
        (tmp_path / name).write_text(text)
    merged = subprocess.run(
        ["git", "merge-file", "-p", "ours", "base", "theirs"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    codes = [code.id for code in parse(merged.stdout, file="merged").codes]
    assert codes == ["change", "hope", "doubt", "scheme", "pay", "vouchers"]

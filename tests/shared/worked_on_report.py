"""A report that a writer worked on while its study went on, and what an update makes of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rejecting import canonical, document_of, rejected

from workbench import report, themes
from workbench.office.packing import repacked
from workbench.report.update.update import plan_update, write_update

JOINT, LETTERS = "PM1+PM2 Early", "She sat with me when the letters came."


@pytest.fixture
def warmth(studies, code, tmp_path: Path) -> SimpleNamespace:
    """A study with a theme of four extracts, three of them key, and its report."""
    study = studies.new()
    made = code(study, JOINT, "I listened more than I talked.", "listening")
    made += code(study, JOINT, "It took months to be trusted.", "trust")
    made += code(study, "Parent 1 Early", LETTERS, "listening")
    made += code(study, "Parent 1 Late", "I doubt it would have\tgone well.", "trust")
    theme = themes.add(study, "Warmth", codes=["trust", "listening"], fields={"status": "reviewed"})
    ids = [one.id for one in made]
    themes.judge(study, theme, [ids[0], ids[2], ids[3]], stance="supports", use="key")
    path = tmp_path / "report.docx"
    report.write(study, path)
    return SimpleNamespace(study=study, theme=theme, ids=ids, path=path, out=tmp_path / "out.docx")


def said(plan: Any) -> list[tuple[str, str, str]]:
    """What a plan says of each quotation, without where and why."""
    return [(change.what, change.before, change.after) for change in plan.changes]


def edit(path: Path, change: Callable[[str], str]) -> None:
    """Work on a report as a writer does."""
    data = path.read_bytes()
    xml = document_of(data).decode()
    assert change(xml) != xml
    path.write_bytes(repacked(data, {"word/document.xml": change(xml).encode()}))


def rename(study, old: str, new: str) -> None:
    """Change the table of participants."""
    table = study.transcripts / "participants.csv"
    assert old in table.read_text()
    table.write_text(table.read_text().replace(old, new))


def updated(warmth: SimpleNamespace) -> list[tuple[str, str, str]]:
    """Write what is planned, and see that it can be rejected and that nothing more is to be brought afterwards."""
    plan = plan_update(warmth.study, warmth.path)
    write_update(warmth.study, plan, warmth.out)
    old, new = document_of(warmth.path.read_bytes()), document_of(warmth.out.read_bytes())
    assert canonical(rejected(new, "workbench")) == canonical(rejected(old, "nobody"))
    assert not plan_update(warmth.study, warmth.out).brought
    return said(plan)

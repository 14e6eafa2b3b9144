"""The example study: built by the program, and then its user's own."""

from __future__ import annotations

import pytest

from workbench import coding, example, opening
from workbench.errors import WorkbenchError


def test_what_the_demo_built_is_nobodys_step_to_undo(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBENCH_CODER", "Ruth")
    example.demo(tmp_path / "example", progress=lambda done, total, what: None)
    study, _ = opening.open_study(tmp_path / "example", coder="Ruth")
    try:
        with pytest.raises(WorkbenchError):
            opening.undo(study)
        assert len(coding.extracts(study, coder="Ruth")) > 300
    finally:
        study.close()

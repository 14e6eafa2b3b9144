"""The example study: built by the program, and then its user's own."""

from __future__ import annotations

import shutil

import pytest

from workbench import coding, example, exchange, opening
from workbench.coding import review
from workbench.errors import BadInput, WorkbenchError


def test_what_the_demo_built_is_nobodys_step_to_undo(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBENCH_CODER", "Ruth")
    example.demo(tmp_path / "example", progress=lambda done, total, what: None)
    ignored = (tmp_path / "example" / ".gitignore").read_text().splitlines()
    assert {"/transcripts/", "/exports/", "/.workbench/"} <= set(ignored)
    study, _ = opening.open_study(tmp_path / "example", coder="Ruth")
    try:
        with pytest.raises(WorkbenchError):
            opening.undo(study)
        assert len(coding.extracts(study, coder="Ruth")) > 300
        # Who packs writes what came with it: git shows what was coded since, and nothing else.
        came = {path.name: path.read_bytes() for path in (example.example_files() / "codings").iterdir()}
        exchange.pack(study)
        assert {path.name: path.read_bytes() for path in study.codings.iterdir()} == came
        assert review.how_many(study) == 0
    finally:
        study.close()
    # As in a clone of the repository, which has the example's transcripts in git, and whose `.gitignore` is tracked.
    own = tmp_path / "example" / ".gitignore"
    own.write_text(".workbench/\nexports/*\n")
    assert example.demo(tmp_path / "example", progress=lambda done, total, what: None).added == ()
    assert own.read_text() == ".workbench/\nexports/*\n"


def test_on_a_full_disk_it_says_why_and_leaves_no_half_of_it(tmp_path, monkeypatch):
    def full(source, target, **_):
        target.mkdir()
        (target / "first.txt").write_text("half")
        raise shutil.Error([(str(source), str(target), "[Errno 28] No space left on device")])

    monkeypatch.setattr(example, "copytree", full)
    with pytest.raises(BadInput, match="No space left on device"):
        example.demo(tmp_path / "example", progress=lambda done, total, what: None)
    assert list((tmp_path / "example").iterdir()) == []

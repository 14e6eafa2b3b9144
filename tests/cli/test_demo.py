"""What `workbench demo` says is to be typed next."""

from __future__ import annotations

import shlex
import sys

from workbench import example


def test_what_it_says_is_to_be_typed_next_holds_after_the_change_of_folder(run, tmp_path, monkeypatch):
    folder = tmp_path / "my study"
    done = example.Demo(folder, 1, 2, 3, 4, folder / "report.docx", (), 0.5, "Ruth")
    monkeypatch.setattr(example, "demo", lambda *_, **__: done)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr(sys, "argv", ["v/bin/workbench", "demo"])
    lines = run("demo")[1].splitlines()
    assert f"    cd {shlex.quote(str(folder))}" in lines
    assert f"    {tmp_path}/v/bin/workbench" in lines
    assert f"    {tmp_path}/v/bin/workbench transcripts" in lines

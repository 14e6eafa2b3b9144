"""What is broken off leaves nothing behind."""

from __future__ import annotations

import errno
import os
import time

import pytest

from workbench import opening, safefile
from workbench.errors import WorkbenchError
from workbench.safefile import TEMPORARY_PREFIX
from workbench.transcripts import importing


def test_temporary_files_of_a_killed_program_go_when_they_are_old(studies) -> None:
    study = studies.new()
    ours = (f"{TEMPORARY_PREFIX}{16 * letter}.tmp" for letter in "ab")
    old, young, other = (study.transcripts / name for name in (*ours, ".other.tmp"))
    for path in (old, young, other):
        path.write_bytes(b"half")
    for path in (old, other):
        os.utime(path, (time.time() - 4000,) * 2)
    studies.again(study)
    assert [path.exists() for path in (old, young, other)] == [False, True, True]


def full_after(monkeypatch: pytest.MonkeyPatch, files: int) -> None:
    """The disk is full once so many files are written."""
    write_through, written = safefile._write_through, []

    def write(temporary, data, mode) -> None:
        written.append(temporary)
        if len(written) > files:
            raise OSError(errno.ENOSPC, "No space left on device")
        write_through(temporary, data, mode)

    monkeypatch.setattr(safefile, "_write_through", write)


@pytest.mark.parametrize("files", [0, 1, 2])
def test_an_import_on_a_full_disk_leaves_no_copies(study, tmp_path, monkeypatch, files: int) -> None:
    for number in (5, 6):
        (tmp_path / f"Parent {number} T1.txt").write_text(f"Interviewer: And?\nParent {number}: I was {number}.\n")
    before = {path.name: path.read_bytes() for path in study.transcripts.iterdir()}
    full_after(monkeypatch, files)
    with pytest.raises(WorkbenchError, match="disk is full"):
        importing.import_files(study, [tmp_path / f"Parent {number} T1.txt" for number in (5, 6)])
    assert {path.name: path.read_bytes() for path in study.transcripts.iterdir()} == before
    monkeypatch.undo()
    summary = importing.import_files(study, [tmp_path / f"Parent {number} T1.txt" for number in (5, 6)])
    assert len(summary.imported) == 2


@pytest.mark.parametrize("files", [0, 1, 4])
def test_a_study_that_cannot_be_made_leaves_no_folders(tmp_path, monkeypatch, files: int) -> None:
    full_after(monkeypatch, files)
    with pytest.raises(WorkbenchError, match="disk is full"):
        opening.make_study(tmp_path / "deep" / "study")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_was_there_stays_when_a_study_cannot_be_made_in_it(tmp_path, monkeypatch) -> None:
    (tmp_path / "study" / "transcripts").mkdir(parents=True)
    (tmp_path / "study" / "mine.txt").write_text("x")
    full_after(monkeypatch, 2)
    with pytest.raises(WorkbenchError):
        opening.make_study(tmp_path / "study")
    assert sorted(path.name for path in (tmp_path / "study").rglob("*")) == ["mine.txt", "transcripts"]

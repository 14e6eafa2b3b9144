"""The command line under test."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench import cli


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Runs one command and gives its exit code, standard output and standard error."""

    def running(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            cli.main(list(arguments))
        said = capfd.readouterr()
        return int(left.value.code or 0), said.out, said.err

    return running


def done(*arguments: str) -> None:
    """Run one command that does what it is asked for."""
    with pytest.raises(SystemExit) as left:
        cli.main(list(arguments))
    assert not left.value.code


def study_by_commands(folder: Path, codes: dict[str, str], talk: str) -> Path:
    """A study made by commands alone, as Ann: with some codes and one transcript, PM1 T1. Only to be copied."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBENCH_CONFIG_DIR", str(folder.parent / "config"))
        patch.setenv("WORKBENCH_CODER", "ann")
        patch.delenv("WORKBENCH_DATABASE_URL", raising=False)
        done("init", str(folder))
        patch.chdir(folder)
        for code, name in codes.items():
            done("codebook", "add", code, name)
        (folder.parent / "PM1 T1.txt").write_text(talk, encoding="utf-8")
        done("import", str(folder.parent / "PM1 T1.txt"))
        # Opened once more it gets the day's copy of its database: otherwise each copy would make its own.
        done("transcripts")
    return folder


@pytest.fixture
def in_copy_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Path]:
    """Copies a study made before, and goes into the copy as Ann."""

    def copied(made: Path) -> Path:
        shutil.copy(made.parent / "PM1 T1.txt", tmp_path)
        folder = shutil.copytree(made, tmp_path / "study")
        monkeypatch.setenv("WORKBENCH_CODER", "ann")
        monkeypatch.chdir(folder)
        return folder

    return copied

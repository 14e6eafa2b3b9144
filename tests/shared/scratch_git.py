"""Scratch repositories, which know nothing of the settings of whoever runs the tests."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

WHEN = 1_770_000_000
"""The moment of the first commit; each one after it is an hour later."""


def code(code_id: str, **fields: str) -> str:
    """A code in canonical form."""
    lines = [f"  - id: {code_id}", f"    name: {fields.pop('name', code_id.capitalize())}"]
    return "\n".join([*lines, *(f"    {key}: {value}" for key, value in fields.items())]) + "\n"


def book(*codes: str, version: str = "1") -> str:
    """A codebook in canonical form."""
    return f'name: Peer support\nversion: "{version}"\n\ncodes:\n' + "\n".join(codes)


class Scratch:
    """A git repository to be written to."""

    def __init__(self, top: Path, environment: dict[str, str]) -> None:
        self.top, self._environment, self._made = top, environment, 0

    def git(self, *arguments: str, by: str = "Ruth", check: bool = True) -> str:
        """What a command of git says."""
        when = f"{WHEN + 3600 * self._made} +0100"
        who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER")
               for what, value in (("NAME", by), ("EMAIL", "x@example.org"), ("DATE", when))}  # fmt: skip
        done = subprocess.run(
            ["git", *arguments], cwd=self.top, env=self._environment | who, capture_output=True, check=False
        )
        assert done.returncode == 0 or not check, done.stderr.decode()
        return done.stdout.decode(errors="replace")

    def write(self, **files: str | None) -> None:
        """Files by name (two underscores for a slash), put there or taken away."""
        for name, text in files.items():
            self.put(name.replace("__", "/") + ".yaml", text)

    def put(self, path: str, text: str | None) -> None:
        """Put one file there, or take it away."""
        place = self.top / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode()) if text is not None else place.unlink()

    def commit(self, message: str = "A change", *, by: str = "Ruth", **files: str | None) -> str:
        """Commit everything; gives the commit's id."""
        self.write(**files)
        self.git("add", "-A")
        self._made += 1
        self.git("commit", "-q", "--allow-empty", "-m", message, by=by)
        return self.git("rev-parse", "HEAD").strip()


@pytest.fixture
def scratch_at(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], Scratch]]:
    """Makes a repository of a folder; git reads no settings but its own, in this test and in the program."""
    if shutil.which("git") is None:
        pytest.skip("there is no git on this computer")
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")

    def made(top: Path) -> Scratch:
        top.mkdir(exist_ok=True)
        scratch = Scratch(top, dict(os.environ))
        scratch.git("init", "-q", "-b", "main")
        return scratch

    return made


@pytest.fixture
def scratch(scratch_at: Callable[[Path], Scratch], tmp_path: Path) -> Scratch:
    """An empty repository."""
    return scratch_at(tmp_path / "repo")

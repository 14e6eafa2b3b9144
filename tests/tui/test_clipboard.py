"""Copying: into the system's clipboard by the programs there are, over ssh through the terminal, else into a file."""

from __future__ import annotations

import sys

import pytest

from workbench.errors import Unavailable
from workbench.tui import clipboard


@pytest.fixture
def tools(tmp_path, monkeypatch):
    """Puts programs that copy into a folder of their own: ``tools(xclip="cat > …")`` gives the environment."""
    monkeypatch.setattr(clipboard.sys, "platform", "linux")

    def put(**scripts):
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        for name, script in scripts.items():
            path = folder / name.replace("_", "-")
            path.write_text(f"#!/bin/sh\n{script}\n")
            path.chmod(0o755)
        return {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0", "PATH": str(folder)}

    return put


def test_over_ssh_it_goes_through_the_terminal():
    sent = []
    said = clipboard.copy("x" * 100, through_terminal=sent.append, environment={"SSH_TTY": "/dev/pts/1"})
    assert sent == ["x" * 100]
    assert said == "Copied through the terminal: 100 characters"


def test_the_first_program_that_has_copied_counts(tools, tmp_path):
    words = tmp_path / "copied"
    environment = tools(wl_copy="exit 1", xclip=f"/bin/cat > {words}", xsel=f"echo no > {words}")
    said = clipboard.copy("[bold]Hm é\x1b\n", through_terminal=pytest.fail, environment=environment)
    assert words.read_text() == "[bold]Hm é\x1b\n"
    assert said == "Copied: “[bold]Hm é␛”"


def test_what_failed_is_never_called_copied(tools, monkeypatch, capfd):
    monkeypatch.setattr(clipboard, "_SECONDS", 0.2)
    environment = tools(wl_copy="/bin/sleep 5", xclip="echo no display >&2; exit 1")
    said = clipboard.copy("Hm", through_terminal=pytest.fail, environment=environment)
    path = clipboard.user_data_folder() / "copied.txt"
    assert path.read_text() == "Hm"
    assert said == f"There is no clipboard here; written to {path}: “Hm”"
    assert sys.platform == "win32" or path.stat().st_mode & 0o077 == 0
    assert capfd.readouterr() == ("", "")


def test_without_a_screen_no_program_is_asked(tools):
    environment = {"PATH": tools(xclip="exit 0", wl_copy="exit 0")["PATH"]}
    assert "no clipboard" in clipboard.copy("Hm", through_terminal=pytest.fail, environment=environment)


def test_where_no_file_can_be_written_either_it_is_said(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(clipboard, "user_data_folder", lambda: tmp_path / "file" / "below")
    with pytest.raises(Unavailable, match="There is no clipboard here, and"):
        clipboard.copy("Hm", through_terminal=pytest.fail, environment={})


def test_a_screen_that_cannot_copy_says_so_and_goes_on(drive, workbench_in, study, settle, told, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    for name in ("SSH_TTY", "SSH_CONNECTION", "DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(clipboard.sys, "platform", "linux")
    monkeypatch.setattr(clipboard, "user_data_folder", lambda: tmp_path / "file" / "below")
    app = workbench_in(study.folder)

    async def steps(pilot):
        app.copy_to_clipboard("Hm")
        await settle(pilot)
        assert "Nothing was copied." in told(app)
        sent = []
        monkeypatch.setenv("SSH_TTY", "/dev/pts/1")
        monkeypatch.setattr(app._driver, "write", sent.append)
        app.copy_to_clipboard("Hm")
        await settle(pilot)
        assert "Copied through the terminal: “Hm”" in told(app)
        assert any("]52;c;SG0=" in one for one in sent)

    drive(app, steps)

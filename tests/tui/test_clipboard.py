"""Copying: into the system's clipboard, over ssh through the terminal, within tmux through tmux, else into a file."""

from __future__ import annotations

import sys
from threading import Event
from types import SimpleNamespace

import pytest

from workbench.errors import Unavailable
from workbench.settings import read_user_settings
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


WAYLAND, X = {"WAYLAND_DISPLAY": "wayland-0"}, {"DISPLAY": ":0"}


@pytest.mark.parametrize(
    ("platform", "variables", "taken"),
    [
        ("win32", {}, ["powershell.exe", "clip.exe"]),
        ("darwin", {}, ["pbcopy"]),
        ("linux", WAYLAND, ["wl-copy"]),
        ("linux", X, ["xclip", "xsel"]),
        ("linux", WAYLAND | X, ["wl-copy", "xclip", "xsel"]),
        ("linux", {"WSL_DISTRO_NAME": "Debian"} | X, ["powershell.exe", "clip.exe", "xclip", "xsel"]),
        ("linux", {}, []),
    ],
)
def test_each_system_has_its_own_programs(tmp_path, monkeypatch, platform, variables, taken):
    asked = tmp_path / "asked"
    for name in ("powershell.exe", "clip.exe", "pbcopy", "wl-copy", "xclip", "xsel", "tmux"):
        (tmp_path / name).write_text(f"#!/bin/sh\necho {name} >> {asked}\nexit 1\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setattr(clipboard, "sys", SimpleNamespace(platform=platform))
    assert not clipboard.into_clipboard("Hm", variables | {"PATH": str(tmp_path)})
    assert (asked.read_text().split() if asked.exists() else []) == taken


SSH, TMUX = {"SSH_TTY": "/dev/pts/1"}, {"TMUX": "/tmp/tmux-1000/default,1,0", "DISPLAY": "", "WAYLAND_DISPLAY": ""}


@pytest.mark.parametrize("where", [TMUX, TMUX | SSH], ids=["here", "over ssh"])
def test_within_tmux_it_goes_through_tmux(tools, tmp_path, where):
    words = tmp_path / "copied"
    environment = tools(tmux=f'echo "$@" > {words}; /bin/cat >> {words}') | where
    said = clipboard.copy("Hm", through_terminal=pytest.fail, environment=environment)
    assert (said, words.read_text()) == (
        "Copied into tmux, and through it to the terminal: “Hm”",
        "load-buffer -w -\nHm",
    )
    # An older one has no -w, and keeps it to itself.
    tools(tmux=f'[ "$2" = -w ] && exit 1; /bin/cat > {words}')
    said = clipboard.copy("Hm", through_terminal=pytest.fail, environment=environment)
    assert (said, words.read_text()) == ("Copied into tmux, to be pasted there: “Hm”", "Hm")
    tools(tmux="exit 1")
    assert "no clipboard" in clipboard.copy("Hm", through_terminal=pytest.fail, environment=environment)


def test_within_tmux_the_clipboard_that_is_there_comes_first(tools):
    environment = tools(tmux="exit 0", xclip="/bin/cat > /dev/null") | {"TMUX": TMUX["TMUX"]}
    assert clipboard.copy("Hm", through_terminal=pytest.fail, environment=environment) == "Copied: “Hm”"


def test_screen_passes_nothing_on(tools):
    environment = tools() | SSH | {"STY": "123.pts-0"}
    assert "no clipboard" in clipboard.copy("Hm", through_terminal=pytest.fail, environment=environment)


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
    for name in ("SSH_TTY", "SSH_CONNECTION", "TMUX", "STY", "DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
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
        # Nothing waits for a clipboard that hangs; what is copied meanwhile comes after it.
        go_on, copied = Event(), []
        monkeypatch.setattr(
            clipboard, "copy", lambda text, **_: (go_on.wait(20), copied.append(text), f"Copied: {text}")[2]
        )
        app.copy_to_clipboard("one")
        app.copy_to_clipboard("two")
        await pilot.press("ctrl+t")
        while read_user_settings().look != "light":
            await pilot.pause(0.02)
        assert copied == []
        go_on.set()
        await settle(pilot)
        assert copied == ["one", "two"]

    drive(app, steps)

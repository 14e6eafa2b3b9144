"""`workbench` without a command: the screens on a terminal, the help elsewhere."""

from __future__ import annotations

import io
import sys

import pytest

from workbench import cli, opening, tui


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def opened(monkeypatch):
    """The folders for which the screens were opened."""
    folders = []
    monkeypatch.setattr(tui, "run", lambda folder, *, ascii_only: folders.append((folder, "ascii")[: 1 + ascii_only]))
    return folders


@pytest.fixture
def leave(monkeypatch):
    """Runs a command on a terminal, or with one stream that is none, and gives the exit code and what was said."""

    def run(*arguments: str, without: str = "") -> tuple[int, str]:
        for name in ("stdin", "stdout", "stderr"):
            monkeypatch.setattr(sys, name, io.StringIO() if name == without else Terminal())
            monkeypatch.setattr(getattr(sys, name), "reconfigure", lambda **options: None, raising=False)
        with pytest.raises(SystemExit) as left:
            cli.main(list(arguments))
        return int(left.value.code or 0), sys.stdout.getvalue() + sys.stderr.getvalue()

    return run


def test_in_a_study_it_is_opened(opened, leave, tmp_path, monkeypatch):
    opening.make_study(tmp_path / "study")
    monkeypatch.chdir(tmp_path / "study" / "transcripts")
    assert leave()[0] == 0
    monkeypatch.chdir(tmp_path)
    assert leave("--study", "study", "--ascii")[0] == 0
    here = (tmp_path / "study").resolve()
    assert opened == [(here,), (here, "ascii")]


def test_elsewhere_the_start_screen_opens(opened, leave, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert leave()[0] == 0
    assert opened == [(None,)]
    code, said = leave("--study", "nowhere")
    assert code == 2
    assert "is not a folder" in said
    assert opened == [(None,)]


@pytest.mark.parametrize("stream", ["stdin", "stdout", "stderr"])
def test_without_a_terminal_there_is_the_help(opened, leave, stream):
    code, said = leave(without=stream)
    assert (code, opened) == (2, [])
    assert "Usage: workbench" in said
    assert "transcripts" in said


def test_a_faulty_file_of_the_users_own_is_said_before_the_screens_open(leave, tmp_path, monkeypatch):
    config = tmp_path / "config"
    config.mkdir()
    (config / "settings.yaml").write_text("look: dark\nloook: light\n")
    monkeypatch.setenv("WORKBENCH_CONFIG_DIR", str(config))
    monkeypatch.chdir(tmp_path)
    code, said = leave()
    assert code == 2
    assert "settings.yaml, line 2" in said

"""The program in a real terminal: a pseudo-terminal, and an emulator that shows what a person would see."""

from __future__ import annotations

import codecs
import contextlib
import functools
import os
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from ledger import FILES

from workbench import example
from workbench.cli import cli

# Where one of these is missing (Windows has none of the last three) there is no such terminal to be had.
pyte = pytest.importorskip("pyte")
fcntl = pytest.importorskip("fcntl")
pty = pytest.importorskip("pty")
termios = pytest.importorskip("termios")

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "space": " ",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "shift+right": "\x1b[1;2C",
    "shift+down": "\x1b[1;2B",
    "alt+shift+right": "\x1b[1;4C",
    "ctrl+home": "\x1b[1;5H",
    "ctrl+right": "\x1b[1;5C",
    "ctrl+shift+right": "\x1b[1;6C",
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
    "f7": "\x1b[18~",
    "f8": "\x1b[19~",
    "f9": "\x1b[20~",
    "f12": "\x1b[24~",
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefgklnopqrstuvwxyz"},
}
_PATIENCE = 20.0
"""Seconds until a text must have come; a busy machine is slow, and waiting ends as soon as it is there."""

_FRAME = 0.025
"""Seconds within which whatever is to be painted is: the program paints sixty times a second at most."""

_NOT_FOR_SHOW = re.compile(
    r"\x1b\[[<>=?]?[0-9;]*\$?[pqu]|\x1b\[>[0-9;]*[a-zA-Z]|\x1bP.*?\x1b\\|\x1b\[[0-9;]*m", re.DOTALL
)
"""Questions to the terminal and modes that the emulator does not know; and colours, which are most of what is sent and
nothing that is looked at here."""

_NARROW = re.compile("[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2500-\u25fc]+")
"""Characters of one cell each."""


class Screen(pyte.Screen):
    """The emulator's screen, without colours: what stands within a line is put there without weighing each cell."""

    def __init__(self, columns: int, lines: int) -> None:
        super().__init__(columns, lines)
        self._shown: list[str] = []

    def draw(self, data: str) -> None:
        """Put characters where the cursor is."""
        column, row = self.cursor.x, self.cursor.y
        end = column + len(data)
        if end > self.columns or not _NARROW.fullmatch(data):
            super().draw(data)
            return
        self.buffer[row].update(zip(range(column, end), map(_cell, data), strict=True))
        self.cursor.x = end
        self.dirty.add(row)

    @property
    def rows(self) -> list[str]:
        """What is on the screen, row by row; only those that have changed are read anew."""
        # The emulator's own `display` does this with a measurement of every cell, which takes longer than the program.
        # The second cell of a wide character is empty there, and so it is here.
        if len(self._shown) != self.lines:
            self._shown = [""] * self.lines
        for number in self.dirty:
            row = self.buffer[number]
            self._shown[number] = "".join([row[column].data for column in range(self.columns)]).rstrip()
        self.dirty.clear()
        return self._shown


@functools.cache
def _cell(character: str) -> pyte.screens.Char:
    return pyte.screens.Char(character)


class Terminal:
    """One run of the program."""

    def __init__(self, folder: Path, columns: int, lines: int, *arguments: str) -> None:
        self.screen = Screen(columns, lines)
        self._stream = pyte.Stream(self.screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._here, there = pty.openpty()
        fcntl.ioctl(there, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        environment = os.environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        for size in ("COLUMNS", "LINES"):
            environment.pop(size, None)
        command = [sys.executable, "-m", "workbench", *arguments]
        self._process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=there,
            stdout=there,
            stderr=there,
            env=environment,
            start_new_session=True,
            # Its own terminal, as a window gives it: when that closes, the program is told to end.
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(there)

    def resize(self, columns: int, lines: int) -> None:
        """Make the window another size; comes back when the program has filled it, down to the last line."""
        self.screen.resize(lines, columns)
        self.screen.reset()
        fcntl.ioctl(self._here, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self._until(lambda: bool(self.screen.rows[-1]), "the window was not filled")

    @property
    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(self.screen.rows)

    def press(self, *keys: str) -> None:
        """Press keys: by name, or a text letter by letter."""
        for key in keys:
            os.write(self._here, (key if len(key) == 1 else KEYS[key]).encode())

    def paste(self, text: str) -> None:
        """Paste a text as a terminal does: in brackets, so that it is not taken for keys."""
        os.write(self._here, f"\x1b[200~{text}\x1b[201~".encode())

    def click(self, text: str, *, times: int = 1, by: int = 0) -> None:
        """Click on the first place where a text stands, ``by`` cells behind its beginning."""
        column, line = self.place_of(text)
        for _ in range(times):
            self._mouse(0, column + by, line, "M")
            self._mouse(0, column + by, line, "m")

    def drag(self, start: str, end: str) -> None:
        """Drag from the first character of one text to the last of another."""
        (column, line), (last, below) = self.place_of(start), self.place_of(end)
        last += len(end) - 1
        self._mouse(0, column, line, "M")
        self._mouse(32, last, below, "M")
        self._mouse(0, last, below, "m")

    def _mouse(self, button: int, column: int, line: int, end: str) -> None:
        os.write(self._here, f"\x1b[<{button};{column + 1};{line + 1}{end}".encode())

    def place_of(self, text: str) -> tuple[int, int]:
        """Where a text stands: column and line."""
        self.wait_for(text)
        for number, line in enumerate(self.screen.rows):
            if text in line:
                return line.index(text), number
        raise AssertionError(text)

    def wait_for(self, *texts: str) -> None:
        """Read until all texts are on the screen."""

        def all_there() -> bool:
            shown = self.text
            return all(text in shown for text in texts)

        self._until(all_there, f"{texts!r} did not come")

    def wait_for_match(self, pattern: str) -> None:
        """Read until a pattern is found on the screen."""
        self._until(lambda: re.search(pattern, self.text) is not None, f"{pattern!r} did not come")

    def wait_until_gone(self, text: str) -> None:
        """Read until a text is no longer on the screen."""
        self._until(lambda: text not in self.text, f"{text!r} did not go")

    def _until(self, true: Callable[[], bool], otherwise: str) -> None:
        end = time.monotonic() + _PATIENCE
        while not true():
            left = end - time.monotonic()
            assert left > 0, f"{otherwise}:\n{self.text}"
            self._read(left)

    def _read(self, patience: float) -> bool:
        """Read what has come, and what comes right behind it; False where nothing came in time."""
        data = b""
        while select.select([self._here], [], [], 0 if data else patience)[0]:
            try:
                data += (more := os.read(self._here, 65536))
            except OSError:
                break
            if not more:
                break
        self._stream.feed(_NOT_FOR_SHOW.sub("", self._decoder.decode(data)))
        return bool(data)

    def rest(self) -> None:
        """Read until the program rests: it computes nothing, and for longer than it puts off painting nothing came."""
        end = time.monotonic() + _PATIENCE
        while self._read(_FRAME) or self._is_at_work():
            assert time.monotonic() < end, f"it does not come to rest:\n{self.text}"

    def _is_at_work(self) -> bool:
        """Whether a thread of the program runs, would if a processor were free, or waits for the disk."""
        for thread in Path(f"/proc/{self._process.pid}/task").glob("*/stat"):
            with contextlib.suppress(OSError):  # the thread has ended meanwhile
                if thread.read_text().rpartition(")")[2].split()[0] in "RD":
                    return True
        return False

    def leave(self) -> int:
        """Leave by Ctrl+Q; gives the exit code."""
        self.press("ctrl+q")
        return self.ended()

    def ended(self) -> int:
        """Wait until it has ended; gives the exit code."""
        end = time.monotonic() + _PATIENCE
        while self._process.poll() is None and time.monotonic() < end:
            self._read(0.05)
        return self._process.wait(timeout=1)

    def kill(self) -> None:
        """Kill the program as a crash would."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def hang_up(self) -> None:
        """Close the window: the program is told, has nothing to draw on any more, and ends."""
        os.close(self._here)
        self._here = -1
        self._process.wait(timeout=_PATIENCE)

    def close(self) -> None:
        """Let go of it, running or not."""
        if self._process.poll() is None:
            self.kill()
        with contextlib.suppress(OSError):
            os.close(self._here)


@pytest.fixture
def terminal() -> Iterator[Callable[..., Terminal]]:
    """Starts the program: ``terminal(folder, 80, 24)``."""
    opened: list[Terminal] = []

    def start(folder: Path, columns: int, lines: int, *arguments: str) -> Terminal:
        opened.append(Terminal(folder, columns, lines, *arguments))
        return opened[-1]

    yield start
    for one in opened:
        one.close()


@pytest.fixture
def two_interviews(tmp_path, monkeypatch) -> Path:
    """A study of two of the example's interviews, which a colleague has imported."""
    files, study = example.example_files(), tmp_path / "study"
    shutil.copytree(files / "codebooks", study / "codebooks")
    (study / "transcripts").mkdir()
    shutil.copy(files / "study.yaml", study)
    shutil.copy(files / "transcripts" / "participants.csv", study / "transcripts")
    names = [name for name, _ in FILES.values()]
    for name in names:
        shutil.copy(files / "transcripts" / name, study / "transcripts")
    rows = (files / "transcripts" / "transcripts.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = "".join(row for row in rows if row.startswith(("file,", *names)))
    (study / "transcripts" / "transcripts.csv").write_text(kept, encoding="utf-8")
    monkeypatch.chdir(study)
    cli.main(["import", "transcripts", "--quiet", "--coder", "Owen"], standalone_mode=False)
    monkeypatch.setenv("WORKBENCH_CODER", "Ruth")
    return study

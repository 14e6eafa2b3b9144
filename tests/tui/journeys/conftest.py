"""The whole way from an empty folder to a Word file: somebody with nothing but a keyboard, or nothing but a mouse."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rich.cells import cell_len
from textual.geometry import Offset
from textual.pilot import Pilot

from workbench.tui.app import Workbench


class Hand:
    """What one does with keys or with the mouse, and what one sees then."""

    def __init__(self, pilot: Pilot, settle: Callable, shown: Callable, told: Callable) -> None:
        self.pilot, self.app = pilot, pilot.app
        self._settle, self._shown, self._told = settle, shown, told

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        await self.pilot.press(*keys)
        await self._settle(self.pilot)

    async def click(self, words: str, *, nth: int = 0, times: int = 1) -> None:
        """Click on the first letter of words that stand on the screen; ``nth`` of several such places."""
        found = [
            Offset(cell_len(line[:column]), row)
            for row, line in enumerate(self.page.splitlines())
            for column in range(len(line))
            if line.startswith(words, column)
        ]
        assert len(found) > nth, f"{words!r} is not on the screen:\n{self.page}"
        widget, region = self.app.screen.get_widget_at(*found[nth])
        # A click is given its widget here, not by its place: without one it counts as a click beside the box.
        await self.pilot.click(widget, offset=found[nth] - region.offset, times=times)
        await self._settle(self.pilot)

    @property
    def page(self) -> str:
        """What the terminal shows."""
        return self._shown(self.app)

    @property
    def told(self) -> str:
        """What notices say."""
        return self._told(self.app)

    @property
    def place(self) -> str:
        """Where one is."""
        return self.app.screen.PLACE


@pytest.fixture
def journey(tmp_path, incoming, monkeypatch, drive, settle, shown, told):
    """Starts the program in an empty folder; one's files lie in the home folder: ``journey(steps, size)``."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path))
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")

    def run(steps, size):
        drive(Workbench(), lambda pilot: steps(Hand(pilot, settle, shown, told)), size=size)

    return run

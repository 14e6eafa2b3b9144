"""The commands of the small boxes."""

from __future__ import annotations

from workbench.tui.command import Command

LEAVING = (Command("leaving.stay", ("escape",), "Stay", "Go on with the work."),)
"""While the program waits for what has to end before it does."""

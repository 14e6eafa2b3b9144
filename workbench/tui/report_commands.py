"""What can be done in the boxes of the report's room: its writers' choices."""

from __future__ import annotations

from workbench.tui.command import Command

REPORT_CHOICES = (
    Command("report-choices.save", ("ctrl+s",), "Save", "Write what you chose into report.yaml.", footer=True),
    Command("report-choices.close", ("escape",), "Close", "Go back; what is not saved is asked about.", footer=True),
)

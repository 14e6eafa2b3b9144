"""Writing the memos: which, and where to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Static

from workbench import report
from workbench.memos import Sifting
from workbench.progress import Tell
from workbench.study import Study
from workbench.tui.screens.file_box import FileBox, Wrote
from workbench.visible import one_line, plural


class MemoExport(FileBox):
    """Asks where to write the memos: as Word, or as Markdown where the name ends so.

    Args:
        study: The study.
        sifting: Which of them; none on safeguarding is ever written.
    """

    TITLE_OF_BOX = "Write the memos"
    ENDINGS = (".docx", ".md")

    def __init__(self, study: Study, sifting: Sifting) -> None:
        super().__init__(study)
        self._sifting = sifting

    def wanted(self) -> ComposeResult:
        """Which memos are written."""
        which = f"Only: {self._sifting.told}." if self._sifting.told else "All memos but those on safeguarding."
        yield Static(one_line(f"{which} The name ends in .docx for Word, in .md for Markdown."), markup=False)

    def default(self) -> Path:
        """A file in the folder for exports."""
        return report.memos_path(self.study)

    def writing(self, path: Path) -> tuple[str, Callable[[Tell], Message]]:
        """Write the memos."""
        study, only = self.study, self._sifting

        def job(tell: Tell) -> Message:
            done = report.write_memos(study, path, only)
            return Wrote(done.path, f"{plural(done.memos, 'memo')}.", done.notices)

        return "Write the memos", job

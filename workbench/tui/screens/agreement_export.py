"""Writing a comparison of coders: where to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Static

from workbench import report
from workbench.agreement.comparison import Comparison
from workbench.progress import Tell
from workbench.study import Study
from workbench.tui.screens.file_box import FileBox, Wrote
from workbench.visible import one_line, plural


class AgreementExport(FileBox):
    """Asks where the comparison is to be written.

    Args:
        study: The study.
        comparison: The comparison, as it is shown.
    """

    TITLE_OF_BOX = "Write the comparison as a Word file"

    def __init__(self, study: Study, comparison: Comparison) -> None:
        super().__init__(study)
        self._comparison = comparison

    def wanted(self) -> ComposeResult:
        """What it is of."""
        found = self._comparison
        who = ", ".join(map(one_line, found.coders))
        yield Static(f"{who}, by {found.frame.unit}: {plural(len(found.codes), 'code')}.", markup=False)

    def default(self) -> Path:
        """Where comparisons are written to."""
        return report.agreement_path(self.study)

    def writing(self, path: Path) -> tuple[str, Callable[[Tell], Message]]:
        """Write it."""
        study, comparison = self.study, self._comparison

        def job(tell: Tell) -> Message:
            tell(0, 1, path.name)
            done = report.write_agreement(study, path, comparison)
            return Wrote(done.path, f"{plural(done.codes, 'code')}.", done.notices)

        return "Write the comparison", job

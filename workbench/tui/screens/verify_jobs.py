"""Reading a report back from the screen: which file, what is found in it, and a commented copy of it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Static

from workbench.progress import Tell
from workbench.report.beside import CHECKLIST, NOTE
from workbench.report.verify import ENDINGS
from workbench.study import Study
from workbench.tui.screens.file_box import FileBox, Wrote
from workbench.tui.screens.pick_files import PickOne

if TYPE_CHECKING:
    from workbench.report.verify.verify import Verified

VERIFY = "Read the report back"


class ReadBack(Message):
    """What was found in a report."""

    def __init__(self, found: Verified) -> None:
        self.found = found
        super().__init__()


class PickReport(PickOne):
    """Picks the report that is read back; what is written beside one for the team is none."""

    TITLE_OF_BOX = "Verify a report: which file?"
    NOTHING_HERE = "There is no report here"
    ENDINGS: ClassVar[Collection[str]] = ENDINGS
    NOT_THESE = (NOTE, CHECKLIST)


def reading(study: Study, path: Path) -> Callable[[Tell], Message]:
    """What reads a report back, told how far it is."""

    def job(tell: Tell) -> Message:
        # What compares texts takes long to load, and only those who read a report back want it.
        from workbench.report.verify.verify import verify

        return ReadBack(verify(study, path, progress=tell))

    return job


class CommentsScreen(FileBox):
    """Asks where the commented copy is to be written.

    Args:
        study: The study.
        found: What was found in the report.
    """

    TITLE_OF_BOX = "Write a commented copy"

    def __init__(self, study: Study, found: Verified) -> None:
        super().__init__(study)
        self._found = found

    def wanted(self) -> ComposeResult:
        """What it will be."""
        said = "A copy of the report with what was found in its margin. Other people's comments stay; the report itself"
        yield Static(f"{said} is not touched.", classes="hint", markup=False)

    def default(self) -> Path:
        """Beside the program's own reports, called as the report is."""
        return self.study.exports / f"{self._found.path.stem}-verified.docx"

    def writing(self, path: Path) -> tuple[str, Callable[[Tell], Message]]:
        """Write it."""
        study, found = self.study, self._found

        def job(_: Tell) -> Message:
            from workbench.report.verify.commented import write_commented

            told = write_commented(study, found, path)
            return Wrote(path, "The report with comments on what should be looked at.", (told,) if told else ())

        return "Write the commented copy", job

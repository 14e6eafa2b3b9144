"""The copy of a report that is sent to somebody outside: of which file, and where to."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Static

from workbench.progress import Tell
from workbench.study import Study
from workbench.tui.commands import key_of
from workbench.tui.screens.file_box import FileBox, Wrote
from workbench.tui.screens.verify_jobs import PickReport
from workbench.tui.widgets.progress import ProgressScreen
from workbench.visible import one_line, plural

if TYPE_CHECKING:
    from textual.app import App

    from workbench.report.before_sending import ReadBack

_WHAT = (
    "It reads as the file does with all changes accepted, and holds nothing that a reader does not see: no comments, "
    "tracked changes, hidden text, marks, names of people or properties. The file itself is not touched."
)


READ_BACK = "Read it back"


class WasRead(Message):
    """What reading a report back found, whose copy is to be sent."""

    def __init__(self, source: Path, back: ReadBack) -> None:
        self.source, self.back = source, back
        super().__init__()


class PickToSend(PickReport):
    """Picks the file of which a copy is made."""

    TITLE_OF_BOX = "A copy to send: of which file?"
    ENDINGS: ClassVar[Collection[str]] = (".docx",)


def begin(app: App[None], study: Study, wrote: Callable[[Wrote | None], None]) -> None:
    """Ask of which file and where to, and write the copy.

    Args:
        app: The app.
        study: The study.
        wrote: Told what was written; None where nothing was.
    """

    def read(answer: Message | None) -> None:
        if isinstance(answer, WasRead):
            app.push_screen(CleanScreen(study, answer.source, answer.back), wrote)

    def picked(paths: list[Path] | None) -> None:
        if paths:
            progress = ProgressScreen(READ_BACK, _reading(study, paths[0]), cancelled="nothing was written")
            app.push_screen(progress, read)

    app.push_screen(PickToSend(study.exports if study.exports.is_dir() else study.folder), picked)


def _reading(study: Study, source: Path) -> Callable[[Tell], Message]:
    def job(tell: Tell) -> Message:
        # It loads what reads Word files, and only those who send a report want that.
        from workbench.report.before_sending import read_before_sending

        return WasRead(source, read_before_sending(study, source, progress=tell))

    return job


class CleanScreen(FileBox):
    """Tells what reading the file back found, asks where the copy goes, and writes it.

    Args:
        study: The study.
        source: The file of which it is made.
        back: What reading it back found.
    """

    TITLE_OF_BOX = "A copy to send"

    def __init__(self, study: Study, source: Path, back: ReadBack) -> None:
        super().__init__(study)
        self._source, self._back = source, back

    def wanted(self) -> ComposeResult:
        """What it will be."""
        yield Static(f"A copy of {one_line(self._source.name)}.", markup=False)
        for told in self._back.told:
            yield Static(f"{'×' if self._back.faults else '!'} {one_line(told)}", classes="told", markup=False)
        if self._back.quotations and not self._back.faults:
            many = plural(self._back.quotations, "quotation")
            yield Static(f"Read back: {many}, none of which must not stay so.", markup=False)
        yield Static(_WHAT, classes="hint", markup=False)

    def default(self) -> Path:
        """Where the program writes reports, called as the file is."""
        return self.study.exports / f"{self._source.stem} to send.docx"

    def doubts(self) -> str:
        """What was found in it, or that nobody could look."""
        if not self._back.is_doubtful:
            return ""
        where = f"{key_of('report.verify')} in the report room shows where." if self._back.was_read else ""
        return "\n".join(filter(None, (*self._back.told, where)))

    def writing(self, path: Path) -> tuple[str, Callable[[Tell], Message]]:
        """Write it."""
        study, source = self.study, self._source

        def job(tell: Tell) -> Message:
            from workbench.office.cleaning_copy import write_clean_copy

            if path.parent == study.exports:
                study.exports.mkdir(exist_ok=True)
            done = write_clean_copy(source, path, progress=tell)
            taken = [f"{kind}: {number:,}" for kind, number in done.taken_out.items()]
            said = f"A copy of {source.name}, to be sent. " + (
                "Taken out:" if taken else "Nothing had to be taken out."
            )
            return Wrote(done.path, said, (*done.told, *taken))

        return "Make the copy to send", job

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
from workbench.tui.screens.file_box import FileBox, Wrote
from workbench.tui.screens.pick_files import PickOne
from workbench.visible import one_line

if TYPE_CHECKING:
    from textual.app import App

_WHAT = (
    "It reads as the file does with all changes accepted, and holds nothing that a reader does not see: no comments, "
    "tracked changes, hidden text, marks, names of people or properties. The file itself is not touched."
)


class PickToSend(PickOne):
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

    def picked(paths: list[Path] | None) -> None:
        if paths:
            app.push_screen(CleanScreen(study, paths[0]), wrote)

    app.push_screen(PickToSend(study.exports if study.exports.is_dir() else study.folder), picked)


class CleanScreen(FileBox):
    """Asks where the copy goes, and writes it.

    Args:
        study: The study.
        source: The file of which it is made.
    """

    TITLE_OF_BOX = "A copy to send"

    def __init__(self, study: Study, source: Path) -> None:
        super().__init__(study)
        self._source = source

    def wanted(self) -> ComposeResult:
        """What it will be."""
        yield Static(f"A copy of {one_line(self._source.name)}.", markup=False)
        yield Static(_WHAT, classes="hint", markup=False)

    def default(self) -> Path:
        """Where the program writes reports, called as the file is."""
        return self.study.exports / f"{self._source.stem} to send.docx"

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

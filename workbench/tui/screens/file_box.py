"""A box that asks where to write a Word file, and writes it with progress."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Button, Input, Label, Static

from workbench import report
from workbench.errors import Refused
from workbench.progress import Tell
from workbench.study import Study
from workbench.tui import work
from workbench.tui.commands import bindings_of
from workbench.tui.screens.dialog import Dialog
from workbench.tui.screens.question import Question, WriteQuestion
from workbench.tui.widgets.line import Line
from workbench.tui.widgets.progress import ProgressScreen
from workbench.visible import one_line

_LOOK = "Look where the file is to be"


class Wrote(Message):
    """A file was written.

    Attributes:
        path: The file.
        told: What stands in it, in a sentence.
        notices: What its writer should know.
    """

    def __init__(self, path: Path, told: str, notices: tuple[str, ...]) -> None:
        self.path, self.told, self.notices = path, told, notices
        super().__init__()


class Looked(Message):
    """What stands at the path that was typed."""

    def __init__(self, typed: str, place: report.Place) -> None:
        self.typed, self.place = typed, place
        super().__init__()


class ToWrite(Looked):
    """The same, for whoever wants to write there.

    Attributes:
        replaced: The files that are there and would be replaced.
    """

    def __init__(self, typed: str, place: report.Place, replaced: tuple[Path, ...]) -> None:
        self.replaced = replaced
        super().__init__(typed, place)


class FileBox(Dialog[Wrote | None]):
    """Asks what to write and where to, and writes it; gives what was written, or None.

    Args:
        study: The study.

    Attributes:
        TITLE_OF_BOX: What stands in its border.
        ENDINGS: What the file's name may end in.
    """

    PLACE = "export"
    TITLE_OF_BOX: ClassVar[str] = "Write a Word file"
    ENDINGS: ClassVar[tuple[str, ...]] = (".docx",)
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("export"))

    def __init__(self, study: Study) -> None:
        super().__init__()
        self.study = study
        self._suggested = ""

    @abstractmethod
    def wanted(self) -> ComposeResult:
        """The fields above the path."""

    @abstractmethod
    def default(self) -> Path:
        """Where the file is written to unless somebody types otherwise; asked before the fields are there, too."""

    def endings(self) -> tuple[str, ...]:
        """What the file's name may end in, by what is to be written."""
        return self.ENDINGS

    def refuse(self) -> Callable[[], None]:
        """What refuses to write, asked before it is asked whether a file is to be replaced."""
        return lambda: None

    def doubts(self) -> str:
        """What speaks against writing it, about which is asked once more; empty where nothing does."""
        return ""

    def beside(self, path: Path) -> tuple[Path, ...]:
        """The files that are written with the one that was asked for."""
        return ()

    @abstractmethod
    def writing(self, path: Path) -> tuple[str, Callable[[Tell], Message]]:
        """What is done, in words, and what does it."""

    def compose(self) -> ComposeResult:
        """What, a path, two buttons."""
        self._suggested = self._relative(self.default())
        with Vertical(classes="dialog small", id="export") as box:
            box.border_title = self.TITLE_OF_BOX
            yield from self.wanted()
            yield Label("File, from the study's folder")
            yield Line(self._suggested, id="path")
            yield Static("", id="where", classes="hint", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Cancel", id="cancel")
                yield Button("Write", variant="primary", id="write")

    def on_mount(self) -> None:
        """The keyboard is on the path."""
        self.query_one("#path").focus()

    def _relative(self, path: Path) -> str:
        return str(path.relative_to(self.study.folder))

    @property
    def typed(self) -> str:
        """The path as it was typed."""
        return self.query_one("#path", Line).value

    def suggest(self) -> None:
        """Suggest another file, unless another was typed: something else is to be written."""
        line = self.query_one("#path", Line)
        if line.value == self._suggested:
            line.value = self._suggested = self._relative(self.default())
        self._look()

    @on(Input.Changed, "#path")
    def _look(self) -> None:
        """Find out what stands where the file is to be."""
        study, typed, endings = self.study, self.typed, self.endings()

        def job() -> Message:
            return Looked(typed, report.place_typed(study, typed, endings=endings))

        work.start(self, _LOOK, job, only_reads=True)

    @on(Looked)
    def _tell_where(self, message: Looked) -> None:
        if message.typed == self.typed:
            place = message.place
            there = " (is there already; you are asked before it is replaced)" if place.is_there else ""
            said = place.trouble or f"{place.path}{there}"
            line = self.query_one("#where", Static)
            line.update(one_line(said))
            line.set_class(bool(place.trouble), "-faulty")

    @on(Input.Submitted)
    @on(Button.Pressed, "#write")
    def action_write(self) -> None:
        """Write; asks before a file that is there is replaced."""
        study, typed, endings, refuse, beside = self.study, self.typed, self.endings(), self.refuse(), self.beside

        def job() -> Message:
            # Others may have written there since it was typed.
            place = report.place_typed(study, typed, endings=endings)
            if place.is_there and not place.trouble:
                # Said before anybody is asked whether a file is to be replaced; else the writing itself says it.
                try:
                    refuse()
                except Refused as error:
                    place = place._replace(trouble=f"{error.message} {error.hint}")
            there = [one for one in beside(place.path) if not place.trouble and one.exists()]
            return ToWrite(typed, place, (*([place.path] if place.is_there else []), *there))

        work.start(self, _LOOK, job, only_reads=True)

    @on(ToWrite)
    def _ask(self, message: ToWrite) -> None:
        path, _, trouble = message.place
        replaced = message.replaced
        if message.typed != self.typed or not self.is_current:
            return
        if trouble:
            self._tell_where(message)
            self.query_one("#path").focus()
        elif replaced:
            files, them = ("file", "it") if len(replaced) == 1 else ("files", "them")
            first, *more = replaced
            names = ", ".join([str(first), *(one.name for one in more)])
            there = f"{names} {'are' if more else 'is'} there already. Writing replaces {them}."
            question = Question(f"Replace the {files}", there, yes="Replace")
            self.app.push_screen(question, lambda sure: self._write_if_sure(path) if sure else None)
        else:
            self._write_if_sure(path)

    def _write_if_sure(self, path: Path) -> None:
        if doubts := self.doubts():
            question = WriteQuestion(self.TITLE_OF_BOX, doubts)
            self.app.push_screen(question, lambda sure: self._write(path) if sure else None)
        else:
            self._write(path)

    def _write(self, path: Path) -> None:
        self.app.push_screen(ProgressScreen(*self.writing(path)), self._ended)

    def _ended(self, done: Message | None) -> None:
        # Where it failed or was cancelled the form stays, so that another path can be tried.
        if isinstance(done, Wrote):
            self.dismiss(done)

    @on(Button.Pressed, "#cancel")
    def action_close(self) -> None:
        """Close without writing."""
        self.dismiss(None)

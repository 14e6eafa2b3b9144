"""A sample handed out: to whom, where to and as what; what would be written is shown before it is."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Button, Input, Label, Select, Static

from workbench import opening
from workbench.agreement.sample_list import SampleFound
from workbench.errors import WorkbenchError
from workbench.opening import handing_out
from workbench.opening.handing_out import HandedOut, ToHandOut
from workbench.progress import Tell
from workbench.study import Study, same_coder
from workbench.tui import work
from workbench.tui.commands import bindings_of, key_of
from workbench.tui.screens.dialog import Dialog
from workbench.tui.screens.file_box import Wrote
from workbench.tui.widgets.drop_down import DropDown
from workbench.tui.widgets.line import Line
from workbench.tui.widgets.progress import ProgressScreen
from workbench.visible import one_line, plural, visible

_AS = (
    ("a study of its own, to be opened with workbench", False),
    ("Word files, for somebody who notes codes in comments", True),
)
_NOTHING_ELSE = (
    "Nothing else is in it: no other transcript, no coding, theme, memo or step, and of the participants nothing but "
    "what they say."
)


class Planned(Message):
    """What would be written, or what stands in its way."""

    def __init__(self, wanted: tuple[str, bool], plan: ToHandOut | None, trouble: str = "") -> None:
        self.wanted, self.plan, self.trouble = wanted, plan, trouble
        super().__init__()


class Checked(Message):
    """What stands in the way of a folder that was typed; empty where nothing does."""

    def __init__(self, typed: str, folder: Path, trouble: str) -> None:
        self.typed, self.folder, self.trouble = typed, folder, trouble
        super().__init__()


class HandOutBox(Dialog[Wrote | None]):
    """Hands a sample out; gives what was written, and what is to be done next.

    Args:
        study: The study.
        sample: A sample that is open.
    """

    PLACE = "hand-out"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("hand-out"))
    AUTO_FOCUS = "#hand-out-folder"

    def __init__(self, study: Study, sample: SampleFound) -> None:
        super().__init__()
        self.study, self._sample = study, sample
        # Whoever hands it out codes here.
        self._coders = sorted(sample.coders, key=lambda name: same_coder(name, study.coder))
        self._suggested = self._suggestion(self._coders[0])

    @staticmethod
    def _suggestion(coder: str) -> str:
        return str(opening.folder_named(f"for {coder}", Path.home()))

    def compose(self) -> ComposeResult:
        """Three fields, what would be written, two buttons."""
        people = [(Text(one_line(name)), name) for name in self._coders]
        with Vertical(classes="dialog", id="hand-out") as box:
            box.border_title = "Hand out"
            with Vertical(classes="form"):
                yield Label("To whom")
                yield DropDown(people, value=self._coders[0], allow_blank=False, compact=True, id="hand-out-coder")
                yield Label("As")
                yield DropDown(_AS, value=False, allow_blank=False, compact=True, id="hand-out-as")
                yield Label("Folder: one that is empty, or not there yet")
                yield Line(self._suggested, id="hand-out-folder")
                yield Static("", id="hand-out-where", classes="hint", markup=False)
            with Vertical(classes="pane", id="hand-out-plan") as pane:
                pane.border_title = "What would be written"
                with VerticalScroll():
                    yield Static("…", id="hand-out-files", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Cancel", id="cancel", compact=True)
                yield Button("Hand out", variant="primary", id="write", compact=True)

    def on_mount(self) -> None:
        """Find what would be written."""
        super().on_mount()
        self._plan()

    @property
    def _typed(self) -> str:
        return self.query_one("#hand-out-folder", Line).value

    @property
    def _wanted(self) -> tuple[str, bool]:
        coder, docx = (self.query_one(f"#hand-out-{name}", DropDown).value for name in ("coder", "as"))
        return str(coder), bool(docx)

    @on(Select.Changed)
    def _plan(self) -> None:
        """Find what would be written; another coder's folder is suggested, unless one was typed."""
        study, sample, wanted = self.study, self._sample.name, self._wanted
        line, suggestion = self.query_one("#hand-out-folder", Line), self._suggestion(wanted[0])
        if line.value == self._suggested:
            line.value = self._suggested = suggestion

        def job() -> Message:
            try:
                return Planned(wanted, handing_out.to_hand_out(study, wanted[0], sample=sample, docx=wanted[1]))
            except WorkbenchError as error:
                return Planned(wanted, None, f"{error.message} {error.hint}".strip())

        work.start(self, "Find what would be written", job, only_reads=True)
        self._check()

    @on(Planned)
    def _show_plan(self, message: Planned) -> None:
        if message.wanted != self._wanted:
            return
        shown = self.query_one("#hand-out-files", Static)
        shown.set_class(message.plan is None, "-faulty")
        if message.plan is None:
            shown.update(visible(message.trouble))
            return
        lines = [*message.plan.files]
        lines += [] if message.wanted[1] else ["and a database with the sample alone"]
        lines += ["", _NOTHING_ELSE]
        if self._sample.asked.turns is not None:
            lines.append("Of each transcript all is in it, also where a stretch was drawn.")
        lines += [f"! {notice}" for notice in message.plan.notices]
        shown.update(visible("\n".join(lines)))

    @on(Input.Changed)
    def _check(self) -> None:
        """Look whether the folder can take it."""
        study, typed, docx = self.study, self._typed, self._wanted[1]

        def job() -> Message:
            folder = opening.folder_typed(typed)
            try:
                handing_out.check_folder(study, folder, docx=docx)
            except WorkbenchError as error:
                return Checked(typed, folder, f"{error.message} {error.hint}".strip())
            return Checked(typed, folder, "" if typed.strip() else "Name a folder.")

        work.start(self, "Look at the folder", job, only_reads=True)

    @on(Checked)
    def _tell_where(self, message: Checked) -> None:
        if message.typed == self._typed:
            where = self.query_one("#hand-out-where", Static)
            where.update(one_line(message.trouble or f"It will lie in {message.folder}"))
            where.set_class(bool(message.trouble), "-faulty")

    @on(Input.Submitted)
    @on(Button.Pressed, "#write")
    def action_write(self) -> None:
        """Write it."""
        if not self._typed.strip():
            self.query_one("#hand-out-folder").focus()
            return
        study, sample, (coder, docx) = self.study, self._sample.name, self._wanted
        folder = opening.folder_typed(self._typed)

        def job(tell: Tell) -> Message:
            return _written(handing_out.hand_out(study, folder, coder, sample=sample, docx=docx, progress=tell))

        progress = ProgressScreen("Hand out", job, cancelled="nothing stays written")
        self.app.push_screen(progress, self._ended)

    def _ended(self, done: Message | None) -> None:
        # Where it failed or was cancelled the form stays, so that another folder can be tried.
        if isinstance(done, Wrote):
            self.dismiss(done)

    @on(Button.Pressed, "#cancel")
    def action_close(self) -> None:
        """Close without writing."""
        self.dismiss(None)


def _written(done: HandedOut) -> Wrote:
    told = f"“{done.sample}” for {done.coder}: {plural(len(done.transcripts), 'transcript')}."
    return Wrote(done.folder, told, (*_what_next(done), *done.notices))


def _what_next(done: HandedOut) -> tuple[str, ...]:
    """What whoever handed a sample out is to do, and to tell its coder; packs are a matter of the command line."""
    if done.as_docx:
        return (
            f"{done.coder} marks words in Word and writes a code's id or name in a comment, a note below it.",
            "When the files come back, the command line takes them in: unpack, the files, and whose they are.",
        )
    finish = f"{key_of('app.samples')} {key_of('samples.finish')}"
    return (
        f"Hand over the whole folder. {done.coder} opens it with workbench, codes, says what is finished: {finish}.",
        "Then the command line writes what they did into the folder codings there (pack), which comes back to you.",
        "Here the command line takes it in (unpack), and the sample can be revealed.",
    )

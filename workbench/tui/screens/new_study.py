"""A new study: a form, and the study when it is filled in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Input, Static

from workbench import opening
from workbench.settings import Fault, StudySettings
from workbench.tui import work
from workbench.tui.commands import bindings_of, key_of
from workbench.tui.screens.form_screen import FormScreen
from workbench.tui.widgets.form import ModelForm
from workbench.tui.widgets.form_fields import TextField
from workbench.visible import visible

_ASKED = ("title", "folder", "coder", "mode", "waves", "roles", "interviewers")
_NAMED = "Named from the title, unless you name it."


class Prepared(Message):
    """What the form begins with."""

    def __init__(self, usual: StudySettings, coder: str) -> None:
        self.usual, self.coder = usual, coder
        super().__init__()


class Faulty(Message):
    """What stands in the way of making the study."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = faults
        super().__init__()


class Made(Message):
    """The study is there; ``notices`` is what the user should be told."""

    def __init__(self, folder: Path, notices: Sequence[str]) -> None:
        self.folder, self.notices = folder, notices
        super().__init__()


class NewStudyScreen(FormScreen):
    """Title, folder, who codes, mode, waves, roles and interviewers of a new study."""

    PLACE = "new"
    SAVE = "Make the study"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("new"))

    def compose(self) -> ComposeResult:
        """A frame; the form comes when it is known what it begins with."""
        with Vertical(classes="dialog whole", id="new-study") as box:
            box.border_title = "New study"
            yield VerticalScroll(
                Static(f"All of this can be changed later: {key_of('app.settings')}.", classes="hint"),
            )
            yield Static("", id="problem", markup=False)
            yield from self.buttons()

    def on_mount(self) -> None:
        """Find out what it begins with."""

        def job() -> Message:
            return Prepared(opening.usual_settings(), opening.usual_coder())

        work.start(self, "Begin a new study", job)

    @on(Prepared)
    async def _show(self, message: Prepared) -> None:
        self._folder = TextField("folder", _NAMED, "")
        coder = TextField("coder", "The name you code under in this study.", message.coder, label="Who is coding")
        coder.guessed()
        self._form = ModelForm(message.usual, only=_ASKED, own=(self._folder, coder))
        await self.query_one(VerticalScroll).mount(self._form)
        self._form.field("title").enter()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """The folder is named from the title until the user names it."""
        field = next((node for node in event.input.ancestors if isinstance(node, TextField)), None)
        if field is None or field.key not in ("title", "folder"):
            return
        if field.key == "title" and not self._folder.changed:
            self._folder.show(opening.folder_named(event.value, Path()).name if event.value.strip() else "")
        named = str(self._folder.value)
        self._folder.explain(f"It will lie in {opening.folder_typed(named)}" if named else _NAMED)

    def action_save(self) -> None:
        """Make the study and open it."""
        if not self.query(ModelForm):
            return  # it is not known yet what it begins with
        form = self._form
        values, coder, named = form.values(), str(form.field("coder").value), str(self._folder.value)

        def job() -> Message:
            if faults := opening.faults_of_new(named, values, coder=coder):
                return Faulty(faults)
            folder = opening.folder_typed(named)
            return Made(folder, opening.begin_study(folder, values, coder=coder))

        work.start(self, "Make the study", job)

    @on(Faulty)
    def _faulty(self, message: Faulty) -> None:
        if (first := self._form.say(message.faults)) is not None:
            first.enter()

    @on(work.Failed)
    def _failed(self, message: work.Failed) -> None:
        message.stop()
        self.query_one("#problem", Static).update(visible(f"Not done: {message.message} {message.hint}"))

    @on(Made)
    def _made(self, message: Made) -> None:
        for notice in message.notices:
            self.app.notify(notice, title="New study", timeout=12)
        self.dismiss()
        self.workbench.open_study(message.folder)

"""Settings: what holds for everybody in the study, and what belongs to the user; a form for every setting."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Static, TabbedContent, TabPane

from workbench import opening
from workbench.errors import WorkbenchError
from workbench.folder import STUDY_FILE
from workbench.settings import (
    StudySettings,
    UserSettings,
    read_study_settings,
    read_user_settings,
    user_file,
    write_user_settings,
    write_user_study,
)
from workbench.study import Study, outranked, who_codes
from workbench.tui import work
from workbench.tui.commands import bindings_of
from workbench.tui.screens.form_screen import FormScreen
from workbench.tui.screens.own_keys import OwnKeysScreen
from workbench.tui.widgets.form import ModelForm
from workbench.visible import visible

_KEPT_BY_THE_PROGRAM = ("recent", "import_folder", "studies", "keys")
"""What has no field: the program keeps it itself, or a box of its own changes it."""


@dataclass(frozen=True)
class Standing:
    """The settings as they stand in the files; ``study`` is None where none is open."""

    study: StudySettings | None
    user: UserSettings


class SettingsRead(Message):
    """What stands in the files."""

    def __init__(self, standing: Standing) -> None:
        self.standing = standing
        super().__init__()


class SettingsSaved(Message):
    """What was changed stands in the files; ``saved`` is that, form by form."""

    def __init__(self, standing: Standing, saved: list[dict[str, Any]]) -> None:
        self.standing, self.saved = standing, saved
        super().__init__()


class SettingsNotSaved(Message):
    """Why it was not saved, and what stands in the files now."""

    def __init__(self, message: str, hint: str, standing: Standing) -> None:
        self.message, self.hint, self.standing = message, hint, standing
        super().__init__()


class SettingsScreen(FormScreen):
    """Two tabs: the study's settings, and the user's own."""

    PLACE = "settings"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("settings"))

    def __init__(self) -> None:
        super().__init__()
        self._study_form: ModelForm | None = None
        self._here_form: ModelForm | None = None
        self._user_form: ModelForm | None = None

    def compose(self) -> ComposeResult:
        """An empty frame; the forms come when the files are read."""
        with Vertical(classes="dialog whole", id="settings") as box:
            box.border_title = "Settings"
            yield TabbedContent()
            yield Static("", id="problem", markup=False)
            yield from self.buttons()

    def on_mount(self) -> None:
        """Read the files."""
        study = self.workbench.study
        work.start(self, "Read the settings", lambda: SettingsRead(_standing(study)), only_reads=True)

    @on(work.Failed)
    def _not_read(self) -> None:
        # It goes on to the app, which says it.
        if self._user_form is None:
            self.dismiss()

    def action_keys(self) -> None:
        """Change keys."""
        self.app.push_screen(OwnKeysScreen())

    @on(SettingsRead)
    async def _show(self, message: SettingsRead) -> None:
        standing, study = message.standing, self.workbench.study
        tabs = self.query_one(TabbedContent)
        if standing.study is not None:
            self._study_form = ModelForm(standing.study)
            where = Static(
                f"They hold for everybody who works on this study: {STUDY_FILE}", classes="hint", markup=False
            )
            await tabs.add_pane(TabPane("This study", VerticalScroll(where, self._study_form), id="this-study"))
        self._user_form = ModelForm(standing.user, without=_KEPT_BY_THE_PROGRAM)
        if standing.study is not None and standing.study.id is not None and study is not None:
            self._here_form = ModelForm(standing.user.for_study(standing.study.id))
        await tabs.add_pane(TabPane("You", id="you"))
        if standing.study is None:
            await self._fill_yours()
        self._forms()[0].query("Line, Choices").first().focus()

    @on(TabbedContent.TabActivated, pane="#you")
    async def _fill_yours(self) -> None:
        # Only when one goes there: most come for the other tab, and every field costs time.
        if self._user_form is None or self._user_form.is_attached:
            return
        parts = [Static(visible(f"They are yours alone: {user_file()}"), classes="hint", markup=False)]
        if self._here_form is not None and self.workbench.study is not None:
            now = f"In this study – you code as {self.workbench.study.coder} now"
            parts.append(Static(visible(now), classes="heading", markup=False))
        headed: list[Any] = [*parts, self._here_form, Static("In every study", classes="heading"), self._user_form]
        pane = self.query_one("#you", TabPane)
        await pane.mount(VerticalScroll(*(one for one in headed if one is not None)))

    def _forms(self) -> list[ModelForm]:
        return [form for form in (self._study_form, self._here_form, self._user_form) if form is not None]

    def action_save(self) -> None:
        """Write what was changed, each setting in its place in its file."""
        if not self.unsaved:
            self.dismiss()
            return
        faulty = [field for form in self._forms() if (field := form.say(form.faults())) is not None]
        if faulty:
            pane = next(node for node in faulty[0].ancestors if isinstance(node, TabPane))
            self.query_one(TabbedContent).active = str(pane.id)
            faulty[0].call_after_refresh(faulty[0].enter)
            return
        study, forms = self.workbench.study, (self._study_form, self._here_form, self._user_form)
        asked = [(form.changes(), form.shown) if form is not None else ({}, None) for form in forms]

        def job() -> Message:
            try:
                _write(study, asked)
            except WorkbenchError as error:
                return SettingsNotSaved(error.message, error.hint, _standing(study))
            return SettingsSaved(_standing(study), [changes for changes, _ in asked])

        work.start(self, "Save the settings", job)

    @on(SettingsNotSaved)
    def _not_saved(self, message: SettingsNotSaved) -> None:
        self.query_one("#problem", Static).update(visible(f"Not saved: {message.message} {message.hint}"))
        self._take(message.standing)

    def _take(self, standing: Standing) -> None:
        if self._study_form is not None and standing.study is not None:
            self._study_form.take(standing.study)
            if self._here_form is not None:
                self._here_form.take(standing.user.for_study(standing.study.id))
        if self._user_form is not None:
            self._user_form.take(standing.user)

    @on(SettingsSaved)
    def _saved(self, message: SettingsSaved) -> None:
        names = [key for changes in message.saved for key in changes]
        self.app.theme = message.standing.user.look
        study, settings = self.workbench.study, message.standing.study
        coders = [changes["coder"] for changes in message.saved if "coder" in changes]
        other = outranked(coders[0] if coders else "", settings or StudySettings(), message.standing.user)
        self.app.notify(f"Saved: {', '.join(names)}. {other}".strip(), markup=False, timeout=10 if other else None)
        for form, changes in zip((self._study_form, self._here_form, self._user_form), message.saved, strict=True):
            if form is not None:
                form.settle(changes)
        if self.unsaved:
            # Something was filled in while it was saved: that is not on the disk, and the box stays open for it.
            self._take(message.standing)
        else:
            self.dismiss()
        if study is None or settings is None:
            return
        if "database" in names or settings.id != study.settings.id:
            self.workbench.open_study(study.folder)
            return
        coder = who_codes(None, settings, message.standing.user) if "coder" in names else study.coder
        self.workbench.take_up(replace(study, settings=settings, coder=coder))


def _standing(study: Study | None) -> Standing:
    settings = read_study_settings(study.folder / STUDY_FILE) if study is not None else None
    return Standing(settings, read_user_settings())


def _write(study: Study | None, asked: list[tuple[dict[str, Any], Any]]) -> None:
    (of_study, study_shown), (here, here_shown), (of_user, user_shown) = asked
    if of_study and study is not None:
        opening.change_settings(study, of_study, shown=study_shown)
    if here and study is not None and study_shown.id is not None:
        write_user_study(study_shown.id, here, shown=here_shown)
    if of_user:
        write_user_settings(of_user, shown=user_shown)

"""Forms for a theme: what it is called and says; how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Input, Label, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from workbench import themes
from workbench.study import Study
from workbench.themes import Theme
from workbench.tui import work
from workbench.tui.commands import bindings_of
from workbench.tui.screens.dialog import Dialog
from workbench.tui.screens.question import Question
from workbench.visible import one_line, visible

if TYPE_CHECKING:
    from workbench.tui.app import Workbench

_FIELDS = {
    "concept": "Central organising concept: the one idea that holds it together",
    "definition": "What the theme says",
    "includes": "What belongs to it",
    "excludes": "What does not",
}
_STATUSES = {
    "candidate": "a first idea",
    "reviewed": "held against extracts and interviews",
    "defined": "held against what contradicts it",
}


class Saved(Message):
    """A theme was written."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        super().__init__()


class NoteWanted(Message):
    """The theme cannot be *defined* before somebody says where voices against it were looked for."""


class ThemeForm(Dialog[Theme | None]):
    """Makes a theme or describes one; gives it as it is then, or None where nothing was written.

    The form stays open when what is written cannot be, so that nothing has to be typed again.

    Args:
        theme: The theme to describe; None makes one.
        parent: The theme that a new one becomes a subtheme of.
    """

    PLACE = "theme-form"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("theme-form"))

    def __init__(self, theme: Theme | None, *, parent: Theme | None = None) -> None:
        super().__init__()
        self._theme, self._above = theme, parent

    def compose(self) -> ComposeResult:
        """The name, then the longer texts."""
        with Vertical(classes="dialog", id="theme-form") as box:
            box.border_title, box.border_subtitle = Content(self._title()), "Ctrl+S saves · Esc closes"
            with VerticalScroll(can_focus=False):
                yield Label("Name")
                yield Input(self._theme.name if self._theme else "", id="name")
                for name, label in _FIELDS.items():
                    yield Label(label, markup=False)
                    text = getattr(self._theme, name) if self._theme else ""
                    yield TextArea(text, id=name, tab_behavior="focus")
            yield Static("", id="trouble", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Cancel", id="cancel")
                yield Button("Save", variant="primary", id="save")

    def _title(self) -> str:
        if self._theme is not None:
            return f"The theme “{one_line(self._theme.name)}”"
        return f"New subtheme of “{one_line(self._above.name)}”" if self._above else "New theme"

    def _changed(self) -> dict[str, str]:
        """The fields that say something else than before."""
        said = {"name": self.query_one("#name", Input).value.strip()}
        said |= {name: self.query_one(f"#{name}", TextArea).text.strip() for name in _FIELDS}
        return {
            name: text for name, text in said.items() if text != (getattr(self._theme, name) if self._theme else "")
        }

    @on(Input.Submitted)
    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Write the theme; the form closes when it is on the disk."""
        changed, theme, study = self._changed(), self._theme, _study_of(self)
        if theme is not None and not changed:
            self.dismiss(None)
            return
        parent = str(self._above.id) if self._above else None

        def job() -> Message:
            if theme is not None:
                return Saved(themes.edit(study, theme, fields=changed))
            fields = {name: text for name, text in changed.items() if name != "name"}
            return Saved(themes.add(study, changed.get("name", ""), fields=fields, parent=parent))

        work.start(self, "Save the theme", job)

    @on(Button.Pressed, "#cancel")
    def action_close(self) -> None:
        """Close; asks where something was written."""
        if not self._changed():
            self.dismiss(None)
            return
        question = Question(
            "Close the form", "What you have written here would be lost.", yes="Close", no="Go on writing"
        )
        self.app.push_screen(question, self._close_if)

    def _close_if(self, sure: bool | None) -> None:
        if sure:
            self.dismiss(None)

    @on(Saved)
    def _saved(self, message: Saved) -> None:
        self.dismiss(message.theme)

    @on(work.Failed)
    def _failed(self, message: work.Failed) -> None:
        message.stop()
        _say_trouble(self, message)


class StatusForm(Dialog[Theme | None]):
    """Says how far a theme is; gives the theme as it is then, or None."""

    PLACE = "theme-status"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("theme-status"))

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def compose(self) -> ComposeResult:
        """The three statuses, and the note that nothing against it was found."""
        theme = self._theme
        with Vertical(classes="dialog small", id="theme-status") as box:
            box.border_title = Content(f"How far is “{one_line(theme.name)}”?")
            yield OptionList(*(_option(name, theme.status) for name in themes.STATUSES), markup=False)
            yield Label("Searched for voices against it, and found none: where did you look?", markup=False)
            if theme.none_found:
                yield Static(visible(theme.none_found), classes="hint", markup=False)
            yield Input(placeholder="e.g. all parents' interviews at T1 and T2", id="note")
            yield Static("", id="trouble", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Cancel", id="cancel")
                yield Button("Save", variant="primary", id="save")

    def on_mount(self) -> None:
        """The keyboard is on the present status."""
        options = self.query_one(OptionList)
        options.highlighted = themes.STATUSES.index(self._theme.status)
        options.focus()

    @on(OptionList.OptionSelected)
    @on(Input.Submitted)
    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Write status and note."""
        theme, study = self._theme, _study_of(self)
        status = themes.STATUSES[self.query_one(OptionList).highlighted or 0]
        note = self.query_one("#note", Input).value.strip()
        work.start(self, "Change the status", lambda: _with_status(study, theme, status, note))

    @on(Button.Pressed, "#cancel")
    def action_close(self) -> None:
        """Close and leave the status."""
        self.dismiss(None)

    @on(NoteWanted)
    def _ask_note(self) -> None:
        said = (
            "A theme is defined once an extract that complicates or contradicts it was found, or looked for in vain. "
            "Mark such an extract with c or x, or say here where you looked."
        )
        self.query_one("#trouble", Static).update(said)
        self.query_one("#note", Input).focus()

    @on(Saved)
    def _saved(self, message: Saved) -> None:
        self.dismiss(message.theme)

    @on(work.Failed)
    def _failed(self, message: work.Failed) -> None:
        message.stop()
        _say_trouble(self, message)


def _option(name: str, present: str) -> Option:
    sign = "●" if name == present else "○"
    return Option(Content.assemble(f"{sign} ", (name, "bold"), (f"  {_STATUSES[name]}", "dim")), id=name)


def _with_status(study: Study, theme: Theme, status: str, note: str) -> Message:
    """Write a theme's status, or say that a note is wanted first."""
    if status == "defined" and not note and themes.wants_opposition(study, theme):
        return NoteWanted()
    return Saved(themes.edit(study, theme, fields={"status": status}, none_found=note or None))


def _study_of(screen: Dialog[Theme | None]) -> Study:
    return cast("Workbench", screen.app).opened


def _say_trouble(screen: Dialog[Theme | None], message: work.Failed) -> None:
    screen.query_one("#trouble", Static).update(visible(f"{message.message} {message.hint}".strip()))

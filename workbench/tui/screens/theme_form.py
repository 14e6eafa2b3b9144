"""Forms for a theme: what it is called and says; how far it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Label, OptionList, Static
from textual.widgets.option_list import Option

from workbench import themes
from workbench.errors import ChangedElsewhere
from workbench.study import Study
from workbench.themes import Theme
from workbench.tui import work
from workbench.tui.aside import Aside
from workbench.tui.commands import bindings_of, key_of
from workbench.tui.screens.writing_dialog import WritingForm
from workbench.tui.widgets.line import Line
from workbench.tui.widgets.writing import Writing
from workbench.visible import one_line, visible

_FIELDS = {
    "concept": "Central organising concept: the one idea that holds it together",
    "definition": "What the theme says",
    "includes": "What belongs to it",
    "excludes": "What does not",
}


class Saved(Message):
    """A theme was written."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        super().__init__()


class NoteWanted(work.NotDone):
    """The theme cannot be *defined* before somebody says where voices against it were looked for; ``why`` says so."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__()


class AboutTheme(WritingForm):
    """A box about a theme; gives `Saved`, or None where nothing was written.

    Args:
        study: The study it is written in, whichever is open by then.
        theme: The theme; None for a new one.
        what: What the box says of it, for what is kept aside.
    """

    def __init__(self, study: Study, theme: Theme | None, what: str) -> None:
        super().__init__(Aside(study, what))
        self._study, self._theme = study, theme

    def answered(self, answer: Message, standing: object) -> None:
        """Close when it is written; show what somebody else wrote meanwhile; ask for a note where one is wanted."""
        if isinstance(answer, Saved):
            self._theme = answer.theme
            self.saved(standing)
            super().answered(answer, standing)
        elif isinstance(answer, work.Clash):
            self._theme = answer.now
            self.clashed(answer.now)
            self.contest("theme", answer.theirs)
        elif isinstance(answer, NoteWanted):
            keys = f"{key_of('themes.complicates')} or {key_of('themes.contradicts')}"
            self.say_trouble(f"{answer.why} Mark such an extract with {keys}, or say here where you looked.")
            self.query_one("#note", Input).focus()

    def saved(self, standing: object) -> None:
        """What stood in the box then is saved: only what was typed since is not."""

    def clashed(self, now: Theme) -> None:
        """Show how the theme stands by now."""

    @on(OptionList.OptionSelected)
    def _save_chosen(self) -> None:
        self.action_save()


class ThemeForm(AboutTheme):
    """Makes a theme or describes one.

    Args:
        study: The study it is written in.
        theme: The theme to describe; None makes one.
        parent: The theme that a new one becomes a subtheme of.
    """

    PLACE = "theme-form"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("theme-form"))

    def __init__(self, study: Study, theme: Theme | None, *, parent: Theme | None = None) -> None:
        super().__init__(study, theme, f"theme-{theme.id}" if theme else f"new-theme-{parent.id if parent else 'top'}")
        self._above = parent
        self._line = Line(theme.name if theme else "", id="name")
        self._name_shown = self._line.value
        self._texts = {name: Writing(getattr(theme, name) if theme else "", id=name) for name in _FIELDS}

    def compose(self) -> ComposeResult:
        """The name, then the longer texts."""
        with Vertical(classes="dialog", id="theme-form") as box:
            box.border_title = Content(self._title())
            with VerticalScroll(can_focus=False):
                yield Label("Name")
                yield self._line
                for name, label in _FIELDS.items():
                    yield Label(label, markup=False)
                    yield self._texts[name]
            yield from self.below()

    def _title(self) -> str:
        if self._theme is not None:
            return f"The theme “{one_line(self._theme.name)}”"
        return f"New subtheme of “{one_line(self._above.name)}”" if self._above else "New theme"

    @property
    def unsaved(self) -> bool:
        """Whether something is written that is not saved."""
        return bool(self._changed())

    @property
    def standing(self) -> dict[str, str]:
        """Name and texts as they are written."""
        return {"name": self._line.value, **{name: area.text for name, area in self._texts.items()}}

    def _changed(self) -> dict[str, str]:
        """The fields in which something else is written than was shown."""
        changed = {name: area.text.strip() for name, area in self._texts.items() if area.changed}
        name = self._line.value.strip()
        return {"name": name, **changed} if name != self._name_shown.strip() else changed

    @property
    def typed(self) -> dict[str, str]:
        """See `WritingDialog.typed`."""
        return self._changed()

    def write_over(self) -> None:
        """Write the theme; the form closes when it is on the disk."""
        changed, theme, study = self._changed(), self._theme, self._study
        if theme is not None and not changed:
            self.leave()
            return
        parent = str(self._above.id) if self._above else None

        def job() -> Message:
            if theme is not None:
                return _edited(study, theme, fields=changed)
            fields = {name: text for name, text in changed.items() if name != "name"}
            return Saved(themes.add(study, changed.get("name", ""), fields=fields, parent=parent))

        self.write("Save the theme", job)

    def saved(self, standing: object) -> None:
        """See `AboutTheme.saved`."""
        written = cast("dict[str, str]", standing)
        self._name_shown = written["name"]
        for name, area in self._texts.items():
            area.settle(written[name])
        self.query_one("#theme-form").border_title = Content(self._title())

    def clashed(self, now: Theme) -> None:
        """Show what somebody else wrote where nothing was written here; saving again is to know of the rest."""
        for name, area in self._texts.items():
            if not area.changed:
                area.text = getattr(now, name)
        if self._line.value == self._name_shown:
            self._line.value = now.name
            self._name_shown = self._line.value


class StatusForm(AboutTheme):
    """Says how far a theme is."""

    PLACE = "theme-status"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("theme-status"))

    _theme: Theme

    def __init__(self, study: Study, theme: Theme) -> None:
        super().__init__(study, theme, f"status-{theme.id}")
        self._note = Line(placeholder="e.g. all parents' interviews at T1 and T2", id="note")

    def compose(self) -> ComposeResult:
        """The three statuses, and the note that nothing against it was found."""
        theme = self._theme
        with Vertical(classes="dialog small", id="theme-status") as box:
            box.border_title = Content(f"How far is “{one_line(theme.name)}”?")
            with VerticalScroll(can_focus=False):
                yield OptionList(
                    *(Option(_prompt(name, is_chosen=name == theme.status), id=name) for name in themes.STATUSES),
                    markup=False,
                )
                yield Label("Searched for voices against it, and found none: where did you look?", markup=False)
                if theme.none_found:
                    yield Static(visible(theme.none_found), classes="hint", markup=False)
                yield self._note
            yield from self.below()

    def on_mount(self) -> None:
        """The keyboard is on the present status."""
        options = self.query_one(OptionList)
        options.highlighted = themes.STATUSES.index(self._theme.status)
        options.focus()

    @on(OptionList.OptionHighlighted)
    def _choose(self, message: OptionList.OptionHighlighted) -> None:
        """The sign goes where the cursor is: what is under it is what will be written."""
        for number, name in enumerate(themes.STATUSES):
            prompt = _prompt(name, is_chosen=number == message.option_index)
            message.option_list.replace_option_prompt_at_index(number, prompt)

    def write_over(self) -> None:
        """Write status and note."""
        theme, study = self._theme, self._study
        status = themes.STATUSES[self.query_one(OptionList).highlighted or 0]
        note = self._note.value.strip()
        self.write(
            "Change the status", lambda: _edited(study, theme, fields={"status": status}, none_found=note or None)
        )

    @property
    def standing(self) -> tuple[int | None, str]:
        """Status and note as they are chosen and written."""
        return self.query_one(OptionList).highlighted, self._note.value

    @property
    def typed(self) -> dict[str, str]:
        """See `WritingDialog.typed`."""
        return {"note": self._note.value}

    @property
    def unsaved(self) -> bool:
        """Whether a note is written that is not saved."""
        return bool(self.typed["note"].strip())


def _prompt(name: str, *, is_chosen: bool) -> Content:
    sign = "●" if is_chosen else "○"
    return Content.assemble(f"{sign} ", (name, "bold"), (f"  {themes.STATUS_MEANINGS[name]}", "dim"))


def _edited(study: Study, theme: Theme, *, fields: Mapping[str, str], none_found: str | None = None) -> Message:
    """Write into a theme, or say what stands in the way; ``theme`` is what the form shows."""
    try:
        return Saved(themes.edit(study, theme, fields=fields, none_found=none_found, shown=theme))
    except themes.Unopposed as error:
        return NoteWanted(error.message)
    except ChangedElsewhere as error:
        return work.Clash(error.theirs, themes.find_theme(study, str(theme.id)))

"""Codes, themes, and the extracts of the theme under the cursor: how they are read and shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static

from workbench.themes import Theme, ThemeExtract, is_against
from workbench.tui import looks, work
from workbench.tui.commands import key_of
from workbench.tui.screens import theme_jobs as jobs
from workbench.tui.screens.list_finding import ListFinding
from workbench.tui.widgets.actions import ActionLine
from workbench.tui.widgets.command_line import CommandLine
from workbench.tui.widgets.painted import entitle
from workbench.tui.widgets.row_list import RowList
from workbench.tui.widgets.theme_rows import CodeRows, ExtractRows, ThemeRows
from workbench.visible import one_line, plural

_CODES = "Codes · your codings · themes"
_FOR_CODES = (("take-in", "Move in"), ("take-out", "Out"), ("loose", "No theme"), ("mark", "Mark"))
_FOR_THEMES = (("add", "New"), ("describe", "Describe"), ("status", "Status"), ("narrative", "Write"))
_FOR_THEMES_TOO = (("add-below", "Subtheme"), ("remove", "Remove"))
_FOR_EXTRACTS = (
    ("supports", "Supports"),
    ("complicates", "Complicates"),
    ("contradicts", "Contradicts"),
    ("key", "Key"),
    ("useful", "Useful"),
    ("not-useful", "No use"),
    ("clear", "Clear"),
    ("mark", "Mark"),
)


class ThemeRoom(ListFinding):
    """A room that shows codes, themes and extracts.

    Attributes:
        standing: What is shown; None before it was read.
        only_loose: Whether only the codes without a theme are shown.
        go_to_theme: The theme that comes under the cursor when the themes are read next, unless the user moves
            it before; None leaves the cursor.
        removed: The themes (ids) that were removed here; one that comes back comes under the cursor.
    """

    def __init__(self) -> None:
        super().__init__()
        self.standing: jobs.Standing | None = None
        self.only_loose = False
        self.go_to_theme: UUID | None = None
        self.removed: set[UUID] = set()
        self._is_reading = self._is_stale = False
        self._counted = ""

    def content(self) -> ComposeResult:
        """Codes, themes, extracts: two above and one below, or side by side where there is room."""
        with Container(id="themes-desk"):
            with Container(id="left"):
                with Vertical(classes="pane", id="codes-pane") as pane:
                    pane.border_title = _CODES
                    yield CodeRows()
                    yield ActionLine("themes", _FOR_CODES)
                with Vertical(classes="pane", id="themes-pane") as pane:
                    pane.border_title = "Themes · status · all coders' extracts"
                    yield ThemeRows()
                    yield ActionLine("themes", _FOR_THEMES)
                    yield ActionLine("themes", _FOR_THEMES_TOO)
            with Vertical(classes="pane", id="extracts-pane"):
                yield Static("", id="concept", markup=False)
                yield ExtractRows()
                yield ActionLine("themes", _FOR_EXTRACTS)

    def on_mount(self) -> None:
        """The keyboard is on the themes."""
        self.query_one(ThemeRows).focus()
        self.app.theme_changed_signal.subscribe(self, lambda _: self.show_codes())

    def come_to(self, theme: UUID) -> None:
        """Have a theme under the cursor when the room is shown next."""
        self.go_to_theme, self._shown_version = theme, -1

    def come_to_loose(self) -> None:
        """Have only the codes without a theme listed, and the keyboard there, when the room is shown next."""
        self.only_loose, self._shown_version = True, -1
        if self.is_mounted:
            self.query_one(CodeRows).focus()

    # What is where

    @property
    def theme(self) -> Theme | None:
        """The theme under the cursor."""
        return self.query_one(ThemeRows).current

    @property
    def at(self) -> str:
        """The list that has the keyboard: codes, themes or extracts; empty where none has."""
        return (self.focused.id or "") if isinstance(self.focused, RowList) else ""

    @property
    def searched(self) -> RowList[Any] | None:
        """The list that has the keyboard."""
        return self.query_one(f"#{self.at}", RowList) if self.at else None

    @property
    def has_codes_meant(self) -> bool:
        """Whether codes are marked, or one is under the cursor of their list, and there is a theme to move them to."""
        codes = self.query_one(CodeRows)
        return self.theme is not None and bool(codes.marked or codes.current)

    @property
    def has_extracts_meant(self) -> bool:
        """Whether extracts are marked, or the keyboard is on one."""
        rows = self.query_one(ExtractRows)
        return bool(rows.marked or (self.at == "extracts" and rows.current))

    # Reading

    def load(self) -> None:
        """Read codes, themes and extracts; while that goes on, further wishes to read become one."""
        if self._is_reading:
            self._is_stale = True
            return
        self._is_reading = True
        study = self.study
        self.read("Read the themes", lambda: jobs.read(study))

    @on(work.Failed)
    def _failed(self) -> None:
        # The app says what went wrong; the next wish to read is to be heard.
        self._is_reading = False

    @on(jobs.Read)
    def _read(self, message: jobs.Read) -> None:
        self._is_reading = False
        if self._is_stale:
            self._is_stale = False
            self.load()
        self._show(message.standing)

    def _show(self, standing: jobs.Standing) -> None:
        before = {theme.id for theme in self.standing.themes} if self.standing is not None else set()
        back = (theme.id for theme in standing.themes if theme.id in self.removed - before)
        self.go_to_theme = self.go_to_theme or next(back, None)
        self.standing = standing
        rows = self.query_one(ThemeRows)
        rows.counts = {theme: len(extracts) for theme, extracts in standing.extracts.items()}
        rows.show(
            standing.themes, empty=f"No themes yet.\n{key_of('themes.add')} makes one; then codes are moved into it."
        )
        if self.go_to_theme is not None and not self._is_reading:
            rows.go_to(self.go_to_theme)
            self.go_to_theme = None
        self.show_codes()
        self._show_extracts()

    def show_codes(self) -> None:
        """Show the codes: all of them, or those without a theme."""
        standing, rows = self.standing, self.query_one(CodeRows)
        if standing is None:
            return
        rows.looks = looks.looks_of(standing.known, self.app.current_theme, ascii_only=self.workbench.ascii_only)
        rows.theme = self.theme.id if self.theme else None
        shown = [code for code in standing.codes if code.is_loose or not self.only_loose]
        entitle(self.query_one("#codes-pane"), Content("Codes without a theme" if self.only_loose else _CODES))
        none = (
            f"Every code is in a theme.\n{key_of('themes.loose')} shows them all."
            if standing.codes
            else f"No codes yet: {key_of('app.coding')}, then code."
        )
        rows.show(shown, empty=none)

    def _show_extracts(self) -> None:
        standing, rows, theme = self.standing, self.query_one(ExtractRows), self.theme
        if standing is None:
            return
        rows.names = standing.names
        extracts = standing.extracts.get(theme.id, ()) if theme is not None else ()
        empty = f"No extracts yet: move codes into the theme with {key_of('themes.take-in')}." if theme else ""
        rows.show(extracts, empty=empty)
        self._tell_theme(theme, extracts)

    def _tell_theme(self, theme: Theme | None, extracts: Sequence[ThemeExtract]) -> None:
        pane, concept = self.query_one("#extracts-pane"), self.query_one("#concept", Static)
        entitle(pane, Content(f"Extracts of “{one_line(theme.name)}”" if theme else "Extracts"))
        # There may be ten thousand: counted in lists, which is quicker than asking each.
        key = [one.use for one in extracts].count("key")
        stances = Counter([one.stance for one in extracts])
        against = sum(count for stance, count in stances.items() if is_against(stance))
        self._counted = f"{plural(len(extracts), 'extract')} · {key:,} key · {against:,} against" if theme else ""
        self._tell_marked()
        said = one_line((theme.concept or theme.definition) if theme else "")
        concept.display = bool(said)
        if str(concept.visual) != said:
            concept.update(Content(said))

    def _tell_marked(self) -> None:
        marked = len(self.query_one(ExtractRows).marked)
        said = self._counted + (f" · {marked:,} marked" if marked else "")
        entitle(self.query_one("#extracts-pane"), subtitle=Content(said))
        marked = len(self.query_one(CodeRows).marked)
        entitle(self.query_one("#codes-pane"), subtitle=Content(f"{marked:,} marked" if marked else ""))
        self.refresh_bindings()

    @on(RowList.Moved, "#themes")
    def _theme_changed(self) -> None:
        if self.theme is not None and self.query_one(CodeRows).theme != self.theme.id:
            # The user's own move: what was made meanwhile does not take the cursor away any more.
            self.go_to_theme = None
            # Its extracts are others: the cursor goes to the first of them, and none is marked.
            self.query_one(ExtractRows).show(())
            self.show_codes()
            self._show_extracts()
        self.refresh_bindings()

    @on(RowList.Moved, "#extracts")
    @on(RowList.Moved, "#codes")
    def _moved(self) -> None:
        self._tell_marked()

    # Done

    @on(jobs.Done)
    def _done(self, message: jobs.Done) -> None:
        if message.sentence:
            self.notify(message.sentence, markup=False, timeout=3)
        self.query_one(CodeRows).clear_marks()
        self.workbench.study_changed()

    @on(jobs.Judged)
    def _judged(self, message: jobs.Judged) -> None:
        """Show what was judged without reading ten thousand extracts anew: only these have changed."""
        standing = self.standing
        if standing is None:
            return
        extracts = [
            one.judged(stance=message.stance, use=message.use) if one.extract.passage_id in message.passages else one
            for one in standing.extracts.get(message.theme, ())
        ]
        self.standing = replace(standing, extracts={**standing.extracts, message.theme: extracts})
        self._show_extracts()
        line, whole = self.query_one(CommandLine), f"{message.sentence}; {key_of('app.undo')} takes it back"
        # Said so often, it must not lie over the lists: where all does not fit the bottom line, what was done does.
        self.notify(whole if line.fitted(whole) == whole else message.sentence, timeout=3)
        if self._shown_version == self.workbench.version:
            # Else something that could not be read yet is still to be.
            self._shown_version += 1
        self.workbench.study_changed()

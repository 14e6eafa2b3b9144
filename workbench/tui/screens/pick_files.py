"""Pick files and folders to import: go through folders, or type, paste or drop paths."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import islice
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Button, Input, Static

from workbench import opening
from workbench.transcripts.picking import Entry, Named, Shelf, look_into, named_in
from workbench.transcripts.readers import SUFFIXES
from workbench.tui import work
from workbench.tui.commands import bindings_of, commands_of, key_of
from workbench.tui.screens.dialog import Dialog
from workbench.tui.screens.question import Question, leave
from workbench.tui.widgets.actions import ActionLine
from workbench.tui.widgets.path_line import PathLine, begun
from workbench.tui.widgets.rows import Column, Row, Rows, table
from workbench.visible import one_line, plural

# The first has no width: it is what lies before the names, where a click marks.
_COLUMNS = (Column("", 0), Column("Name", 70, ends=True), Column("Kind", 8), Column("Size", 10, right=True))
_UP = ".."
_COMMANDS = (
    ("mark", "mark"),
    ("all", "all"),
    ("up", "folder above"),
    ("type", "type a path"),
)
_LONGEST = 200
_NAMED = 100
"""So many of the marked files are named; there is no room for more."""

_NONE_MARKED = "Nothing is marked yet."


class Opened(Message):
    """A folder was looked into."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        super().__init__()


class Taken(Message):
    """What a text that was typed, pasted or dropped names; ``goes_on``: whether to go on with it at once."""

    def __init__(self, named: Named, *, goes_on: bool) -> None:
        self.named, self.goes_on = named, goes_on
        super().__init__()


class PickFiles(Dialog[list[Path] | None]):
    """Gives the files and folders that were picked; None where nothing is to be imported.

    Attributes:
        TITLE_OF_BOX: What is asked.
        ENDINGS: Those of the files that can be taken in.
        NOTHING_HERE: What is said of a folder without such files.
        NOT_THESE: How the names end of files that are not meant, though they have such an ending.
        ONLY_ONE: Whether just one file is picked: then none is marked.
    """

    PLACE = "files"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("files"))
    AUTO_FOCUS = "Rows"
    TITLE_OF_BOX: ClassVar[str] = "Import: which files?"
    ENDINGS: ClassVar[Collection[str]] = SUFFIXES
    NOT_THESE: ClassVar[tuple[str, ...]] = ()
    ONLY_ONE: ClassVar[bool] = False
    NOTHING_HERE: ClassVar[str] = "There is nothing here to import"

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path.home()
        self._came_from: Path | None = None
        self._shelf: Shelf | None = None
        self._marked: dict[Path, Entry] = {}

    def compose(self) -> ComposeResult:
        """A line for paths, the folder, what is marked, and two buttons."""
        with Vertical(classes="dialog pane", id="files") as box:
            box.border_title = self.TITLE_OF_BOX
            yield PathLine(placeholder="Type, paste or drop a path, from the folder below; Enter takes it")
            yield Static("", id="folder", classes="heading", markup=False)
            yield Rows(_COLUMNS, empty="Opening …")
            yield ActionLine("files", _COMMANDS[2:] if self.ONLY_ONE else _COMMANDS)
            marked = Static("", id="marked", markup=False)
            marked.display = not self.ONLY_ONE
            yield marked
            with Horizontal(classes="buttons"):
                yield Button("Cancel", id="cancel")
                yield Button("Go on", variant="primary", id="done")

    def on_mount(self) -> None:
        """Open the folder in which one was the last time."""
        endings, without, where = self.ENDINGS, self.NOT_THESE, self.begins_in
        work.start(self, "Open the folder", lambda: Opened(look_into(where(), endings, without)))
        self._show_marked()

    @property
    def left_out(self) -> frozenset[str]:
        """The ids of commands that are in no help: where one file is picked, none is marked."""
        return frozenset(("files.mark", "files.all") if self.ONLY_ONE else ())

    @property
    def begins_in(self) -> Callable[[], Path]:
        """Says in which folder one begins; asked in a thread."""
        return opening.import_folder

    @property
    def unsaved(self) -> bool:
        """Whether something is marked."""
        return bool(self._marked)

    @property
    def folder(self) -> Path:
        """The folder that is shown."""
        return self._folder

    @property
    def _table(self) -> Rows:
        return self.query_one(Rows)

    def _open(self, folder: Path) -> None:
        # A path that was typed is not where one is then.
        self.query_one(PathLine).value = ""
        endings, without = self.ENDINGS, self.NOT_THESE
        work.start(self, "Open the folder", lambda: Opened(look_into(folder, endings, without)))

    @on(Opened)
    def _opened(self, message: Opened) -> None:
        self._shelf, self._folder = message.shelf, message.shelf.folder
        others = message.shelf.others
        hidden = f"  ({others} other {'file' if others == 1 else 'files'} not shown)" if others else ""
        self.query_one("#folder", Static).update(one_line(str(self._folder)) + hidden)
        endings = ", ".join(sorted(self.ENDINGS))
        self._table.empty = f"{self.NOTHING_HERE}; there are readers for {endings}."
        self._show_entries()
        if self._came_from is not None:
            self._table.go_to(self._came_from)
            self._came_from = None
        elif message.shelf.entries:
            # Not on the folder above: Enter is to lead on.
            self._table.go_to(message.shelf.entries[0].path)

    def _show_entries(self) -> None:
        if self._shelf is None:
            return
        rows = [] if self._folder.parent == self._folder else [Row(_UP, ("", "..", "above", ""), dim=True)]
        for path, is_folder, size in self._shelf.entries:
            kind = "folder" if is_folder else path.suffix.casefold().removeprefix(".")
            cells = (path.name + ("/" if is_folder else ""), kind, "" if is_folder else _in_words(size))
            rows.append(Row(path, ("", *cells)))
        self._table.fill(table(_COLUMNS, rows))

    def _show_marked(self) -> None:
        self._table.show_marks(self._marked)
        names = (path.name + ("/" if one.is_folder else "") for path, one in self._marked.items())
        text = f"{len(self._marked)} marked: {', '.join(islice(names, _NAMED))}" if self._marked else _NONE_MARKED
        self.query_one("#marked", Static).update(one_line(text))
        self._wake()

    @on(Input.Changed)
    def _wake(self) -> None:
        """One can go on with what is marked, and with a path that is typed."""
        typed = self.query_one(PathLine).value.strip()
        self.query_one("#done", Button).disabled = not (self._marked or typed or self.ONLY_ONE)

    def _mark(self, entries: Sequence[Entry]) -> None:
        self._marked |= {one.path: one for one in entries}
        self._show_marked()

    # What can be done

    def action_mark(self) -> None:
        """Mark what is under the cursor, or take the mark off; a folder stands for all in it."""
        if (entry := self._entry) is None or self.ONLY_ONE:
            return
        self._mark_or_not(entry)
        self._table.action_move(1)

    @on(Rows.Clicked)
    def _clicked(self, message: Rows.Clicked) -> None:
        """A click marks a file; on a folder's name it goes there, in the column before it marks."""
        if self.ONLY_ONE and (message.clicks > 1 or self._table.key == _UP):
            self.action_enter()
        elif message.clicks > 1 or self.ONLY_ONE:
            # Of a double click, the first has done it: the second would go into what lies there by then.
            return
        is_folder = self._entry is not None and self._entry.is_folder
        if self._table.key == _UP or (is_folder and self._table.column > 0):
            self.action_enter()
        elif (entry := self._entry) is not None:
            self._mark_or_not(entry)

    def _mark_or_not(self, entry: Entry) -> None:
        if self._marked.pop(entry.path, None) is None:
            self._mark([entry])
        else:
            self._mark(())

    @property
    def _entry(self) -> Entry | None:
        """What is under the cursor."""
        entries, key = self._shelf.entries if self._shelf is not None else (), self._table.key
        return next((one for one in entries if one.path == key), None)

    def action_all(self) -> None:
        """Mark all files of the folder, or none of them."""
        if self._shelf is None or self.ONLY_ONE:
            return
        files = [one for one in self._shelf.entries if not one.is_folder]
        if files and all(one.path in self._marked for one in files):
            for one in files:
                del self._marked[one.path]
            self._mark(())
        elif files:
            self._mark(files)
            # Enter on a file goes on.
            if self._entry not in files:
                self._table.go_to(files[0].path)
        else:
            key = key_of("files.mark")
            self.notify(f"There are no files here. {key} marks a folder, for all files in it.", markup=False)

    def action_enter(self) -> None:
        """Go into the folder under the cursor; on a file, go on with what is marked."""
        if self._table.key == _UP:
            self.action_up()
        elif (entry := self._entry) is None:
            return
        elif entry.is_folder:
            self._open(entry.path)
        else:
            if not self._marked and not self.ONLY_ONE:
                self._mark([entry])
            self.action_done()

    def action_up(self) -> None:
        """Go to the folder above."""
        if self._folder.parent != self._folder:
            self._came_from = self._folder
            self._open(self._folder.parent)

    def action_type(self) -> None:
        """Go to the line for paths."""
        self.query_one(PathLine).focus()

    def on_key(self, event: events.Key) -> None:
        """A path can be typed wherever the keyboard is; but for keys that do something with the list."""
        line, typed = self.query_one(PathLine), event.character
        if line.has_focus or not typed or not event.is_printable or event.character in (" ", "?"):
            return
        beginning = begun(event)
        if beginning is None and event.key in self._keys_of_the_list:
            return
        event.stop()
        line.begin(typed if beginning is None else beginning)

    @property
    def _keys_of_the_list(self) -> set[str]:
        return {key for one in commands_of(self.PLACE) if one.id not in self.left_out for key in one.keys}

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self._take(event.value)
        elif self._marked:
            self.action_done()

    @on(PathLine.Pasted)
    def _pasted(self, message: PathLine.Pasted) -> None:
        self._take(message.text)

    def on_paste(self, event: events.Paste) -> None:
        """What is dropped anywhere on the screen."""
        self._take(event.text)

    def _take(self, text: str, *, goes_on: bool = False) -> None:
        """Mark what a text names; a folder alone is gone into."""
        folder = self._folder

        def job() -> Message:
            return Taken(named_in(text, relative_to=folder), goes_on=goes_on)

        work.start(self, "Look for the files", job, only_reads=True)

    @on(Taken)
    def _mark_named(self, message: Taken) -> None:
        there, missing = message.named
        if self.ONLY_ONE and not missing and [one.is_folder for one in there] == [False]:
            self.dismiss([there[0].path])
            return
        line = self.query_one(PathLine)
        if missing:
            self.notify(f"Not there: {_shortened(missing[0])}", severity="warning", markup=False)
        else:
            line.value = ""
        if not missing and len(there) == 1 and there[0].is_folder:
            self._open(there[0].path)
            self._table.focus()
        else:
            self._mark(() if self.ONLY_ONE else there)
            if self.ONLY_ONE and len(there) > 1:
                self.notify("That names several files: one is taken in at a time.", timeout=4, markup=False)
            if message.goes_on and not missing:
                self.action_done()

    @on(Button.Pressed, "#done")
    def action_done(self) -> None:
        """Go on with what is marked, or take the path that is typed."""
        if typed := self.query_one(PathLine).value.strip():
            self._take(typed, goes_on=True)
        elif self.ONLY_ONE and (entry := self._entry) is not None:
            self._open(entry.path) if entry.is_folder else self.dismiss([entry.path])
        elif self._marked:
            self.dismiss(list(self._marked))

    @on(Button.Pressed, "#cancel")
    def action_leave(self) -> None:
        """Import nothing; asks where something is marked."""
        lost = f"What you marked here would be lost: {plural(len(self._marked), 'file or folder', 'files or folders')}."
        leave(self, Question("Import nothing", lost, yes="Import nothing", no="Go on with the import"))


class PickOne(PickFiles):
    """Picks one file; gives it in a list of its own.

    Args:
        folder: Where one begins.
    """

    ONLY_ONE = True

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._begins_in = folder

    @property
    def begins_in(self) -> Callable[[], Path]:
        """See `PickFiles.begins_in`."""
        return lambda: self._begins_in


def _shortened(path: Path) -> str:
    """A path of which one can read the end where it is too long for a notice."""
    text = one_line(str(path))
    return text if len(text) <= _LONGEST else f"…{text[1 - _LONGEST :]}"


def _in_words(size: int) -> str:
    """So many bytes as people say it."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} KB"

"""Who was interviewed when, all transcripts with how far each is coded, and what is known of each: how it is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Button, Input, Static

from workbench.codebook.changes.gone import missed_books
from workbench.codebook.changes.lost import LikelySame, likely_same
from workbench.codebook.checking import faults_of_study
from workbench.coding.place import Place, last_place
from workbench.coding.progress import Progress, progress
from workbench.themes.touched import told_of_former
from workbench.transcripts.grid import NOT_INTERVIEWED
from workbench.transcripts.library import Library, SpeakerFound, library, speakers_in
from workbench.transcripts.listing import TranscriptFound
from workbench.transcripts.tables import ParticipantFacts
from workbench.tui import work
from workbench.tui.commands import key_of
from workbench.tui.screens.lines import LinesScreen
from workbench.tui.screens.room import Room
from workbench.tui.widgets.actions import ActionLine
from workbench.tui.widgets.details import Details, about
from workbench.tui.widgets.library_rows import LIST, grid_table, list_rows, printed_wave
from workbench.tui.widgets.line import Line
from workbench.tui.widgets.painted import entitle
from workbench.tui.widgets.rows import Row, Rows, Table, table
from workbench.tui.widgets.sample_line import SampleLine
from workbench.visible import one_line, plural

_REST = 0.08
"""Seconds that the cursor rests on a transcript before all that is known of it is shown."""

_COMMANDS = (
    ("open", "open"),
    ("change", "change …"),
    ("find", "find"),
    ("all", "show all"),
    ("mark", "mark"),
    ("record", "record …"),
    ("print", "print …"),
)
_NO_TRANSCRIPTS = f"""There are no transcripts yet.
Press {key_of("library.import")}, or click on “Import …” above, to take some in: Word, text, Markdown and \
subtitle files, single ones or whole folders. They are copied into the study as they were received."""
_NOTHING_LIKE_THAT = f"Nothing here is like that; {key_of('library.all')} shows all."
_NO_PARTICIPANTS = "Nobody yet. Participants come with the transcripts; they stand in transcripts/participants.csv."


class LibraryRead(Message):
    """All there is, how far the coder is, by revision, the rows of list and grid, and where the coder was last."""

    def __init__(
        self, library: Library, progress: Mapping[UUID, Progress], rows: Table, grid: Table, place: Place | None
    ) -> None:
        self.library, self.progress, self.rows, self.grid, self.place = library, progress, rows, grid, place
        super().__init__()


class CodebooksChecked(Message):
    """What is wrong with the codebooks, those gone that are in use, and codes likely renamed with what that touches."""

    def __init__(
        self, faults: tuple[str, ...], gone: tuple[str, ...], likely: Sequence[tuple[LikelySame, str]]
    ) -> None:
        self.faults, self.gone, self.likely = faults, gone, likely
        super().__init__()


class FaultsLine(Static):
    """The first of the faults; a click shows all."""

    def on_click(self) -> None:
        """Show all of them."""
        cast("LibraryRoom", self.screen).action_faults()


class SpeakersRead(Message):
    """Who speaks in a transcript."""

    def __init__(self, transcript: TranscriptFound, speakers: list[SpeakerFound]) -> None:
        self.transcript, self.speakers = transcript, speakers
        super().__init__()


class LibraryRoom(Room):
    """A room that shows grid, list and details.

    Attributes:
        marked: The transcripts that are marked.
    """

    AUTO_FOCUS = "#list"

    def __init__(self) -> None:
        super().__init__()
        self._library: Library | None = None
        self._progress: Mapping[UUID, Progress] = {}
        self._only: tuple[str, str | None] | None = None
        self._speakers: SpeakersRead | None = None
        self._found: dict[UUID, TranscriptFound] = {}
        self._rows: dict[UUID, Row] = {}
        self._resting: Timer | None = None
        self._possible = (False, False)
        self._in_codebooks = self._gone = tuple[str, ...]()
        self.marked: set[UUID] = set()
        self._listed: list[UUID] = []

    def content(self) -> ComposeResult:
        """A line to type into, the list, the grid and the details."""
        with Container(id="tools"):
            yield Line(placeholder="Show only … (name, person, role, wave, kind)", classes="filter")
            yield Button(
                "Import …",
                id="import",
                variant="primary",
                compact=True,
                tooltip=f"Take in transcripts: {key_of('library.import')}",
            )
        yield SampleLine()
        yield FaultsLine("", id="faults", markup=False)
        with Container(id="library"):
            with Vertical(classes="pane", id="transcripts"):
                yield Rows(LIST, id="list", empty="Reading …")
                yield ActionLine("library", _COMMANDS)
            with Vertical(classes="pane", id="interviewed"):
                yield Rows((), id="grid", by_cell=True)
                yield ActionLine("library", (("open", "show only these"), ("change", "change …")))
            with Vertical(classes="pane", id="about"):
                yield Details()

    def on_mount(self) -> None:
        """Name the panes."""
        self.query_one("#transcripts").border_title = "Transcripts"
        self.query_one("#interviewed").border_title = "Who was interviewed when"
        self.query_one("#about").border_title = "What is known of it"

    def come_to(self, participant: str) -> None:
        """Have only the transcripts of a participant listed, who is under the cursor of the grid."""
        self._only = (participant, None)
        if self._library is not None:
            self.query_one(Line).value = ""
            self._grid.go_to(participant)
            self._narrow()

    def come_to_transcript(self, transcript: UUID) -> None:
        """Have a transcript under the cursor, with all of them listed."""
        self._only = None
        if self._library is not None:
            self.query_one(Line).value = ""
            self._narrow()
            self._list.go_to(transcript)
            self._list.focus()

    # Reading

    def load(self) -> None:
        """Read transcripts, participants and how far the coder is."""
        study = self.study

        def job() -> Message:
            found, done = library(study), progress(study)
            rows = table(LIST, list_rows(found, done, study.settings))
            return LibraryRead(found, done, rows, grid_table(found, study.settings), last_place(study))

        self.read("Read the library", job)

        def check() -> Message:
            gone = tuple(f"{one.message} {key_of('library.bring-back')} brings it back." for one in missed_books(study))
            likely = [(one, told_of_former(study, one.now.id, one.gone.id)[1]) for one in likely_same(study)]
            return CodebooksChecked(faults_of_study(study.folder), gone, likely)

        self.read("Check the codebooks", check)

    @on(CodebooksChecked)
    def _checked(self, message: CodebooksChecked) -> None:
        self._in_codebooks, self._gone = message.faults, message.gone
        self._show_faults()

    @on(LibraryRead)
    def _read(self, message: LibraryRead) -> None:
        is_first, self._library = self._library is None, message.library
        self._progress, self._speakers = message.progress, None
        self._show_faults()
        self._grid.empty = _NO_PARTICIPANTS
        self._grid.fill(message.grid)
        self.query_one("#interviewed").border_subtitle = f"– {NOT_INTERVIEWED}" if message.grid.rows else ""
        self._list.empty = _NO_TRANSCRIPTS
        self._found = {one.id: one for one in message.library.transcripts}
        self._rows = {row.key: row for row in message.rows.rows}
        self._list.fill(message.rows)
        if is_first and message.place is not None:
            self._list.go_to(message.place.transcript)
        self._narrow()

    @on(work.Failed)
    def _not_done(self) -> None:
        # It goes on to the app, which says what is wrong.
        if self._library is not None:
            return
        self._list.empty = "The library cannot be read; what is wrong is said below."
        self._list.refresh()

    @property
    def _list(self) -> Rows:
        """The transcripts."""
        return self.query_one("#list", Rows)

    @property
    def _grid(self) -> Rows:
        """Participant by wave."""
        return self.query_one("#grid", Rows)

    @property
    def transcript(self) -> TranscriptFound | None:
        """The transcript under the cursor."""
        return self._found.get(self._list.key)

    @property
    def participant(self) -> ParticipantFacts | None:
        """The participant under the cursor of the grid, where the keyboard is in it."""
        return self._people.get(self._grid.key) if self._grid.has_focus and self._grid.row_count else None

    @property
    def listed(self) -> TranscriptFound | None:
        """The transcript under the cursor, unless the keyboard is in the grid, where nobody looks at the list."""
        return None if self._grid.has_focus else self.transcript

    @property
    def has_transcripts(self) -> bool:
        """Whether there is any transcript."""
        return bool(self._found)

    @property
    def has_faults(self) -> bool:
        """Whether something is wrong in the tables or the codebooks."""
        return bool(self._faults)

    @property
    def _faults(self) -> tuple[str, ...]:
        in_tables = self._library.faults if self._library is not None else ()
        return (*self._gone, *in_tables, *self._in_codebooks)

    @property
    def has_gone(self) -> bool:
        """Whether a codebook is gone while its codes are in use."""
        return bool(self._gone)

    @property
    def _people(self) -> dict[str, ParticipantFacts]:
        return {one.participant: one for one in self._library.participants} if self._library is not None else {}

    # Showing

    def _wave(self, wave_id: str) -> str:
        return printed_wave(wave_id, self.study.settings)

    def _show_faults(self) -> None:
        faults, line = self._faults, self.query_one(FaultsLine)
        key = key_of("library.faults")
        more = f"  (and {len(faults) - 1} more: {key}, or a click here, shows all)" if len(faults) > 1 else ""
        line.update(f"! {one_line(faults[0])}{more}" if faults else "")
        line.display = bool(faults)
        self.refresh_bindings()

    @on(Input.Changed)
    def _narrow(self) -> None:
        """Show only the transcripts that match what is typed and the cell that was chosen."""
        if self._library is None:
            return
        participant, wave = self._only or (None, None)
        found = self._library.matching(self.query_one(Line).value, participant=participant, wave=wave)
        self._list.empty = _NOTHING_LIKE_THAT if self._library.transcripts else _NO_TRANSCRIPTS
        self._listed = [one.id for one in found]
        self._list.narrow([self._rows[one] for one in self._listed])
        self.show_marked()
        title = f"{len(found):,} of {plural(len(self._library.transcripts), 'transcript')}"
        if self._only is not None and participant is not None:
            person = self._people[participant].label if participant in self._people else participant
            title += (
                f" · {person}"
                + (f", {self._wave(wave)}" if wave is not None else "")
                + f" · {key_of('library.all')} shows all"
            )
        elif len(found) == len(self._library.transcripts):
            title = plural(len(found), "transcript")
        entitle(self.query_one("#transcripts"), Content(one_line(title)))

    def show_marked(self) -> None:
        """Show which of the listed transcripts are marked."""
        self.marked &= self._rows.keys()
        self._list.show_marks(self.marked)
        hidden = len(self.marked.difference(self._listed))
        told = f"{len(self.marked):,} marked" if self.marked else ""
        told += f", {hidden:,} of them not listed now" if hidden else ""
        entitle(self.query_one("#transcripts"), subtitle=Content(told))

    @on(Rows.Moved, "#list")
    def _moved(self) -> None:
        """Another transcript: all of it is shown once the cursor rests, so that going down the list stays quick."""
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(_REST, self._rest)
        # Only where something can be done that could not be, or the other way round: the footer is made anew then.
        possible = (self.transcript is not None, self.has_faults)
        if possible != self._possible:
            self._possible = possible
            self.refresh_bindings()

    def _rest(self) -> None:
        """Show what is known of the transcript, and look up who speaks in it."""
        self._show_details()
        found, all_of_it, study = self.transcript, self._library, self.study
        if found is not None and all_of_it is not None:
            facts = all_of_it.facts_of(found)
            self.read("Look up the speakers", lambda: SpeakersRead(found, speakers_in(study, found, facts)))

    @on(SpeakersRead)
    def _looked_up(self, message: SpeakersRead) -> None:
        self._speakers = message
        if message.transcript == self.transcript:
            self._show_details()

    def _show_details(self) -> None:
        one, known = self.transcript, self._speakers
        if one is None:
            self.query_one(Details).show(Content(""))
            return
        speakers = known.speakers if known is not None and known.transcript == one else None
        done = self._progress.get(one.revision_id)
        self.query_one(Details).show(about(one, self.study.settings, self._people, done, speakers))

    def action_faults(self) -> None:
        """Show what is wrong in the tables and the codebooks."""
        self.app.push_screen(LinesScreen("Wrong in the study's files", self._faults))

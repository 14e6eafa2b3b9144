"""The library: transcripts are opened, imported, marked and corrected, participants corrected."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Button, Input

from workbench import opening
from workbench.codebook.changes.gone import bring_back
from workbench.codebook.changes.lost import note_former
from workbench.study import Study
from workbench.transcripts import in_words
from workbench.transcripts.correcting import correct_records, described
from workbench.transcripts.facts import PARTICIPANTS, TRANSCRIPTS
from workbench.transcripts.library import SpeakerFound, speakers_in
from workbench.transcripts.listing import TranscriptFound
from workbench.transcripts.tables import ParticipantFacts, TranscriptFacts
from workbench.tui import work
from workbench.tui.commands import bindings_of, key_of
from workbench.tui.screens.choose_record import ChooseRecord
from workbench.tui.screens.facts_form import Taking
from workbench.tui.screens.import_files import import_files
from workbench.tui.screens.library_room import CodebooksChecked, LibraryRead, LibraryRoom, SpeakersRead
from workbench.tui.screens.memo_form import edit_memo
from workbench.tui.screens.memo_jobs import OnWhat
from workbench.tui.screens.participants import ParticipantForm
from workbench.tui.screens.print import print_transcripts
from workbench.tui.screens.question import Question
from workbench.tui.screens.sampled_room import SampledRoom
from workbench.tui.screens.transcript_form import Answer, TranscriptForm
from workbench.tui.widgets.library_rows import GRID_BEFORE_WAVES
from workbench.tui.widgets.line import Line
from workbench.tui.widgets.rows import Rows
from workbench.visible import first_few, one_line, plural


class ToChange(SpeakersRead):
    """What is known of a transcript that is to be changed."""

    def __init__(self, transcript: TranscriptFound, facts: TranscriptFacts, speakers: list[SpeakerFound]) -> None:
        self.facts = facts
        super().__init__(transcript, speakers)


class Changed(Message):
    """A table was changed; ``study`` has the settings as they are then."""

    def __init__(self, study: Study, notices: list[str]) -> None:
        self.study, self.notices = study, notices
        super().__init__()


class BroughtBack(Message):
    """Codebooks that were gone are there again."""

    def __init__(self, files: list[str]) -> None:
        self.files = files
        super().__init__()


class SameNoted(Message):
    """It was said that a code is one that seemed gone; ``code`` is its name."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__()


class LibraryScreen(LibraryRoom, SampledRoom):
    """What can be done with transcripts and participants."""

    PLACE = "library"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("library"))

    def __init__(self) -> None:
        super().__init__()
        self._asked_same = set[tuple[str, str]]()

    @on(LibraryRead)
    def _look_for_tasks(self) -> None:
        self.look_for_tasks()

    def action_open(self) -> None:
        """Open the transcript in the coding screen; in the grid, show only the transcripts of the cell."""
        if self._grid.has_focus:
            self._choose_cell()
        elif self.transcript is not None:
            self.workbench.open_transcript(self.transcript.name)

    @on(Rows.Clicked, "#list")
    def _clicked(self, message: Rows.Clicked) -> None:
        if message.double:
            self.action_open()

    @on(Rows.Clicked, "#grid")
    def _choose_cell(self) -> None:
        if self._library is None or not self._grid.row_count:
            return
        place = self._grid.column - GRID_BEFORE_WAVES
        chosen = (str(self._grid.key), self._library.waves[place] if place >= 0 else None)
        self._only = None if chosen == self._only else chosen
        self._narrow()

    def action_find(self) -> None:
        """Go to the line that narrows the list."""
        self.query_one(Line).focus()

    @on(Input.Submitted)
    def _typed(self) -> None:
        self._list.focus()

    def action_all(self) -> None:
        """Show all transcripts."""
        self._only = None
        self.query_one(Line).value = ""
        self._narrow()
        self._list.focus()

    @on(Button.Pressed, "#import")
    def action_import(self) -> None:
        """Take in transcripts."""
        import_files(self)

    def action_mark(self) -> None:
        """Mark the transcript under the cursor, or take the mark off."""
        if self.transcript is not None:
            self.marked ^= {self.transcript.id}
            self.show_marked()
            self._list.action_move(1)

    def action_mark_all(self) -> None:
        """Mark all that are listed; where all are marked, none."""
        listed = set(self._listed)
        self.marked = self.marked - listed if listed <= self.marked else self.marked | listed
        self.show_marked()

    def action_record(self) -> None:
        """Say how the marked transcripts were made."""
        under_cursor = [self.transcript] if self.transcript is not None else []
        meant = [self._found[one] for one in self._found if one in self.marked] or under_cursor
        if self._library is None or not meant:
            return
        facts = [self._library.facts_of(one) for one in meant]
        hidden = len(self.marked.difference(self._listed))
        told = first_few(one_line(one.name) for one in meant)
        told += f"\n{hidden:,} of them {'is' if hidden == 1 else 'are'} marked and not listed now." if hidden else ""
        self.app.push_screen(ChooseRecord(len(facts)), partial(self._ask_record, facts, told))

    def _ask_record(self, facts: list[TranscriptFacts], told: str, record: str | None) -> None:
        if record is None:
            return
        study, many = self.study, plural(len(facts), "transcript")

        def job() -> Message:
            return Changed(study, correct_records(study, facts, record))

        def then(sure: bool | None) -> None:
            if sure:
                self.start(f"Change {TRANSCRIPTS}", job)

        lasting = f"This is written into {TRANSCRIPTS}. {key_of('app.undo')} does not take it back."
        text = f"{told}\n\nrecord: {record}\n\n{lasting}"
        self.app.push_screen(Question(f"Change {many}?", text, yes="Write it"), then)

    def action_memo(self) -> None:
        """Write a memo on the transcript, or on the participant where the keyboard is in the grid."""
        if self.participant is not None:
            who = self.participant.participant
            edit_memo(self, what=OnWhat("participant", who, f"the participant {who}"))
        elif self.transcript is not None:
            edit_memo(self, what=OnWhat("transcript", self.transcript.name, f"the transcript {self.transcript.name}"))

    def action_print(self) -> None:
        """Write the marked transcripts, or the one under the cursor, or all, to read on paper."""
        under_cursor = [self.transcript] if self.transcript is not None else []
        meant = [self._found[one] for one in self._found if one in self.marked] or under_cursor
        print_transcripts(self, self.study, [one.name for one in meant])

    def action_bring_back(self) -> None:
        """Write the codebooks that are gone again."""
        study = self.study
        self.start("Bring back the codebook", lambda: BroughtBack(bring_back(study)))

    @on(BroughtBack)
    def _brought_back(self, message: BroughtBack) -> None:
        self.notify(f"Brought back: {', '.join(message.files)}.")
        self.workbench.study_changed()

    @on(CodebooksChecked)
    def _ask_whether_same(self, message: CodebooksChecked) -> None:
        """Ask, of each code that is gone though it is in use, whether it is the new one that is like it; each once."""
        asked = self._asked_same
        likely = next((pair for pair in message.likely if (pair[0].gone.id, pair[0].now.id) not in asked), None)
        if likely is None or not self.is_current:
            return
        one, touches = likely
        self._asked_same.add((one.gone.id, one.now.id))
        study, now, former = self.study, one.now, one.gone.id

        def job() -> Message:
            note_former(study, now.id, former)
            return SameNoted(now.name)

        def then(sure: bool | None) -> None:
            if sure:
                self.start("Note the former id", job)
            elif sure is not None:
                self._ask_whether_same(message)

        text = (
            f"{one.sentence}\n\nHas its id been changed, from {former} to {now.id}? The old one is then written beside "
            f"the new one in the codebook, and what was coded with it is found again. {touches}"
        )
        self.app.push_screen(Question("Is it the same code?", text, yes="The same", no="Another"), then)

    @on(SameNoted)
    def _same_noted(self, message: SameNoted) -> None:
        self.notify(f"“{one_line(message.code)}” has its codings again; {key_of('app.undo')} takes it back.", timeout=5)
        self.workbench.study_changed()

    def action_change(self) -> None:
        """Change what is known of the transcript, or of the participant where the keyboard is in the grid."""
        if self.participant is not None:
            take = partial(self._take_participant, self.participant)
            self.app.push_screen(ParticipantForm(self.participant, self.study.settings, take=take), self._end)
        elif self.transcript is not None and self._library is not None:
            study, found, facts = self.study, self.transcript, self._library.facts_of(self.transcript)

            def job() -> Message:
                return ToChange(found, facts, speakers_in(study, found, facts))

            work.start(self, "Look up the speakers", job, only_reads=True)

    @on(ToChange)
    def _change_transcript(self, message: ToChange) -> None:
        people, labels = self._people, [one.label for one in message.speakers]
        form = TranscriptForm(
            message.transcript.name,
            f"This changes {TRANSCRIPTS}, which {key_of('app.undo')} does not take back. "
            "The transcript keeps its name.",
            message.facts,
            [(one.label, in_words.speaker(one.label, one, labels, people)) for one in message.speakers if one.label],
            self.study.settings,
            list(people.values()),
            take=partial(self._take_transcript, message.facts),
            done="Take it",
        )
        self.app.push_screen(form, self._end)

    def _take_transcript(self, before: TranscriptFacts, answer: Answer) -> Taking | None:
        study, after, role = self.study, answer.facts, answer.role

        def job() -> Message:
            return Changed(*opening.correct_transcript(study, before, after, role=role))

        return _asked(before.file, TRANSCRIPTS, described(before, after), job)

    def _take_participant(self, before: ParticipantFacts, after: ParticipantFacts) -> Taking | None:
        study = self.study

        def job() -> Message:
            return Changed(*opening.correct_participant(study, before, after))

        return _asked(before.participant, PARTICIPANTS, described(before, after), job)

    def _end(self, answer: Message | None) -> None:
        if isinstance(answer, Changed):
            self._changed(answer)

    @on(Changed)
    def _changed(self, message: Changed) -> None:
        self.marked.clear()
        self.notify("Changed.", markup=False, timeout=3)
        for notice in message.notices:
            self.notify(notice, title="Changed", markup=False, timeout=10)
        self.workbench.take_up(message.study)


def _asked(name: str, table: str, changes: Sequence[str], job: work.Job) -> Taking | None:
    """How a row of a table is changed: whoever wants it is asked first; None where nothing changes."""
    if not changes:
        return None
    text = "\n".join([*changes, "", f"This is written into {table}. {key_of('app.undo')} does not take it back."])
    return Taking(f"Change {table}", job, f"Change {name}?", text)

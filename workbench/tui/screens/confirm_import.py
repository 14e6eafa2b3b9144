"""What was recognised of files to import, shown for confirmation; each can be corrected or left out."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Static

from workbench.progress import Tell, silent
from workbench.study import Study
from workbench.transcripts import importing, in_words
from workbench.transcripts.importing import Corrected, Imported, ImportSummary, Readings
from workbench.transcripts.speakers import is_speech, unresolved
from workbench.transcripts.tables import ParticipantFacts, TranscriptFacts
from workbench.tui import work
from workbench.tui.commands import bindings_of
from workbench.tui.screens.choose import ChooseScreen
from workbench.tui.screens.choose_record import ChooseRecord
from workbench.tui.screens.dialog import Dialog
from workbench.tui.screens.facts_form import Taking
from workbench.tui.screens.question import Question, leave
from workbench.tui.screens.transcript_form import Answer, Recognised, TranscriptForm
from workbench.tui.widgets.actions import ActionLine
from workbench.tui.widgets.rows import Column, Row, Rows, table
from workbench.visible import one_line, plural, visible

_UNKNOWN = "?"
_COLUMNS = (
    Column("File", 36, 14, ends=True),
    Column("Will be called", 36, 14, ends=True),
    Column("Who", 24, 8),
    Column("Wave", 12, 4),
    Column("Kind", 13, 5),
    Column("Record", 9, 8),
    Column("Speakers", 12, 9),
)


_COMMANDS = (
    ("change", "correct …"),
    ("leave-out", "leave out"),
    ("mark", "mark"),
    ("mark-all", "all"),
    ("record", "record …"),
    ("role", "role …"),
)


class Confirmed(NamedTuple):
    """What is to be imported: the files, and what the user said of some of them."""

    paths: list[Path]
    corrected: dict[Path, Corrected]


class Looked(Message):
    """The files were looked at; ``wanted``: as they were to be taken in."""

    def __init__(self, summary: ImportSummary, people: list[ParticipantFacts], wanted: Confirmed) -> None:
        self.summary, self.people, self.wanted = summary, people, wanted
        super().__init__()

    @property
    def paths(self) -> list[Path]:
        """The files that were found."""
        summary = self.summary
        return [one.source for one in summary.imported] + [path for path, _ in (*summary.known, *summary.left_out)]


def look(study: Study, wanted: Confirmed, readings: Readings, progress: Tell = silent) -> Looked:
    """Find out what importing files would come to."""
    paths, corrected = wanted
    found = importing.recognise(study, paths, corrected=corrected, readings=readings, progress=progress)
    return Looked(found.summary, list(found.recogniser.people.values()), wanted)


class ConfirmImport(Dialog[Confirmed | None]):
    """Gives what is to be imported; None where nothing is.

    Args:
        study: The study.
        readings: Keeps what was read of the files.
        looked: What was found out.
    """

    PLACE = "recognised"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("recognised"))
    AUTO_FOCUS = "Rows"

    def __init__(self, study: Study, readings: Readings, looked: Looked) -> None:
        super().__init__()
        self._study, self._readings, self._looked = study, readings, looked
        # What the user has said holds at once, also where the files were not yet looked at again.
        self._begun = self._wanted = Confirmed(looked.paths, looked.wanted.corrected)
        self._marked: set[Path] = set()

    @property
    def unsaved(self) -> bool:
        """Whether a file was corrected or left out."""
        return self._wanted != self._begun

    def compose(self) -> ComposeResult:
        """The files, all of the one under the cursor, and two buttons."""
        with Vertical(classes="dialog pane", id="recognised") as box:
            box.border_title = "Import: is this right?"
            box.border_subtitle = f"{_UNKNOWN} unknown"
            yield Rows(_COLUMNS, empty="No file is left.")
            yield ActionLine("recognised", _COMMANDS)
            with VerticalScroll(id="told", can_focus=False):
                yield Static("", id="one", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Cancel", id="cancel")
                yield Button("Import", variant="primary", id="import")

    def on_mount(self) -> None:
        """Show what was found out."""
        self._show(self._looked)

    @property
    def _table(self) -> Rows:
        return self.query_one(Rows)

    @property
    def _imported(self) -> dict[Path, Imported]:
        """The files that would be taken in."""
        wanted = set(self._wanted.paths)
        return {one.source: one for one in self._looked.summary.imported if one.source in wanted}

    @on(Looked)
    def _show(self, looked: Looked) -> None:
        self._looked = looked
        summary, wanted = looked.summary, set(self._wanted.paths)
        rows = [self._row(one) for one in summary.imported]
        rows += [Row(path, (path.name, "already there", *[""] * 5), dim=True) for path, _ in summary.known]
        rows += [Row(path, (path.name, "cannot be read", *[""] * 5), dim=True) for path, _ in summary.left_out]
        self._table.fill(table(_COLUMNS, [row for row in rows if row.key in wanted]))
        self._table.show_marks(self._marked)
        count = len(self._imported)
        button = self.query_one("#import", Button)
        button.label = Content("Import 1 transcript" if count == 1 else f"Import {count} transcripts")
        button.disabled = not count
        self._show_one()

    def _row(self, one: Imported) -> Row:
        facts = one.facts
        labels = [label for label, _ in one.speakers]
        unknown, known = len(unresolved(dict(one.speakers))), sum(is_speech(label, labels) for label in labels)
        cells = (
            one.source.name,
            one.name,
            "; ".join(facts.participants) or _UNKNOWN,
            self._study.settings.printed_wave(facts.wave) or _UNKNOWN,
            facts.kind or _UNKNOWN,
            facts.record or _UNKNOWN,
            f"{unknown} unknown" if unknown else f"{known} known",
        )
        return Row(one.source, cells)

    @on(Rows.Moved)
    def _show_one(self) -> None:
        """All that was found out of the file under the cursor."""
        path, summary = self._table.key, self._looked.summary
        lines = self._lines(path) if path is not None else []
        new = ", ".join(f"{who.participant} ({who.role or 'role unknown'})" for who in summary.new_participants)
        if new:
            lines.append(f"New participants, in all: {new}")
        lines += [f"! {notice}" for notice in summary.notices]
        self.query_one("#one", Static).update("\n".join(visible(line) for line in lines))

    def _lines(self, path: Path) -> list[str]:
        one = self._imported.get(path)
        if one is None:
            known = dict(self._looked.summary.known).get(path)
            why = dict(self._looked.summary.left_out).get(path, "")
            return [
                path.name,
                f"The same words are in the study, or in this import, already: {known}." if known else why,
            ]
        people = {who.participant: who for who in self._looked.people}
        facts, labels = one.facts, [label for label, _ in one.speakers]
        about = [str(facts.date or ""), plural(one.turns, "turn"), plural(one.words, "word"), facts.language or ""]
        lines = [f"{one.source.name}: {', '.join(part for part in about if part)}"]
        for label, who in one.speakers:
            said = in_words.speaker(label, who, labels, people)
            lines.append(f"  {one_line(label) if label else 'no label'}: {said}")
        return lines + [f"  {notice}" for notice in one.notices]

    # What can be done

    def action_change(self) -> None:
        """Correct what was recognised of the file under the cursor."""
        path = self._table.key
        if path is None or path in dict(self._looked.summary.left_out):
            return
        one = self._imported.get(path)
        said = self._wanted.corrected.get(path)
        facts = one.facts if one is not None else TranscriptFacts(path.name)
        if said is not None and said != self._looked.wanted.corrected.get(path):
            # It was not yet looked at again.
            facts = said.facts
        form = TranscriptForm(
            path.name,
            "What you say here holds, whatever was recognised. The transcript is called after its people and wave.",
            facts,
            _speakers(self._looked, one),
            self._study.settings,
            self._looked.people,
            take=partial(self._correct, path),
            done="Take it",
            role=said.role if said is not None else None,
            recognised_role=self._recognised_role(self._looked, one),
            recognise=partial(self._recognise, path),
        )
        self.app.push_screen(form, self._corrected)

    @on(Rows.Clicked)
    def _clicked(self, message: Rows.Clicked) -> None:
        if message.double:
            self.action_change()

    def _recognised_role(self, looked: Looked, one: Imported | None) -> str:
        """The roles of those in a file whom the study does not know yet, in words."""
        new = looked.summary.new_in(one) if one is not None else []
        printed = [self._study.settings.printed_role(role) for role in dict.fromkeys(who.role for who in new) if role]
        return f"{', '.join(printed)} (recognised)" if printed else "unknown"

    def _said_of(self, path: Path, answer: Answer) -> Confirmed:
        """All that is wanted, with what is said of one file now."""
        said = Corrected(replace(answer.facts, file=path.name), answer.role)
        return Confirmed(self._wanted.paths, {**self._wanted.corrected, path: said})

    def _correct(self, path: Path, answer: Answer) -> Taking:
        return Taking("Look at the files", partial(look, self._study, self._said_of(path, answer), self._readings))

    def _recognise(self, path: Path, answer: Answer) -> work.Job:
        """What would be recognised of a file with what its form says now: all are looked at, as when it is taken."""
        wanted = self._said_of(path, answer)

        def job() -> Message:
            looked = look(self._study, wanted, self._readings)
            one = next((one for one in looked.summary.imported if one.source == path), None)
            kind = one.facts.kind if one is not None else None
            role = self._recognised_role(looked, one)
            return Recognised(answer, kind, role, _speakers(looked, one), looked.people)

        return job

    def _corrected(self, looked: Message | None) -> None:
        if isinstance(looked, Looked):
            self._wanted = looked.wanted
            self._show(looked)

    def action_leave_out(self) -> None:
        """Leave the file under the cursor out."""
        path = self._table.key
        if path is None:
            return
        paths, corrected = self._wanted
        others = {one: said for one, said in corrected.items() if one != path}
        left = Confirmed([one for one in paths if one != path], others)
        if not left.paths:
            self.dismiss(None)
            return
        # The cursor goes to the file beside it; else it would be on the first of all.
        self._table.action_move(1)
        if self._table.key == path:
            self._table.action_move(-1)
        self._look_again(left)

    def _look_again(self, wanted: Confirmed) -> None:
        """Take down what is wanted now, and find out what that comes to."""
        self._wanted = wanted
        self._show(self._looked)
        work.start(self, "Look at the files", partial(look, self._study, wanted, self._readings))

    def action_mark(self) -> None:
        """Mark the file under the cursor, or take the mark off."""
        if self._table.key is not None:
            self._marked ^= {self._table.key}
            self._table.show_marks(self._marked)
            self._table.action_move(1)

    def action_mark_all(self) -> None:
        """Mark all files that can be imported; where all are marked, none."""
        self._marked = set() if self._marked >= self._imported.keys() else set(self._imported)
        self._table.show_marks(self._marked)

    def _meant(self) -> dict[Path, Corrected]:
        """What is said of the marked files, or of the one under the cursor."""
        found, said = self._imported, self._wanted.corrected
        return {
            path: said.get(path) or Corrected(replace(found[path].facts, file=path.name))
            for path in found
            if path in (self._marked or {self._table.key})
        }

    def action_record(self) -> None:
        """Say how the marked files were made."""
        if meant := self._meant():
            self.app.push_screen(ChooseRecord(len(meant)), partial(self._take_record, meant))

    def _take_record(self, meant: dict[Path, Corrected], record: str | None) -> None:
        if record is not None:
            self._say_of({path: replace(one, facts=replace(one.facts, record=record)) for path, one in meant.items()})

    def action_role(self) -> None:
        """Say which role those have who are new in the marked files."""
        roles = {role.id: role.label for role in self._study.settings.roles}
        if not roles:
            self.notify("The study has no roles yet: say one in the file's form.", markup=False)
        elif meant := self._meant():
            chooser = ChooseScreen(f"Role of new people in {plural(len(meant), 'file')}", roles)
            self.app.push_screen(chooser, partial(self._take_role, meant))

    def _take_role(self, meant: dict[Path, Corrected], role: str | None) -> None:
        if role is not None:
            self._say_of({path: replace(one, role=role) for path, one in meant.items()})

    def _say_of(self, changed: dict[Path, Corrected]) -> None:
        self._marked.clear()
        self._look_again(Confirmed(self._wanted.paths, {**self._wanted.corrected, **changed}))

    @on(Button.Pressed, "#import")
    def action_import(self) -> None:
        """Take in what is shown."""
        if self._imported:
            self.dismiss(self._wanted)

    @on(Button.Pressed, "#cancel")
    def action_leave(self) -> None:
        """Import nothing; asks where something was corrected or left out."""
        lost = "What you corrected and left out here would be lost."
        leave(self, Question("Import nothing", lost, yes="Import nothing", no="Go on with the import"))


def _speakers(looked: Looked, one: Imported | None) -> list[tuple[str, str]]:
    """Who stands behind each label of a file, in words."""
    people, found = {who.participant: who for who in looked.people}, one.speakers if one is not None else ()
    labels = [label for label, _ in found]
    return [(label, in_words.speaker(label, who, labels, people)) for label, who in found if label]

"""Importing, step by step: pick files, confirm what was recognised, take them in, read what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from textual.message import Message

from workbench import opening
from workbench.progress import Tell
from workbench.study import Study
from workbench.transcripts.importing import ImportSummary, Readings
from workbench.tui.commands import key_of
from workbench.tui.screens.confirm_import import Confirmed, ConfirmImport, Looked, look
from workbench.tui.screens.lines import LinesScreen
from workbench.tui.screens.pick_files import PickFiles
from workbench.tui.screens.room import Room
from workbench.tui.widgets.progress import ProgressScreen


class ImportDone(Message):
    """Transcripts were taken in; ``study`` has the settings as they are then."""

    def __init__(self, study: Study, summary: ImportSummary) -> None:
        self.study, self.summary = study, summary
        super().__init__()


def import_files(room: Room) -> None:
    """Take transcripts in, from picking files to reading what came of it."""
    picker = PickFiles()
    room.app.push_screen(picker, partial(_look, room, picker))


def _look(room: Room, picker: PickFiles, paths: list[Path] | None) -> None:
    if paths is None:
        return
    study, readings, wanted, folder = room.study, Readings(), Confirmed(paths, {}), picker.folder

    def job(tell: Tell) -> Message:
        opening.remember_import_folder(folder)
        return look(study, wanted, readings, tell)

    room.app.push_screen(ProgressScreen("Look at the files", job), partial(_confirm, room, readings))


def _confirm(room: Room, readings: Readings, answer: Message | None) -> None:
    if isinstance(answer, Looked):
        room.app.push_screen(ConfirmImport(room.study, readings, answer), partial(_take_in, room, readings))


def _take_in(room: Room, readings: Readings, wanted: Confirmed | None) -> None:
    if wanted is None:
        return
    study = room.study

    def job(tell: Tell) -> Message:
        paths, corrected = wanted
        return ImportDone(*opening.import_confirmed(study, paths, corrected, readings=readings, progress=tell))

    room.app.push_screen(ProgressScreen("Import", job), partial(_done, room))


def _done(room: Room, answer: Message | None) -> None:
    if isinstance(answer, ImportDone):
        room.workbench.take_up(answer.study)
        room.app.push_screen(LinesScreen("Imported", list(_told(answer.summary))))


def _told(summary: ImportSummary) -> Iterator[str]:
    """What an import came to, in lines."""
    count = len(summary.imported)
    many = "1 transcript" if count == 1 else f"{count} transcripts"
    yield f"Imported {many}. {key_of('app.undo')} takes the import back."
    for one in summary.imported:
        yield f"  {one.name}  ({one.file})"
        yield from (f"      {notice}" for notice in one.notices)
    if summary.new_participants:
        yield "\nNew participants, added to participants.csv:"
    for who in summary.new_participants:
        yield f"  {who.participant}, {who.role or 'role unknown'}"
    if summary.known:
        yield "\nIn the study already:"
    for path, name in summary.known:
        yield f"  {path.name}  ({name})"
    if summary.left_out:
        yield "\nLeft out:"
    for path, why in summary.left_out:
        yield f"  {path.name}: {why}"
    if summary.notices:
        yield "\nTo know:"
    for notice in summary.notices:
        yield f"  {notice}"

"""What can be done in the library, while importing, and in its forms."""

from __future__ import annotations

from workbench.tui.command import Command, Needs

_has_row = Needs(
    lambda screen: screen.transcript is not None or screen.participant is not None, "there is nothing under the cursor"
)
_is_in_list = Needs(lambda screen: screen.listed is not None, "go to a transcript first, with Tab")

LIBRARY = (
    Command(
        "library.open",
        ("enter",),
        "Open",
        "Open the transcript to code it; in the grid, list only the transcripts of the participant or cell.",
        footer=True,
        check=_has_row,
    ),
    Command("library.import", ("i",), "Import", "Take in transcripts: files, or folders of them.", footer=True),
    Command(
        "library.change",
        ("e",),
        "Change",
        "Change who, when and what kind the transcript is and who speaks in it; in the grid, change the participant.",
        footer=True,
        check=_has_row,
    ),
    Command("library.find", ("slash",), "Find", "Type words; only transcripts that have them are listed.", footer=True),
    Command("library.all", ("escape",), "List all", "List all transcripts again."),
    Command(
        "library.mark",
        ("space",),
        "Mark",
        "Mark the transcript, to say of several at once how they were made.",
        check=_is_in_list,
    ),
    Command(
        "library.mark-all", ("a",), "Mark all", "Mark all transcripts that are listed, or none.", check=_is_in_list
    ),
    Command(
        "library.record",
        ("r",),
        "Record",
        "Say of the marked transcripts, or of the one under the cursor, how they were made (verbatim, notes …).",
        check=_is_in_list,
    ),
    Command(
        "library.memo",
        ("m",),
        "Memo",
        "Write a memo on the transcript; in the grid, on the participant.",
        check=_has_row,
    ),
    Command(
        "library.print",
        ("p",),
        "Print",
        "Write the marked transcripts, the one under the cursor, or all, as a Word file to read on paper.",
        check=Needs(lambda screen: screen.has_transcripts, "there is no transcript yet; {library.import} imports them"),
    ),
    Command(
        "library.next-sampled",
        ("G",),
        "Next of the sample",
        "Open the next transcript that you have to code for a sample that is open.",
        check=Needs(
            lambda screen: screen.has_tasks, "no open sample has anything left for you; {app.samples} shows them"
        ),
    ),
    Command(
        "library.faults",
        ("x",),
        "Faults",
        "Show what is wrong in participants.csv, transcripts.csv and the codebooks, with line or row.",
        check=Needs(lambda screen: screen.has_faults, "nothing is wrong in the tables or the codebooks"),
    ),
    Command(
        "library.bring-back",
        ("b",),
        "Bring back",
        "Write a codebook whose file is gone again, as the study last knew it.",
        check=Needs(lambda screen: screen.has_gone, "the file of no codebook is gone"),
    ),
)
"""In the library."""

FILES = (
    Command(
        "files.done", ("ctrl+s",), "Go on", "Go on with what is marked, or with the path that is typed.", footer=True
    ),
    Command("files.enter", ("enter",), "Open", "Go into the folder; on a file, go on with the files that are marked."),
    Command("files.mark", ("space",), "Mark", "Mark the file, or a folder for all that is in it."),
    Command("files.all", ("a",), "Mark all", "Mark all files of the folder, or none."),
    Command("files.up", ("backspace",), "Folder above", "Go to the folder that this one is in."),
    Command(
        "files.type",
        ("slash",),
        "Type a path",
        "Type or paste the path of a file or folder; ~ or letters begin one too.",
    ),
    Command("files.leave", ("escape",), "Cancel", "Import nothing.", footer=True),
)
"""While picking files to import."""

RECOGNISED = (
    Command("recognised.change", ("e", "enter"), "Correct", "Correct what was recognised of the file."),
    Command("recognised.leave-out", ("delete", "d"), "Leave out", "Do not import this file."),
    Command("recognised.mark", ("space",), "Mark", "Mark the file, to say something of several at once."),
    Command("recognised.mark-all", ("a",), "Mark all", "Mark all files, or none."),
    Command(
        "recognised.record",
        ("r",),
        "Record",
        "Say of the marked files, or of the one under the cursor, how they were made (verbatim, notes …).",
    ),
    Command(
        "recognised.role",
        ("o",),
        "Role of new people",
        "Say of the marked files, or of the one under the cursor, which role those have whom the study does not know.",
    ),
    Command("recognised.import", ("i", "ctrl+s"), "Import", "Take the transcripts in as they are shown.", footer=True),
    Command("recognised.leave", ("escape",), "Cancel", "Import nothing.", footer=True),
)
"""While confirming what was recognised."""

FACTS = (
    Command("facts.done", ("ctrl+s",), "Take it", "Take what is filled in.", footer=True),
    Command("facts.leave", ("escape",), "Cancel", "Leave all as it was.", footer=True),
)
"""In the forms for transcripts and participants."""

PEOPLE = (
    Command(
        "people.take",
        ("enter",),
        "Take them",
        "Mark the one who is typed; where nothing is typed, take those marked; if nobody is, the one under the cursor.",
    ),
    Command("people.done", ("ctrl+s",), "Take these", "Take those who are marked, and whoever is typed.", footer=True),
    Command(
        "people.mark", ("space",), "Mark several", "Mark the one under the cursor, or take the mark off.", footer=True
    ),
    Command("people.down", ("down",), "Into the list", "Go from the line to the list."),
    Command("people.leave", ("escape",), "Cancel", "Leave it as it was.", footer=True),
)
"""While choosing people."""

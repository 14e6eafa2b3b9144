"""What can be done among the memos, in their boxes, and on the home screen."""

from __future__ import annotations

from workbench.tui.command import Command, Needs

_has_memo = Needs(lambda screen: screen.memo is not None, "there is no memo under the cursor; {memos.new} writes one")
_has_concern = Needs(
    lambda screen: screen.concern is not None,
    "only concerns are passed on; {memos.filter}, then the kind safeguarding, lists them",
)
_may_be_written = Needs(
    lambda screen: not screen.sifting.is_of_concerns,
    "memos on safeguarding are in no export; {memos.all} lists the others",
)

MEMOS = (
    Command(
        "memos.new",
        ("n",),
        "New memo",
        "Write a memo: on the study, a transcript, a code, a theme or a participant.",
        footer=True,
    ),
    Command(
        "memos.change",
        ("enter", "e"),
        "Change",
        "Change the memo: its text, its kind, its phase and its day.",
        footer=True,
        check=_has_memo,
    ),
    Command(
        "memos.go",
        ("g",),
        "Go there",
        "Go to what the memo is about: passage or coding, transcript, code, theme, participant.",
        footer=True,
        check=_has_memo,
    ),
    Command(
        "memos.remove",
        ("delete", "d"),
        "Remove memo",
        "Remove (delete) the memo; {app.undo} brings it back.",
        check=_has_memo,
    ),
    Command("memos.find", ("slash",), "Find", "Type words; only memos that have all of them are listed.", footer=True),
    Command(
        "memos.filter",
        ("f",),
        "Only some",
        "List only one kind, phase or coder, or some days. Those on safeguarding are listed only so.",
        footer=True,
    ),
    Command("memos.all", ("escape",), "List all", "List all memos again; those on safeguarding are never among them."),
    Command(
        "memos.pass-on",
        ("p",),
        "Passed on",
        "Note that the concern was passed on: to whom, and when.",
        check=_has_concern,
    ),
    Command(
        "memos.export",
        ("x",),
        "Export",
        "Write the memos as a Word file or as Markdown.",
        footer=True,
        check=_may_be_written,
    ),
    Command("memos.copy", ("ctrl+c",), "Copy", "Copy the memo.", check=_has_memo),
)
"""Among the memos."""

MEMO_FORM = (
    Command("memo-form.save", ("ctrl+s",), "Save", "Write the memo and close.", footer=True),
    Command("memo-form.close", ("escape",), "Close", "Close; what is not saved is asked about.", footer=True),
)
MEMO_FILTER = (
    Command("memo-filter.take", ("ctrl+s",), "List these", "List the memos that are like this.", footer=True),
    Command("memo-filter.close", ("escape",), "Close", "Close and leave the list.", footer=True),
)
PASS_ON = (
    Command("pass-on.save", ("ctrl+s",), "Save", "Note to whom the concern was passed on, and when.", footer=True),
    Command("pass-on.close", ("escape",), "Close", "Close; what is not saved is asked about.", footer=True),
)

_has_something = Needs(lambda screen: screen.has_something, "go to a phase or a figure first, with Tab")
_has_entries = Needs(lambda screen: screen.has_entries, "go to a phase in which something was noted, with Tab")

HOME = (
    Command(
        "home.choose",
        ("enter",),
        "Note, or go on",
        "In a phase, note what was done, with its day; on a figure, go where it can be worked on.",
        footer=True,
        check=_has_something,
    ),
    Command(
        "home.change",
        ("e",),
        "Change",
        "Change your latest entry of the phase.",
        footer=True,
        check=_has_entries,
    ),
    Command(
        "home.entries",
        ("g",),
        "All entries",
        "List all entries of the phase among the memos.",
        footer=True,
        check=_has_entries,
    ),
)
"""On the home screen."""

"""The commands of the small boxes, and of the lists and fields that stand in several screens."""

from __future__ import annotations

from workbench.tui.command import Command, Needs

QUESTION = (
    Command(
        "question.yes",
        ("y",),
        "Yes",
        "Do what is asked about; where the question may come while one types, it is answered on its buttons only.",
        footer=True,
    ),
    Command("question.no", ("escape",), "No", "Close and change nothing.", footer=True, does="dismiss(False)"),
    Command("question.before", ("left", "up"), "Answer before", "Go to the answer before.", does="app.focus_previous"),
    Command("question.next", ("right", "down"), "Next answer", "Go to the next answer.", does="app.focus_next"),
)
UNSAVED = (
    Command(
        "unsaved.no", ("escape",), "Keep editing", "Go back to what you filled in.", footer=True, does="dismiss(False)"
    ),
    Command("unsaved.save", ("ctrl+s",), "Save", "Save what you filled in, as the form does.", footer=True),
    Command("unsaved.before", ("left", "up"), "Answer before", "Go to the answer before.", does="app.focus_previous"),
    Command("unsaved.next", ("right", "down"), "Next answer", "Go to the next answer.", does="app.focus_next"),
)
ASK = (
    Command("ask.done", ("ctrl+s",), "Take it", "Give what is typed; Enter in the line does the same.", footer=True),
    Command("ask.close", ("escape",), "Close", "Close and give no answer.", footer=True, does="dismiss(None)"),
)
PROGRESS = (
    Command("progress.cancel", ("escape",), "Cancel", "Stop at the next place where that can be done.", footer=True),
)
WAITING = (
    Command(
        "waiting.try-now",
        ("escape",),
        "Try now",
        "Try at once whether the database is there again; the button beside gives up what waits.",
        footer=True,
    ),
    Command("waiting.before", ("left", "up"), "Answer before", "Go to the answer before.", does="app.focus_previous"),
    Command("waiting.next", ("right", "down"), "Next answer", "Go to the next answer.", does="app.focus_next"),
)
LEAVING = (Command("leaving.stay", ("escape",), "Stay", "Go on with the work.", footer=True),)
HELP = (
    Command(
        "help.close",
        ("escape", "{app.help}", "q"),
        "Close",
        "Close the help.",
        footer=True,
        does="dismiss(None)",
    ),
)
HISTORY = (
    Command("history.go", ("enter",), "Go there", "Go to the passage, transcript or theme of the step.", footer=True),
    Command("history.find", ("slash",), "Find", "Type words; only steps that have them are listed.", footer=True),
    Command(
        "history.close",
        ("escape", "{app.history}", "q"),
        "Close",
        "Close the history.",
        footer=True,
        does="dismiss(None)",
    ),
)
LINES = (Command("lines.close", ("escape", "enter"), "Close", "Close.", footer=True, does="dismiss(None)"),)
EXAMPLE = (
    Command(
        "example.build",
        ("ctrl+s",),
        "Build",
        "Build the example in the folder that is named, and open it.",
        footer=True,
    ),
    Command("example.close", ("escape",), "Close", "Close without building it.", footer=True, does="dismiss(None)"),
)
CHOOSE = (
    Command("choose.take", ("enter",), "Take it", "Take the name under the cursor.", footer=True),
    Command("choose.close", ("escape",), "Close", "Close without choosing.", footer=True, does="dismiss(None)"),
    Command("choose.up", ("up",), "Up", "Go to the name above.", does="move(-1)"),
    Command("choose.down", ("down",), "Down", "Go to the name below.", does="move(1)"),
)
MEMO = (Command("memo.keep", ("escape", "ctrl+s"), "Keep", "Keep what is written and close.", footer=True),)
NEW_CODE = (
    Command(
        "new-code.make",
        ("ctrl+s",),
        "Make",
        "Make the code, and put it on the words it is for.",
        footer=True,
    ),
    Command("new-code.close", ("escape",), "Close", "Close; what is filled in is asked about.", footer=True),
)

FIND = (
    Command(
        "find.same-case",
        ("alt+c",),
        "Match case",
        "Tell capital and small letters apart, or no longer.",
        first=True,
        does="turn('same_case')",
    ),
    Command(
        "find.same-accents",
        ("alt+a",),
        "Match accents",
        "Tell letters with accents and without apart, or no longer.",
        first=True,
        does="turn('same_accents')",
    ),
    Command(
        "find.whole-words",
        ("alt+w",),
        "Whole words",
        "Leave out what is only a part of a word, or no longer.",
        first=True,
        does="turn('whole_words')",
    ),
    Command(
        "find.expression",
        ("alt+r",),
        "Regex",
        "Take what is typed as a regular expression, or no longer; one that takes longer than a second is broken off.",
        first=True,
        does="turn('expression')",
    ),
    Command("find.next", ("down",), "Next place", "Go to the next place.", footer=True),
    Command("find.previous", ("up",), "Place before", "Go to the place before.", footer=True),
    Command(
        "find.code-all",
        ("alt+h",),
        "Code all hits",
        "Go through all hits of the words, accept those that are meant, and code them as one step.",
        footer=True,
        first=True,
        check=Needs(lambda bar: bar.can_code, "that can be done where a transcript is coded"),
    ),
    Command(
        "find.close",
        ("escape",),
        "Close",
        "Close the line; Find next and Find previous go on.",
        footer=True,
    ),
)
"""In the line to find words with."""

CODE_HITS = (
    Command(
        "code-hits.accept",
        ("space",),
        "Accept",
        "Accept the hit under the cursor, or take that back, and go on to the next.",
        footer=True,
    ),
    Command(
        "code-hits.leave-out",
        ("x", "delete"),
        "Leave out",
        "Leave the hit under the cursor out, or take that back, and go on to the next.",
        footer=True,
    ),
    Command("code-hits.accept-others", ("a",), "Accept all others", "Accept all hits that are not left out."),
    Command("code-hits.decide-nothing", ("n",), "Decide nothing", "Forget what was accepted and left out."),
    Command(
        "code-hits.sentence",
        ("s",),
        "Code sentences",
        "Code the sentence of each hit; several hits in one make one passage.",
        does="kind('sentence')",
    ),
    Command(
        "code-hits.turn",
        ("t",),
        "Code turns",
        "Code the turn of each hit; several hits in one make one passage.",
        does="kind('turn')",
    ),
    Command("code-hits.words", ("w",), "Code the words", "Code the words found and no more.", does="kind('words')"),
    Command(
        "code-hits.code",
        ("enter", "c"),
        "Choose codes",
        "Choose codes for what is accepted; it is coded as one step.",
        footer=True,
    ),
    Command("code-hits.close", ("escape",), "Close", "Close; what was decided is asked about.", footer=True),
)
"""While the hits of a search are coded."""

LIST = (
    Command("list.up", ("up",), "Up", "Go to the row above.", does="move(-1)"),
    Command("list.down", ("down",), "Down", "Go to the row below.", does="move(1)"),
    Command("list.page-up", ("pageup",), "Page up", "Go a page up.", does="page(-1)"),
    Command("list.page-down", ("pagedown",), "Page down", "Go a page down.", does="page(1)"),
    Command("list.first", ("home",), "First", "Go to the first row.", does="end(-1)"),
    Command("list.last", ("end",), "Last", "Go to the last row.", does="end(1)"),
)
"""In the lists of codes, themes, extracts and parts."""

ROWS = (
    Command("rows.up", ("up",), "Up", "Go to the row above.", does="move(-1)"),
    Command("rows.down", ("down",), "Down", "Go to the row below.", does="move(1)"),
    Command("rows.page-up", ("pageup",), "Page up", "Go a page up.", does="page(-1)"),
    Command("rows.page-down", ("pagedown",), "Page down", "Go a page down.", does="page(1)"),
    Command("rows.first", ("home",), "First", "Go to the first row.", does="move(-1000000)"),
    Command("rows.last", ("end",), "Last", "Go to the last row.", does="move(1000000)"),
    Command("rows.left", ("left",), "Left", "In the grid, go to the cell before.", does="across(-1)"),
    Command("rows.right", ("right",), "Right", "In the grid, go to the next cell.", does="across(1)"),
)
"""In the tables of transcripts, participants and files."""

CHOICES = (
    Command("choices.next", ("down", "right"), "Next", "Take the next value.", does="move(1)"),
    Command("choices.previous", ("up", "left"), "Previous", "Take the value before.", does="move(-1)"),
    Command("choices.turn", ("space",), "Next or first", "Take the next value; after the last one, the first."),
)
"""In a field with a few values."""

MENU = (Command("menu.dismiss", ("escape",), "Close", "Close the list and choose nothing else.", footer=True),)
"""In a list that drops down from a field."""

ENTRIES = (
    Command("entries.up", ("up",), "Up", "Go to the row above, in the same column.", does="move(-1)"),
    Command(
        "entries.down",
        ("down",),
        "Down",
        "Go to the row below, in the same column; from the last one to the button that adds a row with Enter.",
        does="move(1)",
    ),
    Command("entries.lift", ("alt+up",), "Move up", "Move the row one place up.", footer=True),
    Command("entries.remove", ("ctrl+delete",), "Take away", "Take the row away.", footer=True),
)
"""In a list of entries of a form: time points, roles."""

BLOCKS = (Command("blocks.page-down", ("space",), "Page down", "Go a page down."),)
"""In the report's preview."""

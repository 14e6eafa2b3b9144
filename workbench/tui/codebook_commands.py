"""What can be done in the codebook beside the transcript, and in the forms of its codes."""

from __future__ import annotations

from workbench.tui.command import Command, Needs

_is_code = Needs(lambda codes: codes.code is not None, "that is a whole codebook; go to one of its codes")
_on_words = Needs(
    lambda codes: codes.is_beside_text and codes.code is not None,
    "that is done beside a transcript, with one of the codes",
)
_beside_text = Needs(lambda codes: codes.is_beside_text, "that is done beside a transcript")
_is_open = Needs(lambda codes: codes.is_open, "no merge left anything to be decided here")
_has_hidden = Needs(
    lambda codes: bool(codes.shown.hidden), "no code is hidden; {codebook.hide} hides the one under the cursor"
)

CODEBOOK = (
    Command(
        "codebook.apply",
        ("enter",),
        "Put on the words",
        "Put the code on the selected words.",
        check=_on_words,
    ),
    Command("codebook.filter", ("slash",), "Filter", "Show only the codes in which some words stand.", footer=True),
    Command(
        "codebook.new",
        ("a",),
        "New code",
        "Make a new code: in the group under the cursor, or beside the code there.",
        footer=True,
    ),
    Command(
        "codebook.change",
        ("e",),
        "Change",
        "Change the code under the cursor: its name, rules, colour, and what it stands under.",
        footer=True,
        check=_is_code,
    ),
    Command(
        "codebook.retire",
        ("x",),
        "Retire",
        "Put the code on passages no more; its codings stay. Where it is retired, bring it back.",
        check=_is_code,
    ),
    Command(
        "codebook.merge",
        ("M",),
        "Merge",
        "Merge the code, or all that are marked, into another one: their codings count for that from then on.",
        check=_is_code,
    ),
    Command(
        "codebook.mark",
        ("T",),
        "Mark",
        "Mark the code, to merge several at once ({codebook.merge}); again, no longer.",
        check=_is_code,
    ),
    Command(
        "codebook.split",
        ("S",),
        "Split",
        "Split the code into others: its codings wait to be shared out among them.",
        check=_is_code,
    ),
    Command(
        "codebook.place",
        ("W",),
        "Move to",
        "Put the code at another place in the codebook: under a group, before or behind another code, or at the top.",
        check=_is_code,
    ),
    Command(
        "codebook.id",
        ("I",),
        "Change id",
        "Give the code another id; the old one finds it as well.",
        check=_is_code,
    ),
    Command(
        "codebook.settle",
        ("equals_sign",),
        "Settle",
        "Settle what a merge left to be decided of the code, or at the top of a codebook.",
        check=_is_open,
    ),
    Command("codebook.remove", ("delete",), "Take out", "Take out a code that was never used.", check=_is_code),
    Command(
        "codebook.review",
        ("v",),
        "Another look",
        "Go to your codings that wait for another look, those of the code under the cursor first.",
    ),
    Command("codebook.memo", ("m",), "Memo", "Write a memo on the code under the cursor.", check=_is_code),
    Command(
        "codebook.hide",
        ("h",),
        "Hide, show",
        "Hide the codings of this code, or of the group, on the text; where they are hidden, show them again.",
        footer=True,
        check=_beside_text,
    ),
    Command(
        "codebook.show-all", ("H",), "Show all", "Show the codings of all codes on the text again.", check=_has_hidden
    ),
    Command(
        "codebook.move-up",
        ("shift+up", "alt+up"),
        "Move up",
        "Have the code change places with the one above it in its group, in the codebook's file too.",
        check=_is_code,
        does="shift(-1)",
    ),
    Command(
        "codebook.move-down",
        ("shift+down", "alt+down"),
        "Move down",
        "Have the code change places with the one below it in its group, in the codebook's file too.",
        check=_is_code,
        does="shift(1)",
    ),
    Command("codebook.turn", ("space",), "Fold, unfold", "Fold the group under the cursor, or unfold it."),
    Command("codebook.fold", ("left",), "Fold", "Fold the group; from a code in it, go to the group."),
    Command("codebook.unfold", ("right",), "Unfold", "Unfold the group; in one that is, go to its first code."),
    Command("codebook.fold-all", ("minus",), "Fold all", "Fold all groups."),
    Command("codebook.unfold-all", ("plus",), "Unfold all", "Unfold all groups."),
    Command(
        "codebook.back",
        ("escape",),
        "Back",
        "Show all codes again where some are filtered out; take off all marks; else go back to the text.",
    ),
    Command("codebook.up", ("up",), "Up", "Go to the code above.", does="move(-1)"),
    Command("codebook.down", ("down",), "Down", "Go to the code below.", does="move(1)"),
    Command("codebook.page-up", ("pageup",), "Page up", "Go a page up.", does="page(-1)"),
    Command("codebook.page-down", ("pagedown",), "Page down", "Go a page down.", does="page(1)"),
    Command("codebook.first", ("home",), "First", "Go to the first code.", does="end(-1)"),
    Command("codebook.last", ("end",), "Last", "Go to the last code.", does="end(1)"),
)

CODEBOOK_FILTER = (
    Command(
        "codebook-filter.codes", ("enter", "down"), "To the codes", "Go to the codes that were found.", footer=True
    ),
    Command(
        "codebook-filter.clear", ("escape",), "All codes", "Show all codes again, and go back to them.", footer=True
    ),
)
"""In the line above the codebook."""

SETTLE = (
    Command("settle.save", ("ctrl+s",), "As written", "What is written in the lowest field holds.", footer=True),
    Command("settle.ours", ("f8",), "Ours", "Our wording holds.", footer=True),
    Command("settle.theirs", ("f9",), "Theirs", "Their wording holds.", footer=True),
    Command("settle.close", ("escape",), "Close", "Close; what is typed is asked about.", footer=True),
)
"""In the box that settles what a merge left open."""

RESHAPE = (
    Command("reshape.save", ("ctrl+s",), "Do it", "Do what the box asks about.", footer=True),
    Command("reshape.close", ("escape",), "Close", "Close; what is typed is asked about.", footer=True),
)
"""In the boxes that ask before a code is retired, merged, split, moved, or given another id."""

CODE_FORM = (
    Command("code-form.save", ("ctrl+s",), "Save", "Write the code into the codebook's file.", footer=True),
    Command("code-form.close", ("escape",), "Close", "Close; what is filled in is asked about.", footer=True),
)

SWATCHES = (
    Command("swatches.next", ("right",), "Next colour", "Take the next colour.", does="move(1)"),
    Command("swatches.previous", ("left",), "Colour before", "Take the colour before.", does="move(-1)"),
)
"""In a row of colours."""

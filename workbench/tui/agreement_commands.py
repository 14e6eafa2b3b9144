"""What can be done where coders are compared, and among the passages on which they differ."""

from __future__ import annotations

from workbench.tui.command import Command, Needs

_has_people = Needs(lambda room: room.can_choose, "there are no two people who have coded")
_has_table = Needs(lambda room: room.comparison is not None, "nothing is compared yet")
_has_code = Needs(lambda room: room.code is not None, "there is no code to show the passages of")
_compares = Needs(lambda room: room.is_comparing, "nothing is being compared")
_has_passage = Needs(lambda room: room.differing is not None, "there is no passage here")
_has_passages = Needs(lambda room: bool(room.count), "they differ nowhere here")
_has_words = Needs(lambda room: room.can_read, "nobody has put a code on anything here")

AGREEMENT = (
    Command(
        "agreement.passages",
        ("enter",),
        "Passages",
        "Show the passages on which they differ in the code under the cursor.",
        footer=True,
        check=_has_code,
    ),
    Command(
        "agreement.all-passages",
        ("a",),
        "All passages",
        "Show the passages on which they differ in any code, largest first.",
        check=_has_table,
    ),
    Command(
        "agreement.choose",
        ("c",),
        "Compare …",
        "Choose whom to compare, by which unit, and whether what interviewers said counts.",
        footer=True,
        check=_has_people,
    ),
    Command(
        "agreement.sort",
        ("s",),
        "Sort",
        "Sort by the column under the cursor; again the other way; then as the codebook has it.",
        footer=True,
        check=_has_table,
    ),
    Command(
        "agreement.more",
        ("m",),
        "More figures",
        "Show every figure, or only the first ones again.",
        footer=True,
        check=_has_table,
    ),
    Command(
        "agreement.export", ("x",), "Export", "Write the comparison as a Word file.", footer=True, check=_has_table
    ),
    Command("agreement.stop", ("escape",), "Stop", "Stop comparing; what was there before stays.", check=_compares),
    Command("agreement.read-on", ("right_square_bracket",), "Read on", "Read on below the table.", does="scroll(1)"),
    Command(
        "agreement.read-back", ("left_square_bracket",), "Read back", "Go back below the table.", does="scroll(-1)"
    ),
)
"""Where coders are compared."""

COMPARE = (
    Command("compare.mark", ("space",), "Mark", "Compare the coder under the cursor, or no longer.", footer=True),
    Command("compare.take", ("ctrl+s",), "Compare", "Compare those who are marked.", footer=True),
    Command("compare.close", ("escape",), "Close", "Close; what was compared stays.", footer=True),
)
"""While choosing whom to compare."""

DIFFERENCES = (
    Command(
        "differences.open",
        ("enter", "o"),
        "Open",
        "Go to the passage in its transcript; {app.agreement} comes back.",
        footer=True,
        check=_has_passage,
    ),
    Command(
        "differences.order",
        ("t",),
        "Order",
        "List them by transcript and place, or the largest first again.",
        footer=True,
        check=_has_passages,
    ),
    Command(
        "differences.kind",
        ("f",),
        "One kind",
        "List only one kind of them, then the next; after the last kind all.",
        footer=True,
        check=_has_passages,
    ),
    Command(
        "differences.all-codes",
        ("a",),
        "All codes",
        "List those of every code, or only those of the one again.",
        check=_has_words,
    ),
    Command("differences.read-on", ("right",), "Read on", "Read on in the passage and the rules.", does="scroll(1)"),
    Command("differences.read-back", ("left",), "Read back", "Go back in them.", does="scroll(-1)"),
    Command("differences.back", ("escape",), "Back", "Stop comparing, or go back to the table.", footer=True),
)
"""Among the passages on which coders differ."""

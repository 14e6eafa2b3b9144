"""What can be done where coders are compared, and among the passages on which they differ."""

from __future__ import annotations

from workbench.tui.command import Command, Needs

_has_people = Needs(lambda room: room.can_choose, "there are no two people who have coded")
_has_table = Needs(lambda room: room.comparison is not None, "nothing is compared yet")
_are_two = Needs(lambda room: room.are_two, "that is asked of two coders")
_has_code = Needs(lambda room: room.code is not None, "there is no code to show the passages of")
_compares = Needs(lambda room: room.is_comparing, "nothing is being compared")
_has_passage = Needs(lambda room: room.differing is not None, "there is no passage here")
_has_passages = Needs(lambda room: bool(room.count), "they differ nowhere here")
_has_decision = Needs(lambda room: room.decided is not None, "nothing is settled here yet")
_has_settled = Needs(lambda room: room.meant is not None, "nothing is settled here yet")
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
        "Choose whom to compare, on which sample, by which unit, and whether what interviewers said counts.",
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
        "agreement.map",
        ("v",),
        "Map of codes",
        "Show which codes two coders take for each other, as a map.",
        check=_are_two,
    ),
    Command(
        "agreement.frameworks",
        ("f",),
        "Two frameworks",
        "Bring codes together where two coders coded with codebooks of their own: merge, nest or keep pairs.",
        check=_are_two,
    ),
    Command(
        "agreement.as-settled",
        ("e",),
        "As settled",
        "Compare with what was settled in the place of their own codings, or their own again.",
        check=_has_table,
    ),
    Command(
        "agreement.rounds",
        ("r",),
        "Rounds",
        "Show the rounds of their sample side by side, and what was changed in the codebook in between.",
        check=_has_table,
    ),
    Command(
        "agreement.export", ("x",), "Export", "Write the comparison as a Word file.", footer=True, check=_has_table
    ),
    Command(
        "agreement.samples",
        ("p",),
        "Samples",
        "Go to the samples that several code apart: draw one, see how far all are, reveal it.",
        does="app.samples",
    ),
    Command("agreement.stop", ("escape",), "Stop", "Stop comparing; what was there before stays.", check=_compares),
    Command("agreement.read-on", ("right_square_bracket",), "Read on", "Read on below the table.", does="scroll(1)"),
    Command(
        "agreement.read-back", ("left_square_bracket",), "Read back", "Go back below the table.", does="scroll(-1)"
    ),
)
"""Where coders are compared."""

CONFUSION = (
    Command(
        "confusion.passages",
        ("enter",),
        "Passages",
        "Show the passages on which they differ in the code of the row.",
        footer=True,
        check=Needs(lambda box: box.has_cell, "there is no code here"),
    ),
    Command("confusion.close", ("escape",), "Close", "Close the map.", footer=True, does="dismiss(None)"),
)
"""On the map of codes that two coders take for each other."""

_has_pair = Needs(lambda room: room.has_pair, "there are no two codes of codebooks here")
_has_own_code = Needs(lambda room: room.has_code, "there is no code of a codebook here")
_has_codes = Needs(lambda room: room.has_codes, "there are no codes of two frameworks")

FRAMEWORKS = (
    Command(
        "frameworks.merge",
        ("m",),
        "Merge …",
        "Make one code of the two: one goes into the other, or both into a new one.",
        footer=True,
        check=_has_pair,
    ),
    Command(
        "frameworks.nest",
        ("n",),
        "Nest …",
        "Put one of the two under the other, in whichever codebook that stands.",
        footer=True,
        check=_has_pair,
    ),
    Command(
        "frameworks.keep",
        ("k",),
        "Keep …",
        "Note that both stay, or one that the other coder has none like.",
        footer=True,
        check=_has_own_code,
    ),
    Command(
        "frameworks.map",
        ("v",),
        "Map",
        "Show A's codes by B's codes as a map, or the list of pairs again.",
        footer=True,
        check=_has_codes,
    ),
    Command(
        "frameworks.gather",
        ("g",),
        "One codebook …",
        "Once nothing of one of the two is left to decide: bring all their codes into one codebook's file.",
        check=Needs(lambda room: room.can_gather, "it is not decided yet what becomes of their codes"),
    ),
    Command("frameworks.read-on", ("right_square_bracket",), "Read on", "Read on in the extracts.", does="scroll(1)"),
    Command("frameworks.read-back", ("left_square_bracket",), "Read back", "Go back in them.", does="scroll(-1)"),
    Command("frameworks.back", ("escape",), "Back", "Stop comparing, or go back to the table.", footer=True),
)
"""Where the codes of two frameworks are brought together."""

ROUNDS = (
    Command("rounds.export", ("x",), "Export", "Write the rounds as a Word file.", footer=True, does="dismiss(True)"),
    Command("rounds.read-on", ("right_square_bracket",), "Read on", "Read on below the table.", does="scroll(1)"),
    Command("rounds.read-back", ("left_square_bracket",), "Read back", "Go back below the table.", does="scroll(-1)"),
    Command("rounds.close", ("escape",), "Close", "Close the rounds.", footer=True, does="dismiss(False)"),
)
"""On the rounds of a sample side by side."""

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
        "differences.first",
        ("1",),
        "A's",
        "Settle it as the coder named first has it.",
        does="take(1)",
        check=_has_passage,
        footer=True,
    ),
    Command(
        "differences.second",
        ("2",),
        "B's",
        "Settle it as the second has it.",
        does="take(2)",
        check=_has_passage,
        footer=True,
    ),
    Command(
        "differences.third",
        ("3",),
        "Third's",
        "Settle it as the third has it.",
        does="take(3)",
        check=_has_passage,
        footer=False,
    ),
    Command(
        "differences.fourth",
        ("4",),
        "Fourth's",
        "Settle it as the fourth has it.",
        does="take(4)",
        check=_has_passage,
        footer=False,
    ),
    Command(
        "differences.both",
        ("b",),
        "Both",
        "Settle it with all that any of them has there.",
        footer=True,
        check=_has_passage,
    ),
    Command(
        "differences.neither",
        ("n",),
        "Neither",
        "Settle it without any of the codes it is about.",
        footer=True,
        check=_has_passage,
    ),
    Command(
        "differences.new",
        ("c",),
        "New coding …",
        "Settle it with another code, or the same on other words.",
        check=_has_passage,
    ),
    Command(
        "differences.rule",
        ("r",),
        "Change the rule …",
        "Change the rule of a code; the passage is kept with it by the id of a coding.",
        check=_has_passage,
    ),
    Command(
        "differences.why",
        ("w",),
        "Why …",
        "Write why it was settled so, of the passage under the cursor or else of the last one.",
        check=_has_settled,
    ),
    Command(
        "differences.reopen",
        ("delete", "backspace"),
        "Open again",
        "Take away what was settled of the passage.",
        check=_has_decision,
    ),
    Command(
        "differences.only-open",
        ("u",),
        "Only open",
        "List only what is not settled yet, or all again.",
        check=_has_passages,
    ),
    Command(
        "differences.order",
        ("t",),
        "Order",
        "List them by transcript and place, then by code, then the largest first again.",
        check=_has_passages,
    ),
    Command(
        "differences.kind",
        ("f",),
        "One kind",
        "List only one kind of them, then the next; after the last kind all.",
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

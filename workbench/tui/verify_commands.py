"""What can be done with a report that was read back."""

from __future__ import annotations

from workbench.tui.command import Command, Needs

_has_report = Needs(lambda room: room.found is not None, "no report was read back yet; {verify.another} chooses one")
_has_passage = Needs(lambda room: room.has_passage, "nothing in the transcripts is like it", first=_has_report)
_is_word = Needs(
    lambda room: room.is_word, "only Word files have comments: save the report as .docx first", first=_has_report
)

VERIFY = (
    Command(
        "verify.open",
        ("enter", "o"),
        "Open",
        "Go to the passage in its transcript; {app.report}, then {report.verify} comes back.",
        footer=True,
        check=_has_passage,
    ),
    Command(
        "verify.narrow",
        ("t",),
        "Only to look at",
        "List only the quotations that must not stay so or should be looked at, or all again.",
        footer=True,
        check=_has_report,
    ),
    Command(
        "verify.next",
        ("n",),
        "Next fault",
        "Go to the next quotation that must not stay so or should be looked at.",
        check=_has_report,
    ),
    Command(
        "verify.again",
        ("a",),
        "Look again",
        "Read the report back once more, after somebody has mended it.",
        footer=True,
        check=_has_report,
    ),
    Command(
        "verify.comments",
        ("w",),
        "Commented copy",
        "Write a copy of the Word file with what was found as comments beside other people's.",
        footer=True,
        check=_is_word,
    ),
    Command("verify.another", ("f",), "Another file", "Choose the report to read back.", footer=True),
    Command("verify.read-on", ("right",), "Read on", "Read on in what is told of the quotation.", does="scroll(1)"),
    Command("verify.read-back", ("left",), "Read back", "Go back in what is told of the quotation.", does="scroll(-1)"),
    Command("verify.back", ("escape",), "Back", "Go back to the report.", footer=True),
)

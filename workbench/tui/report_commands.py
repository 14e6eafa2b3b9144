"""What can be done in the boxes of the report's room: its writers' choices, and the outline."""

from __future__ import annotations

from workbench.tui.command import Command, Needs

_at_any = Needs(lambda screen: screen.node is not None, "there is nothing in the outline yet; {outline.add} begins it")
_at_section = Needs(lambda screen: screen.is_at_section, "go to a section first", first=_at_any)

REPORT_CHOICES = (
    Command("report-choices.save", ("ctrl+s",), "Save", "Write what you chose into report.yaml.", footer=True),
    Command("report-choices.close", ("escape",), "Close", "Go back; what is not saved is asked about.", footer=True),
)
OUTLINE = (
    Command("outline.save", ("ctrl+s",), "Save", "Write the outline, and have the report follow it.", footer=True),
    Command("outline.add", ("a",), "New section", "Begin a section after the one you are in.", footer=True),
    Command("outline.theme", ("t",), "Add theme", "Put a theme into the section.", footer=True, check=_at_any),
    Command(
        "outline.quotation", ("q",), "Add quotation", "Put a quotation into the section.", footer=True, check=_at_any
    ),
    Command("outline.rename", ("enter", "e"), "Heading", "Give the section another heading.", check=_at_section),
    Command("outline.words", ("w",), "Own words", "Write words of the section's own, in Markdown.", check=_at_section),
    Command("outline.remove", ("delete", "d"), "Take out", "Take it out, with all that stands in it.", check=_at_any),
    Command("outline.up", ("shift+up", "minus"), "Move up", "Move it up.", check=_at_any),
    Command("outline.down", ("shift+down", "plus"), "Move down", "Move it down.", check=_at_any),
    Command(
        "outline.inside",
        ("shift+right", "greater_than_sign"),
        "Move in",
        "Move the section into the one above it; a theme or quotation, into the first section inside.",
        check=_at_any,
    ),
    Command(
        "outline.outside",
        ("shift+left", "less_than_sign"),
        "Move out",
        "Move it out of the section in which it stands.",
        check=_at_any,
    ),
    Command(
        "outline.undo",
        ("u", "ctrl+z"),
        "Take back",
        "Take back the last change of the outline.",
        check=Needs(lambda screen: screen.may_undo, "nothing was changed here yet"),
    ),
    Command("outline.close", ("escape",), "Close", "Go back; what is not saved is asked about.", footer=True),
)
OUTLINE_WORDS = (
    Command("outline-words.take", ("ctrl+s",), "Take it", "Take the words into the outline.", footer=True),
    Command("outline-words.close", ("escape",), "Close", "Close; what was changed is asked about.", footer=True),
)

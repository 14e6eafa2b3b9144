"""What can be done in the room of the codebook, beside what its list offers everywhere."""

from __future__ import annotations

from workbench.tui.command import Command, Needs

_is_code = Needs(lambda room: room.code is not None, "that is a whole codebook; go to one of its codes")

_has_codes = Needs(lambda room: room.book is not None, "there is no codebook yet")

_at_column = Needs(lambda box: box.at_column, "it is no table: it has no columns")

_has_version = Needs(lambda room: room.version is not None, "no version of it is known yet")

CODES = (
    Command("codes.choose", ("enter",), "Open", "Open the form of the code.", check=_is_code),
    Command("codes.extracts", ("z",), "Extracts", "Show where the code was put.", footer=True, check=_is_code),
    Command(
        "codes.take-in",
        ("i",),
        "Import codes",
        "Take in a codebook from a table, a handbook or another program; what it would change is shown first.",
    ),
    Command(
        "codes.write",
        ("w",),
        "Export codes",
        "Write the codebook: a handbook for coders in Word, a table (XLSX, CSV), Markdown, or REFI-QDA (QDC) for other "
        "programs.",
        check=_has_codes,
    ),
    Command(
        "codes.compare",
        ("d",),
        "Difference",
        "Tell all that is other between the version under the cursor, among what became of it, and the one that is "
        "marked there ({codes.mark-version}); where none is, and now.",
        check=_has_version,
    ),
    Command(
        "codes.mark-version",
        ("space",),
        "Mark version",
        "Mark the version under the cursor, among what became of it, to compare another one with it; again, no longer.",
        check=_has_version,
    ),
)

IMPORT_CODES = (
    Command("import-codes.save", ("ctrl+s",), "Take it in", "Take the codebook in as it is shown.", footer=True),
    Command(
        "import-codes.choose",
        ("enter",),
        "Take the column for",
        "Say which field of a code the column under the cursor holds; what would be taken in is shown anew.",
        footer=True,
        check=_at_column,
    ),
    Command("import-codes.close", ("escape",), "Close", "Close, and take nothing in.", footer=True),
)
"""Before a codebook is taken in."""

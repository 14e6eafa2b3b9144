"""A code as the rows of a table with two columns: what stands before each row, and each field as paragraphs. Pure.

A handbook is written by these rows and read back by them, so that what nobody changed comes back as it went out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from workbench.codebook.schema import Code

ID = "Id"
"""What stands before a code's id, in the row that is the table's head."""

WRITTEN = {
    "name": "Name",
    "definition": "Definition",
    "include": "Use",
    "exclude": "Not",
    "examples": "Examples",
    "parent": "Under",
    "colour": "Colour",
    "origin": "Origin",
}
"""What stands before each field that may be changed in a handbook."""

TOLD = {
    "was": "Former ids",
    "split_into": "Split into",
    "exclusive": "Exclusive",
    "changes": "Changes",
}
"""What stands before those that are only told."""

CODING = re.compile(r"\[coding: ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\]\s*\Z")
"""What stands behind an example that is a coding."""

_STATE = re.compile(r"State of the codebook (.+): ([0-9a-f]{64})")


def state_line(file: str, sha256: str) -> str:
    """The line by which a handbook says which state of a codebook it was made from."""
    return f"State of the codebook {file}: {sha256}"


def state_said(line: str) -> tuple[str, str] | None:
    """The file and the state that such a line names; None where it is another."""
    found = _STATE.fullmatch(" ".join(line.split()))
    return (found[1], found[2]) if found else None


def paragraphs(code: Code, field: str, names: Mapping[str, str]) -> Sequence[str]:
    """A field as it stands in its cell: a paragraph for each line, of examples for each of them.

    Args:
        code: The code.
        field: Of `WRITTEN` or `TOLD`.
        names: What codes are called, by id.
    """
    value = getattr(code, field)
    if field in ("parent", "split_into"):
        ids = [value] if isinstance(value, str) else value or ()
        return [f"{names[one]} ({one})" if one in names else one for one in ids]
    if field == "changes":
        return [": ".join(filter(None, change)) for change in value]
    if field == "exclusive":
        return ["yes"] if value else []
    return list(value) if isinstance(value, tuple) else (value or "").split("\n")

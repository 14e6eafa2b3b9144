"""The copy of a report in whose margin stands what was found of its quotations; other people's comments stay."""

from __future__ import annotations

from pathlib import Path

from workbench.errors import BadInput
from workbench.moments import utc_now
from workbench.office.commenting import with_comments
from workbench.report.content import FORBIDDEN_CHARACTER, REPLACEMENT
from workbench.report.place import check_place, goes_to_exports
from workbench.report.verify.checking import Checked
from workbench.report.verify.document import read_report
from workbench.report.verify.verdicts import GOOD, LONGEST
from workbench.report.verify.verify import Verified
from workbench.safefile import write_bytes_safely
from workbench.study import Study
from workbench.visible import beginning, plural

AUTHOR = "workbench"
"""Who the comments are by, as Word shows it."""


def write_commented(study: Study, found: Verified, path: Path) -> str:
    """Write a copy of the report with a comment on each paragraph that holds a quotation to be looked at.

    Args:
        study: The study.
        found: What was found in the report.
        path: The .docx file to write; one that is there is replaced.

    Returns:
        What the user should know of it; empty where there is nothing.

    Raises:
        BadInput: The report is no Word file, or is another by now; or none should be written there.
        Unavailable: A file cannot be read or written.
    """
    check_place(study, path)
    if found.path.suffix.casefold() != ".docx":
        raise BadInput(f"{found.path.name} is no Word file, and only those have comments.", "Save it as .docx first.")
    if path.exists() and path.samefile(found.path):
        raise BadInput(f"{path} is the report itself.", "Name another file for the copy.")
    data, paragraphs = read_report(found.path)
    if len(paragraphs) != found.paragraphs:
        raise BadInput(f"{found.path.name} was changed meanwhile.", "Verify it again.")
    remarks: dict[int, list[list[str]]] = {}
    for one in found.quotations:
        if one.verdict not in GOOD:
            remarks.setdefault(one.paragraph, []).append(lines_of(one))
    made, left = with_comments(data, found.path.name, remarks, author=AUTHOR, made_at=utc_now())
    if goes_to_exports(study, path):
        study.exports.mkdir(exist_ok=True)
    write_bytes_safely(path, made)
    return f"{plural(left, 'quotation')} in notes: Word has no comments there." if left else ""


def lines_of(one: Checked) -> list[str]:
    """What a comment says of a quotation."""
    lines = [
        f"{one.verdict[:1].upper()}{one.verdict[1:]}: {'; '.join(one.reasons)}.",
        f"“{beginning(one.quotation, LONGEST)}”",
    ]
    if one.transcript:
        lines.append(f"{one.transcript}, characters {one.start}–{one.end}")
    if one.difference:
        lines.append("[-said-] {+printed+}: " + " ".join(marked(piece.kind, piece.text) for piece in one.difference))
    return [FORBIDDEN_CHARACTER.sub(REPLACEMENT, line) for line in lines]


def marked(kind: str, text: str) -> str:
    """A stretch of a comparison, with signs round what differs."""
    return {"said": f"[-{text}-]", "printed": f"{{+{text}+}}"}.get(kind, text)

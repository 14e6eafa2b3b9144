"""How quotations look as their writers chose: set in or among the text, and between which marks. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from workbench.report.content import Quotation
from workbench.settings import MarksName, ReportChoices

LONGEST_INLINE = 40
"""Quotations of more words are set in, whatever was chosen."""

_LONGEST_WITHOUT_BLANKS = 280
"""The same in characters, for scripts that are written without blanks."""

MARKS: Mapping[MarksName, tuple[str, str]] = {
    "none": ("", ""),
    "double": ("“", "”"),
    "single": ("‘", "’"),
    "guillemets": ("«", "»"),
    "low-high": ("„", "“"),
    "corner brackets": ("「", "」"),
    "straight": ('"', '"'),
}
"""What stands before the first word and behind the last, by how report.yaml calls it."""


def marks_of(choices: ReportChoices, *, inline: bool) -> tuple[str, str]:
    """What stands round a quotation: among the text there is always something, or nobody would know where it ends."""
    found = MARKS.get(choices.quote_marks, ("", ""))
    return found if any(found) or not inline else MARKS["double"]


def set_out(choices: ReportChoices, quotations: Iterable[Quotation]) -> tuple[Quotation, ...]:
    """Quotations as they are to look; their words stay, with all marks that stand in them."""
    return tuple(_set_out(choices, one) for one in quotations)


def _set_out(choices: ReportChoices, one: Quotation) -> Quotation:
    is_dialogue = len(one.parts) > 1 or any(part.label for part in one.parts)
    inline = choices.quotations == "inline" and not is_dialogue and not is_long(one.words)
    marks = ("", "") if is_dialogue else marks_of(choices, inline=inline)
    return replace(one, inline=inline, quote_marks=marks)


def is_long(words: str) -> bool:
    """Whether words are too many to stand among text, as most guides have it."""
    return len(words.split()) > LONGEST_INLINE or len(words) > _LONGEST_WITHOUT_BLANKS


def told_of_looks(choices: ReportChoices) -> str:
    """What a reader must know of marks and blocks; empty where all quotations are blocks without marks."""
    block, inline = marks_of(choices, inline=False), marks_of(choices, inline=True)
    if choices.quotations == "inline":
        long = "longer ones, between the same marks," if any(block) else "longer ones"
        short = f"Short quotations stand in the text between {inline[0]} and {inline[1]}"
        return f"{short}; {long} and dialogues are set apart."
    return f"The quotation marks {block[0]} and {block[1]} were added for this report." if any(block) else ""

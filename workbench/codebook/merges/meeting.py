"""What becomes of a codebook that two changed who did not know of one another: on disk, and in the database. Pure."""

from __future__ import annotations

from workbench.codebook.books import parsed
from workbench.codebook.merges.text import MergedText, Open, merged_text, still_open
from workbench.codebook.schema import STAYS, Codebook
from workbench.visible import first_few, one_line


def met(seen: str | None, on_disk: str, state: str, *, file: str) -> MergedText:
    """The codebook with what was changed on disk and what was changed in the database, in the text of the file.

    Args:
        seen: What was last seen on disk, from which both began; None where that is not known.
        on_disk: What stands in the file.
        state: What stands in the database.
        file: The file's name.
    """
    return merged_text(seen, on_disk, state, file=file)


def told_of(found: MergedText, codebook: Codebook) -> str:
    """What is to be told of a codebook in which two states met.

    Args:
        found: What came of them.
        codebook: The codebook that it holds.
    """
    said = f"{codebook.file}: changed outside before another change had reached the file; both are in it now."
    if not found.conflicts:
        return said
    each = first_few([_named(one, codebook) for one in found.conflicts])
    return f"{said} Both changed the same: {each}. Both wordings stand there, to be decided."


def _named(one: Open, codebook: Codebook) -> str:
    code = codebook.code(one.code)
    if code is None:
        return f"the {one.field} of the codebook"
    what = "whether it stays" if one.field == STAYS else one.field
    return f"“{one_line(code.name)}” ({what})"


def brought_along(before: str, now: str, new: str, *, file: str) -> str | None:
    """A change made to a state that is not the present one any more, made to the present one.

    Args:
        before: The state that it was made to.
        now: The present state.
        new: What it made of that state.
        file: The file's name.

    Returns:
        The text with both; None where both changed the same.
    """
    found = merged_text(before, now, new, file=file)
    if found.trouble:
        return None
    known = {one[:2] for text in (now, new) for one in _open(text, file)}
    return None if any(one[:2] not in known for one in found.conflicts) else found.text


def _open(text: str, file: str) -> tuple[Open, ...]:
    return still_open(text, parsed(text, file))

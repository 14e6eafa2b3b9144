"""What else is quoted in front of a quotation, and whether it is of the same sentence. Pure."""

from __future__ import annotations

import re

from workbench.report.verify.quotes import closing, openers

_BESIDE = re.compile(r"(?<=[”’\"'»“‘])\s*,?\s*(?:and|or|&|und|et|y|e|en)?\s*", re.IGNORECASE)
"""What may stand between two quotations of which one attribution tells."""
_STRAY = "”»"


def are_beside(text: str, end: int, start: int) -> bool:
    """Whether of two quotations one ends and the other begins with no more between them than *and*."""
    return _BESIDE.fullmatch(text, end, start) is not None


def quoted_before(front: str) -> tuple[int, int]:
    """Where the last quotation in a text begins and ends; 0 and 0 where there is none."""
    last, at = (0, 0), 0
    while (mark := next(openers(front, at), None)) is not None:
        end = closing(front, mark, lambda _: False)
        at = mark.place + 1 if end is None else end + 1
        last = last if end is None else (mark.place, at)
    # One that began further off has its closing mark alone.
    stray = max(front.rfind(sign) for sign in _STRAY) + 1
    return last if stray <= last[1] else (0, stray)


def is_one_sentence(front: str, earlier: tuple[int, int]) -> bool:
    """Whether a quotation and what stands behind it are of one sentence."""
    start, end = earlier
    between = front[end:].strip()
    is_new = front[end - 2 : end - 1] in (".", "?", "!") and between[:1].isupper()
    return start < end and bool(start) and not is_new and not re.search(r"[.?!]\s|\n", between)

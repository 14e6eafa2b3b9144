"""Places of codes that are written as paths, as in ``A > B``: their steps, and where they begin. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

SEPARATORS = ("::", ">", "/", "\\", "|", ".")
"""What may stand between the steps of a path, the surest first."""

NO_PATHS = "none"
"""Said instead of a separator: names are no paths."""

ROOTS = ("codes", "nodes")
"""What NVivo begins paths with, folded."""

ROOTED = "\\"
"""What stands between the steps of paths from which a root was taken."""

_ROOT = re.compile(rf"(?:{'|'.join(ROOTS)})\\+", re.IGNORECASE)


def steps_of(text: str, separator: str) -> tuple[str, ...]:
    """The steps of a path, each on one line; empty ones left out."""
    return tuple(step for part in text.split(separator) if (step := " ".join(part.split())))


def without_root(texts: Sequence[str]) -> list[str] | None:
    r"""Paths without the root that NVivo writes before them all, ``Codes\\`` or ``Nodes\\``; None where there is none.

    Args:
        texts: The paths; empty ones say nothing.
    """
    written = [text for text in texts if text]
    if not any("\\" in text for text in written) or not all(_ROOT.match(text) for text in written):
        return None
    return [_ROOT.sub("", text, count=1) for text in texts]


def separator_among(texts: Collection[str], names: Collection[str]) -> str:
    """What stands between the steps of texts, all of which are names; empty where none is such a path.

    Args:
        texts: What may be paths, folded as the names are.
        names: The names that there are.
    """
    for one in SEPARATORS:
        ways = [steps_of(text, one) for text in texts if one in text and text not in names]
        if any(len(way) > 1 and all(step in names for step in way) for way in ways):
            return one
    return ""

"""What an extract can be to a theme, and what it can be good for. Pure."""

from __future__ import annotations

STANCES = ("supports", "complicates", "contradicts")
USES = ("", "key", "useful", "not useful")


def is_against(stance: str) -> bool:
    """Whether an extract of that stance speaks against its theme: it complicates or contradicts it.

    >>> [is_against(stance) for stance in STANCES]
    [False, True, True]
    """
    return stance != "supports"

"""How long work says how far it is, to whoever asked for it."""

from __future__ import annotations

from collections.abc import Callable

Tell = Callable[[int, int, str], None]
"""Told how many of how many are done, and what comes next or is worked on. What it raises breaks the work off: then
nothing of it is kept, unless the work says otherwise."""


def silent(done: int, total: int, what: str) -> None:
    """Nobody wants to know how far it is."""

"""What was drawn of a transcript, in the text that it has by now. Pure."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from workbench.spans import Span


class Taken(Protocol):
    """What a sample has of a transcript: from start to end in the text it had then, in code points; None: all of it."""

    @property
    def revision_id(self) -> UUID:
        """The text it had when it was drawn."""
        ...

    @property
    def start(self) -> int | None:
        """Where the stretch begins."""
        ...

    @property
    def end(self) -> int | None:
        """Where it ends (exclusive)."""
        ...


def stretch_in(one: Taken, revision_id: UUID) -> Span | None:
    """The stretch that was drawn, in a text of the transcript; None for all of it.

    In another text than it had when it was drawn nobody knows where the stretch is: there it is all of it.
    """
    if one.start is None or one.end is None or one.revision_id != revision_id:
        return None
    return Span(one.start, one.end)

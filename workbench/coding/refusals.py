"""Why something is not written, where whoever asked may want to act on it."""

from __future__ import annotations

from workbench.errors import Refused


class ChangedElsewhere(Refused):
    """What was to be written says something else by now than it said in front of the writer.

    Attributes:
        theirs: What it says by now, whole, where whoever raised it has that at hand.
    """

    theirs = ""

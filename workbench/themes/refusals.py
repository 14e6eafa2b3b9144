"""Why something is not written into a theme, where whoever asked may want to act on it."""

from __future__ import annotations

from workbench.coding.refusals import ChangedElsewhere
from workbench.errors import Refused

__all__ = ["ChangedElsewhere", "Unopposed"]


class Unopposed(Refused):
    """A theme would be *defined* without an extract against it, and without a note where such were looked for."""

"""Why something is not written into a theme, where whoever asked may want to act on it."""

from __future__ import annotations

from workbench.errors import Refused


class Unopposed(Refused):
    """A theme would be *defined* without an extract against it, and without a note where such were looked for."""

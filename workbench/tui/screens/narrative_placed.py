"""Which extracts of a theme its narrative places, as it is being written. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from workbench import themes
from workbench.themes import ThemeExtract
from workbench.themes.references import Ids
from workbench.tui.widgets.theme_rows import Names
from workbench.visible import one_line

_SHOWN = 60


class PlacedExtracts:
    """Finds a theme's extracts by the references to them.

    Args:
        extracts: The extracts.
        names: What they are labelled with.
    """

    def __init__(self, extracts: Sequence[ThemeExtract], names: Names) -> None:
        self._extract_of = {str(one.extract.id): one for one in extracts}
        self._ids = Ids(self._extract_of)
        self._names = names

    def placed(self, narrative: str) -> frozenset[UUID]:
        """The codings of the extracts that a narrative refers to."""
        found = (self._find(typed) for typed in themes.references(narrative))
        return frozenset(one.extract.id for one in found if one is not None)

    def told_at(self, line: str, column: int) -> str:
        """What the reference at a place of a line prints; empty where there is none."""
        typed = themes.reference_at(line, column)
        if not typed:
            return ""
        one = self._find(typed)
        if one is None:
            return "here: no extract of this theme"
        if not one.is_offered:
            return "here: not for quotation, and not printed"
        words = one_line(one.extract.quote[: 2 * _SHOWN])
        shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"
        return f"here: {self._names.who(one)}, “{shown}”"

    def _find(self, typed: str) -> ThemeExtract | None:
        found = self._ids.named(typed)
        return self._extract_of[found[0]] if len(found) == 1 else None

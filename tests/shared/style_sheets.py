"""Style sheets of the screens, read once in a run: every app reads the same ones, which takes a tenth of a second."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture(scope="session")
def style_sheets_read_once() -> Iterator[None]:
    """What an app has read of its style sheets is kept for the next."""
    from textual.css.model import RuleSet  # not every test needs screens
    from textual.css.stylesheet import Stylesheet

    read, kept = Stylesheet._parse_rules, {}

    def parse_rules(sheet: Stylesheet, *source: Any, **more: Any) -> list[RuleSet]:
        asked = (source, tuple(more.items()), tuple(sheet._variables.items()))
        if asked not in kept:
            kept[asked] = read(sheet, *source, **more)
        return kept[asked]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse_rules)
        yield

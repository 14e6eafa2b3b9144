"""Choose the theme or quotation that is hung into an outline: of quotations with who speaks, and to which theme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from rapidfuzz import utils
from textual.content import Content

from workbench.report import OutlineStanding, ToHang
from workbench.tui.screens.choose import ChooseScreen
from workbench.visible import beginning, one_line

_SHOWN = 300
"""So many characters of a quotation are drawn at the most."""


class Offer(NamedTuple):
    """What can be hung.

    Attributes:
        rows: Themes or quotations, by their ids.
        searched: What is looked through for each.
    """

    rows: Mapping[str, ToHang]
    searched: Mapping[str, str]


def offers_of(standing: OutlineStanding) -> dict[str, Offer]:
    """What can be hung, made ready to be chosen from; of thousands that takes its time."""
    return {"theme": _offer(standing.themes), "quotation": _offer(standing.quotations)}


def _offer(rows: tuple[ToHang, ...]) -> Offer:
    searched = {one.id: utils.default_process(f"{one.told} {one.theme or ''} {one.title}") for one in rows}
    return Offer({one.id: one for one in rows}, searched)


class HangScreen(ChooseScreen):
    """Gives the id of what was chosen; None where nothing was.

    Args:
        title: What is chosen.
        offer: What can be.
    """

    SHAPE = "dialog hang"
    HEIGHT = 2

    def __init__(self, title: str, offer: Offer) -> None:
        super().__init__(title, {})
        self._offer = offer

    def found(self, wanted: str) -> list[str]:
        """Those in which every word that is typed stands: to forgive typing errors takes too long among thousands."""
        words = wanted.split()
        return [one for one, text in self._offer.searched.items() if all(word in text for word in words)]

    def _line(self, name: str) -> Content:
        one = self._offer.rows[name]
        words = one_line(beginning(one.title, _SHOWN))
        if one.theme is None:
            return Content.assemble((words, "bold"), "\n", (one_line(one.told), "dim"))
        theme = one_line(one.theme) or "in no theme"
        return Content.assemble((one_line(one.told), "bold"), (f" · {theme}", "dim"), "\n", words)

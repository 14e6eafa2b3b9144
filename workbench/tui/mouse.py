"""What the mouse does beside the keys, in one list: help and the table of keys tell of it."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events

from workbench.tui.faults import Unbroken

_MARK = ("Ctrl+click, or a click before it", "Mark it, where several can be marked; again, no longer.")
_MENU = ("right click", "Show what can be done there.")

GESTURES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "view": (
        ("drag", "Select words; at the edge the text scrolls on."),
        ("double click", "Select the word."),
        ("three clicks", "Select the sentence."),
        ("four clicks", "Select the turn."),
        ("Shift+click", "Extend the selection to there."),
        ("double click on a folded turn", "Show it."),
        ("click on a mark in the margin", "Select the words that are coded there."),
        _MENU,
    ),
    "coding": (("click on the column right of the text", "Go to what is coded there."),),
    "codebook": (
        ("click", "Show the rule of the code; on the + or - before a group, fold or unfold it."),
        ("double click", "Put the code on the selected words."),
        _MENU,
    ),
    "swatches": (("click", "Take the colour."),),
    "list": (("double click", "Do what Enter does."), _MARK, _MENU),
    "rows": (("double click", "Do what Enter does."), _MENU),
    "blocks": (_MENU,),
}
"""For a place of the command registry: what one does with the mouse, and what comes of it."""

_OTHER_BUTTON = 3
_HAVE_MENU = frozenset(place for place, gestures in GESTURES.items() if _MENU in gestures)


class PointedAt(Unbroken):
    """A screen on whose texts and lists the other button of the mouse shows what can be done there."""

    async def on_click(self, event: events.Click) -> None:
        """Show it, where the gestures say so."""
        if event.button == _OTHER_BUTTON and getattr(event.widget, "PLACE", "") in _HAVE_MENU:
            await self.app.run_action("palette")

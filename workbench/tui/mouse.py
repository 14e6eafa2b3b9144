"""What the mouse does beside the keys, in one list: help and the table of keys tell of it."""

from __future__ import annotations

from collections.abc import Mapping

_MARK = ("Ctrl+click, or a click before it", "Mark it, where several can be marked; again, no longer.")
_MENU = ("right click", "Show what can be done there.")

GESTURES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "view": (
        ("drag", "Select words; at the edge the text scrolls on."),
        ("double click", "Select the word."),
        ("three clicks", "Select the sentence."),
        ("four clicks", "Select the turn."),
        ("Shift+click", "Extend the selection to there."),
        ("click on a mark in the margin", "Select the words that are coded there."),
        _MENU,
    ),
    "coding": (("double click in the codebook", "Put the code on the selected words."),),
    "list": (("double click", "Do what Enter does."), _MARK, _MENU),
    "rows": (("double click", "Do what Enter does."), _MENU),
}
"""For a place of the command registry: what one does with the mouse, and what comes of it."""

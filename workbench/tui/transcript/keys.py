"""The keys of the transcript view, in one list: the view's bindings, and what help and documentation tell of them.

Letters are left to the screen, for codes; the one exception is ``v``, because Shift with other keys does not come
through everywhere: Windows Terminal takes Alt+arrows for its panes, and some terminals scroll at Shift+PgUp.
"""

from __future__ import annotations

from textual.binding import Binding


def _key(name: str, keys: str, label: str, tells: str) -> Binding:
    """A key for the action of that name; its id is the name after ``view.``."""
    return Binding(keys, name.replace("-", "_"), label, show=False, tooltip=tells, id=f"view.{name}")


_MOVES = (
    ("left", "left", "shift+left", "Left", "the character before"),
    ("right", "right", "shift+right", "Right", "the character behind"),
    ("up", "up", "shift+up", "Up", "the row above"),
    ("down", "down", "shift+down", "Down", "the row below"),
    ("word-left", "ctrl+left", "ctrl+shift+left", "Word left", "the beginning of the word"),
    ("word-right", "ctrl+right", "ctrl+shift+right", "Word right", "the end of the word"),
    ("sentence-left", "left_parenthesis,alt+left", "alt+shift+left", "Sentence left", "the beginning of the sentence"),
    ("sentence-right", "right_parenthesis,alt+right", "alt+shift+right", "Sentence right", "the end of the sentence"),
    ("turn-up", "left_curly_bracket,alt+up", "alt+shift+up", "Turn up", "the beginning of the turn, or of that before"),
    ("turn-down", "right_curly_bracket,alt+down", "alt+shift+down", "Turn down", "the next turn"),
    ("row-start", "home", "shift+home", "Row start", "the beginning of the row"),
    ("row-end", "end", "shift+end", "Row end", "the end of the row"),
    ("page-up", "pageup", "shift+pageup", "Page up", "the row a page above"),
    ("page-down", "pagedown", "shift+pagedown", "Page down", "the row a page below"),
    ("text-start", "ctrl+home", "ctrl+shift+home", "Top", "the beginning of the text"),
    ("text-end", "ctrl+end", "ctrl+shift+end", "Bottom", "the end of the text"),
)

VIEW_BINDINGS: list[Binding] = [
    *(_key(name, keys, label, f"Move to {where}.") for name, keys, _, label, where in _MOVES),
    *(
        _key(f"extend-{name}", keys, f"Select: {label[0].lower()}{label[1:]}", f"Extend the selection to {where}.")
        for name, _, keys, label, where in _MOVES
    ),
    _key("grow", "space", "Select more", "Select the word; again, the sentence; again, the turn."),
    _key("shrink", "backspace,shift+space", "Select less", "Go back to what was selected before."),
    _key("extend-mode", "v", "Extend", "Let every move extend the selection, without Shift; again, no longer."),
    _key("clear", "escape", "Select nothing", "Give up the selection."),
]
"""Every key of the view; the ids begin with ``view.``, and the action ``view.word-left`` is ``action_word_left``."""

"""The moves of the caret by name, and the actions behind the view's keys that make them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from functools import partialmethod

from workbench.tui.transcript.caret import Caret, Ground

_Move = Callable[[Ground, Caret, bool, int], Caret]
_MOVES: dict[str, _Move] = {
    "left": lambda ground, caret, extend, _: ground.left(caret, extend=extend),
    "right": lambda ground, caret, extend, _: ground.right(caret, extend=extend),
    "up": lambda ground, caret, extend, _: ground.by_rows(-1, caret, extend=extend),
    "down": lambda ground, caret, extend, _: ground.by_rows(1, caret, extend=extend),
    "word_left": lambda ground, caret, extend, _: ground.backward("word", caret, extend=extend),
    "word_right": lambda ground, caret, extend, _: ground.forward("word", caret, extend=extend),
    "sentence_left": lambda ground, caret, extend, _: ground.backward("sentence", caret, extend=extend),
    "sentence_right": lambda ground, caret, extend, _: ground.forward("sentence", caret, extend=extend),
    "turn_up": lambda ground, caret, extend, _: ground.backward("turn", caret, extend=extend),
    "turn_down": lambda ground, caret, extend, _: ground.forward("turn", caret, extend=extend),
    "row_start": lambda ground, caret, extend, _: ground.row_start(caret, extend=extend),
    "row_end": lambda ground, caret, extend, _: ground.row_end(caret, extend=extend),
    "page_up": lambda ground, caret, extend, page: ground.by_rows(-page, caret, extend=extend),
    "page_down": lambda ground, caret, extend, page: ground.by_rows(page, caret, extend=extend),
    "text_start": lambda ground, caret, extend, _: ground.text_start(caret, extend=extend),
    "text_end": lambda ground, caret, extend, _: ground.text_end(caret, extend=extend),
}
CONTEXT = 2
"""Rows that stay seen above and below the caret."""
MOVES = tuple(_MOVES)
"""The names of the moves."""


def moved(move: str, ground: Ground, caret: Caret, *, extend: bool, page: int) -> Caret:
    """Where a move leads.

    Args:
        move: One of `MOVES`.
        ground: What the caret moves on.
        caret: The caret before.
        extend: Whether the selection is extended.
        page: How many rows a page has.
    """
    return _MOVES[move](ground, caret, extend, page)


def top_row(row: int, top: int, height: int, *, far: bool) -> int:
    """Which row is to stand on top so that another one is seen with some rows round it.

    Args:
        row: The row to see.
        top: The row that stands on top now.
        height: How many rows are seen.
        far: Whether a row that is not seen now comes into the upper third, as where one jumps to it.
    """
    around = min(CONTEXT, max(0, (height - 1) // 2))
    if far and not top <= row < top + height:
        return max(0, row - height // 3)
    return max(0, min(max(top, row - height + 1 + around), row - around))


class Moving:
    """An action for every move, and one for every move that extends the selection."""

    @abstractmethod
    def move(self, name: str, *, extend: bool = False) -> None:
        """Make a move of `MOVES`."""

    def _move(self, name: str, *, extend: bool = False) -> None:
        self.move(name, extend=extend)  # the view's: a partial method would keep to the one above

    action_left = partialmethod(_move, "left")
    action_right = partialmethod(_move, "right")
    action_up = partialmethod(_move, "up")
    action_down = partialmethod(_move, "down")
    action_word_left = partialmethod(_move, "word_left")
    action_word_right = partialmethod(_move, "word_right")
    action_sentence_left = partialmethod(_move, "sentence_left")
    action_sentence_right = partialmethod(_move, "sentence_right")
    action_turn_up = partialmethod(_move, "turn_up")
    action_turn_down = partialmethod(_move, "turn_down")
    action_row_start = partialmethod(_move, "row_start")
    action_row_end = partialmethod(_move, "row_end")
    action_page_up = partialmethod(_move, "page_up")
    action_page_down = partialmethod(_move, "page_down")
    action_text_start = partialmethod(_move, "text_start")
    action_text_end = partialmethod(_move, "text_end")
    action_extend_left = partialmethod(_move, "left", extend=True)
    action_extend_right = partialmethod(_move, "right", extend=True)
    action_extend_up = partialmethod(_move, "up", extend=True)
    action_extend_down = partialmethod(_move, "down", extend=True)
    action_extend_word_left = partialmethod(_move, "word_left", extend=True)
    action_extend_word_right = partialmethod(_move, "word_right", extend=True)
    action_extend_sentence_left = partialmethod(_move, "sentence_left", extend=True)
    action_extend_sentence_right = partialmethod(_move, "sentence_right", extend=True)
    action_extend_turn_up = partialmethod(_move, "turn_up", extend=True)
    action_extend_turn_down = partialmethod(_move, "turn_down", extend=True)
    action_extend_row_start = partialmethod(_move, "row_start", extend=True)
    action_extend_row_end = partialmethod(_move, "row_end", extend=True)
    action_extend_page_up = partialmethod(_move, "page_up", extend=True)
    action_extend_page_down = partialmethod(_move, "page_down", extend=True)
    action_extend_text_start = partialmethod(_move, "text_start", extend=True)
    action_extend_text_end = partialmethod(_move, "text_end", extend=True)

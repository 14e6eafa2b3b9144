"""Somebody who codes by mouse alone and keeps account of it; each gesture ends when the screen tells it.

Letters are typed only where there is no other way: for the name of a new code, a note, and words that are looked for.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from ledger import PARENT, Ledger, Memo

_TEXT = slice(6, 146)
"""The cells of the transcript's words, in a window of 200."""

_RIGHT = 2


class Mouse:
    """A hand on the mouse, at a window in which the whole transcript is seen."""

    def __init__(self, run: Any, ledger: Ledger) -> None:
        self.run, self.ledger = run, ledger

    def click(self, pattern: str, *, times: int = 1, by: int = 0, button: int = 0) -> None:
        """Click where a pattern is first found on the screen, ``by`` cells behind its beginning."""
        self.run.wait_for_match(pattern)
        self.run.rest()
        row, found = next(
            (row, one) for row, text in enumerate(self.run.screen.rows) if (one := re.search(pattern, text))
        )
        for _ in range(times):
            self._at(found.start() + by, row, button)

    def click_at(self, column: int, row: int) -> None:
        """Click on a cell."""
        self._at(column, row)

    def point(self, words: str, name: str, *, by: int = 1) -> None:
        """Click on words of the transcript, ``by`` cells behind their beginning, that have a code of that name."""
        (column, row), _ = self._ends(words)
        self._at(column + by, row)
        self.run.wait_for_match(rf"│ \w {name}")

    def _closed(self) -> None:
        """Wait until the list of commands is gone, whose border begins where the window does."""
        self.run._until(lambda: not any(row.startswith("▔") for row in self.run.screen.rows), "the list did not go")

    def _at(self, column: int, row: int, button: int = 0) -> None:
        self.run._mouse(button, column, row, "M")
        self.run._mouse(button, column, row, "m")

    def _ends(self, words: str) -> tuple[tuple[int, int], tuple[int, int]]:
        """Where words begin and end in the transcript, once they are seen there."""
        self.run._until(lambda: self._seen(words) is not None, f"{words!r} did not come")
        self.run.rest()
        found = self._seen(words)
        assert found is not None
        return found

    def _seen(self, words: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
        """Where words begin and end in the transcript: on one row, or on a row and the next."""
        rows = [row[_TEXT].rstrip() for row in self.run.screen.rows]
        for number, row in enumerate(rows):
            if (at := row.find(words)) >= 0:
                return (_TEXT.start + at, number), (_TEXT.start + at + len(words) - 1, number)
        for number, (row, below) in enumerate(pairwise(rows)):
            for space in (place for place, letter in enumerate(words) if letter == " "):
                head, tail = words[:space], words[space + 1 :]
                if row.endswith(head) and below.startswith(tail):
                    begin = _TEXT.start + len(row) - len(head)
                    return (begin, number), (_TEXT.start + len(tail) - 1, number + 1)
        return None

    def _selected(self, words: str) -> None:
        # From the codebook the keyboard goes back to the text, and the line at the bottom is another one.
        self.run.wait_for(f"{len(words)} characters selected", "  m Memo  ")

    def drag(self, words: str) -> str:
        """Select words by dragging over them; gives them."""
        (column, row), (last, below) = self._ends(words)
        self.run._mouse(0, column, row, "M")
        self.run._mouse(32, last, below, "M")
        self.run._mouse(0, last, below, "m")
        self._selected(words)
        return words

    def many_clicks(self, on: str, times: int, words: str) -> str:
        """Select the word, the sentence or the turn by clicking on it several times; gives the words."""
        (column, row), _ = self._ends(on)
        for _ in range(times):
            self._at(column + 1, row)
        self._selected(words)
        return words

    def menu(self, on: str, command: str) -> None:
        """Choose a command from the menu of a place in the text."""
        (column, row), _ = self._ends(on)
        self._at(column + 1, row, _RIGHT)
        self.run.wait_for("what to do?")
        self.click(rf"(?m)^  {command}  ", by=3)
        self._closed()

    def code(self, words: str, name: str, code: str, group: str, transcript: str = PARENT) -> None:
        """Choose a code in the list of all of them."""
        self.click(r" c Code  \. Again", by=3)
        self.run.wait_for("marks several")
        self.click(rf"\w {name}  {group[:10]}", by=4)
        self._coded(words, name, code, transcript=transcript)

    def several(self, words: str, **codes: str) -> None:
        """Put several codes on the words: each is marked by a click before it."""
        self.click(r" c Code  \. Again", by=3)
        self.run.wait_for("marks several")
        for name in codes.values():
            self.click(rf"□ [\d ] \w {name}  ")
            self.run.wait_for_match(rf"applies: .*{name}")
        self.click("Enter, or a click here, applies", by=2)
        self._coded(words, ", ".join(codes.values()), *(code.replace("_", "-") for code in codes))

    def from_codebook(self, words: str, name: str, code: str) -> None:
        """Put a code on the words by a double click on it in the codebook."""
        self.click(rf"[ \d] \w {name} +[\d│]", by=5, times=2)
        self._coded(words, name, code)

    def again(self, words: str, name: str, code: str) -> None:
        """Put the code chosen last on the words."""
        self.click(r" \. Again", by=3)
        self._coded(words, name, code)

    def new_code(self, words: str, name: str, code: str) -> None:
        """Make a code and put it on the words."""
        self.click(r" c Code  \. Again", by=3)
        self.run.wait_for("marks several")
        self.run.press(*name)
        self.click(rf"\+ New code “{name}”", by=3)
        self.run.wait_for(f"Its id will be {code}.")
        self.click("Make and apply", by=3)
        self._coded(words, name, code)

    def _coded(self, words: str, named: str, *codes: str, transcript: str = PARENT) -> None:
        self.run.wait_for(f"Coded “{words[:14]}", f"with {named}; ")
        self.ledger.add(words, *codes, transcript=transcript)

    def in_vivo(self, words: str, code: str) -> None:
        """Make a code of the words, from their menu."""
        self.menu(words, "In-vivo code")
        self.run.wait_for(f"Made the code “{words[:14]}")
        self.ledger.add(words, code)

    def memo(self, words: str, code: str, text: str) -> None:
        """Write the note of a coding, from the menu of its words."""
        self.menu(words, "Memo")
        self.run.wait_for("─ Memo on ")
        self.write(text, " Keep ", "Wrote the memo")
        self.ledger.change(words, code, memo=text)

    def new_memo(self, words: str, choice: str, about: str, text: str) -> None:
        """Write a memo on words or what stands there, from their menu."""
        self.menu(words, "Memo on …")
        self.run.wait_for("─ Memo on … ", "the transcript")
        self.click(rf"[► ] the {choice}", by=4)
        self.run.wait_for(f"─ New memo on the {choice}")
        self.write(text, " Save ", "Wrote the memo")
        self.ledger.memos.append(Memo(text, about, transcript=PARENT, words=words))

    def first_impressions(self, words: str, text: str) -> None:
        """Write the familiarisation note of the transcript, from the menu of words."""
        self.menu(words, "First impressions")
        self.run.wait_for(f"─ First impressions of {PARENT}")
        self.write(text, " Keep ", "Wrote the first impressions")
        self.ledger.memos.append(Memo(text, "transcript", "familiarisation", transcript=PARENT))

    def write(self, text: str, button: str, told: str) -> None:
        """Type into the editor that is open, and click its button."""
        self.run.press(*text)
        self.run.wait_for(text)
        self.click(button, by=2)
        self.run.wait_for(told)

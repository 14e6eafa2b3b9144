"""Somebody who codes by keyboard alone and keeps account of it; each gesture ends when the screen tells it."""

from __future__ import annotations

import re
from typing import Any

from ledger import PARENT, Ledger, Memo


class Keyboard:
    """Hands on the keyboard of a terminal."""

    def __init__(self, run: Any, ledger: Ledger) -> None:
        self.run, self.ledger = run, ledger

    def find(self, words: str, *, grow: str = "", types: bool = False) -> str:
        """Select words by finding them; then the sentence they stand in, which is ``grow``. Gives what is selected.

        Whole sentences are found by their first words. Each letter that is typed, where they are not pasted, is found.
        """
        if words.endswith((".", "?")) and not grow:
            words, grow = self.ledger.few_of(words), words
        self.run.press("ctrl+f")
        if types:
            self.run.press(*words.replace("’", "'"))
        else:
            self.run.paste(words.replace("’", "'"))
        self.run.wait_for_match(rf"{re.escape(words.replace('’', chr(39)))} +1 of 1 ")
        self.run.press("enter")
        self.run.wait_until_gone("1 of 1 ")
        self._selected(words)
        if grow and grow != words:
            self.run.press("space")
            self._selected(grow)
        return grow or words

    def _selected(self, words: str) -> None:
        self.run.wait_for(f"{len(words)} characters selected")

    def go(self, *keys: str, to: str) -> str:
        """Select words by moving; gives them."""
        self.run.press(*keys)
        self._selected(to)
        return to

    def code(self, words: str, /, transcript: str = PARENT, **codes: str) -> None:
        """Choose codes, by id and by what is typed, for the words that are selected; Tab is for several."""
        self.run.press("c")
        self.run.wait_for("marks several")
        for typed in codes.values():
            self._type_code(typed)
            if len(codes) > 1:
                self.run.press("tab")
                self.run.wait_for_match(rf"applies: .*{typed}")
        self.run.press("enter")
        ids = [code.replace("_", "-") for code in codes]
        self._coded(words, ", ".join(codes.values()), *ids, transcript=transcript)

    def _type_code(self, typed: str) -> None:
        self.run.press(*typed)
        self.run.wait_for_match(rf"►.{{4,7}}{typed}")

    def new_code(self, words: str, name: str, code: str) -> None:
        """Make a code and put it on the words."""
        self.run.press("c")
        self.run.wait_for("marks several")
        self.run.press(*name)
        self.run.wait_for(f"New code “{name}”")
        self.run.press("ctrl+n")
        self.run.wait_for(f"Its id will be {code}.")
        self.run.press("ctrl+s")
        self._coded(words, name, code)

    def press_for(self, key: str, words: str, name: str, code: str) -> None:
        """Put a code on the words with one key: the codes chosen last, or one that has a digit."""
        self.run.press(key)
        self._coded(words, name, code)

    def _coded(self, words: str, named: str, *codes: str, transcript: str = PARENT) -> None:
        self.run.wait_for(f"Coded “{words[:14]}", f"with {named}; ")
        self.ledger.add(words, *codes, transcript=transcript)

    def in_vivo(self, words: str, code: str) -> None:
        """Make a code of the words."""
        self.run.press("i")
        self.run.wait_for(f"Made the code “{words[:14]}")
        self.ledger.add(words, code)

    def memo(self, words: str, code: str, text: str) -> None:
        """Write the note of the coding that is meant."""
        self.run.press("m")
        self.run.wait_for("─ Memo on")
        self._write(text, "Wrote the memo")
        self.ledger.change(words, code, memo=text)

    def new_memo(self, choice: str, about: str, text: str, **told: str) -> None:
        """Write a memo on one of the things that it can be about here."""
        self.run.press("M")
        self.run.wait_for("─ Memo on … ", "the transcript")
        self.run.press(*choice)
        self.run.wait_for_match(f"► the {choice}")
        self.run.press("enter")
        self.run.wait_for(f"─ New memo on the {choice}")
        self._write(text, "Wrote the memo")
        self.ledger.memos.append(Memo(text, about, **told))

    def first_impressions(self, text: str) -> None:
        """Write the familiarisation note of the transcript."""
        self.run.press("F")
        self.run.wait_for(f"─ First impressions of {PARENT}")
        self._write(text, "Wrote the first impressions")
        self.ledger.memos.append(Memo(text, "transcript", "familiarisation", transcript=PARENT))

    def _write(self, text: str, told: str) -> None:
        self.run.press(*text)
        self.run.wait_for(text)
        self.run.press("ctrl+s")
        self.run.wait_for(told)

    def recode(self, words: str, old: str, new: str, typed: str) -> None:
        """Give the coding that is meant another code."""
        self.run.press("r")
        self.run.wait_for("Code: instead of")
        self._type_code(typed)
        self.run.press("enter")
        self.run.wait_for(f"Recoded to {typed}")
        self.ledger.change(words, old, code=new)

    def borders(self, key: str, code: str, words: str, now: str) -> None:
        """Move a border of the coding that is meant, or both."""
        self.run.press(key)
        told = rf"ends with “….*{re.escape(now[-6:])}”" if key in "klKL" else f"begins with “{re.escape(now[:6])}"
        self.run.wait_for_match(told if key != "=" else "stands on")
        self.ledger.change(words, code, words=now)

    def seal(self, words: str) -> None:
        """Mark the words as not for quotation."""
        self.run.press("x")
        self.run.wait_for("Marked as not for quotation")
        self.ledger.sealed.append((PARENT, words))

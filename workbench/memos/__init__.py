"""Memos: what an analyst notes on the study, a transcript, a code, a theme or a participant.

A note on a single coding stands with the coding (`workbench.coding.set_memo`).
"""

from workbench.memos.memos import ABOUT, KINDS, MemoFound, add, edit, memos, remove

__all__ = ["ABOUT", "KINDS", "MemoFound", "add", "edit", "memos", "remove"]

"""Memos: what an analyst notes on anything in the study; the log of the six phases; concerns for somebody's safety.

The note that a coding has in its own row (`workbench.coding.set_memo`) is listed among them.
"""

from workbench.memos.kinds import ABOUT, FAMILIARISATION, KIND_MEANINGS, KINDS, PHASE, PHASES, kinds_about, phase_names
from workbench.memos.listing import MemoFound, familiarisation, find, memos, open_concerns, printable
from workbench.memos.phases import Phase, add_entry, phases
from workbench.memos.sifting import ALL_MEMOS, Sifting
from workbench.memos.subjects import Where
from workbench.memos.writing import add, edit, pass_on, remove, today, write_familiarisation
from workbench.model import SAFEGUARDING

__all__ = [
    "ABOUT",
    "ALL_MEMOS",
    "FAMILIARISATION",
    "KINDS",
    "KIND_MEANINGS",
    "PHASE",
    "PHASES",
    "SAFEGUARDING",
    "MemoFound",
    "Phase",
    "Sifting",
    "Where",
    "add",
    "add_entry",
    "edit",
    "familiarisation",
    "find",
    "kinds_about",
    "memos",
    "open_concerns",
    "pass_on",
    "phase_names",
    "phases",
    "printable",
    "remove",
    "today",
    "write_familiarisation",
]

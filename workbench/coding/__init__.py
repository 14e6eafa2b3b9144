"""Codings: applying codes to passages, and reading them back as extracts."""

from workbench.codebook.changes.new_code import NewCode
from workbench.coding.apply import (
    Applied,
    apply,
    checked_span,
    find_place,
    place_of_quote,
    recode,
    remove,
    set_memo,
)
from workbench.coding.apply_all import PlacesIn, apply_all
from workbench.coding.borders import Moved, Split, move_borders, split
from workbench.coding.examples import UsedAsExample, as_examples, coding_of, examples_in_sight, use_as_example
from workbench.coding.extracts import Extract, ExtractPage, extracts, marked_passages, marks, newest_extracts
from workbench.coding.hits import Hit
from workbench.coding.in_vivo import InVivo, apply_in_vivo
from workbench.coding.marking import MarkTurned, mark_not_for_quotation, turn_mark
from workbench.coding.new_codes import apply_new, make_code, recode_new
from workbench.coding.transfer import TransferPlan, plan_transfer, plan_transfer_to_new, transfer

__all__ = [
    "Applied",
    "Extract",
    "ExtractPage",
    "Hit",
    "InVivo",
    "MarkTurned",
    "Moved",
    "NewCode",
    "PlacesIn",
    "Split",
    "TransferPlan",
    "UsedAsExample",
    "apply",
    "apply_all",
    "apply_in_vivo",
    "apply_new",
    "as_examples",
    "checked_span",
    "coding_of",
    "examples_in_sight",
    "extracts",
    "find_place",
    "make_code",
    "mark_not_for_quotation",
    "marked_passages",
    "marks",
    "move_borders",
    "newest_extracts",
    "place_of_quote",
    "plan_transfer",
    "plan_transfer_to_new",
    "recode",
    "recode_new",
    "remove",
    "set_memo",
    "split",
    "transfer",
    "turn_mark",
    "use_as_example",
]

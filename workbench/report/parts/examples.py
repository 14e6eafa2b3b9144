"""Examples of codes as they are printed: sentences as they stand, codings as quotations by the report's rules. Pure."""

from __future__ import annotations

from typing import NamedTuple

from workbench.codebook.schema import REFERENCE
from workbench.report.facts import ReportFacts
from workbench.report.printing import Withheld, quotation


class ExamplePrinted(NamedTuple):
    """An example as it may be printed.

    Attributes:
        text: What is printed; empty where it must not be.
        coding: The id of the coding that it is; empty where it is a sentence.
        left_out: Why it is not printed; empty where it is.
    """

    text: str
    coding: str = ""
    left_out: str = ""


def printed_example(facts: ReportFacts, example: str, *, omission: str) -> ExamplePrinted:
    """An example of a code as it may be printed.

    Args:
        facts: The study, with the codings that are examples.
        example: As the codebook has it.
        omission: The report's omission mark.
    """
    found = REFERENCE.fullmatch(example.strip())
    if found is None:
        return ExamplePrinted(example.strip())
    extract = facts.examples.get(found[1])
    if extract is None:
        return ExamplePrinted("", found[1], "there is no such coding, or it was removed")
    made = quotation(facts, extract, omission=omission)
    if isinstance(made, Withheld):
        return ExamplePrinted("", found[1], made.value)
    return ExamplePrinted(f"“{made.words}” ({made.attribution})", found[1])


def told_of_example(code_id: str, example: ExamplePrinted) -> str:
    """The notice of an example that is left out."""
    return f"The code {code_id}: an example is left out, the coding {example.coding}: {example.left_out}."

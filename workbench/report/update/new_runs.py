"""The runs of what an update puts in: in the form of what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy

from lxml import etree

from workbench.office.cleaning_trees import local
from workbench.office.tracked_text import Piece, text_of
from workbench.office.tracking import fill_run
from workbench.report.word.text import pieces as by_script


def form_of(row: Sequence[Piece], what: str, w: str) -> etree._Element | None:
    """The form of a quotation's attribution: that of its last letter; of its words: that of one before the brackets."""
    runs = [(piece.text, piece.run) for piece in row if piece.run is not None]
    if not runs:
        return None
    run = runs[-1][1]
    if what != "attribution":
        behind = text_of(list(row)).rfind(" (")
        before = [piece.run for piece in row if piece.run is not None and piece.start < max(1, behind)]
        run = before[-1] if before else run
    form = run.find(f"{w}rPr")
    return None if form is None else deepcopy(form)


def runs(text: str, what: str, form: etree._Element | None, w: str) -> Iterator[etree._Element]:
    """The runs of a piece of a quotation, which are parted where the direction of the script changes.

    Args:
        text: The piece.
        what: What it is: "label", "words" or "attribution".
        form: The form; None for none.
        w: The file's namespace of WordprocessingML in braces.
    """
    for piece in by_script(text):
        run = etree.Element(f"{w}r")
        properties = deepcopy(form) if form is not None else etree.Element(f"{w}rPr")
        for change in properties.findall(f"{w}rPrChange"):
            properties.remove(change)
        if what == "label" and properties.find(f"{w}b") is None:
            _insert_in_order(properties, etree.Element(f"{w}b"), w)
        if piece.script == "rtl" and properties.find(f"{w}rtl") is None:
            _insert_in_order(properties, etree.Element(f"{w}rtl"), w)
        if len(properties):
            run.append(properties)
        fill_run(run, {"break": "\n", "tab": "\t"}.get(piece.script, piece.text), w)
        yield run


_BEFORE = {"b": ("rStyle", "rFonts"), "rtl": ()}


def _insert_in_order(properties: etree._Element, element: etree._Element, w: str) -> None:
    """Put a property where the standard has it: bold behind style and font, the direction near the end."""
    first = _BEFORE[local(element)]
    if not first:
        last = next((one for one in properties if local(one) in ("cs", "em", "lang", "eastAsianLayout")), None)
        if last is None:
            properties.append(element)
        else:
            last.addprevious(element)
        return
    at = sum(local(one) in first for one in properties)
    properties.insert(at, element)

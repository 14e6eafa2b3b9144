"""Figures of footnotes that were typed by hand: small ones above the line, as signs that are so by themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

_FIGURE = re.compile(r"[\d\s,;–-]{1,12}")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(text: str) -> str:
    """A text that stands above the line, its digits as signs that do so; other words as they are."""
    return text.translate(_RAISED) if _FIGURE.fullmatch(text) else text


def raise_figures(body: etree._Element, namespace: str) -> None:
    """Put such signs in the place of digits that are set above the line.

    Args:
        body: The document's body; changed.
        namespace: The file's namespace of WordprocessingML.
    """
    w = f"{{{namespace}}}"
    for align in body.iter(f"{w}vertAlign"):
        run = properties.getparent() if (properties := align.getparent()) is not None else None
        if run is None or run.tag != f"{w}r" or align.get(f"{w}val") != "superscript":
            continue
        for words in run.iter(f"{w}t"):
            words.text = raised(words.text or "")

"""What stands in a template between double braces: where the report goes, and what of its title page goes where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from docx.oxml.ns import qn

from workbench.errors import BadInput
from workbench.report.content import Report
from workbench.report.word.text import one_line

REPORT = "report"
"""The placeholder in whose place the report is written."""

_PLACEHOLDER = re.compile(r"\{\{\s*([\w -]{1,40}?)\s*\}\}")


def values_of(report: Report) -> dict[str, str]:
    """What stands for each placeholder but that of the report itself."""
    page = report.title_page
    return {
        "title": one_line(page.title),
        "subtitle": one_line(page.subtitle),
        "authors": one_line(", ".join(page.authors)),
        "organisation": one_line(page.organisation),
        "commissioner": one_line(page.commissioner),
        "date": one_line(page.date),
        "state": one_line(report.running_note),
    }


def place_of_report(body: Any, where: str) -> Any | None:
    """The paragraph in whose place the report is written; None where the template has none.

    Args:
        body: The template's body.
        where: The template, for messages.

    Raises:
        BadInput: There are several; or it does not stand alone in its paragraph, or not among the text itself.
    """
    found = [one for one in body.iter(qn("w:p")) if any(name == REPORT for name in _named(_text(one)))]
    if not found:
        return None
    if len(found) > 1:
        raise BadInput(f"{where} has {{{{report}}}} in {len(found)} places.", "Leave it in one of them.")
    (paragraph,) = found
    if paragraph.getparent() is not body or not _PLACEHOLDER.fullmatch(_text(paragraph).strip()):
        raise BadInput(
            f"{where} has {{{{report}}}} where no report can stand.",
            "Let it be a paragraph of its own, in no table, text box or control, with no other words.",
        )
    return paragraph


def fill(root: Any, values: Mapping[str, str], where: str) -> set[str]:
    """Put words in the place of placeholders, in their appearance.

    Args:
        root: Where to look.
        values: The words, by the placeholders' names.
        where: The template, for messages.

    Returns:
        The placeholders that were there.

    Raises:
        BadInput: There is one of no known name.
    """
    seen: set[str] = set()
    for paragraph in root.iter(qn("w:p")):
        texts = _texts(paragraph)
        whole = "".join(one.text or "" for one in texts)
        # From the last to the first, so that the places of those before stay.
        for found in reversed(list(_PLACEHOLDER.finditer(whole))):
            name = found[1].casefold()
            if name not in values:
                known = ", ".join(f"{{{{{one}}}}}" for one in (REPORT, *values))
                raise BadInput(
                    f"{where} has the placeholder {{{{{found[1]}}}}}, which is not known.", f"Known: {known}."
                )
            _replace(texts, *found.span(), values[name])
            seen.add(name)
    return seen


def _named(text: str) -> Iterable[str]:
    return (found[1].casefold() for found in _PLACEHOLDER.finditer(text))


def _texts(paragraph: Any) -> list[Any]:
    """The elements with a paragraph's own words: not those of text boxes within it."""
    return [one for one in paragraph.iter(qn("w:t")) if next(one.iterancestors(qn("w:p")), None) is paragraph]


def _text(paragraph: Any) -> str:
    return "".join(one.text or "" for one in _texts(paragraph))


def _replace(texts: Iterable[Any], start: int, end: int, words: str) -> None:
    """Put words in the place of a stretch of a paragraph's, which Word may have cut into several elements."""
    at = 0
    for one in texts:
        text = one.text or ""
        first, last = max(start - at, 0), min(end - at, len(text))
        if first < last:
            one.text = text[:first] + words + text[last:]
            one.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            words = ""
        at += len(text)

"""What a Word file says of itself and of those who worked on it: settings, styles and properties of the document."""

from __future__ import annotations

from collections import Counter
from typing import Final

from lxml import etree

from workbench.office.cleaning_trees import local, remove, words

VARIABLES: Final = "document variables"
PROPERTIES: Final = "properties of the document (author, dates, company …)"

_SETTINGS_KEPT = words(
    """zoom removePersonalInformation removeDateAndTime displayBackgroundShape printPostScriptOverText
    printFractionalCharacterWidth embedTrueTypeFonts embedSystemFonts saveSubsetFonts mirrorMargins alignBordersAndEdges
    bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors
    defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps evenAndOddHeaders
    bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing drawingGridVerticalSpacing
    displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery doNotUseMarginsForDrawingGridOrigin
    drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData noPunctuationKerning
    characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore updateFields
    footnotePr endnotePr compat mathPr themeFontLang clrSchemeMapping decimalSymbol listSeparator"""
)
"""The settings that are for how a document looks; all others stay behind."""
_APP_KEPT = ("Application", "AppVersion")
_CORE_KEPT = ("title", "subject")


def clean_settings(root: etree._Element, taken: Counter[str]) -> None:
    """Leave of a file's settings what is seen: not what tells of people, sessions, templates and sources of data."""
    for element in list(root):
        name = local(element)
        if name not in _SETTINGS_KEPT:
            taken[VARIABLES] += len(element) if name == "docVars" else 0
            remove(element)


def clean_styles(root: etree._Element, w: str) -> None:
    """Let no style hide words: those that were hidden are gone."""
    for style in root.iter(f"{w}style", f"{w}rPrDefault"):
        for name in ("vanish", "webHidden", "specVanish"):
            for element in list(style.iter(w + name)):
                remove(element)


def clean_core(root: etree._Element, text: str, taken: Counter[str]) -> None:
    """Leave of a document's properties its language, and of title and subject what the document says aloud.

    Args:
        root: The properties; they are changed.
        text: All that a reader sees of the document.
        taken: Where it is counted what was there.
    """
    seen = " ".join(text.split()).casefold()
    for element in list(root):
        own = " ".join((element.text or "").split())
        said = local(element) in _CORE_KEPT and own and own.casefold() in seen
        if not said and local(element) != "language":
            taken[PROPERTIES] += bool(own)
            remove(element)


def clean_app(root: etree._Element, taken: Counter[str]) -> None:
    """Leave of what a program wrote of a document its own name."""
    for element in list(root):
        if local(element) not in _APP_KEPT:
            taken[PROPERTIES] += local(element) in ("Manager", "Company", "Template", "HyperlinkBase")
            remove(element)

"""What a Word file says of itself and of those who worked on it: settings, styles and properties of the document."""

from __future__ import annotations

from collections import Counter
from typing import Final

from lxml import etree

from workbench.office.cleaning_trees import local, remove, words

VARIABLES: Final = "document variables"
PROPERTIES: Final = "properties of the document (author, dates, company …)"

_SETTINGS = words(
    """rsids docVars attachedTemplate linkStyles trackRevisions revisionView mailMerge documentType
    writeProtection proofState activeWritingStyle attachedSchema saveThroughXslt schemaLibrary smartTagType docId
    savePreviewPicture readModeInkLockDown captions"""
)
_APP_KEPT = ("Application", "AppVersion")
_CORE_KEPT = ("title", "subject")


def clean_settings(root: etree._Element, taken: Counter[str]) -> None:
    """Take out of a file's settings what tells of people, sessions, templates and sources of data."""
    for element in list(root):
        name = local(element)
        if name in _SETTINGS:
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

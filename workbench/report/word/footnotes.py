"""Footnotes in Word: a part of their own, and in the text a figure behind what they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from workbench.report.word.parts import WordParts

FOOTNOTE = "FootnoteText"
FIGURE = "FootnoteReference"

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_TIGHT = '<w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
_EMPTY = (
    f'<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="-1"><w:p>{_TIGHT}<w:r><w:separator/></w:r></w:p>'
    f'</w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p>{_TIGHT}<w:r><w:continuationSeparator/>'
    "</w:r></w:p></w:footnote></w:footnotes>"
)
_FIGURE = f'<w:r><w:rPr><w:rStyle w:val="{FIGURE}"/></w:rPr>{{}}</w:r>'
_BLANK = '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
_BEGINNING = f"<w:p {nsdecls('w')}>{_FIGURE.format('<w:footnoteRef/>')}{_BLANK}</w:p>"
_IN_SETTINGS = f'<w:footnotePr {nsdecls("w")}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'


class Footnotes:
    """Takes the footnotes of a document; there is no part for them before the first.

    Args:
        parts: The document.
    """

    def __init__(self, parts: WordParts) -> None:
        self._parts = parts
        self._root: Any = None
        self._last = 0
        self.written: list[Any] = []
        """The paragraphs of the footnotes."""

    def add(self, paragraph: Any, runs: Iterable[Any]) -> str:
        """Write a footnote.

        Args:
            paragraph: The empty paragraph it stands in.
            runs: Its words.

        Returns:
            The run with its figure, for the text, as XML.
        """
        root = self._opened()
        self._last += 1
        note = parse_xml(f'<w:footnote {nsdecls("w")} w:id="{self._last}"/>')
        paragraph.extend([*parse_xml(_BEGINNING), *runs])
        note.append(paragraph)
        root.append(note)
        self.written.append(paragraph)
        return _FIGURE.format(f'<w:footnoteReference w:id="{self._last}"/>')

    def _opened(self) -> Any:
        if self._root is None:
            is_new = self._parts.one("footnotes") is None
            self._root = self._parts.one_or_new("footnotes", _CONTENT_TYPE, _EMPTY)
            self._last = max((int(note.get(qn("w:id"), "0")) for note in self._root), default=0)
            self._last = max(self._last, 0)
            settings = self._parts.one("settings")
            if is_new and settings is not None:
                _announce(settings)
        return self._root


def _announce(settings: Any) -> None:
    """Say in the settings which notes are the lines above the notes."""
    behind = [settings.find(qn(tag)) for tag in ("w:footnotePr", "w:endnotePr", "w:compat")]
    if behind[0] is None and (before := next((one for one in behind if one is not None), None)) is not None:
        before.addprevious(parse_xml(_IN_SETTINGS))

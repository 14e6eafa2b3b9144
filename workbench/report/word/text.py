"""Text as Word wants it: pieces by script, so that Arabic, Hebrew and Chinese show as they should. Pure.

Nothing is parsed and nothing lost: a piece is either words or a line break, and the words joined are the text, save
for characters that no XML file can hold, which become U+FFFD.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from workbench.report.content import FORBIDDEN_CHARACTER, REPLACEMENT

_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_EAST_ASIAN = (
    "\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
)
# Said by what may stand in it, not by what may not: a text of many words is gone through ten times as fast.
_PLAIN = re.compile("[ -\u058f\u0900-\u10ff\u1200-\u2e7f]*")
_HAS_RIGHT_TO_LEFT = re.compile(f"[{_RIGHT_TO_LEFT}]")
# A stretch of one script takes in the spaces, marks and figures between its letters, not those at its ends.
_STRETCH = re.compile(
    f"(?P<rtl>[{_RIGHT_TO_LEFT}]+(?:(?:(?![\n\r\t])[\\W\\d]){{0,40}}[{_RIGHT_TO_LEFT}]+)*)"
    f"|(?P<cjk>[{_EAST_ASIAN}]+)"
    "|(?P<break>\r\n|[\n\r])"
    "|(?P<tab>\t)"
)


class Piece(NamedTuple):
    """Words of one script: "" (any other), "rtl" or "cjk"; or "break" or "tab", whose text says nothing."""

    text: str
    script: str


def pieces(text: str) -> Iterator[Piece]:
    """The text in pieces, in order."""
    if is_plain(text):
        if text:
            yield Piece(text, "")
        return
    text = FORBIDDEN_CHARACTER.sub(REPLACEMENT, text)
    done = 0
    for found in _STRETCH.finditer(text):
        if found.start() > done:
            yield Piece(text[done : found.start()], "")
        yield Piece(found[0], found.lastgroup or "")
        done = found.end()
    if done < len(text):
        yield Piece(text[done:], "")


_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_REGIONS = {
    "ar": "SA", "bg": "BG", "cs": "CZ", "cy": "GB", "da": "DK", "de": "DE", "el": "GR", "en": "GB", "es": "ES",
    "fa": "IR", "fi": "FI", "fr": "FR", "he": "IL", "hi": "IN", "hu": "HU", "it": "IT", "ja": "JP", "ko": "KR",
    "nb": "NO", "nl": "NL", "pl": "PL", "ps": "AF", "pt": "PT", "ro": "RO", "ru": "RU", "so": "SO", "sq": "AL",
    "sv": "SE", "ti": "ER", "tr": "TR", "uk": "UA", "ur": "PK", "vi": "VN", "zh": "CN",
}  # fmt: skip
"""Word knows languages by their countries; where none is said, by that of most speakers."""

_FROM_THE_RIGHT = ("ar", "fa", "he", "ps", "ug", "ur", "yi", "dv")
_EAST = ("ja", "ko", "zh")


def language_of_run(text: str, script: str, language: str) -> str:
    """The tag under which Word checks a run's spelling; empty for the document's own.

    Args:
        text: Its words.
        script: As `Piece` has it.
        language: What the quotation is said in, where that is another than the document's; else empty.
    """
    known = language.strip().replace("_", "-")
    tag = known if _TAG.fullmatch(known) else ""
    kind = "rtl" if tag[:2].casefold() in _FROM_THE_RIGHT else "cjk" if tag[:2].casefold() in _EAST else ""
    if kind != script or not tag:
        # Words of another script than the quotation's language has: by their letters, as far as these tell.
        return "" if script == "" else _by_letters(text, script)
    return tag if "-" in tag else f"{tag}-{_REGIONS[tag]}" if tag in _REGIONS else tag


def _by_letters(text: str, script: str) -> str:
    first = text[:200]
    if script == "rtl":
        return "he-IL" if re.search("[\u0590-\u05ff\ufb1d-\ufb4f]", first) else "ar-SA"
    if re.search("[\u3040-\u30ff]", first):
        return "ja-JP"
    return "ko-KR" if re.search("[\u1100-\u11ff\uac00-\ud7ff]", first) else "zh-CN"


def is_plain(text: str) -> bool:
    """Whether the text is known at a glance to be one piece of no particular script."""
    return _PLAIN.fullmatch(text) is not None


def reads_from_the_right(text: str) -> bool:
    """Whether the text's first letter belongs to a script written from right to left."""
    if is_plain(text) or not _HAS_RIGHT_TO_LEFT.search(text):
        return False
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((direction for direction in directions if direction in ("L", "R", "AL")), "L") != "L"


def one_line(text: str) -> str:
    """The text without line breaks, tabs and characters that no document can hold, for titles and properties."""
    return " ".join(FORBIDDEN_CHARACTER.sub(REPLACEMENT, text).split())

"""Characters of the symbol fonts that ``w:sym`` uses, as Unicode. Pure.

Sources: Unicode's own mapping of the Symbol font (SYMBOL.TXT, Unicode, Inc.); for Wingdings and Webdings only the signs
people put into documents by hand or by autocorrection.
"""

from __future__ import annotations

from typing import Final

UNKNOWN: Final = "\ufffd"
"""Stands for a sign of a symbol font that has no place in Unicode or is not known here."""

_SYMBOL_20 = " !∀#∃%&∍()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_\uf8e5αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
_SYMBOL_A0 = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\uf8ff〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
_WINGDINGS = {
    0x4A: "☺",
    0x4B: "😐",
    0x4C: "☹",
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "❑",
    0x72: "❒",
    0x75: "◆",
    0x76: "❖",
    0x9F: "•",
    0xA7: "▪",
    0xA8: "◻",
    0xD8: "➢",
    0xDF: "←",
    0xE0: "→",
    0xE1: "↑",
    0xE2: "↓",
    0xE8: "➔",
    0xEF: "⇦",
    0xF0: "⇨",
    0xF3: "⬄",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
    0x28: "☎",
    0x2A: "✉",
    0x41: "✌",
    0x43: "👍",
    0x44: "👎",
    0x46: "☞",
    0x22: "✂",
    0x21: "✏",
    0x36: "⌛",
    0x52: "☼",
    0xAB: "★",
}
_WEBDINGS = {0x59: "♥", 0x61: "✔", 0x63: "☐", 0x67: "■", 0x6E: "●", 0x72: "✗"}
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0xA3: "☐", 0x97: "●"}


def symbol(font: str, code: int) -> str:
    """The character a symbol font shows for a code.

    Args:
        font: The font's name as Word writes it.
        code: The character's code; Word shifts codes of symbol fonts to F000–F0FF.

    Returns:
        One character; `UNKNOWN` where the font's sign is not known here.
    """
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    family = font.strip().casefold()
    if family == "symbol":
        return _of_symbol(low)
    tables = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "webdings": _WEBDINGS}
    if family in tables:
        return tables[family].get(low, UNKNOWN)
    if 0xE000 <= code <= 0xF8FF or not 0x20 <= code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return UNKNOWN
    return chr(code)


def _of_symbol(low: int) -> str:
    if 0x20 <= low < 0x20 + len(_SYMBOL_20):
        found = _SYMBOL_20[low - 0x20]
    elif 0xA0 <= low < 0xA0 + len(_SYMBOL_A0):
        found = _SYMBOL_A0[low - 0xA0]
    else:
        return UNKNOWN
    return UNKNOWN if 0xE000 <= ord(found) <= 0xF8FF else found

"""The codes of many states of a codebook, without reading the same code again and again. Pure.

Of two hundred states of five hundred codes, nearly all codes stand in nearly all of them as they stood before. In a
list with dashes each code is a piece of the text that can be read alone; a piece that stands in many states is read
once.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from workbench.codebook.file import parse
from workbench.codebook.schema import Code, Codebook
from workbench.errors import BadInput

_CODES = re.compile(r"\ncodes:[ \t]*(?:#.*)?\r?(?=\n)")
_DASH = re.compile(r"\n( *)- ")
_OTHER_KEY = re.compile(r"\n[^\s#-]")
_KEPT = 8192


def codes_of(text: str) -> dict[str, Code]:
    """The codes of one state of a codebook, by their ids.

    Args:
        text: The whole text of a state that could once be read; where it cannot any more, no code is found in it.
    """
    found = _by_pieces(text)
    if found is not None:
        return found
    try:
        return {code.id: code for code in parse(text, file="codebook").codes}
    except BadInput:
        return {}


def codebook_of(text: str, *, file: str) -> Codebook:
    """One state of a codebook, as `parse` gives it, read by pieces where that can be done.

    Args:
        text: The whole text.
        file: The file's name.

    Raises:
        BadInput: The codebook cannot be used.
    """
    codes = _by_pieces(text)
    above, _, below = ("\n" + text).partition("\ncodes:")
    if codes is None or _OTHER_KEY.search(below):
        return parse(text, file=file)
    return replace(parse(above[1:], file=file), codes=tuple(codes.values()))


def _by_pieces(text: str) -> dict[str, Code] | None:
    """The codes; None where the text is written in a way that only reading all of it tells them apart."""
    text = "\n" + text
    head = text.find("\ncodes:")
    if head < 0 or text.find("\ncodes:", head + 1) >= 0 or (found := _CODES.match(text, head)) is None:
        return None
    begin = found.end()
    dash = _DASH.search(text, begin)
    if dash is None or any(not _says_nothing(line) for line in text[begin : dash.start()].split("\n")):
        return None
    codes: dict[str, Code] = {}
    for piece in text[dash.end() :].split(dash[0]):
        code, is_last = _read(piece, dash[1])
        if code is None or code.id in codes:
            return None
        codes[code.id] = code
        if is_last:
            break
    return codes


def _says_nothing(line: str) -> bool:
    return not line.strip() or line.lstrip(" ").startswith("#")


@lru_cache(maxsize=_KEPT)
def _read(piece: str, indent: str) -> tuple[Code | None, bool]:
    """The code that stands alone in a piece, if it does, and whether another key of the codebook stands behind it."""
    try:
        codes = parse(f"codes:\n{indent}- {piece}\n", file="codebook").codes
    except BadInput:
        return None, False
    return codes[0] if len(codes) == 1 else None, _OTHER_KEY.search(piece) is not None

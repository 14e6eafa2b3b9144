"""How names written by people are compared: "PM 1", "pm1" and "PM-01" are one name, "P1" and "P10" are two. Pure."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol


class Named(Protocol):
    """What waves and roles have: an id, and a label as printed (empty where it is the id)."""

    @property
    def id(self) -> str:
        """The short name that files and commands use."""

    @property
    def label(self) -> str:
        """The name as printed; may be empty."""


class Piece(NamedTuple):
    """A run of letters or a run of digits in a name, and where it stands in the name after `plain`."""

    folded: str
    """Case folded; a number without leading zeros."""
    written: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        """Whether it is a run of digits."""
        return self.written[0].isdigit()


def plain(name: str) -> str:
    """A name in the one Unicode form in which names are compared (macOS and Windows write "é" differently)."""
    return unicodedata.normalize("NFKC", name)


@lru_cache(maxsize=16384)
def pieces(name: str) -> tuple[Piece, ...]:
    """The runs of letters and the runs of digits of `plain(name)`, in order; everything else separates."""
    text = plain(name)
    found: list[Piece] = []
    start = 0
    while start < len(text):
        kind = _kind(text[start])
        end = start + 1
        while kind and end < len(text) and _kind(text[end]) == kind:
            end += 1
        if kind:
            run = text[start:end]
            found.append(Piece((run.lstrip("0") or "0") if kind == "digit" else run.casefold(), run, start, end))
        start = end
    return tuple(found)


def _kind(character: str) -> str:
    if character.isdigit():
        return "digit"
    return "letter" if character.isalpha() else ""


@lru_cache(maxsize=16384)
def key(name: str) -> str:
    """What two spellings of one name share: letters and numbers without case, spaces, punctuation and leading zeros.

    Of a name without letters and digits, the name itself without outer white space.
    """
    return "".join(_keyed(pieces(name))) or plain(name).strip().casefold()


def _keyed(run: Sequence[Piece]) -> Iterable[str]:
    """Pieces to be joined; two numbers side by side stay two ("1-2" is not "12")."""
    for index, piece in enumerate(run):
        if index and piece.is_number and run[index - 1].is_number:
            yield " "
        yield piece.folded


def named(text: str, things: Iterable[Named]) -> str | None:
    """The id of the wave or role that `text` names by id or label, or None. An id goes before a label."""
    wanted, by_label = key(text), None
    for thing in things:
        if key(thing.id) == wanted:
            return thing.id
        if by_label is None and thing.label and key(thing.label) == wanted:
            by_label = thing.id
    return by_label


def nearest(text: str, known: Iterable[str]) -> str | None:
    """The known value that `text` was probably meant to be, or None where none is near."""
    by_key = {key(value): value for value in known}
    close = difflib.get_close_matches(key(text), list(by_key), n=1, cutoff=0.6)
    return by_key[close[0]] if close else None


def shown(value: str, limit: int = 40) -> str:
    """A value from a file as a message may show it: quoted, on one line, without control characters, not too long."""
    clean = "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in value[: limit + 1]
    )
    return f'"{clean[:limit]}…"' if len(clean) > limit else f'"{clean}"'

"""What a quotation claims was said: pieces of words, and the marked gaps between them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import NamedTuple

import numpy as np

from workbench.prepared import BLACK_SIGNS, INITIALS, MOST_BLACKENED, MOST_IN_PLACE
from workbench.report.verify.fillers import USUAL, Fillers
from workbench.report.verify.letters import Letters, letters_of


class GapKind(Enum):
    """What stands between two pieces of a quotation."""

    OMISSION = "omission"
    """Dots, or an ellipsis: words may be left out, or somebody paused."""
    BRACKET = "bracket"
    """Words in brackets: added, in place of others, or the transcriber's own."""
    REDACTION = "redaction"
    """`XX`, an initial, a blackened word: in place of a name."""
    SPLIT = "split"
    """The report's own words: “…,” she said, “…”."""
    VOICE = "voice"
    """Another speaker's label."""


class Gap(NamedTuple):
    """What stands before a piece, or behind the last one.

    Attributes:
        kinds: What it is made of, in order; empty before the first piece where nothing stands.
        letters: The folded letters of what stands in brackets or for a name.
        longest: So many letters of the transcript may stand in place of it; None where any number may.
    """

    kinds: tuple[GapKind, ...] = ()
    letters: str = ""
    longest: int | None = 0

    @property
    def has_omission(self) -> bool:
        """Whether words may have been left out."""
        return GapKind.OMISSION in self.kinds

    def joined(self, other: Gap) -> Gap:
        """Both as one."""
        longest = None if self.longest is None or other.longest is None else max(self.longest, other.longest)
        return Gap((*self.kinds, *other.kinds), self.letters + other.letters, longest)


class Piece(NamedTuple):
    """Words that are claimed to stand one after the other.

    Attributes:
        letters: Their folded letters.
        start: Where they begin in the quotation's text, in code points.
        end: Where they end (exclusive).
        asks: Numbers of letters behind which a question mark stands.
        voice: Which of the quotation's speakers says them, from 0.
    """

    letters: str
    start: int
    end: int
    asks: frozenset[int]
    voice: int


@dataclass(frozen=True)
class Wording:
    """A quotation as it is looked for.

    Attributes:
        text: The quotation's text as printed, without its quotation marks and attribution.
        pieces: Its words, in order; none where it holds no words.
        gaps: One before each piece and one behind the last.
        folded: The letters of the whole text without what stands in gaps.
    """

    text: str
    pieces: tuple[Piece, ...]
    gaps: tuple[Gap, ...]
    folded: Letters

    @cached_property
    def letters(self) -> int:
        """How many letters it claims."""
        return sum(len(piece.letters) for piece in self.pieces)

    @cached_property
    def longest(self) -> int:
        """The number of its longest piece."""
        return max(range(len(self.pieces)), key=lambda number: len(self.pieces[number].letters))

    def starts(self, number: int) -> list[int]:
        """Where words begin in a piece, as numbers of its letters."""
        first = sum(len(piece.letters) for piece in self.pieces[:number])
        last = first + len(self.pieces[number].letters)
        starts = self.folded.starts
        return [0, *(starts[(starts > first) & (starts < last)] - first).tolist()]


def without_fillers(wanted: Wording, fillers: Fillers = USUAL) -> Wording:
    """The same without fillers, repeated words and transcriber's notes in its pieces."""
    out = np.zeros(len(wanted.folded.places), np.bool_)
    for start, end in fillers.found_in(wanted.text):
        out |= (wanted.folded.places >= start) & (wanted.folded.places < end)
    if not out.any():
        return wanted
    folded = wanted.folded.only(np.flatnonzero(~out))
    pieces, gaps, pending = list[Piece](), list[Gap](), Gap()
    for gap, piece in zip(wanted.gaps, wanted.pieces, strict=False):
        low, high = np.searchsorted(folded.places, (piece.start, piece.end)).tolist()
        pending = pending.joined(gap)
        if high > low:
            pieces.append(_piece(wanted.text, folded, low, high, piece.voice))
            gaps.append(pending)
            pending = Gap()
    return Wording(wanted.text, tuple(pieces), (*gaps, pending.joined(wanted.gaps[-1])), folded)


class Break(NamedTuple):
    """A place in a quotation's text where something of the report's own stands that was not said."""

    start: int
    end: int
    kind: GapKind


_DOTS = r"(?:…|\.[ \u00a0]?\.)(?:[.…]|[ \u00a0][.…])*"
_OMISSION = rf"\[\s*(?:{_DOTS}|-{{2,}}|[–—])\s*\]|\(\s*(?:{_DOTS})\s*\)|<\s*{_DOTS}\s*>|{_DOTS}"
_SNIPPED = r"\[\s*(?:cut|snip|snipped|omitted|words omitted|omission)\s*\]"
_FIGURE = r"\[\d{1,3}\]|[⁰¹²³⁴-⁹]+|(?<=[^\W\d_][.?!])\d{1,3}(?=[”’\"']?(?:\s+[^\W\da-z_]|\s*\Z))"
"""A footnote's figure; one that is raised no more, behind the stop of a sentence."""
_BRACKET = r"\[[^\[\]]{0,400}\]|\((?:[^()]|\([^()]{0,100}\)){0,400}\)"
_WITHIN = r"'’.&@+°%‰/#$£€"
"""Behind these a letter is part of a word: *A&E*, *37 °C*, *N/A*."""
_REDACTED = (
    rf"\b[Xx]{{2,}}\b|_{{2,}}|[{BLACK_SIGNS}]+"
    rf"|(?<![{_WITHIN}])\b[{INITIALS}]\b(?!['’.&@/]\w|[-–]\w|[+#])"
)
_GAP = re.compile(
    rf"(?P<figure>{_FIGURE})|(?P<sic>\[\s*sic!?\s*\])|(?P<omission>{_SNIPPED}|{_OMISSION})"
    rf"|(?P<bracket>{_BRACKET})|(?P<redaction>{_REDACTED})",
)
_MAY_BEGIN = re.compile(f"[][(<….A-Zx_{BLACK_SIGNS}⁰¹²³⁴-⁹]|(?<=[.?!])[0-9]")
_CASE = re.compile(r"\[[^\W\d_]\](?=[^\W\d_])")
"""A letter whose case was changed: *[T]hey*. It was said, and is no bracket."""
CONTRACTED = re.compile(r"['’‘](?:s|re|ve|d|ll|m)\b", re.IGNORECASE)
"""What a verb that is drawn to the word before it ends with: *she’s*."""
_BEFORE_CONTRACTED = re.compile(
    rf"\b(?P<who>I|you|he|she|it|we|they|there)(?P<bracket>\s*(?:{_BRACKET}))(?P<ending>{CONTRACTED.pattern})",
    re.IGNORECASE,
)
"""What brackets explain in the middle of a word: *he [my mentor]'s*. It is read as *he's [my mentor]*."""
_UP_TO_ENDING, _LONGEST_WORD = re.compile(r"[^\W\d_]+\[[^\W\d_]{1,4}\]\Z"), 30
BRACKET = re.compile(_BRACKET)
"""What stands in brackets, with them."""

_LONGEST = {GapKind.BRACKET: MOST_IN_PLACE, GapKind.REDACTION: MOST_BLACKENED, GapKind.SPLIT: 400}
"""So many letters may stand in place of what is in brackets, or of a name: as many as may be prepared so."""


def wording(text: str, breaks: Sequence[Break] = ()) -> Wording:
    """A quotation's text as pieces and gaps.

    Args:
        text: The words between the quotation marks, or of the block, without the attribution.
        breaks: Where words of the report stand in it, or labels of speakers, in order.
    """
    if "[" in text or "(" in text:
        text = _BEFORE_CONTRACTED.sub(r"\g<who>\g<ending>\g<bracket>", text)  # of the same length
    spans = _spans(text, breaks)
    out = letters_of(text)
    folded = _without(out, spans)
    pieces: list[Piece] = []
    gaps: list[Gap] = []
    pending: list[tuple[int, int, GapKind]] = []
    at, voice = 0, 0
    for start, end, kind in [*spans, (len(text), len(text), None)]:
        low, high = np.searchsorted(folded.places, (at, start))
        if high > low:
            gaps.append(_gap(text, pending))
            pieces.append(_piece(text, folded, int(low), int(high), voice))
            pending = []
        if kind is not None:
            voice += kind is GapKind.VOICE
            pending.append((start, end, kind))
        at = end
    gaps.append(_gap(text, pending))
    return Wording(text, tuple(pieces), tuple(gaps), folded)


def _without(letters: Letters, spans: Sequence[tuple[int, int, GapKind]]) -> Letters:
    if not spans:
        return letters
    gone = np.zeros(len(letters.places), np.bool_)
    borders = np.searchsorted(letters.places, [(start, end) for start, end, _ in spans])
    for first, last in borders.tolist():
        gone[first:last] = True
    return letters.only(np.flatnonzero(~gone))


def _spans(text: str, breaks: Sequence[Break]) -> list[tuple[int, int, GapKind]]:
    """All that is no words of the quotation, in order."""
    found: list[tuple[int, int, GapKind]] = [(one.start, one.end, one.kind) for one in breaks]
    for one in _gaps(text):
        if any(one.start() < known.end and known.start < one.end() for known in breaks):
            continue
        name = one.lastgroup or ""
        # A figure of a footnote, or [sic], adds nothing: as a bracket it may stand in place of nothing.
        kind = GapKind.OMISSION if name == "omission" else GapKind.REDACTION
        kind = GapKind.BRACKET if name in ("bracket", "sic", "figure") else kind
        # "[My mentor]'s got": the bracket stands for all of "she's".
        ending = CONTRACTED.match(text, one.end()) if name == "bracket" else None
        # "say[s]": the bracket stands for the end of "said".
        word = _UP_TO_ENDING.search(text, max(0, one.start() - _LONGEST_WORD), one.end()) if name == "bracket" else None
        found.append((word.start() if word else one.start(), ending.end() if ending else one.end(), kind))
    return sorted(found, key=lambda one: one[:2])


def _gaps(text: str) -> Iterator[re.Match[str]]:
    """All that is no words, one after the other. To try only where such a thing may begin takes a tenth of the time."""
    done = 0
    for sign in _MAY_BEGIN.finditer(text):
        if sign.start() >= done and (found := _GAP.match(text, sign.start())) is not None:
            if _CASE.match(text, found.start()) is None:
                yield found
            done = found.end()


def _gap(text: str, pending: Iterable[tuple[int, int, GapKind]]) -> Gap:
    kinds: list[GapKind] = []
    letters: list[str] = []
    longest: int | None = 0
    for start, end, kind in pending:
        kinds.append(kind)
        inside = text[start:end]
        said = letters_of(inside).text if kind in (GapKind.BRACKET, GapKind.REDACTION) else ""
        letters.append(said)
        if kind in (GapKind.OMISSION, GapKind.VOICE):
            longest = None
        elif longest is not None and not _adds_nothing(inside):
            longest = max(longest, _LONGEST[kind], len(said))
    return Gap(tuple(kinds), "".join(letters), longest)


def _adds_nothing(inside: str) -> bool:
    return (
        inside.strip("[] ").rstrip("!").casefold() == "sic" or inside.strip("[]").isdigit() or inside[0] in "⁰¹²³⁴⁵⁶⁷⁸⁹"
    )


def _piece(text: str, folded: Letters, low: int, high: int, voice: int) -> Piece:
    first, last = int(folded.places[low]), int(folded.places[high - 1]) + 1
    asks = frozenset(_asks(text, folded, low, high)) if "?" in text or "？" in text else frozenset()
    return Piece(folded.text[low:high], first, last, asks, voice)


def _asks(text: str, folded: Letters, low: int, high: int) -> Iterable[int]:
    """Behind how many letters of a piece a question mark stands."""
    begin = int(folded.places[low])
    stop = int(folded.places[high]) if high < len(folded.places) else len(text)
    for one in re.finditer("[?？]", text[begin:stop]):
        yield int(np.searchsorted(folded.places, begin + one.start())) - low

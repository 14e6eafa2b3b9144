"""What a cut takes away that turns the meaning of what is left: negations and conditions. Pure.

Only the words of a sentence that is cut through count: whole sentences may be left out, but for those that only say
when the one before them does not hold.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from workbench.prepared import on_whole_words
from workbench.report.verify.denying import CONDITION, NEGATION, SOUND, denying, fragment
from workbench.report.verify.tongue import spoken
from workbench.spans import Span

_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.?!](?![^\W_])|[。！？…]")
_JOINS = {
    "en": "and but so because then when cos cause",
    "de": "und aber weil",
    "fr": "et mais",
    "es": "y pero",
    "it": "e ma",
    "nl": "en maar",
    "pt": "e mas",
}
"""What joins something of its own to a clause."""
_BUT = re.compile(
    r"\W*(?:but|though|although|only|aber|sondern|mais|pero|sino|ma|mas|maar)\b"
    r"|\W*(?=not (?:all|always|any|entirely|every\w*|much|often|quite|really|yet)\b)",
    re.IGNORECASE,
)
_SOUNDS = re.compile(rf"\W*(?:{SOUND}\b\W*)+", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,;:–—()]")
_JOINED = (",", ";", "–", "—", "，", "、", "；")
_SENTENCE = 400
"""So many characters of a sentence are looked at on either side of a quotation."""


@cache
def joining(language: str) -> re.Pattern[str]:
    """What joins something of its own to a clause; in a language that is not known nothing does.

    Args:
        language: The transcript's language, as in ``en-GB``.
    """
    words = _JOINS.get(spoken(language), "").replace(" ", "|")
    return re.compile(rf"(?<![\w’-])(?:{words})(?![\w’'-])" if words else r"(?!)", re.IGNORECASE)


def lost(
    text: str, cut: Span, instead: str = "", *, between: Span | None = None, language: str = "en"
) -> tuple[str, ...]:
    """What is lost in the middle of a quotation: "a negation", "a condition".

    Args:
        text: The transcript.
        cut: Its words in place of which there is a mark.
        instead: What stands in brackets in place of them.
        between: Where the turn that it begins in ends, and the one that it ends in begins; None where they are one.
        language: The transcript's language, as in ``en-GB``.
    """
    own = [cut] if between is None else [Span(cut.start, between.start), Span(between.end, cut.end)]
    ends = [Span(*one.span()) for part in own for one in _SENTENCE_END.finditer(text, *part)]
    ends = sorted([*ends, *([between] if between else [])])
    parts = [Span(cut.start, ends[0].start), Span(ends[-1].end, cut.end)] if ends else [cut]
    parts += [found for one, two in pairwise(ends) if (found := _fragment(text, Span(one.end, two.start), language))]
    here = Counter(one.kind for part in parts for one in denying(text, part, language=language))
    here.subtract(_kinds(instead, language))
    return _either(+here)


def added(instead: str, said: str = "", *, language: str = "en") -> tuple[str, ...]:
    """What stands in brackets and was not said: "a negation", "a condition".

    Args:
        instead: What stands in brackets.
        said: The transcript's words in place of which it stands.
        language: The transcript's language, as in ``en-GB``.
    """
    more = _kinds(instead, language)
    more.subtract(_kinds(said, language))
    return _either(+more)


def lost_before(text: str, span: Span, turn: Span, *, language: str = "en") -> tuple[str, ...]:
    """What is lost where a quotation begins in the middle of a sentence.

    A condition holds for all that follows in its sentence, whole clauses off. So does a negation, up to where
    something of its own is joined on: *I never asked, and she came*.

    Args:
        text: The transcript.
        span: The quotation's words.
        turn: The turn in which it begins.
        language: The transcript's language.
    """
    near = Span(max(turn.start, span.start - _SENTENCE), span.start)
    start = max((found.end() for found in _SENTENCE_END.finditer(text, *near)), default=near.start)
    joins = joining(language)
    first = joins.search(text, *span)
    begins_joined = first is not None and not text[span.start : first.start()].strip(" \t\n,;:–—-'’\"“‘")
    ends = (one.end() for one in joins.finditer(text, start, near.end))
    joined = near.end if begins_joined else max(ends, default=start)
    found = denying(text, Span(start, near.end), language=language)
    return _either(one.kind for one in found if one.kind is CONDITION or one.end > joined)


def lost_behind(text: str, span: Span, turn: Span, *, language: str = "en") -> tuple[str, ...]:
    """What is lost where a quotation ends before its sentence does, or before one that only says when it does not hold.

    A condition is of what was said, up to where something of its own is joined on; of negations those are that follow
    at once, and those that take back what was said: *but not for us*.

    Args:
        text: The transcript.
        span: The quotation's words.
        turn: The turn in which it ends.
        language: The transcript's language.
    """
    most = min(turn.end, span.end + _SENTENCE)
    end = _SENTENCE_END.search(text, span.end, most)
    rest = Span(span.end, end.start() if end else most)
    joined = joining(language).search(text, *rest)
    where = {CONDITION: Span(rest.start, joined.start() if joined else rest.end), NEGATION: _denied(text, rest)}
    found = denying(text, rest, language=language)
    kinds = {one.kind for one in found if (part := where[one.kind]).length and part.overlaps(Span(one.start, one.end))}
    if end and (only := _fragment(text, Span(end.end(), most), language)):
        kinds.update(one.kind for one in denying(text, only, language=language))
    return _either(kinds)


def with_denials(text: str, span: Span, turn: Span, *, language: str = "en") -> Span:
    """A passage with the words on either side, in its turn, that deny it or set a condition; see `lost_before`.

    Args:
        text: The transcript.
        span: The passage.
        turn: The turns that it stands in, as one.
        language: The transcript's language.
    """
    start, end = span
    if wanted := set(lost_before(text, span, turn, language=language)):
        for one in reversed(list(_WORD.finditer(text, max(turn.start, start - _SENTENCE), start))):
            wanted -= {each.kind for each in denying(text, Span(one.start(), span.start), language=language)}
            start = one.start()
            if not wanted:
                break
    if wanted := set(lost_behind(text, span, turn, language=language)):
        for one in _WORD.finditer(text, end, min(turn.end, end + _SENTENCE)):
            wanted -= {each.kind for each in denying(text, Span(span.end, one.end()), language=language)}
            end = one.end()
            if not wanted:
                break
    return on_whole_words(text, start, end)


def _denied(text: str, rest: Span) -> Span:
    """The words behind a quotation of which a denial is one of the quotation."""
    if sounds := _SOUNDS.match(text, *rest):
        rest = Span(sounds.end(), rest.end)
    if taken_back := _BUT.match(text, *rest):
        stop = _CLAUSE_END.search(text, taken_back.end(), rest.end)
        return Span(taken_back.end(), stop.start() if stop else rest.end)
    first = _WORD.search(text, *rest)
    if first is None or text[rest.start : rest.end].lstrip().startswith(_JOINED):
        return Span(rest.start, rest.start)  # Behind a comma a denial is of something else.
    return Span(*first.span())


def _fragment(text: str, sentence: Span, language: str) -> Span | None:
    """What a sentence begins with, where that is all about the one before it: *Only if …*."""
    found = fragment(language).match(text, *sentence)
    return Span(*found.span()) if found else None


def _kinds(words: str, language: str) -> Counter[str]:
    return Counter(one.kind for one in denying(words, Span(0, len(words)), language=language))


def _either(found: Iterable[str]) -> tuple[str, ...]:
    kinds = set(found)
    return tuple(kind for kind in (NEGATION, CONDITION) if kind in kinds)

"""What stands in brackets in place of what was said: whether other words of weight do. Pure.

Whoever prints *[the mentor]* for *she*, *[my sister]* for a name, or *[goes]* for *go* says what is meant. Whoever
prints *[bad]* for *good* may say something else: somebody has to look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from workbench.report.redacted_names import begins_sentence
from workbench.report.verify.closed_words import CLOSED, LEADING, SAME
from workbench.report.verify.denying import says_whether
from workbench.report.verify.losing import joining
from workbench.report.verify.tongue import spoken
from workbench.spans import Span

_WORD = re.compile(r"[^\W_]+")
_CLAUSE_END = re.compile(r"[.?!…。！？,;:–—()\n]|-\s|\s-")
_BLACKENING = re.compile(
    r"\W*(?:(?:place|school|town|city|street|first|last|full|person'?s?)\s+)?(?:names?|redacted|anonymi[sz]ed|removed"
    r"|place|location|town|city|village|street|date|school|hospital|organi[sz]ation|inaudible|unclear|sic)"
    r"(?:\s+(?:of|removed|redacted|withheld|anonymi[sz]ed)\b.*)?\W*\Z",
    re.IGNORECASE | re.DOTALL,
)
"""What says that something is not printed, and nothing else: `[name]`, `(name of school)`."""

_ENDINGS = ("ing", "ied", "ies", "es", "ed", "en", "s", "d", "n", "e")
_UNLESS = re.compile(r"l(?:ess|os|ose|oos)")
_FORMS = [frozenset(one.split()) for one in SAME]
_SHORT, _OTHER_SCRIPTS = 4, "\u0530"
"""Shorter words of a language whose words are not known here say little by themselves, in scripts of this kind."""

_MOST_BEHIND = 4
"""So many words beside a quotation may be what a bracket at its end stands for."""


def is_blackening(inside: str) -> bool:
    """Whether what stands in brackets says that something is not printed, and nothing else.

    Args:
        inside: Without the brackets.
    """
    return _BLACKENING.match(inside) is not None


def weighty(text: str, span: Span, instead: str, *, hidden: Iterable[Span] = (), language: str = "en") -> bool:
    """Whether brackets stand in place of words that say something else than they do.

    Args:
        text: The transcript.
        span: The words in place of which they stand.
        instead: What stands in brackets.
        hidden: What is redacted in the transcript.
        language: The transcript's language, as in ``en-GB``.
    """
    if is_blackening(instead):
        return False
    tongue = spoken(language)
    closed = frozenset(CLOSED.get(tongue, "").split())
    kept = [word.casefold() for word in _WORD.findall(instead)]
    hidden = list(hidden)
    for found in _WORD.finditer(text, span.start, span.end):
        word = found[0].casefold()
        is_short = tongue not in CLOSED and len(word) < _SHORT and word < _OTHER_SCRIPTS
        if (
            word in closed
            or is_short
            or says_whether(word, language)
            or any(_is_same(word, one, tongue) for one in kept)
        ):
            continue
        if any(one.overlaps(Span(*found.span())) for one in hidden) or _is_name(text, found, tongue):
            continue
        return True
    return False


def beside(text: str, whole: Span, instead: str, *, is_behind: bool, language: str = "en") -> Span | None:
    """What brackets at a quotation's end may stand for, of the words beside it; None where they only add something.

    That is the rest of its clause, no more words than stand in the brackets but for those that lead to another.

    Args:
        text: The transcript.
        whole: What the same speaker says on that side.
        instead: What stands in brackets.
        is_behind: Whether it is behind the quotation.
        language: The transcript's language.
    """
    said = text[whole.start : whole.end]
    ends = [*_CLAUSE_END.finditer(said), *joining(language).finditer(said)]
    if is_behind:
        said = said[: min((one.start() for one in ends), default=len(said))]
    else:
        last = max((one.end() for one in ends), default=0)
        said, whole = said[last:], Span(whole.start + last, whole.end)
    words = list(_WORD.finditer(said))
    if not words:
        return None
    leading = frozenset(LEADING.get(spoken(language), "").split())
    if is_behind:
        most = 1
        while most < min(len(words), _MOST_BEHIND) and words[most - 1][0].casefold() in leading:
            most += 1
        kept = words[:most]
    else:
        most = min(2, len(_WORD.findall(instead)))
        kept = words[-most:] if words[-most:][0][0].casefold() in leading else words[-1:]
    return Span(whole.start + kept[0].start(), whole.start + kept[-1].end())


def _is_name(text: str, found: re.Match[str], tongue: str) -> bool:
    """Whether a word is written as a name is, with a capital where none begins a sentence; never in German."""
    word = found[0]
    if tongue == "de" or not word[0].isupper():
        return False
    if not begins_sentence(text, found.start()):
        return re.search(rf"\b{re.escape(word.casefold())}\b", text) is None
    others = re.finditer(rf"\b{re.escape(word)}\b", text)
    return any(not begins_sentence(text, one.start()) for one in others)


def _is_same(word: str, other: str, tongue: str) -> bool:
    """Whether one word is a form of the other."""
    if word == other:
        return True
    if tongue == "en":
        return not _stems(word).isdisjoint(_stems(other)) or any(word in one and other in one for one in _FORMS)
    alike = next((at for at, (one, two) in enumerate(zip(word, other, strict=False)) if one != two), None)
    alike = min(len(word), len(other)) if alike is None else alike
    ends = word[alike:], other[alike:]
    return alike >= 3 and max(map(len, ends)) <= 3 and not any(map(_UNLESS.match, ends))


def _stems(word: str) -> set[str]:
    """What an English word may be a form of."""
    found = {word}
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            stem = word.removesuffix(ending)
            found |= {stem, f"{stem}y"} if ending in ("ied", "ies") else {stem}
            if len(stem) > 3 and stem[-1] == stem[-2]:
                found.add(stem[:-1])
    return found

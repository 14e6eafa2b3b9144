"""Quotations that stand in what the writer has written, held against the words and attributions they claim. Pure.

A key quotation is cut from its transcript whenever a report is made. One in a narrative was put there once: by now its
words may have been changed by hand, or its attribution by other settings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from workbench.report.content import Quotation
from workbench.report.facts import ReportFacts
from workbench.report.printing import joined, quotation
from workbench.report.same_words import words_of
from workbench.visible import one_line

_SAID = r"\s*\(((?:[^()]|\([^()]*\)){1,200})\)"
_QUOTED = [
    re.compile(rf"{begin}((?:(?!{begin}).){{1,4000}}?){end}{_SAID}", re.DOTALL)
    for begin, end in ("“”", "„“", "«»", "»«", '""', "‘’")
]
_LEFT_OUT = re.compile(r"\[?(?:…|\.\.\.)\]?|\[[^\[\]]*\]")
_LIKE = 75
"""Words that are so like (of 100) those of an extract were those once."""
_LEAST = 12
"""So many letters: less is a term in quotation marks."""
_SHOWN = 32


class _Known(NamedTuple):
    letters: str
    attribution: str


def changed_quotations(facts: ReportFacts, texts: Iterable[str]) -> list[str]:
    """What is not as it was said, of the quotations with an attribution behind them in a writer's text.

    Words left out and words in square brackets are the writer's to choose, and signs and capitals are not compared.

    Args:
        facts: The study; quotations are looked for among the extracts and, failing that, in the transcripts.
        texts: The writer's text, a paragraph each.

    Returns:
        A sentence for each.
    """
    found = [(words, said) for text in texts for words, said in _quoted(facts, text)]
    if not found:
        return []
    known = _known(facts)
    texts_there = cache(lambda: [_letters(row.text) for row in facts.transcripts])
    return [told for words, said in found if (told := _told(known, texts_there, words, said))]


def _quoted(facts: ReportFacts, text: str) -> Iterator[tuple[str, str]]:
    """What stands in quotation marks and has somebody of the study in brackets behind it."""
    names = {row.label or row.participant for row in facts.participants}
    names |= {role.label for role in facts.role_of.values()}
    for words, said in (found for pattern in _QUOTED for found in pattern.findall(text)):
        if len(_letters(words)) >= _LEAST and any(name and said.strip().startswith(name) for name in names):
            yield words, " ".join(said.split())


def _known(facts: ReportFacts) -> list[_Known]:
    made = [quotation(facts, extract, omission="…") for extract in facts.extracts]
    for theme in facts.themes:
        # As it is prepared, a quotation has other words, and perhaps less of an attribution.
        prepared = [each.extract for each in theme.extracts if each.prepared is not None]
        to_print, _ = joined(facts, prepared, theme, where="")
        made += [
            quotation(facts, one.extract, omission="…", prepared=one.prepared, following=one.following)
            for one in to_print
        ]
    return [_Known(_letters(one.words), one.attribution) for one in made if isinstance(one, Quotation)]


def _told(known: list[_Known], texts: Callable[[], list[str]], words: str, said: str) -> str:
    pieces = [letters for piece in _LEFT_OUT.split(words) if (letters := _letters(piece))]
    shown = one_line(words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…")
    theirs = {one.attribution for one in known if _stands(pieces, one.letters)}
    if said in theirs:
        return ""
    if theirs:
        now = one_line(min(theirs))
        return f"“{shown}” has ({one_line(said)}) behind it, and would be attributed ({now}) now."
    if any(_stands(pieces, text) for text in texts()):
        return ""
    like = process.extractOne("".join(pieces), [one.letters for one in known], scorer=fuzz.partial_ratio)
    if like is not None and like[1] >= _LIKE:
        return f"“{shown}” ({one_line(said)}) is not what the transcript says: compare it with the extract."
    return f"“{shown}” ({one_line(said)}) stands in no transcript in these words."


def _stands(pieces: list[str], letters: str) -> bool:
    """Whether the pieces stand in a text one after the other."""
    at = 0
    for piece in pieces:
        if (at := letters.find(piece, at)) < 0:
            return False
        at += len(piece)
    return True


def _letters(text: str) -> str:
    return "".join(words_of(text, digits=True))
